//! A whole notice on one line, split into its head, its items and its signature.

use super::Paragraph;
use super::cues::TITLE_ENDS;
use super::line::{ends_with_number, is_complete, is_date, is_row};
use crate::text::fold::fold;
use crate::text::{brackets, floor_boundary, is_han, marker, pattern, words};
use regex::Regex;
use std::sync::LazyLock;

/// Where an item, a label or an annex begins inside a line.
static INLINE_START: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"[\p{Han};。:] (?P<item>\(\d{1,2}\)[\p{Han}\d])|(?:[。;:!?)”]|[\p{Han}\d] )\s*(?P<start>(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\d{1,3}[.、](?:\D|20\d\d年)|(?:牵头|责任|配合|主办|协办|分管|包抓)\s?(?:单位|部门|领导|人):|完成时限:|附件:))",
    )
});

/// A notice's head on one line: title, number, day and addressees.
static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<title>[^。:;]{0,60}?(?:关于|印发)[^。:;]{2,80}?的(?:通知|意见|通报|决定|报告|函))\s*(?P<number>\([^()。]*〔\s?\d{4}\s?〕\s?\d+\s?号\)|[\p{Han}]{2,10}〔\s?\d{4}\s?〕\s?\d+\s?号)?\s*(?P<day>\d{4}年\d{1,2}月\d{1,2}日)?\s*(?P<to>(?:各|市|县|区|州|省|局|有关)[^。;:]{2,160}:)",
    )
});

/// A letter below its title on one line: addressees, words, names and day.
static LETTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<to>(?:各|市|县|区|州|省|局|有关)[^。;:]{2,160}:)[^:].*。\s?[\p{Han}]{4,30}\s?\d{4}年\d{1,2}月\d{1,2}日\s?(?:\([\p{Han}]{2,12}\))?$",
    )
});

/// Names, day and the title of a plan, which nothing parts from the letter before them or from its first words:
/// …请遵照执行。甲县人民政府2031年3月29日甲县就业工作要点为贯彻….
static MIDDLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"。(?P<names>[\p{Han}]{4,30})(?P<date>\d{4}年\d{1,2}月\d{1,2}日)(?P<title>[^。,;:]{6,50}?(?:方案|要点|计划|清单|安排|任务分解))(?P<words>为|根据|按照)",
    )
});

/// The path of a page that leads to the text: 首页 - 政务公开 - 正文.
static TRAIL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:首页|当前位置|您(?:现在)?的位置|您当前的位置|位置)[^。]{0,60}?正文\s"));

/// Sentence, names and date that end a notice without a gap: …抓好落实。甲县人民政府2024年3月4日.
static FOOT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"。(?P<names>[\p{Han}]{4,30})(?P<date>\d{4}年\d{1,2}月\d{1,2}日)$"));

/// How many items a notice on one line has at least.
const FEWEST: usize = 5;

/// How many there are that count on from the number that the line begins with: 1.…;2.…;3.….
const COUNTED: usize = 2;

/// Whether all items inside of a line count on from its own number.
fn counts_on(folded: &str, first: marker::Marker, starts: &[usize]) -> bool {
    let numbered = |(at, value): (&usize, u32)| {
        folded[..*at].trim_end().ends_with([';', '。'])
            && marker::parse(&folded[*at..])
                .is_some_and(|item| item.style == first.style && item.value == value)
    };
    starts.len() >= COUNTED && starts.iter().zip(first.value + 1..).all(numbered)
}

