//! Who tracks what, and by when: the common ground of all templates.

use super::Error;
use crate::notice::{
    Comparator, Investment, InvestmentKind, Leader, Notice, Target, Task, Unit, UnitKind, UnitRole,
};
use crate::output::safe_name;
use crate::plan::{Month, Pace, Profile, Schedule, Sentences, Window};
use crate::render::table::{counted, leader_name};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap};

/// How templates are made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The plan's year; as the notices say where `None`.
    pub year: Option<i16>,
    /// How targets are spread over the months.
    pub profile: Profile,
    /// Other names of units, and the name under which each is tracked.
    pub unit_aliases: BTreeMap<String, String>,
}

/// All that is to be tracked of one or several notices.
#[derive(Debug)]
pub struct Book<'a> {
    /// The year of the plan.
    pub year: i16,
    /// The notices, in the order given.
    pub notices: &'a [Notice],
    /// The months of each notice's work.
    pub windows: Vec<Window>,
    /// Tasks that carry something to track, in the order of the notices.
    pub tasks: Vec<TrackedTask<'a>>,
    /// Units in charge: those that lead or are responsible first, each lot in order of appearance.
    pub units: Vec<TrackedUnit<'a>>,
}

/// A task with what it inherits from the tasks above it.
#[derive(Debug)]
pub struct TrackedTask<'a> {
    /// Index into [`Book::notices`].
    pub notice: usize,
    /// Its number in the book: 1, 2, 2.1; counted on from notice to notice.
    pub number: String,
    /// The task.
    pub task: &'a Task,
    /// Its leaders, or those of the nearest task above that has any.
    pub leaders: &'a [Leader],
    /// Its units, or those of the nearest task above that has any; each once, in its strongest role.
    pub parties: Vec<Party>,
    /// What it must reach; a task without targets has one goal in percent.
    pub goals: Vec<Goal<'a>>,
    /// What it spends.
    pub sums: Vec<Sum<'a>>,
    /// The last day of the task as a whole, where the notice sets one.
    pub due: Option<Date>,
}

/// A unit's part in a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Party {
    /// Index into [`Book::units`].
    pub unit: usize,
    /// In what role.
    pub role: UnitRole,
}

impl Party {
    /// Whether the unit has to deliver: it leads or is responsible. The others lend a hand.
    pub fn delivers(self) -> bool {
        self.role <= UnitRole::Responsible
    }
}

/// A target with its schedule.
#[derive(Debug)]
pub struct Goal<'a> {
    /// Index into the task's targets, and the target; `None` where the task has none.
    pub target: Option<(usize, &'a Target)>,
    /// What is to be reached by the end of each month.
    pub schedule: Schedule,
    /// The last day, where the notice sets one.
    pub due: Option<Date>,
}

/// A sum of money with its schedule.
#[derive(Debug)]
pub struct Sum<'a> {
    /// Index into the task's investments.
    pub index: usize,
    /// The investment.
    pub investment: &'a Investment,
    /// What is to be paid by the end of each month, in units of 10,000 yuan (万元).
    pub schedule: Schedule,
    /// Whether it goes into the totals, so that no money counts twice: parts of another sum do not, nor does a whole
    /// investment beside its share of this year, nor the sums of a task under one that names its own.
    pub counted: bool,
}

/// A unit in charge of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrackedUnit<'a> {
    /// Its name as first written; its full name where two share one.
    pub name: &'a str,
    /// What it is told apart by: its alias, else its full name, else its name.
    pub key: &'a str,
    /// One unit, or a catch-all.
    pub kind: UnitKind,
    /// Whether it leads or is responsible for any task.
    pub delivers: bool,
}

impl<'a> Book<'a> {
    /// Works out what is to be tracked of `notices`.
    ///
    /// # Errors
    /// Where there is no task, where no year is known, and where the plans are of different years.
    pub fn new(notices: &'a [Notice], options: &'a Options) -> Result<Self, Error> {
        if notices.iter().all(|notice| notice.tasks.is_empty()) {
            return Err(Error::NoTasks);
        }
        let mut windows: Vec<Window> = Vec::new();
        for notice in notices {
            let name = || notice.source.name.clone();
            let window = Window::of(notice, options.year).ok_or_else(|| Error::NoYear { name: name() })?;
            if let Some(first) = windows.first().filter(|first| first.year != window.year) {
                return Err(Error::MixedYears { name: name(), year: window.year, expected: first.year });
            }
            windows.push(window);
        }
        let year = windows.first().ok_or(Error::NoTasks)?.year;

        let mut units = Units { aliases: &options.unit_aliases, units: Vec::new(), known: HashMap::new() };
        let mut tasks = Vec::new();
        let mut count = 0;
        for (index, (notice, window)) in notices.iter().zip(&windows).enumerate() {
            let reader = Reader {
                notice: index,
                window: *window,
                text: notice.content.text.chars().collect(),
                sentences: Sentences::of(&notice.content.text),
                profile: &options.profile,
            };
            for task in &notice.tasks {
                count += 1;
                reader.read(&mut vec![task], count.to_string(), &mut units, &mut tasks);
            }
        }
        if tasks.is_empty() {
            return Err(Error::NoTasks);
        }
        let units = units.in_order(&mut tasks);
        Ok(Self { year, notices, windows, tasks, units })
    }

