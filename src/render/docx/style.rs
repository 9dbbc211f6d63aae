//! The styles of an official document.

use crate::render::page::{self, Fonts, first};
use docx_rs::{
    AlignmentType, LineSpacing, LineSpacingType, RunFonts, SpecialIndentType, Style, StyleType, Styles,
};

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
    pub(super) fn id(self) -> &'static str {
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

/// All styles, with tables of the size `table`.
pub(super) fn styles(fonts: &Fonts, table: TableText) -> Styles {
    let default =
        Styles::new().default_fonts(font(&fonts.body)).default_size(page::half_points(page::BODY_SIZE));
    list(fonts, table).into_iter().fold(default, Styles::add_style)
}

fn list(fonts: &Fonts, table: TableText) -> Vec<Style> {
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
        |style: Style| style.indent(None, Some(SpecialIndentType::FirstLine(indent)), None, None);
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

fn font(list: &[String]) -> RunFonts {
    let name = first(list);
    RunFonts::new().ascii(name).hi_ansi(name).east_asia(name).cs(name).hint("eastAsia")
}
