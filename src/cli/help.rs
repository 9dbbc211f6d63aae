//! Help in two languages. Every help text is one doc comment, `English ‖ 中文`, beside the option that it is about;
//! here the side that the user reads is chosen.

use super::ui::Lang;
use clap::error::ErrorKind;
use clap::{Arg, Command, CommandFactory};
use std::process::ExitCode;

/// Parts the English from the Chinese wording.
const BAR: &str = " ‖ ";

const TEMPLATE_ZH: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

/// The command line of `C`, with help in `lang`.
pub(super) fn localized<C: CommandFactory>(lang: Lang) -> Command {
    let mut command = localize(C::command().disable_help_subcommand(true), lang);
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
    let arg = arg.help(choose(&help, lang).to_owned());
    if lang == Lang::En {
        return arg;
    }
    let arg = match arg.get_id().as_str() {
        "help" => arg.help("显示帮助"),
        "version" => arg.help("显示版本"),
        _ => arg,
    };
    if arg.is_positional() { arg.help_heading("参数") } else { arg.help_heading("选项") }
}

fn choose(text: &str, lang: Lang) -> &str {
    match (text.split_once(BAR), lang) {
        (Some((en, _)), Lang::En) => en,
        (Some((_, zh)), Lang::Zh) => zh,
        (None, _) => text,
    }
}

/// Prints what clap has to say, help or a usage error, and gives its exit code.
pub(super) fn exit(e: &clap::Error) -> ExitCode {
    let _ = e.print(); // where nobody listens there is nobody to tell
    match e.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => ExitCode::SUCCESS,
        _ => ExitCode::from(2),
    }
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
            zh.contains("用法：") && zh.contains("命令") && !zh.contains("Usage") && !zh.contains('‖'),
            "{zh}"
        );
        let en = localized::<Cli>(Lang::En).render_help().to_string();
        assert!(en.contains("Usage") && !en.contains('‖') && en.is_ascii(), "{en}");
    }
}
