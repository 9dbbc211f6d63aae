//! `duban eval` against the reference scorer, and as its users meet it.
#![allow(clippy::unwrap_used)] // a test may fail

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::contains;
use serde_json::{Value, json};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

mod common;
use common::Tested;

fn duban(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_duban"));
    command.args(["--lang", "en"]).args(args);
    command
}

fn shared() -> PathBuf {
    env::var_os("DUBAN_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from)
}

/// Pseudo-random numbers, the same in every run (Knuth's linear congruence).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// Makes of gold what an extraction with all sorts of faults could have been.
fn perturb(value: &mut Value, dice: &mut Dice) {
    match value {
        Value::Array(items) => {
            items.retain(|_| dice.roll(12) > 0);
            if !items.is_empty() && dice.roll(10) == 0 {
                let copy = items[dice.roll(items.len() as u64) as usize].clone();
                items.push(copy);
            }
            if items.len() > 1 && dice.roll(15) == 0 {
                items.rotate_left(1);
            }
            items.iter_mut().for_each(|item| perturb(item, dice));
        }
        Value::Object(members) => {
            let names: Vec<String> = members.keys().cloned().collect();
            let worded = members.contains_key("text");
            for name in names {
                // these the scorer takes for granted
                let required = matches!(name.as_str(), "text" | "name") || name == "date" && !worded;
                if !required && dice.roll(40) == 0 {
                    members.remove(&name);
                } else if let Some(member) = members.get_mut(&name) {
                    perturb(member, dice);
                }
            }
        }
        Value::String(text) => match dice.roll(40) {
            0 => text.push('。'),
            1 => text.insert(0, '　'),
            2 => *text = text.chars().skip(1).collect(),
            3 => *text = format!("{text}等工作"),
            4 => *text = text.replace('2', "２"),
            _ => {}
        },
        Value::Number(_) if dice.roll(20) == 0 => *value = json!(dice.roll(1000)),
        Value::Number(n) if dice.roll(5) == 0 => *value = json!(n.as_f64()),
        _ => {}
    }
}

#[test]
fn figures_are_those_of_the_reference_scorer() -> Tested {
    let scorer = shared().join("tools/score.py");
    let python = env::var("DUBAN_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    if !scorer.is_file() || Command::new(&python).arg("--version").output().is_err() {
        eprintln!("skipped: no {} or no {python}", scorer.display());
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    let (found, gold) = (folder.path().join("found"), folder.path().join("gold"));
    let mut dice = Dice(1);
    let sources = [Path::new("fixtures").to_owned(), shared().join("corpus")];
    let files = sources.iter().flat_map(|source| WalkDir::new(source).sort_by_file_name()).flatten();
    for (i, file) in files.filter(|f| f.file_name().to_string_lossy().ends_with(".gold.json")).enumerate() {
        let annotation: Value = serde_json::from_slice(&fs::read(file.path())?)?;
        for round in 0..6 {
            let mut extracted = annotation.clone();
            if round > 0 {
                perturb(&mut extracted, &mut dice);
            }
            let within = format!("{}/{i}-{round}", i % 3);
            fs::create_dir_all(found.join(&within).parent().unwrap())?;
            fs::create_dir_all(gold.join(&within).parent().unwrap())?;
            fs::write(found.join(format!("{within}.json")), extracted.to_string())?;
            fs::write(gold.join(format!("{within}.gold.json")), annotation.to_string())?;
        }
    }
    let (found, gold) = (found.to_str().unwrap(), gold.to_str().unwrap());
    let theirs = Command::new(&python).arg(&scorer).args(["--json", "--dir", found, gold]).assert().success();
    let theirs: Value = serde_json::from_slice(&theirs.get_output().stdout)?;
    let ours: Value = serde_json::from_slice(
        &duban(&["eval", "--json", found, gold]).assert().success().get_output().stdout,
    )?;
    assert_eq!(theirs["notices"], ours["notices"]);
    let fields = theirs["fields"].as_object().unwrap();
    assert_eq!(fields.len(), ours["fields"].as_object().unwrap().len());
    for (field, figures) in fields {
        for (figure, value) in figures.as_object().unwrap() {
            assert_eq!(value.as_f64(), ours["fields"][field][figure].as_f64(), "{figure} of {field}");
        }
    }
    assert!(fields["micro"]["f1"].as_f64().unwrap() < 0.99, "the faults were seen");
    Ok(())
}

const TEXT: &str = "关于修路的通知\n一、修路3处。\n";

/// A folder with one extracted notice, which lacks a target and has a spurious leader, and its annotation.
fn one_notice() -> Result<tempfile::TempDir, Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let found = json!({
        "content": {"text": TEXT, "blocks": [
            {"kind": "paragraph", "span": {"start": 0, "end": 7}, "origin": {"line": 1, "end_line": 1}},
            {"kind": "paragraph", "span": {"start": 8, "end": 15}, "origin": {"line": 4, "end_line": 4}},
        ]},
        "tasks": [{"title": {"text": "修路3处", "span": {"start": 10, "end": 14}}, "leaders": [{"name": "赵一"}], "targets": []}],
    });
    let gold = json!({"tasks": [{"title": "修路3处", "leaders": [], "targets": [{"text": "3处", "value": 3, "unit": "处"}]}]});
    fs::write(folder.path().join("road.json"), found.to_string())?;
    fs::write(folder.path().join("road.gold.json"), gold.to_string())?;
    Ok(folder)
}

#[test]
fn misses_name_the_place() -> Tested {
    let folder = one_notice()?;
    let path = folder.path().to_str().unwrap();
    duban(&["eval", "--misses", path, path])
        .assert()
        .success()
        .stdout(contains("- road.json:4: targets 3 处 eq [修路3处] …一、修路【3处】。…\n"))
        .stdout(contains("+ road.json: leaders 赵一 [修路3处]\n"))
        .stdout(contains("1 notices, micro F1 0.5000\n"));
    Ok(())
}

#[test]
fn the_report_is_one_page_that_needs_nothing_else() -> Tested {
    let folder = one_notice()?;
    let (path, page) = (folder.path().to_str().unwrap(), folder.path().join("report.html"));
    duban(&["eval", "--html", page.to_str().unwrap(), path, path]).assert().success();
    let html = fs::read_to_string(page)?;
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains(">3处</mark>"));
    assert!(!html.contains("src=") && !html.contains("http"));
    Ok(())
}

