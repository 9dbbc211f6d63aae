//! Metadata of a page (索引号、文号、发布机构): labels and values, on lines or in cells.

use super::{HEAD, Reader};
use crate::fields::header::{self, Number};
use crate::fields::{party, responsibility};
use crate::lexicon::{LabelField, Lexicon, Meta};
use crate::text::{Wordlist, brackets, squeeze, words};
use std::ops::Range;

/// A label of metadata in a line, and where its value begins.
struct Label {
    meta: Meta,
    start: usize,
    value: usize,
    /// Whether a colon or a bracket marks it; else only a gap parts it from its value.
    marked: bool,
}

impl Reader<'_> {
    /// Reads metadata from the block `at`: label：value, several on a line, or a label whose value is the next line;
    /// gives the number of blocks that it takes.
    pub(super) fn metadata_line(&mut self, at: usize) -> usize {
        let line = self.line(at);
        let alone = self.lone_label(at);
        if alone > 0 {
            return alone;
        }
        let labels = labels(line, self.lexicon);
        let Some(first) = labels.first() else { return 0 };
        // 编号:1  工作事项:…: a record of a task is no page's.
        let stated = responsibility::labelled(line, 0..line.len(), self.lexicon);
        if matches!(stated.as_slice(), [number, .., _] if number.field == LabelField::Number) {
            return 0;
        }
        let leads = line[..first.start].chars().all(is_frame);
        for (index, label) in labels.iter().enumerate() {
            let end = labels.get(index + 1).map_or(line.len(), |next| next.start);
            self.meta(label.meta, at, line, trim(line, label.value..end));
        }
        if !leads && labels.len() < 2 {
            return 0;
        }
        let Some(last) = labels.last() else { return 0 };
        let value = line[last.value..].trim();
        // 浏览次数:1308 甲政办发〔2023〕12号: a page without line breaks.
        if self.head.number.is_none()
            && let Some(gap) = value.find(' ')
        {
            let rest = line.len() - line[last.value..].trim_start()[gap..].trim_start().len();
            self.meta(Meta::Number, at, line, rest..line.len());
        }
        let next = at + 1;
        if value.is_empty() && last.marked && !self.is_cell(next) && self.is_value(last.meta, next) {
            let line = self.line(next);
            self.meta(last.meta, next, line, brackets::trim(line, 0..line.len()));
            return 2;
        }
        1
    }

    /// Where the notice begins that a mail hands on: behind the last of the lines that say who sent it.
    pub(super) fn behind_mail(&self) -> usize {
        const LABELS: &Wordlist =
            words!["发件人:", "收件人:", "发送时间:", "主题:", "From:", "To:", "Sent:", "Date:", "Subject:"];
        const SENDERS: &Wordlist = words!["发件人:", "From:"];
        let lines = 0..self.len().min(HEAD);
        let sent = lines.clone().any(|at| SENDERS.begins(self.line(at)));
        let last = lines.rev().find(|&at| sent && LABELS.begins(self.line(at)));
        last.map_or(0, |at| at + 1)
    }

    /// How many blocks from `at` on are the path of a page, steps and arrows on lines of their own: 首页 / > / 政务公开 / > / 正文.
    /// One arrow alone parts other things, too.
    pub(super) fn trail(&self, at: usize) -> usize {
        let arrow = |at: usize| matches!(self.line(at).trim(), ">" | "›" | "»");
        let step = |at: usize| self.line(at).chars().nth(12).is_none() && arrow(at + 1);
        let steps = (at..at + 20).step_by(2).take_while(|&at| step(at)).count();
        if steps > 1 { 2 * steps + 1 } else { 0 }
    }

    /// Reads a label without any mark that is all of its line (索 引 号), whose value is the next one. Only among others of
    /// the kind.
    fn lone_label(&mut self, at: usize) -> usize {
        let heads = &self.lexicon.heads;
        let lone = |at: usize| {
            if self.is_cell(at) { None } else { heads.metadata(self.line(at)) }
        };
        let Some(meta) = lone(at) else { return 0 };
        let beside = lone(at + 2).is_some() || at >= 2 && lone(at - 2).is_some();
        let next = at + 1;
        let value = self.line(next).trim();
        let plain = value.chars().count() <= 20 && !value.contains(['。', ';']) && !value.contains("关于");
        let fits = self.is_value(meta, next) || matches!(meta, Meta::Other) && plain;
        if !beside || !fits || self.is_cell(next) || lone(next).is_some() {
            return 0;
        }
        let line = self.line(next);
        self.meta(meta, next, line, brackets::trim(line, 0..line.len()));
        2
    }

    /// Whether the block `at` is the value of a label that stands alone on the line before.
    fn is_value(&self, meta: Meta, at: usize) -> bool {
        let line = self.line(at).trim();
        if !labels(line, self.lexicon).is_empty() || line.starts_with('•') {
            return false;
        }
        match meta {
            Meta::Number => {
                line == "无"
                    || header::number(line).is_some_and(|number| number.range == (0..line.len()))
                    || header::issue_number(line).is_some()
            }
            Meta::Date => header::date(line).is_some_and(|(_, place)| {
                place.start == 0 && line[place.end..].chars().all(|c| "0123456789:. ".contains(c))
            }),
            // The name above a title's 关于… belongs to it.
            Meta::Issuer => {
                party::is_unit(line, self.lexicon)
                    && !header::is_title(line)
                    && !self.line(at + 1).trim_start().starts_with("关于")
            }
            Meta::Title => header::is_title(line),
            // 主送机关: on a line of its own is read with its names.
            Meta::Addressees => false,
            Meta::Other => {
                let next = self.line(at + 1);
                let framed = next.trim_start().starts_with('•') || labels(next, self.lexicon).len() == 1;
                !line.chars().any(crate::text::is_han)
                    || framed && line.chars().count() <= 20 && !header::is_title(line)
            }
        }
    }

    /// Reads a cell of metadata, whose value stands in the next cell of its row.
    pub(super) fn metadata_cell(&mut self, at: usize) -> bool {
        let label = self.line(at);
        // 文号:X | 发布机构:Y
        if label.split_once(':').is_some_and(|(_, value)| !value.trim().is_empty())
            && self.metadata_line(at) > 0
        {
            return true;
        }
        let number = |number: &Number| number.range == brackets::trim(label, 0..label.len());
        if let Some(number) = header::number(label).filter(number) {
            let number = self.shift(at, number);
            self.head.number.get_or_insert(number);
            return true;
        }
        let heads = &self.lexicon.heads;
        let Some(meta) = heads.metadata(label) else {
            let before = at.checked_sub(1).filter(|&before| self.same_row(before, at));
            // 来源:市商务局 | 2022-04-19 10:05: a label that stands with its value begins the row.
            let begun = |before: usize| {
                let label = self.line(before).split_once(':').map_or("", |(label, _)| label);
                heads.metadata(label).is_some()
            };
            return before.is_some_and(|before| {
                heads.metadata(self.line(before)).is_some()
                    || begun(before) && header::date(label).is_some_and(|(_, place)| place.start == 0)
            }) || label.trim().is_empty()
                || self.laid_out(at, label);
        };
        if self.is_cell(at + 1) && self.same_row(at, at + 1) {
            let value = self.line(at + 1);
            let whole = brackets::trim(value, 0..value.len());
            self.meta(meta, at + 1, value, whole);
        }
        true
    }

    /// The red head, or the date, in a cell of a table that only lays the head out.
    fn laid_out(&mut self, at: usize, line: &str) -> bool {
        if self.is_red_head(at, line) {
            return true;
        }
        let Some((date, place)) = header::date_line(line) else { return false };
        let place = self.place(at, place);
        self.head.date.get_or_insert((date, place));
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
            Meta::Issuer if self.head.named_issuer.is_none() && party::is_unit(words, self.lexicon) => {
                self.head.named_issuer = Some(self.place(at, value));
            }
            Meta::Addressees if self.head.addressees.is_empty() && self.is_cell(at) => {
                let names = party::units(words, self.lexicon).into_iter();
                self.head.addressees = names.map(|(_, name)| self.place(at, shift(name))).collect();
            }
            // A page may cut a long title short: 关于印发….
            Meta::Title
                if self.named_title.is_none() && header::is_title(words) && !words.contains(['…', '|']) =>
            {
                self.named_title = Some(self.place(at, value));
            }
            _ => {}
        }
    }
}

