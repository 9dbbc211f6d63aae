//! How long a batch takes: notices of all fixtures, each made its own, on one core and on all.

use divan::Bencher;
use divan::counter::ItemsCount;
use duban::batch::{Batch, End, Filter, Format, Input, Limits, Watch};
use duban::source::Options;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

fn main() {
    divan::main();
}

const NOTICES: usize = 1000;

struct Nobody;

impl Watch for Nobody {
    fn counted(&self, _: u64) {}
    fn done(&self, _: u64) {}
    fn writing(&self) {}
}

fn fixtures(folder: &Path, found: &mut Vec<String>) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    for path in entries.map(|entry| entry.path()) {
        if path.is_dir() {
            fixtures(&path, found);
        } else if path.extension().is_some_and(|e| e == "txt") {
            found.extend(std::fs::read_to_string(&path));
        }
    }
}

fn corpus() -> tempfile::TempDir {
    let mut texts = Vec::new();
    fixtures(Path::new("fixtures"), &mut texts);
    let folder = tempfile::tempdir().expect("a folder");
    for (number, text) in texts.iter().cycle().take(NOTICES).enumerate() {
        let path = folder.path().join(format!("{number}.txt"));
        std::fs::write(path, format!("{text}\n（此件公开发布，第{number}号）\n")).expect("room");
    }
    folder
}

fn run(inputs: &Path, out: PathBuf, format: Format, jobs: Option<usize>, force: bool) {
    let batch = Batch {
        inputs: vec![Input { path: inputs.to_owned(), listed: false }],
        filter: Filter::default(),
        out,
        format,
        reading: Options::default(),
        limits: Limits::default(),
        jobs: jobs.and_then(NonZero::new),
        force,
    };
    let watch: Arc<dyn Watch> = Arc::new(Nobody);
    let end = batch.run(&watch, &Arc::new(AtomicBool::new(false))).expect("a report");
    assert!(matches!(end, End::Complete(summary) if summary.ok == NOTICES as u64));
}

#[divan::bench(sample_count = 10, sample_size = 1, args = [1, 2])]
fn on_cores(bencher: Bencher, jobs: usize) {
    let (inputs, out) = (corpus(), tempfile::tempdir().expect("a folder"));
    let run = || run(inputs.path(), out.path().to_owned(), Format::Json, Some(jobs), true);
    bencher.counter(ItemsCount::new(NOTICES)).bench_local(run);
}

#[divan::bench(sample_count = 10, sample_size = 1, args = [Format::Json, Format::Ndjson, Format::Parquet, Format::Sqlite])]
fn in_format(bencher: Bencher, format: Format) {
    let (inputs, out) = (corpus(), tempfile::tempdir().expect("a folder"));
    let run = || run(inputs.path(), out.path().to_owned(), format, None, true);
    bencher.counter(ItemsCount::new(NOTICES)).bench_local(run);
}

/// Again, where nothing has changed.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn again(bencher: Bencher) {
    let (inputs, out) = (corpus(), tempfile::tempdir().expect("a folder"));
    run(inputs.path(), out.path().to_owned(), Format::Json, None, false);
    let run = || run(inputs.path(), out.path().to_owned(), Format::Json, None, false);
    bencher.counter(ItemsCount::new(NOTICES)).bench_local(run);
}
