//! A walk down the rows of a table: which head others, which go on with the task above, and the task of each other one.

use super::cell::{fits, is_blank, is_signing, is_sum, spanning, words};
use super::groups::Groups;
use super::{Column, Draft, Entry, Rows, parties};
use crate::lexicon::{LabelField, UnitRole};
use crate::notice::draft::{parted, title_of};
use crate::notice::{measure, numbers};
use crate::outline::table::Slot;
use crate::text::brackets;
use std::ops::Range;

/// What a row's cells hold, a blank one nothing.
type Cells = [Option<Range<usize>>];

/// Where the walk stands, and what the rows above leave to those below.
pub(super) struct Walk<'a> {
    table: &'a Rows<'a>,
    rows: &'a [Vec<Slot>],
    /// The column that names the tasks.
    title: usize,
    /// Another that says what is to be done.
    body: Option<usize>,
    /// Whether that one holds figures: those of a merged row tell more of the task whose name stands over them.
    counted: bool,
    /// Whether the names say what is wrong (存在问题).
    problem: bool,
    /// The columns of a schedule.
    stages: Vec<usize>,
    groups: Groups,
    /// The heading between rows that was passed last.
    heading: Option<Range<usize>>,
    /// Whom it names for its rows: 一、城北片区(包联领导:周宁).
    given: Vec<Entry>,
    /// What each column held last.
    above: Vec<Option<Range<usize>>>,
    drafts: Vec<Draft>,
}

impl<'a> Walk<'a> {
    /// A walk down the rows below a table's headings; none where no column names tasks.
    pub(super) fn of(table: &'a Rows<'a>, rows: &'a [Vec<Slot>]) -> Option<Self> {
        let (text, columns) = (table.text, &table.header.columns);
        let title = table.header.title()?;
        let is_body = |column: &Option<Column>| column.as_ref().is_some_and(|c| c.field == LabelField::Body);
        let body = (0..columns.len()).find(|&at| at != title && is_body(&columns[at]));
        let counted = body.is_some_and(|at| {
            let told = rows.iter().filter_map(|row| words(text, row.get(at)?));
            let (figures, others): (Vec<_>, Vec<_>) =
                told.partition(|cell| measure::is_figure(&text[cell.clone()]));
            figures.len() > others.len()
        });
        Some(Self {
            table,
            rows,
            title,
            body,
            counted,
            problem: table.names(title, "问题"),
            stages: table.header.stages(text),
            groups: Groups::of(table, rows, title, body),
            heading: None,
            given: Vec::new(),
            above: vec![None; columns.len()],
            drafts: Vec::new(),
        })
    }

    /// The tasks of the rows.
    pub(super) fn drafts(mut self) -> Vec<Draft> {
        for (at, row) in self.rows.iter().enumerate() {
            let (text, header) = (self.table.text, self.table.header);
            let aside = header.is_repeated_by(text, row) || is_sum(text, row) || is_signing(text, row);
            if !aside && !self.is_told_of_last(row) && !self.is_heading(row) {
                self.read(at, row);
            }
        }
        self.drafts
    }

    /// Whether a row only tells more of the task above, in words or behind labels, which it is then given:
    /// 总投资:2亿元 / 包抓领导:周宁    责任单位:县交通局.
    fn is_told_of_last(&mut self, row: &[Slot]) -> bool {
        let Some(last) = self.drafts.last_mut() else { return false };
        if let Some(told) = self.table.told_below(row, self.title) {
            last.texts.push(told);
            return true;
        }
        let entries = self.table.labelled_below(row);
        let labelled = entries.is_some();
        last.entries.extend(entries.unwrap_or_default());
        labelled
    }

    /// Whether a row is a heading over those below it, which then stand under it.
    fn is_heading(&mut self, row: &[Slot]) -> bool {
        let (table, title) = (self.table, self.title);
        let led = table.led_heading(row, title);
        let found = led.or_else(|| {
            let spanning = spanning(table.text, row).or_else(|| table.numbered_heading(row));
            let group = spanning.or_else(|| table.group(row, title))?;
            Some((group, Vec::new()))
        });
        let Some((heading, beside)) = found else { return false };
        let own = || parties(table.text, heading.clone(), table.lexicon);
        let given = if beside.is_empty() { own() } else { beside };
        (self.heading, self.given) = (Some(heading), given);
        true
    }

