//! Cells put in their places before their rows are read: merged cells that were lost, headings in front, several items in one.

use super::super::align::{self, Fields};
use super::cell::lines;
use super::words;
use crate::lexicon::{LabelField, Lexicon};
use crate::outline::table::Slot;
use crate::text::marker;
use std::ops::Range;

/// Gives each item of a cell (△调结构 / △保民生) a row: those that stand under the cell, where they are as many; else all
/// items share the one row that there is.
pub(super) fn part_items(text: &str, rows: &mut Vec<Vec<Slot>>, title: usize) {
    // The items of a row get theirs behind it; they hold one item each, and are not parted again.
    let mut next = 0;
    while next < rows.len() {
        let at = next;
        next += 1;
        let Some(whole) = rows[at].get(title).filter(|slot| !slot.covered).and_then(|slot| slot.text.clone())
        else {
            continue;
        };
        let items = lines(text, whole.clone()).map(|line| {
            let marker = marker::parse(&text[line.clone()]);
            let bullet = marker.filter(|marker| marker.style == marker::Style::Bullet)?;
            Some(line.start + bullet.len..line.end)
        });
        let Some(items) = items.collect::<Option<Vec<_>>>().filter(|items| items.len() > 1) else { continue };
        let under = |row: &&Vec<Slot>| {
            row.get(title).is_some_and(|slot| slot.covered && slot.text.as_ref() == Some(&whole))
        };
        let given = rows[at + 1..].iter().take_while(under).count() + 1;
        if given == 1 {
            let shared = rows[at].iter().map(|slot| Slot { covered: true, ..slot.clone() });
            let shared: Vec<Slot> = shared.collect();
            rows.splice(at + 1..at + 1, std::iter::repeat_n(shared, items.len() - 1));
        }
        if given == 1 || given == items.len() {
            for (row, item) in rows[at..].iter_mut().zip(items) {
                row[title] = Slot { text: Some(item), covered: false };
            }
        }
    }
}

/// The heading that a row of more cells than there are columns begins with (四、农业 | 高标准农田 | …), as a row of its own,
/// and the row behind it.
pub(super) fn behind_heading(text: &str, row: &[Slot], fields: &Fields) -> (Option<Vec<Slot>>, Vec<Slot>) {
    let filled = row.iter().filter(|slot| words(text, slot).is_some()).count();
    let columns = fields.iter().filter(|field| field.is_some()).count();
    let first = row.first().filter(|slot| !slot.covered).and_then(|slot| words(text, slot));
    let heads = first.filter(|_| filled > columns).is_some_and(|first| align::is_heading(&text[first]));
    let Some((first, rest)) = row.split_first().filter(|_| heads) else { return (None, row.to_vec()) };
    let blank = Slot { text: None, covered: false };
    let mut alone = vec![blank.clone(); row.len()];
    alone[0] = first.clone();
    (Some(alone), rest.iter().cloned().chain([blank]).collect())
}

/// A row as its columns have it, of which the first `whole` hold anything. One that lost its merged cells, as tables of web
/// pages do, is dealt out anew.
pub(super) fn in_place(
    text: &str,
    row: &[Slot],
    (fields, whole): (&Fields, usize),
    lexicon: &Lexicon,
) -> Vec<Slot> {
    // Blank cells at its end are what the merged ones left behind.
    let told = row.iter().rposition(|slot| slot.filled(text).is_some()).map_or(0, |at| at + 1);
    let told = &row[..told];
    let given: Vec<Option<&str>> =
        told.iter().map(|slot| slot.text.clone().map(|range| text[range].trim())).collect();
    let filled = given.iter().flatten().filter(|words| !words.is_empty()).count();
    let odd = given.iter().zip(fields).any(|(words, field)| words.is_none_or(|words| is_odd(words, *field)));
    // A row that is as long as the headings has lost none.
    if filled < 2 || !odd || told.len() >= whole || row.iter().any(|slot| slot.covered) {
        return row.to_vec();
    }
    let ranges: Vec<Range<usize>> = told.iter().filter_map(|slot| slot.text.clone()).collect();
    align::mended(&given, fields, lexicon).map_or_else(|| row.to_vec(), |dealt| slots(dealt, &ranges))
}

/// Whether a cell is at first sight none of its column's.
fn is_odd(words: &str, field: Option<LabelField>) -> bool {
    let figures = || words.bytes().filter(u8::is_ascii_digit).count();
    match field {
        // 一 | 续建项目(4项): groups are numbered too.
        Some(LabelField::Number) => {
            // 第9号, A-12: the numbers of something else.
            let coded = words.chars().count() <= 8 && figures() > 0;
            !words.is_empty() && !coded && align::count(words).is_none() && !align::is_chinese_number(words)
        }
        Some(LabelField::Units(_) | LabelField::Leaders(_)) => {
            figures() >= 2 || words.contains(['。', '%']) || align::is_date(words) || align::is_done(words)
        }
        _ => false,
    }
}

/// Slots of the cells that a row's columns were dealt; `cells` are the places of those.
pub(in crate::notice) fn slots(dealt: Vec<Range<usize>>, cells: &[Range<usize>]) -> Vec<Slot> {
    let slot = |dealt: Range<usize>| {
        let cells = cells.get(dealt)?;
        Some(cells.first()?.start..cells.last()?.end)
    };
    dealt.into_iter().map(|dealt| Slot { text: slot(dealt), covered: false }).collect()
}
