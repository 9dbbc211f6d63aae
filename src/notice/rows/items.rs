//! Items of one cell that each say who answers for them: 1.购置泵车6台（县应急管理局）; 2.改造围挡34处（县住建局）.

use super::cell::{begins_with, lines};
use super::{Rows, named};
use crate::fields::responsibility::{self, Entry};
use crate::lexicon::LabelField;
use crate::notice::columns::Column;
use crate::notice::draft::{Draft, is_party, parted, title_of};
use crate::text::brackets;
use crate::text::marker::{self, Marker};
use std::ops::Range;

impl Rows<'_> {
    /// The tasks of a row whose cell of what is to be done holds several, each with its own statement; empty where any has
    /// none, or where a column of the row says who answers or what is spent.
    pub(super) fn own_items(&self, row: &Draft, cells: &[Option<Range<usize>>]) -> Vec<Draft> {
        let columns = self.header.columns.iter().zip(cells);
        let told = columns.filter(|(column, _)| column.as_ref().is_some_and(Column::tells));
        let told = told.filter_map(|(_, cell)| cell.clone());
        let found = told.map(|cell| self.items(row, cell)).find(|items| items.len() > 1);
        found.unwrap_or_else(|| self.duties(row, cells))
    }

    /// The tasks of a row whose cells count alike, what is to be done and who answers: 1.播种46万亩;2.改造户厕2400户 |
    /// 1.县农业农村局;2.县卫健局.
    pub(super) fn paired(&self, row: &Draft, cells: &[Option<Range<usize>>]) -> Option<Vec<Draft>> {
        let columns = self.header.columns.iter().zip(cells);
        let columns: Vec<(&Column, &Range<usize>)> =
            columns.filter_map(|(column, cell)| Some((column.as_ref()?, cell.as_ref()?))).collect();
        let (own, items) = columns
            .iter()
            .filter(|(column, _)| column.tells())
            .find_map(|(_, cell)| Some((*cell, self.counted(cell)?)))?;
        let of_items =
            |field| matches!(field, LabelField::Units(_) | LabelField::Leaders(_) | LabelField::Deadline);
        let counted = columns.iter().filter(|(column, _)| of_items(column.field));
        let counted: Vec<(&Column, &Range<usize>, Vec<_>)> = counted
            .filter_map(|(column, cell)| Some((*column, *cell, self.counted(cell)?)))
            .filter(|(.., parts)| parts.len() == items.len())
            .collect();
        counted.iter().any(|(column, ..)| matches!(column.field, LabelField::Units(_))).then_some(())?;
        let apart =
            |start: usize| !own.contains(&start) && !counted.iter().any(|(_, cell, _)| cell.contains(&start));
        let shared: Vec<Entry> =
            row.entries.iter().filter(|entry| apart(entry.value.start)).cloned().collect();
        let name = Some(row.title.clone()).filter(|name| !own.contains(&name.start));
        let path: Vec<Range<usize>> = row.path.iter().cloned().chain(name).collect();
        let task = |(item, (number, words)): (usize, (Range<usize>, Range<usize>))| {
            let whole = self.without_stop(words);
            let theirs = counted.iter().map(|(column, _, parts)| column.entry(parts[item].1.clone()));
            Draft {
                number: Some(number),
                title: title_of(self.text, whole.clone()),
                texts: vec![whole],
                path: path.clone(),
                entries: theirs.chain(shared.iter().cloned()).collect(),
                ..row.clone()
            }
        };
        Some(items.into_iter().enumerate().map(task).collect())
    }

    /// Words less the stop at their end.
    fn without_stop(&self, words: Range<usize>) -> Range<usize> {
        words.start..words.start + self.text[words].trim_end_matches([';', '。']).len()
    }

    /// The numbers and words of a cell's lines, where these count from one on.
    fn counted(&self, cell: &Range<usize>) -> Option<Vec<(Range<usize>, Range<usize>)>> {
        self.counted_from(1, cell)
    }

    /// The same where they count on from whatever number the first has: 4.…, 5.… below a row of 1.… to 3.….
    fn counted_on(&self, cell: &Range<usize>) -> Option<Vec<(Range<usize>, Range<usize>)>> {
        let first = marker::parse(self.text[cell.clone()].trim_start()).filter(|marker| marker.value > 0)?;
        self.counted_from(first.value, cell)
    }

    fn counted_from(&self, first: u32, cell: &Range<usize>) -> Option<Vec<(Range<usize>, Range<usize>)>> {
        let lines = lines(self.text, cell.clone()).map(|line| brackets::trim(self.text, line));
        let lines = lines.filter(|line| !line.is_empty());
        let read = |(value, line): (u32, Range<usize>)| {
            let marker = marker::parse(&self.text[line.clone()])?;
            let words = brackets::trim(self.text, line.start + marker.len..line.end);
            (marker.value == value && !words.is_empty()).then(|| (line.start..line.start + marker.len, words))
        };
        let found = (first..).zip(lines).map(read).collect::<Option<Vec<_>>>()?;
        (found.len() > 1).then_some(found)
    }

    /// The duties of a row that is a unit's: 县农业农村局 | ①推广玉米1.8万亩;②改造户厕230座. Empty where rows are numbered.
    fn duties(&self, row: &Draft, cells: &[Option<Range<usize>>]) -> Vec<Draft> {
        let units = self.header.find(|field| matches!(field, LabelField::Units(_)));
        let named = self.header.find(|field| matches!(field, LabelField::Number));
        let Some(title) =
            self.header.title().filter(|&at| named.is_none() && units.is_some_and(|unit| unit < at))
        else {
            return Vec::new();
        };
        let Some(cell) = cells.get(title).cloned().flatten() else { return Vec::new() };
        // The unit stands over its duties, whose numbers begin anew with the next.
        let unit = units.and_then(|at| cells.get(at)?.clone());
        let path: Vec<Range<usize>> = row.path.iter().cloned().chain(unit).collect();
        // 教务处 | 1.停招专业3个。 / 2.建设课程20门。: no other column tells what is to be done.
        let alone = self.header.columns.iter().flatten().filter(|column| column.tells()).count() == 1;
        if let Some(lines) = self.counted_on(&cell).filter(|_| alone) {
            let duty = |(number, told): (Range<usize>, Range<usize>)| self.duty(row, &path, number, told);
            return lines.into_iter().map(duty).collect();
        }
        let words = &self.text[cell.clone()];
        let circled = words.char_indices().filter_map(|(at, _)| {
            let marker =
                marker::parse(&words[at..]).filter(|marker| marker.style == marker::Style::Circled)?;
            Some((cell.start + at, marker))
        });
        let counts = |(value, (_, marker)): &(u32, (usize, Marker))| marker.value == *value;
        let begins: Vec<(usize, Marker)> =
            (1..).zip(circled).take_while(counts).map(|(_, found)| found).collect();
        if begins.len() < 2 || begins[0].0 > cell.start {
            return Vec::new();
        }
        let ends = begins.iter().skip(1).map(|(at, _)| *at).chain([cell.end]);
        let duty = |((at, marker), end): (&(usize, Marker), usize)| {
            let told = brackets::trim(self.text, at + marker.len..end);
            self.duty(row, &path, *at..at + marker.len, told)
        };
        begins.iter().zip(ends).map(duty).collect()
    }

    /// One duty of a row that is a unit's.
    fn duty(&self, row: &Draft, path: &[Range<usize>], number: Range<usize>, told: Range<usize>) -> Draft {
        let told = self.without_stop(told);
        Draft {
            number: Some(number),
            title: title_of(self.text, told.clone()),
            texts: vec![told],
            path: path.to_vec(),
            ..row.clone()
        }
    }

    fn items(&self, row: &Draft, cell: Range<usize>) -> Vec<Draft> {
        let apart = |field| matches!(field, LabelField::Units(_) | LabelField::Money(_));
        let beside = |at: usize| !cell.contains(&at);
        if row.entries.iter().any(|entry| apart(entry.field) && beside(entry.value.start)) {
            return Vec::new();
        }
        let shared = row.entries.iter().filter(|entry| beside(entry.value.start));
        let shared = Draft { entries: shared.cloned().collect(), texts: Vec::new(), ..row.clone() };
        let mut lines_of_items: Vec<Range<usize>> = Vec::new();
        for line in lines(self.text, cell.clone()).map(|line| brackets::trim(self.text, line)) {
            let labelled = || responsibility::labelled(self.text, line.clone(), self.lexicon);
            match lines_of_items.last_mut() {
                // 1.清淤沟渠28公里。 / 责任单位:镇水利站
                Some(last) if labelled().first().is_some_and(|entry| begins_with(entry, &line)) => {
                    last.end = line.end
                }
                _ if line.is_empty() => {}
                _ => lines_of_items.push(line),
            }
        }
        let items = lines_of_items.into_iter().map(|line| self.item(&shared, &cell, line));
        items.collect::<Option<Vec<_>>>().unwrap_or_default()
    }

    /// The task of one line: its number, its words, and the statement that it ends with.
    fn item(&self, shared: &Draft, cell: &Range<usize>, line: Range<usize>) -> Option<Draft> {
        let (number, rest) = self.numbered_item(line)?;
        let (words, stated, behind) = self.stated_item(rest)?;
        let whole = self.text[behind].chars().all(|c| matches!(c, '。' | ';' | ',' | ' '));
        // The name of the row stands over its items, where it is not one of them.
        let name = Some(shared.title.clone()).filter(|name| !cell.contains(&name.start));
        let path = shared.path.iter().cloned().chain(name).collect();
        let entries = stated.into_iter().chain(shared.entries.iter().cloned()).collect::<Vec<_>>();
        (whole && !words.is_empty() && entries.iter().any(is_party)).then(|| Draft {
            number: Some(number),
            title: title_of(self.text, words.clone()),
            texts: vec![words],
            path,
            entries,
            ..shared.clone()
        })
    }

    /// The words of an item, what it states, and where that ends: in its last lines with labels, or in a bracket or clause.
    fn stated_item(&self, item: Range<usize>) -> Option<(Range<usize>, Vec<Entry>, Range<usize>)> {
        let line = self.text[item.clone()].find('\n').map(|at| item.start + at);
        if let Some(line) = line {
            let labelled = responsibility::labelled(self.text, line..item.end, self.lexicon);
            let words = brackets::trim(self.text, item.start..line);
            return (!labelled.is_empty()).then_some((words, labelled, item.end..item.end));
        }
        let statement = named::statements(self.text, item.clone(), &[], self.lexicon).pop()?;
        let words = brackets::trim(self.text, item.start..statement.range.start);
        Some((words, statement.entries, statement.range.end..item.end))
    }

    /// The number of an item, and its words: 1.…, (2)…, a)….
    fn numbered_item(&self, line: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
        if let (Some(number), rest) = parted(self.text, line.clone()) {
            return Some((number, rest));
        }
        let behind = self.text[line.clone()].strip_prefix(|c: char| c.is_ascii_alphabetic())?;
        let rest = behind.strip_prefix([')', '.', '、'])?;
        let start = line.end - rest.len();
        Some((line.start..start, brackets::trim(self.text, start..line.end)))
    }
}
