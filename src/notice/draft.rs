//! Drafts of tasks: which items and rows are tasks, and which of their words belong to what.

use crate::fields::responsibility::{self, Entry};
use crate::lexicon::{LabelField, LeaderRole, Lexicon};
use crate::outline::{Content, Outline, Section};
use crate::text::{brackets, marker::Style};
use std::ops::Range;

/// A task before its fields are read; places in bytes of the folded text.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    /// Its number as written.
    pub(super) number: Option<Range<usize>>,
    /// The headings above it.
    pub(super) path: Vec<Range<usize>>,
    /// Its title.
    pub(super) title: Range<usize>,
    /// Its own words, responsibility left out.
    pub(super) texts: Vec<Range<usize>>,
    /// What is stated of it.
    pub(super) entries: Vec<Entry>,
    /// What its section states, for what it does not state itself.
    pub(super) inherited: Vec<Entry>,
    /// The line above its table that says what its sums are in: (单位:万元).
    pub(super) caption: Option<Range<usize>>,
    /// Whether its title is a problem that is to be put right; its numbers are no targets.
    pub(super) problem: bool,
}

impl Draft {
    /// Whether somebody is named for it, by itself or by its section.
    pub(super) fn has_party(&self) -> bool {
        self.entries.iter().chain(&self.inherited).any(is_party)
    }
}

pub(super) fn is_party(entry: &Entry) -> bool {
    matches!(
        entry.field,
        LabelField::Units(_)
            | LabelField::Leaders(LeaderRole::Lead | LeaderRole::Responsible | LeaderRole::Branch)
    )
}

/// A stretch of an item: its own words, or what is stated of it.
#[derive(Debug, Clone)]
enum Piece {
    Text(Range<usize>),
    Entries(Vec<Entry>),
}

impl Piece {
    fn text(&self) -> Option<Range<usize>> {
        if let Self::Text(range) = self { Some(range.clone()) } else { None }
    }

    fn entries(&self) -> &[Entry] {
        if let Self::Entries(entries) = self { entries } else { &[] }
    }

    /// Whether it names somebody who answers.
    fn names_party(&self) -> bool {
        self.entries().iter().any(is_party)
    }
}

/// What the drafts of a stretch of text came to.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Items that somebody answers for.
    pub(super) tasks: Vec<Draft>,
    /// Items without anybody, outside of demands: tasks only where the notice names nobody at all.
    pub(super) candidates: Vec<Draft>,
    /// Sections that hold demands: heading, and sentences.
    pub(super) requirements: Vec<(Range<usize>, Vec<Range<usize>>)>,
}

/// Finds the tasks of an outline; tables are read apart.
pub(super) fn find(content: &Content, outline: &Outline, lexicon: &Lexicon) -> Found {
    let text = content.text.folded();
    let pieces: Vec<Vec<Piece>> =
        outline.sections.iter().map(|section| pieces(text, section, lexicon)).collect();
    let own: Vec<bool> = pieces.iter().map(|pieces| pieces.iter().any(Piece::names_party)).collect();
    // What stands under a section comes behind it.
    let mut below = vec![false; own.len()];
    for (at, section) in outline.sections.iter().enumerate().rev() {
        below[at] = section.children.iter().any(|&child| own[child] || below[child]);
    }
    let items = outline.sections.iter().map(|section| Items::of(section, outline, &own)).collect();
    let mut finder = Finder { text, outline, lexicon, pieces, own, below, items, found: Found::default() };
    finder.visit(0, &[], false);
    finder.found
}

struct Finder<'a> {
    text: &'a str,
    outline: &'a Outline,
    lexicon: &'a Lexicon,
    pieces: Vec<Vec<Piece>>,
    /// Whether a section states who answers for it.
    own: Vec<bool>,
    /// Whether a section under it does.
    below: Vec<bool>,
    /// What the items of a section have in common.
    items: Vec<Items>,
    found: Found,
}

/// The items of a section, as each sees its fellows.
struct Items {
    count: usize,
    /// How many state who answers for them.
    speaking: usize,
    /// Whether all are numbered in one style.
    alike: bool,
}

