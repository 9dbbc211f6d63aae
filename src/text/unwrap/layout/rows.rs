//! Which lines of a laid-out table are one row: a row stands around the line of its number, or below it.

use super::{full_width, is_section};
use crate::text::{marker, words};

/// A line of a table that is not blank.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Its place in the text.
    pub(super) at: usize,
    pub(super) cells: Vec<String>,
    /// The number of a row that it holds.
    pub(super) number: Option<u32>,
    /// Whether a blank line stands above it.
    pub(super) gap: bool,
}

impl Line {
    /// The line at `at` of a text, with a number in one of its cells or without.
    pub(super) fn new(at: usize, cells: Vec<String>, number: usize, gap: bool) -> Self {
        let number = cells.get(number).and_then(|cell| value(cell));
        Self { at, cells, number, gap }
    }

    /// Whether it is a row of one line: a heading over others, or a sum.
    pub(super) fn is_alone(&self) -> bool {
        let first = self.cells.iter().find(|cell| !cell.is_empty());
        self.number.is_none() && first.is_some_and(|first| is_section(first))
    }
}

/// The number that a cell holds: 1, 003, （一）.
fn value(cell: &str) -> Option<u32> {
    if let Some(inner) = cell.strip_prefix(['（', '(']).and_then(|rest| rest.strip_suffix(['）', ')'])) {
        return marker::count(inner).filter(|(_, len, _)| *len == inner.len()).map(|(value, ..)| value);
    }
    (cell.len() <= 3).then(|| cell.parse().ok()).flatten()
}

/// The lines of a row, the first and one behind the last.
pub(super) type Extent = std::ops::Range<usize>;

/// The rows of lines, each around its number or alone; lines in front of the first are of the row before them (`rest`).
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Rows {
    pub(super) extents: Vec<Extent>,
    pub(super) rest: Extent,
}

/// How far lines may stand from the number of their row.
const REACH: usize = 16;

/// What it costs to break a row where a cell goes on, and what it is worth to break it where one ended or a gap is.
const GOES_ON: i32 = 6;
const ENDED: i32 = -4;
const GAP: i32 = -12;
/// What it costs to keep a line in a row below a cell that ended, or below a gap.
const KEPT: i32 = 3;
const ACROSS: i32 = 8;
/// What it costs where more lines stand on one side of a number than on the other by more than one.
const ASKEW: i32 = 8;
/// What it costs where lines stand above a number of which all others stand on the first line.
const ABOVE: i32 = 60;

/// What it costs a row that its number may stand in the middle where the first of all stands on the first line.
const BEGUN: i32 = 4;

/// Parts the lines of a table into rows whose numbers stand on their first line (`top`) or in the middle; what that costs.
pub(super) fn rows(lines: &[Line], top: bool) -> (i32, Rows) {
    let columns = lines.first().map_or(0, |line| line.cells.len());
    let widest = |column: usize| lines.iter().map(|line| full_width(&line.cells[column])).max().unwrap_or(0);
    let wide: Vec<usize> = (0..columns).map(widest).collect();
    let (cost, found) = Way { lines, wide: &wide, top }.rows();
    let numbers = lines.iter().filter(|line| line.number.is_some()).count() as i32;
    let begun = lines.iter().find(|line| !line.is_alone()).is_some_and(|first| first.number.is_some());
    (cost + if begun && !top { BEGUN * numbers } else { 0 }, found)
}

/// One way of putting numbers into rows: on their first line, or in the middle.
struct Way<'a> {
    lines: &'a [Line],
    /// How wide the fullest line of each column is.
    wide: &'a [usize],
    top: bool,
}

