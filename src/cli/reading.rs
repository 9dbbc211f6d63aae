//! How to read: the options that every sub-command which reads notices has.

use crate::source::{Limits, Options};
use encoding_rs::Encoding;

pub(super) const LIMITS: &str = "Limits ‖ 限制";
const MIB: u64 = 1 << 20;

/// Options of reading; flatten them into the arguments of a sub-command.
#[derive(Debug, clap::Args)]
pub(super) struct Reading {
    /// Character encoding of text files; detected by content if not given ‖ 文本文件的字符编码；不指定时自动识别
    #[arg(long, value_name = "E", value_parser = encoding)]
    encoding: Option<&'static Encoding>,
    /// Largest file, in MiB ‖ 单个文件最大多少 MiB
    #[arg(long, value_name = "MIB", default_value_t = Limits::default().file_bytes / MIB, help_heading = LIMITS)]
    max_file_size: u64,
    /// Most that a document may unpack to, in MiB ‖ 文档解压后最大多少 MiB
    #[arg(long, value_name = "MIB", default_value_t = Limits::default().expanded_bytes / MIB, help_heading = LIMITS)]
    max_unpacked: u64,
    /// Most times its packed size that a part may unpack to ‖ 解压后最多是压缩前的多少倍
    #[arg(long, value_name = "N", default_value_t = Limits::default().compression_ratio, help_heading = LIMITS)]
    max_ratio: u64,
    /// Deepest nesting of XML elements ‖ XML 元素最多嵌套多少层
    #[arg(long, value_name = "N", default_value_t = Limits::default().xml_depth, help_heading = LIMITS)]
    max_depth: usize,
    /// Most paragraphs and cells of a document ‖ 文档最多有多少个段落和单元格
    #[arg(long, value_name = "N", default_value_t = Limits::default().blocks, help_heading = LIMITS)]
    max_blocks: usize,
}

impl Reading {
    pub(super) fn options(&self) -> Options {
        Options {
            encoding: self.encoding,
            limits: Limits {
                file_bytes: self.max_file_size.saturating_mul(MIB),
                expanded_bytes: self.max_unpacked.saturating_mul(MIB),
                compression_ratio: self.max_ratio,
                xml_depth: self.max_depth,
                blocks: self.max_blocks,
                ..Limits::default()
            },
        }
    }
}

/// Parses the value of `--encoding`: a label of the WHATWG Encoding Standard.
fn encoding(label: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label(label.as_bytes()).ok_or_else(|| {
        "known are utf-8, utf-16le, utf-16be, gbk, gb18030, big5 and their usual names".to_owned()
    })
}