/// Splits a paragraph, whose folded text comes with it, that holds a whole notice where its items begin; leaves any other as it is.
///
/// A page's frame around it (| … |) is no table, and goes.
pub(super) fn split(paragraph: Paragraph, folded: &str) -> Vec<Paragraph> {
    if folded.chars().count() < 80 || paragraph.text.contains('\t') {
        return vec![paragraph];
    }
    let inner = folded.trim_matches('|');
    let framed = inner.len() < folded.len() && !inner.contains('|');
    if !framed && is_row(folded) {
        return vec![paragraph];
    }
    let start = folded.len() - folded.trim_start_matches('|').len();
    let whole = if framed { brackets::trim(folded, start..start + inner.len()) } else { 0..folded.len() };
    let lead = folded[..whole.start].chars().count();
    let folded = &folded[whole];
    let opening = folded.char_indices().nth(60).map_or(folded, |(at, _)| &folded[..at]);
    let titled = words!["关于", "印发"].is_in(opening) && addresses(folded);
    let head = if titled { HEAD.captures(folded) } else { None };
    let head = head.or_else(|| if ends_with_day(folded) { LETTER.captures(folded) } else { None });
    let middle = if folded.contains("日") { MIDDLE.captures(folded) } else { None };
    // A paragraph may well quote an item or two; a notice on one line has many, or begins with its head.
    let is_letter = head.is_some() || middle.is_some();
    let begun = marker::parse(folded).filter(|first| first.style == marker::Style::Arabic);
    let fewest = if begun.is_some() { COUNTED } else { FEWEST };
    if !is_letter && marks(folded) < fewest {
        return vec![paragraph];
    }
    let mut starts = items(folded);
    starts.extend(glued(folded, &starts));
    let counts_on = || begun.is_some_and(|first| counts_on(folded, first, &starts));
    if !is_letter && starts.len() < FEWEST && !counts_on() {
        return vec![paragraph];
    }
    if let Some(middle) = middle {
        let parts = ["names", "date", "title", "words"].iter().filter_map(|name| middle.name(name));
        starts.extend(parts.map(|part| part.start()));
        starts.extend(folded.find(':').filter(|&to| to < 200).map(|to| to + 1));
    }
    starts.extend(TRAIL.find(folded).map(|trail| trail.end()));
    starts.sort_unstable();
    if let Some(head) = head {
        let ends =
            ["title", "number", "day"].iter().filter_map(|name| head.name(name)).map(|part| part.end());
        starts.extend(ends.chain(head.name("to").map(|to| to.end())));
        starts.sort_unstable();
        starts.dedup();
    }
    let (mut point, mut byte) = (0, 0);
    let points: Vec<usize> = starts
        .iter()
        .map(|&at| {
            point += folded[byte..at].chars().count();
            byte = at;
            point
        })
        .collect();
    let chars: Vec<char> = paragraph.text.chars().skip(lead).take(folded.chars().count()).collect();
    let ends = points.iter().copied().chain([chars.len()]);
    let begins = std::iter::once(0).chain(points.iter().copied());
    begins
        .zip(ends)
        .flat_map(|(start, end)| split_at_signature(&chars[start..end].iter().collect::<String>()))
        .filter(|text| !text.is_empty())
        .map(|text| Paragraph { text, line: paragraph.line, end_line: paragraph.end_line })
        .collect()
}

/// Whether a paragraph ends with a day, or with one and a note on how it is handed on: 2031年3月4日(此件公开发布).
fn ends_with_day(folded: &str) -> bool {
    let words =
        folded.strip_suffix(')').and_then(|words| words.rsplit_once('(')).map_or(folded, |(words, _)| words);
    words.trim_end().ends_with('日')
}

/// Whether the first sentence names a kind of notice and holds a colon, as every head with its addressees does.
fn addresses(folded: &str) -> bool {
    let sentence = folded.split('。').next().unwrap_or_default();
    let kinds = words!["的通知", "的意见", "的通报", "的决定", "的报告", "的函"];
    sentence.contains(':') && kinds.is_in(sentence)
}

/// How many signs there are that a number or a label of an item ends with.
fn marks(folded: &str) -> usize {
    let mut before = ' ';
    let mark = |c: char| match (std::mem::replace(&mut before, c), c) {
        (_, ':') => true,
        (before, '、' | '.' | ')') => before.is_ascii_digit() || "一二三四五六七八九十".contains(before),
        _ => false,
    };
    folded.chars().map(mark).filter(|&mark| mark).count()
}

/// Where items begin, in bytes; (牵头单位:甲;责任单位:乙) is one statement, and none begins inside.
fn items(folded: &str) -> Vec<usize> {
    let pairs = brackets::outermost_of(&brackets::pairs(folded), |pair| pair.sign == '(');
    let inside = |at: usize| {
        let next = pairs.partition_point(|pair| pair.outer.start < at);
        next.checked_sub(1).is_some_and(|last| at < pairs[last].outer.end)
    };
    INLINE_START
        .captures_iter(folded)
        .filter_map(|found| found.name("start").or(found.name("item")))
        .map(|start| start.start())
        .filter(|&start| !inside(start))
        .collect()
}

