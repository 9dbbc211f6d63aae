//! What the cells of a row say is to be done, and by when: words, figures whose unit stands apart, stages of a schedule.

use super::pairs;
use super::{Column, Draft, Entry, Measured, Rows, Slot};
use crate::fields::deadline;
use crate::lexicon::LabelField;
use crate::notice::measure;
use std::ops::Range;

impl Rows<'_> {
    /// Gives a task what the further cells of a row below its own say is to be done: 质量指标 | 合格率100%.
    pub(super) fn tell_below(&self, row: &[Slot], cells: &[Option<Range<usize>>], draft: &mut Draft) {
        for (at, column) in self.header.columns.iter().enumerate() {
            let Some(column) = column.as_ref().filter(|column| column.tells()) else { continue };
            let own = row.get(at).is_some_and(|slot| !slot.covered);
            if let Some(cell) = cells.get(at).cloned().flatten().filter(|_| own) {
                self.tell((at, column), cell, cells, draft);
            }
        }
    }

    /// Whether a row only counts more of the task above: all but what is counted, its unit and its figure is merged with it.
    pub(super) fn counts_more(&self, row: &[Slot], cells: &[Option<Range<usize>>], title: usize) -> bool {
        let own = |at: usize| row.get(at).is_some_and(|slot| !slot.covered);
        let counts = || self.units_column().is_some_and(own) && self.unit_beside(cells).is_some();
        let mut apart = self.header.columns.iter().enumerate().filter(|(at, column)| {
            let told = |field| matches!(field, LabelField::Body | LabelField::Title | LabelField::Other);
            *at == title || column.as_ref().is_some_and(|column| !told(column.field))
        });
        counts() && apart.all(|(at, _)| !own(at))
    }

    /// The column of units that figures are counted in (计量单位).
    fn units_column(&self) -> Option<usize> {
        let columns = &self.header.columns;
        columns.iter().position(|column| column.as_ref().is_some_and(|column| column.is_of_units(self.text)))
    }

    /// The unit that a row has in that column.
    fn unit_beside(&self, cells: &[Option<Range<usize>>]) -> Option<Range<usize>> {
        let unit = cells.get(self.units_column()?)?.clone()?;
        measure::is_measure(&self.text[unit.clone()], self.lexicon).then_some(unit)
    }

    /// When that is due which a cell of a schedule says, by its column (一季度, 二季度), where the cell itself does not say.
    pub(super) fn due(&self, at: usize, column: &Column, cells: &[Option<Range<usize>>]) -> Option<Entry> {
        let cell = cells.get(at)?.clone()?;
        // A cell over several columns is of no one's time.
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        let wide = beside.filter_map(|at| cells.get(at)?.as_ref()).any(|other| *other == cell);
        let said = || deadline::period(&self.text[cell.clone()]).is_some();
        (!wide && !said()).then(|| Entry::unlabelled(LabelField::Deadline, column.heading.clone()))
    }

    /// Gives a task what a cell says is to be done: a figure whose unit stands apart, words, or words and who does it.
    pub(super) fn tell(
        &self,
        (at, column): (usize, &Column),
        cell: Range<usize>,
        cells: &[Option<Range<usize>>],
        draft: &mut Draft,
    ) {
        let figures = measure::figures(self.text, cell.clone());
        if let Some(unit) = self.unit(at, column, cells).filter(|_| !figures.is_empty()) {
            let below = self.header.units.get(at).is_some_and(Option::is_some);
            let by_unit = || self.header.by_unit(self.text, self.lexicon).is_some();
            let name = || {
                let heading = column.heading.clone();
                let bare = self.text[heading.clone()].split('(').next().map_or(0, str::len);
                heading.start..heading.start + bare
            };
            let head = || below.then(|| column.heading.clone()).or_else(|| by_unit().then(name));
            let indicator = measure::counted(self.text, column.heading.clone()).or_else(head);
            let total = self.header.shares.total(at, cells);
            let whole = figures.first().map(|(whole, _)| whole.clone());
            let measured = |(value, part): (Range<usize>, Option<Range<usize>>)| {
                let total = if part.is_some() { whole.clone() } else { total.clone() };
                Measured { value, unit: unit.clone(), indicator: part.or(indicator.clone()), total }
            };
            draft.measured.extend(figures.into_iter().map(measured));
        } else if column.also.is_some() {
            pairs::tell(self.text, cell, draft, self.lexicon);
        } else {
            draft.texts.push(cell);
        }
    }

    /// What the figures of a column are counted in: by its heading or the row below it, by the row's cell of a column of
    /// units, or by the name of the task that places share.
    fn unit(&self, at: usize, column: &Column, cells: &[Option<Range<usize>>]) -> Option<Range<usize>> {
        let below = || self.header.units.get(at).cloned().flatten();
        // 农村户厕改造(户) | 合计 | 云河镇
        let of_task = || {
            let task = self.header.shares.counts(at).then(|| cells.get(self.header.title()?)?.clone());
            measure::of_heading(self.text, task??, self.lexicon)
        };
        measure::of_heading(self.text, column.heading.clone(), self.lexicon)
            .or_else(below)
            .or_else(|| self.unit_beside(cells))
            .or_else(of_task)
    }
}
