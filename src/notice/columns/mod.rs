//! The headings of a table (表头): what its columns hold.

mod cells;
mod heading;
mod second;

use super::align;
use crate::lexicon::{LabelField, Lexicon};
use crate::outline::table::{Slot, Table};
use crate::text::{brackets, squeeze};
use heading::{STAGE, both, heading, plans};
use std::ops::Range;

/// A column: what it holds, and its heading.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) field: LabelField,
    /// What it holds besides: 责任单位及责任人.
    pub(super) also: Option<LabelField>,
    pub(super) heading: Range<usize>,
}

/// The headings of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Header {
    pub(super) columns: Vec<Option<Column>>,
    /// How many rows come before the first row of tasks.
    pub(super) rows: usize,
    /// The heading above several columns that says what their sums are in: 投资（万元）.
    pub(super) scale: Option<Range<usize>>,
}

/// The longest heading, in bytes; spaced ones take more than they say.
const LONGEST: usize = 120;
/// How far down a table its headings may begin.
const DEEPEST: usize = 6;

impl Header {
    /// The headings of `table`, which may take two rows; `None` where they name no task or nothing of one.
    pub(super) fn of(text: &str, table: &Table, lexicon: &Lexicon) -> Option<Self> {
        let row = |at: usize| -> Option<Vec<Option<Column>>> {
            let columns = table.rows.get(at)?.iter().enumerate();
            let read = |(column, slot)| {
                Column::by_cells(text, table, (at, column), lexicon)
                    .or_else(|| Column::of(text, slot, lexicon))
            };
            Some(numbered_once(columns.map(read).collect()))
        };
        (0..DEEPEST).map_while(|at| Some((at, row(at)?))).find_map(|(at, first)| {
            if let Some(second) = row(at + 1).filter(|second| second::goes_on(text, table, at, second)) {
                let scale = second::spans(text, table, at).find(|span| text[span.clone()].contains('元'));
                let below = table.rows[at + 1].iter().zip(second);
                let second = below.map(|(slot, column)| column.filter(|_| !slot.covered));
                let second: Vec<Option<Column>> = second.collect();
                let lent = second::lent(text, table, at, &first, lexicon);
                // The row below may end where its last heading does.
                let of = |columns: &[Option<Column>], at: usize| columns.get(at).cloned().flatten();
                // 备注 under 量化要求, 2025年计划 under 投资: it says more of what stands above.
                let adds = |column: &Option<Column>| {
                    let words = column.as_ref().map(|column| squeeze(&text[column.heading.clone()]));
                    words.is_some_and(|words| words == "备注" || plans(&words))
                };
                let own = |at: usize| match (of(&second, at), of(&lent, at)) {
                    (second, Some(lent)) if adds(&second) => Some(lent),
                    (second, lent) => second.or(lent),
                };
                let columns: Vec<_> =
                    first.iter().enumerate().map(|(at, first)| own(at).or_else(|| first.clone())).collect();
                if names_tasks(&columns) {
                    let columns = titled(text, table, (at, at + 2), columns, lexicon);
                    return Some(Self { columns, rows: at + 2, scale });
                }
            }
            names_tasks(&first).then(|| {
                let columns = titled(text, table, (at, at + 1), first, lexicon);
                Self { columns, rows: at + 1, scale: None }
            })
        })
    }

    pub(super) fn fields(&self) -> Vec<Option<LabelField>> {
        self.columns.iter().map(|column| column.as_ref().map(|column| column.field)).collect()
    }

    /// The first column that holds what is wanted.
    pub(super) fn find(&self, wanted: fn(&LabelField) -> bool) -> Option<usize> {
        self.columns.iter().position(|column| column.as_ref().is_some_and(|column| wanted(&column.field)))
    }

    /// The column that names the task.
    pub(super) fn title(&self) -> Option<usize> {
        self.find(|field| matches!(field, LabelField::Title))
            .or_else(|| self.find(|field| matches!(field, LabelField::Body)))
    }

    /// Whether a row repeats the headings, as at the top of a page.
    pub(super) fn is_repeated_by(&self, text: &str, row: &[Slot]) -> bool {
        let same = row.iter().zip(&self.columns).filter(|(slot, column)| match (slot.text.clone(), column) {
            (Some(range), Some(column)) => squeeze(&text[range]) == squeeze(&text[column.heading.clone()]),
            _ => false,
        });
        same.count() >= 2
    }
}

impl Column {
    pub(super) fn new(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Option<Self> {
        if range.len() > LONGEST {
            return None;
        }
        let words = squeeze(&text[range.clone()]);
        let (field, also) = match both(&words, lexicon) {
            Some((field, also)) => (field, Some(also)),
            None => (heading(&words, lexicon)?, None),
        };
        Some(Self { field, also, heading: brackets::trim(text, range) })
    }

    fn of(text: &str, slot: &Slot, lexicon: &Lexicon) -> Option<Self> {
        let range = slot.text.clone()?;
        Self::new(text, range.clone(), lexicon).or_else(|| {
            // Only the row of the headings tells 三季度 from a time that something is due.
            let stage = range.len() <= LONGEST && STAGE.is_match(&squeeze(&text[range.clone()]));
            let heading = brackets::trim(text, range);
            stage.then_some(Self { field: LabelField::Body, also: None, heading })
        })
    }
}

/// Columns of which only the first of numbers counts the rows: 序号 | 编号.
fn numbered_once(mut columns: Vec<Option<Column>>) -> Vec<Option<Column>> {
    let numbers = columns.iter_mut().flatten().filter(|column| column.field == LabelField::Number);
    numbers.skip(1).for_each(|column| column.field = LabelField::Other);
    columns
}

/// Columns where what is to be done is told, and what it is called stands in front of it under some word for such things:
/// 隐患点位 | 整改要求. The headings stand in rows `from..to`.
fn titled(
    text: &str,
    table: &Table,
    (from, to): (usize, usize),
    mut columns: Vec<Option<Column>>,
    lexicon: &Lexicon,
) -> Vec<Option<Column>> {
    let has = |field| columns.iter().flatten().any(|column| column.field == field);
    let body = columns.iter().position(|column| column.as_ref().is_some_and(|c| c.field == LabelField::Body));
    let Some(body) = body.filter(|_| !has(LabelField::Title)) else { return columns };
    let unknown =
        (0..body).find(|&at| columns[at].is_none() && cells::are_names(text, table, (to - 1, at), lexicon));
    let heading = |at: usize| table.rows.get(from)?.get(at)?.filled(text);
    if let Some((at, heading)) = unknown.and_then(|at| Some((at, heading(at)?))) {
        columns[at] =
            Some(Column { field: LabelField::Title, also: None, heading: brackets::trim(text, heading) });
    }
    columns
}

/// Whether headings name a task, and something of it.
pub(super) fn names_tasks(columns: &[Option<Column>]) -> bool {
    let fields = || columns.iter().flatten().map(|column| column.field);
    let names = |field: &LabelField| matches!(field, LabelField::Title | LabelField::Body);
    let telling = fields().filter(|field| !matches!(field, LabelField::Other | LabelField::Category));
    telling.count() >= 2 && fields().any(|field| names(&field))
}