    /// The tasks in which unit `unit` has a part, with its role.
    pub fn tasks_of(&self, unit: usize) -> impl Iterator<Item = (&TrackedTask<'a>, UnitRole)> {
        self.tasks.iter().filter_map(move |task| {
            task.parties.iter().find(|party| party.unit == unit).map(|party| (task, party.role))
        })
    }

    /// The notices by title and number, 《…》（…〔2031〕1号）, or by file name where they have no title.
    pub fn sources(&self) -> Vec<String> {
        let source = |notice: &Notice| {
            let number =
                notice.document_number.as_ref().map(|n| format!("（{}）", n.text)).unwrap_or_default();
            match &notice.title {
                Some(title) => format!("《{}》{number}", within_title(&title.text.replace('\n', ""))),
                None => format!("{}{number}", notice.source.name),
            }
        };
        self.notices.iter().map(source).collect()
    }

    /// A name for files of unit `unit`: `01-教育局`. The number keeps units of like names apart, and in order.
    pub fn unit_stem(&self, unit: usize) -> String {
        let name = self.units.get(unit).map_or("", |unit| unit.name);
        format!("{:02}-{}", unit + 1, safe_name(name))
    }

    /// The first month of any notice's work.
    pub fn start(&self) -> Option<Month> {
        self.windows.iter().map(|w| w.start).min()
    }

    /// A title for what is made of the notices: the plan's, else the notice's, else the year alone.
    pub fn title(&self) -> String {
        let of = |n: &Notice| n.plan_title.as_ref().or(n.title.as_ref()).map(|q| q.text.replace('\n', ""));
        match self.notices {
            [notice] => of(notice)
                .map(|title| within_title(&title))
                .unwrap_or_else(|| format!("{}年重点工作", self.year)),
            _ => format!("{}年重点工作", self.year),
        }
    }
}

impl TrackedTask<'_> {
    /// The names of the units that have one of `roles`, joined by 、.
    pub fn names(&self, units: &[TrackedUnit<'_>], roles: &[UnitRole]) -> String {
        let names = self.parties.iter().filter(|p| roles.contains(&p.role)).filter_map(|p| units.get(p.unit));
        names.map(|u| u.name).collect::<Vec<_>>().join("、")
    }

    /// Its leaders' names, or posts where only these are known, joined by 、.
    pub fn leader_names(&self) -> String {
        self.leaders.iter().filter_map(leader_name).collect::<Vec<_>>().join("、")
    }
}

impl Goal<'_> {
    /// What is measured, in the notice's words: the indicator, else the target itself, else the progress of the work.
    pub fn label(&self) -> String {
        let Some((_, target)) = self.target else { return "工作进度".to_owned() };
        let label = target.indicator.as_deref().unwrap_or(&target.text);
        if target.part_of.is_some() { format!("其中：{label}") } else { label.to_owned() }
    }

    /// The value with bound and unit, as a clerk writes it: ≥38万亩; 100% where there is no number.
    pub fn value(&self) -> String {
        let (per, unit) = self.display_unit();
        format!("{}{}{unit}", self.bound(), in_units(self.schedule.total(), per))
    }

    /// What forms show of `value`, in units of [`Self::display_unit`]; empty where nothing is planned.
    pub fn shown(&self, value: Option<Decimal>) -> String {
        value.map(|value| in_units(value, self.display_unit().0).to_string()).unwrap_or_default()
    }

    /// The unit in which forms show its numbers, and how many of its own that is: from 100,000 on in 万, as notices
    /// write and as narrow columns need.
    pub fn display_unit(&self) -> (Decimal, String) {
        let unit = self.unit();
        let is_large = self.schedule.total() >= Decimal::from(100_000);
        if is_large { (Decimal::from(10_000), format!("万{unit}")) } else { (Decimal::ONE, unit.to_owned()) }
    }

    /// The sign of its bound; none where it is just that much.
    pub fn bound(&self) -> &'static str {
        let Some((_, target)) = self.target.filter(|_| self.schedule.pace() != Pace::Percent) else {
            return "";
        };
        match target.comparator {
            Comparator::Eq => "",
            Comparator::Ge => "≥",
            Comparator::Le => "≤",
            Comparator::Gt => "＞",
            Comparator::Lt => "＜",
            Comparator::Approx => "≈",
        }
    }

    /// Its unit of measure; percent where the target has no number.
    pub fn unit(&self) -> &str {
        match self.target {
            Some((_, target)) if self.schedule.pace() != Pace::Percent => {
                target.unit.as_deref().unwrap_or("")
            }
            _ => "%",
        }
    }

    /// Whether less is better: 以内, 不超过.
    pub fn is_limit(&self) -> bool {
        self.schedule.pace() == Pace::Held
            && self.target.is_some_and(|(_, t)| matches!(t.comparator, Comparator::Le | Comparator::Lt))
    }
}

