//! Tables (表格): grids of cells, merged ones repeated where they cover.

use super::content::{Cell, Content};
use std::collections::HashMap;
use std::ops::Range;

/// A table as rows of cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Rows, all of the same width.
    pub rows: Vec<Vec<Slot>>,
}

/// What stands at one place of the grid.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Slot {
    /// The cell's text, in bytes of the folded text; `None` where no cell is.
    pub text: Option<Range<usize>>,
    /// Whether the cell begins further up or to the left.
    pub covered: bool,
}

impl Slot {
    /// The cell's text, where it says anything.
    pub fn filled(&self, text: &str) -> Option<Range<usize>> {
        self.text.clone().filter(|range| !text[range.clone()].trim().is_empty())
    }

    /// The same where the cell begins here.
    pub fn begun(&self, text: &str) -> Option<Range<usize>> {
        self.filled(text).filter(|_| !self.covered)
    }
}

/// The widest and longest grid that is built; cells beyond are left out. No notice comes near.
const MOST_COLUMNS: usize = 256;
const MOST_ROWS: usize = 65_536;

impl Table {
    /// Where its first cell begins, in bytes of the folded text.
    pub fn start(&self) -> usize {
        self.rows.iter().flatten().find_map(|slot| slot.text.clone()).map_or(0, |cell| cell.start)
    }

    /// All tables of a text, by number.
    pub fn all(content: &Content) -> HashMap<usize, Self> {
        let mut cells: HashMap<usize, Vec<(Cell, Range<usize>)>> = HashMap::new();
        for block in &content.blocks {
            if let Some(cell) = block.cell {
                cells.entry(cell.table).or_default().push((cell, block.range.clone()));
            }
        }
        cells.into_iter().map(|(table, cells)| (table, Self::from_cells(cells.into_iter()))).collect()
    }

    /// Lays cells out on a grid.
    pub fn from_cells(cells: impl Iterator<Item = (Cell, Range<usize>)>) -> Self {
        let mut rows: Vec<Vec<Slot>> = Vec::new();
        for (cell, range) in cells.filter(|(cell, _)| cell.row < MOST_ROWS && cell.column < MOST_COLUMNS) {
            let last_row = (cell.row + cell.rows).min(MOST_ROWS);
            let last_column = (cell.column + cell.columns).min(MOST_COLUMNS);
            if rows.len() < last_row {
                rows.resize(last_row, Vec::new());
            }
            for (at, row) in rows.iter_mut().enumerate().take(last_row).skip(cell.row) {
                if row.len() < last_column {
                    row.resize(last_column, Slot::default());
                }
                for (column, slot) in row.iter_mut().enumerate().take(last_column).skip(cell.column) {
                    *slot =
                        Slot { text: Some(range.clone()), covered: (at, column) != (cell.row, cell.column) };
                }
            }
        }
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        for row in &mut rows {
            row.resize(width, Slot::default());
        }
        Self { rows }
    }
}
