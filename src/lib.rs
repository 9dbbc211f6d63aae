//! duban (督办, to see a thing through): reads official Chinese government
//! notices into grounded JSON, and makes and keeps the tables and ledgers that
//! track what they promise.
//!
//! A notice walks through the modules in the order in which they stand here,
//! and a module uses only those above it.

pub mod diagnostic;
pub mod output;
pub mod text;

pub mod source;

pub mod lexicon;

pub mod outline;

pub mod fields;

pub mod notice;

pub mod plan;
pub mod render;

pub mod config;

pub mod eval;

pub mod batch;

pub mod cli;

/// Reads one file and extracts its notice, with the built-in lexicon.
///
/// # Errors
/// Where the file cannot be read at all; whatever else is odd about it stands in the notice's diagnostics.
pub fn extract(name: &str, bytes: &[u8], options: &source::Options) -> Result<notice::Notice, source::Error> {
    Ok(notice::extract(source::read(name, bytes, options)?, lexicon::Lexicon::builtin()))
}

/// The README's examples are tests too.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
