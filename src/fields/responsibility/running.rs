//! Responsibility in running text: sentences that name who acts on the way, and go on to say what is to be done.
//!
//! 由A牵头会同B于6月底前建成; C负责征收; 请D会同E清淤; 责任人F,G承办; H要抓紧施工。

use super::label::{clean, says};
use super::wording::{TOGETHER, all_units, asked, who};
use super::{Entry, states_duty, subject};
use crate::fields::deadline;
use crate::fields::party::units;
use crate::lexicon::{LabelField, Lexicon, UnitRole};
use crate::text::{Signs, Wordlist, brackets, words};
use std::ops::Range;

/// Whom a task's own sentences name; where others are known to answer (`answered`), only those whom a label names.
fn running(text: &str, range: Range<usize>, answered: bool, lexicon: &Lexicon) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let part = &text[range.clone()];
    if super::assigns_by_number(part) {
        return entries;
    }
    // A承办、B协办: a verb ends its clause.
    let verb_ends = |at: usize| lexicon.verbs.at_end(&part[..at]).is_some();
    let clauses = brackets::split_outside(part, |c| matches!(c, ',' | ';' | '。' | '\n'));
    let clauses = clauses.into_iter().flat_map(|clause| {
        let stops = part[clause.clone()].match_indices('、').map(|(at, _)| clause.start + at);
        let ends: Vec<usize> = stops.filter(|&at| verb_ends(at)).chain([clause.end]).collect();
        let behind = ends.clone().into_iter().map(|end| end + '、'.len_utf8());
        let starts = std::iter::once(clause.start).chain(behind);
        starts.zip(ends).map(|(start, end)| start..end)
    });
    for clause in clauses {
        let clause = clean(text, range.start + clause.start..range.start + clause.end);
        let before = text[range.start..clause.start].trim_end();
        // 会议要求,县水利局要…: who speaks has said so much.
        let told = before.strip_suffix(',').is_some_and(|before| MEETING.ends(before));
        let begins = told || before.is_empty() || before.ends_with(['。', ';', ':', '\n']);
        match bare_label(text, clause.clone(), lexicon) {
            Some(entry) => entries.push(entry),
            // 由A牵头,会同B、C于…
            None if text[clause.clone()].starts_with(TOGETHER) && entries.last().is_some_and(is_of_units) => {
                entries.extend(helpers(text, clause, false, lexicon));
            }
            None if answered && begins => entries.extend(helping(text, clause, lexicon)),
            None if answered => {}
            None => entries.extend(doers(text, clause, begins, lexicon)),
        }
    }
    entries
}

/// Who helps in a sentence of their own beside those who answer: 区市场监管局、区交警大队配合做好交通疏导.
fn helping(text: &str, clause: Range<usize>, lexicon: &Lexicon) -> Option<Entry> {
    let words = &text[clause.clone()];
    let (verb, role) = lexicon.verbs.find_iter(words).next()?;
    let list = clean(text, clause.start..clause.start + verb.start);
    let named = || {
        all_units(text, list.clone(), lexicon)
            && names_office(text, &[Entry::of_units(list.clone())], lexicon)
    };
    (role == UnitRole::Supporting && named())
        .then(|| Entry::unlabelled(LabelField::Units(role), list.clone()))
}

fn is_of_units(entry: &Entry) -> bool {
    matches!(entry.field, LabelField::Units(_))
}

/// Whom the words of a task name on the way, beside those whom it states.
pub(crate) fn named_besides(
    text: &str,
    words: impl Iterator<Item = Range<usize>>,
    stated: &[Entry],
    lexicon: &Lexicon,
) -> Vec<Entry> {
    let is_unit = is_of_units;
    let answers =
        |entry: &Entry| matches!(entry.field, LabelField::Units(UnitRole::Lead | UnitRole::Responsible));
    let answered = stated.iter().any(answers);
    // Where others answer only a leader's label names anybody, or who helps; most sentences hold neither.
    let may_name = |range: &Range<usize>| {
        let words = &text[range.clone()];
        !answered || lexicon.leader_labels.is_in(words) || words!["配合", "协助"].is_in(words)
    };
    let words = words.filter(may_name);
    let mut named: Vec<Entry> = words.flat_map(|range| running(text, range, answered, lexicon)).collect();
    if answered {
        named.retain(|entry| !is_unit(entry) || entry.field == LabelField::Units(UnitRole::Supporting));
    } else if !names_office(text, &named, lexicon) {
        named.retain(|entry| !is_unit(entry));
    }
    if states_duty(stated) {
        // Beside a statement only a label names further people.
        named.retain(|entry| is_unit(entry) || entry.label.is_some());
    } else if !named.iter().any(is_unit) {
        named.clear();
    }
    named
}

