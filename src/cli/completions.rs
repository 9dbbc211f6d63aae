//! `duban completions`: what a shell needs to complete our options.

use super::error::CliError;
use super::ui::Ui;
use super::{Cli, Outcome, help, input};

/// Print a completion script for a shell ‖ 输出命令行补全脚本
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The shell ‖ 所用的 shell
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

pub(super) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CliError> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut help::localized::<Cli>(ui.lang), "duban", &mut script);
    input::print(&script, ui)?;
    Ok(Outcome::Done)
}
