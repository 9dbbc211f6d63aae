//! `duban table` and `duban config` as their users meet them.

use crate::notice::{county, town};
use assert_cmd::Command;
use predicates::prelude::*;
use std::path::Path;

fn duban(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("duban").unwrap();
    command.current_dir(folder).env("LC_ALL", "C");
    command
}

/// A folder with two notices as JSON.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, notice) in [("a.json", county()), ("b.json", town())] {
        std::fs::write(folder.path().join(name), duban::render::json::pretty(&notice)).unwrap();
    }
    folder
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn the_extension_tells_the_format() {
    let folder = folder();
    for (name, start) in [
        ("t.docx", "PK"),
        ("t.xlsx", "PK"),
        ("t.md", "# "),
        ("t.html", "<!DOCTYPE"),
        ("t.csv", "\u{feff}"),
        ("t.json", "{"),
    ] {
        duban(folder.path()).args(["table", "a.json", "b.json", "-o", name]).assert().success();
        let bytes = std::fs::read(folder.path().join(name)).unwrap();
        assert!(bytes.starts_with(start.as_bytes()), "{name}");
    }
    let wrong = duban(folder.path()).args(["table", "a.json", "-o", "t.pdf"]).assert().code(2);
    wrong.stderr(predicate::str::contains("--format"));
}

#[test]
fn nothing_is_overwritten_without_force() {
    let folder = folder();
    std::fs::write(folder.path().join("t.md"), "mine").unwrap();
    let kept = duban(folder.path()).args(["table", "a.json", "-o", "t.md"]).assert().code(1);
    kept.stderr(predicate::str::contains("--force"));
    assert_eq!(std::fs::read_to_string(folder.path().join("t.md")).unwrap(), "mine");
    duban(folder.path()).args(["table", "a.json", "-o", "t.md", "--force"]).assert().success();
    assert!(std::fs::read_to_string(folder.path().join("t.md")).unwrap().starts_with("# "));
}

#[test]
fn each_unit_has_a_file_that_stays_in_its_folder() {
    let folder = folder();
    let units = folder.path().join("units");
    duban(folder.path()).args(["table", "a.json", "--per-unit", "units", "-f", "md"]).assert().success();
    let names = ["县交通运输局.md", "县住建局.md", "县教育局-2.md", "县教育局.md", "县财政局.md"];
    assert_eq!(files(&units), names);
    assert_eq!(files(folder.path()), ["a.json", "b.json", "units"]);
    let finance = std::fs::read_to_string(units.join("县财政局.md")).unwrap();
    assert!(finance.contains("# 县财政局工作任务交办单"));
    assert!(finance.contains("报送要求：每月5日前向县政府督查室报送进展情况。"));

    std::fs::remove_file(units.join("县交通运输局.md")).unwrap();
    duban(folder.path()).args(["table", "a.json", "--per-unit", "units", "-f", "md"]).assert().code(1);
    assert_eq!(files(&units).len(), 4, "all or none");
    duban(folder.path())
        .args(["table", "a.json", "--per-unit", "units", "-f", "md", "--force"])
        .assert()
        .success();
    assert_eq!(files(&units), names);
}

#[test]
fn columns_are_chosen_by_key_or_heading() {
    let folder = folder();
    let table =
        duban(folder.path()).args(["table", "b.json", "--columns", "牵头单位,task,备注"]).assert().success();
    table.stdout(
        predicate::str::contains("| 牵头单位 | 工作任务 | 备注 |")
            .and(predicate::str::contains("| 县住建局 | 整治人居环境 |  |")),
    );
    let wrong = duban(folder.path()).args(["table", "b.json", "--columns", "单价"]).assert().code(2);
    wrong.stderr(predicate::str::contains("lead 牵头单位"));
}

#[test]
fn a_bad_notice_does_not_keep_the_others_from_the_table() {
    let folder = folder();
    std::fs::write(folder.path().join("bad.json"), "{\"tasks\": 1}").unwrap();
    let table = duban(folder.path()).args(["table", "bad.json", "b.json"]).assert().code(1);
    table.stdout(predicate::str::contains("整治人居环境")).stderr(predicate::str::contains("bad.json"));
    duban(folder.path()).args(["table", "bad.json", "-o", "t.md"]).assert().code(1);
    assert!(!folder.path().join("t.md").exists());
}

#[test]
fn a_configuration_is_written_read_and_overruled() {
    let folder = folder();
    duban(folder.path()).args(["config", "init"]).assert().success();
    duban(folder.path()).args(["config", "init"]).assert().code(1);
    duban(folder.path()).args(["table", "b.json"]).assert().success();
    let config =
        "[table]\ncolumns = ['task', '牵头单位']\nby = 'unit'\n[aliases]\n'县住建局' = '住房和城乡建设局'\n";
    std::fs::write(folder.path().join("duban.toml"), config).unwrap();
    let table = duban(folder.path()).args(["table", "b.json", "a.json"]).assert().success();
    table.stdout(
        predicate::str::contains("住房和城乡建设局（2项）")
            .and(predicate::str::contains("| 工作任务 | 牵头单位 |\n")),
    );
    let table = duban(folder.path())
        .args(["table", "b.json", "--by", "task", "--columns", "task"])
        .assert()
        .success();
    table.stdout(predicate::str::contains("| 工作任务 |\n"));
    std::fs::write(folder.path().join("other.toml"), "[table]\nby = 'colour'\n").unwrap();
    let wrong = duban(folder.path()).args(["table", "b.json", "--config", "other.toml"]).assert().code(1);
    wrong.stderr(predicate::str::contains("other.toml").and(predicate::str::contains("line 2")));
}
