//! Sentences that say how things stand, as a whole: a problem in front of what is asked, what has been put right already.

use super::promise::sets_bound;
use crate::text::{Wordlist, after_last, before_next, find, words};

/// Which sentences of a text say how things stand.
pub(super) struct Standing<'t> {
    text: &'t str,
    /// Where the demand begins, in front of which sentences may say what is wrong: 47个幸福院中有11个闲置。要求9月底前盘活.
    demand: usize,
    /// Where a problem ends.
    problem: usize,
    /// Where it is said that it has been put right.
    settled: Option<usize>,
}

/// What a text must hold of which something but a label tells how things stand: three words for where a problem ends, and how
/// sentences begin that say what is asked.
const CUES: [&str; 11] = [
    "该问题",
    "。整改目标:",
    "。整治目标:",
    "。请",
    "。办理时要",
    "。要求",
    "。责令",
    "。限",
    "。整改要求:",
    "。整改措施:",
    "。督办意见:",
];
const CUE_LIST: &Wordlist = &Wordlist::new(&CUES);

/// Where a problem ends that a text begins with: where it is said how far it is put right (欠账41公顷。该问题正在整改), or a label how
/// (欠缴2140万元。整改目标:…). 0 where there is none.
pub(crate) fn problem_end(text: &str) -> usize {
    if !CUE_LIST.is_in(text) {
        return 0;
    }
    let [_, corrected, cured, ..] = CUES;
    let label = find(text, corrected).or_else(|| find(text, cured));
    // What a project is to build is no problem.
    let project = |at: &usize| words!["总投资", "年度计划", "年度投资", "计划投资"].is_in(&text[..*at]);
    find(text, "。该问题").or_else(|| label.filter(|at| !project(at))).unwrap_or(0)
}

impl<'t> Standing<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        if !CUE_LIST.is_in(text) {
            return Self { text, demand: 0, problem: 0, settled: None };
        }
        let is_settled = |at: &usize| {
            let told = before_next(&text[*at..], &[',', '。']);
            words!["整改", "办结", "销号"].ends(told)
        };
        let [_, _, _, demands @ ..] = CUES;
        Self {
            text,
            demand: demands.iter().find_map(|demand| find(text, demand)).unwrap_or(0),
            problem: problem_end(text),
            settled: find(text, "该问题已").filter(is_settled),
        }
    }

    /// Whether the sentence that begins at `from` does.
    pub(super) fn is_told(&self, from: usize) -> bool {
        let sentence = &self.text[from..];
        // 督查时仅建成8个;两乡3个车间关门: what is wrong goes on behind a semicolon.
        let wrong = || {
            let from = after_last(&self.text[..from], &['。', '\n']);
            TROUBLE.is_in(before_next(&self.text[from..], &['。', '\n']))
        };
        from < self.problem
            || self.settled.is_some_and(|at| from >= at)
            || is_labelled(sentence)
            || from < self.demand && wrong()
    }

    /// Whether the clause that begins at `from` asks for something all the same: 年度任务… of a problem, 控制在… of one that
    /// has been put right.
    pub(super) fn asks(&self, from: usize, clause: &str) -> bool {
        // 全长9.3公里,隧道掘进缓慢。要求…: what is built is told in front of what is wrong with it.
        let built =
            || SCALE.begins(clause.trim_start().trim_start_matches("项目").trim_start_matches("规划"));
        let aims = || built() || words!["年度", "任务", "目标", "全年计划"].is_in(clause);
        from < self.demand && aims() || self.settled.is_some() && sets_bound(clause)
    }
}

/// How clauses begin that say how much a project builds.
const SCALE: &Wordlist =
    words!["全长", "总长", "共建", "总建筑面积", "建筑面积", "占地", "床位", "设置床位", "设计"];

/// Words that say what is wrong.
const TROUBLE: &Wordlist = words![
    "无法", "尚", "仍", "未", "仅", "只有", "闲置", "拖欠", "滞后", "缓慢", "不足", "停工", "停滞", "塌方",
    "因", "整改到位", "销号", "相差", "破损", "损失", "早已",
];

/// Whether words begin with a label that says how things stand: 主要差距:尚有27所未接入.
fn is_labelled(words: &str) -> bool {
    let label = before_next(words, &[':', ',', '。', ';', '\n']);
    label.chars().count() <= 8
        && words[label.len()..].starts_with(':')
        && words![
            "差距", "短板", "现状", "基本情况", "诉求情况", "投诉情况", "反映情况", "来电情况", "具体情况",
            "表现", "存在问题", "主要问题", "存在困难", "现场情况", "现场看到", "核查情况", "督查发现",
            "检查发现", "核查发现"
        ]
        .ends(label)
}

/// The words of a clause behind the label that says how things stand: 主要差距:全年应建18个.
pub(super) fn behind_label(clause: &str) -> &str {
    clause.split_once(':').filter(|_| is_labelled(clause)).map_or(clause, |(_, words)| words)
}
