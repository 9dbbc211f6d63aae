//! Tables in one SQLite database.

use super::Error;
use super::assemble::Through;
use super::report::Entry;
use super::sink::{Prepared, Sink};
use super::state::State;
use super::table::{Column, Kind, TABLES, Table, Value};
use rusqlite::types::{ToSql, ToSqlOutput};
use rusqlite::{Connection, ErrorCode, params_from_iter};
use std::io;
use std::path::PathBuf;

const NAME: &str = "notices.sqlite";

pub(super) struct Tables<'a> {
    state: &'a State,
    path: PathBuf,
    database: Connection,
    inserts: Vec<String>,
}

impl<'a> Tables<'a> {
    pub(super) fn create(state: &'a State) -> Result<Self, Error> {
        let path = state.temporary();
        let open = || {
            let database = Connection::open(&path)?;
            // The file is thrown away where anything goes wrong, so nothing of it need be safe before it is whole.
            database.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN")?;
            TABLES.iter().try_for_each(|table| database.execute_batch(&definition(table)))?;
            Ok(database)
        };
        let database = open().map_err(|e| Error::io(&state.out().join(NAME), reason(e)))?;
        Ok(Self { state, path, database, inserts: TABLES.iter().map(insert).collect() })
    }

    fn error(&self, e: rusqlite::Error) -> Error {
        Error::io(&self.state.out().join(NAME), reason(e))
    }
}

impl Sink for Tables<'_> {
    fn put(&mut self, entry: &mut Entry, _: &Through, prepared: Prepared) -> Result<bool, Error> {
        let Prepared::Rows(rows) = prepared else { return Ok(false) };
        entry.output = Some(NAME.to_owned());
        let inserted = self.inserts.iter().zip(*rows).try_for_each(|(insert, rows)| {
            let mut insert = self.database.prepare_cached(insert)?;
            rows.iter().try_for_each(|row| insert.execute(params_from_iter(row)).map(drop))
        });
        inserted.map_err(|e| self.error(e))?;
        Ok(false)
    }

    fn finish(self: Box<Self>) -> Result<(), Error> {
        let finish = |database: &Connection| {
            for table in TABLES.iter().skip(1) {
                let name = table.name;
                database.execute_batch(&format!(
                    "CREATE INDEX {name}_of_notice ON {name} (notice_id, task_id)"
                ))?;
            }
            database.execute_batch("COMMIT")
        };
        finish(&self.database).map_err(|e| self.error(e))?;
        let Self { state, path, database, .. } = *self;
        drop(database);
        state.publish(&path, NAME).map_err(|e| Error::io(&state.out().join(NAME), e))
    }
}

fn definition(table: &Table) -> String {
    let columns: Vec<String> = table.columns.iter().map(column).collect();
    format!("CREATE TABLE {} (\n  {}\n)", table.name, columns.join(",\n  "))
}

fn column(column: &Column) -> String {
    let kind = match column.kind {
        Kind::Integer => "INTEGER",
        Kind::Boolean => "BOOLEAN",
        Kind::Text => "TEXT",
        Kind::Date => "DATE",
        Kind::Decimal => "DECIMAL(38, 10)",
    };
    let null = if column.nullable { "" } else { " NOT NULL" };
    format!("\"{}\" {kind}{null}", column.name)
}

fn insert(table: &Table) -> String {
    let places = vec!["?"; table.columns.len()].join(", ");
    format!("INSERT INTO {} VALUES ({places})", table.name)
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::from(rusqlite::types::Null),
            Self::Integer(n) => ToSqlOutput::from(*n),
            Self::Boolean(truth) => ToSqlOutput::from(*truth),
            Self::Text(text) => ToSqlOutput::from(text.as_str()),
            Self::Date(date) => ToSqlOutput::from(date.to_string()),
            // The column's numeric affinity makes a number of it where that is exact.
            Self::Decimal(number) => ToSqlOutput::from(number.normalize().to_string()),
        })
    }
}

/// What SQLite says, with the kind that the system would give it.
fn reason(e: rusqlite::Error) -> io::Error {
    match e.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => io::Error::new(io::ErrorKind::StorageFull, e),
        _ => io::Error::other(e),
    }
}
