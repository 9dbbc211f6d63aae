//! `duban batch` as its users meet it: what is read, what is written, what happens when it is stopped.
#![allow(clippy::unwrap_used)] // helpers of tests may fail

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::contains;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;

mod common;
use common::Tested;

const FORMATS: [&str; 4] = ["json", "ndjson", "parquet", "sqlite"];

fn duban() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_duban"));
    command.args(["--lang", "en"]);
    command
}

fn batch(inputs: &[&Path], out: &Path, options: &[&str]) -> assert_cmd::assert::Assert {
    duban().arg("batch").args(inputs).arg("-o").arg(out).args(options).assert()
}

/// A notice of its own for each number.
fn notice(number: usize) -> String {
    format!(
        "关于做好第{number}批民生实事的通知\n一、改造道路\n新建农村公路{number}公里，总投资{number}万元，10月底前完成。\n责任单位：县交通运输局\n"
    )
}

fn folder_of(notices: usize) -> Result<tempfile::TempDir, Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    for number in 0..notices {
        let place = folder.path().join(format!("{}", number % 7));
        fs::create_dir_all(&place)?;
        fs::write(place.join(format!("{number}.txt")), notice(number))?;
    }
    Ok(folder)
}

fn report(out: &Path) -> Result<Value, Box<dyn std::error::Error>> {
    Ok(serde_json::from_slice(&fs::read(out.join("report.json"))?)?)
}

/// The entry of the first input whose path ends so.
fn entry<'r>(report: &'r Value, input: &str) -> &'r Value {
    let inputs = report["inputs"].as_array().into_iter().flatten();
    inputs.into_iter().find(|entry| entry["input"].as_str().unwrap().ends_with(input)).unwrap()
}

/// All outputs; of the report all but what may differ from run to run.
fn outputs(out: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for file in walkdir::WalkDir::new(out).into_iter().map(Result::unwrap) {
        let name = file.path().strip_prefix(out).unwrap().to_owned();
        if file.file_type().is_file() && !name.starts_with(".duban") {
            files.insert(name, fs::read(file.path()).unwrap());
        }
    }
    let mut report = report(out).unwrap();
    for entry in report["inputs"].as_array_mut().unwrap() {
        entry["seconds"] = Value::Null;
    }
    report["summary"]["seconds"] = Value::Null;
    report["summary"]["reused"] = Value::Null;
    files.insert("report.json".into(), serde_json::to_vec(&report).unwrap());
    files
}

fn zip_of(path: &Path, members: &[(&str, &[u8])]) -> Tested {
    let mut zip = zip::ZipWriter::new(fs::File::create(path)?);
    for (name, bytes) in members {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())?;
        zip.write_all(bytes)?;
    }
    zip.finish()?;
    Ok(())
}

#[test]
fn folders_are_mirrored_and_every_input_is_reported() -> Tested {
    let (folder, out) = (folder_of(3)?, tempfile::tempdir()?);
    fs::write(folder.path().join("0/empty.txt"), "")?;
    fs::write(folder.path().join("0/0.md"), notice(90))?;
    batch(&[folder.path()], out.path(), &[])
        .success()
        .stderr(contains("5 files: 4 read, 1 failed").and(contains("empty.txt: the file is empty")));
    let names: Vec<_> = outputs(out.path()).into_keys().collect();
    assert_eq!(names, ["0/0.json", "0/0.txt.json", "1/1.json", "2/2.json", "report.json"].map(PathBuf::from));
    let notice: Value = serde_json::from_slice(&fs::read(out.path().join("1/1.json"))?)?;
    assert_eq!(notice["source"]["name"], "1.txt");
    common::keeps_to_schema(&notice)?;

    let report = report(out.path())?;
    let good = entry(&report, "1/1.txt");
    assert_eq!((&good["status"], &good["output"]), (&"ok".into(), &"1/1.json".into()));
    assert_eq!(good["sha256"], duban::source::sha256(self::notice(1).as_bytes()));
    let bad = entry(&report, "empty.txt");
    assert_eq!((&bad["status"], &bad["error"]["code"]), (&"failed".into(), &"unreadable".into()));
    assert_eq!(report["inputs"].as_array().map(Vec::len), Some(5));
    Ok(())
}

