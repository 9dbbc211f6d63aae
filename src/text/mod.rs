//! Text and numbers, before anything is known of notices.

pub mod brackets;
pub mod fold;
mod folded;
pub mod jammer;
pub mod marker;
pub mod numeral;
pub mod ruby;
mod signs;
mod span;
pub mod unwrap;
mod wordlist;

pub use folded::Folded;
pub(crate) use signs::Signs;
pub use span::{Grounded, Span};
pub(crate) use wordlist::{Wordlist, words};

use regex::Regex;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// A fixed pattern for folded text. A fault in one is a fault of the build, and tests use each.
///
/// Folding has left no white space and no figures but those of ASCII, so that `\s` and `\d` mean these, and `\p{Han}`
/// what [`is_ideograph`] does: the classes of Unicode take several times as long to compile, and find the same.
pub(crate) fn pattern(pattern: &str) -> Regex {
    let classes = [
        (r"\s", r"[\t-\r\x20]"),
        (r"\S", r"[^\t-\r\x20]"),
        (r"\d", "[0-9]"),
        (r"\D", "[^0-9]"),
        (r"\p{Han}", r"[々-〇㐀-鿿\x{f900}-\x{faff}\x{20000}-\x{3ffff}]"),
    ];
    let plain = classes.iter().fold(pattern.to_owned(), |text, (class, signs)| text.replace(class, signs));
    Regex::new(&plain).unwrap_or_else(|fault| panic!("{pattern}: {fault}"))
}

/// Whether `c` is a Chinese character of the basic block, or the figure 〇.
pub(crate) fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '〇'
}

/// Whether `c` is a character of the Chinese script, the rare ones of names too.
pub(crate) fn is_ideograph(c: char) -> bool {
    matches!(c, '々'..='〇' | '㐀'..='鿿' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The last place at or before `at` at which a character begins or the text ends.
pub(crate) fn floor_boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// A text without its white space: 责 任 单 位.
pub(crate) fn squeeze(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_whitespace) {
        text.chars().filter(|c| !c.is_whitespace()).collect()
    } else {
        Cow::Borrowed(text)
    }
}

/// How often each word stands among `words`.
pub(crate) fn tally<'w>(words: impl Iterator<Item = &'w str>) -> FxHashMap<&'w str, usize> {
    let mut counts = FxHashMap::default();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    counts
}

/// The lines of a text, as `str::lines` has them; what begins lines is asked of texts often.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let Some(end) = memchr::memchr(b'\n', rest.as_bytes()) else {
            return Some(std::mem::take(&mut rest));
        };
        let line = &rest[..end];
        rest = &rest[end + 1..];
        Some(line.strip_suffix('\r').unwrap_or(line))
    })
}

/// Where `word` first stands in `text`: as `str::find`, which takes longer to begin than to go through a paragraph.
pub(crate) fn find(text: &str, word: &str) -> Option<usize> {
    memchr::memmem::find(text.as_bytes(), word.as_bytes())
}

/// The sentences of `text` that hold `word`, and the byte at which each begins; `ends` are the signs that part sentences.
pub(crate) fn sentences_with<'t>(
    text: &'t str,
    word: &'t str,
    ends: &'t [char],
) -> impl Iterator<Item = (usize, &'t str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + find(&text[from..], word)?;
        let start = from + after_last(&text[from..at], ends);
        let end = text[at..].find(ends).map_or(text.len(), |stop| at + stop);
        from = end;
        Some((start, &text[start..end]))
    })
}

/// The most figures of a number that are passed over.
const LONGEST_NUMBER: usize = 40;

/// What stands behind the figures that a text begins with: %以上 of 39.4%以上.
pub(crate) fn behind_figures(text: &str) -> &str {
    &text[leading(text, LONGEST_NUMBER, |c| c.is_ascii_digit() || c == '.').len()..]
}

/// The characters that `words` begin with as long as they fit, `most` of them.
pub(crate) fn leading(words: &str, most: usize, fits: impl Fn(char) -> bool) -> &str {
    let mut signs = words.char_indices();
    let end = signs.by_ref().take(most).find(|&(_, c)| !fits(c)).map(|(at, _)| at);
    &words[..end.unwrap_or_else(|| signs.offset())]
}

/// The most characters that a clause or sentence is looked back for: whoever asks for each of a million things in one
/// paragraph must not read all of it each time.
const LONGEST_SENTENCE: usize = 1_200;

/// What stands in front of the first of `signs` in `text`, as far as a sentence may go on.
pub(crate) fn before_next<'t>(text: &'t str, signs: &[char]) -> &'t str {
    let words = !signs.iter().copied().any(is_common);
    let bytes = text.as_bytes();
    let mut at = 0;
    for _ in 0..LONGEST_SENTENCE {
        at += match bytes.get(at) {
            Some(0xE4..=0xE9) if words => '一'.len_utf8(),
            Some(_) => match text[at..].chars().next() {
                Some(c) if !signs.contains(&c) => c.len_utf8(),
                _ => break,
            },
            None => break,
        };
    }
    &text[..at]
}

/// The byte behind the last of `signs` in `text`; its start where there is none, or where none is near.
pub(crate) fn after_last(text: &str, signs: &[char]) -> usize {
    let words = !signs.iter().copied().any(is_common);
    let bytes = text.as_bytes();
    let mut start = text.len();
    for _ in 0..LONGEST_SENTENCE {
        let three = start.checked_sub(3).and_then(|at| bytes.get(at));
        start -= match three {
            Some(0xE4..=0xE9) if words => '一'.len_utf8(),
            _ => match text[..start].chars().next_back() {
                Some(c) if !signs.contains(&c) => c.len_utf8(),
                _ => break,
            },
        };
    }
    start
}

/// Whether `c` is one of those that nearly all of a Chinese text is made of: three bytes in UTF-8, of which the first is E4
/// to E9 (RFC 3629, 3).
fn is_common(c: char) -> bool {
    ('\u{4000}'..'\u{a000}').contains(&c)
}
