//! What all Word documents share: page, styles, page numbers, and the
//! finished package.

mod order;

use super::{
    Error, page,
    page::{Fonts, first},
    text::{clean, escape},
};
use docx_rs::{
    AlignmentType, BorderType, Docx, Footer, LineSpacing, LineSpacingType, PageMargin, PageNum,
    PageOrientationType, Paragraph, Run, RunFonts, Style, StyleType, Table, TableBorder, TableBorderPosition,
    TableBorders, TableCell, TableCellMargins, TableLayoutType, TableRow, VAlignType, WidthType,
};
use std::io::{Cursor, Read, Write};
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter, write::SimpleFileOptions};

/// Width of the type area in twips. A4 lies across, for wide tables and forms; the margins of each side stay, so that
/// 243 × 138 mm are left.
pub(crate) fn text_width() -> usize {
    let width = page::PAPER_HEIGHT - page::MARGIN_LEFT - page::MARGIN_RIGHT;
    usize::try_from(page::mm_to_twips(width)).unwrap_or_default()
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
pub(crate) fn document(fonts: &Fonts) -> Docx {
    // The number's dash stands 7 mm below the type area (7.5); Word measures the footer from the paper's edge.
    let number_height = page::PAGE_NUMBER_SIZE * 1.3 * 25.4 / 72.0;
    let footer = page::MARGIN_BOTTOM - page::PAGE_NUMBER_GAP - number_height;
    let docx = Docx::new()
        .page_size(twips(page::PAPER_HEIGHT), twips(page::PAPER_WIDTH))
        .page_orient(PageOrientationType::Landscape)
        .page_margin(PageMargin {
            top: page::mm_to_twips(page::MARGIN_TOP),
            bottom: page::mm_to_twips(page::MARGIN_BOTTOM),
            left: page::mm_to_twips(page::MARGIN_LEFT),
            right: page::mm_to_twips(page::MARGIN_RIGHT),
            header: page::mm_to_twips(15.0),
            footer: page::mm_to_twips(footer),
            gutter: 0,
        })
        .default_fonts(font(&fonts.body))
        .default_size(page::half_points(page::BODY_SIZE))
        .footer(page_number(AlignmentType::Right))
        .even_footer(page_number(AlignmentType::Left));
    styles(fonts).into_iter().fold(docx, Docx::add_style)
}

fn styles(fonts: &Fonts) -> Vec<Style> {
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
        style(Text::Subtitle, "Subtitle", &fonts.heading2, 12.0)
            .align(AlignmentType::Center)
            .line_spacing(LineSpacing::new().after(60)),
        style(Text::Head, "Table Head", &fonts.heading1, page::TABLE_SIZE).align(AlignmentType::Center),
        style(Text::Cell, "Table Text", &fonts.body, page::TABLE_SIZE),
        style(Text::Note, "Note", &fonts.body, page::TABLE_SIZE).line_spacing(LineSpacing::new().before(40)),
        Style::new("Footer", StyleType::Paragraph)
            .name("footer")
            .based_on("Normal")
            .fonts(font(&fonts.page_number))
            .size(page::half_points(page::PAGE_NUMBER_SIZE)),
    ]
}

/// `— 1 —`, one character in from the outer side: right on odd pages, left on even ones (7.5).
fn page_number(side: AlignmentType) -> Footer {
    let one = page::points_to_twips(page::PAGE_NUMBER_SIZE);
    Footer::new().add_paragraph(
        Paragraph::new()
            .style("Footer")
            .align(side)
            .indent(Some(one), None, Some(one), None)
            .add_run(Run::new().add_text("— "))
            .add_page_num(PageNum::new())
            .add_run(Run::new().add_text(" —")),
    )
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
    // docx-rs knows no `w:tblHeader`; `finish` puts it where it finds this height, which nothing else has.
    row(cells).row_height(1.0)
}

const HEAD_ROW_MARK: &str = r#"<w:trHeight w:val="1" w:hRule="atLeast" />"#;

fn font(list: &[String]) -> RunFonts {
    let name = first(list);
    RunFonts::new().ascii(name).hi_ansi(name).east_asia(name).cs(name).hint("eastAsia")
}

