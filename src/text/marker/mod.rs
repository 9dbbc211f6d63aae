//! Numbering (序号): 一、 （一） 1. （1） ① 第一条 and their kin, at the start of a line.

mod figures;
mod spaced;
mod words;

pub(crate) use spaced::spaced;

use super::{Wordlist, numeral, words};

/// A style of numbering; GB/T 9704-2012, 7.3.3 ranks 一、 （一） 1. （1）.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// 第一章, 第一部分.
    Chapter,
    /// 第一条.
    Article,
    /// 一、
    Chinese,
    /// （一） ㈠
    ChineseBracket,
    /// 1. 1、
    Arabic,
    /// 1.2, 1.2.3
    Decimal,
    /// （1） ⑴ 1)
    ArabicBracket,
    /// ①
    Circled,
    /// 实事一：, 【任务1】, 第一项
    Named,
    /// ■ — △ and other signs without a number.
    Bullet,
    /// A style that only the notice itself has, by the order in which its styles are found.
    Own(u8),
}

/// A number that begins a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marker {
    /// Its style.
    pub style: Style,
    /// Its number; 0 where it lost its own, and for signs.
    pub value: u32,
    /// Its length in bytes of the folded text, white space behind it included.
    pub len: usize,
}

/// Reads the numbering that a folded line begins with.
///
/// ```
/// use duban::text::marker::{Style, parse};
/// assert_eq!(parse("(三)加强保障。").map(|m| (m.style, m.value)), Some((Style::ChineseBracket, 3)));
/// assert_eq!(parse("1.3亿元用于供水"), None);
/// ```
pub fn parse(line: &str) -> Option<Marker> {
    let text = line.trim_start();
    // ◆1. has a sign and a number, and so may have more signs: ——■1.
    let mut signs = text;
    while let Some(rest) = behind_bullet(signs).or_else(|| behind_lamp(signs)) {
        signs = rest.trim_start();
    }
    let marker = |from: &str| {
        let (style, value, len) = number(from)?;
        // 1.★ has a number and a sign.
        let rest = from[len..].trim_start().trim_start_matches(BULLETS).trim_start();
        Some(Marker { style, value, len: line.len() - rest.len() })
    };
    marker(signs).or_else(|| {
        let len = line.len() - behind_bullet(text)?.trim_start().len();
        Some(Marker { style: Style::Bullet, value: 0, len })
    })
}

/// The number that a folded line begins with: its style, its value and its length.
fn number(text: &str) -> Parsed {
    // Most lines begin with a word, which only a noun can number.
    let first = text.chars().next()?;
    let found = if super::is_han(first) && first != '第' && !is_chinese_figure(first) {
        words::formal(text)
    } else {
        words::ordinal(text)
            .or_else(|| figures::single_sign(text))
            .or_else(|| figures::bracketed(text))
            .or_else(|| figures::plain(text))
    };
    found.or_else(|| words::named(text)).or_else(|| words::lettered(text))
}

/// The number of two figures that nothing but a gap parts from a heading: 10  雁落坪水库. Only beside fellows like 09.
pub(crate) fn bare(line: &str) -> Option<Marker> {
    let text = line.trim_start();
    let (value, len, chinese) = count(text)?;
    let name = text[len..].trim_start_matches(' ');
    let fits = !chinese && len == 2 && name.len() < text.len() - len;
    let heading = name.starts_with(super::is_han) && !name.contains(' ') && !COUNTED.begins(name);
    let begin = line.len() - name.len();
    (fits && heading).then_some(Marker { style: Style::Arabic, value, len: begin })
}

/// The number of a line that may as well be the whole part of a quantity: 2.38个工地. Only between fellows 1. and 3.
pub(crate) fn glued(line: &str) -> Option<Marker> {
    let text = line.trim_start();
    let (value, len, chinese) = count(text)?;
    let fits = !chinese
        && text[len..].strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    fits.then_some(Marker { style: Style::Arabic, value, len: line.len() - text.len() + len + 1 })
}

/// How much of a folded text is a number that counts inside of a paragraph: 一是, 二要.
pub fn inline(text: &str) -> Option<usize> {
    let figures = text.find(|c: char| !is_chinese_figure(c)).filter(|&end| end > 0)?;
    let sign = text[figures..].chars().next().filter(|c| matches!(c, '是' | '要'))?;
    Some(figures + sign.len_utf8())
}

