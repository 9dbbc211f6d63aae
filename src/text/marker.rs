//! Numbering (序号): 一、 （一） 1. （1） ① 第一条 and their kin, at the start of a line.

use super::numeral;
use rust_decimal::prelude::ToPrimitive;

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
    let lead = line.len() - text.len();
    let (style, value, len) = ordinal(text)
        .or_else(|| single_sign(text))
        .or_else(|| bracketed(text))
        .or_else(|| plain(text))
        .or_else(|| formal(text))
        .or_else(|| named(text))
        .or_else(|| bullet(text))?;
    let rest = &text[len..];
    let gap = rest.len() - rest.trim_start().len();
    Some(Marker { style, value, len: lead + len + gap })
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

/// Number and length of the numeral that `text` begins with; no multipliers, no fractions.
fn count(text: &str) -> Option<(u32, usize, bool)> {
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
        None => numeral::parse(&text[..end])?.to_u32()?,
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

/// 第一章, 第一条, 第一部分.
fn ordinal(text: &str) -> Parsed {
    let rest = text.strip_prefix('第')?;
    let (value, len, _) = count(rest)?;
    let behind = &rest[len..];
    let words = [
        ("章", Style::Chapter),
        ("部分", Style::Chapter),
        ("编", Style::Chapter),
        ("节", Style::Chapter),
        ("条", Style::Article),
        ("款", Style::Article),
    ];
    let (word, style) = words.into_iter().find(|(word, _)| behind.starts_with(word))?;
    Some((style, value, "第".len() + len + word.len()))
}

/// 壹、… or 贰 … with a gap: figures as cheques have them.
fn formal(text: &str) -> Parsed {
    let figures = "壹贰叁肆伍陆柒捌玖拾";
    let (at, figure) = figures.char_indices().find(|(_, figure)| text.starts_with(*figure))?;
    let rest = &text[figure.len_utf8()..];
    // 陆 鸣 and 伍 平 are names.
    let surname = matches!(figure, '陆' | '伍');
    let stop =
        rest.chars().next().filter(|c| *c == '、' || !surname && matches!(c, ' ' | '\u{3000}' | '.'))?;
    let value = u32::try_from(at / figure.len_utf8() + 1).ok()?;
    Some((Style::Chinese, value, figure.len_utf8() + stop.len_utf8()))
}

/// ① ⑴ ⒈ ㈠ ㊀
fn single_sign(text: &str) -> Parsed {
    let c = text.chars().next()?;
    let code = c as u32;
    let (style, value) = match code {
        0x2460..=0x2473 => (Style::Circled, code - 0x2460 + 1),
        0x3251..=0x325F => (Style::Circled, code - 0x3251 + 21),
        0x2776..=0x277F => (Style::Circled, code - 0x2776 + 1),
        0x2474..=0x2487 => (Style::ArabicBracket, code - 0x2474 + 1),
        0x2488..=0x249B => (Style::Arabic, code - 0x2488 + 1),
        0x3220..=0x3229 => (Style::ChineseBracket, code - 0x3220 + 1),
        0x3280..=0x3289 => (Style::Circled, code - 0x3280 + 1),
        _ => return None,
    };
    let len = c.len_utf8();
    let stop =
        text[len..].starts_with(['、', '.']) as usize * text[len..].chars().next().map_or(0, char::len_utf8);
    Some((style, value, len + stop))
}

/// （一） (1) 1) （）
fn bracketed(text: &str) -> Parsed {
    let inner = text.strip_prefix('(').map(str::trim_start);
    let Some(inner) = inner else {
        let (value, len, chinese) = count(text)?;
        let closed = text[len..].starts_with(')');
        return (closed && !chinese).then_some((Style::ArabicBracket, value, len + 1));
    };
    let open = text.len() - inner.len();
    if inner.starts_with(')') {
        // A number that was lost on the way.
        return Some((Style::ChineseBracket, 0, open + 1));
    }
    let (value, len, chinese) = count(inner)?;
    let close = inner[len..].trim_start();
    if !close.starts_with(')') {
        return None;
    }
    let end = text.len() - close.len() + 1;
    let end = end + text[end..].starts_with('、') as usize * "、".len();
    Some((if chinese { Style::ChineseBracket } else { Style::ArabicBracket }, value, end))
}

/// 一、 1. 1、 1.2
fn plain(text: &str) -> Parsed {
    let (value, len, chinese) = count(text)?;
    let rest = &text[len..];
    if chinese {
        let stop = ["、", ".", "，", ","].into_iter().find(|stop| rest.starts_with(stop))?;
        return Some((Style::Chinese, value, len + stop.len()));
    }
    if rest.starts_with('、') {
        return Some((Style::Arabic, value, len + "、".len()));
    }
    let behind = rest.strip_prefix('.')?;
    let digits = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
    if digits == 0 {
        return Some((Style::Arabic, value, len + 1));
    }
    // 1.2025年: a year behind the number. 1.2 标题 or 1.2.3: decimal numbering. 1.3亿元: a quantity.
    let after = &behind[digits..];
    if digits == 4 && after.trim_start().starts_with('年') {
        return Some((Style::Arabic, value, len + 1));
    }
    let more: usize = after.chars().take_while(|c| c.is_ascii_digit() || *c == '.').count();
    // 11.6月底前建成: a month behind the number.
    let month = matches!(behind[..digits].parse(), Ok(1..=12)) && after.trim_start().starts_with('月');
    let due = ["底", "末", "份", "上旬", "中旬", "下旬", "初", "前"];
    let dated = after.trim_start().strip_prefix('月').is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit()) || due.iter().any(|word| rest.starts_with(word))
    });
    if month && dated {
        return Some((Style::Arabic, value, len + 1));
    }
    // 1.2 万亩 is a quantity that a paste has spaced.
    let counted = after[more..].trim_start().starts_with([
        '万', '亿', '千', '百', '%', '亩', '米', '吨', '元', '个', '倍', '公', '平', '立', '户', '人',
    ]);
    let heading = after[more..].starts_with([' ', '\u{3000}']) && !counted;
    (digits <= 2 && (more > 1 || heading)).then_some((Style::Decimal, value, len + 1 + digits + more))
}

