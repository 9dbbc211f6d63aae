//! Text on its way into cells.

use crate::text::{Span, numeral::to_chinese};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// `text` without control characters and what is no character, for which XML 1.0 (2.2) has no place; line breaks of any
/// kind become `\n`.
pub(crate) fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}'], "\n");
    text.chars().filter(|c| matches!(c, '\n' | '\t') || !c.is_control() && !is_noncharacter(*c)).collect()
}

/// Whether Unicode keeps `c` for a program's own use (23.7); XML has no place for some of these.
fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

/// Whether a spreadsheet could take `text` for a formula: it begins with one
/// of `= + - @`, full-width or not, or with a tab or line break that hides one.
pub(crate) fn is_formula_like(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'])
}

/// How wide the widest line of `text` is, in half-width characters; a Chinese character counts two.
pub(crate) fn width(text: &str) -> usize {
    text.lines().map(UnicodeWidthStr::width_cjk).max().unwrap_or(0)
}

/// How wide the widest part of `list` is that is not to be broken, in half-width characters: a name with the 、 after
/// it, or a part of a name with the · after it.
pub(crate) fn list_width(list: &str) -> usize {
    list.split_inclusive(['、', '·', '\n']).map(UnicodeWidthStr::width_cjk).max().unwrap_or(0)
}

/// `list`, names parted by 、, with a line break before each that would not stand whole on its line of `columns`
/// half-width characters. A name that is wider than a line is broken where its words end.
pub(crate) fn fold(list: &str, columns: usize) -> String {
    let mut folded = String::with_capacity(list.len());
    let mut used = 0;
    let mut push = |part: &str| {
        let width = part.width_cjk();
        if used > 0 && used + width > columns {
            folded.push('\n');
            used = 0;
        }
        folded.push_str(part);
        used = if part.ends_with('\n') { 0 } else { used + width };
    };
    for name in list.split_inclusive(['、', '\n']) {
        if name.width_cjk() <= columns {
            push(name);
        } else {
            words(name).into_iter().for_each(&mut push);
        }
    }
    folded
}

/// The words of a name or a day, as far as its characters show them: 阿依努尔·｜买买提, 云溪县｜农业农村局,
/// 各县（区）｜民政局, 云政发｜〔2031〕8号, 2031年｜11月30日前.
fn words(name: &str) -> Vec<&str> {
    const SHORTEST_PLACE: usize = 3;
    let mut words = Vec::new();
    let mut start = 0;
    let mut characters = name.char_indices().peekable();
    while let Some((_, c)) = characters.next() {
        let Some(&(next_at, next)) = characters.peek() else { break };
        let word = name.get(start..next_at).unwrap_or_default();
        // 市场 and 乡村 begin a word, they end none.
        let is_place = matches!(c, '省' | '市' | '县' | '区' | '州' | '旗' | '乡' | '镇')
            && word.chars().count() >= SHORTEST_PLACE
            && !matches!(
                (c, next),
                ('市', '场' | '政') | ('乡', '村' | '镇') | ('县', '域') | ('区', '域' | '）')
            );
        let ends = matches!(c, '·' | '）' | '年') || is_place || next == '〔';
        if ends && !matches!(next, '、' | '）' | '》' | '；' | '，' | '—') {
            words.push(word);
            start = next_at;
        }
    }
    words.push(name.get(start..).unwrap_or_default());
    words
}

/// `title` with line breaks where it is wider than `room` half-width characters: lines of like length, each whole in its
/// sense as far as its words show it (GB/T 9704-2012, 7.3.1).
pub(crate) fn balance(title: &str, room: usize) -> String {
    let whole = title.width_cjk();
    if whole <= room || title.contains('\n') {
        return title.to_owned();
    }
    let count = whole.div_ceil(room.max(1));
    let may_end = |line: &str, next: &str| {
        let ends = ["年", "的", "、", "》", "）", "”", "落实", "关于", "印发"];
        let begins = ["《", "“", "实施方案", "责任分解", "任务分解", "重点", "进展情况"];
        let is_place =
            ends.iter().any(|end| line.ends_with(end)) || begins.iter().any(|begin| next.starts_with(begin));
        is_place && !next.starts_with(['、', '》', '）', '”', '的'])
    };
    // Each break that leaves room for the rest, with how far it is off the middle.
    let breaks = title.char_indices().skip(1).filter_map(|(at, _)| {
        let (line, next) = title.split_at_checked(at)?;
        let width = line.width_cjk();
        let fits = width <= room && whole - width <= room * (count - 1);
        fits.then(|| (width.abs_diff(whole / count), line, next))
    });
    let nearest = |(off, ..): &(usize, &str, &str)| *off;
    let whole_words = breaks.clone().filter(|(off, line, next)| *off <= room / 3 && may_end(line, next));
    match whole_words.min_by_key(nearest).or_else(|| breaks.min_by_key(nearest)) {
        Some((_, line, next)) => format!("{line}\n{}", balance(next, room)),
        None => title.to_owned(),
    }
}

