//! Precision, recall and F1, a field and over all.

use super::{Scored, Verdict};
use std::collections::BTreeMap;
use std::fmt;

/// How many facts were right, missed and spurious.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Score {
    /// In gold and extracted.
    pub right: usize,
    /// In gold only.
    pub missed: usize,
    /// Extracted only.
    pub spurious: usize,
}

impl Score {
    /// Facts of gold.
    pub const fn facts(self) -> usize {
        self.right + self.missed
    }

    /// Of what was extracted, the part that is right; 1 where nothing was.
    pub fn precision(self) -> f64 {
        share(self.right, self.right + self.spurious)
    }

    /// Of gold, the part that was extracted; 1 where gold has nothing.
    pub fn recall(self) -> f64 {
        share(self.right, self.facts())
    }

    /// The harmonic mean of both.
    pub fn f1(self) -> f64 {
        share(2 * self.right, 2 * self.right + self.missed + self.spurious)
    }

    fn count(&mut self, verdict: Verdict) {
        *match verdict {
            Verdict::Right => &mut self.right,
            Verdict::Missed => &mut self.missed,
            Verdict::Spurious => &mut self.spurious,
        } += 1;
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// Scores of several notices.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures {
    /// How many notices.
    pub notices: usize,
    /// By the field's name, those that have any fact.
    pub fields: BTreeMap<&'static str, Score>,
    /// Over all fields.
    pub micro: Score,
}

impl Figures {
    /// Counts the findings of `notices`.
    pub fn of(notices: &[Scored]) -> Self {
        let mut figures = Self { notices: notices.len(), ..Self::default() };
        for finding in notices.iter().flat_map(|notice| &notice.findings) {
            figures.fields.entry(finding.fact.field.name()).or_default().count(finding.verdict);
            figures.micro.count(finding.verdict);
        }
        figures
    }

    /// Each field by name, and `micro` over all.
    pub fn rows(&self) -> impl Iterator<Item = (&'static str, Score)> + '_ {
        self.fields.iter().map(|(name, score)| (*name, *score)).chain([("micro", self.micro)])
    }

    /// As JSON: `{"notices": 1, "fields": {"units": {"facts": 9, "precision": 1.0, "recall": 1.0, "f1": 1.0}, …}}`.
    pub fn to_json(&self) -> serde_json::Value {
        let row = |score: Score| {
            serde_json::json!({
                "facts": score.facts(), "precision": score.precision(), "recall": score.recall(), "f1": score.f1()
            })
        };
        let fields: serde_json::Map<_, _> =
            self.rows().map(|(name, score)| (name.to_owned(), row(score))).collect();
        serde_json::json!({"notices": self.notices, "fields": fields})
    }
}

/// As a table.
impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<20}{:>7}{:>8}{:>8}{:>8}", "field", "facts", "P", "R", "F1")?;
        for (name, score) in self.rows() {
            let (facts, p, r, f1) = (score.facts(), score.precision(), score.recall(), score.f1());
            writeln!(f, "{name:<20}{facts:>7}{p:>8.3}{r:>8.3}{f1:>8.3}")?;
        }
        writeln!(f, "{} notices, micro F1 {:.4}", self.notices, self.micro.f1())
    }
}