/// 实事一：, 任务1：, 心愿三：, 【项目一】, 第一项, 第二件：
fn named(text: &str) -> Parsed {
    if let Some(inner) = text.strip_prefix('【') {
        let (value, len) = noun_count(inner)?;
        let close = inner[len..].strip_prefix('】')?;
        return Some((Style::Named, value, text.len() - close.len()));
    }
    if let Some(rest) = text.strip_prefix('第') {
        let (value, len, _) = count(rest)?;
        let behind = &rest[len..];
        // 第008号 关于…的建议
        if let Some(name) = behind.strip_prefix('号')
            && name.trim_start_matches([' ', ':']).starts_with("关于")
        {
            let gap = name.len() - name.trim_start_matches([' ', ':']).len();
            return Some((Style::Named, value, "第".len() + len + "号".len() + gap));
        }
        let word = ["项", "件", "类"].into_iter().find(|word| behind.starts_with(word))?;
        let end = "第".len() + len + word.len();
        // 第一项任务是 and 第三类问题 go on.
        return stop(&text[end..]).map(|stop| (Style::Named, value, end + stop));
    }
    let (value, end) = noun_count(text)?;
    let stop = stop(&text[end..])?;
    // A noun that is not known to number tasks needs its colon: 心愿一：; 标段二 goes on.
    let known = NUMBERING.iter().any(|name| text.starts_with(name));
    (known || text[end..].starts_with(':')).then_some((Style::Named, value, end + stop))
}

/// Nouns that number tasks; a gap behind their number is enough.
const NUMBERING: [&str; 11] =
    ["实事", "任务", "项目", "专项", "目标", "行动", "工程", "事项", "举措", "承诺", "方案"];

/// Nouns whose numbers tell one thing from another without promising it: 附件1:, 电话2:.
const NO_NUMBERING: [&str; 12] =
    ["附件", "附表", "附录", "附", "表", "图", "电话", "方式", "注", "备注", "例", "联系人"];

/// A noun of two to five characters and its number: its value and length.
fn noun_count(text: &str) -> Option<(u32, usize)> {
    let mut signs = text.char_indices().take(6).enumerate();
    let (length, (end, _)) = signs.find(|(_, (_, c))| is_chinese_figure(*c) || !super::is_han(*c))?;
    let noun = &text[..end];
    if length < 2 || NO_NUMBERING.iter().any(|other| noun.ends_with(other)) {
        return None;
    }
    let (value, len, _) = count(&text[end..])?;
    Some((value, end + len))
}

/// The length of the sign that parts a number from its heading.
fn stop(text: &str) -> Option<usize> {
    text.chars().next().filter(|c| matches!(c, ':' | '、' | '.' | ' ')).map(char::len_utf8)
}

fn bullet(text: &str) -> Parsed {
    let bullets = ["——", "■", "△", "●", "◆", "★", "▲", "□", "◇", "•"];
    let sign = bullets.into_iter().find(|sign| text.starts_with(sign))?;
    Some((Style::Bullet, 0, sign.len()))
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
        ] {
            assert_eq!(read(line), None, "{line}");
        }
        assert_eq!(read("11.6月底前建成"), Some((Style::Arabic, 11, "6月底前建成")));
        assert_eq!(read("1.2025年底前建成"), Some((Style::Arabic, 1, "2025年底前建成")));
    }
}