#[test]
fn failures_are_data_unless_strict_or_total() -> Tested {
    let (folder, out) = (folder_of(1)?, tempfile::tempdir()?);
    let bad = folder.path().join("bad.txt");
    fs::write(&bad, [0; 64])?;
    batch(&[folder.path()], out.path(), &[]).success();
    batch(&[folder.path()], out.path(), &["--strict"]).code(1);
    batch(&[&bad], out.path(), &[]).code(1);
    batch(&[Path::new("no such folder")], out.path(), &[]).code(1).stderr(contains("no such file or folder"));
    duban()
        .args(["batch", "-o"])
        .arg(out.path())
        .assert()
        .code(2)
        .stderr(contains("nothing to read is named"));
    batch(&[folder.path()], out.path(), &["--include", "{"]).code(2);
    Ok(())
}

#[test]
fn order_and_result_do_not_depend_on_threads() -> Tested {
    let folder = folder_of(60)?;
    for format in FORMATS {
        let (one, many) = (tempfile::tempdir()?, tempfile::tempdir()?);
        batch(&[folder.path()], one.path(), &["--format", format, "--jobs", "1"]).success();
        batch(&[folder.path()], many.path(), &["--format", format, "--jobs", "7"]).success();
        assert!(outputs(one.path()) == outputs(many.path()), "{format}");
    }
    Ok(())
}

#[test]
fn ndjson_keeps_the_order_of_the_inputs() -> Tested {
    let (folder, out) = (folder_of(20)?, tempfile::tempdir()?);
    let list = folder.path().join("list");
    let order = [13, 2, 7, 19, 0];
    let paths = order.map(|n: usize| folder.path().join(format!("{}/{n}.txt", n % 7)).display().to_string());
    fs::write(&list, paths.join("\n"))?;
    batch(&[], out.path(), &["--format", "ndjson", "--from-file", &list.display().to_string()]).success();
    let lines = fs::read_to_string(out.path().join("notices.ndjson"))?;
    let names =
        lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["source"]["name"].clone());
    assert_eq!(names.collect::<Vec<_>>(), order.map(|n| Value::from(format!("{n}.txt"))));
    assert_eq!(entry(&report(out.path())?, "/19.txt")["line"], 4);

    let again = tempfile::tempdir()?;
    let output = ["batch", "-", "--format", "ndjson", "-o"];
    duban().args(output).arg(again.path()).write_stdin(paths.join("\0")).assert().success();
    assert!(outputs(out.path()) == outputs(again.path()), "a list on standard input is the same list");
    Ok(())
}

#[test]
fn globs_choose_files_of_folders_and_archives() -> Tested {
    let (folder, out) = (folder_of(0)?, tempfile::tempdir()?);
    for name in ["a.txt", "a.md", "old/b.txt", "old/deep/c.txt", ".hidden.txt", "~$a.txt", "new/Thumbs.db"] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap())?;
        fs::write(path, format!("关于印发{name}方案的通知"))?;
    }
    zip_of(&folder.path().join("z.zip"), &[("x.txt", "关于甲的通知".as_bytes()), ("x.md", b"b")])?;
    let read = |options: &[&str]| {
        batch(&[folder.path()], out.path(), options).success();
        let report = report(out.path()).unwrap();
        let inputs = report["inputs"].as_array().unwrap().iter();
        let name =
            |entry: &Value| entry["input"].as_str().unwrap().rsplit(['/', '!']).next().unwrap().to_owned();
        inputs.map(name).collect::<Vec<_>>()
    };
    assert_eq!(read(&[]), ["a.md", "a.txt", "b.txt", "c.txt", "x.txt", "x.md"]);
    assert_eq!(read(&["--include", "*.txt", "--exclude", "deep"]), ["a.txt", "b.txt", "x.txt"]);
    assert_eq!(read(&["--include", "old/**"]), ["b.txt", "c.txt"]);
    assert_eq!(read(&["--exclude", "*.zip", "--exclude", "old"]), ["a.md", "a.txt"]);
    assert_eq!(read(&["--hidden", "--include", "{.,~}*"]), [".hidden.txt", "~$a.txt"]);
    Ok(())
}

