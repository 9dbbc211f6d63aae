//! Records: tasks whose lines all have labels, each begun by its name (项目名称:…), and forms that hold a single one (督办单).

use super::piece::{Piece, closes};
use super::{Draft, is_party, title_of};
use crate::fields::responsibility::Entry;
use crate::lexicon::LabelField;

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
    let starts: Vec<usize> = (0..root.len()).filter(|&at| name(&root[at]).is_some()).collect();
    let records = starts.iter().enumerate().map(|(index, &start)| {
        let end = starts.get(index + 1).copied().unwrap_or(root.len());
        &root[start..end]
    });
    // A form: what is to be done stands in items below its labels.
    let is_form = starts.len() == 1 && numbered.iter().any(|pieces| !pieces.is_empty());
    let below: Vec<Piece> = if is_form { numbered.iter().flatten().cloned().collect() } else { Vec::new() };
    let tasks: Vec<Draft> = records.filter_map(|record| draft(text, record.iter().chain(&below))).collect();
    let answered = tasks.iter().filter(|task| task.has_party()).count();
    (answered > 0 && answered == tasks.len()).then_some(Records { tasks, is_form })
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
                named = named.or_else(|| name(piece));
                for entry in entries {
                    match entry.field {
                        LabelField::Body => draft.texts.push(entry.value.clone()),
                        LabelField::Title => {}
                        _ => draft.entries.push(entry.clone()),
                    }
                }
            }
        }
    }
    let named = named?;
    draft.title = title_of(text, named.value.clone());
    // 任务:新建公路20公里: the name counts too, behind the body; a problem's figures are how things stand.
    let problem = named.label.is_some_and(|label| text[label].contains("问题"));
    if !problem {
        draft.texts.push(named.value);
    }
    draft.texts.retain(|range| !range.is_empty());
    draft.entries.iter().any(is_party).then_some(draft)
}
