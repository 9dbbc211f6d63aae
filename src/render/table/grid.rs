//! A table as chapters of grids: what every format lays out in its own way.

use super::{Amount, By, Cell, Column, Table, Tally};
use crate::notice::Comparator;
use crate::render::text::{numeral, width};
use rust_decimal::Decimal;

/// A part of the document with its heading.
#[derive(Debug, Clone)]
pub(crate) struct Chapter {
    /// `一、任务分解`; none where the document has one chapter only.
    pub(crate) heading: Option<String>,
    /// Its grids.
    pub(crate) grids: Vec<Grid>,
}

/// Rows under a head.
#[derive(Debug, Clone)]
pub(crate) struct Grid {
    /// `（一）县农业农村局`.
    pub(crate) heading: Option<String>,
    /// What it is, for those who cannot see where it stands.
    pub(crate) caption: String,
    /// The head.
    pub(crate) columns: Vec<GridColumn>,
    /// The rows.
    pub(crate) rows: Vec<Vec<Cell>>,
    /// The last row.
    pub(crate) sum: Option<Sum>,
}

/// One column of a grid.
#[derive(Debug, Clone)]
pub(crate) struct GridColumn {
    /// Its heading.
    pub(crate) heading: &'static str,
    /// The least and greatest width of its text in half-width characters.
    pub(crate) bounds: (usize, usize),
    /// Whether its text stands in the middle.
    pub(crate) is_centred: bool,
    /// Whether equal neighbours become one cell.
    pub(crate) merges: bool,
    /// Whether it names what its row is about.
    pub(crate) names_row: bool,
}

/// The row of a sum.
#[derive(Debug, Clone)]
pub(crate) struct Sum {
    /// `合计` or `小计`.
    pub(crate) label: &'static str,
    /// The column that it stands in.
    pub(crate) column: usize,
    /// The sum.
    pub(crate) cell: Cell,
}

impl Grid {
    /// The cells of the sum's row: its label first, the rest empty.
    pub(crate) fn sum_row(&self) -> Option<Vec<Cell>> {
        let sum = self.sum.as_ref()?;
        let mut cells = vec![Cell::Text(String::new()); self.columns.len()];
        *cells.first_mut()? = Cell::Text(sum.label.to_owned());
        *cells.get_mut(sum.column)? = sum.cell.clone();
        Some(cells)
    }

    /// Shares the width `whole` out among the columns: each has what its heading and numbers need and, as far as
    /// there is room, what nine of ten cells need; what is left over goes to all alike. A half-width character is
    /// `unit` wide, and each cell has `padding` beside its text.
    pub(crate) fn widths(&self, whole: usize, unit: usize, padding: usize) -> Vec<usize> {
        let needs: Vec<(usize, usize)> = (0..self.columns.len())
            .map(|i| self.need(i))
            .map(|(least, usual)| (least * unit + padding, usual * unit + padding))
            .collect();
        let least: usize = needs.iter().map(|(least, _)| least).sum();
        let usual: usize = needs.iter().map(|(_, usual)| usual).sum();
        let share = |part: usize, of: usize, room: usize| part * room / of.max(1);
        let width = |(low, high): &(usize, usize)| match whole {
            _ if whole >= usual => high + share(*high, usual, whole - usual),
            _ if whole >= least => low + share(high - low, usual - least, whole - least),
            _ => share(*low, least, whole),
        };
        needs.iter().map(width).collect()
    }

    /// The least and the usual width of the text in column `i`, in half-width characters.
    fn need(&self, i: usize) -> (usize, usize) {
        let Some(column) = self.columns.get(i) else { return (0, 0) };
        let sum = self.sum.as_ref().filter(|sum| sum.column == i).map(|sum| &sum.cell);
        let cells = || self.rows.iter().filter_map(|row| row.get(i)).chain(sum);
        let mut needed: Vec<usize> = cells().map(|cell| width(&cell.to_string())).collect();
        needed.sort_unstable();
        let usual = needed.get(needed.len().saturating_sub(1) * 9 / 10).copied().unwrap_or(0);
        // Numbers are never wrapped, and where the font is missing its stand-in has wider digits.
        let number =
            cells().filter(|cell| is_number(cell)).map(|cell| width(&cell.to_string()) * 5 / 4).max();
        let (low, high) = column.bounds;
        let low = low.max(number.unwrap_or(0));
        // Word sets a little space between Chinese and digits.
        (low, (usual + 2).clamp(low, high.max(low)))
    }
}

/// Whether a cell is a number.
pub(crate) fn is_number(cell: &Cell) -> bool {
    matches!(cell, Cell::Amount(_) | Cell::Count(_))
}

/// A heading as it stands in a narrow column: what is in brackets begins a new line.
pub(crate) fn narrow(heading: &str) -> String {
    heading.replace('（', "\n（")
}

/// A plain sum of money.
pub(crate) fn sum(yuan: Decimal) -> Cell {
    Cell::Amount(Amount { yuan, comparator: Comparator::Eq })
}

/// The whole table as chapters: the tasks, then what each unit and leader has to do.
pub(crate) fn chapters(table: &Table) -> Vec<Chapter> {
    let mut chapters = vec![Chapter { heading: Some("任务分解".to_owned()), grids: task_grids(table) }];
    let summaries = summaries(table);
    if !summaries.is_empty() {
        chapters.push(Chapter { heading: Some("汇总情况".to_owned()), grids: summaries });
    }
    let single = chapters.len() == 1;
    for (i, chapter) in chapters.iter_mut().enumerate() {
        chapter.heading =
            chapter.heading.take().filter(|_| !single).map(|text| format!("{}、{text}", numeral(i + 1)));
        for (j, grid) in chapter.grids.iter_mut().enumerate() {
            grid.heading = grid.heading.take().map(|text| format!("（{}）{text}", numeral(j + 1)));
        }
    }
    chapters
}

