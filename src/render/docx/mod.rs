//! What all Word documents share: [`Stationery`] (page, styles, page numbers, package), paragraphs and tables.

mod order;
mod package;
mod page_number;
mod slot;
mod style;

use super::text::clean;
use docx_rs::{
    BorderType, Paragraph, Run, Table, TableBorder, TableBorderPosition, TableBorders, TableCell,
    TableCellMargins, TableLayoutType, TableRow, VAlignType, WidthType,
};
pub(crate) use package::Stationery;
pub(crate) use page_number::Lie;
pub(crate) use slot::{Slots, slot};
pub(crate) use style::{SUBTITLE_ROOM, TableText, Text};

/// A paragraph of `text` in `style`; each line of it becomes a line of the paragraph.
pub(crate) fn paragraph(text: &str, style: Text) -> Paragraph {
    let mut run = Run::new();
    for (i, line) in clean(text).split('\n').enumerate() {
        if i > 0 {
            run = run.add_break(docx_rs::BreakType::TextWrapping);
        }
        run = run.add_text(line);
    }
    Paragraph::new().style(style.id()).add_run(run)
}

/// A table over the whole type area, with thin black lines.
pub(crate) fn table(rows: Vec<TableRow>, widths: &[usize]) -> Table {
    let positions = [
        TableBorderPosition::Top,
        TableBorderPosition::Left,
        TableBorderPosition::Bottom,
        TableBorderPosition::Right,
        TableBorderPosition::InsideH,
        TableBorderPosition::InsideV,
    ];
    let borders = positions.into_iter().fold(TableBorders::with_empty(), |borders, position| {
        borders.set(TableBorder::new(position).border_type(BorderType::Single).size(4).color("000000"))
    });
    Table::new(rows)
        .set_grid(widths.to_vec())
        .width(widths.iter().sum(), WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .set_borders(borders)
        .margins(TableCellMargins::new().margin(30, 60, 30, 60))
}

/// A cell that is `width` twips wide, its text in the middle of its height.
pub(crate) fn cell(paragraph: Paragraph, width: usize) -> TableCell {
    TableCell::new().width(width, WidthType::Dxa).vertical_align(VAlignType::Center).add_paragraph(paragraph)
}

/// A row that stands whole on one page.
pub(crate) fn row(cells: Vec<TableCell>) -> TableRow {
    TableRow::new(cells).cant_split()
}

/// A row that is repeated at the top of each page.
pub(crate) fn head_row(cells: Vec<TableCell>) -> TableRow {
    // docx-rs knows no `w:tblHeader`; `package` puts it where it finds this height, which nothing else has.
    row(cells).row_height(1.0)
}
