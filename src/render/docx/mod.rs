//! What all Word documents share: page, styles, page numbers, and the
//! finished package.

mod order;
mod package;
mod page_number;

use super::{
    page,
    page::{Fonts, first},
    text::clean,
};
use docx_rs::{
    AlignmentType, BorderType, Docx, LineSpacing, LineSpacingType, PageMargin, PageOrientationType,
    Paragraph, Run, RunFonts, Style, StyleType, Table, TableBorder, TableBorderPosition, TableBorders,
    TableCell, TableCellMargins, TableLayoutType, TableRow, VAlignType, WidthType,
};
pub(crate) use package::finish;
use page_number::Pages;

/// Width of the type area in twips. The page is turned, for all documents are wide tables and forms.
pub(crate) fn text_width() -> usize {
    usize::try_from(page::mm_to_twips(page::TURNED_WIDTH)).unwrap_or_default()
}

/// Size of the lines under the title in points: 小四.
const SUBTITLE_SIZE: f64 = 12.0;
/// The half-width characters of the lines under the title that fit beside one another in the 225 mm of the type area,
/// with a little left for the space that Word sets between Chinese and digits.
pub(crate) const SUBTITLE_ROOM: usize = 102;

/// How large the text of tables is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct TableText {
    /// In points.
    size: f64,
}

impl TableText {
    /// Of forms and tables.
    pub(crate) const NORMAL: TableText = TableText { size: page::TABLE_SIZE };
    /// Of tables with many columns.
    pub(crate) const SMALL: TableText = TableText { size: page::WIDE_TABLE_SIZE };
    /// Room beside the text of a cell in twips: its margins, and a little for its lines.
    pub(crate) const PADDING: usize = 150;

    /// Width of a half-width character in twips: half of its size.
    pub(crate) fn character(self) -> usize {
        usize::try_from(page::points_to_twips(self.size / 2.0)).unwrap_or(1).max(1)
    }

    /// The half-width characters that fit into a cell `width` twips wide.
    pub(crate) fn room(self, width: usize) -> usize {
        width.saturating_sub(Self::PADDING) / self.character()
    }

    /// The lines that fill half of a page.
    pub(crate) fn half_page(self) -> usize {
        // Word and LibreOffice set lines of Chinese some 1.4 times as high as its characters.
        let line = self.size * 1.4 * 25.4 / 72.0;
        (page::TURNED_HEIGHT / 2.0 / line) as usize
    }
}

/// The styles of an official document, by their ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Text {
    /// 标题.
    Title,
    /// 正文, first line indented by two characters.
    Body,
    /// 一、
    Heading1,
    /// （一）
    Heading2,
    /// The line under the title.
    Subtitle,
    /// Head row of a table.
    Head,
    /// Text in a table.
    Cell,
    /// Remarks under a table.
    Note,
}

impl Text {
    fn id(self) -> &'static str {
        match self {
            Text::Title => "Title",
            Text::Body => "BodyText",
            Text::Heading1 => "Heading1",
            Text::Heading2 => "Heading2",
            Text::Subtitle => "Subtitle",
            Text::Head => "TableHead",
            Text::Cell => "TableText",
            Text::Note => "Note",
        }
    }
}

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

/// An empty document with the page, styles and page numbers of GB/T 9704-2012.
pub(crate) fn document(fonts: &Fonts, text: TableText) -> Docx {
    let docx = Docx::new()
        .page_size(twips(page::PAPER_HEIGHT), twips(page::PAPER_WIDTH))
        .page_orient(PageOrientationType::Landscape)
        .page_margin(PageMargin {
            top: page::mm_to_twips(page::TURNED_TOP),
            bottom: page::mm_to_twips(page::TURNED_BOTTOM),
            left: page::mm_to_twips(page::TURNED_LEFT),
            right: page::mm_to_twips(page::TURNED_RIGHT),
            header: page::mm_to_twips(15.0),
            footer: page::mm_to_twips(15.0),
            gutter: 0,
        })
        .default_fonts(font(&fonts.body))
        .default_size(page::half_points(page::BODY_SIZE))
        .footer(page_number::footer(Pages::Odd))
        .even_footer(page_number::footer(Pages::Even));
    styles(fonts, text).into_iter().fold(docx, Docx::add_style)
}

fn styles(fonts: &Fonts, table: TableText) -> Vec<Style> {
    let exact =
        || LineSpacing::new().line_rule(LineSpacingType::Exact).line(page::points_to_twips(page::LINE_PITCH));
    let style = |text: Text, name: &str, list: &[String], points: f64| {
        Style::new(text.id(), StyleType::Paragraph)
            .name(name)
            .based_on("Normal")
            .fonts(font(list))
            .size(page::half_points(points))
            .q_format(true)
    };
    let indent = page::points_to_twips(page::BODY_SIZE * 2.0);
    let first_line =
        |style: Style| style.indent(None, Some(docx_rs::SpecialIndentType::FirstLine(indent)), None, None);
    vec![
        style(Text::Title, "Title", &fonts.title, page::TITLE_SIZE)
            .align(AlignmentType::Center)
            .line_spacing(LineSpacing::new().after(120)),
        first_line(style(Text::Body, "Body Text", &fonts.body, page::BODY_SIZE)).line_spacing(exact()),
        first_line(style(Text::Heading1, "heading 1", &fonts.heading1, page::BODY_SIZE))
            .line_spacing(exact().before(120))
            .outline_lvl(0),
        first_line(style(Text::Heading2, "heading 2", &fonts.heading2, page::BODY_SIZE))
            .line_spacing(exact())
            .outline_lvl(1),
        style(Text::Subtitle, "Subtitle", &fonts.heading2, SUBTITLE_SIZE)
            .align(AlignmentType::Center)
            .line_spacing(LineSpacing::new().after(60)),
        style(Text::Head, "Table Head", &fonts.heading1, table.size).align(AlignmentType::Center),
        style(Text::Cell, "Table Text", &fonts.body, table.size),
        style(Text::Note, "Note", &fonts.body, page::TABLE_SIZE).line_spacing(LineSpacing::new().before(40)),
        Style::new("Footer", StyleType::Paragraph)
            .name("footer")
            .based_on("Normal")
            .fonts(font(&fonts.page_number))
            .size(page::half_points(page::PAGE_NUMBER_SIZE)),
    ]
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

fn font(list: &[String]) -> RunFonts {
    let name = first(list);
    RunFonts::new().ascii(name).hi_ansi(name).east_asia(name).cs(name).hint("eastAsia")
}

fn twips(mm: f64) -> u32 {
    u32::try_from(page::mm_to_twips(mm)).unwrap_or_default()
}
