//! Which column names the tasks, where its heading alone says too little, and which tells what is to be done.

use super::{Column, cells, heading, measure};
use crate::lexicon::{LabelField, Lexicon, UnitRole};
use crate::outline::table::{Slot, Table};
use crate::text::{brackets, squeeze, words};
use std::ops::Range;

/// What columns hold that name a task or tell it.
const TELL: [LabelField; 2] = [LabelField::Title, LabelField::Body];

/// The first column from `from` on that is one of these.
fn find(columns: &[Option<Column>], from: usize, fields: &[LabelField]) -> Option<usize> {
    let wanted =
        |column: &Option<Column>| column.as_ref().is_some_and(|column| fields.contains(&column.field));
    columns.iter().skip(from).position(wanted).map(|at| from + at)
}

/// The words of a cell, as of the heading of a column.
fn words_of(text: &str, table: &Table, (row, column): (usize, usize)) -> Option<Range<usize>> {
    table.rows.get(row)?.get(column)?.filled(text)
}

/// What the heading of a column says that is to be read as `field`, whatever it is called.
fn read_as(text: &str, table: &Table, at: (usize, usize), field: LabelField) -> Option<Column> {
    let heading = words_of(text, table, at)?;
    Some(Column { field, also: None, heading: brackets::trim(text, heading) })
}

/// Columns of which the items of an agenda (议题) group what was decided on them.
pub(super) fn under_agenda(text: &str, mut columns: Vec<Option<Column>>) -> Vec<Option<Column>> {
    let agenda = |column: &Column| {
        column.field == LabelField::Title && text[column.heading.clone()].starts_with("议题")
    };
    let names = |column: &&Column| TELL.contains(&column.field);
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
    let named = find(&columns, 0, &[LabelField::Title]).is_some();
    let Some(body) = find(&columns, 0, &[LabelField::Body]).filter(|_| !named) else { return columns };
    // Schools and estates are what is built or mended, though their names may be those of units.
    const THINGS: [&str; 8] = ["学校", "医院", "小区", "社区", "村庄", "园区", "产业链", "点位"];
    let thing = |at: usize| {
        words_of(text, table, (from, at)).is_some_and(|words| THINGS.contains(&&*squeeze(&text[words])))
    };
    let unknown = (0..body).find(|&at| {
        columns[at].is_none() && (thing(at) || cells::are_names(text, table, (to - 1, at), lexicon))
    });
    if let Some(at) = unknown {
        columns[at] = read_as(text, table, (from, at), LabelField::Title);
    }
    columns
}

