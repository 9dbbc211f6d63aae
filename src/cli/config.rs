//! `duban config`: the file that an office sets once; and how the other sub-commands find it.

use super::Outcome;
use super::error::CliError;
use super::ui::Ui;
use crate::config::{Config, Error, FILE_NAME, TEMPLATE};
use crate::output::{self, Existing};
use clap::Subcommand;
use std::path::{Path, PathBuf};

/// Write a configuration file that explains itself ‖ 生成带说明的配置文件
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Write duban.toml with all defaults ‖ 写出含全部默认值的 duban.toml
    Init {
        /// The file ‖ 文件名
        #[arg(default_value = FILE_NAME)]
        path: PathBuf,
        /// Replace it if it is there ‖ 已存在时覆盖
        #[arg(long)]
        force: bool,
    },
}

pub(super) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CliError> {
    let Action::Init { path, force } = &args.action;
    let existing = if *force { Existing::Replace } else { Existing::Keep };
    output::write(path, TEMPLATE.as_bytes(), existing).map_err(|e| CliError::writing(ui, &e, true))?;
    let shown = path.display();
    ui.line(&tr!(ui, "wrote {shown}", "已写出 {shown}"));
    Ok(Outcome::Done)
}

/// Where the configuration is; flatten it into the arguments of a sub-command.
#[derive(Debug, clap::Args)]
pub(super) struct Configured {
    /// Configuration; duban.toml in the working folder if not given ‖ 配置文件；不指定时用当前文件夹中的 duban.toml
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl Configured {
    /// The configuration named, or the one in the working folder, or the defaults.
    pub(super) fn read(&self, ui: &Ui) -> Result<Config, CliError> {
        let config = match &self.config {
            Some(path) => Config::read(path),
            None => Config::in_folder(Path::new(".")),
        };
        config.map_err(|e| match e {
            Error::Io { path, source } => CliError::reading(ui, &path.display().to_string(), &source),
            Error::Toml { path, source } => {
                let shown = path.display();
                CliError::failed_with_help(
                    tr!(ui, "cannot use {shown}: {source}", "无法使用 {shown}：{source}"),
                    tr!(
                        ui,
                        "`duban config init NEW.toml` writes one with all settings explained",
                        "duban config init 新文件.toml 可生成带说明的配置文件"
                    ),
                )
            }
        })
    }
}
