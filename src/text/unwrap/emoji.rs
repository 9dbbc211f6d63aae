//! Pictures that an article puts in the place of signs: numbers on keys (1️⃣), arrows behind labels (牵头单位▶县水利局).

use super::by_line;
use crate::text::{find, is_ideograph, lines};
use std::borrow::Cow;

/// What makes a key of the figure before it (U+FE0F U+20E3).
const KEY: &str = "\u{fe0f}\u{20e3}";

/// The text with numbers and colons in the place of such pictures.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    // Most texts hold no sign beyond the basic plane, whose four bytes begin with F0, and neither key nor arrow.
    let may_hold = memchr::memchr(0xF0, text.as_bytes()).is_some()
        || ["▶", KEY].iter().any(|sign| find(text, sign).is_some());
    if !may_hold && !lines(text).any(|line| line.starts_with(is_picture)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(by_line(text, |line| with_colon(with_number(without_pictures(line)))))
}

/// Whether a character is a picture, and no sign that a typist may put in front of an item.
fn is_picture(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '✅' | '⏰' | '❤' | '⭐') && c != TEN
}

/// A line without the pictures that it begins with.
fn without_pictures(line: &str) -> &str {
    let bare = line.trim_start_matches(|c: char| is_picture(c) || c == '\u{fe0f}');
    // Pictures alone are no line.
    if bare.len() < line.len() { bare.trim_start() } else { line }
}

const TEN: char = '🔟';

/// A line that begins with a key as one that begins with its number.
fn with_number(line: &str) -> Cow<'_, str> {
    let bare = line.trim_start();
    if let Some(rest) = bare.strip_prefix(TEN) {
        return Cow::Owned(format!("10.{rest}"));
    }
    let figures =
        |words: &str| words.starts_with(|c: char| c.is_ascii_digit()) && words[1..].starts_with(KEY);
    let mut number = String::new();
    let mut rest = bare;
    while figures(rest) {
        number.push_str(&rest[..1]);
        rest = &rest[1 + KEY.len()..];
    }
    if number.is_empty() { Cow::Borrowed(line) } else { Cow::Owned(format!("{number}.{rest}")) }
}

/// A line with a colon where an arrow stands behind a label.
fn with_colon(line: Cow<'_, str>) -> String {
    let Some((before, value)) = line.split_once('▶') else { return line.into_owned() };
    let label = before.trim_end().rsplit(|c: char| !is_ideograph(c)).next().unwrap_or_default();
    let labels = (2..=8).contains(&label.chars().count()) && !value.trim().is_empty();
    if labels { format!("{}：{}", before.trim_end(), value) } else { line.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_numbers_and_arrows_colons() {
        assert_eq!(
            plain("1️⃣ 修路\n👤 挂帅领导▶何　敏\n🔟 建校\n▶ 点击展开"),
            "1. 修路\n挂帅领导：何　敏\n10. 建校\n▶ 点击展开"
        );
        assert_eq!(plain("1️⃣2️⃣修路"), "12.修路");
    }
}
