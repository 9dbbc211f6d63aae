//! Where the paragraphs of the body, of a cell or of a text box go.

use crate::source::{Block, BlockKind, Origin};

/// What was read of one story: the body, a cell, a text box, a footnote.
pub(super) struct Out {
    /// Paragraphs of a cell become lines of its text; elsewhere each is a block.
    lines: Option<String>,
    /// The blocks; of a cell, those of the tables in it.
    pub(super) blocks: Vec<Block>,
}

impl Out {
    /// For text outside of tables.
    pub(super) fn blocks() -> Self {
        Self { lines: None, blocks: Vec::new() }
    }

    /// For a cell.
    pub(super) fn cell() -> Self {
        Self { lines: Some(String::new()), blocks: Vec::new() }
    }

    /// For a text box in a paragraph of this story.
    pub(super) fn text_box(&self) -> Self {
        Self { lines: self.lines.as_ref().map(|_| String::new()), blocks: Vec::new() }
    }

    /// Takes in a paragraph that has text.
    pub(super) fn paragraph(&mut self, text: String, kind: BlockKind, number: u32) {
        match &mut self.lines {
            Some(lines) => add_line(lines, &text),
            None => self.blocks.push(Block { kind, text, origin: Origin::Paragraph { paragraph: number } }),
        }
    }

    /// Takes in what was read of a text box.
    pub(super) fn append(&mut self, mut text_box: Self) {
        if let (Some(lines), Some(more)) = (&mut self.lines, text_box.lines.filter(|lines| !lines.is_empty()))
        {
            add_line(lines, &more);
        }
        self.blocks.append(&mut text_box.blocks);
    }

    /// The text of a cell, and the blocks of the tables in it.
    pub(super) fn into_cell(self) -> (String, Vec<Block>) {
        (self.lines.unwrap_or_default(), self.blocks)
    }
}

fn add_line(lines: &mut String, line: &str) {
    if !lines.is_empty() {
        lines.push('\n');
    }
    lines.push_str(line);
}
