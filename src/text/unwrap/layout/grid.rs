//! The cells of each line of a laid-out table: which gaps between its words part its columns.

use super::head::Head;
use super::{Measure, Piece, pieces};

/// How far from the edge of a column a single space may stand that parts two cells.
const NEAR: usize = 1;

/// Where the columns of a table end, less the last one.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    edges: Vec<usize>,
    measure: Measure,
    /// How many signs of the lines stand on an edge, and how many words do not begin below a heading's beginning: the fewer,
    /// the better the measure.
    pub(super) crossed: usize,
    pub(super) off: usize,
}

impl Grid {
    /// The grid of the lines below headings: between two of them each column ends where the fewest lines have a sign.
    pub(super) fn of(head: &Head, lines: &[&str], measure: Measure) -> Self {
        let width = head.columns.last().map_or(0, |column| column.range.end) + 1;
        let mut covered = vec![0usize; width];
        for piece in lines.iter().flat_map(|line| pieces(line, measure)) {
            let mut at = piece.start;
            for c in piece.text.chars() {
                let wide = measure.width(c);
                // A single space may part two cells.
                if c != ' ' {
                    covered.iter_mut().skip(at).take(wide).for_each(|covered| *covered += 1);
                }
                at += wide;
            }
        }
        for range in head.columns.iter().map(|column| column.range.clone()) {
            covered[range].iter_mut().for_each(|covered| *covered += 1);
        }
        let mut crossed = 0;
        let pairs = head.columns.windows(2);
        let edges = pairs.map(|pair| {
            let middle = |at: usize| (pair[at].range.start + pair[at].range.end) / 2;
            let between = middle(0)..middle(1).max(middle(0) + 1);
            let least = covered[between.clone()].iter().copied().min().unwrap_or(0);
            crossed += least;
            widest(&covered, between, least)
        });
        let edges = edges.collect();
        let begins = |piece: &Piece<'_>| head.columns.iter().any(|column| column.range.start == piece.start);
        let words = lines.iter().flat_map(|line| pieces(line, measure));
        let off = words.filter(|piece| !begins(piece)).count();
        Self { edges, measure, crossed, off }
    }

    pub(super) fn columns(&self) -> usize {
        self.edges.len() + 1
    }

    fn column(&self, at: usize) -> usize {
        self.edges.partition_point(|edge| *edge <= at)
    }

    /// The cells of a line, blank where it has none; `None` where a word goes across several columns.
    pub(super) fn cells(&self, line: &str) -> Option<Vec<String>> {
        let mut cells = vec![String::new(); self.columns()];
        for piece in pieces(line, self.measure) {
            for part in self.parts(piece) {
                let (first, last) = (self.column(part.start), self.column(part.end - 1));
                if last > first + 1 {
                    return None;
                }
                // A word over an edge belongs where most of it stands.
                let edge = self.edges.get(first).copied().unwrap_or(part.end);
                let column = if last > first && part.end - edge > edge - part.start { last } else { first };
                if !cells[column].is_empty() {
                    cells[column].push(' ');
                }
                cells[column].push_str(part.text);
            }
        }
        Some(cells)
    }

    /// A word, parted at single spaces that stand at an edge.
    fn parts<'a>(&self, piece: Piece<'a>) -> Vec<Piece<'a>> {
        let mut found = Vec::new();
        let (mut from, mut start, mut at) = (0, piece.start, piece.start);
        for (byte, c) in piece.text.char_indices() {
            if c == ' ' && self.edges.iter().any(|edge| edge.abs_diff(at) <= NEAR) && byte > from {
                found.push(Piece { start, end: at, text: &piece.text[from..byte] });
                (from, start) = (byte + 1, at + 1);
            }
            at += self.measure.width(c);
        }
        if from < piece.text.len() {
            found.push(Piece { start, end: at, text: &piece.text[from..] });
        }
        found
    }
}

/// The middle of the widest run of places where as few lines as `least` have a sign.
fn widest(covered: &[usize], between: std::ops::Range<usize>, least: usize) -> usize {
    let mut best = (0usize, between.start);
    let mut run = 0;
    for at in between {
        run = if covered[at] == least { run + 1 } else { 0 };
        if run > best.0 {
            best = (run, at);
        }
    }
    best.1 - best.0.saturating_sub(1) / 2
}
