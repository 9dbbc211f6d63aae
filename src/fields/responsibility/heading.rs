//! Headings that name who answers for all that stands under them (一、副县长周宁同志负责的工作).

use super::{Entry, wording::all_units};
use crate::fields::party::{is_person, is_surely_person, leaders, name_before_post, units};
use crate::lexicon::{LabelField, LeaderRole, Lexicon, UnitRole};
use crate::text::{Wordlist, brackets, is_han, pattern, words};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:附?表[\d一二三四五六七八九十]{1,3}[: ]*)?(?:由|请|以下由)?(?P<who>[\p{Han}、,·• ]{2,40}?(?:\((?:挂职|正县级|正处级|副处级|正科级|[男女][,\p{Han}]{0,6}|兼[\p{Han}、]{1,12})\)[\p{Han}·• ]{0,12}?)?)(?:共同|联合)?(?P<verb>(?P<lead>牵头抓总|牵头负责|牵头推进|牵头落实|牵头|主抓|领衔|挂帅|包抓|包联|挂联|领办|督办|统筹)|负责|抓总|分管|联系|办理|承担)(?:抓总|落实|推进|的|目标|重点|主要|各项|县|市|区|政府|承担|办理|方面)*(?:工作|任务|事项|项目|实事|目标|(?:同志)?\s?(?:\(\d{1,2}[项件个]\))?$)",
    )
});

/// How the names of offices end that may be a heading; those of halls and stations are built too.
const OFFICES: &Wordlist = words![
    "局", "委", "办", "办公室", "科", "股", "处", "室", "厅", "政府", "街道", "镇", "乡", "集团", "公司"
];

/// The longest heading of units, in bytes: no longer than a line.
const LONGEST: usize = 240;

/// Units that are all of a heading, the first of them surely one: 市水利局, 市文旅局、市融媒体中心. One in front of a bracket that
/// names who leads it (`led`) is.
fn named_alone(text: &str, range: Range<usize>, led: bool, lexicon: &Lexicon) -> Option<Entry> {
    let value = brackets::trim(text, range);
    let words = &text[value.clone()];
    // 领办 is no office.
    if VERBS.iter().any(|verb| words.ends_with(verb)) {
        return None;
    }
    let first = words.split(['、', ',', ' ']).next().unwrap_or_default();
    let office = led || first.chars().count() >= 3 && OFFICES.ends(first);
    let named = |name: &str| lexicon.unit_suffixes.at_end(name.trim_end_matches(')')).is_some();
    let names = units(words, lexicon);
    (office
        && !names.is_empty()
        && names.iter().all(|(_, name)| named(&words[name.clone()]))
        && all_units(text, value.clone(), lexicon))
    .then_some(Entry::of_units(value))
}

