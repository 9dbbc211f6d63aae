//! When reports are due: 每月5日前, 每季度首月10日前, 半年结束后10日内.

use super::Due;
use crate::lexicon::Frequency;
use crate::text::{Wordlist, floor_boundary, numeral, pattern, words};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The words that say how often, and by when, a report is due.
pub(super) static RHYTHM: LazyLock<Regex> = LazyLock::new(|| {
    // 25日(节假日顺延)下午6时前. Between the brackets any sign of three bytes: of all signs a class is dear, and this stands
    // here six times.
    let bracket = r"(?:\([\x20-'*-~\x{1000}-\x{cfff}]{1,12}\))?";
    let hour = r"(?:\s?(?:上午|下午|中午|晚上?))?(?:\s?\d{1,2}\s?(?:[时点](?:\d{1,2}分|半|整|钟)?|:\d\d)|\s?下班)?\s?";
    let time = format!("{bracket}{hour}{bracket}");
    let before = r"(?:之前|以前|前)";
    pattern(&format!(
        r"(?x)
        (?P<series>(?:\d{{1,2}}月(?:份|\d{{1,2}}日|底|末)?[、和]){{2,3}}\d{{1,2}}月(?:份)?的?(?:(?P<sd>\d{{1,2}})日|底|末)?)\s?{before}
        |(?:每个?|逢)(?:周|星期)\s?(?P<wd>[一二三四五六日天1-7])?(?:\s?(?:上午|下午|中午|\d{{1,2}}\s?[时点:]\d*|前|之前|以前|下班)){{0,3}}
        |(?P<mon>每个?月|逐月|按月|次月|每两个?月|当月倒数|逢月末?倒数|月底最后一个工作日)\s?(?:的)?(?:(?:结束|终了|末)?之?后\s?(?P<ma>\d{{1,2}})\s?(?:个?工作)?(?:日|天)|[末底]\s?\d{{1,2}}\s?(?:个?工作)?(?:日|天)|(?P<md>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s?[日号]{time}|(?P<ml>底|末|月末|月底|最后一个工作日|最后1个工作日|最后一天|(?:最后一个|第[一二三]个|头一个)(?:星期|周)[一二三四五])|(?:上旬|中旬|下旬|初|前\d个工作日|最后\s?[\d二两三四五]\s?个?工作日|头[一二三四五\d]个?工作日|第[一二三四五]个?(?:工作日|天|日)|倒数第[一二三四五]个?(?:工作日|天|日)))?\s?(?:之前|以前|前|内)?
        |(?P<qua>每个?季度|按季度?|逐季|每季|逢季)\s?(?:的)?(?:最后\s?[\d一二三四五六]{{1,2}}\s?个工作日|最后一周|末月最后\s?\d{{1,2}}\s?(?:天|日)|(?P<qm>首月|末月|末|第一个月|第1个月|第三个月|第3个月|最后一个月|最后一月|次月|首个月|头一个月|头个月)?\s?(?:的)?(?:(?P<qd>\d{{1,2}})\s?[日号]{time})?)?\s?(?:(?:结束|终了|末)?(?:之?后)\s?(?P<qa>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s?(?:个工作)?(?:日|天))?\s?(?:之前|以前|前|底前|底|内)?
        |季(?:度(?:结束|终了)之?)?后\s?(?P<qe>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s?(?:个?工作)?(?:日|天)内?
        |(?P<half>每半年末?|按半年|半年)\s?(?:\(\d{{1,2}}月\d{{1,2}}日[、和及]\d{{1,2}}月\d{{1,2}}日前?\))?(?:(?:结束|终了)之?后\s?(?P<ha>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s?(?:个?工作)?(?:日|天)内?)?
        |(?P<ann>每年|全年)(?:度)?\s?(?:(?P<am>\d{{1,2}})\s?月\s?(?:(?P<ad>\d{{1,2}})\s?日|底|末)?(?P<twice>前?[、和及]\s?\d{{1,2}}\s?月\s?(?:\d{{1,2}}\s?日|底|末)?)?)?\s?(?:之前|以前|前)?
        |(?P<within>(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s?(?:个?工作日|个自然日|日|天)(?:之内|以内|内)|次日内)
        |(?P<once>(?:(?P<oy>20\d\d)\s?年|(?P<next>次年|翌年|明年)|今年|同年)?\s?(?P<om>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s?月\s?(?:(?P<od>\d{{1,2}})\s?[日号]{time}|(?P<part>月?底|月?末|上旬|中旬|下旬|初))\s?(?P<ob>{before})?|年底{before}|年末{before}|年终{before})
        "
    ))
});

/// Whether a time says by when, or how often: 于3月15日将; a day without 前 may as well be one that has passed.
pub(super) fn is_due(words: &str, captures: &regex::Captures<'_>, listed: bool) -> bool {
    let Some(whole) = captures.get(0) else { return false };
    let (before, behind) = (&words[..whole.start()], &words[whole.end()..]);
    if captures.name("once").is_none() || captures.name("om").is_none() || captures.name("ob").is_some() {
        return true;
    }
    listed
        || before.trim_end().ends_with(['于', '在', '请', '到'])
        || captures.name("part").is_some() && words!["小结", "总结", "全面总结"].begins(behind)
}

/// Whether a time is no part of another word: 上半年, 下半年, 半年内, 全年目标, 季后20日内.
pub(super) fn stands_free(words: &str, range: Range<usize>) -> bool {
    let found = &words[range.clone()];
    let before = &words[..range.start];
    // 此前无须按月报送
    if before.ends_with(['“', '截'])
        || is_until(before)
        || words!["无须", "无需", "不再", "不必", "不用", "不需"].ends(before)
    {
        return false;
    }
    // 每半年于6月28日、12月28日前: the days of that half.
    let days = before.rfind("每半年于").map(|at| &before[at + "每半年于".len()..]);
    if days.is_some_and(|days| days.chars().all(|c| c.is_ascii_digit() || "月日、和及".contains(c))) {
        return false;
    }
    // 逐月明确形象进度: how a plan is laid out.
    let laid_out = words!["明确", "分解", "细化", "制定", "倒排", "安排", "列出"];
    if found.starts_with('逐') && laid_out.begins(&words[range.end..]) {
        return false;
    }
    // 报送半年和全年总结: what is reported.
    let reported = |before: &str| before.ends_with(['送', '报', '交', '将']);
    if found == "半年" {
        return !before.ends_with(['上', '下', '前', '后'])
            && !words[range.end..].starts_with(['内', '以'])
            && !reported(before);
    }
    if found.starts_with("全年") {
        let list = before.trim_end_matches(['、', '和', '及', '与']);
        return ["半年", "季度"]
            .iter()
            .any(|period| list.strip_suffix(period).is_some_and(|before| !reported(before)));
    }
    !(found.ends_with('内') && words!["季后", "季度后", "月后", "半年后", "年后"].ends(before))
}

/// Whether the time behind words is the one until which a report tells: 每半年(截至6月25日、12月25日).
fn is_until(before: &str) -> bool {
    /// How far back its bracket may open, in bytes.
    const NEAR: usize = 80;
    const UNTIL: &Wordlist = words!["截至", "截止"];
    let near = &before[floor_boundary(before, before.len().saturating_sub(NEAR))..];
    let open = near.rsplit_once('(').filter(|(_, inner)| !inner.contains(')'));
    UNTIL.ends(before) || open.is_some_and(|(_, inner)| UNTIL.begins(inner))
}

pub(super) fn frequency(captures: &regex::Captures<'_>) -> Frequency {
    let has = |name: &str| captures.name(name).is_some();
    if has("mon") {
        Frequency::Monthly
    } else if has("qua")
        || has("qe")
        || captures.name("series").is_some_and(|series| is_quarterly(series.as_str()))
    {
        Frequency::Quarterly
    } else if has("half") || has("twice") {
        Frequency::Semiannual
    } else if has("ann") {
        Frequency::Annual
    } else if has("once") || has("within") || has("series") {
        Frequency::Once
    } else {
        Frequency::Weekly
    }
}

/// Whether the months of a list lie a quarter apart: 4月5日、7月5日、10月5日.
fn is_quarterly(series: &str) -> bool {
    let months =
        series.split(['、', '和']).filter_map(|date| date.split_once('月')?.0.trim().parse::<u8>().ok());
    let months: Vec<u8> = months.collect();
    months.windows(2).all(|pair| pair[1] == pair[0] + 3)
}

pub(super) fn due(captures: &regex::Captures<'_>, frequency: Frequency) -> Due {
    let number = |name: &str| captures.name(name).and_then(|part| numeral::whole::<u8>(part.as_str()));
    let has = |name: &str| captures.name(name).is_some();
    let mut due = Due::default();
    match frequency {
        Frequency::Weekly => {
            due.weekday = captures.name("wd").and_then(|day| {
                if matches!(day.as_str(), "日" | "天") { Some(7) } else { numeral::whole(day.as_str()) }
            });
        }
        Frequency::Monthly => {
            due.day = number("md").or(has("ml").then_some(31));
            due.days_after = number("ma").map(u16::from);
        }
        Frequency::Quarterly => {
            due.day = number("qd").or_else(|| number("sd"));
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
            // 3月、6月、10月底前 is no one month.
            due.month = number("om").or((!has("within") && !has("series")).then_some(12));
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
