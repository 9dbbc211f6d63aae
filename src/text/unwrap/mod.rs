//! Lines of a text file → paragraphs: joins what a PDF, a web page or an e-mail broke in the middle of a sentence.

mod columns;
mod continues;
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
use super::lines;
pub(crate) use columns::{FEWEST as FEWEST_ROWS, counted};
use continues::{LONG, joins};
use cues::OFFICES;
pub(crate) use line::is_date;
use line::{Line, ends_with_figure, ends_with_number};
use rustc_hash::FxHashSet;
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
    fn a_number_may_be_cut_at_the_width_of_the_page() {
        let text = "甲市造林行动实施方案\n1.造林攻坚。三年完成造林十九万亩，其中今年不少于1\n2万亩，当年成活率达到百分之八十五以上，并建立\n管护台账，落实管护人员和管护责任，做到造管并重\n2.生态廊道。沿河两岸建设乔灌结合的林带，总长达\n到七十六公里，栽植柳树和侧柏等苗木，成片成林。\n3.特色林业。新发展花椒和核桃，嫁接改良低产林园\n若干，培育示范园区，年底前全部通过县级检查验收";
        assert!(read(text)[1].contains("不少于12万亩，当年成活率"), "{:?}", read(text));
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
