//! `duban batch`: thousands of notices at once.

use super::error::CliError;
use super::reading::Reading;
use super::ui::Ui;
use super::{Outcome, input};
use crate::batch::{self, Batch, End, Entry, Filter, Input, Limits, Status, Summary, Watch};
use clap::ValueEnum;
use indicatif::{HumanBytes, HumanCount, HumanDuration, ProgressBar, ProgressStyle};
use std::io::{self, BufRead, IsTerminal};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

const MIB: u64 = 1 << 20;

/// Read thousands of notices: folders, archives, lists; go on where an earlier run stopped ‖ 批量读取公文：文件夹、压缩包、清单；中断后可接着处理
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Folders, zip archives and notices; `-` reads a list of them from standard input ‖ 文件夹、zip 压缩包或公文文件；`-` 表示从标准输入读取清单
    inputs: Vec<PathBuf>,
    /// Folder for the outputs and the report, report.json ‖ 输出文件夹（含处理报告 report.json）
    #[arg(short, long, value_name = "FOLDER")]
    output: PathBuf,
    /// A file a notice, a line a notice, or tables ‖ 每个公文一个文件、每个公文一行，或数据表
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// Also read what this list names, a path a line (or ended by NUL) ‖ 同时读取清单文件中列出的路径（每行一个，或以 NUL 分隔）
    #[arg(long, value_name = "LIST")]
    from_file: Vec<PathBuf>,
    /// Of folders and archives, only files that match, such as '*.docx' or '2024/**' ‖ 文件夹和压缩包中只读取匹配的文件，如 '*.docx'、'2024/**'
    #[arg(long, value_name = "GLOB")]
    include: Vec<String>,
    /// Of folders and archives, no files or folders that match ‖ 文件夹和压缩包中不读取匹配的文件和文件夹
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<String>,
    /// Also hidden files, and what office programs leave behind (~$name) ‖ 同时读取隐藏文件和办公软件的临时文件（~$name）
    #[arg(long)]
    hidden: bool,
    /// How many files to read at the same time; one for each core if not given ‖ 同时读取多少个文件；不指定时与处理器核数相同
    #[arg(short, long, value_name = "N")]
    jobs: Option<NonZero<usize>>,
    /// Read everything again, whatever is done already ‖ 全部重新读取，不管是否已处理
    #[arg(long)]
    force: bool,
    /// Exit with code 1 if any file failed ‖ 只要有文件失败就以退出码 1 结束
    #[arg(long)]
    strict: bool,
    /// Most seconds that one file may take; 0 for no limit ‖ 单个文件最多处理多少秒；0 表示不限
    #[arg(long, value_name = "SECONDS", default_value_t = Limits::default().timeout.unwrap_or_default().as_secs_f64(), value_parser = seconds, help_heading = super::reading::LIMITS)]
    timeout: f64,
    /// Most that one archive may unpack to, in MiB ‖ 单个压缩包解压后最大多少 MiB
    #[arg(long, value_name = "MIB", default_value_t = Limits::default().archive_bytes / MIB, help_heading = super::reading::LIMITS)]
    max_archive_size: u64,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Json,
    Ndjson,
    Parquet,
    Sqlite,
}

impl From<Format> for batch::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Json => Self::Json,
            Format::Ndjson => Self::Ndjson,
            Format::Parquet => Self::Parquet,
            Format::Sqlite => Self::Sqlite,
        }
    }
}

/// Parses a number of seconds.
fn seconds(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(seconds) if (0.0..=1e9).contains(&seconds) => Ok(seconds),
        _ => Err("a number of seconds, 0 or more".to_owned()),
    }
}

pub(super) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CliError> {
    let patterns = |patterns: &[String]| {
        Filter::patterns(patterns).map_err(|e| {
            CliError::usage(
                tr!(ui, "no pattern of file names: {e}", "文件名模式有误：{e}"),
                tr!(ui, "write one such as '*.docx'", "请参照 '*.docx' 的写法"),
            )
        })
    };
    let batch = Batch {
        inputs: inputs(args, ui)?,
        filter: Filter {
            include: if args.include.is_empty() { None } else { Some(patterns(&args.include)?) },
            exclude: patterns(&args.exclude)?,
            hidden: args.hidden,
        },
        out: args.output.clone(),
        format: args.format.into(),
        reading: args.reading.options(),
        limits: Limits {
            archive_bytes: args.max_archive_size.saturating_mul(MIB),
            timeout: (args.timeout > 0.0).then(|| Duration::from_secs_f64(args.timeout)),
        },
        jobs: args.jobs,
        force: args.force,
    };
    let stop = Arc::new(AtomicBool::new(false));
    stop_on_signal(&stop);
    let progress = Arc::new(Progress::new(*ui));
    let watch: Arc<dyn Watch> = Arc::<Progress>::clone(&progress);
    let end = batch.run(&watch, &stop);
    progress.end();
    match end {
        Ok(End::Complete(summary)) => Ok(complete(args, &summary, ui)),
        Ok(End::Stopped { done }) => {
            let (done, of) = (HumanCount(done), HumanCount(progress.files.load(Ordering::Relaxed)));
            ui.line(&tr!(
                ui,
                "stopped: {done} of {of} files are done; run the same command again to go on",
                "已停止：{of} 个文件中处理了 {done} 个；再次运行同一命令可接着处理"
            ));
            Ok(Outcome::Interrupted)
        }
        Err(e) => Err(error(&e, ui)),
    }
}

