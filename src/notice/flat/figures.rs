//! Tables of figures that lost their lines: what their columns count stands in the headings, 财政收入(万元).

use super::{Run, runs};
use crate::lexicon::{LabelField, UnitRole};
use crate::notice::align;
use crate::notice::columns::{Column, Header};
use crate::notice::measure;
use crate::text::words;

impl Run<'_> {
    /// Makes headings known by their units that stand one below the other: 财政收入(万元), 新增就业(人).
    pub(super) fn measured(&self, known: &mut [Option<Column>]) {
        let unit = |at: usize| {
            let words = &self.text[self.lines[at].range.clone()];
            let heading = words.ends_with(')') && words.chars().nth(20).is_none();
            heading && measure::of_heading(self.text, self.lines[at].range.clone(), self.lexicon).is_some()
        };
        let units: Vec<bool> = (0..known.len()).map(|at| known[at].is_none() && unit(at)).collect();
        for run in runs(&units) {
            let beside = |at: Option<usize>| at.and_then(|at| known.get(at)).is_some_and(Option::is_some);
            let among = beside(run.start.checked_sub(1)) && beside(Some(run.end));
            if run.len() > 1 || among {
                for at in run {
                    let heading = self.lines[at].range.clone();
                    known[at] = Some(Column { field: LabelField::Body, also: None, heading });
                }
            }
        }
    }

    /// Makes the unknown column of headings that end in front of line `first` that of the rows' names, where its first cell is a
    /// unit for which somebody answers: 街道(园区) over 观音桥街道.
    pub(super) fn by_unit(&self, columns: &mut [Option<Column>], first: usize) {
        let fields = || columns.iter().flatten().map(|column| column.field);
        let led = fields().any(|field| matches!(field, LabelField::Leaders(_)));
        let named = fields().any(|field| matches!(field, LabelField::Title | LabelField::Units(_)));
        let at = columns.iter().take(2).position(Option::is_none).filter(|_| led && !named);
        let Some(at) = at else { return };
        let cell = self.lines.get(first + at).map_or("", |line| &self.text[line.range.clone()]);
        if align::is_unit(cell, self.lexicon) {
            let heading = self.lines[first - columns.len() + at].range.clone();
            let units = LabelField::Units(UnitRole::Responsible);
            columns[at] = Some(Column { field: LabelField::Title, also: Some(units), heading });
        }
    }

    /// The rows of a table of figures whose cells are whole: each begins with the next number, just as many cells behind the last as there are headings.
    /// `None` where they end before the table does.
    pub(super) fn counted_rows(&self, header: &Header, cells: &[&str]) -> Option<align::Dealt> {
        /// How many rows cannot count by chance.
        const FEWEST: usize = 3;
        let columns = header.columns.len();
        let first = header.columns.first()?.as_ref()?.field;
        let numbers = cells.chunks_exact(columns.max(1)).map(|row| align::count(row[0]));
        let rows = numbers.zip(1..).take_while(|(number, next)| *number == Some(*next)).count();
        let rest = cells.get(rows * columns).map_or("合计", |cell| cell.trim());
        let ends = words!["合计", "总计", "小计", "全", "注", "说明", "备注", "附"].begins(rest)
            || rest.chars().nth(20).is_some();
        let figures =
            header.columns.iter().flatten().filter(|column| {
                measure::of_heading(self.text, column.heading.clone(), self.lexicon).is_some()
            });
        let whole = first == LabelField::Number && figures.count() >= FEWEST && rows >= FEWEST && ends;
        whole.then(|| align::Dealt {
            rows: (0..rows)
                .map(|row| (row * columns..(row + 1) * columns).map(|cell| cell..cell + 1).collect())
                .collect(),
            len: rows * columns,
            score: 0,
        })
    }
}
