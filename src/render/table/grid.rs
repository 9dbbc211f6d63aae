//! A table as chapters of grids: what every format lays out in its own way.

use super::{Amount, By, Cell, Column, Table, Tally};
use crate::notice::Comparator;
use crate::render::text::numeral;
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
    /// Whether its cells list names, parted by 、, or days, none of which is to be broken.
    pub(crate) is_list: bool,
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
}

/// Whether `table` has more columns than text of the usual size has room for on paper.
pub(crate) fn is_wide(table: &Table) -> bool {
    const FEW_COLUMNS: usize = 10;
    table.columns.len() > FEW_COLUMNS
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
        is_list: column.is_list(),
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

/// What each party has to do; columns that say nothing, or nothing new, are left out.
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
    let mut counts: Vec<Count> =
        counts.into_iter().filter(|(_, count)| tallies.iter().any(|tally| count(tally) > 0)).collect();
    // One role alone says no more than the number of tasks.
    if counts.len() == 2 {
        counts.pop();
    }
    let tells_charge = head == "单位" && tallies.iter().any(|tally| tally.in_charge != tally.involved);
    let column = |heading, bounds| GridColumn {
        heading,
        bounds,
        is_centred: true,
        merges: false,
        names_row: heading == head,
        is_list: false,
    };
    let mut columns = vec![column("序号", (5, 6)), column(head, (16, 40))];
    columns.extend(counts.iter().map(|(heading, _)| column(heading, (8, 10))));
    if table.total.is_some() {
        columns.push(column("涉及投资（万元）", (18, 24)));
        if tells_charge {
            columns.push(column("其中牵头和责任（万元）", (24, 28)));
        }
    }
    let row = |(i, tally): (usize, &Tally)| {
        let mut cells = vec![Cell::Count(i + 1), Cell::Text(tally.name.clone())];
        cells.extend(counts.iter().map(|(_, count)| Cell::Count(count(tally))));
        if table.total.is_some() {
            cells.push(sum(tally.involved));
            if tells_charge {
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
