//! Forms as tables of two columns: a label and its value in each row (事项一 | 修路, 具体要求 | …, 包案领导 | …).

use super::words;
use crate::fields::responsibility::{self, Entry};
use crate::lexicon::{LabelField, Lexicon};
use crate::notice::draft::{Draft, title_of};
use crate::outline::table::Table;
use crate::text::{brackets, squeeze};
use std::ops::Range;

/// The tasks of a table of labels and values, each begun by its name. Empty where nobody answers for any.
pub(super) fn read(text: &str, table: &Table, path: &[Range<usize>], lexicon: &Lexicon) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for row in &table.rows {
        let cells: Vec<Range<usize>> = row.iter().filter_map(|slot| words(text, slot)).collect();
        let [label, value] = cells.as_slice() else { continue };
        let name = squeeze(&text[label.clone()]);
        let field = if is_numbered(&name) { Some(LabelField::Title) } else { lexicon.label(&name) };
        let entry = |field| Entry { field, label: Some(label.clone()), value: value.clone() };
        match (field, drafts.last_mut()) {
            (Some(LabelField::Title), _) => drafts.push(Draft {
                path: path.to_vec(),
                title: title_of(text, value.clone()),
                texts: vec![value.clone()],
                ..Draft::default()
            }),
            (Some(LabelField::Body), Some(draft)) => {
                // The label is no word of the task.
                draft.entries.push(Entry { field: LabelField::Other, label: None, value: label.clone() });
                tell(text, value.clone(), draft, lexicon);
            }
            (Some(field), Some(draft)) => draft.entries.push(entry(field)),
            _ => {}
        }
    }
    drafts.retain(Draft::has_party);
    drafts
}

/// Reads what is to be done, and who does it where that stands in it.
fn tell(text: &str, value: Range<usize>, draft: &mut Draft, lexicon: &Lexicon) {
    let labelled = responsibility::labelled(text, value.clone(), lexicon);
    let mut at = value.start;
    for statement in responsibility::statements(text, value.clone(), &labelled, lexicon) {
        draft.texts.push(brackets::trim(text, at..statement.range.start));
        at = statement.range.end;
        draft.entries.extend(statement.entries);
    }
    draft.texts.push(brackets::trim(text, at..value.end));
    draft.texts.retain(|range| !range.is_empty());
    let told = draft.texts.iter().filter(|range| range.start >= value.start).cloned();
    let named = responsibility::named_besides(text, told, &draft.entries, lexicon);
    draft.entries.extend(named);
}

/// Whether a label only counts tasks: 事项一, 任务2.
fn is_numbered(label: &str) -> bool {
    ["事项", "任务", "项目", "问题", "实事"].iter().any(|noun| {
        label.strip_prefix(noun).is_some_and(|number| {
            !number.is_empty()
                && number.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
        })
    })
}
