//! Reporting duties (报送要求): who reports to whom, how often, due when.

mod recipient;
mod rhythm;

use crate::lexicon::{Frequency, Lexicon};
use crate::text::{Signs, Wordlist, after_last, brackets, is_han, words};
use rhythm::{RHYTHM, due, frequency, is_due, stands_free};
use std::ops::Range;

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

/// Signs that may say that something is reported, or when, and those that end a sentence.
static CUES: Signs = Signs::new(&[
    '报', '馈', '送', '交', '至', '诉', '每', '逐', '按', '逢', '月', '年', '底', '末', '终', '内', '给',
    '到', '。', '\n', ';', '.',
]);

/// Finds the duties to report of a folded text.
///
/// A sentence states one where a rhythm or a day stands with a verb of reporting; plans and lists to hand in,
/// and what is published to residents, are none.
pub(crate) fn scan(text: &str, lexicon: &Lexicon) -> Vec<Duty> {
    let mut found = Vec::new();
    let mut start = 0;
    // Behind a semicolon the office that was named goes on being meant, be it for a plan.
    let mut known: Option<Range<usize>> = None;
    // What a sentence must say that states a duty: a verb of reporting, and a time.
    let (mut reports, mut timed) = (false, false);
    let mut before = '。';
    for (end, sign) in text.char_indices().chain([(text.len(), '。')]) {
        if !CUES.may_have(sign) {
            before = sign;
            continue;
        }
        match (std::mem::replace(&mut before, sign), sign) {
            (_, '报' | '馈' | '送' | '交') | ('发' | '传', '至' | '给' | '到') | ('告', '诉') => {
                reports = true
            }
            // 每周, 逐月, 按季, 3月; 半年, 全年, 年底; 5日内, 一周之内.
            (_, '每' | '逐' | '按' | '逢' | '月')
            | ('半' | '全', '年')
            | ('年', '底' | '末' | '终')
            | (_, '内') => timed = true,
            // …下达给你们.请各单位于…: a stop that became a point.
            (before, '.') if !is_han(before) || !text[end + 1..].starts_with(is_han) => {}
            (_, '。' | '\n' | ';' | '.') => {
                if reports && timed {
                    let (duties, named) = sentence(text, start..end, known.take(), lexicon);
                    known = named;
                    found.extend(duties);
                }
                known = known.filter(|_| sign == ';');
                start = (end + sign.len_utf8()).min(text.len());
                (reports, timed) = (false, false);
            }
            _ => {}
        }
    }
    found
}

/// The duties of a sentence, and the last office that it names; `known` is the one that the sentence before named.
fn sentence(
    text: &str,
    range: Range<usize>,
    known: Option<Range<usize>>,
    lexicon: &Lexicon,
) -> (Vec<Duty>, Option<Range<usize>>) {
    let words = &text[range.clone()];
    let rhythms: Vec<Range<usize>> = RHYTHM
        .find_iter(words)
        .map(|found| found.range())
        .filter(|range| stands_free(words, range.clone()))
        .collect();
    let mut duties: Vec<Duty> = Vec::new();
    // To whom a plan or a list was to go; reports that follow go there too.
    let mut named: Option<Range<usize>> = None;
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
        let before = named.clone();
        named = recipient.clone().or(named);
        // What a time is made of is asked only where it is one of a report.
        let Some(captures) = RHYTHM.captures_at(words, whole.start) else { continue };
        let from = at.checked_sub(1).and_then(|at| rhythms.get(at)).map_or(0, |last| last.end);
        let object = object(words, from, whole.start, end);
        // 2日内书面报告: an event, and no report on progress.
        if captures.name("once").is_some() && !is_report(object)
            || captures.name("within").is_some()
                && !is_report(&object.replace("报告", ""))
                && !(CLOSED.ends(words[..whole.start].trim_end())
                    && (is_report(object) || closes(object) || recipient.is_some()))
            || !is_duty(words, whole.clone(), verb, object)
            || !is_due(words, &captures, listed)
        {
            continue;
        }
        let frequency = frequency(&captures);
        let reporter = recipient::reporter(words, whole.start, lexicon);
        let shift = |part: Range<usize>| range.start + part.start..range.start + part.end;
        // 每季度末向X报送进展, 12月20日前报送总结: the office that was named goes on being meant.
        let recipient = recipient.or(before).map(shift);
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
    let named = named.map(|part| range.start + part.start..range.start + part.end);
    let last = named.or_else(|| duties.last().and_then(|last| last.recipient.clone())).or(known);
    (duties, last)
}

