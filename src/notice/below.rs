//! Small tables below an item that only say who answers for it, and by when: 责任领导 | 牵头单位 | 完成时限 over one row.

use super::columns::Column;
use super::draft::{Draft, Found, is_party};
use crate::fields::responsibility::Entry;
use crate::lexicon::{LabelField, Lexicon};
use crate::outline::table::{Slot, Table};
use crate::outline::{Content, Outline};
use crate::text::brackets;
use std::collections::{BTreeMap, HashMap};

/// Gives items what the tables below them state, and takes these out of `tables`; a candidate that somebody answers for so is a
/// task.
pub(super) fn take(
    content: &Content,
    outline: &Outline,
    tables: &mut HashMap<usize, Table>,
    found: &mut Found,
    lexicon: &Lexicon,
) {
    if tables.is_empty() {
        return;
    }
    let text = content.text.folded();
    let (tasks, candidates) = (by_start(&found.tasks), by_start(&found.candidates));
    let mut taken = vec![false; found.candidates.len()];
    for section in outline.sections.iter().skip(1) {
        let of_section =
            |items: &BTreeMap<usize, usize>| items.range(section.heading.clone()).next().map(|(_, &at)| at);
        for id in &section.tables {
            let Some(entries) = tables.get(id).and_then(|table| stated(text, table, lexicon)) else {
                continue;
            };
            if let Some(task) = of_section(&tasks) {
                found.tasks[task].entries.extend(entries);
            } else if let Some(candidate) = of_section(&candidates) {
                found.candidates[candidate].entries.extend(entries);
                taken[candidate] = true;
            } else {
                continue;
            }
            tables.remove(id);
        }
    }
    let mut taken = taken.into_iter();
    found.tasks.extend(found.candidates.extract_if(.., |_| taken.next() == Some(true)));
}

/// Items by the place at which their titles begin.
fn by_start(items: &[Draft]) -> BTreeMap<usize, usize> {
    items.iter().enumerate().rev().map(|(at, item)| (item.title.start, at)).collect()
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
        (!value.is_empty()).then(|| column.entry(value))
    };
    let entries: Vec<Entry> = columns.iter().zip(row).filter_map(entry).collect();
    (columns.len() > 1 && entries.iter().any(is_party)).then_some(entries)
}
