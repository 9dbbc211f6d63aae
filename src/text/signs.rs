//! Sets of characters that are asked of every character of a text.

/// A set of characters, kept by their last ten bits: most characters that are none of it are told at once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Signs([u64; 16]);

impl Signs {
    pub(crate) const fn new(signs: &[char]) -> Self {
        let mut set = Self([0; 16]);
        let mut at = 0;
        while at < signs.len() {
            set.add(signs[at]);
            at += 1;
        }
        set
    }

    /// What the words of a list begin with. Where the list is fixed, so is the set.
    pub(crate) const fn firsts(words: &[&str]) -> Self {
        let mut set = Self([0; 16]);
        let mut at = 0;
        while at < words.len() {
            set.add_bits(first_bits(words[at].as_bytes()));
            at += 1;
        }
        set
    }

    /// What the words of a list end with.
    pub(crate) const fn lasts(words: &[&str]) -> Self {
        let mut set = Self([0; 16]);
        let mut at = 0;
        while at < words.len() {
            set.add_bits(last_bits(words[at].as_bytes()));
            at += 1;
        }
        set
    }

    const fn add_bits(&mut self, bits: Option<usize>) {
        if let Some(bits) = bits {
            self.0[bits % 1024 / 64] |= 1 << (bits % 64);
        }
    }

    pub(crate) const fn add(&mut self, c: char) {
        self.0[c as usize % 1024 / 64] |= 1 << (c as usize % 64);
    }

    /// Whether `c` may be one of the set. `false` is certain.
    #[inline]
    pub(crate) const fn may_have(&self, c: char) -> bool {
        self.0[c as usize % 1024 / 64] & (1 << (c as usize % 64)) != 0
    }
}

impl FromIterator<char> for Signs {
    fn from_iter<I: IntoIterator<Item = char>>(signs: I) -> Self {
        let mut set = Self::default();
        signs.into_iter().for_each(|c| set.add(c));
        set
    }
}

/// The last bits of the sign that a word begins with: of a sign of several bytes those of its last two (RFC 3629, 3).
const fn first_bits(word: &[u8]) -> Option<usize> {
    match *word {
        [one @ ..=0x7F, ..] => Some(one as usize),
        [two @ 0xC0..=0xDF, b, ..] => Some((two as usize & 0x1F) << 6 | b as usize & 0x3F),
        [0xE0..=0xEF, b, c, ..] | [_, _, b, c, ..] => Some((b as usize & 0x3F) << 6 | c as usize & 0x3F),
        _ => None,
    }
}

/// The last bits of the sign that a word ends with.
const fn last_bits(word: &[u8]) -> Option<usize> {
    match *word {
        [.., one @ ..=0x7F] => Some(one as usize),
        [.., two @ 0xC0..=0xDF, b] => Some((two as usize & 0x1F) << 6 | b as usize & 0x3F),
        [.., b, c] => Some((b as usize & 0x3F) << 6 | c as usize & 0x3F),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_the_set_is_never_missed() {
        let signs = "0年月日、，".chars().collect::<Vec<_>>();
        let set = Signs::new(&signs);
        assert!(signs.iter().all(|&c| set.may_have(c)));
        assert!(!set.may_have('县'));
    }

    #[test]
    fn words_are_told_by_what_they_begin_with() {
        let words = ["县水利局", "each", "é", "\u{20000}野", ""];
        let set = Signs::firsts(&words);
        assert!(words.iter().filter_map(|word| word.chars().next()).all(|c| set.may_have(c)));
        assert!(!set.may_have('市'));
    }

    #[test]
    fn words_are_told_by_what_they_end_with() {
        let words = ["县水利局", "each", "é", "野\u{20000}", ""];
        let set = Signs::lasts(&words);
        assert!(words.iter().filter_map(|word| word.chars().next_back()).all(|c| set.may_have(c)));
        assert!(!set.may_have('市'));
    }
}
