//! What must hold for any bytes: shared by the fuzz targets and by `tests/hostile_fuzz.rs`. Each panics where it does
//! not.

use duban::source::{self, Options, encoding};
use duban::text::{fold, numeral, unwrap};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

/// Text in whatever encoding: what is detected can be decoded, and nothing of the text is lost in unwrapping it.
pub(crate) fn decode(bytes: &[u8]) {
    let Some(found) = encoding::detect(bytes) else { return };
    let decoded = encoding::decode(bytes, found);
    let paragraphs = unwrap::paragraphs(&decoded.text);
    let lines = decoded.text.lines().count() as u32;
    let mut last = 0;
    for paragraph in &paragraphs {
        let (line, end) = (paragraph.line, paragraph.end_line);
        assert!(last <= line && 0 < line && line <= end && end <= lines, "{last} {lines} {paragraph:?}");
        assert!(!paragraph.text.trim().is_empty() && !paragraph.text.contains('\n'));
        last = line;
    }
}

/// A Word document: the bytes themselves, or, where they are no zip, its parts, told apart by 0xFF.
pub(crate) fn docx(bytes: &[u8]) {
    let packed;
    let bytes = if bytes.starts_with(b"PK") {
        bytes
    } else {
        packed = pack(bytes);
        &packed
    };
    if let Ok(document) = source::read("fuzz.docx", bytes, &Options::default()) {
        assert!(document.blocks.iter().any(|block| !block.text.trim().is_empty()));
        assert!(document.blocks.len() <= Options::default().limits.blocks);
    }
}

/// Document, styles and numbering, each the content of its root element.
fn pack(bytes: &[u8]) -> Vec<u8> {
    const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let relationships = |targets: &[&str]| {
        let one = |(kind, target): (&str, &str)| {
            format!(r#"<Relationship Id="{kind}" Type="{KINDS}/{kind}" Target="{target}"/>"#)
        };
        let all = targets.iter().filter_map(|target| target.split_once('=')).map(one).collect::<String>();
        format!(r#"<Relationships xmlns="{PACKAGE}">{all}</Relationships>"#).into_bytes()
    };
    let mut parts = bytes.split(|&byte| byte == 0xFF);
    let mut part = |root: &str| {
        let begin = format!(r#"<w:{root} xmlns:w="{WORD}">"#);
        [begin.as_bytes(), parts.next().unwrap_or_default(), format!("</w:{root}>").as_bytes()].concat()
    };
    let members = [
        ("_rels/.rels", relationships(&["officeDocument=document.xml"])),
        ("_rels/document.xml.rels", relationships(&["styles=styles.xml", "numbering=numbering.xml"])),
        ("document.xml", part("document")),
        ("styles.xml", part("styles")),
        ("numbering.xml", part("numbering")),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in members {
        zip.start_file(name, stored).expect("a name of its own");
        zip.write_all(&content).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

/// Numerals: each is what stands at its place, in order, and reads the same alone.
pub(crate) fn numeral(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let folded = fold::fold(&text);
    let mut last = 0;
    for (at, numeral) in numeral::numerals(&folded) {
        assert!(numeral.len > 0 && last <= at);
        last = at + numeral.len;
        let alone = numeral::parse_prefix(&folded[at..last]);
        assert_eq!(alone.map(|alone| alone.value), Some(numeral.value), "{:?}", &folded[at..last]);
    }
    let chars: Vec<char> = text.chars().collect();
    for (_, span) in numeral::find(&text) {
        assert!(span.start < span.end && span.end <= chars.len());
    }
    let _ = numeral::parse(&text);
}

/// Whole extraction: every value says what stands at its place, and the notice is read back as it was written.
pub(crate) fn extract(bytes: &[u8]) {
    let Ok(notice) = duban::extract("fuzz", bytes, &Options::default()) else { return };
    let json = duban::render::json::line(&notice);
    assert_eq!(serde_json::from_str::<duban::notice::Notice>(&json).expect("our own JSON"), notice);
    let text: Vec<char> = notice.content.text.chars().collect();
    let value = serde_json::from_str(&json).expect("our own JSON");
    grounded(&value, &text);
}

fn grounded(value: &serde_json::Value, text: &[char]) {
    let children: Vec<&serde_json::Value> = match value {
        serde_json::Value::Object(members) => members.values().collect(),
        serde_json::Value::Array(items) => items.iter().collect(),
        _ => return,
    };
    if let (Some(start), Some(end)) = (value["span"]["start"].as_u64(), value["span"]["end"].as_u64()) {
        let there = text.get(start as usize..end as usize).expect("a place in the text");
        if let Some(wording) = value["text"].as_str() {
            assert!(there.iter().copied().eq(wording.chars()), "{value} but there is {there:?}");
        }
    }
    children.into_iter().for_each(|child| grounded(child, text));
}
