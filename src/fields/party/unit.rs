//! Units (责任单位): a list of them taken apart, and whether words name one.

use super::rejoined::rejoined;
use super::shared;
use crate::lexicon::{Lexicon, UnitKind};
use crate::text::{Wordlist, brackets, is_han, words};
use std::ops::Range;

/// Words behind a list or a name that are no part of it; so are verbs (牵头, 按职责分工负责).
const TAILS: &[&str] =
    &["等部门", "等单位", "等部门单位", "等", "等有关部门", "等相关部门", "等有关单位", "等相关单位", "同志"];

/// Units of a folded list, with their places.
pub(crate) fn units(text: &str, lexicon: &Lexicon) -> Vec<(UnitKind, Range<usize>)> {
    let dotted = super::is_dotted(text);
    let separators = |c: char| {
        matches!(c, '、' | ',' | ';' | '/' | '\n' | '\t' | '|' | '。') || c == ' ' || dotted && c == '.'
    };
    let pieces = brackets::split_outside(text, separators);
    let mut parts = Vec::with_capacity(pieces.len());
    for piece in rejoined(text, pieces, lexicon) {
        split_and(text, piece, &mut parts, lexicon);
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Option<usize> = None;
    for piece in parts {
        let piece = strip(text, piece, lexicon);
        if piece.is_empty() {
            continue;
        }
        // 各委、办、局 is one name, and so is what a bracket goes on with: 各县区政府 (管委会).
        let words = &text[piece.clone()];
        let goes_on = words.chars().count() == 1 && "办局厅委部室院场站所队馆".contains(words)
            || words.starts_with('(');
        if open.is_none()
            && let Some(last) = found.last_mut()
            && (goes_on
                || text[last.end..piece.start].trim() == "、"
                    && shared::takes_place(&text[last.clone()], words))
        {
            last.end = piece.end;
            continue;
        }
        let start = open.take().unwrap_or(piece.start);
        // 各乡、镇人民政府: the first part lacks the head noun that the second lends it.
        let next = text[piece.end..].strip_prefix('、').unwrap_or_default();
        if shared::lacks_head(words, next)
            && text[piece.end..].trim_start_matches([')', ' ']).starts_with('、')
        {
            open = Some(start);
            continue;
        }
        found.push(start..piece.end);
    }
    if let Some(start) = open {
        found.push(brackets::trim(text, start..text.len()));
    }
    // Where spaces part the names of a list, some have lost theirs.
    let spaced = found.len() > 1 && text.contains(' ') && !text.contains('、');
    let named = found
        .into_iter()
        .map(|range| strip(text, range, lexicon))
        .flat_map(|range| unglued(text, range, spaced))
        .filter(|range| is_name(&text[range.clone()]));
    named.map(|range| (kind(&text[range.clone()], lexicon), range)).collect()
}

/// Two offices of a township that no sign parts: 派出所工商质监所. A 所 has no 所 under it, nor a 站 a 站; in a list that
/// `spaced` names part, nor has any such office another (卫生院消防站).
fn unglued(text: &str, name: Range<usize>, spaced: bool) -> Vec<Range<usize>> {
    const OFFICES: [char; 5] = ['所', '站', '队', '院', '办'];
    let words = &text[name.clone()];
    let bureaus = bureaus(words);
    if !bureaus.is_empty() {
        return bureaus.into_iter().map(|part| name.start + part.start..name.start + part.end).collect();
    }
    if spaced
        && words.ends_with(OFFICES)
        && words.chars().all(is_han)
        && !words.starts_with(['县', '市', '区'])
    {
        let inside = words.char_indices().skip(2).find(|(_, c)| OFFICES.contains(c));
        let split =
            inside.map(|(at, c)| at + c.len_utf8()).filter(|&at| words[at..].chars().nth(2).is_some());
        return match split {
            Some(at) => vec![name.start..name.start + at, name.start + at..name.end],
            None => vec![name],
        };
    }
    let end = words.chars().last().filter(|end| matches!(end, '所' | '站'));
    let split = end.and_then(|end| {
        let at = words.find(end)? + end.len_utf8();
        let (first, second) = (words[..at].chars().count(), words[at..].chars().count());
        let whole = words.chars().all(is_han) && !words[at..].trim_end_matches(end).contains(end);
        (whole && first >= 3 && second >= 3).then_some(name.start + at)
    });
    split.map_or_else(|| vec![name.clone()], |at| vec![name.start..at, at..name.end])
}

/// The bureaus of one level whose signs are lost between them: 县住建局县公安局. A 分局 bears the name of its place.
fn bureaus(words: &str) -> Vec<Range<usize>> {
    let level = words.chars().next().filter(|c| matches!(c, '县' | '市' | '区' | '州' | '旗'));
    let several = || words.ends_with('局') && words.matches('局').nth(1).is_some();
    let Some(level) = level.filter(|_| several() && words.chars().all(is_han)) else {
        return Vec::new();
    };
    let meets = |at: &usize| words[*at..].starts_with(level);
    let ends = words.match_indices('局').map(|(at, end)| at + end.len());
    let ends: Vec<usize> = ends.filter(|end| *end == words.len() || meets(end)).collect();
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let parts: Vec<Range<usize>> = starts.zip(&ends).map(|(start, end)| start..*end).collect();
    let whole = |part: &Range<usize>| {
        let name = &words[part.clone()];
        name.chars().nth(2).is_some() && !name.ends_with("分局")
    };
    if parts.len() > 1 && parts.iter().all(whole) { parts } else { Vec::new() }
}

/// The longest stretch without a sign that is looked through for names, in bytes: offices have shorter ones.
const LONGEST: usize = 1200;

/// Splits at 及, 以及, 和 where a catch-all follows (州委编办及州直相关单位), or a place (镇服务中心和前进村).
fn split_and(text: &str, piece: Range<usize>, parts: &mut Vec<Range<usize>>, lexicon: &Lexicon) {
    let mut rest = piece;
    while let Some((left, right)) = at_and(&text[rest.clone()], lexicon).filter(|_| rest.len() <= LONGEST) {
        split_and(text, brackets::trim(text, rest.start..rest.start + left), parts, lexicon);
        rest = brackets::trim(text, rest.start + right..rest.end);
    }
    parts.push(rest);
}

/// Where two names of a list meet that 及 or its like joins: the end of the first, the start of the second.
fn at_and(words: &str, lexicon: &Lexicon) -> Option<(usize, usize)> {
    if !words.contains(['及', '会', '和', '与']) {
        return None;
    }
    let inside = |at: usize| brackets::outermost(words).iter().any(|pair| pair.outer.contains(&at));
    let parts = |and: &str, at: usize| {
        let (left, rest) = (&words[..at], &words[at + and.len()..]);
        let group = CATCH_ALLS.begins(rest) || shared::is_whole(rest) && !shared::lacks_level_noun(left);
        // 住房和城乡建设局 is one; a place has its own name.
        let place =
            words!["村", "社区", "镇", "乡", "街道", "公司"].ends(rest) && rest.chars().nth(2).is_some();
        // 市农业农村局和北岭县人民政府; 县委和县人民政府 have one place.
        let place =
            place || words!["人民政府", "管委会", "街道办事处"].ends(rest) && rest.chars().nth(5).is_some();
        let both = || place && left.chars().nth(2).is_some() && is_unit(left, lexicon);
        at > 0 && (group || and == "会同" || both() || are_two(left, and, rest, lexicon)) && !inside(at)
    };
    ["以及", "会同", "及", "和", "与"].into_iter().find_map(|and| {
        let at = words.match_indices(and).map(|(at, _)| at).find(|&at| parts(and, at))?;
        Some((at, at + and.len()))
    })
}

/// Whether what stands on both sides of a word is an office: 镇财政所和镇供销社, of one level; and of any where it is 及.
fn are_two(left: &str, and: &str, right: &str, lexicon: &Lexicon) -> bool {
    let named = |name: &str| {
        let name = name.trim();
        let bare = brackets::at_end(name).map_or(name, |pair| &name[..pair.outer.start]);
        bare.chars().nth(2).is_some() && lexicon.unit_suffixes.at_end(bare).is_some()
    };
    let both = |is: fn(&str) -> bool| is(left) && is(right);
    // 医务科和审计科: offices within one body, which have no other under them; 实验室与设备管理处 is one.
    let within = and == "和" && !left.ends_with("实验室") && both(is_within) && named(right);
    let level = |name: &str| name.chars().next().filter(|c| shared::LEVELS.contains(c));
    let apart = and.ends_with('及') && !right.starts_with('其')
        || level(left).is_some_and(|own| level(right) == Some(own));
    // 尔觉山保护区管理局和沿河三县林草局: no name goes on behind such an ending.
    let ended =
        words!["管理局", "管委会", "公司", "集团", "中心"].ends(left) && left.chars().nth(5).is_some();
    within || both(is_short_body) || (apart || ended) && named(left) && named(right)
}

/// Whether a name may be that of an office within a body: 医务科.
fn is_within(name: &str) -> bool {
    name.ends_with(['科', '室', '处', '股', '部', '站', '所', '队']) && name.chars().nth(1).is_some()
}

/// Whether it is a body whose name is that short: 妇联.
pub(crate) fn is_short_body(name: &str) -> bool {
    ["残联", "妇联", "团委", "工会", "科协", "侨联", "文联", "工商联", "法院"].contains(&name)
}

/// How a catch-all begins that a list ends with.
const CATCH_ALLS: &Wordlist = words![
    "各", "有关", "相关", "其他", "项目所在", "所在", "州直", "市直", "县直", "区直", "省直", "所属", "属地",
    "沿线"
];

/// Marks that tell whoever leads from others of a list.
const LEAD_MARKS: [char; 9] = ['★', '☆', '▲', '△', '●', '◆', '◎', '※', '*'];

/// Where such marks stand in a text. All but the star begin with one byte, and few texts hold it often.
pub(crate) fn lead_marks(text: &str) -> impl Iterator<Item = usize> {
    memchr::memchr2_iter(0xE2, b'*', text.as_bytes()).filter(|&at| text[at..].starts_with(LEAD_MARKS))
}

/// Takes words off both ends that are no part of a name.
pub(super) fn strip(text: &str, piece: Range<usize>, lexicon: &Lexicon) -> Range<usize> {
    let mut range = unmarked(text, brackets::trim(text, piece));
    if range.len() > LONGEST {
        return range;
    }
    if is_bare(&text[range.clone()], lexicon) {
        return range;
    }
    loop {
        let words = &text[range.clone()];
        // A closing bracket stays where it closes one of the name's own.
        let own = words.contains('(');
        let cut =
            words.trim_end_matches(|c| matches!(c, '。' | ';' | ',' | '、' | ':' | '.') || c == ')' && !own);
        // 青龙村、沙坪村等有关村: of which kind there are more.
        let kind = |tail: &str| words!["等有关", "等相关"].begins(tail) && tail.chars().count() <= 6;
        if let Some(at) = cut.rfind('等').filter(|&at| at > 0 && kind(&cut[at..])) {
            range.end = range.start + at;
            continue;
        }
        // Most names end and begin with nothing of the kind.
        let tails = if cut.ends_with(['门', '位', '等', '志']) { TAILS } else { &[] };
        let tail = tails
            .iter()
            .filter(|tail| cut.ends_with(**tail))
            .map(|tail| tail.len())
            .chain(lexicon.verbs.at_end(cut).map(|(len, _)| len))
            .filter(|&len| len < cut.len())
            .max();
        // 由 and 会同 lead in; a remark in brackets (列第一位的为牵头单位,下同) is no part of a name.
        let leads: &[&str] = if cut.starts_with(['由', '会', '以', '并']) {
            &["由", "会同", "以及", "并由"]
        } else {
            &[]
        };
        let lead = leads.iter().find(|lead| cut.starts_with(**lead) && cut.len() > lead.len() + 3);
        let remark = trailing_remark(cut);
        let end = range.start + remark.unwrap_or(cut.len() - tail.unwrap_or(0));
        let next = brackets::trim(
            text,
            range.start + lead.map_or(0, |lead| lead.len())
                ..end.max(range.start + lead.map_or(0, |lead| lead.len())),
        );
        if next == range {
            return range;
        }
        range = next;
    }
}

/// A name without the marks that tell it from others of its list: ★县水利局, 县水利局*.
fn unmarked(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let bare = words.trim_matches(LEAD_MARKS);
    // ●为牵头单位 says what the mark means.
    if bare.len() == words.len() || bare.starts_with(['为', '是']) {
        return range;
    }
    let start = range.start + words.len() - words.trim_start_matches(LEAD_MARKS).len();
    brackets::trim(text, start..start + bare.len())
}

/// Whether nothing can be taken off a name: it begins, goes on and ends as most names do.
fn is_bare(name: &str, lexicon: &Lexicon) -> bool {
    const ENDS: [char; 11] = ['。', ';', ',', '、', ':', '.', ')', '门', '位', '志', '等'];
    let ends = |last: char| ENDS.contains(&last) || lexicon.verbs.may_end_with(last);
    !name.chars().next_back().is_some_and(ends)
        && !name.ends_with(brackets::CLOSING)
        && !name.starts_with(['由', '会', '以', '并'])
        && !name.contains('等')
}

/// Where a remark in brackets begins that ends `words`: 市财政局(列第一位的为牵头单位,下同).
fn trailing_remark(words: &str) -> Option<usize> {
    let last = brackets::at_end(words).filter(|pair| pair.outer.start > 0)?;
    let inside = &words[last.inner];
    let marks = words![
        "配合", "协助", "下同", "牵头", "列第一", "排名第一", "首位", "排第一", "排在第一", "第一位",
        "责任单位", "主要负责", "按职责",
    ];
    // (已完成), (滞后): how the task stands.
    let stands = [
        "已完成", "未完成", "已办结", "办理中", "推进中", "进行中", "进展中", "未启动", "未开工", "已开工",
        "达序时", "达到序时", "序时", "滞后", "超前", "正常", "超序时",
    ];
    let state = inside.trim_end_matches("进度");
    let stands = stands.contains(&state) || inside == "序时进度";
    // (局长:周宁) names somebody.
    let marked = inside.chars().all(|c| LEAD_MARKS.contains(&c));
    (stands || marked || inside.contains(':') || marks.is_in(inside)).then_some(last.outer.start)
}

fn is_name(words: &str) -> bool {
    let count = words.chars().count();
    let none = ["无", "/", "-", "—", "——", "--", "暂无", "待定", "同上", "有关", "相关"];
    (2..=60).contains(&count)
        && words.chars().any(is_han)
        && !none.contains(&words)
        && !words.ends_with("表示")
        && !words.chars().all(|c| c.is_ascii_digit())
}

fn kind(name: &str, lexicon: &Lexicon) -> UnitKind {
    let group = lexicon.group_starts.at_start(name).is_some()
        || name.contains('各')
        || words!["有关部门", "相关部门", "有关单位", "相关单位", "各部门", "各单位", "成员单位"].ends(name);
    if group { UnitKind::Group } else { UnitKind::Unit }
}

/// Whether the words look like the name of a unit.
pub(crate) fn is_unit(words: &str, lexicon: &Lexicon) -> bool {
    let words = words.trim();
    let bare = brackets::at_end(words).map_or(words, |pair| &words[..pair.outer.start]);
    let clean = !words.contains(['。', ';', ':', '?']) && bare.chars().count() <= 40;
    // 服从大局, 优化布局
    let figure = words!["大局", "全局", "格局", "布局", "结局", "开局"].ends(bare);
    // 灭火机20台 is counted.
    let suffix = lexicon.unit_suffixes.at_end(bare).map(|(len, _)| &bare[..bare.len() - len]);
    let counted = suffix.is_some_and(|name| name.ends_with(|c: char| c.is_ascii_digit()));
    clean
        && !figure
        && bare.chars().count() >= 2
        && (suffix.is_some() && !counted || lexicon.group_starts.at_start(bare).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    fn names(text: &str) -> Vec<String> {
        let text = fold(text);
        units(&text, Lexicon::builtin()).into_iter().map(|(_, range)| text[range].to_owned()).collect()
    }

    #[test]
    fn a_list_of_units_splits_outside_brackets() {
        assert_eq!(
            names("县发改局（粮食局）、财政局，各县（市、区）人民政府"),
            ["县发改局(粮食局)", "财政局", "各县(市、区)人民政府"]
        );
        assert_eq!(names("文化站 派出所"), ["文化站", "派出所"]);
        assert_eq!(names("派出所工商质监所"), ["派出所", "工商质监所"]);
        assert_eq!(names("研究所、县派出所警务站"), ["研究所", "县派出所警务站"]);
    }

    #[test]
    fn a_shared_head_noun_keeps_a_group_together() {
        assert_eq!(names("县教育局，各乡、镇人民政府"), ["县教育局", "各乡、镇人民政府"]);
        assert_eq!(names("各镇人民政府、街道办事处"), ["各镇人民政府", "街道办事处"]);
        assert_eq!(names("州司法局、州委编办及州直相关单位"), ["州司法局", "州委编办", "州直相关单位"]);
    }

    #[test]
    fn what_is_no_name_goes() {
        assert_eq!(names("市财政局（列第一位的为牵头单位，下同）、市税务局等"), ["市财政局", "市税务局"]);
        assert_eq!(names("——"), Vec::<String>::new());
        assert_eq!(names("自然资源局、林业局按职责分工负责"), ["自然资源局", "林业局"]);
    }
}
