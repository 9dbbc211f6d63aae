//! Metadata of a page (索引号、文号、发布机构): labels and values, on lines or in cells.

use super::Reader;
use crate::fields::header::{self, Meta, Number};
use crate::text::{after_last, brackets, squeeze};
use std::ops::Range;

impl Reader<'_> {
    /// Reads a line of metadata: label：value, several on a line, or a label alone.
    pub(super) fn metadata_line(&mut self, at: usize, line: &str) -> bool {
        let mut found = false;
        let mut from = 0;
        let labels: Vec<(Range<usize>, Meta, usize)> = line
            .match_indices(':')
            .filter_map(|(colon, _)| {
                let start = from + metadata_label_start(&line[from..colon]);
                let meta = header::metadata(&line[start..colon])?;
                from = colon + 1;
                Some((start..colon, meta, colon + 1))
            })
            .collect();
        for (index, (label, meta, value)) in labels.iter().enumerate() {
            let end = labels.get(index + 1).map_or(line.len(), |(next, ..)| next.start);
            found |= index > 0 || line[..label.start].trim().is_empty();
            self.meta(*meta, at, line, brackets::trim(line, *value..end));
        }
        // 浏览次数:1308 甲政办发〔2023〕12号: a page without line breaks.
        if let Some((_, _, value)) = labels.last().filter(|_| found && self.head.number.is_none())
            && let Some(gap) = line[*value..].trim_start().find(' ')
        {
            let rest = line.len() - line[*value..].trim_start()[gap..].trim_start().len();
            self.meta(Meta::Number, at, line, rest..line.len());
        }
        found
    }

    /// Reads a cell of metadata, whose value stands in the next cell of its row.
    pub(super) fn metadata_cell(&mut self, at: usize) -> bool {
        let label = self.line(at);
        // 文号:X | 发布机构:Y
        if label.split_once(':').is_some_and(|(_, value)| !value.trim().is_empty())
            && self.metadata_line(at, label)
        {
            return true;
        }
        let Some(meta) = header::metadata(label) else {
            let before = at.checked_sub(1).filter(|&before| self.same_row(before, at));
            return before.is_some_and(|before| header::metadata(self.line(before)).is_some())
                || label.trim().is_empty();
        };
        if self.is_cell(at + 1) && self.same_row(at, at + 1) {
            let value = self.line(at + 1);
            let whole = brackets::trim(value, 0..value.len());
            self.meta(meta, at + 1, value, whole);
        }
        true
    }

    fn same_row(&self, a: usize, b: usize) -> bool {
        let cell = |at: usize| self.content.blocks.get(at).and_then(|block| block.cell);
        matches!((cell(a), cell(b)), (Some(a), Some(b)) if a.table == b.table && a.row == b.row)
    }

    /// Whether the row of a cell holds headings of columns that the lexicon knows.
    pub(super) fn is_table_of_tasks(&self, at: usize) -> bool {
        (at..self.len())
            .take_while(|&next| self.same_row(at, next))
            .filter(|&next| self.lexicon.labels.get(&squeeze(self.line(next))).is_some())
            .count()
            >= 2
    }

    fn meta(&mut self, meta: Meta, at: usize, line: &str, value: Range<usize>) {
        let words = &line[value.clone()];
        if words.is_empty() || words == "无" {
            return;
        }
        let shift = |part: Range<usize>| value.start + part.start..value.start + part.end;
        match meta {
            Meta::Number if self.head.number.is_none() => {
                let number = header::number(words).or_else(|| header::issue_number(words));
                self.head.number = number
                    .map(|number| Number {
                        range: shift(number.range),
                        agency: shift(number.agency),
                        ..number
                    })
                    .map(|number| self.shift(at, number));
            }
            Meta::Date if self.head.date.is_none() => {
                self.head.date =
                    header::date(words).map(|(date, range)| (date, self.place(at, shift(range))));
            }
            Meta::Issuer
                if self.head.named_issuer.is_none() && crate::fields::party::is_unit(words, self.lexicon) =>
            {
                self.head.named_issuer = Some(self.place(at, value));
            }
            _ => {}
        }
    }
}

/// Where a label of metadata begins: behind a wide gap, or at the start.
fn metadata_label_start(head: &str) -> usize {
    let stop = after_last(head, &['|', '。', ',', '\t']);
    let rest = &head[stop..];
    if header::metadata(rest).is_some() {
        return stop;
    }
    stop + rest
        .trim_end()
        .rfind([' ', '\u{3000}'])
        .map_or(0, |at| at + rest[at..].chars().next().map_or(1, char::len_utf8))
}
