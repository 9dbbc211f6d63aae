//! Help in two languages. Every help text is one doc comment, `English ‖ 中文`, beside the option that it is about;
//! here the side that the user reads is chosen.

use super::error::CliError;
use super::ui::{Lang, Ui};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, CommandFactory};
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
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let heading = arg.get_help_heading().map(|heading| choose(heading, lang).to_owned());
    let arg = arg.help(choose(&help, lang).to_owned());
    let arg = match heading {
        Some(heading) => arg.help_heading(heading),
        None => arg,
    };
    match lang {
        Lang::En => arg,
        Lang::Zh => localize_arg_zh(arg),
    }
}

/// Says in Chinese what clap adds of its own.
fn localize_arg_zh(arg: Arg) -> Arg {
    let mut help = match arg.get_id().as_str() {
        "help" => "显示帮助".to_owned(),
        "version" => "显示版本".to_owned(),
        _ => arg.get_help().map(ToString::to_string).unwrap_or_default(),
    };
    let takes_values = arg.get_action().takes_values();
    if takes_values {
        let values: Vec<_> = arg.get_possible_values().iter().map(|v| v.get_name().to_owned()).collect();
        if !values.is_empty() {
            help += &format!("［可选：{}］", values.join("、"));
        }
        let defaults: Vec<_> = arg.get_default_values().iter().map(|v| v.to_string_lossy()).collect();
        if !defaults.is_empty() {
            help += &format!("［默认：{}］", defaults.join("、"));
        }
    }
    let arg = arg.help(help);
    let arg = if takes_values { arg.hide_possible_values(true).hide_default_value(true) } else { arg };
    match (arg.get_help_heading(), arg.is_positional()) {
        (Some(_), _) => arg,
        (None, true) => arg.help_heading("参数"),
        (None, false) => arg.help_heading("选项"),
    }
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
            let args = command.get_arguments().filter(|a| !matches!(a.get_id().as_str(), "help" | "version"));
            for (name, text) in texts.chain(args.map(|a| (a.get_id().as_str(), a.get_help()))) {
                if !text.is_some_and(|t| t.to_string().contains(BAR)) {
                    missing.push(format!("{} {name}", command.get_name()));
                }
            }
            command.get_subcommands().for_each(|sub| walk(sub, missing));
        }
        let mut missing = Vec::new();
        walk(&Cli::command(), &mut missing);
        assert!(missing.is_empty(), "write the help as one line, `English ‖ 中文`: {missing:?}");
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
