//! Indicators (指标): the noun phrase that a number measures.

mod behind;

use super::context::Clause;
use super::quantity::Quantity;
use super::{deadline, party};
use crate::lexicon::Lexicon;
use crate::text::{Wordlist, after_last, brackets, is_han, leading, marker, words};
use behind::noun_behind;
use std::ops::Range;

/// The bytes of a verb of one character, which may as well be part of a noun.
const VERB: usize = '为'.len_utf8();

/// What a change is compared with.
const COMPARED: &Wordlist = words!["较上", "较去", "较前", "比上", "比去", "比前"];

/// Signs behind which a noun phrase begins.
const ENDS: [char; 10] = ['、', '(', ':', '”', ')', '和', '。', '△', '●', '■'];

/// The noun phrase in front of a number, or behind it where it stands before what it counts (61所幼儿园).
pub(super) fn of(
    text: &str,
    quantity: &Quantity,
    clause: Option<&Clause>,
    lexicon: &Lexicon,
) -> Option<Range<usize>> {
    // 解决1.2万群众饮水: whom the number counts.
    if quantity.unit.is_empty()
        && let Some((len, ())) = lexicon.people.at_start(&text[quantity.core.end..])
    {
        return Some(quantity.core.end..quantity.core.end + len);
    }
    // 钢铁行业80%以上产能完成改造: of what it is a share.
    if quantity.bound_after && matches!(&text[quantity.unit.clone()], "%" | "‰") {
        let behind = leading(&text[quantity.range.end..], 8, is_han);
        let noun = words!["完成", "实现", "达到", "建成"].find(behind);
        if let Some(end) = noun.filter(|&end| end > 0) {
            return Some(quantity.range.end..quantity.range.end + end);
        }
    }
    let start = clause.map_or(0, |clause| clause.range.start).min(quantity.range.start);
    let before = &text[start..quantity.range.start];
    let from = after_last(before, &ENDS);
    let quoted = quoted(before, from, lexicon);
    // 建(构)筑物, 小(2)型水库: a bracket may stand inside of a word; 新(改、扩)建 is one verb.
    let rest = if before[..from].ends_with(')') { &before[from..] } else { "" };
    if rest.starts_with("筑物") || rest.starts_with('型') {
        return None;
    }
    let built = rest.starts_with('建') && !words!["建设", "建成", "建立", "建档"].begins(rest);
    let from = from + if built { '建'.len_utf8() } else { 0 };
    let of_which = words!["其中"].find(&before[from..]).and_then(|_| before[from..].rfind("其中"));
    let from = of_which.map_or(from, |at| from + at + "其中".len());
    // 5座(含上年结转2座)
    let held = (from == 0 || before[..from].ends_with('(')) && before[from..].starts_with('含');
    let from = if held { from + '含'.len_utf8() } else { from };
    let before = before_change(before[from..].trim());
    // 2.更换老旧管网21公里: the number of an item is none of its words.
    let number = marker::parse(before).filter(|marker| marker.value > 0 && marker.len < before.len());
    let before = &before[number.map_or(0, |marker| marker.len)..];
    // 较上年增长5%: what it is compared with is not what is measured.
    let before = if COMPARED.begins(before) { &before[..0] } else { before };
    let rate = lexicon.per.at_end(before).map_or(0, |(len, ())| len);
    let before = without_rate(behind_sum(&before[..before.len() - rate], lexicon));
    let phrase = quoted.unwrap_or_else(|| without_count(without_doer(without_date(before), lexicon)));
    let phrase = without_comparison(phrase);
    let at = phrase.as_ptr() as usize - text.as_ptr() as usize;
    let behind = noun_behind(text, quantity, lexicon);
    // 幸福里、和畅苑2个小区: names in front, and what they are behind.
    let names = text[start..quantity.range.start][..from].ends_with(['、', '和']);
    if names && let Some(noun) = behind.clone().filter(|noun| !noun.is_empty()) {
        return Some(noun);
    }
    // 各乡镇新建12所幼儿园: in front of a verb stands who does it.
    if is_phrase(phrase) && !PLACES.contains(&phrase) && !ends_with_verb(phrase, lexicon) {
        let end = at + phrase.len();
        return Some(at..end + falls(&text[end..quantity.range.start], &text[quantity.unit.clone()]));
    }
    match behind {
        Some(noun) if !noun.is_empty() => Some(noun),
        // 老旧小区改造20个: nothing stands behind, and what is done to it in front.
        Some(_) => (is_phrase(phrase) && names_work(phrase, lexicon)).then(|| at..at + phrase.len()),
        None => None,
    }
}

