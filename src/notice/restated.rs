//! Tables behind the items that they name again: one may only sum them up, say of each who answers for it, or be all that
//! says so.

use super::draft::{Draft, same_kind};
use crate::fields::responsibility::Entry;
use crate::lexicon::LabelField;
use crate::text::brackets;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// How many items are looked through for the one that a row names in other words.
const NEAR: usize = 12;

/// Gives what rows say to the items that they name again, where four in five rows do; the other rows are tasks. A table
/// of a few of the items only gives an extract of them, and tells nothing new.
pub(super) fn complete(text: &str, items: &mut [Draft], rows: &mut Vec<Draft>) {
    let Some(named) = named_again(text, items, rows) else { return };
    let whole = named.iter().flatten().collect::<FxHashSet<_>>().len() * 3 >= items.len() * 2;
    let mut named = named.into_iter();
    rows.retain(|row| match named.next().flatten().and_then(|item| items.get_mut(item)) {
        Some(item) if whole => {
            tell(text, item, row);
            false
        }
        found => found.is_none(),
    });
}

/// Takes those out of items of which nobody says who answers, that rows name again and say it of; the rows go to them.
pub(super) fn take_up(text: &str, items: &mut Vec<Draft>, rows: &mut Vec<Draft>) -> Vec<Draft> {
    let named = if rows.iter().any(Draft::has_party) { named_again(text, items, rows) } else { None };
    let Some(named) = named else { return Vec::new() };
    let taken: FxHashSet<usize> = named.iter().flatten().copied().collect();
    let mut named = named.into_iter();
    rows.retain(|row| match named.next().flatten().and_then(|item| items.get_mut(item)) {
        Some(item) => {
            tell(text, item, row);
            false
        }
        None => true,
    });
    let mut at = 0..;
    items.extract_if(.., |_| at.next().is_some_and(|at| taken.contains(&at))).collect()
}

/// Which item each row names again, where four in five rows name one.
fn named_again(text: &str, items: &[Draft], rows: &[Draft]) -> Option<Vec<Option<usize>>> {
    let title = |item: &Draft| &text[item.title.clone()];
    let by_title: FxHashMap<&str, usize> =
        items.iter().enumerate().rev().map(|(at, item)| (title(item), at)).collect();
    // Rows stand in the order of their items.
    let mut next = 0;
    let mut item_of = |row: &Draft| {
        let name = title(row);
        let near = items.iter().enumerate().skip(next).take(NEAR);
        let found = by_title.get(name).copied();
        let found = found
            .or_else(|| near.filter(|(_, item)| restates(name, title(item))).map(|(at, _)| at).next())?;
        next = found + 1;
        Some(found)
    };
    let named: Vec<Option<usize>> = rows.iter().map(&mut item_of).collect();
    let enough = !rows.is_empty() && named.iter().flatten().count() * 5 >= rows.len() * 4;
    enough.then_some(named)
}

/// Gives an item what its row says more than it.
fn tell(text: &str, item: &mut Draft, row: &Draft) {
    let more: Vec<Entry> = row.entries.iter().flat_map(|entry| unsaid(text, item, entry)).collect();
    item.entries.extend(more);
}

/// What of an entry an item does not say itself: names that it has none of, a time that is none of its own.
fn unsaid(text: &str, item: &Draft, entry: &Entry) -> Vec<Entry> {
    let words = |range: &Range<usize>| text[range.clone()].trim();
    match entry.field {
        LabelField::Units(_) | LabelField::Leaders(_) => {
            let named = |part: &str| {
                let mut fellows = item.entries.iter().filter(|own| same_kind(own, entry));
                fellows.any(|own| parts(text, &own.value).iter().any(|own| is_same(words(own), part)))
            };
            let parts = parts(text, &entry.value);
            if !parts.iter().any(|part| named(words(part))) {
                return vec![entry.clone()];
            }
            let more = parts.into_iter().filter(|part| !named(words(part)));
            more.map(|value| Entry { value, ..entry.clone() }).collect()
        }
        LabelField::Deadline => {
            let time = words(&entry.value).trim_end_matches(['前', '内']);
            let mut told = item.texts.iter().chain(item.entries.iter().map(|own| &own.value));
            let said = told.any(|own| text[own.clone()].contains(time));
            if said { Vec::new() } else { vec![entry.clone()] }
        }
        _ => Vec::new(),
    }
}

/// Whether two names are one, also where either leaves out its level: 县农业农村局, 农业农村局.
fn is_same(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    let level = long.strip_suffix(short);
    level.is_some_and(|level| {
        level.is_empty() || ["省", "市", "州", "县", "区", "旗", "镇", "乡"].contains(&level)
    })
}

/// The names of a list.
fn parts(text: &str, list: &Range<usize>) -> Vec<Range<usize>> {
    let parts = brackets::split_outside(&text[list.clone()], |c| matches!(c, '、' | ',' | ';' | '\n'));
    parts.into_iter().map(|part| list.start + part.start..list.start + part.end).collect()
}

/// Whether a title says another in fewer words: its characters stand in the other in the same order.
fn restates(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().count() >= 4 && short.chars().all(|c| rest.any(|other| other == c))
}
