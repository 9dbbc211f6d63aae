//! Reporting duties (报送要求): who reports to whom, how often, due when.

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
    /// Who reports.
    pub reporter: Option<Range<usize>>,
    /// To whom.
    pub recipient: Option<Range<usize>>,
    /// The words that say when.
    pub range: Range<usize>,
}

static RHYTHM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        每(?:个)?(?:周|星期)\s?(?P<wd>[一二三四五六日天1-7])?(?:\s?(?:上午|下午|中午|\d{1,2}\s?[时点:]\d*|前|之前|以前|下班)){0,3}
        |(?P<mon>每个?月|逐月|按月|次月|每两个?月)\s?(?:的)?(?:(?P<md>\d{1,2}|[一二三四五六七八九十]{1,3})\s?[日号]|(?P<ml>底|末|月末|月底|最后一个工作日|最后1个工作日|最后一天|最后一个(?:星期|周)[一二三四五])|(?:上旬|中旬|下旬|初|前\d个工作日))?\s?(?:之前|以前|前|内)?
        |(?P<qua>每个?季度|按季度?|逐季|每季)\s?(?:的)?(?:(?P<qm>首月|末月|末|第一个月|第1个月|第三个月|第3个月|最后一个月|次月|首个月)?\s?(?:的)?(?:(?P<qd>\d{1,2})\s?[日号])?)?\s?(?:(?:结束|终了|末)?(?:之?后)\s?(?P<qa>\d{1,2}|[一二三四五六七八九十]{1,2})\s?(?:个工作)?(?:日|天))?\s?(?:之前|以前|前|底前|底|内)?
        |(?P<half>每半年|按半年|半年)
        |(?P<ann>每年)(?:度)?\s?(?:(?P<am>\d{1,2})\s?月\s?(?:(?P<ad>\d{1,2})\s?日|底|末)?)?\s?(?:之前|以前|前)?
        |(?P<once>(?:(?P<oy>20\d\d)\s?年|次年|今年|明年)?\s?(?P<om>\d{1,2}|[一二三四五六七八九十]{1,2})\s?月\s?(?:(?P<od>\d{1,2})\s?[日号]|(?P<ol>底|末|上旬|中旬|下旬))\s?(?:之前|以前|前)|年底前|年末前|年终前)
        ",
    )
});

/// Verbs of reporting, and the words between them and the recipient.
static TO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:向|報)?(?P<verb>书面报送至|书面上报至|书面反馈至|报送至|上报至|反馈至|汇总至|书面报送|书面上报|书面报告|书面报|书面反馈|集中报送|统一报送|及时报送|径报|直接报|按时报送|分别报送|报送给|报给|报至|报送|上报|呈报|抄报|交至|交|反馈给|反馈|送交|送至|报(?:[^告道纸名价刊废警销批考酬表到备名]|$)|汇报|报告)",
    )
});

/// Finds the duties to report of a folded text.
///
/// A sentence states one where a rhythm or a day stands with a verb of reporting; plans and lists to hand in,
/// and what is published to residents, are none.
pub(crate) fn scan(text: &str, lexicon: &Lexicon) -> Vec<Duty> {
    let mut found = Vec::new();
    let mut start = 0;
    for (end, sign) in
        text.char_indices().filter(|(_, c)| matches!(c, '。' | '\n' | ';')).chain([(text.len(), '。')])
    {
        found.extend(sentence(text, start..end, lexicon));
        start = (end + sign.len_utf8()).min(text.len());
    }
    found
}

