//! How many tasks the notice says it has.

use super::head::Head;
use super::model::{DeclaredCount, Task};
use super::setting::Setting;
use crate::fields::{context, count};
use crate::lexicon::Lexicon;
use crate::outline::Content;
use crate::text::{Span, Wordlist, after_last, words};
use std::ops::Range;

/// The number of tasks that titles, or the paragraphs before the first task, state.
pub(super) fn declared(
    content: &Content,
    head: &Head,
    tasks: &[Task],
    setting: &Setting,
    lexicon: &Lexicon,
) -> Option<DeclaredCount> {
    let text = content.text.folded();
    let first = tasks.iter().filter_map(|task| task.title.span).map(|span| span.start).min();
    // A title counts its tasks in whatever words; 三大行动 may be groups of them.
    let titles =
        [head.title.clone(), head.plan_title.clone()].into_iter().flatten().map(|range| (range, true));
    let opening = content
        .blocks
        .iter()
        .filter(|block| block.cell.is_none())
        .map(|block| block.range.clone())
        // What a page shows above its title declares nothing.
        .skip_while(|range| head.title.as_ref().is_some_and(|title| range.end < title.start))
        .take(16)
        .map_while(|range| {
            let end = first
                .map_or(range.end, |first| content.text.range(Span::new(first, first)).start.min(range.end));
            (range.start < end).then_some(range.start..end)
        });
    // A government's report to its assembly counts the benefits that it promises, wherever they stand.
    let promised = head.title.as_ref().is_some_and(|title| is_work_report(&text[title.clone()]));
    let blocks = content.blocks.iter().map(|block| block.range.clone());
    let benefits = blocks.filter(|range| promised && text[range.clone()].contains("实事"));
    // What a report counts is how things stand.
    let reports = head.title.as_ref().is_some_and(|title| {
        // 《政府工作报告》 is what the notice hands out.
        let words = text[title.clone()].replace("政府工作报告", "");
        words!["通报", "情况", "进展", "报告"].is_in(&words)
    });
    let opening = opening.filter(|_| !tasks.is_empty() || !reports).map(|range| (range, false));
    let opening: Vec<(Range<usize>, bool)> = titles.chain(opening).collect();
    // Each with the paragraph that it stands in.
    let counts: Vec<(count::Declared, Range<usize>)> = opening
        .iter()
        .cloned()
        .chain(benefits.map(|range| (range, false)))
        .flat_map(|(range, titled)| {
            let words = &text[range.clone()];
            let groups = |found: &count::Declared| {
                words[found.range.clone()].ends_with('大') && (found.count as usize) < tasks.len()
            };
            let shift = move |found: count::Declared| {
                let place = range.start + found.range.start..range.start + found.range.end;
                let doubtful = found.doubtful && (!titled || groups(&found));
                (count::Declared { range: place, doubtful, ..found }, range.clone())
            };
            count::declared(words).into_iter().map(shift)
        })
        .collect();
    let mut ends: Vec<usize> = counts.iter().map(|(count, _)| count.range.end).collect();
    ends.sort_unstable();
    // What agrees with the tasks is their count, in whatever words; a report counts other things besides.
    let agrees = |(found, _): &&(count::Declared, Range<usize>)| {
        let sentence = after_last(&text[..found.range.start], &['。', ';', '\n']);
        // 在2030年10件实事办结的基础上,办好以下八件: the year is that of the count that stands right behind it.
        let others = &ends[..ends.partition_point(|&end| end <= found.range.start)];
        let other = others.last().copied().unwrap_or(sentence);
        let before = &text[sentence.max(other)..found.range.start];
        let earlier = setting.calendar.year.is_some_and(|year| before.contains(&format!("{}年", year - 1)));
        // 2030年度审计发现8个问题: what was found then is put right now.
        let found_then = words!["审计", "督察", "巡视", "巡察"].is_in(before);
        found.count as usize == tasks.len() && (!earlier || reports || found_then)
    };
    // 整改方案共列入386项: what so few are taken from.
    let near = |found: &count::Declared| tasks.is_empty() || found.count as usize <= 20 * tasks.len();
    let told = || {
        // The clauses of the paragraph last looked at.
        let mut clauses = (0..0, Vec::new());
        counts.iter().filter(|(found, _)| !found.doubtful && !reports && near(found)).find(
            |(found, paragraph)| {
                if clauses.0 != *paragraph {
                    let words = &text[paragraph.clone()];
                    clauses = (paragraph.clone(), context::clauses(words, setting.calendar, lexicon));
                }
                let clause = context::clause_of(&clauses.1, found.range.start - paragraph.start);
                // 8件实事已经区人大会议票决通过: so many are to be done.
                let passed = |clause: &context::Clause| {
                    let words = &text[paragraph.start..][clause.range.clone()];
                    words.contains('已') && PASSED.ends(words.trim_end())
                };
                found.bracketed || clause.is_none_or(|clause| !clause.background || passed(clause))
            },
        )
    };
    // 定下九桩看得见的事, over nine tasks; 上述13条由县政府办公室建账, behind thirteen.
    let any = || {
        let paragraphs = content.blocks.iter().filter(|block| block.cell.is_none());
        let all = opening.iter().map(|(range, _)| (range.clone(), true));
        let all = all.chain(paragraphs.map(|block| (block.range.clone(), false)));
        all.flat_map(|(range, opening)| {
            let found = count::of_any(&text[range.clone()], opening);
            found.map(move |found| {
                let place = range.start + found.range.start..range.start + found.range.end;
                (count::Declared { range: place, ..found }, range.clone())
            })
        })
    };
    let agreed = counts.iter().find(agrees).cloned().or_else(|| any().find(|count| agrees(&count)));
    let (found, _) = agreed.or_else(|| told().cloned())?;
    Some(DeclaredCount {
        text: content.text.wording(found.range.clone()).to_owned(),
        count: found.count,
        span: Some(content.text.span(found.range.clone())),
    })
}

/// How clauses end that say who has agreed to what is counted.
const PASSED: &Wordlist = words!["通过", "同意", "批准", "审定"];

/// Whether a title is that of a government's report to its assembly (政府工作报告), or of a bureau's on the year and the next.
pub(super) fn is_work_report(title: &str) -> bool {
    let title = title.trim_end();
    let plans = words!["工作计划", "工作安排", "工作打算", "工作思路"].is_in(title);
    title.ends_with("政府工作报告") || plans && words!["报告", "总结"].ends(title)
}
