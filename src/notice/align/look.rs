//! What a cell looks like, and how well it fits where it may go.

use super::Fields;
use crate::fields::context::Calendar;
use crate::fields::deadline::{self, Place};
use crate::fields::party;
use crate::lexicon::{LabelField, Lexicon};
use crate::notice::measure::is_measure;
use crate::text::{Wordlist, brackets, marker, numeral, words};

/// Where a cell may go: into a column, or between rows as the heading of those that follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seat {
    Column(usize),
    Heading,
}

/// What a cell looks like.
#[derive(Debug, Clone, Default)]
pub(in crate::notice) struct Look {
    blank: bool,
    dash: bool,
    count: Option<bool>,
    figure: bool,
    money: bool,
    /// How much of it, in tenths, is a date.
    date: usize,
    unit: bool,
    /// Begins with what is to be done: 开展培训.
    deed: bool,
    person: bool,
    maybe_person: bool,
    sum: bool,
    /// That it is done, which may stand where the time does.
    done: bool,
    /// A unit of measure alone: 亿元.
    measure: bool,
    /// The number of a group: 一.
    group: bool,
    heading: bool,
    /// A remark under the table.
    remark: bool,
    len: usize,
    digits: bool,
    prose: bool,
}

/// How remarks under a table begin.
const REMARKS: &Wordlist = words![
    "注:", "注1", "备注:", "说明:", "附注", "抄送", "(此件", "附件", "附:", "联系人", "主办:", "填表",
    "填报", "印发",
];

impl Look {
    pub(super) fn new(words: &str, follows: bool, lexicon: &Lexicon) -> Self {
        let words = words.trim();
        let len = words.chars().count();
        let figure = !words.is_empty()
            && words.starts_with(|c: char| c.is_ascii_digit())
            && words
                .trim_end_matches('%')
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '));
        let short = len <= 60;
        let digits = words.contains(|c: char| c.is_ascii_digit());
        // 2座泵站, 覆盖率95%: what counts something names no unit.
        let counts = words.contains(['。', ';', '%']) || words.starts_with(|c: char| c.is_ascii_digit());
        let units = if short && !counts { party::units(words, lexicon) } else { Vec::new() };
        // 县水利局 周宁: who answers in a unit may stand with it.
        let is_unit = |words: &str| party::is_unit(words, lexicon);
        let known = |words: &str| is_unit(words) || party::is_surely_person(words, lexicon);
        let unit = !counts
            && units.iter().any(|(_, range)| is_unit(&words[range.clone()]))
            && units.iter().all(|(_, range)| known(&words[range.clone()]))
            || short && is_labelled(words, lexicon);
        let people = if short && !digits { party::leaders(words, lexicon) } else { Vec::new() };
        let names = brackets::split_outside(words, |c| matches!(c, '、' | ',' | ';' | '\n'));
        let sure = people.iter().all(|person| match &person.name {
            Some(name) => person.post.is_some() || party::is_surely_person(&words[name.clone()], lexicon),
            None => person.post.is_some(),
        });
        // 清明前, 汛期内: as good as a date.
        let event = !unit && (2..=8).contains(&len) && words.ends_with(['前', '底', '末', '内']);
        let all = !people.is_empty() && people.len() >= names.len();
        Self {
            blank: words.is_empty(),
            dash: matches!(words, "-" | "—" | "——" | "--" | "/" | "\\" | "无" | "–"),
            count: count(words).map(|_| follows),
            figure,
            money: digits && words.contains('元') && len <= 20,
            date: if len <= 24 && !figure { dated(words, len) } else { 0 }.max(if event { 10 } else { 0 }),
            unit,
            deed: is_deed(words, lexicon),
            person: all && sure && !event && !(unit && people.iter().all(|person| person.post.is_none())),
            maybe_person: all && !unit && !event,
            measure: len <= 6 && is_measure(words, lexicon),
            group: is_chinese_number(words),
            done: is_done(words),
            sum: matches!(words, "合计" | "总计" | "小计" | "共计" | "合 计"),
            heading: len <= 40 && !words.contains('。') && is_heading(words),
            remark: REMARKS.begins(words),
            len,
            digits,
            prose: words.contains(['。', ';']) || len > 25,
        }
    }

    /// How well the cell fits a seat, in tenths; nothing at all is 0.
    pub(super) fn fits(&self, seat: Seat, fields: &Fields) -> i32 {
        let column = match seat {
            _ if self.remark => return -60,
            Seat::Heading if self.heading => return 20,
            Seat::Heading if self.sum || self.blank || self.dash || self.count.is_some() => return -60,
            Seat::Heading if self.unit || self.person || self.date > 4 || self.len > 16 || self.digits => {
                return -40;
            }
            Seat::Heading => return -8,
            Seat::Column(at) => fields.get(at).copied().flatten(),
        };
        if self.blank {
            return if column == Some(LabelField::Title) { -10 } else { 0 };
        }
        if self.dash {
            return match column {
                Some(LabelField::Number) => -80,
                Some(LabelField::Title | LabelField::Category) => -40,
                _ => 8,
            };
        }
        match column {
            Some(LabelField::Number) => self.number(),
            Some(LabelField::Title | LabelField::Body) => self.content(column == Some(LabelField::Title)),
            Some(LabelField::Category) => self.category(),
            Some(LabelField::Units(_)) => self.units(),
            Some(LabelField::Leaders(_)) => self.leaders(),
            Some(LabelField::Deadline) => self.deadline(),
            Some(LabelField::Money(_)) if self.figure || self.money => 30,
            Some(LabelField::Money(_)) => -30,
            Some(LabelField::Other) | None => 0,
        }
    }

