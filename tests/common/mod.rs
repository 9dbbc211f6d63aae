//! What several tests use.
#![allow(dead_code, clippy::unwrap_used)] // each test binary uses its own part, and may fail

pub(crate) mod docx;
pub(crate) mod hostile;
pub(crate) mod rendering;

use serde_json::Value;
use std::error::Error;
use std::path::{Path, PathBuf};

/// What a test gives back, so that it can use `?`.
pub(crate) type Tested = Result<(), Box<dyn Error>>;

/// Checks a notice's JSON against the schema; says all that is wrong with it.
pub(crate) fn keeps_to_schema(notice: &Value) -> Tested {
    let schema = serde_json::from_str(&duban::render::json::schema())?;
    let validator = jsonschema::draft202012::options().should_validate_formats(true).build(&schema)?;
    let wrong: Vec<String> =
        validator.iter_errors(notice).map(|e| format!("{}: {e}", e.instance_path())).collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

/// A notice of ours, and what a careful reader finds in it.
pub(crate) struct Fixture {
    /// `folder/name`, without extension.
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) gold: PathBuf,
}

/// All notices under `fixtures/` that have gold beside them, by name.
pub(crate) fn fixtures() -> Vec<Fixture> {
    fn walk(folder: &Path, found: &mut Vec<Fixture>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let gold = path.with_extension("gold.json");
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e != "json" && e != "md") && gold.exists() {
                let name = path.with_extension("").strip_prefix("fixtures").unwrap().display().to_string();
                found.push(Fixture { name, path, gold });
            }
        }
    }
    let mut found = Vec::new();
    walk(Path::new("fixtures"), &mut found);
    found.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(found.len() >= 10, "only {} fixtures found", found.len());
    found
}

/// The notice of a file, as it is written.
pub(crate) fn extract(path: &Path) -> Value {
    let name = path.file_name().unwrap().to_string_lossy();
    let notice = duban::extract(&name, &std::fs::read(path).unwrap(), &duban::source::Options::default());
    written(&notice.unwrap_or_else(|e| panic!("{}: {e}", path.display())))
}

/// A notice as it is written.
pub(crate) fn written(notice: &duban::notice::Notice) -> Value {
    serde_json::from_str(&duban::render::json::line(notice)).unwrap()
}

/// The notice without what says how it was stored: its source, and where in the file its blocks came from.
pub(crate) fn without_storage(mut notice: Value) -> Value {
    notice["source"] = Value::Null;
    for block in notice["content"]["blocks"].as_array_mut().into_iter().flatten() {
        block["origin"] = Value::Null;
    }
    notice
}

/// Every value's wording is what stands at its place in `content.text`.
pub(crate) fn is_grounded(notice: &Value) -> Tested {
    let text: Vec<char> = notice["content"]["text"].as_str().ok_or("no content.text")?.chars().collect();
    let mut wrong = Vec::new();
    check(notice, &text, "", &mut wrong);
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

fn check(value: &Value, text: &[char], at: &str, wrong: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(i, item)| check(item, text, &format!("{at}/{i}"), wrong));
        }
        Value::Object(members) => {
            if let Some(span) = members.get("span").filter(|span| !span.is_null()) {
                let end = |name: &str| span[name].as_u64().and_then(|n| usize::try_from(n).ok());
                let there = match (end("start"), end("end")) {
                    (Some(start), Some(end)) => text.get(start..end).map(|c| c.iter().collect::<String>()),
                    _ => None,
                };
                match there {
                    None => wrong.push(format!("{at}: {span} is no place in the text")),
                    Some(there) if !says(members, &there) => {
                        wrong.push(format!("{at}: {value} but the text there is {there:?}"));
                    }
                    Some(_) => {}
                }
            }
            for (name, member) in members {
                check(member, text, &format!("{at}/{name}"), wrong);
            }
        }
        _ => {}
    }
}

/// Whether `there`, the text at its span, is what a value says: `text` to the letter; a person's name, or the post
/// where no name is given, without the white space that sets two characters as wide as three.
fn says(members: &serde_json::Map<String, Value>, there: &str) -> bool {
    let member = |name: &str| members.get(name).and_then(Value::as_str);
    let close = |text: &str| text.split_whitespace().collect::<String>();
    match (member("text"), member("name").or_else(|| member("post"))) {
        (Some(text), _) => text == there,
        (None, Some(name)) if members.contains_key("post") => name == close(there),
        (None, Some(name)) => name == there,
        (None, None) => true, // a block, a remark: nothing but a place
    }
}

/// How right the extraction of notices is, each given with its annotation.
pub(crate) fn score(pairs: &[(PathBuf, PathBuf)]) -> duban::eval::Figures {
    let scored = pairs.iter().map(|(path, gold)| {
        let gold = serde_json::from_slice(&std::fs::read(gold).unwrap()).unwrap();
        duban::eval::Scored::new(path.display().to_string(), &extract(path), &gold)
    });
    duban::eval::Figures::of(&scored.collect::<Vec<_>>())
}
