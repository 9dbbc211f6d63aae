//! What groups the rows of a table: categories, headings between rows, and names that stand for several tasks.

use super::super::align;
use super::cell::{begins_with, lines};
use super::{Rows, is_blank, spanning, words};
use crate::fields::responsibility::{self, Entry};
use crate::lexicon::LabelField;
use crate::notice::columns::Column;
use crate::notice::draft::is_party;
use crate::notice::measure;
use crate::outline::table::Slot;
use crate::text::{brackets, is_han, marker, pattern};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The end of a group's name: how many tasks it has.
static GROUP: LazyLock<Regex> = LazyLock::new(|| pattern(r"\((?:共)?\d{1,3}[项个件]\)$"));

/// The most measures that one name stands over.
const MOST_MEASURES: usize = 200;

/// Signs that begin the items of a table.
const SIGNS: [char; 6] = ['△', '▲', '●', '■', '◆', '〇'];

/// The names of a table's rows; one that goes over several rows covers those below its first.
struct Names<'r> {
    rows: &'r [Vec<Slot>],
    column: usize,
}

impl Names<'_> {
    fn slot(&self, row: usize) -> Option<&Slot> {
        self.rows.get(row)?.get(self.column)
    }

    /// The name of a row.
    fn at(&self, row: usize) -> Option<Range<usize>> {
        self.slot(row)?.text.clone()
    }

    /// Whether a row has the name of the one above it.
    fn covers(&self, row: usize) -> bool {
        self.slot(row).is_some_and(|slot| slot.covered)
    }
}

/// The group that names stand under, where names of the same column give it.
pub(super) struct Groups {
    /// The column of names.
    title: usize,
    /// Whether names with a number in brackets are groups, whose first task stands beside them.
    beside: bool,
    current: Option<Range<usize>>,
}

impl Groups {
    pub(super) fn of(table: &Rows<'_>, rows: &[Vec<Slot>], title: usize, body: Option<usize>) -> Self {
        Self { title, beside: table.names_groups(rows, title, body), current: None }
    }

    /// The group of the row that was asked for last.
    pub(super) fn current(&self) -> Option<Range<usize>> {
        self.current.clone()
    }

    /// What a row's task is called: its `name` less the group that it begins, or what stands beside it (`body`).
    pub(super) fn own_name(
        &mut self,
        table: &Rows<'_>,
        rows: &[Vec<Slot>],
        at: usize,
        name: Range<usize>,
        body: Option<Range<usize>>,
    ) -> Range<usize> {
        let next = rows.get(at + 1);
        let parted = next.and_then(|next| table.parted(&rows[at], next, self.title));
        // The name may come from another cell of the row.
        if let Some(first) = parted.filter(|first| name.start <= first.start && first.end <= name.end) {
            let own = brackets::trim(table.text, first.end..name.end);
            self.current = Some(first);
            return own;
        }
        if self.beside && is_bracketed(&table.text[name.clone()]) {
            self.current = Some(without_stop(table.text, name.clone()));
            return body.unwrap_or(name);
        }
        if !self.beside && table.is_numbered(&rows[at]) {
            self.current = None;
        }
        name
    }
}

