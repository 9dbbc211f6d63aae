//! What a converter leaves in the text of a web page, of Markdown, or of a numbered page: &nbsp;, \(, numbers of lines.

use super::by_line;
use crate::text::{is_ideograph, lines};
use std::borrow::Cow;

/// The text without what its converter left, line for line.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    let text = unescaped(text);
    let braced = memchr::memchr(b'}', text.as_bytes()).is_some();
    if braced && lines(&text).any(|line| line.starts_with('#') && line.trim_end().ends_with('}')) {
        return Cow::Owned(by_line(&text, without_attributes));
    }
    if lines(&text).filter(|line| ordinal(line).is_some()).take(FEWEST_ORDINALS).count() == FEWEST_ORDINALS {
        let closed =
            |line| ordinal(line).map_or_else(|| line.to_owned(), |(tens, ones)| format!("{tens}{ones}"));
        return Cow::Owned(by_line(&text, closed));
    }
    if is_numbered(&text) {
        return Cow::Owned(by_line(&text, without_number));
    }
    if memchr::memchr(b'>', text.as_bytes()).is_some() && lines(&text).any(|line| line.starts_with("> ")) {
        return Cow::Owned(by_line(&text, unquoted));
    }
    if lines(&text).any(|line| line.starts_with(BARS)) {
        let bare = |line: &str| {
            let rest = line.trim_start_matches(BARS);
            if rest.len() < line.len() { rest.trim_start().to_owned() } else { line.to_owned() }
        };
        return Cow::Owned(by_line(&text, bare));
    }
    text
}

/// Bars that an article draws in front of its headings: ▌二、工作要求.
const BARS: [char; 5] = ['▌', '▍', '▎', '▋', '█'];

/// How many numbers of two figures set apart a page has at least that numbers its items so.
const FEWEST_ORDINALS: usize = 3;

/// The figures of a line that is a number whose figures are set apart: 0 1, as articles number their items.
fn ordinal(line: &str) -> Option<(&str, &str)> {
    let figure = |part: &&str| part.len() == 1 && part.bytes().all(|b| b.is_ascii_digit());
    line.trim().split_once(' ').filter(|(tens, ones)| figure(tens) && figure(ones))
}

/// A line of labels without the mark of the quotation that it stands in: > 主办单位:教务处.
fn unquoted(line: &str) -> &str {
    let Some(bare) = line.strip_prefix("> ") else { return line };
    let label = bare.split([':', '：']).next().unwrap_or_default();
    let labels = (2..=8).contains(&label.chars().take(9).count()) && label.chars().all(is_ideograph);
    if labels && label.len() < bare.len() { bare } else { line }
}

/// Named characters. Breaks within cells are read with the table.
const ENTITIES: [(&str, &str); 7] = [
    ("&nbsp;", " "),
    ("&ensp;", " "),
    ("&emsp;", " "),
    ("&quot;", "\""),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&amp;", "&"),
];

/// The signs that Markdown escapes.
const ESCAPED: [char; 17] =
    [':', '\n', '\r', '.', '(', ')', '[', ']', '_', '*', '#', '+', '-', '!', '|', '>', '~'];

/// What an anchor begins with: []{#_Toc160012345 .anchor}.
const ANCHOR: &str = "[]{#";

/// How long the anchor is that `rest` begins with; none is longer than a line.
fn anchor(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix(ANCHOR)?;
    let end = inner.char_indices().take(80).find(|(_, c)| matches!(c, '}' | '\n'))?;
    (end.1 == '}').then_some(ANCHOR.len() + end.0 + 1)
}

/// A heading of Markdown without the attributes behind it: # 任务清单 {#任务 .unnumbered}.
fn without_attributes(line: &str) -> &str {
    let line = line.trim_end_matches('\r');
    let head = line.strip_suffix('}').and_then(|line| line.rsplit_once(" {"));
    head.filter(|(head, own)| head.starts_with('#') && own.starts_with(['#', '.']))
        .map_or(line, |(head, _)| head)
}

/// The text with named characters and escaped signs as the signs that they stand for.
fn unescaped(text: &str) -> Cow<'_, str> {
    if memchr::memchr2(b'&', b'\\', text.as_bytes()).is_none() && !text.contains(ANCHOR) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['&', '\\', '[']) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let named = ENTITIES.iter().find(|(name, _)| rest.starts_with(name));
        let first = rest.chars().next().map_or(0, char::len_utf8);
        if let Some(end) = anchor(rest) {
            rest = &rest[end..];
        } else if let Some((name, sign)) = named {
            plain.push_str(sign);
            rest = &rest[name.len()..];
        } else if rest.starts_with('\\') && rest[first..].starts_with(ESCAPED) {
            rest = &rest[first..];
            let sign = rest.chars().next().map_or(0, char::len_utf8);
            plain.push_str(&rest[..sign]);
            rest = &rest[sign..];
        } else {
            plain.push_str(&rest[..first]);
            rest = &rest[first..];
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// How many lines a page with numbered lines has at least.
const FEWEST: usize = 12;

/// Whether lines are numbered from the first of the text on, on each page anew: four of five, each by one more than the last.
fn is_numbered(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    if lines.next().and_then(number) != Some(1) {
        return false;
    }
    let (mut all, mut counted, mut last) = (1, 1, 1);
    for line in lines {
        all += 1;
        if let Some(number) = number(line).filter(|&number| number == last + 1 || number == 1) {
            counted += 1;
            last = number;
        }
    }
    all >= FEWEST && counted * 5 >= all * 4
}

/// The number that a line begins with, a gap behind it.
fn number(line: &str) -> Option<u32> {
    let (number, rest) = line.trim_start().split_once(' ')?;
    rest.starts_with(' ').then(|| number.parse().ok()).flatten()
}

/// A line without its number.
fn without_number(line: &str) -> &str {
    if number(line).is_none() {
        return line;
    }
    line.trim_start().split_once("  ").map_or(line, |(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_characters_and_escapes_are_read() {
        assert_eq!(plain("[]{#_Toc1 .anchor}各镇\\:\n0 1\n0 2\n0 3"), "各镇:\n01\n02\n03");
        assert_eq!(plain("&nbsp;1\\. 修路<br>建桥 & 造林\\"), " 1. 修路<br>建桥 & 造林\\");
    }

    #[test]
    fn labels_may_stand_in_a_quotation() {
        assert_eq!(
            plain("> 主办单位：教务处 ｜ 完成时间：6月底\n> 现印发。"),
            "主办单位：教务处 ｜ 完成时间：6月底\n> 现印发。"
        );
    }

    #[test]
    fn numbers_of_lines_go_where_all_lines_have_them() {
        let page = |from: u32| (from..from + 8).map(|n| format!("{n:2}  第{n}行\n")).collect::<String>();
        assert_eq!(plain(&(page(1) + "  水印\n" + &page(1))).lines().nth(9), Some("第1行"));
        let table = format!("重点任务清单\n{}", page(1));
        assert_eq!(plain(&table), table);
    }
}
