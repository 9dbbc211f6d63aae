//! Columns headed by units, in which a mark says what each has to do with a task: ● leads, ○ supports.

use crate::fields::party;
use crate::lexicon::{Lexicon, UnitRole};
use crate::outline::table::{Slot, Table};
use crate::text::{before_next, brackets};
use std::ops::Range;

/// Signs that such a column may hold; of two kinds the first ones lead where nothing says what they mean.
const FULL: [char; 7] = ['●', '★', '■', '▲', '◆', '◎', '√'];
const HOLLOW: [char; 6] = ['○', '☆', '□', '△', '◇', '〇'];

/// A column headed by a unit.
#[derive(Debug, Clone)]
pub(in crate::notice) struct Marked {
    pub(in crate::notice) column: usize,
    pub(in crate::notice) unit: Range<usize>,
}

/// The columns of a table whose heading in row `last` is a unit and whose cells are blank or a mark. Empty where fewer
/// than two are, or none is marked.
pub(super) fn columns(text: &str, table: &Table, last: usize, lexicon: &Lexicon) -> Vec<Marked> {
    let below = || table.rows[last + 1..].iter();
    let marked = |column: usize| {
        let cells = below().filter_map(|row| row.get(column)?.begun(text));
        // A note below may span the table.
        let (marks, others): (Vec<_>, Vec<_>) = cells.partition(|cell| mark(&text[cell.clone()]).is_some());
        !marks.is_empty() && others.len() <= 1
    };
    let unit = |(column, slot): (usize, &Slot)| {
        let unit = brackets::trim(text, slot.begun(text)?);
        (party::is_unit(&text[unit.clone()], lexicon) && marked(column)).then_some(Marked { column, unit })
    };
    let found: Vec<Marked> =
        table.rows.get(last).into_iter().flat_map(|row| row.iter().enumerate().filter_map(unit)).collect();
    if found.len() > 1 { found } else { Vec::new() }
}

/// The mark that is all of a cell.
fn mark(cell: &str) -> Option<char> {
    let mut signs = cell.trim().chars();
    let sign = signs.next().filter(|sign| FULL.contains(sign) || HOLLOW.contains(sign))?;
    signs.next().is_none().then_some(sign)
}

/// What the mark in a cell says: as the text explains it (●为牵头单位), else by its kind. `None` for other cells.
pub(in crate::notice) fn role(text: &str, cell: Range<usize>) -> Option<UnitRole> {
    let sign = mark(&text[cell])?;
    let explained = text.match_indices(sign).find_map(|(at, sign)| {
        let words = text[at + sign.len()..]
            .trim_start_matches(['”', '"', ' ', '为', '表', '示', '代', '指', '是', ':', '-']);
        named(before_next(words, &[',', '。', ';', '\n', '、', ')']))
    });
    let kind = if HOLLOW.contains(&sign) { UnitRole::Supporting } else { UnitRole::Responsible };
    Some(explained.unwrap_or(kind))
}

/// The role that a few words name: 牵头单位.
fn named(words: &str) -> Option<UnitRole> {
    let has = |list: &[&str]| list.iter().any(|word| words.starts_with(word));
    if has(&["牵头", "主办", "主责", "主要"]) {
        Some(UnitRole::Lead)
    } else if has(&["配合", "协办", "协同", "参与", "支持", "参加"]) {
        Some(UnitRole::Supporting)
    } else if has(&["责任", "承办", "落实"]) {
        Some(UnitRole::Responsible)
    } else {
        None
    }
}