    fn number(&self) -> i32 {
        match self.count {
            Some(true) => 40,
            Some(false) => 20,
            None if self.sum || self.group => 10,
            None => -80,
        }
    }

    fn content(&self, title: bool) -> i32 {
        // A count that goes on from the row above is that row's number; another is a figure.
        if self.count == Some(true) || self.group {
            -60
        } else if self.measure {
            -15
        } else if self.figure || self.count.is_some() {
            if title { -40 } else { -8 }
        } else if self.person {
            -20
        } else if self.date >= 5 {
            if title { -20 } else { -10 }
        } else if self.heading {
            if title { 0 } else { -10 }
        } else {
            let counts = if self.digits && self.len >= 8 || self.len >= 10 { 5 } else { 0 };
            10 + if title { 0 } else { counts } - if self.unit { 5 } else { 0 }
        }
    }

    fn category(&self) -> i32 {
        if self.count.is_some() || self.figure {
            -60
        } else if self.len > 14 || self.digits || self.prose || self.person || self.date > 4 {
            -20
        } else {
            8 - if self.unit { 5 } else { 0 }
        }
    }

    fn units(&self) -> i32 {
        if self.unit {
            30
        } else if self.done || self.digits || self.prose || self.date > 4 || self.sum {
            -40
        } else if self.person {
            -20
        } else if self.len <= 14 && !self.deed {
            -5
        } else {
            -25
        }
    }

    fn leaders(&self) -> i32 {
        if self.person {
            30
        } else if self.maybe_person {
            5
        } else {
            -40
        }
    }

    fn deadline(&self) -> i32 {
        if self.date >= 5 {
            30
        } else if self.date > 0 || self.done {
            8
        } else if self.figure || self.count.is_some() || self.prose {
            -40
        } else if self.unit || self.person {
            -25
        } else if self.len <= 12 {
            -10
        } else {
            -25
        }
    }
}

/// Whether a cell begins with what is to be done: 开展培训, 新增床位.
fn is_deed(words: &str, lexicon: &Lexicon) -> bool {
    let verb = words.char_indices().nth(2).map(|(end, _)| &words[..end]);
    verb.is_some_and(|verb| {
        let lead = lexicon.indicator_leads.at_start(words).is_some_and(|(len, ())| len >= verb.len());
        lead || lexicon.indicator_links.get(verb).is_some()
    })
}

/// Whether a cell looks like one or several units.
pub(in crate::notice) fn is_unit(words: &str, lexicon: &Lexicon) -> bool {
    Look::new(words, false, lexicon).unit
}

/// Whether a cell says no more than that a task is done.
pub(in crate::notice) fn is_done(words: &str) -> bool {
    matches!(words, "已完成" | "已办结")
}

/// Whether a cell is hardly more than a date.
pub(in crate::notice) fn is_date(words: &str) -> bool {
    dated(words, words.chars().count()) >= 5
}

/// For each cell whether it is a count that goes on from the last one, or begins over at 1.
pub(super) fn counted(cells: &[&str]) -> Vec<bool> {
    let mut last = 0;
    let next = |words: &&str| {
        let count = count(words);
        let follows = count.is_some_and(|count| count == last + 1 || count == 1);
        if follows {
            last = count.unwrap_or(last);
        }
        follows
    };
    cells.iter().map(next).collect()
}

/// The count that is all of a cell: 7, 7., (7), 2-7, S-7, A07.
pub(in crate::notice) fn count(words: &str) -> Option<u32> {
    let bare = words.trim().trim_start_matches('(').trim_end_matches([')', '.', '、']);
    let is_figures =
        |words: &str| (1..=3).contains(&words.len()) && words.bytes().all(|c| c.is_ascii_digit());
    // 2-1: the first of the second group; S-1, S1: of one that letters stand for.
    let letters = bare.len() - bare.trim_start_matches(|c: char| c.is_ascii_uppercase()).len();
    let bare = if letters <= 2 { bare[letters..].trim_start_matches('-') } else { bare };
    let (group, bare) = bare.rsplit_once('-').unwrap_or(("1", bare));
    let plain = bare.parse().ok().filter(|_| is_figures(group) && is_figures(bare));
    plain.or_else(|| numeral::formal(bare))
}

/// Whether a cell is a number in Chinese figures: 一, (二).
pub(in crate::notice) fn is_chinese_number(words: &str) -> bool {
    let figures = words.trim_matches(['(', ')', '、']);
    !figures.is_empty() && figures.chars().all(|c| "一二三四五六七八九十".contains(c))
}

/// Whether a cell says itself whom it names: 牵头单位:县水利局.
fn is_labelled(words: &str, lexicon: &Lexicon) -> bool {
    let label = words.split_once(':').map_or("", |(label, _)| label.trim());
    matches!(lexicon.label(label), Some(LabelField::Units(_) | LabelField::Leaders(_)))
}

/// How much of a cell, in tenths, is a date.
fn dated(words: &str, len: usize) -> usize {
    let calendar = Calendar { several_years: true, ..Calendar::of(Some(2000)) };
    let found = deadline::scan(words, Place::Label, calendar);
    let dates: usize = found.iter().map(|(_, range)| words[range.clone()].chars().count()).sum();
    (dates * 10).checked_div(len).unwrap_or(0).max(usize::from(dates > 0))
}

/// Whether a cell is the heading of the rows below it: 一、现代农业.
pub(in crate::notice) fn is_heading(words: &str) -> bool {
    use marker::Style::{Chapter, Chinese, ChineseBracket};
    marker::parse(words).is_some_and(|marker| {
        matches!(marker.style, Chinese | ChineseBracket | Chapter) && marker.len < words.len()
    })
}
