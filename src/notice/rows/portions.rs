//! Units of one cell that each come with their portion: 河口镇40户、石桥镇35户.

use super::Rows;
use crate::fields::{party, quantity};
use crate::lexicon::LabelField;
use crate::notice::columns::Column;
use crate::text::brackets;
use std::ops::Range;

/// A unit, and what of the task is its own.
pub(super) struct Portion {
    pub(super) unit: Range<usize>,
    pub(super) figures: Vec<Range<usize>>,
}

impl Rows<'_> {
    /// The units of a cell and their portions; empty unless it names two units and more, each with its own.
    pub(super) fn portions(&self, column: &Column, cell: Range<usize>) -> Vec<Portion> {
        if !matches!(column.field, LabelField::Units(_)) || !self.text[cell.clone()].contains(is_figure) {
            return Vec::new();
        }
        let sign = |c: char| matches!(c, '、' | ',' | ';' | '\n' | '\u{b}' | ' ' | '/');
        let mut found: Vec<Portion> = Vec::new();
        for part in brackets::split_outside(&self.text[cell.clone()], sign) {
            let part = cell.start + part.start..cell.start + part.end;
            let words = &self.text[part.clone()];
            let Some(at) = words.find(is_figure).filter(|&at| self.is_quantity(&words[at..])) else {
                return Vec::new();
            };
            let figure = part.start + at..part.end;
            match found.last_mut() {
                // 双河乡3座、900千瓦
                Some(last) if at == 0 => last.figures.push(figure),
                _ if names_place(&words[..at]) || party::is_unit(&words[..at], self.lexicon) => {
                    found.push(Portion { unit: part.start..figure.start, figures: vec![figure] });
                }
                _ => return Vec::new(),
            }
        }
        if found.len() > 1 { found } else { Vec::new() }
    }

    /// Whether words are one quantity and nothing else.
    fn is_quantity(&self, words: &str) -> bool {
        let found = quantity::scan(words, self.lexicon);
        matches!(&*found, [only] if only.range == (0..words.len()))
    }
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit()
}

/// Whether a name is that of a place that may answer for its portion.
fn names_place(name: &str) -> bool {
    name.chars().count() >= 2
        && name.ends_with(['镇', '乡', '县', '区', '市', '旗', '村', '场', '街', '道', '园', '校'])
}
