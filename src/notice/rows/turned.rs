//! Tables whose tasks do not stand one below the other: side by side, two to a row; or each in a column of its own.

use super::DEEPEST;
use crate::lexicon::{LabelField, Lexicon};
use crate::notice::columns::Column;
use crate::outline::table::{Slot, Table};
use crate::text::squeeze;
use std::ops::Range;

/// The table with its tasks one below the other; `None` where they stand so.
pub(super) fn upright(text: &str, table: &Table, lexicon: &Lexicon) -> Option<Table> {
    stacked(text, table, lexicon).or_else(|| transposed(text, table, lexicon))
}

/// A table whose headings stand several times in a row (序号 | 任务 | 单位 | 序号 | 任务 | 单位), with its parts one below
/// the other.
fn stacked(text: &str, table: &Table, lexicon: &Lexicon) -> Option<Table> {
    let (at, width) = (0..DEEPEST).find_map(|at| Some((at, repeats(text, table.rows.get(at)?, lexicon)?)))?;
    let parts = table.rows.first()?.len() / width;
    let part = |part: usize, row: &[Slot]| row[part * width..(part + 1) * width].to_vec();
    let head = table.rows[..=at].iter().map(|row| part(0, row));
    let rows = (0..parts).flat_map(|at_part| table.rows[at + 1..].iter().map(move |row| part(at_part, row)));
    Some(Table { rows: head.chain(rows).collect() })
}

/// After how many columns a row of headings begins again.
fn repeats(text: &str, row: &[Slot], lexicon: &Lexicon) -> Option<usize> {
    let words: Vec<String> = row
        .iter()
        .map(|slot| slot.begun(text).map_or(String::new(), |range| squeeze(&text[range]).into_owned()))
        .collect();
    let again = |width: &usize| {
        row.len().is_multiple_of(*width) && words.chunks(*width).all(|part| part == &words[..*width])
    };
    let width = (3..=row.len() / 2).find(again)?;
    let named = row[..width].iter().all(|slot| slot.begun(text).is_some());
    (named && tells_tasks(text, row[..width].iter(), lexicon)).then_some(width)
}

/// A table with its headings in the first column, and each task in a column of its own.
fn transposed(text: &str, table: &Table, lexicon: &Lexicon) -> Option<Table> {
    let single = single_headed(text, table);
    let table = single.as_ref().unwrap_or(table);
    let width = table.rows.first()?.len();
    if width < 3 || table.rows.len() < 3 {
        return None;
    }
    // 一季度 beside 推进节点 is a heading; where it stands alone the rows may be a schedule.
    let heads = |cell: &Range<usize>| {
        Column::new(text, cell.clone(), lexicon).is_some()
            || single.is_some() && Column::stage(text, cell.clone()).is_some()
    };
    // Most tables show with their first rows that they are none.
    let begin = table.rows.iter().filter_map(|row| row.first()?.begun(text)).take(3);
    if begin.filter(heads).count() < 2 {
        return None;
    }
    let first = &table.rows[..table.rows.len() / begun_again(text, table)];
    let column = |at: usize| first.iter().filter_map(move |row| row.get(at)?.begun(text));
    let headings = column(0).filter(heads);
    // Labels and their values, one pair in a row or two, are a form.
    let label = |cell: &Range<usize>| lexicon.label(&squeeze(&text[cell.clone()])).is_some();
    let labels = || (1..width).any(|at| column(at).filter(label).count() > 1);
    // 任务名称 | 背街小巷整治: of one task it is a form, too.
    let names = |row: &&Vec<Slot>| {
        let head = row.first().and_then(|slot| Column::new(text, slot.begun(text)?, lexicon));
        head.is_some_and(|column| column.field == LabelField::Title)
    };
    let one_task = || {
        let title = first.iter().find(names);
        title.is_some_and(|row| row[1..].iter().filter_map(|slot| slot.begun(text)).count() < 2)
    };
    let cells = first.iter().filter_map(|row| row.first());
    if headings.count() * 5 < first.len() * 4 || !tells_tasks(text, cells, lexicon) || labels() || one_task()
    {
        return None;
    }
    let turned = |(part, rows): (usize, &[Vec<Slot>])| {
        let column =
            |at: usize| rows.iter().map(|row| row.get(at).cloned().unwrap_or_default()).collect::<Vec<_>>();
        // The headings are those of the first part.
        (usize::from(part > 0)..width).map(column).collect::<Vec<_>>()
    };
    Some(Table { rows: table.rows.chunks(first.len()).enumerate().flat_map(turned).collect() })
}

/// The table with one column of headings, where most are merged with the column beside them: 包联领导 over two, and
/// 推进节点 | 一季度. `None` where its headings stand in one.
fn single_headed(text: &str, table: &Table) -> Option<Table> {
    let merged = |row: &&Vec<Slot>| {
        let (Some(first), Some(second)) = (row.first(), row.get(1)) else { return false };
        second.covered && first.begun(text).is_some() && second.text == first.text
    };
    let count = table.rows.iter().filter(merged).count();
    if count * 2 < table.rows.len() || table.rows.iter().any(|row| row.len() < 4) {
        return None;
    }
    let rows = table.rows.iter().map(|row| {
        let own = if merged(&row) { &row[0] } else { &row[1] };
        std::iter::once(own).chain(&row[2..]).cloned().collect()
    });
    Some(Table { rows: rows.collect() })
}

/// How many times the headings of the first column stand below each other: 序号 | 任务 | 单位, and again for further tasks.
fn begun_again(text: &str, table: &Table) -> usize {
    let heading = |row: &Vec<Slot>| {
        row.first().and_then(|slot| slot.begun(text)).map(|range| squeeze(&text[range]).into_owned())
    };
    let headings: Vec<Option<String>> = table.rows.iter().map(heading).collect();
    let again = |length: &usize| {
        headings.len().is_multiple_of(*length)
            && headings.chunks(*length).all(|part| part == &headings[..*length])
    };
    let length = (3..=headings.len() / 2).find(again);
    length.map_or(1, |length| headings.len() / length)
}

/// Whether headings name a task and who answers for it.
fn tells_tasks<'a>(text: &str, headings: impl Iterator<Item = &'a Slot>, lexicon: &Lexicon) -> bool {
    let columns = headings.filter_map(|slot| Column::new(text, slot.begun(text)?, lexicon));
    let fields: Vec<LabelField> = columns.map(|column| column.field).collect();
    let names = |field: &LabelField| matches!(field, LabelField::Title | LabelField::Body);
    let answers = |field: &LabelField| matches!(field, LabelField::Units(_) | LabelField::Leaders(_));
    fields.iter().any(names) && fields.iter().any(answers)
}
