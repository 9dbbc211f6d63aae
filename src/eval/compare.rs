//! Which facts of an extracted notice are those of gold.

use super::fact::{self, At, Fact, Field, title_key};
use super::{Finding, Verdict};
use serde_json::Value;
use std::collections::HashMap;

/// Every fact of both, with what became of it: facts of gold in gold's order, then the spurious ones.
pub fn compare(extracted: &Value, gold: &Value) -> Vec<Finding> {
    let (tasks, gold_tasks) = (tasks(extracted), tasks(gold));
    let pairs = align(tasks, gold_tasks);
    let place = |i: usize| pairs[i].map_or(At::Extra(i), At::Task);
    let mut found = fact::of_header(extracted);
    found.extend(tasks.iter().enumerate().flat_map(|(i, task)| fact::of_task(task, place(i))));
    let mut wanted = fact::of_header(gold);
    wanted.extend(gold_tasks.iter().enumerate().flat_map(|(j, task)| fact::of_task(task, At::Task(j))));

    let unscored = unscored(gold);
    found.retain(|fact| !unscored.contains(&fact.field));
    wanted.retain(|fact| !unscored.contains(&fact.field));

    let title = |at: At| match at {
        At::Notice => None,
        At::Task(j) => gold_tasks.get(j),
        At::Extra(i) => tasks.get(i),
    };
    let finding = |fact: Fact, verdict| {
        let task = title(fact.at).map(title_key);
        Finding { fact, verdict, task }
    };
    let mut by_key: HashMap<_, Vec<usize>> = HashMap::new();
    for (i, fact) in found.iter().enumerate().rev() {
        by_key.entry((fact.field, fact.at, fact.parts.clone())).or_default().push(i);
    }
    let mut used = vec![false; found.len()];
    let mut findings = Vec::new();
    for fact in wanted {
        match by_key.get_mut(&(fact.field, fact.at, fact.parts.clone())).and_then(Vec::pop) {
            Some(i) => {
                used[i] = true;
                findings.push(finding(found[i].clone(), Verdict::Right));
            }
            None => findings.push(finding(Fact { span: None, ..fact }, Verdict::Missed)),
        }
    }
    let spurious = found.into_iter().zip(used).filter(|(_, used)| !used);
    findings.extend(spurious.map(|(fact, _)| finding(fact, Verdict::Spurious)));
    findings
}

fn tasks(notice: &Value) -> &[Value] {
    notice["tasks"].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// For each extracted task the gold task that it is: equal titles first, then one title inside of the other, in order.
fn align(tasks: &[Value], gold: &[Value]) -> Vec<Option<usize>> {
    let keys: Vec<String> = tasks.iter().map(title_key).collect();
    let gold: Vec<String> = gold.iter().map(title_key).collect();
    let long = |key: &str| key.chars().count() >= 4;
    let equal = |a: &str, b: &str| a == b;
    let within = |a: &str, b: &str| long(a) && long(b) && (a.contains(b) || b.contains(a));
    let mut pairs = vec![None; keys.len()];
    let mut left: Vec<usize> = (0..gold.len()).collect();
    for same in [&equal as &dyn Fn(&str, &str) -> bool, &within] {
        for (key, pair) in keys.iter().zip(&mut pairs).filter(|(_, pair)| pair.is_none()) {
            if let Some(at) = left.iter().position(|&j| same(key, &gold[j])) {
                *pair = Some(left.remove(at));
            }
        }
    }
    pairs
}

/// Fields that gold does not annotate.
fn unscored(gold: &Value) -> Vec<Field> {
    let tasks = tasks(gold);
    let header = Field::HEADER.into_iter().filter(|field| gold.get(field.name()).is_none());
    let of_tasks = Field::TASK
        .into_iter()
        .filter(|field| !tasks.is_empty() && tasks.iter().all(|task| task.get(field.name()).is_none()));
    header.chain(of_tasks).collect()
}
