//! Who tracks what, and by when: the common ground of all templates.

use super::Error;
use super::reader::{Reader, Units};
use crate::notice::{Comparator, Investment, Leader, Notice, Target, Task, UnitKind, UnitRole};
use crate::output::safe_name;
use crate::plan::{Month, Pace, Profile, Schedule, Window, is_continuous};
use crate::render::name;
use crate::render::table::leader_name;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

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
    /// The words before its number, which name it where the notice names no indicator.
    pub lead_in: String,
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

        let mut units = Units::new(&options.unit_aliases);
        let mut tasks = Vec::new();
        let mut count = 0;
        for (index, (notice, window)) in notices.iter().zip(&windows).enumerate() {
            let reader = Reader::new(index, notice, *window, &options.profile);
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
        self.notices.iter().map(name::source).collect()
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

    /// The plan's title, else the notice's, else the year's work, as it stands in 《》.
    pub fn title(&self) -> String {
        self.named(name::title)
    }

    /// What the plan is about, for titles of what tracks it: 云溪县2031年五件民生实事.
    pub fn subject(&self) -> String {
        self.named(name::plan)
    }

    fn named(&self, name: impl Fn(&Notice) -> Option<String>) -> String {
        let own = match self.notices {
            [notice] => name(notice),
            _ => None,
        };
        own.unwrap_or_else(|| format!("{}年重点工作", self.year))
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
    /// What is measured, in the notice's words: the indicator, else the words before its number, else the target
    /// itself, else the progress of the work.
    pub fn label(&self) -> String {
        let Some((_, target)) = self.target else { return "工作进度".to_owned() };
        let lead_in = self.lead_in.as_str();
        // A qualitative target is its own name.
        let named = (self.schedule.pace() != Pace::Percent && !lead_in.is_empty()).then_some(lead_in);
        let label = target.indicator.as_deref().or(named).unwrap_or(&target.text);
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

    /// The unit in which forms show its numbers, and how many of its own that is: in 万 and 亿, as notices write and as
    /// narrow columns need; 万 from 10,000 on what is measured (亩), and from 100,000 on what is counted (人) and stays
    /// whole.
    pub fn display_unit(&self) -> (Decimal, String) {
        let unit = self.unit();
        let least = if is_continuous(unit) { 10_000 } else { 100_000 };
        let total = self.schedule.total();
        if total >= Decimal::from(100_000_000) {
            (Decimal::from(100_000_000), in_large("亿", unit))
        } else if total >= Decimal::from(least) {
            (Decimal::from(10_000), in_large("万", unit))
        } else {
            (Decimal::ONE, unit.to_owned())
        }
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

/// `unit` in 万 or 亿: 万亩; 万万斤 is 亿斤.
fn in_large(large: &str, unit: &str) -> String {
    match unit.strip_prefix('万') {
        Some(rest) if large == "万" => format!("亿{rest}"),
        _ => format!("{large}{unit}"),
    }
}

/// `value` in units of `per` of its own, exactly.
fn in_units(value: Decimal, per: Decimal) -> Decimal {
    value.checked_div(per).unwrap_or(value).normalize()
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
