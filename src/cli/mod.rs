//! The command line: parse arguments, call the library, print.
//!
//! Data goes to standard output, messages to standard error. Every message and every help text is written twice, side
//! by side, in English and in Chinese: see `ui.rs` and `help.rs`. A sub-command is one file with its `Args` and its
//! `run`.

#[macro_use]
mod ui;

mod batch;
mod completions;
mod config;
mod error;
mod eval;
mod extract;
mod help;
mod input;
mod reading;
mod schema;
mod table;
mod template;
mod text;

use clap::{FromArgMatches, Parser, Subcommand};
use std::process::ExitCode;
use ui::{Lang, Ui};

/// Reads official Chinese government notices into grounded JSON, and makes and keeps the tables that track what they promise ‖ 督办：读懂政府公文，生成责任分解表和跟踪台账
#[derive(Debug, Parser)]
#[command(name = "duban", version, arg_required_else_help = true)]
struct Cli {
    /// Language of help and messages; by LC_ALL, LC_MESSAGES or LANG if not given ‖ 帮助和提示的语言；不指定时按 LC_ALL、LC_MESSAGES、LANG 判断
    #[arg(long, global = true, value_enum)]
    lang: Option<Lang>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Extract(extract::Args),
    Batch(batch::Args),
    Text(text::Args),
    Table(table::Args),
    Template(template::Args),
    Eval(eval::Args),
    Schema(schema::Args),
    Config(config::Args),
    Completions(completions::Args),
}

/// How a sub-command that could do its work ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// All that was asked for is done: exit code 0.
    Done,
    /// Some inputs failed, each with its message; the others are done: exit code 1.
    SomeFailed,
    /// The user stopped it, and may go on later: exit code 130, as shells have it for Ctrl-C.
    Interrupted,
}

impl Outcome {
    const INTERRUPTED: u8 = 130;
}

/// Runs the command line.
pub fn run() -> ExitCode {
    let ui = Ui::new(Lang::of_process());
    let matches = match help::localized::<Cli>(ui.lang).try_get_matches() {
        Ok(matches) => matches,
        Err(e) => return help::exit(&e, &ui),
    };
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(e) => return help::exit(&e, &ui),
    };
    let outcome = match &cli.command {
        Command::Extract(args) => extract::run(args, &ui),
        Command::Batch(args) => batch::run(args, &ui),
        Command::Text(args) => text::run(args, &ui),
        Command::Table(args) => table::run(args, &ui),
        Command::Template(args) => template::run(args, &ui),
        Command::Config(args) => config::run(args, &ui),
        Command::Eval(args) => eval::run(args, &ui),
        Command::Schema(args) => schema::run(args, &ui),
        Command::Completions(args) => completions::run(args, &ui),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::SomeFailed) => ExitCode::from(1),
        Ok(Outcome::Interrupted) => ExitCode::from(Outcome::INTERRUPTED),
        Err(e) => {
            ui.error(&e);
            e.exit_code()
        }
    }
}
