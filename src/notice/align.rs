//! Cells that lost their places: a table whose cells came one to a line, or a row that lost its merged cells.
//!
//! What a cell looks like tells its column: a count is a number, 县水利局 a unit, 6月底前 a date. Of all ways to deal the
//! cells out, in order, row after row, the one that fits best is taken (the Viterbi algorithm).

use crate::fields::context::Calendar;
use crate::fields::deadline::{self, Place};
use crate::fields::party;
use crate::lexicon::{LabelField, Lexicon, UnitRole};
use crate::text::{brackets, marker};
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

/// Where a cell may go: into a column, or between rows as the heading of those that follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seat {
    Column(usize),
    Heading,
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
const MOST_COLUMNS: usize = 32;
/// The most cells of one table.
const MOST_CELLS: usize = 20_000;

/// Deals `cells` out to rows of columns.
pub(super) fn deal(cells: &[&str], fields: &Fields, lexicon: &Lexicon) -> Dealt {
    if fields.len() > MOST_COLUMNS {
        return Dealt::default();
    }
    let cells = &cells[..cells.len().min(MOST_CELLS)];
    let grid = Grid::new(fields);
    let chain = counted(cells);
    let mut steps: Vec<Vec<Step>> = Vec::with_capacity(cells.len());
    for (at, words) in cells.iter().enumerate() {
        let look = Look::new(words, chain[at], lexicon);
        let next = grid.next(steps.last().map(Vec::as_slice), &look);
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
    let looks = |words: &&str| Look::new(words, true, lexicon);
    let given = row.iter().enumerate().map(|(at, cell)| {
        let blank = grid.blank[(at + 1).min(fields.len())] - grid.blank[at.min(fields.len())];
        cell.as_ref().map_or(-blank, |words| looks(words).fits(Seat::Column(at), fields))
    });
    let given: i32 = given.sum();
    let cells: Vec<&str> = row.iter().flatten().copied().collect();
    let mut dealt = deal(&cells, fields, lexicon);
    let whole = dealt.rows.len() == 1 && dealt.len == cells.len() && dealt.score >= given + MENDED;
    dealt.rows.pop().filter(|_| whole)
}

/// Whether a cell looks like one or several units.
pub(super) fn is_unit(words: &str, lexicon: &Lexicon) -> bool {
    Look::new(words, false, lexicon).unit
}

/// Whether a cell is hardly more than a date.
pub(super) fn is_date(words: &str) -> bool {
    dated(words, words.chars().count()) >= 5
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
        Some(LabelField::Units(UnitRole::Lead)) => 9,
        Some(LabelField::Units(_) | LabelField::Leaders(_)) => 6,
        Some(LabelField::Other) | None => 5,
    }
}

/// For each cell whether it is a count that goes on from the last one, or begins over at 1.
fn counted(cells: &[&str]) -> Vec<bool> {
    let mut last = 0;
    let next = |words: &&str| {
        let count = count(words);
        let follows = count.is_some_and(|count| count == last + 1 || count == 1);
        if follows {
            last = count.unwrap_or(last);
        }
        follows
    };
    cells.iter().map(next).collect()
}

/// The count that is all of a cell: 7, 7., (7).
pub(super) fn count(words: &str) -> Option<u32> {
    let bare = words.trim().trim_start_matches('(').trim_end_matches([')', '.', '、']);
    let figures = bare.len() <= 3 && bare.bytes().all(|c| c.is_ascii_digit());
    bare.parse().ok().filter(|_| figures)
}

/// What a cell looks like.
#[derive(Debug, Clone, Default)]
struct Look {
    blank: bool,
    dash: bool,
    count: Option<bool>,
    figure: bool,
    money: bool,
    /// How much of it, in tenths, is a date.
    date: usize,
    unit: bool,
    person: bool,
    maybe_person: bool,
    sum: bool,
    heading: bool,
    /// A remark under the table.
    remark: bool,
    len: usize,
    digits: bool,
    prose: bool,
}

/// How remarks under a table begin.
const REMARKS: [&str; 14] = [
    "注:",
    "注1",
    "备注:",
    "说明:",
    "附注",
    "抄送",
    "(此件",
    "附件",
    "附:",
    "联系人",
    "主办:",
    "填表",
    "填报",
    "印发",
];

impl Look {
    fn new(words: &str, follows: bool, lexicon: &Lexicon) -> Self {
        let words = words.trim();
        let len = words.chars().count();
        let figure = !words.is_empty()
            && words.starts_with(|c: char| c.is_ascii_digit())
            && words.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '));
        let short = len <= 60;
        let units = if short { party::units(words, lexicon) } else { Vec::new() };
        // 县水利局 周宁: who answers in a unit may stand with it.
        let is_unit = |words: &str| party::is_unit(words, lexicon);
        let known = |words: &str| is_unit(words) || party::is_surely_person(words, lexicon);
        let unit = !words.contains(['。', ';', '%'])
            && !words.starts_with(|c: char| c.is_ascii_digit())
            && units.iter().any(|(_, range)| is_unit(&words[range.clone()]))
            && units.iter().all(|(_, range)| known(&words[range.clone()]))
            || short && is_labelled(words, lexicon);
        let people = if short && !figure { party::leaders(words, lexicon) } else { Vec::new() };
        let names = brackets::split_outside(words, |c| matches!(c, '、' | ',' | ';' | '\n'));
        let sure = people.iter().all(|person| match &person.name {
            Some(name) => person.post.is_some() || party::is_surely_person(&words[name.clone()], lexicon),
            None => person.post.is_some(),
        });
        let digits = words.contains(|c: char| c.is_ascii_digit());
        // 清明前, 汛期内: as good as a date.
        let event = !unit && (2..=8).contains(&len) && words.ends_with(['前', '底', '末', '内']);
        let all = !people.is_empty() && people.len() >= names.len() && !digits;
        Self {
            blank: words.is_empty(),
            dash: matches!(words, "-" | "—" | "——" | "--" | "/" | "\\" | "无" | "–" | "－"),
            count: count(words).map(|_| follows),
            figure,
            money: digits && words.contains('元') && len <= 20,
            date: if len <= 24 && !figure { dated(words, len) } else { 0 }.max(if event { 10 } else { 0 }),
            unit,
            person: all && sure && !event && !(unit && people.iter().all(|person| person.post.is_none())),
            maybe_person: all && !unit && !event,
            sum: matches!(words, "合计" | "总计" | "小计" | "共计" | "合 计"),
            heading: len <= 40 && !words.contains('。') && is_heading(words),
            remark: REMARKS.iter().any(|start| words.starts_with(start)),
            len,
            digits,
            prose: words.contains(['。', ';']) || len > 25,
        }
    }

