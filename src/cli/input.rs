//! What a sub-command reads: files, or standard input as `-`.

use super::Outcome;
use super::error::CliError;
use super::ui::Ui;
use crate::notice::Notice;
use crate::source;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

/// The name of standard input.
pub(super) const STDIN: &str = "-";

/// The bytes of one file, with its name without folders.
#[derive(Debug)]
pub(super) struct Input {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// Reads `path`, or standard input where it is `-`.
pub(super) fn read(path: &Path, ui: &Ui) -> Result<Input, CliError> {
    let shown = path.display();
    if path == Path::new(STDIN) {
        let mut bytes = Vec::new();
        let read = io::stdin().lock().read_to_end(&mut bytes);
        read.map_err(|e| CliError::reading(ui, &tr!(ui, "standard input", "标准输入"), &e))?;
        return Ok(Input { name: STDIN.to_owned(), bytes });
    }
    if path.is_dir() {
        return Err(CliError::failed_with_help(
            tr!(ui, "{shown} is a folder", "{shown} 是文件夹"),
            tr!(ui, "name the files in it, or use `duban batch`", "请列出其中的文件，或使用 duban batch"),
        ));
    }
    let bytes = std::fs::read(path).map_err(|e| CliError::reading(ui, &shown.to_string(), &e))?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Ok(Input { name, bytes })
}

/// Reads `path` and extracts its notice.
pub(super) fn extract(path: &Path, options: &source::Options, ui: &Ui) -> Result<Notice, CliError> {
    let input = read(path, ui)?;
    extract_bytes(path, &input, options, ui)
}

/// The notices of `path`: extracted from a notice, or read from what `duban extract` wrote (JSON, or NDJSON with
/// several).
pub(super) fn notices(path: &Path, options: &source::Options, ui: &Ui) -> Result<Vec<Notice>, CliError> {
    let input = read(path, ui)?;
    if input.bytes.trim_ascii_start().first() != Some(&b'{') {
        return Ok(vec![extract_bytes(path, &input, options, ui)?]);
    }
    let shown = path.display();
    serde_json::Deserializer::from_slice(&input.bytes).into_iter().collect::<Result<_, _>>().map_err(|e| {
        CliError::failed_with_help(
            tr!(ui, "{shown} is JSON but not of a notice: {e}", "{shown} 是 JSON，但不是公文提取结果：{e}"),
            tr!(ui, "write it with `duban extract`", "请用 duban extract 生成"),
        )
    })
}

/// The notices of all `files`, or of standard input where none is named, that can be read; an error where none can.
/// `command` is the sub-command that asks.
pub(super) fn all_notices(
    files: &[PathBuf],
    options: &source::Options,
    command: &str,
    ui: &Ui,
) -> Result<(Vec<Notice>, Outcome), CliError> {
    if files.is_empty() && io::stdin().is_terminal() {
        return Err(CliError::usage(
            tr!(ui, "no notice is named", "没有指定公文文件"),
            tr!(ui, "name a file: `duban {command} NOTICE`", "请指定文件：duban {command} 公文文件"),
        ));
    }
    let stdin = [PathBuf::from(STDIN)];
    let (mut found, mut failed) = (Vec::new(), None);
    for file in if files.is_empty() { stdin.as_slice() } else { files } {
        match notices(file, options, ui) {
            Ok(read) => found.extend(read),
            Err(e) => {
                if let Some(earlier) = failed.replace(e) {
                    ui.error(&earlier);
                }
            }
        }
    }
    match failed {
        Some(e) if found.is_empty() => Err(e),
        Some(e) => {
            ui.error(&e);
            Ok((found, Outcome::SomeFailed))
        }
        None => Ok((found, Outcome::Done)),
    }
}

fn extract_bytes(path: &Path, input: &Input, options: &source::Options, ui: &Ui) -> Result<Notice, CliError> {
    crate::extract(&input.name, &input.bytes, options)
        .map_err(|e| CliError::source(ui, &path.display().to_string(), &e))
}

/// Writes `bytes` to standard output.
pub(super) fn print(bytes: &[u8], ui: &Ui) -> Result<(), CliError> {
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|e| CliError::stdout(ui, &e))
}
