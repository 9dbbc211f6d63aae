//! Drafts of tasks: which items and rows are tasks, and which of their words belong to what.

mod finder;
mod piece;
mod record;

pub(super) use finder::find;

use super::measure::Measured;
use crate::fields::responsibility::Entry;
use crate::lexicon::{LabelField, LeaderRole, Lexicon, UnitRole};
use crate::outline::Section;
use crate::text::{
    brackets, floor_boundary, is_han,
    marker::{self, Style},
};
use std::ops::Range;

/// A task before its fields are read; places in bytes of the folded text.
#[derive(Debug, Clone, Default)]
pub(in crate::notice) struct Draft {
    /// Its number as written.
    pub(super) number: Option<Range<usize>>,
    /// The headings above it.
    pub(super) path: Vec<Range<usize>>,
    /// Its title.
    pub(super) title: Range<usize>,
    /// Its own words, responsibility left out.
    pub(super) texts: Vec<Range<usize>>,
    /// Figures whose unit stands apart.
    pub(super) measured: Vec<Measured>,
    /// What is stated of it.
    pub(super) entries: Vec<Entry>,
    /// What its section states, for what it does not state itself.
    pub(super) inherited: Vec<Entry>,
    /// Rows of tables that name it again, and may say more of it.
    pub(super) again: Vec<Draft>,
    /// The line above its table that says what its sums are in: (单位:万元).
    pub(super) caption: Option<Range<usize>>,
    /// Whether its title is what its figures measure: a row under 指标名称.
    pub(super) names_indicator: bool,
    /// Whether its title is a problem that is to be put right; its numbers are no targets.
    pub(super) problem: bool,
    /// The number of the task elsewhere that it points at, and is none itself.
    pub(super) points_at: Option<u32>,
}

impl Draft {
    /// Whether somebody is named for it, by itself or by its section.
    pub(super) fn has_party(&self) -> bool {
        self.entries.iter().chain(&self.inherited).any(is_party)
    }

    /// Whether nothing but its name is said of it.
    pub(super) fn is_bare(&self) -> bool {
        let named = |range: &Range<usize>| self.title.start <= range.start && range.end <= self.title.end;
        self.texts.iter().all(named) && self.measured.is_empty() && self.entries.is_empty()
    }
}

pub(in crate::notice) fn is_party(entry: &Entry) -> bool {
    // 责任人:        of a form that nobody has filled in names nobody.
    answers(entry.field) && !entry.value.is_empty()
}

/// Whether what a label says is who answers.
pub(in crate::notice) fn answers(field: LabelField) -> bool {
    matches!(
        field,
        LabelField::Units(_)
            | LabelField::Leaders(LeaderRole::Lead | LeaderRole::Responsible | LeaderRole::Branch)
    )
}

/// What the drafts of a stretch of text came to.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Items that somebody answers for.
    pub(super) tasks: Vec<Draft>,
    /// Items without anybody, outside of demands: tasks only where the notice names nobody at all.
    pub(super) candidates: Vec<Draft>,
    /// Items under headings of goals: tasks where there is nothing else.
    pub(super) goals: Vec<Draft>,
    /// Whether it is a form for a single task (督办单), whose addressees answer for it.
    pub(super) is_form: bool,
    /// Sections that hold demands: heading, and sentences.
    pub(super) requirements: Vec<(Range<usize>, Vec<Range<usize>>)>,
}

/// Whether an own entry takes the place of an inherited one: of its kind, and more than help.
pub(super) fn stands_for(own: &Entry, inherited: &Entry) -> bool {
    let helps = matches!(own.field, LabelField::Units(UnitRole::Supporting | UnitRole::Supervising));
    let contact = own.field == LabelField::Leaders(LeaderRole::Contact);
    same_kind(own, inherited) && !contact && (!helps || own.field == inherited.field)
}

/// Whether two entries are of one kind: both of units or both of leaders.
pub(super) fn same_kind(a: &Entry, b: &Entry) -> bool {
    std::mem::discriminant(&a.field) == std::mem::discriminant(&b.field)
}

/// A section's number and the first sentence of its heading.
pub(super) fn full_heading(text: &str, section: &Section) -> Range<usize> {
    let heading = title_of(text, section.heading.clone());
    section.number.start..heading.end.max(section.number.end)
}

/// How far the end of a first sentence is looked for at first, in bytes.
const NEAR: usize = 3600;

/// Where the first sentence of words ends, outside of brackets.
fn first_stop(words: &str) -> Option<usize> {
    let pairs = brackets::outermost(words);
    let inside = |at: usize| pairs.iter().any(|pair| pair.inner.contains(&at));
    // 粮食生产.播种面积…: typed in a hurry.
    let dot = |at: usize| words[..at].ends_with(is_han) && words[at + 1..].starts_with(is_han);
    let mut signs = words.char_indices();
    let stop = signs.find(|(at, c)| (matches!(c, '。' | '\n') || *c == '.' && dot(*at)) && !inside(*at));
    stop.map(|(at, _)| at)
}

/// The first sentence of a stretch, without final punctuation.
pub(in crate::notice) fn title_of(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    // Most sentences end soon; what stands far behind need not be asked for its brackets.
    let near = &words[..floor_boundary(words, NEAR)];
    let stop = first_stop(near).or_else(|| if near.len() < words.len() { first_stop(words) } else { None });
    let words = words[..stop.unwrap_or(words.len())].trim_end_matches(['。', ';', ':', ',', '、', '.', ' ']);
    // “甲园: the mark that closes stands behind other tasks.
    let open = if words.starts_with('“') && !words.contains('”') { '“'.len_utf8() } else { 0 };
    brackets::trim(text, range.start + open..range.start + words.len())
}

/// The number that a name brings along, and the name behind it: （一）修路. A sign is no number.
pub(in crate::notice) fn parted(text: &str, name: Range<usize>) -> (Option<Range<usize>>, Range<usize>) {
    match marker::parse(&text[name.clone()]).filter(|found| found.len < name.len()) {
        Some(found) => {
            let start = name.start + found.len;
            ((found.value > 0).then(|| brackets::trim(text, name.start..start)), start..name.end)
        }
        None => (None, name),
    }
}

/// The name in front of a title's colon, or all of a title that has none: 去产能:化解钢铁过剩产能120万吨.
pub(super) fn name_before(text: &str, title: Range<usize>, lexicon: &Lexicon) -> Range<usize> {
    let named = text[title.clone()].split_once(':').filter(|(name, rest)| {
        (2..=10).contains(&name.chars().count())
            && name.chars().all(is_han)
            && !name.starts_with('第')
            && rest.chars().nth(5).is_some()
            && lexicon.label(name).is_none()
    });
    named.map_or(title.clone(), |(name, _)| title.start..title.start + name.len())
}

/// Whether a style numbers promises one by one.
pub(super) fn is_promise(style: Style) -> bool {
    matches!(style, Style::Circled | Style::Named)
}