/// Units that are all of a heading, of any kind.
pub(crate) fn units_alone(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Option<Entry> {
    let value = brackets::trim(text, range);
    let words = &text[value.clone()];
    let ends = |name: &Range<usize>| {
        lexicon.unit_suffixes.at_end(words[name.clone()].trim_end_matches(')')).is_some()
    };
    let whole = words.chars().nth(30).is_none() && units(words, lexicon).iter().all(|(_, name)| ends(name));
    (whole && all_units(text, value.clone(), lexicon)).then_some(Entry::of_units(value))
}

/// People that are all of a heading, each with a post: 县委书记 周宁. They lead where the notice's head speaks of leading.
fn people_alone(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Option<Entry> {
    const LEADING: &Wordlist =
        words!["包抓", "领衔", "包联", "包保", "挂帅", "挂联", "领办", "领导牵头", "领导干部牵头"];
    if range.len() > LONGEST {
        return None;
    }
    // 总会计师周宁、工会主席李明(共同负责)
    let end = text[range.clone()].trim_end();
    let together = ["(共同负责)", "(共同牵头)", "(分别负责)"].iter().find_map(|all| end.strip_suffix(all));
    let value = brackets::trim(text, range.start..range.start + together.unwrap_or(end).len());
    let words = &text[value.clone()];
    let people = leaders(words, lexicon);
    let (first, last) = (people.first()?, people.last()?);
    let whole = first.post.as_ref()?.start == 0 && last.name.as_ref()?.end == words.len();
    let sure = |name: &Range<usize>| is_surely_person(&words[name.clone()], lexicon);
    let named = people.iter().all(|person| person.post.is_some() && person.name.as_ref().is_some_and(sure));
    if !whole || !named {
        return None;
    }
    let head: String = text.chars().take(300).collect();
    let lead = LEADING.is_in(&head);
    let role = if lead { LeaderRole::Lead } else { LeaderRole::Responsible };
    Some(Entry::unlabelled(LabelField::Leaders(role), value))
}

/// The heading without the count of its tasks that it ends with: 县发改局 of 县发改局5项.
fn without_count(text: &str, heading: Range<usize>) -> Range<usize> {
    let words = text[heading.clone()].trim_end();
    let number = words.strip_suffix(['项', '件', '个']).unwrap_or_default();
    let name = number.trim_end_matches(|c: char| c.is_ascii_digit());
    let counted = name.len() < number.len() && name.ends_with(is_han);
    heading.start..if counted { heading.start + name.len() } else { heading.end }
}

/// How the verbs of [`HEADING`] begin.
const VERBS: [&str; 16] = [
    "抓总", "统筹", "办理", "牵头", "主抓", "领衔", "挂帅", "包抓", "包联", "挂联", "领办", "督办", "负责",
    "分管", "联系", "承担",
];

/// Whom a heading names for all that stands under it: 副县长周宁同志负责的工作, 周宁县长牵头重点工作, 市水利局牵头的任务;
/// or 市水利局, 市文旅局、市融媒体中心 alone.
pub(crate) fn heading(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Option<Entry> {
    let whole = &text[range.clone()];
    // 一、市发展改革委(责任领导:周宁), 请A牵头办理(4个,分管副市长:周宁): the bracket is read for itself.
    let bracket = brackets::at_end(whole).filter(|pair| whole[pair.inner.clone()].contains(':'));
    let led = bracket.is_some();
    let range = range.start..bracket.map_or(range.end, |pair| range.start + pair.outer.start);
    // 一、青石镇人民政府  镇长:何守义: what stands behind the gap has a label of its own.
    let gap = text[range.clone()].find(' ').filter(|&gap| text[range.start + gap..range.end].contains(':'));
    let range = range.start..gap.map_or(range.end, |gap| range.start + gap);
    let range = without_count(text, range);
    if whole.len() <= LONGEST
        && let Some(entry) = named_alone(text, range.clone(), led, lexicon)
    {
        return Some(entry);
    }
    let line = &text[range.clone()];
    let found = if VERBS.iter().any(|verb| line.contains(verb)) { HEADING.captures(line) } else { None };
    let Some(found) = found else { return people_alone(text, range, lexicon) };
    // 各地和厅属单位承担事项 is said of whoever it may be.
    let who = found.name("who").filter(|who| !who.as_str().starts_with("各地"))?;
    // 周宁、李明两位同志
    let words = who.as_str().trim_end().trim_end_matches("同志");
    let words =
        ["共同", "两位", "二位", "三位"].iter().find_map(|of| words.strip_suffix(of)).unwrap_or(words);
    let start = range.start + who.start();
    let value = brackets::trim(text, start..start + words.len());
    let lead = found.name("lead").is_some();
    let words = &text[value.clone()];
    // 周宁县长, 李宁副总经理(兼工会主席): the name stands in front of the post.
    let bare = brackets::at_end(words).map_or(words, |pair| words[..pair.outer.start].trim_end());
    let people = leaders(words, lexicon);
    let each = people.len() > 1 && people.iter().all(|person| person.name.is_some());
    // 谢尔扎提副县长、县公安局局长牵头: further posts of the same.
    let posts = |list: &str| leaders(list, lexicon).iter().all(|person| person.name.is_none());
    let first = bare.split_once('、').filter(|(_, rest)| posts(rest)).map_or(bare, |(first, _)| first);
    let post_behind =
        name_before_post(first, lexicon).filter(|_| !each).map(|cut| value.start..value.start + cut);
    // 周宁、李明共同领衔
    let short = |name: &str| is_person(name) && name.chars().count() <= 3;
    // 分管农业农村的副市长领衔事项: a post is somebody, whoever holds it.
    let by_post = lead
        && found.name("verb").is_none_or(|verb| verb.as_str() != "督办")
        && matches!(people.as_slice(), [only] if only.name.is_none() && only.post == Some(0..words.len()));
    let several = words.contains('、') && words.split(['、', ',']).all(short);
    if post_behind.is_some()
        || several
        || by_post
        || people.iter().any(|person| {
            person.name.is_some() && (person.post.is_some() || is_surely_person(words, lexicon))
        })
    {
        let role = if lead { LeaderRole::Lead } else { LeaderRole::Responsible };
        return Some(Entry::unlabelled(LabelField::Leaders(role), post_behind.unwrap_or(value)));
    }
    let role = if lead { UnitRole::Lead } else { UnitRole::Responsible };
    all_units(text, value.clone(), lexicon).then_some(Entry::unlabelled(LabelField::Units(role), value))
}

/// Where the words end that say who does what of a heading's tasks: of 由A承办,B督办的项目 behind 督办.
pub(crate) fn deed_of_several(heading: &str) -> Option<usize> {
    let heading = heading.trim_end();
    let what =
        ["的项目", "的任务", "的事项", "的工作", "的实事"].iter().find_map(|what| heading.strip_suffix(what));
    what.filter(|what| what.contains([',', ';'])).map(str::len)
}

/// Whether the bracket at the end of a line says who answers for items by their numbers.
pub(crate) fn assigns_by_number(line: &str) -> bool {
    brackets::at_end(line.trim_end()).is_some_and(|pair| is_of_numbers(&line[pair.inner]))
}

/// Whether words say who answers for items by their numbers: 第1、2项由A牵头,第3项由B牵头.
pub(super) fn is_of_numbers(words: &str) -> bool {
    /// How many characters the first numbers take at most.
    const NUMBERS: usize = 12;
    let words = words.trim_start();
    let end = words.char_indices().nth(NUMBERS).map_or(words.len(), |(at, _)| at);
    words.starts_with('第') && words[..end].contains(['项', '件', '条'])
}
