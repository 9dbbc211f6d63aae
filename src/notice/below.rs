//! Small tables below an item that only say who answers for it, and by when: 责任领导 | 牵头单位 | 完成时限 over one row.

use super::columns::Column;
use super::draft::{Found, is_party};
use crate::fields::responsibility::Entry;
use crate::lexicon::{LabelField, Lexicon};
use crate::outline::table::{Slot, Table};
use crate::outline::{Content, Outline};
use crate::text::brackets;
use std::ops::Range;

/// Gives items what the tables below them state, and tells which tables those are; a candidate that somebody answers for so
/// is a task.
pub(super) fn read(content: &Content, outline: &Outline, found: &mut Found, lexicon: &Lexicon) -> Vec<usize> {
    let text = content.text.folded();
    let tables = Table::all(content);
    let mut taken = Vec::new();
    for section in outline.sections.iter().skip(1) {
        for id in &section.tables {
            let Some(entries) = tables.get(id).and_then(|table| stated(text, table, lexicon)) else {
                continue;
            };
            let of_section = |title: &Range<usize>| section.heading.contains(&title.start);
            if let Some(task) = found.tasks.iter_mut().find(|task| of_section(&task.title)) {
                task.entries.extend(entries);
            } else if let Some(at) = found.candidates.iter().position(|item| of_section(&item.title)) {
                let mut task = found.candidates.remove(at);
                task.entries.extend(entries);
                found.tasks.push(task);
            } else {
                continue;
            }
            taken.push(*id);
        }
    }
    taken
}

/// What a table of one row states whose headings name nothing but who answers, by when, and for how much.
fn stated(text: &str, table: &Table, lexicon: &Lexicon) -> Option<Vec<Entry>> {
    let [heads, row] = table.rows.as_slice() else { return None };
    let column = |slot: &Slot| {
        let column = Column::new(text, slot.begun(text)?, lexicon)?;
        let states = matches!(
            column.field,
            LabelField::Units(_) | LabelField::Leaders(_) | LabelField::Deadline | LabelField::Money(_)
        );
        states.then_some(column)
    };
    let columns: Vec<Column> = heads.iter().map(column).collect::<Option<_>>()?;
    let entry = |(column, slot): (&Column, &Slot)| {
        let value = brackets::trim(text, slot.text.clone()?);
        let label = Some(column.heading.clone());
        (!value.is_empty()).then_some(Entry { field: column.field, label, value })
    };
    let entries: Vec<Entry> = columns.iter().zip(row).filter_map(entry).collect();
    (columns.len() > 1 && entries.iter().any(is_party)).then_some(entries)
}
