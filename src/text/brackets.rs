//! Brackets and lists: what stands inside, and where a list may be split.

use std::ops::Range;

/// The closing sign of an opening one.
pub(crate) fn closing(open: char) -> Option<char> {
    Some(match open {
        '(' => ')',
        '[' => ']',
        '【' => '】',
        '〔' => '〕',
        '﹝' => '﹞',
        '{' => '}',
        '《' => '》',
        '〈' => '〉',
        '“' => '”',
        '「' => '」',
        _ => return None,
    })
}

/// Signs that close a pair.
pub(crate) const CLOSING: [char; 10] = [')', ']', '】', '〕', '﹞', '}', '》', '〉', '”', '」'];

fn is_closing(c: char) -> bool {
    CLOSING.contains(&c)
}

/// A matched pair of brackets or quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The opening sign.
    pub sign: char,
    /// From the opening sign to behind the closing one, in bytes.
    pub outer: Range<usize>,
    /// What stands between them, in bytes.
    pub inner: Range<usize>,
}

/// All matched pairs of `text`, by where they open. Signs without a partner are passed over.
pub fn pairs(text: &str) -> Vec<Pair> {
    let mut open: Vec<(char, usize, usize)> = Vec::new();
    let mut found = Vec::new();
    for (at, c) in signs(text) {
        if let Some(close) = closing(c) {
            open.push((close, at, at + c.len_utf8()));
        } else if is_closing(c) {
            // Look only a few levels down: a sign that closes none of them is a stray (1), 2) …).
            let near = open.len().saturating_sub(4);
            if let Some(up) = open[near..].iter().rposition(|(close, ..)| *close == c) {
                let (_, start, inner) = open[near + up];
                open.truncate(near + up);
                let sign = text[start..].chars().next().unwrap_or(c);
                found.push(Pair { sign, outer: start..at + c.len_utf8(), inner: inner..at });
            }
        }
    }
    found.sort_by_key(|pair| pair.outer.start);
    found
}

/// The characters of `text` with their places, less the Chinese ones: most are, and the first of their three bytes tells.
fn signs(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut next = 0;
    std::iter::from_fn(move || {
        while text.as_bytes().get(next).is_some_and(|byte| (0xE4..=0xED).contains(byte)) {
            next += 3;
        }
        let (at, c) = (next, text.get(next..)?.chars().next()?);
        next += c.len_utf8();
        Some((at, c))
    })
}

/// The pairs of `text` that stand in no other pair.
pub fn outermost(text: &str) -> Vec<Pair> {
    outermost_of(&pairs(text), |_| true)
}

/// The pair that `text` ends with, where it stands in no other.
pub fn at_end(text: &str) -> Option<Pair> {
    if !text.ends_with(is_closing) {
        return None;
    }
    outermost(text).pop().filter(|pair| pair.outer.end == text.len())
}

/// A name of at most `longest` characters, and what stands in the bracket that ends the line behind it: 财务管理(牵头领导:周宁).
pub(crate) fn after_name(line: &str, longest: usize) -> Option<(&str, &str)> {
    let pair = at_end(line)?;
    let name = line[..pair.outer.start].trim_end();
    let is_name = !name.contains(['。', ',', ';', ':']) && name.chars().nth(longest).is_none();
    is_name.then(|| (name, &line[pair.inner]))
}

/// Those of `pairs` that are meant, and stand in no other one that is.
pub fn outermost_of(pairs: &[Pair], is_meant: impl Fn(&Pair) -> bool) -> Vec<Pair> {
    let mut end = 0;
    let mut found = Vec::new();
    for pair in pairs.iter().filter(|pair| is_meant(pair)) {
        if pair.outer.start >= end {
            end = pair.outer.end;
            found.push(pair.clone());
        }
    }
    found
}

/// Splits `text` at every sign that `is_separator` accepts outside of brackets; pieces are byte ranges,
/// trimmed of white space, empty ones left out.
pub fn split_outside(text: &str, is_separator: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let pairs = outermost(text);
    let mut pairs = pairs.iter().peekable();
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        while pairs.peek().is_some_and(|pair| pair.outer.end <= at) {
            pairs.next();
        }
        if is_separator(c) && pairs.peek().is_none_or(|pair| at < pair.outer.start) {
            pieces.push(start..at);
            start = at + c.len_utf8();
        }
    }
    pieces.push(start..text.len());
    pieces.into_iter().map(|piece| trim(text, piece)).filter(|piece| !piece.is_empty()).collect()
}

/// How many signs that `counts` accepts stand outside of brackets.
pub(crate) fn count_outside(text: &str, counts: impl Fn(char) -> bool) -> usize {
    without(text).chars().filter(|&c| counts(c)).count()
}

/// `text` without its outermost pairs of brackets and what they hold.
pub(crate) fn without(text: &str) -> String {
    let mut at = 0;
    let mut bare = String::with_capacity(text.len());
    for pair in outermost(text) {
        bare.push_str(&text[at..pair.outer.start]);
        at = pair.outer.end;
    }
    bare.push_str(&text[at..]);
    bare
}

/// `range` of `text` without white space at its ends.
pub fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = &text[range.clone()];
    let words = piece.trim_start();
    let start = range.end - words.len();
    start..start + words.trim_end().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        split_outside(text, |c| matches!(c, '、' | ',')).into_iter().map(|piece| &text[piece]).collect()
    }

    #[test]
    fn a_list_is_never_split_inside_brackets() {
        assert_eq!(
            split("发改局(粮食局、物资局)、各县(市、区)政府, 税务局"),
            ["发改局(粮食局、物资局)", "各县(市、区)政府", "税务局"]
        );
    }

    #[test]
    fn stray_signs_are_passed_over() {
        assert_eq!(split("1)甲、乙"), ["1)甲", "乙"]);
        assert_eq!(split("(甲、乙"), ["(甲", "乙"]);
        assert_eq!(pairs("2)(甲)").len(), 1);
    }
}