impl Rows<'_> {
    /// Whether the column of names holds groups of tasks, which stand beside it: （一）让产业更旺 | 新增企业15家, and rows below
    /// it whose own name has no number.
    fn names_groups(&self, rows: &[Vec<Slot>], title: usize, body: Option<usize>) -> bool {
        let Some(body) = body.filter(|&body| body > title) else { return false };
        let filled = |row: &Vec<Slot>, at: usize| row.get(at).and_then(|slot| words(self.text, slot));
        // Headings between rows name no task.
        let named = rows.iter().filter(|row| spanning(self.text, row).is_none());
        let named = named.filter_map(|row| Some((row, filled(row, title)?)));
        let (groups, tasks): (Vec<_>, Vec<_>) =
            named.partition(|(_, name)| is_bracketed(&self.text[name.clone()]));
        !groups.is_empty()
            && groups.iter().all(|(row, _)| filled(row, body).is_some())
            && !tasks.is_empty()
            && tasks.iter().all(|(row, _)| filled(row, body).is_none())
    }

    /// Whether the name of a row only groups what stands beside it: numbered rows, the items of a list, measures.
    pub(super) fn is_over_rows(
        &self,
        rows: &[Vec<Slot>],
        at: usize,
        title: usize,
        body: Option<usize>,
    ) -> bool {
        self.is_over_numbered(rows, at, title)
            || self.is_over_list(rows, at, title, body)
            || self.is_over_measures(rows, at, title, body)
    }

    /// Whether the name of a row stands over rows that each have a number of their own.
    fn is_over_numbered(&self, rows: &[Vec<Slot>], at: usize, title: usize) -> bool {
        let names = Names { rows, column: title };
        let fellow = |at: &usize| names.at(*at).is_some_and(|other| Some(other) == names.at(*at + 1));
        let below =
            rows.get(at + 1).filter(|row| row.get(title).is_some_and(|slot| slot.covered) && fellow(&at));
        let above = at
            .checked_sub(1)
            .filter(|above| fellow(above) && rows[at].get(title).is_some_and(|slot| slot.covered));
        let numbered = |row: &Vec<Slot>| self.is_numbered(row);
        numbered(&rows[at])
            && (below.is_some_and(numbered) || above.is_some_and(|above| numbered(&rows[above])))
    }

    /// Whether the name of a row stands over a list whose items stand beside it, a row each: 就学暖心 | (1)新建食堂26个, (2)….
    fn is_over_list(&self, rows: &[Vec<Slot>], at: usize, title: usize, body: Option<usize>) -> bool {
        let item = |at: usize| {
            let own = rows.get(at)?.get(body?).filter(|slot| !slot.covered)?;
            let marker = marker::parse(&self.text[words(self.text, own)?])?;
            (marker.style == marker::Style::ArabicBracket).then_some(marker.value)
        };
        let names = Names { rows, column: title };
        // The row `at` goes on with the list of the row before it.
        let goes_on = |at: usize| {
            let before = at.checked_sub(1);
            let counts = before.and_then(item).zip(item(at)).is_some_and(|(a, b)| a + 1 == b);
            counts && names.covers(at) && names.at(at) == before.and_then(|before| names.at(before))
        };
        item(at).is_some() && (goes_on(at) || item(at) == Some(1) && goes_on(at + 1))
    }

    /// Whether the name of a row stands over measures that each have units of their own: 打好蓝天保卫战 | 淘汰锅炉18台 |
    /// 县生态环境局, 清扫率达到92% | 县城管局.
    fn is_over_measures(&self, rows: &[Vec<Slot>], at: usize, title: usize, body: Option<usize>) -> bool {
        let slot = |at: usize, column: usize| rows.get(at)?.get(column);
        let names = Names { rows, column: title };
        let units = |column: &Option<Column>| {
            column.as_ref().is_some_and(|column| matches!(column.field, LabelField::Units(_)))
        };
        let units: Vec<usize> =
            (0..self.header.columns.len()).filter(|&at| units(&self.header.columns[at])).collect();
        let own = |at: usize, column: usize| {
            slot(at, column).is_some_and(|slot| !slot.covered && !is_blank(self.text, slot))
        };
        // What is due at one time together is one task.
        let due = self.header.find(|field| matches!(field, LabelField::Deadline));
        let measure = |at: usize| {
            body.is_some_and(|body| own(at, body))
                && units.iter().any(|&column| own(at, column))
                && due.is_none_or(|due| own(at, due))
        };
        // All rows that the name stands beside are such.
        let first =
            (0..=at).rev().take(MOST_MEASURES).take_while(|&row| names.at(row) == names.at(at)).last();
        let first = first.unwrap_or(at);
        let beside = (first..rows.len()).take(MOST_MEASURES);
        let count =
            beside.take_while(|&row| names.at(row).is_some() && names.at(row) == names.at(at)).count();
        count > 1
            && !names.covers(first)
            && (first..first + count).all(measure)
            && (first + 1..first + count).all(|row| names.covers(row))
    }

    /// Whether a row has its number.
    fn is_numbered(&self, row: &[Slot]) -> bool {
        let number = self.header.find(|field| matches!(field, LabelField::Number));
        let slot = number.and_then(|at| row.get(at)).filter(|slot| !slot.covered);
        slot.is_some_and(|slot| words(self.text, slot).is_some())
    }

    /// The first line of a row's name that stands over it and the row behind, which has no number of its own:
    /// 4 | 深化服务 / 开展培训 | …, 发放贷款 | ….
    fn parted(&self, row: &[Slot], next: &[Slot], title: usize) -> Option<Range<usize>> {
        let own = next.get(title).filter(|slot| !slot.covered).and_then(|slot| words(self.text, slot));
        let name = words(self.text, row.get(title)?)?;
        let line = self.text[name.clone()].find('\n')?;
        (own.is_some() && self.is_numbered(row) && !self.is_numbered(next))
            .then(|| name.start..name.start + line)
    }

    /// Whether a row has a category of its own.
    pub(super) fn begins_category(&self, row: &[Slot]) -> bool {
        let is_category = |column: &Option<Column>| {
            column.as_ref().is_some_and(|column| column.field == LabelField::Category)
        };
        let mut categories = self.header.columns.iter().zip(row).filter(|(column, _)| is_category(column));
        categories.any(|(_, slot)| !slot.covered && !is_blank(self.text, slot))
    }

    /// A heading whose number stands in a cell of its own: 一 | 民生改善.
    pub(super) fn numbered_heading(&self, row: &[Slot]) -> Option<Range<usize>> {
        let number = self.header.find(|field| matches!(field, LabelField::Number))?;
        let mut filled = row.iter().enumerate().filter(|(_, slot)| !is_blank(self.text, slot));
        let (first, numeral) = filled.next()?;
        let (_, name) = filled.next()?;
        let (numeral, name) = (words(self.text, numeral)?, words(self.text, name)?);
        let chinese = align::is_chinese_number(&self.text[numeral.clone()]);
        // Sums may stand beside it.
        let sums = filled
            .all(|(_, slot)| words(self.text, slot).is_none_or(|cell| measure::is_figure(&self.text[cell])));
        (first == number && chinese && sums).then_some(numeral.start..name.end)
    }

    /// What a row that goes on with the number above tells behind a label, in one cell over several columns: 推进节点:….
    pub(super) fn told_below(&self, row: &[Slot], title: usize) -> Option<Range<usize>> {
        let number = self.header.find(|field| matches!(field, LabelField::Number))?;
        let cell = row.get(title).filter(|slot| !slot.covered)?;
        let wide = row.get(title + 1).is_some_and(|next| next.covered && next.text == cell.text);
        let goes_on = row.get(number).is_some_and(|slot| slot.covered);
        let told = words(self.text, cell).filter(|_| wide && goes_on)?;
        let (label, value) = self.text[told.clone()].split_once(':')?;
        let labelled = (2..=8).contains(&label.chars().count()) && label.chars().all(is_han);
        labelled.then(|| brackets::trim(self.text, told.end - value.len()..told.end))
    }

    /// What a row that is one cell over the table states behind labels, one of which names who answers or is paid for.
    pub(super) fn labelled_below(&self, row: &[Slot]) -> Option<Vec<Entry>> {
        let labelled = |line| responsibility::labelled(self.text, line, self.lexicon);
        if let Some(entries) = self.labelled_cells(row) {
            return Some(entries);
        }
        let first = row.first().filter(|slot| !slot.covered)?;
        let alone = row.len() > 2 && row[1..].iter().all(|slot| slot.covered && slot.text == first.text);
        let cell = words(self.text, first).filter(|_| alone)?;
        let entries: Vec<Entry> = lines(self.text, cell).flat_map(labelled).collect();
        let tells = |field: LabelField| matches!(field, LabelField::Body | LabelField::Money(_));
        let told = entries.iter().any(is_party) && entries.iter().any(|entry| tells(entry.field));
        told.then_some(entries)
    }

    /// What the cells of a row below a task's number say, where each has a label of its own: 牵头科室:甲科 | 配合科室:乙科.
    fn labelled_cells(&self, row: &[Slot]) -> Option<Vec<Entry>> {
        let below = row.first().is_some_and(|slot| slot.covered);
        let cells = row.iter().filter(|slot| !slot.covered).filter_map(|slot| words(self.text, slot));
        let read = |cell: Range<usize>| {
            let entries = responsibility::labelled(self.text, cell.clone(), self.lexicon);
            entries.first().is_some_and(|entry| begins_with(entry, &cell)).then_some(entries)
        };
        let entries: Vec<Vec<Entry>> = cells.filter(|_| below).map(read).collect::<Option<_>>()?;
        let entries: Vec<Entry> = entries.into_iter().flatten().collect();
        entries.iter().any(is_party).then_some(entries)
    }

    /// A heading that spans the columns of who answers, and whom the cells beside it name for the rows below:
    /// 1 | 提升服务效能 | 责任领导:副市长 周宁.
    pub(super) fn led_heading(&self, row: &[Slot], title: usize) -> Option<(Range<usize>, Vec<Entry>)> {
        let name = row.get(title).filter(|slot| !slot.covered)?;
        let group = words(self.text, name)?;
        let is_units = |column: &Option<Column>| {
            column.as_ref().is_some_and(|column| matches!(column.field, LabelField::Units(_)))
        };
        let mut units = self.header.columns.iter().zip(row).filter(|(column, _)| is_units(column)).peekable();
        units.peek()?;
        let spanned = units.all(|(_, slot)| slot.covered && slot.text == name.text);
        let beside = row.iter().enumerate().filter(|(at, slot)| *at > title && !slot.covered);
        let beside: Vec<Range<usize>> = beside.filter_map(|(_, slot)| words(self.text, slot)).collect();
        let named =
            beside.iter().flat_map(|cell| responsibility::labelled(self.text, cell.clone(), self.lexicon));
        let named: Vec<Entry> = named.filter(is_party).collect();
        (spanned && (beside.is_empty() || !named.is_empty())).then_some((group, named))
    }

    /// The name of a row over items with a sign (抓好财税工作 / △收入增长8%), whose cells hold for those they stand beside.
    pub(super) fn over_items(&self, rows: &[Vec<Slot>], at: usize, title: usize) -> Option<Range<usize>> {
        let own = |at: usize| {
            let slot = rows.get(at)?.get(title).filter(|slot| !slot.covered)?;
            Some((words(self.text, slot)?, slot.text.clone()?))
        };
        let is_item = |(name, whole): &(Range<usize>, Range<usize>)| {
            self.text[..name.start].ends_with(SIGNS)
                || self.text[whole.clone()].trim_start().starts_with(SIGNS)
        };
        let (row, next) = (own(at)?, own(at + 1)?);
        // 地方财政收入增长12%: a row that counts something is a task itself.
        let counts = self.text[row.0.clone()].contains(|c: char| c.is_ascii_digit());
        (!counts && !is_item(&row) && is_item(&next)).then_some(row.0)
    }

    /// The name of a row that only sums up those below it: 新建项目(5项), with nobody who answers for it.
    pub(super) fn group(&self, row: &[Slot], title: usize) -> Option<Range<usize>> {
        // Its number may hold it in the column of numbers: 二、续建项目(4个) | | | 25.87.
        let before =
            || row.iter().take(title).filter(|slot| !slot.covered).find_map(|slot| words(self.text, slot));
        let name = words(self.text, row.get(title)?).or_else(before)?;
        // 一、饮水和水利(2项)  包联领导:周宁, A类  续建项目(3个)
        let counted = self.text[name.clone()].split("  ").any(|part| GROUP.is_match(part.trim_end()));
        let empty = self.header.columns.iter().zip(row).all(|(column, slot)| {
            let told = matches!(
                column.as_ref().map(|column| column.field),
                Some(LabelField::Units(_) | LabelField::Leaders(_) | LabelField::Deadline | LabelField::Body)
            );
            !told || slot.covered || is_blank(self.text, slot)
        });
        (counted && empty).then_some(name)
    }
}

/// Whether a name begins with a number in brackets: （一）让产业更旺.
fn is_bracketed(name: &str) -> bool {
    marker::parse(name).is_some_and(|marker| marker.style == marker::Style::ChineseBracket)
}

/// A heading without the stop that ends it.
pub(super) fn without_stop(text: &str, heading: Range<usize>) -> Range<usize> {
    let bare = text[heading.clone()].trim_end_matches('。');
    heading.start..heading.start + bare.len()
}
