//! Tables as Parquet files, one each.

use super::Error;
use super::assemble::Through;
use super::report::Entry;
use super::sink::{Output, Prepared, Sink};
use super::state::State;
use super::table::{Column, Kind, TABLES, Table, Value};
use arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, Int64Array, RecordBatch, StringArray,
};
use arrow::datatypes::{DataType, Field, Schema};
use jiff::civil::Date;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use rust_decimal::Decimal;
use std::io;
use std::sync::Arc;

/// Rows of a group: what readers hold in memory at least, and the writer at most.
const GROUP_ROWS: usize = 64 * 1024;
const GROUP_BYTES: usize = 16 << 20;
/// Rows that are gathered before they are encoded.
const BATCH_ROWS: usize = 1024;

const PRECISION: u8 = 38;
const SCALE: u32 = 10;

pub(super) struct Tables<'a> {
    writers: Vec<Writer<'a>>,
}

struct Writer<'a> {
    table: Table,
    schema: Arc<Schema>,
    writer: ArrowWriter<Output<'a>>,
    rows: Vec<Vec<Value>>,
}

impl<'a> Tables<'a> {
    pub(super) fn create(state: &'a State) -> Result<Self, Error> {
        let writers = TABLES.into_iter().map(|table| Writer::create(state, table));
        Ok(Self { writers: writers.collect::<Result<_, _>>()? })
    }
}

impl Sink for Tables<'_> {
    fn put(&mut self, entry: &mut Entry, _: &Through, prepared: Prepared) -> Result<bool, Error> {
        if let Prepared::Rows(rows) = prepared {
            entry.output = Some(file_name(&TABLES[0]));
            for (writer, rows) in self.writers.iter_mut().zip(*rows) {
                writer.rows.extend(rows);
                if writer.rows.len() >= BATCH_ROWS {
                    writer.encode()?;
                }
            }
        }
        Ok(false)
    }

    fn finish(self: Box<Self>) -> Result<(), Error> {
        // All are whole before the first gets its name.
        let whole = self.writers.into_iter().map(Writer::close).collect::<Result<Vec<_>, _>>()?;
        whole.into_iter().try_for_each(Output::publish)
    }
}

fn file_name(table: &Table) -> String {
    format!("{}.parquet", table.name)
}

impl<'a> Writer<'a> {
    fn create(state: &'a State, table: Table) -> Result<Self, Error> {
        let output = Output::create(state, &file_name(&table))?;
        let path = output.target();
        let schema = Arc::new(Schema::new(table.columns.iter().map(field).collect::<Vec<_>>()));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(format!("duban {}", env!("CARGO_PKG_VERSION")))
            .set_max_row_group_row_count(Some(GROUP_ROWS))
            .set_max_row_group_bytes(Some(GROUP_BYTES))
            .build();
        let writer = ArrowWriter::try_new(output, Arc::clone(&schema), Some(properties));
        let writer = writer.map_err(|e| Error::io(&path, reason(e)))?;
        Ok(Self { table, schema, writer, rows: Vec::new() })
    }

    /// Encodes the rows that were gathered.
    fn encode(&mut self) -> Result<(), Error> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let columns = self.table.columns.iter().enumerate();
        let columns = columns.map(|(at, column)| array(column.kind, self.rows.iter().map(|row| row.get(at))));
        let batch =
            RecordBatch::try_new(Arc::clone(&self.schema), columns.collect()).map_err(ParquetError::from);
        let written = batch.and_then(|batch| self.writer.write(&batch));
        written.map_err(|e| self.writer.inner().error(reason(e)))?;
        self.rows.clear();
        Ok(())
    }

    fn close(mut self) -> Result<Output<'a>, Error> {
        self.encode()?;
        let path = self.writer.inner().target();
        self.writer.into_inner().map_err(|e| Error::io(&path, reason(e)))
    }
}

/// What the system said, where the writer only passes that on.
fn reason(e: ParquetError) -> io::Error {
    match e {
        ParquetError::External(e) => match e.downcast::<io::Error>() {
            Ok(e) => *e,
            Err(e) => io::Error::other(e),
        },
        e => io::Error::other(e),
    }
}

fn field(column: &Column) -> Field {
    let kind = match column.kind {
        Kind::Integer => DataType::Int64,
        Kind::Boolean => DataType::Boolean,
        Kind::Text => DataType::Utf8,
        Kind::Date => DataType::Date32,
        Kind::Decimal => DataType::Decimal128(PRECISION, SCALE as i8),
    };
    Field::new(column.name, kind, column.nullable)
}

/// The values of one column.
fn array<'v>(kind: Kind, values: impl Iterator<Item = Option<&'v Value>>) -> ArrayRef {
    macro_rules! collect {
        ($array:ty, $variant:ident($value:ident) => $into:expr) => {
            values
                .map(|value| match value {
                    Some(Value::$variant($value)) => $into,
                    _ => None,
                })
                .collect::<$array>()
        };
    }
    match kind {
        Kind::Integer => Arc::new(collect!(Int64Array, Integer(n) => Some(*n))),
        Kind::Boolean => Arc::new(collect!(BooleanArray, Boolean(truth) => Some(*truth))),
        Kind::Text => Arc::new(collect!(StringArray, Text(text) => Some(text.as_str()))),
        Kind::Date => Arc::new(collect!(Date32Array, Date(date) => Some(days(*date)))),
        Kind::Decimal => {
            let numbers = collect!(Decimal128Array, Decimal(number) => scaled(*number));
            Arc::new(numbers.with_data_type(DataType::Decimal128(PRECISION, SCALE as i8)))
        }
    }
}

/// Days since 1 January 1970.
fn days(date: Date) -> i32 {
    (date - Date::constant(1970, 1, 1)).get_days()
}

/// `number` in units of 10⁻¹⁰; `None` where it is not a whole number of them, or has more than 38 digits.
fn scaled(number: Decimal) -> Option<i128> {
    let number = number.normalize();
    let missing = SCALE.checked_sub(number.scale())?;
    let scaled = number.mantissa().checked_mul(10_i128.pow(missing))?;
    (scaled.unsigned_abs() < 10_u128.pow(PRECISION.into())).then_some(scaled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact_or_absent() {
        let scaled = |text: &str| scaled(text.parse().unwrap());
        assert_eq!(scaled("205000000"), Some(2_050_000_000_000_000_000));
        assert_eq!(scaled("-0.15"), Some(-1_500_000_000));
        assert_eq!(scaled("0.12345678901"), None);
        assert_eq!(scaled("79228162514264337593543950335"), None);
    }

    #[test]
    fn days_count_from_1970() {
        assert_eq!(days(Date::constant(1970, 1, 2)), 1);
        assert_eq!(days(Date::constant(2024, 10, 31)), 20_027);
        assert_eq!(days(Date::constant(1949, 10, 1)), -7_397);
    }
}
