//! Headings of two rows: the second says what the first one's spanning headings are divided into.

use super::{
    Column, cells,
    heading::{is_telling, is_year, plans},
};
use crate::lexicon::{InvestmentKind, LabelField, Lexicon};
use crate::notice::measure;
use crate::outline::table::{Slot, Table};
use crate::text::{brackets, is_han, squeeze, words};
use std::ops::Range;

/// Whether the row below `at` holds headings too: under a heading that spans them, and nothing but headings.
pub(super) fn goes_on(text: &str, table: &Table, at: usize, second: &[Option<Column>]) -> bool {
    let below: Vec<_> =
        table.rows[at + 1].iter().zip(second).filter(|(slot, _)| slot.begun(text).is_some()).collect();
    let known = below.iter().filter(|(_, column)| column.is_some()).count();
    let spanned = spans(text, table, at).next().is_some();
    spanned && (known >= 2 && known * 2 >= below.len() || divides(text, table, at))
}

/// Whether the row below `at` only divides headings of row `at` that span several columns: 投资 into 总额 and 其中:专项债.
fn divides(text: &str, table: &Table, at: usize) -> bool {
    let under = under(text, table, at);
    let heads = |range: Range<usize>| {
        let words = squeeze(&text[range]);
        // 2030年完成
        let bare = words.trim_start_matches(|c: char| c.is_ascii_digit());
        let words_alone = words.chars().count() <= 12
            && !bare.is_empty()
            && bare.chars().all(|c| is_han(c) || "():、/".contains(c));
        words_alone || is_year(&words)
    };
    let cells =
        table.rows[at + 1].iter().zip(&under).filter_map(|(slot, under)| Some((slot.begun(text)?, under)));
    let cells: Vec<_> = cells.collect();
    cells.len() >= 2 && cells.into_iter().all(|(range, under)| under.is_some() && heads(range))
}

/// For each column the one of row `at` whose heading spans it, where it spans several.
fn under(text: &str, table: &Table, at: usize) -> Vec<Option<usize>> {
    let row = table.rows.get(at).map_or(&[][..], Vec::as_slice);
    let goes_on = |slot: &Slot, heading: &Range<usize>| {
        let merged = slot.covered && slot.text.as_ref() == Some(heading);
        merged || !slot.covered && slot.filled(text).is_none()
    };
    let mut found = vec![None; row.len()];
    let mut last: Option<(usize, Range<usize>)> = None;
    for (column, slot) in row.iter().enumerate() {
        match &last {
            Some((first, heading)) if goes_on(slot, heading) => {
                (found[*first], found[column]) = (Some(*first), Some(*first));
            }
            _ => last = slot.filled(text).map(|range| (column, range)),
        }
    }
    found
}

/// The columns of headings whose last row is `at`, with what the row below says of them.
pub(super) fn joined(
    text: &str,
    table: &Table,
    at: usize,
    first: &[Option<Column>],
    second: Vec<Option<Column>>,
    lexicon: &Lexicon,
) -> Vec<Option<Column>> {
    let below = table.rows[at + 1].iter().zip(second);
    let second: Vec<Option<Column>> = below.map(|(slot, column)| column.filter(|_| !slot.covered)).collect();
    let lent = lent(text, table, at, first, lexicon);
    // The row below may end where its last heading does.
    let of = |columns: &[Option<Column>], at: usize| columns.get(at).cloned().flatten();
    // 备注 under 量化要求, 2025年计划 under 投资: it says more of what stands above.
    let adds = |column: &Option<Column>| {
        let words = column.as_ref().map(|column| squeeze(&text[column.heading.clone()]));
        words.is_some_and(|words| words == "备注" || plans(&words))
    };
    // What stands under 截至2月底进展 has been done.
    let told = |column: &Option<Column>| {
        column.as_ref().is_some_and(|column| {
            column.field == LabelField::Other && is_telling(&squeeze(&text[column.heading.clone()]))
        })
    };
    let own = |at: usize| match (of(&second, at), of(&lent, at)) {
        _ if told(&first[at]) => None,
        (second, Some(lent)) if adds(&second) => Some(lent),
        (second, lent) => second.or(lent),
    };
    first.iter().enumerate().map(|(at, first)| own(at).or_else(|| first.clone())).collect()
}

