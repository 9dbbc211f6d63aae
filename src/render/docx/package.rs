//! The package (ISO/IEC 29500-2): the parts that docx-rs writes, put right, and those that it leaves out: repeated head
//! rows, the language, a default style, substitutes of fonts, a title. What it writes for comments, footnotes, lists and
//! the like has no use here and stays out.

use super::{
    order::in_schema_order,
    page_number::{Lie, Pages, footer},
    style::{TableText, styles},
};
use crate::render::{
    Error,
    page::{self, Fonts},
    text::{clean, escape},
};
use docx_rs::{BuildXML, Document, PageMargin, PageOrientationType, PageSize, SectionProperty};
use std::io::{Cursor, Write};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

/// What any number of documents are written on: a page of GB/T 9704-2012 with its numbers, and a package with all
/// parts that do not depend on what is written, compressed once.
#[derive(Debug)]
pub(crate) struct Stationery {
    section: SectionProperty,
    package: Vec<u8>,
}

impl Stationery {
    /// Pages that lie as `lie` says, with text of tables in the size `table`.
    pub(crate) fn new(lie: Lie, fonts: &Fonts, table: TableText) -> Result<Self, Error> {
        let text = |part: Vec<u8>| String::from_utf8_lossy(&part).into_owned();
        // docx-rs names no language, and no style as the default.
        let styles = text(styles(fonts, table).build())
            .replacen("</w:rPr></w:rPrDefault>", DEFAULT_LANGUAGE, 1)
            .replacen(r#"w:styleId="Normal""#, r#"w:default="1" w:styleId="Normal""#, 1);
        let [odd, even] = [Pages::Odd, Pages::Even].map(|pages| footer(lie, pages));
        let mut package = Package::new(ZipWriter::new(Cursor::new(Vec::new())));
        package.add("[Content_Types].xml", CONTENT_TYPES)?;
        package.add("_rels/.rels", RELATIONSHIPS)?;
        package.add("docProps/app.xml", APPLICATION)?;
        package.add("word/_rels/document.xml.rels", DOCUMENT_RELATIONSHIPS)?;
        package.add("word/styles.xml", &in_schema_order(&styles)?)?;
        package.add("word/settings.xml", SETTINGS)?;
        package.add("word/fontTable.xml", &font_table(fonts))?;
        package.add("word/footer1.xml", &in_schema_order(&text(odd.build()))?)?;
        package.add("word/footer2.xml", &in_schema_order(&text(even.build()))?)?;
        let section = section(lie).footer(odd, "rIdFooter1").even_footer(even, "rIdFooter2");
        Ok(Self { section, package: package.finish()? })
    }

    /// An empty document.
    pub(crate) fn document(&self) -> Document {
        Document { section_property: self.section.clone(), ..Document::new() }
    }

    /// `document` with the title `title`, packed.
    pub(crate) fn pack(&self, document: &Document, title: &str) -> Result<Vec<u8>, Error> {
        self.pack_xml(&xml(document)?, title)
    }

    /// The document of which `xml` is the text, with the title `title`, packed.
    pub(crate) fn pack_xml(&self, xml: &str, title: &str) -> Result<Vec<u8>, Error> {
        let mut package = Package::new(ZipWriter::new_append(Cursor::new(self.package.clone()))?);
        package.add("docProps/core.xml", &core_properties(title))?;
        package.add("word/document.xml", xml)?;
        package.finish()
    }
}

/// `document` as it stands in its package: with what docx-rs leaves out, and in the schema's order ([`super::order`]).
pub(crate) fn xml(document: &Document) -> Result<String, Error> {
    let written = document.build();
    Ok(in_schema_order(&String::from_utf8_lossy(&written).replace(HEAD_ROW_MARK, "<w:tblHeader />"))?)
}

/// The page of `lie`, without its footers.
fn section(lie: Lie) -> SectionProperty {
    let twips = |mm: f64| u32::try_from(page::mm_to_twips(mm)).unwrap_or_default();
    let margins = |[top, right, bottom, left]: [f64; 4], footer| PageMargin {
        top: page::mm_to_twips(top),
        bottom: page::mm_to_twips(bottom),
        left: page::mm_to_twips(left),
        right: page::mm_to_twips(right),
        header: page::mm_to_twips(15.0),
        footer: page::mm_to_twips(footer),
        gutter: 0,
    };
    let (width, height) = (twips(page::PAPER_WIDTH), twips(page::PAPER_HEIGHT));
    match lie {
        Lie::Upright => {
            SectionProperty::new().page_size(PageSize::new().size(width, height)).page_margin(margins(
                [page::MARGIN_TOP, page::MARGIN_RIGHT, page::MARGIN_BOTTOM, page::MARGIN_LEFT],
                page::FOOTER_HEIGHT,
            ))
        }
        Lie::Turned => SectionProperty::new()
            .page_size(PageSize::new().size(height, width).orient(PageOrientationType::Landscape))
            .page_margin(margins(
                [page::TURNED_TOP, page::TURNED_RIGHT, page::TURNED_BOTTOM, page::TURNED_LEFT],
                15.0,
            )),
    }
}

/// A package whose parts bear no date of their own, so that the same parts give the same bytes.
struct Package(ZipWriter<Cursor<Vec<u8>>>);

impl Package {
    fn new(writer: ZipWriter<Cursor<Vec<u8>>>) -> Self {
        Self(writer)
    }

