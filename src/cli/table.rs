//! `duban table`: notices in, responsibility tables out.

use super::config::Configured;
use super::error::CliError;
use super::reading::Reading;
use super::ui::Ui;
use super::{Outcome, input};
use crate::config::Config;
use crate::output::{self, Existing, safe_name};
use crate::render::table::{self, By, Column, Format, Options, Style, Table};
use rayon::prelude::*;
use std::collections::HashSet;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

/// Make a responsibility table of notices ‖ 由公文生成责任分解表
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Notices, or JSON that `duban extract` wrote; `-` or nothing reads standard input ‖ 公文，或 duban extract 生成的 JSON；`-` 或不写表示标准输入
    files: Vec<PathBuf>,
    /// Write to this file; its extension tells the format ‖ 输出文件，扩展名决定格式
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Format; by the extension of the output if not given, else md ‖ 格式；不指定时按输出文件的扩展名，否则为 md
    #[arg(short, long, value_enum)]
    format: Option<Format>,
    /// Arrangement ‖ 排列方式：按任务、按单位、按领导
    #[arg(long, value_enum)]
    by: Option<By>,
    /// Columns in order, by key or heading, parted by commas ‖ 列及其顺序，写键名或列名，用逗号分开
    #[arg(long, value_delimiter = ',', value_name = "COLUMNS")]
    columns: Vec<Column>,
    /// Title; made from the notice's if not given ‖ 标题；不指定时由公文标题生成
    #[arg(long)]
    title: Option<String>,
    /// Write a file a unit with only its tasks into this folder (docx unless --format says otherwise) ‖ 每个单位一个交办单，写入此文件夹（默认 docx）
    #[arg(long, value_name = "DIR", conflicts_with_all = ["output", "by"])]
    per_unit: Option<PathBuf>,
    /// CSV without byte-order mark ‖ CSV 不带字节顺序标记
    #[arg(long)]
    no_bom: bool,
    /// Replace files that are there ‖ 覆盖已存在的文件
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    config: Configured,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CliError> {
    let format = format(args, ui)?;
    let config = args.config.read(ui)?;
    let (notices, outcome) = input::all_notices(&args.files, &args.reading.options(), "table", ui)?;
    let tasks: usize = notices.iter().map(|notice| notice.tasks.len()).sum();
    if tasks == 0 {
        ui.warning(&tr!(ui, "no task was found: the table is empty", "没有找到任务，表是空的"));
    }
    let options = options(args, &config);
    let style = Style { fonts: config.fonts, csv_bom: config.table.csv_bom && !args.no_bom };
    match (&args.per_unit, &args.output) {
        (Some(folder), _) => {
            per_unit(args, folder, &table::per_unit(&notices, &options), format, &style, ui)?
        }
        (None, output) => {
            let bytes = write(&table::build(&notices, &options), format, &style, ui)?;
            match output {
                Some(path) => save(args, path, &bytes, ui)?,
                None => input::print(&bytes, ui)?,
            }
        }
    }
    Ok(outcome)
}

/// As asked for, or as the output's name says.
fn format(args: &Args, ui: &Ui) -> Result<Format, CliError> {
    let by_name = || {
        let extension = args.output.as_ref()?.extension()?.to_str()?;
        Format::from_extension(extension)
    };
    let default = || match (&args.per_unit, &args.output) {
        (Some(_), _) => Some(Format::Docx),
        (None, None) => Some(Format::Md),
        (None, Some(_)) => None,
    };
    let format = args.format.or_else(by_name).or_else(default).ok_or_else(|| {
        CliError::usage(
            tr!(ui, "the name of the output does not tell its format", "输出文件的扩展名不能表明格式"),
            tr!(
                ui,
                "end it in .docx, .xlsx, .md, .html, .csv or .json, or give --format",
                "请用 .docx、.xlsx、.md、.html、.csv 或 .json 结尾，或加 --format"
            ),
        )
    })?;
    let is_binary = matches!(format, Format::Docx | Format::Xlsx);
    if is_binary && args.output.is_none() && args.per_unit.is_none() && io::stdout().is_terminal() {
        return Err(CliError::usage(
            tr!(ui, "a document cannot be shown on a terminal", "终端不能显示文档"),
            tr!(ui, "name a file with --output", "请用 --output 指定输出文件"),
        ));
    }
    Ok(format)
}

/// What the command line says goes before what the configuration says.
fn options(args: &Args, config: &Config) -> Options {
    let columns = if args.columns.is_empty() { &config.table.columns } else { &args.columns };
    Options {
        by: args.by.unwrap_or(config.table.by),
        columns: columns.clone(),
        title: args.title.clone(),
        aliases: config.aliases.clone(),
    }
}

/// A file for each unit, under its name.
fn per_unit(
    args: &Args,
    folder: &Path,
    tables: &[(String, Table)],
    format: Format,
    style: &Style,
    ui: &Ui,
) -> Result<(), CliError> {
    let names = names(tables.iter().map(|(unit, _)| unit.as_str()), format.extension());
    let paths: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
    // All or none: nothing is written where something would be in the way.
    if let Some(path) = paths.iter().find(|path| !args.force && path.exists()) {
        return Err(CliError::writing(ui, &output::Error::Exists { path: path.clone() }, true));
    }
    tables
        .par_iter()
        .zip(&paths)
        .try_for_each(|((_, table), path)| save(args, path, &write(table, format, style, ui)?, ui))?;
    let (count, shown) = (tables.len(), folder.display());
    ui.line(&tr!(ui, "wrote {count} files into {shown}", "已在 {shown} 写出 {count} 个文件"));
    Ok(())
}

/// A safe file name for each unit, each different from the others even where case does not count.
fn names<'a>(units: impl Iterator<Item = &'a str>, extension: &str) -> Vec<String> {
    let mut taken = HashSet::new();
    units
        .map(|unit| {
            let stem = safe_name(unit);
            let numbered = (2..).map(|n: usize| format!("{stem}-{n}"));
            let free =
                std::iter::once(stem.clone()).chain(numbered).find(|name| taken.insert(name.to_lowercase()));
            format!("{}.{extension}", free.unwrap_or_default())
        })
        .collect()
}

fn write(table: &Table, format: Format, style: &Style, ui: &Ui) -> Result<Vec<u8>, CliError> {
    table::write(table, format, style)
        .map_err(|e| CliError::failed(tr!(ui, "cannot make the table: {e}", "无法生成表：{e}")))
}

fn save(args: &Args, path: &Path, bytes: &[u8], ui: &Ui) -> Result<(), CliError> {
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    output::write(path, bytes, existing).map_err(|e| CliError::writing(ui, &e, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_whose_names_are_alike_have_files_of_their_own() {
        let units = ["教育局", "教育局/", "A局", "a局", "../../x"];
        assert_eq!(
            names(units.into_iter(), "docx"),
            ["教育局.docx", "教育局-2.docx", "A局.docx", "a局-2.docx", "x.docx"]
        );
    }
}
