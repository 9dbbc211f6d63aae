//! Tables that lost their lines: one cell to a line, rows unknown.

mod figures;

use super::align;
use super::columns::{self, Column, Header};
use super::columnwise;
use super::draft::Draft;
use super::glued;
use super::rows::{self, Rows};
use super::triples;
use crate::lexicon::{LabelField, Lexicon};
use crate::outline::Content;
use crate::text::{brackets, is_han, marker};
use std::ops::Range;

/// A line that may be a cell, or a part of one: its place among the blocks, and its words.
#[derive(Debug, Clone)]
struct Line {
    block: usize,
    range: Range<usize>,
}

/// Reads the tasks of all runs of single cells among `blocks`, and which blocks they took.
pub(super) fn read(content: &Content, blocks: &[usize], lexicon: &Lexicon) -> (Vec<Draft>, Vec<usize>) {
    let text = content.text.folded();
    let lines: Vec<Option<Line>> = blocks
        .iter()
        .map(|&block| {
            let found = content.blocks.get(block).filter(|block| block.cell.is_none())?;
            Some(Line { block, range: brackets::trim(text, found.range.clone()) })
        })
        .collect();
    let (mut drafts, mut taken) = (Vec::new(), Vec::new());
    let mut open = None;
    for line in lines.iter().flatten() {
        if open.is_none() && !text[line.range.clone()].contains("序号") {
            continue;
        }
        let glued = glued::read(text, line.range.clone(), &mut open, lexicon);
        taken.extend((!glued.is_empty()).then_some(line.block));
        drafts.extend(glued);
    }
    for run in lines.split(Option::is_none) {
        let mut left: Vec<&Line> = run.iter().flatten().collect();
        let ranges: Vec<Range<usize>> = left.iter().map(|line| line.range.clone()).collect();
        let mut found = columnwise::read(content, &ranges, lexicon);
        if found.is_empty() {
            found = triples::read(content, &ranges, lexicon);
        }
        let (tables, rows): (Vec<_>, Vec<_>) = found.into_iter().unzip();
        drafts.extend(rows.into_iter().flatten());
        for lines in tables.into_iter().rev() {
            taken.extend(left.drain(lines).map(|line| line.block));
        }
        let lines = spaced(text, left.into_iter(), lexicon);
        Run { content, text, lexicon, lines }.read(&mut drafts, &mut taken);
    }
    taken.sort_unstable();
    taken.dedup();
    (drafts, taken)
}

/// Lines as cells. Where the headings stand on one line, parted by spaces, the rows below have their cells so too.
fn spaced<'a>(text: &str, lines: impl Iterator<Item = &'a Line>, lexicon: &Lexicon) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    let mut headed = false;
    let mut wide = false;
    for line in lines {
        if !headed && !text[line.range.clone()].contains(char::is_whitespace) {
            let glued = glued::alone(text, &line.range, lexicon);
            headed = glued.is_some();
            let cells = glued.unwrap_or_else(|| vec![line.range.clone()]);
            found.extend(cells.into_iter().map(|range| Line { block: line.block, range }));
            continue;
        }
        if !headed {
            wide = text[line.range.clone()].split("  ").all(|word| !word.trim().contains(' '));
        }
        let words = words(text, line, wide);
        if !headed && words.len() >= 3 {
            let mut heads = words.iter().map(|range| Column::new(text, range.clone(), lexicon));
            let heads: Vec<_> = heads.by_ref().take_while(Option::is_some).collect();
            headed = heads.len() == words.len() && columns::names_tasks(&heads);
        }
        match headed {
            true => found.extend(words.into_iter().map(|range| Line { block: line.block, range })),
            false => found.push(line.clone()),
        }
    }
    found
}

/// The words of a line between its spaces, or where gaps are `wide` between those of two and more. Single characters
/// belong together: 责 任 单 位, 沈 岩.
fn words(text: &str, line: &Line, wide: bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let single = |range: &Range<usize>| {
        let mut signs = text[range.clone()].chars();
        signs.next().is_some_and(is_han) && signs.next().is_none()
    };
    let mut open = false;
    if wide {
        let words = &text[line.range.clone()];
        let mut from = 0;
        for part in words.split("  ") {
            let cell = brackets::trim(text, line.range.start + from..line.range.start + from + part.len());
            found.extend((!cell.is_empty()).then_some(cell));
            from += part.len() + 2;
        }
        return found;
    }
    for part in brackets::split_outside(&text[line.range.clone()], char::is_whitespace) {
        let part = line.range.start + part.start..line.range.start + part.end;
        match found.last_mut() {
            Some(last) if open && single(&part) => last.end = part.end,
            _ => {
                open = single(&part);
                found.push(part);
            }
        }
    }
    found
}

