//! Tables that break down what items promise: a row for each place (县区 | 高标准农田（万亩） | …), or a column for each time
//! (指标 | 单位 | 一季度 | 上半年 | 全年). Their totals say again what the items do, and tell whose parts they are.

use super::columns::Column;
use super::draft::Draft;
use super::measure::{self, Measured};
use crate::fields::quantity;
use crate::lexicon::{LabelField, Lexicon};
use crate::outline::Content;
use crate::outline::table::{Slot, Table};
use crate::text::{brackets, squeeze, words};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::collections::HashMap;
use std::ops::Range;

/// The figures of one promise: those of its parts, and their total.
struct Series {
    parts: Vec<Range<usize>>,
    total: Range<usize>,
    unit: Range<usize>,
}

/// Gives items the parts that tables break their figures down to, and takes these out of `tables`.
pub(super) fn take(
    content: &Content,
    tables: &mut HashMap<usize, Table>,
    items: &mut [Draft],
    lexicon: &Lexicon,
) {
    if tables.is_empty() || items.is_empty() {
        return;
    }
    let text = content.text.folded();
    let promised = Promised::of(text, items, lexicon);
    tables.retain(|_, table| {
        let series = by_place(text, table, lexicon).or_else(|| by_time(text, table, lexicon));
        let series = series.unwrap_or_default();
        let of = |one: &Series| {
            promised.item(&measure::with_unit(&text[one.total.clone()], &text[one.unit.clone()])?, lexicon)
        };
        let whose: Vec<Option<usize>> = series.iter().map(of).collect();
        let known = whose.iter().flatten().count();
        if known < 2 || known * 3 < series.len() * 2 {
            return true;
        }
        for (one, item) in series.into_iter().zip(whose) {
            let Some(item) = item.and_then(|item| items.get_mut(item)) else { continue };
            item.measured.extend(one.parts.into_iter().map(|value| Measured {
                value,
                unit: one.unit.clone(),
                indicator: None,
                total: Some(one.total.clone()),
            }));
        }
        false
    });
}

/// What items promise: their figures, and the one item that has each.
struct Promised(FxHashMap<(Decimal, String), Option<usize>>);

impl Promised {
    fn of(text: &str, items: &[Draft], lexicon: &Lexicon) -> Self {
        let mut found: FxHashMap<(Decimal, String), Option<usize>> = FxHashMap::default();
        for (at, item) in items.iter().enumerate() {
            for words in &item.texts {
                let words = &text[words.clone()];
                for quantity in quantity::scan(words, lexicon) {
                    let key = (quantity.value.normalize(), words[quantity.unit].to_owned());
                    found.entry(key).and_modify(|of| *of = of.filter(|of| *of == at)).or_insert(Some(at));
                }
            }
        }
        Self(found)
    }

    /// The only item that promises a figure.
    fn item(&self, figure: &str, lexicon: &Lexicon) -> Option<usize> {
        let quantity = quantity::scan(figure, lexicon).into_iter().next()?;
        self.0.get(&(quantity.value.normalize(), figure[quantity.unit].to_owned())).copied().flatten()
    }
}

/// Whether a cell stands over or beside what all have together: 合计, 全县.
fn is_total(words: &str) -> bool {
    let words = squeeze(words);
    words![
        "合计", "总计", "共计", "全省", "全市", "全县", "全区", "全州", "全旗", "全镇", "全年", "年度目标",
        "年度任务"
    ]
    .begins(&words)
}

/// The columns of a table whose rows are places, the last or the first of them the total.
fn by_place(text: &str, table: &Table, lexicon: &Lexicon) -> Option<Vec<Series>> {
    let (heads, rows) = table.rows.split_first()?;
    let name = |row: &Vec<Slot>| row.first().and_then(|slot| slot.begun(text));
    let total = rows.iter().position(|row| name(row).is_some_and(|name| is_total(&text[name])))?;
    let column = |at: usize| {
        let heading = heads.get(at)?.begun(text)?;
        let unit = measure::of_heading(text, heading, lexicon)?;
        let figure = |row: &Vec<Slot>| {
            let cell = row.get(at)?.begun(text)?;
            measure::is_figure(&text[cell.clone()]).then(|| brackets::trim(text, cell))
        };
        let total_figure = figure(&rows[total])?;
        let parts = rows.iter().enumerate().filter(|(at, _)| *at != total).filter_map(|(_, row)| figure(row));
        Some(Series { parts: parts.collect(), total: total_figure, unit })
    };
    let series: Option<Vec<Series>> = (1..heads.len()).map(column).collect();
    series.filter(|series| rows.len() > 2 && !series.is_empty())
}

/// The rows of a table whose columns are times, the last of them the whole year.
fn by_time(text: &str, table: &Table, lexicon: &Lexicon) -> Option<Vec<Series>> {
    let (heads, rows) = table.rows.split_first()?;
    let head = |at: usize| heads.get(at).and_then(|slot| slot.begun(text));
    let total = (0..heads.len()).find(|&at| head(at).is_some_and(|head| is_total(&text[head])))?;
    let is_time = |&at: &usize| {
        head(at).is_some_and(|head| {
            words!["季度", "半年", "月", "季"].ends(squeeze(&text[head]).trim_end_matches(['末', '底']))
        })
    };
    let times: Vec<usize> = (0..heads.len()).filter(is_time).collect();
    let column = |at: usize| Column::new(text, head(at)?, lexicon);
    // Who answers, and when, makes tasks of rows.
    let states = |at: usize| {
        column(at).is_some_and(|column| {
            matches!(column.field, LabelField::Units(_) | LabelField::Leaders(_) | LabelField::Deadline)
        })
    };
    let rest = || (0..heads.len()).filter(|at| !times.contains(at) && *at != total);
    if times.len() < 2 || rest().any(states) {
        return None;
    }
    let units = rest().find(|&at| column(at).is_some_and(|column| column.is_of_units(text)));
    let row = |row: &Vec<Slot>| {
        let cell =
            |at: usize| row.get(at).and_then(|slot| slot.begun(text)).map(|cell| brackets::trim(text, cell));
        let figure = |at: usize| cell(at).filter(|cell| measure::is_figure(&text[cell.clone()]));
        let beside = || cell(units?).filter(|unit| measure::is_measure(&text[unit.clone()], lexicon));
        let named = || rest().filter_map(cell).find_map(|name| measure::of_heading(text, name, lexicon));
        let unit = beside().or_else(named)?;
        Some(Series {
            parts: times.iter().filter_map(|&at| figure(at)).collect(),
            total: figure(total)?,
            unit,
        })
    };
    Some(rows.iter().filter_map(row).collect())
}
