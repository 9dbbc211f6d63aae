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
}
