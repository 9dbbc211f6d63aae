//! Numbers that stand with a word or letter: 第一条, 第二项, 实事一：, 项目1-2, A组, B2.

use super::{Parsed, Style, count, is_chinese_figure, stop};
use crate::text::{Wordlist, is_han, leading, numeral, words};

/// 第一章, 第一条, 第一部分.
pub(super) fn ordinal(text: &str) -> Parsed {
    let rest = text.strip_prefix('第')?;
    let (value, len, _) = count(rest)?;
    let behind = &rest[len..];
    let words = [
        ("章", Style::Chapter),
        ("部分", Style::Chapter),
        ("板块", Style::Chapter),
        ("篇", Style::Chapter),
        ("编", Style::Chapter),
        ("节", Style::Chapter),
        ("组", Style::Chapter),
        ("类", Style::Chapter),
        ("条", Style::Article),
        ("款", Style::Article),
    ];
    let (word, style) = words.into_iter().find(|(word, _)| behind.starts_with(word))?;
    let end = "第".len() + len + word.len();
    // 第一组 周宁领衔; 第一组织者 is a word.
    let parted = !matches!(word, "组" | "类") || stop(&text[end..]).is_some();
    parted.then_some((style, value, end))
}

/// 壹、…, 拾贰、… or 贰 … with a gap: figures as cheques have them.
pub(super) fn formal(text: &str) -> Parsed {
    let figures = leading(text, 3, numeral::is_formal);
    let value = numeral::formal(figures)?;
    // 陆 鸣 and 伍 平 are names, 伍 副县长周宁领办 is none.
    let behind = || text[figures.len()..].trim_start().chars().take_while(|&c| is_han(c)).nth(3).is_some();
    let surname = matches!(figures, "陆" | "伍") && !behind();
    let stop = text[figures.len()..].chars().next();
    let stop = stop.filter(|c| *c == '、' || !surname && matches!(c, ' ' | '\u{3000}' | '.'))?;
    Some((Style::Chinese, value, figures.len() + stop.len_utf8()))
}

/// The number of a proposal behind 第, which runs to thousands: 第1008号 关于…的建议.
fn proposal(rest: &str) -> Parsed {
    let (figures, name) = rest.split_once('号')?;
    let figures = figures.trim();
    if !(1..=5).contains(&figures.len()) || !figures.bytes().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let title = name.trim_start_matches([' ', ':']);
    title.starts_with("关于").then_some((
        Style::Named,
        figures.parse().ok()?,
        "第".len() + rest.len() - title.len(),
    ))
}

/// 实事一：, 任务1：, 心愿三：, 【项目一】, 第一项, 第二件：
pub(super) fn named(text: &str) -> Parsed {
    if let Some(inner) = text.strip_prefix('【') {
        let (value, len) = noun_count(inner)?;
        let close = inner[len..].strip_prefix('】')?;
        return Some((Style::Named, value, text.len() - close.len()));
    }
    if let Some(rest) = text.strip_prefix('第') {
        if let Some(found) = proposal(rest) {
            return Some(found);
        }
        let (value, len, _) = count(rest)?;
        let behind = &rest[len..];
        let word = ["项", "件"].into_iter().find(|word| behind.starts_with(word))?;
        let end = "第".len() + len + word.len();
        // 第一项行动:引才扩容
        let noun = ["行动", "工程", "任务", "计划"].iter().find(|noun| text[end..].starts_with(**noun));
        if let Some(end) = noun.map(|noun| end + noun.len()).filter(|&end| text[end..].starts_with(':')) {
            return Some((Style::Named, value, end + ':'.len_utf8()));
        }
        // 第一件,让孩子就近上学
        let told = (word == "件" && text[end..].starts_with(',')).then_some(','.len_utf8());
        // 第一项任务是 and 第三类问题 go on.
        return stop(&text[end..]).or(told).map(|stop| (Style::Named, value, end + stop));
    }
    let (value, end) = noun_count(text)?;
    // 年度任务4.5万亩
    if text[end..].strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let stop = stop(&text[end..])?;
    // A noun that is not known to number tasks needs its colon: 心愿一：; 标段二 goes on. 攻坚事项1 is known by its end.
    let noun = text[..end]
        .trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | ' ') || is_chinese_figure(c));
    let known = NUMBERING.ends(noun);
    // 防护工程 118 公里, broken off by a page in front of 护: what is measured is no number.
    // 不合规事项 37 项,清理率100%: nor is what is counted.
    let behind = text[end..].trim_start();
    let counted = behind
        .strip_prefix(['项', '个', '件', '家', '处', '户', '所', '条', '名', '台', '套', '场', '次', '人'])
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([',', '、', '。', ';']));
    // 指标12 亿元GDP死亡率: what something is measured by.
    let measured = counted || MEASURES.begins(behind) && !RATIOS.begins(behind);
    (known && !measured || text[end..].starts_with(':')).then_some((Style::Named, value, end + stop))
}

