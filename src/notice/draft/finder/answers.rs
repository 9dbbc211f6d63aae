//! Who answers for items that do not say so in words of their own: told by the items beside them, or further below.

use super::names_unit;
use crate::fields::count;
use crate::fields::responsibility::{self, Entry};
use crate::lexicon::{LabelField, Lexicon};
use crate::notice::draft::piece::{Piece, closes, split};
use crate::outline::{Content, Outline, Section};
use crate::text::{squeeze, words};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// Whom the words of an item name on the way.
pub(super) fn spoken(text: &str, section: &Section, pieces: &[Piece], lexicon: &Lexicon) -> Vec<Entry> {
    if section.marker.is_none() {
        return Vec::new();
    }
    let stated: Vec<Entry> = pieces.iter().flat_map(Piece::entries).cloned().collect();
    // 会议强调,各有关部门要… behind the last item is no part of it.
    let own = pieces.iter().enumerate().filter_map(|(at, piece)| Some((at, piece.text()?)));
    // 各地和厅属单位承担事项 names what stands below it.
    let heads = |words: &str| {
        words!["事项", "任务", "项目", "清单"].ends(words) && !words.contains(['。', ',', ';', ':'])
    };
    let own = own.filter(|(at, range)| *at > 0 || !heads(text[range.clone()].trim_end()));
    let texts =
        own.take_while(|(at, range)| *at == 0 || !closes(&text[range.clone()])).map(|(_, range)| range);
    // 整改要求:请县水利局于…
    let told = |entry: &&Entry| entry.field == LabelField::Body && entry.label.is_some();
    let told = stated.iter().filter(told).map(|entry| entry.value.clone());
    responsibility::named_besides(text, texts.chain(told), &stated, lexicon)
}
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
        // What follows whoever answers behind the last number may be a paragraph to all.
        let said = if at + 1 == pieces.len() { 1 } else { usize::MAX };
        if pieces[at].iter().take(said).any(|piece| piece.text().is_some()) {
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
            pieces[first].extend(own.into_iter().filter(|piece| piece.text().is_none()));
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