    /// How well the cell fits a seat, in tenths; nothing at all is 0.
    fn fits(&self, seat: Seat, fields: &Fields) -> i32 {
        let column = match seat {
            _ if self.remark => return -60,
            Seat::Heading if self.heading => return 20,
            Seat::Heading if self.sum || self.blank || self.dash || self.count.is_some() => return -60,
            Seat::Heading if self.unit || self.person || self.date > 4 || self.len > 16 || self.digits => {
                return -40;
            }
            Seat::Heading => return -8,
            Seat::Column(at) => fields.get(at).copied().flatten(),
        };
        if self.blank {
            return if column == Some(LabelField::Title) { -10 } else { 0 };
        }
        if self.dash {
            return match column {
                Some(LabelField::Number) => -80,
                Some(LabelField::Title | LabelField::Category) => -40,
                _ => 8,
            };
        }
        match column {
            Some(LabelField::Number) => self.number(),
            Some(LabelField::Title | LabelField::Body) => self.content(column == Some(LabelField::Title)),
            Some(LabelField::Category) => self.category(),
            Some(LabelField::Units(_)) => self.units(),
            Some(LabelField::Leaders(_)) => self.leaders(),
            Some(LabelField::Deadline) => self.deadline(),
            Some(LabelField::Money(_)) if self.figure || self.money => 30,
            Some(LabelField::Money(_)) => -30,
            Some(LabelField::Other) | None => 0,
        }
    }

    fn number(&self) -> i32 {
        match self.count {
            Some(true) => 40,
            Some(false) => 20,
            None if self.sum => 10,
            None => -80,
        }
    }

    fn content(&self, title: bool) -> i32 {
        if self.count.is_some() {
            -60
        } else if self.figure {
            if title { -40 } else { -20 }
        } else if self.person {
            -20
        } else if self.date >= 5 {
            if title { -20 } else { -10 }
        } else if self.heading {
            if title { 0 } else { -10 }
        } else {
            let counts = if self.digits && self.len >= 8 || self.len >= 10 { 5 } else { 0 };
            10 + if title { 0 } else { counts } - if self.unit { 5 } else { 0 }
        }
    }

    fn category(&self) -> i32 {
        if self.count.is_some() || self.figure {
            -60
        } else if self.len > 14 || self.digits || self.prose || self.person || self.date > 4 {
            -20
        } else {
            8 - if self.unit { 5 } else { 0 }
        }
    }

    fn units(&self) -> i32 {
        if self.unit {
            30
        } else if self.digits || self.prose || self.date > 4 || self.sum {
            -40
        } else if self.person {
            -20
        } else if self.len <= 14 {
            -5
        } else {
            -25
        }
    }

    fn leaders(&self) -> i32 {
        if self.person {
            30
        } else if self.maybe_person {
            5
        } else {
            -40
        }
    }

    fn deadline(&self) -> i32 {
        if self.date >= 5 {
            30
        } else if self.date > 0 {
            8
        } else if self.figure || self.count.is_some() || self.prose {
            -40
        } else if self.unit || self.person {
            -25
        } else if self.len <= 12 {
            -10
        } else {
            -25
        }
    }
}

/// Whether a cell says itself whom it names: 牵头单位:县水利局.
fn is_labelled(words: &str, lexicon: &Lexicon) -> bool {
    let label = words.split_once(':').map_or("", |(label, _)| label.trim());
    matches!(lexicon.label(label), Some(LabelField::Units(_) | LabelField::Leaders(_)))
}

/// How much of a cell, in tenths, is a date.
fn dated(words: &str, len: usize) -> usize {
    let calendar = Calendar { several_years: true, ..Calendar::of(Some(2000)) };
    let found = deadline::scan(words, Place::Label, calendar);
    let dates: usize = found.iter().map(|(_, range)| words[range.clone()].chars().count()).sum();
    (dates * 10).checked_div(len).unwrap_or(0).max(usize::from(dates > 0))
}

/// Whether a cell is the heading of the rows below it: 一、现代农业.
fn is_heading(words: &str) -> bool {
    use marker::Style::{Chapter, Chinese, ChineseBracket};
    marker::parse(words).is_some_and(|marker| {
        matches!(marker.style, Chinese | ChineseBracket | Chapter) && marker.len < words.len()
    })
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
        let dealt = deal(&cells, fields, Lexicon::builtin());
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
