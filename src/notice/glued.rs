//! Tables of which nothing is left but their words: headings and rows run on in one paragraph
//! (序号项目名称分管领导牵头单位1增加学位新建学校9所。宁柏舟教育局2稳定就业…).

use super::columns::{self, Column, Header};
use super::draft::Draft;
use super::rows::Rows;
use crate::fields::deadline;
use crate::fields::party::{is_short_body, is_surely_person};
use crate::fields::responsibility::Entry;
use crate::lexicon::{LabelField, Lexicon};
use crate::outline::table::Slot;
use crate::text::{floor_boundary, is_han, marker, words};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// The longest heading, in characters.
const LONGEST: usize = 12;
/// The length of most names of promises (增加学位), where nothing else says where they end.
const NAME: usize = 4;
/// The longest name of one office in such tables, in characters.
const SHORT: usize = 6;
/// Signs that no name of an office begins with: before them one has not ended.
const INSIDE: [char; 9] = ['会', '处', '局', '委', '办', '厅', '院', '所', '队'];
/// How far a row is looked through for the next one's number, in bytes.
const FARTHEST: usize = 4000;

/// A table that may go on in the next paragraph, as the next page has it: its headings, and its next row's number.
pub(super) type Open = Option<(Header, u32)>;

/// The tasks of the table that the paragraph at `range` holds, or that goes on there; none where it holds none.
pub(super) fn read(text: &str, range: Range<usize>, open: &mut Open, lexicon: &Lexicon) -> Vec<Draft> {
    // 注:… behind the last row speaks of all of them.
    let note = text[range.clone()].find("注:").map_or(range.end, |at| range.start + at);
    let range = range.start..note;
    let goes_on = || {
        let (header, next) = open.clone()?;
        Some((header, range.start + row_start(&text[range.clone()], next)?))
    };
    let Some((header, from)) = headings(text, &range, lexicon).or_else(goes_on) else { return Vec::new() };
    let fields: Vec<LabelField> = header.columns.iter().flatten().map(|column| column.field).collect();
    let Some((rows, next)) = (Glued { text, fields: &fields, lexicon }).rows(from..range.end) else {
        return Vec::new();
    };
    let slot = |cell: Range<usize>| Slot { text: Some(cell), covered: false };
    let grid: Vec<Vec<Slot>> = rows.into_iter().map(|row| row.into_iter().map(slot).collect()).collect();
    let mut drafts = Rows { text, header: &header, path: &[], caption: None, lexicon }.read(&grid);
    part_units(text, &mut drafts, lexicon);
    *open = Some((header, next));
    drafts
}

/// Parts the units of rows that nothing parts.
pub(super) fn part_units(text: &str, drafts: &mut [Draft], lexicon: &Lexicon) {
    let names = names(text, drafts);
    for draft in drafts {
        let entries = std::mem::take(&mut draft.entries);
        draft.entries = entries.into_iter().flat_map(|entry| parted(text, entry, &names, lexicon)).collect();
    }
}

/// The units that stand alone in a cell, or between the signs of a list.
fn names<'a>(text: &'a str, drafts: &[Draft]) -> FxHashSet<&'a str> {
    let units = drafts.iter().flat_map(|draft| &draft.entries).filter(|entry| is_units(entry));
    let names = units.flat_map(|entry| text[entry.value.clone()].split(['、', ',']));
    names.filter(|name| (2..=SHORT).contains(&name.chars().count())).collect()
}

fn is_units(entry: &Entry) -> bool {
    matches!(entry.field, LabelField::Units(_))
}

/// The units of a cell that nothing parts: 经开区高新园各街道. They are known from other cells, or by how names end.
fn parted(text: &str, entry: Entry, names: &FxHashSet<&str>, lexicon: &Lexicon) -> Vec<Entry> {
    let words = &text[entry.value.clone()];
    let short = words.chars().nth(SHORT).is_none() && words.find('各').is_none_or(|group| group == 0);
    if !is_units(&entry) || short || words.contains(['、', ',', ' ', '(']) {
        return vec![entry];
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let rest = &words[at..];
        let ends = || rest.char_indices().map(|(end, c)| end + c.len_utf8()).skip(1);
        let known = || ends().take(SHORT).filter(|&end| names.contains(&rest[..end])).last();
        let whole = |end: &usize| {
            let next = rest[*end..].chars().next();
            lexicon.unit_suffixes.at_end(&rest[..*end]).is_some() && next.is_none_or(|c| !INSIDE.contains(&c))
        };
        // 各街道 says that no more names follow.
        let group = rest.find('各').filter(|&group| group > 0);
        let len = if rest.starts_with('各') { None } else { known().or_else(|| ends().skip(1).find(whole)) };
        let len = len.into_iter().chain(group).min().unwrap_or(rest.len());
        let start = entry.value.start + at;
        found.push(Entry { value: start..start + len, ..entry.clone() });
        at += len;
    }
    found
}

