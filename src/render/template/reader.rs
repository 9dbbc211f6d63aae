//! From a notice's tasks to what is tracked of them: what they inherit, and which unit is which.

use super::book::{Goal, Party, Sum, TrackedTask, TrackedUnit};
use crate::notice::{Investment, InvestmentKind, Notice, Target, Task, Unit};
use crate::plan::{Month, Profile, Schedule, Sentences, Window};
use crate::render::table::counted;
use crate::render::text::lead_in;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap};

/// Reads the tasks of one notice.
pub(super) struct Reader<'p> {
    notice: usize,
    window: Window,
    /// The notice's text, by code points.
    text: Vec<char>,
    sentences: Sentences,
    profile: &'p Profile,
}

impl<'p> Reader<'p> {
    /// For the notice number `index` of a book.
    pub(super) fn new(index: usize, notice: &Notice, window: Window, profile: &'p Profile) -> Self {
        Self {
            notice: index,
            window,
            text: notice.content.text.chars().collect(),
            sentences: Sentences::of(&notice.content.text),
            profile,
        }
    }

    /// Reads the last task of `chain` and those under it. A task that only gathers others is not tracked itself.
    pub(super) fn read<'a>(
        &self,
        chain: &mut Vec<&'a Task>,
        number: String,
        units: &mut Units<'a>,
        tasks: &mut Vec<TrackedTask<'a>>,
    ) {
        let Some(&task) = chain.last() else { return };
        let gathers = !task.subtasks.is_empty() && task.targets.is_empty() && task.investments.is_empty();
        if !gathers {
            let due = self.sentences.due(chain, None);
            let named = chain.iter().rev().find(|t| !t.units.is_empty()).map_or(&[][..], |t| &t.units);
            tasks.push(TrackedTask {
                notice: self.notice,
                number: number.clone(),
                task,
                leaders: chain.iter().rev().find(|t| !t.leaders.is_empty()).map_or(&[][..], |t| &t.leaders),
                parties: units.parties(named),
                goals: self.goals(chain, task),
                sums: self.sums(chain, task, due),
                due,
            });
        }
        for (place, subtask) in (1..).zip(&task.subtasks) {
            chain.push(subtask);
            self.read(chain, format!("{number}.{place}"), units, tasks);
            chain.pop();
        }
    }

    fn goals<'a>(&self, chain: &[&'a Task], task: &'a Task) -> Vec<Goal<'a>> {
        let goal = |(index, target): (usize, &'a Target)| {
            let due = self.sentences.due(chain, Some(target));
            let schedule = Schedule::of(target, self.window, due, self.profile);
            Goal { target: Some((index, target)), lead_in: lead_in(&self.text, target.span), schedule, due }
        };
        let mut goals: Vec<Goal<'a>> = task.targets.iter().enumerate().map(goal).collect();
        if goals.is_empty() && task.subtasks.is_empty() {
            let due = self.sentences.due(chain, None);
            let end = due.map_or(self.window.end(), Month::of);
            let schedule = Schedule::percent(self.window.start, end, self.profile);
            goals.push(Goal { target: None, lead_in: String::new(), schedule, due });
        }
        goals
    }

    fn sums<'a>(&self, chain: &[&'a Task], task: &'a Task, due: Option<Date>) -> Vec<Sum<'a>> {
        let above = chain.iter().rev().skip(1).any(|t| !t.investments.is_empty());
        let counting = counted(&task.investments, &self.text);
        let end = due.map_or(self.window.end(), Month::of);
        let counts = |investment: &Investment| counting.iter().any(|sum| std::ptr::eq(*sum, investment));
        let sum = |(index, investment): (usize, &'a Investment)| {
            let yuan = investment.yuan.or(investment.min).or(investment.max)?;
            let wan = yuan.checked_div(Decimal::from(10_000))?;
            Some(Sum {
                index,
                investment,
                schedule: Schedule::spread(wan, Some("万元"), self.window.start, end, self.profile),
                counted: !above && counts(investment),
            })
        };
        // What is spent already is no plan, unless it is all that the task names.
        let is_planned = |sum: &Investment| sum.kind != InvestmentKind::Completed || counts(sum);
        let planned = task.investments.iter().enumerate().filter(|(_, sum)| is_planned(sum));
        planned.filter_map(sum).collect()
    }
}

/// The units met so far, by alias or full name.
pub(super) struct Units<'a> {
    aliases: &'a BTreeMap<String, String>,
    units: Vec<TrackedUnit<'a>>,
    known: HashMap<&'a str, usize>,
}

impl<'a> Units<'a> {
    /// None yet; `aliases` are other names of units, each with the name to use.
    pub(super) fn new(aliases: &'a BTreeMap<String, String>) -> Self {
        Self { aliases, units: Vec::new(), known: HashMap::new() }
    }

    fn parties(&mut self, named: &'a [Unit]) -> Vec<Party> {
        let mut parties: Vec<Party> = Vec::new();
        for unit in named {
            let full = unit.full_name.as_deref().unwrap_or(&unit.name);
            let alias = self.aliases.get(&unit.name).or_else(|| self.aliases.get(full));
            let (key, name) = alias.map_or((full, unit.name.as_str()), |alias| (alias, alias));
            let index = *self.known.entry(key).or_insert_with(|| {
                self.units.push(TrackedUnit { name, key, kind: unit.kind, delivers: false });
                self.units.len() - 1
            });
            match parties.iter_mut().find(|p| p.unit == index) {
                Some(party) => party.role = party.role.min(unit.role),
                None => parties.push(Party { unit: index, role: unit.role }),
            }
        }
        for party in parties.iter().filter(|p| p.delivers()) {
            if let Some(unit) = self.units.get_mut(party.unit) {
                unit.delivers = true;
            }
        }
        parties
    }

    /// Puts those that deliver first, tells the tasks, and calls those that share a name by their keys.
    pub(super) fn in_order(mut self, tasks: &mut [TrackedTask<'_>]) -> Vec<TrackedUnit<'a>> {
        let mut bearers: HashMap<&str, usize> = HashMap::new();
        for unit in &self.units {
            *bearers.entry(unit.name).or_default() += 1;
        }
        for unit in self.units.iter_mut().filter(|u| bearers.get(u.name).is_some_and(|count| *count > 1)) {
            unit.name = unit.key;
        }
        let (first, rest): (Vec<usize>, Vec<usize>) =
            (0..self.units.len()).partition(|&i| self.units.get(i).is_some_and(|u| u.delivers));
        let order: Vec<usize> = first.into_iter().chain(rest).collect();
        let place: HashMap<usize, usize> = order.iter().enumerate().map(|(new, old)| (*old, new)).collect();
        for party in tasks.iter_mut().flat_map(|t| &mut t.parties) {
            party.unit = place.get(&party.unit).copied().unwrap_or(party.unit);
        }
        order.into_iter().filter_map(|i| self.units.get(i).cloned()).collect()
    }
}
