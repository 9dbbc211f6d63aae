//! Notices as six tables: what each column is, and the rows of one notice.

use super::assemble::Through;
use crate::diagnostic::Severity;
use crate::notice::{Deadline, Investment, Leader, Notice, Quote, Target, Task, Unit};
use crate::text::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;

/// A table: its name, and its columns in order. `notice_id` joins all of them, `notice_id` and `task_id` all but
/// `notices`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
}

/// A column of a [`Table`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name, as in the notice's JSON where it stands there.
    pub name: &'static str,
    /// What its values are.
    pub kind: Kind,
    /// Whether it can be empty.
    pub nullable: bool,
}

/// What the values of a [`Column`] are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 64 bits, signed.
    Integer,
    /// True or false; 1 or 0 in SQLite.
    Boolean,
    /// UTF-8.
    Text,
    /// A day; `YYYY-MM-DD` in SQLite.
    Date,
    /// Exact, with 10 decimals: `DECIMAL(38, 10)` in Parquet. In SQLite an integer where it is one, else a real number,
    /// or text where that would not be exact. A number of more decimals is empty; its `text` still has it.
    Decimal,
}

const fn column(name: &'static str, kind: Kind) -> Column {
    Column { name, kind, nullable: false }
}

const fn nullable(name: &'static str, kind: Kind) -> Column {
    Column { name, kind, nullable: true }
}

const NOTICE: Column = column("notice_id", Kind::Integer);
const TASK: Column = column("task_id", Kind::Text);
const TEXT: Column = column("text", Kind::Text);
const START: Column = nullable("span_start", Kind::Integer);
const END: Column = nullable("span_end", Kind::Integer);

/// The tables. A duplicate has a row in `notices`, and what it holds stands under the `notice_id` of the first.
pub const TABLES: [Table; 6] = [
    Table {
        name: "notices",
        columns: &[
            NOTICE,
            column("input", Kind::Text),
            nullable("duplicate_of", Kind::Integer),
            column("sha256", Kind::Text),
            column("bytes", Kind::Integer),
            column("format", Kind::Text),
            nullable("encoding", Kind::Text),
            column("document_kind", Kind::Text),
            nullable("title", Kind::Text),
            nullable("plan_title", Kind::Text),
            nullable("document_number", Kind::Text),
            nullable("issuer", Kind::Text),
            nullable("issuer_inferred", Kind::Boolean),
            nullable("addressees", Kind::Text),
            nullable("date_of_issue", Kind::Date),
            nullable("jurisdiction", Kind::Text),
            nullable("plan_year", Kind::Integer),
            nullable("declared_task_count", Kind::Integer),
            column("tasks", Kind::Integer),
            column("warnings", Kind::Integer),
            column("errors", Kind::Integer),
        ],
    },
    Table {
        name: "tasks",
        columns: &[
            NOTICE,
            TASK,
            nullable("parent_id", Kind::Text),
            nullable("number", Kind::Text),
            column("path", Kind::Text),
            column("title", Kind::Text),
            nullable("body", Kind::Text),
            START,
            END,
        ],
    },
    Table {
        name: "parties",
        columns: &[
            NOTICE,
            TASK,
            column("party", Kind::Text),
            nullable("name", Kind::Text),
            nullable("full_name", Kind::Text),
            column("role", Kind::Text),
            nullable("kind", Kind::Text),
            nullable("label", Kind::Text),
            nullable("post", Kind::Text),
            START,
            END,
        ],
    },
    Table {
        name: "investments",
        columns: &[
            NOTICE,
            TASK,
            TEXT,
            nullable("yuan", Kind::Decimal),
            nullable("min", Kind::Decimal),
            nullable("max", Kind::Decimal),
            column("comparator", Kind::Text),
            column("kind", Kind::Text),
            nullable("purpose", Kind::Text),
            START,
            END,
        ],
    },
    Table {
        name: "targets",
        columns: &[
            NOTICE,
            TASK,
            TEXT,
            nullable("value", Kind::Decimal),
            nullable("min", Kind::Decimal),
            nullable("max", Kind::Decimal),
            nullable("unit", Kind::Text),
            column("comparator", Kind::Text),
            column("kind", Kind::Text),
            nullable("indicator", Kind::Text),
            nullable("part_of", Kind::Text),
            START,
            END,
        ],
    },
    Table {
        name: "deadlines",
        columns: &[NOTICE, TASK, TEXT, nullable("date", Kind::Date), column("kind", Kind::Text), START, END],
    },
];

/// A value of a column.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Null,
    Integer(i64),
    Boolean(bool),
    Text(String),
    Date(Date),
    Decimal(Decimal),
}

macro_rules! value_from {
    ($($type:ty => |$value:ident| $into:expr;)*) => {
        $(impl From<$type> for Value {
            fn from($value: $type) -> Self {
                $into
            }
        })*
    };
}

