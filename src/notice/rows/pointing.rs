//! Tables that only point at tasks named elsewhere: each row a number (序号 | 责任单位), or a unit and what it has to do
//! (单位 | 牵头任务 | 配合任务).

use super::{DEEPEST, words};
use crate::fields::responsibility::Entry;
use crate::lexicon::{LabelField, Lexicon, UnitRole};
use crate::notice::columns::Column;
use crate::notice::draft::{Draft, answers, parted};
use crate::notice::numbers;
use crate::outline::table::{Slot, Table};
use crate::text::{brackets, squeeze};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The tasks that the units of a table lead or support by their names. Empty where it is none of that kind.
pub(super) fn by_unit(text: &str, table: &Table, path: &[Range<usize>], lexicon: &Lexicon) -> Vec<Draft> {
    let Some((at, unit, duties)) = (0..DEEPEST).find_map(|at| {
        let row = table.rows.get(at)?;
        let heads = || row.iter().map(|slot| slot.begun(text)).enumerate();
        let duties: Vec<(usize, UnitRole)> =
            heads().filter_map(|(column, head)| Some((column, duty(&squeeze(&text[head?]))?))).collect();
        let is_unit = |column: &usize| {
            let known = Column::by_cells(text, table, (at, *column), lexicon)
                .or_else(|| Column::new(text, row[*column].begun(text)?, lexicon));
            known.is_some_and(|column| matches!(column.field, LabelField::Units(_)))
        };
        let unit = (0..row.len()).find(is_unit)?;
        (duties.len() >= 2).then_some((at, unit, duties))
    }) else {
        return Vec::new();
    };
    let mut found: Vec<Draft> = Vec::new();
    let mut by_name: FxHashMap<&str, usize> = FxHashMap::default();
    for row in &table.rows[at + 1..] {
        let Some(unit) = row.get(unit).and_then(|slot| words(text, slot)) else { continue };
        for &(column, role) in &duties {
            let Some(cell) = row.get(column).and_then(|slot| words(text, slot)) else { continue };
            for name in brackets::split_outside(&text[cell.clone()], |c| matches!(c, '\n' | '、' | ';' | ','))
            {
                let name = brackets::trim(text, cell.start + name.start..cell.start + name.end);
                let (number, title) = parted(text, name);
                let entry = Entry::unlabelled(LabelField::Units(role), unit.clone());
                let draft = *by_name.entry(&text[title.clone()]).or_insert_with(|| {
                    let texts = vec![title.clone()];
                    found.push(Draft { path: path.to_vec(), number, title, texts, ..Draft::default() });
                    found.len() - 1
                });
                found[draft].entries.push(entry);
            }
        }
    }
    found
}

/// What the tasks under a heading are to a unit: 牵头任务, 配合事项.
fn duty(heading: &str) -> Option<UnitRole> {
    let role = ["任务", "事项", "工作", "项目", "实事"].iter().find_map(|noun| heading.strip_suffix(noun))?;
    match role {
        "牵头" | "主办" | "主责" => Some(UnitRole::Lead),
        "配合" | "协办" | "参与" | "协同" => Some(UnitRole::Supporting),
        "责任" | "承办" | "承担" => Some(UnitRole::Responsible),
        _ => None,
    }
}

/// What the rows of a table say of tasks that they only number. Empty where rows have names, or name nobody.
pub(super) fn by_number(text: &str, table: &Table, path: &[Range<usize>], lexicon: &Lexicon) -> Vec<Draft> {
    let head = |at: usize| -> Option<Vec<Option<Column>>> {
        let columns = table.rows.get(at)?.iter().map(|slot| Column::new(text, slot.begun(text)?, lexicon));
        Some(columns.collect())
    };
    let named = |columns: &Vec<Option<Column>>| columns.iter().flatten().any(|column| answers(column.field));
    let Some((at, columns)) = (0..DEEPEST).find_map(|at| Some((at, head(at).filter(named)?))) else {
        return Vec::new();
    };
    let order = |row: &[Slot], column: usize| {
        let cell = words(text, row.get(column)?)?;
        let orders = numbers::orders(&text[cell.clone()]);
        (!orders.is_empty()).then_some((cell, orders))
    };
    let rows = || table.rows[at + 1..].iter();
    let count = |&column: &usize| rows().filter(|row| order(row, column).is_some()).count();
    let pointing = (0..columns.len()).find(|column| count(column) * 5 >= rows().count() * 4);
    let Some(pointing) = pointing.filter(|_| rows().count() > 1) else { return Vec::new() };
    let read = |row: &Vec<Slot>| {
        let (cell, orders) = order(row, pointing)?;
        let cells = columns.iter().zip(row).enumerate().filter(|(at, _)| *at != pointing);
        let entries = cells.filter_map(|(_, (column, slot))| {
            let column = column.as_ref()?;
            Some(column.entry(words(text, slot)?))
        });
        let entries: Vec<Entry> = entries.collect();
        let draft = move |number: u32| Draft {
            path: path.to_vec(),
            number: Some(cell.clone()),
            title: cell.clone(),
            entries: entries.clone(),
            points_at: Some(number),
            ..Draft::default()
        };
        Some(orders.into_iter().map(draft))
    };
    rows().filter_map(read).flatten().collect()
}
