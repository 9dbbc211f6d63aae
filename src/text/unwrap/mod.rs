//! Lines of a text file → paragraphs: joins what a PDF, a web page or an e-mail broke in the middle of a sentence.

mod long;

use super::fold::fold;
use super::{Signs, after_last, brackets, is_ideograph, marker, pattern, squeeze};
use regex::Regex;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::sync::LazyLock;

/// One paragraph, and the lines (from 1, inclusive) it was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its text.
    pub text: String,
    /// First line.
    pub line: u32,
    /// Last line.
    pub end_line: u32,
}

/// Splits `text` into paragraphs; blank lines, page numbers and the white space around a line go.
///
/// ```
/// let joined = duban::text::unwrap::paragraphs("《甲县2024年民生实事方案》已经县人\n\n民政府同意，现印发给你们。");
/// assert_eq!(joined[0].text, "《甲县2024年民生实事方案》已经县人民政府同意，现印发给你们。");
/// ```
pub fn paragraphs(text: &str) -> Vec<Paragraph> {
    let folded = fold(text);
    let lines = text.lines().zip(folded.lines()).zip(1..);
    let lines: Vec<Line<'_>> =
        lines.filter_map(|((line, folded), number)| Line::new(line, folded, number)).collect();
    let goes_on = joins(&lines);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = lines.get(at) {
        let more = goes_on[at + 1..].iter().take_while(|goes_on| **goes_on).count();
        let mut text = first.text.to_owned();
        let mut end_line = first.number;
        for line in &lines[at + 1..=at + more] {
            join(&mut text, line.text);
            end_line = line.number;
        }
        let folded = if more == 0 { first.folded.clone() } else { Cow::Owned(fold(&text)) };
        found.extend(long::split(Paragraph { text, line: first.number, end_line }, &folded));
        at += more + 1;
    }
    found
}

/// Which of a document's paragraphs go on with the one before, broken as in a text file.
pub fn continuations(paragraphs: &[&str]) -> Vec<bool> {
    let lines: Vec<Line<'_>> =
        paragraphs.iter().map(|text| Line::of(text, text, Cow::Owned(fold(text)), 0)).collect();
    joins(&lines)
}

/// For each line whether it goes on with the one before.
fn joins(lines: &[Line<'_>]) -> Vec<bool> {
    let width = wrap_width(lines);
    let unbroken = Unbroken::new(lines);
    let mut open = String::new();
    let mut before: Option<&Line<'_>> = None;
    let mut found = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let goes_on = before.is_some_and(|before| continues(&open, before, &lines[at..], width, &unbroken));
        if !goes_on {
            open.clear();
        }
        open.push_str(&line.folded);
        found.push(goes_on);
        before = Some(line);
    }
    found
}

/// A line that is not blank.
struct Line<'a> {
    text: &'a str,
    folded: Cow<'a, str>,
    number: u32,
    /// Columns, where a Chinese character takes two.
    width: usize,
    /// Whether it is a row of a table, drawn with tabs or bars.
    is_row: bool,
}

impl<'a> Line<'a> {
    fn new(line: &'a str, folded: &'a str, number: u32) -> Option<Self> {
        // A tab in front is the blank first cell of a row.
        let tabs = memchr::memchr_iter(b'\t', line.as_bytes()).nth(1).is_some();
        let trim = |line: &'a str| {
            let text = line.trim_matches(|c: char| {
                (c.is_whitespace() && !(tabs && c == '\t')) || c == '\u{feff}' || c == '\u{200b}'
            });
            if tabs { text.trim_end() } else { text }
        };
        let (text, folded) = (trim(line), trim(folded));
        let blank = text.trim().is_empty() || is_page_number(folded);
        (!blank).then(|| Self::of(line, text, Cow::Borrowed(folded), number))
    }

    /// A line as it stands in the file, its text, and the text folded.
    fn of(line: &str, text: &'a str, folded: Cow<'a, str>, number: u32) -> Self {
        let width = 2 * line.chars().count() - line.bytes().filter(u8::is_ascii).count();
        let is_row = text.contains('\t') || is_row(&folded);
        Self { text, folded, number, width, is_row }
    }
}

static PAGE_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[-—–]+\s*\d{1,4}\s*[-—–]+|第?\s*\d{1,4}\s*页\s*[,/]?\s*共\s*\d+\s*页|第\s*\d+\s*页|·\s*\d+\s*·)$",
    )
});
// Where lines were broken at a width, any words may stand in front of a colon; these begin a line of their own.
static KNOWN_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\d{4}年)?(?:牵头|责任|配合|主办|协办|承办|实施|督导|分管|包抓|完成|联系|总投资|建设|工作目标)[\p{Han}()]{0,6}:",
    )
});
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\s*(?:\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|二[〇一二三四五六七八九]{3}年[一二三四五六七八九十]+月[一二三四五六七八九十]+日)\s*$",
    )
});
// A row whose cells are parted by spaces: 1 硬化通组道路 镇村建中心 9月底前.
static SPACED_ROW: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\d{1,3} +\p{Han}\S{3,} +\S"));
static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[〔\[﹝【(]\s*\d{4}\s*[〕\]﹞】)]\s*\d+\s*号\s*$"));

