//! Targets over quarters and months (目标分解), and the dates on which reports are due.
//!
//! A quantified target is spread over the months from the notice's date to its deadline, or to the end of the
//! plan's year; rates and limits are held instead. [`Schedule`] is the result, [`Profile`] the shape,
//! [`spread`] the exact arithmetic.
//!
//! ```
//! use duban::plan::{Month, Profile, Schedule};
//! let (march, october) = (Month::new(2031, 3).unwrap(), Month::new(2031, 10).unwrap());
//! let schools = Schedule::spread(61.into(), Some("所"), march, october, &Profile::Even);
//! assert_eq!(schools.at(october), Some(61.into()));
//! assert_eq!(schools.quarter(2031, 2), schools.at(Month::new(2031, 6).unwrap()));
//! ```

mod due;
mod month;
mod profile;
mod reporting;
mod schedule;
mod spread;

pub use due::Sentences;
pub use month::Month;
pub use profile::{Profile, ProfileError};
pub use reporting::{ReportDate, report_dates};
pub use schedule::{Pace, Schedule, Window};
pub use spread::{is_continuous, quantum, spread};
