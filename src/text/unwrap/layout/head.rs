//! The headings of a laid-out table, which may take several lines: what stands below each other is one heading.

use super::{Measure, Piece, pieces};
use crate::text::{find, is_han, words};
use std::ops::Range;

/// The fewest columns of such a table, and the most.
const LEAST: usize = 4;
const MOST: usize = 64;
/// How many lines headings may take above the one that numbers the rows, and below it.
const ABOVE: usize = 3;
const BELOW: usize = 2;

/// A column: where its heading stands, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) range: Range<usize>,
    pub(super) name: String,
}

/// The headings of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    /// The lines that they take.
    pub(super) lines: Range<usize>,
    pub(super) columns: Vec<Column>,
    /// Which column numbers the rows: mostly the first, or the one behind it (类别  序号  任务).
    pub(super) number: usize,
}

impl Head {
    /// The headings whose column of numbers is named in line `at`.
    pub(super) fn at(lines: &[&str], at: usize, measure: Measure) -> Option<Self> {
        if !may_head(lines[at]) {
            return None;
        }
        let anchor = pieces(lines[at], measure);
        let numbers = anchor.iter().position(|piece| piece.text.contains(['序', '编']));
        let numbers = numbers.filter(|_| anchor.len() <= MOST)?;
        let first = &anchor[numbers];
        let below = |at: usize| lines.get(at + 1).map(|line| pieces(line, measure)).unwrap_or_default();
        // 编 / 号, and others of one line between them.
        let other_half =
            |next: &usize| below(*next).iter().any(|piece| piece.text == "号" && piece.overlaps(first));
        let half = (at..at + BELOW).find(other_half).filter(|_| first.text.ends_with(['序', '编']));
        let halved = half.is_some();
        let named = halved || words!["序号", "编号", "序 号"].ends(first.text);
        if !named || !anchor.iter().all(|piece| is_heading(piece.text)) {
            return None;
        }
        let is_part = |line: &[Piece<'_>]| {
            let title = matches!(line, [only] if only.text.chars().nth(10).is_some());
            (1..=MOST).contains(&line.len())
                && !title
                && line
                    .iter()
                    .all(|piece| is_heading(piece.text) && (numbers > 0 || piece.start >= first.end))
        };
        let mut head: Vec<Vec<Piece<'_>>> = Vec::new();
        for line in lines[at.saturating_sub(ABOVE)..at].iter().rev().map(|line| pieces(line, measure)) {
            if !is_part(&line) {
                break;
            }
            head.insert(0, line);
        }
        let start = at - head.len();
        // Headings of an even number of lines stand above and below the others; (万 / 元) goes on, and so does (万元) alone.
        let mut upper: Vec<Piece<'_>> = head.iter().flatten().copied().collect();
        upper.extend(anchor.iter().filter(|piece| halved || is_open(piece.text)));
        head.push(anchor.clone());
        for next in at..at + BELOW {
            let line = below(next);
            if let Some(last) = head.last_mut() {
                widen(last, &line);
            }
            let part = |piece: &Piece<'_>| {
                is_heading(piece.text) && head.iter().flatten().any(|above| above.overlaps(piece))
            };
            let goes_on = |piece: &Piece<'_>| {
                piece.text.starts_with(['（', '(']) || upper.iter().any(|above| above.overlaps(piece))
            };
            let between =
                half.is_some_and(|half| next <= half) && line.iter().all(|piece| is_heading(piece.text));
            let begins =
                line.first().is_some_and(|piece| is_numbered(piece.text) || super::is_section(piece.text));
            // 补助或投入 / 资金 over the first number: a word as short is the rest of a heading.
            let rest = || {
                let numbered = |line: &[Piece<'_>]| line.first().is_some_and(|piece| is_numbered(piece.text));
                let office = |piece: &Piece<'_>| piece.text.ends_with(['局', '办', '委', '、', '，']);
                matches!(&*line, [only] if only.text.chars().nth(4).is_none() && part(only) && !office(only))
                    && numbered(&below(next + 1))
            };
            // 责任部门 over 主办部门 and 协办部门
            let divided = || {
                let under = |above: &Piece<'_>| line.iter().filter(|piece| above.overlaps(piece)).count() > 1;
                head.iter().flatten().any(under)
            };
            let goes_below =
                between || line.iter().all(part) && (line.iter().any(goes_on) || divided()) || rest();
            if begins || line.len() > MOST || !goes_below {
                break;
            }
            upper.extend(line.iter().copied());
            head.push(line);
        }
        let first = first.start;
        let columns = columns(&head);
        let number = columns.iter().position(|column| column.range.contains(&first))?;
        (columns.len() >= LEAST).then_some(Self { lines: start..start + head.len(), columns, number })
    }

    /// Whether a line is prose again: its first word stands under three headings, or under that of the numbers and the next
    /// one, and is no number.
    pub(super) fn is_left_by(&self, line: &str, measure: Measure) -> bool {
        /// More headings than a cell stands under whose gap to the next one was lost.
        const FEWEST: usize = 3;
        let is_left = |word: &Piece<'_>| {
            let under = self.columns.iter().filter(|column| word.stands_in(&column.range));
            let numbered = self.number == 0 && word.start < self.columns[0].range.end;
            under.count() >= if numbered { FEWEST - 1 } else { FEWEST } && is_prose(word.text)
        };
        pieces(line, measure).first().is_some_and(is_left)
    }

    /// Whether a line is figures alone that are no number of a row: that of a page.
    pub(super) fn is_beside_numbers(&self, line: &str, measure: Measure) -> bool {
        let numbers = &self.columns[self.number].range;
        let figures =
            |word: &Piece<'_>| word.text.len() <= 3 && word.text.bytes().all(|c| c.is_ascii_digit());
        matches!(&pieces(line, measure)[..], [word] if figures(word) && !word.stands_in(numbers))
    }
}

