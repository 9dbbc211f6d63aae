//! Tables that a program laid out with spaces, cells wrapped below each other: 序号    重点任务    责任单位    完成时限.

mod centred;

use crate::text::{is_han, words};
use centred::{are_centred, begins};
use std::borrow::Cow;

/// The fewest columns of such a table.
const LEAST: usize = 4;
/// How far from its heading a cell may begin, in columns of which a Chinese character takes two.
const OFF: usize = 4;

/// How much of a column a wrapped line never leaves free, in columns; a word of it may be long.
const ROOM: usize = 8;

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
        let rows = Rows::read(pieces(lines[at]), &lines[at + 1..], &starts);
        // Where no cell is wrapped, its line is its row already.
        if rows.wrapped && rows.cells.len() > 1 {
            found[at] = Cow::Owned(rows.heads.join("\t"));
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
        word.chars().count() <= 10
            && word.chars().all(|c| is_han(c) || c.is_ascii_digit() || "（）()、/ ".contains(c))
    };
    let numbers = pieces.first().is_some_and(|(_, word)| matches!(*word, "序号" | "编号" | "序 号"));
    (numbers && pieces.len() >= LEAST && pieces.iter().all(heading))
        .then(|| pieces.iter().map(|(start, _)| *start).collect())
}

/// How many columns a word takes.
fn width_of(word: &str) -> usize {
    word.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
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
    /// The headings, which may be wrapped too.
    heads: Vec<String>,
    /// The line that each row begins on, and its cells.
    cells: Vec<(usize, Vec<String>)>,
    /// All lines of the rows.
    taken: Vec<usize>,
    /// Whether a cell goes on below.
    wrapped: bool,
}

impl Rows {
    /// Reads the rows below headings that begin at `starts`, as far as lines are parts of rows.
    fn read(heads: Vec<Piece<'_>>, lines: &[&str], starts: &[usize]) -> Self {
        let heads = heads.into_iter().map(|(_, word)| word.to_owned()).collect();
        let centred = are_centred(lines, starts);
        let begins = if centred { begins(lines, starts) } else { Vec::new() };
        let mut rows = Self { heads, wrapped: centred, ..Self::default() };
        // Whether lines still belong to headings, those of a further page too; whether a row goes on.
        let (mut heading, mut open) = (true, false);
        // How much of a column the last line of its cell left free.
        let mut rooms = vec![0; starts.len()];
        for (at, line) in lines.iter().enumerate() {
            let pieces = pieces(line);
            let Some(&(_, word)) = pieces.first() else {
                open &= !centred;
                continue;
            };
            if is_page(&pieces) {
                open &= !centred;
                continue;
            }
            if headings(line).is_some() {
                heading = true;
                rows.taken.push(at);
                continue;
            }
            let mut columns: Vec<Option<usize>> =
                pieces.iter().map(|(start, _)| nearest(*start, starts)).collect();
            let section = is_section(word);
            if section {
                columns[0] = columns[0].or(Some(0));
            }
            let Some(columns) = columns.into_iter().collect::<Option<Vec<_>>>() else { break };
            let numbers = is_number(&pieces, starts);
            if heading && !numbers && !section && !centred {
                // 总投资（万 over 元）
                let first = rows.cells.is_empty();
                if !pieces.iter().all(|(_, word)| is_heading(word)) {
                    break;
                }
                for (column, (_, word)) in columns.into_iter().zip(pieces).filter(|_| first) {
                    rows.heads[column].push_str(word);
                }
                rows.taken.push(at);
                continue;
            }
            heading = false;
            let begins = || if centred { !open || begins.binary_search(&at).is_ok() } else { numbers };
            if section || begins() {
                rows.cells.push((at, vec![String::new(); starts.len()]));
            } else if columns[0] == 0 && !centred {
                break;
            }
            open = !section;
            let Some((_, cells)) = rows.cells.last_mut() else { break };
            for (column, (_, word)) in columns.into_iter().zip(pieces) {
                // 区城管局 / 各街道办事处: a line that had room for more was ended by its writer.
                let goes_on =
                    cells[column].is_empty() || cells[column].ends_with(['，', '、', '；', ',', ';']);
                let ended = !goes_on && rooms[column] >= ROOM;
                if ended {
                    cells[column].push(' ');
                }
                super::join(&mut cells[column], word);
                let width = starts.get(column + 1).map_or(0, |next| next - starts[column]);
                rooms[column] = width.saturating_sub(width_of(word));
            }
            rows.wrapped |= !numbers && !section;
            rows.taken.push(at);
        }
        rows
    }
}

