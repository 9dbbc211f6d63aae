//! Parties (责任主体): lists of units and of leaders.

mod leader;
mod rejoined;
mod shared;
mod unit;

pub(crate) use leader::{is_person, is_surely_person, leaders, name_before_post, posted};
pub(crate) use unit::{is_short_body, is_unit, lead_marks, units};

use crate::lexicon::{Lexicon, UnitKind};
use crate::text::{Folded, Grounded, is_han};
use std::ops::Range;

/// Whether points part names, as where a page reader took the signs between them for points: 县住建局.县财政局.
fn is_dotted(text: &str) -> bool {
    let between = |at: usize| text[..at].ends_with(is_han) && text[at + 1..].starts_with(is_han);
    text.contains('.') && text.match_indices('.').all(|(at, _)| between(at))
}

/// A person in charge, or the office that is (分管副省长).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The name's place; `None` where only an office is named.
    pub name: Option<Range<usize>>,
    /// The post's place.
    pub post: Option<Range<usize>>,
}

/// Finds the units of a list (县财政局、审计局，各乡镇人民政府).
///
/// ```
/// let found = duban::fields::party::find_units("县发改局（粮食局）、财政局，各县（市、区）人民政府");
/// assert_eq!(found.len(), 3);
/// ```
pub fn find_units(text: &str) -> Vec<Grounded<UnitKind>> {
    let text = Folded::new(text.to_owned());
    let found = units(text.folded(), Lexicon::builtin());
    found.into_iter().map(|(value, range)| Grounded { value, span: text.span(range) }).collect()
}

/// Finds the leaders of a list (副县长周 宁、买买提·艾力).
pub fn find_leaders(text: &str) -> Vec<Grounded<Person>> {
    let text = Folded::new(text.to_owned());
    let found = leaders(text.folded(), Lexicon::builtin());
    let span = |person: &Person| person.name.clone().or(person.post.clone()).unwrap_or(0..0);
    found.into_iter().map(|person| Grounded { span: text.span(span(&person)), value: person }).collect()
}