/// Widens a heading that stands over the first of two headings below it, so that it stands over both: 责任部门 over 主办部门 and,
/// behind the gap, 协办部门.
fn widen(above: &mut [Piece<'_>], below: &[Piece<'_>]) {
    if below.len() < 2 || !below.iter().all(|piece| is_heading(piece.text)) {
        return;
    }
    for pair in below.windows(2) {
        let (first, second) = (pair[0], pair[1]);
        let free = !above.iter().any(|heading| heading.overlaps(&second));
        let over = above.iter().rposition(|heading| heading.overlaps(&first) && heading.end <= second.start);
        let next = over.and_then(|over| above.get(over + 1)).is_none_or(|next| next.start >= second.end);
        if let Some(over) = over.filter(|_| free && next) {
            above[over].end = second.end;
        }
    }
}

/// Whether words are of one cell at most, begin with no number, of a row or a section, and sum nothing up.
fn is_prose(words: &str) -> bool {
    if words.contains(' ') {
        return false;
    }
    let bare = words.trim_start_matches(['（', '(', '★', '*', '第']);
    !bare.starts_with(|c: char| c.is_ascii_alphanumeric() || "一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩".contains(c))
        && !super::is_section(words)
}

/// Whether a line may hold the heading of a column of numbers, parted from others by a gap.
pub(super) fn may_head(line: &str) -> bool {
    let parted = || find(line, "  ").is_some() && line.contains(['序', '编']);
    line.trim_start().starts_with(['序', '编']) || parted()
}

/// Parts of headings, each with its line.
type Parts<'a> = Vec<(usize, Piece<'a>)>;

/// The columns of headings, without those that span several of them.
fn columns(head: &[Vec<Piece<'_>>]) -> Vec<Column> {
    let below = |at: usize, piece: &Piece<'_>| -> Vec<Piece<'_>> {
        head[at + 1..].iter().flatten().filter(|other| other.overlaps(piece)).copied().collect()
    };
    let spans = |at: usize, piece: &Piece<'_>| {
        let below = below(at, piece);
        below.iter().any(|one| below.iter().any(|other| one.end <= other.start))
    };
    let (mut leaves, mut spanning): (Parts<'_>, Vec<Piece<'_>>) = (Vec::new(), Vec::new());
    for (at, line) in head.iter().enumerate() {
        for piece in line {
            if spans(at, piece) { spanning.push(*piece) } else { leaves.push((at, *piece)) }
        }
    }
    leaves.sort_by_key(|(_, piece)| piece.start);
    let mut found: Vec<(Range<usize>, Parts<'_>)> = Vec::new();
    for leaf in leaves {
        match found.last_mut().filter(|(range, _)| leaf.1.start < range.end) {
            Some((range, parts)) => {
                range.end = range.end.max(leaf.1.end);
                parts.push(leaf);
            }
            None => found.push((leaf.1.start..leaf.1.end, vec![leaf])),
        }
    }
    let column = |(range, mut parts): (Range<usize>, Parts<'_>)| {
        parts.sort_by_key(|(line, piece)| (*line, piece.start));
        let mut name: String = parts.iter().map(|(_, piece)| piece.text).collect();
        // 投资（万元） over 总投资: its sums are in it too.
        let over = spanning.iter().find(|span| span.stands_in(&range));
        let unit = over.and_then(|span| span.text.find(['（', '(']).map(|at| &span.text[at..]));
        if let Some(unit) = unit.filter(|unit| unit.contains('元') && !name.contains('元')) {
            name.push_str(unit);
        }
        Column { range, name }
    };
    found.into_iter().map(column).collect()
}

/// Whether words may be a heading, or a part of one.
pub(super) fn is_heading(words: &str) -> bool {
    let sign = |c: char| is_han(c) || c.is_ascii_digit() || "（）()、/：: ".contains(c);
    words.chars().nth(14).is_none()
        && words.chars().all(sign)
        && words.chars().any(is_han)
        && !words!["附件", "附表", "表1", "表2"].begins(words)
}

/// Whether words begin with the number of a row, which a thin gap parts from the next cell: 1 南渠灌区.
fn is_numbered(words: &str) -> bool {
    words.split(' ').next().is_some_and(|first| first.bytes().all(|c| c.is_ascii_digit()))
}

/// Whether a bracket is open at the end of words: 总投资（万.
fn is_open(words: &str) -> bool {
    words.rfind(['（', '(']).is_some_and(|open| !words[open..].contains(['）', ')']))
}
