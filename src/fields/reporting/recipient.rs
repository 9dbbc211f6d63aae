//! Who reports, and to whom: 各牵头单位…向县政府督查室报送.

use crate::lexicon::Lexicon;
use crate::text::{Wordlist, after_last, before_next, brackets, floor_boundary, leading, pattern, words};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// How far in front of a verb its 每 is looked for, in bytes: further than sentences go.
const NEAR: usize = 1200;

/// How far behind a verb the name ends that it reports to, in bytes; longer than names are with their brackets.
const NAME: usize = 600;

/// Verbs of reporting, and the words between them and the recipient.
static TO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"向?(?P<verb>函告|书面报送至|书面上报至|书面反馈至|报送至|发送至|发至|发给|发到|上传至|传至|上报至|反馈至|汇总至|书面报送|书面上报|书面报告|书面报|书面反馈|集中报送|统一报送|及时报送|径报|直接报|按时报送|分别报送|报送给|报给|报至|报到|告诉|报送|上报|呈报|呈送|抄报|交至|交|反馈给|反馈|送交|送至|填报|送|(?:进展|情况|总结|材料|报表|台账|进度表)送|报(?:[^告道纸名价刊废警销批考酬表到备名]|$)|汇报|报告)",
    )
});

/// To whom the report goes, and where its verb stands; `None` where `words[from..to]` has no verb of reporting.
pub(super) fn recipient(
    words: &str,
    from: usize,
    to: usize,
    lexicon: &Lexicon,
) -> Option<(Option<Range<usize>>, usize)> {
    let asked = asked(words, from, to, lexicon);
    let sent = sent(words, from, to, lexicon);
    match (asked, sent) {
        // 函告X,重大情况及时向Y报告: the first is meant.
        (Some(asked), Some((Some(name), verb))) if verb < asked.1 => Some((Some(name), verb)),
        (Some((name, verb)), _) => Some((Some(name), verb)),
        (None, sent) => sent,
    }
}

/// Whom a report is made to, in front of its verb: 向X报送…, 向X报告…; and where 向 stands.
fn asked(words: &str, from: usize, to: usize, lexicon: &Lexicon) -> Option<(Range<usize>, usize)> {
    let part = &words[from..to];
    for (at, sign) in part.match_indices('向') {
        let start = from + at + sign.len();
        let rest = near(words, start, to);
        let Some(verb) = [
            "报送", "书面报送", "书面报告", "上报", "报告", "呈报", "反馈", "汇报", "书面", "专题", "报",
            "提交", "递交", "填报", "写", "作出", "作一次", "作专题", "做一次", "做专题", "交一",
        ]
        .iter()
        .filter_map(|verb| rest.find(verb))
        .min() else {
            continue;
        };
        // 向县整改办(电话…)报送
        let name = brackets::trim(words, start..start + before_contacts(&rest[..verb]));
        if office(&words[name.clone()], lexicon) {
            return Some((without_seat(words, name), from + at));
        }
    }
    None
}

/// To whom a report is sent, behind its verb: 报送X, 函告X; and where the verb stands.
fn sent(words: &str, from: usize, to: usize, lexicon: &Lexicon) -> Option<(Option<Range<usize>>, usize)> {
    let part = &words[from..to];
    let mut fallback = None;
    for verb in TO.find_iter(part) {
        // 报[X]: the pattern takes the sign behind 报 along to see that it is no other word.
        let word = verb.as_str();
        // 每周五通报各村得分
        // 每月到现场办公,不听汇报
        // 将办理结果连同反馈表报县人大: a form, and no verb.
        let form = word.ends_with('馈') && part[verb.end()..].starts_with('表');
        if form || part[..verb.start()].ends_with(['通', '听']) {
            continue;
        }
        let known = words!["至", "给", "到", "送", "报", "馈", "交", "告", "诉"].ends(word);
        let end =
            if known { verb.end() } else { verb.end() - word.chars().next_back().map_or(0, char::len_utf8) };
        let start = from + end;
        let rest = &words[start..to];
        let rest = &rest[leading(rest, 4, |c| "呈至给到送报".contains(c)).len()..];
        // 报送进度至区民心办
        let rest = behind_object(rest);
        let start = to - rest.len();
        let stop = name_end(near(words, start, to));
        let name = brackets::trim(words, start..start + stop);
        if office(&words[name.clone()], lexicon) {
            let end = and_others(words, name.end, to, lexicon);
            return Some((Some(without_seat(words, name.start..end)), from + verb.start()));
        }
        // 通过平台填报进展: a form is filled in for whoever keeps the platform.
        let form = word == "填报" && words!["进展", "进度", "情况"].is_in(rest);
        let reports = form || words!["报送", "上报", "报告", "汇报", "反馈"].is_in(word);
        // 提交排查报告: a report that is the task's own product goes to nobody.
        let before = &words[floor_boundary(words, from.saturating_sub(NEAR))..from];
        let product = word == "报告" && !before.contains('每');
        if reports && !product && !rest.starts_with(['率', '数', '制']) {
            fallback.get_or_insert((None, from + verb.start()));
        }
    }
    fallback
}

/// The words behind what is reported: 区民心办 of 进度至区民心办, 春播进度至县农业农村局.
fn behind_object(rest: &str) -> &str {
    let clause = before_next(&rest[..floor_boundary(rest, NAME)], &[',', '。', ';']);
    let ends =
        ["进展", "进度", "情况", "数据", "报表", "总结", "小结", "报告", "材料", "台账", "清单", "信息"];
    let mut to = clause.match_indices(['至', '到']).map(|(at, sign)| (at, at + sign.len()));
    let found = to.find(|&(at, _)| {
        rest[..at].chars().count() <= 12 && ends.iter().any(|end| rest[..at].ends_with(end))
    });
    found.map_or(rest, |(_, behind)| &rest[behind..])
}