#[test]
fn archives_are_read_without_unpacking_and_never_lead_out() -> Tested {
    let (folder, root) = (folder_of(0)?, tempfile::tempdir()?);
    let zip = folder.path().join("a.zip");
    let notices: Vec<String> = (0..4).map(notice).collect();
    zip_of(
        &zip,
        &[
            ("in/0.txt", notices[0].as_bytes()),
            ("../../1.txt", notices[1].as_bytes()),
            ("/etc/2.txt", notices[2].as_bytes()),
            (r"..\3.txt", notices[3].as_bytes()),
            ("bomb.txt", &vec![b'\n'; 8 << 20]),
            ("inner.zip", b"PK"),
        ],
    )?;
    let out = root.path().join("deep/out");
    batch(&[&zip], &out, &[]).success().stderr(contains("6 files: 4 read, 2 failed"));
    let names: Vec<_> = outputs(&out).into_keys().collect();
    let expected = ["a.zip/1.json", "a.zip/3.json", "a.zip/etc/2.json", "a.zip/in/0.json", "report.json"];
    assert_eq!(names, expected.map(PathBuf::from));
    let all = walkdir::WalkDir::new(root.path()).into_iter().map(Result::unwrap);
    let outside = all.filter(|file| file.file_type().is_file() && !file.path().starts_with(&out));
    assert_eq!(outside.count(), 0);
    let report = report(&out)?;
    assert_eq!(entry(&report, "a.zip!/bomb.txt")["error"]["code"], "limit");
    assert_eq!(entry(&report, "a.zip!/inner.zip")["error"]["code"], "archive");

    batch(&[&zip], &out, &["--max-archive-size", "0", "--force"]).code(1).stderr(contains("raise the limit"));
    fs::write(&zip, b"PK\x03\x04 cut off")?;
    batch(&[&zip], &out, &[]).code(1).stderr(contains("the archive cannot be read"));
    Ok(())
}

#[test]
fn what_is_done_and_unchanged_is_not_read_again() -> Tested {
    let (folder, out) = (folder_of(6)?, tempfile::tempdir()?);
    let reused = || report(out.path()).unwrap()["summary"]["reused"].clone();
    batch(&[folder.path()], out.path(), &[]).success();
    assert_eq!(reused(), 0);
    let before = outputs(out.path());
    batch(&[folder.path()], out.path(), &[]).success();
    assert_eq!(reused(), 6);
    assert!(outputs(out.path()) == before);
    batch(&[folder.path()], out.path(), &["--force"]).success();
    assert_eq!(reused(), 0);

    fs::write(folder.path().join("1/1.txt"), notice(100))?;
    fs::write(folder.path().join("2/2.txt"), "")?;
    fs::remove_file(out.path().join("3/3.json"))?;
    batch(&[folder.path()], out.path(), &[]).success();
    assert_eq!(reused(), 4);
    assert!(!out.path().join("2/2.json").exists(), "what it once said is not true any more");
    let fresh = tempfile::tempdir()?;
    batch(&[folder.path()], fresh.path(), &[]).success();
    assert!(outputs(out.path()) == outputs(fresh.path()));

    for format in FORMATS {
        let fresh = tempfile::tempdir()?;
        batch(&[folder.path()], out.path(), &["--format", format]).success();
        assert_eq!(reused(), 6, "another format needs no reading");
        batch(&[folder.path()], fresh.path(), &["--format", format]).success();
        let fresh = outputs(fresh.path());
        assert!(
            outputs(out.path()).into_iter().filter(|(name, _)| fresh.contains_key(name)).eq(fresh.clone())
        );
    }
    batch(&[folder.path()], out.path(), &["--max-blocks", "7"]).success();
    assert_eq!(reused(), 0, "other limits, other results");
    Ok(())
}

#[test]
fn the_same_content_is_read_once() -> Tested {
    let (folder, out) = (folder_of(2)?, tempfile::tempdir()?);
    fs::write(folder.path().join("copy.txt"), notice(1))?;
    fs::write(folder.path().join("0/zero.txt"), "")?;
    fs::write(folder.path().join("1/zero.txt"), "")?;
    batch(&[folder.path()], out.path(), &[]).success();
    let first = report(out.path())?;
    let copy = entry(&first, "copy.txt");
    assert!(copy["duplicate_of"].as_str().is_some_and(|first| first.ends_with("1/1.txt")));
    assert_eq!(copy["sha256"], entry(&first, "1/1.txt")["sha256"]);
    assert_eq!(entry(&first, "1/zero.txt")["status"], "failed");
    let read = |name: &str| fs::read_to_string(out.path().join(name));
    assert_eq!(
        read("copy.json")?,
        read("1/1.json")?.replace("1.txt", "copy.txt"),
        "its own name, nothing else"
    );
    let summary = &first["summary"];
    assert_eq!((&summary["found"], &summary["duplicates"]), (&5.into(), &2.into()));

    // A duplicate stays right when what it was a duplicate of is changed or gone.
    fs::write(folder.path().join("1/1.txt"), notice(50))?;
    batch(&[folder.path()], out.path(), &[]).success();
    assert!(entry(&report(out.path())?, "copy.txt")["duplicate_of"].is_null());
    let fresh = tempfile::tempdir()?;
    batch(&[folder.path()], fresh.path(), &[]).success();
    assert!(outputs(out.path()) == outputs(fresh.path()));

    batch(&[folder.path()], out.path(), &["--format", "sqlite"]).success();
    let database = rusqlite::Connection::open(out.path().join("notices.sqlite"))?;
    assert_eq!(count(&database, "notices"), 3);
    Ok(())
}

