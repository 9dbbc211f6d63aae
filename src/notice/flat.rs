//! Tables that lost their lines: one cell to a line, rows unknown. What a line looks like tells its column.

use super::draft::{Draft, title_of};
use super::rows::heading;
use crate::fields::context::Calendar;
use crate::fields::deadline::{self, Place};
use crate::fields::party::is_unit;
use crate::fields::responsibility::Entry;
use crate::lexicon::{LabelField, Lexicon};
use crate::outline::Content;
use crate::text::{brackets, squeeze};
use std::ops::Range;

/// Reads the tasks of a run of single cells among `blocks`, and which blocks it took.
pub(super) fn read(
    content: &Content,
    blocks: &[usize],
    lexicon: &Lexicon,
) -> Option<(Vec<Draft>, Vec<usize>)> {
    let text = content.text.folded();
    let line = |at: usize| {
        content
            .blocks
            .get(at)
            .filter(|block| block.cell.is_none())
            .map(|block| brackets::trim(text, block.range.clone()))
    };
    let column = |at: usize| heading(&squeeze(&text[line(at)?]), lexicon);
    // Headings one below the other: 序号, 民生实事, 责任单位, 完成时限.
    let begin = (0..blocks.len()).find(|&at| {
        column(blocks[at]) == Some(LabelField::Number)
            && blocks.get(at + 1).is_some_and(|&next| column(next).is_some())
    })?;
    let columns: Vec<(LabelField, Range<usize>)> =
        blocks[begin..].iter().map_while(|&at| Some((column(at)?, line(at)?))).collect();
    let title =
        columns.iter().position(|(field, _)| matches!(field, LabelField::Title | LabelField::Body))?;
    let label = |wanted: fn(&LabelField) -> bool| columns.iter().find(|(field, _)| wanted(field)).cloned();
    let units = label(|field| matches!(field, LabelField::Units(_)));
    let due = label(|field| matches!(field, LabelField::Deadline));
    if columns.len() < 3 || title == 0 || (units.is_none() && due.is_none()) {
        return None;
    }
    let mut drafts: Vec<Draft> = Vec::new();
    let mut number: Option<Range<usize>> = None;
    let mut taken: Vec<usize> = blocks[begin..begin + columns.len()].to_vec();
    // The furthest column that the row has reached: text behind a date begins a sub-row.
    let mut dated = true;
    for &at in &blocks[begin + columns.len()..] {
        let Some(range) = line(at) else { break };
        let words = &text[range.clone()];
        if words.chars().all(|c| c.is_ascii_digit()) && words.len() <= 3 {
            number = Some(range);
            dated = true;
        } else if let Some((field, label)) =
            due.clone().filter(|_| is_date(words) && !drafts.is_empty() && number.is_none())
        {
            if let Some(last) = drafts.last_mut() {
                last.entries.push(Entry { field, label: Some(label), value: range });
            }
            dated = true;
        } else if let Some((field, label)) = units.clone().filter(|_| {
            is_unit(words, lexicon) && !words.contains('。') && number.is_none() && !drafts.is_empty()
        }) {
            if let Some(last) = drafts.last_mut() {
                last.entries.push(Entry { field, label: Some(label), value: range });
            }
        } else if number.is_some() || (dated && words.ends_with('。')) {
            // A sub-row without units of its own takes those of the row above.
            let inherited = if number.is_none() {
                drafts.last().map(|last| {
                    last.entries
                        .iter()
                        .chain(&last.inherited)
                        .filter(|e| matches!(e.field, LabelField::Units(_)))
                        .cloned()
                        .collect()
                })
            } else {
                None
            };
            drafts.push(Draft {
                number: number.take(),
                title: title_of(text, range.clone()),
                texts: vec![range],
                inherited: inherited.unwrap_or_default(),
                ..Draft::default()
            });
            dated = false;
        } else {
            break;
        }
        taken.push(at);
    }
    (drafts.len() >= 2).then_some((drafts, taken))
}

/// Whether a cell is a date: short, and with one.
fn is_date(words: &str) -> bool {
    let calendar = Calendar::of(Some(2000));
    words.chars().count() <= 16
        && !words.contains('。')
        && !deadline::scan(words, Place::Label, calendar).is_empty()
}
