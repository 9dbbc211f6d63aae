//! Tables of a Word document that only lay out: a frame around a paragraph, a signature at its place.

use crate::source::{Block, Origin};
use crate::text::{fold::fold, unwrap::is_date, words};
use rustc_hash::{FxHashMap, FxHashSet};

/// A cell that says something: its column, and its words.
type Said<'b> = (u32, &'b str);

/// The tables that are no tables.
pub(super) fn tables(blocks: &[Block]) -> FxHashSet<u32> {
    let mut said: FxHashMap<u32, Vec<Said<'_>>> = FxHashMap::default();
    for block in blocks {
        if let Origin::Cell { table, column, .. } = block.origin
            && !block.text.trim().is_empty()
        {
            said.entry(table).or_default().push((column, block.text.trim()));
        }
    }
    let lays_out = |cells: &[Said<'_>]| cells.len() == 1 || signs(cells);
    said.into_iter().filter(|(_, cells)| lays_out(cells)).map(|(table, _)| table).collect()
}

/// Whether a few cells hold who signs and when: a line that is a day, below another that names no column.
fn signs(cells: &[Said<'_>]) -> bool {
    let above = |at: usize, column: u32| {
        let fellows = cells[..at].iter().rev().filter(|(other, _)| *other == column);
        fellows.flat_map(|(_, words)| words.lines().next_back()).next()
    };
    let named = |(at, &(column, words)): (usize, &Said<'_>)| {
        let mut lines = words.lines().map(str::trim).rev();
        let day = lines.next().is_some_and(|line| is_date(&fold(line)));
        day && lines.next().or_else(|| above(at, column)).is_some_and(|name| !names_day(name))
    };
    cells.len() <= SIGNED && cells.iter().enumerate().any(named)
}

/// How many cells a signature takes: two offices that sign side by side, a day for each, whom to ask.
const SIGNED: usize = 6;

/// Whether words are a heading over days: 发文日期.
fn names_day(words: &str) -> bool {
    words!["日期", "时间", "时限"].ends(words.trim_end_matches([':', '：']))
}
