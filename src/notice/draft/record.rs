//! Records: tasks whose lines all have labels, each begun by its name (项目名称:…), and forms that hold a single one (督办单).

use super::piece::{Piece, closes};
use super::{Draft, is_party, parted, title_of};
use crate::fields::responsibility::Entry;
use crate::lexicon::LabelField;
use crate::text::{is_han, squeeze, tally, words};

/// The tasks that the lines of a notice without numbers state as records, and whether its numbered lines belong to the one
/// there is.
#[derive(Debug, Default)]
pub(super) struct Records {
    pub(super) tasks: Vec<Draft>,
    pub(super) is_form: bool,
}

/// Reads the records of a notice; `pieces` are those of its sections, the first of which has the lines without numbers.
pub(super) fn read(text: &str, pieces: &[Vec<Piece>]) -> Option<Records> {
    let (root, numbered) = pieces.split_first()?;
    let starts = starts(text, root);
    let mut handed: Option<&[Entry]> = starts.first().and_then(|&first| group(text, &root[..first]));
    let records = starts.iter().enumerate().map(|(index, &start)| {
        let end = starts.get(index + 1).copied().unwrap_or(root.len());
        let next = group(text, &root[start..end]);
        let record = &root[start..if next.is_some() { end - 2 } else { end }];
        let own = handed;
        handed = next.or(own);
        (record, own)
    });
    // A form: what is to be done stands in items below its labels.
    let is_form = starts.len() == 1 && numbered.iter().any(|pieces| !pieces.is_empty());
    let below: Vec<Piece> = if is_form { numbered.iter().flatten().cloned().collect() } else { Vec::new() };
    let tasks = records.filter_map(|(record, handed)| {
        let draft = draft(text, record.iter().chain(&below))?;
        Some(Draft { inherited: handed.unwrap_or_default().to_vec(), ..draft })
    });
    let tasks: Vec<Draft> = tasks.collect();
    let answered = tasks.iter().filter(|task| task.has_party()).count();
    (answered > 0 && answered == tasks.len()).then_some(Records { tasks, is_form })
}

/// Where records begin: at each label that names a task, but for one that each of them has behind the first: 【项目】…【指标】….
fn starts(text: &str, pieces: &[Piece]) -> Vec<usize> {
    let label = |piece: &Piece| name(piece)?.label.map(|label| squeeze(&text[label]));
    let named: Vec<_> =
        pieces.iter().enumerate().filter_map(|(at, piece)| Some((at, label(piece)?))).collect();
    let Some((_, first)) = named.first() else { return Vec::new() };
    let counts = tally(named.iter().map(|(_, label)| &**label));
    let all = counts[&**first];
    let begins = |label: &str| label == first || all == 1 || counts[label] != all;
    named.iter().filter(|(_, label)| begins(label)).map(|(at, _)| *at).collect()
}

/// Who answers for all records below a heading, in the bracket that ends it and `pieces`: 住院服务(分管院领导:周宁).
fn group<'p>(text: &str, pieces: &'p [Piece]) -> Option<&'p [Entry]> {
    const LONGEST: usize = 20;
    let [.., Piece::Text(heading), Piece::Entries(entries)] = pieces else { return None };
    let first = entries.first()?;
    let start = first.label.as_ref().map_or(first.value.start, |label| label.start);
    let line = text.get(heading.start..start).filter(|line| !line.contains(['\n', '。']))?;
    let short = line.chars().nth(LONGEST).is_none();
    (short && entries.iter().any(is_party)).then_some(entries)
}

/// The records that begin with a name on a line of its own, above lines that all have labels: 《…》实施方案, 目标任务:….
pub(super) fn headed(text: &str, pieces: &[Piece]) -> Vec<Draft> {
    let starts: Vec<usize> = (0..pieces.len()).filter(|&at| heads(text, pieces, at)).collect();
    let ends = starts.iter().skip(1).copied().chain([pieces.len()]);
    let records: Vec<Draft> =
        starts.iter().zip(ends).filter_map(|(&start, end)| below(text, &pieces[start..end])).collect();
    if records.len() < 2 || records.len() < starts.len() { Vec::new() } else { records }
}

/// Whether a piece is a name on a line of its own, and the next line has a label.
fn heads(text: &str, pieces: &[Piece], at: usize) -> bool {
    let name = pieces[at].text().map(|range| &text[range]).filter(|name| {
        (4..=60).contains(&name.chars().count())
            && !name.contains(['。', ';', ':', '|'])
            && !name.starts_with("附件")
    });
    name.is_some() && pieces.get(at + 1).is_some_and(|next| is_labelled(text, next))
}

/// Whether a line begins with a label, known or not.
fn is_labelled(text: &str, piece: &Piece) -> bool {
    match piece {
        Piece::Entries(entries) => entries.first().is_some_and(|entry| entry.label.is_some()),
        Piece::Text(range) => text[range.clone()].split_once(':').is_some_and(|(label, value)| {
            (2..=8).contains(&label.chars().count()) && label.chars().all(is_han) && !value.is_empty()
        }),
    }
}

/// The task of a name and the labelled lines below it.
fn below(text: &str, pieces: &[Piece]) -> Option<Draft> {
    let (name, lines) = pieces.split_first()?;
    let name = name.text()?;
    let mut draft = Draft { title: title_of(text, name.clone()), texts: vec![name], ..Draft::default() };
    for piece in lines.iter().take_while(|piece| is_labelled(text, piece)) {
        match piece {
            Piece::Text(range) => draft.texts.push(range.clone()),
            Piece::Entries(entries) => entries.iter().for_each(|entry| draft.take(entry)),
        }
    }
    draft.texts.retain(|range| !range.is_empty());
    draft.has_party().then_some(draft)
}

impl Draft {
    /// Takes what a label states: what is to be done is the task's own words.
    fn take(&mut self, entry: &Entry) {
        match entry.field {
            LabelField::Body => self.texts.push(entry.value.clone()),
            LabelField::Title => {}
            _ => self.entries.push(entry.clone()),
        }
    }
}

/// The name that a piece gives a task.
fn name(piece: &Piece) -> Option<Entry> {
    let named =
        |entry: &&Entry| entry.field == LabelField::Title && entry.label.is_some() && !entry.value.is_empty();
    piece.entries().iter().find(named).cloned()
}

fn draft<'p>(text: &str, pieces: impl Iterator<Item = &'p Piece>) -> Option<Draft> {
    let mut draft = Draft::default();
    let mut named = None;
    for piece in pieces {
        match piece {
            Piece::Text(range) if closes(&text[range.clone()]) => break,
            Piece::Text(range) => draft.texts.push(range.clone()),
            Piece::Entries(entries) => {
                // 【项目】…【指标】…: what else is named is what is to be reached.
                let own = name(piece);
                draft.texts.extend(own.iter().filter(|_| named.is_some()).map(|own| own.value.clone()));
                named = named.or(own);
                entries.iter().for_each(|entry| draft.take(entry));
            }
        }
    }
    let named = named?;
    (draft.number, draft.title) = parted(text, title_of(text, named.value.clone()));
    // 任务:新建公路20公里: the name counts too, behind the body; a problem's figures are how things stand.
    let problem =
        named.label.is_some_and(|label| words!["问题", "诉求", "反映", "信访", "投诉"].is_in(&text[label]));
    if !problem {
        draft.texts.push(named.value);
    }
    draft.texts.retain(|range| !range.is_empty());
    draft.entries.iter().any(is_party).then_some(draft)
}
