//! A line of a text file, and what its words tell of it: a page number, a date, a label, a row.

use super::page;
use crate::text::{brackets, is_ideograph, lines, pattern, words};
use regex::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;

/// A line that is not blank.
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) folded: Cow<'a, str>,
    pub(super) number: u32,
    /// Columns, where a Chinese character takes two.
    pub(super) width: usize,
    /// Whether it is a row of a table, drawn with tabs, bars or wide gaps.
    pub(super) is_row: bool,
    /// Whether it stood behind the mark of a list: - 新建…, * 责任单位:….
    pub(super) is_item: bool,
    /// Whether it begins with a gap, as the first line of a paragraph does.
    pub(super) is_indented: bool,
}

impl<'a> Line<'a> {
    /// A line of a text whose lines stand behind marks where they are `listed`.
    pub(super) fn new(line: &'a str, folded: &'a str, number: u32, listed: bool) -> Option<Self> {
        // A tab in front is the blank first cell of a row.
        let tabs = memchr::memchr_iter(b'\t', line.as_bytes()).nth(1).is_some();
        let trim = |line: &'a str| {
            let text = line.trim_matches(|c: char| {
                (c.is_whitespace() && !(tabs && c == '\t')) || c == '\u{feff}' || c == '\u{200b}'
            });
            if tabs { text.trim_end() } else { text }
        };
        let (text, folded) = (trim(line), trim(folded));
        // ▲ alone on a line is an ornament.
        let ornament = |c: char| c.is_whitespace() || "▲▼△▽★☆●◆◇■□▶".contains(c);
        if text.chars().all(ornament) || page::is_number(folded) || page::is_caption(folded) {
            return None;
        }
        let bare = if listed { behind_mark(text).zip(behind_mark(folded)) } else { None };
        let (text, folded) = bare.unwrap_or((text, folded));
        Some(Self { is_item: bare.is_some(), ..Self::of(line, text, Cow::Borrowed(folded), number) })
    }

    /// A line as it stands in the file, its text, and the text folded.
    pub(super) fn of(line: &str, text: &'a str, folded: Cow<'a, str>, number: u32) -> Self {
        let width = 2 * line.chars().count() - line.bytes().filter(u8::is_ascii).count();
        let is_row = text.contains('\t') || is_row(&folded) || is_aligned(&folded);
        let gap: usize = line
            .chars()
            .map_while(|c| match c {
                '\u{3000}' => Some(2),
                ' ' | '\u{a0}' => Some(1),
                _ => None,
            })
            .sum();
        Self { text, folded, number, width, is_row, is_item: false, is_indented: (2..=10).contains(&gap) }
    }
}

/// How labels begin that are known.
const LABELS: [&str; 23] = [
    "牵头", "责任", "配合", "主办", "协办", "协同", "协作", "参与", "承办", "实施", "督导", "督办", "分管",
    "主管", "包抓", "包保", "包联", "挂钩", "完成", "联系", "总投资", "建设", "工作目标",
];
// Where lines were broken at a width, any words may stand in front of a colon; these begin a line of their own.
static KNOWN_LABEL: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"^(?:\d{{4}}年)?(?:{})[\p{{Han}}()]{{0,6}}:", LABELS.join("|"))));
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\s*(?:\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|二[〇零一二三四五六七八九]{3}年(?:元|[一二三四五六七八九十]+)月[一二三四五六七八九十]+日)\s*$",
    )
});
// A row whose cells are parted by spaces: 1 硬化通组道路 镇村建中心 9月底前.
static SPACED_ROW: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\d{1,3} +[\p{Han}“《A-Z0-9]\S+ +\S"));
static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[〔\[﹝【(]\s*\d{4}\s*[〕\]﹞】)]\s*\d+\s*号\s*$"));

/// How many lines make a list of marks.
const FEWEST: usize = 6;

/// Whether lines stand behind the marks of a list that a converter wrote: - and *.
pub(super) fn are_listed(folded: &str) -> bool {
    let items =
        lines(folded).filter(|line| behind_mark(line.trim()).is_some() && !page::is_number(line.trim()));
    items.take(FEWEST).count() == FEWEST
}

/// What stands behind the mark of a list.
fn behind_mark(text: &str) -> Option<&str> {
    let rest = ["* ", "- ", "+ "].iter().find_map(|mark| text.strip_prefix(mark))?;
    let rest = rest.trim_start();
    // - [x] 走访用人单位300家: a box to tick.
    let rest = ["[ ] ", "[x] "].iter().find_map(|tick| rest.strip_prefix(tick)).unwrap_or(rest);
    (!rest.is_empty()).then_some(rest)
}

/// Whether a line is a day and nothing else.
pub(crate) fn is_date(folded: &str) -> bool {
    folded.trim_end().ends_with('日') && DATE.is_match(folded)
}

/// Whether a line ends with a document number.
pub(super) fn ends_with_number(folded: &str) -> bool {
    folded.trim_end().ends_with('号') && NUMBER.is_match(folded)
}

fn is_spaced_row(folded: &str) -> bool {
    folded.starts_with(|c: char| c.is_ascii_digit()) && SPACED_ROW.is_match(folded)
}

