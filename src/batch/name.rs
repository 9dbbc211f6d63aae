//! Names of inputs as people read them, and of the outputs made from them.

use encoding_rs::GBK;
use std::collections::HashSet;
use std::collections::hash_map::DefaultHasher;
use std::ffi::OsStr;
use std::hash::{Hash, Hasher};
use std::path::{Component, Path, PathBuf};

/// The text of a name that may be in UTF-8 or, from old archives and disks, in GBK. Bytes that are neither are shown
/// as `\xNN`.
pub(super) fn readable(raw: &[u8]) -> String {
    let utf8 = std::str::from_utf8(raw).ok();
    if let Some(text) = utf8.filter(|text| !is_gbk_by_chance(text)) {
        return text.to_owned();
    }
    if let Some(text) = GBK.decode_without_bom_handling_and_without_replacement(raw) {
        return text.into_owned();
    }
    let mut text = String::new();
    for chunk in raw.utf8_chunks() {
        text.push_str(chunk.valid());
        chunk.invalid().iter().for_each(|byte| text.push_str(&format!("\\x{byte:02x}")));
    }
    text
}

/// Whether text is rather GBK that happens to be valid UTF-8, as 通知 is: no Chinese character in it, but some of
/// scripts that do not stand in names of notices (phonetic signs, Hebrew, Arabic, Syriac …).
fn is_gbk_by_chance(text: &str) -> bool {
    let strange = |c| matches!(c, '\u{180}'..='\u{36F}' | '\u{530}'..='\u{7FF}');
    text.chars().all(|c| c < '\u{800}') && text.chars().any(strange)
}

pub(super) fn readable_os(name: &OsStr) -> String {
    readable(name.as_encoded_bytes())
}

/// `path` as people read it, part by part: each may be in an encoding of its own.
pub(super) fn readable_path(path: &Path) -> String {
    let mut text = String::new();
    for part in path.components() {
        if !text.is_empty() && !text.ends_with('/') {
            text.push('/');
        }
        match part {
            Component::RootDir => text.push('/'),
            part => text.push_str(&readable_os(part.as_os_str())),
        }
    }
    text
}

/// The parts of `path` that name something: no root, no `.`, no `..`.
pub(super) fn parts(path: &Path) -> Vec<String> {
    let normal = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(component(&readable_os(name))),
        _ => None,
    });
    normal.collect()
}

/// The parts of the name of an archive's member, whichever system packed it: never one that leads out of the folder
/// that they are put into.
pub(super) fn member_parts(name: &str) -> Vec<String> {
    let drive = |part: &str| part.len() == 2 && part.ends_with(':');
    name.split(['/', '\\'])
        .filter(|part| !matches!(*part, "" | "." | "..") && !drive(part))
        .map(component)
        .collect()
}

/// One part of a path: no separators or control characters, and room for a suffix within the 255 bytes that file
/// systems allow.
fn component(name: &str) -> String {
    const MAX_BYTES: usize = 230;
    let mut safe = String::new();
    for c in name.chars() {
        let forbidden =
            c.is_control() || matches!(c, '/' | '\\') || (cfg!(windows) && r#":*?"<>|"#.contains(c));
        if safe.len() + c.len_utf8() > MAX_BYTES {
            break;
        }
        safe.push(if forbidden { '_' } else { c });
    }
    safe
}

/// Gives every input an output of its own.
#[derive(Debug)]
pub(super) struct Outputs {
    /// Hashes, so that a million inputs take little room. File systems may not tell A from a.
    taken: HashSet<u64>,
}

impl Outputs {
    /// Outputs of a batch; `reserved` is the name of its report.
    pub(super) fn new(reserved: &str) -> Self {
        Self { taken: HashSet::from([hash(Path::new(reserved))]) }
    }

    /// The output for an input whose mirrored path has these parts: its name with `.json` in place of its extension;
    /// where that is taken, its whole name with `.json` added; where that is taken too, with a number.
    pub(super) fn place(&mut self, parts: &[String]) -> PathBuf {
        let (name, folders) = match parts.split_last() {
            Some((name, folders)) => (name.as_str(), folders),
            None => ("_", [].as_slice()),
        };
        let folder: PathBuf = folders.iter().collect();
        let stem = match name.rsplit_once('.') {
            Some((stem, _)) if !stem.is_empty() => stem,
            _ => name,
        };
        let mut free = |name: String| {
            let path = folder.join(name);
            self.taken.insert(hash(&path)).then_some(path)
        };
        free(format!("{stem}.json"))
            .or_else(|| free(format!("{name}.json")))
            .or_else(|| (2..).find_map(|n: u64| free(format!("{name}-{n}.json"))))
            .unwrap_or_default()
    }
}

fn hash(path: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    path.to_string_lossy().to_lowercase().hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_utf8_or_gbk_or_shown_byte_by_byte() {
        assert_eq!(readable("通知".as_bytes()), "通知");
        assert_eq!(readable(b"\xcd\xa8\xd6\xaa.txt"), "通知.txt");
        assert_eq!(readable("Café.txt".as_bytes()), "Café.txt");
        assert_eq!(readable(b"a\xff\xff"), r"a\xff\xff");
    }

    #[test]
    fn members_stay_inside() {
        for (name, inside) in [
            ("../../etc/passwd", "etc/passwd"),
            ("/etc/passwd", "etc/passwd"),
            (r"C:\windows\a.txt", "windows/a.txt"),
            (r"..\a/./b.txt", "a/b.txt"),
            ("a\0b", "a_b"),
        ] {
            assert_eq!(member_parts(name).join("/"), inside, "{name}");
        }
    }

    #[test]
    fn inputs_of_one_name_do_not_overwrite_each_other() {
        let mut outputs = Outputs::new("report.json");
        let mut place = |path: &str| {
            outputs.place(&parts(Path::new(path))).to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
        };
        assert_eq!(place("a/通知.txt"), "a/通知.json");
        assert_eq!(place("a/通知.docx"), "a/通知.docx.json");
        assert_eq!(place("b/通知.txt"), "b/通知.json");
        assert_eq!(place("A/通知.TXT"), "A/通知.TXT.json", "some systems do not tell A from a");
        assert_eq!(place("a/通知.txt"), "a/通知.txt-2.json");
        assert_eq!(place("report.txt"), "report.txt.json", "the report keeps its name");
        assert_eq!(place(".hidden"), ".hidden.json");
    }
}
