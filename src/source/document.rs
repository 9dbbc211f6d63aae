//! What every format is read into.

use crate::diagnostic::Diagnostic;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The file that a notice was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SourceInfo {
    /// File name without folders; `-` for standard input.
    pub name: String,
    /// `txt`, `docx` …
    pub format: String,
    /// The character encoding that was detected or given, by its WHATWG name; `null` where the format fixes it.
    pub encoding: Option<String>,
    /// SHA-256 of the file, in lower-case hex.
    pub sha256: String,
    /// Size of the file in bytes.
    pub bytes: u64,
}

/// What a block is, as far as its format tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading, by its style or numbering.
    Heading,
    /// One cell of a table.
    TableCell,
}

/// Where in the source a block came from; all indexes count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Origin {
    /// A cell of a table. `row_span` and `column_span` are more than 1 where cells are merged.
    Cell {
        /// The table, in order of the document.
        table: u32,
        /// The (first) row.
        row: u32,
        /// The (first) column of the grid.
        column: u32,
        /// How many rows it covers.
        row_span: u32,
        /// How many columns it covers.
        column_span: u32,
    },
    /// Lines of a text file, `line` to `end_line` (inclusive).
    Lines {
        /// The first line.
        line: u32,
        /// The last line.
        end_line: u32,
    },
    /// A paragraph of a Word document, in order of the document.
    Paragraph {
        /// Its number.
        paragraph: u32,
    },
}

/// A paragraph or table cell: its text, and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text, automatic numbers included. Line breaks inside a cell or paragraph are `\n`.
    pub text: String,
    /// Where it came from.
    pub origin: Origin,
}

/// A file as it was read: blocks in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The file.
    pub source: SourceInfo,
    /// The body's blocks in reading order; the cells of a table row by row.
    pub blocks: Vec<Block>,
    /// Headers, footers and footnotes, kept apart from the body.
    pub furniture: Vec<Block>,
    /// What went wrong, or was left out, in reading. No spans: there is no `content.text` yet.
    pub diagnostics: Vec<Diagnostic>,
}
