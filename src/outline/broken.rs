//! What line breaks inside of cells broke: rows of a text table, numbers.

use super::bars::is_bar;
use crate::source::{Block, Origin};
use crate::text::pattern;
use regex::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;

/// How many lines one row may take.
const LONGEST: usize = 40;

/// How many blank cells a row may have lost at its end.
const BLANKS: usize = 2;

/// A table of so few columns is left as it is.
const NARROW: usize = 3;

/// Puts the pieces of each row together; the lines of a cell stay lines of it.
pub(super) fn mended(blocks: Vec<Block>) -> Vec<Block> {
    let counts: Vec<usize> = blocks.iter().map(|block| cells(&block.text)).collect();
    // Rows of three cells and fewer are never mended, and most texts have none at all.
    if counts.iter().all(|&count| count <= NARROW) {
        return blocks;
    }
    let mut found: Vec<Block> = Vec::with_capacity(blocks.len());
    // How many cells the rows of the open table have: as many as its first.
    let mut width = 0;
    let mut left = 0usize;
    // Whether its last column holds units, more of which may stand below a row.
    let mut of_units = false;
    for (at, block) in blocks.iter().enumerate() {
        let hangs =
            || of_units && counts[at] == 1 && adjoin(&blocks[at - 1], block) && is_office(&block.text);
        if left > 0 || width > 0 && hangs() {
            left = left.saturating_sub(1);
            if let Some(last) = found.last_mut() {
                last.text.push('\n');
                last.text.push_str(block.text.trim_start_matches(' '));
                last.origin = through(last.origin, block.origin);
            }
            continue;
        }
        match counts[at] {
            0..=1 => width = 0,
            count if width == 0 && count > 2 => {
                width = count;
                of_units = last_cell(&block.text).ends_with(['位', '门', '室']);
            }
            _ => {}
        }
        if width > NARROW && counts[at] < width {
            left = pieces(&blocks[at..], &counts[at..], width);
        }
        found.push(block.clone());
    }
    found
}

/// The last cell of a row.
fn last_cell(row: &str) -> &str {
    row.rsplit('\t').next().unwrap_or_default().trim()
}

/// Whether a line is an office and no more: 区自然资源分局.
fn is_office(line: &str) -> bool {
    const ENDS: [char; 14] =
        ['局', '办', '委', '府', '司', '处', '会', '院', '心', '站', '所', '部', '队', '团'];
    let name = line.trim();
    name.ends_with(ENDS) && (3..=14).contains(&name.chars().count()) && name.chars().all(crate::text::is_han)
}

/// Rows with cells of several lines, as spreadsheets copy them: ⇥"1.新建冷库 / 2.购置设备"⇥.
pub(super) fn quoted(blocks: Vec<Block>) -> Vec<Block> {
    if !blocks.iter().any(|block| opens_quote(&block.text)) {
        return blocks;
    }
    let mut found: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        let mut row = block.clone();
        at += 1;
        let near = &blocks[at..blocks.len().min(at + LONGEST)];
        let closes = |last: usize| {
            near[..=last].iter().map(|block| block.text.matches('"').count()).sum::<usize>() % 2 == 1
        };
        let last = if opens_quote(&row.text) { (0..near.len()).find(|&last| closes(last)) } else { None };
        // A quote that begins a sentence closes in no row.
        let last = last.filter(|&last| {
            near[..=last].iter().any(|block| block.text.contains('\t')) || row.text.contains('\t')
        });
        for piece in last.map_or(&near[..0], |last| &near[..=last]) {
            row.text.push('\n');
            row.text.push_str(piece.text.trim_start_matches(' '));
            row.origin = through(row.origin, piece.origin);
            at += 1;
        }
        found.push(row);
    }
    found
}

/// Whether a cell of a row with tabs begins with a quote that the row does not close; its first cell may be broken off before
/// any tab.
fn opens_quote(text: &str) -> bool {
    let quotes = || text.matches('"').count() % 2 == 1;
    (text.contains("\t\"") || text.starts_with('"')) && quotes()
}

/// The words of a cell that a spreadsheet has put in quotes.
pub(super) fn unquoted(cell: &str) -> Cow<'_, str> {
    let inner =
        cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"')).filter(|inner| inner.contains('\n'));
    match inner {
        Some(inner) if inner.contains("\"\"") => Cow::Owned(inner.replace("\"\"", "\"")),
        Some(inner) => Cow::Borrowed(inner),
        None => Cow::Borrowed(cell),
    }
}

