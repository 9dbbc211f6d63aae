//! Numbers and signs of a notice's own (S1：, 其一，, 〈一〉, 任务（一）): told by their counting, or by standing at line after line.

use crate::text::{
    is_han,
    marker::{self, Marker, Style},
};
use rustc_hash::FxHashMap;

/// How many lines must count on, or begin with the same sign; two are chance.
const LEAST: usize = 3;

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Figures {
    Arabic,
    Chinese,
    Capital,
    Small,
    Roman,
    Stem,
}

/// What lines of one series have alike: what stands in front of their number and behind it.
type Likeness<'a> = (Figures, &'a str, &'a str);

/// A line of a series: its place among the lines, its number, and how long both are.
struct Member {
    line: usize,
    value: u32,
    len: usize,
}

/// For each of `lines` the number or sign that it begins with and no list of styles knows. Lines that have a number
/// that is known, and those that are no paragraphs, are to be left empty.
pub(super) fn find(lines: &[&str]) -> Vec<Option<Marker>> {
    let mut found = vec![None; lines.len()];
    let mut alike: FxHashMap<Likeness, Vec<Member>> = FxHashMap::default();
    let mut signs: FxHashMap<char, Vec<(usize, usize)>> = FxHashMap::default();
    for (line, text) in lines.iter().enumerate() {
        if let Some((sign, len)) = sign(text) {
            signs.entry(sign).or_default().push((line, len));
        }
        each_number(text, |likeness, value, len| {
            alike.entry(likeness).or_default().push(Member { line, value, len });
        });
        if let Some((likeness, value)) = lone(text) {
            alike.entry(likeness).or_default().push(Member { line, value, len: text.len() });
        }
    }
    let begins = |members: &[Member]| members.iter().filter(|member| member.value == 1).count();
    alike.retain(|(_, _, stop), members| match *stop {
        // Numbers of pages stand above any words, those of items above names.
        LONE => stand_above_names(lines, members),
        // 一是 again and again parts what single headings say.
        TOLD => begins(members) == 1,
        _ => true,
    });
    for (sign, places) in signs {
        if places.len() >= LEAST && !marker::BULLETS.contains(&sign) {
            for (line, len) in places {
                found[line] = Some(Marker { style: Style::Bullet, value: 0, len });
            }
        }
    }
    let series = alike.into_iter().map(|((_, front, stop), members)| {
        if stop != LONE && picks(lines, front, &members) { members } else { counted(members) }
    });
    let mut series: Vec<Vec<Member>> = series.filter(|run| run.len() >= LEAST).collect();
    // The longest is what counts where letters may be Roman figures, or a number has two parts.
    series.sort_by_key(|run| (std::cmp::Reverse(run.len()), run[0].line, run[0].len));
    for (index, run) in (0..=u8::MAX).zip(series) {
        for Member { line, value, len } in run {
            found[line].get_or_insert(Marker { style: Style::Own(index), value, len });
        }
    }
    found
}

/// What stands in place of the sign of a part in front of a number: 甲1, B2.
const PART: &str = "甲";

/// Whether a sign counts the parts of a list.
fn is_part(sign: char) -> bool {
    sign.is_ascii_uppercase() || STEMS.contains(sign)
}

/// The signs that count as 甲、乙、丙 do.
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";

/// What stands in place of the signs behind a number that is all of its line.
const LONE: &str = "\n";

/// The sign behind numbers that a sentence tells: 一是修路.
const TOLD: &str = "是";

/// The number that is all of a line, whatever stands around it: 01, ★01, 问题一.
fn lone(text: &str) -> Option<(Likeness<'_>, u32)> {
    const FRONT: usize = 6;
    let words = text.trim();
    if words.chars().nth(FRONT + 4).is_some() {
        return None;
    }
    let mut starts = words.char_indices().map(|(at, _)| at).take(FRONT + 1);
    starts.find_map(|at| {
        let (front, rest) = words.split_at(at);
        let (figures, value, len) = numbers(rest).next()?;
        let stop = rest[len..].trim_matches([')', ']', '】', '〕', '.', '、', ':', ' ', '#']);
        let noun = front.trim_matches(|c: char| !is_han(c));
        let whole = stop.is_empty() && noun.chars().count() <= 4 && !marker::is_no_numbering(noun);
        let counts = !front.ends_with(|c: char| c.is_ascii_alphanumeric() || c == ':');
        (whole && counts).then_some(((figures, front, LONE), value))
    })
}

