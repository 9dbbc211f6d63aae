//! What a notice says once of the units of all its tasks: who answers everywhere, whom a bracket names, who leads of several.

use super::draft::Draft;
use super::model::{Task, Unit};
use super::task::Reader;
use crate::fields::responsibility::Entry;
use crate::lexicon::{LabelField, UnitRole};
use crate::text::{Wordlist, after_last, fold::fold, is_han, squeeze, words};

impl Reader<'_> {
    /// Gives the units of a task the roles that the notice says all have.
    pub(super) fn ranked(&self, draft: &Draft, task: &mut Task) {
        self.bracketed(task);
        self.marked(task);
        self.first_leads(task);
        self.answering_lead(task);
        self.everywhere(draft, task);
    }

    /// Whether an entry only names who helps, where the notice says that brackets do.
    pub(super) fn helps(&self, entry: &Entry) -> bool {
        self.setting.brackets_help && entry.label.is_none() && matches!(entry.field, LabelField::Units(_))
    }

    /// 括号内所列为配合单位: whoever stands in a bracket without a label or a verb helps, where the notice says so.
    fn bracketed(&self, task: &mut Task) {
        let named = |unit: &&mut Unit| unit.label.is_none() && unit.role == UnitRole::Responsible;
        for unit in task.units.iter_mut().filter(named).filter(|_| self.setting.brackets_help) {
            let Some(place) = unit.span.map(|span| self.content.text.range(span)) else { continue };
            let before = &self.folded()[..place.start];
            let line = &before[after_last(before, &['\n'])..];
            let open = line.rfind(['(', '[']);
            let inside = open.is_some_and(|open| !line[open..].contains([')', ']']));
            // (县水利局负责): its verb says it.
            if inside && !ANSWERS.begins(self.folded()[place.end..].trim_start()) {
                unit.role = UnitRole::Supporting;
            }
        }
    }

    /// 标“★”的为牵头单位: whoever has the mark beside its name leads, where the notice says so.
    fn marked(&self, task: &mut Task) {
        let Some(rule) = self.setting.mark_leads else { return };
        let is_marked = |unit: &Unit| {
            let place = unit.span.map(|span| self.content.text.range(span));
            place.is_some_and(|place| {
                let (before, behind) = (&self.folded()[..place.start], &self.folded()[place.end..]);
                // 县水利局★县财政局: a mark between two names is the second one's.
                let own = |rest: &str| !rest.starts_with(is_han);
                before.trim_end_matches(' ').ends_with(rule.mark)
                    || behind.trim_start_matches('(').strip_prefix(rule.mark).is_some_and(own)
            })
        };
        if !task.units.iter().any(is_marked) {
            return;
        }
        for unit in task.units.iter_mut().filter(|unit| unit.role == UnitRole::Responsible) {
            unit.role = if is_marked(unit) { UnitRole::Lead } else { rule.others };
        }
    }

    /// Where a sentence names who answers for all tasks, or for those that name nobody, so it is here.
    fn everywhere(&self, draft: &Draft, task: &mut Task) {
        let rules = self.setting.everywhere.iter().filter(|rule| rule.holds.contains(&draft.title.start));
        let own: Vec<UnitRole> = task.units.iter().map(|unit| unit.role).collect();
        let rules = rules.filter(|rule| !rule.lacking || !own.is_empty() && !own.contains(&rule.role));
        for (rule, (kind, range)) in rules.flat_map(|rule| rule.units.iter().map(move |unit| (rule, unit))) {
            let name = self.wording(range.clone());
            if task.units.iter().all(|unit| unit.name != name) {
                let span = Some(self.content.text.span(range.clone()));
                let (role, kind) = (rule.role, *kind);
                task.units.push(Unit { name, full_name: None, role, kind, label: None, span });
            }
        }
    }

    /// Whoever answers for a task leads it, where the notice says so and nobody else does.
    fn answering_lead(&self, task: &mut Task) {
        let led = !self.setting.answering_leads || task.units.iter().any(|unit| unit.role == UnitRole::Lead);
        let answering = task.units.iter_mut().filter(|unit| !led && unit.role == UnitRole::Responsible);
        answering.for_each(|unit| unit.role = UnitRole::Lead);
    }

    /// Where the notice says that the first unit leads, the first one of a task without a lead does.
    fn first_leads(&self, task: &mut Task) {
        let Some(rule) = self.setting.first_leads else { return };
        let begin = task.title.span.map(|span| self.content.text.range(span).start);
        if rule.above.zip(begin).is_some_and(|(rule, task)| rule < task) {
            return;
        }
        // 主责单位：甲、乙: of those who answer first of all, the first leads.
        let main = |unit: &Unit| unit.label.as_deref().is_some_and(|label| label.contains("主责"));
        let leads = task.units.iter_mut().filter(|unit| unit.role == UnitRole::Lead);
        leads.skip(1).filter(|unit| main(unit)).for_each(|unit| unit.role = rule.others);
        if task.units.iter().any(|unit| unit.role == UnitRole::Lead) {
            return;
        }
        // (县发改局、县财政局按职责分工负责): whoever is said to answer does not only help.
        let said = |verbs: &Wordlist, unit: &Unit| {
            let behind = unit.span.map(|span| &self.folded()[self.content.text.range(span).end..]);
            behind.is_some_and(|behind| verbs.begins(behind.trim_start()))
        };
        let answers = |unit: &Unit| said(ANSWERS, unit);
        if rule.but_separate && task.units.iter().any(|unit| said(words!["分别负责"], unit)) {
            return;
        }
        let others = if task.units.iter().any(answers) { UnitRole::Responsible } else { rule.others };
        let named = rule.column.map(|(start, end)| &self.folded()[start..end]);
        let is_named =
            |unit: &Unit| unit.label.as_deref().is_some_and(|label| Some(&*own_label(label)) == named);
        let ranked = rule.only || task.units.iter().any(is_named);
        let mut listed = task
            .units
            .iter_mut()
            .filter(|unit| unit.role == UnitRole::Responsible && (!ranked || is_named(unit)));
        if let Some(first) = listed.next() {
            first.role = UnitRole::Lead;
            listed.for_each(|unit| unit.role = others);
        }
    }
}

/// A label without its gaps, and without a remark on who leads: 责任单位 of 责任单位（首位牵头）.
fn own_label(label: &str) -> String {
    let label = fold(label);
    squeeze(label.split('(').next().unwrap_or_default()).into_owned()
}

/// Verbs that say of all units in front of them that they answer, and do not only help.
const ANSWERS: &Wordlist = words!["按职责分工负责", "分工负责", "共同负责", "分别负责"];
