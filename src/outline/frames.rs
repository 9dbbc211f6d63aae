//! Tables of a Word document, or rows of them, that only lay out: a frame around a paragraph, a signature at its place, a
//! title above the headings.

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

/// The table that a document begins with, and how many of its rows are a title over all of its width.
pub(super) fn captions(blocks: &[Block]) -> Option<(u32, u32)> {
    let mut cells = blocks.iter().skip_while(|block| block.text.trim().is_empty()).map(|block| block.origin);
    let Some(Origin::Cell { table: first, .. }) = cells.next() else { return None };
    let own = blocks.iter().filter_map(|block| match block.origin {
        Origin::Cell { table, row, column, column_span, .. } if table == first => {
            Some((row, column, column_span, !block.text.trim().is_empty()))
        }
        _ => None,
    });
    let own: Vec<(u32, u32, u32, bool)> = own.collect();
    let width =
        own.iter().map(|(_, column, span, _)| column.saturating_add(*span).saturating_sub(1)).max()?;
    let over_all = |row: &&[(u32, u32, u32, bool)]| matches!(row, [(_, 1, span, said)] if *span == width && width > 2 && *said);
    let rows = own.chunk_by(|a, b| a.0 == b.0).take_while(over_all).count();
    u32::try_from(rows).ok().filter(|&rows| rows > 0).map(|rows| (first, rows))
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
