//! Words that tell whether a line is whole.

use crate::text::{Wordlist, is_han, words};

/// How the first sentence of a notice begins.
pub(super) const OPENINGS: &Wordlist = words![
    "为深入", "为进一步", "为贯彻", "为认真", "为全面", "为确保", "为切实", "为加快", "为推动", "根据",
    "现将", "为做好",
];

/// How long a line may be that is an opening and nothing else, in bytes.
pub(super) const LONGEST_OPENING: usize = 16;

/// Ends of titles.
pub(super) const TITLE_ENDS: &Wordlist = words![
    "公示", "通告", "纪要", "责任状", "通知", "方案", "计划", "通报", "意见", "办法", "要点", "公告", "的函",
    "报告", "清单", "表", "决定", "办公室", "人民政府", "责任分解", "任务分解", "责任分工", "任务分工",
    "台账", "责任书", "细则", "规划", "文件", "委员会", "一封信",
];

/// What stands in front of a number, and ends nothing.
pub(super) const BOUNDS: &Wordlist = words![
    "不低于", "不少于", "不高于", "不超过", "不小于", "至少", "超过", "达到", "提高到", "提升到", "下降到",
    "增加到", "控制在",
];

/// How the names of offices begin, told by their first sign.
pub(super) const OFFICES: [char; 10] = ['县', '市', '区', '省', '州', '旗', '镇', '乡', '街', '各'];

/// Units that a line may begin with whose number ends the line before.
const UNITS: &Wordlist = words![
    "户", "个", "人次", "人以", "亩", "公里", "平方米", "座", "所", "处", "套", "吨", "万亩", "万元", "亿元",
    "万人", "名", "家", "栋",
];

/// Units that a line may end within, and what then begins the next.
const HALVES: [(&str, &str); 5] =
    [("平", "方米"), ("平", "方公里"), ("平方", "米"), ("平方", "公里"), ("公", "里")];

/// Whether a line breaks within a quantity: 惠及群众450 / 户困难老人, 集中供热面积35万平 / 方米以上.
pub(super) fn breaks_quantity(before: &str, next: &str) -> bool {
    let figure = |words: &str| {
        words.trim_end_matches(['百', '千', '万', '亿']).ends_with(|c: char| c.is_ascii_digit())
    };
    let half =
        |(end, start): &(&str, &str)| next.starts_with(start) && before.strip_suffix(end).is_some_and(figure);
    let number = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let counted = number.len() < before.len() && number.ends_with(is_han) && UNITS.begins(next);
    counted || HALVES.iter().any(half)
}

/// Whether a line begins with the end of an office's name that the line before broke off: 县农业农村 / 局、县供销社.
pub(super) fn begins_with_rest(next: &str) -> bool {
    const ENDS: [char; 10] = ['局', '厅', '委', '办', '科', '处', '站', '所', '队', '会'];
    next.strip_prefix(ENDS).is_some_and(|rest| rest.starts_with(['、', ',', ';', ')']))
}
