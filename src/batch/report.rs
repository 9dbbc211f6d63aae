//! What became of every input.

use super::Failure;
use crate::diagnostic::Severity;
use crate::notice::{InvestmentKind, Notice, Task};
use rust_decimal::Decimal;
use rust_decimal::serde::arbitrary_precision;
use serde::{Deserialize, Serialize};

/// The report's name in the folder of outputs.
pub const FILE: &str = "report.json";

/// What became of one input: an entry of `inputs` in the report, one a line.
///
/// All but [`seconds`](Self::seconds) is the same each time that a batch runs over the same inputs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its number in the order of the inputs, from 1; `notice_id` of the tables.
    pub number: u64,
    /// Its path; members of archives stand after `archive.zip!/`.
    pub input: String,
    /// What became of it.
    pub status: Status,
    /// Why there is no notice of it.
    pub error: Option<Failure>,
    /// SHA-256 of its content, in lower-case hex; `null` where it could not be read.
    pub sha256: Option<String>,
    /// Size of its content in bytes; `null` where it could not be read.
    pub bytes: Option<u64>,
    /// The first input of the same content, whose result this is.
    pub duplicate_of: Option<String>,
    /// The file within the folder of outputs that its notice stands in.
    pub output: Option<String>,
    /// The line of that file, from 1, where it has one line a notice.
    pub line: Option<u64>,
    /// What its notice holds.
    pub counts: Option<Counts>,
    /// How long reading and extraction took when it was last read.
    pub seconds: f64,
}

/// What became of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Its notice was extracted.
    Ok,
    /// There is no notice of it; see `error`.
    Failed,
    /// No file that could hold a notice; see `error`.
    Skipped,
}

/// What a notice holds, in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Tasks and sub-tasks.
    pub tasks: u64,
    /// Investments of kind `investment` added up, in yuan; of a range the upper end.
    #[serde(with = "arbitrary_precision")]
    pub yuan: Decimal,
    /// Diagnostics of severity `warning`.
    pub warnings: u64,
    /// Diagnostics of severity `error`.
    pub errors: u64,
}

impl Counts {
    pub(super) fn of(notice: &Notice) -> Self {
        let tasks: Vec<&Task> = notice.tasks.iter().flat_map(Task::walk).collect();
        let sums = tasks.iter().flat_map(|task| &task.investments);
        let invested = sums.filter(|sum| sum.kind == InvestmentKind::Investment);
        let remarks = |severity| notice.diagnostics.iter().filter(|d| d.severity == severity).count() as u64;
        Self {
            tasks: tasks.len() as u64,
            yuan: invested
                .filter_map(|sum| sum.yuan.or(sum.max))
                .fold(Decimal::ZERO, Decimal::saturating_add),
            warnings: remarks(Severity::Warning),
            errors: remarks(Severity::Error),
        }
    }
}

/// A batch in numbers: `summary` of the report. Duplicates are counted as files, but what they hold only once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Summary {
    /// Files found.
    pub found: u64,
    /// Those whose notice was extracted, now or earlier.
    pub ok: u64,
    /// Those that failed.
    pub failed: u64,
    /// Those that could not hold a notice.
    pub skipped: u64,
    /// Those whose content was that of an earlier input.
    pub duplicates: u64,
    /// What the notices hold.
    pub counts: Counts,
    /// Size of all contents in bytes, duplicates included.
    pub bytes: u64,
    /// How long this run took.
    pub seconds: f64,
    /// Contents that an earlier run had done already.
    pub reused: u64,
}

impl Summary {
    pub(super) fn add(&mut self, entry: &Entry) {
        self.found += 1;
        match entry.status {
            Status::Ok => self.ok += 1,
            Status::Failed => self.failed += 1,
            Status::Skipped => self.skipped += 1,
        }
        self.bytes += entry.bytes.unwrap_or(0);
        if entry.duplicate_of.is_some() {
            self.duplicates += 1;
        } else if let Some(counts) = &entry.counts {
            let sum = &mut self.counts;
            sum.tasks += counts.tasks;
            sum.yuan = sum.yuan.saturating_add(counts.yuan);
            sum.warnings += counts.warnings;
            sum.errors += counts.errors;
        }
    }

    /// Millions of bytes read a second.
    pub fn megabytes_a_second(&self) -> f64 {
        self.bytes as f64 / 1e6 / self.seconds.max(f64::EPSILON)
    }
}
