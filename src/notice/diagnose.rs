//! What a careful clerk would point out: counts that differ, tasks that nobody answers for, sums that do not add up.

use super::model::*;
use crate::diagnostic::{Diagnostic, Severity};
use crate::fields::context::{self, Calendar};
use crate::fields::quantity::{self, Class};
use crate::fields::trap::is_trap;
use crate::lexicon::{Lexicon, UnitClass};
use crate::outline::Content as Text;
use crate::text::{Span, marker, words};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

/// Adds diagnostics to a notice.
pub(super) fn add(notice: &mut Notice, content: &Text, calendar: Calendar, lexicon: &Lexicon) {
    let mut found = Vec::new();
    count(notice, &mut found);
    tasks(notice, content, &mut found);
    numbering(notice, &mut found);
    unclaimed(notice, content, calendar, lexicon, &mut found);
    notice.diagnostics.extend(found);
}

fn warn(found: &mut Vec<Diagnostic>, code: &str, message: String, span: Option<Span>) {
    found.push(Diagnostic::new(Severity::Warning, code, message, span));
}

fn count(notice: &Notice, found: &mut Vec<Diagnostic>) {
    if notice.tasks.is_empty() {
        let message = match notice.document_kind {
            DocumentKind::CoverOnly => "任务在附件中，本文件未包含附件",
            _ => "文中没有找到任务",
        };
        found.push(Diagnostic::new(Severity::Info, "no-tasks", message, None));
        return;
    }
    if let Some(declared) = &notice.declared_task_count
        && declared.count as usize != notice.tasks.len()
    {
        warn(
            found,
            "task-count",
            format!("文中称{}，实际找到{}项", declared.text, notice.tasks.len()),
            declared.span,
        );
    }
}

fn tasks(notice: &Notice, content: &Text, found: &mut Vec<Diagnostic>) {
    let anybody = notice.tasks.iter().any(|task| !task.units.is_empty());
    for task in &notice.tasks {
        if anybody && task.units.is_empty() {
            warn(found, "task-without-unit", format!("“{}”没有责任单位", task.title.text), task.title.span);
        }
        totals(task, content, found);
        for deadline in &task.deadlines {
            if let (Some(date), Some(year)) = (deadline.date, notice.plan_year)
                && date.year() != year
                // 元旦前 is the year's own end.
                && (date.year() != year + 1 || date.day_of_year() > 1)
                && !deadline.text.contains(['-', '—', '–', '至'])
            {
                warn(
                    found,
                    "deadline-outside-plan",
                    format!("时限“{}”（{date}）不在{year}年内", deadline.text),
                    deadline.span,
                );
            }
        }
    }
}

/// Totals whose parts add up to more, or that a bracket breaks down into less; what 其中 names need not be all of it.
fn totals(task: &Task, content: &Text, found: &mut Vec<Diagnostic>) {
    for (total, breakdowns) in breakdowns(task, content) {
        let Some((value, place)) = total.value.zip(total.span) else { continue };
        for parts in breakdowns {
            let sum =
                parts.iter().filter_map(|part| part.value).try_fold(Decimal::ZERO, Decimal::checked_add);
            let start = parts.first().and_then(|part| part.span).map_or(place.end, |span| span.start);
            let opening = content.text.slice(Span::new(place.end, start)).unwrap_or_default();
            let open = words!["其中", "含", "包括"].is_in(opening);
            if let Some(sum) = sum
                && (sum > value || sum < value && parts.len() >= 2 && !open)
            {
                let unit = total.unit.as_deref().unwrap_or_default();
                let message = format!("分项合计{}{unit}，与总数“{}”不符", sum.normalize(), total.text);
                warn(found, "total-mismatch", message, total.span);
            }
        }
    }
}

/// The breakdowns of one total.
type Breakdowns<'t> = Vec<Vec<&'t Target>>;

/// The totals of a task, and the parts of each, those of each breakdown by themselves: 10项（服务类7项、生产性3项），其中
/// 省重点1项. A part is of the last total before it that has the wording it names.
fn breakdowns<'t>(task: &'t Task, content: &Text) -> Vec<(&'t Target, Breakdowns<'t>)> {
    if task.targets.iter().all(|target| target.part_of.is_none()) {
        return Vec::new();
    }
    let mut by_wording: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (at, total) in task.targets.iter().enumerate() {
        by_wording.entry(&total.text).or_default().push(at);
    }
    let mut found: BTreeMap<usize, Breakdowns<'t>> = BTreeMap::new();
    for (at, part) in task.targets.iter().enumerate() {
        let totals = part.part_of.as_deref().and_then(|total| by_wording.get(total));
        let Some(totals) = totals else { continue };
        let before = totals.partition_point(|&total| total < at);
        let total = before.checked_sub(1).map_or(totals.last(), |last| totals.get(last));
        let Some(&total) = total.filter(|&&total| task.targets[total].unit == part.unit) else { continue };
        let of_total = found.entry(total).or_default();
        let between = |last: &&Target| {
            let (last, part) = last.span.zip(part.span)?;
            content.text.slice(Span::new(last.end, part.start))
        };
        let last = of_total.last().and_then(|parts| parts.last()).and_then(between);
        let goes_on =
            last.is_some_and(|words| !words.contains(['（', '(', '）', ')']) && !words.contains("其中"));
        match of_total.last_mut().filter(|_| goes_on) {
            Some(parts) => parts.push(part),
            None => of_total.push(vec![part]),
        }
    }
    found.into_iter().map(|(total, parts)| (&task.targets[total], parts)).collect()
}

