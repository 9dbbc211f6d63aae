//! Why a sub-command gave up.

use super::ui::{Lang, Ui};
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
        match ui.lang {
            Lang::En => Self::failed_with_help(format!("cannot read {name}: {e}"), e.help()),
            Lang::Zh => {
                let (message, help) = source_zh(e);
                Self::failed_with_help(format!("无法读取 {name}：{message}"), help)
            }
        }
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

/// What is wrong with a file, and what to do, in Chinese.
fn source_zh(e: &source::Error) -> (String, &'static str) {
    use source::Error as E;
    let message = match e {
        E::Empty => "文件是空的".to_owned(),
        E::NoText => "文件中没有文字".to_owned(),
        E::Unsupported(format) => format!("不支持这种格式（{format}）"),
        E::Binary => "是二进制文件，既不是文本，也不是支持的文档格式".to_owned(),
        E::Limit(limit) => limit_zh(*limit),
        E::Zip { part, why } => format!("{part} 无法解压（{why}）"),
        E::NoMainPart => "压缩包不是 Word 文档：没有正文部分".to_owned(),
        E::MissingPart(part) => format!("文档缺少 {part}"),
        E::Xml { part, what, byte } => format!("{part} 已损坏（第 {byte} 字节：{what}）"),
    };
    let help = match e {
        E::Empty => "请检查文件是否复制或下载完整",
        E::NoText => "如果内容是图片，请先用文字识别（OCR）软件转成文字",
        E::Unsupported(_) | E::Binary => "请另存为 docx 或纯文本后再读取",
        E::Limit(_) => "如果文件可信，请用 --max-… 选项放宽限制",
        E::Zip { .. } => "文件已损坏，请从来源重新获取",
        E::NoMainPart => "如果是公文压缩包，请先解压，或使用 duban batch",
        E::MissingPart(_) | E::Xml { .. } => "文件已损坏，请用 Word 或 WPS 打开后重新保存",
    };
    (message, help)
}

fn limit_zh(e: source::LimitExceeded) -> String {
    use source::LimitExceeded as L;
    match e {
        L::FileBytes(n) => format!("文件超过 {n} 字节"),
        L::ExpandedBytes(n) => format!("文档解压后超过 {n} 字节"),
        L::CompressionRatio(n) => format!("文档解压后超过压缩前的 {n} 倍"),
        L::Members(n) => format!("压缩包中的文件超过 {n} 个"),
        L::XmlDepth(n) => format!("XML 元素嵌套超过 {n} 层"),
        L::TableDepth(n) => format!("表格嵌套超过 {n} 层"),
        L::Blocks(n) => format!("段落和单元格超过 {n} 个"),
    }
}
