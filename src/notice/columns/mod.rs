//! The headings of a table (表头): what its columns hold.

mod adjusted;
mod cells;
mod heading;
mod marks;
mod names;
mod places;
mod second;

use super::{align, measure};
use crate::fields::responsibility::Entry;
use crate::lexicon::{LabelField, Lexicon};
use crate::outline::table::{Slot, Table};
use crate::text::{after_last, before_next, brackets, floor_boundary, squeeze, words};
use adjusted::Adjusted;
use heading::{STAGE, both, heading, is_year};
use marks::Marks;
use names::{
    before_numbers, by_unit, counting, grouped, named_first, of_enterprises, over_measures, planned_next,
    titled, told, under_agenda,
};
use places::Shares;
use std::ops::Range;

/// A column: what it holds, and its heading.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) field: LabelField,
    /// What it holds besides: 责任单位及责任人.
    pub(super) also: Option<LabelField>,
    pub(super) heading: Range<usize>,
}

/// The headings of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Header {
    pub(super) columns: Vec<Option<Column>>,
    /// How many rows come before the first row of tasks.
    pub(super) rows: usize,
    /// Columns headed by units, in which a mark says what each has to do.
    pub(super) marks: Marks,
    /// Columns of places that share what the column in front of them counts, and that column.
    pub(super) shares: Shares,
    /// Whether a note below says that a blank time is the one above it: 完成时限栏空白的,与上一项相同.
    pub(super) carries_time: bool,
    /// Columns of what was changed, and of what it was changed to.
    pub(super) adjusted: Adjusted,
    /// What a column's figures are counted in, as the row below the headings says or the heading above several: 公里.
    pub(super) units: Vec<Option<Range<usize>>>,
    /// The heading above several columns that says what their sums are in: 投资（万元）.
    pub(super) scale: Option<Range<usize>>,
}

/// The longest heading, in bytes; spaced ones take more than they say.
const LONGEST: usize = 120;
/// How far down a table its headings may begin, whatever stands above them.
const DEEPEST: usize = 6;

impl Header {
    /// The headings of `table`, which may take up to three rows below its title; `None` where they name no task or
    /// nothing of one.
    pub(super) fn of(text: &str, table: &Table, lexicon: &Lexicon) -> Option<Self> {
        let row = |at: usize| -> Option<Vec<Option<Column>>> {
            let columns = table.rows.get(at)?.iter().enumerate();
            let read = |(column, slot)| {
                Column::by_cells(text, table, (at, column), lexicon)
                    .or_else(|| Column::of(text, slot, lexicon))
            };
            let columns = counting(text, table, at, columns.map(read).collect());
            let columns = by_unit(text, table, at, columns, lexicon);
            let columns = named_first(text, table, at, columns, lexicon);
            Some(under_agenda(text, without_value(text, numbered_once(columns))))
        };
        let heads = (0..DEEPEST).filter(|&at| !is_caption(text, table, at));
        let mut firsts = heads.map_while(|at| Some((at, row(at)?)));
        firsts.find_map(|(at, mut columns)| {
            let mut last = at;
            let mut scale = inside(text, table, at);
            let goes_on = |last: usize| {
                let next = row(last + 1).filter(|_| last < at + 2)?;
                second::goes_on(text, table, last, &next).then_some(next)
            };
            while let Some(next) = goes_on(last) {
                let joined = second::joined(text, table, last, &columns, next, lexicon);
                if !names_tasks(&joined) {
                    break;
                }
                let mut spans = second::spans(text, table, last);
                scale = spans.find(|span| text[span.clone()].contains('元')).or(scale);
                (columns, last) = (joined, last + 1);
            }
            names_tasks(&columns).then(|| {
                let columns = titled(text, table, (at, last + 1), columns, lexicon);
                let columns = grouped(text, table, last, columns, lexicon);
                let columns = of_enterprises(text, columns);
                let columns = over_measures(text, table, last, columns);
                let columns = before_numbers(text, table, last, columns);
                let columns = numbers_apart(text, table, last, columns);
                let mut columns = planned_next(text, told(text, table, last, columns));
                let marks = Marks::of(text, table, last, lexicon);
                for (column, _) in &marks.units {
                    columns.get_mut(*column).and_then(Option::take);
                }
                let shares = Shares::of(text, table, last, &mut columns);
                let units = units_below(text, table, last, lexicon);
                let rows = last + 1 + usize::from(!units.is_empty());
                counted(text, table, last, &units, &mut columns, lexicon);
                let units = second::units_above(text, table, last, units, lexicon);
                measured(text, table, last, &mut columns, lexicon);
                cells::guess(text, table, last, &mut columns, lexicon);
                let sums = units.iter().flatten().find(|unit| text[(*unit).clone()].contains('元'));
                let scale = scale.or_else(|| sums.cloned()).or_else(|| said_once(text, &columns));
                let adjusted = Adjusted::of(text, &columns);
                let carries_time = carries_time(text, table);
                Self { columns, rows, marks, shares, carries_time, adjusted, units, scale }
            })
        })
    }

