//! Responsibility in words: lists of names, each with the verb that gives it its role (A牵头，B、C配合).

use super::{Entry, label::clean};
use crate::fields::party::{is_person, is_surely_person, is_unit, leaders, units};
use crate::lexicon::{LabelField, LeaderRole, Lexicon, UnitRole};
use crate::text::pattern;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Verbs that give a list of names its role, the longest first.
pub(super) static VERBS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<lead>分别牵头督导|牵头督导|牵头抓总|牵头负责|分别牵头|共同牵头|总牵头|牵头组织实施|牵头组织|牵头实施|牵头|主办|领衔|负总责)|(?P<supporting>参与配合|协同配合|协助配合|积极配合|密切配合|配合|协办|协同|参与|协助|协作)|(?P<supervising>负责督导|负责督办|督导|督办|负责监督)|(?P<responsible>按照各自职责分工负责|按照职责分工分别负责|按照职责分工负责|按职责分工分别负责|按职责分工负责|按职能分工负责|按照职能分工负责|按分工负责|按职责负责|各负其责|分工负责|分别负责|共同负责|具体负责|负责落实|负责实施|组织实施|按职责分工落实|具体实施|承办|实施|负责|落实)",
    )
});

/// Reads `range` of `text` as responsibility in words: `A牵头，B、C按职责分工负责`.
///
/// Empty unless every verb follows a list of units or of people.
pub(crate) fn worded(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Vec<Entry> {
    let part = &text[range.clone()];
    let mut entries: Vec<Entry> = Vec::new();
    let mut from = 0;
    for captures in VERBS.captures_iter(part) {
        let Some(verb) = captures.get(0) else { continue };
        let behind = part[verb.end()..].trim_start_matches([' ', '\u{3000}']);
        // A verb of the statement ends its clause; 市配合中心 and 牵头单位 do not.
        let ends = behind.is_empty()
            || behind.starts_with([',', ';', '。', ':', '、', ')', '.', '\n'])
            || behind.starts_with("等");
        if !ends || verb.start() < from {
            continue;
        }
        let list = part[from..verb.start()].trim_start_matches([',', ';', '。', '、', ' ', '\n']);
        let start = verb.start() - list.len();
        let list = range.start + start..range.start + verb.start();
        let Some(field) = who(text, list.clone(), &captures, lexicon) else { return Vec::new() };
        entries.push(Entry { field, label: None, value: clean(text, lead_in(text, list)) });
        from = verb.end();
    }
    // A list behind the last verb has none: (市生态环境局牵头督导,市公安局、应急局).
    let rest = clean(text, range.start + from.min(part.len())..range.end);
    let rest_words = &text[rest.clone()];
    if !entries.is_empty() && !rest_words.is_empty() {
        if all_units(text, rest.clone(), lexicon) {
            entries.push(Entry { field: LabelField::Units(UnitRole::Responsible), label: None, value: rest });
        } else if rest_words.chars().count() <= 16 {
            entries.push(Entry { field: LabelField::Deadline, label: None, value: rest });
        }
    }
    entries
}

/// A list without the words that lead into it: 由A, 由各县.
fn lead_in(text: &str, list: Range<usize>) -> Range<usize> {
    let words = &text[list.clone()];
    let lead = ["由", "并由", "请", "下列工作由", "以上工作由"]
        .iter()
        .filter(|lead| words.starts_with(**lead))
        .map(|lead| lead.len())
        .max()
        .unwrap_or(0);
    list.start + lead..list.end
}

/// Whether a list names units or people, and the role that the verb gives them.
fn who(text: &str, list: Range<usize>, verb: &regex::Captures<'_>, lexicon: &Lexicon) -> Option<LabelField> {
    let list = clean(text, lead_in(text, list));
    if list.is_empty() {
        return None;
    }
    let lead = verb.name("lead").is_some();
    if all_units(text, list.clone(), lexicon) {
        let role = if lead {
            UnitRole::Lead
        } else if verb.name("supporting").is_some() {
            UnitRole::Supporting
        } else if verb.name("supervising").is_some() {
            UnitRole::Supervising
        } else {
            UnitRole::Responsible
        };
        return Some(LabelField::Units(role));
    }
    let words = &text[list];
    let people = leaders(words, lexicon);
    let role = if lead { LeaderRole::Lead } else { LeaderRole::Responsible };
    // Nothing but posts and names: 请抓好…落实 is no list of people.
    let sure = people.iter().all(|person| match &person.name {
        Some(name) => person.post.is_some() || is_surely_person(&words[name.clone()], lexicon),
        None => person.post.is_some(),
    });
    (!people.is_empty() && sure).then_some(LabelField::Leaders(role))
}

/// Whether every piece of a list looks like a unit.
pub(super) fn all_units(text: &str, list: Range<usize>, lexicon: &Lexicon) -> bool {
    let units = units(&text[list.clone()], lexicon);
    let prose = [
        "明确",
        "每项",
        "积极",
        "按照",
        "负总",
        "主动",
        "认真",
        "切实",
        "密切",
        "及时",
        "的",
        "要",
        "各牵头",
        "各协同",
        "各承办",
        "各实施",
        "各有关责任",
        "各责任",
        "各配合",
        "本级",
        "全面",
    ];
    !units.is_empty()
        && !prose.iter().any(|word| text[list.clone()].contains(word))
        && units.iter().all(|(_, range)| {
            let name = &text[list.start + range.start..list.start + range.end];
            is_unit(name, lexicon) && !(is_person(name) && ends_like_post(name, lexicon))
        })
}

fn ends_like_post(name: &str, lexicon: &Lexicon) -> bool {
    lexicon.posts.find_iter(name).any(|found| found.start() > 0 && found.end() == name.len())
}