/// Where items begin that nothing parts from the words before them, where `known` ones do not: they count on
/// ((一)…县教育局(二)…), or a heading stands over the first of them (…县教育局三、工作要求(一)…).
fn glued(folded: &str, known: &[usize]) -> Vec<usize> {
    let number =
        |at: usize| marker::parse(&folded[at..]).filter(|found| found.style == marker::Style::ChineseBracket);
    // 第(一)、(二)项 refers to items.
    let begins = |at: usize, item: &marker::Marker| {
        let words = &folded[at + item.len..];
        !folded[..at].ends_with(['、', '第', '和', '至', '到', '或'])
            && words.starts_with(is_han)
            && !words.starts_with(['项', '款', '类', '条'])
    };
    let items = folded.match_indices('(').filter_map(|(at, _)| Some((at, number(at)?)));
    let items = items.filter(|(at, item)| begins(*at, item));
    let items: Vec<(usize, marker::Marker)> = items.collect();
    let is_known = |at: usize| known.binary_search(&at).is_ok();
    let mut last = None;
    let mut found = Vec::new();
    for (index, (at, item)) in items.iter().enumerate() {
        let begins = *at == 0 || is_known(*at);
        let first = item.value == 1 && items.get(index + 1).is_some_and(|(_, next)| next.value == 2);
        if begins || first || last.is_some_and(|last: u32| last + 1 == item.value) {
            last = Some(item.value);
            found.extend((!begins).then_some(*at));
        }
        if let Some(heading) = (item.value == 1).then(|| heading_before(&folded[..*at])).flatten() {
            found.extend((!is_known(heading)).then_some(heading));
        }
    }
    found
}

/// The longest heading with its number, in bytes.
const LONGEST: usize = 60;

/// Where the heading begins that ends a text: …三、工作要求.
fn heading_before(text: &str) -> Option<usize> {
    const FIGURES: &str = "一二三四五六七八九十";
    let from = floor_boundary(text, text.len().saturating_sub(LONGEST));
    let sign = from + text[from..].rfind('、')?;
    let heading = &text[sign + '、'.len_utf8()..];
    let start = text[..sign].trim_end_matches(|c| FIGURES.contains(c)).len();
    let is_heading = (2..=14).contains(&heading.chars().count()) && heading.chars().all(is_han);
    (start < sign && is_heading && !text[..start].ends_with('第')).then_some(start)
}

/// A piece of a one-line notice, split at wide or single spaces behind a sentence, a title or an addressee, and
/// before the names that sign above a date.
fn split_at_signature(piece: &str) -> Vec<String> {
    let mut parts: Vec<&str> = piece.split([' ', '\u{3000}']).filter(|part| !part.is_empty()).collect();
    let glued = parts.last().and_then(|last| {
        let folded = fold(last);
        let found = FOOT.captures(&folded)?;
        let (names, date) = (found.name("names")?, found.name("date")?);
        is_signature(names.as_str()).then(|| {
            // Folding keeps the number of characters, not of bytes.
            let byte = |at: usize| {
                let point = folded[..at].chars().count();
                last.char_indices().nth(point).map_or(last.len(), |(at, _)| at)
            };
            (byte(names.start()), byte(date.start()))
        })
    });
    if let Some((names, date)) = glued
        && let Some(last) = parts.pop()
    {
        parts.extend([&last[..names], &last[names..date], &last[date..]]);
    }
    // …抓好落实。甲县人民政府 2024年3月4日
    if let [.., last, date] = parts.as_slice()
        && is_date(&fold(date))
        && let Some((sentence, names)) =
            last.rsplit_once('。').filter(|(_, names)| is_signature(&fold(names)))
    {
        let (at, sentence, names, date) =
            (parts.len() - 2, &last[..sentence.len() + '。'.len_utf8()], names, *date);
        parts.splice(at.., [sentence, names, date]);
    }
    let folded: Vec<String> = parts.iter().map(|part| fold(part)).collect();
    let mut signs = vec![false; parts.len()];
    for at in (0..parts.len().saturating_sub(1)).rev() {
        let above = is_date(&folded[at + 1]) || signs[at + 1];
        signs[at] = above && is_signature(&folded[at]);
    }
    let mut pieces: Vec<String> = Vec::new();
    for ((part, folded), signs) in parts.iter().zip(&folded).zip(signs) {
        let fresh = pieces.last().is_none_or(|last| {
            let last = fold(last);
            is_complete(&last)
                || TITLE_ENDS.ends(&last)
                || is_date(&last)
                || ends_with_number(&last)
                || last.ends_with(')')
        });
        if fresh || signs || is_date(folded) {
            pieces.push((*part).to_owned());
        } else if let Some(last) = pieces.last_mut() {
            last.push(' ');
            last.push_str(part);
        }
    }
    pieces
}

