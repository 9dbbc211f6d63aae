//! The tracking templates, read back by other tools.
#![allow(clippy::unwrap_used)]

mod ledger;
mod notice;
mod office;
