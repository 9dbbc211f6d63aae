//! The one model behind every format.

use super::{Amount, Column};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a table is arranged by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// Task by task, as the notices have them.
    #[default]
    #[value(help = "Task by task, as the notices have them ‖ 按任务，与公文顺序一致")]
    Task,
    /// A section a unit, with its tasks and its role in each.
    #[value(help = "A section a unit, with its tasks and its role in each ‖ 按单位，列出其任务和职责")]
    Unit,
    /// A section a leader.
    #[value(help = "A section a leader ‖ 按领导")]
    Leader,
}

/// What a table shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// How it is arranged.
    pub by: By,
    /// Its columns; if empty, [`Column::DEFAULT`] less those without content.
    pub columns: Vec<Column>,
    /// Its title; if none, made from the notice's.
    pub title: Option<String>,
    /// Names of units and leaders that mean another: name as written → name to use.
    pub aliases: BTreeMap<String, String>,
}

/// A responsibility table (责任分解表), ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its title.
    pub title: String,
    /// The notices that it is made from: titles and document numbers.
    pub sources: Vec<String>,
    /// How it is arranged.
    pub by: By,
    /// Its columns in order.
    pub columns: Vec<Column>,
    /// Its rows: one section, or one for each unit or leader.
    pub sections: Vec<Section>,
    /// How many tasks it has, each counted once.
    pub tasks: usize,
    /// The investment of all tasks in yuan, each counted once; `None` where none is named.
    pub total: Option<Decimal>,
    /// What each unit has to do.
    pub units: Vec<Tally>,
    /// What each leader answers for.
    pub leaders: Vec<Tally>,
    /// What must be said about it, such as how it counts.
    pub notes: Vec<String>,
}

/// Rows that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The unit or leader whose tasks these are.
    pub party: Option<String>,
    /// The tasks.
    pub rows: Vec<Row>,
    /// Their investment in yuan, each task counted once.
    pub total: Option<Decimal>,
}

/// One task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The notice, counted from 0.
    pub notice: usize,
    /// The task's id in it.
    pub task: String,
    /// A cell for each of the table's columns.
    pub cells: Vec<Cell>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Text, maybe empty; its lines are parted by `\n`.
    Text(String),
    /// A sum of money.
    Amount(Amount),
    /// A count.
    Count(usize),
}

/// What one unit or leader has to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The name.
    pub name: String,
    /// Tasks that it has a part in.
    pub tasks: usize,
    /// Tasks that it leads (牵头).
    pub lead: usize,
    /// Tasks that it is responsible for (责任).
    pub responsible: usize,
    /// Tasks that it supports (配合).
    pub supporting: usize,
    /// Tasks that it supervises (督导).
    pub supervising: usize,
    /// Investment in yuan of the tasks that it has a part in, each in full.
    pub involved: Decimal,
    /// Investment in yuan of the tasks that it leads or is responsible for, each in full.
    pub in_charge: Decimal,
}

impl Cell {
    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        matches!(self, Cell::Text(text) if text.is_empty())
    }
}

impl std::fmt::Display for Cell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Cell::Text(text) => f.write_str(text),
            Cell::Amount(amount) => amount.fmt(f),
            Cell::Count(count) => count.fmt(f),
        }
    }
}

impl Table {
    /// The heading of `column` in this table.
    pub fn heading(&self, column: Column) -> &'static str {
        match (column, self.by) {
            (Column::Party, By::Unit) => "单位",
            (Column::Party, By::Leader) => "领导",
            _ => column.heading(),
        }
    }
}
