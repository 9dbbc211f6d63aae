//! Bytes of a file → a [`Document`] of blocks, each with the place it came from.

mod document;
mod error;

pub use document::{Block, BlockKind, Document, Origin, SourceInfo};
pub use error::Error;

use crate::text::unwrap;
use encoding_rs::Encoding;

/// How to read a file.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The character encoding of text files; detected by content where `None`.
    pub encoding: Option<&'static Encoding>,
}

/// Reads one file, its format told by content. `name` is the file's name, for messages and for [`SourceInfo`].
pub fn read(name: &str, bytes: &[u8], _options: &Options) -> Result<Document, Error> {
    let text = String::from_utf8_lossy(bytes);
    let blocks = unwrap::paragraphs(&text)
        .into_iter()
        .map(|p| Block {
            kind: BlockKind::Paragraph,
            text: p.text,
            origin: Origin::Lines { line: p.line, end_line: p.end_line },
        })
        .collect();
    Ok(Document {
        source: SourceInfo {
            name: name.to_owned(),
            format: "txt".to_owned(),
            encoding: Some("UTF-8".to_owned()),
            sha256: String::new(),
            bytes: bytes.len() as u64,
        },
        blocks,
        furniture: Vec::new(),
        diagnostics: Vec::new(),
    })
}
