//! Words that name a period (三季度末, 年底前), and the day by which they mean that something is done.

use super::{Deadline, DeadlineKind};
use crate::fields::context::Calendar;
use crate::text::{Wordlist, numeral, pattern, words};
use jiff::{Span, civil::Date};
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// Everything that names a period. Alternatives stand in the order in which they win.
pub(super) static PERIOD: LazyLock<Regex> = LazyLock::new(|| {
    let year = r"(?:(?:20)\s?\d\s?\d)\s?年";
    let before = r"(?:之前|以前|前|以内|内)?";
    let ongoing = "持续推进|长期坚持|持续开展|长期推进|常态化推进|常态化开展|持续实施|长期实施|持续落实|持续用力|常抓不懈|常年推进|常年开展|常年坚持";
    let months = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|元";
    pattern(&format!(
        r"(?x)
        (?P<y0>20\d\d)[./](?P<m0>\d\d?)(?:[./](?P<d0>\d\d?))?\s?[-—–~至到]+\s?(?P<y1>20\d\d)[./](?P<m1>\d\d?)(?:[./](?P<d1>\d\d?))?
        |(?P<iso>20\d\d[-./]\d\d?[-./]\d\d?)\s?{before}
        |(?:20\d\d)\s?年\s?\d{{1,2}}\s?月\s?[-—–~至到]+\s?(?P<rm1>20\d\d)\s?年\s?[底末]
        |(?P<ry0>20\d\d)\s?年?\s?[-—–~至到]+\s?(?P<ry1>20\d\d)\s?年?(?P<ryend>底|末)?{before}
        |(?P<y>{year}|今年|本年|当年|明年|次年|同年)?\s?度?(?P<mfrom>{months})\s?(?:月(?:\s?\d\d?\s?日|份)?)?\s?[-—–~至到]+\s?(?P<y2>{year}|明年|次年)?\s?(?P<mto>{months})\s?月(?:\s?(?P<dto>\d\d?)\s?日|份|底|末)?{before}
        |(?P<ya>{year}|今年|本年|当年|明年|次年|同年)?\s?(?P<m>{months})\s?月\s?(?:(?P<d>\d\d?|[一二三四五六七八九十]{{1,3}})\s?[日号](?:\s?[-—–~至到]\s?(?P<dd>\d\d?)\s?[日号])?|(?P<part>底|末|中下旬|上中旬|上旬|中旬|下旬|初|中|份))?\s?(?P<mb>{before}|底前|末前)
        |(?P<yf>{year}|今年|本年|明年)?\s?“?(?P<feast>国庆节?|五一劳动节|五一节?|六一|七一|八一|教师节|十一|元旦节?|清明节?|春节|中秋节?|(?:新学期|[春秋]季(?:学期)?)?开学|[采供]暖[季期]|供热[季期]|入冬|封冻|上冻|主?汛期)”?(?:小?长?假期?)?(?:之前|以前|前)
        |(?P<yq>{year}|今年|本年|当年|明年|次年)?\s?第?(?P<q>[一二三四1-4])\s?季度(?:末|底|内)?(?P<qb>{before})
        |(?P<yh>{year}|今年|本年|当年|明年|次年)?\s?(?P<h>[上下])半年(?:末|底|内)?(?P<hb>{before})
        |(?P<always>(?:年内|全年|常年)(?:{ongoing}))
        |(?P<ye>{year}|今年|本年|当年|明年|到20\d\d)?\s?(?P<end>年底|年末|年内|年终|年中|底|末)(?P<eb>之前|以前|前)?
        |(?P<yb>{year})\s?(?P<ybb>之前|以前|前|内)?
        |本月(?:(?P<nd>\d\d?)\s?日|底|末|内)(?P<nb>之前|以前|前|内)?
        |(?P<pd>\d\d?)\s?日(?:之前|以前|前)
        |(?P<within>(?:会后)?(?:[一二两三四]|\d\d?)个?周[以之]?内|会后\s?(?:[一二两三五十]|\d\d?)个?(?:工作)?[日天][以之]?内|[自从]?收到[\p{{Han}}]{{0,8}}?之日起\s?(?:\d{{1,3}}|[一二两三四五六七八九十]{{1,3}})\s?(?:个?工作日|日|天|个?周|个月)[以之]?内)
        |(?P<issued>(?:[自从](?:本|该)?[\p{{Han}}]{{0,6}}?)?(?:印发|下发|发布|发文)之日起\s?(?:(?P<in>\d{{1,3}}|[一二两三四五六七八九十]{{1,3}})\s?(?P<iu>个月|日|天|个?周)|(?P<ihalf>半年))[以之]?内)
        |(?P<on>{ongoing}|长期|持续|常态化|常年)
        "
    ))
});

