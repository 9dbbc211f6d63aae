//! The office's own tools: openpyxl, python-docx and LibreOffice. Tests that need them say so where they are missing.

use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};

/// Python with openpyxl and python-docx, as `scripts/test` installs it.
fn python() -> Option<PathBuf> {
    let installed = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/python/bin/python");
    let python = std::env::var_os("DUBAN_PYTHON").map_or(installed, PathBuf::from);
    let works = Command::new(&python).args(["-c", "import docx, openpyxl"]).stderr(Stdio::null()).status();
    works.is_ok_and(|status| status.success()).then_some(python)
}

fn run(args: &[&str], input: &Value) -> Option<String> {
    let Some(python) = python() else {
        eprintln!("skipped: openpyxl and python-docx are not installed; scripts/test installs them");
        return None;
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/template/office.py");
    let mut child = Command::new(python)
        .arg(script)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "office.py {args:?} failed");
    Some(String::from_utf8(output.stdout).unwrap())
}

/// What openpyxl or python-docx find in `path`.
pub(crate) fn read(command: &str, path: &Path) -> Option<Value> {
    run(&[command, path.to_str().unwrap()], &Value::Null).map(|json| serde_json::from_str(&json).unwrap())
}

/// Fills `cells` (`{"sheet": {"A1": value}}`) into `path`.
pub(crate) fn fill(path: &Path, cells: &Value) -> Option<()> {
    let path = path.to_str().unwrap();
    run(&["fill", path, path], cells).map(|_| ())
}

/// Opens `path` with LibreOffice, which calculates it anew, and saves it in `format` in another folder.
pub(crate) fn convert(path: &Path, format: &str) -> Option<PathBuf> {
    // A profile serves one LibreOffice at a time, and making it takes longer than converting.
    static PROFILE: Mutex<()> = Mutex::new(());
    let _alone = PROFILE.lock().unwrap_or_else(PoisonError::into_inner);
    let profile = format!("-env:UserInstallation=file://{}/template-office", env!("CARGO_TARGET_TMPDIR"));
    let folder = path.parent().unwrap().join(format!("as-{format}"));
    let mut command = Command::new("soffice");
    command.args([&profile, "--headless", "--convert-to", format, "--outdir"]).arg(&folder).arg(path);
    match command.stdout(Stdio::null()).stderr(Stdio::null()).status() {
        Ok(status) => assert!(status.success(), "LibreOffice cannot convert {}", path.display()),
        Err(_) => {
            eprintln!("skipped: LibreOffice is not installed; scripts/test installs it");
            return None;
        }
    }
    Some(folder.join(path.file_name().unwrap()).with_extension(format))
}

/// The sizes of a PDF's pages in points, each once, and its text, a form feed after each page.
pub(crate) fn printed(pdf: &Path) -> Option<(Vec<String>, String)> {
    let run = |command: &mut Command| command.output().ok().map(|o| String::from_utf8(o.stdout).unwrap());
    let info = run(Command::new("pdfinfo").args(["-l", "99"]).arg(pdf));
    let text = run(Command::new("pdftotext").arg(pdf).arg("-"));
    let (Some(info), Some(text)) = (info, text) else {
        eprintln!("skipped: poppler-utils are not installed; scripts/test installs them");
        return None;
    };
    let size = |line: &str| {
        let size = line.strip_prefix("Page ")?.split_once("size:")?.1;
        let points: Vec<f64> = size.split_whitespace().filter_map(|part| part.parse().ok()).collect();
        Some(format!("{:.0} x {:.0}", points.first()?, points.get(1)?))
    };
    let mut sizes: Vec<String> = info.lines().filter_map(size).collect();
    sizes.dedup();
    Some((sizes, text))
}