/// Where the row of `number` begins near the start of a paragraph, behind what a page has left: 2、)各街道4优化养老.
fn row_start(words: &str, number: u32) -> Option<usize> {
    const NEAR: usize = 60;
    let figures = number.to_string();
    let places = words.match_indices(&figures).map(|(at, _)| at).take_while(|&at| at <= NEAR);
    places.into_iter().find(|&at| {
        let behind = words[at + figures.len()..].chars().next();
        !words[..at].ends_with(|c: char| c.is_ascii_digit()) && behind.is_some_and(|c| is_han(c) || c == '“')
    })
}

/// The headings that stand one right behind the other from 序号 on, and where they end.
fn headings(text: &str, range: &Range<usize>, lexicon: &Lexicon) -> Option<(Header, usize)> {
    let from = range.start + text[range.clone()].find("序号")?;
    let (header, end) = run(text, from..range.end, lexicon);
    (header.columns.len() >= 4 && columns::names_tasks(&header.columns)).then_some((header, end))
}

/// The headings that a stretch begins with, one right behind the other, and where they end.
fn run(text: &str, range: Range<usize>, lexicon: &Lexicon) -> (Header, usize) {
    let mut at = range.start;
    let mut columns = Vec::new();
    while let Some((column, end)) = heading(text, at..range.end, lexicon) {
        columns.push(Some(column));
        at = end;
    }
    (Header { columns, ..Header::default() }, at)
}

/// The headings that are all of a line without a column of numbers: 实事内容工作任务责任单位进展情况.
pub(super) fn unnumbered(text: &str, line: &Range<usize>, lexicon: &Lexicon) -> Option<Header> {
    /// How many headings tell themselves from a sentence.
    const FEWEST: usize = 3;
    let words = &text[line.clone()];
    if words.len() > FEWEST * 2 * LONGEST || !words.chars().all(is_han) {
        return None;
    }
    let (header, end) = run(text, line.clone(), lexicon);
    let answered = header.find(|field| matches!(field, LabelField::Units(_))).is_some();
    let whole = end == line.end && header.columns.len() >= FEWEST;
    (whole && answered && columns::names_tasks(&header.columns)).then_some(header)
}

/// The headings that are all of a line: 序号工作任务牵头单位完成时限, over rows whose cells have gaps between them.
pub(super) fn alone(text: &str, line: &Range<usize>, lexicon: &Lexicon) -> Option<Vec<Range<usize>>> {
    if !text[line.clone()].starts_with("序号") {
        return None;
    }
    let (header, end) = headings(text, line, lexicon)?;
    (end == line.end).then(|| header.columns.into_iter().flatten().map(|column| column.heading).collect())
}

/// The heading that a stretch begins with, and where it ends: the longest that is known as it stands, or the shortest that
/// is understood in front of another.
fn heading(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Option<(Column, usize)> {
    let words = &text[range.clone()];
    let signs = words.char_indices().take(LONGEST).take_while(|(_, c)| is_han(*c));
    let ends: Vec<usize> = signs.map(|(at, c)| range.start + at + c.len_utf8()).skip(1).collect();
    let known = |end: &&usize| lexicon.labels.get(&text[range.start..**end]).is_some();
    let begins = |at: usize| {
        let rest = &text[at..range.end];
        let ends = rest.char_indices().take(LONGEST).map(|(at, c)| at + c.len_utf8()).skip(1);
        rest.starts_with(|c: char| c.is_ascii_digit())
            || ends.into_iter().any(|end| lexicon.labels.get(&rest[..end]).is_some())
    };
    let read = |end: &usize| Some((Column::new(text, range.start..*end, lexicon)?, *end));
    let whole = ends.iter().rev().find(known).and_then(read);
    whole.or_else(|| ends.iter().filter(|&&end| begins(end)).find_map(read))
}

struct Glued<'a> {
    text: &'a str,
    /// What the columns hold; the first is the number.
    fields: &'a [LabelField],
    lexicon: &'a Lexicon,
}

