//! What a paragraph leaves open at its end: a bracket, a label without its value.

use crate::text::{after_last, brackets, words};

/// Whether a label behind a sentence stands at the end, its value cut off: …全覆盖。牵头单位:.
pub(super) fn ends_with_label(open: &str) -> bool {
    let Some(words) = open.strip_suffix(':') else { return false };
    let start = after_last(words, &['。', ';']);
    let ends = words!["单位", "部门", "领导", "责任人", "时限"].ends(words);
    let label = &words[start..];
    // 实施:甲;协同:
    let short = words[..start].ends_with([';', '。']) && (2..=4).contains(&label.chars().take(5).count());
    start > 0 && (ends || short) && label.chars().nth(8).is_none()
}

/// The last bracket, quotation mark or book title that is still open at the end.
pub(super) fn open_bracket(open: &str) -> Option<char> {
    let opens = |c: char| matches!(c, '《' | '(' | '“' | '【' | '[' | '〔');
    let (mut tail_at, mut opened) = (open.len(), false);
    for (at, c) in open.char_indices().rev().take(201) {
        tail_at = at;
        opened |= opens(c);
    }
    if !opened {
        return None;
    }
    let tail = &open[tail_at..];
    let closed = brackets::pairs(tail);
    let mut opened = tail.char_indices().rev().filter(|&(_, c)| opens(c));
    opened.find(|(at, _)| !closed.iter().any(|pair| pair.outer.start == *at)).map(|(_, sign)| sign)
}

/// Whether the bracket that is open begins with a label, or with the first half of one.
pub(super) fn opens_label(open: &str, sign: char) -> bool {
    let words = open.rfind(sign).map_or("", |at| open[at + sign.len_utf8()..].trim_start());
    words!["牵", "责", "主", "配", "实"].begins(words)
}

/// Whether a line closes what `sign` opened before it.
pub(super) fn closes(line: &str, sign: char) -> bool {
    let Some(close) = brackets::closing(sign) else { return false };
    let mut depth = 0;
    line.chars().any(|c| {
        depth += i32::from(c == sign) - i32::from(c == close);
        depth < 0
    })
}
