//! The date of issue (成文日期): 2024年3月4日, 二〇二四年三月四日, 20240304; GB/T 9704-2012, 7.3.5.4.

use crate::text::{numeral, pattern};
use jiff::civil::Date;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<y>\d{4}|二[〇零一二三四五六七八九]{3})\s?[年/.-]\s?(?P<m>\d{1,2}|元|[一二三四五六七八九十]{1,2})\s?[月/.-]\s?(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})\s?日?",
    )
});

/// Whether a line may hold a date, which begins with a year of four figures: most lines need not be looked through for one.
pub(crate) fn may_date(line: &str) -> bool {
    if is_bare(line) {
        return true;
    }
    let figure = |c: char| c.is_ascii_digit() || "二〇零一三四五六七八九".contains(c);
    line.match_indices(['年', '/', '.', '-']).any(|(at, _)| {
        let year = line[..at].trim_end().chars().rev().take(4);
        year.filter(|&c| figure(c)).count() == 4
    })
}

/// Whether a line is a date that lost its 年月日: 20311228, 2031416.
fn is_bare(line: &str) -> bool {
    let figures = line.trim();
    matches!(figures.len(), 7 | 8) && figures.starts_with("20") && figures.bytes().all(|c| c.is_ascii_digit())
}

/// The first date of a folded text, and its place.
pub(crate) fn date(text: &str) -> Option<(Date, Range<usize>)> {
    if !may_date(text) {
        return None;
    }
    // 2031年13月45日 is none.
    DATE.captures_iter(text).find_map(|found| {
        let part = |name: &str| found.name(name).and_then(|part| count(part.as_str()));
        let (month, day) = (i8::try_from(part("m")?).ok()?, i8::try_from(part("d")?).ok()?);
        let date = Date::new(part("y")?, month, day).ok()?;
        Some((date, found.get(0)?.range()))
    })
}

fn count(digits: &str) -> Option<i16> {
    if digits == "元" {
        return Some(1);
    }
    numeral::whole(digits)
}

/// A date that is all of the line, bracketed or not.
pub(crate) fn date_line(line: &str) -> Option<(Date, Range<usize>)> {
    // Of seven figures nobody can say which are the month.
    if is_bare(line) {
        let start = line.len() - line.trim_start().len();
        let date = Date::strptime("%Y%m%d", line.trim()).ok().filter(|_| line.trim().len() == 8)?;
        return Some((date, start..start + line.trim().len()));
    }
    let (date, range) = date(line)?;
    let rest = format!("{}{}", &line[..range.start], &line[range.end..]);
    rest.chars().all(|c| c.is_whitespace() || matches!(c, '(' | ')')).then_some((date, range))
}

static BROKEN_DATE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*20\d\d\s?年\s?\d{1,2}\s?月\s*$"));

/// Whether a line is a date without its day, or one that lost its 年月日.
pub(crate) fn is_broken_date(line: &str) -> bool {
    is_bare(line) || BROKEN_DATE.is_match(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_come_in_figures_and_in_words() {
        assert_eq!(
            date_line("二〇二四年三月十五日").map(|(date, _)| date.to_string()).as_deref(),
            Some("2024-03-15")
        );
        assert_eq!(
            date_line("(2031年1月6日)").map(|(date, _)| date.to_string()).as_deref(),
            Some("2031-01-06")
        );
        assert!(date_line("2024年3月4日起施行").is_none());
        assert_eq!(date_line("20311228").map(|(date, _)| date.to_string()).as_deref(), Some("2031-12-28"));
        assert!(date_line("2031416").is_none() && is_broken_date("2031416"));
    }
}