/// Whether a line is a number and nothing else.
pub(super) fn is_lone(text: &str) -> bool {
    lone(text).is_some()
}

/// Whether most of the lines below numbers that stand alone are names, or have labels.
fn stand_above_names(lines: &[&str], members: &[Member]) -> bool {
    let name = |member: &&Member| {
        let below = lines.get(member.line + 1).map_or("", |line| line.trim());
        let labelled = below.starts_with(['【', '〔', '[']) || below.chars().take(9).any(|c| c == ':');
        let short = below.chars().nth(30).is_none() && !below.contains('。') && !below.ends_with([',', '、']);
        !below.is_empty() && (labelled || short)
    };
    members.iter().filter(name).count() * 3 >= members.len() * 2
}

/// Whether lines are names behind numbers of a longer list, of which they are some: 账单05 铁路专用线, 账单11 产业园, ….
fn picks(lines: &[&str], front: &str, members: &[Member]) -> bool {
    /// How many names make such a list, and how long they are, in characters.
    const FEWEST: usize = 4;
    const LONGEST: usize = 40;
    let noun = front.chars().all(is_han) && front.chars().nth(1).is_some();
    let name = |member: &Member| lines[member.line].chars().nth(LONGEST).is_none();
    noun && members.len() >= FEWEST
        && members.windows(2).all(|pair| pair[0].value < pair[1].value)
        && members.iter().all(name)
}

/// The members that count from 1 on, one by one, also anew under another heading; a number may be lost.
fn counted(members: Vec<Member>) -> Vec<Member> {
    let mut last = 0;
    let mut longest = 0;
    let mut run = 0;
    let mut kept = Vec::with_capacity(members.len());
    for member in members {
        let goes_on = last > 0 && (last + 1..=last + 2).contains(&member.value);
        if !goes_on && member.value != 1 {
            continue;
        }
        run = if goes_on { run + 1 } else { 1 };
        longest = longest.max(run);
        last = member.value;
        kept.push(member);
    }
    if longest < LEAST {
        kept.clear();
    }
    kept
}

/// The sign that a line begins with, and its length with the gap behind it.
fn sign(text: &str) -> Option<(char, usize)> {
    let words = text.trim_start();
    let sign = words.chars().next()?;
    // ○ is folded to the figure 〇.
    let plain = sign != '〇' && (sign.is_alphanumeric() || is_han(sign))
        || "《〈“”‘’「『【〔[({<:。,;、…—".contains(sign);
    let rest = words[sign.len_utf8()..].trim_start();
    (!plain && rest.starts_with(|c: char| is_han(c) || c == '“')).then_some((sign, text.len() - rest.len()))
}

/// Calls `push` with each number that may count at the start of a line.
fn each_number<'a>(text: &'a str, mut push: impl FnMut(Likeness<'a>, u32, usize)) {
    const FRONT: usize = 6;
    let words = text.trim_start();
    let mut letters = 0;
    for (at, c) in words.char_indices().take(FRONT + 1) {
        for (figures, value, len) in numbers(&words[at..]) {
            let front = &words[..at];
            let inside = front.ends_with(|c: char| c.is_ascii_alphanumeric()) && figures != Figures::Arabic
                || front.ends_with(|c: char| c.is_ascii_digit());
            if inside {
                continue;
            }
            let behind = &words[at + len..];
            // 一是修路, where 二是 stands in another line.
            let told = behind.strip_prefix('是').filter(|_| front.is_empty() && figures == Figures::Chinese);
            if let Some(heading) =
                told.filter(|heading| heading.starts_with(is_han) && !heading.contains("二是"))
            {
                push((figures, front, TOLD), value, text.len() - heading.len());
            }
            let heading =
                behind.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '“' | '《'));
            let stop = &behind[..behind.len() - heading.len()];
            if is_stop(front, stop, heading) {
                // 甲1, 甲2, 乙1: one series through its parts.
                let part = front.chars().nth(1).is_none() && front.starts_with(is_part);
                push((figures, if part { PART } else { front }, stop), value, text.len() - heading.len());
            }
        }
        // A noun may stand in front (任务（一）), a sentence not.
        letters += usize::from(is_han(c));
        if letters > 4 || matches!(c, '。' | ',' | ';' | '、') {
            break;
        }
    }
}