impl Items {
    fn of(section: &Section, outline: &Outline, own: &[bool]) -> Self {
        let style = |&item: &usize| outline.sections[item].marker.map(|marker| marker.style);
        let items = &section.children;
        Self {
            count: items.len(),
            speaking: items.iter().filter(|&&item| own[item]).count(),
            alike: items.windows(2).all(|pair| style(&pair[0]) == style(&pair[1])),
        }
    }
}

impl Finder<'_> {
    fn visit(&mut self, at: usize, inherited: &[Entry], excluded: bool) {
        let section = &self.outline.sections[at];
        let kind = if at == 0 { Kind::Plain } else { self.kind(at) };
        let excluded = excluded || kind != Kind::Plain;
        if kind == Kind::Requirement {
            self.requirement(at);
        }
        if at == 0 {
            self.root();
        }
        let duties = self.own[at];
        if at > 0 && !self.below[at] {
            if excluded {
                return;
            }
            if duties || self.is_leaf_task(at, inherited) {
                self.emit(at, inherited, true);
            } else {
                self.candidates(at, inherited);
            }
            return;
        }
        // A lone statement behind the last of several items speaks for all of them.
        let children = section.children.clone();
        let speaking: Vec<usize> =
            children.iter().copied().filter(|&child| self.own[child] || self.below[child]).collect();
        let alone = children.len() >= 2
            && speaking.len() == 1
            && speaking.last() == children.last()
            && speaking.iter().all(|&child| self.own[child] && self.states_last(child));
        if at > 0 && alone && !duties && !excluded {
            self.emit(at, inherited, true);
            return;
        }
        let mut handed: Vec<Entry> = self.entries(at).into_iter().filter(is_party).collect();
        handed.extend(self.heading_parties(at));
        let missing = |entry: &&Entry| !handed.iter().any(|own| same_kind(own, entry));
        let passed: Vec<Entry> = inherited.iter().filter(missing).cloned().collect();
        handed.extend(passed);
        for child in children {
            self.visit(child, &handed, excluded);
        }
    }

    /// Whether the section's statement stands on lines of its own, behind its words.
    fn states_last(&self, at: usize) -> bool {
        matches!(self.pieces[at].last(), Some(Piece::Entries(_)))
    }

    /// Whether an item without a statement is a task all the same: its section names who answers, or its fellows do.
    fn is_leaf_task(&self, at: usize, inherited: &[Entry]) -> bool {
        let section = &self.outline.sections[at];
        let Some(parent) = section.parent else { return false };
        let words = &self.text[section.heading.clone()];
        if self.lexicon.requirement_starts.at_start(words).is_some() || words.trim().is_empty() {
            return false;
        }
        let items = &self.items[parent];
        let (fellows, speaking) = (items.count - 1, items.speaking - usize::from(self.own[at]));
        let handed = inherited.iter().any(is_party) && section.marker.is_some();
        (handed && section.children.is_empty())
            || (items.alike && parent > 0 && speaking * 2 > fellows.max(1))
    }

    fn kind(&self, at: usize) -> Kind {
        let section = &self.outline.sections[at];
        let line = &self.text[section.heading.clone()];
        let head = line.split(['。', ':', '(']).next().unwrap_or_default().trim();
        let short = head.chars().count() <= 16;
        let has = |words: &aho_corasick::AhoCorasick| short && words.is_match(head);
        // 工作要求 and its like; but 完善…保障措施 with a unit of its own is a task.
        if has(&self.lexicon.goal_headings) && !self.own[at] && !self.below[at] {
            return Kind::Goal;
        }
        let top = self.outline.above(at).len() < 2;
        let ends = self
            .lexicon
            .requirement_headings
            .find_iter(head)
            .any(|found| found.end() == head.len() && (found.start() == 0 || !self.below[at]));
        if short && top && ends && !self.own[at] {
            return Kind::Requirement;
        }
        if has(&self.lexicon.report_headings) && !self.own[at] && !self.below[at] {
            return Kind::Report;
        }
        let starts = self.lexicon.requirement_starts.at_start(head).is_some();
        // 加强领导。市政府领导按职责分工负责: words without a label do not make a task of a demand.
        let labelled = self.entries(at).iter().any(|entry| is_party(entry) && entry.label.is_some());
        if starts && short && !labelled && !self.below[at] {
            return Kind::Requirement;
        }
        Kind::Plain
    }

    fn requirement(&mut self, at: usize) {
        let sections = self.outline.within(at);
        let under: Vec<usize> = if sections.len() > 1 { sections[1..].to_vec() } else { sections };
        for at in under {
            let texts = self.texts(at);
            let Some(first) = texts.first().cloned() else { continue };
            let title = title_of(self.text, first);
            self.found.requirements.push((title, texts));
        }
    }

    /// Paragraphs without numbers, each with its own statement.
    fn root(&mut self) {
        for mut group in split(&self.pieces[0]) {
            // What follows the statement speaks of something else.
            let Some(stated) = group.iter().rposition(Piece::names_party) else { continue };
            group.truncate(stated + 1);
            let texts: Vec<Range<usize>> = group.iter().filter_map(Piece::text).collect();
            let entries: Vec<Entry> = group.iter().flat_map(Piece::entries).cloned().collect();
            let Some(last) = texts.last().cloned() else { continue };
            // A short line without stops above the paragraph is its heading.
            let heading = texts.len().checked_sub(2).map(|at| texts[at].clone()).filter(|range| {
                let words = &self.text[range.clone()];
                words.chars().count() <= 30 && !words.contains(['。', ',', ';', ':'])
            });
            let texts: Vec<Range<usize>> = heading.into_iter().chain([last]).collect();
            let title = title_of(self.text, texts[0].clone());
            self.found.tasks.push(Draft { title, texts, entries, ..Draft::default() });
        }
    }

    /// Sections without any statement: their smallest items.
    fn candidates(&mut self, at: usize, inherited: &[Entry]) {
        let before = self.found.tasks.len();
        for at in self.outline.within(at) {
            let leaf = self.outline.sections[at].children.is_empty();
            if leaf && self.kind(at) == Kind::Plain {
                self.emit(at, inherited, false);
            }
        }
        let drafts = self.found.tasks.split_off(before);
        self.found.candidates.extend(drafts);
    }

    /// Puts down the task of a section, with what stands under it; several where several statements divide it.
    fn emit(&mut self, at: usize, inherited: &[Entry], whole: bool) {
        let sections = if whole { self.outline.within(at) } else { vec![at] };
        let pieces: Vec<Piece> = sections.iter().flat_map(|&at| self.own_pieces(at)).collect();
        let section = &self.outline.sections[at];
        let above = self.outline.above(at);
        let path: Vec<Range<usize>> = above.iter().map(|&above| self.full_heading(above)).collect();
        let groups = split(&pieces);
        let several = groups.len() > 1;
        for (index, group) in groups.into_iter().enumerate() {
            let texts: Vec<Range<usize>> = group.iter().filter_map(Piece::text).collect();
            let entries: Vec<Entry> = group.iter().flat_map(Piece::entries).cloned().collect();
            let named = entries
                .iter()
                .find(|entry| entry.field == LabelField::Title)
                .map(|entry| entry.value.clone());
            let Some(first) = texts.first().cloned().or(named.clone()) else { continue };
            let mut draft =
                Draft { path: path.clone(), entries, inherited: inherited.to_vec(), ..Draft::default() };
            let mut title = title_of(self.text, first.clone());
            if several {
                // The item's own heading only groups what follows.
                let rest = self.text[title.end..first.end.max(title.end)]
                    .trim_start_matches(['。', ';', ':', ',', '、', '.', ' ', '\n']);
                let rest = brackets::trim(self.text, first.end - rest.len()..first.end);
                if index == 0 && !rest.is_empty() && section.marker.is_some() {
                    draft.path.push(self.full_heading(at));
                    title = title_of(self.text, rest);
                } else if index > 0 {
                    draft.path.push(self.full_heading(at));
                }
            }
            draft.number = (index == 0 && section.marker.is_some()).then(|| section.number.clone());
            draft.title =
                if index == 0 { named.filter(|_| title.is_empty()).unwrap_or(title) } else { title };
            // Measures that stand apart from what they put right.
            draft.problem = draft
                .entries
                .iter()
                .filter(|entry| entry.field == LabelField::Body)
                .filter_map(|entry| entry.label.clone())
                .any(|label| self.text[label].contains("整改"));
            draft.texts = texts;
            self.found.tasks.push(draft);
        }
    }

    /// The pieces of a section, without the closing words of the notice that follow its last item.
    fn own_pieces(&self, at: usize) -> Vec<Piece> {
        let pieces = &self.pieces[at];
        let fellows = self.outline.sections[at]
            .parent
            .map_or(&[][..], |parent| &self.outline.sections[parent].children);
        let last = fellows.last() == Some(&at) && fellows.len() > 1;
        // Where no fellow goes on behind its statement, neither does the last.
        let stated = if last && !fellows.iter().any(|&fellow| fellow != at && self.goes_on(fellow)) {
            pieces.iter().position(Piece::names_party)
        } else {
            None
        };
        let end = pieces.iter().enumerate().position(|(index, piece)| {
            let Piece::Text(range) = piece else { return false };
            index > 0 && (closes(&self.text[range.clone()]) || stated.is_some_and(|stated| index > stated))
        });
        pieces[..end.unwrap_or(pieces.len())].to_vec()
    }

    /// Whether a section has words behind its first statement.
    fn goes_on(&self, at: usize) -> bool {
        let behind = self.pieces[at].iter().skip_while(|piece| !piece.names_party());
        behind.filter_map(Piece::text).next().is_some()
    }

    fn full_heading(&self, at: usize) -> Range<usize> {
        full_heading(self.text, &self.outline.sections[at])
    }

    fn texts(&self, at: usize) -> Vec<Range<usize>> {
        self.pieces[at].iter().filter_map(Piece::text).collect()
    }

    fn entries(&self, at: usize) -> Vec<Entry> {
        if at == 0 { Vec::new() } else { self.pieces[at].iter().flat_map(Piece::entries).cloned().collect() }
    }

    /// Who a heading names: 一、副县长周宁同志负责的工作.
    fn heading_parties(&self, at: usize) -> Option<Entry> {
        let section = self.outline.sections.get(at).filter(|_| at > 0)?;
        responsibility::heading(self.text, section.heading.clone(), self.lexicon)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Requirement,
    Goal,
    Report,
}

