//! Lines that a text file parts with tabs or bars: which of them are rows of a table, and what their cells are.

use super::bars::is_bar;
use crate::source::{Block, Origin};
use crate::text::fold::fold;
use crate::text::{brackets, is_han};
use rustc_hash::FxHashMap;

/// The sign that parts the cells of a row, where a line has `least` of it.
pub(super) fn row_separator(text: &str, least: usize) -> Option<char> {
    if text.matches('\t').count() >= least {
        return Some('\t');
    }
    // 【承办科室:甲|协办科室:乙】 has a bar of its own.
    let bars = text.matches(is_bar).count();
    (bars >= least && brackets::count_outside(&fold(text), is_bar) >= least).then_some('|')
}

/// Whether bars only part labels and their values, in a bracket or not: 责任单位:甲 | 时限:6月底.
pub(super) fn is_labelled(text: &str) -> bool {
    text.trim().trim_start_matches(['(', '（', '[', '【', '〔', '〖']).split(is_bar).all(|part| {
        let pair = part.split_once([':', '：']).map(|(label, value)| (label.trim(), value.trim()));
        pair.is_some_and(|(label, value)| {
            (2..=10).contains(&label.chars().count()) && label.chars().all(is_han) && !value.is_empty()
        })
    })
}

/// Whether most lines with tabs or bars are labels and their values, again and again the same: 责任单位 ⇥ 甲局 ⇥ 责任人 ⇥ 乙;
/// 责任单位｜甲局.
pub(super) fn are_keyed(blocks: &[Block]) -> bool {
    let lines: Vec<Vec<&str>> = blocks
        .iter()
        .filter(|block| {
            block.text.contains(|c| c == '\t' || is_bar(c)) && !matches!(block.origin, Origin::Cell { .. })
        })
        .map(|block| block.text.split(|c| c == '\t' || is_bar(c)).map(str::trim).collect())
        .collect();
    let label = |word: &str| (2..=8).contains(&word.chars().count()) && word.chars().all(is_han);
    let mut often: FxHashMap<&str, usize> = FxHashMap::default();
    for line in
        lines.iter().filter(|line| line.len() % 2 == 0 && line.iter().step_by(2).all(|word| label(word)))
    {
        *often.entry(line[0]).or_default() += 1;
    }
    often.retain(|_, count| *count >= 2);
    let labels = often.values().filter(|&&count| count >= 3).count();
    labels >= 2 && often.values().sum::<usize>() * 5 >= lines.len() * 4
}

/// Which blocks are rows of two cells: several in a run, of which the first gives the headings (任务 | 责任单位).
pub(super) fn pairs(blocks: &[Block]) -> Vec<bool> {
    let pair = |text: &str| {
        let (first, second) = text.split_once('\t').or_else(|| text.split_once(is_bar))?;
        let (first, second) = (first.trim(), second.trim());
        (!second.is_empty() && !second.contains('\t') && !second.contains(is_bar))
            .then(|| [first, second].map(str::to_owned))
    };
    let halves: Vec<Option<[String; 2]>> = blocks.iter().map(|block| pair(&block.text)).collect();
    let mut found = Vec::with_capacity(blocks.len());
    for run in halves.chunk_by(|a, b| a.is_some() == b.is_some()) {
        let heading = |words: &String| {
            (2..=10).contains(&words.chars().count())
                && !words.contains(|c: char| c.is_ascii_digit() || ":：。，".contains(c))
        };
        let labels = run.iter().flatten().filter(|[first, _]| first.ends_with([':', '：'])).count();
        let headed =
            run.first().is_some_and(|first| first.as_ref().is_some_and(|cells| cells.iter().all(heading)));
        found.resize(found.len() + run.len(), run.len() >= 3 && headed && labels == 0);
    }
    found
}

/// Whether tabs only lay a line out, of which no fellow has any: 甲县人民政府 ⇥ ⇥ 2024年3月4日.
pub(super) fn is_gap(blocks: &[Block], at: usize) -> bool {
    let tabbed = |at: usize| blocks.get(at).is_some_and(|block| block.text.contains('\t'));
    let parts = blocks[at].text.split('\t').filter(|part| !part.trim().is_empty());
    tabbed(at) && parts.count() <= 2 && !tabbed(at + 1) && !at.checked_sub(1).is_some_and(tabbed)
}

/// Cells of a line with bars. A bar at the end is the frame; one in front is, where the table's first row has it,
/// else a blank cell stands before it.
pub(super) fn bar_cells(text: &str, framed: bool) -> Vec<&str> {
    let inner = text.trim();
    let inner = inner.strip_prefix(is_bar).filter(|_| framed).unwrap_or(inner);
    let inner = inner.strip_suffix(is_bar).unwrap_or(inner);
    inner.split(is_bar).collect()
}