#[test]
fn a_field_below_the_minimum_fails() -> Tested {
    let folder = one_notice()?;
    let path = folder.path().to_str().unwrap();
    duban(&["eval", "--min", "0.9", path, path])
        .assert()
        .code(1)
        .stderr(contains("F1 is below 0.9: leaders 0.000, targets 0.000"));
    duban(&["eval", "--min", "0", path, path]).assert().success();
    Ok(())
}

#[test]
fn a_notice_that_is_not_there_counts_as_missed() -> Tested {
    let folder = one_notice()?;
    let path = folder.path().to_str().unwrap();
    fs::remove_file(folder.path().join("road.json"))?;
    duban(&["eval", path, path])
        .assert()
        .code(1)
        .stderr(contains("there is no road in"))
        .stdout(contains("targets").and(contains("1 notices, micro F1 0.0000")));
    Ok(())
}

#[test]
fn a_folder_without_annotations_is_an_error() -> Tested {
    let folder = tempfile::tempdir()?;
    let path = folder.path().to_str().unwrap();
    duban(&["eval", path, path]).assert().code(1).stderr(contains("there is no annotation in"));
    Ok(())
}

#[test]
fn notices_are_extracted_on_the_way() -> Tested {
    let annotated = fs::read_dir("fixtures/livelihood")?
        .filter(|entry| entry.as_ref().is_ok_and(|e| e.path().extension() == Some("json".as_ref())))
        .count();
    assert!(annotated > 0, "fixtures/livelihood holds no annotation");
    duban(&["eval", "fixtures/livelihood", "fixtures/livelihood"])
        .assert()
        .success()
        .stdout(contains(format!("{annotated} notices, micro F1 1.0000")));
    Ok(())
}
