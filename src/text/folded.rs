//! A text with a shadow for matching, and the way back from the shadow to the text.

use super::Span;
use super::fold::fold_char;
use std::ops::Range;

/// A text and its folded shadow: half-width signs, simplified characters, one code point for each of the text.
///
/// Rules look at the shadow and name byte ranges of it; spans and wording come from the text itself.
///
/// ```
/// use duban::text::{Folded, Span};
/// let text = Folded::new("（一）辦學１２所".to_owned());
/// let at = text.folded().find("12所").map(|at| at..text.folded().len()).unwrap();
/// assert_eq!(text.wording(at.clone()), "１２所");
/// assert_eq!(text.span(at), Span::new(5, 8));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Folded {
    raw: String,
    folded: String,
    /// Code point of each byte of the shadow, and of its end.
    point_at: Vec<u32>,
    /// Byte of the text at which each code point starts, and its end.
    raw_at: Vec<u32>,
}

impl Folded {
    /// Folds `raw`. Texts beyond 4 GiB do not occur: files are limited far below.
    pub fn new(raw: String) -> Self {
        let mut folded = String::with_capacity(raw.len());
        let mut point_at = Vec::with_capacity(raw.len() + 1);
        let mut raw_at = Vec::with_capacity(raw.len() / 2 + 1);
        for (point, (byte, c)) in raw.char_indices().enumerate() {
            raw_at.push(byte as u32);
            let c = fold_char(c);
            folded.push(c);
            point_at.extend(std::iter::repeat_n(point as u32, c.len_utf8()));
        }
        point_at.push(raw_at.len() as u32);
        raw_at.push(raw.len() as u32);
        Self { raw, folded, point_at, raw_at }
    }

    /// The text.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// The shadow.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// The code points of a byte range of the shadow.
    pub fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.point(range.start), self.point(range.end))
    }

    /// The text's own wording of a byte range of the shadow.
    pub fn wording(&self, range: Range<usize>) -> &str {
        let byte = |at| self.raw_at.get(self.point(at)).map_or(self.raw.len(), |&byte| byte as usize);
        &self.raw[byte(range.start)..byte(range.end)]
    }

    /// The bytes of the shadow that `span` names, up to its end.
    pub fn range(&self, span: Span) -> Range<usize> {
        let byte = |point: usize| {
            let at = self.point_at.partition_point(|&at| (at as usize) < point);
            at.min(self.folded.len())
        };
        byte(span.start)..byte(span.end.max(span.start))
    }

    /// The text's own wording of `span`; `None` where it reaches past the end.
    pub fn slice(&self, span: Span) -> Option<&str> {
        let byte = |point: usize| self.raw_at.get(point).map(|&byte| byte as usize);
        self.raw.get(byte(span.start)?..byte(span.end)?)
    }

    /// Gives the text back.
    pub fn into_raw(self) -> String {
        self.raw
    }

    fn point(&self, byte: usize) -> usize {
        self.point_at.get(byte).map_or(self.raw_at.len().saturating_sub(1), |&point| point as usize)
    }
}
