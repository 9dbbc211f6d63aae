//! The lines of an outline, each with the number that it begins with.

use super::content::{Block, Content};
use super::series;
use crate::lexicon::Lexicon;
use crate::text::marker::{self, Marker, Style};
use crate::text::squeeze;

/// A paragraph, or a cell of a table, which has no words here.
pub(super) struct Line<'a> {
    /// Its place among the blocks of the text.
    pub(super) at: usize,
    pub(super) block: &'a Block,
    pub(super) words: &'a str,
    /// The number that it begins with, as any notice may have it.
    pub(super) marker: Option<Marker>,
}

impl<'a> Line<'a> {
    /// The line of block `at`; `None` where there is none.
    pub(super) fn of(content: &'a Content, at: usize) -> Option<Self> {
        let block = content.blocks.get(at)?;
        let words = if block.cell.is_some() { "" } else { &content.text.folded()[block.range.clone()] };
        Some(Self { at, block, words, marker: marker::parse(words) })
    }
}

/// How many lines away the fellows of a number are looked for.
pub(super) const NEAR: usize = 40;

/// For each line the number that only this notice has, or that ran into the words behind it.
pub(super) fn own_numbers(lines: &[Line<'_>]) -> Vec<Option<Marker>> {
    let unknown = |line: &Line<'_>| line.marker.is_none() || series::is_lone(line.words);
    let words: Vec<&str> =
        lines.iter().map(|line| Some(line.words).filter(|_| unknown(line)).unwrap_or_default()).collect();
    let mut found = series::find(&words);
    let all: Vec<&str> = lines.iter().map(|line| line.words).collect();
    for (found, spaced) in found.iter_mut().zip(marker::spaced(&all)) {
        *found = spaced.or(*found);
    }
    let known = |line: &Line<'_>| line.marker.filter(|marker| marker.style == Style::Arabic);
    for (at, words) in words.iter().enumerate() {
        // 2.38个工地 behind 1., and in front of 3. or for such as come whole.
        let Some(marker) = marker::glued(words) else { continue };
        let before = lines[..at].iter().rev().take(NEAR).find_map(known);
        let before = before.and_then(|before| before.value.checked_add(1));
        let after = lines[at + 1..].iter().take(NEAR).find_map(known);
        let after = after.and_then(|after| after.value.checked_sub(1));
        let whole = words.trim_start().trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let whole =
            whole.starts_with(['个', '家', '所', '座', '户', '名', '处', '条', '台', '套', '辆', '件', '项']);
        if before == Some(marker.value) && (after == before || whole) {
            found[at] = Some(marker);
        }
    }
    found
}

/// Which lines are names of offices over a list of what each is to do (县教育局:), where several are.
pub(super) fn office_headings(lines: &[Line<'_>], lexicon: &Lexicon) -> Vec<bool> {
    const LONGEST: usize = 20;
    let office = |name: &str| {
        (3..=LONGEST).contains(&name.chars().take(LONGEST + 1).count())
            && lexicon.unit_suffixes.at_end(name).is_some()
    };
    let begins_list = |line: &Line<'_>| line.marker.is_some_and(|marker| marker.value == 1);
    let heads = |(at, line): (usize, &Line<'_>)| {
        let names = line.words.trim().strip_suffix(':').filter(|_| line.marker.is_none());
        names.is_some_and(|names| names.split('、').all(office)) && lines.get(at + 1).is_some_and(begins_list)
    };
    let mut found: Vec<bool> = lines.iter().enumerate().map(heads).collect();
    if found.iter().filter(|heads| **heads).count() < 2 {
        found.fill(false);
    }
    found
}

pub(super) fn is_dashed(line: &str) -> bool {
    line.trim_start().starts_with("——")
}

/// The second number of a list whose first stands right behind a label: 整改措施:1.….
pub(super) fn list_in_value(line: &str) -> Option<(Style, u32)> {
    let (at, sign) = line.char_indices().take(12).find(|(_, c)| matches!(c, ':' | '】' | '\t'))?;
    let first = marker::parse(&line[at + sign.len_utf8()..]).filter(|marker| marker.value == 1)?;
    Some((first.style, 2))
}

/// Whether a line begins with a label that is known, whatever signs stand in front of it: 责任单位:…, 【项目名称】…, ——时限:….
pub(super) fn is_labelled(line: &str, lexicon: &Lexicon) -> bool {
    let words = line.trim_start_matches(['【', '〔', '[', ' ', '—']);
    let label = words.split([':', '】', '〕', ']', '\t']).next().filter(|label| label.len() < words.len());
    label.is_some_and(|label| lexicon.label(&squeeze(label)).is_some())
}

/// Whether a line is one of three or more that begin with a dash, one below the other; ——责任单位:… is none.
pub(super) fn is_dashed_list(lines: &[Line<'_>], at: usize, lexicon: &Lexicon) -> bool {
    let dashed = |line: &&Line<'_>| is_dashed(line.words) && !is_labelled(line.words, lexicon);
    let above = lines[..at].iter().rev().take(2).take_while(dashed).count();
    let below = lines[at + 1..].iter().take(2).take_while(dashed).count();
    dashed(&&lines[at]) && above + below >= 2
}

/// Whether a line only names an annex: 附件2, 附件一:. What follows is no part of the items before it.
pub(super) fn is_annex(line: &str) -> bool {
    let words = line.trim().trim_end_matches(':');
    let number = words.strip_prefix("附件").or_else(|| words.strip_prefix("附表"));
    let figure = |c: char| c.is_ascii_digit() || c == ' ' || "一二三四五六七八九十".contains(c);
    number.is_some_and(|number| number.chars().count() <= 3 && number.chars().all(figure))
}