/// How long the verb is behind a noun that a count says less of: 农村贫困人口减少50万. A rate says so by its kind.
fn falls(behind: &str, unit: &str) -> usize {
    const LESS: [&str; 5] = ["减少", "下降", "降低", "压减", "缩减"];
    let Some(verb) = LESS.iter().find(|verb| behind.starts_with(**verb)) else { return 0 };
    let reached = behind[verb.len()..].starts_with(['到', '至', '为']);
    let rate = matches!(unit, "%" | "‰" | "个百分点" | "百分点");
    if reached || rate { 0 } else { verb.len() }
}

/// The noun phrase with the name in quotes that ends at `from` of `before`: 专精特新“小巨人”企业, “个转企”.
fn quoted<'t>(before: &'t str, from: usize, lexicon: &Lexicon) -> Option<&'t str> {
    let name = before[..from].strip_suffix('”')?;
    let open = name.rfind('“')?;
    let start = after_last(&before[..open], &ENDS);
    // 落实“一户一策”,…: what a name says of how it is done is no noun.
    let phrase = without_doer(without_date(before[start..].trim()), lexicon);
    let whole = phrase.contains('“') && is_phrase(phrase) && !ends_with_verb(phrase, lexicon);
    whole.then_some(phrase)
}

/// A phrase without the count that it begins with: 日处理能力 of 一座日处理能力.
fn without_count(phrase: &str) -> &str {
    let count = |c: char| "一两二三四五六七八九十".contains(c);
    let rest =
        phrase.strip_prefix(count).and_then(|rest| rest.strip_prefix(['座', '所', '处', '栋', '家', '台']));
    rest.filter(|rest| rest.chars().count() >= 2).unwrap_or(phrase)
}

/// Whether a phrase is what is done to something: 电梯加装, 小区改造; not 各乡镇新建, 县水利局完成.
fn names_work(phrase: &str, lexicon: &Lexicon) -> bool {
    let Some((len, ())) = lexicon.indicator_verbs.at_end(phrase) else { return false };
    let object = &phrase[..phrase.len() - len];
    // 二期完成设备安装 says how far one is; 基本建成 says nothing of what.
    let verb = |(found, ()): (Range<usize>, ())| found.len() > VERB;
    let adverbs = ["基本", "全面", "全部", "同步", "集中", "统一", "逐步", "陆续", "主体"];
    object.chars().count() >= 2
        && !object.starts_with(['各', '每'])
        && !adverbs.contains(&object)
        && !lexicon.indicator_leads.find_iter(object).any(verb)
        && !acts(object, lexicon)
}

/// Whether words name an office that does something; 棚户区, 教师 only end like one.
fn acts(words: &str, lexicon: &Lexicon) -> bool {
    let ends = ["局", "委", "办", "厅", "部", "政府", "公司", "集团", "中心", "街道", "乡镇", "单位", "部门"];
    party::is_unit(words, lexicon) && ends.iter().any(|end| words.ends_with(end))
}

/// The words in front of what a number is compared with, which they end with: 发案数 of 发案数比上年同期.
fn without_comparison(phrase: &str) -> &str {
    let bare = phrase.strip_suffix("同期").unwrap_or(phrase).trim_end_matches('度');
    let year = ["上年", "去年", "前年"].iter().find_map(|year| bare.strip_suffix(year));
    let compared = year.and_then(|rest| rest.strip_suffix(['比', '较']));
    compared.filter(|rest| rest.chars().count() >= 2).unwrap_or(phrase)
}

/// The words in front of the rate that they end with: 标准提高至 of 标准提高至每户.
fn without_rate(phrase: &str) -> &str {
    let rate = phrase.rfind('每').filter(|&at| (2..=3).contains(&phrase[at..].chars().count()));
    rate.filter(|&at| phrase[..at].chars().count() >= 2).map_or(phrase, |at| &phrase[..at])
}

/// The words behind the sum that is spent on them: 建设实验室 of 投资1180万元建设实验室; not the rest of 产值过千万元的企业.
fn behind_sum<'t>(phrase: &'t str, lexicon: &Lexicon) -> &'t str {
    let sum = phrase.find('元').filter(|&at| phrase[..at].contains(|c: char| c.is_ascii_digit()));
    let rest = sum.map(|at| &phrase[at + '元'.len_utf8()..]);
    rest.filter(|rest| lexicon.indicator_leads.at_start(rest).is_some()).unwrap_or(phrase)
}

/// What makes a noun of the verb in front of it.
const GOES_ON: [char; 17] =
    ['区', '化', '性', '型', '率', '业', '者', '员', '费', '器', '力', '度', '后', '前', '施', '站', '会'];