impl Glued<'_> {
    /// The cells of each row, and the number that would be next; `None` where the words do not fit the columns.
    fn rows(&self, range: Range<usize>) -> Option<(Vec<Vec<Range<usize>>>, u32)> {
        let (LabelField::Number, [_, tail @ ..]) = (self.fields.first()?, self.fields) else { return None };
        let told = |field: &&LabelField| matches!(field, LabelField::Title | LabelField::Body);
        let names = tail.iter().take_while(told).count();
        let tail = &tail[names..];
        let parts = |field: &LabelField| {
            matches!(field, LabelField::Units(_) | LabelField::Leaders(_) | LabelField::Deadline)
        };
        if !(1..=2).contains(&names) || tail.is_empty() || !tail.iter().all(parts) {
            return None;
        }
        // 一、综合目标 behind the headings is a group of rows, and none.
        let (first, mut len, _) =
            marker::count(&self.text[range.clone()]).filter(|(.., chinese)| !chinese)?;
        let mut rows = Vec::new();
        let mut at = range.start;
        for number in first.. {
            let start = at + len;
            let end = self.next_row(start..range.end, number + 1, tail).unwrap_or(range.end);
            let Some((body, mut cells)) = self.cells(start..end, tail) else { break };
            let mut row = vec![at..start, body];
            row.append(&mut cells);
            rows.push(row);
            (at, len) = (end, (number + 1).to_string().len());
            if at >= range.end {
                break;
            }
        }
        let next = first + u32::try_from(rows.len()).ok()?;
        // A single row is one only where others stand before it.
        if rows.len() < 2 && (first == 1 || rows.is_empty()) {
            return None;
        }
        self.align_leaders(&mut rows, tail);
        if names == 2 {
            self.divide(&mut rows);
        }
        Some((rows, next))
    }

    /// Gives an office the first sign of its name back where a leader of other rows is called so without it:
    /// 马骁交|通运输局 beside 马骁|水务局.
    fn align_leaders(&self, rows: &mut [Vec<Range<usize>>], tail: &[LabelField]) {
        let Some(at) = tail.iter().position(|field| matches!(field, LabelField::Leaders(_))) else { return };
        let leader = 2 + at;
        let cell = |row: &Vec<Range<usize>>| Some(self.text[row.get(leader)?.clone()].to_owned());
        let leaders: Vec<String> = rows.iter().filter_map(cell).collect();
        for row in rows.iter_mut().filter(|row| row.len() > leader + 1) {
            let words = &self.text[row[leader].clone()];
            let Some((last, _)) = words.char_indices().next_back().filter(|_| words.chars().count() == 3)
            else {
                continue;
            };
            let alone = leaders.iter().filter(|name| *name == words).count() == 1;
            if alone && leaders.iter().any(|name| *name == words[..last]) {
                row[leader].end = row[leader].start + last;
                row[leader + 1].start = row[leader].end;
            }
        }
    }

    /// Where the row of `number` begins: behind what the last column may end with, and in front of a name.
    fn next_row(&self, range: Range<usize>, number: u32, tail: &[LabelField]) -> Option<usize> {
        let figures = number.to_string();
        let near = floor_boundary(self.text, range.end.min(range.start + FARTHEST));
        let words = &self.text[range.start..near];
        words.match_indices(&figures).map(|(at, _)| range.start + at).find(|&at| {
            let (before, behind) = (&self.text[range.start..at], &self.text[at + figures.len()..range.end]);
            let name = behind.starts_with(|c| is_han(c) || c == '“');
            name && before.ends_with(|c: char| !c.is_ascii_digit() && c != '.')
                && self.cells(range.start..at, tail).is_some()
        })
    }

    /// What is to be done in a row, and its further cells, which stand behind its last sentence.
    fn cells(&self, row: Range<usize>, tail: &[LabelField]) -> Option<(Range<usize>, Vec<Range<usize>>)> {
        let words = &self.text[row.clone()];
        let body = row.start + words.rfind('。')? + '。'.len_utf8();
        Some((row.start..body, self.tail(body..row.end, tail)?))
    }

    /// The cells of `fields` that a stretch is made of; the shortest of each that leaves the rest to the others.
    fn tail(&self, range: Range<usize>, fields: &[LabelField]) -> Option<Vec<Range<usize>>> {
        let Some((field, rest)) = fields.split_first() else {
            return self.text[range].trim_matches([' ', '。', ')']).is_empty().then(Vec::new);
        };
        let words = &self.text[range.clone()];
        let ends = words.char_indices().map(|(at, c)| range.start + at + c.len_utf8()).take(120);
        ends.filter(|&end| self.fits(range.start..end, end..range.end, *field)).find_map(|end| {
            // 何川|教育局 or 何川教|育局经开区, 宁柏舟|教育局 or 宁柏|舟教育局: the shorter office is one.
            let longer = self.text[end..range.end].chars().next().map(|c| end + c.len_utf8());
            let longer = longer.filter(|&longer| {
                matches!(field, LabelField::Leaders(_))
                    && self.fits(range.start..longer, longer..range.end, *field)
            });
            let read = |end: usize| {
                let mut cells = Vec::with_capacity(fields.len());
                cells.push(range.start..end);
                cells.append(&mut self.tail(end..range.end, rest)?);
                Some(cells)
            };
            let next = |cells: &Vec<Range<usize>>| cells.get(1).map_or(0, Range::len);
            longer.and_then(read).into_iter().chain(read(end)).min_by_key(next)
        })
    }

    /// Whether a stretch is a cell of `field`, in front of `rest`.
    fn fits(&self, cell: Range<usize>, rest: Range<usize>, field: LabelField) -> bool {
        let (words, rest) = (&self.text[cell], &self.text[rest]);
        match field {
            LabelField::Leaders(_) => is_surely_person(words, self.lexicon),
            LabelField::Units(_) => {
                // 片区|管委会, 人社|局: an ending goes on.
                let goes_on = rest.starts_with(['、', ',', '('])
                    || rest.starts_with(INSIDE)
                    || words!["管委会", "人民政府", "监管"].begins(rest);
                // 何川教|育局, 甘映|雪园: a name of two signs is a body's, and of a kind that is known.
                let long = words.chars().nth(2).is_some() || is_short_body(words);
                let ends = |name: &str| self.lexicon.unit_suffixes.at_end(name).is_some();
                // 医保分局、高新园: the last of a list may be called anything.
                let whole = ends(words) || rest.is_empty() && words.split('、').next().is_some_and(ends);
                !goes_on && whole && long
            }
            LabelField::Deadline => deadline::period(words).is_some_and(|period| period == (0..words.len())),
            _ => false,
        }
    }

    /// Divides what is to be done into its name and the rest: in front of a verb where most rows have one alike.
    fn divide(&self, rows: &mut [Vec<Range<usize>>]) {
        let name = |cell: &Range<usize>| {
            let words = &self.text[cell.clone()];
            let ends = words.char_indices().map(|(at, _)| at).enumerate().skip(NAME).take(LONGEST);
            let verb = |&(_, at): &(usize, usize)| self.lexicon.deeds.at_start(&words[at..]).is_some();
            ends.clone().find(verb).map_or(NAME, |(count, _)| count)
        };
        let lengths: Vec<usize> = rows.iter().map(|row| name(&row[1])).collect();
        let most = lengths.iter().filter(|&&length| length == NAME).count() * 2 >= lengths.len();
        for (row, length) in rows.iter_mut().zip(lengths) {
            let words = &self.text[row[1].clone()];
            let length = if most { NAME } else { length };
            let end = row[1].start + words.char_indices().nth(length).map_or(words.len(), |(at, _)| at);
            let body = end..row[1].end;
            row[1].end = end;
            row.insert(2, body);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of the tasks that a paragraph holds, and who answers for each.
    fn tasks(text: &str) -> Vec<String> {
        let drafts = read(text, 0..text.len(), &mut None, Lexicon::builtin());
        let words = |range: &Range<usize>| text[range.clone()].to_owned();
        let parties = |draft: &Draft| {
            draft.entries.iter().map(|entry| words(&entry.value)).collect::<Vec<_>>().join("|")
        };
        drafts.iter().map(|draft| format!("{} {}", words(&draft.title), parties(draft))).collect()
    }

    #[test]
    fn rows_that_run_on_are_told_by_their_numbers_and_cells() {
        let text = "1、分解表序号项目名称主要内容区政府分管领导牵头单位配合单位\
            1增加学位新建学校11个,竣工3个。何川教育局住建局、各街道\
            2稳定就业城镇新增就业1.4万人。林岚人社局工信局、总工会\
            3优化养老建成服务中心3处。甘映雪民政局财政局、残联";
        assert_eq!(
            tasks(text),
            [
                "增加学位 何川|教育局|住建局、各街道",
                "稳定就业 林岚|人社局|工信局、总工会",
                "优化养老 甘映雪|民政局|财政局、残联"
            ]
        );
    }
}
