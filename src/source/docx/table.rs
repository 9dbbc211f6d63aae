//! The grid of a table: which rows and columns a cell covers.

use crate::source::{Block, BlockKind, Origin};
use std::collections::BTreeMap;

/// How a cell is merged with others (单元格合并).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Merge {
    /// Columns of the grid that it covers (`w:gridSpan`).
    pub(super) columns: u32,
    /// How it is merged with the cell above (`w:vMerge`).
    pub(super) vertical: Run,
    /// How it is merged with the cell before (`w:hMerge`, of old documents).
    pub(super) horizontal: Run,
}

impl Default for Merge {
    fn default() -> Self {
        Self { columns: 1, vertical: Run::Alone, horizontal: Run::Alone }
    }
}

/// The place of a cell in a run of merged cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Run {
    Alone,
    First,
    Next,
}

struct Cell {
    row: u32,
    column: u32,
    row_span: u32,
    column_span: u32,
    text: String,
    tables: Vec<Block>,
}

/// A table as it is read, row by row.
pub(super) struct Grid {
    table: u32,
    row: u32,
    column: u32,
    cells: Vec<Cell>,
    /// By column, the cell that a cell below may go on with.
    open: BTreeMap<u32, usize>,
}

impl Grid {
    /// A table with its number.
    pub(super) fn new(table: u32) -> Self {
        Self { table, row: 0, column: 1, cells: Vec::new(), open: BTreeMap::new() }
    }

    /// Begins a row.
    pub(super) fn row(&mut self) {
        self.row = self.row.saturating_add(1);
        self.column = 1;
    }

    /// Leaves out columns at the beginning of a row (`w:gridBefore`).
    pub(super) fn indent(&mut self, columns: u32) {
        self.column = self.column.saturating_add(columns);
    }

    /// Whether the next cell is no cell of its own, but part of one that is there already.
    pub(super) fn continues(&mut self, merge: Merge) -> bool {
        let column = self.column;
        if merge.horizontal == Run::Next
            && let Some(cell) = self.cells.last_mut().filter(|cell| cell.row == self.row)
        {
            cell.column_span = cell.column_span.saturating_add(merge.columns);
            self.column = column.saturating_add(merge.columns);
            return true;
        }
        if merge.vertical != Run::Next {
            return false;
        }
        let Some(cell) = self.open.get(&column).and_then(|at| self.cells.get_mut(*at)) else { return false };
        cell.row_span = self.row.saturating_sub(cell.row).saturating_add(1);
        self.column = column.saturating_add(merge.columns);
        true
    }

    /// Adds a cell.
    pub(super) fn cell(&mut self, merge: Merge, text: String, tables: Vec<Block>) {
        let column = self.column;
        self.column = column.saturating_add(merge.columns);
        match merge.vertical {
            Run::Alone => drop(self.open.remove(&column)),
            Run::First | Run::Next => drop(self.open.insert(column, self.cells.len())),
        }
        self.cells.push(Cell {
            row: self.row,
            column,
            row_span: 1,
            column_span: merge.columns,
            text,
            tables,
        });
    }

    /// The cells that have text, row by row, each followed by the tables in it.
    pub(super) fn into_blocks(self) -> Vec<Block> {
        let mut blocks = Vec::with_capacity(self.cells.len());
        for cell in self.cells {
            let Cell { row, column, row_span, column_span, text, mut tables } = cell;
            if !text.is_empty() {
                let origin = Origin::Cell { table: self.table, row, column, row_span, column_span };
                blocks.push(Block { kind: BlockKind::TableCell, text, origin });
            }
            blocks.append(&mut tables);
        }
        blocks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Merge = Merge { columns: 1, vertical: Run::First, horizontal: Run::Alone };
    const NEXT: Merge = Merge { columns: 1, vertical: Run::Next, horizontal: Run::Alone };

    fn spans(grid: Grid) -> Vec<(u32, u32, u32, u32)> {
        let span = |block: &Block| match block.origin {
            Origin::Cell { row, column, row_span, column_span, .. } => (row, column, row_span, column_span),
            _ => (0, 0, 0, 0),
        };
        grid.into_blocks().iter().map(span).collect()
    }

    fn add(grid: &mut Grid, merge: Merge) {
        if !grid.continues(merge) {
            grid.cell(merge, "文".to_owned(), Vec::new());
        }
    }

    #[test]
    fn a_merged_cell_is_one_cell() {
        let mut grid = Grid::new(1);
        for merges in [[FIRST, FIRST], [NEXT, NEXT], [NEXT, Merge::default()]] {
            grid.row();
            merges.into_iter().for_each(|merge| add(&mut grid, merge));
        }
        assert_eq!(spans(grid), [(1, 1, 3, 1), (1, 2, 2, 1), (3, 2, 1, 1)]);
    }

    #[test]
    fn wide_and_indented_cells_move_those_after_them() {
        let mut grid = Grid::new(1);
        grid.row();
        grid.indent(2);
        add(&mut grid, Merge { columns: 3, ..Merge::default() });
        add(&mut grid, Merge { horizontal: Run::First, ..Merge::default() });
        add(&mut grid, Merge { horizontal: Run::Next, ..Merge::default() });
        add(&mut grid, Merge::default());
        assert_eq!(spans(grid), [(1, 3, 1, 3), (1, 6, 1, 2), (1, 8, 1, 1)]);
    }

    #[test]
    fn a_continuation_of_nothing_is_a_cell() {
        let mut grid = Grid::new(1);
        grid.row();
        add(&mut grid, NEXT);
        add(&mut grid, Merge { horizontal: Run::Next, ..Merge::default() });
        assert_eq!(spans(grid), [(1, 1, 1, 2)]);
    }
}
