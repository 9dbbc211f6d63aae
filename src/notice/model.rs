//! The JSON contract: what is known of one notice, every value with its place.

use crate::diagnostic::Diagnostic;
pub use crate::lexicon::{
    Comparator, DeadlineKind, Frequency, InvestmentKind, LeaderRole, TargetKind, UnitKind, UnitRole,
};
use crate::source::{BlockKind, Origin, SourceInfo};
use crate::text::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::serde::arbitrary_precision_option;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The version of the contract that this library writes.
pub const SCHEMA_VERSION: &str = "1.0";

/// One official notice (公文): what it says, and where it says it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Notice {
    /// Version of the contract.
    pub schema_version: String,
    /// The file.
    pub source: SourceInfo,
    /// The text that all spans point into.
    pub content: Content,
    /// What kind of document it is.
    pub document_kind: DocumentKind,
    /// The notice's title (标题).
    pub title: Option<Quote>,
    /// The document number (发文字号).
    pub document_number: Option<DocumentNumber>,
    /// Who issues it (发文机关).
    pub issuer: Option<Issuer>,
    /// To whom it is addressed (主送机关).
    pub addressees: Vec<Quote>,
    /// The date it was signed (成文日期).
    pub date_of_issue: Option<IssueDate>,
    /// The place whose plan it is.
    pub jurisdiction: Option<String>,
    /// The year of the plan.
    pub plan_year: Option<i16>,
    /// The title of the plan that a cover notice carries.
    pub plan_title: Option<Quote>,
    /// How many tasks the notice says it has (十件实事).
    pub declared_task_count: Option<DeclaredCount>,
    /// Annexes that it names (附件).
    pub attachments: Vec<Quote>,
    /// To whom copies go (抄送).
    pub copied_to: Vec<Quote>,
    /// What is promised.
    pub tasks: Vec<Task>,
    /// What is demanded of those who carry it out (工作要求, 保障措施).
    pub requirements: Vec<Requirement>,
    /// Duties to report (报送要求).
    pub reporting: Vec<ReportingDuty>,
    /// What a careful clerk would point out.
    pub diagnostics: Vec<Diagnostic>,
}

/// The decoded, unwrapped text and the blocks it is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Content {
    /// The text that all spans of the notice point into.
    pub text: String,
    /// Its paragraphs and table cells in order.
    pub blocks: Vec<ContentBlock>,
}

/// One paragraph or table cell of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ContentBlock {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in the text.
    pub span: Span,
    /// Where it came from in the file.
    pub origin: Origin,
}

/// What kind of document a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// Tasks with those responsible.
    Plan,
    /// A covering letter whose tasks are in an annex that is not here.
    CoverOnly,
    /// A circular or report on progress.
    Progress,
    /// Demands only.
    Requirements,
    /// Anything else.
    Other,
}

/// Words of the notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Quote {
    /// The exact wording.
    pub text: String,
    /// Its place; `null` if inferred.
    pub span: Option<Span>,
}

/// A document number (发文字号), GB/T 9704-2012, 7.2.5.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentNumber {
    /// As written.
    pub text: String,
    /// The agency's code (机关代字).
    pub agency: String,
    /// The year; `null` where it cannot be read.
    pub year: Option<i16>,
    /// The serial number; `null` where it cannot be read.
    pub serial: Option<u32>,
    /// Its place.
    pub span: Option<Span>,
}

/// The issuing authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Issuer {
    /// Its name.
    pub name: String,
    /// Its place; `null` if inferred.
    pub span: Option<Span>,
    /// Whether the name was inferred rather than read.
    pub inferred: bool,
    /// What it was read or inferred from.
    pub from: String,
}

/// The date of issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IssueDate {
    /// As written.
    pub text: String,
    /// ISO 8601.
    #[schemars(with = "String", extend("format" = "date"))]
    pub date: Date,
    /// Its place.
    pub span: Option<Span>,
}

/// The number of tasks that the notice itself states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DeclaredCount {
    /// As written.
    pub text: String,
    /// The number.
    pub count: u32,
    /// Its place.
    pub span: Option<Span>,
}

/// One thing that somebody is made responsible for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Task {
    /// 1, 2, 3 …; sub-tasks 2.1, 2.2.
    pub id: String,
    /// The number as written, `（一）`.
    pub number: Option<String>,
    /// The headings above it, and its own.
    pub path: Vec<String>,
    /// Its title, without number and final punctuation.
    pub title: Quote,
    /// Its own sentences, responsibility lines left out.
    pub body: Option<Quote>,
    /// Leaders in charge.
    pub leaders: Vec<Leader>,
    /// Units in charge.
    pub units: Vec<Unit>,
    /// Sums of money that it spends, raises or pays.
    pub investments: Vec<Investment>,
    /// What it must reach.
    pub targets: Vec<Target>,
    /// When it is due.
    pub deadlines: Vec<Deadline>,
    /// Tasks under it.
    pub subtasks: Vec<Task>,
}

