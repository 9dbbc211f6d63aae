//! Tables whose headings run on in one line and whose rows take several: what is to be done, who answers, how far it gets
//! (实事内容工作任务责任单位进度安排 / 学位扩容新建学校9所。 / 县教育局 / 完成选址。主体封顶。).

use super::align;
use super::columns::Header;
use super::draft::{Draft, title_of};
use super::glued;
use crate::fields::responsibility::Entry;
use crate::lexicon::{LabelField, Lexicon};
use crate::outline::Content;
use crate::text::{is_han, words};
use std::ops::Range;

/// How many rows such a table has at least.
const FEWEST: usize = 3;
/// How many lines a row takes where no other tells.
const ROW: usize = 3;
/// The length of most names of promises (学位扩容), where nothing else says where they end.
const NAME: usize = 4;

/// The tasks of each such table among lines, and the lines that it takes.
pub(super) fn read(
    content: &Content,
    lines: &[Range<usize>],
    lexicon: &Lexicon,
) -> Vec<(Range<usize>, Vec<Draft>)> {
    let text = content.text.folded();
    let header = |at: usize| glued::unnumbered(text, &lines[at], lexicon).map(|header| (at, header));
    let Some((at, header)) = (0..lines.len()).find_map(header) else { return Vec::new() };
    let table = Table { text, lines, header: &header, lexicon };
    let (end, mut drafts) = table.rows(at + 1);
    glued::part_units(text, &mut drafts, lexicon);
    if drafts.len() < FEWEST { Vec::new() } else { vec![(at..end, drafts)] }
}

struct Table<'a> {
    text: &'a str,
    lines: &'a [Range<usize>],
    header: &'a Header,
    lexicon: &'a Lexicon,
}

impl Table<'_> {
    /// The rows from line `at` on, and where they end.
    fn rows(&self, at: usize) -> (usize, Vec<Draft>) {
        // All that stands in front of the units names tasks.
        let names = self.header.find(|field| matches!(field, LabelField::Units(_)));
        let columns = &self.header.columns;
        let column = |names: usize| Some((names, columns.get(names)?.as_ref()?));
        let Some((names, units)) = names.and_then(column) else { return (at, Vec::new()) };
        // What stands behind the units is told of the task, but for how far it has got.
        let told = columns.last().and_then(Option::as_ref).is_some_and(|c| c.field != LabelField::Other);
        let answers = |at: usize| {
            self.lines.get(at).is_some_and(|line| align::is_unit(&self.text[line.clone()], self.lexicon))
        };
        let begins = |at: usize| answers(at + 1) && !answers(at);
        let starts: Vec<usize> = (at..self.lines.len()).filter(|&at| begins(at)).collect();
        let grouped =
            names > 1 && starts.iter().filter(|&&at| self.name(at).is_some()).count() * 2 > starts.len();
        let mut drafts = Vec::new();
        let mut end = at;
        for (index, &at) in starts.iter().enumerate() {
            // The last row has as many lines as the one before.
            let rows = starts.get(index + 1).copied();
            let last = || index.checked_sub(1).map_or(ROW, |before| at - starts[before]);
            let next = rows.unwrap_or_else(|| self.lines.len().min(at + last()));
            let name = self.name(at).filter(|_| grouped);
            let start = name.as_ref().map_or(self.lines[at].start, |name| name.end);
            let body = start..self.lines[at].end;
            let more = self.lines[at + 2..next.max(at + 2)].iter().filter(|_| told).cloned();
            let mut texts = vec![body.clone()];
            texts.extend(more);
            drafts.push(Draft {
                path: name.into_iter().collect(),
                title: title_of(self.text, body),
                texts,
                entries: vec![Entry { value: self.lines[at + 1].clone(), ..units.entry(0..0) }],
                ..Draft::default()
            });
            end = next;
        }
        (end, drafts)
    }

    /// The name of what a row belongs to, in front of what is to be done: 学位扩容 of 学位扩容新建学校9所.
    fn name(&self, at: usize) -> Option<Range<usize>> {
        const BEGINNINGS: [char; 8] = ['为', '对', '在', '向', '把', '将', '以', '由'];
        let line = self.lines[at].clone();
        let words = &self.text[line.clone()];
        let deed = words.starts_with(BEGINNINGS)
            || words!["年内", "全年", "今年", "投资", "投入"].begins(words)
            || self.lexicon.indicator_leads.at_start(words).is_some_and(|(len, ())| len > 3);
        let end = words.char_indices().nth(NAME).map(|(end, _)| end)?;
        (!deed && words[..end].chars().all(is_han)).then_some(line.start..line.start + end)
    }
}
