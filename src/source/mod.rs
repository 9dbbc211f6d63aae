//! Bytes of a file → a [`Document`] of blocks, each with the place it came from.
//!
//! A new format is one file here and one line in `sniff.rs`.

mod document;
mod docx;
pub mod encoding;
mod error;
mod limits;
mod sniff;
mod txt;

pub use document::{Block, BlockKind, Document, Origin, SourceInfo};
pub use error::{Error, LimitExceeded};
pub use limits::Limits;

use crate::diagnostic::Diagnostic;
use crate::text::ruby;
use encoding_rs::Encoding;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// How to read a file.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The character encoding of text files; detected by content where `None`.
    pub encoding: Option<&'static Encoding>,
    /// What one file may cost at most.
    pub limits: Limits,
}

/// What a format's reader makes of a file.
struct Body {
    encoding: Option<&'static Encoding>,
    blocks: Vec<Block>,
    furniture: Vec<Block>,
    diagnostics: Vec<Diagnostic>,
}

/// Reads one file, its format told by content. `name` is the file's name, for [`SourceInfo`].
///
/// ```
/// use duban::source::{self, Options};
/// let notice = source::read("通知.txt", "关于印发方案的通知".as_bytes(), &Options::default())?;
/// assert_eq!(notice.source.format, "txt");
/// assert_eq!(notice.blocks[0].text, "关于印发方案的通知");
/// # Ok::<(), source::Error>(())
/// ```
///
/// # Errors
/// Where the file is binary or damaged, holds no text, or goes beyond a limit.
pub fn read(name: &str, bytes: &[u8], options: &Options) -> Result<Document, Error> {
    options.limits.check_file(bytes.len())?;
    let format = sniff::format(bytes)?;
    let mut body = (format.read)(bytes, options)?;
    // A page may show the pinyin of its characters; it is no part of the text.
    if ruby::is_shown(body.blocks.iter().map(|block| block.text.as_str())) {
        for block in &mut body.blocks {
            block.text = ruby::strip(&block.text).into_owned();
        }
    }
    if body.blocks.iter().all(|block| block.text.trim().is_empty()) {
        return Err(Error::NoText);
    }
    Ok(Document {
        source: SourceInfo {
            name: name.to_owned(),
            format: format.name.to_owned(),
            encoding: body.encoding.map(|encoding| encoding.name().to_owned()),
            sha256: sha256(bytes),
            bytes: bytes.len() as u64,
        },
        blocks: body.blocks,
        furniture: body.furniture,
        diagnostics: body.diagnostics,
    })
}

/// SHA-256 of `bytes`, in lower-case hex.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
