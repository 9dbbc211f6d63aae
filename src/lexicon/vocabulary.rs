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
