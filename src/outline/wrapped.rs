//! Tables of bars without rules, whose cells were wrapped at the width of their column: the lines of a row put together.
//!
//! ```text
//! |3   |农村生活污水|铺设管网9.5公里，建|10月底前|
//! |    |治理        |设施6处           |        |
//! ```

use super::broken::{adjoin, through};
use crate::source::Block;
use unicode_width::UnicodeWidthStr;

/// A table of fewer columns is left as it is.
const NARROW: usize = 3;

/// How much room a wrapped line may leave, in columns: a sign of two, which a stop behind it keeps off the line's end.
const ROOM: usize = 2;

/// Puts the lines of each row together.
pub(super) fn mended(blocks: Vec<Block>) -> Vec<Block> {
    if blocks.iter().all(|block| cells(&block.text).is_none()) {
        return blocks;
    }
    let pairs = blocks.windows(2).map(|pair| adjoin(&pair[0], &pair[1]) && continues(&pair[0], &pair[1]));
    let goes_on: Vec<bool> = std::iter::once(false).chain(pairs).collect();
    let mut found: Vec<Block> = Vec::with_capacity(blocks.len());
    for (block, goes_on) in blocks.into_iter().zip(goes_on) {
        match found.last_mut() {
            Some(row) if goes_on => {
                row.text = joined(&row.text, &block.text);
                row.origin = through(row.origin, block.origin);
            }
            _ => found.push(block),
        }
    }
    found
}

/// Box signs have rules between their rows.
fn is_bar(c: char) -> bool {
    matches!(c, '|' | '｜')
}

/// What stands between the bars of a line that begins and ends with one.
fn cells(line: &str) -> Option<Vec<&str>> {
    let inner = line.trim().strip_prefix(is_bar)?.strip_suffix(is_bar)?;
    let cells: Vec<&str> = inner.split(is_bar).collect();
    (cells.len() > NARROW).then_some(cells)
}

/// Whether a line goes on with the row of the line above: its bars stand below those, its first cell is blank, and what its
/// cells say had no room above.
fn continues(above: &Block, line: &Block) -> bool {
    let (Some(above), Some(below)) = (cells(&above.text), cells(&line.text)) else { return false };
    let aligned = || {
        let same = |(a, b): (&&str, &&str)| a.width_cjk() == b.width_cjk();
        above.len() == below.len() && above.iter().zip(&below).all(same)
    };
    let said = below.iter().filter(|cell| !cell.trim().is_empty()).count();
    // | 修路 |: what is set off by spaces is as wide as its words.
    let full = |(above, below): (&&str, &&str)| {
        let room = above.width_cjk().saturating_sub(above.trim_end().width_cjk());
        below.trim().is_empty() || room <= ROOM && !above.starts_with(' ')
    };
    said > 0 && below[0].trim().is_empty() && aligned() && above.iter().zip(&below).all(full)
}

/// A row with the words of its next line behind those of its cells.
fn joined(row: &str, line: &str) -> String {
    let (Some(row), Some(line)) = (cells(row), cells(line)) else { return row.to_owned() };
    let cells: Vec<String> =
        row.iter().zip(&line).map(|(a, b)| format!("{}{}", a.trim(), b.trim())).collect();
    format!("|{}|", cells.join("|"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::of_lines;

    fn read(text: &str) -> Vec<String> {
        mended(of_lines(text)).into_iter().map(|block| block.text).collect()
    }

    #[test]
    fn lines_without_a_number_go_on_with_full_cells() {
        let text = "|1   |农村户厕问题|改造户厕260户，合 |谭建平  |6月底前  |\n|    |整改        |格率100%          |        |         |\n|2   |垃圾收运    |投资86万元        |向晓兰  |5月底前  |";
        assert_eq!(
            read(text),
            [
                "|1|农村户厕问题整改|改造户厕260户，合格率100%|谭建平|6月底前|",
                "|2   |垃圾收运    |投资86万元        |向晓兰  |5月底前  |"
            ]
        );
    }

    #[test]
    fn rows_below_a_cell_with_room_are_their_own() {
        let text = "| 1 | 修路 | 甲局 | 6月底前 |\n|   | 建校 | 乙局 | 8月     |";
        assert_eq!(read(text).len(), 2);
    }
}