/// Whether two entries are of one kind: both of units or both of leaders.
pub(super) fn same_kind(a: &Entry, b: &Entry) -> bool {
    std::mem::discriminant(&a.field) == std::mem::discriminant(&b.field)
}

/// The lines of a section as pieces.
fn pieces(text: &str, section: &Section, lexicon: &Lexicon) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut open: Option<LabelField> = None;
    for line in std::iter::once(&section.heading).chain(&section.lines) {
        let line = brackets::trim(text, line.clone());
        if line.is_empty() {
            continue;
        }
        // 责任单位: alone on its line: the value stands on the next.
        if let Some(field) = open.take() {
            found.push(Piece::Entries(vec![Entry { field, label: None, value: line }]));
            continue;
        }
        let labelled = responsibility::labelled(text, line.clone(), lexicon);
        if let [only] = labelled.as_slice()
            && only.value.is_empty()
        {
            open = Some(only.field);
            continue;
        }
        let statements = responsibility::statements(text, line.clone(), &labelled, lexicon);
        if statements.is_empty() && !labelled.is_empty() {
            found.push(Piece::Entries(labelled));
            continue;
        }
        let mut at = line.start;
        for statement in statements {
            push_text(text, at..statement.range.start, &mut found);
            at = statement.range.end;
            found.push(Piece::Entries(statement.entries));
        }
        push_text(text, at..line.end, &mut found);
    }
    found
}