fn is_page_number(folded: &str) -> bool {
    folded.ends_with(['-', '—', '–', '页', '·']) && PAGE_NUMBER.is_match(folded)
}

fn is_date(folded: &str) -> bool {
    folded.trim_end().ends_with('日') && DATE.is_match(folded)
}

/// Whether a line ends with a document number.
fn ends_with_number(folded: &str) -> bool {
    folded.trim_end().ends_with('号') && NUMBER.is_match(folded)
}

fn is_spaced_row(folded: &str) -> bool {
    folded.starts_with(|c: char| c.is_ascii_digit()) && SPACED_ROW.is_match(folded)
}

/// Whether a line begins with a label of up to fifteen characters and its colon: 2024年建设目标:.
fn begins_with_label(folded: &str) -> bool {
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
}

/// Signs that end a sentence, a heading or a label.
fn is_complete(folded: &str) -> bool {
    folded.trim_end_matches(['”', '’', '"']).ends_with(['。', ';', ':', '!', '?', '…', '|'])
}

/// How the first sentence of a notice begins.
const OPENINGS: [&str; 12] = [
    "为深入",
    "为进一步",
    "为贯彻",
    "为认真",
    "为全面",
    "为确保",
    "为切实",
    "为加快",
    "为推动",
    "根据",
    "现将",
    "为做好",
];

/// Ends of titles.
const TITLE_ENDS: [&str; 18] = [
    "通知",
    "方案",
    "计划",
    "通报",
    "意见",
    "办法",
    "要点",
    "公告",
    "的函",
    "报告",
    "清单",
    "表",
    "决定",
    "办公室",
    "人民政府",
    "文件",
    "委员会",
    "一封信",
];

/// The width at which the file's lines were broken; `None` where they were not.
fn wrap_width(lines: &[Line<'_>]) -> Option<usize> {
    let mut widths: Vec<usize> = lines.iter().map(|line| line.width).collect();
    widths.sort_unstable();
    let widest = *widths.last()?;
    let full = widths.iter().filter(|&&width| width + 4 >= widest).count();
    let broken = lines.iter().filter(|line| line.width + 4 >= widest && !is_complete(&line.folded)).count();
    (lines.len() >= 8 && (24..=110).contains(&widest) && full * 4 >= lines.len() && broken * 2 >= full)
        .then_some(widest)
}

/// Whether the first of `lines` goes on with the paragraph `open`, whose last line is `before`.
fn continues(
    open: &str,
    before: &Line<'_>,
    lines: &[Line<'_>],
    width: Option<usize>,
    unbroken: &Unbroken<'_>,
) -> bool {
    let Some(next) = lines.first() else { return false };
    if before.is_row || next.is_row || is_next_row(&before.folded, &next.folded) {
        return false;
    }
    // 甲县人民政府办公室 / (2024年3月4日): who signs stands on a line of its own.
    let dated = |line: &Line<'_>| is_date(line.folded.trim_matches(['(', ')']));
    if lines.get(1).is_some_and(dated) && long::is_signature(&next.folded) {
        return false;
    }
    let complete = is_complete(open);
    let sign = open_bracket(open).filter(|_| open.len() < 3000);
    if complete && sign.is_none() {
        return false;
    }
    let listed = open.starts_with('各') && open.contains([',', '、']) && !open.contains(['。', ':']);
    let begins = begins_anew(&next.folded, width.is_some()) && !(listed && next.folded.ends_with(':'));
    if let Some(sign) = sign {
        // What was opened and never closed lost its other half, and holds nothing together.
        // A bracket that begins with a label may hold more of them: (牵头单位:甲; / 责任单位:乙 / 局).
        let near = if !begins {
            8
        } else if opens_label(open, sign) {
            3
        } else {
            1
        };
        let labelled = !begins || begins_with_label(&next.folded);
        if labelled && lines.iter().take(near).any(|line| closes(&line.folded, sign)) {
            return true;
        }
    }
    // A heading, and the first sentence below it.
    let opens = OPENINGS.iter().any(|word| next.folded.starts_with(word));
    if opens && !open.contains([',', '。', ':', '《']) {
        return false;
    }
    if complete || begins || is_date(&before.folded) || ends_with_number(&before.folded) {
        return false;
    }
    if before.folded.ends_with(['、', ',']) {
        return true;
    }
    if width.is_some_and(|width| before.width + 5 >= width) {
        return true;
    }
    if unbroken.knows(&before.folded, &next.folded) || unbroken.has_word(&before.folded, &next.folded) {
        return true;
    }
    // 各镇人民政府,区政府各部门,柳 / 城管委会: a list of addressees goes on to its colon.
    if listed && next.folded.ends_with(':') && !next.folded.contains('。') {
        return true;
    }
    // The rest of an addressee or of a name.
    let short = next.folded.chars().count();
    if (short <= 3 && next.folded.ends_with(':'))
        || (short <= 3
            && begins_with_label(open)
            && next.folded.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)))
    {
        return true;
    }
    let heading = open.len() < 300
        && marker::parse(open).is_some()
        && !open.contains([',', '。'])
        && open.chars().nth(30).is_none();
    let title = TITLE_ENDS.iter().any(|end| before.folded.ends_with(end));
    let addressees = next.folded.ends_with(':');
    // A line of labels, or labels behind the last sentence, end with their value.
    let label = begins_with_label(&open[after_last(open, &['。', ';'])..]);
    let sentence = next.folded.contains([',', '。', ';']);
    sentence
        && open.chars().nth(14).is_some()
        && !before.folded.ends_with(')')
        && !heading
        && !title
        && !addressees
        && !label
}