/// All that was named, by hand and in lists.
fn inputs(args: &Args, ui: &Ui) -> Result<Vec<Input>, CliError> {
    let mut inputs = Vec::new();
    for path in &args.inputs {
        if path == Path::new(input::STDIN) {
            inputs.extend(list(path, ui)?);
        } else {
            inputs.push(Input { path: path.clone(), listed: false });
        }
    }
    for path in &args.from_file {
        inputs.extend(list(path, ui)?);
    }
    if inputs.is_empty() && args.from_file.is_empty() && args.inputs.is_empty() {
        return Err(CliError::usage(
            tr!(ui, "nothing to read is named", "没有指定要读取的内容"),
            tr!(
                ui,
                "name a folder: `duban batch FOLDER -o OUT`",
                "请指定文件夹：duban batch 文件夹 -o 输出文件夹"
            ),
        ));
    }
    Ok(inputs)
}

/// The paths of a list: one a line, or ended by NUL where there is any (`find -print0`).
fn list(path: &Path, ui: &Ui) -> Result<Vec<Input>, CliError> {
    let text = input::read(path, ui)?.bytes;
    let end = if text.contains(&0) { 0 } else { b'\n' };
    let lines =
        text.split(|&byte| byte == end).map(|line| if end == 0 { line } else { line.trim_ascii_end() });
    Ok(lines
        .filter(|line| !line.is_empty())
        .map(|line| Input { path: path_of(line), listed: true })
        .collect())
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    std::ffi::OsStr::from_bytes(bytes).into()
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    String::from_utf8_lossy(bytes).into_owned().into()
}

/// Ctrl-C ends the batch as soon as it can be left; a second one ends it at once, which costs no more than the files
/// that are being read.
fn stop_on_signal(stop: &Arc<AtomicBool>) {
    let stop = Arc::clone(stop);
    let handled = ctrlc::set_handler(move || {
        if stop.swap(true, Ordering::Relaxed) {
            std::process::exit(Outcome::INTERRUPTED.into());
        }
    });
    // Without a handler the system ends us, which is as safe, only not as polite.
    drop(handled);
}

fn error(e: &batch::Error, ui: &Ui) -> CliError {
    match e {
        batch::Error::Busy(out) => {
            let out = out.display();
            CliError::failed_with_help(
                tr!(ui, "another batch is writing to {out}", "另一个批处理正在写入 {out}"),
                tr!(ui, "wait for it, or choose another folder", "请等它结束，或另选输出文件夹"),
            )
        }
        batch::Error::Io { path, source } => {
            let path = path.display();
            CliError::failed_with_help(
                tr!(ui, "cannot write {path}: {source}", "无法写入 {path}：{source}"),
                tr!(
                    ui,
                    "what is done is kept; run the same command again to go on",
                    "已处理的结果已保存；再次运行同一命令可接着处理"
                ),
            )
        }
    }
}

