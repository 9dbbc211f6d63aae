//! Who an item begins with, as the subject of its first sentence: 县水利局确保…, 云台县引进资金26亿元.

use super::label::clean;
use super::{Entry, wording::all_units};
use crate::fields::deadline;
use crate::lexicon::{LabelField, Lexicon, UnitRole};
use crate::text::{Wordlist, before_next, is_han, words};
use std::ops::Range;

/// Whom an item begins with. It may be what the item is about, too: that it acts must be told by the items beside it.
pub(crate) fn subject(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Option<Entry> {
    let found = units(text, range.clone(), lexicon).or_else(|| place(text, range.clone(), lexicon));
    // 防控感染。感染管理科把…: behind a name that is a sentence.
    let name = before_next(&text[range.clone()], &['。']);
    let behind = range.start + name.len() + '。'.len_utf8();
    let named = name.chars().nth(NAME).is_none() && behind < range.end;
    found.or_else(|| named.then(|| units(text, behind..range.end, lexicon)).flatten())
}

/// The longest name of an item that its subject stands behind, in characters.
const NAME: usize = 20;

/// How far into an item its subject may go, in characters.
const LONGEST: usize = 60;

/// The units behind the label that a clause begins with, and that do what it says: 责任单位县水利局要….
pub(super) fn labelled(text: &str, clause: Range<usize>, lexicon: &Lexicon) -> Option<Entry> {
    label(&text[clause.clone()], lexicon)?;
    units(text, clause, lexicon)
}

/// The units that words begin with, behind such a label or none.
fn units(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Option<Entry> {
    let words = &text[range.clone()];
    let (label, role) = label(words, lexicon).unwrap_or((0, UnitRole::Responsible));
    let rest = &words[label..];
    let head = before_next(rest, &[',', '。', ';', ':', '(', '\n']);
    let acts = |at: usize| is_office(&rest[..at]) && acts(&rest[at..], lexicon);
    // 旗委组织部抓实…: what seems to be an act may end the name.
    let goes_on = |at: usize| {
        rest[at..].char_indices().skip(1).take(4).any(|(len, c)| {
            let end = at + len + c.len_utf8();
            is_office(&rest[..end]) && (rest[end..].starts_with('、') || self::acts(&rest[end..], lexicon))
        })
    };
    let ends = head.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST).skip(2);
    let end = ends
        .filter(|&end| acts(end) && !goes_on(end))
        .find(|&end| all_units(text, range.start + label..range.start + label + end, lexicon))?;
    let value = clean(text, range.start + label..range.start + label + end);
    Some(Entry::unlabelled(LabelField::Units(role), value))
}

/// The label without a colon that words begin with, and the role that it gives.
fn label(words: &str, lexicon: &Lexicon) -> Option<(usize, UnitRole)> {
    const ENDS: &Wordlist = words!["单位", "部门", "科室", "股室", "处室"];
    let last = |(at, c): (usize, char)| matches!(c, '位' | '门' | '室').then(|| at + c.len_utf8());
    let ends = words.char_indices().take(LABEL).skip(3).filter_map(last);
    let (end, role) = ends.filter(|&end| ENDS.ends(&words[..end])).find_map(|end| {
        let Some(LabelField::Units(role)) = lexicon.label(&words[..end]) else { return None };
        Some((end, role))
    })?;
    // 责任单位和参与单位 are whoever it may be.
    (!words[end..].starts_with(['和', '与', '及', '或', '、'])).then_some((end, role))
}

/// The longest label, in characters.
const LABEL: usize = 8;

/// Whether words go on as a sentence does behind its subject: with a verb, a time, or what of the subject is measured.
fn acts(words: &str, lexicon: &Lexicon) -> bool {
    let dated = || {
        let near = words.char_indices().nth(8).map_or(words.len(), |(at, _)| at);
        words.starts_with(|c: char| c.is_ascii_digit() || "一二三四上下年".contains(c))
            && deadline::period(&words[..near]).is_some_and(|period| period.start == 0)
    };
    // 集中采购率达到95%
    let measured = || {
        let ends = words.char_indices().skip(2).take(10).map(|(at, _)| at);
        let noun = |end: &usize| words[..*end].chars().all(is_han);
        ends.take_while(noun).any(|end| {
            lexicon.measured.at_end(&words[..end]).is_some()
                && (lexicon.indicator_leads.at_start(&words[end..]).is_some()
                    || words!["不", "达", "控制", "保持", "稳定"].begins(&words[end..]))
        })
    };
    lexicon.acts.at_start(words).is_some() || dated() || measured()
}

/// Whether a name ends as those of offices do, and not as those of what they build or run (县人民医院, 第一中学).
fn is_office(name: &str) -> bool {
    name.ends_with(['局', '委', '办', '厅', '部', '署', '科', '处', '股', '室', '队'])
        || words![
            "中心", "公司", "集团", "政府", "管委会", "委员会", "街道", "办事处", "联合社", "工会", "妇联",
            "残联"
        ]
        .ends(name)
}

/// The place that an item begins with, which is to reach what it says: 云台县引进资金26亿元, 城关镇新建厂房….
fn place(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Option<Entry> {
    const LEVELS: &Wordlist = words!["县", "区", "市", "镇", "乡", "街道", "旗", "苏木"];
    let words = &text[range.clone()];
    let ends = words.char_indices().map(|(at, c)| at + c.len_utf8()).take(12).skip(1);
    let end = ends.take_while(|&end| !words[..end].ends_with([',', '。', ':', ' '])).find(|&end| {
        let (place, rest) = words.split_at(end);
        let verb = lexicon.indicator_leads.at_start(rest).is_some_and(|(len, ())| len >= "引进".len());
        // 城关镇合同资金8000万元
        let noun = rest.chars().take_while(|&c| is_han(c)).count();
        let measured = || {
            (2..=6).contains(&noun)
                && rest.chars().nth(noun).is_some_and(|c| c.is_ascii_digit())
                && words!["镇", "乡", "街道", "开发区", "县"].ends(place)
        };
        LEVELS.ends(place) && (verb || measured()) && rest.contains(|c: char| c.is_ascii_digit())
    })?;
    let value = range.start..range.start + end;
    let whole = !words[..end].starts_with(['全', '各', '本', '我']) && words[..end].chars().count() >= 3;
    (whole && all_units(text, value.clone(), lexicon)).then_some(Entry::of_units(value))
}