/// How many of the lines behind the first one go on with its row.
fn pieces(blocks: &[Block], counts: &[usize], width: usize) -> usize {
    let mut sum = counts.first().copied().unwrap_or(0);
    let numbered = blocks.first().is_some_and(|first| starts_with_count(&first.text));
    let mut goes_on = false;
    for (at, pair) in blocks.windows(2).enumerate().take(LONGEST) {
        let (before, next) = (pair[0].text.trim_end(), pair[1].text.trim_start());
        if !adjoin(&pair[0], &pair[1]) || counts[at + 1] >= width {
            return 0;
        }
        // Two short rows may add up to a whole one by chance; a list or a sentence that goes on does not.
        goes_on |= before.ends_with(['；', ';', '，', ',', '、', '：', ':'])
            || crate::text::marker::parse(&crate::text::fold::fold(next)).is_some()
            || counts[at + 1] == 1
            || numbered && !starts_with_count(&pair[1].text);
        sum += counts[at + 1].saturating_sub(1);
        // Blank cells at the end of a row may have been cut off.
        let begins = || match blocks.get(at + 2) {
            Some(next) => {
                !adjoin(&pair[1], next) || counts[at + 2] + BLANKS >= width || starts_with_count(&next.text)
            }
            None => true,
        };
        if sum >= width || sum + BLANKS >= width && counts[at + 1] > 1 && begins() {
            return if sum <= width && goes_on { at + 1 } else { 0 };
        }
    }
    0
}

/// How many cells a line holds; bars at its ends are the frame.
fn cells(text: &str) -> usize {
    if text.contains('\t') {
        return text.matches('\t').count() + 1;
    }
    let inner = text.trim();
    let inner = inner.strip_prefix(is_bar).unwrap_or(inner);
    let inner = inner.strip_suffix(is_bar).unwrap_or(inner);
    inner.matches(is_bar).count() + 1
}

/// Whether the first cell of a line is a number: 3, 三, （三）.
fn starts_with_count(text: &str) -> bool {
    let first = text.trim_start_matches(is_bar).split(['\t', '|']).next().unwrap_or_default();
    let first = first.trim().trim_matches(['(', ')', '（', '）', '.', '、']);
    let chinese = |c: char| "一二三四五六七八九十".contains(c);
    !first.is_empty()
        && first.chars().count() <= 3
        && (first.chars().all(|c| c.is_ascii_digit()) || first.chars().all(chinese))
}

/// Whether no blank line stands between two blocks of a text file.
pub(super) fn adjoin(a: &Block, b: &Block) -> bool {
    matches!((a.origin, b.origin), (Origin::Lines { end_line, .. }, Origin::Lines { line, .. }) if end_line + 1 == line)
}

/// From the first line of one to the last line of the other.
pub(super) fn through(first: Origin, last: Origin) -> Origin {
    match (first, last) {
        (Origin::Lines { line, .. }, Origin::Lines { end_line, .. }) => Origin::Lines { line, end_line },
        _ => first,
    }
}

/// A line break inside of a number: 新增绿地0.8 / 万平方米.
static BROKEN: LazyLock<Regex> = LazyLock::new(|| pattern(r"(\d)[\s\x{3000}]*\n[\s\x{3000}]*([万亿%元])"));

/// A cell without line breaks inside of its numbers.
pub(super) fn rejoined(cell: &str) -> Cow<'_, str> {
    if cell.contains('\n') { BROKEN.replace_all(cell, "$1$2") } else { Cow::Borrowed(cell) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::of_lines;

    fn read(text: &str) -> Vec<String> {
        mended(of_lines(text)).into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn a_row_goes_on_to_its_last_cell() {
        assert_eq!(
            read(
                "序号\t任务\t单位\t时限\n1\t1.修路；\n2.架桥。\t县交通局\t6月底\n2\t建校\t县教育局\t年底\n注：略"
            ),
            [
                "序号\t任务\t单位\t时限",
                "1\t1.修路；\n2.架桥。\t县交通局\t6月底",
                "2\t建校\t县教育局\t年底",
                "注：略"
            ]
        );
        assert_eq!(
            read(
                "序号\t任务\t单位\t时限\t备注\n1\t1.修路；\n2.架桥。\t县交通局\t6月底\n2\t建校\t县教育局\t年底"
            )[1],
            "1\t1.修路；\n2.架桥。\t县交通局\t6月底"
        );
        assert_eq!(read("| 序号 | 任务 | 单位 | 时限 |\n| 1 | 修路 | 县局\n县委 | 6月 |").len(), 2);
    }

    #[test]
    fn more_units_may_stand_below_a_row() {
        let text = "序号\t任务\t时限\t责任单位\n1\t修路\t6月\t县交通局\n县财政局\n2\t建校\t8月\t县教育局";
        assert_eq!(read(text)[1..], ["1\t修路\t6月\t县交通局\n县财政局", "2\t建校\t8月\t县教育局"]);
    }

    #[test]
    fn short_rows_stay_rows() {
        let text = "序号\t任务\t单位\t备注\n1\t修路\n2\t建校\t县教育局\n注：略\n甲县人民政府";
        assert_eq!(read(text).len(), 5);
    }
}
