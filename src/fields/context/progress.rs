//! Clauses that tell how far things have got: 完成率39.4%, 路面铺筑完成70公里.

use super::promise::names_task;
use super::standing::behind_label;
use crate::lexicon::Lexicon;
use crate::text::{Wordlist, before_next, behind_figures, words};

/// Whether the clause tells how far things have got that stands behind `before`, the last of its sentence, and in front of
/// `next`, where a comma parts them; `progress` is whether its notice does.
///
/// 年度任务8000人,完成3150人,完成率39.4%: a rate of completion does, and so does the figure in front of it. 年度任务8座,完成2座
/// does where the notice does.
pub(super) fn is_so_far(before: Option<&str>, clause: &str, next: Option<&str>, progress: bool) -> bool {
    let words = clause.trim_start();
    // 督查发现:年度计划新建5个,建成2个
    let progress = progress || before.is_some_and(|before| behind_label(before).len() < before.len());
    let rated = |next: &str| is_rate_so_far(before_next(next, &[',', '。', ';', '\n']));
    before.is_some() && is_rate_so_far(clause)
        || words.starts_with("完成") && next.is_some_and(rated)
        || progress && BEGINNINGS.begins(words) && before.is_some_and(names_task)
}

/// How clauses begin that say what is done of a task.
const BEGINNINGS: &Wordlist = words!["完成", "完工", "建成", "开工", "在建", "验收", "实际", "竣工"];

/// Whether a clause tells how much has been spent, and nothing else: 已完成投资2600万元.
pub(super) fn is_spent_so_far(clause: &str) -> bool {
    let words = clause.trim();
    let told = ["已完成投资", "累计完成投资", "已累计完成投资"];
    let sum = told.iter().find_map(|told| words.strip_prefix(told));
    let unit = sum.map(behind_figures);
    unit.is_some_and(|unit| unit.trim_start_matches(['约', '万', '亿']) == "元")
}

/// Whether a clause is a rate of what is done: 完成率39.4%.
fn is_rate_so_far(clause: &str) -> bool {
    let words = clause.trim();
    let words = words.strip_prefix("投资").unwrap_or(words);
    let rate = ["完成率", "开工率", "竣工率", "占"].iter().find_map(|rate| words.strip_prefix(rate));
    let rate = rate.map(|rate| {
        ["为", "仅为", "仅", "只有"].iter().find_map(|only| rate.strip_prefix(only)).unwrap_or(rate)
    });
    rate.is_some_and(|rate| behind_figures(rate) == "%" && !rate.starts_with("100"))
}

/// Whether a clause of a notice that tells how far things have got says what is done: 路面铺筑完成70公里.
pub(super) fn tells_done(clause: &str, lexicon: &Lexicon) -> bool {
    let Some((before, behind)) = clause.split_once("完成") else { return false };
    // 投资完成率, 完成年度任务的80% tell nothing; 请于四季度完成 asks for it.
    let aims = behind.starts_with('率')
        || behind.contains("任务")
        || before.contains(['前', '底', '末', ':', '请', '月', '季'])
        || before.contains("半年")
        || lexicon.promise.is_in(before.trim_start_matches("其余"));
    before.chars().count() >= 2 && !aims
}

/// Whether a clause only says how far things are likely to get: 预计8月份可达900枪.
pub(super) fn foretells(clause: &str) -> bool {
    let rest = clause.trim_start().strip_prefix("预计");
    rest.is_some_and(|rest| words!["可达", "将达", "能达"].is_in(rest))
}

/// Whether a clause tells how much was found or left to be dealt with, and the next how much of it has been:
/// 督察反馈黑臭水体17条,已消除11条.
pub(super) fn was_found(clause: &str, follows: Option<&str>) -> bool {
    let found =
        || words!["反馈", "交办", "积存", "存量", "结存", "移交", "下发", "移送", "排查"].is_in(clause);
    let dealt = |next: &str| words!["已", "截至", "截止", "仅", "尚", "仍"].begins(next.trim_start());
    // 23所学校中,有9所至今没有淋浴间
    let of_those =
        clause.trim_end().ends_with('中') && follows.is_some_and(|next| next.trim_start().starts_with('有'));
    of_those || follows.is_some_and(dealt) && found()
}
