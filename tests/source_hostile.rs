//! Files that are damaged, or made to do harm: each gives a clear error or a document, within its limits.

mod common;

use common::docx::{Docx, numbered, of_body, p, zip};
use duban::source::{Document, Error, LimitExceeded, Limits, Options, read};
use proptest::prelude::*;

fn open(bytes: &[u8]) -> Result<Document, Error> {
    read("通知.docx", bytes, &Options::default())
}

fn within(limits: Limits, bytes: &[u8]) -> Error {
    read("通知.docx", bytes, &Options { limits, ..Options::default() }).expect_err("beyond its limits")
}

/// A document with everything in it: styles, lists, tables, fields, text boxes.
fn rich() -> Docx {
    let table = format!(
        r#"<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"#,
        p("单元格"),
        p("邻格")
    );
    let field = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>域</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>"#;
    let text_box =
        format!("<w:p><w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r></w:p>", p("框"));
    let styled = r#"<w:p><w:pPr><w:pStyle w:val="S"/></w:pPr><w:r><w:t>样式</w:t></w:r></w:p>"#;
    let filler: String =
        (0..200).map(|i| p(&format!("第{i}段，内容各不相同：{}。", i * 7919 % 1009))).collect();
    Docx::new(format!("{table}{field}{text_box}{styled}{}{filler}", numbered(1, 0, "编号")))
        .styles(r#"<w:style w:type="paragraph" w:styleId="S"><w:name w:val="heading 1"/></w:style>"#)
        .numbering(r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#)
        .part("header", "header1.xml", "hdr", &p("页眉"))
}

#[test]
fn a_part_that_ends_early_says_where() {
    let docx = rich();
    let xml = docx.document_xml();
    let cut = xml.find("邻格").expect("text");
    let error = open(&docx.build_with(&xml[..cut])).expect_err("damaged");
    assert_eq!(error.to_string(), format!("word/document.xml ends in the middle of a table (byte {cut})"),);
    assert!(error.help().contains("open it in Word or WPS"));
}

#[test]
fn no_cut_through_a_part_or_an_archive_is_taken_for_a_whole() {
    let docx = rich();
    let xml = docx.document_xml();
    for at in (0..xml.len()).step_by(97).filter(|at| xml.is_char_boundary(*at)) {
        assert!(open(&docx.build_with(&xml[..at])).is_err(), "cut at {at}");
    }
    let bytes = docx.build();
    for at in (0..bytes.len()).step_by(64) {
        assert!(open(&bytes[..at]).is_err(), "cut at {at}");
    }
}

#[test]
fn entities_are_never_expanded() {
    let docx = Docx::new(p("&"));
    let xml = docx.document_xml();
    let dtd = xml.replacen("?>", r#"?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>"#, 1);
    let error = open(&docx.build_with(&dtd)).expect_err("a document type");
    assert!(error.to_string().contains("declares a document type"), "{error}");
    let error = open(&docx.build_with(&xml.replace("&amp;", "&b;"))).expect_err("an entity");
    assert!(error.to_string().contains("uses the undefined entity &b;"), "{error}");
}

#[test]
fn a_zip_bomb_stops_at_its_ratio() {
    let bomb = Docx::new(p(&"零".repeat(1 << 20)));
    assert_eq!(within(Limits::default(), &bomb.build()), Error::Limit(LimitExceeded::CompressionRatio(200)));
    let limits = Limits { compression_ratio: u64::MAX, expanded_bytes: 1 << 20, ..Limits::default() };
    assert_eq!(within(limits, &bomb.build()), Error::Limit(LimitExceeded::ExpandedBytes(1 << 20)));
}

#[test]
fn all_parts_together_stay_within_the_expanded_size() {
    let headers = (0..8).fold(Docx::new(p("正文")), |docx, i| {
        docx.part("header", &format!("header{i}.xml"), "hdr", &p(&"眉".repeat(50_000)))
    });
    let limits = Limits { expanded_bytes: 500_000, ..Limits::default() };
    assert_eq!(within(limits, &headers.build()), Error::Limit(LimitExceeded::ExpandedBytes(500_000)));
}

#[test]
fn depth_is_limited() {
    let nested = |open: &str, close: &str, n: usize| {
        of_body(&format!("{}{}{}", open.repeat(n), p("底"), close.repeat(n)))
    };
    let sdt = nested("<w:sdt>", "</w:sdt>", 100_000);
    assert_eq!(within(Limits::default(), &sdt), Error::Limit(LimitExceeded::XmlDepth(256)));
    let boxes = nested("<w:p><w:txbxContent>", "</w:txbxContent></w:p>", 100_000);
    assert_eq!(within(Limits::default(), &boxes), Error::Limit(LimitExceeded::XmlDepth(256)));
    let tables = nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 17);
    assert_eq!(within(Limits::default(), &tables), Error::Limit(LimitExceeded::TableDepth(16)));
    assert!(open(&nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 16)).is_ok());
    assert!(open(&nested("<w:p><w:txbxContent>", "</w:txbxContent></w:p>", 120)).is_ok());
}

#[test]
fn the_size_of_the_file_and_the_number_of_blocks_are_limited() {
    let bytes = of_body(&p("段").repeat(5));
    let limits = Limits { blocks: 4, ..Limits::default() };
    assert_eq!(within(limits, &bytes), Error::Limit(LimitExceeded::Blocks(4)));
    let limits = Limits { file_bytes: 10, ..Limits::default() };
    assert_eq!(within(limits, &bytes), Error::Limit(LimitExceeded::FileBytes(10)));
}

#[test]
fn an_archive_of_very_many_members_is_not_opened() {
    let names: Vec<String> = (0..10_001).map(|i| i.to_string()).collect();
    let bytes = zip(names.iter().map(|name| (name.as_str(), &b""[..])));
    assert_eq!(open(&bytes), Err(Error::Limit(LimitExceeded::Members(10_000))));
}

#[test]
fn numbers_without_end_stay_short() {
    let numbering = format!(
        r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="{}"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="{}%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#,
        i64::MAX,
        "长".repeat(100_000)
    );
    let body = format!("{}{}", numbered(1, 0, "甲"), numbered(1, 0, "乙"));
    let read = open(&Docx::new(body).numbering(&numbering).build()).expect("document");
    assert!(read.blocks.iter().all(|block| block.text.len() < 300));
}

#[test]
fn spans_without_end_end() {
    let cell = format!(
        r#"<w:tc><w:tcPr><w:gridSpan w:val="4294967295"/><w:vMerge w:val="restart"/></w:tcPr>{}</w:tc>"#,
        p("宽")
    );
    let read = open(&of_body(&format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell.repeat(3)))).expect("document");
    assert_eq!(read.blocks.len(), 3);
}

