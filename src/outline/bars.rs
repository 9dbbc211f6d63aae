//! Tables of web pages whose cells stand on lines of their own, each closed by a bar.

use crate::source::{Block, BlockKind, Origin};

/// The sign that parts cells.
pub(super) fn is_bar(c: char) -> bool {
    matches!(c, '|' | '｜' | '│')
}

/// How many bars at the ends of lines make a table.
const FEWEST: usize = 6;

/// Takes the bars off cells that stand on lines of their own, and puts the lines of each cell together.
pub(super) fn cells(blocks: Vec<Block>) -> Vec<Block> {
    if blocks.iter().filter(|block| closes(block)).count() < FEWEST {
        return blocks;
    }
    let mut found: Vec<Block> = Vec::with_capacity(blocks.len());
    // Where the lines of the open cell begin: behind the last bar.
    let mut open: Option<usize> = None;
    for mut block in blocks {
        if !closes(&block) {
            found.push(block);
            continue;
        }
        let words = block.text.trim().trim_matches(is_bar).trim().to_owned();
        if !words.is_empty() {
            block.text = words;
            found.push(block);
        }
        let from = open.unwrap_or(found.len().saturating_sub(1)).min(found.len());
        close(&mut found, from);
        open = Some(found.len());
    }
    found
}

/// Whether a line closes a cell: a bar alone, or at its end, and no other one.
fn closes(block: &Block) -> bool {
    let text = block.text.trim();
    matches!(block.origin, Origin::Lines { .. })
        && text.ends_with(is_bar)
        && text.matches(is_bar).count() == 1
}

/// Makes a cell of the blocks from `from` on. A blank line parts the cell from what is no part of the table.
fn close(found: &mut Vec<Block>, from: usize) {
    let lines = |block: &Block| match block.origin {
        Origin::Lines { line, end_line } => Some((line, end_line)),
        _ => None,
    };
    let joins = |pair: &[Block]| {
        lines(&pair[0]).zip(lines(&pair[1])).is_some_and(|((_, end), (line, _))| end + 1 == line)
    };
    let parted = found[from..].windows(2).rposition(|pair| !joins(pair)).map_or(0, |at| at + 1);
    let mut cell = found.split_off(from + parted).into_iter();
    let Some(mut first) = cell.next() else { return };
    first.kind = BlockKind::TableCell;
    for line in cell {
        first.text.push('\n');
        first.text.push_str(&line.text);
        first.origin = super::broken::through(first.origin, line.origin);
    }
    found.push(first);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::of_lines;

    fn read(text: &str) -> Vec<String> {
        cells(of_lines(text)).into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn bars_on_lines_of_their_own_or_at_the_end_of_lines_close_cells() {
        let text =
            "分解如下。\n序号\n|\n任务\n|\n单位 |\n\n1\n|\n修路\n|\n县交通局\n县财政局\n|\n\n每月报送。";
        assert_eq!(
            read(text),
            ["分解如下。", "序号", "任务", "单位", "1", "修路", "县交通局\n县财政局", "每月报送。"]
        );
    }

    #[test]
    fn a_few_bars_are_left_alone() {
        assert_eq!(read("甲 |\n乙"), ["甲 |", "乙"]);
    }
}
