//! Labels that no colon follows, told by their values: 甲园,责任单位县林草局,完成时限6月底.

use super::is_due;
use super::label::{Label, clean, says};
use crate::fields::party::leaders;
use crate::lexicon::{LabelField, Lexicon};
use crate::text::{Signs, floor_boundary, is_han, pattern};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static UNMARKED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:^|[,;。.、(\[【〔\s])\p{Han}{2,6}?(?:单位|部门|科室|股室|领导|责任人|负责人|时限)")
});

/// Adds the labels without a colon, which nothing but names or a date follows: 甲园,责任单位县林草局,完成时限6月底.
/// 责任单位要加强领导 is none.
pub(super) fn add_unmarked(text: &str, range: Range<usize>, found: &mut Vec<Label>, lexicon: &Lexicon) {
    let part = &text[range.clone()];
    if !may_label(part) {
        return;
    }
    let mut more: Vec<Label> = Vec::new();
    for matched in UNMARKED.find_iter(part) {
        // The sign before the label is none of it.
        let lead = matched.as_str().chars().next().filter(|&c| !is_han(c)).map_or(0, char::len_utf8);
        let label = matched.start() + lead..matched.end();
        let words = &part[label.clone()];
        // 明确一名负责人驻点督办: the label would need a name.
        let none = words.starts_with('各') || words.contains("一名");
        let Some(field) = lexicon.label(words).filter(|_| !none) else { continue };
        let value = label.end + part[label.end..].len() - part[label.end..].trim_start_matches(' ').len();
        // 责任单位为县水利局, 主办单位均为县住建局, 牵头单位——县水利局
        let verb = ["均为", "都为", "为", "——"].iter().find(|verb| part[value..].starts_with(**verb));
        let value = value + verb.map_or(0, |verb| verb.len());
        let (start, end) = (range.start + label.start, range.start + label.end);
        let before = found.partition_point(|(other, ..)| other.start < end);
        let known = found[..before].last().is_some_and(|(_, _, value)| start < *value);
        if !known && !part[value..].starts_with(':') {
            more.push((start..end, field, range.start + value));
        }
    }
    if more.is_empty() {
        return;
    }
    let fits = |&(_, field, value): &Label, next: usize| {
        // No list of names is longer.
        let next = next.min(floor_boundary(text, value + LONGEST));
        let stop = text[value..next].find(['。', '\n', ')', '…']).map_or(next, |stop| value + stop);
        let stop = value + end_of_list(text, value..stop, field, lexicon);
        // …,不再逐项列出
        let stop = text[value..stop].find(",不").map_or(stop, |stop| value + stop);
        // 责任单位供水公司,10月底前通水
        let dated = text[value..stop].find(',').filter(|at| is_due(&text[value + at + 1..stop]));
        let stop = dated.map_or(stop, |at| value + at);
        let list = clean(text, value..stop);
        // 分管领导才让多杰,落实单位州水利局: what stands between two labels is a name, whatever it begins with.
        let meets = next < range.end && text[stop..next].trim_matches([',', ';', ' ']).is_empty();
        says(text, list.clone(), field, lexicon) || meets && names_somebody(&text[list], field, lexicon)
    };
    // A value ends where the next label begins that is one: from the last on.
    let known = std::mem::take(found).into_iter().map(|label| (label, true));
    let mut labels: Vec<(Label, bool)> = known.chain(more.into_iter().map(|label| (label, false))).collect();
    labels.sort_by_key(|((label, ..), _)| label.start);
    let mut next = range.end;
    for (label, known) in labels.into_iter().rev() {
        if known || fits(&label, next) {
            next = label.0.start;
            found.push(label);
        }
    }
    found.reverse();
}

/// Where the list ends that begins `range`: at its first semicolon, unless names parted by semicolons follow.
pub(super) fn end_of_list(text: &str, range: Range<usize>, field: LabelField, lexicon: &Lexicon) -> usize {
    let words = &text[range.clone()];
    let mut ends = words.match_indices(';').map(|(at, _)| at).chain([words.len()]);
    let mut end = ends.next().unwrap_or(words.len());
    for next in ends {
        let name = clean(text, range.start + end..range.start + next);
        if name.is_empty() || !says(text, name, field, lexicon) {
            break;
        }
        end = next;
    }
    end
}

/// Whether words are nothing but names of people, of surnames that may be unknown.
fn names_somebody(words: &str, field: LabelField, lexicon: &Lexicon) -> bool {
    let is_name = |name: &str| {
        let name = name.trim();
        (2..=8).contains(&name.chars().take(9).count()) && name.chars().all(|c| is_han(c) || c == '·')
    };
    let people = || leaders(words, lexicon);
    matches!(field, LabelField::Leaders(_))
        && words.split(['、', ' ']).all(is_name)
        && !lexicon.prose.is_in(words)
        && !people().is_empty()
        && people().iter().all(|person| person.name.is_some())
}

/// How far behind a label its value is looked at, in bytes.
const LONGEST: usize = 600;

/// Whether one of the words stands in a text that labels without a colon end with.
pub(super) fn may_label(text: &str) -> bool {
    let mut before = ' ';
    text.char_indices().any(|(at, c)| {
        let before = std::mem::replace(&mut before, c);
        LAST_SIGNS.may_have(c)
            && matches!(
                (before, c),
                ('单', '位')
                    | ('部', '门')
                    | ('科' | '股', '室')
                    | ('领', '导')
                    | ('任' | '责', '人')
                    | ('时', '限')
            )
            && !text[at + c.len_utf8()..].trim_start_matches(' ').starts_with(':')
    })
}

static LAST_SIGNS: Signs = Signs::new(&['位', '门', '室', '导', '人', '限']);
