//! Tasks that no statement of their own makes: demands, paragraphs without numbers, candidates, goals, duties of offices.

use super::emit::puts_right;
use super::{Finder, Kind};
use crate::fields::responsibility::{self, Entry};
use crate::notice::draft::piece::{Piece, closes, led, split};
use crate::notice::draft::{Draft, name_before, record, title_of};
use crate::text::{marker, words};
use std::ops::Range;

/// How many paragraphs that ask somebody for something make tasks of them.
const FEWEST_ASKED: usize = 3;

/// The longest name that a paragraph begins with, in characters.
const NAME: usize = 24;

/// The longest heading between paragraphs, in characters.
const HEADING: usize = 20;

/// Paragraphs without a number: their heading, their words, and what is stated of them.
struct Paragraph {
    heading: Option<Range<usize>>,
    words: Vec<Range<usize>>,
    entries: Vec<Entry>,
}

impl Finder<'_> {
    /// What a unit that is all of a heading is to do, in paragraphs without numbers.
    pub(super) fn duty(&mut self, at: usize, handed: &[Entry]) {
        let texts: Vec<Range<usize>> = self.outline.sections[at].lines.clone();
        let Some(first) = texts.first().cloned() else { return };
        let path = self.outline.above(at).into_iter().chain([at]).map(|at| self.full_heading(at)).collect();
        let title = title_of(self.text, first);
        self.found.tasks.push(Draft { path, title, texts, inherited: handed.to_vec(), ..Draft::default() });
    }

    pub(super) fn requirement(&mut self, at: usize) {
        let sections = self.outline.within(at);
        let under: Vec<usize> = if sections.len() > 1 { sections[1..].to_vec() } else { sections };
        for at in under {
            let texts = self.texts(at);
            let Some(first) = texts.first().cloned() else { continue };
            let title = title_of(self.text, first);
            self.found.requirements.push((title, texts));
        }
    }

    /// The tasks of a notice's lines without numbers, in the first of the ways in which such lines tell of any.
    pub(super) fn unnumbered(&mut self) {
        if let Some(groups) = led(self.text, &self.pieces[0]) {
            groups.iter().for_each(|group| self.led(group));
            return;
        }
        let records = record::headed(self.text, &self.pieces[0]);
        if records.is_empty() && !self.asked() && !self.called_upon() {
            self.root();
            self.alike();
        }
        self.found.tasks.extend(records);
    }

    /// Paragraphs without numbers one behind the other that begin with the same word and a name of their own, where nobody is
    /// named at all: 突出工业。投资190亿元…。 / 突出农业。….
    fn alike(&mut self) {
        /// How many such paragraphs are a list, and of how many characters the word is.
        const FEWEST: usize = 4;
        const WORD: usize = 2;
        if self.pieces.iter().flatten().any(Piece::names_party) || self.outline.sections.len() > 1 {
            return;
        }
        let texts: Vec<Range<usize>> = self.pieces[0].iter().filter_map(Piece::text).collect();
        let word = |range: &Range<usize>| {
            let words = &self.text[range.clone()];
            let name = words.split('。').next().filter(|name| name.len() < words.len())?;
            let short = name.chars().nth(NAME).is_none() && !name.contains([',', ';', ':']);
            let end = name.char_indices().nth(WORD).map(|(end, _)| end).filter(|_| short)?;
            Some(&words[..end])
        };
        let same = |a: &Range<usize>, b: &Range<usize>| word(a).is_some() && word(a) == word(b);
        let runs = texts.chunk_by(same).filter(|run| run.len() >= FEWEST);
        let drafts: Vec<Draft> = runs
            .flatten()
            .map(|range| Draft {
                title: title_of(self.text, range.clone()),
                texts: vec![range.clone()],
                ..Draft::default()
            })
            .collect();
        self.found.candidates.extend(drafts);
    }

    /// Paragraphs without numbers, each with its own statement.
    fn root(&mut self) {
        let mut found: Vec<Paragraph> = Vec::new();
        for mut group in split(self.text, &self.pieces[0]) {
            // Words behind the statement speak of something else; labels are part of it.
            let Some(stated) = group.iter().rposition(Piece::names_party) else { continue };
            let words = group[stated..].iter().position(|piece| piece.text().is_some());
            group.truncate(words.map_or(group.len(), |words| stated + words));
            let texts: Vec<Range<usize>> = group.iter().filter_map(Piece::text).collect();
            let entries: Vec<Entry> = group.iter().flat_map(Piece::entries).cloned().collect();
            // A short line without stops above a paragraph is its heading, and behind a statement that of several.
            let is_heading = |at: &usize| {
                let words = &self.text[texts[*at].clone()];
                words.chars().count() <= 30 && !words.contains(['。', ',', ';', ':'])
            };
            let Some(last) = texts.len().checked_sub(1) else { continue };
            let nearest = if found.is_empty() { last.saturating_sub(1) } else { 0 };
            let heading = (nearest..last).rfind(is_heading);
            let mut words = texts[heading.map_or(last, |at| at + 1)..].to_vec();
            // 产业发展类。…。一是…(责任单位:甲)二是…: what stands in front of the first only leads up to it.
            if let Some(first) = words.last().and_then(|words| self.first_of_several(words)) {
                words.drain(..words.len() - 1);
                words[0].start = first;
            }
            found.push(Paragraph { heading: heading.map(|at| texts[at].clone()), words, entries });
        }
        // 打好蓝天保卫战 over several paragraphs, each with a name of its own, is the heading of a section.
        let named = |it: &Paragraph| self.text[it.words[0].clone()].chars().take(NAME).any(|c| c == '。');
        let over = |pair: &[Paragraph]| pair[0].heading.is_some() && pair[1].heading.is_none();
        let sections = found.windows(2).any(over) && found.iter().all(named);
        let mut path: Vec<Range<usize>> = Vec::new();
        for Paragraph { heading, words, entries } in found {
            let own = heading.clone().filter(|_| !sections);
            path = heading.filter(|_| sections).map_or(path, |heading| vec![heading]);
            let texts: Vec<Range<usize>> = own.into_iter().chain(words).collect();
            let mut title = name_before(self.text, title_of(self.text, texts[0].clone()), self.lexicon);
            let inline = marker::inline(&self.text[title.clone()]);
            let number = inline.map(|len| title.start..title.start + len);
            title.start += inline.unwrap_or(0);
            let path = path.clone();
            self.found.tasks.push(Draft { path, number, title, texts, entries, ..Draft::default() });
        }
    }

    /// A task that begins with who answers: its name, and what stands below as far as the next heading.
    fn led(&mut self, group: &[Piece]) {
        let ends = |piece: &Piece| {
            piece.text().is_some_and(|range| self.is_short(&range) || closes(&self.text[range]))
        };
        let Some(name) = group.iter().position(|piece| piece.text().is_some()) else { return };
        let end = group[name + 1..].iter().position(ends).map_or(group.len(), |at| name + 1 + at);
        let texts: Vec<Range<usize>> = group[..end].iter().filter_map(Piece::text).collect();
        let entries: Vec<Entry> = group[..end].iter().flat_map(Piece::entries).cloned().collect();
        let title = title_of(self.text, texts[0].clone());
        let problem = puts_right(self.text, &entries);
        self.found.tasks.push(Draft { title, texts, entries, problem, ..Draft::default() });
    }

    /// Paragraphs without numbers that each ask somebody for something: 请县住建局于6月底前改造管网13公里。
    /// Whether there are any.
    fn asked(&mut self) -> bool {
        let asks = |range: &Range<usize>| words!["请", "责成"].begins(self.text[range.clone()].trim_start());
        let asked = self.pieces[0].iter().filter_map(Piece::text).filter(asks).filter_map(|range| {
            let words = std::iter::once(range.clone());
            let entries = responsibility::named_besides(self.text, words, &[], self.lexicon);
            (!entries.is_empty()).then_some((range, entries))
        });
        let asked: Vec<(Range<usize>, Vec<Entry>)> = asked.collect();
        if asked.len() < FEWEST_ASKED {
            return false;
        }
        for (range, entries) in asked {
            let title = title_of(self.text, range.clone());
            self.found.tasks.push(Draft { title, texts: vec![range], entries, ..Draft::default() });
        }
        true
    }

    /// Paragraphs below headings of their own that each say what some unit is to do: 路网工程 / …滞后。县住建局要增加作业面….
    /// Whether there are any; none where others are stated.
    fn called_upon(&mut self) -> bool {
        let pieces = &self.pieces[0];
        if pieces.iter().any(Piece::names_party) {
            return false;
        }
        let texts: Vec<Range<usize>> = pieces.iter().filter_map(Piece::text).collect();
        let drafts: Vec<Draft> = texts
            .windows(2)
            .filter(|pair| self.is_short(&pair[0]) && !self.is_short(&pair[1]))
            .filter_map(|pair| {
                let words = std::iter::once(pair[1].clone());
                let entries = responsibility::named_besides(self.text, words, &[], self.lexicon);
                let title = title_of(self.text, pair[0].clone());
                (!entries.is_empty()).then(|| Draft {
                    title,
                    texts: pair.to_vec(),
                    entries,
                    ..Draft::default()
                })
            })
            .collect();
        if drafts.len() < FEWEST_ASKED {
            return false;
        }
        self.found.tasks.extend(drafts);
        true
    }

    /// Whether a paragraph is short and without stops, as a heading is.
    fn is_short(&self, range: &Range<usize>) -> bool {
        let words = &self.text[range.clone()];
        words.chars().count() <= HEADING && !words.contains(['。', ',', ';', ':'])
    }

    /// Sections without any statement: their smallest items.
    pub(super) fn candidates(&mut self, at: usize, inherited: &[Entry]) {
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

    /// The smallest items under a heading of goals, which are tasks only where the notice has no others.
    pub(super) fn goals(&mut self, at: usize) {
        let before = self.found.tasks.len();
        for at in self.outline.within(at).into_iter().skip(1) {
            if self.outline.sections[at].children.is_empty() && self.kind(at) != Kind::Requirement {
                self.emit(at, &[], false);
            }
        }
        let drafts = self.found.tasks.split_off(before);
        self.found.goals.extend(drafts);
    }
}