    pub(super) fn fields(&self) -> Vec<Option<LabelField>> {
        self.columns.iter().map(|column| column.as_ref().map(|column| column.field)).collect()
    }

    /// The first column that holds what is wanted.
    pub(super) fn find(&self, wanted: fn(&LabelField) -> bool) -> Option<usize> {
        self.columns.iter().position(|column| column.as_ref().is_some_and(|column| wanted(&column.field)))
    }

    /// The column that names the task.
    pub(super) fn title(&self) -> Option<usize> {
        self.find(|field| matches!(field, LabelField::Title))
            .or_else(|| self.find(|field| matches!(field, LabelField::Body)))
    }

    /// The column of units after which the rows are called, where each row says how much one has to reach.
    pub(super) fn by_unit(&self, text: &str, lexicon: &Lexicon) -> Option<(&Column, LabelField)> {
        let column = self.columns.get(self.title()?)?.as_ref()?;
        let field = column.also?;
        both(&squeeze(&text[column.heading.clone()]), lexicon).is_none().then_some((column, field))
    }

    /// Columns of the times of a schedule, whose cells are due when their time ends: 一季度 | 二季度, 上半年 | 全年. A time that
    /// no other stands beside makes none; the whole year is no stage of it.
    pub(super) fn stages(&self, text: &str) -> Vec<usize> {
        let is_whole = |column: &Column| {
            column.field == LabelField::Body && text[column.heading.clone()].starts_with("全年")
        };
        let whole = self.columns.iter().flatten().any(is_whole);
        let is_stage = |column: &Option<Column>| column.as_ref().is_some_and(|column| column.is_stage(text));
        let found: Vec<usize> = (0..self.columns.len()).filter(|&at| is_stage(&self.columns[at])).collect();
        if whole || found.len() > 1 { found } else { Vec::new() }
    }

    /// Whether a row repeats the headings, as at the top of a page.
    pub(super) fn is_repeated_by(&self, text: &str, row: &[Slot]) -> bool {
        let same = row.iter().zip(&self.columns).filter(|(slot, column)| match (slot.text.clone(), column) {
            (Some(range), Some(column)) => squeeze(&text[range]) == squeeze(&text[column.heading.clone()]),
            _ => false,
        });
        same.count() >= 2
    }
}

impl Column {
    pub(super) fn new(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Option<Self> {
        if range.len() > LONGEST {
            return None;
        }
        let words = squeeze(&text[range.clone()]);
        let (field, also) = match both(&words, lexicon) {
            Some((field, also)) => (field, Some(also)),
            None => (heading(&words, lexicon)?, None),
        };
        Some(Self { field, also, heading: brackets::trim(text, range) })
    }

    /// What a cell below it states.
    pub(super) fn entry(&self, value: Range<usize>) -> Entry {
        Entry { field: self.field, label: Some(self.heading.clone()), value }
    }

    /// Whether its cells say what is to be done.
    pub(super) fn tells(&self) -> bool {
        matches!(self.field, LabelField::Body | LabelField::Title)
    }

    /// Whether its heading is a time, by which its cells say how far the task is to be: 一季度, 7月, 2031年.
    pub(super) fn is_stage(&self, text: &str) -> bool {
        let is_time = |heading: &str| STAGE.is_match(heading) || is_year(heading);
        self.field == LabelField::Body && is_time(&squeeze(&text[self.heading.clone()]))
    }

    /// Whether it holds the units that the figures of a row are counted in (计量单位).
    pub(super) fn is_of_units(&self, text: &str) -> bool {
        let heading = || squeeze(&text[self.heading.clone()]);
        self.field == LabelField::Other && matches!(&*heading(), "单位" | "计量单位")
    }

    fn of(text: &str, slot: &Slot, lexicon: &Lexicon) -> Option<Self> {
        let range = slot.text.clone()?;
        Self::new(text, range.clone(), lexicon).or_else(|| Self::stage(text, range))
    }

    /// The column of a time. Only other headings beside it tell 三季度 from a time that something is due.
    pub(super) fn stage(text: &str, range: Range<usize>) -> Option<Self> {
        let stage = range.len() <= LONGEST && STAGE.is_match(&squeeze(&text[range.clone()]));
        let heading = brackets::trim(text, range);
        stage.then_some(Self { field: LabelField::Body, also: None, heading })
    }
}

/// How far from a table what its columns mean is explained, in bytes: in a note below it, in the letter above it.
const NEAR: usize = 6000;

/// The words in front of a table, as far as its columns may be explained there.
fn above<'t>(text: &'t str, table: &Table) -> &'t str {
    let start = table.start();
    &text[floor_boundary(text, start.saturating_sub(NEAR))..start]
}

