//! Who answers for items that do not say so in words of their own: told by the items beside them, or further below.

use super::names_unit;
use crate::fields::count;
use crate::fields::responsibility::{self, Entry};
use crate::lexicon::Lexicon;
use crate::notice::draft::piece::{Piece, split};
use crate::outline::{Content, Outline};
use crate::text::squeeze;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// 1.县水利局确保…, 2.县交通局于6月底前…: where most items of a section begin with who acts, each is spoken of so.
pub(super) fn by_subjects(
    text: &str,
    outline: &Outline,
    pieces: &[Vec<Piece>],
    spoken: &mut [Vec<Entry>],
    lexicon: &Lexicon,
) {
    for section in &outline.sections {
        let first = |item: &usize| {
            let words = pieces[*item].iter().find_map(Piece::text)?;
            Some((*item, responsibility::subject(text, words, lexicon)?))
        };
        let silent = |item: &&usize| spoken[**item].is_empty() && !pieces[**item].iter().any(names_unit);
        let items = &section.children;
        let named: Vec<_> = items.iter().filter(silent).filter_map(first).collect();
        let acting = items.iter().filter(|item| !spoken[**item].is_empty()).count() + named.len();
        if !named.is_empty() && acting > 1 && 2 * acting > items.len() {
            named.into_iter().for_each(|(item, entry)| spoken[item].push(entry));
        }
    }
}

/// Gives what sections say that are a number and who answers, (A1) / 责任单位:甲, to those of these numbers above that say
/// what is to be done.
pub(super) fn above(text: &str, outline: &Outline, pieces: &mut [Vec<Piece>]) {
    let number = |at: usize| {
        let section = &outline.sections[at];
        section.marker.map(|_| squeeze(&text[section.number.clone()])).filter(|number| !number.is_empty())
    };
    let mut told: FxHashMap<Cow<'_, str>, Option<usize>> = FxHashMap::default();
    let mut given: Vec<(usize, usize)> = Vec::new();
    for at in 1..pieces.len() {
        let Some(number) = number(at) else { continue };
        if pieces[at].iter().any(|piece| piece.text().is_some()) {
            // A number that stands over several items is nobody's.
            told.entry(number).and_modify(|first| *first = None).or_insert(Some(at));
        } else if pieces[at].iter().any(Piece::names_party)
            && let Some(&Some(first)) = told.get(&number)
            && !pieces[first].iter().any(Piece::names_party)
        {
            given.push((at, first));
        }
    }
    if given.len() > 1 {
        for (at, first) in given {
            let own = std::mem::take(&mut pieces[at]);
            pieces[first].extend(own);
        }
    }
}

/// Whether the notice counts as many tasks as there are statements in its paragraphs, several in some of them: 18项重点工作
/// in twelve items.
pub(super) fn each_is_stated(content: &Content, outline: &Outline, pieces: &[Vec<Piece>]) -> bool {
    /// Where the count stands, in blocks from the first.
    const OPENING: usize = 16;
    let text = content.text.folded();
    let leaves = pieces.iter().zip(&outline.sections).filter(|(_, section)| section.children.is_empty());
    let stated = leaves.filter(|(pieces, _)| pieces.iter().any(Piece::names_party));
    let counts: Vec<usize> = stated.map(|(pieces, _)| split(text, pieces).len()).collect();
    let all = counts.iter().sum::<usize>();
    let blocks = content.blocks.iter().filter(|block| block.cell.is_none()).take(OPENING);
    // Of a third of the items and more: a torn line may join two of them.
    let often = counts.iter().filter(|count| **count > 1).count() * 3 >= counts.len();
    all > counts.len()
        && often
        && blocks
            .map(|block| &text[block.range.clone()])
            .any(|words| count::declared(words).iter().any(|declared| declared.count as usize == all))
}
