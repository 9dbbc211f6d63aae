//! What reads a filled workbook back without guessing.
//!
//! The very hidden sheet [`SHEET`] has one fact a row, its kind in column A:
//!
//! | A | B | C | D | E | F |
//! | --- | --- | --- | --- | --- | --- |
//! | `schema` | [`LEDGER`] or [`MONTHLY`] | | | | |
//! | `year` | 2031 | | | | |
//! | `month` | 2031-03 (monthly forms) | | | | |
//! | `unit` | name of the unit (monthly forms) | what it is told apart by | | | |
//! | `notice` | number, from 1 | SHA-256 of its file | file name | schema of the notice JSON | document number |
//! | `sheet` | `targets` or `investments` | name of the sheet | first row | last row | |
//! | `column` | `targets` or `investments` | key (`done_03`) | number, from 1 | heading | |
//!
//! Each row of a tracking sheet says in hidden columns what it tracks: `notice` (its number), `task_id`, `index` (into
//! the task's `targets` or `investments`, from 0; empty for a task without targets), `span_start` and `span_end`
//! (code points into the notice's `content.text`; empty where inferred), `pace` (see [`crate::plan::Pace`]; `limit`
//! where less is better).

use super::{Book, Error, style::clip};
use rust_xlsxwriter::Worksheet;

/// The sheet's name.
pub const SHEET: &str = "_duban";
/// The version of what a ledger says.
pub const LEDGER: &str = "duban-ledger/1";
/// The version of what a monthly form says.
pub const MONTHLY: &str = "duban-monthly/1";

/// Writes the sheet, a fact at a time.
pub(super) struct Facts<'s> {
    sheet: &'s mut Worksheet,
    row: u32,
}

impl<'s> Facts<'s> {
    /// Begins with the schema, the year and the notices.
    pub(super) fn new(sheet: &'s mut Worksheet, schema: &str, book: &Book<'_>) -> Result<Self, Error> {
        sheet.set_name(SHEET)?.set_very_hidden(true).protect();
        let mut facts = Self { sheet, row: 0 };
        facts.add(&["schema", schema])?;
        facts.add(&["year", &book.year.to_string()])?;
        for (number, notice) in (1..).zip(book.notices) {
            let document = notice.document_number.as_ref().map_or("", |n| &n.text);
            let source = &notice.source;
            let number = number.to_string();
            facts.add(&[
                "notice",
                &number,
                &source.sha256,
                &source.name,
                &notice.schema_version,
                document,
            ])?;
        }
        Ok(facts)
    }

    /// One row.
    pub(super) fn add(&mut self, cells: &[&str]) -> Result<(), Error> {
        for (at, cell) in (0..).zip(cells) {
            self.sheet.write_string(self.row, at, clip(cell))?;
        }
        self.row += 1;
        Ok(())
    }

    /// A tracking sheet: its rows (from 0), and its columns' keys and headings.
    pub(super) fn sheet(
        &mut self,
        key: &str,
        name: &str,
        [first, last]: [u32; 2],
        columns: impl IntoIterator<Item = (String, String)>,
    ) -> Result<(), Error> {
        self.add(&["sheet", key, name, &(first + 1).to_string(), &(last + 1).to_string()])?;
        for (number, (column, heading)) in (1..).zip(columns) {
            self.add(&["column", key, &column, &number.to_string(), &heading])?;
        }
        Ok(())
    }
}
