//! Cells that lost their places: a table whose cells came one to a line, or a row that lost its merged cells.
//!
//! What a cell looks like tells its column: a count is a number, 县水利局 a unit, 6月底前 a date. Of all ways to deal the
//! cells out, in order, row after row, the one that fits best is taken (the Viterbi algorithm).

mod look;

use crate::lexicon::{LabelField, Lexicon, UnitRole};
use look::Seat;
pub(super) use look::{Look, count, is_chinese_number, is_date, is_done, is_heading, is_unit};
use std::ops::Range;

/// What the columns hold; `None` for those whose heading is unknown.
pub(super) type Fields = [Option<LabelField>];

/// How a run of cells was dealt out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Dealt {
    /// Rows: for each column the cells that it got, as indexes of the run; empty ones got none.
    pub(super) rows: Vec<Vec<Range<usize>>>,
    /// How many cells the table took; those behind are no part of it.
    pub(super) len: usize,
    /// How well all of it fits.
    pub(super) score: i32,
}

/// A cell's best way so far: its score, where the cell before it sat, and whether a new row began between them.
#[derive(Debug, Clone, Copy)]
struct Step {
    score: i32,
    from: Option<usize>,
    row: bool,
}

/// What a new row costs, so that cells stay together where nothing speaks against it.
const NEW_ROW: i32 = 5;

/// The most columns that cells are dealt out to; no notice comes near.
pub(super) const MOST_COLUMNS: usize = 32;
/// The most cells of one table.
const MOST_CELLS: usize = 20_000;

/// What each of `cells` looks like, of as many as a table may have.
pub(super) fn looks(cells: &[&str], lexicon: &Lexicon) -> Vec<Look> {
    let cells = &cells[..cells.len().min(MOST_CELLS)];
    let chain = look::counted(cells);
    cells.iter().zip(chain).map(|(words, follows)| Look::new(words, follows, lexicon)).collect()
}

/// Deals cells out to rows of columns by their looks.
pub(super) fn deal(looks: &[Look], fields: &Fields) -> Dealt {
    if fields.len() > MOST_COLUMNS {
        return Dealt::default();
    }
    let grid = Grid::new(fields);
    let mut steps: Vec<Vec<Step>> = Vec::with_capacity(looks.len());
    for look in looks {
        let next = grid.next(steps.last().map(Vec::as_slice), look);
        steps.push(next);
    }
    grid.trace(&steps)
}

/// How much better a row must fit when its cells are dealt out anew; else they stand where they were given.
const MENDED: i32 = 30;

/// The cells of a row dealt out anew, where they fit badly as they stand. `None` slots are places without a cell.
pub(super) fn mended(row: &[Option<&str>], fields: &Fields, lexicon: &Lexicon) -> Option<Vec<Range<usize>>> {
    if fields.len() > MOST_COLUMNS {
        return None;
    }
    let grid = Grid::new(fields);
    let look = |words: &&str| Look::new(words, true, lexicon);
    let given = row.iter().enumerate().map(|(at, cell)| {
        let blank = grid.blank[(at + 1).min(fields.len())] - grid.blank[at.min(fields.len())];
        cell.as_ref().map_or(-blank, |words| look(words).fits(Seat::Column(at), fields))
    });
    let given: i32 = given.sum();
    let cells: Vec<&str> = row.iter().flatten().copied().collect();
    let mut dealt = deal(&looks(&cells, lexicon), fields);
    let whole = dealt.rows.len() == 1 && dealt.len == cells.len() && dealt.score >= given + MENDED;
    dealt.rows.pop().filter(|_| whole)
}

/// The ways from seat to seat.
struct Grid<'a> {
    fields: &'a Fields,
    /// What it costs to leave all columns before one blank; one more than there are columns.
    blank: Vec<i32>,
}