    /// Reads a row that is neither.
    fn read(&mut self, at: usize, row: &[Slot]) {
        let (table, title) = (self.table, self.title);
        if table.begins_category(row) {
            self.forget_helpers();
        }
        if let Some(group) = table.over_items(self.rows, at, title) {
            self.heading = Some(group);
            return;
        }
        let mut cells: Vec<Option<Range<usize>>> = row.iter().map(|slot| words(table.text, slot)).collect();
        table.header.adjusted.settle(table.text, &mut cells);
        let cell = |at: usize| cells.get(at).cloned().flatten();
        let name = cell(title).or_else(|| cell(self.body?));
        // A sub-row whose name cell is merged with the row above goes on with it, unless what is to be done is its own.
        let merged = name.is_none() || row.get(title).is_some_and(|slot| slot.covered);
        let body = self.own_body(row, &cells, merged).filter(|_| !self.is_stage(row));
        if merged && body.is_none() {
            if let Some(last) = self.drafts.last_mut() {
                table.tell_below(row, &cells, last);
                last.entries.extend(table.entries(row, &cells, &self.above, true));
            }
            return;
        }
        let Some(name) = name else { return };
        let draft = self.draft(at, &cells, (name, merged), body);
        for (at, above) in self.above.iter_mut().enumerate() {
            if row.get(at).is_some_and(|slot| !is_blank(table.text, slot)) {
                *above = cells.get(at).cloned().flatten();
            }
        }
        self.push(draft, &cells);
    }

    /// Whether a row only says what more is to be done: its name, its number and all who answer are merged with those above.
    fn is_stage(&self, row: &[Slot]) -> bool {
        let columns = || self.table.header.columns.iter().zip(row);
        let of = |fields: fn(LabelField) -> bool| {
            columns().filter(move |(column, _)| column.as_ref().is_some_and(|column| fields(column.field)))
        };
        let mut shared =
            of(|field| matches!(field, LabelField::Number | LabelField::Units(_) | LabelField::Leaders(_)));
        row.get(self.title).is_some_and(|slot| slot.covered)
            && of(|field| matches!(field, LabelField::Units(_))).next().is_some()
            && shared.all(|(_, slot)| slot.covered)
    }

    /// Who leads may go on into the next category; who helps does not.
    fn forget_helpers(&mut self) {
        let helps = |column: &Option<Column>| {
            matches!(column.as_ref().map(|c| c.field), Some(LabelField::Units(UnitRole::Supporting)))
        };
        let cells = self.above.iter_mut().zip(&self.table.header.columns);
        cells.filter(|(_, column)| helps(column)).for_each(|(cell, _)| *cell = None);
    }

    /// What a row itself says is to be done.
    fn own_body(&self, row: &[Slot], cells: &Cells, merged: bool) -> Option<Range<usize>> {
        let slot = row.get(self.body?)?;
        let more = || self.counted || self.table.counts_more(row, cells, self.title);
        let told = slot.covered || merged && more();
        words(self.table.text, slot).filter(|_| !told)
    }

