//! The command as its users meet it: what goes to which stream, which exit code, which files.

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::{contains, is_empty};
use serde_json::Value;
use std::path::Path;

mod common;
use common::Tested;

const NOTICE: &str = "fixtures/livelihood/six-promises.txt";

fn duban(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_duban"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    command.args(args);
    command
}

fn read_json(path: impl AsRef<Path>) -> Result<Value, Box<dyn std::error::Error>> {
    Ok(serde_json::from_slice(&std::fs::read(path)?)?)
}

#[test]
fn extract_writes_json_to_standard_output_and_nothing_to_standard_error() -> Tested {
    let output =
        duban(&["extract", NOTICE]).assert().success().stderr(is_empty()).get_output().stdout.clone();
    let notice: Value = serde_json::from_slice(&output)?;
    assert_eq!(notice["source"]["name"], "six-promises.txt");
    common::keeps_to_schema(&notice)?;
    Ok(())
}

#[test]
fn extract_reads_standard_input() -> Tested {
    let text = std::fs::read(NOTICE)?;
    for args in [vec!["extract"], vec!["extract", "-"]] {
        let output = duban(&args).write_stdin(text.clone()).assert().success().get_output().stdout.clone();
        let notice: Value = serde_json::from_slice(&output)?;
        assert_eq!(notice["source"]["name"], "-");
        assert_eq!(notice["source"]["bytes"].as_u64(), Some(text.len() as u64));
    }
    Ok(())
}

#[test]
fn ndjson_is_a_line_a_notice() {
    let output =
        duban(&["extract", "--format", "ndjson", NOTICE, "fixtures/tables/pipe.txt"]).assert().success();
    let lines = String::from_utf8_lossy(&output.get_output().stdout).into_owned();
    let names: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap_or_default()["source"]["name"].clone())
        .collect();
    assert_eq!(names, ["six-promises.txt", "pipe.txt"]);
}

#[test]
fn one_notice_goes_into_a_file_and_several_into_a_folder() -> Tested {
    let folder = tempfile::tempdir()?;
    let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    duban(&["extract", NOTICE, "-o", &at("deep/one.json")]).assert().success().stdout(is_empty());
    assert_eq!(read_json(at("deep/one.json"))?["source"]["name"], "six-promises.txt");

    duban(&["extract", NOTICE, "fixtures/tables/pipe.txt", "-o", &at("several")]).assert().success();
    assert_eq!(read_json(at("several/six-promises.json"))?["source"]["name"], "six-promises.txt");
    assert_eq!(read_json(at("several/pipe.json"))?["source"]["name"], "pipe.txt");
    Ok(())
}

#[test]
fn an_input_that_fails_is_named_and_the_others_are_written() -> Tested {
    let folder = tempfile::tempdir()?;
    duban(&["extract", "no-such-notice.txt", NOTICE, "fixtures", "-o"])
        .arg(folder.path())
        .assert()
        .code(1)
        .stdout(is_empty())
        .stderr(contains("error: cannot read no-such-notice.txt:"))
        .stderr(contains("error: fixtures is a folder\n  help: name the files in it, or use `duban batch`"));
    assert_eq!(std::fs::read_dir(folder.path())?.count(), 1);
    Ok(())
}

#[test]
fn usage_errors_have_exit_code_two() {
    for args in [
        &["extract", "--nope"][..],
        &["extract", "--format", "xml", NOTICE],
        &["extract", "--encoding", "klingon", NOTICE],
        &["text"],
        &["nope"],
        &[],
    ] {
        duban(args).assert().code(2).stdout(is_empty()).stderr(is_empty().not());
    }
}

#[test]
fn text_plain_is_what_spans_point_into() -> Tested {
    let plain = duban(&["text", "--plain", NOTICE]).assert().success().get_output().stdout.clone();
    let json = duban(&["extract", NOTICE]).assert().success().get_output().stdout.clone();
    let notice: Value = serde_json::from_slice(&json)?;
    assert_eq!(notice["content"]["text"].as_str(), Some(String::from_utf8(plain)?.as_str()));
    Ok(())
}

#[test]
fn schema_prints_the_published_schema() -> Tested {
    let schema = std::fs::read_to_string("schemas/notice.schema.json")?;
    duban(&["schema"]).assert().success().stdout(schema).stderr(is_empty());
    Ok(())
}

#[test]
fn the_locale_chooses_the_language_and_lang_overrules_it() {
    let missing = ["extract", "no-such-notice.txt"];
    duban(&missing).env("LANG", "zh_CN.UTF-8").assert().code(1).stderr(contains("错误：无法读取"));
    duban(&missing).env("LANG", "zh_CN.UTF-8").env("LC_ALL", "C").assert().code(1).stderr(contains("error:"));
    duban(&missing).args(["--lang", "zh"]).assert().code(1).stderr(contains("错误："));
    duban(&["--lang", "zh", "--help"]).assert().success().stdout(contains("用法："));
    duban(&["--lang", "zh", "extract", "--nope"]).assert().code(2).stderr(contains("不认识的参数 --nope"));
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_error() -> Tested {
    use std::io::Read;
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_duban"))
        .args(["extract"])
        .args([NOTICE; 60]) // more than a pipe holds
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    drop(child.stdout.take());
    let mut messages = String::new();
    child.stderr.take().ok_or("no standard error")?.read_to_string(&mut messages)?;
    assert_eq!(messages, "");
    assert_eq!(child.wait()?.code(), Some(0));
    Ok(())
}

#[test]
fn completions_know_sub_commands_and_values() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        duban(&["completions", shell]).assert().success().stdout(contains("extract"));
    }
    duban(&["completions", "bash"]).assert().success().stdout(contains("ndjson"));
}

#[test]
fn encoding_overrules_detection() -> Tested {
    let text = std::fs::read_to_string(NOTICE)?;
    let (bytes, _, unmappable) = encoding_rs::GB18030.encode(&text);
    assert!(!unmappable);
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("notice.txt");
    std::fs::write(&path, &bytes)?;
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    duban(&["text", "--encoding", "gb18030"]).arg(&path).assert().success().stdout(contains(first));
    Ok(())
}

#[test]
fn notices_of_the_same_name_do_not_overwrite_each_other() -> Tested {
    let folder = tempfile::tempdir()?;
    let mut inputs = Vec::new();
    for county in ["a", "b"] {
        let path = folder.path().join(county).join("notice.txt");
        std::fs::create_dir_all(path.parent().unwrap_or(&path))?;
        std::fs::write(&path, format!("{county}县人民政府通知"))?;
        inputs.push(path);
    }
    let out = folder.path().join("out");
    duban(&["extract"]).args(&inputs).arg("-o").arg(&out).assert().success();
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(&out)? {
        texts.push(read_json(entry?.path())?["content"]["text"].to_string());
    }
    texts.sort();
    assert_eq!(texts, ["\"a县人民政府通知\"", "\"b县人民政府通知\""]);
    Ok(())
}

#[test]
fn text_shows_where_each_block_came_from() {
    duban(&["text", "-"])
        .write_stdin("\n关于做好春耕生产工作的通知\n\n各乡镇：\n")
        .assert()
        .success()
        .stdout("L2               │ 关于做好春耕生产工作的通知\nL4               │ 各乡镇：\n");
}