/// How many headings a table has at least that stand one below the other, and how long they are in bytes.
const FEWEST: usize = 3;
const LONGEST: usize = 120;

/// Where what is asked of each line holds of one or more in a row.
fn runs(held: &[bool]) -> impl Iterator<Item = Range<usize>> {
    let places = held.chunk_by(|a, b| a == b).scan(0, |from, run| {
        let place = *from..*from + run.len();
        *from = place.end;
        Some((place, run[0]))
    });
    places.filter_map(|(place, held)| held.then_some(place))
}

/// Whether a number of this style heads an item, and no column.
fn is_item(style: marker::Style) -> bool {
    matches!(style, marker::Style::Chinese | marker::Style::ChineseBracket)
}

/// Lines without a table of the document's own between them.
struct Run<'a> {
    content: &'a Content,
    text: &'a str,
    lexicon: &'a Lexicon,
    lines: Vec<Line>,
}

impl Run<'_> {
    fn read(&self, drafts: &mut Vec<Draft>, taken: &mut Vec<usize>) {
        let headers = self.headers();
        let mut last: Option<Vec<Option<LabelField>>> = None;
        for (index, (begin, header)) in headers.iter().enumerate() {
            let next = headers.get(index + 1).map_or(self.lines.len(), |(begin, _)| *begin);
            let first = begin + header.columns.len();
            let next = self.sentences(first..next);
            // A single row is a table only where the headings are those of the page before.
            let least = if last.as_ref() == Some(&header.fields()) { 1 } else { 2 };
            let end = self.table(header, first..next, least, drafts);
            if end > first {
                last = Some(header.fields());
                taken.extend(self.lines[*begin..end].iter().map(|line| line.block));
            }
        }
    }

    /// Where headings stand one below the other (序号, 民生实事, 责任单位, 完成时限), and what they are.
    fn headers(&self) -> Vec<(usize, Header)> {
        // 责任单位: with its value below it is a label, and no heading of a column; nor is 责任单位  县水利局, 三、民生工作 or (七)落实措施.
        let column = |line: &Line| {
            let words = &self.text[line.range.clone()];
            let valued =
                || words.split_once("  ").is_some_and(|(label, _)| self.lexicon.label(label).is_some());
            let item = || marker::parse(words).is_some_and(|marker| is_item(marker.style));
            let label = words.ends_with(':');
            let column = (!label).then(|| Column::new(self.text, line.range.clone(), self.lexicon)).flatten();
            column.filter(|_| !valued() && !item())
        };
        // Headings stand three and more one below the other, and say as little as a heading does.
        let may_head = |line: &Line| {
            let words = &self.text[line.range.clone()];
            words.len() <= LONGEST && !words.trim_end_matches(':').contains(['。', ':'])
        };
        let mut known: Vec<Option<Column>> = vec![None; self.lines.len()];
        let short: Vec<bool> = self.lines.iter().map(may_head).collect();
        for at in runs(&short).filter(|run| run.len() >= FEWEST).flatten() {
            known[at] = column(&self.lines[at]);
        }
        if known.iter().all(Option::is_none) {
            return Vec::new();
        }
        for at in 2..known.len() {
            if known[at].is_none() && known[at - 1].is_some() && known[at - 2].is_some() {
                known[at] = Column::stage(self.text, self.lines[at].range.clone());
            }
        }
        self.measured(&mut known);
        let mut found = Vec::new();
        let mut at = 0;
        while at < known.len() {
            let len = self.header_len(&known[at..], at);
            let mut columns = known[at..at + len].to_vec();
            self.by_unit(&mut columns, at + len);
            if (3..=align::MOST_COLUMNS).contains(&len) && columns::names_tasks(&columns) {
                // One heading may say for all what sums are in.
                let sums =
                    columns.iter().flatten().filter(|column| matches!(column.field, LabelField::Money(_)));
                let scale = sums
                    .map(|column| column.heading.clone())
                    .find(|heading| self.text[heading.clone()].contains('元'));
                found.push((at, Header { columns, scale, ..Header::default() }));
            }
            at += len.max(1);
        }
        found
    }

    /// How many lines from `at` on are headings. One that is unknown may stand between known ones.
    fn header_len(&self, known: &[Option<Column>], at: usize) -> usize {
        let mut len = 0;
        for (offset, column) in known.iter().enumerate() {
            let words = &self.text[self.lines[at + offset].range.clone()];
            let may_be = words.chars().count() <= 12
                && !words.contains(['。', ':', ',', ';'])
                && align::count(words).is_none();
            match column {
                Some(_) => len = offset + 1,
                None if offset > 0 && offset == len && may_be => {}
                None => break,
            }
        }
        len
    }

    /// Where the items behind a table begin, with the heading above them: 工作纪律 / (一)每季度至少召集1次会议,….
    fn sentences(&self, lines: Range<usize>) -> usize {
        let item = |at: &usize| {
            let words = &self.text[self.lines[*at].range.clone()];
            let first =
                || marker::parse(words).is_some_and(|marker| is_item(marker.style) && marker.value == 1);
            words.ends_with('。') && words.chars().nth(40).is_some() && first()
        };
        let Some(at) = lines.clone().find(item) else { return lines.end };
        let above = at.checked_sub(1).filter(|above| lines.contains(above));
        let heading = above.filter(|&above| {
            let words = &self.text[self.lines[above].range.clone()];
            words.chars().nth(10).is_none() && !words.contains(|c: char| c.is_ascii_digit())
        });
        heading.unwrap_or(at)
    }

    /// Reads the table whose cells are `lines`, of `least` tasks or more; where it ends.
    fn table(&self, header: &Header, lines: Range<usize>, least: usize, drafts: &mut Vec<Draft>) -> usize {
        let ranges: Vec<Range<usize>> =
            self.lines[lines.clone()].iter().map(|line| line.range.clone()).collect();
        let cells: Vec<&str> = ranges.iter().map(|range| &self.text[range.clone()]).collect();
        let dealt = self.rows_of_lines(header, lines.clone()).or_else(|| self.counted_rows(header, &cells));
        let (header, dealt) = match dealt {
            Some(dealt) => (header.clone(), dealt),
            None => self.deal(header, &cells),
        };
        let grid: Vec<_> = dealt.rows.into_iter().map(|row| rows::slots(row, &ranges)).collect();
        let start = header.columns.iter().flatten().map(|column| column.heading.start).min().unwrap_or(0);
        let caption = header.scale.clone().or_else(|| rows::caption(self.content, start));
        let found =
            Rows { text: self.text, header: &header, path: &[], caption, lexicon: self.lexicon }.read(&grid);
        if found.len() < least {
            return lines.start;
        }
        drafts.extend(found);
        lines.start + dealt.len
    }

    /// The rows where each stands on a line of its own, its number first, and has as many cells as there are columns.
    fn rows_of_lines(&self, header: &Header, lines: Range<usize>) -> Option<align::Dealt> {
        let count = header.columns.len();
        let rows = self.lines[lines].chunk_by(|a, b| a.block == b.block);
        let numbered = |row: &&[Line]| {
            let first = row.first().map_or("", |first| &self.text[first.range.clone()]);
            align::count(first).is_some()
        };
        let rows: Vec<&[Line]> = rows.take_while(numbered).collect();
        let whole = rows.len() > 1 && count > 1 && rows.iter().all(|row| row.len() == count);
        let first = header.columns.first()?.as_ref()?.field;
        (whole && first == LabelField::Number).then(|| align::Dealt {
            rows: (0..rows.len())
                .map(|row| (row * count..(row + 1) * count).map(|cell| cell..cell + 1).collect())
                .collect(),
            len: rows.len() * count,
            score: 0,
        })
    }

    /// Deals the cells out, in whichever of the ways to read the headings fits best.
    fn deal(&self, header: &Header, cells: &[&str]) -> (Header, align::Dealt) {
        let counts = cells.iter().filter(|words| align::count(words).is_some()).count();
        let bases = std::iter::once(header.columns.clone())
            .chain(folded(&header.columns))
            .chain(unfolded(&header.columns));
        let headers = bases.flat_map(|columns| {
            let with_numbers = numbered(&columns).into_iter().filter(|_| counts >= 2);
            std::iter::once(columns).chain(with_numbers).collect::<Vec<_>>()
        });
        let looks = align::looks(cells, self.lexicon);
        let dealt = headers.take(MOST_READINGS).map(|columns| {
            let header = Header { columns, ..header.clone() };
            let dealt = align::deal(&looks, &header.fields());
            (header, dealt)
        });
        // Of equals the first: the headings as they stand.
        dealt.min_by_key(|(_, dealt)| std::cmp::Reverse(dealt.score)).unwrap_or_default()
    }
}