/// What a meeting says in front of what it asks for.
const MEETING: &Wordlist =
    words!["会议要求", "会议明确", "会议决定", "会议强调", "会议议定", "会议确定", "会议同意"];

/// Whether entries name an office by its own name, and not only whoever it may be.
fn names_office(text: &str, entries: &[Entry], lexicon: &Lexicon) -> bool {
    entries.iter().filter(|entry| matches!(entry.field, LabelField::Units(_))).any(|entry| {
        let list = &text[entry.value.clone()];
        units(list, lexicon).into_iter().any(|(_, name)| is_own_name(&list[name], lexicon))
    })
}

/// Whether a name is one office's own, and no word for whoever it may be (各责任单位, 牵头部门, 有关方面).
fn is_own_name(name: &str, lexicon: &Lexicon) -> bool {
    let anybody = words!["各", "有关", "相关", "其他", "其它", "所有", "上述", "本"].begins(name)
        || words!["单位", "部门", "责任", "牵头", "督查", "根据", "将"].is_in(name);
    (3..=16).contains(&name.chars().count()) && !anybody && lexicon.unit_suffixes.at_end(name).is_some()
}

/// A clause that is a label without a colon and its names: 责任人白向东, 牵头部门为经发局, 链长由郎景辉兼任.
fn bare_label(text: &str, clause: Range<usize>, lexicon: &Lexicon) -> Option<Entry> {
    let words = &text[clause.clone()];
    let ends = words.char_indices().map(|(at, _)| at).skip(2).take(7);
    // 落实 is a verb first; a short label must be a post (链长), or have nothing but names behind it (牵头县水利局).
    let fits = |end: usize, field: &LabelField| {
        end >= 12
            || matches!(field, LabelField::Leaders(_))
            || matches!(&words[..end], "牵头" | "主办" | "协办")
    };
    // 县经信局为主办单位: 为 parts a label from its names, and is in none.
    let known = |end: usize| {
        let may_end = |label: &&str| label.chars().next_back().is_some_and(|c| lexicon.may_end_label(c));
        let label = Some(&words[..end]).filter(may_end).filter(|label| !label.contains('为'))?;
        Some((end, lexicon.label(label).filter(|field| fits(end, field))?))
    };
    let labels: Vec<(usize, LabelField)> = ends.filter_map(known).collect();
    for (end, field) in labels.into_iter().rev() {
        let rest = words[end..].trim_start();
        if rest.starts_with(':') {
            return None;
        }
        let rest = rest.strip_prefix(['为', '由', '是']).unwrap_or(rest);
        let value = ["兼任", "担任"].iter().find_map(|verb| rest.strip_suffix(verb)).unwrap_or(rest);
        let start = clause.end - rest.len();
        let value = clean(text, start..start + value.len());
        if matches!(field, LabelField::Units(_) | LabelField::Leaders(_))
            && says(text, value.clone(), field, lexicon)
        {
            return Some(Entry { field, label: Some(clause.start..clause.start + end), value });
        }
    }
    None
}

/// Who acts in a clause, and who helps: 由A牵头会同B于…, A负责…, 请A会同B….
///
/// `begins`: whether the clause begins its sentence, where a unit may be its subject (A要…).
fn doers(text: &str, clause: Range<usize>, begins: bool, lexicon: &Lexicon) -> Vec<Entry> {
    let words = &text[clause.clone()];
    // 责任单位县水利局要…
    if let Some(doer) = subject::labelled(text, clause.clone(), lexicon) {
        let helpers = helpers(text, doer.value.end..clause.end, false, lexicon);
        return std::iter::once(doer).chain(helpers).collect();
    }
    let (list, called) = match called(words) {
        Some(from) => (clause.start + from..clause.end, true),
        None => (clause.clone(), false),
    };
    let Some((end, act)) = first_act(text, list.clone(), called, begins, lexicon) else {
        let asked = asked(words).is_some() && !text[list.clone()].starts_with(['按', '将', '把', '对', '就']);
        return if asked { asked_of(text, list, lexicon).into_iter().collect() } else { Vec::new() };
    };
    let helpers = helpers(text, list.start + end + act.len..clause.end, act.joined, lexicon);
    let Some(field) = who(text, list.start..list.start + end, act.role, lexicon) else { return Vec::new() };
    let doer = Entry::unlabelled(field, clean(text, list.start..list.start + end));
    std::iter::once(doer).chain(helpers).collect()
}

