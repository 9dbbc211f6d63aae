//! Which sections say who answers: in statements of their own, on the way, or further down.

use super::{Piece, answers, is_party};
use crate::fields::responsibility::Entry;
use crate::lexicon::Lexicon;
use crate::outline::Outline;
use crate::text::{squeeze, words};

/// For each section who answers by it, and whether anybody does.
pub(super) struct Telling {
    /// Whether a section under it states or is headed by who answers.
    pub(super) below: Vec<bool>,
    /// Whom its own sentences name on the way, where it states nobody.
    pub(super) spoken: Vec<Vec<Entry>>,
    /// Whether a section states or names who answers, or one under it does.
    pub(super) tells: Vec<bool>,
}

/// Whether each section states who answers for it.
pub(super) fn own(text: &str, pieces: &[Vec<Piece>]) -> Vec<bool> {
    // 组长:甲 alone lists a group's members, and asks nothing of them.
    let lists = |entry: &Entry| {
        let label = entry.label.clone().map(|label| squeeze(&text[label]).into_owned());
        label.is_some_and(|label| words!["组长", "副组长"].ends(&label))
    };
    let answers = |piece: &Piece| piece.entries().iter().any(|entry| is_party(entry) && !lists(entry));
    pieces.iter().map(|pieces| pieces.iter().any(answers)).collect()
}

impl Telling {
    /// What the sections tell that have `pieces`; `own` are those that state it, and `headed` whom headings name.
    pub(super) fn of(
        text: &str,
        outline: &Outline,
        pieces: &[Vec<Piece>],
        (own, headed): (&[bool], &[Option<Entry>]),
        lexicon: &Lexicon,
    ) -> Self {
        let sections = outline.sections.iter().zip(pieces);
        let spoken = sections.map(|(section, pieces)| answers::spoken(text, section, pieces, lexicon));
        let mut spoken: Vec<Vec<Entry>> = spoken.collect();
        answers::by_subjects(text, outline, pieces, &mut spoken, lexicon);
        let mut telling = Self { below: vec![false; own.len()], spoken, tells: vec![false; own.len()] };
        // What stands under a section comes behind it.
        for (at, section) in outline.sections.iter().enumerate().rev() {
            let items = &section.children;
            telling.below[at] =
                items.iter().any(|&item| own[item] || telling.below[item] || headed[item].is_some());
            for item in telling.in_passing(outline, items, own) {
                telling.spoken[item].clear();
                let items = &outline.sections[item].children;
                telling.tells[item] = own[item] || items.iter().any(|&item| telling.tells[item]);
            }
            telling.tells[at] = own[at]
                || headed[at].is_some()
                || !telling.spoken[at].is_empty()
                || items.iter().any(|&item| telling.tells[item]);
        }
        telling
    }

    /// The items that name somebody on the way, and ask no more than their fellows: one of many that do, or a paragraph among
    /// sections that hold the items who answer.
    fn in_passing(&self, outline: &Outline, items: &[usize], own: &[bool]) -> Vec<usize> {
        let telling = items.iter().filter(|&&item| self.tells[item]).count();
        if telling * 2 < items.len() {
            return items.to_vec();
        }
        let passing = |item: &usize| {
            !own[*item] && !self.spoken[*item].is_empty() && outline.sections[*item].children.is_empty()
        };
        let passing: Vec<usize> = items.iter().copied().filter(passing).collect();
        let over = items.iter().filter(|&&item| self.below[item]).count();
        if over > 1 && over + passing.len() == telling { passing } else { Vec::new() }
    }
}
