//! Responsibility in words: lists of names, each with the verb that gives it its role (A牵头，B、C配合).

use super::{Entry, label::clean};
use crate::fields::party::{is_person, is_surely_person, is_unit, leaders, units};
use crate::lexicon::{LabelField, LeaderRole, Lexicon, UnitRole};
use crate::text::{Wordlist, brackets, is_han, words};
use std::ops::Range;

/// Reads `range` of `text` as responsibility in words: `A牵头，B、C按职责分工负责`.
///
/// Empty unless every verb follows a list of units or of people.
pub(crate) fn worded(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Vec<Entry> {
    read(text, range, lexicon, false)
}

/// The same for what a bracket holds: where one list names units, so does another whose names are unknown
/// (市交通局牵头，平澜车务班组参与).
pub(super) fn bracketed(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Vec<Entry> {
    let entries = read(text, range, lexicon, true);
    let known = |entry: &Entry| {
        matches!(entry.field, LabelField::Leaders(_)) || all_units(text, entry.value.clone(), lexicon)
    };
    if entries.iter().any(known) { entries } else { Vec::new() }
}

/// `unknown`: whether names that are not known for units count as such.
fn read(text: &str, range: Range<usize>, lexicon: &Lexicon, unknown: bool) -> Vec<Entry> {
    let part = &text[range.clone()];
    let mut entries: Vec<Entry> = Vec::new();
    let mut from = 0;
    for (verb, role) in lexicon.verbs.find_iter(part) {
        if verb.start < from || !ends_clause(&part[verb.end..]) {
            continue;
        }
        let list = part[from..verb.start].trim_start_matches([',', ';', '。', '、', ' ', '\n', '—']);
        // 挂帅的是副市长周宁,由县水利局落实
        let list = match named_by_label(list, lexicon) {
            Some((field, name, rest)) => {
                let end = range.start + verb.start - rest.len() - ','.len_utf8();
                entries.push(Entry::unlabelled(field, clean(text, end - name.len()..end)));
                rest
            }
            None => list,
        };
        let (list, role) = together(list, role);
        let start = range.start + verb.start - list.len();
        let mut list = start..range.start + verb.start;
        // 县财政局、民政局,各乡镇配合: a helper's verb holds for its own group where nobody has a role before it.
        if entries.is_empty() && role == UnitRole::Supporting {
            let own = own_group(&text[list.clone()]);
            let others = clean(text, lead_in(text, list.start..list.start + own));
            if own > 0 && all_units(text, others.clone(), lexicon) {
                entries.push(Entry::of_units(others));
                list.start += own;
            }
        }
        let named = || {
            let list = clean(text, lead_in(text, list.clone()));
            (unknown && are_names(&text[list], lexicon)).then_some(LabelField::Units(role))
        };
        let Some(field) = who(text, list.clone(), role, lexicon).or_else(named) else { return Vec::new() };
        // 由A会同B、C抓好落实: whoever is named behind 会同 helps.
        let beside =
            text[list.clone()].find(TOGETHER).filter(|&at| at > 0 && matches!(field, LabelField::Units(_)));
        let (list, helpers) = match beside {
            Some(at) => (list.start..list.start + at, Some(list.start + at + TOGETHER.len()..list.end)),
            None => (list, None),
        };
        entries.push(Entry::unlabelled(field, clean(text, lead_in(text, list))));
        entries.extend(
            helpers.map(|list| Entry::unlabelled(LabelField::Units(UnitRole::Supporting), clean(text, list))),
        );
        from = verb.end;
    }
    // A list behind the last verb has none: (市生态环境局牵头督导,市公安局、应急局).
    let rest = part[from.min(part.len())..].trim_start_matches([',', ';', '、', ' ']);
    let (rest, role) = together(rest, UnitRole::Responsible);
    // A主抓,B实施,C负责资金监管: what for is said behind the last.
    let charged = rest.split_once("负责").filter(|(names, what)| !names.is_empty() && is_charge(what));
    let (rest, behind) = charged.map_or((rest, 0), |(names, what)| (names, "负责".len() + what.len()));
    let rest = clean(text, range.end - behind - rest.len()..range.end - behind);
    if !entries.is_empty() && !rest.is_empty() {
        if all_units(text, rest.clone(), lexicon) {
            entries.push(Entry::unlabelled(LabelField::Units(role), rest));
        } else if super::is_due(&text[rest.clone()]) || super::are_due(&text[rest.clone()]) {
            entries.push(Entry::unlabelled(LabelField::Deadline, rest));
        }
    }
    entries
}

/// Whether words are no more than what somebody sees to: 资金监管.
fn is_charge(words: &str) -> bool {
    let words = words.trim_end_matches(['。', ' ']);
    (1..=8).contains(&words.chars().count()) && words.chars().all(is_han)
}

/// What puts others beside the one who leads.
pub(super) const TOGETHER: &str = "会同";

/// A牵头,会同B、C实施: whoever does it together with another helps; others have `role`.
fn together(list: &str, role: UnitRole) -> (&str, UnitRole) {
    list.strip_prefix(TOGETHER).map_or((list, role), |list| (list, UnitRole::Supporting))
}

/// The leader whom a clause names by a label and 的是, and what follows it: 挂帅的是副市长周宁,由….
fn named_by_label<'t>(list: &'t str, lexicon: &Lexicon) -> Option<(LabelField, &'t str, &'t str)> {
    let (label, rest) = list.split_once("的是")?;
    let field = lexicon.label(label).filter(|field| matches!(field, LabelField::Leaders(_)))?;
    let (name, rest) = rest.split_once(',')?;
    let sure = leaders(name, lexicon).iter().all(|person| person.name.is_some());
    sure.then_some((field, name, rest))
}

/// Whether a verb that `behind` follows ends its clause: 县林业局牵头, but not 县配合中心, 牵头单位.
pub(super) fn ends_clause(behind: &str) -> bool {
    let words = behind.trim_start();
    words.is_empty()
        || words.starts_with([',', ';', '。', ':', '、', ')', '.', '('])
        || words.len() < behind.len()
        || words.starts_with('等')
        || words.starts_with(TOGETHER)
}

/// Where the last group of a list begins, in bytes: behind its last comma outside of brackets.
pub(super) fn own_group(list: &str) -> usize {
    let groups = brackets::split_outside(list, |c| matches!(c, ',' | ';'));
    groups.last().filter(|_| groups.len() > 1).map_or(0, |last| last.start)
}

/// The bytes of the word that calls on those behind it: 请A, 责成B.
pub(super) fn asked(words: &str) -> Option<usize> {
    ["请", "责成", "责令"].iter().find(|ask| words.starts_with(**ask)).map(|ask| ask.len())
}

/// A list without the words that lead into it: 由A, 请B, 此项工作由C.
fn lead_in(text: &str, list: Range<usize>) -> Range<usize> {
    let words = &text[list.clone()];
    let lead = asked(words).or_else(|| by(words)).unwrap_or(0);
    list.start + lead..list.end
}

/// Where the list begins behind 由, which may say what it is that they are to do: 由A, 本章各项工作由A.
pub(super) fn by(words: &str) -> Option<usize> {
    const THIS: &Wordlist =
        words!["此", "该", "本", "这", "分别", "均", "都", "以上", "上述", "下列", "以下", "具体", "并"];
    let (what, list) = words.split_once('由')?;
    let this = THIS.begins(what) && what.chars().nth(8).is_none();
    (what.is_empty() || this).then_some(words.len() - list.len())
}

/// The most characters of a name with its posts.
const LONGEST_NAME: usize = 36;

/// Whether a name ends with how many there are of its last sign: 卫生院四所; not 第二所.
fn ends_with_count(name: &str) -> bool {
    let mut signs = name.chars().rev().skip(1);
    let figure = signs.next().is_some_and(|c| "两二三四五六七八九十百".contains(c));
    figure
        && signs.next().is_some_and(|c| is_han(c) && !"第甲〇零一二三四五六七八九十".contains(c))
        && name.ends_with(['所', '站', '室', '处', '队', '社', '台', '库', '场', '馆', '厂', '家'])
        && name.chars().count() > 4
}

/// Whether a list names units or people, and the role that the verb gives them.
pub(super) fn who(text: &str, list: Range<usize>, role: UnitRole, lexicon: &Lexicon) -> Option<LabelField> {
    let list = clean(text, lead_in(text, list));
    if list.is_empty() {
        return None;
    }
    if all_units(text, list.clone(), lexicon) {
        return Some(LabelField::Units(role));
    }
    let words = &text[list];
    // No list of people has figures.
    if words.bytes().any(|c| c.is_ascii_digit()) {
        return None;
    }
    // 坚持党的领导,自觉接受人大 in front of 监督 names nobody, nor does 明确一名负责人驻点 in front of 督办.
    if words!["坚持", "接受", "自觉", "一名", "一位", "谁", "按照"].is_in(words) {
        return None;
    }
    // No name is that long, with whatever post.
    let long = |piece: &str| piece.chars().nth(LONGEST_NAME).is_some();
    if words.split(['、', ',', ';', ' ']).any(long) {
        return None;
    }
    let people = leaders(words, lexicon);
    let role = if role == UnitRole::Lead { LeaderRole::Lead } else { LeaderRole::Responsible };
    // Nothing but posts and names: 请抓好…落实 is no list of people.
    let sure = people.iter().all(|person| match &person.name {
        // The post stands right before a name that begins with no known surname.
        Some(name) => {
            let behind = |post: &Range<usize>| {
                words.get(post.end..name.start).is_some_and(|gap| gap.trim().is_empty())
            };
            // 包抓领导对所包任务负总责 says what for.
            let goes_on = words[name.clone()].starts_with(['对', '要', '须', '按', '为']);
            person.post.as_ref().is_some_and(behind) && !goes_on
                || is_surely_person(&words[name.clone()], lexicon)
        }
        // 主要领导亲自抓,分管领导具体抓 is said of whoever it may be.
        None => person.post.as_ref().is_some_and(|post| !words[post.clone()].ends_with("领导")),
    });
    (!people.is_empty() && sure).then_some(LabelField::Leaders(role))
}

/// Whether every piece of a list can be a name: a few Chinese characters without figures and words of a sentence.
fn are_names(list: &str, lexicon: &Lexicon) -> bool {
    let name = |name: &str| {
        let count = name.trim().chars().count();
        (3..=14).contains(&count)
            && name.trim().chars().all(|c| is_han(c) || matches!(c, '(' | ')' | '“' | '”'))
            && !name.contains(['的', '要', '须', '应', '和', '并', '每', '谁'])
    };
    let prose = lexicon.prose.is_in(list) || words!["定期", "严格", "组织", "加强"].is_in(list);
    !list.is_empty() && !prose && list.split(['、', ',']).all(name)
}

/// Whether a name is a label of units, which in a sentence stands for whoever it is: 牵头单位, 责任科室.
fn is_anybody(name: &str) -> bool {
    const ROLES: [&str; 14] = [
        "主办", "协办", "牵头", "责任", "配合", "承办", "参与", "负责", "落实", "承担", "实施", "主责",
        "协同", "会办",
    ];
    let levels = ["市级", "县级", "区级", "省级", "县区", "州级", "各级"];
    let name = levels.iter().find_map(|level| name.strip_prefix(level)).unwrap_or(name);
    let body = ROLES.iter().find_map(|role| name.strip_prefix(role));
    body.is_some_and(|body| matches!(body, "单位" | "部门" | "科室" | "股室" | "处室" | "部室"))
}

/// Whether every piece of a list looks like a unit.
pub(super) fn all_units(text: &str, list: Range<usize>, lexicon: &Lexicon) -> bool {
    if lexicon.prose.is_in(&text[list.clone()]) {
        return false;
    }
    let units = units(&text[list.clone()], lexicon);
    !units.is_empty()
        && units.iter().all(|(_, range)| {
            let name = &text[list.start + range.start..list.start + range.end];
            // 投入资金2380万元建设消防救援站 is no name.
            let counts = name.contains(['元', '万', '亩']) && name.contains(|c: char| c.is_ascii_digit());
            // 5月底前全部落实 names no 部, 帮扶卫生院四所 no 所.
            let dated = name.starts_with(|c: char| c.is_ascii_digit()) && name.contains('月');
            let counts = counts || dated || ends_with_count(name);
            // 会议议定事项由市政府督查室 is a clause; 自由贸易试验区管委会 is a name.
            let clause = name.contains('由') && !name.contains("自由");
            // 各分管副省长 are people, too.
            let post = name.ends_with("领导")
                || (is_person(name) || name.starts_with('各')) && ends_like_post(name, lexicon);
            // 推进治理(县水利局: half a bracket is none either.
            // 各股室、各学校要按照“谁主管、谁负责”: nor is half a saying.
            let pairs = [('(', ')'), ('“', '”')];
            let whole =
                pairs.iter().all(|(open, close)| name.matches(*open).count() == name.matches(*close).count())
                    && !name.contains(['【', '】', '谁']);
            // 协办单位主动配合 names nobody.
            // 其余单位配合 is a rule for others.
            let label = is_anybody(name)
                || words!["按", "其余", "第一个", "第一家", "首个", "首列", "该", "不得", "不能", "不予"]
                    .begins(name)
                || words!["为配合", "为牵头"].is_in(name);
            // 深化东西部协作 begins like what is to be done.
            let deed = lexicon.deeds.at_start(name).is_some();
            // 居民以离退休教师为主 names nobody.
            let clause = clause || name.find('以').is_some_and(|at| at > 0);
            is_unit(name, lexicon) && whole && !(clause || counts || post || deed || label)
        })
}

fn ends_like_post(name: &str, lexicon: &Lexicon) -> bool {
    // 区法院, 县政协 are bodies; 法院张明 is somebody there.
    if words!["法院", "人大", "政协", "党委", "工委"].ends(name) {
        return false;
    }
    lexicon.posts.find_iter(name).any(|(found, ())| found.start > 0 && found.end == name.len())
}
