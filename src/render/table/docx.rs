//! Word: an official document across A4.

use super::{
    Cell, Table,
    grid::{Chapter, Grid, GridColumn, chapters, foot_lines, head_lines, is_number, is_wide, narrow},
};
use crate::render::{
    Error,
    docx::{self as word, Lie, Stationery, TableText, Text},
    page::Fonts,
    text::{fold, lines, width},
};
use docx_rs::{AlignmentType, Paragraph, TableCell, TableRow, VMergeType};

pub(super) fn write(table: &Table, fonts: &Fonts) -> Result<Vec<u8>, Error> {
    let chapters = chapters(table);
    let size = if is_wide(table) || is_high(&chapters) { TableText::SMALL } else { TableText::NORMAL };
    let stationery = Stationery::new(Lie::Turned, fonts, size)?;
    let mut docx = stationery.document();
    docx = docx.add_paragraph(word::paragraph(&table.title, Text::Title));
    for line in head_lines(table) {
        // The number of a document is not broken.
        let fits = width(&line) <= word::SUBTITLE_ROOM;
        let line = if fits { line } else { line.replacen("》（", "》\n（", 1) };
        docx = docx.add_paragraph(word::paragraph(&line, Text::Subtitle));
    }
    let foot = foot_lines(table);
    let last = chapters.iter().map(|chapter| chapter.grids.len()).sum::<usize>();
    let mut number = 0;
    for chapter in &chapters {
        if let Some(heading) = &chapter.heading {
            docx = docx.add_paragraph(word::paragraph(heading, Text::Heading1).keep_next(true));
        }
        let widths = chapter.widths(Lie::Turned.twips(), size.character(), TableText::PADDING);
        for (grid, widths) in chapter.grids.iter().zip(&widths) {
            if let Some(heading) = &grid.heading {
                docx = docx.add_paragraph(word::paragraph(heading, Text::Heading2).keep_next(true));
            }
            number += 1;
            docx = docx.add_table(lay_out(grid, widths, size, number == last && !foot.is_empty()));
        }
    }
    for (at, line) in foot.iter().enumerate() {
        docx = docx.add_paragraph(word::paragraph(line, Text::Note).keep_next(at + 1 < foot.len()));
    }
    stationery.pack(&docx, &table.title)
}

/// Whether text of the usual size would make a row so high that few of them fit on a page.
fn is_high(chapters: &[Chapter]) -> bool {
    const LINES: usize = 11;
    let size = TableText::NORMAL;
    chapters.iter().any(|chapter| {
        let widths = chapter.widths(Lie::Turned.twips(), size.character(), TableText::PADDING);
        let heights = |(grid, widths): (&Grid, &Vec<usize>)| heights(grid, widths, size);
        chapter.grids.iter().zip(&widths).flat_map(heights).any(|height| height > LINES)
    })
}

/// `has_notes`: the last row stays on the page of what follows.
fn lay_out(grid: &Grid, widths: &[usize], size: TableText, has_notes: bool) -> docx_rs::Table {
    let head = grid.columns.iter().zip(widths);
    let head = head.map(|(column, width)| {
        word::cell(word::paragraph(&narrow(column.heading), Text::Head).keep_next(true), *width)
    });
    let mut rows = vec![word::head_row(head.collect())];
    let heights = heights(grid, widths, size);
    let blocks = blocks(grid, &heights, size.half_page());
    // A table that fills no more than half of a page stands whole on one.
    let is_short = heights.iter().sum::<usize>() <= size.half_page();
    // Nor does a page begin with the last row or two of a table.
    let tail = {
        let lines = heights.iter().rev().scan(0, |sum, height| {
            *sum += height;
            Some(*sum)
        });
        grid.rows.len() - lines.take_while(|sum| *sum <= size.half_page() / 4).count().min(3)
    };
    let is_joined = |i: usize| blocks.get(i).copied().unwrap_or(false);
    for (i, row) in grid.rows.iter().enumerate() {
        let above = i.checked_sub(1).filter(|_| is_joined(i)).and_then(|above| grid.rows.get(above));
        let below = grid.rows.get(i + 1).filter(|_| is_joined(i + 1));
        let is_last = i + 1 == grid.rows.len();
        // Neither do shared cells go over to the next page, nor the sum alone.
        let keeps = below.is_some()
            || (is_short || i >= tail) && !is_last
            || is_last && (grid.sum.is_some() || has_notes);
        rows.push(body_row(grid, row, [above, below], keeps, widths, size));
    }
    rows.extend(sum_row(grid, widths, has_notes));
    word::table(rows, widths)
}

