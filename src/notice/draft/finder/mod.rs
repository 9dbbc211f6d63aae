//! Which items of an outline are tasks.

mod answers;
mod closing;
mod division;
mod emit;
mod headed;
mod lists;
mod shared;
mod telling;

use super::piece::{Piece, closes, pieces};
use super::{Found, full_heading, is_party, is_promise, record, same_kind, stands_for};
use crate::fields::party::is_unit;
use crate::fields::responsibility::{self, Entry};
use crate::lexicon::{LabelField, LeaderRole, Lexicon, Words};
use crate::outline::{Content, Outline, Section};
use crate::text::{squeeze, words};
use std::cell::OnceCell;
use std::ops::Range;
use telling::Telling;

/// Finds the tasks of an outline; tables are read apart.
pub(in crate::notice) fn find(content: &Content, outline: &Outline, lexicon: &Lexicon) -> Found {
    let text = content.text.folded();
    // A bare list of units (县教育局、县财政局) makes them responsible where several items end so.
    let ends_bare = |section: &&Section| ends_bare(text, section, lexicon);
    let bare = outline.sections.iter().filter(ends_bare).count() >= 2;
    let mut pieces: Vec<Vec<Piece>> =
        outline.sections.iter().map(|section| pieces(text, outline, section, bare, lexicon)).collect();
    answers::above(text, outline, &mut pieces);
    closing::take_off(text, outline, &mut pieces);
    let own = telling::own(text, &pieces);
    let headed = headed::find(text, outline, &mut pieces, lexicon);
    let Telling { below, spoken, tells } = Telling::of(text, outline, &pieces, (&own, &headed), lexicon);
    let items = outline.sections.iter().map(|section| Items::of(section, outline, &own)).collect();
    let each = answers::each_is_stated(content, outline, &pieces);
    let mut finder = Finder {
        text,
        each,
        outline,
        lexicon,
        pieces,
        own,
        headed,
        below,
        spoken,
        tells,
        items,
        found: Found::default(),
    };
    finder.visit(0, &[], false);
    finder.found
}

/// Whether a section ends with a list of units that no verb or label tells of.
fn ends_bare(text: &str, section: &Section, lexicon: &Lexicon) -> bool {
    let heading = section.heading.clone();
    let mut lines = std::iter::once(&section.heading).chain(&section.lines);
    let listed = |line: &Range<usize>| responsibility::bare_line(text, line.clone(), lexicon).is_some();
    lines.any(|line| responsibility::bare_list(text, line.clone(), lexicon).is_some())
        || section.lines.iter().any(listed)
        || section.marker.is_some()
            && (responsibility::bare_head(text, heading.clone(), lexicon).is_some()
                || responsibility::bare_title(text, heading, lexicon).is_some())
}

struct Finder<'a> {
    text: &'a str,
    /// Whether each statement is of a task of its own, and headings in front of them only group.
    each: bool,
    outline: &'a Outline,
    lexicon: &'a Lexicon,
    pieces: Vec<Vec<Piece>>,
    /// Whether a section states who answers for it.
    own: Vec<bool>,
    /// Whom its heading names for the items under it.
    headed: Vec<Option<Entry>>,
    /// Whether a section under it does.
    below: Vec<bool>,
    /// Whom its own sentences name on the way, where it states nobody.
    spoken: Vec<Vec<Entry>>,
    /// Whether a section states or names who answers, or one under it does.
    tells: Vec<bool>,
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
    /// Whether headings among them only group paragraphs that each say who answers; told when asked.
    grouping: OnceCell<bool>,
    /// Whether headings among them stand over several paragraphs with labels of their own; told when asked.
    dividing: OnceCell<bool>,
    /// Whether several of them hold three statements and more; told when asked.
    crowded: OnceCell<bool>,
    /// Whether the items of each are numbered on from those of the one before; told when asked.
    running: OnceCell<bool>,
}

impl Items {
    fn of(section: &Section, outline: &Outline, own: &[bool]) -> Self {
        let style = |&item: &usize| outline.sections[item].marker.map(|marker| marker.style);
        let items = &section.children;
        Self {
            count: items.len(),
            speaking: items.iter().filter(|&&item| own[item]).count(),
            alike: items.windows(2).all(|pair| style(&pair[0]) == style(&pair[1])),
            grouping: OnceCell::new(),
            dividing: OnceCell::new(),
            crowded: OnceCell::new(),
            running: OnceCell::new(),
        }
    }
}

