//! Tables that a program laid out with spaces, cells wrapped below each other: 序号    重点任务    责任单位    完成时限.

use crate::text::is_han;
use std::borrow::Cow;

/// The fewest columns of such a table.
const LEAST: usize = 4;
/// How far from its heading a cell may begin, in columns of which a Chinese character takes two.
const OFF: usize = 4;

/// A word of a line between wide gaps, and the column that it begins at.
type Piece<'a> = (usize, &'a str);

/// The text with each row of such tables on one line, its cells parted by tabs; lines keep their numbers.
pub(super) fn straightened(text: &str) -> Cow<'_, str> {
    if !text.lines().any(|line| headings(line).is_some()) {
        return Cow::Borrowed(text);
    }
    let lines: Vec<&str> = text.lines().collect();
    let mut found: Vec<Cow<'_, str>> = lines.iter().map(|line| Cow::Borrowed(*line)).collect();
    let mut at = 0;
    while at < lines.len() {
        let Some(starts) = headings(lines[at]) else {
            at += 1;
            continue;
        };
        let rows = Rows::read(&lines[at + 1..], &starts);
        // Where no cell is wrapped, its line is its row already.
        if rows.wrapped && rows.cells.len() > 1 {
            found[at] =
                Cow::Owned(pieces(lines[at]).iter().map(|(_, word)| *word).collect::<Vec<_>>().join("\t"));
            for line in &rows.taken {
                found[at + 1 + line] = Cow::Borrowed("");
            }
            for (line, cells) in &rows.cells {
                found[at + 1 + line] = Cow::Owned(cells.join("\t"));
            }
        }
        at += 1 + rows.taken.last().map_or(0, |last| last + 1);
    }
    Cow::Owned(found.join("\n"))
}

/// Where the columns of a line of headings begin, the first of which numbers the rows.
fn headings(line: &str) -> Option<Vec<usize>> {
    let words = line.trim_start();
    if !words.starts_with('序') && !words.starts_with('编') {
        return None;
    }
    let pieces = pieces(line);
    let heading = |(_, word): &Piece| {
        word.chars().count() <= 10 && word.chars().all(|c| is_han(c) || "（）()、/ ".contains(c))
    };
    let numbers = pieces.first().is_some_and(|(_, word)| matches!(*word, "序号" | "编号" | "序 号"));
    (numbers && pieces.len() >= LEAST && pieces.iter().all(heading))
        .then(|| pieces.iter().map(|(start, _)| *start).collect())
}

/// The words of a line between gaps of two columns and more.
fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let (mut column, mut gap) = (0, 2);
    // Where the word that is open begins: its column and its byte.
    let mut open: Option<(usize, usize)> = None;
    for (at, c) in line.char_indices() {
        let width = if c.is_ascii() { 1 } else { 2 };
        if matches!(c, ' ' | '\u{3000}' | '\u{a0}') {
            gap += width;
        } else {
            if gap >= 2 {
                found.extend(open.take().map(|(start, from)| (start, line[from..at].trim_end())));
                open = Some((column, at));
            }
            gap = 0;
        }
        column += width;
    }
    found.extend(open.map(|(start, from)| (start, line[from..].trim_end())));
    found
}

#[derive(Default)]
struct Rows {
    /// The line that each row begins on, and its cells.
    cells: Vec<(usize, Vec<String>)>,
    /// All lines of the rows.
    taken: Vec<usize>,
    /// Whether a cell goes on below.
    wrapped: bool,
}

impl Rows {
    /// Reads the rows below headings that begin at `starts`, as far as lines are parts of rows.
    fn read(lines: &[&str], starts: &[usize]) -> Self {
        let mut rows = Self::default();
        for (at, line) in lines.iter().enumerate() {
            let pieces = pieces(line);
            let Some(&(first, word)) = pieces.first() else { continue };
            let page = pieces.len() == 1 && word.starts_with(['-', '—', '–']);
            if page {
                continue;
            }
            let numbers =
                first <= starts[0] + OFF && word.chars().all(|c| c.is_ascii_digit()) && word.len() <= 3;
            let Some(columns) =
                pieces.iter().map(|(start, _)| nearest(*start, starts)).collect::<Option<Vec<_>>>()
            else {
                break;
            };
            if numbers {
                rows.cells.push((at, vec![String::new(); starts.len()]));
            } else if rows.cells.is_empty() || columns[0] == 0 {
                break;
            }
            let Some((_, cells)) = rows.cells.last_mut() else { break };
            for (column, (_, word)) in columns.into_iter().zip(pieces) {
                super::join(&mut cells[column], word);
            }
            rows.wrapped |= !numbers;
            rows.taken.push(at);
        }
        rows
    }
}

/// The column whose heading begins nearest to a word.
fn nearest(start: usize, starts: &[usize]) -> Option<usize> {
    let near = starts.iter().enumerate().min_by_key(|(_, heading)| heading.abs_diff(start))?;
    (near.1.abs_diff(start) <= OFF).then_some(near.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_are_wrapped_below_each_other_are_put_together() {
        let text = "序号    重点任务        工作目标            责任单位      完成时限\n\
                    1       黑臭水体治理    整治水体4条，清淤   区水务局      10月底前\n\
                    \u{20}                       疏浚6万立方米。\n\
                    \n\
                    2       污水处理厂提    新增能力3万吨。     区住建局、    12月底前\n\
                    \u{20}       标扩容                              区水务集团\n\
                    注：略";
        let read = straightened(text);
        let rows: Vec<&str> = read.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(
            rows,
            [
                "序号\t重点任务\t工作目标\t责任单位\t完成时限",
                "1\t黑臭水体治理\t整治水体4条，清淤疏浚6万立方米。\t区水务局\t10月底前",
                "2\t污水处理厂提标扩容\t新增能力3万吨。\t区住建局、区水务集团\t12月底前",
                "注：略"
            ]
        );
        assert_eq!(read.lines().count(), text.lines().count());
    }
}
