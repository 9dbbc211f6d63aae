//! Lines of a text file → paragraphs: joins what a PDF, a web page or an e-mail broke in the middle of a sentence.

mod columns;
mod converted;
mod cues;
mod emoji;
mod layout;
mod line;
mod long;
mod mail;
mod markup;
mod open;
mod page;
mod records;
mod scanned;
mod shape;
mod unbroken;

use super::fold::fold;
use super::{after_last, find, floor_boundary, lines, marker};
use crate::text::{is_han, words};
pub(crate) use columns::{FEWEST as FEWEST_ROWS, counted};
use cues::{BOUNDS, OFFICES, OPENINGS, TITLE_ENDS};
pub(crate) use line::is_date;
use line::{
    Line, begins_with_box, begins_with_gap, begins_with_label, ends_with_figure, ends_with_number,
    is_complete, is_known_label, is_next_row,
};
use open::{closes, ends_with_label, open_bracket, opens_label};
use rustc_hash::FxHashSet;
use shape::Page;
use std::borrow::{Borrow, Cow};

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
    let text = &*mail::unquoted(text);
    let text = &*markup::untagged(text);
    let text = &*converted::plain(text);
    let text = &*emoji::plain(text);
    let text = &*scanned::closed(text);
    let text = &*records::tabbed(text);
    let text = &*markup::framed(text);
    let text = &*layout::straightened(text);
    let folded = fold(text);
    let lines = lines(text).zip(lines(&folded)).zip(1..);
    let listed = line::are_listed(&folded);
    let mut lines: Vec<Line<'_>> =
        lines.filter_map(|((line, folded), number)| Line::new(line, folded, number, listed)).collect();
    // What each page repeats above its text is told once, on the first: elsewhere it would break a sentence.
    let mut heads = page::running_heads(&folded);
    heads.extend(page::stamps(&folded));
    if !heads.is_empty() {
        let mut told: FxHashSet<&str> = FxHashSet::default();
        let mut at = 0;
        lines.retain(|line| {
            at += 1;
            let head = heads.get(&*line.folded);
            // The document number stands on the first page, too, and not at its top.
            head.is_none_or(|head| told.insert(head) && (at == 1 || at < HEAD && ends_with_number(head)))
        });
    }
    let notes = page::notes(&folded);
    if !notes.is_empty() {
        lines.retain(|line| !notes.contains(&line.number));
    }
    columns::mark(&mut lines);
    let goes_on = joins(&lines);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = lines.get(at) {
        let more = goes_on[at + 1..].iter().take_while(|goes_on| **goes_on).count();
        let mut text = first.text.to_owned();
        let mut end_line = first.number;
        for line in &lines[at + 1..=at + more] {
            if text.len() < LONG && ends_with_figure(&text) && line.text.starts_with(OFFICES) {
                text.push(' ');
            }
            join(&mut text, line.text);
            end_line = line.number;
        }
        let folded = if more == 0 { first.folded.clone() } else { Cow::Owned(fold(&text)) };
        found.extend(long::split(Paragraph { text, line: first.number, end_line }, &folded));
        at += more + 1;
    }
    found
}

/// How many lines the head of a notice has at most that stand above its title.
const HEAD: usize = 8;

/// A text with each of its lines put as `put` says.
fn by_line<'t, L: Borrow<str>>(text: &'t str, put: impl Fn(&'t str) -> L) -> String {
    text.split('\n').map(put).collect::<Vec<L>>().join("\n")
}

/// Which of a document's paragraphs go on with the one before, broken as in a text file.
pub fn continuations(paragraphs: &[&str]) -> Vec<bool> {
    let mut lines: Vec<Line<'_>> =
        paragraphs.iter().map(|text| Line::of(text, text, Cow::Owned(fold(text)), 0)).collect();
    columns::mark(&mut lines);
    joins(&lines)
}

/// For each line whether it goes on with the one before.
fn joins(lines: &[Line<'_>]) -> Vec<bool> {
    let page = Page::new(lines);
    let words: Vec<&str> = lines.iter().map(|line| &*line.folded).collect();
    let spaced = marker::spaced(&words);
    let mut open = String::new();
    let mut before: Option<&Line<'_>> = None;
    let mut found = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let item = spaced.get(at).is_some_and(Option::is_some);
        let goes_on = !item && before.is_some_and(|before| continues(&open, before, &lines[at..], &page));
        if !goes_on {
            open.clear();
        }
        open.push_str(&line.folded);
        found.push(goes_on);
        before = Some(line);
    }
    found
}

/// Whether a stop has become a point, as it does where a page was read by machine: 实施技能提升行动.开展培训.
fn has_lost_stop(open: &str) -> bool {
    let between = |at: usize| open[..at].ends_with(is_han) && open[at + 1..].starts_with(is_han);
    open.match_indices('.').any(|(at, _)| between(at))
}

/// How long a paragraph may be of which each of its lines asks what it holds, in bytes.
const LONG: usize = 3000;

