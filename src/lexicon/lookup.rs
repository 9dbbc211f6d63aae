//! How words are looked up: at the start of a text, at its end, anywhere.

use super::vocabulary::UnitRole;
use crate::text::Signs;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A set of words that are looked up at the start of a text or anywhere in it, the longest first.
#[derive(Debug, Clone)]
pub struct Words<T> {
    by_first: FxHashMap<char, Vec<Word<T>>>,
    /// Most of a text is passed over by these, and not looked up.
    firsts: Signs,
}

/// A word behind its first character.
#[derive(Debug, Clone)]
struct Word<T> {
    /// Its second character, which tells most words from what a text goes on with; `None` where it has but one.
    second: Option<char>,
    rest: Box<str>,
    value: T,
}

impl<T: Copy> Words<T> {
    pub(super) fn new(words: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut set = Self { by_first: FxHashMap::default(), firsts: Signs::default() };
        set.extend(words);
        set
    }

    /// Adds words.
    pub(super) fn extend(&mut self, words: impl IntoIterator<Item = (String, T)>) {
        for (word, value) in words {
            let mut signs = word.chars();
            if let Some(first) = signs.next() {
                let rest = signs.as_str().into();
                self.by_first.entry(first).or_default().push(Word { second: signs.next(), rest, value });
                self.firsts.add(first);
            }
        }
        for list in self.by_first.values_mut() {
            list.sort_by_key(|word| std::cmp::Reverse(word.rest.len()));
        }
    }

    /// The longest word that `text` starts with: its length in bytes, and its value.
    pub fn at_start(&self, text: &str) -> Option<(usize, T)> {
        self.behind(text.chars().next()?, text)
    }

    /// The words of `text` in order, with their places in bytes; of those that begin at one place the longest, and none
    /// that begins inside of another.
    pub fn find_iter<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Range<usize>, T)> + 't {
        let mut passed = 0;
        text.char_indices().filter_map(move |(at, first)| {
            if !self.firsts.may_have(first) || at < passed {
                return None;
            }
            let (len, value) = self.behind(first, &text[at..])?;
            passed = at + len;
            Some((at..passed, value))
        })
    }

    /// Whether any of the words stands in `text`.
    pub fn is_in(&self, text: &str) -> bool {
        self.find_iter(text).next().is_some()
    }

    fn behind(&self, first: char, text: &str) -> Option<(usize, T)> {
        if !self.firsts.may_have(first) {
            return None;
        }
        let list = self.by_first.get(&first)?;
        let behind = &text[first.len_utf8()..];
        let second = behind.chars().next();
        let fits = |word: &&Word<T>| {
            word.second.is_none() || word.second == second && behind.starts_with(&*word.rest)
        };
        list.iter().find(fits).map(|word| (first.len_utf8() + word.rest.len(), word.value))
    }
}

/// A set of words that are looked up at the end of a text, the longest first.
#[derive(Debug, Clone)]
pub struct Endings<T> {
    words: FxHashMap<Box<str>, T>,
    /// How many characters the longest word has that ends in this one.
    longest: FxHashMap<char, usize>,
}

impl<T: Copy> Endings<T> {
    pub(super) fn new(words: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut endings = Self { words: FxHashMap::default(), longest: FxHashMap::default() };
        words.into_iter().for_each(|(word, value)| endings.insert(&word, value));
        endings
    }

    /// The longest word that `text` ends with: its length in bytes, and its value.
    pub fn at_end(&self, text: &str) -> Option<(usize, T)> {
        let longest = *self.longest.get(&text.chars().next_back()?)?;
        let starts = text.char_indices().rev().take(longest).map(|(at, _)| at);
        starts.filter_map(|at| Some((text.len() - at, *self.words.get(&text[at..])?))).last()
    }

    /// Adds a word.
    pub(super) fn insert(&mut self, word: &str, value: T) {
        if let Some(last) = word.chars().next_back() {
            let longest = self.longest.entry(last).or_default();
            *longest = word.chars().count().max(*longest);
            self.words.insert(word.into(), value);
        }
    }

    /// The value of the whole of `text`.
    pub fn get(&self, text: &str) -> Option<T> {
        self.words.get(text).copied()
    }
}

/// Verbs that say what role a list of names has: 牵头, 按职责分工负责, 配合.
#[derive(Debug, Clone)]
pub struct Verbs {
    all: Words<UnitRole>,
    ends: Endings<UnitRole>,
}

impl Verbs {
    pub(super) fn new(lists: Vec<VerbList>) -> Self {
        let verbs: Vec<(String, UnitRole)> = lists
            .into_iter()
            .flat_map(|list| list.text.into_iter().map(move |verb| (verb, list.role)))
            .collect();
        Self { all: Words::new(verbs.iter().cloned()), ends: Endings::new(verbs) }
    }

    /// The verbs of `text` in order, the longest at each place.
    pub fn find_iter<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Range<usize>, UnitRole)> + 't {
        self.all.find_iter(text)
    }

    /// Whether any verb stands in `text`.
    pub fn is_in(&self, text: &str) -> bool {
        self.all.is_in(text)
    }

    /// The longest verb that `text` begins with: its length in bytes, and its role.
    pub fn at_start(&self, text: &str) -> Option<(usize, UnitRole)> {
        self.all.at_start(text)
    }

    /// The longest verb that `text` ends with: its length in bytes, and its role.
    pub fn at_end(&self, text: &str) -> Option<(usize, UnitRole)> {
        self.ends.at_end(text)
    }

    /// Whether a verb may end with a sign: most signs end none.
    pub(crate) fn may_end_with(&self, last: char) -> bool {
        self.ends.longest.contains_key(&last)
    }

    /// Whether a verb may begin with a sign: most signs begin none.
    pub(crate) fn may_begin_with(&self, first: char) -> bool {
        self.all.firsts.may_have(first)
    }

    /// The role that `text` as a whole stands for.
    pub fn get(&self, text: &str) -> Option<UnitRole> {
        self.ends.get(text)
    }
}

/// The verbs of one role, as the lexicon lists them.
#[derive(serde::Deserialize)]
pub(super) struct VerbList {
    role: UnitRole,
    text: Vec<String>,
}