impl Finder<'_> {
    fn visit(&mut self, at: usize, inherited: &[Entry], excluded: bool) {
        let section = &self.outline.sections[at];
        let kind = if at == 0 { Kind::Plain } else { self.kind(at) };
        if kind == Kind::Requirement && !excluded {
            self.requirement(at);
        }
        if kind == Kind::Goal && !excluded {
            self.goals(at);
        }
        let excluded = excluded || kind != Kind::Plain;
        if at == 0 {
            match record::read(self.text, &self.pieces) {
                Some(records) => {
                    self.found.tasks.extend(records.tasks);
                    self.found.is_form = records.is_form;
                    if records.is_form {
                        return;
                    }
                }
                None => self.unnumbered(),
            }
        }
        let duties = self.own[at];
        if excluded && (!self.below[at] || self.is_of_rules(at)) {
            return;
        }
        let asked = section.children.iter().any(|&child| self.tells[child]);
        let shared = self.hands_on(at);
        if at > 0 && self.headed[at].is_none() && !asked && !shared {
            if duties || !self.spoken[at].is_empty() || self.is_leaf_task(at, inherited) {
                self.emit(at, inherited, true);
            } else {
                self.candidates(at, inherited);
            }
            return;
        }
        // A lone statement behind the last of several items speaks for all of them.
        let children = section.children.clone();
        let speaking: Vec<usize> = children.iter().copied().filter(|&child| self.tells[child]).collect();
        let alone = children.len() >= 2
            && speaking.len() == 1
            && speaking.last() == children.last()
            && speaking.iter().all(|&child| self.own[child] && self.states_last(child))
            && !children.iter().any(|&child| !self.own[child] && self.ends_with_bracket(child));
        let by_number = responsibility::assigns_by_number(&self.text[section.heading.clone()]);
        if at > 0 && alone && !duties && !excluded && !by_number {
            self.emit(at, inherited, true);
            return;
        }
        let mut handed: Vec<Entry> = self.entries(at).into_iter().filter(is_party).collect();
        // 二、副县长周宁牵头 states it already; 一、宁川县(责任单位:县水务局) names its own in the bracket.
        let heading = section.heading.clone();
        let stated = |new: &&Entry| {
            handed.iter().any(|old| {
                old.label.is_some() && same_kind(old, new) && heading.contains(&old.value.start)
                    || old.value.start < new.value.end && new.value.start < old.value.end
                    || old.field == new.field && self.text[old.value.clone()] == self.text[new.value.clone()]
            })
        };
        let headed = self.headed[at].as_ref().filter(|new| !stated(new)).cloned();
        handed.extend(headed);
        let missing = |entry: &&Entry| !handed.iter().any(|own| stands_for(own, entry));
        let passed: Vec<Entry> = inherited.iter().filter(missing).cloned().collect();
        handed.extend(passed);
        if children.is_empty() && self.headed[at].is_some() && !excluded {
            self.duty(at, &handed);
        }
        for child in children {
            self.visit(child, &handed, excluded);
        }
    }

    /// Whether a section is a chapter of rules (总  则, 附则): what it asks of 牵头单位 holds for all of them.
    fn is_of_rules(&self, at: usize) -> bool {
        let heading = self.text[self.outline.sections[at].heading.clone()].trim();
        heading.starts_with(['总', '附']) && matches!(&*squeeze(heading), "总则" | "附则")
    }

    /// Whether a section ends with a bracket, which may state who answers in words that are not known.
    fn ends_with_bracket(&self, at: usize) -> bool {
        let last = self.texts(at).last().cloned();
        last.is_some_and(|last| {
            self.text[last].trim_end_matches(['。', ';', ' ']).ends_with([')', ']', '】'])
        })
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
        let demands = self.lexicon.requirement_starts.at_start(words).is_some() || closes(words.trim_start());
        if demands || words.trim().is_empty() {
            return false;
        }
        let items = &self.items[parent];
        let (fellows, speaking) = (items.count - 1, items.speaking - usize::from(self.own[at]));
        let handed = inherited.iter().any(is_party) && section.marker.is_some();
        // ⑩ without anybody among promises that name who answers
        let promised = section.marker.is_some_and(|marker| is_promise(marker.style));
        (handed && section.children.is_empty())
            || (items.alike && (parent > 0 || promised) && speaking * 2 > fellows.max(1))
    }

    fn kind(&self, at: usize) -> Kind {
        let section = &self.outline.sections[at];
        let line = &self.text[section.heading.clone()];
        let head = line.split(['。', ':', '(']).next().unwrap_or_default().trim();
        let short = head.chars().count() <= 16;
        let has = |words: &Words<()>| short && words.is_in(head);
        // 本责任书一式三份: what a paper says of itself is asked of nobody.
        if words!["本责任", "本方案", "本办法", "本通知"].begins(head) && !self.own[at] {
            return Kind::Requirement;
        }
        if self.is_of_rules(at) {
            return if head.starts_with('总') { Kind::Goal } else { Kind::Requirement };
        }
        // 工作要求 and its like; but 完善…保障措施 with a unit of its own is a task.
        if has(&self.lexicon.goal_headings) && !self.own[at] && !self.below[at] {
            return Kind::Goal;
        }
        let top = self.outline.above(at).len() < 2;
        let ends = self.lexicon.requirement_headings.find_iter(head).any(|(found, ())| {
            // 有关要求 over items that say 由牵头单位牵头协调: only labels make tasks of them.
            // 六、其他事项 over 12.…, where 11.… stands above: the list goes on.
            let goes_on = section.children.first().is_some_and(|&item| {
                self.outline.sections[item].marker.is_some_and(|marker| marker.value > 1)
            });
            // 四、其他事项 whose items each say who answers are matters like those above.
            let stated = section.children.len() > 1 && section.children.iter().all(|&item| self.own[item]);
            let whole = found.start == 0 && !self.labelled_below(at) && !goes_on && !stated;
            // 滞后事项及督办要求 tells both.
            let before = &head[..found.start];
            let both =
                before.ends_with(['及', '和', '与']) && words!["事项", "任务", "项目", "问题"].is_in(before);
            found.end == head.len() && (whole || !self.below[at]) && !both
        });
        if short && top && ends && !self.own[at] {
            return Kind::Requirement;
        }
        // 实施步骤 whose stages name on their way who does what asks for nothing of its own.
        let labelled = || self.entries(at).iter().any(|entry| is_party(entry) && entry.label.is_some());
        if has(&self.lexicon.report_headings) && !(self.own[at] && labelled()) && !self.below[at] {
            return Kind::Report;
        }
        let starts = self.lexicon.requirement_starts.at_start(head).is_some();
        // 加强领导。市政府领导按职责分工负责: words without a label or a bracket do not make a task of a demand.
        let bracketed =
            |entry: &Entry| self.text[..entry.value.start].trim_end().ends_with(['(', '〔', '【', '[']);
        let entries = self.entries(at);
        let mut parties = entries.iter().filter(|entry| is_party(entry));
        if starts
            && short
            && !parties.any(|entry| entry.label.is_some() || bracketed(entry))
            && !self.below[at]
        {
            return Kind::Requirement;
        }
        Kind::Plain
    }

    /// Whether a section under one states with a label who answers for it.
    fn labelled_below(&self, at: usize) -> bool {
        let labelled = |entry: &Entry| is_party(entry) && entry.label.is_some();
        self.outline.within(at).into_iter().skip(1).any(|at| self.entries(at).iter().any(labelled))
    }

    /// Whether a heading is a sentence that asks somebody for something: 三、市发展改革委负责统一督导调度。
    fn is_demand(&self, at: usize) -> bool {
        let line = self.text[self.outline.sections[at].heading.clone()].trim();
        let Some((doer, duty)) = line.strip_suffix('。').and_then(|line| line.split_once("负责")) else {
            return false;
        };
        !duty.is_empty() && !duty.starts_with(['的', ':']) && is_unit(doer, self.lexicon)
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
}

/// Whether a piece names a unit.
fn names_unit(piece: &Piece) -> bool {
    piece.entries().iter().any(|entry| matches!(entry.field, LabelField::Units(_)))
}

/// Whether a piece only names whom to ask.
fn is_contact(piece: &Piece) -> bool {
    let contact = |entry: &Entry| entry.field == LabelField::Leaders(LeaderRole::Contact);
    let other = |entry: &Entry| entry.field == LabelField::Other;
    let entries = piece.entries();
    entries.iter().any(contact) && entries.iter().all(|entry| contact(entry) || other(entry))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Requirement,
    Goal,
    Report,
}
