//! Tracking templates (跟踪模板): what the supervision office sends out and gets back.
//!
//! [`Book`] works out once, from one or several notices, who tracks what and by when; each template is one function
//! from it to files, or to drafts of them: [`ledger`] (总台账), [`monthly`] (月报表), [`plan_form`] (实施方案), [`calendar`] (日历).

mod book;
pub mod calendar;
mod draft;
pub mod ledger;
pub mod meta;
pub mod monthly;
pub mod plan_form;
mod reader;
mod style;

use book::pace_code;
pub use book::{Book, Goal, Options, Party, Sum, TrackedTask, TrackedUnit};
pub use draft::{Draft, File};

/// Why no template can be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Nothing to track.
    #[error("no notice holds a task: there is nothing to track")]
    NoTasks,
    /// A plan without year.
    #[error("{name} names no year: say which one its plan is for")]
    NoYear {
        /// The notice's file.
        name: String,
    },
    /// Plans of several years.
    #[error(
        "{name} is a plan for {year}, those before it are for {expected}: make a ledger for each, or say which year"
    )]
    MixedYears {
        /// The notice's file.
        name: String,
        /// Its year.
        year: i16,
        /// The year of the notices before it.
        expected: i16,
    },
    /// A document could not be made; a fault of this library, whatever the notices hold.
    #[error(transparent)]
    Render(#[from] super::Error),
}

impl From<rust_xlsxwriter::XlsxError> for Error {
    fn from(e: rust_xlsxwriter::XlsxError) -> Self {
        Self::Render(e.into())
    }
}
