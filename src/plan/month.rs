//! A month of a year.

use jiff::civil::Date;
use std::fmt;

/// A calendar month: `2031-03`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    /// The month `month` (1 to 12) of `year`; `None` where there is no such month.
    pub fn new(year: i16, month: i8) -> Option<Self> {
        Date::new(year, month, 1).ok().map(Self::of)
    }

    /// The month that `date` lies in.
    pub fn of(date: Date) -> Self {
        Self { year: date.year(), month: date.month() }
    }

    /// The twelve months of `year`; none where jiff knows no such year.
    pub fn of_year(year: i16) -> impl Iterator<Item = Self> {
        (1..=12).filter_map(move |month| Self::new(year, month))
    }

    /// Its year.
    pub const fn year(self) -> i16 {
        self.year
    }

    /// Its number in the year, from 1.
    pub const fn month(self) -> i8 {
        self.month
    }

    /// Its number in the year, from 1, for arrays and sheets.
    pub const fn number(self) -> usize {
        self.month.unsigned_abs() as usize
    }

    /// Its first day.
    pub const fn first_day(self) -> Date {
        Date::constant(self.year, self.month, 1)
    }

    /// Its last day.
    pub fn last_day(self) -> Date {
        self.first_day().last_of_month()
    }

    /// The day `day` of it; its last day where it is shorter.
    pub fn day(self, day: u8) -> Date {
        let day = i8::try_from(day).unwrap_or(i8::MAX).clamp(1, self.first_day().days_in_month());
        Date::constant(self.year, self.month, day)
    }

    /// The month after it; itself at the end of time.
    pub fn next(self) -> Self {
        self.last_day().tomorrow().map_or(self, Self::of)
    }

    /// Months from `other` up to it; negative where `other` is later.
    pub fn since(self, other: Self) -> i32 {
        (i32::from(self.year) - i32::from(other.year)) * 12 + i32::from(self.month) - i32::from(other.month)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn december_is_followed_by_january() {
        let december = Month::new(2031, 12).unwrap();
        assert_eq!(december.next().to_string(), "2032-01");
        assert_eq!(december.next().since(december), 1);
    }

    #[test]
    fn a_day_that_a_month_lacks_is_its_last() {
        assert_eq!(Month::new(2031, 2).unwrap().day(31).to_string(), "2031-02-28");
        assert_eq!(Month::new(2031, 2).unwrap().day(0).to_string(), "2031-02-01");
    }
}