/// In how many ways headings are read at most.
const MOST_READINGS: usize = 24;

/// Headings with a column of numbers that has none: behind a category or in front of all.
fn numbered(columns: &[Option<Column>]) -> Vec<Vec<Option<Column>>> {
    let has = columns.iter().flatten().any(|column| column.field == LabelField::Number);
    let Some(first) = columns.iter().flatten().next().filter(|_| !has) else { return Vec::new() };
    let start = first.heading.start;
    let number = Column { field: LabelField::Number, also: None, heading: start..start };
    let with = |columns: &[Option<Column>], at: usize| {
        let mut columns = columns.to_vec();
        columns.insert(at, Some(number.clone()));
        columns
    };
    // 工作任务 | 具体要求 over 规范公开 | 1 | 清理文件: what is numbered is the task, and stands under its group.
    let grouped = match columns {
        [Some(group), Some(task), rest @ ..]
            if (group.field, task.field) == (LabelField::Title, LabelField::Body) =>
        {
            let group = Column { field: LabelField::Category, ..group.clone() };
            let task = Column { field: LabelField::Title, ..task.clone() };
            let columns: Vec<_> = [Some(group), Some(task)].into_iter().chain(rest.iter().cloned()).collect();
            Some(with(&columns, 1))
        }
        _ => None,
    };
    (0..2).map(|at| with(columns, at)).chain(grouped).collect()
}