/// Whether a line begins with a label of up to fifteen characters and its colon: 2024年建设目标:.
pub(super) fn begins_with_label(folded: &str) -> bool {
    let colon = folded.char_indices().take(21).find(|(_, c)| *c == ':').map(|(at, _)| at);
    let Some(words) = colon.map(|at| &folded[..at]) else { return false };
    let year = words
        .split_once('年')
        .filter(|(year, _)| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()));
    let label = year.map_or(words, |(_, label)| label);
    let count = label.chars().count();
    let word = |c: char| is_ideograph(c) || matches!(c, '(' | ')');
    // A long label begins with more than one character that is no figure.
    let begins = count.saturating_sub(12).max(1);
    (2..=15).contains(&count)
        && label.chars().take(begins).all(word)
        && label.chars().all(|c| word(c) || c.is_ascii_digit() || c == ' ')
        // 部办公室(联系电话:5230118)
        && label.matches('(').count() == label.matches(')').count()
}

/// Whether a line begins with a label in brackets: 〔建设内容〕.
pub(super) fn begins_with_box(folded: &str) -> bool {
    let inner = folded.strip_prefix('〔').and_then(|rest| rest.split_once('〕'));
    inner.is_some_and(|(label, _)| {
        (2..=8).contains(&label.chars().take(9).count()) && label.chars().all(is_ideograph)
    })
}

/// Whether a line begins with a label that a wide gap parts from its value: 办理要求  分类处置.
pub(super) fn begins_with_gap(folded: &str) -> bool {
    let label =
        folded.char_indices().take(7).find(|(_, c)| !is_ideograph(*c)).map_or("", |(at, _)| &folded[..at]);
    folded[label.len()..].starts_with("  ")
        && words!["要求", "单位", "部门", "领导", "责任人", "时限", "期限", "内容", "目标", "措施"]
            .ends(label)
}

/// Whether the label that a line begins with is one that is known.
pub(super) fn is_known_label(folded: &str) -> bool {
    KNOWN_LABEL.is_match(folded)
}

/// Where the known label begins that words end with, their colon left off: 程立责任单位.
pub(super) fn label_at_end(words: &str) -> Option<usize> {
    let from = words.char_indices().rev().take(6).last().map_or(0, |(at, _)| at);
    let starts = words[from..].char_indices().map(|(at, _)| from + at);
    let begins = |at: &usize| LABELS.iter().any(|label| words[*at..].starts_with(label));
    starts.into_iter().find(begins).filter(|at| words[*at..].chars().all(is_ideograph))
}

/// Signs that end a sentence, a heading or a label.
pub(super) fn is_complete(folded: &str) -> bool {
    folded.trim_end_matches(['”', '’', '"']).ends_with(['。', ';', ':', '!', '?', '…', '|'])
}

/// Whether a line is a row of a table drawn with bars.
pub(super) fn is_row(folded: &str) -> bool {
    memchr::memchr_iter(b'|', folded.as_bytes()).nth(1).is_some()
        && brackets::count_outside(folded, |c| c == '|') > 1
        || folded.starts_with(['│', '┌', '├', '└', '┃', '┏', '┣', '┗', '║', '╔', '╠', '╚', '|'])
}

/// Whether a line is a row whose cells wide gaps put below each other: 序号    任务        责任单位      时限.
fn is_aligned(folded: &str) -> bool {
    // Most lines have not the spaces of three gaps.
    if memchr::memchr_iter(b' ', folded.as_bytes()).nth(5).is_none() {
        return false;
    }
    let gaps = folded.match_indices("  ").filter(|(at, _)| !folded[..*at].ends_with(' '));
    gaps.take(3).count() == 3 && !folded.contains(['。', ';'])
}

/// Whether a row whose cells are parted by spaces follows the one before by its number, or the headings.
pub(super) fn is_next_row(before: &str, next: &str) -> bool {
    let number = |line: &str| -> Option<u32> { line.split(' ').next()?.parse().ok() };
    let sum = words!["合计 ", "总计 ", "小计 "].begins(next) && is_spaced_row(before);
    sum || is_spaced_row(next)
        && (are_headings(before) || is_spaced_row(before) && number(next) > number(before))
}

/// Whether a row whose cells are parted by spaces ends with a cell that is a figure, and so goes on with the next cell.
pub(super) fn ends_with_figure(row: &str) -> bool {
    let figure = |cell: &str| cell.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    row.ends_with(|c: char| c.is_ascii_digit())
        && row.rsplit_once(' ').is_some_and(|(_, last)| figure(last))
        && is_spaced_row(row)
}

/// Whether a line is a few short words parted by spaces: 序号 任务 责任单位 时限.
fn are_headings(line: &str) -> bool {
    let heading = |word: &str| {
        word.chars().count() <= 10 && word.chars().all(|c| is_ideograph(c) || matches!(c, '(' | ')'))
    };
    let words = line.split_whitespace();
    line.starts_with("序号 ") || words.clone().nth(2).is_some() && words.skip(1).all(heading)
}
