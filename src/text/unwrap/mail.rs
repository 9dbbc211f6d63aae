//! A notice that a mail quotes (> 各乡镇：), maybe one that quotes another: its lines without their marks.

use crate::text::lines;
use std::borrow::Cow;

/// How many quoted lines make a mail; an arrow alone is a step of a page's path.
const FEWEST: usize = 8;

/// The lines of the notice where a mail quotes it, at their places; what the mail says around them goes, as page numbers do.
pub(super) fn unquoted(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'>', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let marked = lines(text).filter(|line| line.starts_with('>')).count();
    let said = || lines(text).filter(|line| !line.trim().is_empty()).count();
    if marked < FEWEST || marked * 2 < said() {
        return Cow::Borrowed(text);
    }
    // Of a notice that went through several hands, most lines are marked as often as it did.
    let mut levels = [0usize; DEEPEST + 1];
    for (level, words) in text.lines().map(parted) {
        levels[level] += usize::from(!words.is_empty());
    }
    let most = (1..levels.len()).max_by_key(|&level| levels[level]).unwrap_or(1);
    let lines = text.lines().map(parted).map(|(level, words)| if level < most { "" } else { words });
    Cow::Owned(lines.collect::<Vec<_>>().join("\n"))
}

/// How often a line may be marked.
const DEEPEST: usize = 8;

/// How many marks a line has, and what stands behind them.
fn parted(line: &str) -> (usize, &str) {
    let mut rest = line;
    for level in 0..DEEPEST {
        let Some(behind) = rest.strip_prefix('>') else {
            return (level, rest.strip_prefix(' ').unwrap_or(rest));
        };
        rest = behind.strip_prefix(' ').filter(|next| next.starts_with('>')).unwrap_or(behind);
    }
    (DEEPEST, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_most_is_the_notice() {
        let quoted = ">> 一、修路\n>>\n> > 二、建校\n".repeat(4);
        let text = format!("收到，请落实。\n> 各科室：见下。\n{quoted}--\n党政办");
        let lines = unquoted(&text).into_owned();
        assert_eq!(lines.lines().take(5).collect::<Vec<_>>(), ["", "", "一、修路", "", "二、建校"]);
    }

    #[test]
    fn a_few_arrows_quote_nothing() {
        assert_eq!(unquoted("首页\n>\n正文\n>"), "首页\n>\n正文\n>");
    }
}
