//! What stands unbroken elsewhere in the file tells which breaks are none.

use super::line::Line;
use crate::text::{Signs, squeeze};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::OnceCell;

/// The file without its line breaks: what stands unbroken elsewhere belongs together.
pub(super) struct Unbroken<'a> {
    lines: &'a [Line<'a>],
    by_start: FxHashMap<&'a str, Vec<usize>>,
    /// What breaks may have parted and some line holds whole, gathered when first asked for: most files have no
    /// doubtful break.
    words: OnceCell<FxHashSet<Run>>,
}

/// Four Chinese characters, 16 bits each.
type Run = u64;

fn run(before: Run, next: char) -> Run {
    (before << 16) | if ('\u{4e00}'..='\u{9fff}').contains(&next) { Run::from(u32::from(next)) } else { 0 }
}

/// The last character of a run.
fn last(run: Run) -> Option<char> {
    char::from_u32((run & 0xFFFF) as u32)
}

/// The two characters before a break, and the two behind it.
fn around(before: &str, next: &str) -> Option<Run> {
    let mut tail = before.chars().rev();
    let (b, a) = (tail.next()?, tail.next()?);
    let around = [a, b].into_iter().chain(next.chars().take(2)).fold(0, run);
    let is_whole = (0..4).all(|at| (around >> (16 * at)) & 0xFFFF != 0);
    is_whole.then_some(around)
}

impl<'a> Unbroken<'a> {
    pub(super) fn new(lines: &'a [Line<'a>]) -> Self {
        // Book titles (《…》) name the plans whose own titles may be broken.
        let mut by_start: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (at, line) in lines.iter().enumerate() {
            for (open, sign) in line.folded.match_indices('《') {
                let title = &line.folded[open + sign.len()..];
                let key = title.char_indices().nth(4).map_or(title, |(end, _)| &title[..end]);
                by_start.entry(key).or_default().push(at);
            }
        }
        Self { lines, by_start, words: OnceCell::new() }
    }

    /// Whether the two characters around the break stand together, unbroken, elsewhere: …各乡镇人 / 民政府.
    pub(super) fn has_word(&self, before: &str, next: &str) -> bool {
        let words = || {
            let breaks = self.lines.windows(2).filter_map(|pair| around(&pair[0].folded, &pair[1].folded));
            let breaks: FxHashSet<Run> = breaks.collect();
            // Few runs end like one of them.
            let ends: Signs = breaks.iter().filter_map(|&run| last(run)).collect();
            let runs = self.lines.iter().flat_map(|line| {
                line.folded.chars().scan(0, |last, next| {
                    *last = run(*last, next);
                    Some(*last)
                })
            });
            runs.filter(|run| last(*run).is_some_and(|end| ends.may_have(end)) && breaks.contains(run))
                .collect()
        };
        around(before, next).is_some_and(|around| self.words.get_or_init(words).contains(&around))
    }

    /// Whether `before` and `next` stand together, unbroken, inside a book title of the file.
    pub(super) fn knows(&self, before: &str, next: &str) -> bool {
        /// More bytes than any title has.
        const LONG: usize = 1000;
        /// How often a title is looked for; a file that names it more often says nothing new.
        const OFTEN: usize = 16;
        if before.len() > LONG || self.by_start.is_empty() {
            return false;
        }
        let key: String = squeeze(before).chars().take(4).collect();
        let Some(places) = self.by_start.get(key.as_str()) else { return false };
        let title = format!("《{}{}", squeeze(before), squeeze(next));
        places.iter().take(OFTEN).any(|&at| {
            // The title itself may be broken over two or three lines.
            let text: String = self.lines[at..].iter().take(3).map(|line| squeeze(&line.folded)).collect();
            text.contains(&title)
        })
    }
}
