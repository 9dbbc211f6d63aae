//! Public notices, and one in many wrappings. They are no part of the project: where they are absent, the tests say so
//! and pass.
#![allow(clippy::unwrap_used)]

use serde_json::Value;
use std::path::{Path, PathBuf};

mod common;
use common::{score, without_storage};

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

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// Big5 carries the notice in traditional characters only, and so does one file in UTF-8.
fn is_traditional(name: &str) -> bool {
    name.starts_with("big5") || name.starts_with("trad")
}

/// One sample begins with a line of characters that only four bytes of GB18030 can carry.
fn has_more(name: &str) -> bool {
    name.contains("4byte")
}

#[test]
fn one_notice_says_the_same_in_every_encoding() {
    let mut expected: Option<Value> = None;
    for path in shared("samples", ".txt") {
        let name = name(&path);
        if !is_traditional(&name) && !has_more(&name) {
            let notice = without_storage(common::extract(&path));
            assert_eq!(*expected.get_or_insert_with(|| notice.clone()), notice, "{name}");
        }
    }
}

/// The same notice in simplified and in traditional characters: all that is not wording is the same.
#[test]
fn one_notice_says_the_same_in_traditional_characters() {
    /// Numbers, dates and roles, in order.
    fn values(value: &Value, out: &mut Vec<String>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| values(item, out)),
            Value::Object(members) => members.iter().for_each(|(name, member)| match name.as_str() {
                "yuan" | "value" | "date" | "role" | "kind" | "comparator" | "frequency" | "due" => {
                    out.push(format!("{name} {member}"));
                }
                "span" | "content" | "source" | "diagnostics" => {}
                _ => values(member, out),
            }),
            _ => {}
        }
    }
    let mut expected: Option<Vec<String>> = None;
    for path in shared("samples", ".txt") {
        let mut found = Vec::new();
        values(&common::extract(&path), &mut found);
        assert!(found.len() > 50, "{}", path.display());
        assert_eq!(*expected.get_or_insert_with(|| found.clone()), found, "{}", path.display());
    }
}

/// The annotations beside the notices of a folder of the corpora.
fn annotated(folder: &str) -> Vec<(PathBuf, PathBuf)> {
    let gold = |path: &PathBuf| path.with_extension("gold.json");
    shared(folder, ".txt").into_iter().map(|path| (path.clone(), gold(&path))).collect()
}

/// Every fact of gold is right.
fn all_right(path: &Path, gold: &Path) {
    let figures = score(&[(path.to_owned(), gold.to_owned())]);
    let wrong: Vec<_> = (figures.fields.iter())
        // A line before the title is part of it.
        .filter(|(field, _)| !(**field == "title" && has_more(&name(path))))
        .filter(|(_, score)| score.missed > 0 || score.spurious > 0)
        .collect();
    assert!(wrong.is_empty(), "{}: {wrong:#?}", path.display());
    assert!(figures.micro.facts() > 50, "only {} facts", figures.micro.facts());
}

#[test]
fn the_public_notice_is_right_in_every_field() {
    for (path, gold) in annotated("corpus/real") {
        all_right(&path, &gold);
    }
}

#[test]
fn the_public_notice_is_right_in_every_wrapping() {
    let Some((_, gold)) = annotated("corpus/real").pop() else { return };
    let text = shared("samples", ".txt").into_iter().filter(|path| !is_traditional(&name(path)));
    for path in text.chain(shared("samples", "autonum_table.docx")) {
        all_right(&path, &gold);
    }
}

/// F1 over all fields that the notices of `corpus/dev` have reached; it may only be raised.
const MICRO: f64 = 0.99;

#[test]
fn notices_in_all_their_ways_are_right_but_for_a_few_facts() {
    let pairs = annotated("corpus/dev");
    if pairs.is_empty() {
        return;
    }
    let figures = score(&pairs);
    assert!(figures.micro.f1() >= MICRO, "{figures}");
    assert!(figures.fields.values().all(|field| field.f1() >= 0.95), "{figures}");
}