/// Headings of two rows where one that is unknown spans those below: 总投资, 2024年, 责任单位 | 计划投资, 形象进度.
fn unfolded(columns: &[Option<Column>]) -> impl Iterator<Item = Vec<Option<Column>>> {
    let unknown = columns.iter().position(Option::is_none);
    let only = unknown.filter(|&at| columns[at + 1..].iter().all(Option::is_some));
    only.into_iter().flat_map(move |span| {
        (span + 2..columns.len().saturating_sub(1)).map(move |at| {
            let (spans, subs) = columns.split_at(at);
            spans[..span].iter().chain(subs).chain(&spans[span + 1..]).cloned().collect()
        })
    })
}

/// Headings of two rows, read one behind the other, put where the spanning ones stand that they say more of:
/// 序号, 项目名称, 投资, 责任分工, 完成时限 | 总投资, 年度投资, 包抓领导, 牵头单位.
fn folded(columns: &[Option<Column>]) -> impl Iterator<Item = Vec<Option<Column>>> {
    let is_sum = |field: LabelField| matches!(field, LabelField::Money(_));
    let is_party = |field: LabelField| matches!(field, LabelField::Units(_) | LabelField::Leaders(_));
    let field = |column: &Option<Column>| column.as_ref().map(|column| column.field);
    let below = |column: &Option<Column>| field(column).is_some_and(|field| is_sum(field) || is_party(field));
    let lowest = columns.iter().rposition(|column| !below(column)).map_or(0, |at| at + 1);
    (lowest.max(3)..columns.len()).filter_map(move |at| {
        let (spans, subs) = columns.split_at(at);
        let of =
            |wanted: fn(LabelField) -> bool| subs.iter().filter(move |sub| field(sub).is_some_and(wanted));
        let mut placed = 0;
        let mut whole = Vec::with_capacity(columns.len());
        for span in spans {
            let before = placed;
            let mut put = |wanted: fn(LabelField) -> bool| {
                whole.extend(of(wanted).cloned());
                placed += of(wanted).count();
            };
            match field(span) {
                Some(field) if is_sum(field) => put(is_sum),
                Some(field) if is_party(field) => put(is_party),
                None => put(is_party),
                _ => {}
            }
            if placed == before {
                whole.push(span.clone());
            }
        }
        (placed == subs.len() && placed >= 2).then_some(whole)
    })
}
