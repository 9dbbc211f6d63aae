//! Where notices go: what every format of output can do.

use super::assemble::Through;
use super::journal::Journal;
use super::report::Entry;
use super::state::State;
use super::table::{self, Rows};
use super::{Error, Failure, Format, parquet, sqlite};
use crate::notice::Notice;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// What a thread made of a notice, for the sink to put where it belongs.
pub(super) enum Prepared {
    Nothing,
    Line(String),
    Rows(Box<Rows>),
    /// Its output could not be written.
    Failed(Failure),
}

/// One format of output.
pub(super) trait Sink {
    /// Takes the inputs in their order; whether the input's own output is there.
    fn put(&mut self, entry: &mut Entry, through: &Through, prepared: Prepared) -> Result<bool, Error>;

    /// Gives the outputs their names.
    fn finish(self: Box<Self>) -> Result<(), Error>;
}

pub(super) fn open<'a>(format: Format, state: &'a State) -> Result<Box<dyn Sink + 'a>, Error> {
    Ok(match format {
        Format::Json => Box::new(Json),
        Format::Ndjson => Box::new(Ndjson { lines: 0, output: Output::create(state, "notices.ndjson")? }),
        Format::Parquet => Box::new(parquet::Tables::create(state)?),
        Format::Sqlite => Box::new(sqlite::Tables::create(state)?),
    })
}

/// Does what can be done for many notices at the same time.
pub(super) fn prepare(
    format: Format,
    state: &State,
    through: &Through,
    journal: &Journal,
) -> Result<Prepared, Error> {
    let output = &through.done.output;
    let Some((hash, stored)) = through.stored() else {
        if format == Format::Json && journal.wrote(output) {
            // What an earlier batch found in this input is not true any more.
            let _ = fs::remove_file(state.out().join(output)); // it may be gone already
        }
        return Ok(Prepared::Nothing);
    };
    if through.done.written {
        return Ok(Prepared::Nothing);
    }
    let json = journal.json(hash, stored, &through.done.name)?;
    Ok(match format {
        Format::Json => state.write(output, &json)?.map_or_else(Prepared::Failed, |()| Prepared::Nothing),
        Format::Ndjson => Prepared::Line(json),
        Format::Parquet | Format::Sqlite => {
            let notice: Notice = serde_json::from_str(&json).map_err(|e| journal.error(e.into()))?;
            Prepared::Rows(Box::new(table::rows(&notice, through)))
        }
    })
}

/// A file that is being written, and the name that it will have.
pub(super) struct Output<'a> {
    state: &'a State,
    path: PathBuf,
    name: String,
    file: BufWriter<File>,
}

impl<'a> Output<'a> {
    pub(super) fn create(state: &'a State, name: &str) -> Result<Self, Error> {
        let path = state.temporary();
        let file = File::create(&path).map_err(|e| Error::io(&path, e))?;
        Ok(Self { state, path, name: name.to_owned(), file: BufWriter::new(file) })
    }

    /// Where it will be.
    pub(super) fn target(&self) -> PathBuf {
        self.state.out().join(&self.name)
    }

    pub(super) fn error(&self, e: io::Error) -> Error {
        Error::io(&self.target(), e)
    }

    pub(super) fn publish(mut self) -> Result<(), Error> {
        let published = self.file.flush().and_then(|()| self.state.publish(&self.path, &self.name));
        published.map_err(|e| self.error(e))
    }
}

impl Write for Output<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// A file a notice. Most were written when the notice was read.
struct Json;

impl Sink for Json {
    fn put(&mut self, entry: &mut Entry, through: &Through, prepared: Prepared) -> Result<bool, Error> {
        match prepared {
            Prepared::Failed(failure) => entry.fail(failure),
            _ if through.stored().is_some() => {
                entry.output = Some(super::name::readable_path(&through.done.output));
                return Ok(true);
            }
            _ => {}
        }
        Ok(false)
    }

    fn finish(self: Box<Self>) -> Result<(), Error> {
        Ok(())
    }
}

/// A line a notice.
struct Ndjson<'a> {
    lines: u64,
    output: Output<'a>,
}

impl Sink for Ndjson<'_> {
    fn put(&mut self, entry: &mut Entry, _: &Through, prepared: Prepared) -> Result<bool, Error> {
        if let Prepared::Line(line) = prepared {
            self.output.write_all(line.as_bytes()).map_err(|e| self.output.error(e))?;
            self.lines += 1;
            entry.output = Some(self.output.name.clone());
            entry.line = Some(self.lines);
        }
        Ok(false)
    }

    fn finish(self: Box<Self>) -> Result<(), Error> {
        self.output.publish()
    }
}
