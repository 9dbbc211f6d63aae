//! Which column names the tasks, where its heading alone says too little, and which tells what is to be done.

use super::{Column, cells, heading};
use crate::lexicon::{LabelField, Lexicon};
use crate::outline::table::{Slot, Table};
use crate::text::{brackets, squeeze, words};

/// Columns of which the items of an agenda (议题) group what was decided on them.
pub(super) fn under_agenda(text: &str, mut columns: Vec<Option<Column>>) -> Vec<Option<Column>> {
    let agenda = |column: &Column| {
        column.field == LabelField::Title && text[column.heading.clone()].starts_with("议题")
    };
    let names = |column: &&Column| matches!(column.field, LabelField::Title | LabelField::Body);
    if columns.iter().flatten().filter(names).count() > 1 {
        let agenda = columns.iter_mut().flatten().filter(|column| agenda(column));
        agenda.for_each(|column| column.field = LabelField::Category);
    }
    columns
}

/// Columns where what is to be done is told, and what it is called stands in front of it under some word for such things:
/// 隐患点位 | 整改要求. The headings stand in rows `from..to`.
pub(super) fn titled(
    text: &str,
    table: &Table,
    (from, to): (usize, usize),
    mut columns: Vec<Option<Column>>,
    lexicon: &Lexicon,
) -> Vec<Option<Column>> {
    let has = |field| columns.iter().flatten().any(|column| column.field == field);
    let body = columns.iter().position(|column| column.as_ref().is_some_and(|c| c.field == LabelField::Body));
    let Some(body) = body.filter(|_| !has(LabelField::Title)) else { return columns };
    let heading = |at: usize| table.rows.get(from)?.get(at)?.filled(text);
    // Schools and estates are what is built or mended, though their names may be those of units.
    const THINGS: [&str; 8] = ["学校", "医院", "小区", "社区", "村庄", "园区", "产业链", "点位"];
    let thing = |at: usize| heading(at).is_some_and(|words| THINGS.contains(&&*squeeze(&text[words])));
    let unknown = (0..body).find(|&at| {
        columns[at].is_none() && (thing(at) || cells::are_names(text, table, (to - 1, at), lexicon))
    });
    if let Some((at, heading)) = unknown.and_then(|at| Some((at, heading(at)?))) {
        columns[at] =
            Some(Column { field: LabelField::Title, also: None, heading: brackets::trim(text, heading) });
    }
    columns
}

/// Columns where the names that most rows share only group those beside them: 考核项目 | 考核指标 | 目标任务.
pub(super) fn grouped(
    text: &str,
    table: &Table,
    last: usize,
    mut columns: Vec<Option<Column>>,
    lexicon: &Lexicon,
) -> Vec<Option<Column>> {
    let field = |at: usize| columns.get(at)?.as_ref().map(|column| column.field);
    let Some(title) = (0..columns.len()).find(|&at| field(at) == Some(LabelField::Title)) else {
        return columns;
    };
    let names = title + 1;
    let told = (names + 1..columns.len()).any(|at| field(at) == Some(LabelField::Body));
    let named = matches!(field(names), None | Some(LabelField::Body | LabelField::Title));
    let numbered = columns.iter().flatten().any(|column| column.field == LabelField::Number);
    let rows = || table.rows[last + 1..].iter();
    let covered = |at: usize| rows().filter(|row| row.get(at).is_some_and(|slot| slot.covered)).count();
    let shared =
        covered(title) * 3 >= rows().count() && covered(title) > 0 && covered(names) * 8 <= rows().count();
    let heading = table.rows.get(last).and_then(|row| row.get(names)?.filled(text));
    if let Some(heading) = heading.filter(|_| {
        told && named && !numbered && shared && cells::are_bare_names(text, table, (last, names), lexicon)
    }) {
        let heading = brackets::trim(text, heading);
        columns[names] = Some(Column { field: LabelField::Title, also: None, heading });
        columns[title].iter_mut().for_each(|column| column.field = LabelField::Category);
    }
    columns
}