impl<'a> Grid<'a> {
    fn new(fields: &'a Fields) -> Self {
        let names = naming(fields);
        let mut blank = vec![0];
        for (at, field) in fields.iter().enumerate() {
            let cost = if Some(at) == names { 25 } else { blank_cost(*field) };
            blank.push(blank[at] + cost);
        }
        Self { fields, blank }
    }

    fn seat(&self, at: usize) -> Seat {
        if at < self.fields.len() { Seat::Column(at) } else { Seat::Heading }
    }

    /// What stays blank behind a seat when its row ends.
    fn rest(&self, seat: Seat) -> i32 {
        match seat {
            Seat::Column(at) => self.blank[self.fields.len()] - self.blank[at + 1],
            Seat::Heading => 0,
        }
    }

    /// The steps of the next cell.
    fn next(&self, before: Option<&[Step]>, look: &Look) -> Vec<Step> {
        let ended = before.map(|before| self.best(before));
        (0..=self.fields.len())
            .map(|to| {
                let seat = self.seat(to);
                let fits = look.fits(seat, self.fields);
                let (before, (end, ended)) = match (before, ended) {
                    (Some(before), Some(ended)) => (before, ended),
                    _ => {
                        let score = if let Seat::Column(at) = seat { -self.blank[at] } else { 0 };
                        return Step { score: score + fits, from: None, row: true };
                    }
                };
                let step = match seat {
                    Seat::Heading => Step { score: end, from: Some(ended), row: true },
                    Seat::Column(at) => {
                        let fresh =
                            Step { score: end - NEW_ROW - self.blank[at], from: Some(ended), row: true };
                        self.within(before, at)
                            .into_iter()
                            .fold(fresh, |best, step| if step.score >= best.score { step } else { best })
                    }
                };
                Step { score: step.score.saturating_add(fits), ..step }
            })
            .collect()
    }

    /// The best seat to end a row from, and the score then.
    fn best(&self, before: &[Step]) -> (i32, usize) {
        let ends = before.iter().enumerate();
        ends.map(|(at, step)| (step.score.saturating_sub(self.rest(self.seat(at))), at))
            .max_by_key(|&(score, at)| (score, std::cmp::Reverse(at)))
            .unwrap_or((0, 0))
    }

    /// The best ways to a column from its own row.
    fn within(&self, before: &[Step], to: usize) -> Option<Step> {
        let on = (0..to).map(|from| {
            let skipped = self.blank[to] - self.blank[from + 1];
            Step { score: before[from].score.saturating_sub(skipped), from: Some(from), row: false }
        });
        let stay = Step {
            score: before[to].score.saturating_sub(stay_cost(self.fields[to])),
            from: Some(to),
            row: false,
        };
        on.chain([stay]).max_by_key(|step| step.score)
    }

    /// Follows the best way back.
    fn trace(&self, steps: &[Vec<Step>]) -> Dealt {
        // The table may end behind any cell; what follows counts nothing.
        let ends = steps.iter().enumerate().map(|(at, step)| {
            let (score, seat) = self.best(step);
            (score, at, seat)
        });
        let Some((score, last, seat)) =
            ends.max_by_key(|&(score, at, _)| (score, at)).filter(|&(score, ..)| score > 0)
        else {
            return Dealt::default();
        };
        let mut seats = vec![(seat, false); last + 1];
        let mut at = seat;
        for index in (0..=last).rev() {
            let step = steps[index][at];
            seats[index] = (at, step.row);
            let Some(from) = step.from else { break };
            at = from;
        }
        let mut rows: Vec<Vec<Range<usize>>> = Vec::new();
        for (index, (seat, fresh)) in seats.into_iter().enumerate() {
            if fresh || rows.is_empty() {
                rows.push(vec![0..0; self.fields.len()]);
            }
            // A heading stands in the first column of a row of its own.
            let column = if let Seat::Column(at) = self.seat(seat) { at } else { 0 };
            if let Some(cell) = rows.last_mut().and_then(|row| row.get_mut(column)) {
                let start = if cell.end > 0 { cell.start } else { index };
                *cell = start..index + 1;
            }
        }
        Dealt { rows, len: last + 1, score }
    }
}