fn push_text(text: &str, range: Range<usize>, found: &mut Vec<Piece>) {
    let words = text[range.clone()].trim_start_matches(['。', ';', ',', '、', ' ', ')']);
    let start = range.end - words.len();
    let range = brackets::trim(text, start..range.end);
    if text[range.clone()].chars().any(char::is_alphanumeric) {
        found.push(Piece::Text(range));
    }
}

/// Whether a paragraph speaks to those who carry the plan out, and is no part of its last item.
fn closes(words: &str) -> bool {
    let starts = [
        "各责任单位",
        "各牵头单位",
        "各单位",
        "各县(市、区)",
        "各县(区)",
        "各乡镇",
        "各部门",
        "请各",
        "请上述",
        "请有关",
        "请相关",
        "各地",
        "各镇",
        "各街道",
        "以上",
        "上述",
        "各责任部门",
        "各牵头部门",
        "各有关单位",
        "各承办单位",
        "各级",
        "工作要求",
        "联系人",
        "监督电话",
        "市政府督查室将",
        "县政府督查室将",
    ];
    let speaks = ["报", "送", "要", "请", "应", "须", "落实", "监测", "监督", ":"];
    starts.iter().any(|start| words.starts_with(start)) && speaks.iter().any(|word| words.contains(word))
}