/// Where the last name of a list ends whose first one ends at `end`: 报县委办公室、县政府办公室.
fn and_others(words: &str, mut end: usize, to: usize, lexicon: &Lexicon) -> usize {
    while words[end..to].starts_with('、') {
        let start = end + '、'.len_utf8();
        let name = brackets::trim(words, start..start + name_end(near(words, start, to)));
        if !office(&words[name.clone()], lexicon) {
            break;
        }
        end = name.end;
    }
    end
}

/// The words from `from` on in which a name ends that begins there.
fn near(words: &str, from: usize, to: usize) -> &str {
    &words[from..to.min(floor_boundary(words, from + NAME))]
}

/// Where a bracket with telephones or contacts begins.
fn before_contacts(rest: &str) -> usize {
    // A bracket that names a part of the office belongs to its name.
    let contacts = |inside: &str| {
        inside.contains(|c: char| c.is_ascii_digit() || c == ':')
            || words!["联系", "邮箱", "纸质", "微信"].is_in(inside)
    };
    let mut pairs = brackets::outermost(rest).into_iter();
    pairs.find(|pair| contacts(&rest[pair.inner.clone()])).map_or(rest.len(), |pair| pair.outer.start)
}

/// Where the name ends that stands behind 报: at a stop, at a bracket with a telephone number, or at the next verb.
fn name_end(rest: &str) -> usize {
    let mut end = before_contacts(rest);
    // A bracket that the sentence's end has cut off is no part of the name.
    if let Some(open) = rest[..end]
        .find('(')
        .filter(|&open| brackets::outermost(&rest[..end]).iter().all(|pair| pair.outer.start != open))
    {
        end = open;
    }
    end = rest[..end].find(|c: char| c.is_ascii_digit()).unwrap_or(end);
    // 区“一老一小”专班: marks behind the level are part of the name.
    let level = rest.char_indices().nth(2).map_or(0, |(at, _)| at);
    let stop = |(at, c): &(usize, char)| {
        matches!(c, ',' | '。' | ';' | '、' | '\n' | ':' | '并' | '《') || *c == '“' && *at >= level
    };
    end = rest[..end].char_indices().find(stop).map_or(end, |(at, _)| at);
    const VERBS: &Wordlist = words![
        "汇总", "汇编", "验收", "销号", "备案", "邮箱", "审核", "审定", "审查", "存档", "统筹", "审签",
        "抄送", "的", "报送", "进行", "同时", "及市", "及县", "及区", "一次",
    ];
    let first = rest[..end].chars().next().map_or(0, char::len_utf8);
    VERBS.find(&rest[first..end]).map_or(end, |at| first + at)
}

/// Whether the words name an office that takes reports.
fn office(words: &str, lexicon: &Lexicon) -> bool {
    if ["我室", "我局", "我办", "我委", "我科", "我厅"].contains(&words) {
        return true;
    }
    // 县政府常务会议
    let meeting = words!["常务会议", "党组会议", "全体会议"].ends(words);
    // 市委
    let committee = words
        .strip_suffix('委')
        .is_some_and(|level| ["省", "市", "州", "盟", "县", "区", "旗"].contains(&level));
    (meeting || committee || crate::fields::party::is_unit(words, lexicon))
        && (committee || words.chars().count() >= 3)
        // 将自评报告及佐证材料报县教育局
        && !words.starts_with(['及', '和', '与'])
        && !words!["情况", "进展"].is_in(words)
}

/// A name without the remark where its office sits (县招商办(设在县商务局)), or what the rules ask for besides.
fn without_seat(words: &str, name: Range<usize>) -> Range<usize> {
    let seat = brackets::at_end(&words[name.clone()]).filter(|pair| {
        let inner = &words[name.clone()][pair.inner.clone()];
        inner.starts_with("设在")
            || inner.starts_with("挂靠")
            || inner.contains("按规定")
            || inner.contains("按有关规定")
    });
    seat.map_or(name.clone(), |pair| name.start..name.start + pair.outer.start)
}

/// Who reports: the units named in front of the time.
pub(super) fn reporter(words: &str, time: usize, lexicon: &Lexicon) -> Option<Range<usize>> {
    let before =
        words[..time].trim_end().trim_end_matches(['于', '在', ' ', '要', '应', '须', '请', '按', '务']);
    let before = before.trim_end_matches(['须', '必', '要', '应']);
    let start = after_last(before, &[',', ':', '。']);
    let start = start + crate::text::marker::parse(&before[start..]).map_or(0, |marker| marker.len);
    // 各牵头单位自3月起, 各单位在会后
    let end = ["自", "在", "于", "会后", "收到"]
        .iter()
        .filter_map(|word| before[start..].find(word))
        .filter(|&at| at > 0 && !before[start..start + at].ends_with('所'))
        .min()
        .map_or(before.len(), |at| start + at);
    let end = start + before[start..end].trim_end_matches("分别").len();
    let name = brackets::trim(before, start..end);
    let lead = ["请", "由"]
        .iter()
        .filter(|lead| before[name.clone()].starts_with(**lead))
        .map(|lead| lead.len())
        .max()
        .unwrap_or(0);
    let name = name.start + lead..name.end;
    // 各单位排查整治情况请于…: what they report stands behind them.
    let words = &before[name.clone()];
    let object = words!["情况", "进展", "材料"].is_in(words);
    let ends = words.char_indices().map(|(at, c)| at + c.len_utf8());
    let body = ends.filter(|&end| object && lexicon.bodies.at_end(&words[..end]).is_some()).min();
    let name = name.start..body.map_or(name.end, |end| name.start + end);
    crate::fields::party::is_unit(&before[name.clone()], lexicon).then_some(name)
}
