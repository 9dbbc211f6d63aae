//! The tracking templates, read back by other tools.
#![allow(clippy::unwrap_used)]

mod calendar;
mod cli;
mod forms;
mod ledger;
mod notice;
mod office;
