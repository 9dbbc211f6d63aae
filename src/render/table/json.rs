//! The table as data: each row an object, keyed by column.

use super::{Cell, Row, Table};
use crate::render::Error;
use serde_json::{Map, Value, json};

pub(super) fn write(table: &Table) -> Result<Vec<u8>, Error> {
    let column = |column: &super::Column| json!({"key": column.key(), "heading": table.heading(*column)});
    let mut sections = Vec::new();
    for section in &table.sections {
        let rows = section.rows.iter().map(|row| object(table, row)).collect::<Result<Vec<_>, _>>()?;
        sections.push(json!({"party": section.party, "total_yuan": section.total.map(number), "rows": rows}));
    }
    let value = json!({
        "title": table.title,
        "sources": table.sources,
        "by": table.by,
        "columns": table.columns.iter().map(column).collect::<Vec<_>>(),
        "sections": sections,
        "tasks": table.tasks,
        "total_yuan": table.total.map(number),
        "units": table.units.iter().map(tally).collect::<Vec<_>>(),
        "leaders": table.leaders.iter().map(tally).collect::<Vec<_>>(),
        "notes": table.notes,
    });
    let mut bytes = serde_json::to_vec_pretty(&value)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn object(table: &Table, row: &Row) -> Result<Value, Error> {
    let mut cells = Map::new();
    for (column, cell) in table.columns.iter().zip(&row.cells) {
        let value = match cell {
            Cell::Text(text) => json!(text),
            Cell::Count(count) => json!(count),
            Cell::Amount(amount) => json!({"yuan": number(amount.yuan), "comparator": amount.comparator}),
        };
        cells.insert(column.key().to_owned(), value);
    }
    Ok(json!({"notice": row.notice, "task": row.task, "cells": cells}))
}

fn tally(tally: &super::Tally) -> Value {
    json!({
        "name": tally.name,
        "tasks": tally.tasks,
        "lead": tally.lead,
        "responsible": tally.responsible,
        "supporting": tally.supporting,
        "supervising": tally.supervising,
        "involved_yuan": number(tally.involved),
        "in_charge_yuan": number(tally.in_charge),
    })
}

/// An exact number: never through binary floating point.
fn number(yuan: rust_decimal::Decimal) -> Value {
    yuan.normalize().to_string().parse::<serde_json::Number>().map_or(Value::Null, Value::Number)
}