fn is_chinese_figure(c: char) -> bool {
    matches!(c, '〇' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百')
}

/// Whether a heading would begin with what is counted: 3 亩 is no number and its heading.
pub(crate) fn is_counted(heading: &str) -> bool {
    COUNTED.begins(heading) || heading.starts_with(['天', '日', '月', '年', '周', '家', '所'])
}

/// Whether the numbers behind a noun tell one thing from another without promising it: 附件1, 电话2.
pub(crate) fn is_no_numbering(noun: &str) -> bool {
    words::NO_NUMBERING.iter().any(|other| noun.ends_with(other))
}

/// Number and length of the numeral that `text` begins with; no multipliers, no fractions.
pub(crate) fn count(text: &str) -> Option<(u32, usize, bool)> {
    // Digits alone: a numeral parser would read on into 1.3 or 3,200.
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if digits > 0 {
        return (digits <= 3).then(|| Some((text[..digits].parse().ok()?, digits, false))).flatten();
    }
    let end = text.find(|c: char| !is_chinese_figure(c)).unwrap_or(text.len());
    if end == 0 {
        return None;
    }
    // Most numbers are of one figure.
    let value = match figure(&text[..end]) {
        Some(value) => value,
        None => numeral::whole(&text[..end])?,
    };
    (1..=999).contains(&value).then_some((value, end, true))
}

/// The value of one Chinese figure.
fn figure(text: &str) -> Option<u32> {
    (1..)
        .zip(["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"])
        .find(|(_, word)| *word == text)
        .map(|(n, _)| n)
}

type Parsed = Option<(Style, u32, usize)>;

/// How what is counted begins.
const COUNTED: &Wordlist = words![
    "万", "亿", "千", "百", "%", "亩", "米", "吨", "元", "个", "倍", "公里", "公顷", "公斤", "公分", "平方",
    "平米", "立方", "户", "人",
];

/// The length of the sign that parts a number from its heading.
fn stop(text: &str) -> Option<usize> {
    text.chars().next().filter(|c| matches!(c, ':' | '、' | '.' | ' ')).map(char::len_utf8)
}

/// Signs that begin items, besides the dash.
pub(crate) const BULLETS: [char; 9] = ['■', '△', '●', '◆', '★', '▲', '□', '◇', '•'];

/// Further signs that stand in front of numbers; the circle is the figure nought in folded texts.
const LAMPS: [char; 4] = ['◎', '〇', '▶', '►'];

/// The words behind the sign that begins an item.
fn behind_bullet(text: &str) -> Option<&str> {
    text.strip_prefix("——").or_else(|| text.strip_prefix(BULLETS))
}

/// The number behind a lamp that stands in front of it: ○1.
fn behind_lamp(text: &str) -> Option<&str> {
    text.strip_prefix(LAMPS).filter(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(Style, u32, &str)> {
        parse(line).map(|marker| (marker.style, marker.value, &line[marker.len..]))
    }

    #[test]
    fn every_style_is_told() {
        assert_eq!(read("一、责任分解"), Some((Style::Chinese, 1, "责任分解")));
        assert_eq!(read("(十二) 加强"), Some((Style::ChineseBracket, 12, "加强")));
        assert_eq!(read("12.加强"), Some((Style::Arabic, 12, "加强")));
        assert_eq!(read("3、加强"), Some((Style::Arabic, 3, "加强")));
        assert_eq!(read("(3)加强"), Some((Style::ArabicBracket, 3, "加强")));
        assert_eq!(read("3)加强"), Some((Style::ArabicBracket, 3, "加强")));
        assert_eq!(read("①加强"), Some((Style::Circled, 1, "加强")));
        assert_eq!(read("㈢加强"), Some((Style::ChineseBracket, 3, "加强")));
        assert_eq!(read("第十条 加强"), Some((Style::Article, 10, "加强")));
        assert_eq!(read("实事一:加强"), Some((Style::Named, 1, "加强")));
        assert_eq!(read("心愿十一:加强"), Some((Style::Named, 11, "加强")));
        assert_eq!(read("【项目二】加强"), Some((Style::Named, 2, "加强")));
        assert_eq!(read("第三项  加强"), Some((Style::Named, 3, "加强")));
        assert_eq!(read("()加强"), Some((Style::ChineseBracket, 0, "加强")));
        assert_eq!(read("【02】加强"), Some((Style::ArabicBracket, 2, "加强")));
        assert_eq!(read("〔1-3〕加强"), Some((Style::ArabicBracket, 3, "加强")));
        assert_eq!(read("第二组 加强"), Some((Style::Chapter, 2, "加强")));
        assert_eq!(read("第二项行动:加强"), Some((Style::Named, 2, "加强")));
        assert_eq!(read("1-2 加强"), Some((Style::Decimal, 2, "加强")));
        assert_eq!(read("【任务 3】加强"), Some((Style::Named, 3, "加强")));
        assert_eq!(read("❿加强"), Some((Style::Circled, 10, "加强")));
        assert_eq!(read("⓫加强"), Some((Style::Circled, 11, "加强")));
        assert_eq!(read("A组 加强"), Some((Style::Chapter, 1, "加强")));
        assert_eq!(read("B2 加强"), Some((Style::Arabic, 2, "加强")));
        assert_eq!(read("项目1-2 加强"), Some((Style::Named, 2, "加强")));
        assert_eq!(read("01  加强"), Some((Style::Arabic, 1, "加强")));
        assert_eq!(read("攻坚事项2 加强"), Some((Style::Named, 2, "加强")));
        assert_eq!(read("2.1 加强"), Some((Style::Decimal, 2, "加强")));
    }

    #[test]
    fn quantities_and_dates_are_no_numbering() {
        for line in [
            "第三类问题",
            "1.2 万亩，亩均",
            "附件1:名单",
            "联系电话2:",
            "监测点一带",
            "1.3亿元用于供水",
            "2024年3月4日",
            "3月底前",
            "三年行动方案",
            "(2023-2025年)",
            "一二三产业融合",
            "A4 纸打印",
            "1-8月完成",
            "〔2024〕12号",
            "第一组织者",
            "2-3 个工作日",
            "5A级景区",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
        assert_eq!(read("11.6月底前建成"), Some((Style::Arabic, 11, "6月底前建成")));
        assert_eq!(read("1.2025年底前建成"), Some((Style::Arabic, 1, "2025年底前建成")));
    }
}
