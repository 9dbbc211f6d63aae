//! Indicators (指标): the noun phrase that a number measures.

use super::context::Clause;
use super::quantity::Quantity;
use crate::text::{after_last, is_han};
use std::ops::Range;

/// Verbs that lead from an indicator to its number.
const LINKS: &[&str] = &[
    "稳定在",
    "控制在",
    "保持在",
    "维持在",
    "达到",
    "增长",
    "下降",
    "提高到",
    "提高至",
    "提高",
    "提升到",
    "提升至",
    "提升",
    "降低到",
    "降低至",
    "降低",
    "降到",
    "降至",
    "压减",
    "压缩至",
    "缩短至",
    "缩短到",
    "缩短",
    "压减至",
    "压缩到",
    "压缩",
    "扩大到",
    "增加到",
    "增加",
    "减少",
    "突破",
    "实现",
    "完成",
    "力争",
    "达",
    "为",
    "到",
    "至",
    "超",
    "累计",
    "分别",
    "确保",
    "不",
    "共",
    "均",
    "年均",
    "同比",
    "在",
];

/// Verbs and adverbs that lead into an indicator.
const LEADS: &[&str] = &[
    "一是",
    "二是",
    "三是",
    "四是",
    "五是",
    "对",
    "全县",
    "全市",
    "全区",
    "全镇",
    "组建",
    "提升",
    "配套",
    "硬化",
    "排查",
    "配备",
    "解决",
    "惠及",
    "覆盖",
    "涉及",
    "受益",
    "服务",
    "带动",
    "吸纳",
    "招收",
    "接待",
    "争取",
    "编制",
    "推出",
    "归集",
    "抽查",
    "全年",
    "年内",
    "力争",
    "确保",
    "进一步",
    "持续",
    "继续",
    "加快",
    "推进",
    "推动",
    "实施",
    "开展",
    "完成",
    "实现",
    "新建",
    "改建",
    "扩建",
    "改造",
    "建设",
    "建成",
    "打造",
    "创建",
    "培育",
    "新开",
    "新设",
    "设置",
    "配备",
    "组织",
    "举办",
    "发放",
    "安装",
    "整治",
    "清淤",
    "修复",
    "修建",
    "维修",
    "更新",
    "拆除",
    "铺装",
    "铺设",
    "敷设",
    "更换",
    "投放",
    "推广",
    "投入",
    "改扩建",
    "提升改造",
    "招引",
    "引进",
    "净增",
    "谋划",
    "为",
];

/// The noun phrase in front of a number, or behind it where it stands before what it counts (61所幼儿园).
pub(super) fn of(text: &str, quantity: &Quantity, clause: Option<&Clause>) -> Option<Range<usize>> {
    let start = clause.map_or(0, |clause| clause.range.start).min(quantity.range.start);
    let before = &text[start..quantity.range.start];
    let from = after_last(before, &['、', '(', ':', '”', ')', '和', '。', '其']);
    let phrase = bare(before[from..].trim().trim_start_matches('中'));
    if is_phrase(phrase) {
        let at = phrase.as_ptr() as usize - text.as_ptr() as usize;
        return Some(at..at + phrase.len());
    }
    let behind = &text[quantity.range.end..];
    let len: usize = behind.chars().take_while(|c| is_han(*c)).take(12).map(char::len_utf8).sum();
    let noun = &behind[..len];
    let noun = noun.find(['的', '并', '达', '完', '进', '实', '全']).map_or(noun, |at| &noun[..at]);
    is_phrase(noun).then(|| quantity.range.end..quantity.range.end + noun.len())
}

/// The noun phrase in front of an end state.
pub(super) fn of_state(text: &str, at: usize) -> Option<Range<usize>> {
    let start = after_last(&text[..at], &[',', '。', ';', '、', '\n', ':', '(', ')', '”']);
    let phrase = bare(text[start..at].trim());
    let from = phrase.as_ptr() as usize - text.as_ptr() as usize;
    is_phrase(phrase).then(|| from..from + phrase.len())
}

/// A phrase without the verbs around it; 覆盖率 keeps what its verb is part of.
fn bare(mut phrase: &str) -> &str {
    while let Some(rest) = LINKS.iter().find_map(|word| phrase.strip_suffix(word)) {
        phrase = rest;
    }
    let strip = |phrase: &'_ str| -> Option<usize> {
        let word = LEADS.iter().find(|word| phrase.starts_with(**word))?;
        let rest = &phrase[word.len()..];
        (rest.chars().nth(1).is_some() || rest.is_empty()).then_some(word.len())
    };
    while let Some(len) = strip(phrase) {
        phrase = &phrase[len..];
    }
    phrase
}

/// Whether the words can be a noun phrase: two to twenty characters, no digits.
fn is_phrase(words: &str) -> bool {
    let count = words.chars().count();
    // 每支, 每季度 are rates of something that is not named.
    let bare_rate = words.starts_with('每') && count <= 3;
    let plain = words.chars().all(|c| is_han(c) || matches!(c, '“' | '”' | '·' | '-'));
    plain && !bare_rate && !words.ends_with('的') && (2..=20).contains(&count)
}