/// Whether the first of `lines` goes on with the paragraph `open`, whose last line is `before`.
fn continues(open: &str, before: &Line<'_>, lines: &[Line<'_>], page: &Page<'_>) -> bool {
    let Page { width, spaced, indents, elements, unbroken } = page;
    let Some(next) = lines.first() else { return false };
    if before.is_row || next.is_row {
        return false;
    }
    if *elements && let Some(goes_on) = shape::goes_on_with_element(open, &before.folded, lines) {
        return goes_on;
    }
    if next.is_item || is_next_row(open, &next.folded) {
        return false;
    }
    // 年度投资 / (万元)
    let scale = matches!(&*next.folded, "(万元)" | "(亿元)") && before.folded.ends_with(is_han);
    if scale
        || cues::breaks_quantity(&before.folded, &next.folded)
        || before.folded.ends_with(is_han) && cues::begins_with_rest(&next.folded)
    {
        return true;
    }
    // 各单位每季度末月25日前 / 向县政府督查室报送进展
    if words!["日前", "底前", "周前"].ends(&before.folded)
        && words!["向", "将", "把", "报"].begins(&next.folded)
        || words!["日前将", "底前将", "周前将", "日前向", "底前向"].ends(&before.folded)
    {
        return true;
    }
    // 甲政办〔2031〕9号        签发人:李宁 / 甲县人民政府 / 关于…: what is set apart on a line ends it.
    let subject = |line: &Line<'_>| line.folded.starts_with("关于") || long::is_signature(&line.folded);
    let apart = before.folded.len() == open.len() && find(&before.folded, "    ").is_some();
    if apart && !open.ends_with(['、', ',']) && subject(next) {
        return false;
    }
    // 甲县人民政府办公室 / (2024年3月4日): who signs stands on a line of its own.
    let dated = |line: &Line<'_>| is_date(line.folded.trim_matches(['(', ')']));
    if lines.get(1).is_some_and(dated) && long::is_signature(&next.folded) {
        return false;
    }
    let full = width.is_some_and(|width| before.width + 5 >= width);
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
    let heading = open.len() < 300
        && marker::parse(open).is_some()
        && !open.contains([',', '。'])
        && !has_lost_stop(open)
        && open.chars().nth(30).is_none();
    let addressees = next.folded.ends_with(':');
    // A line of labels, or labels behind the last sentence, end with their value.
    let near = &open[floor_boundary(open, open.len().saturating_sub(LONG))..];
    let label = begins_with_label(&near[after_last(near, &['。', ';'])..]);
    let sentence = next.folded.contains([',', '。', ';']);
    // Where most lines follow each other closely, a blank line parts paragraphs.
    let parted = !spaced && next.number > before.number + 1;
    sentence
        && !parted
        && open.chars().nth(14).is_some()
        && !before.folded.ends_with([')', '】', '〕', ']'])
        && !heading
        && !title
        && !addressees
        && !label
}

/// Whether a line begins something new whatever stands before it.
fn begins_anew(folded: &str, wrapped: bool) -> bool {
    // **(二)推进学前教育。**
    let numbered = marker::parse(folded.trim_start_matches(['*', '#']))
        .is_some_and(|marker| marker.value > 0 || marker.style == marker::Style::Bullet);
    numbered
        || begins_with_box(folded)
        || begins_with_gap(folded)
        || !wrapped && marker::inline(folded).is_some()
        || begins_with_label(folded) && (!wrapped || is_known_label(folded))
        || is_date(folded)
        // 以上三项由副县长周宁牵头
        || words!["以上", "上述"].begins(folded) && folded.chars().skip(3).take(4).any(|c| matches!(c, '项' | '件'))
        || words!["附件", "附表", "(此件", "抄送", "——", "[", "【"].begins(folded)
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
    fn a_blank_line_parts_where_others_follow_closely() {
        let text =
            "甲县2028年教育惠民实事推进情况\n\n市区新增学位2万个。\n责任单位：县教育局\n完成时限：年底前";
        assert_eq!(read(text)[0], "甲县2028年教育惠民实事推进情况");
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
    fn what_pages_repeat_is_told_once() {
        let page = |n: u32, text: &str| format!("甲市公报    2024年第6期\n{text}\n第 {n} 页 共 3 页\n");
        let text = [
            page(1, "一、修路\n责任单位：市交通局、市消防救援"),
            page(2, "局\n二、建校"),
            page(3, "三、造林"),
        ];
        let read = read(&text.concat());
        assert_eq!(
            read,
            [
                "甲市公报    2024年第6期",
                "一、修路",
                "责任单位：市交通局、市消防救援局",
                "二、建校",
                "三、造林"
            ]
        );
    }

    #[test]
    fn notes_at_the_foot_of_a_page_break_no_sentence() {
        let text = "一、建好社区①。建成服务站6个，10月1日\n————————\n① 指一体的育人园地。\n— 1 —\n前开放，覆盖率100%。\n二、建好全镇的光纤宽带网络[1]，接入\n[1] 见附表。\n— 2 —\n用户3万户。";
        assert_eq!(
            read(text),
            [
                "一、建好社区①。建成服务站6个，10月1日前开放，覆盖率100%。",
                "二、建好全镇的光纤宽带网络[1]，接入用户3万户。"
            ]
        );
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
