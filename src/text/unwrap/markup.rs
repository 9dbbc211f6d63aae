//! Marks of other formats in a text: tags and characters of a page's source (<br>, &#45;), tables that pandoc draws (+---+).

use super::by_line;
use crate::text::lines;
use std::borrow::Cow;

/// How many tags make a text the source of a page; one alone may stand in a cell of Markdown.
const FEWEST_TAGS: usize = 6;

/// The longest tag, in bytes.
const LONGEST_TAG: usize = 400;

/// The text of a page's source without its tags; characters by number become themselves. Lines stay lines.
pub(super) fn untagged(text: &str) -> Cow<'_, str> {
    let tags = memchr::memchr_iter(b'<', text.as_bytes()).filter(|&at| tag(&text[at..]).is_some());
    if tags.take(FEWEST_TAGS).count() < FEWEST_TAGS {
        return Cow::Borrowed(text);
    }
    // A break within a cell of Markdown is read with its table.
    let is_row = |line: &str| memchr::memchr_iter(b'|', line.as_bytes()).nth(1).is_some();
    // &lt;b&gt; is no tag: named brackets are read when the tags are gone.
    let bare = |line: &str| {
        let plain = numbered(line);
        if is_row(line) { plain.into_owned() } else { without_tags(&plain) }
    };
    Cow::Owned(by_line(text, bare))
}

/// How long the tag or comment is that `text` begins with: <br/>, </b>, <a href=…>, <!-- … -->.
fn tag(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('<')?;
    let begins = inner.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
    let end =
        inner.bytes().take(LONGEST_TAG).take_while(|&b| b != b'\n' && b != b'<').position(|b| b == b'>')?;
    begins.then_some(end + 2)
}

/// A line without its tags.
fn without_tags(line: &str) -> String {
    replaced(line, '<', |rest| Some((tag(rest)?, None)))
}

/// A line whose characters by number or name are themselves: &#45;, &#x4E00;, &ldquo;.
fn numbered(line: &str) -> Cow<'_, str> {
    if !line.contains('&') {
        return Cow::Borrowed(line);
    }
    Cow::Owned(replaced(line, '&', |rest| character(rest).map(|(len, sign)| (len, Some(sign)))))
}

/// A line with what `read` finds at a sign in the place of the bytes that it takes.
fn replaced(line: &str, sign: char, read: impl Fn(&str) -> Option<(usize, Option<char>)>) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(sign) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let (len, found) = read(rest).unwrap_or((sign.len_utf8(), Some(sign)));
        plain.extend(found);
        rest = &rest[len..];
    }
    plain + rest
}

/// The character that `text` begins with by its number or name, and how many bytes it takes.
fn character(text: &str) -> Option<(usize, char)> {
    const NAMED: [(&str, char); 10] = [
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("hellip", '…'),
        ("mdash", '—'),
        ("ndash", '–'),
        ("middot", '·'),
        ("raquo", '»'),
        ("copy", '©'),
    ];
    let end = text.bytes().take(10).position(|b| b == b';')?;
    let name = &text[1..end];
    let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    });
    let named = || NAMED.iter().find(|(known, _)| *known == name).map(|(_, sign)| *sign);
    let sign = number.and_then(char::from_u32).filter(|c| !c.is_control()).or_else(named)?;
    Some((end + 1, sign))
}

/// The text with the tables that pandoc draws (+---+, its grid tables) in the signs of frames.
pub(super) fn framed(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'+', text.as_bytes()).is_none() || !lines(text).any(is_rule) {
        return Cow::Borrowed(text);
    }
    let mut open = false;
    let mut put = |line: &str| {
        if is_rule(line) {
            open = true;
            let sign = |c: char| match c {
                '+' => '┼',
                '-' | '=' | ':' => '─',
                c => c,
            };
            let ruled: String = line.trim().chars().map(sign).collect();
            return format!("├{}┤", ruled.trim_matches('┼'));
        }
        open &= line.trim_start().starts_with('|');
        if open { bars(line) } else { line.to_owned() }
    };
    let lines: Vec<String> = text.split('\n').map(|line| put(line.trim_end_matches('\r'))).collect();
    Cow::Owned(lines.join("\n"))
}

/// Whether a line rules off the rows of such a table: +------+=====+.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() > 4
        && line.starts_with('+')
        && line.ends_with('+')
        && line.bytes().all(|b| matches!(b, b'+' | b'-' | b'=' | b':'))
}

/// A line of cells with the bars of a frame; a backslash at a cell's end breaks its line.
fn bars(line: &str) -> String {
    let cells = line.trim().trim_matches('|').split('|').map(|cell| {
        let words = cell.trim_end();
        match words.strip_suffix('\\') {
            Some(words) => format!("{words} {}", &cell[words.len() + 1..]),
            None => cell.to_owned(),
        }
    });
    format!("│{}│", cells.collect::<Vec<_>>().join("│"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_numbers_of_characters_go() {
        let page = "<p>甲局<br/>关于印发方案的通知</p>\n<b>1.修路&#45;建桥&hellip;</b><br>\n<a href=\"x\">a &lt; b</a>\n|1|修路<br>建桥|\n5 < 6<br>";
        assert_eq!(untagged(page), "甲局关于印发方案的通知\n1.修路-建桥…\na &lt; b\n|1|修路<br>建桥|\n5 < 6");
        assert_eq!(untagged("1 < 2<br>"), "1 < 2<br>");
    }

    #[test]
    fn grids_become_frames() {
        let grid = "+----+----+\n| 任 | 局 |\n+====+====+\n| 路\\ | 甲 |\n+----+----+\n|外|";
        assert_eq!(framed(grid), "├────┼────┤\n│ 任 │ 局 │\n├────┼────┤\n│ 路  │ 甲 │\n├────┼────┤\n│外│");
        assert_eq!(framed("+1\n| a | b |"), "+1\n| a | b |");
    }
}