/// Whom words ask to do whatever follows their names: 责成县农业农村局倒排工期.
fn asked_of(text: &str, list: Range<usize>, lexicon: &Lexicon) -> Option<Entry> {
    /// How many characters the names take at most.
    const LONGEST: usize = 40;
    let words = &text[list.clone()];
    let ends = words.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST).collect::<Vec<_>>();
    let named = |&&end: &&usize| {
        let last = words[..end].rsplit(['、', ',']).next().unwrap_or_default();
        // 县中医院一周内完成院感验收, 县文旅局办理
        let goes_on = words!["周内", "日内", "天内", "月", "完成"].is_in(last)
            || last.ends_with('办') && words[end..].starts_with('理');
        end < words.len()
            && !goes_on
            && is_own_name(last, lexicon)
            && all_units(text, list.start..list.start + end, lexicon)
    };
    let end = *ends.iter().rev().find(named)?;
    Some(Entry::of_units(clean(text, list.start..list.start + end)))
}

/// Where those begin whom a clause calls on: behind 由, 请 or 责成.
fn called(words: &str) -> Option<usize> {
    // 会议要求县财政局对…进行核对
    let meeting = MEETING.begins(words).then_some("会议要求".len());
    asked(words).or(meeting).or_else(|| {
        let by = words.match_indices('由').find(|(at, by)| {
            let (before, behind) = (&words[..*at], &words[at + by.len()..]);
            !before.ends_with(['自', '理', '缘', '事']) && !behind.starts_with(['于', '来', '此'])
        });
        by.map(|(at, by)| at + by.len())
    })
}

/// What says that those before it act.
struct Act {
    /// Its length in bytes.
    len: usize,
    role: UnitRole,
    /// Whether it is 会同 or its like, which names who helps.
    joined: bool,
}

/// Words that put a helper beside the one who acts.
const JOINED: [&str; 3] = [TOGETHER, "联合", "商"];

/// Words that begin as one of [`JOINED`] does.
const TRADES: &Wordlist = words![
    "商贸", "商务", "商业", "商户", "商会", "商品", "商城", "商圈", "商家", "商场", "商标", "商铺", "商店",
    "商住", "商用", "商事", "商超", "商行", "商协", "商旅", "商文",
];

/// The word of [`JOINED`] that words begin with.
fn joins(words: &str) -> Option<&'static str> {
    // 改造乡镇商贸中心
    if TRADES.begins(words) {
        return None;
    }
    JOINED.into_iter().find(|verb| words.starts_with(verb))
}

/// What acts begin with, beside verbs: those of [`JOINED`], 为, 要.
const ACTS: Signs = Signs::new(&['会', '联', '商', '为', '要', '须', '应']);

/// The first act of a clause behind nothing but names, and where it begins.
fn first_act(
    text: &str,
    list: Range<usize>,
    called: bool,
    begins: bool,
    lexicon: &Lexicon,
) -> Option<(usize, Act)> {
    let words = &text[list.clone()];
    // Most signs begin no act; whoever is called on may do anything.
    let may_act = |c: char| called || ACTS.may_have(c) || lexicon.verbs.may_begin_with(c);
    let ends = words.char_indices().skip(2).take(60).filter(|&(_, c)| may_act(c));
    ends.filter(|&(end, _)| may_end_names(&words[..end], lexicon))
        .filter_map(|(end, _)| Some((end, act(&words[end..], called, begins, lexicon)?)))
        .find(|(end, _)| who(text, list.start..list.start + end, UnitRole::Responsible, lexicon).is_some())
}

/// Whether a list may end with the name of a unit or of somebody, by its last name alone: most words do not.
fn may_end_names(list: &str, lexicon: &Lexicon) -> bool {
    /// The most characters of a name without its post.
    const LONGEST: usize = 4;
    let list = list.trim_end();
    let last = list.rsplit(['、', ',', ';', ' ']).next().unwrap_or_default();
    list.ends_with([')', '等'])
        || lexicon.unit_suffixes.at_end(list).is_some()
        || lexicon.group_starts.at_start(last).is_some()
        || last.chars().nth(LONGEST).is_none()
        || list.contains('·')
        || lexicon.posts.is_in(list)
}

