//! Which line goes on with the paragraph before it.

use super::cues::{self, BOUNDS, OPENINGS, TITLE_ENDS};
use super::line::{
    Line, begins_with_box, begins_with_gap, begins_with_label, ends_with_number, is_complete, is_date,
    is_known_label, is_next_row,
};
use super::long;
use super::open::{closes, ends_with_label, open_bracket, opens_label};
use super::shape::{self, Page};
use crate::text::{after_last, find, floor_boundary, is_han, marker, words};

/// For each line whether it goes on with the one before.
pub(super) fn joins(lines: &[Line<'_>]) -> Vec<bool> {
    let page = Page::new(lines);
    let words: Vec<&str> = lines.iter().map(|line| &*line.folded).collect();
    let spaced = marker::spaced(&words);
    let mut open = String::new();
    let mut indented = false;
    let mut before: Option<&Line<'_>> = None;
    let mut found = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let item = spaced.get(at).is_some_and(Option::is_some);
        let goes_on = before.is_some_and(|before| {
            cuts_number(before, line, &page)
                || !item
                    && (fills(&open, before, line, &page, indented)
                        || continues(&open, before, &lines[at..], &page))
        });
        if !goes_on {
            open.clear();
            indented = line.is_indented;
        }
        open.push_str(&line.folded);
        found.push(goes_on);
        before = Some(line);
    }
    found
}

/// Whether `next` fills a paragraph `open` whose first line was `indented`, as all are: the line before is as wide as the
/// page, and a gap begins whatever is new.
fn fills(open: &str, before: &Line<'_>, next: &Line<'_>, page: &Page<'_>, indented: bool) -> bool {
    let full = page.is_filled_by(before, 2);
    let inside = indented && page.indents && full && !next.is_indented && !before.is_row && !next.is_row;
    inside && !(is_complete(open) && begins_anew(&next.folded, true))
}

/// Whether a line that is as wide as the page ends within a number: 不少于 1 / 2 万亩; not in front of 2.….
fn cuts_number(before: &Line<'_>, next: &Line<'_>, page: &Page<'_>) -> bool {
    let full = page.is_filled_by(before, 5);
    let digit = |c: char| c.is_ascii_digit();
    let rest = next.folded.trim_start_matches(digit);
    full && before.folded.ends_with(digit)
        && rest.len() < next.folded.len()
        && !rest.starts_with(['.', '、', ')', ':'])
        && !before.is_row
        && !next.is_row
}

/// Whether a stop has become a point, as it does where a page was read by machine: 实施技能提升行动.开展培训.
fn has_lost_stop(open: &str) -> bool {
    let between = |at: usize| open[..at].ends_with(is_han) && open[at + 1..].starts_with(is_han);
    open.match_indices('.').any(|(at, _)| between(at))
}

/// How long a paragraph may be of which each of its lines asks what it holds, in bytes.
pub(super) const LONG: usize = 3000;

