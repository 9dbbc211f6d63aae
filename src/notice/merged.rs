//! What the row of a table adds to the task that it names again.

use super::model::{Target, Task};
use std::collections::HashSet;

impl Task {
    /// Takes over what another reading of the same task says beyond it: names that it has none of, sums, targets and
    /// dates that are none of its own.
    pub(super) fn add(&mut self, told: Task) {
        let units: Vec<String> = self.units.iter().map(|unit| unit.name.clone()).collect();
        let new = |name: &str| !units.iter().any(|own| is_same(own, name));
        self.units.extend(told.units.into_iter().filter(|unit| new(&unit.name)));
        let leaders: HashSet<_> = self.leaders.iter().map(|leader| leader.name.clone()).collect();
        self.leaders.extend(told.leaders.into_iter().filter(|leader| !leaders.contains(&leader.name)));
        let sums: Vec<_> = self.investments.iter().map(|sum| (sum.yuan, sum.min)).collect();
        self.investments
            .extend(told.investments.into_iter().filter(|sum| !sums.contains(&(sum.yuan, sum.min))));
        let counted = self.targets.len();
        for target in told.targets {
            if !self.targets[..counted].iter().any(|own| says_again(own, &target)) {
                self.targets.push(target);
            }
        }
        let dates: Vec<_> = self.deadlines.iter().map(|due| (due.date, due.text.clone())).collect();
        let said =
            |date, text: &str| dates.iter().any(|own| own.1 == text || date == own.0 && own.0.is_some());
        self.deadlines.extend(told.deadlines.into_iter().filter(|due| !said(due.date, &due.text)));
        self.in_order();
    }

    /// Puts what a task says in the order in which it stands.
    pub(super) fn in_order(&mut self) {
        self.investments.sort_by_key(|investment| investment.span);
        self.targets.sort_by_key(|target| target.span);
        self.deadlines.sort_by_key(|deadline| deadline.span);
    }
}

/// Whether a target says what another says already.
fn says_again(own: &Target, other: &Target) -> bool {
    let figures = |target: &Target| (target.value, target.min, target.max, target.unit.clone());
    own.kind == other.kind
        && if own.value.is_none() && own.min.is_none() {
            own.text == other.text
        } else {
            figures(own) == figures(other)
        }
}

/// Whether two names are one, also where either leaves out its level: 县农业农村局, 农业农村局.
fn is_same(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    let level = long.strip_suffix(short);
    level.is_some_and(|level| {
        level.is_empty() || ["省", "市", "州", "县", "区", "旗", "镇", "乡"].contains(&level)
    })
}
