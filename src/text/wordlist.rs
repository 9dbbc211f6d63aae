//! Short fixed lists of words, asked of a text: does one stand in it, begin it, end it?

use super::Signs;
use std::ops::Range;

/// A short list of words that the code itself needs; [`words!`](crate::text::words) makes one when the program is built.
///
/// Most texts hold, begin and end with none of them: one look at their characters tells, where a search for each word would be
/// as many.
pub(crate) struct Wordlist {
    words: &'static [&'static str],
    firsts: Signs,
    lasts: Signs,
}

impl Wordlist {
    pub(crate) const fn new(words: &'static [&'static str]) -> Self {
        Self { words, firsts: Signs::firsts(words), lasts: Signs::lasts(words) }
    }

    /// Whether one of them stands in `text`.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// Where the first of them begins that stands in `text`.
    pub(crate) fn find(&self, text: &str) -> Option<usize> {
        let stands = |at: usize| self.words.iter().any(|word| text[at..].starts_with(word));
        text.char_indices().find(|&(at, c)| self.firsts.may_have(c) && stands(at)).map(|(at, _)| at)
    }

    /// The place of the first of them that stands in `text`.
    pub(crate) fn place(&self, text: &str) -> Option<Range<usize>> {
        let at = self.find(text)?;
        let word = self.words.iter().find(|word| text[at..].starts_with(**word))?;
        Some(at..at + word.len())
    }

    /// Whether `text` begins with one of them.
    pub(crate) fn begins(&self, text: &str) -> bool {
        let may = text.chars().next().is_some_and(|c| self.firsts.may_have(c));
        may && self.words.iter().any(|word| text.starts_with(word))
    }

    /// Whether `text` ends with one of them.
    pub(crate) fn ends(&self, text: &str) -> bool {
        let may = text.chars().next_back().is_some_and(|c| self.lasts.may_have(c));
        may && self.words.iter().any(|word| text.ends_with(word))
    }
}

/// A [`Wordlist`] of the words that are given: `words!["报送", "上报"].is_in(text)`.
macro_rules! words {
    ($($word:literal),+ $(,)?) => {
        const { &$crate::text::Wordlist::new(&[$($word),+]) }
    };
}
pub(crate) use words;

#[cfg(test)]
mod tests {

    #[test]
    fn a_word_is_found_wherever_it_stands() {
        let list = words!["报送", "年", "é", "ok"];
        assert_eq!((list.find("按月报送进度"), list.find("报告")), (Some("按月".len()), None));
        assert!(list.is_in("按月报送进度") && list.begins("报送进度") && list.ends("按月报送"));
        assert!(list.is_in("一年") && list.begins("ok") && list.ends("café"));
        assert!(!list.is_in("报告") && !list.begins("按月报送") && !list.ends("报送进度"));
        assert!(!list.is_in("") && !list.begins("") && !list.ends(""));
    }
}