    /// The task of a row, whose name may be merged with that of the row above.
    fn draft(
        &mut self,
        at: usize,
        cells: &Cells,
        (name, merged): (Range<usize>, bool),
        body: Option<Range<usize>>,
    ) -> Draft {
        let (table, text) = (self.table, self.table.text);
        let (name, who) = table.answered(self.title, name);
        // 第六项 / 危桥改造: a number on a line of its own.
        let (own, name) = match text[name.clone()].split_once('\n') {
            Some((number, rest)) if numbers::alone(number).is_some() && !rest.trim().is_empty() => {
                let number = name.start..name.start + number.len();
                (Some(number.clone()), brackets::trim(text, number.end..name.end))
            }
            _ => (None, name),
        };
        let mut draft = Draft {
            path: table.path.to_vec(),
            caption: table.caption.clone(),
            inherited: self.given.clone(),
            names_indicator: table.names(self.title, "指标"),
            ..Draft::default()
        };
        draft.path.extend(self.heading.clone());
        // 打通路网 over rows that are numbered each: it groups what stands beside it.
        let grouped = body.is_some() && table.is_over_rows(self.rows, at, self.title, self.body);
        if grouped {
            draft.path.push(name.clone());
        }
        let merged = merged || grouped;
        let name = if merged { body.clone().unwrap_or(name) } else { name };
        let name = self.groups.own_name(table, self.rows, at, name, body);
        draft.path.extend(self.groups.current());
        // 第3项 only points at what is named elsewhere.
        let pointed = || numbers::order(&text[name.clone()]);
        draft.points_at = text[name.clone()].starts_with('第').then(pointed).flatten();
        (draft.number, draft.title) = match draft.points_at {
            Some(_) => (Some(name.clone()), name.clone()),
            None => parted(text, title_of(text, name.clone())),
        };
        draft.number = own.or(draft.number);
        self.tell(at, cells, (name, merged), &mut draft);
        draft.entries.extend(who);
        draft.entries.extend(table.entries(&self.rows[at], cells, &self.above, false));
        draft
    }

    /// Gives a task what the columns tell of it.
    fn tell(&self, at: usize, cells: &Cells, (name, merged): (Range<usize>, bool), draft: &mut Draft) {
        let (table, row) = (self.table, &self.rows[at]);
        let cell = |at: usize| cells.get(at).cloned().flatten();
        for (at, column) in table.header.columns.iter().enumerate() {
            let Some(column) = column else { continue };
            let covered = row.get(at).is_some_and(|slot| slot.covered);
            match (column.field, cell(at)) {
                (LabelField::Number, Some(cell)) if !covered && draft.points_at.is_none() => {
                    draft.number = Some(cell);
                }
                // A blank category is that of the row above.
                (LabelField::Category, cell) => draft.path.extend(cell.or_else(|| self.above[at].clone())),
                // What stands in the way is no part of what is promised.
                (LabelField::Title, Some(_)) if at != self.title && table.names(at, "问题") => {}
                // 工作任务与责任分工 beside the name of what it is about
                (LabelField::Title, Some(cell)) if at != self.title && column.also.is_some() => {
                    table.tell((at, column), cell, cells, draft);
                }
                (LabelField::Title, Some(cell)) if !(self.problem || merged && covered) => {
                    let own = cell.start <= name.start && name.end <= cell.end;
                    draft.texts.extend(if at != self.title { Some(cell) } else { own.then(|| name.clone()) })
                }
                // 攻坚内容及责任单位: who answers was read with the name.
                (LabelField::Body, Some(_)) if at == self.title && column.also.is_some() => {
                    draft.texts.push(name.clone());
                }
                // What spans several columns is told once.
                (LabelField::Body, Some(own)) if at > 0 && cell(at - 1) == Some(own.clone()) => {}
                (LabelField::Body, Some(cell)) if !covered || !merged => {
                    if self.stages.contains(&at) {
                        draft.entries.extend(table.due(at, column, cells));
                    }
                    table.tell((at, column), cell, cells, draft);
                }
                _ => {}
            }
        }
        let own = table.header.columns.iter().zip(cells);
        let own = own.filter_map(|(column, cell)| column.as_ref().zip(cell.clone()));
        let portions = own.flat_map(|(column, cell)| table.portions(column, cell));
        draft.texts.extend(portions.flat_map(|portion| portion.figures));
    }

    /// Puts down a row's task, or those that its cells part it into.
    fn push(&mut self, draft: Draft, cells: &Cells) {
        if let Some(tasks) = self.table.paired(&draft, cells) {
            self.drafts.extend(tasks);
            return;
        }
        let items = self.table.own_items(&draft, cells);
        if !items.is_empty() {
            self.drafts.extend(items);
        } else if draft.entries.iter().all(|entry| fits(self.table.text, entry)) {
            self.drafts.push(draft);
        }
    }
}
