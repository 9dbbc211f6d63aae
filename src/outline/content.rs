//! The text of a document as one string, with its paragraphs and cells as places in it.

use super::typed::{are_keyed, bar_cells, is_gap, is_labelled, pairs, row_separator};
use super::{bars, boxes, broken, counted, frames, headings, wrapped};
use crate::source::{self, BlockKind, Document, Origin};
use crate::text::{Folded, Span, pattern, unwrap};
use regex::Regex;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

/// A paragraph or cell of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its place, in bytes of the folded text.
    pub range: Range<usize>,
    /// Where it came from.
    pub origin: Origin,
    /// Its place in a table; `None` for paragraphs.
    pub cell: Option<Cell>,
}

/// The place of a cell; all indexes count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Which table.
    pub table: usize,
    /// First row.
    pub row: usize,
    /// First column.
    pub column: usize,
    /// Rows that it covers.
    pub rows: usize,
    /// Columns that it covers.
    pub columns: usize,
}

/// The text and its blocks in reading order.
#[derive(Debug, Clone, Default)]
pub struct Content {
    /// The text. Blocks stand on lines of their own; cells of a row are parted by tabs.
    pub text: Folded,
    /// Its blocks.
    pub blocks: Vec<Block>,
}

/// A block before the text is folded: places are in code points.
struct Draft {
    kind: BlockKind,
    start: usize,
    end: usize,
    origin: Origin,
    cell: Option<Cell>,
}

impl Content {
    /// Puts the blocks of a document together. Rows of tables that a text file draws with tabs or bars become cells.
    pub fn new(document: &Document) -> Self {
        let blocks = joined(&document.blocks);
        let mut builder = Builder { columns: columns(&blocks), ..Builder::default() };
        if blocks.iter().any(|block| draws_table(&block.text)) {
            let blocks = broken::quoted(blocks.into_owned());
            builder.drawn_tables(&broken::mended(counted::mended(wrapped::mended(bars::cells(blocks)))));
        } else {
            blocks.iter().for_each(|block| builder.plain(block));
        }
        builder.finish()
    }
}

/// Whether a text may draw a table: it has a tab, a bar, or a sign of a frame (U+2500 to U+257F).
fn draws_table(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr3(b'\t', b'|', b'+', bytes).is_some()
        || memchr::memchr2_iter(0xE2, 0xEF, bytes)
            .any(|at| matches!(bytes.get(at..at + 3), Some([0xE2, 0x94 | 0x95, _] | [0xEF, 0xBD, 0x9C])))
}

/// How many columns each of the document's own tables has.
fn columns(blocks: &[source::Block]) -> FxHashMap<u32, u32> {
    let mut found: FxHashMap<u32, u32> = FxHashMap::default();
    for block in blocks {
        if let Origin::Cell { table, column, column_span, .. } = block.origin {
            let last = column.saturating_add(column_span.saturating_sub(1));
            let most = found.entry(table).or_default();
            *most = last.max(*most);
        }
    }
    found
}

#[derive(Default)]
struct Builder {
    raw: String,
    /// How many columns the document's own tables have.
    columns: FxHashMap<u32, u32>,
    points: usize,
    drafts: Vec<Draft>,
    /// Tables seen so far; text tables are numbered behind the document's own.
    tables: usize,
    /// The row of the text table that is open.
    text_row: Option<(usize, usize)>,
    /// Whether the rows of that table begin with a bar.
    framed: bool,
}

impl Builder {
    fn push(&mut self, text: &str) -> (usize, usize) {
        let start = self.points;
        self.raw.push_str(text);
        self.points += text.chars().count();
        (start, self.points)
    }

    /// Parts a new block from the last: cells of one row by a tab, all else by a line break.
    fn part(&mut self, cell: Option<Cell>) {
        let Some(last) = self.drafts.last() else { return };
        let same_row =
            matches!((last.cell, cell), (Some(a), Some(b)) if a.table == b.table && a.row == b.row);
        self.push(if same_row { "\t" } else { "\n" });
    }

    fn block(&mut self, text: &str, kind: BlockKind, origin: Origin, cell: Option<Cell>) {
        self.part(cell);
        let text = if cell.is_some() { broken::rejoined(text) } else { text.into() };
        let (start, end) = self.push(&text);
        self.drafts.push(Draft { kind, start, end, origin, cell });
    }

