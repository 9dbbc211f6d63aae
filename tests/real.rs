//! Public notices, and one in many wrappings. They are no part of the project: where they are absent, the tests say so
//! and pass.
#![allow(clippy::unwrap_used)]

use duban::source::Options;
use serde_json::Value;
use std::path::{Path, PathBuf};

mod common;
use common::without_storage;

const SHARED: &str = "../shared";

/// The files in `folder` of the shared corpora whose names end in `suffix`, by name.
fn shared(folder: &str, suffix: &str) -> Vec<PathBuf> {
    let folder = Path::new(SHARED).join(folder);
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: {} is not here", folder.display());
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.to_string_lossy().ends_with(suffix));
    files.sort();
    assert!(!files.is_empty(), "{} has no *{suffix}", folder.display());
    files
}

#[test]
fn every_notice_is_read_valid_and_grounded() {
    for folder in ["corpus/real", "corpus/dev", "corpus/patterns"] {
        for path in shared(folder, ".txt") {
            let notice = common::extract(&path);
            let sound = common::is_grounded(&notice).and_then(|()| common::keeps_to_schema(&notice));
            assert!(sound.is_ok(), "{}: {}", path.display(), sound.unwrap_err());
        }
    }
}

/// What the samples that `choose` names say, all the same.
fn all_say_the_same(choose: impl Fn(&str) -> bool) {
    let mut expected: Option<Value> = None;
    for path in shared("samples", ".txt") {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if choose(&name) {
            let bytes = std::fs::read(&path).unwrap();
            let notice = duban::extract("notice", &bytes, &Options::default()).unwrap();
            let notice = without_storage(common::written(&notice));
            assert_eq!(*expected.get_or_insert_with(|| notice.clone()), notice, "{name}");
        }
    }
}

/// Big5 carries the notice in traditional characters only, and so does one file in UTF-8.
fn is_traditional(name: &str) -> bool {
    name.starts_with("big5") || name.starts_with("trad")
}

#[test]
fn one_notice_says_the_same_in_every_encoding() {
    all_say_the_same(|name| !is_traditional(name));
}

#[test]
fn one_notice_in_traditional_characters_says_the_same_in_every_encoding() {
    all_say_the_same(is_traditional);
}
