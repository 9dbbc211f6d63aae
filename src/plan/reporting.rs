//! The dates on which reports are due.

use super::{Month, Window};
use crate::notice::{Frequency, ReportingDuty};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// One report that is due: on what period, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportDate {
    /// First day of the period that it is about.
    pub from: Date,
    /// Last day of the period that it is about.
    pub to: Date,
    /// The last day on which it may be handed in.
    pub due: Date,
}

/// The reports that `duty` asks for in the plan's year, from the window's first month on.
///
/// A day in the first half of the month means the period before it (每月5日前: March is due on 5 April), one in
/// the second half the period itself (每月25日前: March is due on 25 March). Where the notice names the month of a
/// longer period (每季度末月20日前), its second half is that period's, its first half the next one's. Where no day
/// is named the report is due on the period's last day; a weekly one on Friday.
pub fn report_dates(duty: &ReportingDuty, window: Window) -> Vec<ReportDate> {
    let months = match duty.frequency {
        Frequency::Monthly => 1,
        Frequency::Quarterly => 3,
        Frequency::Semiannual => 6,
        Frequency::Annual => 12,
        Frequency::Weekly => return weekly(duty, window),
        Frequency::Once => return once(duty, window).into_iter().collect(),
    };
    let ends = Month::of_year(window.year).filter(|m| m.number() % months == 0 && *m >= window.start);
    ends.filter_map(|end| {
        let first = Month::new(window.year, end.month() + 1 - i8::try_from(months).ok()?)?;
        Some(ReportDate {
            from: first.first_day(),
            to: end.last_day(),
            due: periodic_due(duty, first, end, months)?,
        })
    })
    .collect()
}

fn periodic_due(duty: &ReportingDuty, first: Month, end: Month, months: usize) -> Option<Date> {
    let due = duty.due.unwrap_or_default();
    if let Some(days) = due.days_after {
        return end.last_day().checked_add(i64::from(days).days()).ok();
    }
    if due.day.is_none() && due.month.is_none() {
        return Some(end.last_day());
    }
    let day = due.day.unwrap_or(31);
    let position = due.month.map_or(if day <= 15 { 1 } else { months }, usize::from).clamp(1, months);
    let next_period = if months == 1 { day <= 15 } else { position * 2 <= months };
    let start = if next_period { end.next() } else { first };
    Some((1..position).fold(start, |month, _| month.next()).day(day))
}

fn weekly(duty: &ReportingDuty, window: Window) -> Vec<ReportDate> {
    let weekday = duty.due.and_then(|d| d.weekday).and_then(|d| i8::try_from(d).ok());
    let weekday = weekday.and_then(|d| Weekday::from_monday_one_offset(d).ok()).unwrap_or(Weekday::Friday);
    let first = window.start.first_day();
    let back = first.weekday().since(weekday);
    let Ok(mut due) = first.checked_add(i64::from((7 - back) % 7).days()) else { return Vec::new() };
    let mut dates = Vec::new();
    while due <= window.end().last_day() {
        let (Ok(from), Ok(next)) = (due.checked_sub(6.days()), due.checked_add(7.days())) else { break };
        dates.push(ReportDate { from, to: due, due });
        due = next;
    }
    dates
}

fn once(duty: &ReportingDuty, window: Window) -> Option<ReportDate> {
    let due = duty.due?;
    let of_month =
        || Some(Month::new(window.year, i8::try_from(due.month?).ok()?)?.day(due.day.unwrap_or(31)));
    let due = due.date.or_else(of_month)?;
    Some(ReportDate { from: window.start.first_day().min(due), to: due, due })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::Due;

    fn dates(frequency: Frequency, due: Due, start: i8) -> Vec<String> {
        let duty = ReportingDuty {
            text: String::new(),
            frequency,
            due: Some(due),
            reporter: None,
            recipient: None,
            span: None,
        };
        let window = Window { year: 2031, start: Month::new(2031, start).unwrap() };
        report_dates(&duty, window).iter().map(|d| format!("{}: {}", d.to, d.due)).collect()
    }

    fn day(day: u8) -> Due {
        Due { day: Some(day), ..Due::default() }
    }

    #[test]
    fn by_the_fifth_means_the_month_before() {
        assert_eq!(
            dates(Frequency::Monthly, day(5), 11),
            ["2031-11-30: 2031-12-05", "2031-12-31: 2032-01-05"]
        );
    }

    #[test]
    fn by_the_twenty_fifth_means_the_month_itself() {
        assert_eq!(dates(Frequency::Monthly, day(25), 12), ["2031-12-31: 2031-12-25"]);
        assert_eq!(
            dates(Frequency::Monthly, day(31), 11),
            ["2031-11-30: 2031-11-30", "2031-12-31: 2031-12-31"]
        );
    }

    #[test]
    fn quarters_are_due_in_their_last_month_or_the_next_ones_first() {
        let last = Due { month: Some(3), ..day(20) };
        assert_eq!(
            dates(Frequency::Quarterly, last, 8),
            ["2031-09-30: 2031-09-20", "2031-12-31: 2031-12-20"]
        );
        let first = Due { month: Some(1), ..day(20) };
        assert_eq!(
            dates(Frequency::Quarterly, first, 8),
            ["2031-09-30: 2031-10-20", "2031-12-31: 2032-01-20"]
        );
        let after = Due { days_after: Some(10), ..Due::default() };
        assert_eq!(dates(Frequency::Quarterly, after, 12), ["2031-12-31: 2032-01-10"]);
    }

    #[test]
    fn a_year_is_due_where_its_month_says() {
        let december = Due { month: Some(12), ..day(20) };
        assert_eq!(dates(Frequency::Annual, december, 3), ["2031-12-31: 2031-12-20"]);
        let january = Due { month: Some(1), ..day(10) };
        assert_eq!(dates(Frequency::Annual, january, 3), ["2031-12-31: 2032-01-10"]);
        assert_eq!(dates(Frequency::Semiannual, day(5), 8), ["2031-12-31: 2032-01-05"]);
    }

    #[test]
    fn weeks_end_on_the_day_named() {
        let tuesday = Due { weekday: Some(2), ..Due::default() };
        assert_eq!(dates(Frequency::Weekly, tuesday, 12).len(), 5);
        assert_eq!(dates(Frequency::Weekly, tuesday, 12)[0], "2031-12-02: 2031-12-02");
        assert_eq!(dates(Frequency::Weekly, Due::default(), 12)[0], "2031-12-05: 2031-12-05");
    }

    #[test]
    fn a_single_report_has_its_date() {
        let due = Due { date: "2031-03-20".parse().ok(), ..Due::default() };
        assert_eq!(dates(Frequency::Once, due, 3), ["2031-03-20: 2031-03-20"]);
        assert_eq!(dates(Frequency::Once, Due { month: Some(4), ..day(31) }, 3), ["2031-04-30: 2031-04-30"]);
        assert!(dates(Frequency::Once, Due::default(), 3).is_empty());
    }
}