/// Divides pieces where a further statement of the same kind follows words of its own.
fn split(pieces: &[Piece]) -> Vec<Vec<Piece>> {
    // For each piece the first at or behind it that names somebody.
    let mut next: Vec<Option<usize>> = vec![None; pieces.len()];
    for at in (0..pieces.len()).rev() {
        next[at] = if pieces[at].names_party() { Some(at) } else { next.get(at + 1).copied().flatten() };
    }
    let mut groups: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut stated: Vec<&Entry> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        if let (Piece::Text(_), Some(next)) = (piece, next[at])
            && repeats(&stated, pieces[next].entries())
        {
            groups.push(Vec::new());
            stated.clear();
        }
        stated.extend(piece.entries().iter().filter(|entry| is_party(entry)));
        if let Some(group) = groups.last_mut() {
            group.push(piece.clone());
        }
    }
    groups
}

/// Whether a statement repeats a role that is stated already, or begins over without labels.
fn repeats(stated: &[&Entry], next: &[Entry]) -> bool {
    let units = |entry: &Entry| matches!(entry.field, LabelField::Units(_));
    let over = starts_like(stated, next);
    next.iter()
        .filter(|entry| is_party(entry))
        .any(|entry| stated.iter().any(|old| old.field == entry.field || units(old) && units(entry) && over))
}

/// Whether two statements begin with the same kind of entry: each is whole in itself.
fn starts_like(stated: &[&Entry], next: &[Entry]) -> bool {
    let (Some(a), Some(b)) = (stated.first(), next.iter().find(|entry| is_party(entry))) else {
        return false;
    };
    a.label.is_none() && b.label.is_none() && same_kind(a, b)
}

/// A section's number and the first sentence of its heading.
pub(super) fn full_heading(text: &str, section: &Section) -> Range<usize> {
    let heading = title_of(text, section.heading.clone());
    section.number.start..heading.end.max(section.number.end)
}

/// The first sentence of a stretch, without final punctuation.
pub(super) fn title_of(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let pairs = brackets::outermost(words);
    let inside = |at: usize| pairs.iter().any(|pair| pair.inner.contains(&at));
    let stop = words
        .char_indices()
        .find(|(at, c)| matches!(c, '。' | '\n') && !inside(*at))
        .map_or(words.len(), |(at, _)| at);
    let words = words[..stop].trim_end_matches(['。', ';', ':', ',', '、', '.', ' ']);
    brackets::trim(text, range.start..range.start + words.len())
}

/// Whether a style numbers promises one by one.
pub(super) fn is_promise(style: Style) -> bool {
    matches!(style, Style::Circled | Style::Named)
}