value_from! {
    u64 => |n| Self::Integer(i64::try_from(n).unwrap_or(i64::MAX));
    usize => |n| Self::from(n as u64);
    u32 => |n| Self::Integer(n.into());
    i16 => |n| Self::Integer(n.into());
    bool => |truth| Self::Boolean(truth);
    String => |text| Self::Text(text);
    &String => |text| Self::Text(text.clone());
    &str => |text| Self::Text(text.to_owned());
    &Quote => |quote| Self::Text(quote.text.clone());
    Date => |date| Self::Date(date);
    Decimal => |number| Self::Decimal(number);
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// The name that a member of an enumeration has in the notice's JSON.
fn word<T: Serialize>(member: T) -> Value {
    serde_json::to_value(member).ok().as_ref().and_then(|word| word.as_str()).into()
}

/// The rows of one notice, for each of [`TABLES`].
pub(super) type Rows = [Vec<Vec<Value>>; 6];

macro_rules! row {
    ($($value:expr),* $(,)?) => { vec![$(Value::from($value)),*] };
}

/// The rows of a notice. A duplicate has just the one that says whose it is.
pub(super) fn rows(notice: &Notice, through: &Through) -> Rows {
    let mut rows = Rows::default();
    let id = through.number;
    rows[0].push(notice_row(notice, through));
    if through.duplicate_of().is_none() {
        for task in &notice.tasks {
            task_rows(task, None, id, &mut rows);
        }
    }
    rows
}

fn notice_row(notice: &Notice, through: &Through) -> Vec<Value> {
    let remarks = |severity| notice.diagnostics.iter().filter(|d| d.severity == severity).count();
    let addressees: Vec<&str> = notice.addressees.iter().map(|quote| quote.text.as_str()).collect();
    row![
        through.number,
        &through.done.label,
        through.duplicate_of(),
        &notice.source.sha256,
        notice.source.bytes,
        &notice.source.format,
        notice.source.encoding.as_ref(),
        word(notice.document_kind),
        notice.title.as_ref(),
        notice.plan_title.as_ref(),
        notice.document_number.as_ref().map(|number| &number.text),
        notice.issuer.as_ref().map(|issuer| &issuer.name),
        notice.issuer.as_ref().map(|issuer| issuer.inferred),
        (!addressees.is_empty()).then(|| addressees.join("；")),
        notice.date_of_issue.as_ref().map(|issued| issued.date),
        notice.jurisdiction.as_ref(),
        notice.plan_year,
        notice.declared_task_count.as_ref().map(|declared| declared.count),
        notice.tasks.iter().map(|task| task.walk().len()).sum::<usize>(),
        remarks(Severity::Warning),
        remarks(Severity::Error),
    ]
}

fn task_rows(task: &Task, parent: Option<&String>, id: u64, rows: &mut Rows) {
    let [_, tasks, parties, investments, targets, deadlines] = rows;
    let at = |span: Option<Span>| {
        (Value::from(span.map(|span| span.start)), Value::from(span.map(|span| span.end)))
    };
    let (start, end) = at(task.title.span);
    tasks.push(row![
        id,
        &task.id,
        parent,
        task.number.as_ref(),
        task.path.join(" / "),
        &task.title,
        task.body.as_ref(),
        start,
        end,
    ]);
    for Leader { name, role, label, post, span } in &task.leaders {
        let (start, end) = at(*span);
        let (name, label, post) = (name.as_ref(), label.as_ref(), post.as_ref());
        let none = Value::Null;
        parties.push(row![
            id,
            &task.id,
            "leader",
            name,
            none,
            word(role),
            Value::Null,
            label,
            post,
            start,
            end
        ]);
    }
    for Unit { name, full_name, role, kind, label, span } in &task.units {
        let (start, end) = at(*span);
        let (full, label, post) = (full_name.as_ref(), label.as_ref(), Value::Null);
        parties.push(row![id, &task.id, "unit", name, full, word(role), word(kind), label, post, start, end]);
    }
    for Investment { text, yuan, min, max, comparator, kind, purpose, span } in &task.investments {
        let (start, end) = at(*span);
        let (comparator, kind, purpose) = (word(comparator), word(kind), purpose.as_ref());
        investments.push(row![id, &task.id, text, *yuan, *min, *max, comparator, kind, purpose, start, end]);
    }
    for Target { text, value, min, max, unit, comparator, kind, indicator, part_of, span } in &task.targets {
        let (start, end) = at(*span);
        let (unit, comparator, kind) = (unit.as_ref(), word(comparator), word(kind));
        let (indicator, part_of) = (indicator.as_ref(), part_of.as_ref());
        targets.push(row![
            id, &task.id, text, *value, *min, *max, unit, comparator, kind, indicator, part_of, start, end
        ]);
    }
    for Deadline { text, date, kind, span } in &task.deadlines {
        let (start, end) = at(*span);
        deadlines.push(row![id, &task.id, text, *date, word(kind), start, end]);
    }
    for subtask in &task.subtasks {
        task_rows(subtask, Some(&task.id), id, rows);
    }
}
