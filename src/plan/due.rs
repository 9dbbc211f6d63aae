//! Which deadline binds which target.

use crate::notice::{Deadline, Target, Task};
use crate::text::Span;
use jiff::civil::Date;

/// Where the sentences of a text end, so that two spans can be asked whether they share one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentences {
    /// Offsets (code points) of the marks that end a sentence or a clause, ascending.
    ends: Vec<usize>,
}

impl Sentences {
    /// Cuts `text` at 。！？；and line ends.
    pub fn of(text: &str) -> Self {
        let ends = text.chars().enumerate().filter(|(_, c)| "。！？；;\n".contains(*c)).map(|(at, _)| at);
        Self { ends: ends.collect() }
    }

    /// The number of the sentence in which `span` starts.
    pub fn number(&self, span: Span) -> usize {
        self.ends.partition_point(|&end| end < span.start)
    }

    /// The day by which `target` of the last task of `chain` is due; `chain` leads from the outermost task to the
    /// one asked for. `None` for the target stands for the task as a whole.
    ///
    /// A deadline binds the targets of its own sentence. One that shares its sentence with no target binds the
    /// whole task and the tasks under it, and of several the latest counts. `None`: the notice sets no date.
    pub fn due(&self, chain: &[&Task], target: Option<&Target>) -> Option<Date> {
        let (task, above) = chain.split_last()?;
        let own = match target {
            Some(target) => self.beside(task, target).or_else(|| self.task_wide(task)),
            None => task.deadlines.iter().filter_map(|d| d.date).max(),
        };
        own.or_else(|| above.iter().rev().find_map(|task| self.task_wide(task)))
    }

    /// The deadline in the target's own sentence. Where a sentence opens with a deadline (6月底前建成A，10月底前建成B)
    /// each rules what follows it, else what stands before it (建成A，6月底前投用).
    fn beside(&self, task: &Task, target: &Target) -> Option<Date> {
        let at = target.span?;
        let sentence = self.number(at);
        let inside = |span: Option<Span>| span.filter(|&s| self.number(s) == sentence).map(|s| s.start);
        let mut dated: Vec<(usize, &Deadline)> =
            task.deadlines.iter().filter_map(|d| Some((inside(d.span)?, d))).collect();
        dated.sort_by_key(|(start, _)| *start);
        let first_target = task.targets.iter().filter_map(|t| inside(t.span)).min()?;
        let (first, last) = (dated.first()?, dated.last()?);
        let ruling = if first.0 <= first_target {
            dated.iter().rev().find(|(start, _)| *start <= at.start).unwrap_or(first)
        } else {
            dated.iter().find(|(start, _)| *start >= at.start).unwrap_or(last)
        };
        ruling.1.date
    }

    fn task_wide(&self, task: &Task) -> Option<Date> {
        let beside_a_target = |deadline: &Deadline| {
            let sentence = deadline.span.map(|s| self.number(s));
            sentence.is_some() && task.targets.iter().any(|t| t.span.map(|s| self.number(s)) == sentence)
        };
        task.deadlines.iter().filter(|d| !beside_a_target(d)).filter_map(|d| d.date).max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::{Comparator, DeadlineKind, Quote, TargetKind};

    fn span(text: &str, part: &str) -> Option<Span> {
        let start = text[..text.find(part)?].chars().count();
        Some(Span::new(start, start + part.chars().count()))
    }

    fn task(text: &str, targets: &[&str], deadlines: &[(&str, &str)]) -> Task {
        let target = |part: &&str| Target {
            text: (*part).to_owned(),
            value: Some(1.into()),
            min: None,
            max: None,
            unit: None,
            comparator: Comparator::Eq,
            kind: TargetKind::Quantity,
            indicator: None,
            part_of: None,
            span: span(text, part),
        };
        let deadline = |(part, date): &(&str, &str)| Deadline {
            text: (*part).to_owned(),
            date: date.parse().ok(),
            kind: DeadlineKind::By,
            span: span(text, part),
        };
        Task {
            id: "1".to_owned(),
            number: None,
            path: Vec::new(),
            title: Quote { text: text.to_owned(), span: None },
            body: None,
            leaders: Vec::new(),
            units: Vec::new(),
            investments: Vec::new(),
            targets: targets.iter().map(target).collect(),
            deadlines: deadlines.iter().map(deadline).collect(),
            subtasks: Vec::new(),
        }
    }

    fn check(text: &str, targets: &[&str], deadlines: &[(&str, &str)], due: &[Option<&str>]) {
        let task = task(text, targets, deadlines);
        let sentences = Sentences::of(text);
        let found: Vec<_> = task.targets.iter().map(|t| sentences.due(&[&task], Some(t))).collect();
        let due: Vec<Option<Date>> = due.iter().map(|d| d.and_then(|d| d.parse().ok())).collect();
        assert_eq!(found, due, "{text}");
    }

    const JUNE: &str = "2031-06-30";
    const OCTOBER: &str = "2031-10-31";

    #[test]
    fn a_deadline_binds_the_targets_of_its_sentence() {
        check(
            "新建桥梁3座，6月底前通车。改造管网5公里。",
            &["3座", "5公里"],
            &[("6月底前", JUNE)],
            &[Some(JUNE), None],
        );
    }

    #[test]
    fn a_sentence_that_opens_with_a_deadline_rules_forward() {
        check(
            "6月底前建成桥梁3座，10月底前改造管网5公里。",
            &["3座", "5公里"],
            &[("6月底前", JUNE), ("10月底前", OCTOBER)],
            &[Some(JUNE), Some(OCTOBER)],
        );
    }

    #[test]
    fn a_sentence_that_opens_with_a_target_rules_backward() {
        check(
            "建成桥梁3座，6月底前通车，改造管网5公里，10月底前完工。",
            &["3座", "5公里"],
            &[("6月底前", JUNE), ("10月底前", OCTOBER)],
            &[Some(JUNE), Some(OCTOBER)],
        );
    }

    #[test]
    fn a_deadline_of_its_own_binds_the_whole_task() {
        check(
            "新建桥梁3座。改造管网5公里。完成时限：10月底前",
            &["3座", "5公里"],
            &[("10月底前", OCTOBER)],
            &[Some(OCTOBER), Some(OCTOBER)],
        );
    }

    #[test]
    fn a_subtask_inherits_the_deadline_above_it() {
        let above = task("完成时限：10月底前", &[], &[("10月底前", OCTOBER)]);
        let below = task("新建桥梁3座", &["3座"], &[]);
        let sentences = Sentences::of("");
        assert_eq!(sentences.due(&[&above, &below], below.targets.first()), OCTOBER.parse().ok());
        assert_eq!(sentences.due(&[&above, &below], None), OCTOBER.parse().ok());
    }
}
