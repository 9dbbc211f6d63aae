//! Tables whose columns a page reader gave one after the other: 序号 / 1 / 2 / 3 / 重点任务 / 修路 / 建校 / 架桥 / 责任单位 / ….

use super::align;
use super::columns::{self, Column, Header};
use super::draft::Draft;
use super::rows::{self, Rows};
use crate::lexicon::{LabelField, Lexicon};
use crate::outline::Content;
use crate::text::unwrap;
use std::ops::Range;

/// The tasks of each such table among lines, and the lines that it takes.
pub(super) fn read(
    content: &Content,
    lines: &[Range<usize>],
    lexicon: &Lexicon,
) -> Vec<(Range<usize>, Vec<Draft>)> {
    let text = content.text.folded();
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let table =
            if &text[lines[at].clone()] == "序号" { table(text, &lines[at..], lexicon) } else { None };
        let Some((header, count)) = table else {
            at += 1;
            continue;
        };
        let cells = &lines[at..at + header.columns.len() * (count + 1)];
        let row = |row: usize| {
            let cells_of_row = (0..header.columns.len()).map(|column| column * (count + 1) + 1 + row);
            rows::slots(cells_of_row.map(|cell| cell..cell + 1).collect(), cells)
        };
        let grid: Vec<_> = (0..count).map(row).collect();
        let caption = rows::caption(content, lines[at].start);
        let drafts = Rows { text, header: &header, path: &[], caption, lexicon }.read(&grid);
        found.push((at..at + cells.len(), drafts));
        at += cells.len();
    }
    found
}

/// The headings of the table that begins at the first of `lines`, and how many rows it has.
fn table(text: &str, lines: &[Range<usize>], lexicon: &Lexicon) -> Option<(Header, usize)> {
    let column = |at: usize| Column::new(text, lines.get(at)?.clone(), lexicon);
    let first = column(0).filter(|first| first.field == LabelField::Number)?;
    let numbers = lines[1..].iter().map_while(|line| align::count(&text[line.clone()]));
    let count = unwrap::counted(numbers);
    if count < unwrap::FEWEST_ROWS {
        return None;
    }
    let mut columns = vec![Some(first)];
    while let Some(next) = column(columns.len() * (count + 1)).filter(|next| next.field != LabelField::Number)
        && lines.len() >= (columns.len() + 1) * (count + 1)
        && columns.len() < align::MOST_COLUMNS
    {
        columns.push(Some(next));
    }
    let header = Header { columns, ..Header::default() };
    (header.columns.len() > 2 && columns::names_tasks(&header.columns)).then_some((header, count))
}