/// Whether signs may stand between a number and its heading: 3 亩 and 1.5万 are quantities, 任务一 alone begins a sentence.
fn is_stop(front: &str, stop: &str, heading: &str) -> bool {
    let short = stop.chars().count() <= 3 && !stop.contains(['%', '~', '/']);
    // 账单11 人参产业园: behind a noun a gap parts the number from what could be counted.
    let parts = front.chars().nth(1).is_some() && stop.ends_with(' ');
    let behind = if stop.trim().is_empty() {
        let begins = heading.starts_with(|c| is_han(c) || matches!(c, '“' | '《'));
        begins && (parts || !marker::is_counted(heading))
    } else if stop.ends_with(['.', ',', '-']) {
        heading.starts_with(|c: char| !c.is_ascii_digit())
    } else {
        !heading.is_empty()
    };
    let noun = front.trim_matches(|c: char| !is_han(c));
    let parted = !stop.is_empty() || front.ends_with(['.', '-']);
    // 编号:1, 实事名称 ⇥ 1.修路: the number is a label's.
    let label = front.ends_with([':', '\t']);
    short && behind && parted && !stop.starts_with('-') && !label && !marker::is_no_numbering(noun)
}

/// The numbers that `text` begins with: I may be a letter, or a Roman figure.
fn numbers(text: &str) -> impl Iterator<Item = (Figures, u32, usize)> {
    let count = marker::count(text)
        .map(|(value, len, chinese)| (if chinese { Figures::Chinese } else { Figures::Arabic }, value, len));
    let first = text.chars().next();
    let lone = !text.chars().nth(1).is_some_and(|c| c.is_ascii_alphanumeric());
    let letter = first.filter(|c| lone && c.is_ascii_alphabetic()).map(|c| {
        let (figures, base) =
            if c.is_ascii_uppercase() { (Figures::Capital, 'A') } else { (Figures::Small, 'a') };
        (figures, u32::from(c) - u32::from(base) + 1, 1)
    });
    let stem = first.and_then(|c| {
        let at = STEMS.chars().position(|stem| stem == c)?;
        Some((Figures::Stem, u32::try_from(at + 1).ok()?, c.len_utf8()))
    });
    [count, letter, roman(text), stem].into_iter().flatten()
}

/// Ⅰ to Ⅻ, ⅰ to ⅻ, I to XII.
fn roman(text: &str) -> Option<(Figures, u32, usize)> {
    let sign = text.chars().next()?;
    if let code @ 0x2160..=0x216B | code @ 0x2170..=0x217B = u32::from(sign) {
        return Some((Figures::Roman, (code & 0xF) + 1, sign.len_utf8()));
    }
    let end = text.find(|c: char| !matches!(c, 'I' | 'V' | 'X')).filter(|end| *end > 0)?;
    let figures = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    let value = (1..).zip(figures).find(|(_, figure)| *figure == &text[..end])?.0;
    Some((Figures::Roman, value, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings<'a>(lines: &[&'a str]) -> Vec<&'a str> {
        let found = find(lines);
        lines.iter().zip(found).map(|(line, marker)| &line[marker.map_or(0, |marker| marker.len)..]).collect()
    }

    #[test]
    fn what_counts_is_a_number_whatever_stands_around_it() {
        for lines in [
            ["S1:修路", "S2:架桥", "S3:通水"],
            ["其一,修路", "其二,架桥", "其三,通水"],
            ["〈一〉修路", "〈二〉架桥", "〈三〉通水"],
            ["任务(一)修路", "任务(二)架桥", "任务(三)通水"],
            ["甲、修路", "乙、架桥", "丙、通水"],
            ["I、修路", "II、架桥", "III、通水"],
            ["a.修路", "b.架桥", "c.通水"],
            ["→修路", "→架桥", "→通水"],
            ["1 修路", "2 架桥", "3 通水"],
        ] {
            assert_eq!(headings(&lines), ["修路", "架桥", "通水"], "{lines:?}");
        }
    }

    #[test]
    fn what_does_not_count_is_none() {
        for lines in [
            ["2024 年", "2025 年", "2026 年"],
            ["1 亩", "2 亩", "3 亩"],
            ["1月修路", "2月架桥", "3月通水"],
            ["1,修路", "5,架桥", "9,通水"],
            ["附件1 修路", "附件2 架桥", "附件3 通水"],
            ["“一”修路", "“甲”架桥", "“三”通水"],
        ] {
            assert_eq!(headings(&lines), lines, "{lines:?}");
        }
    }
}
