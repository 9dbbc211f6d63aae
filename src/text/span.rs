//! Places in a text, in code points.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A half-open range of Unicode code points in `content.text`.
///
/// ```
/// use duban::text::Span;
/// assert_eq!(Span::new(2, 4).slice("建设高标准"), Some("高标"));
/// assert_eq!(Span::new(4, 9).slice("建设高标准"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

impl Span {
    /// The code points from `start` up to, and without, `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Number of code points.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether no code point lies in it.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies wholly in it.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether they share a code point.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The part of `text` that it names; `None` where it reaches past the end.
    pub fn slice(self, text: &str) -> Option<&str> {
        let mut at = text.char_indices().map(|(i, _)| i).chain([text.len()]);
        let start = at.nth(self.start)?;
        let end = if self.is_empty() { start } else { at.nth(self.len() - 1)? };
        Some(&text[start..end])
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A value and the place that it was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grounded<T> {
    /// The value.
    pub value: T,
    /// Its place, in code points.
    pub span: Span,
}
