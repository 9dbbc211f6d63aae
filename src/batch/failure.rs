//! Why one input gave no notice.

use crate::source;
use serde::{Deserialize, Serialize};
use std::io;
use std::path::Path;

/// Why one input gave no notice. It stands in the report, and the batch goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    /// What kind of failure it is.
    pub code: Code,
    /// What is wrong and what to do, in one sentence.
    pub message: String,
}

/// The kinds of [`Failure`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// There is no such file or folder.
    NotFound,
    /// The system does not let us read it.
    PermissionDenied,
    /// The system could not read it, or its output could not be written.
    Io,
    /// A pipe, socket or device: never opened.
    NotAFile,
    /// A link that leads back to a folder above it.
    LinkLoop,
    /// An archive that is damaged, encrypted, or stands inside another archive.
    Archive,
    /// More than [`source::Limits`] or [`Limits`](super::Limits) allow.
    Limit,
    /// Read, but it is no notice that could be understood.
    Unreadable,
    /// More time than [`Limits::timeout`](super::Limits::timeout).
    Timeout,
    /// A fault of ours.
    Internal,
}

impl Failure {
    pub(super) fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    /// A file that was read and is no notice.
    pub(super) fn source(e: &source::Error) -> Self {
        let code = if matches!(e, source::Error::Limit(_)) { Code::Limit } else { Code::Unreadable };
        Self::new(code, format!("{e}; {}", e.help()))
    }

    /// What the system said about a file or folder.
    pub(super) fn io(e: &io::Error) -> Self {
        match e.kind() {
            io::ErrorKind::NotFound => Self::new(Code::NotFound, "there is no such file or folder"),
            io::ErrorKind::PermissionDenied => Self::new(
                Code::PermissionDenied,
                "no permission to read it; change its permissions, or run as its owner",
            ),
            _ => Self::new(Code::Io, e.to_string()),
        }
    }

    /// What the system said about the input's output.
    pub(super) fn writing(path: &Path, e: &io::Error) -> Self {
        Self::new(Code::Io, format!("cannot write {}: {e}", path.display()))
    }

    /// Whether the same bytes would fail in the same way again.
    pub(super) fn lies_in_the_content(&self) -> bool {
        matches!(self.code, Code::Unreadable | Code::Limit)
    }
}
