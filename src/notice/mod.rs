//! The notice model, and its assembly from outline and fields.

mod model;

pub use model::*;

use crate::lexicon::Lexicon;
use crate::source::Document;

/// Extracts the notice that `document` holds.
pub fn extract(document: Document, _lexicon: &Lexicon) -> Notice {
    Notice {
        schema_version: SCHEMA_VERSION.to_owned(),
        source: document.source,
        content: Content { text: String::new(), blocks: Vec::new() },
        document_kind: DocumentKind::Other,
        title: None,
        document_number: None,
        issuer: None,
        addressees: Vec::new(),
        date_of_issue: None,
        jurisdiction: None,
        plan_year: None,
        plan_title: None,
        declared_task_count: None,
        attachments: Vec::new(),
        copied_to: Vec::new(),
        tasks: Vec::new(),
        requirements: Vec::new(),
        reporting: Vec::new(),
        diagnostics: document.diagnostics,
    }
}
