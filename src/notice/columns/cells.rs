//! What a column holds by its cells, where its heading alone says too little.

use super::{Column, LONGEST, align, measure};
use crate::fields::party;
use crate::lexicon::{LabelField, Lexicon, UnitRole};
use crate::notice::labels;
use crate::outline::table::Table;
use crate::text::{brackets, is_han, marker, numeral, squeeze};
use std::ops::Range;

/// How many cells are looked at to tell what a column holds.
const LOOKS: usize = 12;

impl Column {
    /// A column whose heading alone says little (单位, 时间): what most of its cells look like.
    pub(in crate::notice) fn by_cells(
        text: &str,
        table: &Table,
        (row, column): (usize, usize),
        lexicon: &Lexicon,
    ) -> Option<Self> {
        let slot = table.rows.get(row)?.get(column)?.text.clone()?;
        if slot.len() > LONGEST {
            return None;
        }
        let units = match &*squeeze(&text[slot.clone()]) {
            "单位" | "部门" | "科室" | "股室" | "处室" | "单位名称" => true,
            "时间" | "日期" => false,
            _ => return None,
        };
        let fits = |words: &str| if units { align::is_unit(words, lexicon) } else { align::is_date(words) };
        let field = if units { LabelField::Units(UnitRole::Responsible) } else { LabelField::Deadline };
        most(&below(text, table, (row, column)), fits).then(|| Self {
            field,
            also: None,
            heading: brackets::trim(text, slot),
        })
    }
}

/// Makes columns known whose headings no list has (谁帮着办, 啥时候见结果), by what nearly all of their cells say.
pub(super) fn guess(
    text: &str,
    table: &Table,
    last: usize,
    columns: &mut [Option<Column>],
    lexicon: &Lexicon,
) {
    let answers = |column: &Column| matches!(column.field, LabelField::Units(_));
    let answered = columns.iter().flatten().any(answers);
    let has_body = columns.iter().flatten().any(|column| column.field == LabelField::Body);
    for at in (0..columns.len()).filter(|&at| columns[at].is_none()).collect::<Vec<_>>() {
        let head = table.rows.get(last).and_then(|row| row.get(at)?.begun(text));
        let Some(head) = head.filter(|head| head.len() <= LONGEST) else { continue };
        let label = squeeze(&text[head.clone()]);
        let own = table.rows[last + 1..].iter().filter_map(|row| row.get(at).filter(|slot| !slot.covered));
        let cells: Vec<Range<usize>> = own.filter_map(|slot| slot.filled(text)).take(LOOKS).collect();
        // 起 beside 止
        if cells.len() < FEWEST || label.chars().count() < 2 || !label.chars().all(is_han) {
            continue;
        }
        let counts = |cell: &&Range<usize>| {
            let words = &text[(*cell).clone()];
            words.chars().nth(12).is_some() && words.contains(|c: char| c.is_ascii_digit())
        };
        let body = || {
            let told = !has_body && cells.iter().filter(counts).count() * 5 >= cells.len() * 4;
            told.then_some(LabelField::Body)
        };
        let said = labels::field(text, &label, &cells, answered, lexicon);
        if let Some(field) = said.or_else(body) {
            columns[at] = Some(Column { field, also: None, heading: brackets::trim(text, head) });
        }
    }
}

/// How few cells do not tell what a column holds.
const FEWEST: usize = 3;

/// Whether most cells below a heading are people's names.
pub(super) fn are_people(text: &str, table: &Table, at: (usize, usize), lexicon: &Lexicon) -> bool {
    most(&below(text, table, at), |words| party::is_surely_person(words, lexicon))
}

/// Whether most cells below a heading are names of units, of places among them: 城郊镇, 良种场.
pub(super) fn are_units(text: &str, table: &Table, at: (usize, usize), lexicon: &Lexicon) -> bool {
    let cells = below(text, table, at);
    cells.len() >= 2 && most(&cells, |words| align::is_unit(words, lexicon))
}

/// Whether most cells below a heading are names of things: neither figures nor dates, units nor people.
pub(super) fn are_names(text: &str, table: &Table, at: (usize, usize), lexicon: &Lexicon) -> bool {
    let cells = below(text, table, at);
    let name = |words: &str| {
        (4..=40).contains(&words.chars().count())
            && !words.contains(['。', ';'])
            && !align::is_date(words)
            && !align::is_unit(words, lexicon)
            && !party::is_surely_person(words, lexicon)
    };
    cells.len() >= 2 && most(&cells, name)
}

/// Whether nearly all cells below a heading are names that count nothing; a number may stand in front.
pub(super) fn are_bare_names(text: &str, table: &Table, at: (usize, usize), lexicon: &Lexicon) -> bool {
    let cells = below(text, table, at);
    let counts = |words: &&&str| {
        let bare = marker::parse(words).map_or(0, |marker| marker.len);
        words[bare..].contains(|c: char| c.is_ascii_digit())
    };
    are_names(text, table, at, lexicon) && cells.iter().filter(counts).count() * 4 <= cells.len()
}

/// Whether most cells below a heading are sentences.
pub(super) fn are_sentences(text: &str, table: &Table, at: (usize, usize)) -> bool {
    let cells = below(text, table, at);
    let sentence = |words: &str| words.contains('。') && words.chars().nth(12).is_some();
    cells.len() >= 2 && most(&cells, sentence)
}

/// Whether most cells below a heading count the rows: 1, 2, 3.
pub(super) fn are_counts(text: &str, table: &Table, at: (usize, usize)) -> bool {
    most(&below(text, table, at), |words| align::count(words).is_some())
}

/// Whether the cells below a heading count on, behind the same word: 实事一, 实事二, 实事三.
pub(super) fn count_on(text: &str, table: &Table, at: (usize, usize)) -> bool {
    const FIGURES: &str = "0123456789一二三四五六七八九十";
    let count = |words: &str| {
        let noun = words.trim_end_matches(|c| FIGURES.contains(c));
        let short = (1..=4).contains(&noun.chars().count());
        numeral::whole(&words[noun.len()..]).filter(|_| short)
    };
    let counts: Option<Vec<u32>> = below(text, table, at).iter().map(|words| count(words)).collect();
    counts.is_some_and(|counts| counts.len() >= 3 && counts.windows(2).all(|pair| pair[0] + 1 == pair[1]))
}

/// Whether most cells below a heading are figures.
pub(super) fn are_figures(text: &str, table: &Table, at: (usize, usize)) -> bool {
    most(&below(text, table, at), measure::is_figure)
}

/// Whether more than half of some cells are of a kind.
fn most(cells: &[&str], is_so: impl Fn(&str) -> bool) -> bool {
    cells.iter().filter(|words| is_so(words)).count() * 2 > cells.len()
}

/// The first cells below the heading at a row and a column that say anything; a dash says nothing.
fn below<'a>(text: &'a str, table: &Table, (row, column): (usize, usize)) -> Vec<&'a str> {
    let rows = table.rows[row + 1..].iter().take(4 * LOOKS);
    let cells = rows.filter_map(|row| row.get(column)?.text.clone());
    let told = |words: &&str| !words.trim_matches(['-', '—', '–', '/', ' ']).is_empty();
    cells.map(|range| text[range].trim()).filter(told).take(LOOKS).collect()
}