/// Says what came of it.
fn complete(args: &Args, summary: &Summary, ui: &Ui) -> Outcome {
    let Summary { found, ok, failed, skipped, duplicates, counts, reused, .. } = *summary;
    let report = args.output.join(batch::FILE);
    if failed > 0 {
        show_failures(&report, ui);
    }
    let count = HumanCount;
    let (found, read, bad, left) = (count(found), count(ok), count(failed), count(skipped));
    ui.line(&tr!(
        ui,
        "{found} files: {read} read, {bad} failed, {left} skipped",
        "共 {found} 个文件：读取 {read} 个，失败 {bad} 个，跳过 {left} 个"
    ));
    if duplicates > 0 || reused > 0 {
        let (same, earlier) = (count(duplicates), count(reused));
        ui.line(&tr!(
            ui,
            "  {same} with the content of another; {earlier} contents known from an earlier run",
            "  内容重复 {same} 个；{earlier} 份内容沿用上次运行的结果"
        ));
    }
    let (tasks, warnings, errors) = (count(counts.tasks), count(counts.warnings), count(counts.errors));
    let yuan = counts.yuan.normalize();
    ui.line(&tr!(
        ui,
        "  {tasks} tasks, {yuan} yuan of investment, {warnings} warnings, {errors} errors in notices",
        "  任务 {tasks} 项，投资 {yuan} 元；公文中的警告 {warnings} 条，错误 {errors} 条"
    ));
    let (bytes, took) = (HumanBytes(summary.bytes), format!("{:.1}", summary.seconds));
    let rate = format!("{:.1}", summary.megabytes_a_second());
    let report = report.display();
    ui.line(&tr!(
        ui,
        "  {bytes} in {took} s, {rate} MB/s; report: {report}",
        "  {bytes}，用时 {took} 秒，{rate} MB/s；报告：{report}"
    ));
    if failed > 0 && (args.strict || ok == 0) { Outcome::SomeFailed } else { Outcome::Done }
}

/// Shows the first failures; all of them stand in the report.
fn show_failures(report: &Path, ui: &Ui) {
    const SHOWN: usize = 10;
    let Ok(file) = std::fs::File::open(report) else { return };
    let lines = io::BufReader::new(file).lines().map_while(Result::ok);
    let entries = lines.filter_map(|line| serde_json::from_str::<Entry>(line.trim_end_matches(',')).ok());
    for entry in entries.filter(|entry| entry.status == Status::Failed).take(SHOWN) {
        let (input, why) = (entry.input, entry.error.map(|e| e.message).unwrap_or_default());
        ui.warning(&tr!(ui, "{input}: {why}", "{input}：{why}"));
    }
}

/// How far the batch is: a bar on a terminal, a line now and then elsewhere.
struct Progress {
    ui: Ui,
    bar: Option<ProgressBar>,
    begin: Instant,
    files: AtomicU64,
    done: AtomicU64,
    bytes: AtomicU64,
    /// When the last line was written.
    said: Mutex<Instant>,
}

impl Progress {
    fn new(ui: Ui) -> Self {
        let template = "{bar:40} {human_pos}/{human_len} {msg} {eta_precise}";
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = io::stderr().is_terminal().then(|| ProgressBar::new(0).with_style(style));
        let (begin, zero) = (Instant::now(), AtomicU64::default);
        Self { ui, bar, begin, files: zero(), done: zero(), bytes: zero(), said: Mutex::new(begin) }
    }

    /// Files and bytes a second so far.
    fn rate(&self) -> String {
        let seconds = self.begin.elapsed().as_secs_f64().max(1e-3);
        let files = HumanCount((self.done.load(Ordering::Relaxed) as f64 / seconds) as u64);
        let bytes = HumanBytes((self.bytes.load(Ordering::Relaxed) as f64 / seconds) as u64);
        let ui = self.ui;
        tr!(ui, "{files} files/s, {bytes}/s", "{files} 个/秒，{bytes}/秒")
    }

    fn say(&self, done: u64) {
        const EVERY: Duration = Duration::from_secs(5);
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        if said.elapsed() < EVERY {
            return;
        }
        *said = Instant::now();
        drop(said);
        let files = self.files.load(Ordering::Relaxed);
        let left =
            self.begin.elapsed().as_secs_f64() * files.saturating_sub(done) as f64 / done.max(1) as f64;
        let (left, rate) = (HumanDuration(Duration::from_secs_f64(left)), self.rate());
        let (done, files, ui) = (HumanCount(done), HumanCount(files), self.ui);
        ui.line(&tr!(
            ui,
            "{done} of {files} files, {rate}, {left} left",
            "{done}/{files} 个文件，{rate}，剩余 {left}"
        ));
    }

    fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

impl Watch for Progress {
    fn counted(&self, files: u64) {
        self.files.store(files, Ordering::Relaxed);
        if let Some(bar) = &self.bar {
            bar.set_length(files);
        }
    }

    fn done(&self, bytes: u64) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
        match &self.bar {
            Some(bar) => {
                bar.set_position(done);
                bar.set_message(self.rate());
            }
            None => self.say(done),
        }
    }

    fn writing(&self) {
        if let Some(bar) = &self.bar {
            let ui = self.ui;
            bar.set_message(tr!(ui, "writing", "正在写出"));
        }
    }
}
