//! Word: an official document across A4.

use super::{
    Cell, Table,
    grid::{Grid, chapters, is_number, narrow},
    markdown::note_label,
};
use crate::render::{
    Error,
    docx::{self as word, Orientation, Text},
    page::Fonts,
};
use docx_rs::{AlignmentType, Paragraph, TableCell, TableRow, VMergeType};

/// Width of a half-width character of table text in twips: half of its 10.5 points.
const CHARACTER: usize = 105;
/// Room beside the text of a cell in twips: its margins, and a little for its lines.
const PADDING: usize = 150;

pub(super) fn write(table: &Table, fonts: &Fonts) -> Result<Vec<u8>, Error> {
    let mut docx = word::document(Orientation::Landscape, fonts);
    docx = docx.add_paragraph(word::paragraph(&table.title, Text::Title));
    for source in &table.sources {
        docx = docx.add_paragraph(word::paragraph(&format!("依据：{source}"), Text::Subtitle));
    }
    for chapter in chapters(table) {
        if let Some(heading) = &chapter.heading {
            docx = docx.add_paragraph(word::paragraph(heading, Text::Heading1).keep_next(true));
        }
        for grid in &chapter.grids {
            if let Some(heading) = &grid.heading {
                docx = docx.add_paragraph(word::paragraph(heading, Text::Heading2).keep_next(true));
            }
            docx = docx.add_table(lay_out(grid));
        }
    }
    for (i, note) in table.notes.iter().enumerate() {
        let text = format!("{}{note}", note_label(i, table.notes.len()));
        docx = docx.add_paragraph(word::paragraph(&text, Text::Note));
    }
    word::finish(docx, &table.title, fonts)
}

fn lay_out(grid: &Grid) -> docx_rs::Table {
    let widths = grid.widths(Orientation::Landscape.text_width(), CHARACTER, PADDING);
    let head = grid.columns.iter().zip(&widths);
    let head =
        head.map(|(column, width)| word::cell(word::paragraph(&narrow(column.heading), Text::Head), *width));
    let mut rows = vec![word::head_row(head.collect())];
    for i in 0..grid.rows.len() {
        rows.push(body_row(grid, i, &widths));
    }
    rows.extend(sum_row(grid, &widths));
    word::table(rows, &widths)
}

fn body_row(grid: &Grid, i: usize, widths: &[usize]) -> TableRow {
    let at = |row: Option<usize>, column: usize| {
        row.and_then(|row| grid.rows.get(row)).and_then(|row| row.get(column))
    };
    let cells = grid.columns.iter().zip(widths).enumerate().filter_map(|(j, (column, width))| {
        let cell = at(Some(i), j)?;
        let equals = |other: Option<&Cell>| column.merges && !cell.is_empty() && other == Some(cell);
        let (above, below) = (equals(at(i.checked_sub(1), j)), equals(at(i.checked_add(1), j)));
        let text = if above { String::new() } else { cell.to_string() };
        let laid_out = word::cell(aligned(&text, cell, column.is_centred), *width);
        Some(match (above, below) {
            (true, _) => laid_out.vertical_merge(VMergeType::Continue),
            (false, true) => laid_out.vertical_merge(VMergeType::Restart),
            (false, false) => laid_out,
        })
    });
    word::row(cells.collect())
}

fn aligned(text: &str, cell: &Cell, is_centred: bool) -> Paragraph {
    let paragraph = word::paragraph(text, Text::Cell);
    match cell {
        cell if is_number(cell) && !is_centred => paragraph.align(AlignmentType::Right),
        _ if is_centred => paragraph.align(AlignmentType::Center),
        _ => paragraph,
    }
}

/// The sum, its label over all columns before it.
fn sum_row(grid: &Grid, widths: &[usize]) -> Option<TableRow> {
    let sum = grid.sum.as_ref()?;
    let mut cells: Vec<TableCell> = Vec::new();
    if sum.column > 0 {
        let width = widths.iter().take(sum.column).sum();
        cells.push(word::cell(word::paragraph(sum.label, Text::Head), width).grid_span(sum.column));
    }
    let value = word::paragraph(&sum.cell.to_string(), Text::Cell).align(AlignmentType::Center);
    cells.push(word::cell(value, widths.get(sum.column).copied().unwrap_or_default()));
    let rest = widths.get(sum.column + 1..).unwrap_or_default();
    cells.extend(rest.iter().map(|width| word::cell(word::paragraph("", Text::Cell), *width)));
    Some(word::row(cells))
}
