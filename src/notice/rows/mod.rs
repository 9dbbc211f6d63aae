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
mod walk;

use super::columns::{Column, Header};
use super::draft::{Draft, is_party};
use super::measure::Measured;
use crate::fields::responsibility::{self, Entry};
use crate::lexicon::{LabelField, Lexicon, UnitRole};
use crate::outline::{
    Content,
    table::{Slot, Table},
};
use crate::text::{squeeze, words};
use cell::{is_blank, is_ditto, spanning, words};
pub(super) use place::slots;
use place::{behind_heading, in_place, part_items};
use std::ops::Range;
use walk::Walk;

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
        Walk::of(self, rows).map(Walk::drafts).unwrap_or_default()
    }

    /// Whether the heading of a column has a word.
    fn names(&self, column: usize, word: &str) -> bool {
        let column = self.header.columns.get(column).and_then(Option::as_ref);
        column.is_some_and(|column| self.text[column.heading.clone()].contains(word))
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
        // The column of whose units the one before says what they do.
        let mut beside = None;
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
            if party && let Some(named) = self.role_beside(at, cells) {
                found.push(named);
                beside = Some(at + 1);
            }
            if party && beside.is_some_and(|beside| at == beside || at + 1 == beside) {
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

impl Rows<'_> {
    /// Who stands beside a cell that only says what they do: 分工 | 单位 over 牵头 | 县水利局.
    fn role_beside(&self, at: usize, cells: &[Option<Range<usize>>]) -> Option<Entry> {
        let role = self.lexicon.verbs.get(&squeeze(&self.text[cells.get(at)?.clone()?]))?;
        let named = cells.get(at + 1)?.clone()?;
        Some(Entry::unlabelled(LabelField::Units(role), named))
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
