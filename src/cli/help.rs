//! Help in two languages. Every help text is one doc comment, `English ‖ 中文`, beside the option that it is about;
//! here the side that the user reads is chosen.

use super::error::CliError;
use super::ui::{Lang, Ui};
use clap::builder::PossibleValue;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory};
use std::process::ExitCode;

/// Parts the English from the Chinese wording.
const BAR: &str = " ‖ ";

const TEMPLATE_ZH: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

/// The command line of `C`, with help in `lang`.
pub(super) fn localized<C: CommandFactory>(lang: Lang) -> Command {
    let mut command = C::command().disable_help_subcommand(true);
    command.build(); // gives sub-commands the arguments that clap adds
    localize(command, lang)
}

fn localize(mut command: Command, lang: Lang) -> Command {
    if let Some(about) = command.get_about().map(ToString::to_string) {
        command = command.about(choose(&about, lang).to_owned());
    }
    if lang == Lang::Zh {
        command =
            command.help_template(TEMPLATE_ZH).subcommand_help_heading("命令").subcommand_value_name("命令");
    }
    command.mut_args(|arg| localize_arg(arg, lang)).mut_subcommands(|sub| localize(sub, lang))
}

fn localize_arg(arg: Arg, lang: Lang) -> Arg {
    let help = match (arg.get_id().as_str(), lang) {
        ("help", Lang::En) => "Print help".to_owned(),
        ("help", Lang::Zh) => "显示帮助".to_owned(),
        ("version", Lang::Zh) => "显示版本".to_owned(),
        _ => choose(&arg.get_help().map(ToString::to_string).unwrap_or_default(), lang).to_owned(),
    };
    let heading = match (arg.get_help_heading(), arg.is_positional(), lang) {
        (Some(heading), ..) => Some(choose(heading, lang).to_owned()),
        (None, _, Lang::En) => None,
        (None, true, Lang::Zh) => Some("参数".to_owned()),
        (None, false, Lang::Zh) => Some("选项".to_owned()),
    };
    let arg = if arg.get_action().takes_values() {
        let help = help + &values(&arg, lang);
        arg.help(help).hide_possible_values(true).hide_default_value(true)
    } else {
        arg.help(help)
    };
    // One help is enough; clap's longer one says no more.
    let arg = if arg.get_id() == "help" { arg.action(ArgAction::HelpShort) } else { arg };
    match (heading, arg.get_index()) {
        (Some(heading), Some(index)) => arg.help_heading(heading).display_order(index),
        (Some(heading), None) => arg.help_heading(heading),
        (None, _) => arg,
    }
}

/// The default and the possible values, which clap shows in English only.
fn values(arg: &Arg, lang: Lang) -> String {
    let of = |en: &str, zh: &str, values: &[String]| match lang {
        _ if values.is_empty() => String::new(),
        Lang::En => format!(" [{en}: {}]", values.join(", ")),
        Lang::Zh => format!("［{zh}：{}］", values.join("、")),
    };
    let defaults: Vec<String> =
        arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    let possible: Vec<_> =
        arg.get_possible_values().into_iter().filter(|value| !value.is_hide_set()).collect();
    let default = of("default", "默认", &defaults);
    if possible.iter().all(|value| value.get_help().is_none()) {
        let names: Vec<String> = possible.iter().map(|value| value.get_name().to_owned()).collect();
        return default + &of("possible values", "可选", &names);
    }
    let line = |value: &PossibleValue| {
        let help = value.get_help().map(ToString::to_string).unwrap_or_default();
        format!("\n{:<10}{}", value.get_name(), choose(&help, lang))
    };
    default + &possible.iter().map(line).collect::<String>()
}

fn choose(text: &str, lang: Lang) -> &str {
    match (text.split_once(BAR), lang) {
        (Some((en, _)), Lang::En) => en,
        (Some((_, zh)), Lang::Zh) => zh,
        (None, _) => text,
    }
}

