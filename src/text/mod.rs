//! Text and numbers, before anything is known of notices.

mod span;
pub mod unwrap;

pub use span::Span;
