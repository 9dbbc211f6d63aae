//! Names that a line break or a gap has parted.

use super::shared;
use crate::lexicon::Lexicon;
use crate::text::{is_han, squeeze};
use std::ops::Range;

/// Pieces of a list, those put together that a line break or a gap has parted: 煤炭事业部、技术 / 中心, 旗 卫生健康委员会.
pub(super) fn rejoined(text: &str, pieces: Vec<Range<usize>>, lexicon: &Lexicon) -> Vec<Range<usize>> {
    if !text.contains(['\n', ' ']) {
        return pieces;
    }
    // 镇农业农村 / 服务中心: the word ends no name.
    let ends = |piece: &Range<usize>| {
        let words = &text[piece.clone()];
        lexicon.unit_suffixes.at_end(words).is_some() && !words.ends_with("农村")
    };
    // 镇村镇建设 / 与环境保护办公室
    let joins = |last: &Range<usize>, piece: &Range<usize>| {
        text[last.clone()].ends_with(['与', '和', '及'])
            || text[piece.clone()].starts_with(['与', '和', '及'])
    };
    let few = |piece: &Range<usize>, most: usize| {
        text[piece.clone()].chars().all(is_han) && text[piece.clone()].chars().nth(most).is_none()
    };
    // 县人力资源社会保 / 障局: what begins with a level goes on, and begins no rest.
    let levelled =
        |piece: &Range<usize>| text[piece.clone()].starts_with(|c| c == '各' || shared::LEVELS.contains(&c));
    // 县 / 人民医院, 各 / 乡镇人民政府: a level alone is no name.
    let level = |piece: &Range<usize>| levelled(piece) && few(piece, 1);
    let parted = |last: &Range<usize>, piece: &Range<usize>| {
        let goes_on = few(last, 3) || few(last, 10) && (levelled(last) || few(piece, 2));
        !ends(last) && goes_on && few(piece, 5) && !levelled(piece)
    };
    // 镇人大主席许  晴: a post and a surname go on behind the gap.
    let given = |last: &Range<usize>, piece: &Range<usize>| {
        let words = &text[last.clone()];
        let behind = lexicon.posts.find_iter(words).last().map_or("", |(post, ())| &words[post.end..]);
        // 副区长祝 连 成
        let fits = match squeeze(behind).chars().count() {
            1 => few(piece, 2),
            2 => behind.contains(' ') && few(piece, 1),
            _ => false,
        };
        fits && text[last.end..piece.start].trim_matches(' ').is_empty()
    };
    let mut found: Vec<Range<usize>> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if piece.is_empty() {
            continue;
        }
        match found.last_mut() {
            Some(last) if given(last, &piece) => last.end = piece.end,
            Some(last)
                if ends(&piece)
                    && match &text[last.end..piece.start] {
                        "\n" => level(last) || joins(last, &piece) || parted(last, &piece),
                        // 副县长祝 连 成
                        " " => level(last) || parted(last, &piece) && !few(&piece, 1),
                        _ => false,
                    } =>
            {
                last.end = piece.end;
            }
            _ => found.push(piece),
        }
    }
    found
}
