//! Text and numbers, before anything is known of notices.

pub mod brackets;
pub mod fold;
mod folded;
pub mod marker;
pub mod numeral;
pub mod ruby;
mod span;
pub mod unwrap;

pub use folded::Folded;
pub use span::{Grounded, Span};

use regex::Regex;

/// A fixed pattern. A fault in one is a fault of the build, and tests use each.
pub(crate) fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap_or_else(|fault| panic!("{pattern}: {fault}"))
}

/// Whether `c` is a Chinese character of the basic block, or the figure 〇.
pub(crate) fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '〇'
}

/// Whether `c` is of the Chinese script, as `\p{Han}` of a pattern has it: the rare ones of names, and radicals, too.
pub(crate) fn is_ideograph(c: char) -> bool {
    is_han(c)
        || matches!(c,
            '\u{2e80}'..='\u{2fd5}' | '々' | '〡'..='〩' | '〸'..='〻' | '\u{3400}'..='\u{4dbf}'
            | '\u{f900}'..='\u{fad9}' | '\u{16fe2}'..='\u{16ff6}' | '\u{20000}'..='\u{3347b}')
}

/// A text without its white space: 责 任 单 位.
pub(crate) fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The byte behind the last of `signs` in `text`; its start where there is none.
pub(crate) fn after_last(text: &str, signs: &[char]) -> usize {
    text.char_indices().rev().find(|(_, c)| signs.contains(c)).map_or(0, |(at, c)| at + c.len_utf8())
}
