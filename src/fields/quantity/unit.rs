//! What a number counts or measures: the unit behind it.

use super::Class;
use crate::lexicon::{Lexicon, UnitClass};
use crate::text::{Wordlist, after_last, numeral::Numeral, words};
use rust_decimal::Decimal;
use std::ops::Range;

/// A unit behind a number.
pub(super) struct Unit {
    pub(super) class: Class,
    pub(super) text: Range<usize>,
    pub(super) end: usize,
}

pub(super) fn read_unit(text: &str, at: usize, number: &Numeral, lexicon: &Lexicon) -> Option<Unit> {
    let rest = &text[at..];
    if number.denominator.is_some() {
        let measure = Unit { class: Class::Unit(UnitClass::Measure), text: at..at, end: at };
        return share_sign(number).map(|_| measure);
    }
    // 500余万 is one numeral; 1000余家 and 3万多人 are not.
    let rough = rest.trim_start_matches(['余', '多']);
    let gap = rest.len() - rough.trim_start_matches(' ').len();
    let start = at + gap;
    let rest = &text[start..];
    let money = ["元钱", "元人民币", "元"].into_iter().find(|word| rest.starts_with(word));
    if let Some(word) = money.filter(|_| !words!["元旦", "元月", "元素", "元宵"].begins(rest)) {
        return Some(Unit { class: Class::Money, text: start..start, end: start + word.len() });
    }
    // 1.2万群众: so many people need no classifier.
    if number.multiplier >= 10_000 && !number.chinese && lexicon.people.at_start(rest).is_some() {
        return Some(Unit { class: Class::Unit(UnitClass::Measure), text: start..start, end: at });
    }
    if lexicon.not_units.at_start(rest).is_some() {
        return None;
    }
    let (len, class) = lexicon.units.at_start(rest)?;
    let mut end = start + len;
    // 册次, 场次: how often a thing is counted.
    let behind = &text[end..];
    let times = class == UnitClass::Classifier
        && behind.starts_with('次')
        && !behind["次".len()..].starts_with(['数', '年', '月', '品', '序', '日']);
    if times {
        end += "次".len();
    }
    // 株(丛), 台(套), 头(只、匹): one unit with the others in brackets.
    end += others_in_brackets(&text[end..], lexicon);
    // 微克/立方米, 吨/日, 批次/千人
    if let Some(per) = text[end..].strip_prefix('/') {
        end += per_len(per, lexicon).map_or(0, |len| 1 + len);
        // 吨/平方公里·月, 吨/月·平方公里
        let in_time = ["·月", "·年", "·日", "/月", "/年", "/日", "·平方公里", "·平方千米"]
            .into_iter()
            .find(|time| text[end..].starts_with(time));
        end += in_time.map_or(0, str::len);
    }
    // A unit of Latin letters ends where the letters end: 5G, 3mm.
    let latin = text[start..end].ends_with(|c: char| c.is_ascii_alphabetic());
    if latin && text[end..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    Some(Unit { class: Class::Unit(class), text: start..end, end })
}

/// How long the bracket is that `behind` a unit begins with, where it holds nothing but units.
fn others_in_brackets(behind: &str, lexicon: &Lexicon) -> usize {
    /// The longest bracket of units, in bytes.
    const LONGEST: usize = 24;
    let inner = behind.strip_prefix('(').and_then(|inner| inner.find(')').map(|close| &inner[..close]));
    let is_unit = |unit: &str| lexicon.units.at_start(unit).is_some_and(|(len, _)| len == unit.len());
    let inner = inner.filter(|inner| inner.len() <= LONGEST && inner.split('、').all(is_unit));
    inner.map_or(0, |inner| inner.len() + "()".len())
}

/// How long the unit is that `per`, behind the stroke of 批次/千人, begins with, in bytes.
pub(crate) fn per_len(per: &str, lexicon: &Lexicon) -> Option<usize> {
    // 克标准煤/千瓦时: 千 belongs to the unit; in 批次/千人 it does not.
    let many = per.len() - per.trim_start_matches(['百', '千', '万', '亿']).len();
    let unit = |from: usize| lexicon.units.at_start(&per[from..]).map(|(len, _)| from + len);
    let yuan = || per[many..].starts_with('元').then_some(many + '元'.len_utf8());
    unit(0).or_else(|| unit(many)).or_else(yuan)
}

/// The sign of a share in words; other fractions (三分之二) have none.
pub(super) fn share_sign(number: &Numeral) -> Option<&'static str> {
    let of = number.denominator?;
    if of == Decimal::ONE_HUNDRED {
        Some("%")
    } else if of == Decimal::ONE_THOUSAND {
        Some("‰")
    } else {
        None
    }
}

/// A number alone: kept for now; it may share the unit of the next in its list, or be bound (控制在0.028以内).
pub(super) fn bare(text: &str, at: usize, number: &Numeral) -> Option<Unit> {
    if is_sum(text, at, number) {
        return Some(Unit { class: Class::Money, text: at..at, end: at });
    }
    let stands_alone = !text[at..].starts_with(|c: char| c.is_alphanumeric() && !"以及左上和与".contains(c));
    (!number.chinese && number.denominator.is_none() && stands_alone).then_some(Unit {
        class: Class::Bare,
        text: at..at,
        end: at,
    })
}

/// Whether a number alone is a sum that needs no 元: 总投资580万; 投资:12.6亿/4.3亿; 投资3亿,今年计划1.2亿.
fn is_sum(text: &str, at: usize, number: &Numeral) -> bool {
    /// How far in front of the number its sentence is looked at, in characters.
    const NEAR: usize = 40;
    const SUMS: &Wordlist =
        words!["投资", "资金", "概算", "预算", "争取", "自筹", "投入", "补助", "经费", "造价"];
    let ends = text[at..].chars().next().is_none_or(|c| !c.is_alphanumeric());
    if number.multiplier < 10_000 || !ends {
        return false;
    }
    let before = &text[..at - number.len];
    if SUMS.ends(before.trim_end_matches(['约', '为', '达', '到', ':', ' '])) {
        return true;
    }
    let near = before.char_indices().rev().take(NEAR).last().map_or(0, |(start, _)| start);
    let sentence = &before[near + after_last(&before[near..], &['。', ';', '\n'])..];
    let listed = before.ends_with('/');
    (listed || number.multiplier >= 100_000_000) && words!["投资", "资金"].is_in(sentence)
}
