//! Whatever a file holds, there is a clear error or a valid notice, and a batch goes on.
#![allow(clippy::unwrap_used)] // helpers of tests may fail

use assert_cmd::Command;
use duban::source::Options;
use serde_json::Value;
use std::fs;
use std::path::Path;

mod common;
use common::{Tested, hostile};

fn duban() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_duban"));
    command.args(["--lang", "en"]);
    command
}

fn batch(input: &Path, out: &Path, options: &[&str]) -> assert_cmd::assert::Assert {
    duban().arg("batch").arg(input).arg("-o").arg(out).args(options).assert()
}

fn report(out: &Path) -> Value {
    serde_json::from_slice(&fs::read(out.join("report.json")).unwrap()).unwrap()
}

/// Status and kind of error of each input, by the end of its path.
fn statuses(out: &Path) -> Vec<(String, String, String)> {
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let report = report(out);
    let entries = report["inputs"].as_array().unwrap().iter();
    let name = |entry: &Value| word(&entry["input"]).rsplit('/').next().unwrap().to_owned();
    entries.map(|entry| (name(entry), word(&entry["status"]), word(&entry["error"]["code"]))).collect()
}

#[test]
fn every_content_is_refused_clearly_or_read_well() {
    for (what, bytes) in hostile::all() {
        match duban::extract("notice", &bytes, &Options::default()) {
            Ok(notice) => {
                if let Err(e) = common::is_grounded(&common::written(&notice)) {
                    panic!("{what}: {e}");
                }
            }
            Err(e) => {
                let message = e.to_string();
                assert!(
                    message.len() > 10 && message.len() < 300 && !e.help().is_empty(),
                    "{what}: {message}"
                );
            }
        }
    }
}

#[test]
fn a_batch_of_them_reports_each_and_goes_on() -> Tested {
    let (folder, out) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let mut names = Vec::new();
    for (what, bytes) in hostile::all() {
        fs::write(folder.path().join(&what), bytes)?;
        names.push(what);
    }
    batch(folder.path(), out.path(), &[]).success();
    let mut reported: Vec<_> = statuses(out.path()).into_iter().map(|(name, ..)| name).collect();
    names.sort();
    reported.sort();
    assert_eq!(names, reported);
    let faults =
        statuses(out.path()).into_iter().filter(|(_, _, code)| code == "internal" || code == "timeout");
    assert_eq!(faults.collect::<Vec<_>>(), []);
    batch(folder.path(), out.path(), &["--strict"]).code(1);

    for (name, status, _) in statuses(out.path()).iter().filter(|(name, ..)| !name.contains("MB")).step_by(9)
    {
        let extract = duban().arg("extract").arg(folder.path().join(name)).assert();
        let output = extract.code(i32::from(status != "ok")).get_output().clone();
        let said = String::from_utf8(output.stderr)?;
        assert_eq!(status == "ok", said.is_empty(), "{name}: {said}");
    }
    Ok(())
}

/// `cargo test --release --test hostile -- --ignored`, to look at them, or to show them to other programs.
#[test]
#[ignore = "writes some 500 MB to target/hostile"]
fn write_all_of_them() -> Tested {
    let folder = Path::new("target/hostile");
    fs::create_dir_all(folder)?;
    for (what, bytes) in hostile::all() {
        fs::write(folder.join(what), bytes)?;
    }
    Ok(())
}

#[cfg(unix)]
mod file_system {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    use std::process::Command as Program;

    const NOTICE: &str = "关于印发青禾县方案的通知\n一、新建农村公路12公里。\n";

    fn is_root() -> bool {
        Program::new("id").arg("-u").output().is_ok_and(|id| id.stdout.trim_ascii() == b"0")
    }

    #[test]
    fn names_in_gbk_and_names_that_are_nothing_are_mirrored_readably() -> Tested {
        let (folder, out) = (tempfile::tempdir()?, tempfile::tempdir()?);
        let inside = folder.path().join(OsStr::from_bytes(b"\xc7\xe0\xba\xcc\xcf\xd8"));
        fs::create_dir(&inside)?;
        fs::write(inside.join(OsStr::from_bytes(b"\xcd\xa8\xd6\xaa.txt")), NOTICE)?;
        fs::write(inside.join("通知.txt"), NOTICE)?;
        fs::write(inside.join(OsStr::from_bytes(b"\xff\xfe.txt")), NOTICE)?;
        batch(folder.path(), out.path(), &["--strict"]).success();
        let mut outputs: Vec<String> = fs::read_dir(out.path().join("青禾县"))?
            .map(|f| f.unwrap().file_name().into_string().unwrap())
            .collect();
        outputs.sort();
        assert_eq!(outputs, ["_xff_xfe.json", "通知.json", "通知.txt.json"]);
        assert!(statuses(out.path()).iter().any(|(name, ..)| name == r"\xff\xfe.txt"));
        Ok(())
    }

