//! Why a file could not be read.

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Neither text nor a document format that is known.
    #[error("the file is neither text nor a Word document (docx)")]
    NotANotice,
}
