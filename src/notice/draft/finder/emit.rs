//! The tasks of a section: one for all that stands under it, or one for each statement that divides it.

use super::{Finder, is_contact};
use crate::fields::responsibility::{self, Entry};
use crate::lexicon::{LabelField, UnitRole};
use crate::notice::draft::piece::{Piece, closes, split};
use crate::notice::draft::{Draft, name_before, stands_for, title_of};
use crate::text::{brackets, marker, words};
use std::ops::Range;

impl Finder<'_> {
    /// Puts down the task of a section, with what stands under it; several where several statements divide it.
    pub(super) fn emit(&mut self, at: usize, inherited: &[Entry], whole: bool) {
        let sections = if whole { self.outline.within(at) } else { vec![at] };
        let pieces: Vec<Piece> = sections.iter().flat_map(|&at| self.own_pieces(at)).collect();
        let section = &self.outline.sections[at];
        let above = self.outline.above(at);
        let heads = above.iter().filter(|&&above| !self.is_demand(above));
        let path: Vec<Range<usize>> = heads.map(|&above| self.full_heading(above)).collect();
        let groups = split(self.text, &pieces);
        let (count, several) = (groups.len(), groups.len() > 1);
        // 一、教育方面, over paragraphs that each have their own labels below.
        let only_heads = several && self.heads_groups(at, &groups);
        let mut grouped = false;
        let spoken: Vec<Entry> = sections.iter().flat_map(|&at| self.spoken[at].iter().cloned()).collect();
        let mut named_at: Vec<usize> = spoken.iter().map(|entry| entry.value.start).collect();
        named_at.sort_unstable();
        for (index, group) in groups.into_iter().enumerate() {
            let mut texts: Vec<Range<usize>> = group.iter().filter_map(Piece::text).collect();
            let mut entries: Vec<Entry> = group.iter().flat_map(Piece::entries).cloned().collect();
            if !several {
                let helps = LabelField::Units(UnitRole::Supporting);
                let stated = |new: &&Entry| {
                    let mut known = entries.iter().chain(inherited);
                    // Who helps may be named in a sentence of its own.
                    known.any(
                        |old| if new.field == helps { old.value == new.value } else { stands_for(old, new) },
                    )
                };
                let more: Vec<Entry> = spoken.iter().filter(|new| !stated(new)).cloned().collect();
                entries.extend(more);
            }
            let labelled = entries.iter().find(|entry| entry.field == LabelField::Title);
            // 工作任务:… below a heading says what is to be done; 存在问题:… tells how things stand.
            let task = labelled.and_then(|entry| entry.label.clone());
            let task = task.is_some_and(|label| words!["任务", "内容"].is_in(&self.text[label]));
            let named = labelled.map(|entry| entry.value.clone());
            // （1）项目名称:甲园, over lines with labels of their own: the heading says the name.
            // So does a label below a number that stands alone.
            // Not 前坪村。包村领导:…任务:…, where a name stands in front of all labels.
            let heading = section.heading.clone();
            // （一）任务编号:01, over 问题表述:…, is a number and no name.
            let coded = |entry: &Entry| {
                entry.field == LabelField::Number
                    && entry.label.as_ref().is_some_and(|label| label.start == heading.start)
            };
            let alone = heading.is_empty() || entries.iter().any(coded);
            let unnamed = |label: &Range<usize>| {
                heading.contains(&label.start)
                    && !self.text[heading.start..label.start].contains(char::is_alphanumeric)
            };
            let first =
                || entries.iter().filter_map(|entry| entry.label.clone()).min_by_key(|label| label.start);
            let heads = named.clone().filter(|named| {
                !several
                    && (alone
                        || heading.contains(&named.start) && first().is_some_and(|label| unnamed(&label)))
            });
            let Some(first) = heads.clone().or(texts.first().cloned()).or(named.clone()) else { continue };
            let mut draft =
                Draft { path: path.clone(), entries, inherited: inherited.to_vec(), ..Draft::default() };
            let mut title = title_of(self.text, first.clone());
            if let Some(name) = heads {
                texts.insert(0, name);
            } else if !several
                && (texts.len() > 1 && self.groups_like_fellows(at)
                    || texts.len() == 2 && self.divides_like_fellows(at))
            {
                grouped = true;
                texts.remove(0);
                title = title_of(self.text, texts[0].clone());
                draft.path.push(self.full_heading(at));
            }
            // 滞后项目:一是…(责任单位:甲);二是…: what stands in front of the first only leads up to it.
            if several
                && index == 0
                && let Some(start) = texts.last().and_then(|last| self.first_of_several(last))
            {
                texts.drain(..texts.len() - 1);
                texts[0].start = start;
                title = title_of(self.text, texts[0].clone());
                grouped = section.marker.is_some();
                draft.path.push(self.full_heading(at));
            } else if several || self.each {
                let rest = self.text[title.end..first.end.max(title.end)]
                    .trim_start_matches(['。', ';', ':', ',', '、', '.', ' ', '\n']);
                let rest = brackets::trim(self.text, first.end - rest.len()..first.end);
                // A name, and two statements: it is the first one's. Over more it only groups, as a kind of things does.
                let heading = brackets::without(&self.text[title.clone()]);
                let kind = words!["类", "方面", "领域"].ends(heading.trim_end());
                let groups = count > 2 || kind || self.each || self.fellows_group(at);
                if groups && index == 0 && !rest.is_empty() && section.marker.is_some() {
                    grouped = true;
                    title = title_of(self.text, rest.clone());
                    if let Some(first) = texts.first_mut() {
                        *first = rest;
                    }
                } else if index == 0
                    && texts.len() > 1
                    && section.marker.is_some()
                    && (only_heads || kind || self.groups(at))
                {
                    grouped = true;
                    texts.remove(0);
                    title = title_of(self.text, texts[0].clone());
                }
                if grouped || index > 0 {
                    draft.path.push(self.full_heading(at));
                }
            }
            // The number is the heading's where the heading only groups.
            let numbered = index == 0 && !grouped && section.marker.is_some();
            draft.number = numbered.then(|| section.number.clone());
            // 一是 in front of one of several.
            let inline = marker::inline(&self.text[title.clone()]).filter(|_| several);
            if let Some(len) = inline {
                draft.number = Some(title.start..title.start + len);
                if let Some(first) = texts.first_mut().filter(|first| first.start == title.start) {
                    first.start += len;
                }
                title.start += len;
            }
            // 修路,由甲局于6月底前完成: who acts is no part of the name.
            let behind = named_at.partition_point(|&at| at < title.start);
            let named_in = named_at.get(behind).filter(|at| title.contains(at));
            if named_in.is_some_and(|&first| first > title.start) {
                let comma = self.text[title.clone()].find(',');
                title.end = comma.map_or(title.end, |comma| title.start + comma);
            }
            let title = name_before(self.text, title, self.lexicon);
            let told = named.clone().filter(|named| task && !several && *named != title && !title.is_empty());
            texts.extend(told);
            draft.title =
                if index == 0 { named.filter(|_| title.is_empty()).unwrap_or(title) } else { title };
            // Measures that stand apart from what they put right.
            let troubles = draft.number.clone().is_some_and(|number| self.text[number].starts_with("问题"));
            draft.problem = troubles || puts_right(self.text, &draft.entries) || self.asks_to_put_right(at);
            draft.texts = texts;
            self.found.tasks.push(draft);
        }
    }

    /// Where the first of several items in a paragraph begins, behind what leads up to them: 滞后项目:一是…, …,要挂牌督战。一是….
    pub(super) fn first_of_several(&self, paragraph: &Range<usize>) -> Option<usize> {
        let words = &self.text[paragraph.clone()];
        if let Some(stop) = words.find("。一是").filter(|&stop| words[..stop].chars().count() <= 80) {
            return Some(paragraph.start + stop + '。'.len_utf8());
        }
        let (lead, rest) = words.split_once(':')?;
        (lead.chars().count() <= 12 && rest.starts_with("一是")).then_some(paragraph.end - rest.len())
    }

    /// Whether a heading that is all of its line stands over paragraphs that each hold several tasks, or one with its
    /// own statement at its end.
    fn groups(&self, at: usize) -> bool {
        let section = &self.outline.sections[at];
        let heading = &self.text[section.heading.clone()];
        let statements = |line: &Range<usize>| {
            let line = &self.text[line.clone()];
            responsibility::count_statements(line, self.lexicon)
        };
        let lines = &section.lines;
        !heading.contains('。') && lines.iter().any(|line| statements(line) >= 2)
            || lines.len() > 1 && self.heads_stated(at)
    }

    /// Whether a section of one paragraph stands among others whose headings only group theirs.
    fn groups_like_fellows(&self, at: usize) -> bool {
        let section = &self.outline.sections[at];
        let alone = section.marker.is_some() && section.lines.len() == 1 && self.own[at];
        let Some(parent) = section.parent.filter(|_| alone && self.heads_stated(at)) else { return false };
        let several =
            |&fellow: &usize| self.outline.sections[fellow].lines.len() > 1 && self.heads_stated(fellow);
        *self.items[parent]
            .grouping
            .get_or_init(|| self.outline.sections[parent].children.iter().any(several))
    }

    /// Whether headings beside it stand over three statements and more, and so only group.
    fn fellows_group(&self, at: usize) -> bool {
        let Some(parent) = self.outline.sections[at].parent else { return false };
        *self.items[parent].crowded.get_or_init(|| {
            let fellows = self.outline.sections[parent].children.iter();
            fellows.filter(|&&fellow| split(self.text, &self.pieces[fellow]).len() > 2).count() > 1
        })
    }

    /// Whether a heading only stands over groups of as many paragraphs each.
    fn heads_groups(&self, at: usize, groups: &[Vec<Piece>]) -> bool {
        let told = |group: &Vec<Piece>| group.iter().filter(|piece| piece.text().is_some()).count();
        let most = groups[1..].iter().map(told).max().unwrap_or(0);
        // A name of its own stands over each: 产业类 / 建成基地3个, behind 二、资金投向.
        let alike = most == 1 || groups.len() > 2;
        let over =
            alike && told(&groups[0]) == most + 1 && groups[1..].iter().all(|group| told(group) == most);
        over && !self.text[self.outline.sections[at].heading.clone()].contains('。')
    }

    /// Whether a section of one paragraph with its labels stands among others that hold several such.
    fn divides_like_fellows(&self, at: usize) -> bool {
        let section = &self.outline.sections[at];
        let labelled = self.pieces[at].iter().flat_map(Piece::entries).any(|entry| entry.label.is_some());
        let heading = &self.text[section.heading.clone()];
        let alone = section.marker.is_some() && labelled && !heading.contains('。');
        let Some(parent) = section.parent.filter(|_| alone) else { return false };
        *self.items[parent].dividing.get_or_init(|| {
            let fellows = self.outline.sections[parent].children.iter();
            let divided = fellows.filter(|&&fellow| {
                let groups = split(self.text, &self.pieces[fellow]);
                groups.len() > 1 && self.heads_groups(fellow, &groups)
            });
            divided.count() > 1
        })
    }

    /// Whether a heading is all of its line and each paragraph below it ends with its own statement.
    fn heads_stated(&self, at: usize) -> bool {
        let section = &self.outline.sections[at];
        let (pieces, lines) = (&self.pieces[at], section.lines.len());
        let stated = pieces.iter().filter(|piece| piece.names_party()).count() == lines;
        let told = pieces.iter().filter(|piece| piece.text().is_some()).count() == lines + 1;
        stated && told && pieces.len() == 2 * lines + 1 && !self.text[section.heading.clone()].contains('。')
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

/// Whether labels part the measures that put something right from what is wrong: 整改措施:….
pub(super) fn puts_right(text: &str, entries: &[Entry]) -> bool {
    let told = entries.iter().filter(|entry| entry.field == LabelField::Body);
    told.filter_map(|entry| entry.label.clone())
        .any(|label| words!["整改", "整治", "治理", "处置"].is_in(&text[label]))
}
