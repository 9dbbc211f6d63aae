//! The second step of a batch: the journal, in the order of the inputs, becomes the outputs and the report.

use super::journal::Journal;
use super::record::{Content, Done, Hash, Stored};
use super::report::{self, Entry, Status, Summary};
use super::sink::{self, Prepared};
use super::state::State;
use super::{Batch, Code, Error, Failure};
use rayon::prelude::*;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::time::Instant;

/// How many notices are in memory at the same time.
const CHUNK: u64 = 128;

/// An input, and what was found in it.
pub(super) struct Through {
    pub(super) number: u64,
    pub(super) done: Done,
    /// What it holds, and the first input that holds it; nothing where it could not be read.
    content: Option<(Content, u64)>,
}

impl Through {
    /// The notice, where there is one.
    pub(super) fn stored(&self) -> Option<(Hash, &Stored)> {
        let (content, _) = self.content.as_ref()?;
        Some((content.hash, content.result.as_ref().ok()?))
    }

    /// The number of the first input that holds the same, where that is not this one.
    pub(super) fn duplicate_of(&self) -> Option<u64> {
        self.content.as_ref().map(|(_, first)| *first).filter(|first| *first != self.number)
    }

    fn failure(&self) -> Option<&Failure> {
        match (&self.done.content, &self.content) {
            (Err(failure), _) => Some(failure),
            (Ok(_), Some((content, _))) => content.result.as_ref().err(),
            (Ok(_), None) => None,
        }
    }

    fn entry(&self, journal: &Journal) -> Result<Entry, Error> {
        let content = self.content.as_ref().map(|(content, _)| content);
        let first = self.duplicate_of().map(|first| journal.input(first)).transpose()?;
        let mut entry = Entry {
            number: self.number,
            input: self.done.label.clone(),
            status: Status::Ok,
            error: None,
            sha256: content.map(|content| content.hash.into()),
            bytes: content.map(|content| content.bytes),
            duplicate_of: first.map(|first| first.label),
            output: None,
            line: None,
            counts: self.stored().map(|(_, stored)| stored.counts),
            seconds: content.map_or(self.done.seconds, |content| content.seconds),
        };
        if let Some(failure) = self.failure() {
            entry.fail(failure.clone());
        }
        Ok(entry)
    }
}

impl Entry {
    pub(super) fn fail(&mut self, failure: Failure) {
        let skipped = matches!(failure.code, Code::NotAFile | Code::LinkLoop);
        self.status = if skipped { Status::Skipped } else { Status::Failed };
        self.error = Some(failure);
        self.counts = None;
    }
}

/// Does the second step.
pub(super) fn run(
    batch: &Batch,
    state: &State,
    journal: &mut Journal,
    jobs: usize,
    begin: Instant,
) -> Result<Summary, Error> {
    let threads = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
    let threads = threads.map_err(|e| Error::io(state.out(), std::io::Error::other(e)))?;
    let mut sink = sink::open(batch.format, state)?;
    let mut report = Report::new(state)?;
    let mut log = journal.rewrite()?;
    let mut summary = Summary::default();
    for start in (1..=journal.inputs()).step_by(CHUNK as usize) {
        let chunk = start..=journal.inputs().min(start + CHUNK - 1);
        let chunk = chunk.map(|number| journal.through(number)).collect::<Result<Vec<_>, _>>()?;
        let prepare = |through: &Through| sink::prepare(batch.format, state, through, journal);
        let prepared =
            threads.install(|| chunk.par_iter().map(prepare).collect::<Result<Vec<Prepared>, _>>())?;
        for (through, prepared) in chunk.into_iter().zip(prepared) {
            let mut entry = through.entry(journal)?;
            let written = sink.put(&mut entry, &through, prepared)?;
            summary.add(&entry);
            report.entry(&entry)?;
            let Through { number, mut done, content } = through;
            match content {
                Some((content, first)) if first == number => log.content(content)?,
                _ => {}
            }
            done.written = written;
            log.input(done)?;
        }
    }
    summary.reused = journal.reused();
    sink.finish()?;
    summary.seconds = begin.elapsed().as_secs_f64();
    report.finish(&summary)?;
    log.finish()?;
    Ok(summary)
}

impl Journal {
    fn through(&mut self, number: u64) -> Result<Through, Error> {
        let done = self.input(number)?;
        let content = match done.content {
            Ok(hash) => Some(self.content(hash, number)?),
            Err(_) => None,
        };
        Ok(Through { number, done, content })
    }
}

/// The report: `{"inputs": […], "summary": {…}}`, with a line for each input.
struct Report<'a> {
    state: &'a State,
    path: PathBuf,
    file: BufWriter<File>,
    is_begun: bool,
}

impl<'a> Report<'a> {
    fn new(state: &'a State) -> Result<Self, Error> {
        let path = state.temporary();
        let file = File::create(&path).map_err(|e| Error::io(&path, e))?;
        let mut report = Self { state, path, file: BufWriter::new(file), is_begun: false };
        report.write("{\"inputs\": [")?;
        Ok(report)
    }

    fn write(&mut self, text: &str) -> Result<(), Error> {
        self.file.write_all(text.as_bytes()).map_err(|e| Error::io(&self.path, e))
    }

    fn entry(&mut self, entry: &Entry) -> Result<(), Error> {
        let comma = if std::mem::replace(&mut self.is_begun, true) { "," } else { "" };
        let entry = serde_json::to_string(entry).map_err(|e| Error::io(&self.path, e.into()))?;
        self.write(&format!("{comma}\n{entry}"))
    }

    fn finish(mut self, summary: &Summary) -> Result<(), Error> {
        let summary = serde_json::to_string(summary).map_err(|e| Error::io(&self.path, e.into()))?;
        self.write(&format!("\n], \"summary\": {summary}}}\n"))?;
        let publish = self.file.flush().and_then(|()| self.state.publish(&self.path, report::FILE));
        publish.map_err(|e| Error::io(&self.state.out().join(report::FILE), e))
    }
}