/// Columns where the names of enterprises stand in front of what is to be done for them: 企业名称 | 重点帮扶任务.
pub(super) fn of_enterprises(text: &str, mut columns: Vec<Option<Column>>) -> Vec<Option<Column>> {
    let heading = |column: &Column| squeeze(&text[column.heading.clone()]).into_owned();
    let named = |column: &Option<Column>| {
        column.as_ref().is_some_and(|column| {
            column.field == LabelField::Title
                && matches!(
                    &*heading(column),
                    "企业名称" | "公司名称" | "单位名称" | "包联企业" | "帮扶企业" | "包抓企业"
                )
        })
    };
    let task = |column: &Option<Column>| {
        column
            .as_ref()
            .is_some_and(|column| column.tells() && words!["任务", "事项", "诉求"].ends(&heading(column)))
    };
    let (Some(name), Some(task)) = (columns.iter().position(named), columns.iter().position(task)) else {
        return columns;
    };
    for (at, field) in [(name, LabelField::Category), (task, LabelField::Title)] {
        columns[at].iter_mut().for_each(|column| column.field = field);
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
    let Some(title) = find(&columns, 0, &[LabelField::Title]) else { return columns };
    let names = title + 1;
    let told = find(&columns, names + 1, &[LabelField::Body]).is_some();
    let named = matches!(field(names), None | Some(LabelField::Body | LabelField::Title));
    let numbered = find(&columns, 0, &[LabelField::Number]).is_some();
    let rows = || table.rows[last + 1..].iter();
    let covered = |at: usize| rows().filter(|row| row.get(at).is_some_and(|slot| slot.covered)).count();
    let shared =
        covered(title) * 3 >= rows().count() && covered(title) > 0 && covered(names) * 8 <= rows().count();
    let fits = told && named && !numbered && shared;
    if fits
        && let Some(column) = read_as(text, table, (last, names), LabelField::Title)
        && cells::are_bare_names(text, table, (last, names), lexicon)
    {
        columns[names] = Some(column);
        columns[title].iter_mut().for_each(|column| column.field = LabelField::Category);
    }
    columns
}

/// Columns where the names that rows share, with all who answer, are the tasks, and what stands beside them counts what they
/// come to: 目标任务 | 分解指标 | 计量单位 | 目标值.
pub(super) fn over_measures(
    text: &str,
    table: &Table,
    last: usize,
    mut columns: Vec<Option<Column>>,
) -> Vec<Option<Column>> {
    let is_units = |column: &Column| matches!(column.field, LabelField::Units(_));
    let heading = |at: usize| columns.get(at)?.as_ref().map(|column| squeeze(&text[column.heading.clone()]));
    let Some(name) = find(&columns, 0, &TELL) else { return columns };
    let named = heading(name).is_some_and(|words| words!["任务", "事项", "项目", "工作"].is_in(&words));
    let counts = heading(name + 1).is_some_and(|words| words.ends_with("指标"));
    let measured = columns.iter().flatten().any(|column| column.is_of_units(text));
    let covered = |row: &Vec<Slot>, at: usize| row.get(at).is_some_and(|slot| slot.covered);
    let answering = || (0..columns.len()).filter(|&at| columns[at].as_ref().is_some_and(is_units));
    let rows = || table.rows[last + 1..].iter();
    let shared = rows().any(|row| covered(row, name))
        && answering().next().is_some()
        && rows().all(|row| answering().all(|at| covered(row, at) == covered(row, name)));
    if named && counts && measured && shared {
        for (at, field) in [(name, LabelField::Title), (name + 1, LabelField::Body)] {
            columns[at].iter_mut().for_each(|column| column.field = field);
        }
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
    let number = find(&columns, 1, &[LabelField::Number]);
    let name = find(&columns, 0, &TELL).filter(|&name| Some(name) < number);
    let told = number.is_some_and(|number| find(&columns, number + 1, &TELL).is_some());
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
    let told = find(&columns, 0, &[LabelField::Body]).is_some();
    let Some(title) = find(&columns, 0, &[LabelField::Title]).filter(|_| !told) else { return columns };
    let tells = |&column: &usize| {
        columns[column].is_none()
            && words_of(text, table, (last, column)).is_some_and(|words| !heading::is_telling(&text[words]))
            && cells::are_sentences(text, table, (last, column))
    };
    if let Some(at) = (title + 1..columns.len()).find(tells) {
        columns[at] = read_as(text, table, (last, at), LabelField::Body);
    }
    columns
}

/// Columns where what is planned next stands beside how far things have got, which asks for nothing: 形象进度 | 下步计划,
/// 一季度 | 二季度 | 下步要求.
pub(super) fn planned_next(text: &str, mut columns: Vec<Option<Column>>) -> Vec<Option<Column>> {
    let heading = |column: &Column| squeeze(&text[column.heading.clone()]).into_owned();
    let next = |column: &Column| words!["下步", "下一步", "下阶段", "下一阶段"].begins(&heading(column));
    let Some(next) = columns.iter().position(|column| column.as_ref().is_some_and(next)) else {
        return columns;
    };
    for (at, column) in columns.iter_mut().enumerate() {
        if let Some(column) = column
            && (heading(column).ends_with("形象进度") || at < next && column.is_stage(text))
        {
            column.field = LabelField::Other;
        }
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
    let numbered = find(&columns, 0, &[LabelField::Number]).is_some();
    let counts = find(&columns, 0, &TELL).filter(|&first| {
        !numbered && find(&columns, first + 1, &TELL).is_some() && cells::count_on(text, table, (row, first))
    });
    if let Some(column) = counts.and_then(|first| columns[first].as_mut()) {
        column.field = LabelField::Number;
    }
    columns
}

/// Columns where nothing names a task, and each row says how much one unit has to reach: 责任单位 | 工业产值(亿元) | 招商项目(个).
/// The unit is what its row is called.
pub(super) fn by_unit(
    text: &str,
    table: &Table,
    row: usize,
    mut columns: Vec<Option<Column>>,
    lexicon: &Lexicon,
) -> Vec<Option<Column>> {
    /// How many columns of figures make such a table.
    const FEWEST: usize = 2;
    let is_units = |column: &Column| matches!(column.field, LabelField::Units(_)) && column.also.is_none();
    let mut units = (0..columns.len()).filter(|&at| columns[at].as_ref().is_some_and(is_units));
    let (unit, None, None) = (units.next(), units.next(), find(&columns, 0, &TELL)) else {
        return columns;
    };
    // 乡镇(场) | 包联领导 | 粮食产量(吨): whatever the column is called, its cells are units for which somebody answers.
    let led = |column: &Column| matches!(column.field, LabelField::Leaders(_));
    let led = columns.iter().flatten().any(led);
    let places = || {
        (0..columns.len().min(2))
            .find(|&at| led && columns[at].is_none() && cells::are_units(text, table, (row, at), lexicon))
    };
    let Some(unit) = unit.or_else(places) else { return columns };
    let counts = |&at: &usize| {
        columns[at].is_none()
            && words_of(text, table, (row, at)).is_some_and(|words| {
                measure::of_heading(text, words.clone(), lexicon).is_some()
                    && !heading::is_telling(&text[words])
            })
            && cells::are_figures(text, table, (row, at))
    };
    let counted: Vec<usize> = (unit + 1..columns.len()).filter(counts).collect();
    if counted.len() < FEWEST {
        return columns;
    }
    let field =
        columns[unit].as_ref().map_or(LabelField::Units(UnitRole::Responsible), |column| column.field);
    columns[unit] =
        read_as(text, table, (row, unit), LabelField::Title).map(|name| Column { also: Some(field), ..name });
    for at in counted {
        columns[at] = read_as(text, table, (row, at), LabelField::Body);
    }
    columns
}

/// Columns where no heading names a task, but others say who answers and by when: what the first under a word of its own
/// holds is what is to be done (整治行业 | 时间安排 | 责任单位).
pub(super) fn named_first(
    text: &str,
    table: &Table,
    row: usize,
    mut columns: Vec<Option<Column>>,
    lexicon: &Lexicon,
) -> Vec<Option<Column>> {
    let holds = |wanted: fn(LabelField) -> bool| columns.iter().flatten().any(|column| wanted(column.field));
    let answered =
        holds(|field| matches!(field, LabelField::Units(_))) && holds(|field| field == LabelField::Deadline);
    if !answered || find(&columns, 0, &TELL).is_some() {
        return columns;
    }
    let groups = |column: &Option<Column>| column.as_ref().is_none_or(|c| c.field == LabelField::Category);
    let first = (0..columns.len().min(2)).find(|&at| groups(&columns[at]));
    if let Some(at) = first.filter(|&at| cells::are_names(text, table, (row, at), lexicon)) {
        columns[at] = read_as(text, table, (row, at), LabelField::Title);
    }
    columns
}
