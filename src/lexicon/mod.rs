//! The data of the rules: labels, roles, classifiers and units of measure,
//! short forms of offices. Plain TOML, compiled in; all of it is written with
//! half-width signs and simplified characters, as [`crate::text::Folded`] folds.

mod vocabulary;
mod words;

pub use vocabulary::{Comparator, LeaderRole, UnitRole};
pub use words::{Endings, LabelField, Lexicon, LexiconError, MoneyLabel, UnitClass, Words};
