//! Numbers that signs alone tell: 一、 1. （1） 1.2 ① 【02】.

use super::{COUNTED, Parsed, Style, count, is_counted, words::ordinal};
use crate::text::{is_han, words};

/// ① ⑴ ⒈ ㈠ ㊀
pub(super) fn single_sign(text: &str) -> Parsed {
    let c = text.chars().next()?;
    let code = c as u32;
    let (style, value) = match code {
        0x2460..=0x2473 => (Style::Circled, code - 0x2460 + 1),
        0x3251..=0x325F => (Style::Circled, code - 0x3251 + 21),
        0x24EB..=0x24F4 => (Style::Circled, code - 0x24EB + 11),
        0x2776..=0x277F => (Style::Circled, code - 0x2776 + 1),
        0x2780..=0x2789 => (Style::Circled, code - 0x2780 + 1),
        0x278A..=0x2793 => (Style::Circled, code - 0x278A + 1),
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
pub(super) fn bracketed(text: &str) -> Parsed {
    if let Some(boxed) = boxed(text) {
        return Some(boxed);
    }
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

/// 【02】 〔1-2〕 【第一部分】
fn boxed(text: &str) -> Parsed {
    let (open, close) =
        [('【', '】'), ('〔', '〕'), ('[', ']')].into_iter().find(|(open, _)| text.starts_with(*open))?;
    let inner = text[open.len_utf8()..].trim_start_matches(' ');
    if let Some((style, value, len)) = ordinal(inner) {
        let rest = inner[len..].strip_prefix(close)?;
        return Some((style, value, text.len() - rest.len()));
    }
    let (first, len, chinese) = count(inner)?;
    let rest = &inner[len..];
    let second = rest.strip_prefix('-').and_then(|rest| Some((count(rest)?, rest)));
    let (value, rest) = second.map_or((first, rest), |((value, len, _), rest)| (value, &rest[len..]));
    let rest = rest.trim_start_matches(' ').strip_prefix(close)?;
    let heading = rest.trim_start_matches(' ').starts_with(|c: char| is_han(c) || c == '“');
    (!chinese && heading).then_some((Style::ArabicBracket, value, text.len() - rest.len()))
}

/// 一、 1. 1、 1.2
pub(super) fn plain(text: &str) -> Parsed {
    let (value, len, chinese) = count(text)?;
    let rest = &text[len..];
    if chinese {
        let stop = ["、", ".", "，", ","].into_iter().find(|stop| rest.starts_with(stop))?;
        // 一、二级风险实验室: the next number says with this one which are meant.
        let next = count(&rest[stop.len()..]).filter(|(next, _, chinese)| *chinese && *next == value + 1);
        let ranks =
            next.is_some_and(|(_, more, _)| rest[stop.len() + more..].starts_with(['级', '类', '期', '批']));
        return (!ranks).then_some((Style::Chinese, value, len + stop.len()));
    }
    if rest.starts_with('、') {
        return Some((Style::Arabic, value, len + "、".len()));
    }
    // 01  雁落坪水库: a nought in front says that it numbers.
    let name = rest.trim_start_matches(' ');
    if len == 2
        && text.starts_with('0')
        && name.len() < rest.len()
        && name.starts_with(is_han)
        && !name.contains(' ')
    {
        return Some((Style::Arabic, value, len));
    }
    // 1-2 港口扩能: the second of the first group; 1-2 个 is a range.
    if let Some((second, more, false)) = rest.strip_prefix('-').and_then(count) {
        let behind = &rest['-'.len_utf8() + more..];
        let name = behind.trim_start_matches(' ');
        let heading = name.len() < behind.len() && name.starts_with(is_han) && !is_counted(name);
        return heading.then_some((Style::Decimal, second, len + 1 + more));
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
    let due = words!["底", "末", "份", "上旬", "中旬", "下旬", "初", "前"];
    let dated = after
        .trim_start()
        .strip_prefix('月')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()) || due.begins(rest));
    if month && dated {
        return Some((Style::Arabic, value, len + 1));
    }
    // 1.2 万亩 is a quantity that a paste has spaced.
    let counted = COUNTED.begins(after[more..].trim_start());
    let heading = after[more..].starts_with([' ', '\u{3000}']) && !counted;
    (digits <= 2 && (more > 1 || heading)).then_some((Style::Decimal, value, len + 1 + digits + more))
}
