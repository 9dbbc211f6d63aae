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
    /// How far bytes of the text stand behind those of the shadow, from a byte of the shadow on.
    shifts: Vec<(u32, u32)>,
    /// How many code points stand before each block of the shadow, and at its end.
    points: Vec<u32>,
}

/// How many bytes of the shadow a block has.
const BLOCK: usize = 32;

impl Folded {
    /// Folds `raw`. Texts beyond 4 GiB do not occur: files are limited far below.
    pub fn new(raw: String) -> Self {
        let mut folded = String::with_capacity(raw.len());
        let mut shifts = Vec::with_capacity(raw.len() / 32);
        // What has not been copied yet, since folding leaves it as it is.
        let mut kept = 0;
        for (byte, c) in raw.char_indices() {
            let new = fold_char(c);
            if new != c {
                folded.push_str(&raw[kept..byte]);
                folded.push(new);
                kept = byte + c.len_utf8();
                if new.len_utf8() != c.len_utf8() {
                    shifts.push((folded.len() as u32, (kept - folded.len()) as u32));
                }
            }
        }
        folded.push_str(&raw[kept..]);
        let mut sum = 0;
        let mut points = Vec::with_capacity(folded.len() / BLOCK + 2);
        points.push(0);
        points.extend(folded.as_bytes().chunks(BLOCK).map(|block| {
            sum += begun(block) as u32;
            sum
        }));
        Self { raw, folded, shifts, points }
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
        &self.raw[self.raw_byte(range.start)..self.raw_byte(range.end)]
    }

    /// The bytes of the shadow that `span` names, up to its end.
    pub fn range(&self, span: Span) -> Range<usize> {
        self.byte(span.start)..self.byte(span.end.max(span.start))
    }

    /// The text's own wording of `span`; `None` where it reaches past the end.
    pub fn slice(&self, span: Span) -> Option<&str> {
        let end = self.points.last().map_or(0, |&points| points as usize);
        let byte = |point| (point <= end).then(|| self.raw_byte(self.byte(point)));
        self.raw.get(byte(span.start)?..byte(span.end)?)
    }

    /// Gives the text back.
    pub fn into_raw(self) -> String {
        self.raw
    }

    /// How many code points stand before a byte of the shadow.
    fn point(&self, byte: usize) -> usize {
        let byte = byte.min(self.folded.len());
        let before = self.points.get(byte / BLOCK).map_or(0, |&points| points as usize);
        before + begun(&self.folded.as_bytes()[byte - byte % BLOCK..byte])
    }

    /// The byte of the shadow at which a code point begins; its end for all beyond.
    fn byte(&self, point: usize) -> usize {
        let next = self.points.partition_point(|&points| points as usize <= point);
        let block = next.saturating_sub(1);
        let before = self.points.get(block).map_or(0, |&points| points as usize);
        let bytes = self.folded.bytes().enumerate().skip(block * BLOCK);
        let mut begins = bytes.filter(|&(_, byte)| is_first(byte));
        begins.nth(point - before).map_or(self.folded.len(), |(at, _)| at)
    }

    /// The byte of the text that a byte of the shadow stands for.
    fn raw_byte(&self, byte: usize) -> usize {
        let next = self.shifts.partition_point(|&(from, _)| from as usize <= byte);
        let shift = next.checked_sub(1).and_then(|last| self.shifts.get(last)).map_or(0, |&(_, shift)| shift);
        (byte + shift as usize).min(self.raw.len())
    }
}

/// Whether a code point begins with this byte, and not before it.
fn is_first(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

/// How many code points begin in `bytes`, which are fewer than 256.
fn begun(bytes: &[u8]) -> usize {
    usize::from(bytes.iter().map(|&byte| u8::from(is_first(byte))).sum::<u8>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn places_of_the_shadow_are_places_of_the_text(text in "[一-三（）Ａa，1 ]{0,120}", start in 0..130usize, len in 0..70usize) {
            let folded = Folded::new(text.clone());
            let span = Span::new(start, start + len);
            prop_assert_eq!(folded.slice(span), span.slice(&text));
            if let Some(words) = span.slice(&text) {
                let range = folded.range(span);
                prop_assert_eq!(folded.span(range.clone()), span);
                prop_assert_eq!(folded.wording(range), words);
            }
        }
    }
}
