//! Who a value names, each in their role: 县林草局（牵头）、县财政局（配合）; A牵头，B、C配合; 县教育局（张明）.

use super::wording::{TOGETHER, ends_clause, own_group};
use crate::fields::party::{Person, is_surely_person, is_unit, leaders, posted, units};
use crate::lexicon::{LabelField, LeaderRole, Lexicon, UnitKind, UnitRole};
use crate::text::{brackets, words};
use std::borrow::Cow;
use std::ops::Range;

/// Somebody whom a value names; places in bytes of the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Party {
    /// A unit.
    Unit {
        /// Whether it is one or many.
        kind: UnitKind,
        /// Its name.
        name: Range<usize>,
        /// Its role.
        role: UnitRole,
    },
    /// A person, or the office of one.
    Leader {
        /// Name and post.
        person: Person,
        /// Their role.
        role: LeaderRole,
    },
}

/// Whom the folded `value` names that stands behind `label`, which says `field`.
///
/// The label gives the role; a verb behind a list or a mark in brackets behind a name says more than the label.
pub(crate) fn roll(value: &str, field: LabelField, label: &str, lexicon: &Lexicon) -> Vec<Party> {
    match field {
        LabelField::Units(role) => {
            let stretches = stretches(value, role, lexicon);
            let people = label.contains('人');
            stretches
                .into_iter()
                .flat_map(|(range, role)| members(value, range, role, people, lexicon))
                .collect()
        }
        LabelField::Leaders(role) => {
            let unit_role = if role == LeaderRole::Lead { UnitRole::Lead } else { UnitRole::Responsible };
            // A name that runs down a narrow column, one sign to a line, is one.
            let upright =
                value.lines().nth(1).is_some() && value.lines().all(|line| line.trim().chars().count() <= 1);
            let level = if upright { Cow::Owned(value.replace('\n', " ")) } else { Cow::Borrowed(value) };
            let people = leaders(&level, lexicon);
            // 责任人:县教育局 张明 is a person with a post; 责任单位及责任人 asks for both.
            let both = label.contains("单位") || label.contains("部门");
            let mut found: Vec<Party> = Vec::new();
            if both || people.is_empty() {
                for party in members(value, 0..value.len(), unit_role, both, lexicon) {
                    let keeps = match &party {
                        Party::Unit { name, .. } => {
                            let words = &value[name.clone()];
                            // 县政府分管负责同志 is nobody's name.
                            let whole = !value[name.end..].starts_with(char::is_alphanumeric);
                            whole && is_unit(words, lexicon) && !is_surely_person(words, lexicon)
                        }
                        // 县教育局(张明): nobody whom the list of names has.
                        Party::Leader { person, .. } => !people.iter().any(|other| other.name == person.name),
                    };
                    if keeps {
                        found.push(party);
                    }
                }
            }
            found.extend(people.into_iter().map(|person| Party::Leader { person, role }));
            found
        }
        _ => Vec::new(),
    }
}

/// The lists of a value, each with the role that the verb behind it gives it: A牵头,B、C配合.
fn stretches(value: &str, base: UnitRole, lexicon: &Lexicon) -> Vec<(Range<usize>, UnitRole)> {
    let pairs = brackets::outermost(value);
    let mut found: Vec<(Range<usize>, UnitRole)> = Vec::new();
    let mut from = 0;
    for (verb, role) in lexicon.verbs.find_iter(value) {
        let inside = pairs.iter().any(|pair| pair.outer.contains(&verb.start));
        if inside || verb.start < from || !ends_clause(&value[verb.end..]) {
            continue;
        }
        let list = &value[from..verb.start];
        if !list.contains(char::is_alphanumeric) {
            from = verb.end;
            continue;
        }
        // 牵头单位:县教育局负责: whoever leads, and whoever helps, answers for their part.
        let role = if role == UnitRole::Responsible { base } else { role };
        // 县教育局,县财政局配合: a helper's verb holds for its own group where nobody has a role before it.
        let aside = matches!(role, UnitRole::Supporting | UnitRole::Supervising);
        // 各村,由镇农业中心牵头
        let called = list.rfind(",由").filter(|_| base != role && found.is_empty());
        if let Some(comma) = called {
            found.push((from..from + comma, base));
            found.push((from + comma + 1..verb.start, role));
            from = verb.end;
            continue;
        }
        let helps = aside && base != role && found.is_empty();
        let own = if helps { own_group(list) } else { 0 };
        if own > 0 {
            found.push((from..from + own, base));
        }
        found.push((from + own..verb.start, role));
        from = verb.end;
    }
    if value[from..].contains(char::is_alphanumeric) {
        found.push((from..value.len(), base));
    }
    // 由县水利局负责,会同县财政局: whoever is named behind 会同 helps.
    let beside = |(list, role): (Range<usize>, UnitRole)| {
        let at = value[list.clone()].find(TOGETHER).map(|at| list.start + at);
        let own = (list.start..at.unwrap_or(list.end), role);
        let others = at.map(|at| (at + TOGETHER.len()..list.end, UnitRole::Supporting));
        std::iter::once(own)
            .chain(others)
            .filter(|(list, _)| value[list.clone()].contains(char::is_alphanumeric))
    };
    found.into_iter().flat_map(beside).collect()
}

