//! What tells of the past, or of how things stand, by its own words: 去年…, 截至…, 已建成…, 上半年….

use super::Calendar;
use crate::lexicon::Lexicon;
use crate::text::{Wordlist, find, floor_boundary, is_han, marker, numeral, pattern, words};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// How far behind a cue its clause is looked at, in bytes.
const NEAR: usize = 600;

/// Where the first cue of background stands, and whether it is a time.
pub(super) fn first_cue(clause: &str, calendar: Calendar, lexicon: &Lexicon) -> Option<(usize, bool)> {
    let word = lexicon.background.find_iter(clause).map(|(cue, ())| cue).find(|cue| {
        let before = clause[..cue.start].trim_end();
        // 比上年同期
        let before = match &clause[cue.clone()] {
            "同期" => {
                ["上年", "去年", "上年度"].iter().find_map(|year| before.strip_suffix(year)).unwrap_or(before)
            }
            _ => before,
        };
        let after = clause[cue.end..floor_boundary(clause, cue.end + NEAR)].trim_start();
        let cue = &clause[cue.clone()];
        // 比上年, 较去年 compare; 已建成的 qualifies a noun; 2021年以来的项目 likewise.
        let compares = before.ends_with(['比', '较', '于', '与', '超', '同', '按', '占']);
        // 上年度审计查出的问题整改率: what is left over from then is put right now.
        let left = after.starts_with("问题") && after.contains("整改率")
            || words!["审计", "遗留", "结转", "欠"].begins(after) && cue.starts_with('上');
        // 对尚未开工的27个项目
        let treated =
            before.strip_suffix('对').is_some_and(|lead| lead.is_empty() || lead.ends_with([')', '是']));
        let named = || treated && after.chars().take(10).any(|c| c == '的');
        // 对2020年以来已改厕所开展“回头看”
        let treats = || {
            cue.starts_with('已')
                && clause.trim_start().starts_with('对')
                && words!["开展", "进行", "逐一", "逐个", "全面", "抽查", "复核", "回访"].is_in(after)
        };
        // 维修尚未定级的文物45处, 已排查出的隐患整改率100%
        let relative = || {
            cue.starts_with('尚')
                && after.chars().take(20).any(|c| c == '的')
                && lexicon.indicator_verbs.at_end(before).is_some()
        };
        // 在去年基础上翻番
        let based = before.ends_with('在') && (after.starts_with("基础") || builds_on(after));
        // 吸取去年两起山火教训
        let learned = words!["吸取", "汲取"].begins(clause.trim_start()) && after.ends_with("教训");
        // 8月15日前对未达标机构逐家把脉
        let of_those = cue.starts_with('未') && before.ends_with('对');
        // 甲、乙等已签约项目开工率达到80%
        let of_list = cue.starts_with('已') && before.ends_with('等');
        let meant = based
            || of_list
            || learned
            || of_those
            || after.trim_start_matches('出').starts_with('的')
            || named()
            || treats()
            || relative();
        // 已建成厂房入驻率不低于70%: of what there is, so much is asked for.
        let asks = || {
            cue.starts_with('已')
                && words!["不低于", "不少于", "不超过", "高于"].is_in(after)
                // 原有经营户安置率达到100%
                || cue == "原有" && after.contains('率')
        };
        // 春节以来登记积案37件; but 2021年以来的项目
        let long = before.chars().nth(6).is_some() || before.starts_with('对');
        let since = cue == "以来" && !after.is_empty() && (long || after.contains('的'));
        // 通过现有企业引荐12家: what is at hand serves.
        let serves = || {
            const USES: &Wordlist = words![
                "通过", "依托", "利用", "盘活", "整合", "改造", "提升", "围绕", "优化", "巩固", "对", "将",
                "从",
            ];
            matches!(cue, "现有" | "原有")
                && USES.ends(before)
                && after.starts_with(is_han)
                && numeral::parse_prefix(after).is_none()
        };
        let qualifies = meant || since || left || asks() || serves();
        // 10月底前年度投资, 实现存量清零: the cue is made of the ends of two words.
        let across = match cue {
            "前年" => before.ends_with(['底', '月', '日', '末', '季']) || after.starts_with('度'),
            // 嘎查出列
            "查出" => before.ends_with('嘎'),
            _ => cue.starts_with('现') && before.ends_with(['实', '出', '体', '呈', '兑']),
        };
        !compares && !qualifies && !across
    });
    let past =
        calendar.year.and_then(|year| past_year(clause, year)).or_else(|| past_period(clause, calendar));
    let aims = |words: &str| words!["达到", "以上", "不低于", "不少于", "高于"].is_in(words);
    // 已检查5980人: what a clause begins with 已 is done.
    let words = clause.trim_start();
    let words = &words[marker::inline(words).unwrap_or(0)..];
    let done = words
        .strip_prefix('已')
        .filter(|rest| !rest.contains('的') && (!aims(rest) || rest.starts_with('达')));
    // 9所卫生院中有3所未配齐设备
    let lacks = clause.contains('未').then(|| find(clause, "中有")).flatten();
    let lacks = lacks.filter(|&at| clause[at..].contains('未')).map(|_| 0);
    // 管网已铺设188公里 of a notice that tells how far things have got; 至6月末仅实施11.4万亩 of any.
    let is_told = |at: &usize| !clause[*at..].contains('的') && !aims(&clause[*at..]);
    let told = if calendar.progress { clause.find('已').filter(is_told) } else { None };
    let only =
        clause.find('仅').or_else(|| clause.find('只').and_then(|_| find(clause, "只完成"))).filter(|&at| {
            !clause[..at].ends_with(['不', '除']) && clause[at..].contains(|c: char| c.is_ascii_digit())
        });
    // 抽查的28所学校中有11所设备离线: what was looked at, and what was wrong with it.
    let counts = |list: &Wordlist| {
        let place = list.place(clause)?;
        clause[place.end..].starts_with(|c: char| c.is_ascii_digit()).then_some(place.start)
    };
    let looked = counts(words!["抽查的", "随机取样", "随机抽查", "随机抽取"]);
    // 入学预测缺口1150个, 企业缺工3700人
    let short = counts(SHORT).map(|_| 0);
    let ends = TROUBLE.ends(clause.trim_end()) || TOLD.ends(clause.trim_end()) || happened(clause);
    let wrong = (ends && !lexicon.promise.is_in(clause)).then_some(0).or(short);
    let done = done.map(|_| 0).into_iter().chain(lacks).chain(told).chain(only).chain(looked).chain(wrong);
    // 今年以来 tells of what is done, and promises nothing.
    let begin = |cue: Range<usize>| if clause[cue.clone()] == *"以来" { 0 } else { cue.start };
    let word = word.map(begin).into_iter().chain(done).min().map(|at| (at, false));
    match (word, past.map(|at| (at, true))) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => b.or(a),
    }
}