/// What a sub-heading that is unknown has from the heading that spans it: 街道自筹 under 资金(万元), 保底 under 目标.
fn lent(
    text: &str,
    table: &Table,
    at: usize,
    first: &[Option<Column>],
    lexicon: &Lexicon,
) -> Vec<Option<Column>> {
    let under = under(text, table, at);
    let headings = || table.rows[at + 1].iter().filter_map(|slot| slot.begun(text));
    let aims = headings().any(|heading| words!["目标", "计划", "任务"].is_in(&text[heading]));
    let below = table.rows[at + 1].iter().zip(under).enumerate();
    below
        .map(|(column, (slot, under))| {
            let heading = slot.begun(text)?;
            let under = under?;
            // 其中 behind 总投资 divides the sum.
            let head = squeeze(&text[table.rows[at].get(under)?.begun(text)?]);
            let among = head.starts_with("其中").then(|| under.checked_sub(1)).flatten();
            // 2031年计划 under 投资情况, which is no sum by itself.
            if first.get(under)?.is_none()
                && words!["投资", "资金"].is_in(&head)
                && plans(&squeeze(&text[heading.clone()]))
            {
                let field = LabelField::Money(InvestmentKind::Annual);
                return Some(Column { field, also: None, heading: brackets::trim(text, heading) });
            }
            let spanning = first.get(among.unwrap_or(under))?.as_ref()?;
            if among.is_some() && !matches!(spanning.field, LabelField::Money(_)) {
                return None;
            }
            let words = text[heading.clone()].trim();
            // 姓名, 职务, 电话 under 行政责任人: only the first names anybody.
            if words!["职务", "电话", "联系方式", "手机"].ends(words) {
                let heading = brackets::trim(text, heading);
                return Some(Column { field: LabelField::Other, also: None, heading });
            }
            // 2030年完成 beside 2031年目标
            let past = words.starts_with("20") || words!["上年", "去年"].begins(words);
            if aims && past && words!["完成", "实绩", "实际", "基数", "完成数", "完成值"].ends(words)
            {
                let heading = brackets::trim(text, heading);
                return Some(Column { field: LabelField::Other, also: None, heading });
            }
            let field = match spanning.field {
                // 挂帅 under 责任落实: who answers may be a person.
                LabelField::Units(_) if cells::are_people(text, table, (at + 1, column), lexicon) => {
                    lexicon.label(&format!("{words}领导"))?
                }
                LabelField::Number | LabelField::Title | LabelField::Category | LabelField::Other => {
                    return None;
                }
                field => field,
            };
            Some(Column { field, heading: brackets::trim(text, heading), ..spanning.clone() })
        })
        .collect()
}

/// The units of columns, and for those that have none the one of the heading that spans them: 建设任务(亩) over 人工造林.
pub(super) fn units_above(
    text: &str,
    table: &Table,
    last: usize,
    mut units: Vec<Option<Range<usize>>>,
    lexicon: &Lexicon,
) -> Vec<Option<Range<usize>>> {
    let Some(above) = last.checked_sub(1) else { return units };
    for (at, under) in under(text, table, above).into_iter().enumerate() {
        let spanning = under.and_then(|under| table.rows[above].get(under)?.begun(text));
        let Some(unit) = spanning.and_then(|range| measure::of_heading(text, range, lexicon)) else {
            continue;
        };
        if units.len() <= at {
            units.resize(at + 1, None);
        }
        units[at].get_or_insert(unit);
    }
    units
}

/// The headings of row `at` that span several columns: merged ones, and in a text those with blanks behind them.
pub(super) fn spans<'a>(
    text: &'a str,
    table: &'a Table,
    at: usize,
) -> impl Iterator<Item = Range<usize>> + 'a {
    let row = table.rows.get(at).map_or(&[][..], Vec::as_slice);
    row.windows(2).filter_map(|pair| {
        let heading = pair[0].filled(text)?;
        let merged = pair[1].covered && pair[1].text.as_ref() == Some(&heading);
        let blank = !pair[1].covered && pair[1].filled(text).is_none();
        (merged || blank).then_some(heading)
    })
}
