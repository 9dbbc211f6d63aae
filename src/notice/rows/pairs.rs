//! Forms as tables: labels and their values, one pair in a row or two (事项一 | 修路, 包案领导 | 周宁 | 责任单位 | 县水利局).

use super::cell::lines;
use super::{named, words};
use crate::fields::responsibility::{self, Entry};
use crate::lexicon::{LabelField, Lexicon};
use crate::notice::align;
use crate::notice::columns::Column;
use crate::notice::draft::{Draft, is_party, parted, title_of};
use crate::outline::table::{Slot, Table};
use crate::text::{brackets, is_han, marker, squeeze};
use std::ops::Range;

/// The tasks of a table of labels and values, each begun by its name. Empty where nobody answers for any.
pub(super) fn read(text: &str, table: &Table, path: &[Range<usize>], lexicon: &Lexicon) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    if let Some(name) = table.rows.first().and_then(|row| name_alone(text, row)) {
        drafts.push(task(text, name, path));
    }
    let rows = table.rows.iter().map(|row| numbered(text, row));
    let pairs = rows.flat_map(|(number, row)| {
        in_row(text, row, lexicon).into_iter().map(move |pair| (number.clone(), pair))
    });
    // 问题1 | …, 问题描述 | …: where tasks are numbered, no other label begins one.
    let pairs: Vec<_> = pairs.collect();
    let counts = |label: &Range<usize>| is_numbered(&squeeze(&text[label.clone()]));
    let counted = pairs.iter().any(|(_, (label, _))| counts(label));
    for (number, (label, value)) in pairs {
        let entry = |field| Entry { field, label: Some(label.clone()), value: value.clone() };
        match (field(text, &label, lexicon), drafts.last_mut()) {
            (Some(LabelField::Title), Some(_)) if counted && !counts(&label) => {}
            (Some(LabelField::Title), _) => {
                let draft = task(text, value, path);
                drafts.push(Draft { number: draft.number.or(number), ..draft });
            }
            (Some(LabelField::Body), Some(draft)) => {
                // The label is no word of the task.
                draft.entries.push(Entry::unlabelled(LabelField::Other, label));
                tell(text, value, draft, lexicon);
            }
            (Some(field), Some(draft)) => {
                // 牵头单位:甲 / 配合单位:乙, in the cell of 责任单位.
                let own = responsibility::labelled(text, value.clone(), lexicon);
                let parties = own.iter().any(is_party);
                draft.entries.extend(if parties { own } else { vec![entry(field)] });
            }
            _ => {}
        }
    }
    drafts.retain(Draft::has_party);
    drafts
}

/// The number in a cell of its own that a row of labels and values begins with or stands beside, and the rest of the row.
fn numbered<'r>(text: &str, row: &'r [Slot]) -> (Option<Range<usize>>, &'r [Slot]) {
    let Some((first, rest)) = row.split_first() else { return (None, row) };
    let number = words(text, first).filter(|number| align::count(&text[number.clone()]).is_some());
    if number.is_some() { (number, rest) } else { (None, row) }
}

/// The numbered name that is all of a card's first row: 第一件 牧场道路硬化.
fn name_alone(text: &str, row: &[Slot]) -> Option<Range<usize>> {
    let mut begun = row.iter().filter(|slot| !slot.covered);
    let name = begun.next().and_then(|slot| words(text, slot)).filter(|_| begun.next().is_none())?;
    let numbered = marker::parse(&text[name.clone()]).filter(|own| own.value > 0 && own.len < name.len());
    numbered.map(|_| name)
}

