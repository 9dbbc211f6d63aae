//! What follows the last item of a list and is no part of it: a paragraph to all who carry the plan out, without a heading.

use crate::notice::draft::piece::Piece;
use crate::outline::{Outline, Section};

/// How many items make a list of which the last can be told to be longer than its fellows.
const FEWEST: usize = 4;

/// Takes those paragraphs off the last item of a notice that none of its fellows has the like of, where they name nobody.
pub(super) fn take_off(text: &str, outline: &Outline, pieces: &mut [Vec<Piece>]) {
    let style =
        |section: &Section| section.marker.filter(|_| section.children.is_empty()).map(|own| own.style);
    let Some((at, last)) = outline.sections.iter().enumerate().next_back() else { return };
    let Some(own) = style(last) else { return };
    // 建立管护机制。 on a line of its own is told of in the next.
    let names = |pieces: &[Piece]| usize::from(is_name(text, pieces));
    let told = |pieces: &[Piece]| paragraphs(text, pieces).len().saturating_sub(names(pieces));
    let fellows = outline.sections[..at].iter().zip(&*pieces);
    let fellows = fellows.filter(|(section, _)| style(section) == Some(own));
    let names_party = |pieces: &[Piece]| pieces.iter().any(Piece::names_party);
    let (lengths, named): (Vec<usize>, Vec<bool>) =
        fellows.map(|(_, pieces)| (told(pieces), names_party(pieces))).unzip();
    let most = lengths.iter().copied().max().unwrap_or(0);
    if lengths.len() + 1 < FEWEST || most == 0 {
        return;
    }
    let own = &pieces[at];
    let Some(&cut) = paragraphs(text, own).get(most + names(own)) else { return };
    let named = named.contains(&true);
    // 市生态环境局负责统筹协调,各部门加强指导, where no item names anybody, is said of all of them.
    let begins = if named { cut } else { cut - stated_below(text, &own[..cut]) };
    let (item, more) = own.split_at(begins);
    let labelled = more.iter().flat_map(Piece::entries).any(|entry| entry.label.is_some());
    let of_all = !named && !names_party(item) && !labelled;
    if of_all {
        pieces[at].truncate(begins);
    } else if !names_party(&own[cut..]) {
        pieces[at].truncate(cut);
    }
}

/// How many pieces at the end of an item's state who answers in a paragraph of their own, below its words.
fn stated_below(text: &str, pieces: &[Piece]) -> usize {
    let end = pieces.iter().filter_map(Piece::text).next_back().map_or(0, |words| words.end);
    let below = |piece: &&Piece| {
        let stated = piece.entries().first().and_then(|entry| text.get(end..entry.value.start));
        stated.is_some_and(|between| between.contains('\n'))
    };
    pieces.iter().rev().take_while(below).count()
}

/// The pieces that the paragraphs of an item begin with; what goes on behind a statement is of the same one.
fn paragraphs(text: &str, pieces: &[Piece]) -> Vec<usize> {
    let texts = pieces.iter().enumerate().filter_map(|(at, piece)| Some((at, piece.text()?.start)));
    let mut last: Option<usize> = None;
    let begins = |(_, start): &(usize, usize)| {
        let between = last.replace(*start).and_then(|last| text.get(last..*start));
        between.is_none_or(|between| between.contains('\n'))
    };
    texts.filter(begins).map(|(at, _)| at).collect()
}

/// Whether an item begins with nothing but its name.
fn is_name(text: &str, pieces: &[Piece]) -> bool {
    /// The longest name, in characters.
    const LONGEST: usize = 24;
    let first = pieces.first().and_then(Piece::text).map(|range| text[range].trim_end_matches(['。', ' ']));
    first.is_some_and(|name| name.chars().nth(LONGEST).is_none() && !name.contains(['。', ',', ';', ':']))
}
