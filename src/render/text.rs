//! Text on its way into cells.

use crate::text::numeral::to_chinese;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// `text` without the characters that XML 1.0 (2.2) has no place for; line
/// breaks of any kind become `\n`.
pub(crate) fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}'], "\n");
    text.chars()
        .filter(|c| matches!(c, '\n' | '\t') || !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect()
}

/// Whether a spreadsheet could take `text` for a formula: it begins with one
/// of `= + - @`, full-width or not, or with a tab or line break that hides one.
pub(crate) fn is_formula_like(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'])
}

/// How wide the widest line of `text` is, in half-width characters; a Chinese character counts two.
pub(crate) fn width(text: &str) -> usize {
    text.lines().map(UnicodeWidthStr::width_cjk).max().unwrap_or(0)
}

/// How many lines `text` takes in a column of `columns` half-width characters.
pub(crate) fn lines(text: &str, columns: usize) -> usize {
    let columns = columns.max(2);
    let wrapped = |line: &str| {
        let (mut count, mut used) = (1, 0);
        for c in line.chars() {
            let width = c.width_cjk().unwrap_or(0);
            if used + width > columns {
                count += 1;
                used = 0;
            }
            used += width;
        }
        count
    };
    text.lines().map(wrapped).sum::<usize>().max(1)
}

/// `text` with the marks of HTML and XML escaped.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// The Chinese numeral of a heading: 一 … 九十九; beyond that in digits.
pub(crate) fn numeral(n: usize) -> String {
    match u64::try_from(n) {
        Ok(n @ 1..100) => to_chinese(n),
        _ => n.to_string(),
    }
}

/// Book title marks inside of others are single ones (GB/T 15834-2011, 4.15.3.4).
pub(crate) fn inner_quotes(text: &str) -> String {
    text.replace('《', "〈").replace('》', "〉")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_go_and_line_breaks_are_one() {
        assert_eq!(clean("a\u{0}b\u{1b}\r\nc\rd"), "ab\nc\nd");
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_told() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\t=1", "\r=1"] {
            assert!(is_formula_like(text), "{text:?}");
        }
        assert!(!is_formula_like("县农业农村局"));
    }

    #[test]
    fn chinese_counts_two() {
        assert_eq!(width("小麦38万亩\nab"), 10);
        assert_eq!(lines("小麦38万亩\nab", 6), 3);
        assert_eq!(lines("", 6), 1);
    }

    #[test]
    fn headings_count_in_chinese() {
        let numerals: Vec<_> = [1, 10, 11, 20, 35, 99, 120].into_iter().map(numeral).collect();
        assert_eq!(numerals, ["一", "十", "十一", "二十", "三十五", "九十九", "120"]);
    }
}