/// Whether the first of `lines` goes on with the paragraph `open`, whose last line is `before`.
fn continues(open: &str, before: &Line<'_>, lines: &[Line<'_>], page: &Page<'_>) -> bool {
    let Page { width, indents, unbroken, .. } = page;
    let Some(next) = lines.first() else { return false };
    if let Some(goes_on) = told(open, before, lines, page.elements) {
        return goes_on;
    }
    let full = page.is_filled_by(before, 5);
    let complete = is_complete(open) && !(full && ends_with_label(open));
    // What is asked of all of a paragraph for each of its lines is asked of short ones only.
    let short = open.len() < LONG;
    let sign = if short { open_bracket(open) } else { None };
    if complete && sign.is_none() {
        return false;
    }
    let listed = short && open.starts_with('各') && open.contains([',', '、']) && !open.contains(['。', ':']);
    // 脱贫人口务工规模不低于 / 1.26万人, 抽采达标率不 / 低于98%
    let number = BOUNDS.ends(open) && next.folded.starts_with(|c: char| c.is_ascii_digit());
    if number || open.ends_with('不') && words!["低于", "少于", "超过", "高于"].begins(&next.folded)
    {
        return true;
    }
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
    if *indents && next.is_indented && !before.is_indented && next.folded.chars().nth(14).is_some() {
        return false;
    }
    // A heading, and the first sentence below it.
    let opens = OPENINGS.begins(&next.folded);
    if opens && short && !open.contains([',', '。', ':', '《']) {
        return false;
    }
    if complete || begins || is_date(&before.folded) || ends_with_number(&before.folded) {
        return false;
    }
    // 关于…的通知 / 甲政办发〔2031〕4号
    // 各单位自7月起,每周四前向局办公室 / 报送进展 ends like one.
    let title = TITLE_ENDS.ends(before.folded.trim_end_matches('”')) && !open.contains(',');
    if title && ends_with_number(&next.folded) && next.folded.chars().nth(24).is_none() {
        return false;
    }
    if before.folded.ends_with(['、', ',']) {
        return true;
    }
    // …关于印发方案的通知 / 各乡镇:
    let named = words!["通知", "通报", "意见", "的函"].ends(&before.folded) && open.contains("关于");
    if named && next.folded.starts_with('各') && next.folded.ends_with(':') {
        return false;
    }
    if full {
        return true;
    }
    // 反馈问题 / 整改目标: headings of columns one below the other.
    let heads = |line: &Line<'_>| (4..=6).contains(&line.folded.chars().count());
    if heads(before) && heads(next) {
        return false;
    }
    // 三、食堂改造 / 食堂改造进展不均,…: what is told of a name begins with it.
    let name = marker::parse(open).map_or("", |marker| open[marker.len..].trim());
    if name.chars().nth(1).is_some() && next.folded.starts_with(name) {
        return false;
    }
    if unbroken.knows(&before.folded, &next.folded) || unbroken.has_word(&before.folded, &next.folded) {
        return true;
    }
    // 各镇人民政府,区政府各部门,柳 / 城管委会: a list of addressees goes on to its colon.
    if listed && next.folded.ends_with(':') && !next.folded.contains('。') && !is_known_label(&next.folded) {
        return true;
    }
    // The rest of an addressee or of a name.
    let few = next.folded.chars().nth(3).is_none();
    if (few && next.folded.ends_with(':'))
        || (few
            && begins_with_label(open)
            && next.folded.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)))
    {
        return true;
    }
    !title && is_broken(open, before, next, page.spaced)
}

/// Whether `next`, the first of `lines`, goes on with the line before it, where the two alone tell.
fn told(open: &str, before: &Line<'_>, lines: &[Line<'_>], elements: bool) -> Option<bool> {
    let next = lines.first()?;
    if before.is_row || next.is_row {
        return Some(false);
    }
    if elements && let Some(goes_on) = shape::goes_on_with_element(open, &before.folded, lines) {
        return Some(goes_on);
    }
    if next.is_item || is_next_row(open, &next.folded) {
        return Some(false);
    }
    // 年度投资 / (万元)
    let scale = matches!(&*next.folded, "(万元)" | "(亿元)") && before.folded.ends_with(is_han);
    if scale
        || cues::breaks_quantity(&before.folded, &next.folded)
        || before.folded.ends_with(is_han) && cues::begins_with_rest(&next.folded)
    {
        return Some(true);
    }
    // 各单位每季度末月25日前 / 向县政府督查室报送进展
    if words!["日前", "底前", "周前"].ends(&before.folded)
        && words!["向", "将", "把", "报"].begins(&next.folded)
        || words!["日前将", "底前将", "周前将", "日前向", "底前向"].ends(&before.folded)
    {
        return Some(true);
    }
    // 甲政办〔2031〕9号        签发人:李宁 / 甲县人民政府 / 关于…: what is set apart on a line ends it.
    let subject = |line: &Line<'_>| line.folded.starts_with("关于") || long::is_signature(&line.folded);
    let apart = before.folded.len() == open.len() && find(&before.folded, "    ").is_some();
    if apart && !open.ends_with(['、', ',']) && subject(next) {
        return Some(false);
    }
    // 甲县人民政府办公室        2024年3月4日: so does the day of a paper behind whose it is.
    let issued = |(issuer, day): (&str, &str)| is_date(day) && long::is_signature(issuer.trim());
    let ends = before.folded.len() == open.len() && before.folded.ends_with('日');
    if ends && before.folded.rsplit_once("  ").is_some_and(issued) {
        return Some(false);
    }
    // 甲县人民政府办公室 / (2024年3月4日): who signs stands on a line of its own.
    let dated = |line: &Line<'_>| is_date(line.folded.trim_matches(['(', ')']));
    if lines.get(1).is_some_and(dated) && long::is_signature(&next.folded) {
        return Some(false);
    }
    None
}

