//! Deadlines (完成时限): when something is due, as the last day of the period that is named.

mod period;

pub(crate) use period::day;
pub(crate) use period::period;

use super::context::{Calendar, Clause, clause_of, clauses};
use crate::lexicon::{DeadlineKind, Lexicon};
use crate::text::{Folded, Grounded, Wordlist, before_next, brackets, floor_boundary, words};
use jiff::civil::Date;
use period::{PERIOD, digits, may_name_period, read, stated_year};
use std::cell::LazyCell;
use std::ops::Range;

/// When something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// The last day; `None` if ongoing, or where nothing says the year.
    pub date: Option<Date>,
    /// How it binds.
    pub kind: DeadlineKind,
}

/// In what surroundings a date stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place<'c> {
    /// In running text, where many dates are none; with its clauses.
    Prose(&'c [Clause]),
    /// Behind a label or in a column (完成时限), where everything is one.
    Label,
}

/// Finds every deadline of `text`; `year` is the plan's.
///
/// ```
/// let found = duban::fields::deadline::find("于10月底前投入使用", Some(2024));
/// assert_eq!(found[0].value.date.unwrap().to_string(), "2024-10-31");
/// ```
pub fn find(text: &str, year: Option<i16>) -> Vec<Grounded<Deadline>> {
    let text = Folded::new(text.to_owned());
    let calendar = Calendar::of(year);
    let lexicon = Lexicon::builtin();
    let clauses = clauses(text.folded(), calendar, lexicon);
    let found = scan(text.folded(), Place::Prose(&clauses), calendar);
    found.into_iter().map(|(value, range)| Grounded { value, span: text.span(range) }).collect()
}

/// Finds every deadline of a folded text, with its place in bytes.
pub(crate) fn scan(text: &str, place: Place<'_>, calendar: Calendar) -> Vec<(Deadline, Range<usize>)> {
    let quotes = LazyCell::new(|| {
        brackets::outermost_of(&brackets::pairs(text), |pair| matches!(pair.sign, '“' | '《' | '「'))
    });
    let quoted = |at: usize| {
        let next = quotes.partition_point(|quote| quote.outer.start <= at);
        next.checked_sub(1).is_some_and(|last| quotes[last].inner.contains(&at))
    };
    if place == Place::Label
        && let Some(deadline) = column(text.trim(), calendar)
    {
        return vec![(deadline, brackets::trim(text, 0..text.len()))];
    }
    let mut found = Vec::new();
    let mut said: Option<(usize, i16)> = None;
    let periods = if may_name_period(text) { Some(PERIOD.captures_iter(text)) } else { None };
    for captures in periods.into_iter().flatten() {
        let Some(whole) = captures.get(0) else { continue };
        let before = &text[..whole.start()];
        // 每月5日前 says when something is reported.
        let again = captures.name("pd").is_some() && before.ends_with(['月', '旬', '季', '周']);
        if again || lost_its_dash(before, whole.as_str()) {
            continue;
        }
        let sentence = crate::text::after_last(before, &['。', '\n', ';']);
        // 2031年3月底前建成,今年三季度末前封顶: this year is the plan's.
        let plan = words!["今年", "本年", "年内"].begins(whole.as_str());
        let carried = said.filter(|(at, _)| *at >= sentence && !plan).map(|(_, year)| year);
        let read = read(&captures, calendar, carried);
        // 2013年以来改造的: the years since are no later date's.
        let since = text[whole.end()..].trim_start().starts_with("以来");
        // 2022年底以前拖欠的…,9月底前清零: nor is a year before which something lies.
        let until = is_due_by(whole.as_str())
            && stated_year(&captures).zip(calendar.year).is_some_and(|(year, plan)| year < plan);
        // 建设期为2025年3月至2026年12月,年内完成投资2亿元: two years are nobody else's.
        let spans = ["rm1", "ry1", "y1", "y2"].iter().any(|name| captures.name(name).is_some());
        if let Some(year) = stated_year(&captures).filter(|_| !since && !until && !spans) {
            said = Some((whole.start(), year));
        }
        let Some((deadline, bare_year)) = read else { continue };
        // 7月中旬强降雨造成塌方: what had passed when the notice was issued, and is not said to be due by then.
        let passed = deadline.kind == DeadlineKind::In
            && deadline.date.zip(calendar.issued).is_some_and(|(date, issued)| date < issued);
        let past = passed || deadline.date.zip(calendar.year).is_some_and(|(date, year)| date.year() < year);
        let accepted = match place {
            // 国庆节前(9月30日前), 主汛期前的5月底: what follows says it.
            _ if captures.name("feast").is_some()
                && (text[whole.end()..].trim_start().starts_with(['(', '的'])
                    || text[..whole.start()].ends_with('日')) =>
            {
                false
            }
            Place::Label => !is_replaced(text, whole.range()),
            Place::Prose(clauses) => {
                let clause = clause_of(clauses, whole.start());
                let promised = clause.is_some_and(|clause| {
                    !clause.background || is_due_by(whole.as_str()) && !is_missed(text, clause, whole.range())
                });
                promised
                    && !past
                    && !quoted(whole.start())
                    && is_due(text, whole.range(), &deadline, bare_year, calendar, clause)
            }
        };
        if accepted {
            // 秋季学期开学前也就是8月31日前: the second says when the first is.
            let again = words!["也就是", "即"];
            found.pop_if(|(_, last): &mut (Deadline, Range<usize>)| {
                let between = text.get(last.end..whole.start()).unwrap_or_default();
                again.begins(between.trim_start_matches([',', '(', ' '])) && between.chars().nth(5).is_none()
            });
            let range = brackets::trim(text, whole.range());
            found.push((deadline, range));
        }
    }
    found
}

