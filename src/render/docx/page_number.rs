//! The page number, `— 1 —`: at the foot of the page, on the outer side (GB/T 9704-2012, 7.5).
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

/// How a page lies before its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lie {
    /// Upright: 156 mm wide, 225 mm high to write on.
    Upright,
    /// Turned for a wide table: 225 mm wide, 156 mm high.
    Turned,
}

impl Lie {
    /// Width of the type area in twips.
    pub(crate) fn twips(self) -> usize {
        let mm = match self {
            Lie::Upright => page::TURNED_HEIGHT,
            Lie::Turned => page::TURNED_WIDTH,
        };
        usize::try_from(page::mm_to_twips(mm)).unwrap_or_default()
    }
}

/// Which pages a number stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pages {
    /// 单页码: one character in from the right edge of the sheet's type area (7.5); below on a turned page.
    Odd,
    /// 双页码: one character in from the left edge of the sheet's type area (7.5); above on a turned page.
    Even,
}

/// Width of the strip in mm that holds the number.
const STRIP: f64 = 8.0;

/// The footer of `pages` that lie as `lie` says.
pub(super) fn footer(lie: Lie, pages: Pages) -> Footer {
    match lie {
        Lie::Upright => Footer::new().add_paragraph(number(pages)),
        Lie::Turned => turned(number(pages)),
    }
}

/// The number, one character in from the side on which it stands.
fn number(pages: Pages) -> Paragraph {
    let side = match pages {
        Pages::Odd => AlignmentType::Right,
        Pages::Even => AlignmentType::Left,
    };
    let one = page::points_to_twips(page::PAGE_NUMBER_SIZE);
    Paragraph::new()
        .style("Footer")
        .align(side)
        .indent(Some(one), None, Some(one), None)
        .add_run(Run::new().add_text("— "))
        .add_page_num(PageNum::new())
        .add_run(Run::new().add_text(" —"))
}

/// The footer of a turned page.
fn turned(number: Paragraph) -> Footer {
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
