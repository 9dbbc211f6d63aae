//! `duban template`: notices in, tracking templates out.

use super::config::Configured;
use super::error::CliError;
use super::reading::Reading;
use super::ui::Ui;
use super::{Outcome, input};
use crate::config::Config;
use crate::output::{self, Existing};
use crate::plan::{Month, Profile};
use crate::render::template::{
    Book, Draft, Error, Options, calendar::calendar, ledger::ledger, monthly, plan_form::plan_forms,
};
use clap::ValueEnum;
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// Make the templates that track what notices promise ‖ 由公文生成跟踪台账、月报表、实施方案和日历
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Which template ‖ 模板种类
    #[arg(value_enum)]
    kind: Kind,
    /// Notices, or JSON that `duban extract` wrote; `-` or nothing reads standard input ‖ 公文，或 duban extract 生成的 JSON；`-` 或不写表示标准输入
    files: Vec<PathBuf>,
    /// Folder to write into; the working folder if not given ‖ 输出文件夹；不指定时为当前文件夹
    #[arg(short, long, value_name = "DIR", default_value = ".")]
    output: PathBuf,
    /// Monthly forms of this month or these months only (6, 4-6) ‖ 只生成这个月或这几个月的月报表（6、4-6）
    #[arg(long, value_name = "MONTHS", default_value = "1-12")]
    month: Months,
    /// Format of monthly forms; both if not given ‖ 月报表的格式；不指定时两种都生成
    #[arg(short, long, value_enum)]
    format: Option<monthly::Format>,
    /// How targets are spread over the months: even, front, back or s-curve ‖ 目标分解方式：even 平均，front 前快后慢，back 前慢后快，s-curve 先慢后快再慢
    #[arg(long, value_name = "PROFILE")]
    profile: Option<Profile>,
    /// Year of the plan; as the notice says if not given ‖ 计划年度；不指定时由公文确定
    #[arg(long, value_parser = clap::value_parser!(i16).range(1900..=9998))]
    year: Option<i16>,
    /// Replace files that are there ‖ 覆盖已存在的文件
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    config: Configured,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Workbook that tracks the plan for a year ‖ 总台账（Excel）
    Ledger,
    /// Report form a unit and month ‖ 月报表，每个责任单位每月一份（Word、Excel）
    Monthly,
    /// Implementation plan form a unit ‖ 实施方案，每个责任单位一份（Word）
    Plan,
    /// Deadlines and reporting dates ‖ 完成时限和报送日期（日历文件）
    Calendar,
    /// All of them ‖ 以上全部
    All,
}

/// A range of months: `6`, `4-6`.
#[derive(Debug, Clone, Copy)]
struct Months {
    first: i8,
    last: i8,
}

impl FromStr for Months {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let month = |text: &str| text.trim().parse().ok().filter(|month| (1..=12).contains(month));
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        match (month(first), month(last)) {
            (Some(first), Some(last)) if first <= last => Ok(Self { first, last }),
            _ => Err("write a month from 1 to 12, or two with - between, the earlier first".to_owned()),
        }
    }
}

pub(super) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CliError> {
    let config = args.config.read(ui)?;
    let (notices, outcome) = input::all_notices(&args.files, &args.reading.options(), "template", ui)?;
    let options = Options {
        year: args.year,
        profile: args.profile.clone().unwrap_or_else(|| config.plan.profile()),
        unit_aliases: config.aliases.clone(),
    };
    let book = Book::new(&notices, &options).map_err(|e| told(&e, ui))?;
    let drafts = drafts(args, &book, &config).map_err(|e| told(&e, ui))?;
    if drafts.is_empty() {
        ui.warning(&tr!(ui, "no unit is in charge of anything in these months", "这些月份没有责任单位"));
    }
    save(args, &drafts, ui)?;
    Ok(outcome)
}

fn drafts<'b>(args: &Args, book: &'b Book<'b>, config: &Config) -> Result<Vec<Draft<'b>>, Error> {
    let wanted = |kind| args.kind == kind || args.kind == Kind::All;
    let mut drafts = Vec::new();
    if wanted(Kind::Ledger) {
        drafts.push(ledger(book, config.lamps, &config.fonts)?.into());
    }
    if wanted(Kind::Monthly) {
        let formats =
            args.format.map_or_else(|| vec![monthly::Format::Docx, monthly::Format::Xlsx], |f| vec![f]);
        let months = |month: Month| (args.month.first..=args.month.last).contains(&month.month());
        drafts.extend(monthly::monthly(book, months, &formats, &config.fonts)?);
    }
    if wanted(Kind::Plan) {
        drafts.extend(plan_forms(book, &config.fonts)?);
    }
    if wanted(Kind::Calendar) {
        drafts.push(calendar(book).into());
    }
    Ok(drafts)
}

/// Writes all files, or none where one would be in the way. Each is written as soon as it is made, on all cores.
fn save(args: &Args, drafts: &[Draft<'_>], ui: &Ui) -> Result<(), CliError> {
    let path =
        |draft: &Draft<'_>| draft.name().split('/').fold(args.output.clone(), |path, part| path.join(part));
    let in_the_way = |path: &Path| !args.force && path.exists();
    if let Some(path) = drafts.iter().map(path).find(|path| in_the_way(path)) {
        return Err(CliError::writing(ui, &output::Error::Exists { path }, true));
    }
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    drafts.par_iter().try_for_each(|draft| {
        let file = draft.make().map_err(|e| told(&e, ui))?;
        output::write(&path(draft), &file.bytes, existing).map_err(|e| CliError::writing(ui, &e, true))
    })?;
    match drafts {
        [] => {}
        [draft] => {
            let shown = path(draft);
            let shown = shown.display();
            ui.line(&tr!(ui, "wrote {shown}", "已写出 {shown}"));
        }
        _ => {
            let (count, shown) = (drafts.len(), args.output.display());
            ui.line(&tr!(ui, "wrote {count} files into {shown}", "已在 {shown} 写出 {count} 个文件"));
        }
    }
    Ok(())
}

/// The error in the user's language.
fn told(e: &Error, ui: &Ui) -> CliError {
    match e {
        Error::NoTasks => CliError::failed_with_help(
            tr!(ui, "no task was found: there is nothing to track", "没有找到任务，无从跟踪"),
            tr!(
                ui,
                "`duban text FILE` shows what was read; the tasks may be in an annex that is not in the file",
                "duban text 文件 可查看读到的内容；任务可能在未包含的附件中"
            ),
        ),
        Error::NoYear { name } => CliError::failed_with_help(
            tr!(ui, "{name} names no year", "{name} 没有写明年度"),
            tr!(ui, "say which year its plan is for: --year 2031", "请指定计划年度，例如 --year 2031"),
        ),
        Error::MixedYears { name, year, expected } => CliError::failed_with_help(
            tr!(
                ui,
                "{name} is a plan for {year}, those before it are for {expected}",
                "{name} 是 {year} 年的计划，前面的是 {expected} 年的"
            ),
            tr!(ui, "make templates for each year, or give --year", "请按年度分别生成，或用 --year 指定年度"),
        ),
        other => CliError::failed(tr!(ui, "cannot make the template: {other}", "无法生成模板：{other}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_one_or_a_range() {
        let read = |text: &str| text.parse::<Months>().ok().map(|m| (m.first, m.last));
        assert_eq!(read("6"), Some((6, 6)));
        assert_eq!(read("4-6"), Some((4, 6)));
        for wrong in ["0", "13", "6-4", "", "-", "六月"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