/// Whether a line begins something new whatever stands before it.
fn begins_anew(folded: &str, wrapped: bool) -> bool {
    let numbered =
        marker::parse(folded).is_some_and(|marker| marker.value > 0 || marker.style == marker::Style::Bullet);
    numbered
        || begins_with_label(folded) && (!wrapped || KNOWN_LABEL.is_match(folded))
        || is_date(folded)
        || ["附件", "附表", "(此件", "抄送", "——", "[", "【"].iter().any(|start| folded.starts_with(start))
}

/// Whether a row whose cells are parted by spaces follows the one before by its number, or the headings.
fn is_next_row(before: &str, next: &str) -> bool {
    let number = |line: &str| -> Option<u32> { line.split(' ').next()?.parse().ok() };
    is_spaced_row(next)
        && (before.starts_with("序号 ")
            || is_spaced_row(before) && number(next) == number(before).map(|number| number + 1))
}

/// Whether a line is a row of a table drawn with bars.
fn is_row(folded: &str) -> bool {
    memchr::memchr_iter(b'|', folded.as_bytes()).nth(1).is_some()
        || folded.starts_with(['│', '┌', '├', '└', '┃', '┏', '┣', '┗', '║', '╔', '╠', '╚', '|'])
}

/// The last bracket, quotation mark or book title that is still open at the end.
fn open_bracket(open: &str) -> Option<char> {
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
fn opens_label(open: &str, sign: char) -> bool {
    let words = open.rfind(sign).map_or("", |at| open[at + sign.len_utf8()..].trim_start());
    ["牵", "责", "主", "配", "实"].iter().any(|start| words.starts_with(start))
}

/// Whether a line closes what `sign` opened before it.
fn closes(line: &str, sign: char) -> bool {
    let Some(close) = brackets::closing(sign) else { return false };
    let mut depth = 0;
    line.chars().any(|c| {
        depth += i32::from(c == sign) - i32::from(c == close);
        depth < 0
    })
}

/// The file without its line breaks: what stands unbroken elsewhere belongs together.
struct Unbroken<'a> {
    lines: &'a [Line<'a>],
    by_start: FxHashMap<&'a str, Vec<usize>>,
    /// What breaks may have parted and some line holds whole, gathered when first asked for: most files have no
    /// doubtful break.
    words: OnceCell<FxHashSet<Run>>,
}

/// Four Chinese characters, 16 bits each.
type Run = u64;

fn run(before: Run, next: char) -> Run {
    (before << 16) | if ('\u{4e00}'..='\u{9fff}').contains(&next) { Run::from(u32::from(next)) } else { 0 }
}

/// The last character of a run.
fn last(run: Run) -> Option<char> {
    char::from_u32((run & 0xFFFF) as u32)
}

/// The two characters before a break, and the two behind it.
fn around(before: &str, next: &str) -> Option<Run> {
    let mut tail = before.chars().rev();
    let (b, a) = (tail.next()?, tail.next()?);
    let around = [a, b].into_iter().chain(next.chars().take(2)).fold(0, run);
    let is_whole = (0..4).all(|at| (around >> (16 * at)) & 0xFFFF != 0);
    is_whole.then_some(around)
}