/// Nouns that begin like a verb of one sign.
const STEMS: &Wordlist = words!["再生", "设备", "设计", "设立", "设置"];

/// What says when, of what or what for, and names nothing that is counted.
const NO_NOUNS: [&str; 24] = [
    "交付使用", "投入使用", "竣工验收", "共计", "合计", "总计", "给予补助", "给予奖励", "给予补贴", "其中",
    "请于", "务必于", "保障", "公布", "恢复", "利用", "盘活利用", "应建", "第一批", "年底前", "汛前",
    "同口径", "首批", "调整",
];

/// Words for places where something is counted: 城区6条内河.
const PLACES: [&str; 12] =
    ["城区", "中心城区", "主城区", "老城区", "市区", "县城", "镇区", "辖区", "全域", "农村", "城乡", "县域"];

/// Whether a phrase ends with what is done: 各乡镇新建; but 研发投入 is a noun.
fn ends_with_verb(phrase: &str, lexicon: &Lexicon) -> bool {
    let verb = lexicon.indicator_verbs.at_end(phrase);
    verb.is_some_and(|(len, ())| {
        let (doer, verb) = phrase.split_at(phrase.len() - len);
        let noun = verb == "投入" && !doer.is_empty() && !party::is_unit(doer, lexicon);
        !noun
    })
}

/// Whether words in front of a number are verbs and bounds alone, and name nothing: 达到, 力争完成.
pub(super) fn is_bare_verb(words: &str, lexicon: &Lexicon) -> bool {
    let words = words.trim();
    let bound = lexicon.bound_before.at_end(words).map_or(0, |(len, _)| len);
    bare(&words[..words.len() - bound], lexicon).is_empty()
}

/// The words in front of where a change begins: 普及率 of 普及率由88%提高到.
fn before_change(phrase: &str) -> &str {
    let from = phrase.char_indices().find(|(at, c)| {
        // 由88%提高到, 由一季度的21%收窄至
        let figures = |rest: &str| {
            rest.split(',').next().unwrap_or_default().chars().take(6).any(|c| c.is_ascii_digit())
        };
        matches!(c, '由' | '从') && figures(&phrase[at + c.len_utf8()..])
    });
    from.map_or(phrase, |(at, _)| &phrase[..at])
}

/// The bare phrase behind who does it, or for whom: 银行贷款 of 市金融办协调落实银行贷款, 轮椅 of 为残疾人配备轮椅.
fn without_doer<'t>(phrase: &'t str, lexicon: &Lexicon) -> &'t str {
    // 利用边角地建设公园: nor does that with which it is done.
    let means = words!["利用", "通过", "依托", "结合", "围绕", "聚焦"].begins(phrase);
    let helped = means || phrase.starts_with(['为', '给', '向', '对', '在']);
    // 建委引进外资, 两局各引进项目
    let named = phrase.starts_with('各')
        || phrase.contains(['局', '委', '县', '镇', '乡'])
        || lexicon.levels.iter().any(|level| phrase.starts_with(level.as_str()));
    let does = |&at: &usize| {
        lexicon.indicator_leads.at_start(&phrase[at..]).is_some_and(|(len, ())| len > VERB)
            && (helped || party::is_unit(phrase[..at].trim_end_matches(['各', '要', '应', '须']), lexicon))
    };
    let mut verbs = phrase.char_indices().map(|(at, _)| at).skip(2).filter(|_| helped || named);
    let rest = verbs.find(does).map(|at| bare(&phrase[at..], lexicon));
    rest.filter(|rest| rest.chars().count() >= 2).unwrap_or_else(|| bare(phrase, lexicon))
}

/// What stands between who does something and when.
const DUTIES: &Wordlist = words!["负责", "牵头", "要", "须", "应", "要在"];

/// The words behind the date that they begin with, or in front of the one that they end with: 化解率 of 年底前化解率.
fn without_date(phrase: &str) -> &str {
    // 到2047年新能源车辆占比
    let phrase = phrase.strip_prefix('到').filter(|rest| rest.starts_with("20")).unwrap_or(phrase);
    match deadline::period(phrase) {
        Some(period) if period.start == 0 => phrase[period.end..].trim_start(),
        Some(period) if period.end == phrase.len() => phrase[..period.start].trim_end(),
        // 县水务局负责10月底前更换水表: who does it by when.
        Some(period) if DUTIES.ends(&phrase[..period.start]) => phrase[period.end..].trim_start(),
        _ => phrase,
    }
}

