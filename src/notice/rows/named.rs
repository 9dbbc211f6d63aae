//! Whom a cell names: one kind of party, or two that its heading asks for (责任单位及责任人).

use super::Rows;
use super::cell::lines;
use crate::fields::party;
use crate::fields::responsibility::{self, Entry, Statement};
use crate::lexicon::{LabelField, LeaderRole, Lexicon, UnitRole};
use crate::notice::columns::Column;
use crate::notice::draft::{answers, is_party};
use crate::text::brackets;
use std::ops::Range;

/// Who is said to answer in a line of a cell: in words or behind labels, else in a bracket of nothing but names.
pub(super) fn statements(
    text: &str,
    line: Range<usize>,
    labelled: &[Entry],
    lexicon: &Lexicon,
) -> Vec<Statement> {
    let listed = || responsibility::bare_list(text, line.clone(), lexicon).into_iter().collect();
    // 安装信号灯46套。——县公安局;包联领导:周宁
    if text[line.clone()].contains("——") {
        let listed: Vec<Statement> = listed();
        if !listed.is_empty() {
            return listed;
        }
    }
    let found = responsibility::statements(text, line.clone(), labelled, lexicon);
    if found.is_empty() { listed() } else { found }
}

impl Rows<'_> {
    /// Who helps or sees to it by a remark: 县财政局配合; 由县政府督查室督办.
    pub(super) fn remarked(&self, value: Range<usize>) -> Vec<Entry> {
        let entries = responsibility::worded(self.text, value, self.lexicon);
        let helps = |role| matches!(role, UnitRole::Supporting | UnitRole::Supervising);
        entries
            .into_iter()
            .filter(|entry| matches!(entry.field, LabelField::Units(role) if helps(role)))
            .collect()
    }

    /// A name, and who answers for it in the bracket at its end, where the heading of names asks for both: 工作任务（责任单位）.
    pub(super) fn answered(&self, title: usize, name: Range<usize>) -> (Range<usize>, Vec<Entry>) {
        let both = self.header.columns.get(title).and_then(Option::as_ref).is_some_and(|c| c.also.is_some());
        // Where no column says who answers, the names may.
        let party = |field: &LabelField| matches!(field, LabelField::Units(_) | LabelField::Leaders(_));
        let both = both || self.header.find(party).is_none();
        let stated = || statements(self.text, name.clone(), &[], self.lexicon).into_iter().next();
        // 责任单位 | 工业产值(亿元): the unit that the row is called answers.
        if let Some((column, field)) = self.header.by_unit(self.text, self.lexicon) {
            let entry = Entry { field, label: Some(column.heading.clone()), value: name.clone() };
            return (name, vec![entry]);
        }
        match if both { stated() } else { None } {
            Some(found) => (brackets::trim(self.text, name.start..found.range.start), found.entries),
            None => (name, Vec::new()),
        }
    }

    /// A list of names, and what the bracket says that ends it: 县发改局(配合:县统计局).
    fn labelled_bracket(&self, value: Range<usize>) -> (Range<usize>, Vec<Entry>) {
        let words = &self.text[value.clone()];
        let pair = brackets::at_end(words).filter(|pair| words[pair.inner.clone()].contains(':'));
        let Some(pair) = pair else { return (value, Vec::new()) };
        let inner = value.start + pair.inner.start..value.start + pair.inner.end;
        let entries = responsibility::labelled(self.text, inner, self.lexicon);
        if entries.is_empty() || !entries.iter().all(|entry| answers(entry.field)) {
            return (value, Vec::new());
        }
        (brackets::trim(self.text, value.start..value.start + pair.outer.start), entries)
    }

    /// What one cell states: what its own labels say, else what its heading says.
    pub(super) fn stated(&self, column: &Column, value: Range<usize>) -> Vec<Entry> {
        let entry = |field, value| Entry { field, label: Some(column.heading.clone()), value };
        // 责任人及电话: 周宁(县水利局局长)13800000000
        let telephone = |c: char| c.is_ascii_digit() || matches!(c, '-' | ' ');
        let person = matches!(column.field, LabelField::Leaders(_));
        let words = &self.text[value.clone()];
        let value =
            if person { value.start..value.start + words.trim_end_matches(telephone).len() } else { value };
        if !matches!(column.field, LabelField::Units(_) | LabelField::Leaders(_)) {
            return vec![entry(column.field, value)];
        }
        let (value, labelled) = self.labelled_lines(value);
        let (value, bracketed) = self.labelled_bracket(value);
        let labelled = [labelled, bracketed].concat();
        if value.is_empty() {
            return labelled;
        }
        let Some(also) = column.also else {
            return std::iter::once(entry(column.field, value)).chain(labelled).collect();
        };
        let parts = brackets::split_outside(&self.text[value.clone()], is_list_sign);
        let parts = parts.into_iter().map(|part| value.start + part.start..value.start + part.end);
        let parts = parts.flat_map(|part| self.unwrapped(part)).flat_map(|part| self.with_person(part));
        let (fields, same) = ([column.field, also], is_unit_field(column.field) == is_unit_field(also));
        let mut found: Vec<Entry> = Vec::new();
        for (index, part) in parts.enumerate() {
            let words = &self.text[part.clone()];
            // 市政府党组成员 is a post.
            let posts = self.lexicon.posts.find_iter(words);
            let post = posts.last().is_some_and(|(post, ())| post.end == words.len());
            // Of two kinds of units the first one named is of the first kind.
            let second = if same {
                index > 0
            } else {
                is_unit_field(column.field) != (party::is_unit(words, self.lexicon) && !post)
            };
            let field = fields[usize::from(second)];
            match found.last_mut() {
                // 副县长 周宁 is one.
                Some(last) if last.field == field => last.value.end = part.end,
                _ => found.push(entry(field, part)),
            }
        }
        found.extend(labelled);
        found
    }

    /// A cell without its last lines that have labels of their own, and what those say: 县水利局 / 联系人:周宁.
    fn labelled_lines(&self, cell: Range<usize>) -> (Range<usize>, Vec<Entry>) {
        let named =
            |entry: &Entry| is_party(entry) || entry.field == LabelField::Leaders(LeaderRole::Contact);
        let found = lines(self.text, cell.clone()).find_map(|line| {
            let rest = line.start..cell.end;
            let entries = responsibility::labelled(self.text, rest, self.lexicon);
            (!entries.is_empty() && entries.iter().all(named)).then_some((line.start, entries))
        });
        match found {
            Some((start, entries)) => (brackets::trim(self.text, cell.start..start), entries),
            None => (cell, Vec::new()),
        }
    }

    /// What stands in the brackets of a part that is all in brackets: (县统计局、县税务局).
    fn unwrapped(&self, part: Range<usize>) -> Vec<Range<usize>> {
        let words = &self.text[part.clone()];
        let inner = words.strip_prefix('(').and_then(|words| words.strip_suffix(')'));
        let Some(inner) = inner.filter(|inner| !inner.contains(['(', ')'])) else { return vec![part] };
        let start = part.start + '('.len_utf8();
        let parts = brackets::split_outside(inner, is_list_sign).into_iter();
        parts.map(|part| start + part.start..start + part.end).collect()
    }

    /// A unit and who stands in brackets behind it: 县水利局(周宁).
    fn with_person(&self, part: Range<usize>) -> Vec<Range<usize>> {
        let words = &self.text[part.clone()];
        let pairs = brackets::outermost(words);
        let last = pairs.last().filter(|pair| {
            pair.outer.end == words.len()
                && pair.outer.start > 0
                && party::is_surely_person(&words[pair.inner.clone()], self.lexicon)
        });
        match last {
            Some(pair) => vec![
                part.start..part.start + pair.outer.start,
                part.start + pair.inner.start..part.start + pair.inner.end,
            ],
            None => vec![part],
        }
    }
}

fn is_unit_field(field: LabelField) -> bool {
    matches!(field, LabelField::Units(_))
}

fn is_list_sign(c: char) -> bool {
    matches!(c, '、' | ',' | ';' | ':' | '/' | '\n' | ' ')
}