/// Starts a batch and gives it a while; then `stop` it is.
fn start_and(folder: &Path, out: &Path, format: &str, stop: impl Fn(&mut std::process::Child)) -> Tested {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_duban"));
    command.arg("batch").arg(folder).arg("-o").arg(out).args(["--format", format, "--jobs", "2"]);
    let mut child = command.stderr(Stdio::null()).spawn()?;
    for _ in 0..1000 {
        if fs::metadata(out.join(".duban/log")).is_ok_and(|log| log.len() > 20_000) {
            break;
        }
        sleep(Duration::from_millis(1));
    }
    stop(&mut child);
    child.wait()?;
    Ok(())
}

#[test]
fn a_killed_batch_goes_on_to_the_same_result() -> Tested {
    let folder = folder_of(1000)?;
    for format in FORMATS {
        let (whole, killed) = (tempfile::tempdir()?, tempfile::tempdir()?);
        batch(&[folder.path()], whole.path(), &["--format", format]).success();
        start_and(folder.path(), killed.path(), format, |child| child.kill().unwrap())?;
        assert!(!killed.path().join("report.json").exists(), "it was killed too late to prove anything");
        batch(&[folder.path()], killed.path(), &["--format", format]).success();
        assert_ne!(report(killed.path())?["summary"]["reused"], 0);
        assert!(outputs(whole.path()) == outputs(killed.path()), "{format}");
    }
    Ok(())
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_whole_files_and_the_next_run_goes_on() -> Tested {
    let folder = folder_of(1000)?;
    let (whole, stopped) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let interrupt = |child: &mut std::process::Child| {
        std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(130));
    };
    start_and(folder.path(), stopped.path(), "json", interrupt)?;
    let mut files = 0;
    for file in walkdir::WalkDir::new(stopped.path()).into_iter().map(Result::unwrap) {
        if file.path().extension().is_some_and(|e| e == "json") {
            serde_json::from_slice::<Value>(&fs::read(file.path())?)?;
            files += 1;
        }
    }
    assert!((1..1000).contains(&files), "{files} files");
    batch(&[folder.path()], whole.path(), &[]).success();
    batch(&[folder.path()], stopped.path(), &[]).success();
    assert!(outputs(whole.path()) == outputs(stopped.path()));
    Ok(())
}

#[test]
fn a_damaged_journal_costs_work_but_no_result() -> Tested {
    let (folder, out, fresh) = (folder_of(20)?, tempfile::tempdir()?, tempfile::tempdir()?);
    batch(&[folder.path()], fresh.path(), &["--format", "ndjson"]).success();
    batch(&[folder.path()], out.path(), &["--format", "ndjson"]).success();
    let (log, store) = (out.path().join(".duban/log"), out.path().join(".duban/store"));
    let (logged, stored) = (fs::read(&log)?, fs::read(&store)?);
    for keep in [0, 1, logged.len() / 3, logged.len() - 1] {
        fs::write(&log, &logged[..keep])?;
        fs::write(&store, &stored)?;
        batch(&[folder.path()], out.path(), &["--format", "ndjson"]).success();
        assert!(outputs(out.path()) == outputs(fresh.path()), "{keep} bytes of the log left");
    }
    fs::write(&store, "")?;
    batch(&[folder.path()], out.path(), &["--format", "ndjson"]).success();
    assert!(outputs(out.path()) == outputs(fresh.path()), "the store is gone");
    fs::write(&store, vec![b'x'; 2 * stored.len()])?;
    batch(&[folder.path()], out.path(), &["--format", "ndjson"]).code(1).stderr(contains("--force"));
    batch(&[folder.path()], out.path(), &["--format", "ndjson", "--force"]).success();
    assert!(outputs(out.path()) == outputs(fresh.path()), "it holds something else");
    Ok(())
}

#[test]
fn two_batches_do_not_share_a_folder_of_outputs() -> Tested {
    let (folder, out) = (folder_of(1)?, tempfile::tempdir()?);
    fs::create_dir(out.path().join(".duban"))?;
    let lock = fs::File::create(out.path().join(".duban/lock"))?;
    lock.lock()?;
    batch(&[folder.path()], out.path(), &[]).code(1).stderr(contains("another batch is writing"));
    Ok(())
}

