//! Thousands of notices at once: walk the inputs, read each content once, on every core, and write what was found.
//!
//! A batch goes in two steps. First every file is read, hashed and, where its content is new, extracted; what comes of
//! it goes into the journal. Then the journal is read in the order of the inputs, and the outputs and the report
//! are written from it. So neither the number of files nor the order in which threads are done shows in the result or
//! in memory, and a batch that was stopped, or run again, does only what is not done yet.

mod archive;
mod assemble;
mod failure;
mod journal;
mod limits;
mod name;
mod parquet;
mod record;
mod report;
mod sink;
mod sqlite;
mod state;
mod table;
mod walk;
mod work;

pub use failure::{Code, Failure};
pub use limits::Limits;
pub use report::{Counts, Entry, FILE, Status, Summary};
pub use table::{Column, Kind, TABLES, Table};
pub use walk::{Filter, Input};

use crate::source;
use journal::Journal;
use state::State;
use std::io;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};
use std::time::Instant;

/// What to do.
#[derive(Debug, Clone)]
pub struct Batch {
    /// Folders, archives and files, in the order that results are to have.
    pub inputs: Vec<Input>,
    /// Which files of folders and archives are wanted.
    pub filter: Filter,
    /// The folder of outputs.
    pub out: PathBuf,
    /// What the outputs are.
    pub format: Format,
    /// How to read a file.
    pub reading: source::Options,
    /// What archives and slow files may cost.
    pub limits: Limits,
    /// How many files are read at the same time; one for each core where `None`.
    pub jobs: Option<NonZero<usize>>,
    /// Reads everything again, whatever is done already.
    pub force: bool,
}

/// What a batch writes, beside its report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A file a notice, in folders as the inputs have them.
    Json,
    /// `notices.ndjson`: a line a notice, in the order of the inputs.
    Ndjson,
    /// [`TABLES`], a file each: `notices.parquet`, `tasks.parquet` …
    Parquet,
    /// [`TABLES`] in one database, `notices.sqlite`.
    Sqlite,
}

/// Somebody who watches a batch. Called from all its threads.
pub trait Watch: Send + Sync {
    /// The inputs are counted.
    fn counted(&self, files: u64);
    /// A file of so many bytes is through.
    fn done(&self, bytes: u64);
    /// Every file is through, and the outputs are being written.
    fn writing(&self);
}

/// How a batch ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum End {
    /// All inputs are through, and the outputs and the report are written.
    Complete(Summary),
    /// It was told to stop. What is done is kept; the next run goes on from there. No report was written.
    Stopped {
        /// How many inputs are through.
        done: u64,
    },
}

/// Why a batch could not go on. No single input is to blame.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The system refused: no space, no permission …
    #[error("cannot write {}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Two batches at once would spoil each other's outputs.
    #[error("another batch is writing to {}", .0.display())]
    Busy(PathBuf),
}

impl Error {
    pub(crate) fn io(path: &Path, source: io::Error) -> Self {
        Self::Io { path: path.to_owned(), source }
    }
}

impl Batch {
    /// Runs it. Setting `stop` ends it as soon as the files that are being read are through.
    ///
    /// # Errors
    /// Where the outputs cannot be written; the next run goes on from there. Inputs that cannot be read are no error,
    /// they stand in the report.
    pub fn run(&self, watch: &Arc<dyn Watch>, stop: &Arc<AtomicBool>) -> Result<End, Error> {
        let begin = Instant::now();
        let state = Arc::new(State::open(&self.out)?);
        let made_by = format!("{} {:?}", program(), self.reading);
        let journal = Arc::new(Mutex::new(Journal::open(state.folder(), made_by, self.force)?));
        let jobs = self.jobs.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZero::get);
        if !work::run(self, &state, &journal, jobs, watch, stop)? {
            return Ok(End::Stopped { done: work::lock(&journal).inputs() });
        }
        watch.writing();
        let mut summary = assemble::run(self, &state, &mut work::lock(&journal), jobs, begin)?;
        summary.seconds = begin.elapsed().as_secs_f64();
        Ok(End::Complete(summary))
    }
}

/// What tells this program from another one that may find something else: its version, and when it was built.
fn program() -> String {
    let file = std::env::current_exe().and_then(|path| path.metadata()).ok();
    let built = file.and_then(|file| Some((file.len(), file.modified().ok()?)));
    format!("{} {built:?}", env!("CARGO_PKG_VERSION"))
}
