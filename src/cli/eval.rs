//! `duban eval`: how right extraction is.

use super::error::CliError;
use super::reading::Reading;
use super::ui::Ui;
use super::{Outcome, input};
use crate::eval::{Figures, Finding, Scored, Verdict, html};
use crate::output::{self, Existing};
use crate::source::{Options, Origin};
use serde_json::Value;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// What the name of an annotation ends in.
const GOLD: &str = ".gold.json";

/// Score extraction against gold annotations: precision, recall and F1 of each field ‖ 对照人工标注评价提取结果：逐项给出准确率、召回率和 F1
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Folder of extracted NAME.json, or of notices, which are extracted on the way; or one such file ‖ 提取结果 NAME.json 所在文件夹，或公文所在文件夹（现场提取）；也可以是单个文件
    extracted: PathBuf,
    /// Folder of annotations NAME.gold.json; or one such file ‖ 标注 NAME.gold.json 所在文件夹；也可以是单个文件
    gold: PathBuf,
    /// List each value that was missed or is spurious, with its place ‖ 逐条列出遗漏和多余的值及其位置
    #[arg(long)]
    misses: bool,
    /// Write a page that shows right, missed and spurious values in the text ‖ 生成网页，在原文中标出正确、遗漏、多余的值
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Print the figures as JSON ‖ 以 JSON 输出各项数值
    #[arg(long)]
    json: bool,
    /// Fail where the F1 of any field, or over all, is below this ‖ 任何一项或总体的 F1 低于此值时返回失败
    #[arg(long, value_name = "F1")]
    min: Option<f64>,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CliError> {
    let options = args.reading.options();
    let mut outcome = Outcome::Done;
    let mut notices = Vec::new();
    for (name, gold_path) in annotations(args, ui)? {
        let gold = read_json(&gold_path, ui)?;
        let (shown, extracted) = match extracted(args, &name, &options, ui) {
            Ok(found) => found,
            Err(e) => {
                ui.error(&e);
                outcome = Outcome::SomeFailed;
                (name.display().to_string(), Value::Null)
            }
        };
        notices.push(Scored::new(shown, &extracted, &gold));
    }
    if let Some(path) = &args.html {
        output::write(path, html::page(&notices).as_bytes(), Existing::Replace)
            .map_err(|e| CliError::writing(ui, &e, false))?;
    }
    let figures = Figures::of(&notices);
    let mut out = String::new();
    if args.misses {
        list_misses(&mut out, &notices, ui);
    }
    if args.json {
        let _ = writeln!(out, "{:#}", figures.to_json());
    } else {
        let _ = write!(out, "{figures}");
    }
    input::print(out.as_bytes(), ui)?;
    match args.min.map(|min| (min, below(&figures, min))) {
        Some((min, fields)) if !fields.is_empty() => {
            let fields = fields.join(", ");
            Err(CliError::failed(tr!(ui, "F1 is below {min}: {fields}", "F1 低于 {min}：{fields}")))
        }
        _ => Ok(outcome),
    }
}

fn below(figures: &Figures, min: f64) -> Vec<String> {
    figures
        .rows()
        .filter(|(_, score)| score.f1() < min)
        .map(|(name, score)| format!("{name} {:.3}", score.f1()))
        .collect()
}

/// The annotations, each with the name (folders below the one given included) that the extraction has too.
fn annotations(args: &Args, ui: &Ui) -> Result<Vec<(PathBuf, PathBuf)>, CliError> {
    if args.gold.is_file() {
        return Ok(vec![(PathBuf::new(), args.gold.clone())]);
    }
    let mut found = Vec::new();
    for entry in WalkDir::new(&args.gold).sort_by_file_name() {
        let entry = entry.map_err(|e| CliError::reading(ui, &args.gold.display().to_string(), &e.into()))?;
        let file = entry.file_name().to_string_lossy();
        if let Some(name) = file.strip_suffix(GOLD) {
            let folder = entry.path().parent().and_then(|folder| folder.strip_prefix(&args.gold).ok());
            found.push((folder.unwrap_or(Path::new("")).join(name), entry.path().to_owned()));
        }
    }
    if found.is_empty() {
        let folder = args.gold.display();
        return Err(CliError::failed_with_help(
            tr!(ui, "there is no annotation in {folder}", "{folder} 中没有标注文件"),
            tr!(ui, "annotations are named NAME.gold.json", "标注文件名为 NAME.gold.json"),
        ));
    }
    Ok(found)
}