fn sentence(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Vec<Duty> {
    let words = &text[range.clone()];
    if !words.contains(['报', '馈', '送', '交']) {
        return Vec::new();
    }
    let rhythms: Vec<_> = RHYTHM
        .captures_iter(words)
        .filter(|found| found.get(0).is_some_and(|whole| stands_free(words, whole.range())))
        .collect();
    let mut duties: Vec<Duty> = Vec::new();
    for (at, captures) in rhythms.iter().enumerate() {
        let Some(whole) = captures.get(0) else { continue };
        // A于每月5日前、B于每月8日前将…报C: the first shares the verb of the next.
        let shares = rhythms.get(at + 1).and_then(|next| next.get(0)).is_some_and(|next| {
            let between = &words[whole.end()..next.start()];
            between.starts_with('、') && between.chars().count() <= 16
        });
        let at = at + usize::from(shares);
        let end = rhythms.get(at + 1).and_then(|next| next.get(0)).map_or(words.len(), |next| next.start());
        // The verb stands behind the time; 每季度向X报送, 于每月5日前将…报X. A later time has its own verb.
        let Some((recipient, verb)) = recipient(words, whole.end(), end, lexicon) else { continue };
        let object = &words[after_last(&words[..whole.start()], &[',', '。'])..end];
        if captures.name("once").is_some() && !is_report(object)
            || !is_duty(words, whole.range(), verb, object)
        {
            continue;
        }
        let frequency = frequency(captures);
        let reporter = reporter(words, whole.start(), lexicon);
        let shift = |part: Range<usize>| range.start + part.start..range.start + part.end;
        // 每季度末向X报送进展, 12月20日前报送总结: the office that was named goes on being meant.
        let recipient = recipient.map(shift).or_else(|| duties.last()?.recipient.clone());
        duties.push(Duty {
            frequency,
            due: due(captures, frequency),
            year: captures.name("oy").and_then(|year| year.as_str().parse().ok()),
            reporter: reporter.map(shift),
            recipient,
            range: shift(brackets::trim(words, whole.range())),
        });
    }
    duties
}

/// Whether a time is no part of another word: 上半年, 下半年, 半年内; a 半年 alone needs 每 or 按.
fn stands_free(words: &str, range: Range<usize>) -> bool {
    let found = &words[range.clone()];
    let before = &words[..range.start];
    !(found == "半年"
        && (before.ends_with(['上', '下', '前', '后']) || words[range.end..].starts_with(['内', '以'])))
        && !before.ends_with(['“', '截'])
}

/// Whether what is due once is a report on progress, and no plan or list.
fn is_report(object: &str) -> bool {
    let plan = [
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
    let report = [
        "总结",
        "小结",
        "进展",
        "完成情况",
        "落实情况",
        "自评",
        "报告",
        "整改情况",
        "情况报",
        "办理情况",
        "答复",
        "工作情况",
        "推进情况",
        "开展情况",
    ];
    report.iter().any(|word| object.contains(word))
        && !plan.iter().any(|word| object.contains(word) && !object.contains("情况"))
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
    } else if has("qua") {
        Frequency::Quarterly
    } else if has("half") {
        Frequency::Semiannual
    } else if has("ann") {
        Frequency::Annual
    } else if has("once") {
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
        Frequency::Monthly => due.day = number("md").or(has("ml").then_some(31)),
        Frequency::Quarterly => {
            due.day = number("qd");
            due.days_after = number("qa").map(u16::from);
            due.month = captures.name("qm").map(|month| match month.as_str() {
                "末月" | "末" | "第三个月" | "第3个月" | "最后一个月" => 3,
                _ => 1,
            });
        }
        Frequency::Annual => {
            due.month = number("am");
            due.day = number("ad");
        }
        Frequency::Once => {
            due.month = number("om").or(Some(12));
            due.day = number("od").or(has("ol").then_some(31));
        }
        Frequency::Semiannual => {}
    }
    due
}

/// To whom the report goes, and where its verb stands; `None` where `words[from..to]` has no verb of reporting.
fn recipient(
    words: &str,
    from: usize,
    to: usize,
    lexicon: &Lexicon,
) -> Option<(Option<Range<usize>>, usize)> {
    let part = &words[from..to];
    // 向X报送…, 向X报告…
    for (at, sign) in part.match_indices('向') {
        let start = from + at + sign.len();
        let rest = &words[start..to];
        let Some(verb) = [
            "报送",
            "书面报送",
            "书面报告",
            "上报",
            "报告",
            "反馈",
            "汇报",
            "书面",
            "报",
            "提交",
            "递交",
            "作出",
        ]
        .iter()
        .filter_map(|verb| rest.find(verb))
        .min() else {
            continue;
        };
        let name = brackets::trim(words, start..start + verb);
        if office(&words[name.clone()], lexicon) {
            return Some((Some(name), from + at));
        }
    }
    let mut fallback = None;
    for verb in TO.find_iter(part) {
        // 报[X]: the pattern takes the sign behind 报 along to see that it is no other word.
        let word = verb.as_str();
        let known = ["至", "给", "送", "报", "馈", "交", "告"].iter().any(|end| word.ends_with(end));
        let end =
            if known { verb.end() } else { verb.end() - word.chars().next_back().map_or(0, char::len_utf8) };
        let start = from + end;
        let rest = words[start..to].trim_start_matches(['至', '给', '到', '送', '报']);
        let start = to - rest.len();
        let stop = name_end(rest);
        let name = brackets::trim(words, start..start + stop);
        if office(&words[name.clone()], lexicon) {
            return Some((Some(name), from + verb.start()));
        }
        let reports = ["报送", "上报", "报告", "汇报", "反馈"].iter().any(|verb| word.contains(verb));
        // 提交排查报告: a report that is the task's own product goes to nobody.
        let product = word == "报告" && !words[..from].contains("每");
        if reports && !product && !rest.starts_with(['率', '数', '制']) {
            fallback.get_or_insert((None, from + verb.start()));
        }
    }
    fallback
}

/// Where the name ends that stands behind 报: at a stop, at a bracket with a telephone number, or at the next verb.
fn name_end(rest: &str) -> usize {
    let mut end = rest.len();
    for pair in brackets::outermost(rest) {
        let inside = &rest[pair.inner.clone()];
        // A bracket that names a part of the office belongs to its name; one with telephones or contacts does not.
        if inside.contains(|c: char| c.is_ascii_digit() || c == ':')
            || ["联系", "邮箱", "纸质"].iter().any(|word| inside.contains(word))
        {
            end = end.min(pair.outer.start);
            break;
        }
    }
    // A bracket that the sentence's end has cut off is no part of the name.
    if let Some(open) = rest[..end]
        .find('(')
        .filter(|&open| brackets::outermost(&rest[..end]).iter().all(|pair| pair.outer.start != open))
    {
        end = open;
    }
    end = rest[..end].find(|c: char| c.is_ascii_digit()).unwrap_or(end);
    end = rest[..end].find([',', '。', ';', '、', '\n', ':', '并', '“', '《']).unwrap_or(end);
    for verb in [
        "汇总", "备案", "审核", "审定", "审查", "存档", "统筹", "审签", "抄送", "的", "报送", "进行", "同时",
        "及市", "及县", "及区",
    ] {
        if let Some(at) = rest[..end].find(verb).filter(|&at| at > 0) {
            end = end.min(at);
        }
    }
    end
}

/// Whether the words name an office that takes reports.
fn office(words: &str, lexicon: &Lexicon) -> bool {
    super::party::is_unit(words, lexicon)
        && words.chars().count() >= 3
        && !words.contains("情况")
        && !words.contains("进展")
}

/// Who reports: the units named in front of the time.
fn reporter(words: &str, time: usize, lexicon: &Lexicon) -> Option<Range<usize>> {
    let before =
        words[..time].trim_end().trim_end_matches(['于', '在', ' ', '要', '应', '须', '请', '按', '务']);
    let before = before.trim_end_matches(['须', '必', '要', '应']);
    let start = after_last(before, &[',', ':', '。']);
    let start = start + crate::text::marker::parse(&before[start..]).map_or(0, |marker| marker.len);
    // 各牵头单位自3月起
    let end = before[start..].find('自').filter(|&at| at > 0).map_or(before.len(), |at| start + at);
    let name = brackets::trim(before, start..end);
    let lead = ["请", "由"]
        .iter()
        .filter(|lead| before[name.clone()].starts_with(**lead))
        .map(|lead| lead.len())
        .max()
        .unwrap_or(0);
    let name = name.start + lead..name.end;
    super::party::is_unit(&before[name.clone()], lexicon).then_some(name)
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
    fn plans_and_publications_are_none() {
        assert!(read("各单位于3月底前报送实施方案").is_empty());
        assert!(read("我们每季度最后一周张贴公示").is_empty());
        assert!(read("县政府督查室每半年通报一次").is_empty());
    }
}
