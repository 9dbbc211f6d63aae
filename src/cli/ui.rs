//! What the command line says to people: in their language, on standard error.

use super::error::CliError;
use clap::ValueEnum;
use std::io::{self, Write};

/// The language of help and messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Lang {
    En,
    Zh,
}

impl Lang {
    /// As `--lang` says, wherever it stands; else as the locale says. Help needs it before arguments are parsed.
    pub(super) fn of_process() -> Self {
        let args: Vec<String> = std::env::args_os().map(|a| a.to_string_lossy().into_owned()).collect();
        Self::of_args(&args).unwrap_or_else(|| Self::of_locale(|name| std::env::var(name).ok()))
    }

    fn of_args(args: &[String]) -> Option<Self> {
        let at = args.iter().position(|a| a == "--lang" || a.starts_with("--lang="))?;
        let value = args[at].strip_prefix("--lang=").or_else(|| args.get(at + 1).map(String::as_str))?;
        Self::from_str(value, true).ok()
    }

    /// The first of the three that says anything decides (POSIX, 8.2).
    fn of_locale(variable: impl Fn(&str) -> Option<String>) -> Self {
        let locale =
            ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable).find(|v| !v.is_empty());
        if locale.is_some_and(|v| v.starts_with("zh")) { Self::Zh } else { Self::En }
    }
}

/// A message in the user's language: both wordings stand side by side, and both may name variables.
///
/// `tr!(ui, "{done} files written", "已写出 {done} 个文件")`
macro_rules! tr {
    ($ui:expr, $en:literal, $zh:literal $(, $arg:expr)* $(,)?) => {
        match $ui.lang {
            $crate::cli::ui::Lang::En => format!($en $(, $arg)*),
            $crate::cli::ui::Lang::Zh => format!($zh $(, $arg)*),
        }
    };
}

/// The user: the language they read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ui {
    pub(super) lang: Lang,
}

impl Ui {
    pub(super) const fn new(lang: Lang) -> Self {
        Self { lang }
    }

    /// What went wrong, and what to do about it.
    pub(super) fn error(&self, e: &CliError) {
        if let CliError::Usage { message, help } | CliError::Failed { message, help } = e {
            self.line(&tr!(self, "error: {message}", "错误：{message}"));
            if let Some(help) = help {
                self.line(&tr!(self, "  help: {help}", "  建议：{help}"));
            }
        }
    }

    /// Something that deserves a look.
    pub(super) fn warning(&self, message: &str) {
        self.line(&tr!(self, "warning: {message}", "警告：{message}"));
    }

    /// A line on standard error. Where nobody listens there is nobody to tell.
    pub(super) fn line(&self, message: &str) {
        let _ = writeln!(io::stderr().lock(), "{message}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_locale_variable_that_is_set_decides() {
        let of = |set: &[(&str, &str)]| {
            Lang::of_locale(|name| set.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()))
        };
        assert_eq!(of(&[("LANG", "zh_CN.UTF-8")]), Lang::Zh);
        assert_eq!(of(&[("LC_ALL", "C"), ("LANG", "zh_CN.UTF-8")]), Lang::En);
        assert_eq!(of(&[("LC_ALL", ""), ("LC_MESSAGES", "zh_TW")]), Lang::Zh);
        assert_eq!(of(&[]), Lang::En);
    }

    #[test]
    fn lang_is_seen_wherever_it_stands() {
        let of = |args: &[&str]| Lang::of_args(&args.iter().map(|a| (*a).to_owned()).collect::<Vec<_>>());
        assert_eq!(of(&["duban", "extract", "--lang", "zh"]), Some(Lang::Zh));
        assert_eq!(of(&["duban", "--lang=en", "text"]), Some(Lang::En));
        assert_eq!(of(&["duban", "--lang"]), None);
        assert_eq!(of(&["duban", "--lang", "fr"]), None);
    }
}