/// Whether a text holds one of the words or signs without which nothing names a period.
pub(super) fn may_name_period(text: &str) -> bool {
    const WORDS: &Wordlist = words![
        "年", "月", "季", "底", "末", "日", "20", "国庆", "五一", "六一", "七一", "八一", "教师", "十一",
        "元旦", "清明", "周内", "周以内", "会后", "汛", "春节", "中秋", "开学", "暖", "热", "冬", "冻",
        "持续", "长期", "常态", "常抓",
    ];
    WORDS.is_in(text)
}

/// The first period that a folded phrase names: 三季度末, 年底前.
pub(crate) fn period(phrase: &str) -> Option<Range<usize>> {
    let may = phrase.contains(['年', '月', '季', '节']);
    may.then(|| PERIOD.find(phrase)).flatten().map(|found| found.range())
}

/// The year that the words state.
pub(super) fn stated_year(captures: &Captures<'_>) -> Option<i16> {
    // A year has four figures, and most periods have none.
    let words = captures.get(0)?.as_str();
    words.bytes().filter(u8::is_ascii_digit).nth(3)?;
    let names = ["rm1", "ry1", "y1", "y2", "y", "ya", "yf", "yq", "yh", "ye", "yb"];
    names.iter().find_map(|name| digits(captures.name(name)?.as_str()))
}

pub(super) fn digits(words: &str) -> Option<i16> {
    let digits: String = words.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|year| (1980..2100).contains(year))
}

/// What the words mean, and whether they are a year alone.
pub(super) fn read(
    captures: &Captures<'_>,
    calendar: Calendar,
    carried: Option<i16>,
) -> Option<(Deadline, bool)> {
    let said = Said { captures, calendar, default: carried.or(calendar.year) };
    // Of the alternatives one alone has matched.
    let period = said
        .span()
        .or_else(|| said.month())
        .or_else(|| said.day())
        .or_else(|| said.feast())
        .or_else(|| said.part_of_year())
        .map(|deadline| (deadline, false));
    let ongoing = || {
        said.text("always").or(said.text("on"))?;
        Some((Deadline { date: None, kind: DeadlineKind::Ongoing }, false))
    };
    // 一周内, 收到之日起10日内: from when on, nobody can say.
    let within = || {
        said.text("within")?;
        Some((Deadline { date: None, kind: DeadlineKind::By }, false))
    };
    period.or_else(|| said.years()).or_else(|| said.since_issue()).or_else(within).or_else(ongoing)
}

/// What was said, and the years that hold where none is.
struct Said<'a, 't> {
    captures: &'a Captures<'t>,
    calendar: Calendar,
    default: Option<i16>,
}

