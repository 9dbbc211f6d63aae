//! Scoring against gold: what was extracted right, missed, or made up, field by field, and where.
//!
//! A notice is a multiset of facts, and a fact counts only when all of its parts are right: a unit is its task, name and
//! role; a target its task, value, unit and comparator. Tasks are aligned by title first. A field that gold leaves out
//! altogether is not scored. Gold is looser than the model: a title or a unit may be a bare string, and gold has no spans;
//! for the report they are looked for in the text.

mod compare;
mod fact;
mod figures;
pub mod html;
mod locate;

pub use compare::compare;
pub use fact::{At, Fact, Field};
pub use figures::{Figures, Score};

use crate::notice::ContentBlock;
use crate::source::Origin;
use crate::text::Span;
use serde::Deserialize as _;
use serde_json::Value;

/// What became of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// In gold and extracted.
    Right,
    /// In gold and not extracted.
    Missed,
    /// Extracted and not in gold.
    Spurious,
}

/// A fact, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The fact; its span is in the extracted notice's text.
    pub fact: Fact,
    /// What became of it.
    pub verdict: Verdict,
    /// Title of the task that it belongs to.
    pub task: Option<String>,
}

/// One notice, scored.
#[derive(Debug, Clone)]
pub struct Scored {
    /// Its name, as the caller gave it.
    pub name: String,
    /// The extracted notice's text; empty where there is none.
    pub text: String,
    /// Its blocks, which say where in the file a span stands.
    blocks: Vec<ContentBlock>,
    /// Every fact of gold and of the extraction.
    pub findings: Vec<Finding>,
}

impl Scored {
    /// Scores the JSON of an extracted notice against gold's.
    ///
    /// ```
    /// use duban::eval::{Figures, Scored};
    /// use serde_json::json;
    /// let gold = json!({"tasks": [{"title": "修路", "units": [{"name": "交通局", "role": "lead"}]}]});
    /// let found = json!({"tasks": [{"title": "修路。", "units": [{"name": "交通局"}]}]});
    /// let scored = Scored::new("notice", &found, &gold);
    /// let figures = Figures::of(&[scored]);
    /// assert_eq!(figures.fields["tasks"].f1(), 1.0);
    /// assert_eq!(figures.fields["units"].f1(), 0.0); // another role
    /// ```
    pub fn new(name: impl Into<String>, extracted: &Value, gold: &Value) -> Self {
        let content = &extracted["content"];
        let text = content["text"].as_str().unwrap_or_default().to_owned();
        let mut findings = compare(extracted, gold);
        locate::missed(&mut findings, &text);
        let blocks = Vec::deserialize(&content["blocks"]).unwrap_or_default();
        Self { name: name.into(), text, blocks, findings }
    }

    /// Where in the file `span` came from.
    pub fn origin(&self, span: Span) -> Option<Origin> {
        self.blocks
            .iter()
            .find(|block| block.span.start <= span.start && span.start < block.span.end)
            .map(|b| b.origin)
    }

    /// The words of `span` and up to `around` characters of its line before and behind it.
    pub fn excerpt(&self, span: Span, around: usize) -> Option<[String; 3]> {
        let words = span.slice(&self.text)?;
        let before = Span::new(span.start.saturating_sub(around), span.start).slice(&self.text)?;
        let behind: String =
            self.text.chars().skip(span.end).take_while(|&c| c != '\n').take(around).collect();
        let before = before.rsplit('\n').next().unwrap_or_default();
        Some([before.to_owned(), words.replace('\n', "↵"), behind])
    }
}

#[cfg(test)]
mod tests;
