//! The tasks of a section: one for all that stands under it, or one for each statement that divides it.

use super::division::{Division, Titled};
use super::{Finder, is_contact};
use crate::fields::responsibility::Entry;
use crate::lexicon::{LabelField, UnitRole};
use crate::notice::draft::piece::{Piece, closes, split};
use crate::notice::draft::{Draft, name_before, stands_for};
use crate::text::{marker, words};
use std::ops::Range;

impl Finder<'_> {
    /// Puts down the task of a section, with what stands under it; several where several statements divide it.
    pub(super) fn emit(&mut self, at: usize, inherited: &[Entry], whole: bool) {
        let sections = if whole { self.outline.within(at) } else { vec![at] };
        let pieces: Vec<Piece> = sections.iter().flat_map(|&at| self.own_pieces(at)).collect();
        let above = self.outline.above(at);
        let heads = above.iter().filter(|&&above| !self.is_demand(above));
        let path: Vec<Range<usize>> = heads.map(|&above| self.full_heading(above)).collect();
        let mut spoken: Vec<Entry> =
            sections.iter().flat_map(|&at| self.spoken[at].iter().cloned()).collect();
        spoken.sort_by_key(|entry| entry.value.start);
        let groups = split(self.text, &pieces);
        let division = Division::of(self, at, &groups);
        for (index, group) in groups.into_iter().enumerate() {
            let mut entries: Vec<Entry> = group.iter().flat_map(Piece::entries).cloned().collect();
            if !division.several() {
                let more = unstated(&spoken, &entries, inherited);
                entries.extend(more);
            }
            let texts = group.iter().filter_map(Piece::text).collect();
            let draft = Draft {
                path: path.clone(),
                entries,
                texts,
                inherited: inherited.to_vec(),
                ..Draft::default()
            };
            let draft = self.titled(draft, index, &division, &spoken);
            self.found.tasks.extend(draft);
        }
    }

    /// A draft of the section that `division` divides, with its number and title; `None` where it has no words.
    fn titled(&self, mut draft: Draft, index: usize, division: &Division, spoken: &[Entry]) -> Option<Draft> {
        let section = &self.outline.sections[division.at];
        let labelled = draft.entries.iter().find(|entry| entry.field == LabelField::Title);
        // 工作任务:… below a heading says what is to be done; 存在问题:… tells how things stand.
        let task = labelled.and_then(|entry| entry.label.clone());
        let task = task.is_some_and(|label| words!["任务", "内容"].is_in(&self.text[label]));
        let named = labelled.map(|entry| entry.value.clone());
        let heading = named
            .clone()
            .filter(|named| !division.several() && self.names(division.at, named, &draft.entries));
        let Titled { mut title, grouped, below } =
            division.title(self, index, heading, named.as_ref(), &mut draft.texts)?;
        if below {
            draft.path.push(self.full_heading(division.at));
        }
        // The number is the heading's where the heading only groups.
        let numbered = index == 0 && !grouped && section.marker.is_some();
        draft.number = numbered.then(|| section.number.clone());
        // 一是 in front of one of several.
        let inline = marker::inline(&self.text[title.clone()]).filter(|_| division.several());
        if let Some(len) = inline {
            draft.number = Some(title.start..title.start + len);
            if let Some(first) = draft.texts.first_mut().filter(|first| first.start == title.start) {
                first.start += len;
            }
            title.start += len;
        }
        // 修路,由甲局于6月底前完成: who acts is no part of the name.
        let behind = spoken.partition_point(|entry| entry.value.start < title.start);
        let named_in = spoken.get(behind).filter(|entry| title.contains(&entry.value.start));
        if named_in.is_some_and(|first| first.value.start > title.start) {
            let comma = self.text[title.clone()].find(',');
            title.end = comma.map_or(title.end, |comma| title.start + comma);
        }
        let title = name_before(self.text, title, self.lexicon);
        let told = named.clone().filter(|named| *named != title && !title.is_empty());
        draft.texts.extend(told.filter(|_| task && !division.several()));
        draft.title = if index == 0 { named.filter(|_| title.is_empty()).unwrap_or(title) } else { title };
        // Measures that stand apart from what they put right.
        let troubles = draft.number.clone().is_some_and(|number| self.text[number].starts_with("问题"));
        draft.problem =
            troubles || puts_right(self.text, &draft.entries) || self.asks_to_put_right(division.at);
        Some(draft)
    }

    /// Whether the value of a label is the name of a section, which has none in front of it: （1）项目名称:甲园, over lines
    /// with labels of their own; a label below a number that stands alone.
    ///
    /// Not 前坪村。包村领导:…任务:…, where a name stands in front of all labels.
    fn names(&self, at: usize, named: &Range<usize>, entries: &[Entry]) -> bool {
        let heading = self.outline.sections[at].heading.clone();
        let label_start = |entry: &Entry| entry.label.as_ref().map(|label| label.start);
        // （一）任务编号:01, over 问题表述:…, is a number and no name.
        let coded =
            |entry: &Entry| entry.field == LabelField::Number && label_start(entry) == Some(heading.start);
        if heading.is_empty() || entries.iter().any(coded) {
            return true;
        }
        let first = entries.iter().filter_map(label_start).min();
        heading.contains(&named.start)
            && first.is_some_and(|label| {
                heading.contains(&label) && !self.text[heading.start..label].contains(char::is_alphanumeric)
            })
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
            pieces.iter().rposition(Piece::names_party)
        } else {
            None
        };
        // 联系人:… behind the last item alone is whom to ask about the notice.
        let contact =
            last && !fellows.iter().any(|&fellow| fellow != at && self.pieces[fellow].iter().any(is_contact));
        let end = pieces.iter().enumerate().position(|(index, piece)| match piece {
            Piece::Text(range) => {
                // 由A负责,各县(区)落实…: behind a comma the item goes on.
                let begins = !self.text[..range.start].ends_with([',', '、']);
                index > 0
                    && (begins && closes(&self.text[range.clone()])
                        || stated.is_some_and(|stated| index > stated && self.begins_line(range.start)))
            }
            Piece::Entries(_) => index > 0 && contact && is_contact(piece),
        });
        pieces[..end.unwrap_or(pieces.len())].to_vec()
    }

    /// Whether a line begins at a place.
    fn begins_line(&self, at: usize) -> bool {
        let before = self.text[..at].trim_end_matches(' ');
        before.is_empty() || before.ends_with('\n')
    }

    /// Whether a section has words behind its last statement.
    fn goes_on(&self, at: usize) -> bool {
        let pieces = &self.pieces[at];
        let stated = pieces.iter().rposition(Piece::names_party);
        stated.is_some_and(|stated| pieces[stated..].iter().any(|piece| piece.text().is_some()))
    }

    /// Whether a section of problems says in its first paragraph what is wrong, and below what is asked: 请于11月底前更换….
    fn asks_to_put_right(&self, at: usize) -> bool {
        let section = &self.outline.sections[at];
        let asks = |line: &Range<usize>| self.text[line.clone()].trim_start().starts_with('请');
        let problems = |&above: &usize| {
            let heading = &self.text[self.outline.sections[above].heading.clone()];
            heading.contains("问题") && words!["整改", "意见"].is_in(heading)
        };
        section.lines.iter().any(asks) && self.outline.above(at).iter().any(problems)
    }
}

/// Those that a section's words name on the way, beside whom it states and whom it was handed.
fn unstated(spoken: &[Entry], entries: &[Entry], inherited: &[Entry]) -> Vec<Entry> {
    let helps = LabelField::Units(UnitRole::Supporting);
    let stated = |new: &&Entry| {
        let mut known = entries.iter().chain(inherited);
        // Who helps may be named in a sentence of its own.
        known.any(|old| if new.field == helps { old.value == new.value } else { stands_for(old, new) })
    };
    spoken.iter().filter(|new| !stated(new)).cloned().collect()
}

/// Whether labels part the measures that put something right from what is wrong: 整改措施:….
pub(super) fn puts_right(text: &str, entries: &[Entry]) -> bool {
    let told = entries.iter().filter(|entry| entry.field == LabelField::Body);
    told.filter_map(|entry| entry.label.clone())
        .any(|label| words!["整改", "整治", "治理", "处置"].is_in(&text[label]))
}
