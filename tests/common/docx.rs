//! Builds Word documents in memory from the XML of their parts.

use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub(crate) const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub(crate) const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A document: its main part, and the parts that it refers to.
#[derive(Debug, Clone)]
pub(crate) struct Docx {
    main: String,
    namespace: &'static str,
    body: String,
    /// Kind, file name, and content of each further part.
    parts: Vec<(String, String, String)>,
}

impl Docx {
    /// A document with the content of `w:body`; `w:`, `m:`, `mc:`, `r:`, `v:` and `wps:` are bound.
    pub(crate) fn new(body: impl Into<String>) -> Self {
        Self {
            main: "word/document.xml".into(),
            namespace: TRANSITIONAL,
            body: body.into(),
            parts: Vec::new(),
        }
    }

    /// In the strict namespaces.
    pub(crate) fn strict(mut self) -> Self {
        self.namespace = STRICT;
        self
    }

    /// With another name of the main part.
    pub(crate) fn main_part(mut self, name: &str) -> Self {
        self.main = name.into();
        self
    }

    /// With the content of `w:styles`.
    pub(crate) fn styles(self, content: &str) -> Self {
        self.part("styles", "styles.xml", "styles", content)
    }

    /// With the content of `w:numbering`.
    pub(crate) fn numbering(self, content: &str) -> Self {
        self.part("numbering", "numbering.xml", "numbering", content)
    }

    /// With a part of the given kind, file and root element.
    pub(crate) fn part(mut self, kind: &str, file: &str, root: &str, content: &str) -> Self {
        let xml = format!(r#"<w:{root} xmlns:w="{}">{content}</w:{root}>"#, self.namespace);
        self.parts.push((kind.into(), file.into(), xml));
        self
    }

    /// The XML of the main part.
    pub(crate) fn document_xml(&self) -> String {
        format!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:r="{KINDS}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><w:body>{}<w:sectPr/></w:body></w:document>"#,
            self.namespace, self.body
        )
    }

    /// The file.
    pub(crate) fn build(&self) -> Vec<u8> {
        self.build_with(&self.document_xml())
    }

    /// The file, with another main part.
    pub(crate) fn build_with(&self, document: &str) -> Vec<u8> {
        let (folder, file) = self.main.rsplit_once('/').unwrap_or(("", &self.main));
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let references: String = (self.parts.iter().enumerate())
            .map(|(i, (kind, file, _))| {
                format!(r#"<Relationship Id="rId{i}" Type="{KINDS}/{kind}" Target="{file}"/>"#)
            })
            .collect();
        let mut members = vec![
            (
                "[Content_Types].xml".to_owned(),
                r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#.to_owned(),
            ),
            (
                "_rels/.rels".to_owned(),
                format!(
                    r#"<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="rId1" Type="{KINDS}/officeDocument" Target="{}"/></Relationships>"#,
                    self.main
                ),
            ),
            (self.main.clone(), document.to_owned()),
            (
                format!("{folder}_rels/{file}.rels"),
                format!(r#"<Relationships xmlns="{RELATIONSHIPS}">{references}</Relationships>"#),
            ),
        ];
        members.extend(self.parts.iter().map(|(_, file, xml)| (format!("{folder}{file}"), xml.clone())));
        zip(members.iter().map(|(name, content)| (name.as_str(), content.as_bytes())))
    }
}

/// A Word document with a paragraph for each of `paragraphs`.
pub(crate) fn of_paragraphs<'a>(paragraphs: impl IntoIterator<Item = &'a str>) -> Vec<u8> {
    of_body(&paragraphs.into_iter().map(p).collect::<String>())
}

/// A Word document with this body in WordprocessingML.
pub(crate) fn of_body(body: &str) -> Vec<u8> {
    Docx::new(body).build()
}

/// A paragraph of plain text.
pub(crate) fn p(text: &str) -> String {
    format!("<w:p>{}</w:p>", r(text))
}

/// A run of plain text.
pub(crate) fn r(text: &str) -> String {
    let text = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('\t', "</w:t><w:tab/><w:t xml:space=\"preserve\">");
    format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

/// A paragraph whose writer broke its lines by hand.
pub(crate) fn broken(lines: &[&str]) -> String {
    let runs: Vec<String> = lines.iter().map(|line| r(line)).collect();
    format!("<w:p>{}</w:p>", runs.join("<w:r><w:br/></w:r>"))
}

/// A table of rows of cells, each cell one paragraph as it stands in XML.
pub(crate) fn table(rows: &[&[String]]) -> String {
    let row = |cells: &&[String]| {
        let cells: String = cells.iter().map(|cell| format!("<w:tc><w:tcPr/>{cell}</w:tc>")).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    format!("<w:tbl><w:tblPr/>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

/// A cell over several columns and rows of a table in XML.
pub(crate) fn wide(columns: usize, merge: &str, text: &str) -> String {
    let span = format!(r#"<w:gridSpan w:val="{columns}"/>"#);
    format!("<w:tc><w:tcPr>{span}{merge}</w:tcPr>{}</w:tc>", p(text))
}

/// The first of merged cells one below the other, and the ones that it covers.
pub(crate) const DOWN: &str = r#"<w:vMerge w:val="restart"/>"#;
pub(crate) const ALONG: &str = "<w:vMerge/>";

/// A paragraph with a number of its own.
pub(crate) fn numbered(list: u32, level: u32, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr>{}</w:p>"#,
        r(text)
    )
}

/// A zip archive of members.
pub(crate) fn zip<'a>(members: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        writer.start_file(name, SimpleFileOptions::default()).expect("member");
        writer.write_all(content).expect("content");
    }
    writer.finish().expect("archive").into_inner()
}