/// What a cell means that holds a year alone (2025, 全年), a third of the plan's month (中旬), or a year and a month (2025.6).
fn column(cell: &str, calendar: Calendar) -> Option<Deadline> {
    let named = cell.parse().ok().filter(|year| (1980..2100).contains(year));
    let own = || calendar.year.filter(|_| matches!(cell, "全年" | "全年度" | "本年度" | "当年"));
    let whole_year = named.or_else(own).and_then(|year| day(year, 12, None));
    let in_month = || {
        let (month, on) = calendar.month.zip(part_of_month(cell))?;
        day(calendar.year?, month, on)
    };
    let within = whole_year.or_else(in_month).map(|date| (date, DeadlineKind::In));
    let (date, kind) = within.or_else(|| Some((year_and_month(cell)?, DeadlineKind::By)))?;
    Some(Deadline { date: Some(date), kind })
}

/// The last day of the part of a month that is all of a cell: 上旬, 月底前.
fn part_of_month(words: &str) -> Option<Option<i8>> {
    match words.strip_suffix('前').unwrap_or(words) {
        "上旬" | "月初" => Some(Some(10)),
        "中旬" | "上中旬" => Some(Some(20)),
        "下旬" | "中下旬" | "月底" | "月末" | "全月" => Some(None),
        _ => None,
    }
}

/// Whether a month ends what was 1-10月: 110月.
fn lost_its_dash(before: &str, period: &str) -> bool {
    let rest = before.strip_suffix('1').filter(|_| period.starts_with(|c: char| c.is_ascii_digit()));
    rest.is_some_and(|rest| !rest.ends_with(|c: char| c.is_ascii_digit() || c == '.'))
}

/// The last day of the month that is all of a cell: 2025.12, 2025/6, 2025-06.
fn year_and_month(words: &str) -> Option<Date> {
    let (year, month) = words.split_once(['.', '/', '-'])?;
    let figures = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|c| c.is_ascii_digit());
    day(digits(year).filter(|_| year.len() == 4)?, month.parse().ok().filter(|_| figures(month))?, None)
}

/// Whether the words say 前: even in a clause that speaks of what is so, that is to come.
fn is_due_by(words: &str) -> bool {
    words.ends_with('前')
}

/// Whether the clause says that a date was missed: 原定6月底前.
fn is_missed(text: &str, clause: &Clause, date: Range<usize>) -> bool {
    let start = clause.range.start.max(floor_boundary(text, date.start.saturating_sub(NEAR)));
    let end = clause.range.end.min(floor_boundary(text, date.end + NEAR));
    words!["原定", "原计划", "应于", "去年", "上年"].is_in(&text[start..end])
        || !text[clause.range.clone()].trim_end().ends_with(['成', '工', '用', '清', '零', '%', '收', '前'])
}

/// How far around a date its clause is looked at, in bytes.
const NEAR: usize = 600;

