//! Word documents of every kind, built in memory, and the text that a reader sees in them.

mod common;

use common::docx::{Docx, numbered, of_paragraphs, p, r, zip};
use duban::source::{Block, BlockKind, Document, Error, Options, Origin, read};

fn document(docx: &Docx) -> Document {
    read("通知.docx", &docx.build(), &Options::default()).expect("document")
}

fn texts(blocks: &[Block]) -> Vec<&str> {
    blocks.iter().map(|block| block.text.as_str()).collect()
}

#[track_caller]
fn check(body: &str, expected: &[&str]) {
    assert_eq!(texts(&document(&Docx::new(body)).blocks), expected);
}

/// Of each cell its table, row, column, spans and text.
fn cells(document: &Document) -> Vec<(u32, u32, u32, u32, u32, &str)> {
    let cell = |block: &'_ Block| match block.origin {
        Origin::Cell { table, row, column, row_span, column_span } => {
            Some((table, row, column, row_span, column_span))
        }
        _ => None,
    };
    document
        .blocks
        .iter()
        .filter_map(|block| cell(block).map(|(t, r, c, rs, cs)| (t, r, c, rs, cs, block.text.as_str())))
        .collect()
}

fn tc(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text))
}

fn tr(cells: &[String]) -> String {
    format!("<w:tr>{}</w:tr>", cells.concat())
}

fn tbl(rows: &[String]) -> String {
    format!("<w:tbl><w:tblPr/>{}</w:tbl>", rows.concat())
}

const RESTART: &str = r#"<w:vMerge w:val="restart"/>"#;
const CONTINUE: &str = "<w:vMerge/>";

/// A list of 一、 （一） 1. as official documents have it.
const OFFICIAL_LIST: &str = r#"<w:abstractNum w:abstractNumId="9"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:pStyle w:val="One"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="Two"/><w:lvlText w:val="（%2）"/></w:lvl><w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="9"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="9"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"#;

#[test]
fn what_the_file_is() {
    let bytes = of_paragraphs(["关于做好春季植树工作的通知"]);
    let source = read("通知.docx", &bytes, &Options::default()).expect("document").source;
    assert_eq!((source.format.as_str(), source.encoding, source.bytes), ("docx", None, bytes.len() as u64));
    assert_eq!(source.sha256, duban::source::sha256(&bytes));
}

#[test]
fn paragraphs_are_blocks_and_empty_ones_none() {
    let read = document(&Docx::new(format!("{}<w:p/>{}", p("　　各乡镇： "), p("现通知如下。"))));
    assert_eq!(texts(&read.blocks), ["各乡镇：", "现通知如下。"]);
    assert_eq!(read.blocks[1].origin, Origin::Paragraph { paragraph: 3 });
}

#[test]
fn automatic_numbers_are_part_of_the_text() {
    let body = [
        numbered(1, 0, "重点任务"),
        numbered(1, 1, "修建道路。"),
        numbered(1, 2, "县道"),
        numbered(1, 2, "2条乡道"),
        numbered(1, 1, "改造水网。"),
        numbered(2, 1, "另起编号。"),
        numbered(1, 0, "工作要求"),
        numbered(0, 0, "不编号"),
    ];
    let read = document(&Docx::new(body.concat()).numbering(OFFICIAL_LIST));
    assert_eq!(
        texts(&read.blocks),
        [
            "一、重点任务",
            "（一）修建道路。",
            "1.县道",
            "2. 2条乡道",
            "（二）改造水网。",
            "（一）另起编号。",
            "二、工作要求",
            "不编号"
        ]
    );
}

#[test]
fn numbers_and_headings_come_from_styles_and_their_bases() {
    let styles = r#"<w:style w:type="paragraph" w:styleId="One"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Two"><w:basedOn w:val="One"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Three"><w:basedOn w:val="Two"/></w:style>"#;
    let styled = |style: &str, text: &str| {
        format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{}</w:p>"#, r(text))
    };
    let body =
        [styled("One", "总体要求"), styled("Two", "目标"), styled("Three", "原则"), styled("None", "正文")];
    let read = document(&Docx::new(body.concat()).styles(styles).numbering(OFFICIAL_LIST));
    assert_eq!(texts(&read.blocks), ["一、总体要求", "（一）目标", "（二）原则", "正文"]);
    let kinds: Vec<BlockKind> = read.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(kinds, [BlockKind::Heading, BlockKind::Paragraph, BlockKind::Paragraph, BlockKind::Paragraph]);
}