fn twips(mm: f64) -> u32 {
    u32::try_from(page::mm_to_twips(mm)).unwrap_or_default()
}

/// Packs `docx` with what docx-rs leaves out: repeated head rows, the
/// language, substitutes of fonts, a title, the order of elements that the schema asks for
/// ([`order`]), and fixed dates.
pub(crate) fn finish(docx: Docx, title: &str, fonts: &Fonts) -> Result<Vec<u8>, Error> {
    let mut packed = Cursor::new(Vec::new());
    docx.build().pack(&mut packed).map_err(|error| std::io::Error::other(error.to_string()))?;
    let mut parts = ZipArchive::new(packed)?;
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for i in 0..parts.len() {
        let mut part = parts.by_index(i)?;
        if part.is_dir() {
            continue;
        }
        let name = part.name()?.into_owned();
        let mut xml = String::new();
        part.read_to_string(&mut xml)?;
        let xml = match name.as_str() {
            "word/document.xml" => order::in_schema_order(&xml.replace(HEAD_ROW_MARK, "<w:tblHeader />"))?,
            "word/styles.xml" => {
                order::in_schema_order(&xml.replacen("</w:rPr></w:rPrDefault>", DEFAULT_LANGUAGE, 1))?
            }
            "word/fontTable.xml" => font_table(fonts),
            "word/settings.xml" => SETTINGS.to_owned(),
            "docProps/core.xml" => core_properties(title),
            name if name.starts_with("word/footer") => order::in_schema_order(&xml)?,
            _ => xml,
        };
        package.start_file(name, options)?;
        package.write_all(xml.as_bytes())?;
    }
    Ok(package.finish()?.into_inner())
}

/// Names the substitutes of each font, which docx-rs cannot.
fn font_table(fonts: &Fonts) -> String {
    let mut xml = String::from(concat!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
        r#"<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#
    ));
    let mut named: Vec<&str> = Vec::new();
    for list in fonts.all() {
        let Some((name, substitutes)) = list.split_first() else { continue };
        if named.contains(&name.as_str()) {
            continue;
        }
        named.push(name);
        xml.push_str(&format!(r#"<w:font w:name="{}">"#, escape(&clean(name))));
        if !substitutes.is_empty() {
            xml.push_str(&format!(r#"<w:altName w:val="{}"/>"#, escape(&clean(&substitutes.join(",")))));
        }
        // 86 is the character set of GB 2312.
        xml.push_str(
            r#"<w:charset w:val="86"/><w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>"#,
        );
    }
    xml + "</w:fonts>"
}

fn core_properties(title: &str) -> String {
    format!(
        concat!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
            r#"<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" "#,
            r#"xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" "#,
            r#"xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">"#,
            r#"<dc:title>{title}</dc:title><dc:creator>duban</dc:creator><cp:lastModifiedBy>duban</cp:lastModifiedBy>"#,
            r#"<dcterms:created xsi:type="dcterms:W3CDTF">{date}</dcterms:created>"#,
            r#"<dcterms:modified xsi:type="dcterms:W3CDTF">{date}</dcterms:modified>"#,
            r#"<dc:language>zh-CN</dc:language></cp:coreProperties>"#
        ),
        title = escape(&clean(title)),
        date = page::PACKAGE_DATE,
    )
}

/// Without it, stand-in fonts show Chinese characters in their Japanese forms.
const DEFAULT_LANGUAGE: &str = r#"<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>"#;

/// Even and odd pages differ; Chinese punctuation is squeezed at line ends; no compatibility mode.
const SETTINGS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
    r#"<w:zoom w:percent="100"/><w:evenAndOddHeaders/><w:defaultTabStop w:val="420"/>"#,
    r#"<w:characterSpacingControl w:val="compressPunctuation"/>"#,
    r#"<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>"#,
    r#"<w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>"#,
    r#"<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>"#,
    r#"</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>"#
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_row_is_marked_as_docx_rs_writes_it() {
        use docx_rs::BuildXML;
        let xml = head_row(Vec::new()).build();
        assert!(String::from_utf8_lossy(&xml).contains(HEAD_ROW_MARK));
    }
}
