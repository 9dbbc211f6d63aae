//! The data of the rules: labels, roles, classifiers and units of measure, short forms of offices.

/// The words that the recognisers know.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {}