/// What stands in a cell that has room for `room` half-width characters: names are not broken.
fn text_of(cell: &Cell, column: &GridColumn, room: usize) -> String {
    let text = cell.to_string();
    if column.is_list { fold(&text, room) } else { text }
}

/// How many lines each row takes.
fn heights(grid: &Grid, widths: &[usize], size: TableText) -> Vec<usize> {
    let height = |row: &Vec<Cell>| {
        let cells = row.iter().zip(&grid.columns).zip(widths);
        let taken = cells.map(|((cell, column), width)| {
            lines(&text_of(cell, column, size.room(*width)), size.room(*width))
        });
        taken.max().unwrap_or(1)
    };
    grid.rows.iter().map(height).collect()
}

/// For each row, whether it may share cells with the row above it. A cell that went over to the next page would be
/// empty there, so rows that share one stay on one page, and no more of them than fill half of it, `most` lines.
fn blocks(grid: &Grid, heights: &[usize], most: usize) -> Vec<bool> {
    let mut used = 0;
    let mut above: Option<&Vec<Cell>> = None;
    let joined = grid.rows.iter().zip(heights).map(|(row, height)| {
        let mut pairs = grid.columns.iter().zip(row.iter().zip(above.into_iter().flatten()));
        let shares = pairs.any(|(column, (cell, above))| column.merges && !cell.is_empty() && cell == above);
        let joins = shares && used + height <= most;
        used = if joins { used + height } else { *height };
        above = Some(row);
        joins
    });
    joined.collect()
}

/// A row, which shares cells with those above and below it, where these are given; `keeps` it on the page of the next.
fn body_row(
    grid: &Grid,
    row: &[Cell],
    [above, below]: [Option<&Vec<Cell>>; 2],
    keeps: bool,
    widths: &[usize],
    size: TableText,
) -> TableRow {
    let cells = row.iter().zip(&grid.columns).zip(widths).enumerate().map(|(j, ((cell, column), width))| {
        let equals = |other: Option<&Vec<Cell>>| {
            column.merges && !cell.is_empty() && other.and_then(|other| other.get(j)) == Some(cell)
        };
        let (above, continues) = (equals(above), equals(below));
        let text = if above { String::new() } else { text_of(cell, column, size.room(*width)) };
        let paragraph = aligned(&text, cell, column.is_centred).keep_next(keeps);
        let laid_out = word::cell(paragraph, *width);
        match (above, continues) {
            (true, _) => laid_out.vertical_merge(VMergeType::Continue),
            (false, true) => laid_out.vertical_merge(VMergeType::Restart),
            (false, false) => laid_out,
        }
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

/// The sum, its label over all columns before it; it `keeps` to the page of what follows.
fn sum_row(grid: &Grid, widths: &[usize], keeps: bool) -> Option<TableRow> {
    let sum = grid.sum.as_ref()?;
    let mut cells: Vec<TableCell> = Vec::new();
    if sum.column > 0 {
        let width = widths.iter().take(sum.column).sum();
        cells.push(
            word::cell(word::paragraph(sum.label, Text::Head).keep_next(keeps), width).grid_span(sum.column),
        );
    }
    let value = word::paragraph(&sum.cell.to_string(), Text::Cell).align(AlignmentType::Center);
    cells.push(word::cell(value, widths.get(sum.column).copied().unwrap_or_default()));
    let rest = widths.get(sum.column + 1..).unwrap_or_default();
    cells.extend(rest.iter().map(|width| word::cell(word::paragraph("", Text::Cell), *width)));
    Some(word::row(cells))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_share_a_cell_fill_half_a_page_at_most() {
        let column = |merges| GridColumn {
            heading: "",
            bounds: (8, 8),
            is_centred: true,
            merges,
            names_row: false,
            is_list: false,
        };
        let row = |leader: &str, count: usize| {
            vec![Cell::Text(leader.to_owned()), Cell::Text("项\n".repeat(count))]
        };
        let grid = Grid {
            heading: None,
            caption: String::new(),
            columns: vec![column(true), column(false)],
            rows: vec![
                row("甲", 7),
                row("甲", 7),
                row("甲", 7),
                row("乙", 1),
                row("乙", 1),
                row("", 1),
                row("", 1),
            ],
            sum: None,
        };
        assert_eq!(
            blocks(&grid, &heights(&grid, &[1000, 1000], TableText::NORMAL), 15),
            [false, true, false, false, true, false, false]
        );
    }
}