    #[test]
    fn what_is_no_file_is_skipped_and_loops_end() -> Tested {
        let (folder, out) = (tempfile::tempdir()?, tempfile::tempdir()?);
        let at = |name: &str| folder.path().join(name);
        fs::write(at("notice.txt"), NOTICE)?;
        fs::create_dir(at("sub"))?;
        symlink("..", at("sub/up"))?;
        symlink("itself", at("itself"))?;
        symlink("nowhere", at("dead"))?;
        symlink("notice.txt", at("link.txt"))?;
        assert!(Program::new("mkfifo").arg(at("pipe")).status()?.success());
        batch(folder.path(), out.path(), &[]).success();
        let expected = [
            ("dead", "failed", "not-found"),
            ("itself", "skipped", "link-loop"),
            ("link.txt", "ok", ""),
            ("notice.txt", "ok", ""),
            ("pipe", "skipped", "not-a-file"),
            ("up", "skipped", "link-loop"),
        ];
        let expected =
            expected.map(|(name, status, code)| (name.to_owned(), status.to_owned(), code.to_owned()));
        assert_eq!(statuses(out.path()), expected);
        batch(&at("pipe"), out.path(), &["--strict"]).success();
        Ok(())
    }

    #[test]
    fn what_we_may_not_read_is_reported() -> Tested {
        use std::os::unix::fs::PermissionsExt;
        let (folder, out) = (tempfile::tempdir()?, tempfile::tempdir()?);
        fs::create_dir(folder.path().join("locked"))?;
        fs::write(folder.path().join("secret.txt"), NOTICE)?;
        fs::write(folder.path().join("open.txt"), NOTICE)?;
        let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode));
        mode(&folder.path().join("locked"), 0)?;
        mode(&folder.path().join("secret.txt"), 0)?;
        mode(folder.path(), 0o755)?;
        mode(out.path(), 0o777)?;
        let program = env!("CARGO_BIN_EXE_duban");
        let mut command = if is_root() {
            // Root may read everything; nobody may not.
            let mut command = Program::new("setpriv");
            command.args(["--reuid=65534", "--regid=65534", "--clear-groups", program]);
            command
        } else {
            Program::new(program)
        };
        let status = command.arg("batch").arg(folder.path()).arg("-o").arg(out.path()).output();
        mode(&folder.path().join("locked"), 0o755)?;
        if !status.as_ref().is_ok_and(|run| run.status.code() == Some(0)) {
            eprintln!("skipped: nobody cannot run {program} here: {status:?}");
            return Ok(());
        }
        let denied = |name: &str| (name.to_owned(), "failed".to_owned(), "permission-denied".to_owned());
        assert!(
            statuses(out.path()).contains(&denied("locked"))
                && statuses(out.path()).contains(&denied("secret.txt"))
        );
        assert_eq!(report(out.path())["summary"]["ok"], 1);
        Ok(())
    }

    #[test]
    fn a_full_disk_stops_the_batch_and_costs_nothing_that_was_done() -> Tested {
        let (folder, root) = (tempfile::tempdir()?, tempfile::tempdir()?);
        for number in 0..400 {
            let notice = format!(
                "关于印发第{number}号方案的通知\n{}",
                "一、新建农村公路12公里，投资3亿元。\n".repeat(30)
            );
            fs::write(folder.path().join(format!("{number}.txt")), notice)?;
        }
        let disk = root.path().join("disk");
        fs::create_dir(&disk)?;
        let mounted =
            Program::new("mount").args(["-t", "tmpfs", "-o", "size=400k", "tmpfs"]).arg(&disk).output();
        if !mounted.is_ok_and(|mount| mount.status.success()) {
            eprintln!("skipped: a small disk cannot be mounted here");
            return Ok(());
        }
        let out = disk.join("out");
        for format in ["json", "ndjson", "parquet", "sqlite"] {
            let run = batch(folder.path(), &out, &["--format", format]);
            let output = run.get_output();
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            if output.status.code() == Some(0) {
                assert!(format == "parquet", "400 kB hold only what is packed: {format}");
            } else {
                assert_eq!(output.status.code(), Some(1), "{format}: {said}");
                assert!(said.contains("No space left") || said.contains("full"), "{format}: {said}");
                assert!(said.contains("run the same command again"), "{format}: {said}");
            }
            for file in walkdir::WalkDir::new(&out).into_iter().map(Result::unwrap) {
                if file.path().extension().is_some_and(|e| e == "json") {
                    serde_json::from_slice::<Value>(&fs::read(file.path())?)?;
                }
            }
        }
        // With room again, it goes on.
        assert!(Program::new("mount").args(["-o", "remount,size=64m"]).arg(&disk).status()?.success());
        batch(folder.path(), &out, &["--strict"]).success();
        assert_eq!(report(&out)["summary"]["ok"], 400);
        assert!(Program::new("umount").arg(&disk).status()?.success());
        Ok(())
    }
}