/// The words from the last cell of a table on, so many bytes of them.
fn below<'t>(text: &'t str, table: &Table, bytes: usize) -> &'t str {
    let last = table.rows.iter().flatten().rev().find_map(|slot| slot.text.clone());
    let start = last.map_or(table.start(), |cell| cell.start);
    &text[start..floor_boundary(text, start + bytes)]
}

/// How far behind the last row of a table its notes are looked for, in bytes.
const NOTES: usize = 400;

/// Whether the notes of a table say that a blank time is the one above it.
fn carries_time(text: &str, table: &Table) -> bool {
    let notes = below(text, table, NOTES);
    let same = |note: &str| {
        words!["时限", "时间", "期限"].is_in(note) && words!["同上", "相同", "上一项", "上一行"].is_in(note)
    };
    notes.match_indices("空白").any(|(at, _)| {
        let clause = after_last(&notes[..at], &['。', ';', '\n']);
        same(&notes[clause..at + before_next(&notes[at..], &['。', ';', '\n']).len()])
    })
}

/// Whether a row is one cell over all of the table: its title, or what its sums are in.
fn is_caption(text: &str, table: &Table, at: usize) -> bool {
    let Some(row) = table.rows.get(at).filter(|row| row.len() > 2) else { return false };
    let first = row[0].begun(text);
    first.is_some() && row[1..].iter().all(|slot| slot.covered && slot.text == row[0].text)
}

/// The cell above the headings, which begin in row `at`, that says what the sums are in: 单位:万元.
fn inside(text: &str, table: &Table, at: usize) -> Option<Range<usize>> {
    let mut above = table.rows[..at].iter().flatten().filter_map(|slot| slot.begun(text));
    above.find(|range| text[range.clone()].contains("单位:") && text[range.clone()].contains('元'))
}

/// The units of measure in a row of their own below the headings, whose last row is `last`. Empty where there is none.
fn units_below(text: &str, table: &Table, last: usize, lexicon: &Lexicon) -> Vec<Option<Range<usize>>> {
    let cells = table.rows.get(last + 1).map_or(&[][..], Vec::as_slice).iter();
    let units: Vec<Option<Range<usize>>> =
        cells.map(|slot| Some(brackets::trim(text, slot.begun(text)?))).collect();
    let measure =
        |unit: &Range<usize>| measure::is_measure(text[unit.clone()].trim_matches(['(', ')']), lexicon);
    let all = units.iter().flatten().count() > 1 && units.iter().flatten().all(measure);
    if all { units } else { Vec::new() }
}

/// The heading that says what the sums of its own and of the other columns are in: 总投资(万元) beside 中央资金 | 县级配套.
fn said_once(text: &str, columns: &[Option<Column>]) -> Option<Range<usize>> {
    let sums = || columns.iter().flatten().filter(|column| matches!(column.field, LabelField::Money(_)));
    let mut said = sums().filter(|column| text[column.heading.clone()].contains("元)"));
    let only = said.next().filter(|_| said.next().is_none() && sums().count() > 1)?;
    Some(only.heading.clone())
}

