//! What binds a number: 不少于, 以上, 左右.

use crate::lexicon::{Comparator, Lexicon};
use crate::text::{after_last, behind_figures, words};

/// The bound in front of a number, and where it starts.
pub(super) fn before(text: &str, start: usize, lexicon: &Lexicon) -> (usize, Option<Comparator>) {
    let mut at = start;
    for _ in 0..4 {
        let before = text[..at].trim_end_matches(' ');
        if let Some((len, bound)) = lexicon.bound_before.at_end(before) {
            let from = before.len() - len;
            if is_inside_word(&before[..from], &before[from..]) {
                return (start, None);
            }
            // 不 少于: a page read by machine has gaps inside of words.
            let lead = before[..from].trim_end_matches(' ');
            return match lexicon.negations.at_end(lead) {
                Some((len, ())) => (lead.len() - len, Some(negated(bound))),
                None => (from, Some(bound)),
            };
        }
        // 不少于每网格1名, 不低于每50公斤127元
        let each = || {
            let mut near = before
                .char_indices()
                .rev()
                .take(7)
                .take_while(|(_, c)| !matches!(c, ',' | '。' | ';' | '、' | ':'));
            near.find(|(_, c)| *c == '每').map(|(at, _)| (before.len() - at, ()))
        };
        let skipped = lexicon.per.at_end(before).or_else(|| lexicon.transparent.at_end(before)).or_else(each);
        match skipped {
            Some((len, ())) => at = before.len() - len,
            None => break,
        }
    }
    // 不高于市场价的60%, 不低于常住人口2‰: of what it is a share.
    let figures = behind_figures(&text[start..]);
    let share = figures.starts_with(['%', '‰']);
    let of = text[..start].strip_suffix('的').or_else(|| share.then_some(&text[..start]));
    if let Some(of) = of {
        let clause = &of[after_last(of, &[',', '。', ';', '、', '(', '\n'])..];
        let bounds = [
            ("不高于", Comparator::Le),
            ("不超过", Comparator::Le),
            ("不低于", Comparator::Ge),
            ("不少于", Comparator::Ge),
        ];
        let found = bounds
            .iter()
            .filter(|_| clause.contains('不'))
            .find_map(|(words, bound)| Some((of.len() - clause.len() + clause.rfind(words)?, *bound)));
        if let Some((at, bound)) = found
            && of[at..].chars().count() <= 12
            && !of[at..].contains(|c: char| c.is_ascii_digit())
        {
            return (at, Some(bound));
        }
    }
    // 至少推广适宜技术10项, 至少上门探访1次: what is done may stand between.
    let mut near = text[..start].char_indices().rev().take(12).take_while(|(_, c)| crate::text::is_han(*c));
    let least = near.find(|(at, _)| text[*at..start].starts_with("至少")).map(|(at, _)| at);
    if let Some(at) = least {
        return (at, Some(Comparator::Ge));
    }
    // 不少于开工5个: one verb may stand between.
    let verb = text[..start].char_indices().rev().nth(1).map_or(0, |(at, _)| at);
    let before = &text[..verb];
    let least = ["至少", "不少于", "不低于"].into_iter().find(|bound| before.ends_with(bound));
    if let Some(bound) = least {
        return (before.len() - bound.len(), Some(Comparator::Ge));
    }
    (start, None)
}

/// The bound that a negation makes of another: 不超过, 不得低于.
fn negated(bound: Comparator) -> Comparator {
    match bound {
        Comparator::Gt | Comparator::Ge => Comparator::Le,
        Comparator::Lt | Comparator::Le => Comparator::Ge,
        other => other,
    }
}

/// Whether a bound of one sign is the end of another word: 最近, 节约, 签约, 高超.
fn is_inside_word(before: &str, bound: &str) -> bool {
    match bound {
        "近" => before.ends_with(['最', '附', '就', '临', '靠', '邻', '将']),
        "约" => {
            before.ends_with(['节', '集', '预', '签', '合', '条', '公', '制', '大', '履', '违', '特', '契'])
                || before.ends_with("村规民")
        }
        "超" => before.ends_with(['高', '赶', '彩', 'B']),
        _ => false,
    }
}

/// The bound behind a quantity, and where it ends.
pub(super) fn after(text: &str, end: usize, lexicon: &Lexicon) -> (usize, Option<Comparator>) {
    let rest = text[end..].trim_start_matches(' ');
    // 5条内河: the bound is the beginning of another word.
    let inner = words!["内河", "内涝", "内湖", "内环", "内部", "内外"].begins(rest);
    match lexicon.bound_after.at_start(rest).filter(|_| !inner) {
        Some((len, bound)) => (text.len() - rest.len() + len, Some(bound)),
        None => (end, None),
    }
}
