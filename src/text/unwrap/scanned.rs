//! Pages read by machine: gaps inside of words (责 任 单位) go, and those in front of labels stay.

use super::{by_line, line, page};
use crate::text::is_ideograph;
use rustc_hash::FxHashSet;
use std::borrow::Cow;

/// How many single characters between gaps make a page that was read by machine.
const FEWEST: usize = 40;

/// The lines of a text that was read by machine without the gaps inside of words; any other text as it is.
pub(super) fn closed(text: &str) -> Cow<'_, str> {
    if !has_torn_prose(text) || !is_scanned(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(by_line(text, close))
}

/// Whether gaps stand inside of words all over a text: one of four words is a single character, labels have gaps now here, now
/// there, or a stamp says who read the pages.
fn is_scanned(text: &str) -> bool {
    let words = text.lines().filter(|line| !line.contains(['\t', '|'])).flat_map(|line| line.split(' '));
    let (mut all, mut single) = (0, 0);
    for word in words.filter(|word| !word.is_empty()) {
        let mut characters = word.chars();
        let first = characters.next().is_some_and(is_ideograph);
        all += 1;
        single += usize::from(first && characters.next().is_none());
    }
    single >= FEWEST && single * 4 >= all || has_torn_labels(text) || page::is_stamped(text)
}

/// Whether sentences have gaps between characters, as titles and names that are set wide have.
fn has_torn_prose(text: &str) -> bool {
    let torn =
        |&gap: &usize| text[..gap].ends_with(is_ideograph) && text[gap + 1..].starts_with(is_ideograph);
    // Whether the line that ends here is prose.
    let (mut end, mut prose) = (0, false);
    let in_prose = |&gap: &usize| {
        if gap >= end {
            let start = memchr::memrchr(b'\n', &text.as_bytes()[..gap]).map_or(0, |at| at + 1);
            end = memchr::memchr(b'\n', &text.as_bytes()[gap..]).map_or(text.len(), |at| gap + at);
            prose = text[start..end].contains(['，', ',', '。']);
        }
        prose
    };
    let gaps = memchr::memchr_iter(b' ', text.as_bytes()).filter(torn).filter(in_prose);
    gaps.take(GAPS).count() == GAPS
}

/// How many gaps sentences must have.
const GAPS: usize = 8;

/// In how many ways labels must be torn: 牵 头单位, 牵头单 位, 配 合单位.
const WAYS: usize = 4;

/// Whether labels have gaps, now here, now there; whoever sets type puts them at one place.
fn has_torn_labels(text: &str) -> bool {
    let mut torn: FxHashSet<&str> = FxHashSet::default();
    for (colon, _) in text.match_indices([':', '：', '∶']) {
        let part = |c: &(usize, char)| is_ideograph(c.1) || c.1 == ' ';
        let label = text[..colon].char_indices().rev().take(LONGEST).take_while(part).last();
        let label = label.map_or("", |(at, _)| text[at..colon].trim());
        let known = || line::label_at_end(&label.replace(' ', "")) == Some(0);
        if label.contains(' ') && !label.contains("  ") && known() {
            torn.insert(label);
            if torn.len() == WAYS {
                return true;
            }
        }
    }
    false
}

/// The longest label that may be torn, in characters, with its gaps.
const LONGEST: usize = 8;

/// A line without gaps, but for those between two words of Latin letters, or that set a label off.
fn close(text: &str) -> String {
    let mut closed = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.trim().chars() {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        if gap && c.is_ascii_alphanumeric() && closed.ends_with(|c: char| c.is_ascii_alphabetic()) {
            closed.push(' ');
        }
        gap = false;
        closed.push(c);
    }
    set_off(with_zeros(with_ones(closed)))
}

/// A line whose number was read as a dash: —、责任清单, (—)强化监测.
fn with_ones(line: String) -> String {
    let dash = |c: char| matches!(c, '—' | '-' | '–' | '―');
    let open = line.starts_with(['(', '（']);
    let bare = line.trim_start_matches(['(', '（']);
    let Some(rest) = bare.strip_prefix(dash) else { return line };
    let number = if open { rest.starts_with([')', '）']) } else { rest.starts_with('、') };
    if number { format!("{}一{rest}", &line[..line.len() - bare.len()]) } else { line }
}

/// A line whose zeros were read as letters: O.9‰, 1O月.
fn with_zeros(line: String) -> String {
    if !line.contains('O') {
        return line;
    }
    let signs: Vec<char> = line.chars().collect();
    let figure =
        |at: Option<usize>| at.and_then(|at| signs.get(at)).is_some_and(|c| c.is_ascii_digit() || *c == '.');
    let zero = |(at, c): (usize, &char)| {
        if *c == 'O' && (figure(at.checked_sub(1)) || figure(Some(at + 1))) { '0' } else { *c }
    };
    signs.iter().enumerate().map(zero).collect()
}

/// Puts a gap in front of each label but the first: 责任领导:程立责任单位:城管科 → 责任领导:程立  责任单位:城管科.
fn set_off(line: String) -> String {
    let colon = |c: char| matches!(c, ':' | '：' | '∶');
    let mut parts = line.split_inclusive(colon);
    let Some(first) = parts.next() else { return line };
    let mut out = String::with_capacity(line.len() + 8);
    out.push_str(first);
    for part in parts {
        match part.strip_suffix(colon).and_then(line::label_at_end) {
            Some(at) if at > 0 && part[..at].ends_with(is_ideograph) => {
                out.push_str(&part[..at]);
                out.push_str("  ");
                out.push_str(&part[at..]);
            }
            _ => out.push_str(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_set_off_and_words_closed() {
        assert_eq!(close("责 任 领 导 : 程 立 责任单 位:城 管 科"), "责任领导:程立  责任单位:城管科");
        assert_eq!(close("控 制在O.9‰以内，1O 月 底前"), "控制在0.9‰以内，10月底前");
        assert_eq!(close("（—） 强 化监测"), "（一）强化监测");
        assert_eq!(close("—、 清 单"), "一、清单");
        assert_eq!(close("总 投资 2000 万 元，用 于Wi Fi 覆 盖"), "总投资2000万元，用于Wi Fi覆盖");
    }

    #[test]
    fn labels_torn_at_several_places_tell() {
        let labels = "牵 头单位：甲局\n牵头 单位：乙局\n配合单 位：丙局\n责 任单位：丁局\n";
        let prose = "新 建农村公 路，改造危 桥。\n".repeat(3);
        assert!(closed(&(labels.to_owned() + &prose)).contains("\n牵头单位：乙局\n"));
        // Whoever types may set labels wide in many ways.
        let text = labels.to_owned() + "新建农村公路，改造危桥。\n";
        assert_eq!(closed(&text), text);
    }

    #[test]
    fn a_page_of_whole_words_is_not_touched() {
        let text = "1 修建通组道路 县交通局 9月底前\n王 平 李 明\n".repeat(20);
        assert_eq!(closed(&text), text);
    }
}
