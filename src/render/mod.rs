//! What the office works with: tables, templates, JSON.

pub mod json;