/// Whether a date was due before another took its place: 原定8月底,调整为11月底.
fn is_replaced(text: &str, date: Range<usize>) -> bool {
    let before = text[..date.start].trim_end();
    let old = words!["原定", "原为", "原计划", "由"].ends(before);
    let new = [
        "调整为", "调整至", "调整到", "提前至", "提前到", "延期至", "延期到", "推迟至", "推迟到", "延长至",
        "延至", "变更为",
    ];
    old && new.iter().any(|word| text[date.end..floor_boundary(text, date.end + NEAR)].contains(word))
}

/// Whether a date of running text is when something is due.
fn is_due(
    text: &str,
    range: Range<usize>,
    deadline: &Deadline,
    bare_year: bool,
    calendar: Calendar,
    clause: Option<&Clause>,
) -> bool {
    let before = text[..range.start].trim_end();
    let behind = text[range.end..].trim_start();
    let words = &text[range.clone()];
    // 3年内 is a length of time.
    if words.starts_with('年')
        && before.ends_with(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c))
    {
        return false;
    }
    // 对上半年新排查出的账款: which are meant.
    if before.ends_with('对') && deadline.kind != DeadlineKind::By {
        return false;
    }
    // 6月1日起实行: from when on something is done is when it is due.
    if behind.starts_with('起') && !words.ends_with('前') {
        return !bare_year && starts_work(words, behind);
    }
    // 每年底前, 自3月, 上月末; 关于下半年…的通知; 四季度不安排.
    if before.ends_with(['每', '自', '上', '逐', '近'])
        || before.ends_with("每年")
        || before.ends_with("关于")
        || behind.starts_with("不安排")
        || behind.starts_with(":无")
    {
        return false;
    }
    // 由一季度的21%收窄至5%; 5月份被列为…
    let told = behind.strip_prefix('的').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if told && deadline.kind != DeadlineKind::By || behind.starts_with('被') {
        return false;
    }
    // 年末形象进度:6月底前通水: what is reached then follows.
    if matches!(words, "年末" | "年底")
        && words!["形象进度", "目标", "节点目标"].begins(behind)
        && behind.split(['。', ',']).next().is_some_and(|label| label.contains(':'))
    {
        return false;
    }
    // 年末肉牛存栏68万头: what is counted then.
    let counted =
        |behind: &str| behind.char_indices().take(6).any(|(at, _)| behind[at..].starts_with("存栏"));
    if words == "年末" && counted(behind) {
        return false;
    }
    // 第三季度重大项目集中开工活动
    if words.ends_with("季度") && words!["重大", "重点"].begins(behind) {
        return false;
    }
    // 3月1日印发 is of the notice; 管理办法9月底前印发 is due.
    let handed = !words.ends_with('前') && words!["印发", "下发"].begins(behind);
    if handed || words!["召开", "会议", "以来", "时点", "末月", "首月"].begins(behind) {
        return false;
    }
    if deadline.kind == DeadlineKind::Ongoing {
        // 长期坚持 and 持续推进 say it wherever they stand; other words only where they are all that the clause says.
        let rest = clause.map_or("", |clause| text[range.end..clause.range.end.max(range.end)].trim());
        let said = words.ends_with("长期坚持") || words.ends_with("持续推进");
        let lead = clause.map_or("", |clause| text[clause.range.start.min(range.start)..range.start].trim());
        return said || rest.is_empty() && lead.is_empty() && words.chars().count() >= 4;
    }
    if bare_year {
        let counts = !behind
            .starts_with(['汛', '春', '夏', '秋', '冬', '暑', '寒', '度', '政', '民', '十', '“', '第'])
            && !words!["重点工作", "重点任务", "重点项目", "全年", "全县重点", "全市重点", "全区重点"]
                .begins(behind);
        // 2024年、2025年、2026年全县…分别达到
        let counts = counts || before.ends_with("年、");
        // 工期:2031年
        let span = words.chars().filter(char::is_ascii_digit).count() == 8;
        if (span || before.ends_with(':')) && is_building_period(before) {
            return true;
        }
        return calendar.several_years && counts && !text[range.clone()].starts_with("到")
            || words.ends_with('前');
    }
    !behind.starts_with("的数据")
}

/// Whether words end by naming how long something is built: 建设年限2024—2027年.
fn is_building_period(before: &str) -> bool {
    const NAMES: &Wordlist =
        words!["年限", "周期", "期限", "建设期", "工期", "实施期", "起止年份", "起止时间", "建设时间"];
    let before = before.trim_end_matches([':', ' ', '为']);
    NAMES.ends(before)
}