/// Gaps and repeats in the numbers of fellow tasks.
fn numbering(notice: &Notice, found: &mut Vec<Diagnostic>) {
    let mut last: Option<(u32, &[String], marker::Style)> = None;
    for task in &notice.tasks {
        let number = task.number.as_deref().map(crate::text::fold::fold);
        let plain = number
            .as_deref()
            .and_then(|number| number.trim().parse().ok())
            .map(|value| (value, marker::Style::Arabic));
        let read = number
            .as_deref()
            .and_then(|number| marker::parse(&format!("{number} ")))
            .map(|marker| (marker.value, marker.style))
            .or(plain);
        let Some((value, style)) = read else { continue };
        let above = &task.path[..task.path.len().saturating_sub(1)];
        if let Some((before, path, kind)) = last
            && kind == style
            && style != marker::Style::Decimal
            && value != before + 1
            && !(value == 1 && path != above)
            && value > 0
        {
            let what = if value <= before { "重复或倒退" } else { "不连续" };
            warn(
                found,
                "numbering",
                format!("序号{what}：{}之后是{}", before, task.number.as_deref().unwrap_or_default()),
                task.title.span,
            );
        }
        last = Some((value, above, style));
    }
}

/// Sentences of tasks with a number that no recogniser claimed.
fn unclaimed(
    notice: &Notice,
    content: &Text,
    calendar: Calendar,
    lexicon: &Lexicon,
    found: &mut Vec<Diagnostic>,
) {
    // By where they start, each reaching as far as any before it does.
    let spans = |task: &Task| -> Vec<Range<usize>> {
        let targets = task.targets.iter().filter_map(|target| target.span);
        let money = task.investments.iter().filter_map(|money| money.span);
        let dates = task.deadlines.iter().filter_map(|deadline| deadline.span);
        let places = targets.chain(money).chain(dates).map(|span| content.text.range(span));
        let mut spans: Vec<Range<usize>> = places.collect();
        spans.sort_unstable_by_key(|place| (place.start, place.end));
        let mut furthest = 0;
        for span in &mut spans {
            furthest = furthest.max(span.end);
            span.end = furthest;
        }
        spans
    };
    let mut said = HashSet::new();
    for task in &notice.tasks {
        let Some(body) = task.body.as_ref().and_then(|body| body.span) else { continue };
        let claimed = spans(task);
        let is_claimed = |place: &Range<usize>| {
            let before = claimed.partition_point(|span| span.start < place.end);
            before.checked_sub(1).is_some_and(|last| claimed[last].end > place.start)
        };
        let range = content.text.range(body);
        let words = &content.text.folded()[range.clone()];
        let shift = |part: Range<usize>| range.start + part.start..range.start + part.end;
        let mut figures = words.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit());
        if figures.all(|(at, _)| is_claimed(&shift(at..at + 1))) {
            continue;
        }
        // What is past may be told by what stands in the title.
        let title = task.title.span.map(|span| content.text.range(span).start);
        let begin = title.filter(|&title| title <= range.start).unwrap_or(range.start);
        let clauses = OnceCell::new();
        let is_past = |at: usize| {
            let whole = &content.text.folded()[begin..range.end];
            let clauses = clauses.get_or_init(|| context::clauses(whole, calendar, lexicon));
            let at = range.start - begin + at;
            context::clause_of(clauses, at).is_some_and(|clause| clause.background)
        };
        for quantity in quantity::scan(words, lexicon) {
            let time = quantity.class == Class::Unit(UnitClass::Time);
            let place = shift(quantity.core.clone());
            if time
                || quantity.chinese
                || is_claimed(&place)
                || is_past(quantity.core.start)
                || is_trap(words, &quantity, lexicon)
            {
                continue;
            }
            if said.insert(place.start) {
                let wording = content.text.wording(place.clone());
                let message = format!("“{wording}”没有归入目标、资金或时限");
                found.push(Diagnostic::new(
                    Severity::Info,
                    "number-unclaimed",
                    message,
                    Some(content.text.span(place)),
                ));
            }
        }
    }
}