#[test]
fn merged_cells_appear_once_with_what_they_cover() {
    let body = tbl(&[
        tr(&[tc("", "序号"), tc(r#"<w:gridSpan w:val="2"/>"#, "任务")]),
        tr(&[tc(RESTART, "1"), tc("", "修路"), tc("", "交通局")]),
        tr(&[tc(CONTINUE, ""), tc("", "架桥"), tc("", "住建局")]),
    ]);
    assert_eq!(
        cells(&document(&Docx::new(body))),
        [
            (1, 1, 1, 1, 1, "序号"),
            (1, 1, 2, 1, 2, "任务"),
            (1, 2, 1, 2, 1, "1"),
            (1, 2, 2, 1, 1, "修路"),
            (1, 2, 3, 1, 1, "交通局"),
            (1, 3, 2, 1, 1, "架桥"),
            (1, 3, 3, 1, 1, "住建局"),
        ]
    );
}

#[test]
fn a_nested_table_follows_the_cell_that_it_is_in() {
    let inner = tbl(&[tr(&[tc("", "甲"), tc("", "乙")])]);
    let outer =
        format!("<w:tbl><w:tr><w:tc>{}{inner}{}</w:tc>{}</w:tr></w:tbl>", p("前"), p("后"), tc("", "邻"));
    let read = document(&Docx::new(format!("{outer}{}", tbl(&[tr(&[tc("", "丙")])]))));
    assert_eq!(
        cells(&read),
        [
            (1, 1, 1, 1, 1, "前\n后"),
            (2, 1, 1, 1, 1, "甲"),
            (2, 1, 2, 1, 1, "乙"),
            (1, 1, 2, 1, 1, "邻"),
            (3, 1, 1, 1, 1, "丙"),
        ]
    );
}

#[test]
fn numbers_in_cells_are_text_even_of_empty_paragraphs() {
    let cell = format!("<w:tc>{}</w:tc>", numbered(1, 2, ""));
    let body = tbl(&[tr(&[cell.clone(), tc("", "修路")]), tr(&[cell, tc("", "架桥")])]);
    let read = document(&Docx::new(body).numbering(OFFICIAL_LIST));
    assert_eq!(texts(&read.blocks), ["1.", "修路", "2.", "架桥"]);
}

#[test]
fn changes_are_accepted() {
    check(
        &format!(
            "<w:p>{}<w:del><w:r><w:delText>教委</w:delText></w:r></w:del><w:ins>{}</w:ins><w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo></w:p>",
            r("责任单位："),
            r("县教育局"),
            r("移走"),
            r("、移来")
        ),
        &["责任单位：县教育局、移来"],
    );
}

#[test]
fn a_deleted_paragraph_mark_joins_paragraphs() {
    let deleted = |text: &str| format!("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>", r(text));
    check(&format!("{}{}{}", deleted("前"), deleted("中"), p("后")), &["前中后"]);
    check(&format!("{}{}", p("前"), deleted("后")), &["前", "后"]);
    let gone = "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>";
    let body = format!("{}{gone}{}", numbered(1, 0, "甲"), numbered(1, 0, "乙"));
    assert_eq!(texts(&document(&Docx::new(body).numbering(OFFICIAL_LIST)).blocks), ["一、甲", "二、乙"]);
}

#[test]
fn a_deleted_row_is_gone() {
    let deleted = format!("<w:tr><w:trPr><w:del/></w:trPr>{}</w:tr>", tc("", "旧"));
    let read = document(&Docx::new(tbl(&[tr(&[tc("", "甲")]), deleted, tr(&[tc("", "乙")])])));
    assert_eq!(cells(&read), [(1, 1, 1, 1, 1, "甲"), (1, 2, 1, 1, 1, "乙")]);
}

#[test]
fn a_text_box_is_read_once_after_its_paragraph() {
    let content = format!("<w:txbxContent>{}</w:txbxContent>", p("框"));
    let both = format!(
        r#"<mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{content}</wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"#
    );
    check(&format!("<w:p><w:r>{both}</w:r>{}</w:p>{}", r("文"), p("尾")), &["文", "框", "尾"]);
    check(&format!("<w:p><w:r><w:pict>{content}</w:pict></w:r></w:p>"), &["框"]);
    check(&tbl(&[tr(&[format!("<w:tc><w:p>{}<w:r>{both}</w:r></w:p></w:tc>", r("文"))])]), &["文\n框"]);
}

#[test]
fn wrappers_are_transparent() {
    check(
        &format!(
            r#"<w:sdt><w:sdtPr><w:alias w:val="控"/></w:sdtPr><w:sdtContent><w:p><w:hyperlink r:id="rId9">{}</w:hyperlink><w:smartTag>{}</w:smartTag><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p></w:sdtContent></w:sdt>"#,
            r("链接"),
            r("标记"),
            r("控件")
        ),
        &["链接标记控件x"],
    );
}

#[test]
fn of_a_field_the_result_is_read() {
    let mark = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let (begin, separate, end) = (mark("begin"), mark("separate"), mark("end"));
    check(
        &format!(
            r#"<w:p>{begin}<w:r><w:instrText>IF </w:instrText></w:r>{begin}{separate}{}{end}{separate}{}{end}{}<w:fldSimple w:instr="DATE">{}</w:fldSimple></w:p>"#,
            r("内"),
            r("外"),
            r("后"),
            r("简")
        ),
        &["外后简"],
    );
    // A field that is never closed does not swallow the rest.
    check(&format!("<w:p>{begin}<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>{}", p("正文")), &["正文"]);
}

#[test]
fn special_characters() {
    check(
        r#"<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:softHyphen/><w:t>丙</w:t><w:br/><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t><w:sym w:font="Wingdings" w:char="F0A8"/></w:r></w:p>"#,
        &["甲\t乙丙\nA-B□"],
    );
    check(
        "<w:p><w:r><w:t>A&amp;B &lt;1&gt; &#x4E59;&#20057;<![CDATA[丙]]></w:t></w:r></w:p>",
        &["A&B <1> 乙乙丙"],
    );
}

#[test]
fn hidden_text_is_left_out() {
    let hidden = |properties: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>藏</w:t></w:r>");
    let styles = r#"<w:style w:type="character" w:styleId="H0"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="character" w:styleId="H"><w:basedOn w:val="H0"/></w:style>"#;
    let body = format!(
        r#"<w:p>{}{}{}</w:p><w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{}</w:p>"#,
        hidden("<w:vanish/>"),
        hidden(r#"<w:rStyle w:val="H"/>"#),
        hidden(r#"<w:rStyle w:val="H"/><w:vanish w:val="0"/>"#).replace('藏', "显"),
        hidden("<w:vanish/>"),
    );
    assert_eq!(texts(&document(&Docx::new(body).styles(styles)).blocks), ["显"]);
}

#[test]
fn headers_footers_and_notes_are_kept_apart() {
    let notes = format!(
        r#"<w:footnote w:type="separator" w:id="0">{}</w:footnote><w:footnote w:id="2">{}</w:footnote>"#,
        p("线"),
        p("注")
    );
    let docx = Docx::new(p("正文"))
        .part("footer", "footer1.xml", "ftr", &p("页脚"))
        .part("header", "header1.xml", "hdr", &p("页眉"))
        .part("footnotes", "footnotes.xml", "footnotes", &notes);
    let read = document(&docx);
    assert_eq!(texts(&read.blocks), ["正文"]);
    assert_eq!(texts(&read.furniture), ["页眉", "页脚", "注"]);
}

#[test]
fn strict_documents_and_other_prefixes() {
    assert_eq!(texts(&document(&Docx::new(p("严格")).strict()).blocks), ["严格"]);
    let docx = Docx::new(p("前缀"));
    let xml = docx.document_xml().replace("xmlns:w=", "xmlns=").replace("<w:", "<").replace("</w:", "</");
    let read = read("a.docx", &docx.build_with(&xml), &Options::default()).expect("document");
    assert_eq!(texts(&read.blocks), ["前缀"]);
}

#[test]
fn parts_in_utf16() {
    let docx = Docx::new(p("双字节"));
    let xml = docx.document_xml().replace("UTF-8", "UTF-16");
    let bytes: Vec<u8> = "\u{FEFF}"
        .chars()
        .chain(xml.chars())
        .collect::<String>()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let members = [("_rels/.rels", rels("word/document.xml")), ("word/document.xml", bytes)];
    let file = zip(members.iter().map(|(name, content)| (*name, content.as_slice())));
    let read = read("a.docx", &file, &Options::default()).expect("document");
    assert_eq!(texts(&read.blocks), ["双字节"]);
}

fn rels(target: &str) -> Vec<u8> {
    format!(r#"<Relationships><Relationship Type="x/officeDocument" Target="{target}"/></Relationships>"#)
        .into_bytes()
}

#[test]
fn the_main_part_is_found_whatever_its_name() {
    for name in ["word/document2.xml", "content/正文.xml", "main.xml"] {
        let docx = Docx::new(numbered(1, 0, "任务")).numbering(OFFICIAL_LIST).main_part(name);
        assert_eq!(texts(&document(&docx).blocks), ["一、任务"], "{name}");
    }
    let xml = Docx::new(p("类型")).document_xml();
    let types = r#"<Types><Override PartName="/a/b.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    let file = zip([("[Content_Types].xml", types.as_bytes()), ("a/b.xml", xml.as_bytes())]);
    assert_eq!(texts(&read("a.docx", &file, &Options::default()).expect("document").blocks), ["类型"]);
}

#[test]
fn names_of_parts_differ_in_case_and_slashes() {
    let xml = Docx::new(p("名称")).document_xml();
    let file =
        zip([("_rels/.rels", rels("Word/Document.xml").as_slice()), ("word\\document.xml", xml.as_bytes())]);
    assert_eq!(texts(&read("a.docx", &file, &Options::default()).expect("document").blocks), ["名称"]);
}

#[test]
fn other_archives_are_no_word_documents() {
    let error = |members: &[(&str, &[u8])]| {
        read("a.zip", &zip(members.iter().copied()), &Options::default()).expect_err("no document")
    };
    assert_eq!(error(&[("a.txt", b"x")]), Error::NoMainPart);
    assert_eq!(
        error(&[("_rels/.rels", &rels("xl/workbook.xml")), ("xl/workbook.xml", b"<workbook/>")]),
        Error::NoMainPart
    );
    assert_eq!(error(&[("_rels/.rels", &rels("word/document.xml"))]), Error::NoMainPart);
}

#[test]
fn a_document_without_text_says_so() {
    assert_eq!(read("a.docx", &Docx::new("<w:p/>").build(), &Options::default()), Err(Error::NoText));
}
