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
mod typed;
mod wrapped;

/// The lines of a text as blocks that stand where they do; blank ones are none.
#[cfg(test)]
fn of_lines(text: &str) -> Vec<crate::source::Block> {
    use crate::source::{Block, BlockKind, Origin};
    let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    let block = |(line, at): (&str, u32)| Block {
        kind: BlockKind::Paragraph,
        text: line.to_owned(),
        origin: Origin::Lines { line: at, end_line: at },
    };
    lines.map(block).collect()
}

pub use content::{Block, Cell, Content};
pub use tree::{Outline, Section};