#[test]
fn styles_based_on_each_other() {
    let styles = r#"<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>"#;
    let body = r#"<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>循环</w:t></w:r></w:p>"#;
    assert_eq!(open(&Docx::new(body).styles(styles).build()).expect("document").blocks[0].text, "循环");
}

#[test]
fn text_files_of_nothing_much() {
    assert_eq!(open(b""), Err(Error::Empty));
    assert_eq!(open(&[0; 5000]), Err(Error::Binary));
    assert_eq!(open("\r\n\n\r\u{3000} ".as_bytes()), Err(Error::NoText));
    assert_eq!(open(b"x").map(|read| read.blocks.len()), Ok(1));
    assert_eq!(open("（".repeat(1_000_000).as_bytes()).map(|read| read.blocks.len()), Ok(1));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        let _ = open(&bytes);
        let _ = open(&[b"PK\x03\x04", bytes.as_slice()].concat());
        for encoding in [encoding_rs::UTF_8, encoding_rs::UTF_16LE, encoding_rs::GB18030, encoding_rs::BIG5] {
            let _ = read("a.txt", &bytes, &Options { encoding: Some(encoding), ..Options::default() });
        }
    }

    #[test]
    fn any_damage_to_a_document_is_read_or_refused(at in 0usize..4000, with in any::<u8>(), more in 0usize..4000) {
        let mut bytes = rich().build();
        for place in [at, more] {
            let len = bytes.len();
            bytes[place % len] = with;
        }
        let _ = open(&bytes);
    }

    /// The checksum of the archive would refuse most damage; here the part itself is damaged.
    #[test]
    fn any_xml_is_read_or_refused(
        cut in 0usize..2000,
        insert in prop::sample::select(vec![
            "<", ">", "&", "\"", "/>", "<w:p>", "</w:p>", "<w:tbl>", "</w:tc>", "<w:tc>", "<w:txbxContent>", "</w:r>",
            "<!--", "<![CDATA[", "&#0;", "&#xFFFFFFFF;", "<mc:Fallback>", "<w:fldChar w:fldCharType=\"end\"/>", "<w:x y",
            "<w:p xmlns:w=\"x\">", "</",
        ]),
    ) {
        let docx = rich();
        let mut xml = docx.document_xml();
        let at = (0..=cut).rev().find(|at| xml.is_char_boundary(*at)).unwrap_or(0);
        xml.insert_str(at, insert);
        let _ = open(&docx.build_with(&xml));
    }
}
