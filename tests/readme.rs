//! What the README says is so.
#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

mod common;
use common::Tested;

/// The blocks of code in `language`, each with the line before it.
fn blocks(language: &str) -> Vec<(String, String)> {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let mut found = Vec::new();
    let mut lines = readme.lines();
    let mut before = "";
    while let Some(line) = lines.next() {
        if let Some(of) = line.strip_prefix("```") {
            let code: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            if of == language {
                found.push((before.to_owned(), code.join("\n")));
            }
        }
        before = line;
    }
    found
}

fn duban(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_duban"));
    command.args(args).args(["--lang", "en"]);
    command
}

/// Every command that stands in a block of shell, or in back-ticks.
fn commands() -> Vec<Vec<String>> {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let shell =
        blocks("sh").into_iter().flat_map(|(_, code)| code.lines().map(str::to_owned).collect::<Vec<_>>());
    let quoted = readme.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let words = |line: String| -> Option<Vec<String>> {
        let line = line.split(" # ").next()?.split(" | ").last()?.trim().to_owned();
        let line = line.replace("cargo run --release -- ", "duban ");
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        (words.first()? == "duban" && words.len() > 1).then(|| words[1..].to_vec())
    };
    shell.chain(quoted).filter_map(words).collect()
}

#[test]
fn its_commands_and_options_exist() {
    let mut help = BTreeMap::new();
    let mut checked = 0;
    for words in commands() {
        let sub: Vec<&str> = words
            .iter()
            .map(String::as_str)
            .take_while(|word| word.chars().all(|c| c.is_ascii_lowercase()))
            .take(1)
            .collect();
        if sub.is_empty() && !words[0].starts_with("--") {
            continue; // a placeholder: `duban COMMAND --help`
        }
        let help = help.entry(sub.join(" ")).or_insert_with(|| {
            let output = duban(&sub).arg("--help").assert().success().get_output().stdout.clone();
            String::from_utf8(output).unwrap()
        });
        for option in
            words.iter().map(|word| word.trim_start_matches(['[', '('])).filter(|w| w.starts_with('-'))
        {
            let option = option.split(['=', ']', ')']).next().unwrap_or(option);
            let known = help.split([' ', ',', '\n']).any(|word| word == option);
            assert!(known || option == "-", "`duban {}` has no {option}", words.join(" "));
        }
        checked += 1;
    }
    assert!(checked > 10, "only {checked} commands found");
}

#[test]
fn every_sub_command_is_in_it() {
    let help = duban(&["--help"]).assert().success().get_output().stdout.clone();
    let help = String::from_utf8(help).unwrap();
    let listed =
        help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap_or_default();
    let missing: Vec<&str> = listed
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| !commands().iter().any(|words| words[0] == *name))
        .collect();
    assert!(listed.contains("extract") && missing.is_empty(), "README says nothing of {missing:?}");
}

#[test]
fn its_excerpts_are_what_is_written() -> Tested {
    let notice = common::extract(Path::new("fixtures/livelihood/six-promises.txt"));
    let mut compared = 0;
    for (before, code) in blocks("json") {
        let Some(pointer) = before.strip_prefix("<!-- excerpt: ").and_then(|rest| rest.strip_suffix(" -->"))
        else {
            continue;
        };
        let shown: Value = serde_json::from_str(&code)?;
        assert_eq!(Some(&shown), notice.pointer(pointer), "{pointer}");
        compared += 1;
    }
    assert!(compared > 0, "no excerpt found");
    Ok(())
}

#[test]
fn its_links_lead_somewhere() {
    for document in
        ["README.md", "docs/accuracy.md", "docs/design.md", "docs/performance.md", "fixtures/README.md"]
    {
        let text = std::fs::read_to_string(document).unwrap();
        let folder = Path::new(document).parent().unwrap();
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = target.split('#').next().unwrap_or_default();
            let web = file.starts_with("http") || file.is_empty();
            assert!(web || folder.join(file).exists(), "{document} links to {target}");
        }
    }
}

#[test]
fn its_first_command_works() {
    let (_, command) = blocks("sh").into_iter().find(|(_, code)| code.contains("cargo run")).unwrap();
    let args: Vec<&str> = command.split(" -- ").nth(1).unwrap().split_whitespace().collect();
    duban(&args).assert().success();
}
