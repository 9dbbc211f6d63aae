//! The outline of a notice: its text, its sections, its tables. Nothing here knows of responsibility or money.

mod bars;
mod boxes;
mod broken;
mod builder;
mod content;
mod counted;
mod frames;
mod headings;
mod line;
mod series;
pub mod table;
mod tree;
mod wrapped;

pub use content::{Block, Cell, Content};
pub use tree::{Outline, Section};
