//! Lines between the rows of a text table that head the rows below: 一、道路类.

use super::bars::is_bar;
use crate::source::Block;
use crate::text::{brackets, fold::fold, marker};

/// How many headings may stand between two rows: 一、交通类 and （一）公路.
const MOST: usize = 2;
/// The longest heading with a number, and the longest without.
const NUMBERED: usize = 40;
const BARE: usize = 12;

/// For each block the width of the table that it is a heading of; 0 for all others.
pub(super) fn widths(blocks: &[Block]) -> Vec<usize> {
    let rows: Vec<Vec<&str>> = blocks.iter().map(|block| cells(&block.text)).collect();
    let mut found = vec![0; blocks.len()];
    // The first row of the open table, and where its last one stands.
    let mut open: Option<(usize, usize)> = None;
    for (at, row) in rows.iter().enumerate() {
        if row.len() < 3 {
            continue;
        }
        let Some((head, last)) = open.filter(|&(_, last)| at - last <= MOST + 1) else {
            open = Some((at, at));
            continue;
        };
        let between = last + 1..at;
        let heads = between.clone().all(|line| rows[line].len() == 1 && is_heading(&blocks[line].text));
        // A row that repeats headings begins a table of its own.
        let width = rows[head].len();
        // Blank cells at the end of a row are lost with the tabs in front of them.
        let cut = |at: usize| {
            blocks[at].text.contains('\t') && rows[at].len() <= width && rows[at].len() * 2 > width
        };
        let alike = row.len() == rows[last].len() || cut(at) && (last == head || cut(last));
        let goes_on = alike && !shares(row, &rows[head]);
        if between.is_empty() || heads && goes_on {
            found[between].fill(row.len());
            open = Some((head, at));
        } else {
            open = Some((at, at));
        }
    }
    found
}

/// The cells of a line; bars at its ends are the frame.
fn cells(text: &str) -> Vec<&str> {
    if text.contains('\t') {
        return text.split('\t').map(str::trim).collect();
    }
    let inner = text.trim();
    let inner = inner.strip_prefix(is_bar).unwrap_or(inner);
    let inner = inner.strip_suffix(is_bar).unwrap_or(inner);
    inner.split(is_bar).map(str::trim).collect()
}

fn shares(row: &[&str], head: &[&str]) -> bool {
    row.iter().any(|cell| !cell.is_empty() && cell.contains(char::is_alphabetic) && head.contains(cell))
}

/// Whether a line may head rows: numbered, or a few words that are no title of another table.
fn is_heading(text: &str) -> bool {
    use marker::Style::{Chapter, Chinese, ChineseBracket};
    let words = fold(text.trim());
    // 一、产业类项目(5个,总投资61.35亿元): what the bracket adds is no sentence.
    let words = brackets::without(&words);
    let len = words.chars().count();
    let plain = !words.contains(['。', ':', ';', ',']);
    let numbered = marker::parse(&words)
        .is_some_and(|marker| matches!(marker.style, Chinese | ChineseBracket | Chapter));
    let title = words.starts_with('附') || words.ends_with(['表', '单', '账', '案', '划', '日']);
    plain && (numbered && len <= NUMBERED || len <= BARE && !title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::of_lines;

    fn read(text: &str) -> Vec<usize> {
        widths(&of_lines(text))
    }

    #[test]
    fn a_short_line_between_rows_heads_those_below() {
        assert_eq!(
            read("序号|任务|单位\n一、道路类\n1|修路|县交通局\n教育\n2|建校|县教育局"),
            [0, 3, 0, 3, 0]
        );
    }

    #[test]
    fn rows_that_lost_their_last_cells_still_are_of_one_table() {
        assert_eq!(
            read("序号\t任务\t单位\t备注\n一、道路类\n1\t修路\t县交通局\n教育\n2\t建校\t县教育局\t略"),
            [0, 3, 0, 4, 0]
        );
    }

    #[test]
    fn a_table_with_headings_of_its_own_is_another_one() {
        assert_eq!(read("序号|任务|单位\n1|修路|县交通局\n附件2\n2|建校|县教育局"), [0; 4]);
        assert_eq!(read("序号|任务|单位\n1|修路|县交通局\n二、项目\n序号|项目|业主"), [0; 4]);
    }
}