/// `value` in units of `per` of its own, exactly.
fn in_units(value: Decimal, per: Decimal) -> Decimal {
    value.checked_div(per).unwrap_or(value).normalize()
}

/// `title` as it stands in 《》: without the marks around it, and with 〈〉 for those inside.
fn within_title(title: &str) -> String {
    let whole = title.strip_prefix('《').and_then(|t| t.strip_suffix('》')).filter(|t| !t.contains('》'));
    whole.unwrap_or(title).replace('《', "〈").replace('》', "〉")
}

/// How a value is judged, as it stands in the hidden column `pace` of workbooks: `spread` and `percent` grow to their
/// value, `held` must be kept up to the due date, `limit` must not be passed until then.
pub(super) const fn pace_code(pace: Pace, is_limit: bool) -> &'static str {
    match (pace, is_limit) {
        (_, true) => "limit",
        (Pace::Spread, _) => "spread",
        (Pace::Held, _) => "held",
        (Pace::Percent, _) => "percent",
    }
}

/// Reads the tasks of one notice.
struct Reader<'p> {
    notice: usize,
    window: Window,
    /// The notice's text, by code points.
    text: Vec<char>,
    sentences: Sentences,
    profile: &'p Profile,
}

impl Reader<'_> {
    /// Reads the last task of `chain` and those under it. A task that only gathers others is not tracked itself.
    fn read<'a>(
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
            Goal { target: Some((index, target)), schedule, due }
        };
        let mut goals: Vec<Goal<'a>> = task.targets.iter().enumerate().map(goal).collect();
        if goals.is_empty() && task.subtasks.is_empty() {
            let due = self.sentences.due(chain, None);
            let end = due.map_or(self.window.end(), Month::of);
            let schedule = Schedule::percent(self.window.start, end, self.profile);
            goals.push(Goal { target: None, schedule, due });
        }
        goals
    }

    fn sums<'a>(&self, chain: &[&'a Task], task: &'a Task, due: Option<Date>) -> Vec<Sum<'a>> {
        let above = chain.iter().rev().skip(1).any(|t| !t.investments.is_empty());
        let order = [InvestmentKind::Annual, InvestmentKind::Investment];
        let counting = counted(&task.investments, &self.text, &order);
        let end = due.map_or(self.window.end(), Month::of);
        let sum = |(index, investment): (usize, &'a Investment)| {
            let yuan = investment.yuan.or(investment.min).or(investment.max)?;
            let wan = yuan.checked_div(Decimal::from(10_000))?;
            Some(Sum {
                index,
                investment,
                schedule: Schedule::spread(wan, Some("万元"), self.window.start, end, self.profile),
                counted: !above && counting.iter().any(|sum| std::ptr::eq(*sum, investment)),
            })
        };
        let planned =
            task.investments.iter().enumerate().filter(|(_, i)| i.kind != InvestmentKind::Completed);
        planned.filter_map(sum).collect()
    }
}

/// The units met so far, by alias or full name.
struct Units<'a> {
    aliases: &'a BTreeMap<String, String>,
    units: Vec<TrackedUnit<'a>>,
    known: HashMap<&'a str, usize>,
}

impl<'a> Units<'a> {
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
    fn in_order(mut self, tasks: &mut [TrackedTask<'_>]) -> Vec<TrackedUnit<'a>> {
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
