//! Rows of a text table that line breaks in cells broke, headings too: told by their numbers, and by the tabs of all rows.

use super::broken::{adjoin, through};
use crate::source::Block;
use crate::text::{after_last, before_next, fold, is_han, marker};

/// How many rows must agree.
const ROWS: usize = 3;
/// A table of so few tabs is left as it is.
const FEW: usize = 3;
/// How many lines one row, or the headings, may take.
const LONGEST: usize = 40;

/// Puts each row on one block, where numbered rows of as many tabs follow headings that no line holds alone.
pub(super) fn mended(blocks: Vec<Block>) -> Vec<Block> {
    let tabs: Vec<usize> = blocks.iter().map(|block| block.text.matches('\t').count()).collect();
    let mut found: Vec<Block> = Vec::new();
    // Where those begin that have not been copied yet.
    let mut rest = 0;
    for first in (0..blocks.len()).filter(|&at| number(&blocks[at].text) == Some(1)) {
        let Some(table) = Table::at(first, &blocks, &tabs).filter(|table| table.headings >= rest) else {
            continue;
        };
        found.extend_from_slice(&blocks[rest..table.headings]);
        let starts = std::iter::once(table.headings).chain(table.rows.iter().copied());
        let ends = table.rows.iter().copied().chain([table.end]);
        found.extend(starts.zip(ends).map(|(start, end)| {
            let heads = start == table.headings;
            whole(&blocks[start..end], |before, next| !heads && is_break(before, next))
        }));
        rest = table.end;
    }
    if rest == 0 {
        return blocks;
    }
    found.extend_from_slice(&blocks[rest..]);
    found
}

/// A table: where its headings begin, each of its rows, and what stands behind it.
struct Table {
    headings: usize,
    rows: Vec<usize>,
    end: usize,
}

impl Table {
    /// The table whose first row begins at `first`.
    fn at(first: usize, blocks: &[Block], tabs: &[usize]) -> Option<Self> {
        let mut rows = vec![first];
        let (mut at, mut last) = (first + 1, first);
        while at < blocks.len() && at - last <= LONGEST && adjoin(&blocks[at - 1], &blocks[at]) {
            if number(&blocks[at].text) == Some(rows.len() + 1) {
                rows.push(at);
                last = at;
            }
            at += 1;
        }
        let sum = |from: usize, to: usize| tabs[from..to].iter().sum::<usize>();
        let width = rows.get(1).map(|&second| sum(first, second)).filter(|&width| width > FEW)?;
        // Rows of another width end the table.
        let alike = rows.windows(2).take_while(|pair| sum(pair[0], pair[1]) == width).count();
        let last = *rows.get(alike)?;
        let end = (last..at.min(last + LONGEST)).find(|&end| sum(last, end + 1) >= width)? + 1;
        rows.truncate(alike + 1);
        let headings =
            (first.saturating_sub(LONGEST)..first).rev().find(|&from| sum(from, first) >= width)?;
        // 序 / 号: a heading that nothing parts from the line above.
        let split = headings > 0 && blocks[headings - 1].text.trim() == "序";
        let headings = headings - usize::from(split);
        let joined = blocks[headings..first].windows(2).all(|pair| adjoin(&pair[0], &pair[1]));
        let broken = split || tabs[headings..first].iter().all(|&count| count < width);
        let whole = sum(headings, first) == width && sum(last, end) == width;
        (rows.len() >= ROWS && broken && joined && whole).then_some(Self { headings, rows, end })
    }
}

/// The number that a row begins with, in a cell of its own.
fn number(line: &str) -> Option<usize> {
    let (first, _) = line.split_once('\t')?;
    first.trim().parse().ok().filter(|_| first.trim().len() <= 3)
}

/// The lines of a row as one block; in a cell they stay lines where `parts` says so of one and the next.
fn whole(lines: &[Block], parts: impl Fn(&str, &str) -> bool) -> Block {
    let mut row = lines[0].clone();
    for line in &lines[1..] {
        let next = line.text.trim_start_matches(' ');
        let before = row.text.rsplit('\t').next().unwrap_or_default();
        if parts(
            before.rsplit('\n').next().unwrap_or_default().trim(),
            next.split('\t').next().unwrap_or_default().trim(),
        ) {
            row.text.push('\n');
        }
        row.text.push_str(next);
        row.origin = through(row.origin, line.origin);
    }
    row
}

/// How the names of offices end.
const ENDS: &str = "局委办府院会司厅部队心团处站所";
/// The longest name of an office, in characters.
const LONGEST_NAME: usize = 12;

/// Whether a line break in a cell was made by its writer: it ends a sentence, stands in front of a number, or parts two names.
/// All others only keep a column narrow.
fn is_break(before: &str, next: &str) -> bool {
    if before.ends_with(['。', '；', ';']) || marker::parse(&fold::fold(next)).is_some() {
        return true;
    }
    let name = |words: &str| words.chars().all(|c| is_han(c) || c == ' ');
    let count = |words: &str| words.chars().filter(|c| !c.is_whitespace()).count();
    let person = |words: &str| name(words) && (2..=4).contains(&count(words));
    let people = person(before) && person(next) && before.chars().count().max(count(next)) > 2;
    let last = &before[after_last(before, &['、', '，', ',', ' '])..];
    let first = before_next(next, &['、', '，', ',']);
    // 市自然资源局 / 青湾分局 is one.
    let branch = last.ends_with('局') && first.ends_with("分局") && !first.starts_with(['县', '市', '区']);
    let office = name(last) && count(last) <= LONGEST_NAME && last.ends_with(|c| ENDS.contains(c));
    let figures = before.contains(|c: char| c.is_ascii_digit());
    people || office && !figures && !branch && count(first) > 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::of_lines;

    fn read(text: &str) -> Vec<String> {
        mended(of_lines(text)).into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn numbers_tell_rows_where_headings_are_broken_too() {
        let rows = "序\n号\t任务\t单位\t领导\t完成\n时限\n1\t建成厂\n房3栋\t区工信\n局\t李  敏\n罗永强\t6月底前修路，\n\
                    年底通车\n2\t架桥\t市自然资源局\n青湾分局\t李敏\t年底\n3\t建校\t区教育局\n区财政局\t李敏\t8月\n底前\n注：略";
        assert_eq!(
            read(&rows.replace("8月\n", "8月")),
            [
                "序号\t任务\t单位\t领导\t完成时限",
                "1\t建成厂房3栋\t区工信局\t李  敏\n罗永强\t6月底前修路，年底通车",
                "2\t架桥\t市自然资源局青湾分局\t李敏\t年底",
                "3\t建校\t区教育局\n区财政局\t李敏\t8月底前",
                "注：略"
            ]
        );
    }

    #[test]
    fn headings_on_one_line_are_left_alone() {
        let text = "序号\t任务\t单位\t领导\t时限\n1\t修路\t县局\t李\n敏\t年底\n2\t架桥\t县局\t李敏\t年底\n3\t建校\t县局\t李敏\t年底";
        assert_eq!(read(text).len(), text.lines().count());
    }
}
