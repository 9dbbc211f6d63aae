//! What can go wrong in writing a document.

/// A document could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The Word package could not be put together.
    #[error("cannot put the Word document together: {0}")]
    Package(#[from] zip::result::ZipError),
    /// A part of the Word package could not be copied.
    #[error("cannot write the Word document: {0}")]
    Io(#[from] std::io::Error),
    /// A part of the Word package is no XML.
    #[error("cannot put the Word document in order: {0}")]
    Xml(#[from] quick_xml::Error),
    /// The workbook could not be written.
    #[error("cannot write the workbook: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The CSV could not be written.
    #[error("cannot write the CSV: {0}")]
    Csv(#[from] csv::Error),
    /// The JSON could not be written.
    #[error("cannot write the JSON: {0}")]
    Json(#[from] serde_json::Error),
}