/// The units and people of one list. A mark in brackets holds for the name before it;
/// a helper's also for those before it that have none, back to the comma: A（牵头）、B、C（配合）.
fn members(value: &str, list: Range<usize>, role: UnitRole, people: bool, lexicon: &Lexicon) -> Vec<Party> {
    let mut found: Vec<Party> = Vec::new();
    // Where the names begin that have no mark of their own yet.
    let mut unmarked = 0;
    let mut end = list.start;
    for (kind, range) in units(&value[list.clone()], lexicon) {
        let mut name = list.start + range.start..list.start + range.end;
        if value[end..name.start].contains([',', ';']) {
            unmarked = found.len();
        }
        let remark = remark(value, &mut name, people, lexicon);
        end = name.end;
        let words = &value[name.clone()];
        if let Some((unit, person)) = posted(words, lexicon) {
            let shift = |range: Range<usize>| name.start + range.start..name.start + range.end;
            if let Some(unit) = unit {
                found.push(Party::Unit { kind, name: shift(unit), role });
            }
            let person = Person { name: person.name.map(shift), post: person.post.map(shift) };
            found.push(Party::Leader { person, role: leader_role(role) });
            continue;
        }
        found.push(Party::Unit { kind, name: name.clone(), role });
        let Some(remark) = remark else { continue };
        end = remark.end;
        let inner = &value[remark.clone()];
        let first = inner.split(',').next().unwrap_or_default().trim();
        if let Some(mark) = mark(first, lexicon) {
            // 县教育局、县财政局(共同牵头)
            let together = words!["共同", "联合", "分别", "均"].begins(first);
            let from = if mark == UnitRole::Supporting || together { unmarked } else { found.len() - 1 };
            for party in &mut found[from..] {
                if let Party::Unit { role, .. } = party {
                    *role = mark;
                }
            }
            unmarked = found.len();
        } else if is_surely_person(inner, lexicon) && !is_unit(inner, lexicon) {
            let person = Person { name: Some(brackets::trim(value, remark)), post: None };
            found.push(Party::Leader { person, role: leader_role(role) });
        } else if let Some((_, person)) = posted(inner, lexicon) {
            let at = |range: Range<usize>| remark.start + range.start..remark.start + range.end;
            let person = Person { name: person.name.map(at), post: person.post.map(at) };
            found.push(Party::Leader { person, role: leader_role(role) });
        } else {
            // 镇经发办(镇供电所配合): units in brackets behind the one that they help.
            let helpers = stretches(inner, role, lexicon);
            if lexicon.verbs.at_end(inner.trim_end()).is_some() {
                for (range, role) in helpers {
                    let range = remark.start + range.start..remark.start + range.end;
                    found.extend(members(value, range, role, people, lexicon));
                }
            }
        }
    }
    found
}

