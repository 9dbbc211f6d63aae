//! Sentences that say by their numbers which tasks somebody answers for: 任务1、3由A牵头，B配合; 第九条至第十二条由C负责.

mod sentence;

use super::draft::{self, Draft, is_party};
use super::{numbers, restated};
use crate::fields::responsibility::{self, Entry};
use crate::lexicon::Lexicon;
use crate::outline::Content;
use crate::text::{after_last, before_next, brackets, marker};
use sentence::{heading, may_assign, paragraph, said_of, without_note};

/// Who answers for the tasks that a sentence means.
#[derive(Debug, Clone)]
pub(super) struct Assigned {
    /// Where the sentence stands, in bytes.
    at: usize,
    whose: Whose,
    entries: Vec<Entry>,
    /// Whether it holds only for those that name nobody of the kind: a heading says it of the items below.
    default: bool,
}

impl Assigned {
    /// Where it stands, and how many tasks above it it counts; `None` of those where it is all of them.
    pub(super) fn above(&self) -> Option<(usize, Option<usize>)> {
        match &self.whose {
            Whose::Above(count) => Some((self.at, Some(*count))),
            Whose::All => Some((self.at, None)),
            Whose::Number(_) | Whose::Rest(_) => None,
        }
    }

    /// What a sentence that begins at `at` says of the tasks themselves.
    fn stated(at: usize, whose: Whose, entries: Vec<Entry>) -> Self {
        Self { at, whose, entries, default: false }
    }
}

/// Which tasks a sentence means.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Whose {
    /// The one of a number: 任务3.
    Number(u32),
    /// So many above it: 以上三项.
    Above(usize),
    /// All above it: 以上各项.
    All,
    /// All above it but those of these numbers, of which there may be none: 其余各项; 本表各项.
    Rest(Vec<u32>),
}

impl Whose {
    /// The numbers that are left out, where all the others above it are meant.
    fn but(&self) -> Option<&[u32]> {
        match self {
            Self::All => Some(&[]),
            Self::Rest(named) => Some(named),
            Self::Number(_) | Self::Above(_) => None,
        }
    }
}

/// What the paragraphs of `blocks` assign that say nothing else, and which they are. Empty where none names several numbers
/// at once: a lone 第三条 may be a task itself.
pub(super) fn read(content: &Content, blocks: &[usize], lexicon: &Lexicon) -> (Vec<Assigned>, Vec<usize>) {
    let text = content.text.folded();
    let (mut found, lines) = listed(content, blocks, lexicon);
    let (mut taken, mut several, mut alone) = (lines.clone(), !found.is_empty(), 0);
    for &at in blocks.iter().filter(|at| lines.binary_search(at).is_err()) {
        let Some(block) = content.blocks.get(at).filter(|block| block.cell.is_none()) else { continue };
        let range = without_note(text, block.range.clone());
        if !may_assign(&text[range.clone()]) {
            if let Some((assigned, lists)) = heading(text, block.range.clone(), lexicon) {
                several |= lists;
                found.extend(assigned.into_iter().map(|given| Assigned { default: true, ..given }));
            }
            continue;
        }
        if let Some((assigned, lists)) = paragraph(text, range, lexicon) {
            alone += usize::from(assigned.len() == 1);
            several |= lists || alone >= FEWEST;
            found.extend(assigned);
            taken.push(at);
        }
    }
    taken.sort_unstable();
    if several { (found, taken) } else { (Vec::new(), Vec::new()) }
}

/// How many lines that each assign one task make a list.
const FEWEST: usize = 3;

/// Lines that are a number of a task and whoever answers for it, where several are: 【3】:县水利局、县财政局.
fn listed(content: &Content, blocks: &[usize], lexicon: &Lexicon) -> (Vec<Assigned>, Vec<usize>) {
    let text = content.text.folded();
    let line = |&at: &usize| {
        let range = content.blocks.get(at).filter(|block| block.cell.is_none())?.range.clone();
        let words = &text[range.clone()];
        let (number, list) = words.split_once(':').filter(|_| !may_assign(words))?;
        let number = numbers::alone(number)?;
        let value = brackets::trim(text, range.end - list.len()..range.end);
        let units = Entry::of_units(value.clone());
        let entries = if responsibility::says(text, value.clone(), units.field, lexicon) {
            vec![units]
        } else {
            said_of(text, value.start..value.start + before_next(&text[value], &['。']).len(), None, lexicon)
        };
        entries
            .iter()
            .any(is_party)
            .then(|| (Assigned::stated(range.start, Whose::Number(number), entries), at))
    };
    let found: Vec<_> = blocks.iter().filter_map(line).collect();
    if found.len() < FEWEST { (Vec::new(), Vec::new()) } else { found.into_iter().unzip() }
}

