//! What a task says in each column.

use super::{
    Cell, Column,
    entry::Entry,
    party::{leader_name, leader_role},
};
use crate::notice::{LeaderRole, Target, Task, UnitRole};
use crate::plan::Pace;
use crate::render::text::clean;

/// What a row knows beside its task.
pub(crate) struct Context<'a> {
    /// Its number.
    pub(crate) number: &'a str,
    /// What its notice is called.
    pub(crate) source: &'a str,
    /// The unit or leader whose section it stands in.
    pub(crate) party: Option<&'a str>,
    /// The party's roles.
    pub(crate) roles: &'a [&'static str],
    /// Whether 督导单位 have a column of their own.
    pub(crate) has_supervising: bool,
}

/// The cell of `entry` in `column`.
pub(crate) fn cell(entry: &Entry<'_>, column: Column, context: &Context<'_>) -> Cell {
    let task = entry.task;
    let text = match column {
        Column::Number => context.number.to_owned(),
        Column::Source => context.source.to_owned(),
        Column::Party => context.party.unwrap_or_default().to_owned(),
        Column::Role => context.roles.join("、"),
        Column::Task => task.title.text.clone(),
        Column::Content => content(task),
        Column::Target => distinct(targets(entry)).join("；\n"),
        Column::Investment => match entry.cost.amount {
            Some(amount) => return Cell::Amount(amount),
            None => entry.cost.ranges.join("；\n"),
        },
        Column::Leader => leaders(task),
        Column::Lead => units(task, UnitRole::Lead),
        Column::Responsible => units(task, UnitRole::Responsible),
        Column::Supporting => units(task, UnitRole::Supporting),
        Column::Supervising => units(task, UnitRole::Supervising),
        Column::Deadline => {
            distinct(task.deadlines.iter().map(|deadline| deadline.text.clone())).join("；\n")
        }
        Column::Note => notes(entry, context),
    };
    Cell::Text(clean(text.trim()))
}

/// The task's own sentences, unless they only repeat its title.
fn content(task: &Task) -> String {
    let body = task.body.as_ref().map_or("", |body| body.text.trim());
    let bare = |text: &str| text.trim_matches(|c: char| c.is_whitespace() || "。；;.".contains(c)).to_owned();
    if bare(body) == bare(&task.title.text) { String::new() } else { body.to_owned() }
}

/// The numbers, each with what it measures: `青稞种植面积38万亩以上`.
fn targets<'a>(entry: &'a Entry<'_>) -> impl Iterator<Item = String> + 'a {
    let line = |(target, lead_in): (&Target, &String)| {
        // A target without a number says what it is itself.
        let named = if Pace::of(target) == Pace::Percent { "" } else { lead_in };
        let measure = target.indicator.as_deref().unwrap_or(named);
        let measure = if target.text.contains(measure) { "" } else { measure };
        let of_which = if target.part_of.is_some() { "其中：" } else { "" };
        format!("{of_which}{measure}{}", target.text)
    };
    entry.task.targets.iter().zip(&entry.lead_ins).map(line)
}

/// Leaders in charge; where their roles differ, each is told.
fn leaders(task: &Task) -> String {
    let in_charge: Vec<_> = task.leaders.iter().filter(|leader| leader.role != LeaderRole::Contact).collect();
    let differ =
        in_charge.iter().any(|leader| Some(leader.role) != in_charge.first().map(|first| first.role));
    let named = in_charge.into_iter().filter_map(|leader| {
        let name = leader_name(leader)?;
        let role = leader.label.as_deref().unwrap_or_else(|| leader_role(leader.role));
        Some(if differ { format!("{name}（{role}）") } else { name.to_owned() })
    });
    distinct(named).join("、")
}

fn units(task: &Task, role: UnitRole) -> String {
    let of_role = task.units.iter().filter(|unit| unit.role == role);
    distinct(of_role.map(|unit| unit.name.clone())).join("、")
}

