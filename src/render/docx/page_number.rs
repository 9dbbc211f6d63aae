//! The page number of a turned page: `— 1 —`.
//!
//! A table that lies across has its page's number where all other pages have theirs (GB/T 9704-2012, clause 8): at
//! the foot of the sheet, which is on the left when the sheet is turned to be read. So it stands upright there, in a
//! table of one cell that is fixed to the page.

use crate::render::page;
use docx_rs::{
    AlignmentType, Footer, HeightRule, LineSpacing, PageNum, Paragraph, Run, Table, TableBorders, TableCell,
    TableCellMargins, TableLayoutType, TablePositionProperty, TableRow, TextDirectionType, VAlignType,
    WidthType,
};

/// Which pages a number stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pages {
    /// 单页码: one character in from the right edge of the sheet's type area (7.5), below on the turned page.
    Odd,
    /// 双页码: one character in from the left edge of the sheet's type area (7.5), above on the turned page.
    Even,
}

/// Width of the strip in mm that holds the number.
const STRIP: f64 = 8.0;

/// The footer of `pages`.
pub(super) fn footer(pages: Pages) -> Footer {
    let side = match pages {
        Pages::Odd => AlignmentType::Right,
        Pages::Even => AlignmentType::Left,
    };
    let one = page::points_to_twips(page::PAGE_NUMBER_SIZE);
    let number = Paragraph::new()
        .style("Footer")
        .align(side)
        .indent(Some(one), None, Some(one), None)
        .add_run(Run::new().add_text("— "))
        .add_page_num(PageNum::new())
        .add_run(Run::new().add_text(" —"));
    let width = usize::try_from(page::mm_to_twips(STRIP)).unwrap_or_default();
    let height = f32::from(u16::try_from(page::mm_to_twips(page::TURNED_HEIGHT)).unwrap_or_default());
    let cell = TableCell::new()
        .width(width, WidthType::Dxa)
        .text_direction(TextDirectionType::TbRl)
        .vertical_align(VAlignType::Center)
        .add_paragraph(number);
    // The number's dashes are in the middle of the strip, 7 mm from the type area.
    let left = page::TURNED_LEFT - page::PAGE_NUMBER_GAP - STRIP / 2.0;
    let place = TablePositionProperty::new()
        .horizontal_anchor("page")
        .vertical_anchor("page")
        .position_x(page::mm_to_twips(left))
        .position_y(page::mm_to_twips(page::TURNED_TOP));
    let strip = Table::new(vec![TableRow::new(vec![cell]).row_height(height).height_rule(HeightRule::Exact)])
        .set_grid(vec![width])
        .width(width, WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .margins(TableCellMargins::new().margin(0, 0, 0, 0))
        .set_borders(TableBorders::with_empty())
        .position(place);
    // A footer ends with a paragraph.
    Footer::new()
        .add_table(strip)
        .add_paragraph(Paragraph::new().style("Footer").line_spacing(LineSpacing::new().line(20)))
}
