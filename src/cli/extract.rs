//! `duban extract`: notices in, JSON out.

use super::error::CliError;
use super::reading::Reading;
use super::ui::Ui;
use super::{Outcome, input};
use crate::output::{self, Existing};
use crate::render::json;
use clap::ValueEnum;
use std::collections::HashSet;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

/// Read notices and write what they say as JSON ‖ 读取公文，输出 JSON
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Notices (txt, docx …); `-` or nothing reads standard input ‖ 公文文件（txt、docx 等）；`-` 或不写表示标准输入
    files: Vec<PathBuf>,
    /// Write to this file, or for several notices into this folder as NAME.json ‖ 输出文件；多个公文时为输出文件夹，每个公文一个 NAME.json
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// One indented object a notice, or one line a notice ‖ 每个公文一个缩进的对象，或每个公文一行
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Json,
    Ndjson,
}

/// Where the JSON goes.
enum Sink {
    Stdout,
    /// One file; all lines of NDJSON go into it when all are read.
    File(PathBuf),
    /// A file a notice, named in the order of the inputs.
    Folder(PathBuf, Vec<String>),
}

pub(super) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CliError> {
    let files = inputs(&args.files, ui)?;
    let sink = sink(args, &files);
    let options = args.reading.options();
    let mut outcome = Outcome::Done;
    let mut gathered = String::new();
    for (at, file) in files.iter().enumerate() {
        let written = input::extract(file, &options, ui).and_then(|notice| {
            let text = match args.format {
                Format::Json => json::pretty(&notice),
                Format::Ndjson => json::line(&notice),
            };
            match &sink {
                Sink::Stdout => input::print(text.as_bytes(), ui),
                Sink::File(_) => {
                    gathered.push_str(&text);
                    Ok(())
                }
                Sink::Folder(folder, names) => write(&folder.join(&names[at]), &text, ui),
            }
        });
        match written {
            Ok(()) => {}
            Err(CliError::BrokenPipe) => return Err(CliError::BrokenPipe),
            Err(e) => {
                ui.error(&e);
                outcome = Outcome::SomeFailed;
            }
        }
    }
    if let Sink::File(path) = &sink
        && !gathered.is_empty()
    {
        write(path, &gathered, ui)?;
    }
    Ok(outcome)
}

fn write(path: &Path, text: &str, ui: &Ui) -> Result<(), CliError> {
    output::write(path, text.as_bytes(), Existing::Replace).map_err(|e| CliError::writing(ui, &e, false))
}

/// The files named; standard input where none is, unless a person sits there.
fn inputs(files: &[PathBuf], ui: &Ui) -> Result<Vec<PathBuf>, CliError> {
    if files.is_empty() && io::stdin().is_terminal() {
        return Err(CliError::usage(
            tr!(ui, "no notice is named", "没有指定公文文件"),
            tr!(ui, "name a file: `duban extract NOTICE`", "请指定文件：duban extract 公文文件"),
        ));
    }
    Ok(if files.is_empty() { vec![input::STDIN.into()] } else { files.to_vec() })
}

fn sink(args: &Args, files: &[PathBuf]) -> Sink {
    let Some(path) = &args.output else { return Sink::Stdout };
    let folder = path.is_dir() || path.to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR]);
    if folder || (files.len() > 1 && args.format == Format::Json) {
        let suffix = if args.format == Format::Json { "json" } else { "ndjson" };
        Sink::Folder(path.clone(), names(files, suffix))
    } else {
        Sink::File(path.clone())
    }
}

/// A file name for each input: its name with `.json` in place of its extension; where that is taken, its whole name
/// with `.json` added; where that is taken too, with a number.
fn names(files: &[PathBuf], suffix: &str) -> Vec<String> {
    let mut taken = HashSet::new();
    let mut free = |name: String| {
        // Some file systems do not tell A from a.
        taken.insert(name.to_lowercase()).then_some(name)
    };
    files
        .iter()
        .map(|file| {
            let part =
                |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
            let (stem, whole) = if file == Path::new(input::STDIN) {
                ("stdin".to_owned(), "stdin".to_owned())
            } else {
                (part(file.file_stem()), part(file.file_name()))
            };
            free(format!("{stem}.{suffix}"))
                .or_else(|| free(format!("{whole}.{suffix}")))
                .or_else(|| (2..).find_map(|n: u64| free(format!("{whole}-{n}.{suffix}"))))
                .unwrap_or_default()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs_of_one_name_do_not_overwrite_each_other() {
        let files =
            ["a/通知.txt", "a/通知.docx", "b/通知.txt", "c/通知.txt", "d/通知.TXT", "-"].map(PathBuf::from);
        assert_eq!(
            names(&files, "json"),
            [
                "通知.json",
                "通知.docx.json",
                "通知.txt.json",
                "通知.txt-2.json",
                "通知.TXT-3.json",
                "stdin.json"
            ]
        );
    }
}
