//! Sections whose people share the items under them: groups, and parts of a list that is numbered on through them.

use super::Finder;
use crate::outline::Section;
use crate::text::marker::Style;
use crate::text::{Wordlist, words};
use std::ops::Range;

impl Finder<'_> {
    /// Whether a section that says who answers says so of the items under it, and is none itself.
    pub(super) fn hands_on(&self, at: usize) -> bool {
        self.is_group_of_people(at)
            || self.is_shared(at)
            || self.own[at] && (self.runs_on(at) || self.stands_over_signs(at))
    }

    /// Whether a section is of people who share the items under it: 综合协调专班 with its 组长 and 牵头单位.
    fn is_group_of_people(&self, at: usize) -> bool {
        let section = &self.outline.sections[at];
        let heading = self.text[section.heading.clone()].trim_end_matches(['。', ':', ' ']);
        let group = words!["专班", "工作组", "专项组", "攻坚组", "工作队"].ends(heading);
        group && self.own[at] && !section.children.is_empty()
    }

    /// Whether a section says who answers for each of its items: 本组事项统一由县商务局承办.
    fn is_shared(&self, at: usize) -> bool {
        const ALL: &Wordlist = words!["本组", "本类", "本部分", "本章", "本节", "以下事项", "以下各项"];
        let section = &self.outline.sections[at];
        let says = |line: &Range<usize>| {
            let words = self.text[line.clone()].trim_start_matches([' ', '(']);
            ALL.begins(words)
        };
        self.own[at] && section.children.len() > 1 && section.lines.iter().any(says)
    }

    /// Whether a heading and who answers stand over items that a sign begins, half of which or more count something.
    fn stands_over_signs(&self, at: usize) -> bool {
        let section = &self.outline.sections[at];
        let items = || section.children.iter().map(|&item| &self.outline.sections[item]);
        let signed = |item: &Section| item.marker.is_some_and(|marker| marker.style == Style::Bullet);
        let counts = |item: &&Section| self.text[item.heading.clone()].contains(|c: char| c.is_ascii_digit());
        let told = self.pieces[at].iter().filter(|piece| piece.text().is_some()).count();
        let several = section.children.len() > 1 && told <= 1 && items().all(signed);
        several && items().filter(counts).count() * 2 >= section.children.len()
    }

    /// Whether the items of a section are numbered on through the sections beside it: they are the list, the sections part it.
    fn runs_on(&self, at: usize) -> bool {
        let section = &self.outline.sections[at];
        let Some(parent) = section.parent.filter(|_| !section.children.is_empty()) else { return false };
        *self.items[parent].running.get_or_init(|| {
            let number = |item: Option<&usize>| Some(self.outline.sections[*item?].marker?.value);
            // Demands behind the last are numbered for themselves.
            let fellows = &self.outline.sections[parent].children;
            let last = fellows.iter().rposition(|&fellow| self.tells[fellow]).map_or(0, |last| last + 1);
            let fellows = fellows[..last].iter();
            let ends = fellows.filter_map(|&fellow| {
                let items = &self.outline.sections[fellow].children;
                Some((number(items.first())?, number(items.last())?))
            });
            let ends: Vec<(u32, u32)> = ends.collect();
            ends.len() >= 2 && ends.windows(2).all(|pair| pair[0].1 + 1 == pair[1].0)
        })
    }
}
