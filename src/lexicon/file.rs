//! The lexicon as its TOML files hold it.

use super::lookup::VerbList;
use super::vocabulary::{Comparator, InvestmentKind};
use super::words::{LabelField, LexiconError};
use rustc_hash::FxHashMap;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct LabelFile {
    pub(super) label: Vec<LabelEntry>,
    pub(super) verb: Vec<VerbList>,
}

#[derive(Deserialize)]
pub(super) struct UnitFile {
    pub(super) classifiers: Vec<String>,
    pub(super) measures: Vec<String>,
    pub(super) times: Vec<String>,
    pub(super) never: Vec<String>,
    pub(super) name_measures: Vec<String>,
    pub(super) project_words: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct WordFile {
    pub(super) before: Bounds,
    pub(super) after: Bounds,
    pub(super) per: Vec<String>,
    pub(super) negations: Vec<String>,
    pub(super) indicator_links: Vec<String>,
    pub(super) indicator_leads: Vec<String>,
    pub(super) measured: Vec<String>,
    pub(super) not_units: Vec<String>,
    pub(super) people: Vec<String>,
    pub(super) prose: Vec<String>,
    pub(super) deeds: Vec<String>,
    pub(super) acts: Vec<String>,
    pub(super) states: Vec<String>,
    pub(super) zero_states: Vec<String>,
    pub(super) background: Vec<String>,
    pub(super) promise: Vec<String>,
    pub(super) economic: Vec<String>,
    pub(super) spending: Vec<String>,
    pub(super) requirement_headings: Vec<String>,
    pub(super) requirement_starts: Vec<String>,
    pub(super) goal_headings: Vec<String>,
    pub(super) report_headings: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct OfficeFile {
    pub(super) suffixes: Vec<String>,
    pub(super) group_starts: Vec<String>,
    pub(super) bodies: Vec<String>,
    pub(super) levels: Vec<String>,
    pub(super) unplaced: Vec<String>,
    pub(super) surnames: String,
    pub(super) compound_surnames: Vec<String>,
    pub(super) short_forms: FxHashMap<String, String>,
    pub(super) posts: Posts,
}

#[derive(Deserialize)]
pub(super) struct Posts {
    pub(super) words: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct LabelEntry {
    pub(super) field: String,
    pub(super) role: Option<String>,
    pub(super) kind: Option<InvestmentKind>,
    pub(super) text: Vec<String>,
}

impl LabelEntry {
    pub(super) fn field(&self) -> Result<LabelField, LexiconError> {
        let fault =
            || LexiconError::Label(self.text.first().cloned().unwrap_or_default(), self.field.clone());
        let role = self.role.as_deref();
        Ok(match self.field.as_str() {
            "units" => LabelField::Units(role.and_then(role_of).ok_or_else(fault)?),
            "leaders" => LabelField::Leaders(role.and_then(role_of).ok_or_else(fault)?),
            "money" => LabelField::Money(self.kind.ok_or_else(fault)?),
            "deadline" => LabelField::Deadline,
            "title" => LabelField::Title,
            "body" => LabelField::Body,
            "category" => LabelField::Category,
            "number" => LabelField::Number,
            "other" => LabelField::Other,
            _ => return Err(fault()),
        })
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Bounds {
    pub(super) ge: Vec<String>,
    pub(super) le: Vec<String>,
    pub(super) gt: Vec<String>,
    pub(super) lt: Vec<String>,
    pub(super) approx: Vec<String>,
    pub(super) transparent: Vec<String>,
}

impl Bounds {
    pub(super) fn bounds(&self) -> Vec<(String, Comparator)> {
        let lists = [
            (&self.ge, Comparator::Ge),
            (&self.le, Comparator::Le),
            (&self.gt, Comparator::Gt),
            (&self.lt, Comparator::Lt),
            (&self.approx, Comparator::Approx),
        ];
        lists
            .into_iter()
            .flat_map(|(list, bound)| list.iter().map(move |word| (word.clone(), bound)))
            .collect()
    }
}

/// A role by its name in the JSON contract.
fn role_of<R: serde::de::DeserializeOwned>(name: &str) -> Option<R> {
    serde_json::from_value(name.into()).ok()
}