/// Units that no name of a task begins with.
const MEASURES: &Wordlist =
    words!["公里", "千米", "米", "座", "栋", "平方", "立方", "公顷", "亩", "吨", "万", "亿", "%", "盏"];

/// What the name of a rate begins with.
const RATIOS: &Wordlist = words![
    "亿元GDP", "亿元地区", "亿元国内", "亿元生产", "万元GDP", "万元地区", "万元工业", "万元国内", "万人",
    "亿车公里",
];

/// Nouns that number tasks; a gap behind their number is enough.
const NUMBERING: &Wordlist =
    words!["实事", "任务", "项目", "专项", "目标", "指标", "行动", "工程", "事项", "举措", "承诺", "方案"];

/// Nouns whose numbers tell one thing from another without promising it: 附件1:, 电话2:.
pub(super) const NO_NUMBERING: [&str; 12] =
    ["附件", "附表", "附录", "附", "表", "图", "电话", "方式", "注", "备注", "例", "联系人"];

/// A noun of two to five characters and its number: its value and length.
fn noun_count(text: &str) -> Option<(u32, usize)> {
    let mut signs = text.char_indices().take(6).enumerate();
    let (length, (end, _)) = signs.find(|(_, (_, c))| is_chinese_figure(*c) || !is_han(*c))?;
    let noun = &text[..end];
    if length < 2 || super::is_no_numbering(noun) {
        return None;
    }
    // 任务 1: a paste parts the noun from its number.
    let end = text.len() - text[end..].trim_start_matches(' ').len();
    let (value, len, _) = count(&text[end..])?;
    let end = end + len;
    // 项目1-2: the second of the first group.
    if let Some((second, len, false)) = text[end..].strip_prefix('-').and_then(count) {
        return Some((second, end + '-'.len_utf8() + len));
    }
    Some((value, end))
}

/// A1 and its like, in front of a gap or in brackets; A组, which groups them.
pub(super) fn lettered(text: &str) -> Parsed {
    if let Some(inner) = text.strip_prefix('(') {
        let behind = inner.strip_prefix(|c: char| c.is_ascii_uppercase())?;
        let (value, len, chinese) = count(behind)?;
        let rest = behind[len..].strip_prefix(')').filter(|_| !chinese && len <= 2)?;
        return Some((Style::ArabicBracket, value, text.len() - rest.len()));
    }
    let letter = text.chars().next().filter(char::is_ascii_uppercase)?;
    let behind = &text[1..];
    if let Some(rest) = ["组", "类", "部分"].iter().find_map(|group| behind.strip_prefix(group)) {
        let stop = stop(rest)?;
        let value = u32::from(letter) - u32::from('A') + 1;
        return Some((Style::Chapter, value, text.len() - rest.len() + stop));
    }
    let (value, len, chinese) = count(behind)?;
    let rest = &behind[len..];
    let heading = rest.trim_start_matches([' ', '.', '、']);
    // A4 纸 is paper.
    let fits = heading.len() < rest.len() && heading.starts_with(is_han) && !heading.starts_with('纸');
    (!chinese && len <= 2 && fits).then_some((Style::Arabic, value, 1 + len))
}
