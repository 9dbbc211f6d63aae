//! What a clause is about: what is promised, or what is so already.

use crate::lexicon::Lexicon;
use std::ops::Range;

/// A stretch of text between commas and stops.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Its place, in bytes of the folded text.
    pub range: Range<usize>,
    /// Whether it tells of the past, or of how things stand: 去年…, 已建成…, 截至….
    pub background: bool,
    /// Start of its sentence.
    pub sentence: usize,
}

/// Splits folded `text` into clauses and tells background from promises.
///
/// Background, once begun, holds to the end of its sentence, unless a clause begins with a promise (要求…, 力争…).
/// `year` is the plan's: what is said of an earlier one is background.
pub fn clauses(text: &str, year: Option<i16>, lexicon: &Lexicon) -> Vec<Clause> {
    let mut found = Vec::new();
    let mut sentence = 0;
    let mut background = false;
    let mut start = 0;
    let ends = text
        .char_indices()
        .filter(|(_, c)| matches!(c, ',' | '。' | ';' | '\n' | '!' | '?'))
        .map(|(at, c)| (at, c, at + c.len_utf8()));
    for (end, sign, next) in ends.chain([(text.len(), '。', text.len())]) {
        // A thousands separator is no comma.
        if sign == ','
            && text[..end].ends_with(|c: char| c.is_ascii_digit())
            && text[next..].starts_with(|c: char| c.is_ascii_digit())
        {
            continue;
        }
        let clause = &text[start..end];
        background = match first_cue(clause, year, lexicon) {
            Some(at) => !promises(&clause[..at], lexicon),
            None => background && !promises(clause, lexicon),
        };
        if !clause.trim().is_empty() {
            found.push(Clause { range: start..end, background, sentence });
        }
        start = next;
        if sign != ',' {
            sentence = next;
            background = false;
        }
    }
    found
}

/// The last of `clauses` that begins at or before `at`. Whoever asks for many places splits the text once.
pub(crate) fn clause_of(clauses: &[Clause], at: usize) -> Option<&Clause> {
    let next = clauses.partition_point(|clause| clause.range.start <= at);
    clauses.get(next.checked_sub(1)?)
}

/// Whether `clause` begins with a cue of a promise.
fn promises(clause: &str, lexicon: &Lexicon) -> bool {
    let head = clause.trim_start().trim_start_matches(['但', '并', '现', '也']);
    lexicon.promise.find(head).is_some_and(|cue| head[..cue.start()].chars().count() <= 4)
}

/// Where the first cue of background stands.
fn first_cue(clause: &str, year: Option<i16>, lexicon: &Lexicon) -> Option<usize> {
    let word = lexicon.background.find_iter(clause).find(|cue| {
        let before = clause[..cue.start()].trim_end();
        let after = clause[cue.end()..].trim_start();
        let cue = &clause[cue.start()..cue.end()];
        // 比上年, 较去年 compare; 已建成的 qualifies a noun; 2021年以来的项目 likewise.
        let compares = before.ends_with(['比', '较', '于', '与', '超', '同', '按', '占']);
        let qualifies = after.starts_with('的') || (cue == "以来" && !after.is_empty());
        !compares && !qualifies
    });
    let past = year.and_then(|year| past_year(clause, year));
    match (word.map(|cue| cue.start()), past) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// Where a year before `year` begins the clause (2023年全市…); not 2021—2025年, nor 2021年以来的.
fn past_year(clause: &str, year: i16) -> Option<usize> {
    let at = clause.find(|c: char| c.is_ascii_digit())?;
    if clause[..at].chars().count() > 2 {
        return None;
    }
    let digits = clause[at..].get(..4)?;
    let rest = clause[at + 4..].trim_start();
    let said: i16 = digits.parse().ok()?;
    (rest.starts_with('年')
        && !["年以来", "年底前", "年前", "年以前", "年底以前"].iter().any(|word| rest.starts_with(word))
        && (1980..year).contains(&said))
    .then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn promised(text: &str) -> Vec<&str> {
        let clauses = clauses(text, Some(2024), Lexicon::builtin());
        clauses.iter().filter(|c| !c.background).map(|c| &text[c.range.clone()]).collect()
    }

    #[test]
    fn background_holds_to_the_end_of_its_sentence() {
        assert_eq!(promised("近年来,累计投入3亿元,改造管网9公里。新建泵站2座"), ["新建泵站2座"]);
    }

    #[test]
    fn a_promise_ends_background() {
        assert_eq!(promised("目前参保率仅为61%,低于全市8个百分点,力争年底达到95%"), ["力争年底达到95%"]);
    }

    #[test]
    fn what_qualifies_a_noun_is_no_background() {
        assert_eq!(
            promised("对排查出的9处隐患逐一整治,抽查2021年以来项目20%"),
            ["对排查出的9处隐患逐一整治", "抽查2021年以来项目20%"]
        );
        assert_eq!(promised("比上年增长8%"), ["比上年增长8%"]);
    }

    #[test]
    fn an_earlier_year_is_background() {
        assert_eq!(promised("2023年全县增长6%,增收2亿元。2024年增长7%"), ["2024年增长7%"]);
    }
}