/// Makes columns of figures known by their unit: 建设里程 over 公里 says what is to be done, 上级补助 over 万元 what is paid.
fn counted(
    text: &str,
    table: &Table,
    last: usize,
    units: &[Option<Range<usize>>],
    columns: &mut [Option<Column>],
    lexicon: &Lexicon,
) {
    for (at, (column, unit)) in columns.iter_mut().zip(units).enumerate() {
        let head = table.rows.get(last).and_then(|row| row.get(at)?.begun(text));
        if let (None, Some(unit), Some(head)) = (&column, unit, head) {
            let named = format!("{}({})", squeeze(&text[head.clone()]), &text[unit.clone()]);
            let field = heading(&named, lexicon).unwrap_or(LabelField::Body);
            *column = Some(Column { field, also: None, heading: brackets::trim(text, head) });
        }
    }
}

/// Makes columns of figures known by the unit in their heading (村(个) under 抽查数量), or by the column of units beside
/// them (计量单位 | 数量). Points and shares of a score count nothing.
fn measured(text: &str, table: &Table, last: usize, columns: &mut [Option<Column>], lexicon: &Lexicon) {
    let beside_units = columns.iter().flatten().any(|column| column.is_of_units(text));
    for (at, column) in columns.iter_mut().enumerate().filter(|(_, column)| column.is_none()) {
        let begun = |row: usize| Some((row, table.rows.get(row)?.get(at)?.begun(text)?));
        let Some((row, head)) = (0..=last).rev().find_map(begun) else { continue };
        let head = brackets::trim(text, head);
        let unit = measure::of_heading(text, head.clone(), lexicon);
        let words = squeeze(&text[head.clone()]);
        // 增幅(%) is asked for, as 占比(%) may not be.
        let grows = words!["增幅", "增速", "增长率"].begins(&words);
        // 库容(万立方米) over both rows of headings tells what there is.
        if row < last && !grows {
            continue;
        }
        let unit = unit.filter(|unit| match &text[unit.clone()] {
            "%" => grows,
            unit => !matches!(unit, "分" | "元" | "万元" | "亿元"),
        });
        // 计划储备量, 目标任务数
        let planned =
            words!["计划", "目标", "年度", "下达", "分配"].begins(&words) && words.ends_with(['量', '数']);
        let counted = beside_units && (planned || matches!(&*words, "数量" | "任务量" | "工程量"));
        let figures = cells::are_figures(text, table, (last, at));
        if (unit.is_some() || counted) && figures && !heading::is_telling(&text[head.clone()]) {
            *column = Some(Column { field: LabelField::Body, also: None, heading: head });
        }
    }
}

/// Columns whose numbers stand under the heading of the names beside them: 重点任务 over 1 | 扩大消费.
fn numbers_apart(
    text: &str,
    table: &Table,
    last: usize,
    mut columns: Vec<Option<Column>>,
) -> Vec<Option<Column>> {
    for at in 1..columns.len() {
        let same = |a: &Column, b: &Column| a.heading == b.heading && a.field == b.field;
        let shared = columns[at - 1].as_ref().zip(columns[at].as_ref()).is_some_and(|(a, b)| same(a, b));
        if shared && cells::are_counts(text, table, (last, at - 1)) {
            columns[at - 1].iter_mut().for_each(|column| column.field = LabelField::Number);
        }
    }
    columns
}

/// Columns of which only the first of numbers counts the rows: 序号 | 编号.
fn numbered_once(mut columns: Vec<Option<Column>>) -> Vec<Option<Column>> {
    let numbers = columns.iter_mut().flatten().filter(|column| column.field == LabelField::Number);
    numbers.skip(1).for_each(|column| column.field = LabelField::Other);
    columns
}

/// Columns without a lone time that no name of a task stands beside: of 办结时限 | 11月底前 it is the value.
fn without_value(text: &str, mut columns: Vec<Option<Column>>) -> Vec<Option<Column>> {
    let mut names = columns.iter().enumerate().filter(|(_, column)| {
        column.as_ref().is_some_and(|c| matches!(c.field, LabelField::Title | LabelField::Body))
    });
    if let (Some((at, only)), None) = (names.next(), names.next())
        && only.as_ref().is_some_and(|column| column.is_stage(text))
    {
        columns[at] = None;
    }
    columns
}

/// Whether headings name a task, and something of it.
pub(super) fn names_tasks(columns: &[Option<Column>]) -> bool {
    let fields = || columns.iter().flatten().map(|column| column.field);
    let names = |field: &LabelField| matches!(field, LabelField::Title | LabelField::Body);
    let telling = fields().filter(|field| !matches!(field, LabelField::Other | LabelField::Category));
    telling.count() >= 2 && fields().any(|field| names(&field))
}