/// The JSON of the notice `name`, read or extracted, and the name to show.
fn extracted(args: &Args, name: &Path, options: &Options, ui: &Ui) -> Result<(String, Value), CliError> {
    let path =
        if args.extracted.is_file() { args.extracted.clone() } else { beside(&args.extracted, name, ui)? };
    let shown =
        path.strip_prefix(&args.extracted).ok().filter(|rest| *rest != Path::new("")).unwrap_or(&path);
    let shown = shown.display().to_string();
    if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("json")) {
        return Ok((shown, read_json(&path, ui)?));
    }
    let notice = input::extract(&path, options, ui)?;
    let json = serde_json::to_value(&notice).map_err(|e| CliError::failed(format!("{shown}: {e}")))?;
    Ok((shown, json))
}

/// The file of the notice `name` in `folder`: its JSON, else the notice itself in whatever format.
fn beside(folder: &Path, name: &Path, ui: &Ui) -> Result<PathBuf, CliError> {
    let mut json = folder.join(name).into_os_string();
    json.push(".json");
    let json = PathBuf::from(json);
    if json.is_file() {
        return Ok(json);
    }
    let within = folder.join(name.parent().unwrap_or(Path::new("")));
    let entries =
        std::fs::read_dir(&within).map_err(|e| CliError::reading(ui, &within.display().to_string(), &e))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.file_stem() == name.file_name() && path.is_file());
    files.sort();
    files.into_iter().next().ok_or_else(|| {
        let (name, folder) = (name.display(), folder.display());
        CliError::failed(tr!(
            ui,
            "there is no {name} in {folder}; all of it counts as missed",
            "{folder} 中没有 {name}，按全部遗漏计"
        ))
    })
}

fn read_json(path: &Path, ui: &Ui) -> Result<Value, CliError> {
    let bytes = input::read(path, ui)?.bytes;
    let shown = path.display();
    serde_json::from_slice(&bytes)
        .map_err(|e| CliError::failed(tr!(ui, "{shown} is not JSON: {e}", "{shown} 不是 JSON：{e}")))
}

/// A line a value: `-` missed or `+` spurious, the field, what it says, its task, and where it stands.
fn list_misses(out: &mut String, notices: &[Scored], ui: &Ui) {
    for notice in notices {
        for finding in notice.findings.iter().filter(|finding| finding.verdict != Verdict::Right) {
            let sign = if finding.verdict == Verdict::Missed { '-' } else { '+' };
            let (field, fact) = (finding.fact.field.name(), &finding.fact);
            let _ = write!(out, "{sign} {}: {field} {fact}", place(notice, finding, ui));
            if let Some(task) = &finding.task {
                let _ = write!(out, " [{task}]");
            }
            if let Some([before, words, behind]) = fact.span.and_then(|span| notice.excerpt(span, 12)) {
                let _ = write!(out, " …{before}【{words}】{behind}…");
            }
            out.push('\n');
        }
    }
}

/// `notice.txt:12`, or the paragraph or cell; the notice alone where the place is not known.
fn place(notice: &Scored, finding: &Finding, ui: &Ui) -> String {
    let name = &notice.name;
    match finding.fact.span.and_then(|span| notice.origin(span)) {
        None => name.clone(),
        Some(Origin::Lines { line, .. }) => format!("{name}:{line}"),
        Some(Origin::Paragraph { paragraph }) => {
            tr!(ui, "{name} paragraph {paragraph}", "{name} 第{paragraph}段")
        }
        Some(Origin::Cell { table, row, column, .. }) => {
            tr!(ui, "{name} table {table} row {row} column {column}", "{name} 表{table}第{row}行第{column}列")
        }
    }
}
