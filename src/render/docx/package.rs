//! The finished package (ISO/IEC 29500-2): the parts that docx-rs writes, put right, and those that it leaves out. What
//! it writes for comments, footnotes, lists and the like has no use here and stays out.

use super::order::in_schema_order;
use crate::render::{
    Error,
    page::{self, Fonts},
    text::{clean, escape},
};
use docx_rs::Docx;
use std::io::{Cursor, Write};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

/// Packs `docx` with what docx-rs leaves out: repeated head rows, the language, a default style, substitutes of fonts,
/// a title, the order of elements that the schema asks for ([`super::order`]), and fixed dates.
pub(crate) fn finish(docx: Docx, title: &str, fonts: &Fonts) -> Result<Vec<u8>, Error> {
    let written = docx.build();
    let text = |part: &[u8]| String::from_utf8_lossy(part).into_owned();
    let document = text(&written.document).replace(HEAD_ROW_MARK, "<w:tblHeader />");
    let styles = text(&written.styles).replacen("</w:rPr></w:rPrDefault>", DEFAULT_LANGUAGE, 1).replacen(
        r#"w:styleId="Normal""#,
        r#"w:default="1" w:styleId="Normal""#,
        1,
    );
    let mut parts = vec![
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        ("_rels/.rels", RELATIONSHIPS.to_owned()),
        ("docProps/core.xml", core_properties(title)),
        ("docProps/app.xml", APPLICATION.to_owned()),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONSHIPS.to_owned()),
        ("word/document.xml", in_schema_order(&document)?),
        ("word/styles.xml", in_schema_order(&styles)?),
        ("word/settings.xml", SETTINGS.to_owned()),
        ("word/fontTable.xml", font_table(fonts)),
    ];
    for (name, footer) in ["word/footer1.xml", "word/footer2.xml"].into_iter().zip(&written.footers) {
        parts.push((name, in_schema_order(&text(footer))?));
    }
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, xml) in parts {
        package.start_file(name, options)?;
        package.write_all(xml.as_bytes())?;
    }
    Ok(package.finish()?.into_inner())
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
    use super::super::{TableText, document, head_row};
    use super::*;

    #[test]
    fn a_head_row_is_marked_as_docx_rs_writes_it() {
        use docx_rs::BuildXML;
        let xml = head_row(Vec::new()).build();
        assert!(String::from_utf8_lossy(&xml).contains(HEAD_ROW_MARK));
    }

    #[test]
    fn the_parts_named_are_the_parts_there() {
        let bytes = finish(document(&Fonts::default(), TableText::NORMAL), "表", &Fonts::default()).unwrap();
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
