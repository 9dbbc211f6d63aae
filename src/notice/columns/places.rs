//! Columns headed by places, in which figures tell each one's share: 全市目标数 | 云河县 | 白石县.

use super::{Column, above, measure};
use crate::lexicon::LabelField;
use crate::outline::table::Table;
use crate::text::{Wordlist, brackets, is_han, pattern, squeeze, words};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Endings of the names of places that share a target.
const PLACES: &Wordlist = words!["县", "市", "区", "旗", "州", "镇", "乡", "街道", "苏木", "办事处"];

/// Whether a heading stands over what all places have to do together: 全县, 合计.
fn is_total(words: &str) -> bool {
    words.starts_with('全') || words!["合计", "总计", "总数"].begins(words)
}

/// The columns of places, and the one whose figures they share out.
#[derive(Debug, Clone, Default)]
pub(in crate::notice) struct Shares {
    columns: Vec<usize>,
    total: Option<usize>,
    /// Whether the letter makes the places responsible beside the units that lead: 各乡镇是目标任务的责任单位.
    answer: bool,
}

/// A statement that places answer for what is shared out.
static ANSWER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"各[^。;\n]{1,20}[是为][^。;,\n]{0,16}责任(?:单位|主体)"));

impl Shares {
    /// Those of a table whose headings end in row `last`; each becomes a column of what is to be done. None where fewer than
    /// two hold figures.
    pub(super) fn of(text: &str, table: &Table, last: usize, columns: &mut [Option<Column>]) -> Self {
        let heading = |at: usize| table.rows.get(last)?.get(at)?.begun(text);
        // 全县合计 over two rows, beside 其中 over the places.
        let begun = |at: usize| (0..=last).rev().find_map(|row| table.rows.get(row)?.get(at)?.begun(text));
        let is_place = |words: &str| {
            (2..=8).contains(&words.chars().count())
                && words.chars().all(is_han)
                && PLACES.ends(words)
                && !is_total(words)
        };
        let counts = |at: usize| {
            let cells = table.rows[last + 1..].iter().filter_map(|row| row.get(at)?.begun(text));
            // —: what a place has no share in.
            let told = |cell: &Range<usize>| text[cell.clone()].contains(char::is_alphanumeric);
            let cells: Vec<Range<usize>> = cells.filter(told).collect();
            let figures = cells.iter().filter(|cell| measure::is_figure(&text[(*cell).clone()])).count();
            figures > 0 && figures * 2 >= cells.len()
        };
        let other = |column: &Option<Column>| column.as_ref().is_none_or(|c| c.field == LabelField::Other);
        let shared: Vec<(usize, Range<usize>)> = (0..columns.len())
            .filter(|&at| other(&columns[at]))
            .filter_map(|at| Some((at, brackets::trim(text, heading(at)?))))
            .filter(|(at, words)| is_place(&squeeze(&text[words.clone()])) && counts(*at))
            .collect();
        if shared.len() < 2 {
            return Self::default();
        }
        let first = shared[0].0;
        let whole = first.checked_sub(1).filter(|&at| other(&columns[at]) && counts(at));
        let whole = whole.and_then(|at| Some((at, brackets::trim(text, begun(at)?))));
        if let Some((at, heading)) = whole.filter(|(_, words)| is_total(&squeeze(&text[words.clone()]))) {
            columns[at] = Some(Column { field: LabelField::Body, also: None, heading });
        }
        let body = |at: usize| columns[at].as_ref().is_some_and(|c| c.field == LabelField::Body);
        let total = (0..first).rev().find(|&at| body(at) && counts(at));
        let answer = ANSWER.is_match(above(text, table));
        let found = Self { columns: shared.iter().map(|(at, _)| *at).collect(), total, answer };
        for (at, heading) in shared {
            columns[at] = Some(Column { field: LabelField::Body, also: None, heading });
        }
        found
    }

    /// The columns of places.
    pub(in crate::notice) fn columns(&self) -> &[usize] {
        &self.columns
    }

    /// Whether the places answer for their shares although other units lead.
    pub(in crate::notice) fn answer(&self) -> bool {
        self.answer
    }

    /// Whether a column holds the share of a place, or what is shared.
    pub(in crate::notice) fn counts(&self, at: usize) -> bool {
        self.columns.contains(&at) || self.total == Some(at)
    }

    /// The figure of a row that a place's share in the column `at` is a part of.
    pub(in crate::notice) fn total(&self, at: usize, cells: &[Option<Range<usize>>]) -> Option<Range<usize>> {
        let total = self.total.filter(|_| self.columns.contains(&at))?;
        cells.get(total)?.clone()
    }
}
