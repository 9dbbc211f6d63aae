//! How fast files are read: text in each encoding, Word documents small and large.

#[path = "../tests/common/docx.rs"]
#[allow(dead_code)]
mod docx;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use docx::{Docx, numbered, p};
use duban::source::{Options, encoding, read, sha256};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16LE};

fn main() {
    divan::main();
}

/// About 6 KB of UTF-8, the size of a usual notice.
fn notice() -> String {
    let task = "（一）完善城乡供水。投资1.2亿元，新建水厂2座，改造管网35公里，10月底前投入使用。\n责任领导：甲、乙\n责任单位：县水利局、县住建局，各乡镇人民政府\n\n";
    format!(
        "关于印发《某县2025年民生实事责任分解方案》的通知\n\n各乡镇人民政府，县直各有关单位：\n\n{}",
        task.repeat(25)
    )
}

fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    if encoding == UTF_16LE {
        return text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    }
    encoding.encode(text).0.into_owned()
}

#[divan::bench(args = [UTF_8, GB18030, UTF_16LE, BIG5], consts = [1, 100])]
fn decode<const TIMES: usize>(bencher: Bencher, encoding: &&'static Encoding) {
    let bytes = encoded(&notice().repeat(TIMES), encoding);
    bencher.counter(BytesCount::of_slice(&bytes)).bench(|| {
        let detected = encoding::detect(black_box(&bytes)).unwrap_or(UTF_8);
        encoding::decode(&bytes, detected).text.len()
    });
}

#[divan::bench(consts = [1, 10, 100])]
fn text<const TIMES: usize>(bencher: Bencher) {
    let bytes = notice().repeat(TIMES).into_bytes();
    bencher
        .counter(BytesCount::of_slice(&bytes))
        .bench(|| read("a.txt", black_box(&bytes), &Options::default()));
}

#[divan::bench(consts = [1, 10, 100])]
fn hash<const TIMES: usize>(bencher: Bencher) {
    let bytes = notice().repeat(TIMES).into_bytes();
    bencher.counter(BytesCount::of_slice(&bytes)).bench(|| sha256(black_box(&bytes)));
}

/// A document whose paragraphs are numbered, with styles as large as Word's own.
fn word(times: usize) -> Vec<u8> {
    let body: String =
        notice().repeat(times).lines().map(|line| format!("{}{}", numbered(1, 0, "一"), p(line))).collect();
    let style = |i: usize| {
        format!(
            r#"<w:style w:type="{}" w:styleId="S{i}"><w:name w:val="Style {i}"/><w:pPr><w:spacing w:after="200"/></w:pPr><w:rPr><w:sz w:val="{i}"/></w:rPr></w:style>"#,
            if i.is_multiple_of(3) { "paragraph" } else { "table" }
        )
    };
    let styles: String = (0..400).map(style).collect();
    let numbering = r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;
    let styled = r#"<w:p><w:pPr><w:pStyle w:val="S3"/></w:pPr><w:r><w:t>标题</w:t></w:r></w:p>"#;
    Docx::new(format!("{styled}{body}")).styles(&styles).numbering(numbering).build()
}

#[divan::bench(consts = [1, 10, 100])]
fn docx_document<const TIMES: usize>(bencher: Bencher) {
    let bytes = word(TIMES);
    bencher
        .counter(BytesCount::of_slice(&bytes))
        .bench(|| read("a.docx", black_box(&bytes), &Options::default()));
}

/// The shared sample, where it is at hand.
#[divan::bench]
fn docx_sample(bencher: Bencher) {
    match std::fs::read("../shared/samples/autonum_table.docx") {
        Ok(bytes) => bencher
            .counter(BytesCount::of_slice(&bytes))
            .bench(|| read("a.docx", black_box(&bytes), &Options::default())),
        Err(error) => eprintln!("skipped: {error}"),
    }
}
