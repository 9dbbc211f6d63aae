//! What is to be reached by the end of each month.

use super::{Month, Profile, quantum, spread};
use crate::notice::{Comparator, Notice, Target, TargetKind};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// How a target goes through the months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pace {
    /// Grows month by month to its full value at the deadline.
    Spread,
    /// The same all along: a rate, a change, a limit.
    Held,
    /// No number: what counts is how far the work has come, 0 to 100 (形象进度, %).
    Percent,
}

impl Pace {
    /// How `target` goes: rates, changes (`kind`, %, 个百分点), limits (以内, 不超过), and what is paid or earned by each
    /// (人均收入3万元, 每餐补贴5元) are held, not spread.
    pub fn of(target: &Target) -> Self {
        let percent =
            target.unit.as_deref().is_some_and(|u| u.contains(['%', '％', '‰']) || u.contains("百分点"));
        let is_money = target.unit.as_deref() == Some("元");
        let of_each = target.indicator.as_deref().is_some_and(|i| i.contains('均') || i.contains('每'));
        match (target.kind, target.value.or(target.min).or(target.max)) {
            (TargetKind::Qualitative, _) | (_, None) => Self::Percent,
            (TargetKind::Rate | TargetKind::Change, _) => Self::Held,
            _ if percent || matches!(target.comparator, Comparator::Le | Comparator::Lt) => Self::Held,
            (_, Some(value)) if value.is_sign_negative() => Self::Held,
            // A sum of less than 万元 is a price.
            (_, Some(value)) if is_money && (of_each || value < Decimal::from(10_000)) => Self::Held,
            _ => Self::Spread,
        }
    }
}

/// The months in which a notice's targets are worked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The plan's year.
    pub year: i16,
    /// The first month: the notice's, or January where it was issued in another year.
    pub start: Month,
}

impl Window {
    /// The window of `notice`: the plan's year, else the year of issue, else that of its first deadline.
    /// `None` where the notice knows no year; then ask for one.
    pub fn of(notice: &Notice, year: Option<i16>) -> Option<Self> {
        let issued = notice.date_of_issue.as_ref().map(|d| d.date);
        let first_deadline = || {
            let tasks = notice.tasks.iter().flat_map(|t| t.walk());
            tasks.flat_map(|t| &t.deadlines).filter_map(|d| d.date).min()
        };
        let year = year
            .or(notice.plan_year)
            .or_else(|| issued.map(Date::year))
            .or_else(|| first_deadline().map(Date::year))?;
        let january = Month::new(year, 1)?;
        let start = issued.map(Month::of).filter(|m| m.year() == year).unwrap_or(january);
        Some(Self { year, start })
    }

    /// The last month of the plan's year.
    pub fn end(self) -> Month {
        Month::of(Month::first_day(self.start).last_of_year())
    }
}

/// What is to be reached by the end of each month, counted from the beginning (累计).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    first: Month,
    cumulative: Vec<Decimal>,
    pace: Pace,
}

impl Schedule {
    /// Spreads `total` from `start` to `end`, both included; where `end` lies before `start`, all of it is due in
    /// `end`. `unit` decides how finely: see [`quantum`].
    pub fn spread(total: Decimal, unit: Option<&str>, start: Month, end: Month, profile: &Profile) -> Self {
        let first = start.min(end);
        let start = if start > end { end } else { first };
        let count = usize::try_from(end.since(start)).unwrap_or(0) + 1;
        let parts = spread(total, &profile.weights(start, count), quantum(total, unit));
        let cumulative = parts
            .iter()
            .scan(Decimal::ZERO, |sum, part| {
                *sum += part;
                Some(sum.normalize())
            })
            .collect();
        Self { first: start, cumulative, pace: Pace::Spread }
    }

    /// Holds `value` from `start` on.
    pub fn held(value: Decimal, start: Month) -> Self {
        Self { first: start, cumulative: vec![value.normalize()], pace: Pace::Held }
    }

    /// 0 to 100 percent of a work that has no number, by `profile`.
    pub fn percent(start: Month, end: Month, profile: &Profile) -> Self {
        Self { pace: Pace::Percent, ..Self::spread(100.into(), Some("%"), start, end, profile) }
    }

    /// The schedule of `target` in `window`; due by `due`, or by the end of the plan's year.
    ///
    /// Of a range the lower end is planned.
    pub fn of(target: &Target, window: Window, due: Option<Date>, profile: &Profile) -> Self {
        let end = due.map_or(window.end(), Month::of);
        let value = target.value.or(target.min).or(target.max);
        match (Pace::of(target), value) {
            (Pace::Spread, Some(v)) => Self::spread(v, target.unit.as_deref(), window.start, end, profile),
            (Pace::Held, Some(v)) => Self::held(v, window.start),
            _ => Self::percent(window.start, end, profile),
        }
    }

    /// How it goes through the months.
    pub const fn pace(&self) -> Pace {
        self.pace
    }

    /// The first month in which something is planned.
    pub const fn first(&self) -> Month {
        self.first
    }

    /// The month in which the full value is reached; the first one where the value is held.
    pub fn last(&self) -> Month {
        self.cumulative.iter().skip(1).fold(self.first, |month, _| month.next())
    }

    /// The full value.
    pub fn total(&self) -> Decimal {
        self.cumulative.last().copied().unwrap_or_default()
    }

    /// What is to be reached by the end of `month`; `None` before the first month, the full value after the last.
    pub fn at(&self, month: Month) -> Option<Decimal> {
        let index = usize::try_from(month.since(self.first)).ok()?;
        self.cumulative.get(index).or(self.cumulative.last()).copied()
    }

    /// What is to be reached by the end of quarter `quarter` (1 to 4) of `year`: the value of its last month.
    pub fn quarter(&self, year: i16, quarter: i8) -> Option<Decimal> {
        Month::new(year, quarter.checked_mul(3)?).and_then(|month| self.at(month))
    }

    /// What is to be done in `month` itself; for what is held, the value.
    pub fn within(&self, month: Month) -> Option<Decimal> {
        let now = self.at(month)?;
        let before = (self.pace != Pace::Held && month > self.first)
            .then(|| self.at(Month::of(month.first_day().yesterday().ok()?)))
            .flatten();
        Some((now - before.unwrap_or_default()).normalize())
    }
}