/// Columns where names in front of the column of numbers group what is numbered: 重点任务 | 序号 | 具体任务.
pub(super) fn before_numbers(
    text: &str,
    table: &Table,
    last: usize,
    mut columns: Vec<Option<Column>>,
) -> Vec<Option<Column>> {
    let find = |fields: &[LabelField], from: usize| {
        let told =
            |column: &Option<Column>| column.as_ref().is_some_and(|column| fields.contains(&column.field));
        columns.iter().skip(from).position(told).map(|at| from + at)
    };
    let number = find(&[LabelField::Number], 1);
    let tells = [LabelField::Title, LabelField::Body];
    let name = find(&tells, 0).filter(|&name| Some(name) < number);
    let told = number.is_some_and(|number| find(&tells, number + 1).is_some());
    if let Some(name) = name.filter(|_| told) {
        let blank =
            |row: &[Slot]| row.get(name).is_none_or(|slot| slot.covered || slot.filled(text).is_none());
        let rows = || table.rows[last + 1..].iter();
        if rows().filter(|row| blank(row)).count() * 3 >= rows().count() {
            columns[name].iter_mut().for_each(|column| column.field = LabelField::Category);
        }
    }
    columns
}

/// Columns where nothing says what is to be done, and a column behind the names under some word holds it: 议定意见.
pub(super) fn told(
    text: &str,
    table: &Table,
    last: usize,
    mut columns: Vec<Option<Column>>,
) -> Vec<Option<Column>> {
    let at = |field| columns.iter().position(|column| column.as_ref().is_some_and(|c| c.field == field));
    let Some(title) = at(LabelField::Title).filter(|_| at(LabelField::Body).is_none()) else {
        return columns;
    };
    let heading = |column: usize| table.rows.get(last)?.get(column)?.filled(text);
    let tells = |&column: &usize| {
        columns[column].is_none()
            && heading(column).is_some_and(|words| !heading::is_telling(&text[words]))
            && cells::are_sentences(text, table, (last, column))
    };
    let found = (title + 1..columns.len()).find(tells).and_then(|column| Some((column, heading(column)?)));
    if let Some((column, heading)) = found {
        let heading = brackets::trim(text, heading);
        columns[column] = Some(Column { field: LabelField::Body, also: None, heading });
    }
    columns
}

/// Columns where what is planned next stands beside how far things have got, which asks for nothing: 形象进度 | 下步计划.
pub(super) fn planned_next(text: &str, mut columns: Vec<Option<Column>>) -> Vec<Option<Column>> {
    let heading = |column: &Column| squeeze(&text[column.heading.clone()]).into_owned();
    let next = |column: &Column| words!["下步", "下一步", "下阶段", "下一阶段"].begins(&heading(column));
    if columns.iter().flatten().any(next) {
        let told = columns.iter_mut().flatten().filter(|column| heading(column).ends_with("形象进度"));
        told.for_each(|column| column.field = LabelField::Other);
    }
    columns
}

/// Columns where what counts the rows in words is their number, whatever it is called: 实事一, 实事二 under 项目.
pub(super) fn counting(
    text: &str,
    table: &Table,
    row: usize,
    mut columns: Vec<Option<Column>>,
) -> Vec<Option<Column>> {
    let field = |at: usize| columns.get(at)?.as_ref().map(|column| column.field);
    let names = |at: usize| matches!(field(at), Some(LabelField::Title | LabelField::Body));
    let numbered = (0..columns.len()).any(|at| field(at) == Some(LabelField::Number));
    let first = (0..columns.len()).find(|&at| names(at));
    let counts = first.filter(|&first| {
        !numbered && (first + 1..columns.len()).any(names) && cells::count_on(text, table, (row, first))
    });
    if let Some(column) = counts.and_then(|first| columns[first].as_mut()) {
        column.field = LabelField::Number;
    }
    columns
}
