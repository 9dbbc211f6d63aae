//! Tables of a Word document, or rows of them, that only lay out: a frame around a paragraph, a signature at its place, a
//! title above the headings.

use crate::source::{Block, Origin};
use crate::text::{fold::fold, is_han, marker, unwrap::is_date, words};
use rustc_hash::FxHashMap;

/// A cell: its place, how many columns it covers, and its words.
struct Said<'b> {
    row: u32,
    column: u32,
    span: u32,
    words: &'b str,
}

/// How many rows of each table, from its first on, are none: all of a table that only lays out; of others a title over all of
/// its width where the document begins with it, and labels and what they say (责任部门：教务处 | 分管院领导：周宁).
pub(super) fn rows(blocks: &[Block]) -> FxHashMap<u32, u32> {
    let mut tables: FxHashMap<u32, Vec<Said<'_>>> = FxHashMap::default();
    let mut first = None;
    let mut begun = false;
    for block in blocks {
        let words = block.text.trim();
        if let Origin::Cell { table, row, column, column_span, .. } = block.origin {
            tables.entry(table).or_default().push(Said { row, column, span: column_span.max(1), words });
            first = first.or((!begun).then_some(table));
        }
        begun |= !words.is_empty();
    }
    let count = |(table, cells): (u32, Vec<Said<'_>>)| {
        let filled: Vec<&Said<'_>> = cells.iter().filter(|cell| !cell.words.is_empty()).collect();
        let rows: Vec<&[Said<'_>]> = cells.chunk_by(|a, b| a.row == b.row).collect();
        if filled.len() == 1 || signs(&filled) || is_form(&rows) {
            return Some((table, u32::MAX));
        }
        let titles = if first == Some(table) { titles(&rows) } else { 0 };
        let rows = titles + labelled(&rows[titles..]);
        u32::try_from(rows).ok().filter(|&rows| rows > 0).map(|rows| (table, rows))
    };
    tables.into_iter().filter_map(count).collect()
}

/// How many rows are one cell over all of the table.
fn titles(rows: &[&[Said<'_>]]) -> usize {
    let end = |cell: &Said<'_>| cell.column.saturating_add(cell.span).saturating_sub(1);
    let width = rows.iter().flat_map(|row| row.iter()).map(end).max().unwrap_or(0);
    let title = |cell: &Said<'_>| cell.column == 1 && cell.span == width && !cell.words.is_empty();
    rows.iter().take_while(|row| width > 2 && matches!(row, [cell] if title(cell))).count()
}

/// How many rows hold nothing but labels and what they say, above one of headings.
fn labelled(rows: &[&[Said<'_>]]) -> usize {
    let pair = |cell: &Said<'_>| {
        let label = cell.words.split_once([':', '：']);
        label.is_some_and(|(label, value)| {
            (2..=8).contains(&label.chars().count()) && label.chars().all(is_han) && !value.trim().is_empty()
        })
    };
    let count = rows.iter().take_while(|row| row.iter().all(pair)).count();
    let headed = rows.get(count).is_some_and(|row| row.len() > 2 && !row.iter().any(pair));
    if headed && count <= 2 { count } else { 0 }
}

/// Whether a table is a form around all of a notice: beside a label one cell holds its items, and most of its words (督办任务 |
/// 1.…。责任单位:…  2.…).
fn is_form(rows: &[&[Said<'_>]]) -> bool {
    /// How many items such a cell holds, and how many cells a form has.
    const FEWEST: u32 = 3;
    const MOST: usize = 60;
    let len = |cells: &[Said<'_>]| cells.iter().map(|cell| cell.words.len()).sum::<usize>();
    if rows.iter().map(|row| row.len()).sum::<usize>() > MOST {
        return false;
    }
    let items = |cell: &Said<'_>| {
        let numbers = cell.words.lines().filter_map(|line| marker::parse(&fold(line)));
        let mut next = 1;
        for number in numbers.filter(|number| number.style == marker::Style::Arabic) {
            next += u32::from(number.value == next);
        }
        next > FEWEST
    };
    let is_label =
        |words: &str| words.chars().count() <= 8 && words.chars().all(|c| is_han(c) || c.is_whitespace());
    let holds = |row: &&&[Said<'_>]| matches!(row, [label, cell] if is_label(label.words) && items(cell));
    let all: usize = rows.iter().map(|row| len(row)).sum();
    rows.iter().find(holds).is_some_and(|row| len(row) * 2 > all)
}

/// Whether a few cells hold who signs and when: a line that is a day, below another that names no column.
fn signs(cells: &[&Said<'_>]) -> bool {
    let above = |at: usize, column: u32| {
        let fellows = cells[..at].iter().rev().filter(|other| other.column == column);
        fellows.flat_map(|other| other.words.lines().next_back()).next()
    };
    let named = |(at, cell): (usize, &&Said<'_>)| {
        let mut lines = cell.words.lines().map(str::trim).rev();
        let day = lines.next().is_some_and(|line| is_date(&fold(line)));
        day && lines.next().or_else(|| above(at, cell.column)).is_some_and(|name| !names_day(name))
    };
    cells.len() <= SIGNED && cells.iter().enumerate().any(named)
}

/// How many cells a signature takes: two offices that sign side by side, a day for each, whom to ask.
const SIGNED: usize = 6;

/// Whether words are a heading over days: 发文日期.
fn names_day(words: &str) -> bool {
    words!["日期", "时间", "时限"].ends(words.trim_end_matches([':', '：']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::BlockKind;

    /// The blocks of a table, given as rows of cells.
    fn table(rows: &[&[&str]]) -> Vec<Block> {
        let cell = |row: u32, column: u32, text: &str| Block {
            kind: BlockKind::TableCell,
            text: text.to_owned(),
            origin: Origin::Cell { table: 1, row, column, row_span: 1, column_span: 1 },
        };
        (1..)
            .zip(rows)
            .flat_map(|(row, cells)| (1..).zip(*cells).map(move |(column, text)| cell(row, column, text)))
            .collect()
    }

    #[test]
    fn a_form_around_all_items_only_lays_out() {
        let items = "1.加固堤防。8月20日前完工。\n责任单位:县水利局\n2.修复水闸。\n责任单位:县水利局\n3.清理河道。\n责任单位:各镇";
        let form =
            table(&[&["文号", "甲汛办〔2031〕3号"], &["督办任务", items], &["办理要求", "每周三报送进度。"]]);
        assert_eq!(rows(&form).get(&1), Some(&u32::MAX));
        // Lists in the cells of several rows are of those rows.
        let tasks = table(&[&["任务", "措施"], &["加固堤防", items], &["修复水闸", items]]);
        assert_eq!(rows(&tasks).get(&1), None);
    }
}
