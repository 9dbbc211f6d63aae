//! Why a sub-command gave up.

use super::ui::Ui;
use crate::{output, source};
use std::io;
use std::process::ExitCode;

/// Why a sub-command gave up. Messages are in the user's language already.
#[derive(Debug)]
pub(super) enum CliError {
    /// The arguments make no sense together: exit code 2.
    Usage { message: String, help: Option<String> },
    /// The work could not be done: exit code 1.
    Failed { message: String, help: Option<String> },
    /// Nobody reads standard output any more (`duban … | head`): no fault of anyone.
    BrokenPipe,
}

impl CliError {
    pub(super) fn usage(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), help: Some(help.into()) }
    }

    pub(super) fn failed(message: impl Into<String>) -> Self {
        Self::Failed { message: message.into(), help: None }
    }

    pub(super) fn failed_with_help(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Failed { message: message.into(), help: Some(help.into()) }
    }

    /// A file that could not be opened or read.
    pub(super) fn reading(ui: &Ui, name: &str, e: &io::Error) -> Self {
        Self::failed(tr!(ui, "cannot read {name}: {e}", "无法读取 {name}：{e}"))
    }

    /// A file that was read and is no notice.
    pub(super) fn source(ui: &Ui, name: &str, e: &source::Error) -> Self {
        Self::failed(tr!(ui, "cannot read {name}: {e}", "无法读取 {name}：{e}"))
    }

    /// A file that could not be written. `force` says whether the sub-command has `--force`.
    pub(super) fn writing(ui: &Ui, e: &output::Error, force: bool) -> Self {
        match e {
            output::Error::Exists { path } => {
                let path = path.display();
                let help = if force {
                    tr!(ui, "give --force to replace it", "如要覆盖，请加 --force")
                } else {
                    tr!(ui, "move it away, or choose another name", "请先移走该文件，或另选名称")
                };
                Self::failed_with_help(tr!(ui, "{path} exists already", "{path} 已存在"), help)
            }
            output::Error::Io { path, source } => {
                let path = path.display();
                Self::failed(tr!(ui, "cannot write {path}: {source}", "无法写入 {path}：{source}"))
            }
        }
    }

    /// Standard output that could not be written to.
    pub(super) fn stdout(ui: &Ui, e: &io::Error) -> Self {
        if e.kind() == io::ErrorKind::BrokenPipe {
            return Self::BrokenPipe;
        }
        Self::failed(tr!(ui, "cannot write to standard output: {e}", "无法写入标准输出：{e}"))
    }

    pub(super) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Usage { .. } => 2,
            Self::Failed { .. } => 1,
            Self::BrokenPipe => 0,
        })
    }
}
