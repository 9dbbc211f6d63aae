//! What kind of notice it is.

use super::draft;
use super::head::Head;
use super::model::{DocumentKind, Task};
use super::task::Reader;
use crate::fields::{context, target};
use crate::text::words;

/// What kind of notice it is; `reports` says whether it asks for reports.
pub(super) fn kind(
    reader: &Reader<'_>,
    head: &Head,
    tasks: &[Task],
    found: &draft::Found,
    sections: usize,
    reports: bool,
) -> DocumentKind {
    let text = reader.content.text.folded();
    let title = head.title.as_ref().map_or("", |range| &text[range.clone()]);
    let progress = words!["通报", "进展情况", "完成情况", "落实情况的报告", "公示"].is_in(title);
    let hands_out = words!["分解", "分工", "印发", "下达", "转发"].is_in(title);
    if progress {
        DocumentKind::Progress
    } else if title.contains("解读") {
        // What explains a plan hands nothing out.
        DocumentKind::Other
    } else if !tasks.is_empty() {
        if title.is_empty() && ranks(text) { DocumentKind::Progress } else { DocumentKind::Plan }
    } else if hands_out && names_plan(title) && head.attachments.is_empty() && promises(reader, head) {
        // What it hands out is here, though nobody answers for it.
        DocumentKind::Plan
    } else if head.attachments.iter().any(|annex| names_plan(&text[annex.clone()]))
        || !head.attachments.is_empty() && names_plan(title)
        || title.contains("印发") && sections <= 1 && found.requirements.is_empty()
        || text.contains("印发给你们") && found.candidates.is_empty() && found.requirements.is_empty()
        || hands_out && names_plan(title) && found.requirements.is_empty() && found.candidates.is_empty()
    {
        DocumentKind::CoverOnly
    } else if !found.requirements.is_empty() || reports {
        DocumentKind::Requirements
    } else if tells_progress(text, title.is_empty()) {
        DocumentKind::Progress
    } else {
        DocumentKind::Other
    }
}

/// Whether a text without tasks tells how far things have got: 截至…, 已办结…, 完成率…; under a title it says so twice.
///
/// Rates alone may as well be demanded, or say what a warning follows upon (低于序时进度亮黄灯).
fn tells_progress(text: &str, untitled: bool) -> bool {
    // 进展缓慢的,发督查单: what is done in such a case tells of none.
    let told = |cue: &str| text.match_indices(cue).any(|(at, _)| !text[at + cue.len()..].starts_with('的'));
    let count = |cues: &[&str]| cues.iter().filter(|cue| told(cue)).count();
    let done = count(&[
        "进度相对缓慢",
        "进度缓慢",
        "进度较慢",
        "进展缓慢",
        "截至",
        "已完成",
        "已办结",
        "已完工",
        "已开工",
        "累计完成",
        "占年度",
        "为年度计划",
        "完成年度",
        "占任务数",
        "占比",
        "完成整改",
        "已整改",
    ]);
    let rates = count(&["完成率", "开工率", "办结率", "序时", "时间进度"]);
    done > 0 && done + rates >= if untitled { 1 } else { 2 }
}

/// Whether a text without a title ranks how far several have got: 综合排名, 未完成的为.
fn ranks(text: &str) -> bool {
    ["综合排名", "排名靠", "进度较慢的", "未完成的为", "第一名"]
        .iter()
        .filter(|cue| text.contains(**cue))
        .count()
        >= 2
}

/// Whether at least two targets stand in the text, or behind the letter's last words where it has them (印发给你们).
fn promises(reader: &Reader<'_>, head: &Head) -> bool {
    let Reader { content, lexicon, setting } = reader;
    let text = content.text.folded();
    let line = |at: &usize| content.blocks.get(*at).map_or("", |block| &text[block.range.clone()]);
    let handed = head.body.iter().rposition(|at| line(at).contains("印发给你们")).map_or(0, |at| at + 1);
    let targets = |line: &str| {
        let clauses = context::clauses(line, setting.calendar, lexicon);
        target::figures(line, "", &clauses, lexicon).targets.len()
    };
    head.body[handed..].iter().map(|at| targets(line(at))).sum::<usize>() >= 2
}

/// Whether a title names a plan or a list of tasks.
fn names_plan(title: &str) -> bool {
    let kinds = words!["分解", "分工", "任务", "方案", "计划", "目标", "清单", "实事", "台账", "工作"];
    kinds.is_in(title)
}
