//! The lines of a title: which ends it, and what stands behind it in brackets.

use super::Reader;
use crate::fields::header::{self, Number};
use crate::text::brackets;
use std::ops::Range;

impl Reader<'_> {
    pub(super) fn finish_title(&mut self, title: Option<(usize, usize)>) {
        let Some((first, last)) = title.filter(|_| self.head.title.is_none()) else { return };
        // Lines that name no kind of document are a heading only where the block as a whole does.
        let whole = self.content.blocks[first].range.start..self.content.blocks[last].range.end;
        let ends = header::is_title(self.line(last))
            || self.line(last).contains("关于")
            || self.line(first).contains("关于");
        let names_plan = (first..=last).any(|at| {
            ["实事", "任务", "方案", "计划", "要点", "一封信", "通报", "目标", "项目", "清单"]
                .iter()
                .any(|word| self.line(at).contains(word))
        });
        if ends || names_plan {
            self.head.title = Some(self.without_number(whole));
        }
    }

    /// A title without the document number that stands in brackets behind it.
    fn without_number(&mut self, title: Range<usize>) -> Range<usize> {
        let text = self.content.text.folded();
        let words = &text[title.clone()];
        let last =
            brackets::outermost(words).pop().filter(|pair| pair.outer.end == words.len() && pair.sign == '(');
        let Some((pair, number)) =
            last.and_then(|pair| header::number(&words[pair.inner.clone()]).map(|number| (pair, number)))
        else {
            return title;
        };
        let start = title.start + pair.inner.start;
        let shift = |part: &Range<usize>| start + part.start..start + part.end;
        let number = Number { range: shift(&number.range), agency: shift(&number.agency), ..number };
        self.head.number.get_or_insert(number);
        brackets::trim(text, title.start..title.start + pair.outer.start)
    }

    /// Whether the line completes a title: 关于…的通知. A line that ends in a name goes on.
    pub(super) fn is_last_of_title(&self, line: &str) -> bool {
        let kinds = ["通知", "通报", "意见", "公告", "的函", "决定", "报告", "通告", "批复", "一封信"];
        let bare = line.trim();
        let cut = brackets::outermost(bare)
            .pop()
            .filter(|pair| pair.outer.end == bare.len() && pair.sign == '(')
            .map_or(bare, |pair| &bare[..pair.outer.start]);
        kinds.iter().any(|kind| cut.trim_end().ends_with(kind))
    }
}
