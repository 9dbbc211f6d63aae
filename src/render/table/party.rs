//! Units and leaders, and what each has to do.

use super::{
    Tally,
    entry::{Entry, total},
};
use crate::notice::{Leader, LeaderRole, Unit, UnitRole};
use std::collections::{BTreeMap, HashMap};

/// A unit or leader with its part in tasks.
#[derive(Debug, Clone)]
pub(crate) struct Party {
    /// What it is told apart by: the full name, where one is known.
    key: String,
    /// What it is called.
    pub(crate) name: String,
    /// Its parts in tasks, in the order of the entries.
    pub(crate) parts: Vec<Part>,
}

/// What a party does in one task.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// The entry.
    pub(crate) entry: usize,
    /// Its roles, as they are called.
    pub(crate) roles: Vec<&'static str>,
}

/// A leader's name, or the post where no name is given.
pub(crate) fn leader_name(leader: &Leader) -> Option<&str> {
    leader.name.as_deref().or(leader.post.as_deref()).filter(|name| !name.is_empty())
}

/// What a unit does.
pub(crate) fn unit_role(role: UnitRole) -> &'static str {
    match role {
        UnitRole::Lead => "牵头",
        UnitRole::Responsible => "责任",
        UnitRole::Supporting => "配合",
        UnitRole::Supervising => "督导",
    }
}

/// What a leader is.
pub(crate) fn leader_role(role: LeaderRole) -> &'static str {
    match role {
        LeaderRole::Responsible => "责任领导",
        LeaderRole::Lead => "牵头领导",
        LeaderRole::Branch => "分管领导",
        LeaderRole::Contact => "联系人",
    }
}

/// All units, in the order in which they first come.
pub(crate) fn units(entries: &[Entry<'_>], aliases: &BTreeMap<String, String>) -> Vec<Party> {
    gather(entries, |entry| {
        let named = |unit: &'_ Unit| {
            let full = unit.full_name.as_deref().unwrap_or(&unit.name);
            let alias = aliases.get(&unit.name).or_else(|| aliases.get(full));
            let (key, name) = alias.map_or((full, unit.name.as_str()), |alias| (alias, alias));
            (key.to_owned(), name.to_owned(), unit_role(unit.role))
        };
        entry.task.units.iter().map(named).collect()
    })
}

/// All leaders, in the order in which they first come.
pub(crate) fn leaders(entries: &[Entry<'_>], aliases: &BTreeMap<String, String>) -> Vec<Party> {
    gather(entries, |entry| {
        let named = |leader: &'_ Leader| {
            let name = leader_name(leader)?;
            let name = aliases.get(name).map_or(name, String::as_str);
            Some((name.to_owned(), name.to_owned(), leader_role(leader.role)))
        };
        entry.task.leaders.iter().filter_map(named).collect()
    })
}

/// Gathers parties by key; `parties` gives an entry's keys, names and roles.
fn gather(
    entries: &[Entry<'_>],
    parties: impl Fn(&Entry<'_>) -> Vec<(String, String, &'static str)>,
) -> Vec<Party> {
    let mut found: Vec<Party> = Vec::new();
    let mut index: HashMap<String, usize> = HashMap::new();
    for (entry, content) in entries.iter().enumerate() {
        for (key, name, role) in parties(content) {
            let at = *index.entry(key.clone()).or_insert_with(|| {
                found.push(Party { key, name, parts: Vec::new() });
                found.len() - 1
            });
            let Some(party) = found.get_mut(at) else { continue };
            match party.parts.last_mut() {
                Some(part) if part.entry == entry => {
                    if !part.roles.contains(&role) {
                        part.roles.push(role);
                    }
                }
                _ => party.parts.push(Part { entry, roles: vec![role] }),
            }
        }
    }
    tell_apart(&mut found);
    found
}

/// Calls parties that share a name by their keys.
fn tell_apart(parties: &mut [Party]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for party in parties.iter() {
        *seen.entry(party.name.clone()).or_default() += 1;
    }
    for party in parties {
        if seen.get(&party.name).is_some_and(|count| *count > 1) {
            party.name.clone_from(&party.key);
        }
    }
}

impl Party {
    /// What it has to do, counted.
    pub(crate) fn tally(&self, entries: &[Entry<'_>]) -> Tally {
        let with = |roles: &[&str]| -> Vec<usize> {
            let has = |part: &&Part| part.roles.iter().any(|role| roles.contains(role));
            self.parts.iter().filter(has).map(|part| part.entry).collect()
        };
        let involved: Vec<usize> = self.parts.iter().map(|part| part.entry).collect();
        Tally {
            name: self.name.clone(),
            tasks: self.parts.len(),
            lead: with(&["牵头"]).len(),
            responsible: with(&["责任"]).len(),
            supporting: with(&["配合"]).len(),
            supervising: with(&["督导"]).len(),
            involved: total(entries, &involved).unwrap_or_default(),
            in_charge: total(entries, &with(&["牵头", "责任", "责任领导", "牵头领导", "分管领导"]))
                .unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::entry::{entries, sample};
    use super::*;
    use UnitRole::{Lead, Responsible, Supporting};

    #[test]
    fn a_unit_is_one_under_its_alias_and_its_full_name() {
        let mut task = sample::task(
            "修路",
            None,
            &[],
            &[("交通局", Lead), ("县交通运输局", Responsible), ("城管局", Supporting)],
        );
        task.units[2].full_name = Some("县城市管理局".to_owned());
        let notices =
            [sample::notice("a", vec![task, sample::task("扫路", None, &[], &[("县城市管理局", Lead)])])];
        let aliases = BTreeMap::from([("交通局".to_owned(), "县交通运输局".to_owned())]);
        let units = units(&entries(&notices), &aliases);
        let names: Vec<_> = units.iter().map(|unit| (unit.name.as_str(), unit.parts.len())).collect();
        assert_eq!(names, [("县交通运输局", 1), ("城管局", 2)]);
        assert_eq!(units[0].parts[0].roles, ["牵头", "责任"]);
    }

    #[test]
    fn units_of_two_places_keep_apart() {
        let of = |full: &str| {
            let mut task = sample::task("修路", None, &[], &[("教育局", Lead)]);
            task.units[0].full_name = Some(full.to_owned());
            sample::notice("a", vec![task])
        };
        let notices = [of("甲县教育局"), of("乙县教育局")];
        let names: Vec<_> =
            units(&entries(&notices), &BTreeMap::new()).into_iter().map(|unit| unit.name).collect();
        assert_eq!(names, ["甲县教育局", "乙县教育局"]);
    }
}