/// How many sources stand under the title; more are listed at the end.
const SOURCES_ON_TOP: usize = 3;

/// The lines under the title: what the table is made from.
pub(crate) fn head_lines(table: &Table) -> Vec<String> {
    let count = table.sources.len();
    if count > SOURCES_ON_TOP {
        return vec![format!("依据：{count}份文件，见表后")];
    }
    table.sources.iter().map(|source| format!("依据：{source}")).collect()
}

/// The lines at the end: notes, and the sources where they are many.
pub(crate) fn foot_lines(table: &Table) -> Vec<String> {
    let several = table.notes.len() > 1;
    let number = |i: usize| if several { (i + 1).to_string() } else { String::new() };
    let mut lines: Vec<String> =
        table.notes.iter().enumerate().map(|(i, note)| format!("注{}：{note}", number(i))).collect();
    if table.sources.len() > SOURCES_ON_TOP {
        lines.extend(table.sources.iter().enumerate().map(|(i, source)| format!("依据{}：{source}", i + 1)));
    }
    lines
}

/// All rows in one grid, the party in a column of its own: for formats that are sorted and filtered.
pub(crate) fn flat(table: &Table) -> Grid {
    let add_party =
        table.by != By::Task && !table.columns.contains(&Column::Party) && table.sections.len() > 1;
    let mut columns: Vec<GridColumn> =
        table.columns.iter().map(|column| grid_column(table, *column)).collect();
    if add_party {
        columns.insert(0, grid_column(table, Column::Party));
    }
    let rows = table.sections.iter().flat_map(|section| {
        let party = Cell::Text(section.party.clone().unwrap_or_default());
        section.rows.iter().map(move |row| {
            let party = add_party.then(|| party.clone());
            party.into_iter().chain(row.cells.iter().cloned()).collect()
        })
    });
    let rows = rows.collect();
    let mut grid = Grid { heading: None, caption: table.title.clone(), columns, rows, sum: None };
    let column = table.columns.iter().position(|column| *column == Column::Investment);
    grid.sum = column.zip(table.total).map(|(column, total)| Sum {
        label: "合计",
        column: column + usize::from(add_party),
        cell: sum(total),
    });
    grid
}

/// The grids of the summary by unit and by leader.
pub(crate) fn summaries(table: &Table) -> Vec<Grid> {
    let grids =
        [summary(table, &table.units, "单位", "按单位"), summary(table, &table.leaders, "领导", "按领导")];
    grids.into_iter().flatten().collect()
}

fn grid_column(table: &Table, column: Column) -> GridColumn {
    GridColumn {
        heading: table.heading(column),
        bounds: column.bounds(),
        is_centred: column.is_centred(),
        merges: column.merges(),
        names_row: column == Column::Task,
    }
}

fn task_grids(table: &Table) -> Vec<Grid> {
    let label = if table.sections.len() > 1 { "小计" } else { "合计" };
    let investment = table.columns.iter().position(|column| *column == Column::Investment);
    let grid = |section: &super::Section| Grid {
        heading: section
            .party
            .as_ref()
            .filter(|_| table.sections.len() > 1)
            .map(|party| format!("{party}（{}项）", section.rows.len())),
        caption: section.party.clone().unwrap_or_else(|| table.title.clone()),
        columns: table.columns.iter().map(|column| grid_column(table, *column)).collect(),
        rows: section.rows.iter().map(|row| row.cells.clone()).collect(),
        sum: investment.zip(section.total).map(|(column, total)| Sum { label, column, cell: sum(total) }),
    };
    table.sections.iter().map(grid).collect()
}

/// What each party has to do; columns in which nobody has anything are left out.
fn summary(table: &Table, tallies: &[Tally], head: &'static str, heading: &str) -> Option<Grid> {
    if tallies.is_empty() {
        return None;
    }
    type Count = (&'static str, fn(&Tally) -> usize);
    let counts: [Count; 5] = [
        ("任务数", |tally| tally.tasks),
        ("牵头", |tally| tally.lead),
        ("责任", |tally| tally.responsible),
        ("配合", |tally| tally.supporting),
        ("督导", |tally| tally.supervising),
    ];
    let counts: Vec<Count> =
        counts.into_iter().filter(|(_, count)| tallies.iter().any(|tally| count(tally) > 0)).collect();
    let of_units = head == "单位";
    let column = |heading, bounds| GridColumn {
        heading,
        bounds,
        is_centred: true,
        merges: false,
        names_row: heading == head,
    };
    let mut columns = vec![column("序号", (5, 6)), column(head, (16, 40))];
    columns.extend(counts.iter().map(|(heading, _)| column(heading, (8, 10))));
    if table.total.is_some() {
        columns.push(column("涉及投资（万元）", (18, 24)));
        if of_units {
            columns.push(column("其中牵头和责任（万元）", (24, 28)));
        }
    }
    let row = |(i, tally): (usize, &Tally)| {
        let mut cells = vec![Cell::Count(i + 1), Cell::Text(tally.name.clone())];
        cells.extend(counts.iter().map(|(_, count)| Cell::Count(count(tally))));
        if table.total.is_some() {
            cells.push(sum(tally.involved));
            if of_units {
                cells.push(sum(tally.in_charge));
            }
        }
        cells
    };
    let rows = tallies.iter().enumerate().map(row).collect();
    let at = 2 + counts.len();
    let sum =
        table.total.map(|total| Sum { label: "合计（不重复计）", column: at, cell: sum(total) });
    Some(Grid { heading: Some(heading.to_owned()), caption: format!("{heading}汇总"), columns, rows, sum })
}