#[test]
fn outputs_inside_the_inputs_are_not_read() -> Tested {
    let folder = folder_of(3)?;
    let out = folder.path().join("out");
    batch(&[folder.path()], &out, &[]).success();
    batch(&[folder.path()], &out, &[]).success().stderr(contains("3 files: 3 read"));
    Ok(())
}

#[test]
fn a_file_that_takes_too_long_is_left_behind() -> Tested {
    let (folder, out) = (folder_of(3)?, tempfile::tempdir()?);
    let line = "新建农村公路12公里，总投资3.4亿元，责任单位：县交通运输局；";
    fs::write(folder.path().join("0/slow.txt"), line.repeat(500_000))?;
    batch(&[folder.path()], out.path(), &["--timeout", "2", "--jobs", "1"]).success();
    let first = report(out.path())?;
    assert_eq!(entry(&first, "slow.txt")["error"]["code"], "timeout");
    assert_eq!(first["summary"]["ok"], 3, "the others are read by another thread");
    Ok(())
}

/// What pandas says of the tables: names and types of the columns, and how many rows there are.
const PANDAS: &str = r#"
import sys, pandas as pd
rows = []
for name in ["notices", "tasks", "parties", "investments", "targets", "deadlines"]:
    table = pd.read_parquet(f"{sys.argv[1]}/{name}.parquet", dtype_backend="pyarrow")
    rows.append(len(table))
    print(name)
    for column, kind in table.dtypes.items():
        print(f"  {column}: {kind.pyarrow_dtype}")
print(rows)
"#;

#[test]
fn pandas_reads_the_tables_and_their_columns_are_stable() -> Tested {
    let Ok(python) = std::env::var("DUBAN_PYTHON") else {
        eprintln!("skipped: DUBAN_PYTHON names no Python with pandas and pyarrow; scripts/test sets it");
        return Ok(());
    };
    let out = tempfile::tempdir()?;
    for format in ["parquet", "sqlite"] {
        batch(&[Path::new("fixtures")], out.path(), &["--include", "*.txt", "--format", format]).success();
    }
    let pandas = std::process::Command::new(python).args(["-c", PANDAS]).arg(out.path()).output()?;
    assert!(pandas.status.success(), "{}", String::from_utf8_lossy(&pandas.stderr));
    let said = String::from_utf8(pandas.stdout)?;
    let (columns, rows) = said.trim_end().rsplit_once('\n').unwrap();
    insta::assert_snapshot!(columns);
    let database = rusqlite::Connection::open(out.path().join("notices.sqlite"))?;
    assert_eq!(rows, format!("{:?}", duban::batch::TABLES.map(|table| count(&database, table.name))));
    Ok(())
}

fn count(database: &rusqlite::Connection, table: &str) -> i64 {
    database.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
}

#[test]
fn tables_hold_what_the_notices_say() -> Tested {
    let (json, tables) = (tempfile::tempdir()?, tempfile::tempdir()?);
    batch(&[Path::new("fixtures")], json.path(), &["--include", "*.txt", "--format", "ndjson"]).success();
    batch(&[Path::new("fixtures")], tables.path(), &["--include", "*.txt", "--format", "sqlite"]).success();
    let database = rusqlite::Connection::open(tables.path().join("notices.sqlite"))?;
    let mut expected = BTreeMap::<&str, i64>::new();
    let mut yuan = rust_decimal::Decimal::ZERO;
    for line in fs::read_to_string(json.path().join("notices.ndjson"))?.lines() {
        let notice: duban::notice::Notice = serde_json::from_str(line)?;
        *expected.entry("notices").or_default() += 1;
        for task in notice.tasks.iter().flat_map(|task| task.walk()) {
            *expected.entry("tasks").or_default() += 1;
            *expected.entry("parties").or_default() += (task.leaders.len() + task.units.len()) as i64;
            *expected.entry("investments").or_default() += task.investments.len() as i64;
            *expected.entry("targets").or_default() += task.targets.len() as i64;
            *expected.entry("deadlines").or_default() += task.deadlines.len() as i64;
            yuan += task.investments.iter().filter_map(|sum| sum.yuan).sum::<rust_decimal::Decimal>();
        }
    }
    for table in duban::batch::TABLES {
        assert_eq!(
            count(&database, table.name),
            expected.get(table.name).copied().unwrap_or(0),
            "{}",
            table.name
        );
    }
    let sum: Option<f64> = database.query_row("SELECT sum(yuan) FROM investments", [], |row| row.get(0))?;
    assert!((sum.unwrap_or(0.0) - f64::try_from(yuan)?).abs() < 0.01);
    Ok(())
}