/// Prints what clap has to say, help or a usage error, and gives its exit code.
pub(super) fn exit(e: &clap::Error, ui: &Ui) -> ExitCode {
    match usage_error_zh(e) {
        Some(message) if ui.lang == Lang::Zh => ui.error(&CliError::usage(message, "用 --help 查看用法")),
        _ => drop(e.print()), // where nobody listens there is nobody to tell
    }
    ExitCode::from(if e.use_stderr() { 2 } else { 0 })
}

/// The usual mistakes in Chinese; clap has only English.
fn usage_error_zh(e: &clap::Error) -> Option<String> {
    let of = |kind| {
        e.get(kind).map(|value| match value {
            ContextValue::Strings(all) => all.join(" "),
            value => value.to_string(),
        })
    };
    let arg = of(ContextKind::InvalidArg);
    Some(match e.kind() {
        ErrorKind::UnknownArgument => format!("不认识的参数 {}", arg?),
        ErrorKind::InvalidSubcommand => format!("没有 {} 这个命令", of(ContextKind::InvalidSubcommand)?),
        ErrorKind::InvalidValue if of(ContextKind::InvalidValue)?.is_empty() => format!("{} 缺少值", arg?),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let known = of(ContextKind::ValidValue).filter(|v| !v.is_empty());
            let known = known.map(|v| format!("，可选：{v}")).unwrap_or_default();
            format!("{} 的值 {} 无效{known}", arg?, of(ContextKind::InvalidValue)?)
        }
        ErrorKind::MissingRequiredArgument => format!("缺少参数 {}", arg?),
        ErrorKind::ArgumentConflict => format!("{} 与 {} 不能同时使用", arg?, of(ContextKind::PriorArg)?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::Cli;
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        localized::<Cli>(Lang::En).debug_assert();
        localized::<Cli>(Lang::Zh).debug_assert();
    }

    #[test]
    fn every_help_text_is_there_in_both_languages() {
        fn walk(command: &Command, missing: &mut Vec<String>) {
            let texts = [(command.get_name(), command.get_about())].into_iter();
            let args =
                || command.get_arguments().filter(|a| !matches!(a.get_id().as_str(), "help" | "version"));
            for (name, text) in texts.chain(args().map(|a| (a.get_id().as_str(), a.get_help()))) {
                if !text.is_some_and(|t| t.to_string().contains(BAR)) {
                    missing.push(format!("{} {name}", command.get_name()));
                }
            }
            for value in args().flat_map(Arg::get_possible_values) {
                // A name, such as Word, is the same in both.
                let is_prose = |help: &str| help.contains(' ') && !help.contains(BAR);
                if value.get_help().is_some_and(|help| is_prose(&help.to_string())) {
                    missing.push(format!("{} {}", command.get_name(), value.get_name()));
                }
            }
            command.get_subcommands().for_each(|sub| walk(sub, missing));
        }
        let mut missing = Vec::new();
        walk(&Cli::command(), &mut missing);
        assert!(missing.is_empty(), "write the help as one line, `English ‖ 中文`: {missing:?}");
    }

    #[test]
    fn values_are_explained_in_one_language_too() {
        fn walk(command: &mut Command, lang: Lang) {
            let help = command.render_help().to_string();
            assert!(!help.contains('‖'), "{help}");
            assert!(lang == Lang::En || !help.contains("ossible values"), "{help}");
            command.get_subcommands_mut().for_each(|sub| walk(sub, lang));
        }
        for lang in [Lang::En, Lang::Zh] {
            walk(&mut localized::<Cli>(lang), lang);
        }
    }

    #[test]
    fn help_speaks_one_language_at_a_time() {
        let zh = localized::<Cli>(Lang::Zh).render_help().to_string();
        assert!(
            zh.contains("用法：")
                && zh.contains("命令")
                && !zh.contains("Usage")
                && !zh.contains("[default")
                && !zh.contains('‖'),
            "{zh}"
        );
        let en = localized::<Cli>(Lang::En).render_help().to_string();
        assert!(en.contains("Usage") && !en.contains('‖') && en.is_ascii(), "{en}");
    }
}
