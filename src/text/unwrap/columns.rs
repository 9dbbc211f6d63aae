//! Tables whose columns a page reader gave one after the other: 序号 / 1 / 2 / 3 / 重点任务 / 修路 / 建校 / 架桥 / 责任单位 / ….

use super::line::Line;
use crate::text::is_ideograph;

/// How many rows such a table has at least.
pub(crate) const FEWEST: usize = 3;

/// Marks the lines of such tables as rows, so that no cell goes on with the one before.
pub(super) fn mark(lines: &mut [Line<'_>]) {
    let mut at = 0;
    while at < lines.len() {
        let rows = if &*lines[at].folded == "序号" {
            counted(lines[at + 1..].iter().map_while(number))
        } else {
            0
        };
        let mut end = at + 1 + rows;
        while rows >= FEWEST && end + rows < lines.len() && is_heading(&lines[end].folded) {
            end += 1 + rows;
        }
        // Beside the numbers two columns and more.
        if rows >= FEWEST && end > at + 2 * (1 + rows) {
            lines[at..end].iter_mut().for_each(|line| line.is_row = true);
            at = end;
        } else {
            at += 1;
        }
    }
}

/// The number that is all of a line.
fn number(line: &Line<'_>) -> Option<u32> {
    line.folded.parse().ok()
}

/// How many numbers count on from the first, each by one more than the one before.
pub(crate) fn counted(numbers: impl Iterator<Item = u32>) -> usize {
    let mut last: Option<u32> = None;
    let follows =
        |number: &u32| last.replace(*number).is_none_or(|last| last.checked_add(1) == Some(*number));
    numbers.take_while(follows).count()
}

/// Whether a line may be the heading of a column.
fn is_heading(folded: &str) -> bool {
    folded != "序号"
        && (2..=10).contains(&folded.chars().take(11).count())
        && folded.chars().all(|c| is_ideograph(c) || matches!(c, '(' | ')'))
}
