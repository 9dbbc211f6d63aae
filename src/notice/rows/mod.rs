//! Tasks from tables (责任分解表, 台账): columns are read by their headings, each row a task.

mod cell;
mod groups;
mod items;
mod named;
mod pairs;
mod place;
mod pointing;
mod portions;
mod told;
mod turned;

use super::columns::{Column, Header};
use super::draft::{Draft, is_party};
use super::measure::{self, Measured};
use super::numbers;
use crate::fields::responsibility::{self, Entry};
use crate::lexicon::{LabelField, Lexicon, UnitRole};
use crate::outline::{
    Content,
    table::{Slot, Table},
};
use crate::text::{squeeze, words};
use cell::{fits, is_blank, is_ditto, is_signing, is_sum, spanning, words};
use groups::Groups;
pub(super) use place::slots;
use place::{behind_heading, in_place, part_items};
use std::ops::Range;

/// How far down a table the headings may begin that stand side by side, or of a table that points at tasks.
const DEEPEST: usize = 3;

/// Reads the tasks of one table, whose headings come with it. Empty where they name no task or nothing of one.
pub(super) fn read(
    content: &Content,
    table: &Table,
    header: Option<Header>,
    path: &[Range<usize>],
    lexicon: &Lexicon,
) -> Vec<Draft> {
    let text = content.text.folded();
    let upright = turned::upright(text, table, lexicon);
    let header = upright.as_ref().map_or(header, |table| Header::of(text, table, lexicon));
    let table = upright.as_ref().unwrap_or(table);
    let duties = pointing::by_unit(text, table, path, lexicon);
    if !duties.is_empty() {
        return duties;
    }
    let header = header.filter(|_| !pairs::are_all(text, table, lexicon));
    let Some(header) = header else {
        let pairs = pairs::read(text, table, path, lexicon);
        let labelled = || table.rows.iter().filter_map(|row| labelled(text, row, path, lexicon)).collect();
        let found = if pairs.is_empty() { labelled() } else { pairs };
        return if found.is_empty() { pointing::by_number(text, table, path, lexicon) } else { found };
    };
    let start = table.start();
    let caption = header.scale.clone().or_else(|| caption(content, start));
    let fields = header.fields();
    let below = &table.rows[header.rows..];
    // Columns at the end that wait to be filled in are blank in every row.
    let is_open =
        |&at: &usize| below.iter().all(|row| row.get(at).is_none_or(|slot| slot.filled(text).is_none()));
    let whole = fields.len() - (0..fields.len()).rev().take_while(is_open).count();
    let rows = below.iter().flat_map(|row| {
        let (heading, row) = behind_heading(text, row, &fields);
        heading.into_iter().chain([in_place(text, &row, (&fields, whole), lexicon)])
    });
    let mut rows: Vec<Vec<Slot>> = rows.collect();
    if let Some(title) = header.title() {
        part_items(text, &mut rows, title);
    }
    Rows { text, header: &header, path, caption, lexicon }.read(&rows)
}

/// The task of a row without headings whose cells have labels of their own: 任务:修路 | 责任单位:县交通局.
fn labelled(text: &str, row: &[Slot], path: &[Range<usize>], lexicon: &Lexicon) -> Option<Draft> {
    let cells = row.iter().filter(|slot| !slot.covered).filter_map(|slot| words(text, slot));
    let entries: Vec<Vec<Entry>> = cells.map(|cell| responsibility::labelled(text, cell, lexicon)).collect();
    let all = entries.iter().all(|cell| !cell.is_empty());
    let entries: Vec<Entry> = entries.into_iter().flatten().collect();
    let names = |entry: &&Entry| matches!(entry.field, LabelField::Title | LabelField::Body);
    let name = entries.iter().find(names).map(|entry| entry.value.clone()).filter(|_| all)?;
    let number = entries.iter().find(|entry| entry.field == LabelField::Number);
    let draft = Draft {
        path: path.to_vec(),
        title: super::draft::title_of(text, name),
        number: number.map(|entry| entry.value.clone()),
        texts: entries.iter().filter(names).map(|entry| entry.value.clone()).collect(),
        entries: entries.into_iter().filter(|entry| !names(&entry)).collect(),
        ..Draft::default()
    };
    draft.has_party().then_some(draft)
}