/// A leader in charge of a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Leader {
    /// The name without white space; `null` where only an office is named.
    pub name: Option<String>,
    /// In what role.
    pub role: LeaderRole,
    /// The label as written.
    pub label: Option<String>,
    /// Post as written (副县长), where one stands with the name.
    pub post: Option<String>,
    /// Place of the name, or of the post.
    pub span: Option<Span>,
}

/// A unit in charge of a task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Unit {
    /// As written.
    pub name: String,
    /// With place and long form, where that is certain.
    pub full_name: Option<String>,
    /// In what role.
    pub role: UnitRole,
    /// One unit, or a catch-all.
    pub kind: UnitKind,
    /// The label as written.
    pub label: Option<String>,
    /// Place of the name.
    pub span: Option<Span>,
}

/// A sum of money that a task spends, raises or pays.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Investment {
    /// As written.
    pub text: String,
    /// The sum in yuan; `null` for a range.
    #[serde(with = "arbitrary_precision_option")]
    #[schemars(with = "Option<f64>")]
    pub yuan: Option<Decimal>,
    /// Lower end of a range, in yuan.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "arbitrary_precision_option")]
    #[schemars(with = "Option<f64>")]
    pub min: Option<Decimal>,
    /// Upper end of a range, in yuan.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "arbitrary_precision_option")]
    #[schemars(with = "Option<f64>")]
    pub max: Option<Decimal>,
    /// How it binds.
    pub comparator: Comparator,
    /// What kind of sum it is.
    pub kind: InvestmentKind,
    /// What it is for, in the notice's words.
    pub purpose: Option<String>,
    /// Its place.
    pub span: Option<Span>,
}

/// What a task must reach.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Target {
    /// As written.
    pub text: String,
    /// The number; `null` for a range or a qualitative end state.
    #[serde(with = "arbitrary_precision_option")]
    #[schemars(with = "Option<f64>")]
    pub value: Option<Decimal>,
    /// Lower end of a range.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "arbitrary_precision_option")]
    #[schemars(with = "Option<f64>")]
    pub min: Option<Decimal>,
    /// Upper end of a range.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "arbitrary_precision_option")]
    #[schemars(with = "Option<f64>")]
    pub max: Option<Decimal>,
    /// Unit of measure or classifier as written, less its multiplier; `null` if qualitative.
    pub unit: Option<String>,
    /// How it binds.
    pub comparator: Comparator,
    /// What kind of target it is.
    pub kind: TargetKind,
    /// The noun phrase that the number measures.
    pub indicator: Option<String>,
    /// Text of the total that it breaks down.
    pub part_of: Option<String>,
    /// Its place.
    pub span: Option<Span>,
}

/// When a task, or a part of it, is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Deadline {
    /// As written.
    pub text: String,
    /// The last day of the period; `null` if ongoing, or where nothing says the year.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub date: Option<Date>,
    /// How it binds.
    pub kind: DeadlineKind,
    /// Its place.
    pub span: Option<Span>,
}

/// A demand on those who carry the plan out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Requirement {
    /// Its heading.
    pub title: Option<Quote>,
    /// Its sentences.
    pub body: Option<Quote>,
}

/// A duty to report on progress.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReportingDuty {
    /// As written.
    pub text: String,
    /// How often.
    pub frequency: Frequency,
    /// Due when.
    pub due: Option<Due>,
    /// Who reports.
    pub reporter: Option<String>,
    /// To whom.
    pub recipient: Option<String>,
    /// Its place.
    pub span: Option<Span>,
}

/// When in its period a report is due. What the notice leaves open is `null`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Due {
    /// Day of the month; 31 stands for the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<u8>,
    /// Which month of the period (每季度首月 = 1, 季度末月 = 3), or of the year for a single report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<u8>,
    /// Day of the week, Monday = 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weekday: Option<u8>,
    /// Days after the period ends (季度终了后10日内).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_after: Option<u16>,
    /// The date of a report that is due once.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub date: Option<Date>,
}

impl Task {
    /// The task and all tasks under it, depth first.
    pub fn walk(&self) -> Vec<&Task> {
        let mut all = vec![self];
        for task in &self.subtasks {
            all.extend(task.walk());
        }
        all
    }
}
