//! Finds in the text what gold says, which has no spans.

use super::fact::{At, Field};
use super::{Finding, Verdict};
use crate::text::Span;
use crate::text::fold::fold_char;
use std::collections::HashMap;

/// Gives missed facts the place of their wording: in their task, else nearest before it, else anywhere. What was extracted
/// already as the same field is passed over.
pub(super) fn missed(findings: &mut [Finding], text: &str) {
    let text = Squeezed::new(text);
    let mut taken: HashMap<Field, Vec<Span>> = HashMap::new();
    for finding in findings.iter().filter(|finding| finding.verdict == Verdict::Right) {
        taken.entry(finding.fact.field).or_default().extend(finding.fact.span);
    }
    let starts = starts(findings, &text);
    for finding in findings.iter_mut().filter(|finding| finding.verdict == Verdict::Missed) {
        let fact = &mut finding.fact;
        let taken = taken.entry(fact.field).or_default();
        let start = starts.get(&fact.at).copied();
        let end = start.and_then(|start| starts.values().copied().filter(|&other| other > start).min());
        let (start, end) = (start.unwrap_or(0), end.unwrap_or(usize::MAX));
        let words = match fact.field {
            Field::DateOfIssue => date_words(&fact.text),
            Field::DeclaredTaskCount => Vec::new(),
            _ => vec![fact.text.clone()],
        };
        let places: Vec<Span> = words.iter().flat_map(|words| text.find(words)).collect();
        let free = |place: &&Span| !taken.iter().any(|other| other.overlaps(**place));
        fact.span = places
            .iter()
            .find(|place| (start..end).contains(&place.start) && free(place))
            .or_else(|| places.iter().rev().find(|place| place.start < start && free(place)))
            .or_else(|| places.iter().find(free))
            .or(places.first())
            .copied();
        taken.extend(fact.span);
    }
}

/// Where gold's tasks begin: where the aligned one does, else where the title stands.
fn starts(findings: &[Finding], text: &Squeezed) -> HashMap<At, usize> {
    let tasks = findings.iter().filter(|finding| finding.fact.field == Field::Tasks);
    let place = |finding: &Finding| match finding.verdict {
        Verdict::Right => finding.fact.span,
        Verdict::Missed => text.find(&finding.fact.text).next(),
        Verdict::Spurious => None,
    };
    tasks.filter_map(|finding| Some((finding.fact.at, place(finding)?.start))).collect()
}

/// The ways in which a date stands in a notice.
fn date_words(date: &str) -> Vec<String> {
    let mut parts = date.split('-').map(|part| part.parse::<u32>().ok());
    match (parts.next().flatten(), parts.next().flatten(), parts.next().flatten()) {
        (Some(year), Some(month), Some(day)) => {
            let digits = |n: u32| n.to_string().chars().map(chinese_digit).collect::<String>();
            let words = |n: u32| crate::text::numeral::to_chinese(n.into());
            vec![
                format!("{year}年{month}月{day}日"),
                format!("{}年{}月{}日", digits(year), words(month), words(day)),
                date.to_owned(),
            ]
        }
        _ => vec![date.to_owned()],
    }
}

fn chinese_digit(c: char) -> char {
    c.to_digit(10).and_then(|n| "〇一二三四五六七八九".chars().nth(n as usize)).unwrap_or(c)
}

/// A text folded and without white space, which knows where its characters were.
struct Squeezed {
    text: String,
    /// The code point of the original text that each byte belongs to.
    points: Vec<usize>,
}

impl Squeezed {
    fn new(original: &str) -> Self {
        let mut squeezed = Self { text: String::new(), points: Vec::new() };
        for (point, c) in original.chars().enumerate() {
            if !c.is_whitespace() {
                squeezed.text.push(fold_char(c));
                squeezed.points.resize(squeezed.text.len(), point);
            }
        }
        squeezed
    }

    /// Every place of `words`.
    fn find(&self, words: &str) -> impl Iterator<Item = Span> + '_ {
        let words: String = words.chars().filter(|c| !c.is_whitespace()).map(fold_char).collect();
        let mut at = 0;
        std::iter::from_fn(move || {
            if words.is_empty() {
                return None;
            }
            let start = at + self.text.get(at..)?.find(&words)?;
            at = start + words.len();
            Some(Span::new(self.points[start], self.points[at - 1] + 1))
        })
    }
}
