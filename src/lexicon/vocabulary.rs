//! The closed vocabulary of the model that words of the language stand for: roles and bounds.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The role of a leader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LeaderRole {
    /// 责任领导, 分管领导, 责任人.
    Responsible,
    /// 牵头领导, 包抓领导, 挂帅领导.
    Lead,
    /// 分管.
    Branch,
    /// 联系人.
    Contact,
}

/// The role of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnitRole {
    /// 牵头单位.
    Lead,
    /// 责任单位.
    Responsible,
    /// 配合单位.
    Supporting,
    /// 督导单位.
    Supervising,
}

/// How a number binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Comparator {
    /// Just that much.
    Eq,
    /// 以上, 不低于.
    Ge,
    /// 以内, 不超过.
    Le,
    /// 超过, 突破.
    Gt,
    /// 低于.
    Lt,
    /// 左右, 约.
    Approx,
}

/// Whether a unit is one or many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// One unit.
    Unit,
    /// A catch-all: 各乡镇人民政府.
    Group,
}

/// What kind of sum an investment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvestmentKind {
    /// 总投资, 投资.
    Investment,
    /// 年度计划投资.
    Annual,
    /// 累计完成投资.
    Completed,
    /// 补助, 补贴.
    Subsidy,
    /// Anything else that is spent, raised or paid.
    Other,
}

/// What kind of number a target is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TargetKind {
    /// Something counted or measured.
    Quantity,
    /// A share or level in %.
    Rate,
    /// Growth or decline.
    Change,
    /// An end state without a number.
    Qualitative,
}

/// How a deadline binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineKind {
    /// By the end of it (10月底前).
    By,
    /// Within it (年内).
    In,
    /// Without end (长期坚持).
    Ongoing,
}

/// How often a report is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Frequency {
    /// 每周.
    Weekly,
    /// 每月.
    Monthly,
    /// 每季度.
    Quarterly,
    /// 每半年.
    Semiannual,
    /// 每年.
    Annual,
    /// Once.
    Once,
}