/// Whether something is done from then on: 10月8日起正式供热; not 2025年7月1日起施行, of the notice, nor how long
/// something lasts (4月15日起至7月25日), nor from when on it is reported (10月起每月25日前).
fn starts_work(words: &str, behind: &str) -> bool {
    let day = words.ends_with(['日', '号', '月', '份']);
    let rest = behind.strip_prefix('起').unwrap_or_default().trim_start_matches([',', ' ']);
    let clause = before_next(rest, &['。', ';', '\n']);
    let in_force = words!["施行", "执行", "生效"].begins(rest);
    let lasts = rest.starts_with(['至', '到', '每', '逐', '按']);
    let reports = words!["报送", "报告", "上报", "填报", "日前", "前将", "调度", "通报"].is_in(clause);
    day && rest.starts_with(crate::text::is_han) && !in_force && !lasts && !reports
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dates(text: &str) -> Vec<String> {
        let show =
            |found: Grounded<Deadline>| found.value.date.map_or("—".to_owned(), |date| date.to_string());
        find(text, Some(2024)).into_iter().map(show).collect()
    }

    #[test]
    fn a_cell_may_be_a_month_in_figures() {
        let cell = |words: &str| {
            scan(words, Place::Label, Calendar::of(Some(2024))).first().and_then(|(due, _)| due.date)
        };
        assert_eq!(cell(" 2025.12 "), Date::new(2025, 12, 31).ok());
        assert_eq!(cell("2025/6"), Date::new(2025, 6, 30).ok());
        assert_eq!(cell("2025.13"), None);
    }

    #[test]
    fn the_last_day_of_the_period_is_due() {
        assert_eq!(
            dates("6月底前开工，9月投入使用，2025年2月完工"),
            ["2024-06-30", "2024-09-30", "2025-02-28"]
        );
        assert_eq!(
            dates("二季度末前完成；下半年启动；年底前建成；年内投用"),
            ["2024-06-30", "2024-12-31", "2024-12-31", "2024-12-31"]
        );
        assert_eq!(
            dates("2025年底前达到98%，11月20日前完工。7月至8月开办"),
            ["2025-12-31", "2025-11-20", "2024-08-31"]
        );
        assert_eq!(dates("于十月上旬前交工"), ["2024-10-10"]);
    }

    #[test]
    fn without_a_year_the_mention_stays_and_its_date_is_open() {
        let found = find("6月底前完成土建，年内建成", None);
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|found| found.value.date.is_none()));
        assert_eq!(found[0].value.kind, DeadlineKind::By);
    }

    #[test]
    fn what_goes_on_all_year_is_one_deadline() {
        let found = scan("年内持续推进", Place::Label, Calendar::of(Some(2024)));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0.kind, DeadlineKind::Ongoing);
    }

    #[test]
    fn a_year_said_before_holds_in_its_sentence() {
        assert_eq!(dates("2025年汛期前(4月30日前)上线。5月底前验收"), ["2025-04-30", "2024-05-31"]);
    }

    #[test]
    fn rhythms_starts_and_past_dates_are_none() {
        assert!(dates("每月5日前报送，自3月起施行，3月1日印发，近年底数清").is_empty());
        assert!(dates("截至9月30日已办结14项，2024年全市工作").is_empty());
        assert!(dates("持续开展管网改造").is_empty());
        assert_eq!(dates("持续推进管网改造"), ["—"]);
        assert_eq!(dates("从9月起将标准提高到每月600元"), ["2024-09-30"]);
    }

    #[test]
    fn a_column_may_hold_a_year_a_period_or_no_end() {
        let calendar = Calendar::of(Some(2024));
        let read = |text: &str| {
            let found = scan(text, Place::Label, calendar);
            found
                .into_iter()
                .map(|(deadline, _)| deadline.date.map(|date| date.to_string()))
                .collect::<Vec<_>>()
        };
        assert_eq!(read("2022-2024年"), [Some("2024-12-31".to_owned())]);
        assert_eq!(read("2023年"), [Some("2023-12-31".to_owned())]);
        assert_eq!(read("2024.03-2025.10"), [Some("2025-10-31".to_owned())]);
        assert_eq!(read("2024-11-30"), [Some("2024-11-30".to_owned())]);
        assert_eq!(read("持续推进"), [None]);
        assert_eq!(read("第三季度末"), [Some("2024-09-30".to_owned())]);
        assert_eq!(
            read("1-3月"),
            Vec::<Option<String>>::new()
                .into_iter()
                .chain([Some("2024-03-31".to_owned())])
                .collect::<Vec<_>>()
        );
    }
}
