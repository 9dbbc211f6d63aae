//! One notice in every wrapping, read from the shared samples where they are at hand.

use duban::source::encoding::{decode, detect};
use duban::source::{Block, Document, Options, Origin, read};
use std::path::{Path, PathBuf};

/// The folder of samples, or `None`, told on stderr.
fn samples() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples");
    if !folder.is_dir() {
        eprintln!("skipped: no samples at {}", folder.display());
        return None;
    }
    Some(folder)
}

fn bytes(folder: &Path, name: &str) -> Vec<u8> {
    std::fs::read(folder.join(name)).expect(name)
}

fn document(folder: &Path, name: &str) -> Document {
    read(name, &bytes(folder, name), &Options::default()).expect(name)
}

#[test]
fn every_encoding_gives_the_same_text() {
    let Some(folder) = samples() else { return };
    let reference = document(&folder, "u8.txt");
    for (name, encoding) in [
        ("u8_bom.txt", "UTF-8"),
        ("u16le_bom.txt", "UTF-16LE"),
        ("u16be_bom.txt", "UTF-16BE"),
        ("u16le_nobom.txt", "UTF-16LE"),
        ("u16be_nobom.txt", "UTF-16BE"),
        ("gb18030.txt", "gb18030"),
        ("gbk_crlf.txt", "gb18030"),
    ] {
        let read = document(&folder, name);
        assert_eq!(read.source.encoding.as_deref(), Some(encoding), "{name}");
        assert_eq!(read.blocks, reference.blocks, "{name}");
        assert_eq!(read.diagnostics, [], "{name}");
    }
    let traditional = document(&folder, "trad_u8.txt");
    let big5 = document(&folder, "big5.txt");
    assert_eq!(big5.source.encoding.as_deref(), Some("Big5"));
    // Big5 has no 爲; the sample holds a question mark instead.
    let texts = traditional.blocks.iter().map(|block| block.text.replace('爲', "?"));
    assert!(big5.blocks.iter().map(|block| &block.text).eq(texts.collect::<Vec<_>>().iter()));
}

#[test]
fn four_byte_characters_are_read_whole() {
    let Some(folder) = samples() else { return };
    let read = document(&folder, "gb18030_4byte.txt");
    assert_eq!(read.source.encoding.as_deref(), Some("gb18030"));
    assert!(read.blocks[0].text.starts_with("㐂𠮷镕䶮玥"));
    assert_eq!(read.diagnostics, []);
}

#[test]
fn two_hundred_bytes_are_enough() {
    let Some(folder) = samples() else { return };
    let texts = std::fs::read_dir(&folder).expect("samples");
    for path in texts.map(|entry| entry.expect("entry").path()) {
        if path.extension().is_some_and(|extension| extension == "txt") {
            let bytes = std::fs::read(&path).expect("sample");
            let whole = detect(&bytes).expect("text");
            for len in 150..200 {
                assert_eq!(detect(&bytes[..len]), Some(whole), "{} of {len} bytes", path.display());
            }
            assert_eq!(decode(&bytes, whole).undecodable.count, 0, "{}", path.display());
        }
    }
}

/// The blocks' texts; of cells with `row,column` and, where merged, `+rows x columns` before.
fn shown(document: &Document) -> Vec<String> {
    let line = |block: &Block| match block.origin {
        Origin::Cell { row, column, row_span: 1, column_span: 1, .. } => {
            format!("{row},{column} {}", block.text)
        }
        Origin::Cell { row, column, row_span, column_span, .. } => {
            format!("{row},{column}+{row_span}x{column_span} {}", block.text)
        }
        _ => block.text.clone(),
    };
    document.blocks.iter().map(line).collect()
}

#[test]
fn automatic_numbers_are_text() {
    let Some(folder) = samples() else { return };
    let numbered = document(&folder, "autonum_table.docx");
    let texts = shown(&numbered);
    let typed = document(&folder, "u8.txt");
    let starts = |texts: &[String], mark: &str| {
        texts.iter().filter(|text| text.starts_with(mark)).map(|t| t.chars().take(8).collect()).collect()
    };
    let typed: Vec<String> = typed.blocks.into_iter().map(|block| block.text).collect();
    for mark in ["一、", "二、", "（"] {
        let (expected, found): (Vec<String>, Vec<String>) = (starts(&typed, mark), starts(&texts, mark));
        assert_eq!(found, expected);
    }
    assert_eq!(texts.last().map(String::as_str), Some("5,5 2项"));
}

#[test]
fn numbers_may_come_from_a_style() {
    let Some(folder) = samples() else { return };
    let texts = shown(&document(&folder, "autonum_style.docx"));
    let numbered: Vec<&str> =
        texts.iter().filter_map(|t| t.get(..9)).filter(|t| t.starts_with('（')).collect();
    assert_eq!(numbered, ["（一）", "（二）", "（三）", "（一）"]);
}

#[test]
fn merged_cells_are_read_once() {
    let Some(folder) = samples() else { return };
    let read = document(&folder, "merged_table.docx");
    let texts = shown(&read);
    for cell in ["2,1+2x1 1", "3,5 12月底", "5,1+1x4 合计", "1,2 嵌套B"] {
        assert_eq!(texts.iter().filter(|text| *text == cell).count(), 1, "{cell} in {texts:?}");
    }
}

#[test]
fn changes_are_read_as_accepted() {
    let Some(folder) = samples() else { return };
    let texts = shown(&document(&folder, "tracked.docx"));
    assert_eq!(texts, ["责任单位：县卫健委移来文字", "前段后段应连上"]);
}

#[test]
fn everything_visible_is_read_once_and_nothing_else() {
    let Some(folder) = samples() else { return };
    let read = document(&folder, "textbox_misc.docx");
    assert_eq!(
        shown(&read),
        [
            "正文",
            "文本框内容",
            "甲\t乙丙\n丁-戊\n己☑",
            "见链接文字",
            "内联：行内控件智能标记域结果复杂域",
            "块级控件",
            "脚注处",
        ]
    );
    let furniture: Vec<&str> = read.furniture.iter().map(|block| block.text.as_str()).collect();
    assert_eq!(furniture, ["页眉文字", "页脚文字", "脚注内容"]);
}
