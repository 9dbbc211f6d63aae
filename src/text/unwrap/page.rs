//! What a page shows around its text: page numbers (页码), running heads (页眉), stamps, notes at its foot (脚注).

use super::line::is_complete;
use crate::text::{Wordlist, lines, marker, pattern, words};
use regex::Regex;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[-—–]+\s*\d{1,4}\s*[-—–]+|第?\s*\d{1,4}\s*页\s*[,/]?\s*共\s*\d+\s*页|第\s*\d+\s*页|·\s*\d+\s*·|一\s*\d{1,4}\s*一|\d{1,3} / \d{1,3}|(?:\S{2,16}\s+){0,2}第\s?\d{1,3}\s?版|\((?:下转|上接)第?\d+版\))$",
    )
});

pub(super) fn is_number(folded: &str) -> bool {
    // 3 / 12
    let of = || folded.starts_with(|c: char| c.is_ascii_digit()) && folded.contains(" / ");
    (folded.ends_with(['-', '—', '–', '页', '·', '一', '版', ')']) || of()) && NUMBER.is_match(folded)
}

/// Whether a line is what a page shows in place of a picture, or says how to turn it: [图片], △ 资料图, 向上滑动阅览 ▲.
pub(super) fn is_caption(folded: &str) -> bool {
    let bare = folded.trim_matches(|c: char| c.is_whitespace() || "[]△▲▽▼▶↑↓←→<>".contains(c));
    if bare.starts_with("点击展开") {
        return true;
    }
    matches!(
        bare,
        "收起"
            | "图片"
            | "视频"
            | "资料图"
            | "资料图片"
            | "向上滑动阅览"
            | "向上滑动查看"
            | "上下滑动查看"
            | "上下滑动阅览"
            | "左右滑动查看"
            | "左右滑动查看更多"
            | "滑动查看更多"
            | "点击查看大图"
    )
}

/// Words of what a program stamps on the pages that it reads: 由…App识别.
const READERS: &Wordlist = words!["App识别", "APP识别", "扫描全能王"];

/// Words of whatever is stamped on each page, those of readers too: 校内文件 请勿外传.
const STAMPS: &Wordlist = words![
    "App识别",
    "APP识别",
    "扫描全能王",
    "请勿外传",
    "内部资料",
    "内部文件",
    "注意保存",
    "扫描件",
    "识别结果",
    "仅供内部",
    "不得外传",
];

/// Whether pages are stamped by the program that read them.
pub(super) fn is_stamped(text: &str) -> bool {
    READERS.is_in(text)
}

/// The lines that are stamped on more pages than one, and those that say who said something in a chat, and when.
pub(super) fn stamps(folded: &str) -> Vec<&str> {
    let short = |line: &&str| line.chars().nth(40).is_none() && !line.contains(['。', ',']);
    let lines_of = |text| lines(text).map(str::trim);
    let lines = || lines_of(folded).filter(short);
    let (mut stamped, mut said) = (Vec::new(), Vec::new());
    for line in lines() {
        stamped.extend(STAMPS.is_in(line).then_some(line));
        said.extend(is_said(line).then_some(line));
    }
    // 已读 61  未读 23, |引用:…: what else a chat shows beside what is said.
    let beside: Vec<&str> = if said.len() < FEWEST_SAID {
        Vec::new()
    } else {
        lines_of(folded).filter(|line| is_beside(line)).collect()
    };
    let said = [said, beside].concat();
    let often =
        [(stamped, 2), (said, FEWEST_SAID)].into_iter().filter(|(lines, least)| lines.len() >= *least);
    often.flat_map(|(lines, _)| lines).collect()
}

/// Whether a line of a chat says who has read what was said, quotes it, or calls somebody.
fn is_beside(line: &str) -> bool {
    line.starts_with("已读") && line.contains("未读") || words!["|引用", "引用:", "@"].begins(line)
}

/// How many lines of who said something, and when, make a chat.
const FEWEST_SAID: usize = 4;

static SAID: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\S{1,16}\s+\d{1,2}:\d\d|[—-]{3,}\s*\d{4}(?:-\d\d-\d\d|年\d{1,2}月\d{1,2}日)(?:\s*星期.)?\s*[—-]{3,})$|^(?:\S{1,16}\s+){0,3}\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+\d{1,2}:\d\d(?::\d\d)?(?:\s+\S{1,16}){0,2}$",
    )
});

