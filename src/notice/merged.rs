//! What the row of a table adds to the task that it names again.

use super::model::{Target, Task};
use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

impl Task {
    /// Takes over what another reading of the same task says beyond it: names that it has none of, sums, targets and
    /// dates that are none of its own.
    pub(super) fn add(&mut self, told: Task) {
        let own: FxHashSet<&str> = self.units.iter().map(|unit| unit.name.as_str()).collect();
        let bare: FxHashSet<&str> = own.iter().filter_map(|name| without_level(name)).collect();
        let named = |name: &str| {
            own.contains(name)
                || bare.contains(name)
                || without_level(name).is_some_and(|name| own.contains(name))
        };
        let units: Vec<_> = told.units.into_iter().filter(|unit| !named(&unit.name)).collect();
        self.units.extend(units);

        let own: FxHashSet<_> = self.leaders.iter().map(|leader| leader.name.clone()).collect();
        self.leaders.extend(told.leaders.into_iter().filter(|leader| !own.contains(&leader.name)));

        let own: FxHashSet<_> = self.investments.iter().map(|sum| (sum.yuan, sum.min)).collect();
        self.investments
            .extend(told.investments.into_iter().filter(|sum| !own.contains(&(sum.yuan, sum.min))));

        let own: FxHashSet<Figures> = self.targets.iter().map(figures).collect();
        self.targets.extend(told.targets.into_iter().filter(|target| !own.contains(&figures(target))));

        let days: FxHashSet<_> = self.deadlines.iter().filter_map(|due| due.date).collect();
        let words: FxHashSet<_> = self.deadlines.iter().map(|due| due.text.clone()).collect();
        let new = told
            .deadlines
            .into_iter()
            .filter(|due| !words.contains(&due.text) && due.date.is_none_or(|date| !days.contains(&date)));
        self.deadlines.extend(new);
        self.in_order();
    }

    /// Puts what a task asks for in the order in which it stands.
    pub(super) fn in_order(&mut self) {
        self.investments.sort_by_key(|investment| investment.span);
        self.targets.sort_by_key(|target| target.span);
        self.deadlines.sort_by_key(|deadline| deadline.span);
    }
}

/// What a target comes to, whatever its wording: numbers and unit, or the words of an end state.
type Figures = ([Option<Decimal>; 3], String);

fn figures(target: &Target) -> Figures {
    let numbers = [target.value, target.min, target.max];
    let words = if numbers.iter().all(Option::is_none) { Some(&target.text) } else { target.unit.as_ref() };
    (numbers, words.cloned().unwrap_or_default())
}

/// A unit's name without its level: 农业农村局 of 县农业农村局.
fn without_level(name: &str) -> Option<&str> {
    let rest = name.strip_prefix(['省', '市', '州', '县', '区', '旗', '镇', '乡'])?;
    (!rest.is_empty()).then_some(rest)
}