/// How clauses end that say what is wrong: 9家停业, 2条水体氨氮超标.
const TROUBLE: &Wordlist = words!["停业", "超标", "离线", "停用", "不达标", "停摆", "闲置"];

/// How clauses end behind which somebody tells how things stand: 市民来信反映, 专报显示.
const TOLD: &Wordlist =
    words!["反映", "显示", "报告指出", "材料指出", "专报指出", "通报指出", "媒体曝光", "披露"];

/// What is followed by how many there are too few of.
const SHORT: &Wordlist = words!["预测缺口", "缺工", "缺编"];

/// Whether a clause says how many there are too few of: 入学预测缺口1150个.
pub(super) fn tells_lack(clause: &str) -> bool {
    SHORT.is_in(clause)
}

/// Whether a clause counts what has happened: 发生火灾23起, 其中“飞线”充电引发14起.
fn happened(clause: &str) -> bool {
    let count = clause.trim_end().strip_suffix(['起', '次']).unwrap_or_default();
    count.ends_with(|c: char| c.is_ascii_digit()) && words!["发生", "引发"].is_in(count)
}

/// Where a year before `year` begins the clause (2023年全市…); not 2021—2025年, nor 2021年以来的.
fn past_year(clause: &str, year: i16) -> Option<usize> {
    let at = clause.find(|c: char| c.is_ascii_digit())?;
    if clause[..at].chars().count() > 2 {
        return None;
    }
    let digits = clause[at..].get(..4)?;
    let rest = clause[at + 4..].trim_start();
    let said: i16 = digits.parse().ok()?;
    // 1998年至2012年建成的小区: the years say which are meant.
    let noun: String = rest.chars().skip(1).take_while(|c| is_han(*c) || c.is_ascii_digit()).collect();
    // 2024年遗留的3项隐患: what is left over is put right now.
    let left = words!["遗留", "滚动", "列入"].begins(&noun);
    let meant = noun.chars().take(12).any(|c| c == '的') && (left || clause[..at].trim_end().ends_with('对'));
    // 兑付2021年绩效工资: what was owed is paid now.
    let owed = ["兑付", "兑现", "发放", "补发", "补缴", "清偿", "偿还", "归还", "支付", "清退"]
        .contains(&clause[..at].trim());
    // 2023年度项目5月底前通过验收: what is due is to come.
    let due = words!["月底前", "日前", "月前", "季度末前"].is_in(rest);
    (rest.starts_with('年')
        && !meant
        && !due
        && !owed
        && !words!["年以来", "年底前", "年前", "年以前", "年底以前"].begins(rest)
        && (1980..year).contains(&said))
    .then_some(at)
}