/// What stands in brackets behind a name, or at the end of it and is cut off there: (牵头), (田小军), (局长周宁); 县发改局(粮食局)
/// keeps its own. Two characters are a name only where the label asks for `people`.
fn remark(value: &str, name: &mut Range<usize>, people: bool, lexicon: &Lexicon) -> Option<Range<usize>> {
    let behind = &value[name.end..];
    let gap = behind.len() - behind.trim_start_matches(' ').len();
    if behind[gap..].starts_with('(') {
        let pair = brackets::outermost(behind).into_iter().next()?;
        return Some(name.end + pair.inner.start..name.end + pair.inner.end);
    }
    let words = &value[name.clone()];
    let pair = brackets::outermost(words).pop().filter(|pair| pair.outer.end == words.len())?;
    let inner = &words[pair.inner.clone()];
    let count = inner.chars().filter(|c| !c.is_whitespace()).count();
    let person = is_surely_person(inner, lexicon)
        && !is_unit(inner, lexicon)
        && (people || count == 3 || inner.contains('·'));
    let person = person || posted(inner, lexicon).is_some();
    if pair.sign != '(' || pair.outer.start == 0 || !person && mark(inner, lexicon).is_none() {
        return None;
    }
    let found = name.start + pair.inner.start..name.start + pair.inner.end;
    name.end = name.start + pair.outer.start;
    Some(found)
}

/// The role that a mark behind a name gives it: (牵头), (配合单位).
fn mark(words: &str, lexicon: &Lexicon) -> Option<UnitRole> {
    // (列首位的为牵头单位): that is about every list.
    if words.contains('为') {
        return None;
    }
    let label = || match lexicon.label(words) {
        Some(LabelField::Units(role)) => Some(role),
        _ => None,
    };
    lexicon.verbs.get(words).or_else(label)
}

fn leader_role(role: UnitRole) -> LeaderRole {
    if role == UnitRole::Lead { LeaderRole::Lead } else { LeaderRole::Responsible }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    fn read(field: LabelField, label: &str, text: &str) -> Vec<String> {
        let text = fold(text);
        let show = |party| match party {
            Party::Unit { name, role, .. } => format!("{role:?} {}", &text[name]),
            Party::Leader { person, .. } => {
                let words =
                    |range: Option<Range<usize>>| range.map_or("—", |range| &text[range]).replace(' ', "");
                format!("{} {}", words(person.post), words(person.name))
            }
        };
        roll(&text, field, label, Lexicon::builtin()).into_iter().map(show).collect()
    }

    fn responsible(text: &str) -> Vec<String> {
        read(LabelField::Units(UnitRole::Responsible), "责任单位", text)
    }

    #[test]
    fn a_verb_behind_a_list_gives_its_role() {
        assert_eq!(responsible("县住建局 牵头，县财政局 配合"), ["Lead 县住建局", "Supporting 县财政局"]);
        assert_eq!(
            responsible("县交通局牵头，县财政局、水利局配合，各乡镇"),
            ["Lead 县交通局", "Supporting 县财政局", "Supporting 水利局", "Responsible 各乡镇"]
        );
        assert_eq!(
            responsible("县财政局、水利局，各乡镇配合"),
            ["Responsible 县财政局", "Responsible 水利局", "Supporting 各乡镇"]
        );
        assert_eq!(responsible("县财政局、水利局分别牵头"), ["Lead 县财政局", "Lead 水利局"]);
    }

    #[test]
    fn a_mark_in_brackets_gives_its_role() {
        assert_eq!(
            responsible("县林草局（牵头）、县财政局、水利局（配合）"),
            ["Lead 县林草局", "Supporting 县财政局", "Supporting 水利局"]
        );
        assert_eq!(
            responsible("县林草局（主办单位），县财政局，水利局（协办）"),
            ["Lead 县林草局", "Responsible 县财政局", "Supporting 水利局"]
        );
        assert_eq!(responsible("县发改局（粮食局）（牵头，下同）"), ["Lead 县发改局(粮食局)"]);
        assert_eq!(responsible("镇经发办（镇供电所配合）"), ["Responsible 镇经发办", "Supporting 镇供电所"]);
    }

    #[test]
    fn people_among_units_are_people() {
        assert_eq!(responsible("县住建局局长田小军"), ["Responsible 县住建局", "县住建局局长 田小军"]);
        assert_eq!(responsible("县发改局（粮食局）、县教育局（田小军）").len(), 3);
        let both = |text| read(LabelField::Leaders(LeaderRole::Responsible), "责任单位及责任人", text);
        assert_eq!(both("县教育局（田小军）"), ["Responsible 县教育局", "— 田小军"]);
        assert_eq!(both("县教育局 田小军"), ["Responsible 县教育局", "县教育局 田小军"]);
    }
}