/// Whether a line says who said something in a chat, and when: 党政办 小李 2031-03-04 08:57.
fn is_said(line: &str) -> bool {
    let mut colons = memchr::memchr_iter(b':', line.as_bytes());
    let timed = colons.any(|at| line[..at].ends_with(|c: char| c.is_ascii_digit()));
    (timed || line.ends_with(['—', '-'])) && SAID.is_match(line)
}

/// How far above a page's number its notes may begin, in lines.
const NOTES: usize = 12;

/// The lines, counted from 1, of the notes at the foot of pages (脚注), which would break a sentence that goes on on the next:
/// from the rule or the first mark that stands in the text too ([1], ①), down to the page's number.
pub(super) fn notes(folded: &str) -> FxHashSet<u32> {
    let lines: Vec<&str> = lines(folded).map(str::trim).collect();
    let mut found = FxHashSet::default();
    let mut top = 0;
    for (foot, _) in lines.iter().enumerate().filter(|(_, line)| is_number(line)) {
        let first = foot.saturating_sub(NOTES).max(std::mem::replace(&mut top, foot + 1));
        let begins = |at: usize| match lines[at] {
            rule if is_rule(rule) => lines.get(at + 1).is_some_and(|note| mark(note).is_some()),
            note => mark(note).is_some_and(|mark| {
                let told = |line: &str| line.find(mark).is_some_and(|at| at > 0);
                lines[at.saturating_sub(PAGE_LINES)..at].iter().any(|line| told(line))
            }),
        };
        if let Some(start) = (first..foot).find(|&at| begins(at)) {
            found.extend((start..foot).filter_map(|at| u32::try_from(at + 1).ok()));
        }
    }
    found
}

/// How many lines a page has.
const PAGE_LINES: usize = 60;

/// Whether a line is a rule: ————————.
fn is_rule(line: &str) -> bool {
    line.chars().count() >= 6 && line.chars().all(|c| matches!(c, '—' | '-' | '_' | '─' | '―'))
}

/// The mark that a note begins with: [1], ①.
fn mark(note: &str) -> Option<&str> {
    let circled = note.chars().next().filter(|c| ('①'..='⑳').contains(c)).map(char::len_utf8);
    let boxed = || {
        let number = note.strip_prefix('[')?.split_once(']')?.0;
        (number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit())).then_some(number.len() + 2)
    };
    circled.or_else(boxed).map(|len| &note[..len])
}

/// How many lines a page may begin with that all pages do.
const HEAD: usize = 4;

/// The lines that stand beside page numbers, or at the beginning of pages, again and again: 甲市人民政府公报    2024年第6期.
pub(super) fn running_heads(folded: &str) -> FxHashSet<&str> {
    let mut beside: FxHashMap<&str, usize> = FxHashMap::default();
    let (mut before, mut begins) = (None, false);
    for line in lines(folded).map(str::trim).filter(|line| !line.is_empty()) {
        let number = is_number(line);
        let head = if number { before } else { Some(line).filter(|_| begins) };
        if let Some(head) = head {
            *beside.entry(head).or_default() += 1;
        }
        (before, begins) = (Some(line).filter(|_| !number), number);
    }
    // A form feed begins a page.
    let mut first: FxHashMap<&str, usize> = FxHashMap::default();
    for page in folded.split('\u{c}').skip(1) {
        for head in page.lines().map(str::trim).filter(|line| !line.is_empty()).take(HEAD) {
            *first.entry(head).or_default() += 1;
        }
    }
    let can_be = |line: &str| {
        !is_complete(line)
            && !line.contains([':', '\t'])
            && line.chars().nth(40).is_none()
            && marker::parse(line).is_none()
    };
    // 甲县人民政府公报 2024年第2期 says by its words what it is.
    let gazette =
        |line: &str| line.contains("公报") && line.trim_end().ends_with('期') && !line.contains([',', '、']);
    beside.retain(|line, count| (*count > 1 || gazette(line)) && can_be(line));
    first.retain(|line, count| *count > 1 && can_be(line));
    beside.into_keys().chain(first.into_keys()).collect()
}