    fn add(&mut self, name: &str, part: &str) -> Result<(), Error> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        self.0.start_file(name, options)?;
        self.0.write_all(part.as_bytes())?;
        Ok(())
    }

    fn finish(self) -> Result<Vec<u8>, Error> {
        Ok(self.0.finish()?.into_inner())
    }
}

/// How docx-rs writes the height of a head row, which only head rows have.
const HEAD_ROW_MARK: &str = r#"<w:trHeight w:val="1" w:hRule="atLeast" />"#;

/// The kinds of the parts.
const CONTENT_TYPES: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
    r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
    r#"<Default Extension="xml" ContentType="application/xml"/>"#,
    r#"<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>"#,
    r#"<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>"#,
    r#"<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>"#,
    r#"<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>"#,
    r#"<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>"#,
    r#"<Override PartName="/word/fontTable.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"/>"#,
    r#"<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>"#,
    r#"<Override PartName="/word/footer2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>"#,
    r#"</Types>"#
);

/// Where the document and what it says of itself stand.
const RELATIONSHIPS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>"#,
    r#"<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>"#,
    r#"<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/>"#,
    r#"</Relationships>"#
);

/// The parts that the document needs; docx-rs names its footers so.
const DOCUMENT_RELATIONSHIPS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>"#,
    r#"<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/>"#,
    r#"<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable" Target="fontTable.xml"/>"#,
    r#"<Relationship Id="rIdFooter1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/>"#,
    r#"<Relationship Id="rIdFooter2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer2.xml"/>"#,
    r#"</Relationships>"#
);

const APPLICATION: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">"#,
    r#"<Application>duban</Application></Properties>"#
);

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
            r#"<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>"#,
        );
    }
    xml + "</w:fonts>"
}

/// What the document says of itself: its title, and a date that is always the same.
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
    r#"<w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>"#,
    r#"<w:characterSpacingControl w:val="compressPunctuation"/>"#,
    r#"<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>"#,
    r#"<w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>"#,
    r#"<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>"#,
    r#"</w:compat></w:settings>"#
);

#[cfg(test)]
mod tests {
    use super::super::head_row;
    use super::*;

    #[test]
    fn a_head_row_is_marked_as_docx_rs_writes_it() {
        let xml = head_row(Vec::new()).build();
        assert!(String::from_utf8_lossy(&xml).contains(HEAD_ROW_MARK));
    }

    #[test]
    fn the_parts_named_are_the_parts_there() {
        let stationery = Stationery::new(Lie::Turned, &Fonts::default(), TableText::NORMAL).unwrap();
        let bytes = stationery.pack(&stationery.document(), "表").unwrap();
        let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let parts: Vec<String> = package.file_names().map(|name| name.unwrap().into_owned()).collect();
        let overridden = CONTENT_TYPES.matches("<Override").count();
        let relations = [RELATIONSHIPS, DOCUMENT_RELATIONSHIPS].map(|xml| xml.matches("Id=").count());
        // The kinds and the two lists of relations name others, not themselves.
        assert_eq!((overridden, relations.iter().sum::<usize>()), (parts.len() - 3, parts.len() - 3));
        for part in parts.iter().filter(|part| !part.contains("rels") && !part.starts_with('[')) {
            assert!(CONTENT_TYPES.contains(&format!("\"/{part}\"")), "{part}");
        }
        let document = std::io::read_to_string(package.by_name("word/document.xml").unwrap()).unwrap();
        for id in ["rIdFooter1", "rIdFooter2"] {
            assert!(document.contains(id) && DOCUMENT_RELATIONSHIPS.contains(id), "{id}");
        }
    }
}