/// The act that words begin with.
fn act(words: &str, called: bool, begins: bool, lexicon: &Lexicon) -> Option<Act> {
    if let Some(verb) = joins(words) {
        return (called || begins).then_some(Act {
            len: verb.len(),
            role: UnitRole::Responsible,
            joined: true,
        });
    }
    // 县教育局承担的布展 names what is told of it.
    let acts = |(len, role): &(usize, UnitRole)| {
        *role != UnitRole::Supervising && !words[*len..].starts_with(['的', '人'])
    };
    if let Some((len, role)) = lexicon.verbs.at_start(words).filter(acts) {
        return Some(Act { len, role, joined: false });
    }
    // 县经信局为主办单位,县财政局为协办单位
    if let Some(label) = words.strip_prefix('为')
        && let Some(LabelField::Units(role)) = lexicon.label(label)
    {
        return Some(Act { len: words.len(), role, joined: false });
    }
    // 县应急局: 应 may be part of a name.
    let name = words!["应急", "应用", "应对", "应收"].begins(words);
    let duty = words.starts_with(['要', '须', '应']) && !name && (called || begins);
    let dated = called && is_dated(words.trim_start_matches(['于', '在']));
    // 责成县国资中心对闲置房产…分类处置
    let shares = words.starts_with('按') && words.contains("比例");
    // 由县住建局指导企业融资
    let goes_on = called
        && !shares
        && (words!["对", "按", "把", "将", "抓紧", "尽快", "指导", "督促", "办好", "年内"].begins(words)
            || lexicon.deeds.at_start(words).is_some());
    (duty || dated || goes_on).then_some(Act { len: 0, role: UnitRole::Responsible, joined: false })
}

/// Whether words begin with a date: 6月底前….
pub(super) fn is_dated(words: &str) -> bool {
    let end = words.char_indices().nth(12).map_or(words.len(), |(at, _)| at);
    deadline::period(&words[..end]).is_some_and(|period| period.start == 0)
}

/// Who helps, behind 会同: B、C于6月底前….
pub(super) fn helpers(text: &str, range: Range<usize>, joined: bool, lexicon: &Lexicon) -> Option<Entry> {
    // A要会同B、C于…
    let duty = text[range.clone()].trim_start_matches(['要', '须', '应']);
    let range = range.end - duty.len()..range.end;
    let words = &text[range.clone()];
    let len = if joined { 0 } else { joins(words)?.len() };
    let start = range.start + len;
    let rest = &text[start..range.end];
    let ends = rest.char_indices().map(|(at, _)| at).skip(2).chain([rest.len()]).take(60);
    // 县财政局、白石区人民政府于6月底前改造高桥片区
    let named = |list: &Range<usize>| {
        // 会同省市场监管局组织抽检
        let organises = text[list.clone()].ends_with('组') && text[list.end..].starts_with('织');
        !organises && !text[list.clone()].contains(|c: char| c.is_ascii_digit())
    };
    let list = ends
        .map(|end| start..start + end)
        .filter(|list| named(list) && all_units(text, list.clone(), lexicon))
        .last()?;
    Some(Entry::unlabelled(LabelField::Units(UnitRole::Supporting), clean(text, list)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    fn read(text: &str) -> Vec<String> {
        let text = fold(text);
        let found = running(&text, 0..text.len(), false, Lexicon::builtin());
        found.iter().map(|entry| format!("{:?} {}", entry.field, &text[entry.value.clone()])).collect()
    }

    #[test]
    fn a_unit_is_called_on_or_acts_by_itself() {
        assert_eq!(read("道路由市交通局主办，12月15日前通车。"), ["Units(Lead) 市交通局"]);
        assert_eq!(read("征收由城南区人民政府9月底前完成。"), ["Units(Responsible) 城南区人民政府"]);
        assert_eq!(read("县交通局负责4月20日前完成挡墙860米。"), ["Units(Responsible) 县交通局"]);
        assert_eq!(read("县教育局要在8月底前建成。"), ["Units(Responsible) 县教育局"]);
        assert!(read("自由贸易试验区由于天气停工，理由充分。").is_empty());
        assert!(read("新建学校3所，县教育局宿舍1栋。").is_empty());
    }

    #[test]
    fn whoever_is_named_beside_the_one_who_acts_helps() {
        let helps = "Units(Supporting) 县财政局、白石镇人民政府";
        let leads = read("由县水利局牵头会同县财政局、白石镇人民政府于9月底前完工。");
        assert_eq!(leads, ["Units(Lead) 县水利局", helps]);
        // Without 牵头 nothing says that it leads.
        let asked = read("请县水利局会同县财政局、白石镇人民政府于9月底前完工。");
        assert_eq!(asked, ["Units(Responsible) 县水利局", helps]);
    }

    #[test]
    fn a_clause_may_be_a_label_and_its_names() {
        assert_eq!(
            read("链长郎景辉，牵头部门为县商务局，6月底前投用。"),
            ["Leaders(Lead) 郎景辉", "Units(Lead) 县商务局"]
        );
        assert_eq!(
            read("责任人白向东，县林业局承办、县财政局协办，造林3万亩。"),
            ["Leaders(Responsible) 白向东", "Units(Responsible) 县林业局", "Units(Supporting) 县财政局"]
        );
    }
}