    /// A paragraph, or a cell of one of the document's own tables.
    fn plain(&mut self, block: &source::Block) {
        self.text_row = None;
        let (Origin::Cell { table, row, column, row_span, column_span }, BlockKind::TableCell) =
            (block.origin, block.kind)
        else {
            return self.block(unmarked(block.text.trim()), block.kind, block.origin, None);
        };
        // A card for each task: the lines of a table of one column are paragraphs in a frame.
        let lines = || block.text.split('\n').map(str::trim).filter(|line| !line.is_empty());
        if self.columns.get(&table) == Some(&1) && lines().nth(1).is_some() {
            for line in lines() {
                self.block(line, BlockKind::Paragraph, block.origin, None);
            }
            return;
        }
        let cell = Cell {
            table: table as usize,
            row: row.saturating_sub(1) as usize,
            column: column.saturating_sub(1) as usize,
            rows: row_span.max(1) as usize,
            columns: column_span.max(1) as usize,
        };
        self.tables = self.tables.max(cell.table + 1);
        self.block(block.text.trim(), BlockKind::TableCell, block.origin, Some(cell));
    }

    /// Blocks some of which may be rows of tables that the text draws.
    fn drawn_tables(&mut self, blocks: &[source::Block]) {
        if are_keyed(blocks) {
            return blocks.iter().for_each(|block| self.plain(block));
        }
        let (pairs, widths) = (pairs(blocks), headings::widths(blocks));
        let mut at = 0;
        while let Some(block) = blocks.get(at) {
            let drawn = blocks[at..].iter().take_while(|block| boxes::is_drawn(&block.text)).count();
            if drawn >= 3 {
                self.drawn(&blocks[at..at + drawn]);
                at += drawn;
                continue;
            }
            match block.origin {
                Origin::Cell { .. } => self.plain(block),
                _ if widths[at] > 0 => self.heading(block, widths[at]),
                _ if is_gap(blocks, at) => self.plain(block),
                _ => self.paragraph(block, pairs[at]),
            }
            at += 1;
        }
    }

    /// A paragraph, or where it is a row its cells; `pair` where it is one of two.
    fn paragraph(&mut self, block: &source::Block, pair: bool) {
        let (text, origin) = (block.text.as_str(), block.origin);
        // A line that only rules the table (+---+---+) is nothing.
        let ruled = text.trim().strip_prefix('+').and_then(|text| text.strip_suffix('+'));
        if ruled.is_some_and(|rule| rule.len() >= 3 && rule.bytes().all(|c| matches!(c, b'-' | b'=' | b'+')))
        {
            return;
        }
        // A row of an open table may have lost the blank cells at its end.
        let least = if pair || self.text_row.is_some() && text.contains('\t') { 1 } else { 2 };
        let separator = row_separator(text, least).filter(|_| self.text_row.is_some() || !is_labelled(text));
        let Some(separator) = separator else {
            self.text_row = None;
            // A bar alone is what is left of a page's frame.
            let text = text.trim_start_matches(|c: char| c.is_whitespace() || bars::is_bar(c));
            return self.block(unmarked(text.trim()), block.kind, origin, None);
        };
        let (table, row) = match self.text_row {
            Some((table, row)) => (table, row + 1),
            None => (self.tables + 1, 0),
        };
        let cells: Vec<&str> = match separator {
            '|' => {
                if row == 0 {
                    self.framed = text.trim_start().starts_with(bars::is_bar);
                }
                bar_cells(text, self.framed)
            }
            _ => text.split(separator).collect(),
        };
        // A line that only rules the table (|---|---|) is no row of it.
        if cells
            .iter()
            .all(|cell| cell.trim().chars().all(|c| matches!(c, '-' | '=' | ':' | '─' | '—' | '┼' | '+')))
            && separator == '|'
        {
            return;
        }
        self.tables = self.tables.max(table);
        self.text_row = Some((table, row));
        for (column, text) in cells.into_iter().enumerate() {
            let cell = Cell { table, row, column, rows: 1, columns: 1 };
            // Markdown prints words between ** bold.
            let text = broken::unquoted(text.trim().trim_matches('*'));
            let text = unbroken(&text);
            self.block(&text, BlockKind::TableCell, origin, Some(cell));
        }
    }