impl Way<'_> {
    /// The rows, and what they cost.
    fn rows(&self) -> (i32, Rows) {
        let (mut cost, mut found) = (0, Rows::default());
        let mut from = 0;
        let alone = (0..self.lines.len()).filter(|&at| self.lines[at].is_alone());
        for at in alone.chain([self.lines.len()]) {
            let numbers: Vec<usize> = (from..at).filter(|&at| self.lines[at].number.is_some()).collect();
            if numbers.is_empty() {
                match found.extents.last_mut() {
                    _ if from >= at => {}
                    Some(last) => last.end = at,
                    None => found.rest = from..at,
                }
            } else {
                cost += self.group(from..at, &numbers, &mut found);
            }
            if at < self.lines.len() {
                found.extents.push(at..at + 1);
            }
            from = at + 1;
        }
        (cost, found)
    }

    /// The rows of lines whose numbers stand in lines of theirs; what they cost.
    fn group(&self, lines: Extent, numbers: &[usize], found: &mut Rows) -> i32 {
        let first = self.open_above(numbers[0], lines.start);
        // Numbers on the first line: what stands above goes on with the row before.
        let start = if self.top { first } else { lines.start };
        let mut cost = 0;
        if self.top && first > lines.start {
            cost += ABOVE / 4;
            match found.extents.last_mut() {
                Some(last) => last.end = first,
                None => found.rest = lines.start..first,
            }
        }
        // For each place where the row may begin the least cost so far, and where the one before began.
        let mut begins: Vec<Vec<(usize, i32, usize)>> = vec![vec![(start, 0, 0)]];
        for (index, &number) in numbers.iter().enumerate() {
            let next = numbers.get(index + 1).copied();
            let ends = match next {
                Some(next) if self.top => {
                    let begin = self.open_above(next, number + 1);
                    begin..begin + 1
                }
                // Numbers far from each other: the next row begins as far above its own as it may.
                Some(next) => {
                    let least = (number + 1).max(next.saturating_sub(REACH));
                    least..next.min(number + REACH).max(least) + 1
                }
                None => lines.end..lines.end + 1,
            };
            let before = &begins[index];
            let step = ends.map(|end| {
                let ways = before.iter().enumerate().map(|(at, (begin, cost, _))| {
                    let own = self.row(*begin..end, number);
                    let parted = if next.is_some() { self.parted(end) } else { 0 };
                    (cost.saturating_add(own).saturating_add(parted), at)
                });
                let (cost, at) = ways.min().unwrap_or_default();
                (end, cost, at)
            });
            let step: Vec<_> = step.collect();
            begins.push(step);
        }
        let mut extents = Vec::new();
        let Some(last) = begins.last() else { return cost };
        let mut at = last.iter().enumerate().min_by_key(|(_, (_, cost, _))| *cost).map_or(0, |(at, _)| at);
        cost += last.get(at).map_or(0, |(_, cost, _)| *cost);
        for pair in begins.windows(2).rev() {
            let Some((end, _, from)) = pair[1].get(at).copied() else { break };
            extents.push(pair[0].get(from).map_or(end, |(begin, ..)| *begin)..end);
            at = from;
        }
        found.extents.extend(extents.into_iter().rev());
        cost
    }

    /// Where those lines begin above a number, from `from` on, whose every cell is open and goes on beside it: 市水利局、 over 县政府.
    fn open_above(&self, number: usize, from: usize) -> usize {
        let open = |at: &usize| {
            let mut cells = self.lines[*at].cells.iter().zip(&self.lines[*at + 1].cells);
            cells.all(|(above, below)| above.is_empty() || above.ends_with(['、', '，']) && !below.is_empty())
        };
        (from..number).rev().take_while(open).last().unwrap_or(number)
    }

    /// What it costs that lines are one row.
    fn row(&self, lines: Extent, number: usize) -> i32 {
        let (above, below) = (number.saturating_sub(lines.start), lines.end.saturating_sub(number + 1));
        let askew = if self.top {
            if self.open_above(number, lines.start) > lines.start { ABOVE } else { 0 }
        } else {
            ASKEW * (above.abs_diff(below).saturating_sub(1) as i32) + above.abs_diff(below).min(1) as i32
        };
        let kept: i32 = (lines.start + 1..lines.end).map(|at| self.kept(at)).sum();
        askew + kept
    }

    /// What it costs to keep line `at` in the row of the line above it.
    fn kept(&self, at: usize) -> i32 {
        let gap = if self.lines[at].gap { ACROSS } else { 0 };
        let ended = self.pairs(at).filter(|pair| !goes_on(pair)).count() as i32;
        gap + KEPT * ended
    }

    /// What it costs to begin a row at line `at`.
    fn parted(&self, at: usize) -> i32 {
        let Some(line) = self.lines.get(at) else { return 0 };
        let gap = if line.gap { GAP } else { 0 };
        let side = |pair: Pair<'_>| if goes_on(&pair) { GOES_ON } else { ENDED };
        gap + self.pairs(at).map(side).sum::<i32>()
    }

    /// The cells above line `at` below which it has one too.
    fn pairs(&self, at: usize) -> impl Iterator<Item = Pair<'_>> {
        let above = at.checked_sub(1).map_or(&[][..], |above| &self.lines[above].cells[..]);
        let cells = above.iter().zip(&self.lines[at].cells).zip(self.wide);
        cells
            .map(|((above, below), &wide)| Pair { above, below, wide })
            .filter(|pair| !pair.above.is_empty() && !pair.below.is_empty())
    }
}