/// Whether a word can sign a notice.
pub(super) fn is_signature(word: &str) -> bool {
    let ends = ["公司", "集团", "政府", "办公室", "委员会", "局", "委", "厅", "部", "组", "督查室"];
    (4..=30).contains(&word.chars().count())
        && ends.iter().any(|end| word.ends_with(end))
        && !word.contains(['。', ':', ',', ';', '、', '('])
}

#[cfg(test)]
mod tests {
    use super::super::paragraphs;

    fn read(text: &str) -> Vec<String> {
        paragraphs(text).into_iter().map(|paragraph| paragraph.text).collect()
    }

    const NOTICE: &str = "甲县人民政府办公室关于印发甲县2031年民生实事责任分工的通知（甲政办发〔2031〕9号） 各乡镇人民政府，县直各单位： 经县政府同意，现印发给你们。 一、新建农村公路12公里。责任单位：县交通局 二、新建幼儿园3所。责任单位：县教育局 请抓好落实。甲县人民政府办公室 2031年3月4日";

    #[test]
    fn a_head_on_one_line_tells_that_the_notice_is() {
        let lines = read(NOTICE);
        assert_eq!(
            lines[..3],
            [
                "甲县人民政府办公室关于印发甲县2031年民生实事责任分工的通知",
                "（甲政办发〔2031〕9号）",
                "各乡镇人民政府，县直各单位："
            ]
        );
        assert_eq!(lines[lines.len() - 2..], ["甲县人民政府办公室", "2031年3月4日"]);
        assert!(lines.contains(&"责任单位：县交通局".to_owned()), "{lines:?}");
    }

    #[test]
    fn a_letter_on_one_line_has_addressees_and_foot() {
        let text = "各镇人民政府（街道办事处），县政府各部门: 《2031年乡村振兴工作要点》已经县政府第6次常务会议审议通过，现印发给你们，请认真抓好落实，并于每季度末将推进情况报县农业农村局。 丙县人民政府办公室 2031年3月18日 （此件公开发布）";
        let lines = read(text);
        assert_eq!(lines.len(), 5, "{lines:?}");
        assert_eq!(lines[0], "各镇人民政府（街道办事处），县政府各部门:");
        assert_eq!(lines[2..], ["丙县人民政府办公室", "2031年3月18日", "（此件公开发布）"]);
    }

    #[test]
    fn nothing_need_part_head_and_foot() {
        let text = "乙新区管理委员会关于公布2031年度为民办实事项目的通知乙管〔2031〕6号各街道办事处，管委会各局（办）：经公开征集和网络投票，管委会研究确定了2031年度为民办实事项目，现予公布。请各责任单位抓紧组织实施。乙新区管理委员会2031年3月20日";
        let lines = read(text);
        assert_eq!(lines.len(), 6, "{lines:?}");
        assert_eq!(lines[1], "乙管〔2031〕6号");
        assert_eq!(lines[4..], ["乙新区管理委员会", "2031年3月20日"]);
    }

    #[test]
    fn nothing_need_part_items_and_plan() {
        let text = "各镇人民政府：《丁县2031年就业工作要点》已经县政府同意，现印发给你们，请认真贯彻执行。丁县人民政府办公室2031年3月29日丁县2031年就业工作要点为做好就业工作，特制定本要点。";
        let lines = read(text);
        assert_eq!(lines.len(), 6, "{lines:?}");
        assert_eq!(lines[2..5], ["丁县人民政府办公室", "2031年3月29日", "丁县2031年就业工作要点"]);
        let text = "一、目标任务。新增就业4300人以上。二、重点工作（一）稳定就业。新增就业4300人以上。责任单位：县人社局、县发展改革局（二）开展培训。培训1200人次。责任单位：县人社局（三）扶持创业。扶持创业450人。责任单位：县财政局三、工作要求（一）加强协调。每季度召开1次会议。（二）严格管理。管好用好资金。";
        let lines = read(text);
        assert!(
            ["二、重点工作", "（二）开展培训。培训1200人次。", "三、工作要求"]
                .iter()
                .all(|line| lines.iter().any(|own| own == line)),
            "{lines:?}"
        );
    }

    #[test]
    fn a_frame_around_a_page_is_no_table() {
        assert_eq!(read(&format!("| {NOTICE} |")), read(NOTICE));
    }

    #[test]
    fn a_paragraph_that_quotes_an_item_stays_whole() {
        let text = "关于第三项任务，会议要求：一、加快施工。请县交通局按照县政府常务会议的意见认真组织实施，定期汇报工程进展情况，确保按期建成通车，并做好沿线绿化、亮化和安全设施的配套工作，接受群众监督。";
        assert_eq!(read(text).len(), 1);
    }
}