/// What has no column: contacts, supervising units, sums that do not count.
fn notes(entry: &Entry<'_>, context: &Context<'_>) -> String {
    let task = entry.task;
    let mut notes = Vec::new();
    let contacts = task.leaders.iter().filter(|leader| leader.role == LeaderRole::Contact);
    let contacts = distinct(contacts.filter_map(leader_name).map(str::to_owned));
    if !contacts.is_empty() {
        notes.push(format!("联系人：{}", contacts.join("、")));
    }
    let supervising = units(task, UnitRole::Supervising);
    if !supervising.is_empty() && !context.has_supervising {
        notes.push(format!("督导单位：{supervising}"));
    }
    notes.extend(entry.cost.others.iter().cloned());
    if entry.cost.amount.is_some() && !entry.cost.ranges.is_empty() {
        notes.push(format!("另有投资：{}", entry.cost.ranges.join("、")));
    }
    notes.join("；\n")
}

/// `items` without what was there before.
fn distinct(items: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for item in items {
        if !item.is_empty() && !kept.contains(&item) {
            kept.push(item);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::super::entry::{entries, sample};
    use super::*;
    use crate::notice::{Comparator, TargetKind};
    use crate::text::Span;

    fn cells(task: Task, columns: &[Column]) -> Vec<String> {
        cells_in("", task, columns)
    }

    /// The cells of `task`, whose notice says `text`.
    fn cells_in(text: &str, task: Task, columns: &[Column]) -> Vec<String> {
        let mut notices = [sample::notice("a", vec![task])];
        notices[0].content.text = text.to_owned();
        let context = Context { number: "1", source: "", party: None, roles: &[], has_supervising: false };
        let entries = entries(&notices);
        columns.iter().map(|column| cell(&entries[0], *column, &context).to_string()).collect()
    }

    #[test]
    fn a_body_that_repeats_the_title_is_no_content() {
        let mut task = sample::task("粮食产量稳定在五万吨", None, &[], &[]);
        task.body = Some(sample::quote("粮食产量稳定在五万吨。"));
        assert_eq!(cells(task, &[Column::Content]), [""]);
    }

    fn target(text: &str, indicator: &str, part_of: Option<&str>) -> Target {
        Target {
            text: text.to_owned(),
            value: None,
            min: None,
            max: None,
            unit: None,
            comparator: Comparator::Eq,
            kind: TargetKind::Quantity,
            indicator: Some(indicator.to_owned()),
            part_of: part_of.map(str::to_owned),
            span: None,
        }
    }

    #[test]
    fn a_number_without_indicator_is_named_by_the_words_before_it() {
        let named = |text: &str, value: Option<i64>, span: Span| Target {
            indicator: None,
            value: value.map(Into::into),
            span: Some(span),
            ..target(text, "", None)
        };
        let mut task = sample::task("种树", None, &[], &[]);
        task.targets =
            vec![named("1万亩", Some(10_000), Span::new(3, 6)), named("全面清零", None, Span::new(9, 13))];
        let text = "，新造1万亩，力争全面清零";
        assert_eq!(cells_in(text, task, &[Column::Target]), ["新造1万亩；\n全面清零"]);
    }

    #[test]
    fn a_target_says_what_it_measures_once() {
        let mut task = sample::task("种树", None, &[], &[]);
        task.targets = vec![target("3万亩", "造林", None), target("新造1万亩", "新造", Some("3万亩"))];
        assert_eq!(cells(task, &[Column::Target]), ["造林3万亩；\n其中：新造1万亩"]);
    }

    #[test]
    fn leaders_of_different_roles_are_told_apart() {
        let mut task =
            sample::task("修路", None, &["甲某", "乙某", "丙某"], &[("督查室", UnitRole::Supervising)]);
        task.leaders[1].role = LeaderRole::Lead;
        task.leaders[2].role = LeaderRole::Contact;
        assert_eq!(
            cells(task, &[Column::Leader, Column::Note]),
            ["甲某（责任领导）、乙某（牵头领导）", "联系人：丙某；\n督导单位：督查室"]
        );
    }
}
