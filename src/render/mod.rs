//! What the office works with: tables, templates, JSON.

mod docx;
mod error;
pub mod json;
mod name;
pub mod page;
pub mod table;
pub mod template;
mod text;

pub use error::Error;
