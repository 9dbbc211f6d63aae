//! CSV for Excel (RFC 4180): all rows in one table.

use super::{Table, grid::flat};
use crate::render::{Error, text::is_formula_like};

/// The byte-order mark that tells Excel that a file is UTF-8.
const BOM: &[u8] = "\u{feff}".as_bytes();

pub(super) fn write(table: &Table, bom: bool) -> Result<Vec<u8>, Error> {
    let grid = flat(table);
    let mut bytes = Vec::new();
    if bom {
        bytes.extend_from_slice(BOM);
    }
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(bytes);
    csv.write_record(grid.columns.iter().map(|column| column.heading))?;
    for row in grid.rows.iter().cloned().chain(grid.sum_row()) {
        csv.write_record(row.iter().map(|cell| harmless(cell.to_string())))?;
    }
    csv.into_inner().map_err(|error| Error::Io(error.into_error()))
}

/// An apostrophe before what a spreadsheet would run as a formula.
fn harmless(text: String) -> String {
    if is_formula_like(&text) { format!("'{text}") } else { text }
}
