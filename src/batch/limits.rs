//! What one input may cost, besides the limits of reading.

use super::{Code, Failure};
use crate::source::{self, LimitExceeded};
use std::time::Duration;

/// What archives and slow files may cost. The other limits are those of [`source::Limits`], and hold for the members of
/// archives as for files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How much all members of one archive may hold together when unpacked, in bytes.
    pub archive_bytes: u64,
    /// How long one file may take, reading and extraction together; `None` for as long as it likes.
    pub timeout: Option<Duration>,
}

impl Default for Limits {
    fn default() -> Self {
        Self { archive_bytes: 8 << 30, timeout: Some(Duration::from_secs(60)) }
    }
}

impl Limits {
    pub(super) fn check_archive(&self, bytes: u64) -> Result<(), Failure> {
        let limit = self.archive_bytes;
        if bytes <= limit {
            return Ok(());
        }
        let message =
            format!("its archive unpacks to more than {limit} bytes; if it can be trusted, raise the limit");
        Err(Failure::new(Code::Limit, message))
    }

    pub(super) fn timed_out(&self) -> Failure {
        let seconds = self.timeout.unwrap_or_default().as_secs_f64();
        let message =
            format!("it was not done after {seconds} seconds; if it can be trusted, raise the limit");
        Failure::new(Code::Timeout, message)
    }
}

/// Refuses a file, or an unpacked member, of `bytes`.
pub(super) fn check_file(limits: &source::Limits, bytes: u64) -> Result<(), Failure> {
    if bytes <= limits.file_bytes {
        return Ok(());
    }
    Err(Failure::source(&LimitExceeded::FileBytes(limits.file_bytes).into()))
}

/// Refuses a member of `packed` bytes that unpacks to `bytes`, or more.
pub(super) fn check_ratio(limits: &source::Limits, packed: u64, bytes: u64) -> Result<(), Failure> {
    if bytes <= most_from(limits, packed) {
        return Ok(());
    }
    Err(Failure::source(&LimitExceeded::CompressionRatio(limits.compression_ratio).into()))
}

/// How large a member of `packed` bytes may become. Small ones may be as repetitive as they like.
pub(super) fn most_from(limits: &source::Limits, packed: u64) -> u64 {
    const HARMLESS: u64 = 1 << 20;
    packed.saturating_mul(limits.compression_ratio).max(HARMLESS)
}