/// The column that names the task: the first of titles, else of contents.
fn naming(fields: &Fields) -> Option<usize> {
    let first = |wanted| fields.iter().position(|field| *field == Some(wanted));
    first(LabelField::Title).or_else(|| first(LabelField::Body))
}

/// What it costs to leave a column blank, in tenths.
fn blank_cost(field: Option<LabelField>) -> i32 {
    match field {
        Some(LabelField::Number) => 20,
        Some(LabelField::Title) => 25,
        Some(LabelField::Body | LabelField::Money(_)) => 10,
        Some(LabelField::Units(_) | LabelField::Leaders(_) | LabelField::Deadline) => 8,
        Some(LabelField::Category | LabelField::Other) | None => 2,
    }
}

/// What it costs to give a column one more line, in tenths.
fn stay_cost(field: Option<LabelField>) -> i32 {
    match field {
        Some(LabelField::Number) => 90,
        Some(LabelField::Money(_)) => 60,
        Some(LabelField::Category) => 40,
        Some(LabelField::Title) => 25,
        Some(LabelField::Deadline | LabelField::Body) => 12,
        Some(LabelField::Units(UnitRole::Lead | UnitRole::Supervising)) => 9,
        Some(LabelField::Units(_) | LabelField::Leaders(_)) => 6,
        Some(LabelField::Other) | None => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::LeaderRole;

    const NUMBER: Option<LabelField> = Some(LabelField::Number);
    const TITLE: Option<LabelField> = Some(LabelField::Title);
    const UNITS: Option<LabelField> = Some(LabelField::Units(UnitRole::Responsible));
    const LEADERS: Option<LabelField> = Some(LabelField::Leaders(LeaderRole::Responsible));
    const DEADLINE: Option<LabelField> = Some(LabelField::Deadline);

    /// Rows as text: cells of a column joined by +, columns by |.
    fn dealt(cells: &str, fields: &Fields) -> Vec<String> {
        let cells: Vec<&str> = cells.split(' ').collect();
        let dealt = deal(&looks(&cells, Lexicon::builtin()), fields);
        let row = |row: Vec<Range<usize>>| {
            row.into_iter().map(|range| cells[range].join("+")).collect::<Vec<_>>().join("|")
        };
        dealt.rows.into_iter().map(row).collect()
    }

    #[test]
    fn a_number_begins_a_row_and_units_may_take_several_lines() {
        assert_eq!(
            dealt(
                "1 修建农村公路12公里 县交通局 县财政局 6月底前 2 新建幼儿园两所 县教育局 年底前",
                &[NUMBER, TITLE, UNITS, DEADLINE]
            ),
            ["1|修建农村公路12公里|县交通局+县财政局|6月底前", "2|新建幼儿园两所|县教育局|年底前"]
        );
    }

    #[test]
    fn headings_stand_between_rows_and_the_end_is_seen() {
        assert_eq!(
            dealt(
                "一、交通类 1 修路 周宁 县交通局 二、教育类 2 建校 李明 县教育局 以上任务请于每月5日前报送进展。",
                &[NUMBER, TITLE, LEADERS, UNITS]
            ),
            ["一、交通类|||", "1|修路|周宁|县交通局", "二、教育类|||", "2|建校|李明|县教育局"]
        );
    }

    #[test]
    fn a_row_that_lost_its_first_cell_is_dealt_to_the_right_columns() {
        let fields = [NUMBER, TITLE, UNITS, DEADLINE];
        let mended = |row: &[Option<&str>]| mended(row, &fields, Lexicon::builtin());
        let dealt = mended(&[Some("县农业局"), Some("年底前"), None, None]);
        assert_eq!(dealt, Some(vec![0..0, 0..0, 0..1, 1..2]));
        assert_eq!(mended(&[Some("1"), Some("修路"), Some("县交通局"), None]), None);
    }
}
