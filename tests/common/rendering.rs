//! A notice as a reviewer reads it: one line a value, with its place.

use serde_json::{Map, Value};
use std::fmt::Write as _;

/// All that was extracted; not the text that it was extracted from.
pub(crate) fn of(notice: &Value) -> String {
    let mut out = String::new();
    for (name, member) in notice.as_object().into_iter().flatten() {
        if !matches!(name.as_str(), "schema_version" | "source" | "content") {
            line(&mut out, 0, name, member);
        }
    }
    out
}

fn line(out: &mut String, depth: usize, name: &str, value: &Value) {
    match value {
        Value::Null => {}
        Value::Array(items) => items.iter().for_each(|item| line(out, depth, name, item)),
        Value::Object(members) => object(out, depth, name, members),
        value => {
            let _ = writeln!(out, "{:indent$}{name}: {}", "", plain(value), indent = depth * 2);
        }
    }
}

/// The wording and its place; then what else is plain, as `name=value`; then what is not, below.
fn object(out: &mut String, depth: usize, name: &str, members: &Map<String, Value>) {
    let _ = write!(out, "{:indent$}{name}", "", indent = depth * 2);
    if let Some(span) = members.get("span").filter(|span| !span.is_null()) {
        let _ = write!(out, " [{}-{}]", span["start"], span["end"]);
    }
    let wording = ["text", "name"].into_iter().find(|name| members.get(*name).is_some_and(Value::is_string));
    if let Some(wording) = wording {
        let _ = write!(out, " {}", plain(&members[wording]));
    }
    let rest: Vec<_> =
        members.iter().filter(|(name, _)| *name != "span" && Some(name.as_str()) != wording).collect();
    for (name, value) in rest.iter().filter(|(_, value)| is_plain(value)) {
        let _ = write!(out, " {name}={}", plain(value));
    }
    out.push('\n');
    for (name, value) in rest.iter().filter(|(_, value)| !is_plain(value)) {
        line(out, depth + 1, name, value);
    }
}

fn is_plain(value: &Value) -> bool {
    !value.is_null() && !value.is_object() && !value.is_array()
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.replace('\n', "⏎").replace('\t', "⇥"),
        value => value.to_string(),
    }
}