static PERIOD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:今年|本年)?(?:(?P<half>上半年)|第?(?P<q>[一二三首])季度?|前(?P<qs>[一二两三])(?:个)?季度|前(?P<ms>[0-9一二三四五六七八九十]{1,2})个?月|1月?[-—–~至到](?P<m>[0-9]{1,2})月份?|1(?P<lost>[3-9]|1[0-2])月份?|(?P<end>[0-9]{1,2})月[底末](?:累计)?(?:为|达|建成|完成率|完成的?比例))(?P<behind>.?)",
    )
});

/// Whether the clause begins with a period of the year of issue that had passed then: 上半年完成…, 1-8月实现….
/// A month after December lost its dash: 18月实现….
fn past_period(clause: &str, calendar: Calendar) -> Option<usize> {
    let issued = calendar.issued?;
    let words = clause.trim_start();
    // Most clauses begin with something else.
    let may_begin = |c: char| c.is_ascii_digit() || "上第一二三首前今本".contains(c);
    if !words.starts_with(may_begin) {
        return None;
    }
    let found = PERIOD.captures(words)?;
    let number = |name: &str| -> Option<i8> {
        let words = found.name(name)?.as_str();
        match words {
            "首" => Some(1),
            "两" => Some(2),
            _ => numeral::whole(words),
        }
    };
    let quarters = number("q").or_else(|| number("qs")).map(|quarter| quarter.saturating_mul(3));
    let month = found
        .name("half")
        .map(|_| 6)
        .or(quarters)
        .or_else(|| number("ms"))
        .or_else(|| number("m"))
        .or_else(|| number("lost"))
        .or_else(|| number("end"))?;
    // 一季度未开工的23个项目: which are meant.
    let rest = &words[found.get(0)?.end()..];
    if found.name("behind").is_some_and(|behind| behind.as_str() == "未")
        && rest.chars().take(8).any(|c| c == '的')
    {
        return None;
    }
    // 上半年底前 is to come, whenever it was said.
    let due = found.name("behind").is_some_and(|behind| "前底末内以之将要".contains(behind.as_str()))
        && found.name("behind").is_some_and(|behind| !behind.is_empty());
    (!due && calendar.year == Some(issued.year()) && issued.month() > month).then_some(0)
}

/// Whether words go on as what is built upon, without a figure: 起步的基础上再加压.
fn builds_on(words: &str) -> bool {
    words.split_once("的基础上").is_some_and(|(what, _)| !what.contains(|c: char| c.is_ascii_digit()))
}

/// Whether the clause begins with a time of the year of issue that is still to come: 9月底支付率达到80%.
pub(super) fn is_ahead(clause: &str, calendar: Calendar) -> bool {
    let Some(issued) = calendar.issued.filter(|issued| calendar.year == Some(issued.year())) else {
        return false;
    };
    let words = clause.trim_start();
    let month = words.split_once('月').and_then(|(month, behind)| {
        let ends = behind.starts_with(|c: char| c.is_ascii_digit() || "底末中上下".contains(c));
        month.parse::<i8>().ok().filter(|_| ends)
    });
    let quarter = ["二季度", "三季度", "四季度"].iter().position(|quarter| words.starts_with(quarter));
    let quarter = quarter.and_then(|at| i8::try_from(at * 3 + 6).ok());
    let year = words!["年底", "年末", "到年底", "到年末"].begins(words).then_some(12);
    month.or(quarter).or(year).is_some_and(|month| month > issued.month())
}
