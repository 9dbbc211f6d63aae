//! What cells and rows say at first sight: blanks and dashes, headings, sums, who filled the table in.

use super::groups::without_stop;
use crate::fields::responsibility::Entry;
use crate::lexicon::LabelField;
use crate::notice::measure;
use crate::outline::table::Slot;
use crate::text::{brackets, squeeze, words};
use std::ops::Range;

/// Whether a cell of units can be one. Rows whose cells slid into other columns would give dates and sentences as names.
pub(super) fn fits(text: &str, entry: &Entry) -> bool {
    // 周宁(6632018): a telephone number is no part of a name.
    let words = brackets::without(&text[entry.value.clone()]);
    let dated = words.contains('年') && words.contains('月') || words.contains(['。', '%']);
    // 12345热线 is a name.
    let dialled = words.split_once("热线").map_or("", |(name, _)| name);
    let dialled = dialled.chars().rev().take_while(char::is_ascii_digit).count();
    let figures = words.chars().filter(char::is_ascii_digit).count() - dialled;
    !(matches!(entry.field, LabelField::Units(_) | LabelField::Leaders(_)) && (dated || figures >= 3))
}

/// Whether a slot says nothing of its own; 同上 is what stands above.
pub(super) fn is_blank(text: &str, slot: &Slot) -> bool {
    slot.text.clone().is_none_or(|range| matches!(text[range].trim(), "" | "同上" | "〃" | "″"))
}

/// Whether a slot says that what stands above holds again: 同上.
pub(super) fn is_ditto(text: &str, slot: &Slot) -> bool {
    is_blank(text, slot) && slot.filled(text).is_some()
}

/// The words of a slot; `None` for blanks, dashes and strokes.
pub(super) fn words(text: &str, slot: &Slot) -> Option<Range<usize>> {
    let range = brackets::trim(text, slot.text.clone().filter(|_| !is_blank(text, slot))?);
    let words = &text[range.clone()];
    let none = words.chars().all(|c| matches!(c, '-' | '—' | '–' | '/' | '\\' | ' '))
        || matches!(words, "无" | "见备注" | "详见备注");
    (!none).then_some(range)
}

/// Whether a cell or a line of it begins with the label of an entry.
pub(super) fn begins_with(entry: &Entry, line: &Range<usize>) -> bool {
    entry.label.as_ref().is_some_and(|label| label.start == line.start)
}

/// The lines of a cell.
pub(super) fn lines(text: &str, cell: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut start = cell.start;
    text[cell].split('\n').map(move |line| {
        let range = start..start + line.len();
        start = range.end + '\n'.len_utf8();
        range
    })
}

/// A heading that spans the table, or stands alone in its row.
pub(super) fn spanning(text: &str, row: &[Slot]) -> Option<Range<usize>> {
    let mut filled = row.iter().filter_map(|slot| words(text, slot));
    let first = filled.next()?;
    // Of two cells, one that goes over both.
    let wide = row.len() > 2 || row.len() == 2 && row[1].covered && row[1].text == row[0].text;
    let alone = wide && filled.all(|other| other == first);
    let bare = &text[without_stop(text, first.clone())];
    let short = brackets::without(bare).chars().count() <= 40 && !bare.contains('。');
    (alone && short).then(|| first.start..first.start + bare.len())
}

/// Whether a row says who filled the table in: 填表人:周宁 | 审核人:李明.
pub(super) fn is_signing(text: &str, row: &[Slot]) -> bool {
    let mut cells = row.iter().filter(|slot| !slot.covered).filter_map(|slot| words(text, slot)).peekable();
    cells.peek().is_some()
        && cells.all(|cell| {
            let label = text[cell].split_once(':').map(|(label, _)| squeeze(label).into_owned());
            let ends = words!["填表", "制表", "填报", "审核", "审签", "复核", "经办"];
            label.is_some_and(|label| ends.begins(&label))
        })
}

/// Whether a row sums up the others: 合计.
pub(super) fn is_sum(text: &str, row: &[Slot]) -> bool {
    row.iter().filter_map(|slot| words(text, slot)).take(2).any(|range| {
        // 一、产业发展类(4个)小计, 合计(10个)
        let words = brackets::without(&squeeze(&text[range]));
        matches!(&*words, "总计" | "共计") || words.ends_with("小计") || words.ends_with("合计")
    }) || parts_a_sum(text, row)
}

/// Whether a row only says what a part of a sum is: 其中:区级财政资金 | 71200.
fn parts_a_sum(text: &str, row: &[Slot]) -> bool {
    let cells = row.iter().filter(|slot| !slot.covered).filter_map(|slot| words(text, slot));
    let mut cells = cells.map(|cell| &text[cell]).filter(|cell| !cell.is_empty());
    cells.next().is_some_and(|first| first.starts_with("其中")) && cells.all(measure::is_figure)
}
