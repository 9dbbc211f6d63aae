//! The responsibility table, in every format, read back by other tools.
#![allow(clippy::unwrap_used)]

mod command;
mod formats;
mod notice;
mod office;