/// Signs around labels.
fn is_frame(c: char) -> bool {
    c.is_whitespace() || matches!(c, '•' | '[' | ']' | '【' | '】' | '*' | '|')
}

fn trim(line: &str, value: Range<usize>) -> Range<usize> {
    let words = line[value.clone()].trim_end_matches(|c: char| is_frame(c) && c != ']' && c != '】');
    let words = words.trim_end_matches(['【', '[', ' ']);
    brackets::trim(line, value.start..value.start + words.len())
}

/// The labels of a line of metadata.
///
/// One is marked by its colon or bracket. One without is told by its value: 发文日期 2031-07-02, 文号 甲政发〔2031〕1号.
fn labels(line: &str, lexicon: &Lexicon) -> Vec<Label> {
    let heads = &lexicon.heads;
    let mut found: Vec<Label> = Vec::new();
    for (range, meta) in heads.labels(line) {
        let before = line[..range.start].chars().next_back();
        if !before.is_none_or(|c| is_frame(c) || matches!(c, '。' | ',' | ';' | ')')) {
            continue;
        }
        let rest = &line[range.end..];
        let behind = rest.trim_start_matches([' ', ']', '】', '|']);
        let marked = behind.starts_with(':')
            || before.is_some_and(|c| matches!(c, '[' | '【')) && rest.trim_start().starts_with([']', '】']);
        let value = line.len() - behind.strip_prefix(':').unwrap_or(behind).len();
        if marked || rest.is_empty() || rest.starts_with([' ', '\t']) {
            found.push(Label { meta, start: range.start, value, marked });
        }
    }
    // Labels without a mark: only on a line that begins with one, and only before a value that fits.
    let is_open = |line: &str| {
        found.first().is_some_and(|first| !first.marked && line[..first.start].chars().all(is_frame))
    };
    let open = is_open(line);
    let ends: Vec<usize> = found.iter().skip(1).map(|label| label.start).chain([line.len()]).collect();
    let several = found.len() > 1;
    let mut at = 0;
    let mut fits = |label: &Label| {
        let value = trim(line, label.value..ends[at]);
        let name = squeeze(&line[label.start..label.value]);
        at += 1;
        label.marked || open && value_fits(label.meta, &name, &line[value], several, lexicon)
    };
    found.retain(|label| fits(label));
    if open && found.first().is_some_and(|first| line[..first.start].chars().any(|c| !is_frame(c))) {
        // What the line began with was no label after all.
        found.retain(|label| label.marked);
    }
    found
}

/// Whether a value fits a label that no colon marks.
fn value_fits(meta: Meta, label: &str, value: &str, several: bool, lexicon: &Lexicon) -> bool {
    match meta {
        Meta::Number => {
            header::number(value).is_some_and(|number| number.range.start == 0) || several && value.is_empty()
        }
        Meta::Date => {
            header::date(value).is_some_and(|(_, place)| place.start == 0) || several && value.is_empty()
        }
        // A label of tasks too: 责任部门 县财政局.
        Meta::Issuer => party::is_unit(value, lexicon) && lexicon.label(label).is_none(),
        Meta::Title => header::is_title(value) && value.contains("关于"),
        Meta::Addressees => false,
        Meta::Other => {
            label.chars().count() >= 3 && value.chars().count() <= 40 && !value.contains(['。', ','])
                || several && value.is_empty()
        }
    }
}
