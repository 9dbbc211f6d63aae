//! The data of the rules: labels, roles, classifiers and units of measure,
//! short forms of offices. Plain TOML, compiled in; all of it is written with
//! half-width signs and simplified characters, as [`crate::text::Folded`] folds.

mod file;
mod heads;
mod lookup;
mod vocabulary;
mod words;

pub use heads::{Heads, Meta};
pub use lookup::{Endings, Verbs, Words};
pub use vocabulary::{
    Comparator, DeadlineKind, Frequency, InvestmentKind, LeaderRole, TargetKind, UnitKind, UnitRole,
};
pub use words::{LabelField, Lexicon, LexiconError, UnitClass};