/// Whether the time `at` stands in a list with the next one, and leaves the verb to it: 6月底、12月底前报送.
fn shares_verb(words: &str, rhythms: &[Range<usize>], at: usize) -> bool {
    let (Some(this), Some(next)) = (rhythms.get(at), rhythms.get(at + 1)) else { return false };
    let between = &words[this.end..next.start];
    // 20日前将进展情况、12月10日前将工作总结报…
    let object =
        between.strip_prefix('将').is_some_and(|object| object.trim_end().ends_with(['、', '和', '及']));
    (object || between.starts_with(['、', '和', '及', '与'])) && between.chars().count() <= 16
        || ["小结", "总结"]
            .iter()
            .any(|word| between.strip_prefix(word).is_some_and(|rest| matches!(rest, "、" | ",")))
}

/// What a report closes: 事项办结后5个工作日内报送办结报告.
const CLOSED: &Wordlist = words![
    "办结后",
    "办成后",
    "完结后",
    "完成后",
    "完毕后",
    "完毕",
    "结束后",
    "验收后",
    "自验后",
    "节点后",
    "销号后",
    "办理后",
    "办结之日起"
];

/// Whether it is reported that something can be closed: 整改完成后5日内报县安委办验收销号.
fn closes(object: &str) -> bool {
    words!["验收", "销号"].is_in(object) && !object.contains("申请")
}

/// What is handed in, and is no report on progress.
const PLANS: &[&str] = &[
    "方案", "名单", "联系人", "清单", "申请", "计划", "分工", "联络员", "建议", "需求", "台账", "信息表",
    "备案",
];
const REPORTS: &[&str] =
    &["总结", "小结", "进展", "进度", "自评", "考评", "报告", "答复", "结果", "书面反馈"];

/// Whether what is due once is a report on progress, and no plan or list.
fn is_report(object: &str) -> bool {
    // What stands in brackets says where to send it: (建议提案科).
    let bare = brackets::without(object);
    // The bracket may go on behind the sentence: (联系人:…;电话:…).
    let bare = bare.split('(').next().unwrap_or_default();
    let reports = REPORTS.iter().any(|word| bare.contains(word));
    tells_how_it_stands(object) || reports && !PLANS.iter().any(|plan| hands_in(bare, plan))
}

/// Whether a plan or list is handed in, and not what came of it: 建议办理工作总结.
fn hands_in(object: &str, plan: &str) -> bool {
    const DONE: &Wordlist = words!["办理", "办结", "执行", "落实", "实施", "完成"];
    let done = |behind: &str| DONE.begins(behind);
    // 对照本分工形成书面总结: by what, and no more.
    let by = |before: &str| words!["对照", "按照", "根据", "对照本", "按照本", "根据本"].ends(before);
    object.match_indices(plan).any(|(at, _)| !done(&object[at + plan.len()..]) && !by(&object[..at]))
}

/// 落实情况, 整改情况; who somebody is (人员情况) does not change.
fn tells_how_it_stands(object: &str) -> bool {
    object.match_indices("情况").any(|(at, _)| {
        let before = &object[..at];
        !words!["基本", "人员", "联系人", "联络员", "特殊", "紧急", "名单"].ends(before)
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
    // 由牵头部门将通报项目的最新进展报…: what is reported on may have been circulated.
    let object_ends = words!["情况", "进展", "进度"].ends(between.trim_end());
    let between = between.rsplit_once('将').filter(|_| object_ends).map_or(between, |(before, _)| before);
    let others =
        words!["通报", "公示", "调度会", "公布", "督查一次", "检查一次", "召开", "听取", "听一次", "听汇"];
    let plan = ["实施方案", "名单", "联系人"];
    // Contacts in brackets say where to send it.
    let object = object.split('(').next().unwrap_or_default();
    let progress = words!["情况", "进展", "进度"].is_in(object);
    let hands_in_plan = plan.iter().any(|word| object.contains(word)) && !progress;
    !hands_in_plan && !others.is_in(between)
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
    fn days_of_a_list_are_a_rhythm_or_one_report_each() {
        assert_eq!(
            read("3月、6月、9月、12月的28日前将进展报县政府督查室"),
            [(Frequency::Quarterly, "县政府督查室".to_owned(), Some(28))]
        );
        assert_eq!(
            read("4月5日、7月5日、10月5日前，分别向县政府督查室报送上季度落实情况"),
            [(Frequency::Quarterly, "县政府督查室".to_owned(), Some(5))]
        );
        assert_eq!(
            read("7月5日、12月31日前分别向县政府办公室报送半年和全年总结"),
            [5, 31].map(|day| (Frequency::Once, "县政府办公室".to_owned(), Some(day)))
        );
    }

    #[test]
    fn times_that_have_passed_are_none() {
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