/// What each number of a list measures: 失业率、价格涨幅分别控制在5%、3%, by position.
///
/// `subject` is the place of the words in front of 分别. Where the nouns share their last word (城镇、农村居民收入),
/// only the last stands there whole; where there are more or fewer nouns than `count`, none can be told.
pub(super) fn respectively(
    text: &str,
    subject: Range<usize>,
    count: usize,
    lexicon: &Lexicon,
) -> Vec<Option<Range<usize>>> {
    let words = &text[subject.clone()];
    let nouns = brackets::split_outside(words, |c| matches!(c, '、' | '和' | '与' | '及'));
    let noun = |range: &Range<usize>| {
        let phrase = bare(&words[range.clone()], lexicon);
        let at = phrase.as_ptr() as usize - text.as_ptr() as usize;
        is_phrase(phrase).then_some(at..at + phrase.len())
    };
    if let [only] = nouns.as_slice() {
        // 城乡居民收入分别增长6%、6.5%: two in one word.
        let both = words[only.clone()].trim_start().starts_with("城乡");
        return vec![noun(only).filter(|_| !both); count];
    }
    if nouns.len() != count {
        return vec![None; count];
    }
    let last = nouns.len() - 1;
    let whole = |range: &Range<usize>| lexicon.measured.at_end(&words[range.clone()]).is_some();
    nouns.iter().enumerate().map(|(at, range)| noun(range).filter(|_| at == last || whole(range))).collect()
}

/// The noun phrase in front of an end state.
pub(super) fn of_state(text: &str, at: usize, lexicon: &Lexicon) -> Option<Range<usize>> {
    let start = after_last(&text[..at], &[',', '。', ';', '、', '\n', ':', '(', ')', '”']);
    let phrase = bare(without_date(text[start..at].trim_matches([' ', '“'])), lexicon);
    let from = phrase.as_ptr() as usize - text.as_ptr() as usize;
    is_phrase(phrase).then(|| from..from + phrase.len())
}

/// A phrase without the verbs around it; 覆盖率 keeps what its verb is part of.
fn bare<'t>(mut phrase: &'t str, lexicon: &Lexicon) -> &'t str {
    loop {
        let trimmed = phrase.trim_end_matches(['各', '均', '要']);
        // 彩超, B超 are things.
        let thing = trimmed.ends_with("彩超") || trimmed.ends_with("B超");
        let link = lexicon.indicator_links.at_end(trimmed).or_else(|| lexicon.negations.at_end(trimmed));
        let link = link.filter(|_| !thing);
        phrase = &trimmed[..trimmed.len() - link.map_or(0, |(len, ())| len)];
        if link.is_none() {
            break;
        }
    }
    phrase = without_rate(without_date(phrase));
    while let Some((len, ())) = lexicon.indicator_leads.at_start(phrase) {
        let rest = &phrase[len..];
        // 服务业标准, 组织化输出, 培训后就业率: the verb is the beginning of a noun.
        // 新建小区移交率: of the new ones.
        let share = phrase.starts_with("新建") && phrase.ends_with('率')
            || words!["签约金额", "签约额"].begins(phrase);
        let stem = share || len == VERB && STEMS.begins(phrase);
        if rest.chars().count() == 1 || stem || rest.starts_with(GOES_ON) {
            break;
        }
        phrase = without_date(rest);
    }
    // 2020年以来已改厕所
    let phrase = phrase.strip_prefix("以来").map_or(phrase, |rest| rest.trim_start_matches('已'));
    // 建成的老旧小区; 用水量较2020年
    phrase.trim_start_matches('的').trim_end_matches('较')
}

/// Whether the words can be a noun phrase: two to twenty characters; figures only beside letters (5G基站, PM2.5).
fn is_phrase(words: &str) -> bool {
    let count = words.chars().count();
    // 其中1户须为…: no noun stands there.
    let modal = words!["须", "应为", "应当", "必须"].begins(words);
    // 每支, 每季度 are rates of something that is not named.
    let bare_rate = words.starts_with('每') && count <= 3;
    // 省级7户: whose, not what.
    let level = count == 2 && words.ends_with('级');
    let plain = words
        .chars()
        .all(|c| is_han(c) || c.is_ascii_alphanumeric() || matches!(c, '“' | '”' | '·' | '-' | '.'));
    let letters = words.contains(|c: char| c.is_ascii_alphabetic());
    let figures = words.contains(|c: char| c.is_ascii_digit());
    plain
        && (letters || !figures)
        && !bare_rate
        && !modal
        && !level
        && !NO_NOUNS.contains(&words)
        && !words.ends_with(['内', '外'])
        && !(words.ends_with('前') && count <= 4)
        && (!words.starts_with('向') || words.starts_with("向日"))
        && !words.ends_with(['的', '及', '与', '和', '等'])
        && !words!["以上", "以下", "以内"].ends(words)
        && (2..=20).contains(&count)
}