/// `text` where it only says again what stands above it: two lines of `columns` half-width characters are enough.
pub(crate) fn shortened(text: &str, columns: usize) -> String {
    if lines(text, columns) <= 2 {
        return text.to_owned();
    }
    let mut left = (2 * columns).saturating_sub(2);
    let fits = |c: &char| {
        let width = c.width_cjk().unwrap_or(0);
        let fits = width <= left;
        left = left.saturating_sub(width);
        fits
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

/// How many lines `text` takes in a column of `columns` half-width characters.
pub(crate) fn lines(text: &str, columns: usize) -> usize {
    let columns = columns.max(2);
    let wrapped = |line: &str| {
        let (mut count, mut used) = (1, 0);
        for c in line.chars() {
            let width = c.width_cjk().unwrap_or(0);
            if used + width > columns {
                count += 1;
                used = 0;
            }
            used += width;
        }
        count
    };
    text.lines().map(wrapped).sum::<usize>().max(1)
}

/// `text` with the marks of HTML and XML escaped.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// The words between the last mark and `span` in `text`: what a number counts, in its own words (新建1万亩、改造5万亩).
/// Empty where they are no short name, or follow another number.
pub(crate) fn lead_in(text: &[char], span: Option<Span>) -> String {
    const LONGEST: usize = 12;
    let Some(end) = span.map(|span| span.start) else { return String::new() };
    let before = text.get(end.saturating_sub(LONGEST + 1)..end).unwrap_or_default();
    let Some(mark) = before.iter().rposition(|c| !c.is_alphabetic()) else { return String::new() };
    if before.get(mark).is_some_and(|c| c.is_numeric() || matches!(c, '%' | '％' | '‰')) {
        return String::new();
    }
    before.get(mark + 1..).unwrap_or_default().iter().collect()
}

/// The Chinese numeral of a heading: 一 … 九十九; beyond that in digits.
pub(crate) fn numeral(n: usize) -> String {
    match u64::try_from(n) {
        Ok(n @ 1..100) => to_chinese(n),
        _ => n.to_string(),
    }
}

/// Book title marks inside of others are single ones (GB/T 15834-2011, 4.15.3.4).
pub(crate) fn inner_quotes(text: &str) -> String {
    text.replace('《', "〈").replace('》', "〉")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_go_and_line_breaks_are_one() {
        assert_eq!(clean("a\u{0}b\u{1b}\r\nc\rd"), "ab\nc\nd");
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_told() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\t=1", "\r=1"] {
            assert!(is_formula_like(text), "{text:?}");
        }
        assert!(!is_formula_like("县农业农村局"));
    }

    #[test]
    fn chinese_counts_two() {
        assert_eq!(width("小麦38万亩\nab"), 10);
        assert_eq!(lines("小麦38万亩\nab", 6), 3);
        assert_eq!(lines("", 6), 1);
    }

    #[test]
    fn names_are_not_broken() {
        assert_eq!(fold("教育局、财政局、审计局", 16), "教育局、财政局、\n审计局");
        assert_eq!(fold("教育局、财政局、审计局", 13), "教育局、\n财政局、\n审计局");
        assert_eq!(fold("教育局", 4), "教育局");
        assert_eq!(fold("甲某、阿依努尔·买买提、乙某", 14), "甲某、\n阿依努尔·\n买买提、乙某");
        assert_eq!(fold("云溪县市场监管局", 10), "云溪县\n市场监管局");
        assert_eq!(fold("各县（区）民政局、甲镇人民政府", 10), "各县（区）\n民政局、\n甲镇人民政府");
        assert_eq!(fold("云政发〔2031〕8号", 12), "云政发\n〔2031〕8号");
        assert_eq!(fold("2031年11月30日前", 12), "2031年\n11月30日前");
        assert_eq!(list_width("教育局、住建局、审计"), 8);
        assert_eq!(list_width("阿依努尔·买买提"), 10);
    }

    #[test]
    fn what_is_said_again_takes_two_lines() {
        assert_eq!(shortened("改造危桥七座", 6), "改造危桥七座");
        assert_eq!(shortened("改造危桥七座和一座新桥", 6), "改造危桥七…");
    }

    #[test]
    fn a_long_title_is_broken_into_like_lines_where_words_end() {
        assert_eq!(balance("云溪县教育局", 20), "云溪县教育局");
        assert_eq!(
            balance("落实云溪县2031年《政府工作报告》重点工作任务分解实施方案", 38),
            "落实云溪县2031年《政府工作报告》\n重点工作任务分解实施方案"
        );
        assert_eq!(balance(&"字".repeat(30), 38), format!("{}\n{}", "字".repeat(15), "字".repeat(15)));
        assert_eq!(balance("a", 0), "a");
    }

    #[test]
    fn a_number_is_named_by_the_words_before_it() {
        let text: Vec<char> =
            "造林8万亩（新造1万亩、改造5万亩），10月底前在全县各乡镇各村各组全部栽植2万亩".chars().collect();
        let before = |word: &str| {
            let word: Vec<char> = word.chars().collect();
            let start = text.windows(word.len()).position(|window| window == word).unwrap();
            lead_in(&text, Some(Span::new(start, start + word.len())))
        };
        assert_eq!(before("1万亩"), "新造");
        assert_eq!(before("5万亩"), "改造");
        assert_eq!(before("2万亩"), "", "too long for a name");
        assert_eq!(before("万亩（"), "", "after a number");
        assert_eq!(lead_in(&text, None), "");
    }

    #[test]
    fn headings_count_in_chinese() {
        let numerals: Vec<_> = [1, 10, 11, 20, 35, 99, 120].into_iter().map(numeral).collect();
        assert_eq!(numerals, ["一", "十", "十一", "二十", "三十五", "九十九", "120"]);
    }
}
