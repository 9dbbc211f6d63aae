//! Text and numbers, before anything is known of notices.

pub mod fold;
pub mod numeral;
mod span;
pub mod unwrap;

pub use span::Span;