/// The labels of a row and their values: a pair, or several beside each other, behind a cell that groups rows or none
/// (责任分工 | 牵头单位 | 市城管局). Empty where cells are left over.
fn in_row(text: &str, row: &[Slot], lexicon: &Lexicon) -> Vec<(Range<usize>, Range<usize>)> {
    let begun = row.iter().filter(|slot| !slot.covered);
    let cells: Vec<Option<Range<usize>>> = begun.map(|slot| words(text, slot)).collect();
    let filled: Vec<Range<usize>> = cells.iter().flatten().cloned().collect();
    if let [label, value] = filled.as_slice() {
        return vec![(label.clone(), value.clone())];
    }
    // 花多少 | 总投入368万元 | 其中:群众自筹68万元: one label for both.
    if let [label, first, second] = filled.as_slice()
        && let Some(LabelField::Money(_)) = lexicon.label(&squeeze(&text[label.clone()]))
        && text[second.clone()].starts_with("其中")
    {
        return vec![(label.clone(), first.clone()), (label.clone(), second.clone())];
    }
    // The first label is known, and those beside it look like labels.
    let labelled = |cells: &[Option<Range<usize>>]| {
        let labels: Option<Vec<_>> = cells.chunks(2).map(|pair| pair[0].clone()).collect();
        labels.is_some_and(|labels| {
            let words = |label: &Range<usize>| squeeze(&text[label.clone()]);
            let like = |label: &Range<usize>| {
                let words = words(label);
                // 2031年计划投资
                let name = words.trim_start_matches(|c: char| c.is_ascii_digit());
                (2..=8).contains(&name.chars().count()) && name.chars().all(is_han)
            };
            labels.first().is_some_and(|first| lexicon.label(&words(first)).is_some())
                && labels.iter().all(like)
        })
    };
    let (grouped, cells) = match cells.split_first() {
        Some((_, rest)) if cells.len() % 2 == 1 && labelled(rest) => (true, rest),
        _ => (false, cells.as_slice()),
    };
    let sure = grouped || cells.len() == 4 || cells.len() > 4 && labelled(cells);
    if !sure || cells.len() % 2 == 1 {
        return Vec::new();
    }
    cells.chunks(2).filter_map(|pair| pair[0].clone().zip(pair[1].clone())).collect()
}

/// What a label means, in a form.
fn field(text: &str, label: &Range<usize>, lexicon: &Lexicon) -> Option<LabelField> {
    let name = squeeze(&text[label.clone()]);
    let known = || Column::new(text, label.clone(), lexicon).map(|column| column.field);
    if is_numbered(&name) { Some(LabelField::Title) } else { lexicon.label(&name).or_else(known) }
}

/// Whether all of a table is labels and their values, again and again, and no row of it a row of headings.
pub(super) fn are_all(text: &str, table: &Table, lexicon: &Lexicon) -> bool {
    let labels = |row: &Vec<Slot>| {
        let pairs = in_row(text, numbered(text, row).1, lexicon);
        let value = |value: &Range<usize>| lexicon.label(&squeeze(&text[value.clone()])).is_none();
        !pairs.is_empty()
            && pairs.iter().all(|(label, told)| field(text, label, lexicon).is_some() && value(told))
    };
    let named = table.rows.first().is_some_and(|row| name_alone(text, row).is_some());
    let rows = &table.rows[usize::from(named)..];
    rows.len() > 2 && rows.iter().filter(|row| labels(row)).count() * 5 >= rows.len() * 4
}

/// A task by its name, which may bring its number along: 1.修路.
fn task(text: &str, name: Range<usize>, path: &[Range<usize>]) -> Draft {
    let (number, name) = parted(text, title_of(text, name));
    Draft { path: path.to_vec(), number, title: name.clone(), texts: vec![name], ..Draft::default() }
}

/// Reads what is to be done, and who does it where that stands in it.
pub(super) fn tell(text: &str, value: Range<usize>, draft: &mut Draft, lexicon: &Lexicon) {
    for line in lines(text, value.clone()) {
        tell_line(text, line, draft, lexicon);
    }
    let told = draft.texts.iter().filter(|range| range.start >= value.start).cloned();
    let named = responsibility::named_besides(text, told, &draft.entries, lexicon);
    draft.entries.extend(named);
}

fn tell_line(text: &str, line: Range<usize>, draft: &mut Draft, lexicon: &Lexicon) {
    let labelled = responsibility::labelled(text, line.clone(), lexicon);
    let mut at = line.start;
    for statement in named::statements(text, line.clone(), &labelled, lexicon) {
        draft.texts.push(brackets::trim(text, at..statement.range.start));
        at = statement.range.end;
        draft.entries.extend(statement.entries);
    }
    draft.texts.push(brackets::trim(text, at..line.end));
    draft.texts.retain(|range| !range.is_empty());
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