/// Whom a heading names for all that stands under it, and when that is due.
pub(super) fn parties(text: &str, heading: Range<usize>, lexicon: &Lexicon) -> Vec<Entry> {
    let labelled = responsibility::labelled(text, heading.clone(), lexicon);
    let stated = responsibility::statements(text, heading.clone(), &labelled, lexicon);
    let entries: Vec<Entry> =
        stated.into_iter().flat_map(|statement| statement.entries).filter(is_party).collect();
    let due = |entry: &Entry| entry.field == LabelField::Deadline;
    if entries.is_empty() {
        let entries = responsibility::heading(text, heading, lexicon).into_iter();
        entries.chain(labelled.into_iter().filter(due)).collect()
    } else {
        entries
    }
}

/// A table whose columns are known, and what its tasks have in common.
pub(super) struct Rows<'a> {
    pub(super) text: &'a str,
    pub(super) header: &'a Header,
    /// The headings above it.
    pub(super) path: &'a [Range<usize>],
    /// What says what its sums are in.
    pub(super) caption: Option<Range<usize>>,
    pub(super) lexicon: &'a Lexicon,
}

impl Rows<'_> {
    /// Reads the tasks of the rows below the headings.
    pub(super) fn read(&self, rows: &[Vec<Slot>]) -> Vec<Draft> {
        let (text, columns) = (self.text, &self.header.columns);
        let Some(title) = self.header.title() else { return Vec::new() };
        let mut bodies = columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.as_ref().is_some_and(|column| column.field == LabelField::Body));
        let body = bodies.find(|(at, _)| *at != title).map(|(at, _)| at);
        // Figures of a column tell more of the task whose name stands over them.
        let told = |at: usize| rows.iter().filter_map(move |row| words(text, row.get(at)?));
        let counted = body.is_some_and(|at| {
            let figures = told(at).filter(|cell| measure::is_figure(&text[cell.clone()])).count();
            figures > 0 && figures * 2 > told(at).count()
        });
        let problem =
            columns[title].as_ref().is_some_and(|column| text[column.heading.clone()].contains("问题"));
        let stages = self.header.stages(text);
        let mut drafts: Vec<Draft> = Vec::new();
        let mut heading: Option<Range<usize>> = None;
        // Whom the heading of a category names for its rows: 一、城北片区(包联领导:周宁).
        let mut given: Vec<Entry> = Vec::new();
        let mut groups = Groups::of(self, rows, title, body);
        let mut above: Vec<Option<Range<usize>>> = vec![None; columns.len()];
        for (at, row) in rows.iter().enumerate() {
            if self.header.is_repeated_by(text, row) || is_sum(text, row) || is_signing(text, row) {
                continue;
            }
            if let Some((last, told)) = drafts.last_mut().zip(self.told_below(row, title)) {
                last.texts.push(told);
                continue;
            }
            // What is labelled in one cell below a task tells of it: 总投资:2亿元 / 包抓领导:周宁    责任单位:县交通局.
            if let Some((last, entries)) = drafts.last_mut().zip(self.labelled_below(row)) {
                last.entries.extend(entries);
                continue;
            }
            if let Some((group, named)) = self.led_heading(row, title) {
                (heading, given) = (Some(group), named);
                continue;
            }
            let spanning = spanning(text, row).or_else(|| self.numbered_heading(row));
            if let Some(group) = spanning.or_else(|| self.group(row, title)) {
                given = parties(text, group.clone(), self.lexicon);
                heading = Some(group);
                continue;
            }
            if self.begins_category(row) {
                // Who leads may go on into the next category; who helps does not.
                let helps = |column: &Option<Column>| {
                    matches!(column.as_ref().map(|c| c.field), Some(LabelField::Units(UnitRole::Supporting)))
                };
                let cells = above.iter_mut().zip(columns);
                cells.filter(|(_, column)| helps(column)).for_each(|(cell, _)| *cell = None);
            }
            let mut cells: Vec<Option<Range<usize>>> = row.iter().map(|slot| words(text, slot)).collect();
            self.header.adjusted.settle(text, &mut cells);
            let cell = |at: usize| cells.get(at).cloned().flatten();
            if let Some(group) = self.over_items(rows, at, title) {
                heading = Some(group);
                continue;
            }
            let name = cell(title).or_else(|| cell(body?));
            // A sub-row whose name cell is merged with the row above goes on with it, unless what is to be done is its own.
            let merged = name.is_none() || row.get(title).is_some_and(|slot| slot.covered);
            let own_body = body
                .and_then(|body| row.get(body))
                .filter(|slot| !(slot.covered || merged && (counted || self.counts_more(row, &cells, title))))
                .and_then(|slot| words(text, slot));
            if merged && own_body.is_none() {
                if let Some(last) = drafts.last_mut() {
                    self.tell_below(row, &cells, last);
                    last.entries.extend(self.entries(row, &cells, &above, true));
                }
                continue;
            }
            let Some(name) = name else { continue };
            let (name, who) = self.answered(title, name);
            let mut draft =
                Draft { path: self.path.to_vec(), caption: self.caption.clone(), ..Draft::default() };
            draft.path.extend(heading.clone());
            // 打通路网 over rows that are numbered each: it groups what stands beside it.
            let grouped = own_body.is_some()
                && (self.is_over_numbered(rows, at, title)
                    || self.is_over_list(rows, at, title, body)
                    || self.is_over_measures(rows, at, title, body));
            if grouped {
                draft.path.push(name.clone());
            }
            let merged = merged || grouped;
            let name = if merged { own_body.clone().unwrap_or(name) } else { name };
            let name = groups.own_name(self, rows, at, name, own_body.clone());
            draft.path.extend(groups.current());
            // 第3项 only points at what is named elsewhere.
            let pointed = || numbers::order(&text[name.clone()]);
            draft.points_at = text[name.clone()].starts_with('第').then(pointed).flatten();
            let points = draft.points_at.is_some();
            (draft.number, draft.title) = match points {
                true => (Some(name.clone()), name.clone()),
                false => super::draft::parted(text, super::draft::title_of(text, name.clone())),
            };
            for (at, column) in columns.iter().enumerate() {
                let Some(column) = column else { continue };
                let covered = row.get(at).is_some_and(|slot| slot.covered);
                match (column.field, cell(at)) {
                    (LabelField::Number, Some(cell)) if !covered && !points => draft.number = Some(cell),
                    // A blank category is that of the row above.
                    (LabelField::Category, cell) => draft.path.extend(cell.or_else(|| above[at].clone())),
                    // What stands in the way is no part of what is promised.
                    (LabelField::Title, Some(_))
                        if at != title && text[column.heading.clone()].contains("问题") => {}
                    (LabelField::Title, Some(cell)) if !(problem || merged && covered) => {
                        let own = cell.start <= name.start && name.end <= cell.end;
                        draft.texts.extend(if at != title { Some(cell) } else { own.then(|| name.clone()) })
                    }
                    // 攻坚内容及责任单位: who answers was read with the name.
                    (LabelField::Body, Some(_)) if at == title && column.also.is_some() => {
                        draft.texts.push(name.clone());
                    }
                    // What spans several columns is told once.
                    (LabelField::Body, Some(own)) if at > 0 && cell(at - 1) == Some(own.clone()) => {}
                    (LabelField::Body, Some(cell)) if !covered || !merged => {
                        if stages.contains(&at) {
                            draft.entries.extend(self.due(at, column, &cells));
                        }
                        self.tell((at, column), cell, &cells, &mut draft);
                    }
                    _ => {}
                }
            }
            let own =
                columns.iter().zip(&cells).filter_map(|(column, cell)| column.as_ref().zip(cell.clone()));
            let portions = own.flat_map(|(column, cell)| self.portions(column, cell));
            draft.texts.extend(portions.flat_map(|portion| portion.figures));
            draft.entries.extend(who);
            draft.inherited.clone_from(&given);
            draft.names_indicator =
                columns[title].as_ref().is_some_and(|column| text[column.heading.clone()].contains("指标"));
            draft.entries.extend(self.entries(row, &cells, &above, false));
            for (at, above) in above.iter_mut().enumerate() {
                if row.get(at).is_some_and(|slot| !is_blank(text, slot)) {
                    *above = cell(at);
                }
            }
            if let Some(tasks) = self.paired(&draft, &cells) {
                drafts.extend(tasks);
                continue;
            }
            let items = self.own_items(&draft, &cells);
            if !items.is_empty() {
                drafts.extend(items);
            } else if draft.entries.iter().all(|entry| fits(text, entry)) {
                drafts.push(draft);
            }
        }
        drafts
    }

    /// What the cells of a row state. A blank cell of units or leaders takes the value above; a dash means none.
    fn entries(
        &self,
        row: &[Slot],
        cells: &[Option<Range<usize>>],
        above: &[Option<Range<usize>>],
        sub_row: bool,
    ) -> Vec<Entry> {
        let mut found = Vec::new();
        let title = self.header.title().unwrap_or(0);
        for (at, column) in self.header.columns.iter().enumerate() {
            let Some(column) = column else { continue };
            let party = matches!(column.field, LabelField::Units(_) | LabelField::Leaders(_));
            // 目前完成情况: of how far things have got the sums count that a project has spent.
            let progress = column.field == LabelField::Other && {
                let heading = squeeze(&self.text[column.heading.clone()]);
                words!["进展", "完成情况", "进度", "推进情况"].is_in(&heading)
            };
            let remark = column.field == LabelField::Other && is_remark(&self.text[column.heading.clone()]);
            if !party
                && !progress
                && !remark
                && !matches!(column.field, LabelField::Deadline | LabelField::Money(_))
            {
                continue;
            }
            let slot = row.get(at);
            if sub_row && slot.is_none_or(|slot| slot.covered) {
                continue;
            }
            let blank = slot.is_none_or(|slot| is_blank(self.text, slot));
            let value = match cells.get(at).cloned().flatten() {
                Some(cell) => Some(cell),
                // A time in front of the tasks holds for all that it stands beside.
                None if blank
                    && !sub_row
                    && (party
                        || (at < title || self.header.carries_time)
                            && column.field == LabelField::Deadline
                        || slot.is_some_and(|slot| is_ditto(self.text, slot))) =>
                {
                    above[at].clone()
                }
                None => None,
            };
            if let Some(value) = value {
                let portions = self.portions(column, value.clone());
                if !portions.is_empty() {
                    found.extend(portions.into_iter().map(|portion| column.entry(portion.unit)));
                    continue;
                }
                found.extend(if remark { self.remarked(value.clone()) } else { Vec::new() });
                found.extend(self.stated(column, value));
            }
        }
        // Where nobody else is to answer, each place does for its share.
        let leads = self.header.find(|field| matches!(field, LabelField::Units(UnitRole::Lead))).is_some();
        let answers = |field: &LabelField| matches!(field, LabelField::Units(UnitRole::Responsible));
        if self.header.find(answers).is_none() && (!leads || self.header.shares.answer()) {
            let shares = self.header.shares.columns().iter();
            let shares = shares.filter(|&&at| cells.get(at).is_some_and(Option::is_some));
            let places = shares.filter_map(|&at| self.header.columns[at].as_ref());
            let field = LabelField::Units(UnitRole::Responsible);
            found.extend(places.map(|column| Entry::unlabelled(field, column.heading.clone())));
        }
        let marked = self.header.marks.named(self.text, cells);
        found.extend(marked.map(|(role, unit)| Entry::unlabelled(LabelField::Units(role), unit)));
        found
    }
}

/// Whether a heading or label stands over remarks (备注), which may say when a part is due.
pub(in crate::notice) fn is_remark(heading: &str) -> bool {
    squeeze(heading).trim_end_matches(':') == "备注"
}

/// The line above a table that says what its sums are in: (单位:万元). The table begins at `start`.
pub(super) fn caption(content: &Content, start: usize) -> Option<Range<usize>> {
    let at = content.blocks.partition_point(|block| block.range.start < start);
    let above = content.blocks[at.saturating_sub(3)..at].iter().rev();
    let words = |range: &Range<usize>| {
        content.text.folded()[range.clone()].contains("单位:")
            && content.text.folded()[range.clone()].contains('元')
    };
    above.map(|block| block.range.clone()).find(words)
}
