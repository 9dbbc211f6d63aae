//! The columns of a responsibility table.

use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// One column: what its cells say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", try_from = "String")]
pub enum Column {
    /// 序号.
    Number,
    /// 来源: the notice, where there are several.
    Source,
    /// 单位 or 领导: whose tasks these are, in a regrouped table.
    Party,
    /// 职责: the party's role in the task.
    Role,
    /// 工作任务.
    Task,
    /// 主要内容.
    Content,
    /// 目标指标.
    Target,
    /// 投资（万元）.
    Investment,
    /// 责任领导.
    Leader,
    /// 牵头单位.
    Lead,
    /// 责任单位.
    Responsible,
    /// 配合单位.
    Supporting,
    /// 督导单位.
    Supervising,
    /// 完成时限.
    Deadline,
    /// 备注.
    Note,
}

/// Each column with its key and its heading.
const NAMES: [(Column, &str, &str); 15] = [
    (Column::Number, "number", "序号"),
    (Column::Source, "source", "来源"),
    (Column::Party, "party", "单位（领导）"),
    (Column::Role, "role", "职责"),
    (Column::Task, "task", "工作任务"),
    (Column::Content, "content", "主要内容"),
    (Column::Target, "target", "目标指标"),
    (Column::Investment, "investment", "投资（万元）"),
    (Column::Leader, "leader", "责任领导"),
    (Column::Lead, "lead", "牵头单位"),
    (Column::Responsible, "responsible", "责任单位"),
    (Column::Supporting, "supporting", "配合单位"),
    (Column::Supervising, "supervising", "督导单位"),
    (Column::Deadline, "deadline", "完成时限"),
    (Column::Note, "note", "备注"),
];

impl Column {
    /// The columns of a table when none are chosen, in order; those that are empty for all rows are left out.
    pub const DEFAULT: [Column; 11] = [
        Column::Number,
        Column::Task,
        Column::Content,
        Column::Target,
        Column::Investment,
        Column::Leader,
        Column::Lead,
        Column::Responsible,
        Column::Supporting,
        Column::Deadline,
        Column::Note,
    ];

    /// The name in configuration and JSON.
    pub fn key(self) -> &'static str {
        NAMES.iter().find(|(column, ..)| *column == self).map_or("", |(_, key, _)| key)
    }

    /// The heading in tables.
    pub fn heading(self) -> &'static str {
        NAMES.iter().find(|(column, ..)| *column == self).map_or("", |(.., heading)| heading)
    }

    /// Whether neighbours that say the same may become one cell.
    pub(crate) fn merges(self) -> bool {
        !matches!(
            self,
            Column::Number
                | Column::Task
                | Column::Content
                | Column::Target
                | Column::Investment
                | Column::Note
        )
    }

    /// Whether its cells are names, several parted by 、, or days.
    pub(crate) fn is_list(self) -> bool {
        matches!(
            self,
            Column::Source
                | Column::Party
                | Column::Leader
                | Column::Lead
                | Column::Responsible
                | Column::Supporting
                | Column::Supervising
                | Column::Deadline
        )
    }

    /// Whether its text is short, and stands in the middle of the cell.
    pub(crate) fn is_centred(self) -> bool {
        !matches!(self, Column::Task | Column::Content | Column::Target | Column::Note)
    }

    /// The least and the greatest width in half-width characters.
    pub(crate) fn bounds(self) -> (usize, usize) {
        match self {
            Column::Number => (4, 6),
            Column::Role => (4, 20),
            Column::Note => (8, 20),
            Column::Investment => (8, 14),
            Column::Deadline => (8, 18),
            Column::Source => (12, 18),
            Column::Leader
            | Column::Lead
            | Column::Responsible
            | Column::Supporting
            | Column::Supervising
            | Column::Party => (8, 22),
            Column::Task => (10, 30),
            Column::Target => (12, 44),
            Column::Content => (16, 60),
        }
    }
}

/// A name that is no column's.
#[derive(Debug, thiserror::Error)]
#[error("no column is called “{0}”; there are {names}", names = NAMES.map(|(_, key, heading)| format!("{key} {heading}")).join(", "))]
pub struct UnknownColumn(String);

impl TryFrom<String> for Column {
    type Error = UnknownColumn;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        name.parse()
    }
}

impl FromStr for Column {
    type Err = UnknownColumn;

    /// Reads a key (`lead`) or a heading (牵头单位, with or without its unit in brackets).
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let name = name.trim();
        let found = NAMES.iter().find(|(_, key, heading)| {
            name.eq_ignore_ascii_case(key) || name == *heading || heading.split('（').next() == Some(name)
        });
        found.map(|(column, ..)| *column).ok_or_else(|| UnknownColumn(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_called_by_key_or_heading() {
        for (column, key, heading) in NAMES {
            assert_eq!(key.parse::<Column>().unwrap(), column);
            assert_eq!(heading.parse::<Column>().unwrap(), column);
            assert_eq!(serde_json::to_value(column).unwrap(), key);
        }
        assert_eq!("投资".parse::<Column>().unwrap(), Column::Investment);
    }

    #[test]
    fn an_unknown_column_is_told_the_known_ones() {
        let error = "单价".parse::<Column>().unwrap_err().to_string();
        assert!(error.contains("单价") && error.contains("lead 牵头单位"), "{error}");
    }
}
