//! How a file as a whole was broken into lines: at a width, with blank lines between, around the elements of a web page.

use super::cues;
use super::line::{Line, begins_with_label, is_complete};
use super::unbroken::Unbroken;
use crate::text::{floor_boundary, marker};

/// What all lines of a file tell of how they were broken.
pub(super) struct Page<'a> {
    /// The width at which they were; `None` where they were not.
    pub(super) width: Option<usize>,
    /// Whether blank lines stand between most of them, and so part nothing.
    pub(super) spaced: bool,
    /// Whether some lines begin with a gap and others do not, and so a gap begins a paragraph.
    pub(super) indents: bool,
    /// Whether a web page's elements within sentences, numbers mostly, stand on lines of their own.
    pub(super) elements: bool,
    /// The lines that stand unbroken.
    pub(super) unbroken: Unbroken<'a>,
}

impl<'a> Page<'a> {
    pub(super) fn new(lines: &'a [Line<'a>]) -> Self {
        Self {
            width: wrap_width(lines),
            spaced: is_spaced(lines),
            indents: has_indents(lines),
            elements: has_elements(lines),
            unbroken: Unbroken::new(lines),
        }
    }

    /// Whether `line` is as wide as the page, but for at most `slack` columns.
    pub(super) fn is_filled_by(&self, line: &Line<'_>, slack: usize) -> bool {
        self.width.is_some_and(|width| line.width + slack >= width)
    }
}

/// The width at which the file's lines were broken; `None` where they were not.
fn wrap_width(lines: &[Line<'_>]) -> Option<usize> {
    let mut widths: Vec<usize> = lines.iter().map(|line| line.width).collect();
    widths.sort_unstable();
    let widest = *widths.last()?;
    let full = widths.iter().filter(|&&width| width + 4 >= widest).count();
    let broken = lines.iter().filter(|line| line.width + 4 >= widest && !is_complete(&line.folded)).count();
    (lines.len() >= 8 && (24..=110).contains(&widest) && full * 4 >= lines.len() && broken * 2 >= full)
        .then_some(widest)
}

/// Whether blank lines stand between most lines of the file, and so part nothing.
fn is_spaced(lines: &[Line<'_>]) -> bool {
    let gaps = lines.windows(2).filter(|pair| pair[1].number > pair[0].number + 1).count();
    3 * gaps >= lines.len()
}

/// Whether lines that begin with a gap stand among lines that do not.
fn has_indents(lines: &[Line<'_>]) -> bool {
    let indented = lines.iter().filter(|line| line.is_indented).count();
    5 * indented >= lines.len() && 10 * indented <= 9 * lines.len()
}

/// How many lines begin with a sign that ends or parts, where elements of a page stand on lines of their own.
const FEWEST: usize = 4;

/// How much of a paragraph is asked whether it is prose, in bytes.
const NEAR: usize = 600;

/// Whether lines begin with signs that begin none, as they do behind an element that stood on its own: 6200 / 万元,增长 / 8% / ;….
fn has_elements(lines: &[Line<'_>]) -> bool {
    let numbers = lines.windows(2).filter(|pair| is_number(&pair[1].folded) && !is_complete(&pair[0].folded));
    // A cell may be % alone.
    let inside = lines.iter().filter(|line| begins_inside(&line.folded) && !line.folded.starts_with('%'));
    inside.take(FEWEST).count() == FEWEST && numbers.take(FEWEST).count() == FEWEST
}

/// Whether a line begins with what stands inside of a sentence only.
fn begins_inside(folded: &str) -> bool {
    folded.starts_with(['、', ',', '。', ';', '%', ')', '”'])
}

/// Whether a line is a number, and nothing else but its sign.
fn is_number(folded: &str) -> bool {
    let number = folded.trim_end_matches(['%', ' ']);
    let digit = |b: u8| b.is_ascii_digit();
    number.bytes().all(|b| digit(b) || b == b'.') && number.bytes().next_back().is_some_and(digit)
}

/// Whether the first of `lines` goes on with the paragraph `open`, where elements of a page stand on lines of their own; `None`
/// where that is to be told as elsewhere.
pub(super) fn goes_on_with_element(open: &str, before: &str, lines: &[Line<'_>]) -> Option<bool> {
    let next = &*lines.first()?.folded;
    let year = next.strip_prefix('〔').unwrap_or_default();
    if begins_inside(next) || year.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(true);
    }
    // Whether a sentence goes on is told by what stands near its end.
    let near = &open[floor_boundary(open, open.len().saturating_sub(NEAR))..];
    let prose = near.contains(['。', ',', ';']);
    if is_number(next) {
        // 甲县人民政府 / 2031 / 年: the day of a signature.
        let day = next.len() == 4 && lines.get(1).is_some_and(|line| line.folded.starts_with('年'));
        return Some(!open.ends_with('。') && (prose || !day));
    }
    if marker::parse(next).is_some() || begins_with_label(next) {
        return None;
    }
    let numbered = marker::parse(open).is_some_and(|marker| marker.len == open.len());
    let labelled = open.ends_with(':') && begins_with_label(open);
    let number = is_number(before) && (before.len() < open.len() || next.starts_with('年'));
    let goes_on =
        prose && !is_complete(open) || cues::OPENINGS.begins(open) && open.len() < cues::LONGEST_OPENING;
    (numbered || labelled || number || goes_on).then_some(true)
}
