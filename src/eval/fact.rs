//! The facts of a notice's JSON.

use crate::text::Span;
use rust_decimal::Decimal;
use serde::Deserialize as _;
use serde_json::Value;
use std::fmt;
use unicode_normalization::UnicodeNormalization as _;

/// A field that is scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // as in the notice model
pub enum Field {
    Title,
    DocumentNumber,
    Issuer,
    Addressees,
    DateOfIssue,
    DeclaredTaskCount,
    Reporting,
    Tasks,
    Leaders,
    Units,
    Investments,
    Targets,
    Deadlines,
}

impl Field {
    /// Fields of the notice itself.
    pub(super) const HEADER: [Self; 7] = [
        Self::Title,
        Self::DocumentNumber,
        Self::Issuer,
        Self::Addressees,
        Self::DateOfIssue,
        Self::DeclaredTaskCount,
        Self::Reporting,
    ];

    /// Fields of its tasks.
    pub(super) const TASK: [Self; 5] =
        [Self::Leaders, Self::Units, Self::Investments, Self::Targets, Self::Deadlines];

    /// Its name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::DocumentNumber => "document_number",
            Self::Issuer => "issuer",
            Self::Addressees => "addressees",
            Self::DateOfIssue => "date_of_issue",
            Self::DeclaredTaskCount => "declared_task_count",
            Self::Reporting => "reporting",
            Self::Tasks => "tasks",
            Self::Leaders => "leaders",
            Self::Units => "units",
            Self::Investments => "investments",
            Self::Targets => "targets",
            Self::Deadlines => "deadlines",
        }
    }
}

/// What a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum At {
    /// The notice itself.
    Notice,
    /// A task of gold, by its index, or the extracted one that is aligned with it.
    Task(usize),
    /// An extracted task, by its index, that gold does not have.
    Extra(usize),
}

/// One thing that a notice says. Two facts are the same where field, place and parts are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub field: Field,
    /// What it is about.
    pub at: At,
    /// All that must be right, folded.
    pub parts: Vec<Option<String>>,
    /// The wording in the notice, as far as it is known.
    pub text: String,
    /// Its place.
    pub span: Option<Span>,
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<&str> =
            self.parts.iter().flatten().map(String::as_str).filter(|part| !part.is_empty()).collect();
        f.write_str(&parts.join(" "))
    }
}

/// NFKC without white space; of an object its `text`, else its `name`.
pub(super) fn folded(value: &Value) -> String {
    wording(value).nfkc().filter(|&c| !(c.is_whitespace() || ('\x1c'..='\x1f').contains(&c))).collect()
}

/// A title for comparison: folded, without punctuation around it.
pub(super) fn title_key(task: &Value) -> String {
    folded(&task["title"]).trim_matches(|c| "。；;:,.、，：".contains(c)).to_owned()
}

fn wording(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Object(object) => {
            object.get("text").or_else(|| object.get("name")).map(wording).unwrap_or_default()
        }
        other => other.to_string(),
    }
}

/// A number written one way only: without exponent and without zeros at its end.
fn number(value: &Value) -> Option<String> {
    let literal = match value {
        Value::Null => return None,
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let exact = Decimal::from_str_exact(&literal).or_else(|_| Decimal::from_scientific(&literal));
    Some(exact.map_or(literal, |n| n.normalize().to_string()))
}

fn word(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// A word, or what stands for it where there is none.
fn word_or(value: &Value, default: &str) -> Option<String> {
    Some(value.as_str().filter(|word| !word.is_empty()).unwrap_or(default).to_owned())
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn fact(field: Field, at: At, value: &Value, parts: Vec<Option<String>>) -> Fact {
    Fact { field, at, parts, text: wording(value), span: Span::deserialize(&value["span"]).ok() }
}

/// The facts of the notice itself.
pub(super) fn of_header(notice: &Value) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut single = |field: Field, key: &str| {
        let value = &notice[field.name()];
        let inner = value.as_object().map_or(value, |object| object.get(key).unwrap_or(&value["text"]));
        if !inner.is_null() && inner != "" {
            facts.push(fact(field, At::Notice, value, vec![Some(folded(inner))]));
        }
    };
    single(Field::Title, "text");
    single(Field::DocumentNumber, "text");
    single(Field::Issuer, "name");
    single(Field::DateOfIssue, "date");
    for addressee in items(&notice["addressees"]) {
        facts.push(fact(Field::Addressees, At::Notice, addressee, vec![Some(folded(addressee))]));
    }
    let count = &notice["declared_task_count"];
    if !count.is_null() {
        let parts = vec![number(if count.is_object() { &count["count"] } else { count })];
        facts.push(fact(Field::DeclaredTaskCount, At::Notice, count, parts));
    }
    for duty in items(&notice["reporting"]) {
        let parts = vec![word(&duty["frequency"]), Some(folded(&duty["recipient"]))];
        facts.push(fact(Field::Reporting, At::Notice, duty, parts));
    }
    facts
}

/// The facts of a task, and that there is one.
pub(super) fn of_task(task: &Value, at: At) -> Vec<Fact> {
    let mut facts = vec![fact(Field::Tasks, at, &task["title"], Vec::new())];
    for field in Field::TASK {
        for value in items(&task[field.name()]) {
            let parts = match field {
                Field::Leaders => vec![Some(folded(&value["name"]))],
                Field::Units => vec![Some(folded(&value["name"])), word_or(&value["role"], "responsible")],
                Field::Investments => amount(value, "yuan"),
                Field::Targets => target(value),
                _ => vec![
                    word(&value["date"])
                        .filter(|date| !date.is_empty())
                        .or_else(|| Some(folded(&value["text"]))),
                ],
            };
            facts.push(fact(field, at, value, parts));
        }
    }
    facts
}

/// A range by its ends, else a value and how it binds.
fn amount(value: &Value, key: &str) -> Vec<Option<String>> {
    if value["min"].is_null() && value["max"].is_null() {
        vec![number(&value[key]), word_or(&value["comparator"], "eq")]
    } else {
        vec![Some("range".to_owned()), number(&value["min"]), number(&value["max"])]
    }
}

fn target(value: &Value) -> Vec<Option<String>> {
    if value["kind"] == "qualitative" {
        return vec![Some("qualitative".to_owned()), Some(folded(&value["text"]))];
    }
    let mut parts = amount(value, "value");
    let unit = if parts.len() == 3 { 3 } else { 1 };
    parts.insert(unit, Some(folded(&value["unit"])));
    parts
}
