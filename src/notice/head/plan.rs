//! Where the letter ends and the plan that it carries begins.

use super::Reader;
use crate::fields::header;
use crate::text::marker;
use std::ops::Range;

impl Reader<'_> {
    /// Reads what stands behind the head: signature, date, annexes, and where the plan begins.
    pub(super) fn rest(&mut self, start: usize) {
        let signed = self.signed(start);
        let mut skipped: Vec<usize> = Vec::new();
        if let Some(signed) = &signed {
            self.head.date = signed.date.clone().or(self.head.date.take());
            self.head.signature.clone_from(&signed.names);
            skipped.extend(signed.blocks.clone());
        }
        skipped.extend(self.annexes(start));
        skipped.sort_unstable();
        let after = signed.as_ref().map(|signed| signed.blocks.end);
        let plan = after.and_then(|after| self.plan_start(after));
        let text =
            |range: Range<usize>| range.filter(|at| skipped.binary_search(at).is_err()).collect::<Vec<_>>();
        match plan {
            Some(begin) => {
                self.head.letter = text(start..after.unwrap_or(begin));
                self.head.body = text(begin..self.len());
            }
            None => {
                let begin = self.plan_title_at(start).map_or(start, |(title, next)| {
                    self.head.plan_title = Some(title);
                    next
                });
                self.head.body = text(begin..self.len());
            }
        }
    }

    /// Where the plan begins that stands behind the signature of its letter.
    fn plan_start(&mut self, after: usize) -> Option<usize> {
        if let Some((title, next)) = self.plan_title_at(after) {
            self.head.plan_title = Some(title);
            return (next < self.len()).then_some(next);
        }
        // Without a title: items or a table behind the signature are the plan, if the letter has none of its own.
        // 01 stands above the name of an item.
        let counts = |line: &str| matches!(line.as_bytes(), [b'0', b'1'..=b'9']);
        (after..self.len()).find(|&at| {
            let line = self.line(at).trim();
            // 甲、续建项目
            let first = line.starts_with("甲、");
            self.is_cell(at)
                || marker::parse(line).is_some()
                || first
                || line == "序号"
                || counts(line)
                || self.begins_columns(at)
        })
    }

    /// Whether a line that begins with 《 ends as two further lines that do: 《甲》实施方案, 《乙》实施方案.
    fn is_one_of_several(&self, at: usize) -> bool {
        let end = |line: &str| {
            line.trim()
                .starts_with('《')
                .then(|| line.rsplit('》').next().map(|end| end.trim().to_owned()))
                .flatten()
        };
        let Some(own) = end(self.line(at)) else { return false };
        let others =
            (at + 1..self.len()).filter(|&at| !self.is_cell(at) && end(self.line(at)).as_ref() == Some(&own));
        others.take(2).count() == 2
    }

    /// The title of a plan within a few blocks behind `from`, and the block behind it.
    fn plan_title_at(&self, from: usize) -> Option<(Range<usize>, usize)> {
        let mut first: Option<usize> = None;
        for at in from..self.len().min(from + 8) {
            let line = self.line(at);
            if self.is_cell(at)
                || self.begins_columns(at)
                || marker::parse(line).is_some_and(|marker| marker.style != marker::Style::Bullet)
            {
                break;
            }
            let title = header::can_be_title(line)
                && !self.is_column(line)
                && header::signature(line, self.lexicon).is_none();
            if !title {
                if first.is_some() || line.contains('。') {
                    break;
                }
                continue;
            }
            let begin = *first.get_or_insert(at);
            // 《甲》实施方案 stands above the first of several schemes, and names none but it.
            if header::is_title(line) && at < begin + 4 && !self.is_one_of_several(at) {
                let blocks = &self.content.blocks;
                return Some((blocks[begin].range.start..blocks[at].range.end, at + 1));
            }
        }
        None
    }
}
