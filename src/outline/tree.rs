//! Sections (层次): the tree that numbering makes of the lines.

use super::builder::Builder;
use super::content::Content;
use super::line::{Line, lone_labels};
use crate::lexicon::Lexicon;
use crate::text::marker::Marker;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// A numbered item or heading, and what stands under it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// Its numbering; `None` for the root and for headings without a number.
    pub marker: Option<Marker>,
    /// The number as written, in bytes of the folded text.
    pub number: Range<usize>,
    /// Its first line, without the number. Empty for the root.
    pub heading: Range<usize>,
    /// Its further lines, in order.
    pub lines: Vec<Range<usize>>,
    /// Tables that stand in it.
    pub tables: Vec<usize>,
    /// The section that it is part of.
    pub parent: Option<usize>,
    /// The sections under it.
    pub children: Vec<usize>,
}

/// The sections of a stretch of the text; the first is the root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// All sections in order of the text.
    pub sections: Vec<Section>,
    /// Where lines begin that are labels and no more (责任单位), over the line of their value.
    pub labels: FxHashSet<usize>,
}

impl Outline {
    /// Builds the tree of `blocks` (indexes into the content, in order).
    pub fn new(content: &Content, blocks: impl Iterator<Item = usize>, lexicon: &Lexicon) -> Self {
        let lines: Vec<Line<'_>> = blocks.filter_map(|at| Line::of(content, at)).collect();
        let lone = lone_labels(&lines, lexicon);
        let labels = lines.iter().zip(&lone).filter(|(_, lone)| **lone);
        let labels = labels.map(|(line, _)| line.block.range.start).collect();
        Self { sections: Builder::new(content, &lines, &lone, lexicon).sections(), labels }
    }

    /// Indexes of the sections above `section`, outermost first, the root left out.
    pub fn above(&self, section: usize) -> Vec<usize> {
        let mut above = Vec::new();
        let mut at = self.sections[section].parent;
        while let Some(parent) = at.filter(|&parent| parent > 0) {
            above.push(parent);
            at = self.sections[parent].parent;
        }
        above.reverse();
        above
    }

    /// The section and all sections under it, in order of the text.
    pub fn within(&self, section: usize) -> Vec<usize> {
        let mut found = vec![section];
        let mut at = 0;
        while let Some(&next) = found.get(at) {
            found.extend(&self.sections[next].children);
            at += 1;
        }
        found.sort_unstable();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Options, read};

    fn levels(text: &str) -> Vec<usize> {
        let document = read("t.txt", text.as_bytes(), &Options::default()).unwrap();
        let content = Content::new(&document);
        let outline = Outline::new(&content, 0..content.blocks.len(), Lexicon::builtin());
        (1..outline.sections.len()).map(|at| outline.above(at).len()).collect()
    }

    #[test]
    fn levels_follow_the_order_in_which_styles_appear() {
        assert_eq!(
            levels("一、甲\n（一）乙。\n1.丙。\n（二）丁。\n二、戊\n1.己。\n（1）庚。\n2.辛。"),
            [0, 1, 2, 1, 0, 1, 2, 1]
        );
    }

    #[test]
    fn demands_behind_a_list_are_no_part_of_its_last_item() {
        assert_eq!(levels("1.甲\n2.乙\n一、丙\n二、丁"), [0, 0, 0, 0]);
        assert_eq!(levels("（一）甲\n（二）乙\n有关要求：\n（一）丙"), [0, 0, 0, 1]);
    }

    #[test]
    fn an_annex_begins_anew() {
        assert_eq!(levels("一、甲\n（一）乙。\n附件2\n丙清单\n1.丁。\n2.戊。"), [0, 1, 0, 0]);
    }

    #[test]
    fn offices_head_the_lists_behind_them() {
        let text = "一、任务\n县教育局：\n1.甲。\n2.乙。\n县水利局、县林业局：\n1.丙。\n二、要求\n1.丁。";
        assert_eq!(levels(text), [0, 1, 2, 2, 1, 2, 0, 1]);
        // One alone is a sentence that leads up to a list.
        assert_eq!(levels("一、任务\n县教育局：\n1.甲。\n2.乙。"), [0, 1, 1]);
    }

    #[test]
    fn numbers_may_run_on_across_sections() {
        assert_eq!(levels("一、甲\n1.乙。\n2.丙。\n二、丁\n3.戊。"), [0, 1, 1, 0, 1]);
    }
}