/// Whether a line begins with the number of a row.
fn is_number(pieces: &[Piece<'_>], starts: &[usize]) -> bool {
    pieces.first().is_some_and(|(first, word)| {
        *first <= starts[0] + OFF && word.len() <= 3 && word.chars().all(|c| c.is_ascii_digit())
    })
}

/// Whether a line is the number of a page.
fn is_page(pieces: &[Piece<'_>]) -> bool {
    matches!(pieces, [(_, word)] if word.starts_with(['-', '—', '–']))
}

/// Whether a word begins a row that stands over others, or sums them up: 一、续建项目, 合计.
fn is_section(word: &str) -> bool {
    let figures = word.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    figures.len() < word.len() && figures.starts_with('、') || words!["合计", "总计", "小计"].begins(word)
}

/// Whether a word may go on with a heading.
fn is_heading(word: &str) -> bool {
    word.chars().count() <= 8 && word.chars().all(|c| is_han(c) || "（）()、/ ".contains(c))
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

    #[test]
    fn headings_may_be_wrapped_and_pages_repeat_them() {
        let text = "序号  项目名称          总投资（万  责任单位\n\
                    \u{20}                       元）\n\
                    \u{20}     合计（2个）       1968\n\
                    \u{20}     一、续建（1个）   1480\n\
                    1     人民医院传染病    1480        州卫健委\n\
                    \u{20}     区\n\
                    \n\
                    \u{20}                 — 2 —\n\
                    \n\
                    序号  项目名称          总投资（万  责任单位\n\
                    \u{20}                       元）\n\
                    2     民族中学          488         州教育局";
        let read = straightened(text);
        let rows: Vec<&str> = read.lines().filter(|line| !line.trim().is_empty()).collect();
        assert_eq!(
            rows,
            [
                "序号\t项目名称\t总投资（万元）\t责任单位",
                "\t合计（2个）\t1968\t",
                "\t一、续建（1个）\t1480\t",
                "1\t人民医院传染病区\t1480\t州卫健委",
                "                  — 2 —",
                "2\t民族中学\t488\t州教育局"
            ]
        );
    }

    #[test]
    fn numbers_may_stand_in_the_middle_of_their_rows() {
        let text = "序号  目标任务                责任领导  完成时间\n\
                    \n\
                    \u{20}                 一、壮大产业\n\
                    \n\
                    \u{20}     新增企业24家，\n\
                    1     “瞪羚”企业5家，用电    丁 毅     12月底前\n\
                    \u{20}     量增长9%以上\n\
                    \n\
                    \u{20}     新签约项目30个，引进\n\
                    2     资金68亿元              温书琴    11月底前";
        let read = straightened(text);
        let rows: Vec<&str> = read.lines().filter(|line| !line.trim().is_empty()).collect();
        assert_eq!(
            rows,
            [
                "序号\t目标任务\t责任领导\t完成时间",
                "一、壮大产业\t\t\t",
                "1\t新增企业24家，“瞪羚”企业5家，用电量增长9%以上\t丁 毅\t12月底前",
                "2\t新签约项目30个，引进资金68亿元\t温书琴\t11月底前"
            ]
        );
    }
}
