//! Reporting duties (报送要求): who reports to whom, how often, due when.

mod recipient;

use crate::lexicon::{Frequency, Lexicon};
use crate::text::{after_last, brackets, numeral, pattern};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// When in its period a report is due; what is not said is `None`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Due {
    /// Day of the month; 31 for the last.
    pub day: Option<u8>,
    /// Month of the period, or of the year.
    pub month: Option<u8>,
    /// Day of the week, Monday = 1.
    pub weekday: Option<u8>,
    /// Days after the period's end.
    pub days_after: Option<u16>,
}

/// A duty to report, with places in bytes of the folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// How often.
    pub frequency: Frequency,
    /// Due when.
    pub due: Due,
    /// The year that a single report is due in, where one is named.
    pub year: Option<i16>,
    /// Whether a single report is due in the year after: 次年1月10日前.
    pub next_year: bool,
    /// Who reports.
    pub reporter: Option<Range<usize>>,
    /// To whom.
    pub recipient: Option<Range<usize>>,
    /// The words that say when.
    pub range: Range<usize>,
}

static RHYTHM: LazyLock<Regex> = LazyLock::new(|| {
    // 25日(节假日顺延)下午6时前. Between the brackets any sign of three bytes: of all signs a class is dear, and this stands
    // here six times.
    let bracket = r"(?:\([\x20-'*-~\x{1000}-\x{cfff}]{1,12}\))?";
    let hour = r"(?:\s?(?:上午|下午|中午|晚上?))?(?:\s?\d{1,2}\s?(?:[时点](?:\d{1,2}分|半|整|钟)?|:\d\d)|\s?下班)?\s?";
    let time = format!("{bracket}{hour}{bracket}");
    let before = r"(?:之前|以前|前)";
    pattern(&format!(
        r"(?x)
        每(?:个)?(?:周|星期)\s?(?P<wd>[一二三四五六日天1-7])?(?:\s?(?:上午|下午|中午|\d{{1,2}}\s?[时点:]\d*|前|之前|以前|下班)){{0,3}}
        |(?P<mon>每个?月|逐月|按月|次月|每两个?月)\s?(?:的)?(?:(?:结束|终了|末)?之?后\s?(?P<ma>\d{{1,2}})\s?(?:个?工作)?(?:日|天)|[末底]\s?\d{{1,2}}\s?(?:个?工作)?(?:日|天)|(?P<md>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s?[日号]{time}|(?P<ml>底|末|月末|月底|最后一个工作日|最后1个工作日|最后一天|最后一个(?:星期|周)[一二三四五])|(?:上旬|中旬|下旬|初|前\d个工作日))?\s?(?:之前|以前|前|内)?
        |(?P<qua>每个?季度|按季度?|逐季|每季)\s?(?:的)?(?:最后\s?[\d一二三四五六]{{1,2}}\s?个工作日|(?P<qm>首月|末月|末|第一个月|第1个月|第三个月|第3个月|最后一个月|最后一月|次月|首个月)?\s?(?:的)?(?:(?P<qd>\d{{1,2}})\s?[日号]{time})?)?\s?(?:(?:结束|终了|末)?(?:之?后)\s?(?P<qa>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s?(?:个工作)?(?:日|天))?\s?(?:之前|以前|前|底前|底|内)?
        |(?P<qend>季度)(?:结束|终了)之?后\s?(?P<qe>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s?(?:个?工作)?(?:日|天)内?
        |(?P<half>每半年|按半年|半年)\s?(?:(?:结束|终了)之?后\s?(?P<ha>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s?(?:个?工作)?(?:日|天)内?)?
        |(?P<ann>每年|全年)(?:度)?\s?(?:(?P<am>\d{{1,2}})\s?月\s?(?:(?P<ad>\d{{1,2}})\s?日|底|末)?(?P<twice>前?[、和及]\s?\d{{1,2}}\s?月\s?(?:\d{{1,2}}\s?日|底|末)?)?)?\s?(?:之前|以前|前)?
        |(?P<within>(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s?(?:个?工作日|个自然日|日|天)(?:之内|以内|内))
        |(?P<once>(?:(?P<oy>20\d\d)\s?年|(?P<next>次年|翌年|明年)|今年|同年)?\s?(?P<om>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s?月\s?(?:(?P<od>\d{{1,2}})\s?[日号]{time}|(?P<part>月?底|月?末|上旬|中旬|下旬|初))\s?(?P<ob>{before})?|年底{before}|年末{before}|年终{before})
        "
    ))
});

/// Finds the duties to report of a folded text.
///
/// A sentence states one where a rhythm or a day stands with a verb of reporting; plans and lists to hand in,
/// and what is published to residents, are none.
pub(crate) fn scan(text: &str, lexicon: &Lexicon) -> Vec<Duty> {
    let mut found = Vec::new();
    let mut start = 0;
    // Behind a semicolon the office that was named goes on being meant.
    let mut joined = false;
    // What a sentence must say that states a duty: a verb of reporting, and a time.
    let (mut reports, mut timed) = (false, false);
    let mut before = '。';
    for (end, sign) in text.char_indices().chain([(text.len(), '。')]) {
        match (std::mem::replace(&mut before, sign), sign) {
            (_, '报' | '馈' | '送' | '交') => reports = true,
            // 每周, 逐月, 按季, 3月; 半年, 全年, 年底; 5日内, 一周之内.
            (_, '每' | '逐' | '按' | '月') | ('半' | '全', '年') | ('年', '底' | '末' | '终') | (_, '内') => {
                timed = true
            }
            (_, '。' | '\n' | ';') => {
                if reports && timed {
                    let known =
                        found.last().filter(|_| joined).and_then(|last: &Duty| last.recipient.clone());
                    found.extend(sentence(text, start..end, known, lexicon));
                }
                joined = sign == ';';
                start = (end + sign.len_utf8()).min(text.len());
                (reports, timed) = (false, false);
            }
            _ => {}
        }
    }
    found
}

fn sentence(text: &str, range: Range<usize>, known: Option<Range<usize>>, lexicon: &Lexicon) -> Vec<Duty> {
    let words = &text[range.clone()];
    let rhythms: Vec<Range<usize>> = RHYTHM
        .find_iter(words)
        .map(|found| found.range())
        .filter(|range| stands_free(words, range.clone()))
        .collect();
    let mut duties: Vec<Duty> = Vec::new();
    for (at, whole) in rhythms.iter().enumerate() {
        // A于每月5日前、B于每月8日前将…报C: a time shares the verb of the next.
        let mut last = at;
        while shares_verb(words, &rhythms, last) {
            last += 1;
        }
        let end = rhythms.get(last + 1).map_or(words.len(), |next| next.start);
        let listed = last > at || at > 0 && shares_verb(words, &rhythms, at - 1);
        // The verb stands behind the time; 每季度向X报送, 于每月5日前将…报X. A later time has its own verb.
        let Some((recipient, verb)) = recipient::recipient(words, whole.end, end, lexicon) else {
            continue;
        };
        // What a time is made of is asked only where it is one of a report.
        let Some(captures) = RHYTHM.captures_at(words, whole.start) else { continue };
        let from = at.checked_sub(1).and_then(|at| rhythms.get(at)).map_or(0, |last| last.end);
        let object = object(words, from, whole.start, end);
        // 2日内书面报告: an event, and no report on progress.
        if captures.name("once").is_some() && !is_report(object)
            || captures.name("within").is_some() && !is_report(&object.replace("报告", ""))
            || !is_duty(words, whole.clone(), verb, object)
            || !is_due(words, &captures, listed)
        {
            continue;
        }
        let frequency = frequency(&captures);
        let reporter = recipient::reporter(words, whole.start, lexicon);
        let shift = |part: Range<usize>| range.start + part.start..range.start + part.end;
        // 每季度末向X报送进展, 12月20日前报送总结: the office that was named goes on being meant.
        let recipient = recipient.map(shift);
        let recipient =
            recipient.or_else(|| duties.last().map_or(known.clone(), |last| last.recipient.clone()));
        duties.push(Duty {
            frequency,
            due: due(&captures, frequency),
            year: captures.name("oy").and_then(|year| year.as_str().parse().ok()),
            next_year: captures.name("next").is_some(),
            reporter: reporter.map(shift),
            recipient,
            range: shift(brackets::trim(words, whole.clone())),
        });
    }
    duties
}

/// Whether the time `at` stands in a list with the next one, and leaves the verb to it: 6月底、12月底前报送.
fn shares_verb(words: &str, rhythms: &[Range<usize>], at: usize) -> bool {
    let (Some(this), Some(next)) = (rhythms.get(at), rhythms.get(at + 1)) else { return false };
    let between = &words[this.end..next.start];
    between.starts_with(['、', '和', '及', '与']) && between.chars().count() <= 16
        || ["小结", "总结"]
            .iter()
            .any(|word| between.strip_prefix(word).is_some_and(|rest| matches!(rest, "、" | ",")))
}

/// Whether a time says by when, or how often: 于3月15日将; a day without 前 may as well be one that has passed.
fn is_due(words: &str, captures: &regex::Captures<'_>, listed: bool) -> bool {
    let Some(whole) = captures.get(0) else { return false };
    let (before, behind) = (&words[..whole.start()], &words[whole.end()..]);
    if captures.name("once").is_none() || captures.name("om").is_none() || captures.name("ob").is_some() {
        return true;
    }
    listed
        || before.trim_end().ends_with(['于', '在', '请'])
        || captures.name("part").is_some()
            && ["小结", "总结", "全面总结"].iter().any(|word| behind.starts_with(word))
}

/// Whether a time is no part of another word: 上半年, 下半年, 半年内, 全年目标, 季后20日内.
fn stands_free(words: &str, range: Range<usize>) -> bool {
    let found = &words[range.clone()];
    let before = &words[..range.start];
    if before.ends_with(['“', '截']) {
        return false;
    }
    if found == "半年" {
        return !before.ends_with(['上', '下', '前', '后']) && !words[range.end..].starts_with(['内', '以']);
    }
    if found.starts_with("全年") {
        return ["半年", "季度"]
            .iter()
            .any(|period| before.trim_end_matches(['、', '和', '及', '与']).ends_with(period));
    }
    !(found.ends_with('内')
        && ["季后", "季度后", "月后", "半年后", "年后"].iter().any(|end| before.ends_with(end)))
}

/// What is handed in, and is no report on progress.
const PLANS: &[&str] = &[
    "方案",
    "名单",
    "联系人",
    "清单",
    "申请",
    "计划",
    "分工",
    "联络员",
    "建议",
    "需求",
    "台账",
    "信息表",
    "备案",
];
const REPORTS: &[&str] = &["总结", "小结", "进展", "进度", "自评", "报告", "答复", "结果", "书面反馈"];

/// Whether what is due once is a report on progress, and no plan or list.
fn is_report(object: &str) -> bool {
    // What stands in brackets says where to send it: (建议提案科).
    let bare = brackets::without(object);
    let has = |list: &[&str]| list.iter().any(|word| bare.contains(word));
    tells_how_it_stands(object) || has(REPORTS) && !has(PLANS)
}

/// 落实情况, 整改情况; who somebody is (人员情况) does not change.
fn tells_how_it_stands(object: &str) -> bool {
    object.match_indices("情况").any(|(at, _)| {
        let before = &object[..at];
        !["基本", "人员", "联系人", "联络员", "特殊", "紧急", "名单"]
            .iter()
            .any(|word| before.ends_with(word))
    })
}

/// The words that say what is handed in: the clause of the time, or what stands before the unit (进展情况,各单位于…报).
fn object(words: &str, from: usize, time: usize, end: usize) -> &str {
    let clause = &words[after_last(&words[..time], &[',', '。'])..end];
    let named = tells_how_it_stands(clause) || PLANS.iter().chain(REPORTS).any(|word| clause.contains(word));
    if named { clause } else { &words[from.min(time)..end] }
}

/// Whether the sentence imposes the duty on units, and does not tell how the office works.
fn is_duty(words: &str, time: Range<usize>, verb: usize, object: &str) -> bool {
    let between = words.get(time.end..verb).unwrap_or_default();
    let others = ["通报", "公示", "调度会", "公布", "督查一次", "检查一次", "召开", "听取"];
    let plan = ["实施方案", "名单", "联系人"];
    // Contacts in brackets say where to send it.
    let object = object.split('(').next().unwrap_or_default();
    let progress = ["情况", "进展", "进度"].iter().any(|word| object.contains(word));
    let hands_in_plan = plan.iter().any(|word| object.contains(word)) && !progress;
    !hands_in_plan && !others.iter().any(|word| between.contains(word))
}

fn frequency(captures: &regex::Captures<'_>) -> Frequency {
    let has = |name: &str| captures.name(name).is_some();
    if has("mon") {
        Frequency::Monthly
    } else if has("qua") || has("qend") {
        Frequency::Quarterly
    } else if has("half") || has("twice") {
        Frequency::Semiannual
    } else if has("ann") {
        Frequency::Annual
    } else if has("once") || has("within") {
        Frequency::Once
    } else {
        Frequency::Weekly
    }
}

fn due(captures: &regex::Captures<'_>, frequency: Frequency) -> Due {
    let number = |name: &str| {
        captures
            .name(name)
            .and_then(|part| numeral::parse(part.as_str()))
            .and_then(|n| n.to_string().parse::<u8>().ok())
    };
    let has = |name: &str| captures.name(name).is_some();
    let mut due = Due::default();
    match frequency {
        Frequency::Weekly => {
            due.weekday = captures.name("wd").and_then(|day| {
                if matches!(day.as_str(), "日" | "天") {
                    Some(7)
                } else {
                    numeral::parse(day.as_str())?.to_string().parse().ok()
                }
            });
        }
        Frequency::Monthly => {
            due.day = number("md").or(has("ml").then_some(31));
            due.days_after = number("ma").map(u16::from);
        }
        Frequency::Quarterly => {
            due.day = number("qd");
            due.days_after = number("qa").or_else(|| number("qe")).map(u16::from);
            due.month = captures.name("qm").map(|month| match month.as_str() {
                "末月" | "末" | "第三个月" | "第3个月" | "最后一个月" | "最后一月" => 3,
                _ => 1,
            });
        }
        Frequency::Semiannual => due.days_after = number("ha").map(u16::from),
        Frequency::Annual => {
            due.month = number("am");
            due.day = number("ad");
        }
        Frequency::Once => {
            due.month = number("om").or((!has("within")).then_some(12));
            due.day = number("od").or_else(|| {
                captures.name("part").map(|part| match part.as_str() {
                    "上旬" | "初" => 10,
                    "中旬" => 20,
                    _ => 31,
                })
            });
        }
    }
    due
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    fn read(text: &str) -> Vec<(Frequency, String, Option<u8>)> {
        let text = fold(text);
        let name =
            |duty: &Duty| duty.recipient.clone().map_or("—".to_owned(), |range| text[range].to_owned());
        scan(&text, Lexicon::builtin())
            .iter()
            .map(|duty| (duty.frequency, name(duty), duty.due.day))
            .collect()
    }

    #[test]
    fn rhythms_days_and_offices_are_read() {
        let one = |rhythm, office: &str, day| vec![(rhythm, office.to_owned(), day)];
        assert_eq!(
            read("各责任单位每月5日前向政府督查室报送工作开展情况"),
            one(Frequency::Monthly, "政府督查室", Some(5))
        );
        assert_eq!(
            read("请于每季度末月25日前将办理情况书面报县政府督查科（联系电话：5530118）。"),
            one(Frequency::Quarterly, "县政府督查科", Some(25))
        );
        assert_eq!(
            read("各单位每月最后一个工作日前通过系统填报，并书面报市发改委（重点办）。"),
            one(Frequency::Monthly, "市发改委(重点办)", Some(31))
        );
        assert_eq!(
            read("每季度终了后10日内报市民政局，自评报告于2026年2月底前报送市财政局"),
            [one(Frequency::Quarterly, "市民政局", None), one(Frequency::Once, "市财政局", Some(31))]
                .concat()
        );
        assert_eq!(
            read("各牵头单位每半年向市政府办公室报送一次进展情况"),
            one(Frequency::Semiannual, "市政府办公室", None)
        );
        assert_eq!(
            read("各科每月20日前将进展报局办公室，半年小结于6月25日前报送"),
            [one(Frequency::Monthly, "局办公室", Some(20)), one(Frequency::Once, "局办公室", Some(25))]
                .concat()
        );
        assert_eq!(read("每周五17时前向县政府督查室报送进展"), one(Frequency::Weekly, "县政府督查室", None));
        assert_eq!(read("每月3日前将上月进展报县住建局汇总"), one(Frequency::Monthly, "县住建局", Some(3)));
    }

    #[test]
    fn a_day_may_have_its_hour_and_share_its_verb() {
        let once = |office: &str, day| (Frequency::Once, office.to_owned(), day);
        assert_eq!(
            read("请于2031年9月28日（星期五）下午6时前，将进展情况报县政府办公室。"),
            [once("县政府办公室", Some(28))]
        );
        assert_eq!(
            read("6月底、12月20日前将完成情况报市营商局"),
            [once("市营商局", Some(31)), once("市营商局", Some(20))]
        );
        assert_eq!(
            read("8月末小结、12月初全面总结，书面报县政府办公室。"),
            [once("县政府办公室", Some(31)), once("县政府办公室", Some(10))]
        );
        assert_eq!(read("落实情况在会后7日内上报。"), [once("—", None)]);
        assert_eq!(
            read("半年、全年各报送一次工作总结，报县政府研究室"),
            [
                (Frequency::Semiannual, "县政府研究室".to_owned(), None),
                (Frequency::Annual, "县政府研究室".to_owned(), None)
            ]
        );
        assert_eq!(
            read("每季度末向省林草局报送资金支出情况，次年1月20日前报送年度绩效自评报告"),
            [(Frequency::Quarterly, "省林草局".to_owned(), None), once("省林草局", Some(20))]
        );
    }

    #[test]
    fn twice_a_year_is_every_half_year() {
        assert_eq!(
            read("各部门每年6月底、12月底前向县政府办公室报送工作推进情况"),
            [(Frequency::Semiannual, "县政府办公室".to_owned(), None)]
        );
    }

    #[test]
    fn times_of_what_has_passed_are_none() {
        for text in [
            "3月15日，县政府常务会议听取了进展情况报告",
            "确保全年目标完成情况报告真实",
            "2日内书面报告县安委办",
        ] {
            assert!(read(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn plans_and_publications_are_none() {
        assert!(read("各单位于3月底前报送实施方案").is_empty());
        assert!(read("我们每季度最后一周张贴公示").is_empty());
        assert!(read("县政府督查室每半年通报一次").is_empty());
    }
}
