//! The tasks of all notices in one list, with what they cost.

use super::amount::{self, Cost};
use crate::notice::{Notice, Task};
use crate::render::text::lead_in;
use rust_decimal::Decimal;

/// A task on its way into the table.
#[derive(Debug, Clone)]
pub(crate) struct Entry<'a> {
    /// Its notice.
    pub(crate) notice: usize,
    /// The task.
    pub(crate) task: &'a Task,
    /// Its number in the table: 1, 2, 2.1 …
    pub(crate) number: String,
    /// The entry of the task above it.
    pub(crate) parent: Option<usize>,
    /// What it costs.
    pub(crate) cost: Cost,
    /// The words before each of its targets.
    pub(crate) lead_ins: Vec<String>,
}

/// All tasks of `notices`, sub-tasks after the one above them.
pub(crate) fn entries(notices: &[Notice]) -> Vec<Entry<'_>> {
    let mut all = Vec::new();
    let mut count = 0;
    for (notice, content) in notices.iter().enumerate() {
        let text: Vec<char> = content.content.text.chars().collect();
        for task in &content.tasks {
            count += 1;
            push(&mut all, notice, task, count.to_string(), None, &text);
        }
    }
    all
}

fn push<'a>(
    all: &mut Vec<Entry<'a>>,
    notice: usize,
    task: &'a Task,
    number: String,
    parent: Option<usize>,
    text: &[char],
) {
    let this = all.len();
    let cost = amount::cost(&task.investments, text);
    let lead_ins = task.targets.iter().map(|target| lead_in(text, target.span)).collect();
    all.push(Entry { notice, task, number: number.clone(), parent, cost, lead_ins });
    for (i, subtask) in task.subtasks.iter().enumerate() {
        push(all, notice, subtask, format!("{number}.{}", i + 1), Some(this), text);
    }
}

/// The investment of the entries `chosen` (indexes in rising order) in yuan,
/// each counted once: of a task and its sub-tasks the greater counts, what
/// the task itself names or what they come to. `None` where none names a sum.
pub(crate) fn total(entries: &[Entry<'_>], chosen: &[usize]) -> Option<Decimal> {
    let mut below = vec![Decimal::ZERO; entries.len()];
    let mut is_chosen = vec![false; entries.len()];
    for index in chosen {
        if let Some(flag) = is_chosen.get_mut(*index) {
            *flag = true;
        }
    }
    let mut total = None;
    for index in chosen.iter().rev() {
        let Some(entry) = entries.get(*index) else { continue };
        let own = entry.cost.amount.map(|amount| amount.yuan);
        let sum = own.unwrap_or_default().max(below.get(*index).copied().unwrap_or_default());
        if own.is_some() {
            total.get_or_insert(Decimal::ZERO);
        }
        let above = std::iter::successors(entry.parent, |i| entries.get(*i).and_then(|e| e.parent))
            .find(|i| is_chosen.get(*i).copied().unwrap_or(false));
        match above.and_then(|i| below.get_mut(i)) {
            Some(above) => *above = amount::add(*above, sum),
            None if sum > Decimal::ZERO => total = Some(amount::add(total.unwrap_or_default(), sum)),
            None => {}
        }
    }
    total
}

#[cfg(test)]
pub(crate) mod sample {
    //! Notices made by hand.

    use crate::notice::*;
    use crate::source::SourceInfo;
    use crate::text::Span;
    use rust_decimal::Decimal;

    pub(crate) fn quote(text: &str) -> Quote {
        Quote { text: text.to_owned(), span: None }
    }

    pub(crate) fn investment(text: &str, words: &str, yuan: i64, kind: InvestmentKind) -> Investment {
        let span = text.find(words).map(|at| {
            let start = text[..at].chars().count();
            Span::new(start, start + words.chars().count())
        });
        Investment {
            text: words.to_owned(),
            yuan: Some(Decimal::from(yuan)),
            min: None,
            max: None,
            comparator: Comparator::Eq,
            kind,
            purpose: None,
            span,
        }
    }

    pub(crate) fn unit(name: &str, role: UnitRole) -> Unit {
        Unit { name: name.to_owned(), full_name: None, role, kind: UnitKind::Unit, label: None, span: None }
    }

    pub(crate) fn leader(name: &str) -> Leader {
        Leader {
            name: Some(name.to_owned()),
            role: LeaderRole::Responsible,
            label: None,
            post: None,
            span: None,
        }
    }

    pub(crate) fn task(title: &str, wan: Option<i64>, leaders: &[&str], units: &[(&str, UnitRole)]) -> Task {
        let investments = wan.map(|wan| investment("", "", wan * 10_000, InvestmentKind::Investment));
        Task {
            id: String::new(),
            number: None,
            path: Vec::new(),
            title: quote(title),
            body: None,
            leaders: leaders.iter().map(|name| leader(name)).collect(),
            units: units.iter().map(|(name, role)| unit(name, *role)).collect(),
            investments: investments.into_iter().collect(),
            targets: Vec::new(),
            deadlines: Vec::new(),
            subtasks: Vec::new(),
        }
    }

    pub(crate) fn notice(name: &str, tasks: Vec<Task>) -> Notice {
        let source = SourceInfo {
            name: name.to_owned(),
            format: "txt".to_owned(),
            encoding: None,
            sha256: String::new(),
            bytes: 0,
        };
        let document = crate::source::Document {
            source,
            blocks: Vec::new(),
            furniture: Vec::new(),
            diagnostics: Vec::new(),
        };
        let mut notice = crate::notice::extract(document, crate::lexicon::Lexicon::builtin());
        notice.tasks = tasks;
        notice
    }
}

#[cfg(test)]
mod tests {
    use super::sample::{notice, task};
    use super::*;

    fn plan() -> Notice {
        let mut parent = task("建设产业园", Some(1000), &[], &[]);
        parent.subtasks = vec![task("厂房", Some(600), &[], &[]), task("道路", Some(300), &[], &[])];
        notice("a.txt", vec![task("修路", Some(50), &[], &[]), parent, task("宣传", None, &[], &[])])
    }

    #[test]
    fn numbers_follow_the_tasks() {
        let notices = [plan(), plan()];
        let numbers: Vec<_> = entries(&notices).into_iter().map(|entry| entry.number).collect();
        assert_eq!(numbers, ["1", "2", "2.1", "2.2", "3", "4", "5", "5.1", "5.2", "6"]);
    }

    #[test]
    fn a_task_and_its_subtasks_count_once() {
        let notices = [plan()];
        let entries = entries(&notices);
        let total = |chosen: &[usize]| total(&entries, chosen).map(|yuan| amount::wan(yuan).to_string());
        assert_eq!(total(&[0, 1, 2, 3, 4]).as_deref(), Some("1050"));
        assert_eq!(total(&[2, 3]).as_deref(), Some("900"));
        assert_eq!(total(&[4]), None);
    }
}
