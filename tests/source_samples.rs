//! One notice in every wrapping, read from the shared samples where they are at hand.

use duban::source::encoding::{decode, detect};
use duban::source::{Document, Options, read};
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
