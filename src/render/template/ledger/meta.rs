//! What reads a filled ledger back without guessing.
//!
//! The very hidden sheet [`SHEET`] has one fact a row, its kind in column A:
//!
//! | A | B | C | D | E | F |
//! | --- | --- | --- | --- | --- | --- |
//! | `schema` | [`SCHEMA`] | | | | |
//! | `year` | 2031 | | | | |
//! | `notice` | number, from 1 | SHA-256 of its file | file name | schema of the notice JSON | document number |
//! | `sheet` | `targets` or `investments` | name of the sheet | first row | last row | |
//! | `column` | `targets` or `investments` | key (`done_03`) | number, from 1 | heading | |
//!
//! Each row of a tracking sheet says in hidden columns what it tracks: `notice` (its number), `task_id`, `index` (into
//! the task's `targets` or `investments`, from 0; empty for a task without targets), `span_start` and `span_end`
//! (code points into the notice's `content.text`; empty where inferred), `pace`.

use super::column::Layout;
use super::sheet::{FIRST, Rows};
use crate::render::template::{Book, Error};
use rust_xlsxwriter::Worksheet;

/// The sheet's name.
pub const SHEET: &str = "_duban";
/// The version of what is written here.
pub const SCHEMA: &str = "duban-ledger/1";

pub(super) fn write(
    sheet: &mut Worksheet,
    book: &Book<'_>,
    tracked: &[(Layout, Rows<'_>)],
) -> Result<(), Error> {
    sheet.set_name(SHEET)?.set_very_hidden(true);
    let mut row = 0;
    let mut fact = |cells: &[&str]| -> Result<(), Error> {
        for (at, cell) in (0..).zip(cells) {
            sheet.write_string(row, at, super::sheet::clip(cell))?;
        }
        row += 1;
        Ok(())
    };
    fact(&["schema", SCHEMA])?;
    fact(&["year", &book.year.to_string()])?;
    for (number, notice) in (1..).zip(book.notices) {
        let document = notice.document_number.as_ref().map_or("", |n| &n.text);
        let source = &notice.source;
        fact(&[
            "notice",
            &number.to_string(),
            &source.sha256,
            &source.name,
            &notice.schema_version,
            document,
        ])?;
    }
    for (layout, rows) in tracked {
        let key = layout.kind.key();
        let (first, last) = ((FIRST + 1).to_string(), (rows.last() + 1).to_string());
        fact(&["sheet", key, layout.kind.sheet(), &first, &last])?;
        for (at, column) in layout.iter() {
            let number = (at + 1).to_string();
            fact(&["column", key, &column.key(), &number, &column.title(layout.kind)])?;
        }
    }
    sheet.protect();
    Ok(())
}
