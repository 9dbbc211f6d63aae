//! Columns headed by units, in which a mark says what each has to do with a task: ● leads, ○ supports.

use super::{NEAR, above, below};
use crate::fields::party;
use crate::lexicon::{Lexicon, UnitRole};
use crate::outline::table::{Slot, Table};
use crate::text::brackets;
use std::ops::Range;

/// Signs that such a column may hold; of two kinds the first ones lead where nothing says what they mean.
const FULL: [char; 7] = ['●', '★', '■', '▲', '◆', '◎', '√'];
/// ○ is folded to the figure 〇.
const HOLLOW: [char; 5] = ['〇', '☆', '□', '△', '◇'];

/// The columns of a table that are headed by units, and what the marks in them mean.
#[derive(Debug, Clone, Default)]
pub(in crate::notice) struct Marks {
    pub(super) units: Vec<(usize, Range<usize>)>,
    roles: Vec<(char, UnitRole)>,
}

impl Marks {
    /// Those of a table whose headings stand in row `last`: a unit over cells that are blank or a mark. None where fewer
    /// than two are, or none is marked.
    pub(super) fn of(text: &str, table: &Table, last: usize, lexicon: &Lexicon) -> Self {
        let heads = table.rows.get(last).map_or(&[][..], Vec::as_slice).iter().enumerate();
        let mut signs: Vec<char> = Vec::new();
        let mut unit = |(column, slot): (usize, &Slot)| {
            let unit = brackets::trim(text, slot.begun(text)?);
            if !party::is_unit(&text[unit.clone()], lexicon) {
                return None;
            }
            let cells = table.rows[last + 1..].iter().filter_map(|row| row.get(column)?.begun(text));
            let marks: Vec<Option<char>> = cells.map(|cell| mark(&text[cell])).collect();
            // A note below may span the table.
            let others = marks.iter().filter(|mark| mark.is_none()).count();
            signs.extend(marks.iter().flatten());
            (others <= 1 && others < marks.len()).then_some((column, unit))
        };
        let units: Vec<(usize, Range<usize>)> = heads.filter_map(&mut unit).collect();
        if units.len() < 2 {
            return Self::default();
        }
        signs.sort_unstable();
        signs.dedup();
        let behind = [below(text, table, NEAR), above(text, table)];
        let roles = signs.into_iter().map(|sign| (sign, role(&behind, sign))).collect();
        Self { units, roles }
    }

    /// The units that the marks of a row name, each with what it has to do.
    pub(in crate::notice) fn named<'m>(
        &'m self,
        text: &'m str,
        cells: &'m [Option<Range<usize>>],
    ) -> impl Iterator<Item = (UnitRole, Range<usize>)> + 'm {
        self.units.iter().filter_map(|(column, unit)| {
            let sign = mark(&text[cells.get(*column)?.clone()?])?;
            let (_, role) = self.roles.iter().find(|(other, _)| *other == sign)?;
            Some((*role, unit.clone()))
        })
    }
}

/// The mark that is all of a cell.
fn mark(cell: &str) -> Option<char> {
    let mut signs = cell.trim().chars();
    let sign = signs.next().filter(|sign| FULL.contains(sign) || HOLLOW.contains(sign))?;
    signs.next().is_none().then_some(sign)
}

/// What a mark means: as the text explains it (●为牵头单位), else by its kind.
fn role(around: &[&str], sign: char) -> UnitRole {
    let link = ['”', '"', ' ', '为', '表', '示', '代', '指', '是', ':', '-'];
    let places = around.iter().flat_map(|text| text.match_indices(sign).map(move |(at, _)| &text[at..]));
    let explained = places.filter_map(|text| text.strip_prefix(sign)).find_map(|text| {
        let words = text.trim_start_matches(link);
        ROLES
            .iter()
            .find(|(names, _)| names.iter().any(|name| words.starts_with(name)))
            .map(|(_, role)| *role)
    });
    let kind = if HOLLOW.contains(&sign) { UnitRole::Supporting } else { UnitRole::Responsible };
    explained.unwrap_or(kind)
}

/// How a note names the roles of units.
const ROLES: [(&[&str], UnitRole); 4] = [
    (&["牵头", "主办", "主责", "主要"], UnitRole::Lead),
    (&["配合", "协办", "协同", "参与", "支持", "参加"], UnitRole::Supporting),
    (&["责任", "承办", "落实"], UnitRole::Responsible),
    (&["督导", "督办", "督促", "监督"], UnitRole::Supervising),
];