impl<'a> Unbroken<'a> {
    fn new(lines: &'a [Line<'a>]) -> Self {
        // Book titles (《…》) name the plans whose own titles may be broken.
        let mut by_start: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (at, line) in lines.iter().enumerate() {
            for (open, sign) in line.folded.match_indices('《') {
                let title = &line.folded[open + sign.len()..];
                let key = title.char_indices().nth(4).map_or(title, |(end, _)| &title[..end]);
                by_start.entry(key).or_default().push(at);
            }
        }
        Self { lines, by_start, words: OnceCell::new() }
    }

    /// Whether the two characters around the break stand together, unbroken, elsewhere: …各乡镇人 / 民政府.
    fn has_word(&self, before: &str, next: &str) -> bool {
        let words = || {
            let breaks = self.lines.windows(2).filter_map(|pair| around(&pair[0].folded, &pair[1].folded));
            let breaks: FxHashSet<Run> = breaks.collect();
            // Few runs end like one of them.
            let ends: Signs = breaks.iter().filter_map(|&run| last(run)).collect();
            let runs = self.lines.iter().flat_map(|line| {
                line.folded.chars().scan(0, |last, next| {
                    *last = run(*last, next);
                    Some(*last)
                })
            });
            runs.filter(|run| last(*run).is_some_and(|end| ends.may_have(end)) && breaks.contains(run))
                .collect()
        };
        around(before, next).is_some_and(|around| self.words.get_or_init(words).contains(&around))
    }

    /// Whether `before` and `next` stand together, unbroken, inside a book title of the file.
    fn knows(&self, before: &str, next: &str) -> bool {
        /// More bytes than any title has.
        const LONG: usize = 1000;
        /// How often a title is looked for; a file that names it more often says nothing new.
        const OFTEN: usize = 16;
        if before.len() > LONG || self.by_start.is_empty() {
            return false;
        }
        let key: String = squeeze(before).chars().take(4).collect();
        let Some(places) = self.by_start.get(key.as_str()) else { return false };
        let title = format!("《{}{}", squeeze(before), squeeze(next));
        places.iter().take(OFTEN).any(|&at| {
            // The title itself may be broken over two or three lines.
            let text: String = self.lines[at..].iter().take(3).map(|line| squeeze(&line.folded)).collect();
            text.contains(&title)
        })
    }
}

/// Puts `line` behind `text`: words of Latin letters that met at the line's end stay apart; numbers were broken within.
pub fn join(text: &mut String, line: &str) {
    let letter = |c: char| c.is_ascii_alphabetic();
    if text.ends_with(letter) && line.starts_with(letter) {
        text.push(' ');
    }
    text.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        paragraphs(text).into_iter().map(|paragraph| paragraph.text).collect()
    }

    #[test]
    fn a_sentence_broken_inside_a_word_is_joined() {
        assert_eq!(
            read("关于印发《甲县2024年民生实事责任\n\n分解方案》的通知\n各乡镇："),
            ["关于印发《甲县2024年民生实事责任分解方案》的通知", "各乡镇："]
        );
    }

    #[test]
    fn a_title_that_stands_unbroken_elsewhere_is_joined() {
        let text =
            "《甲县民生实事责任分解方案》已印发。\n甲县民生实事责任\n分解方案\n为办好实事，制定本方案。";
        assert_eq!(read(text)[1..], ["甲县民生实事责任分解方案", "为办好实事，制定本方案。"]);
    }

    #[test]
    fn headings_labels_signatures_and_dates_stand_alone() {
        let text = "一、总体情况\n截至9月，全县办结九项，进展顺利。\n责任领导：周宁、李明\n责任单位：县水利局\n甲县人民政府\n2024年3月4日";
        assert_eq!(read(text).len(), 6);
    }

    #[test]
    fn rows_parted_by_spaces_stand_alone() {
        assert_eq!(read("1 修建通组道路 县交通局 9月底前\n2 栽植树木，成活率九成 县林业局 年底前").len(), 2);
    }

    #[test]
    fn lines_of_a_page_are_joined_at_its_width() {
        let text = "甲县人民政府关于开展地下管网普查工作的通知\n一、主要任务\n（一）开展普查。年底前完成全县范围内给水排\n水管网普查，建成数据库一个，普查覆盖率达到\n百分之百，并按季度报送进展情况和存在的问题\n及下一步打算。\n— 2 —\n（二）整治积水点。整治易涝积水点二十七处并\n建立长效机制。";
        assert_eq!(read(text)[2..].len(), 2);
    }

    #[test]
    fn a_notice_on_one_line_is_split_at_its_items() {
        let item = |n: &str| {
            format!(
                "{n}新建改建农村公路若干公里并完善沿线安全设施，确保群众出行安全便捷。责任单位：县交通局、县公安局 "
            )
        };
        let text =
            format!("现印发给你们。甲县人民政府 2024年3月4日 {}{}{}", item("1."), item("2."), item("3."));
        let read = read(&text);
        assert!(read.contains(&"2024年3月4日".to_owned()), "{read:?}");
        assert_eq!(read.iter().filter(|line| line.starts_with("责任单位：")).count(), 3);
    }
}