/// Gives the tasks what is assigned to their numbers; a candidate that somebody answers for so is a task.
pub(super) fn give(text: &str, found: &mut draft::Found, assigned: &[Assigned]) {
    if assigned.is_empty() {
        return;
    }
    named_demands(text, found, assigned);
    let tasks = restated::by_number(text, &found.tasks);
    let candidates = restated::by_number(text, &found.candidates);
    let of_number = |number: &u32| {
        let task = tasks.get(number).map(|&at| (true, at));
        task.or_else(|| candidates.get(number).map(|&at| (false, at)))
    };
    let mut taken = vec![false; found.candidates.len()];
    // Tasks and candidates as they stand in the text.
    let order = |drafts: &[Draft], is_task: bool| -> Vec<(usize, bool, usize)> {
        drafts.iter().enumerate().map(|(at, draft)| (draft.title.start, is_task, at)).collect()
    };
    let mut order = [order(&found.tasks, true), order(&found.candidates, false)].concat();
    order.sort_unstable();
    // What a sentence on all the rest has spoken of, the next one does not.
    let mut spoken = 0;
    for Assigned { at, whose, entries, default } in assigned {
        let end = order.partition_point(|(start, ..)| start < at);
        let above = &order[..end];
        let meant: Vec<(bool, usize)> = match whose {
            Whose::Number(number) => of_number(number).into_iter().collect(),
            Whose::Above(count) => {
                spoken = end;
                above[above.len().saturating_sub(*count)..].iter().map(|&(_, task, at)| (task, at)).collect()
            }
            Whose::All | Whose::Rest(_) => {
                let named: Vec<(bool, usize)> =
                    whose.but().unwrap_or_default().iter().filter_map(of_number).collect();
                let from = std::mem::replace(&mut spoken, end).min(end);
                let all = above[from..].iter().map(|&(_, task, at)| (task, at));
                all.filter(|meant| !named.contains(meant)).collect()
            }
        };
        for (is_task, at) in meant {
            let drafts = if is_task { &mut found.tasks } else { &mut found.candidates };
            given(&mut drafts[at], entries, *default);
            if !is_task {
                taken[at] = true;
            }
        }
    }
    let mut taken = taken.into_iter();
    found.tasks.extend(found.candidates.extract_if(.., |_| taken.next() == Some(true)));
}

/// Takes up the items that read like demands (⑧规范资金管理) where a number of theirs that no other item has is assigned.
fn named_demands(text: &str, found: &mut draft::Found, assigned: &[Assigned]) {
    let known = restated::by_number(text, found.tasks.iter().chain(&found.candidates));
    let is_named = |value: u32| assigned.iter().any(|given| given.whose == Whose::Number(value));
    let mut taken = Vec::new();
    found.requirements.retain(|(title, texts)| {
        let line = after_last(&text[..title.start], &['\n']);
        let number = marker::parse(&text[line..title.end]).filter(|own| own.value > 0);
        // It goes on with those that are known.
        let goes_on = |own: &marker::Marker| {
            !known.contains_key(&own.value)
                && own.value.checked_sub(1).is_some_and(|last| known.contains_key(&last))
        };
        let Some(number) = number.filter(|own| is_named(own.value) && goes_on(own)) else { return true };
        let number = brackets::trim(text, line..line + number.len);
        let texts = texts.clone();
        taken.push(Draft { number: Some(number), title: title.clone(), texts, ..Draft::default() });
        false
    });
    found.candidates.extend(taken);
}

/// Gives a task what is assigned to it, or to those that name nobody of the kind.
fn given(draft: &mut Draft, entries: &[Entry], default: bool) {
    let own = if default { &mut draft.inherited } else { &mut draft.entries };
    own.extend(entries.iter().cloned());
}

/// Gives the rows of tables what is assigned to their numbers: a sentence below a table means that one, where it has the number.
pub(super) fn give_rows(text: &str, tables: &mut [Vec<Draft>], assigned: &[Assigned]) {
    /// How many sentences on all the rest of a table are heard.
    const RESTS: usize = 4;
    if assigned.is_empty() {
        return;
    }
    let number = |row: &Draft| row.number.clone().and_then(|number| numbers::order(&text[number]));
    let numbers: Vec<Vec<Option<u32>>> =
        tables.iter().map(|table| table.iter().map(number).collect()).collect();
    let starts: Vec<Option<usize>> =
        tables.iter().map(|table| table.first().map(|row| row.title.start)).collect();
    let mut rests = 0;
    for Assigned { at, whose, entries, default } in assigned {
        let meant = |number: &Option<u32>| match whose {
            Whose::Number(own) => *number == Some(*own),
            Whose::Above(_) => false,
            Whose::All => true,
            Whose::Rest(named) => number.is_none_or(|number| !named.contains(&number)),
        };
        if whose.but().is_some() {
            rests += 1;
            if rests > RESTS * tables.len() {
                continue;
            }
        }
        let above = |&table: &usize| starts[table].is_some_and(|start| start < *at);
        let own = |&table: &usize| numbers[table].iter().any(meant);
        let only = (0..tables.len()).rev().filter(above).find(own);
        for table in only.map_or(0..tables.len(), |only| only..only + 1) {
            let rows = tables[table].iter_mut().zip(&numbers[table]);
            rows.filter(|(_, number)| meant(number)).for_each(|(row, _)| given(row, entries, *default));
        }
    }
}