/// Two lines of a column, one below the other, and how wide its fullest line is.
struct Pair<'a> {
    above: &'a str,
    below: &'a str,
    wide: usize,
}

/// Whether a cell goes on below: what follows had no room, or a list is open. Two names without a sign between them are two.
fn goes_on(pair: &Pair<'_>) -> bool {
    let next = &pair.below[..unbroken(pair.below)];
    let full = full_width(pair.above) + full_width(next) > pair.wide && !pair.above.ends_with(['。', '；']);
    // 2025.09 over 2025.04, 4月底 over 5月: one date, and the next.
    let figure = |c: char| c.is_ascii_digit();
    let dates = pair.above.ends_with(['底', '末', '前'])
        || pair.above.ends_with(figure) && pair.below.starts_with(figure);
    pair.above.ends_with(['、', '，', ',']) || full && !dates && !parts_names(pair.above, pair.below)
}

/// The length of what a text begins with that no line break parts: a figure or a word of Latin letters, or one sign; and the
/// stops behind it, which begin no line.
fn unbroken(words: &str) -> usize {
    let figure = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '%');
    let first = words.find(|c| !figure(c)).unwrap_or(words.len());
    let first = if first > 0 { first } else { words.chars().next().map_or(0, char::len_utf8) };
    let stops = words[first..].trim_start_matches(['。', '，', '、', '；', '：', '）', '”', '》', ' ']);
    words.len() - stops.len()
}

/// Whether one line ends with the name of an office, and the next begins with one.
pub(super) fn parts_names(above: &str, below: &str) -> bool {
    above.ends_with(|c| "局委办府院会司厅部队心站所社".contains(c))
        && below.starts_with(['县', '市', '区', '州', '各', '镇', '乡', '省'])
        && !words!["市场", "区域", "乡村", "市政"].begins(below)
}

/// What it costs that a cell stands a half line from the middle of its rows, and that a row has none.
const AWRY: usize = 1;
const NONE: usize = 2;

/// For each row that has no words in a column of names the row whose words hold for it too: cells that several rows share
/// have theirs in the middle. `words` are the lines of the words, `extents` those of the rows.
pub(super) fn shared(extents: &[Extent], words: &[Extent]) -> Vec<Option<usize>> {
    // Twice the middle of lines, to stay with whole numbers.
    let middle = |lines: &Extent| lines.start + lines.end;
    // The least cost of so many rows with so many words behind them, and how many rows the last words took.
    let most = usize::MAX / 4;
    let mut costs = vec![vec![(most, 0usize); words.len() + 1]; extents.len() + 1];
    costs[0][0] = (0, 0);
    for row in 0..extents.len() {
        for told in 0..=words.len() {
            let (cost, _) = costs[row][told];
            if cost >= most {
                continue;
            }
            let blank = (cost + NONE, 0);
            costs[row + 1][told] = costs[row + 1][told].min(blank);
            let Some(lines) = words.get(told) else { continue };
            for last in row..extents.len().min(row + REACH) {
                let whole = extents[row].start..extents[last].end;
                let own = cost + AWRY * middle(&whole).abs_diff(middle(lines));
                let inside = lines.start < whole.end && whole.start < lines.end;
                if inside && own < costs[last + 1][told + 1].0 {
                    costs[last + 1][told + 1] = (own, last + 1 - row);
                }
            }
        }
    }
    let mut found = vec![None; extents.len()];
    let (mut row, mut told) = (extents.len(), words.len());
    while row > 0 {
        let (cost, took) = costs[row][told];
        if cost >= most {
            return vec![None; extents.len()];
        }
        if took == 0 {
            row -= 1;
            continue;
        }
        told -= 1;
        found[row - took..row].fill(Some(told));
        row -= took;
    }
    found
}