    /// A line between the rows of a text table, over all of its `width`.
    fn heading(&mut self, block: &source::Block, width: usize) {
        let Some((table, row)) = self.text_row.map(|(table, row)| (table, row + 1)) else {
            return self.paragraph(block, false);
        };
        self.text_row = Some((table, row));
        let cell = Cell { table, row, column: 0, rows: 1, columns: width };
        self.block(block.text.trim(), BlockKind::TableCell, block.origin, Some(cell));
    }

    /// A table that lines draw with box signs.
    fn drawn(&mut self, lines: &[source::Block]) {
        let line =
            |block: &source::Block| if let Origin::Lines { line, .. } = block.origin { line } else { 0 };
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        let origin = Origin::Lines { line: line(first), end_line: line(last) };
        self.text_row = None;
        self.tables += 1;
        let table = self.tables;
        for cell in boxes::cells(lines.iter().map(|block| block.text.as_str())) {
            let place = Cell { table, row: cell.row, column: cell.column, rows: cell.rows, columns: 1 };
            self.block(&cell.text, BlockKind::TableCell, origin, Some(place));
        }
    }

    fn finish(self) -> Content {
        let text = Folded::new(self.raw);
        let blocks = self.drafts.into_iter().map(|draft| Block {
            kind: draft.kind,
            range: text.range(Span::new(draft.start, draft.end)),
            origin: draft.origin,
            cell: draft.cell,
        });
        let blocks = blocks.collect();
        Content { text, blocks }
    }
}

/// The lines of a paragraph, where its writer broke it by hand; of a heading all that it says.
fn lines(block: &source::Block) -> impl Iterator<Item = &str> {
    let by_hand = block.kind != BlockKind::Heading;
    block.text.split(move |c| by_hand && c == '\n').map(str::trim)
}

/// Paragraphs of a Word document that were broken in the middle of a sentence are put together; lines within one that
/// were not are paragraphs.
fn joined(blocks: &[source::Block]) -> Cow<'_, [source::Block]> {
    if blocks.iter().all(|block| matches!(block.origin, Origin::Lines { .. })) {
        return Cow::Borrowed(blocks);
    }
    let laid_out = frames::rows(blocks);
    let is_paragraph = |block: &source::Block| match block.origin {
        Origin::Paragraph { .. } => true,
        Origin::Cell { table, row, .. } => laid_out.get(&table).is_some_and(|&rows| row <= rows),
        Origin::Lines { .. } => false,
    };
    let mut found: Vec<source::Block> = Vec::with_capacity(blocks.len());
    for run in blocks.chunk_by(|a, b| is_paragraph(a) == is_paragraph(b)) {
        if !run.first().is_some_and(is_paragraph) {
            found.extend_from_slice(run);
            continue;
        }
        let lines: Vec<(&source::Block, &str)> =
            run.iter().flat_map(|block| lines(block).map(move |line| (block, line))).collect();
        let texts: Vec<&str> = lines.iter().map(|(_, line)| *line).collect();
        for ((block, line), goes_on) in lines.iter().zip(unwrap::continuations(&texts)) {
            // What a frame holds is a paragraph.
            let kind = if block.kind == BlockKind::Heading { block.kind } else { BlockKind::Paragraph };
            match found.last_mut() {
                Some(last) if goes_on && last.kind == kind => unwrap::join(&mut last.text, line),
                _ => found.push(source::Block { kind, text: (*line).to_owned(), origin: block.origin }),
            }
        }
    }
    Cow::Owned(found)
}

/// A paragraph without the signs that make it a heading of Markdown: ## 一、重点任务.
fn unmarked(text: &str) -> &str {
    let bare = text.trim_start_matches('#');
    if bare.len() < text.len() && text.len() - bare.len() <= 6 && bare.starts_with(' ') {
        bare.trim_start()
    } else {
        text
    }
}

/// Line breaks inside of cells, as Markdown tables have them.
static HTML_BREAK: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\s\x{3000}]*<br\s*/?>[\s\x{3000}]*"));

fn unbroken(cell: &str) -> Cow<'_, str> {
    if cell.contains('<') { HTML_BREAK.replace_all(cell, "\n") } else { Cow::Borrowed(cell) }
}
