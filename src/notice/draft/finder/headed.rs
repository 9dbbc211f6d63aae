//! Headings that name whom the items under them are for: 一、县水利局, over what it is to do.

use super::Piece;
use crate::fields::responsibility::{self, Entry};
use crate::lexicon::{LabelField, Lexicon};
use crate::outline::{Outline, Section};

/// Whom each section's heading names for the items under it; whoever else one names joins the `pieces` of its section.
pub(super) fn find(
    text: &str,
    outline: &Outline,
    pieces: &mut [Vec<Piece>],
    lexicon: &Lexicon,
) -> Vec<Option<Entry>> {
    let heads = |section: &Section| {
        let over = section.parent.is_some() && !section.children.is_empty();
        over.then(|| responsibility::heading(text, section.heading.clone(), lexicon)).flatten()
    };
    let mut found: Vec<Option<Entry>> = outline.sections.iter().map(heads).collect();
    for (at, section) in
        outline.sections.iter().enumerate().filter(|(_, section)| !section.children.is_empty())
    {
        if found[at].is_none() {
            found[at] = named_again(text, section, &pieces[at]);
        }
        let (first, others) = acting(text, section, lexicon).unzip();
        if let Some(first) = first {
            found[at].get_or_insert(first);
        }
        pieces[at].extend(others.map(Piece::Entries));
        let labelled = behind_dash(text, section, lexicon);
        pieces[at].extend((!labelled.is_empty()).then_some(Piece::Entries(labelled)));
    }
    for section in &outline.sections {
        beside_units(text, outline, section, &mut found, lexicon);
    }
    found
}

/// The unit that a heading is, and a label below it says again: 一、北岭煤矿 / 责任单位:北岭煤矿.
fn named_again(text: &str, section: &Section, pieces: &[Piece]) -> Option<Entry> {
    let name = text[section.heading.clone()].trim();
    let again = |entry: &&Entry| is_of_units(entry) && &text[entry.value.clone()] == name;
    pieces.iter().flat_map(Piece::entries).find(again).cloned()
}

/// The first of several who act by a heading, and the others: 一、由县交通局承办,县发改局督办的项目.
fn acting(text: &str, section: &Section, lexicon: &Lexicon) -> Option<(Entry, Vec<Entry>)> {
    let what = responsibility::deed_of_several(&text[section.heading.clone()])?;
    let range = section.heading.start..section.heading.start + what;
    let mut entries = responsibility::worded(text, range, lexicon).into_iter();
    let first = entries.next()?;
    (entries.len() > 0).then(|| (first, entries.collect()))
}

/// What labels say behind the name of a heading: 脱贫攻坚组——挂帅领导:周宁.
fn behind_dash(text: &str, section: &Section, lexicon: &Lexicon) -> Vec<Entry> {
    let Some((name, rest)) = text[section.heading.clone()].split_once("——") else { return Vec::new() };
    if name.trim().is_empty() || !rest.contains(':') {
        return Vec::new();
    }
    responsibility::labelled(text, section.heading.end - rest.len()..section.heading.end, lexicon)
}

/// Beside headings that are units, one that may be a unit is: （一）区市场监管局 … （三）区消防救援大队.
fn beside_units(
    text: &str,
    outline: &Outline,
    section: &Section,
    headed: &mut [Option<Entry>],
    lexicon: &Lexicon,
) {
    let items = &section.children;
    let units = items.iter().filter(|&&item| headed[item].as_ref().is_some_and(is_of_units));
    if units.count() < 2 {
        return;
    }
    let alone = |&item: &usize| {
        let words = outline.sections[item].heading.clone();
        headed[item].clone().or_else(|| responsibility::units_alone(text, words, lexicon))
    };
    let found: Vec<Option<Entry>> = items.iter().map(alone).collect();
    if found.iter().flatten().count() * 3 >= found.len() * 2 {
        items.iter().zip(found).for_each(|(&item, entry)| headed[item] = entry);
    }
}

fn is_of_units(entry: &Entry) -> bool {
    matches!(entry.field, LabelField::Units(_))
}
