//! The responsibility table (责任分解表): who must do what, with how much, by when.
//!
//! One [`Table`] is built from notices, and each format is one writer of it.

mod amount;
mod build;
mod cells;
mod column;
mod csv;
mod docx;
mod entry;
mod grid;
mod html;
mod json;
mod markdown;
mod model;
mod party;
mod width;
mod xlsx;

pub use amount::Amount;
pub(crate) use amount::counted;
pub use build::{build, per_unit};
pub use column::Column;
#[cfg(test)]
pub(crate) use entry::sample;
pub use model::{By, Cell, Options, Row, Section, Table, Tally};
pub(crate) use party::leader_name;

use super::{Error, page::Fonts};
use serde::{Deserialize, Serialize};

/// A format that a table can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Word.
    Docx,
    /// Excel.
    Xlsx,
    /// Markdown with a GFM table.
    #[value(help = "Markdown with a GFM table ‖ Markdown（GFM 表格）")]
    Md,
    /// One self-contained page.
    #[value(help = "One self-contained page ‖ 单个网页")]
    Html,
    /// Comma-separated values.
    #[value(help = "Comma-separated values ‖ 逗号分隔的文本")]
    Csv,
    /// The table as data.
    #[value(help = "The table as data ‖ 表的数据")]
    Json,
}

impl Format {
    /// The extension of its files, without dot.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Docx => "docx",
            Format::Xlsx => "xlsx",
            Format::Md => "md",
            Format::Html => "html",
            Format::Csv => "csv",
            Format::Json => "json",
        }
    }

    /// The format whose files have this extension.
    pub fn from_extension(extension: &str) -> Option<Format> {
        let extension = extension.to_lowercase();
        match extension.as_str() {
            "docx" => Some(Format::Docx),
            "xlsx" => Some(Format::Xlsx),
            "md" | "markdown" => Some(Format::Md),
            "html" | "htm" => Some(Format::Html),
            "csv" => Some(Format::Csv),
            "json" => Some(Format::Json),
            _ => None,
        }
    }
}

/// How tables look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Style {
    /// Fonts of Word documents and workbooks.
    pub fonts: Fonts,
    /// Whether CSV begins with a byte-order mark, without which Excel reads Chinese wrongly.
    pub csv_bom: bool,
}

impl Default for Style {
    fn default() -> Self {
        Style { fonts: Fonts::default(), csv_bom: true }
    }
}

/// Writes `table` in `format`. The same table always gives the same bytes.
///
/// # Errors
/// Where a package cannot be put together.
pub fn write(table: &Table, format: Format, style: &Style) -> Result<Vec<u8>, Error> {
    match format {
        Format::Docx => docx::write(table, &style.fonts),
        Format::Xlsx => xlsx::write(table, &style.fonts),
        Format::Md => Ok(markdown::write(table).into_bytes()),
        Format::Html => Ok(html::write(table, &style.fonts).into_bytes()),
        Format::Csv => csv::write(table, style.csv_bom),
        Format::Json => json::write(table),
    }
}
