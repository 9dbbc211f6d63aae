//! Text and numbers, before anything is known of notices.

pub mod brackets;
pub mod fold;
mod folded;
pub mod marker;
pub mod numeral;
mod span;
pub mod unwrap;

pub use folded::Folded;
pub use span::{Grounded, Span};

/// The byte behind the last of `signs` in `text`; its start where there is none.
pub(crate) fn after_last(text: &str, signs: &[char]) -> usize {
    text.char_indices().rev().find(|(_, c)| signs.contains(c)).map_or(0, |(at, c)| at + c.len_utf8())
}
