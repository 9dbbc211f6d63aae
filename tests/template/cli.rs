//! `duban template`, as its users meet it.

use crate::notice::notice;
use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::contains;
use std::path::{Path, PathBuf};

/// The command in `folder`, where the notice lies as `plan.json`.
fn duban(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_duban"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    std::fs::write(folder.join("plan.json"), serde_json::to_string(&notice()).unwrap()).unwrap();
    command.current_dir(folder).arg("template").args(args);
    command
}

/// All files under `folder`, by their paths in it.
fn files(folder: &Path) -> Vec<String> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = walk.filter(|entry| entry.file_type().is_file());
    let name = |path: PathBuf| path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
    files.map(|entry| name(entry.into_path())).collect()
}

#[test]
fn each_template_has_its_files() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    duban(folder, &["ledger", "plan.json", "-o", "a"]).assert().success().stderr(contains("总台账.xlsx"));
    assert_eq!(files(&folder.join("a")), ["总台账.xlsx"]);
    duban(folder, &["calendar", "plan.json", "-o", "b"]).assert().success();
    assert_eq!(files(&folder.join("b")), ["督办日历.ics"]);
    duban(folder, &["plan", "plan.json", "-o", "c"]).assert().success().stderr(contains("wrote 7 files"));
    assert_eq!(files(&folder.join("c"))[0], "实施方案/01-教育局.docx");
    duban(folder, &["monthly", "plan.json", "-o", "d", "--month", "4-5", "--format", "xlsx"])
        .assert()
        .success();
    let monthly = files(&folder.join("d"));
    assert_eq!(monthly[..2], ["月报表/01-教育局/2031-04.xlsx", "月报表/01-教育局/2031-05.xlsx"]);
    assert_eq!(monthly.len(), 14);
    duban(folder, &["all", "plan.json", "-o", "e", "--month", "6"]).assert().success();
    assert_eq!(files(&folder.join("e")).len(), 2 + 7 + 7 * 2, "monthly forms in Word and Excel");
}

#[test]
fn nothing_is_overwritten_without_force() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    std::fs::create_dir_all(folder.join("实施方案")).unwrap();
    std::fs::write(folder.join("实施方案/04-财政局.docx"), "mine").unwrap();
    duban(folder, &["plan", "plan.json"]).assert().code(1).stderr(contains("--force"));
    assert_eq!(files(folder), ["plan.json", "实施方案/04-财政局.docx"], "all or none");
    assert_eq!(std::fs::read(folder.join("实施方案/04-财政局.docx")).unwrap(), b"mine");
    duban(folder, &["plan", "plan.json", "--force"]).assert().success();
    assert_ne!(std::fs::read(folder.join("实施方案/04-财政局.docx")).unwrap(), b"mine");
}

#[test]
fn names_of_files_come_from_no_path_in_the_notice() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let mut command = duban(folder, &["plan", "-", "-o", "out"]);
    let text = std::fs::read_to_string(folder.join("plan.json")).unwrap().replace("财政局", "../../财政局");
    command.write_stdin(text).assert().success();
    assert!(files(folder).contains(&"out/实施方案/04-财政局.docx".to_owned()), "{:?}", files(folder));
}

#[test]
fn profile_comes_from_the_command_line_or_the_configuration() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let made = |args: &[&str], name: &str| {
        duban(folder, &[&["ledger", "plan.json", "-o", name], args].concat()).assert().success();
        std::fs::read(folder.join(name).join("总台账.xlsx")).unwrap()
    };
    let (even, back) = (made(&[], "a"), made(&["--profile", "back"], "b"));
    assert_ne!(even, back);
    std::fs::write(folder.join("duban.toml"), "plan.profile = 'back'\n").unwrap();
    assert_eq!(made(&[], "c"), back);
    assert_eq!(made(&["--profile", "even"], "d"), even);
}

#[test]
fn what_is_wrong_is_said_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let fails = |args: &[&str], edit: (&str, &str), code: i32, said: &str| {
        let mut command = duban(folder, args);
        let text = std::fs::read_to_string(folder.join("plan.json")).unwrap();
        assert!(text.contains(edit.0), "{}", edit.0);
        command.write_stdin(text.replace(edit.0, edit.1)).assert().code(code).stderr(contains(said));
    };
    let keep = ("2031", "2031");
    fails(&["ledger", "--month", "6-4"], keep, 2, "the earlier first");
    fails(&["ledger", "--profile", "fast"], keep, 2, "s-curve");
    fails(&["ledger", "missing.txt"], keep, 1, "missing.txt");
    let other_year = ("\"plan_year\":2031", "\"plan_year\":2032");
    fails(&["ledger", "plan.json", "-"], other_year, 1, "make templates for each year");
    duban(folder, &["ledger", "plan.json", "--lang", "zh", "--month", "0"])
        .assert()
        .code(2)
        .stderr(predicate::str::is_empty().not());
    assert_eq!(files(folder), ["plan.json"]);
}
