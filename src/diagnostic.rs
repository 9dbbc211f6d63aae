//! What a careful clerk would point out about a notice.

use crate::text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How much a [`Diagnostic`] matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing to do.
    Info,
    /// Probably a fault of the notice or of its reading; look at it.
    Warning,
    /// Something of the notice is lost or cannot be trusted.
    Error,
}

/// One remark on a notice, with the place that it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// What kind of remark it is, in kebab case (`task-without-unit`).
    pub code: String,
    /// One sentence for people.
    pub message: String,
    /// The place in `content.text`, where there is one.
    pub span: Option<Span>,
}

impl Diagnostic {
    /// A remark about the place `span`.
    pub fn new(severity: Severity, code: &str, message: impl Into<String>, span: Option<Span>) -> Self {
        Self { severity, code: code.to_owned(), message: message.into(), span }
    }
}