impl<'t> Said<'_, 't> {
    fn text(&self, name: &str) -> Option<&'t str> {
        self.captures.name(name).map(|found| found.as_str())
    }

    fn number(&self, name: &str) -> Option<i8> {
        self.text(name).and_then(number)
    }

    /// So long from the day of issue: 自本通知印发之日起20日内.
    fn since_issue(&self) -> Option<(Deadline, bool)> {
        self.text("issued")?;
        let count = || self.text("in").and_then(numeral::whole::<i64>);
        let span = match (self.text("ihalf"), self.text("iu")) {
            (Some(_), _) => Some(Span::new().months(6)),
            (None, Some("个月")) => count().map(|count| Span::new().months(count)),
            (None, Some("日" | "天")) => count().map(|count| Span::new().days(count)),
            (None, Some("周" | "个周")) => count().map(|count| Span::new().weeks(count)),
            _ => None,
        };
        let date = self.calendar.issued.zip(span).and_then(|(issued, span)| issued.checked_add(span).ok());
        Some((Deadline { date, kind: DeadlineKind::By }, false))
    }

    /// The year that is named, or that holds where none is.
    fn year(&self, name: &str) -> Option<i16> {
        match self.text(name) {
            Some("明年" | "次年") => self.calendar.year.map(|year| year + 1),
            Some("今年" | "本年" | "当年" | "同年") | None => self.default,
            Some(words) => digits(words),
        }
    }

    /// Whether the time is a limit (10月底前) or a period (三季度).
    fn by(&self, name: &str) -> DeadlineKind {
        match self.text(name) {
            Some(words) if words.ends_with('前') => DeadlineKind::By,
            _ => DeadlineKind::In,
        }
    }

    /// The end of a span of days or months: 2024.03-2024.12, 2024-05-01, 3月至10月.
    fn span(&self) -> Option<Deadline> {
        if let Some(year) = self.text("y1").and_then(digits) {
            let date = day(year, self.number("m1")?, self.number("d1"));
            return Some(Deadline { date: Some(date?), kind: DeadlineKind::By });
        }
        if let Some(iso) = self.text("iso") {
            let mut parts = iso.split(['-', '.', '/']);
            let year = parts.next().and_then(digits)?;
            let mut next = || parts.next().and_then(|part| part.parse().ok());
            let date = day(year, next()?, next());
            return Some(Deadline { date: Some(date?), kind: DeadlineKind::By });
        }
        if let Some(year) = self.text("rm1").and_then(digits) {
            return Some(Deadline { date: day(year, 12, None), kind: DeadlineKind::By });
        }
        let month = self.number("mto")?;
        let year = if self.text("y2").is_some() { self.year("y2") } else { self.year("y") };
        due(year, month, self.number("dto"), DeadlineKind::In)
    }

    /// A month, a part of it or a day: 10月底前, 9月上旬, 9月15日至17日.
    fn month(&self) -> Option<Deadline> {
        let month = self.number("m")?;
        let on = match self.text("part") {
            Some("上旬" | "初") => Some(10),
            Some("中旬" | "中" | "上中旬") => Some(20),
            _ => self.number("dd").or_else(|| self.number("d")),
        };
        due(self.year("ya"), month, on, self.by("mb"))
    }

    /// A day of the month that the notice is of: 本月20日前, 20日前.
    fn day(&self) -> Option<Deadline> {
        if self.captures.get(0)?.as_str().starts_with("本月") {
            let issued = self.calendar.issued;
            let date = issued.and_then(|issued| day(issued.year(), issued.month(), self.number("nd")));
            return Some(Deadline { date, kind: self.by("nb") });
        }
        due(self.default, self.calendar.month?, Some(self.number("pd")?), DeadlineKind::By)
    }

    /// The day itself, as 10月1日前 is; the days of 春节 and 中秋 follow the moon, schools and heating their own calendar.
    fn feast(&self) -> Option<Deadline> {
        let year = self.year("yf");
        let (month, on) = match self.text("feast")?.trim_end_matches('节') {
            "国庆" | "十一" => (10, Some(1)),
            // 2026年元旦 begins 2026; without a year it is the one that ends the plan's own.
            "元旦" => {
                let next = i16::from(self.text("yf").is_none());
                return due(year.map(|year| year + next), 1, Some(1), DeadlineKind::By);
            }
            "五一" | "五一劳动" => (5, Some(1)),
            "六一" => (6, Some(1)),
            "七一" => (7, Some(1)),
            "八一" => (8, Some(1)),
            "教师" => (9, Some(10)),
            "清明" => (4, year.map(clear_and_bright)),
            _ => return Some(Deadline { date: None, kind: DeadlineKind::By }),
        };
        due(year, month, on, DeadlineKind::By)
    }

    /// A quarter, a half, or the end of a year: 三季度末, 上半年, 年底前.
    fn part_of_year(&self) -> Option<Deadline> {
        if let Some(quarter) = self.number("q") {
            return due(self.year("yq"), quarter.checked_mul(3)?, None, self.by("qb"));
        }
        if let Some(half) = self.text("h") {
            return due(self.year("yh"), if half == "上" { 6 } else { 12 }, None, self.by("hb"));
        }
        let month = match self.text("end")? {
            // 底 alone needs its year: 2025年底; so does 年中, which may begin a word: 年中央.
            "底" | "末" => self.text("ye").map(|_| 12)?,
            "年中" => self.text("ye").map(|_| 6)?,
            _ => 12,
        };
        due(self.year("ye"), month, None, self.by("eb"))
    }

    /// Years: 2024—2026年底, 2025年, 2026年前.
    fn years(&self) -> Option<(Deadline, bool)> {
        if let Some(year) = self.text("ry1").and_then(digits) {
            let last = Deadline { date: day(year, 12, None), kind: DeadlineKind::In };
            return Some((last, self.text("ryend").is_none()));
        }
        let year = digits(self.text("yb")?)?;
        let kind = self.by("ybb");
        let last = if kind == DeadlineKind::By { year - 1 } else { year };
        Some((Deadline { date: Some(day(last, 12, None)?), kind }, true))
    }
}

/// What is due in a month. Without any year the words still say that something is due; its date stays open.
fn due(year: Option<i16>, month: i8, on: Option<i8>, kind: DeadlineKind) -> Option<Deadline> {
    let date = match year {
        Some(year) => Some(day(year, month, on)?),
        None if (1..=12).contains(&month) => None,
        None => return None,
    };
    Some(Deadline { date, kind })
}

/// The day of April that is 清明 in a year of this century, by the usual reckoning of the solar terms (Y × 0.2422 + 4.81, less
/// the leap days).
fn clear_and_bright(year: i16) -> i8 {
    let year = i32::from(year.rem_euclid(100));
    let day = (year * 2422 + 48_100) / 10_000 - year / 4;
    i8::try_from(day).unwrap_or(5)
}

fn number(words: &str) -> Option<i8> {
    if words == "元" {
        return Some(1);
    }
    numeral::whole(words)
}

/// That day, or the month's last where none is named, or where the month has no such day.
pub(crate) fn day(year: i16, month: i8, day: Option<i8>) -> Option<Date> {
    let first = Date::new(year, month, 1).ok()?;
    match day {
        Some(day) if (1..=first.days_in_month()).contains(&day) => Date::new(year, month, day).ok(),
        _ => Some(first.last_of_month()),
    }
}
