//! Words that tell whether a line is whole.

use crate::text::{Wordlist, words};

/// How the first sentence of a notice begins.
pub(super) const OPENINGS: &Wordlist = words![
    "为深入",
    "为进一步",
    "为贯彻",
    "为认真",
    "为全面",
    "为确保",
    "为切实",
    "为加快",
    "为推动",
    "根据",
    "现将",
    "为做好",
];

/// How long a line may be that is an opening and nothing else, in bytes.
pub(super) const LONGEST_OPENING: usize = 16;

/// Ends of titles.
pub(super) const TITLE_ENDS: &Wordlist = words![
    "公示",
    "通告",
    "纪要",
    "责任状",
    "通知",
    "方案",
    "计划",
    "通报",
    "意见",
    "办法",
    "要点",
    "公告",
    "的函",
    "报告",
    "清单",
    "表",
    "决定",
    "办公室",
    "人民政府",
    "责任分解",
    "任务分解",
    "责任分工",
    "任务分工",
    "台账",
    "责任书",
    "细则",
    "规划",
    "文件",
    "委员会",
    "一封信",
];

/// What stands in front of a number, and ends nothing.
pub(super) const BOUNDS: &Wordlist = words![
    "不低于",
    "不少于",
    "不高于",
    "不超过",
    "不小于",
    "至少",
    "超过",
    "达到",
    "提高到",
    "提升到",
    "下降到",
    "增加到",
    "控制在",
];

/// How the names of offices begin, told by their first sign.
pub(super) const OFFICES: [char; 10] = ['县', '市', '区', '省', '州', '旗', '镇', '乡', '街', '各'];