/// Whether a line goes on with a sentence that was broken in front of it, where no word tells.
fn is_broken(open: &str, before: &Line<'_>, next: &Line<'_>, spaced: bool) -> bool {
    // 【承办科室:甲】索证索票核查
    let boxed = || {
        let behind = open.strip_prefix('【').and_then(|rest| rest.split_once('】'));
        behind.is_some_and(|(_, name)| !name.is_empty() && name.chars().nth(20).is_none())
    };
    let heading = open.len() < 300
        && (marker::parse(open).is_some() || boxed())
        && !open.contains([',', '。'])
        && !has_lost_stop(open)
        && open.chars().nth(30).is_none();
    let addressees = next.folded.ends_with(':');
    // A line of labels, or labels behind the last sentence, end with their value.
    let near = &open[floor_boundary(open, open.len().saturating_sub(LONG))..];
    let last = near[after_last(near, &['。', ';'])..].trim_start_matches(['—', ' ']);
    // ——县教育局牵头,县财政局配合
    let verbs = words!["牵头", "负责", "配合", "落实", "参与", "协助", "承办", "协办", "实施"];
    let label = begins_with_label(last) || open.starts_with('—') && verbs.ends(&before.folded);
    // 1,260 is a cell.
    let figure = next.folded.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'));
    let sentence = next.folded.contains([',', '。', ';']) && !figure;
    // 县财政局、县应急管理局 / 2031年3月20日前恢复通水,5月底前完工: two cells of a row.
    let cells = next.folded.starts_with("20")
        && next.folded.get(4..).is_some_and(|rest| rest.starts_with('年'))
        && open.contains('、')
        && open.rsplit(['、', ',']).next().is_some_and(long::is_signature);
    // Where most lines follow each other closely, a blank line parts paragraphs.
    let parted = !spaced && next.number > before.number + 1;
    sentence
        && !parted
        && open.chars().nth(14).is_some()
        && !before.folded.ends_with([')', '】', '〕', ']'])
        && !heading
        && !addressees
        && !label
        && !cells
        && !is_list_of_offices(open)
}

/// Whether a paragraph so far is nothing but names of several offices: 区交通局、区城管局,公安分局.
fn is_list_of_offices(open: &str) -> bool {
    const ENDS: [char; 22] = [
        '局', '委', '办', '厅', '部', '处', '科', '股', '室', '站', '所', '队', '院', '府', '会', '社', '司',
        '团', '镇', '乡', '道', '台',
    ];
    let office =
        |name: &str| (3..=16).contains(&name.chars().count()) && name.trim_end_matches(')').ends_with(ENDS);
    open.contains(['、', ',']) && open.split(['、', ',']).all(office)
}

/// Whether a line begins something new whatever stands before it.
fn begins_anew(folded: &str, wrapped: bool) -> bool {
    // **(二)推进学前教育。**
    let numbered = marker::parse(folded.trim_start_matches(['*', '#']))
        .is_some_and(|marker| marker.value > 0 || marker.style == marker::Style::Bullet);
    // 以上三项由副县长周宁牵头, 以上2个企业(项目)由县长周宁包联
    let above = || {
        let figure = |c: char| c.is_ascii_digit() || "两二三四五六七八九十".contains(c);
        let counted = ["以上", "上述"].iter().find_map(|above| folded.strip_prefix(above));
        counted.is_some_and(|words| {
            let unit = words.trim_start_matches(figure);
            unit.len() < words.len() && unit.starts_with(['项', '件', '个', '条', '家'])
        })
    };
    numbered
        || begins_with_box(folded)
        || begins_with_gap(folded)
        || !wrapped && marker::inline(folded).is_some()
        || begins_with_label(folded) && (!wrapped || is_known_label(folded))
        || is_date(folded)
        || above()
        || words!["附件", "附表", "(此件", "抄送", "——", "[", "【"].begins(folded)
}
