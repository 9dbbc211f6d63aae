//! The numbers of tasks that words name: 3, 第三条, 任务1、3、5, 第九条至第十二条.

use crate::text::marker::{self, Style};
use crate::text::{numeral, pattern};
use regex::Regex;
use std::sync::LazyLock;

/// One number of a list.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d{1,3}|[一二三四五六七八九十]{1,4}|[①-⑳]"));

/// The longest span of numbers that is read (第一条至第六十条), and how many a list may have.
const LONGEST: u32 = 60;
const MOST: usize = 200;

/// The numbers of a list: 1, 3, 5 of 任务1、3、5, and 9 to 12 of 第九条至第十二条.
pub(super) fn listed(list: &str) -> Vec<u32> {
    let mut found: Vec<u32> = Vec::new();
    let mut end = 0;
    for number in NUMBER.find_iter(list) {
        let value = order(number.as_str());
        let span = list[end..number.start()].contains(['至', '到', '~', '—', '-']);
        end = number.end();
        let Some(value) = value else { continue };
        let first = found.last().filter(|_| span).map_or(value, |last| last + 1);
        if value - first.min(value) < LONGEST && found.len() < MOST {
            found.extend(first..=value);
        }
    }
    found
}

/// The numbers that a cell is all of: 3, 第三条, 3、4, 7-8.
pub(super) fn orders(words: &str) -> Vec<u32> {
    let sign = |c: char| c.is_ascii_digit() || "、,至到~-— ".contains(c);
    match order(words) {
        Some(number) => vec![number],
        None if words.len() <= 24 && words.chars().all(sign) => listed(words),
        None => Vec::new(),
    }
}

/// The number that words point at: 3, 第（三）条.
pub(super) fn order(words: &str) -> Option<u32> {
    let bare = words.trim().trim_start_matches('第').trim_end_matches(['条', '项', '款', '点', '号', '件']);
    let bare = bare.trim_matches(['(', ')', ' ', '.', '、']);
    let short = bare.chars().count() <= 4;
    let circled =
        || marker::parse(bare).filter(|found| found.style == Style::Circled && found.len == bare.len());
    let written = numeral::whole(bare).or_else(|| circled().map(|found| found.value));
    let written = written.or_else(|| numeral::formal(bare)).or_else(|| code(bare));
    written.filter(|&number| short && !bare.contains('.') && number > 0)
}

/// The number of a code whose letter stands for a group: A-01, B2. Codes of different letters are different numbers.
fn code(words: &str) -> Option<u32> {
    let letter = words.chars().next().filter(char::is_ascii_uppercase)?;
    let rest = &words[1..];
    let figures = rest.strip_prefix('-').unwrap_or(rest);
    let number: u32 = figures.parse().ok().filter(|_| (1..=2).contains(&figures.len()))?;
    Some((u32::from(letter) - u32::from('@')) * 1000 + number)
}

/// The number that words are nothing but, in whatever brackets or with whatever noun: 【3】, 任务三, (3).
pub(super) fn alone(words: &str) -> Option<u32> {
    let words = words.trim();
    let noun = || marker::parse(words).filter(|found| found.value > 0 && found.len == words.len());
    let bare = words.trim_matches(['【', '】', '[', ']', '〔', '〕']);
    // 任务三 needs its colon, as a number of its own.
    let whole =
        || marker::parse(&format!("{words}:")).filter(|found| found.value > 0 && found.len > words.len());
    order(bare).or_else(|| noun().or_else(whole).map(|found| found.value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_may_have_spans() {
        assert_eq!(listed("任务1、3、5"), [1, 3, 5]);
        assert_eq!(listed("第九条至第十二条"), [9, 10, 11, 12]);
        assert_eq!(listed("任务12至3"), [12]);
        assert_eq!(listed("任务1至900"), [1]);
    }

    #[test]
    fn a_cell_of_numbers_holds_nothing_else() {
        assert_eq!(orders("第三条"), [3]);
        assert_eq!(orders("3、4"), [3, 4]);
        assert_eq!(orders("7-9"), [7, 8, 9]);
        assert!(orders("3、修路").is_empty());
        assert!(orders("——").is_empty());
    }
}
