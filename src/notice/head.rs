//! The head of a notice, read line by line: what each is, and where the plan begins.

use crate::fields::header::{self, Meta, Number};
use crate::fields::responsibility;
use crate::lexicon::Lexicon;
use crate::outline::Content;
use crate::text::{after_last, brackets, marker, squeeze};
use jiff::civil::Date;
use std::ops::Range;

/// What the head and foot say, with places in bytes of the folded text.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    pub(super) title: Option<Range<usize>>,
    pub(super) number: Option<Number>,
    pub(super) addressees: Vec<Range<usize>>,
    pub(super) signature: Option<Range<usize>>,
    /// Who issues it by the red head or the page's metadata.
    pub(super) named_issuer: Option<Range<usize>>,
    pub(super) date: Option<(Date, Range<usize>)>,
    pub(super) plan_title: Option<Range<usize>>,
    pub(super) attachments: Vec<Range<usize>>,
    pub(super) copied_to: Vec<Range<usize>>,
    /// Blocks of the letter that carries the plan; empty where there is no plan of its own.
    pub(super) letter: Vec<usize>,
    /// Blocks of the plan.
    pub(super) body: Vec<usize>,
}

/// How many blocks the head may take before the text begins.
const HEAD: usize = 60;

/// Reads the head of `content`.
pub(super) fn read(content: &Content, lexicon: &Lexicon) -> Head {
    let mut reader = Reader { content, lexicon, head: Head::default() };
    let start = reader.top();
    reader.rest(start);
    reader.head
}

struct Reader<'a> {
    content: &'a Content,
    lexicon: &'a Lexicon,
    head: Head,
}

impl<'a> Reader<'a> {
    fn line(&self, at: usize) -> &'a str {
        self.content.blocks.get(at).map_or("", |block| &self.content.text.folded()[block.range.clone()])
    }

    fn place(&self, at: usize, part: Range<usize>) -> Range<usize> {
        let start = self.content.blocks.get(at).map_or(0, |block| block.range.start);
        start + part.start..start + part.end
    }

    fn is_cell(&self, at: usize) -> bool {
        self.content.blocks.get(at).is_some_and(|block| block.cell.is_some())
    }

    fn len(&self) -> usize {
        self.content.blocks.len()
    }

    /// Reads metadata, number, title and addressees; gives the block at which the text begins.
    fn top(&mut self) -> usize {
        let mut title: Option<(usize, usize)> = None;
        let mut complete = false;
        let mut at = 0;
        let mut begin = 0;
        while at < self.len().min(HEAD) {
            if self.is_cell(at) {
                if self.metadata_cell(at) {
                    at += 1;
                    begin = at;
                    continue;
                }
                // The head ends where a table of something else begins.
                if title.is_some() || self.is_table_of_tasks(at) {
                    break;
                }
                at += 1;
                begin = at;
                continue;
            }
            let line = self.line(at);
            if let Some(names) = header::addressees(line, self.lexicon) {
                self.head.addressees = names.into_iter().map(|name| self.place(at, name)).collect();
                begin = at + 1;
                break;
            }
            if self.metadata_line(at, line) {
                at += 1;
                begin = at;
                continue;
            }
            if let Some(found) =
                header::number(line).filter(|_| self.head.number.is_none() || line.chars().count() < 30)
                && self.is_number_line(line, &found)
            {
                let rest = brackets::trim(line, found.range.end..line.len());
                let number = self.shift(at, found);
                self.head.number.get_or_insert(number);
                // A title may be glued to the number.
                if title.is_none() && header::is_title(&line[rest.clone()]) {
                    self.head.title = Some(self.place(at, rest));
                    title = Some((at, at));
                    complete = true;
                } else if title.is_some() {
                    complete = true;
                }
                at += 1;
                begin = at;
                continue;
            }
            if self.is_red_head(at, line) || at < 4 && self.is_masthead(at, line) {
                at += 1;
                begin = at;
                continue;
            }
            // A heading that broke off before the number was none: 特急, 000001.
            if title.is_some_and(|(_, last)| last + 1 < at) && !complete && header::can_be_title(line) {
                title = None;
            }
            match title {
                None if header::can_be_title(line)
                    && marker::parse(line).is_none()
                    && !self.is_column(line) =>
                {
                    title = Some((at, at));
                    complete = self.is_last_of_title(line);
                }
                Some((first, last))
                    if !complete && last + 1 == at && header::can_be_title(line) && !self.is_column(line) =>
                {
                    title = Some((first, at));
                    complete = self.is_last_of_title(line);
                }
                _ => {
                    // A sentence, a date or an item: the text begins, unless addressees still come.
                    let prose = line.contains('。')
                        || marker::parse(line).is_some()
                        || header::date_line(line).is_some();
                    let early = title.is_none() && !prose || header::is_note(line);
                    if !early && !self.addressees_after(at) {
                        break;
                    }
                }
            }
            at += 1;
            if title.is_some() {
                begin = at;
            }
        }
        self.finish_title(title);
        begin
    }

    /// Whether a line is the heading of a column: 序号, 责任单位.
    fn is_column(&self, line: &str) -> bool {
        self.lexicon.label(&squeeze(line)).is_some()
    }

    fn finish_title(&mut self, title: Option<(usize, usize)>) {
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
    fn is_last_of_title(&self, line: &str) -> bool {
        let kinds = ["通知", "通报", "意见", "公告", "的函", "决定", "报告", "通告", "批复", "一封信"];
        let bare = line.trim();
        let cut = brackets::outermost(bare)
            .pop()
            .filter(|pair| pair.outer.end == bare.len() && pair.sign == '(')
            .map_or(bare, |pair| &bare[..pair.outer.start]);
        kinds.iter().any(|kind| cut.trim_end().ends_with(kind))
    }

    fn is_number_line(&self, line: &str, number: &Number) -> bool {
        let before = line[..number.range.start].trim();
        let after = line[number.range.end..].trim();
        before.is_empty() && (after.is_empty() || header::is_title(after) || after.starts_with("签发人"))
    }

    fn shift(&self, at: usize, number: Number) -> Number {
        Number { range: self.place(at, number.range), agency: self.place(at, number.agency), ..number }
    }

    /// The red head (版头): 甲县人民政府文件.
    fn is_red_head(&mut self, at: usize, line: &str) -> bool {
        let words = squeeze(line);
        let name = words.strip_suffix("文件").or(words.strip_suffix("办公室文件").map(|_| words.as_str()));
        let Some(name) = name.filter(|name| crate::fields::party::is_unit(name, self.lexicon)) else {
            return false;
        };
        let len = line.rfind('文').unwrap_or(line.len());
        if !name.is_empty() && self.head.named_issuer.is_none() {
            self.head.named_issuer = Some(self.place(at, brackets::trim(line, 0..len)));
        }
        true
    }

    /// Who issues a bulletin and when, on one line above its title: 甲县督查室    2024年8月4日.
    fn is_masthead(&mut self, at: usize, line: &str) -> bool {
        let Some((names, date, place)) = signed_line(line, self.lexicon) else { return false };
        self.head.named_issuer = Some(self.place(at, names));
        self.head.date = Some((date, self.place(at, place)));
        true
    }

    /// Whether an addressee line still follows within the head.
    fn addressees_after(&self, at: usize) -> bool {
        let next = at + 1..(at + 6).min(self.len());
        next.into_iter()
            .any(|next| !self.is_cell(next) && header::addressees(self.line(next), self.lexicon).is_some())
    }

    /// Reads a line of metadata: label：value, several on a line, or a label alone.
    fn metadata_line(&mut self, at: usize, line: &str) -> bool {
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
    fn metadata_cell(&mut self, at: usize) -> bool {
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
    fn is_table_of_tasks(&self, at: usize) -> bool {
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

    /// Reads what stands behind the head: signature, date, annexes, and where the plan begins.
    fn rest(&mut self, start: usize) {
        let signed = self.signed(start);
        let mut skipped: Vec<usize> = Vec::new();
        if let Some(signed) = &signed {
            self.head.date = Some(signed.date.clone());
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

    /// The signature and date: the first date line that names of offices stand above, else the first or last date line.
    fn signed(&self, start: usize) -> Option<Signed> {
        let mut first: Option<Signed> = None;
        for at in start..self.len() {
            if self.is_cell(at) {
                continue;
            }
            let line = self.line(at);
            if line.chars().count() > 80 {
                continue;
            }
            if let Some((date, range)) = header::date_line(line) {
                let names = self.names_above(at, start);
                let begin = names.as_ref().map_or(at, |(begin, _)| *begin);
                let signed = Signed {
                    date: (date, self.place(at, range)),
                    names: names.map(|(_, range)| range),
                    blocks: begin..at + 1,
                };
                if signed.names.is_some() {
                    return Some(signed);
                }
                first.get_or_insert(signed);
            } else if let Some((names, date, range)) = signed_line(line, self.lexicon) {
                return Some(Signed {
                    date: (date, self.place(at, range)),
                    names: Some(self.place(at, names)),
                    blocks: at..at + 1,
                });
            }
        }
        first
    }

    /// Lines of names directly above a date.
    fn names_above(&self, date: usize, start: usize) -> Option<(usize, Range<usize>)> {
        let mut begin = date;
        let mut range: Option<Range<usize>> = None;
        while begin > start && !self.is_cell(begin - 1) {
            let Some(names) = header::signature(self.line(begin - 1), self.lexicon) else { break };
            let place = self.place(begin - 1, names);
            range = Some(place.start..range.map_or(place.end, |range| range.end));
            begin -= 1;
        }
        range.map(|range| (begin, range))
    }

    /// Lines that list annexes or name who gets copies; they are no part of the text.
    fn annexes(&mut self, start: usize) -> Vec<usize> {
        let mut taken = Vec::new();
        let mut at = start;
        while at < self.len() {
            if self.is_cell(at) {
                at += 1;
                continue;
            }
            let line = self.line(at);
            let words = line.trim();
            if let Some(rest) = words.strip_prefix("抄送:") {
                let from = line.len() - rest.len();
                let names = crate::fields::party::units(&line[from..], self.lexicon);
                self.head.copied_to = names
                    .into_iter()
                    .map(|(_, name)| self.place(at, from + name.start..from + name.end))
                    .collect();
                taken.push(at);
            } else if (words.starts_with("附件") || words.starts_with("附表") || words.starts_with("附:"))
                && words.chars().count() <= 120
                && !words.ends_with('。')
            {
                taken.push(at);
                let from = line.find(':').map_or_else(
                    || line.len() - line.trim_start_matches(|c: char| !c.is_ascii_digit()).len(),
                    |colon| colon + 1,
                );
                let listed = self.annex(at, line, from);
                // 附件:1.A / 2.B: further lines with the numbers that follow.
                let mut expected = 2;
                while listed
                    && marker::parse(self.line(at + 1)).is_some_and(|marker| marker.value == expected)
                    && !self.is_cell(at + 1)
                    && self.line(at + 1).chars().count() <= 80
                {
                    at += 1;
                    expected += 1;
                    taken.push(at);
                    let line = self.line(at);
                    self.annex(at, line, 0);
                }
            } else if header::is_note(words)
                && words.chars().count() <= 40
                && !responsibility::states(words, self.lexicon)
            {
                taken.push(at);
            }
            at += 1;
        }
        taken
    }

    fn annex(&mut self, at: usize, line: &str, from: usize) -> bool {
        let rest = &line[from..];
        let marker = marker::parse(rest).map_or(0, |marker| marker.len);
        let name = brackets::trim(line, from + marker..line.len());
        if name.is_empty() || line[name.clone()].chars().all(|c| c.is_ascii_digit()) {
            return marker > 0;
        }
        let place = self.place(at, name);
        self.head.attachments.push(place);
        marker > 0
    }

    /// Where the plan begins that stands behind the signature of its letter.
    fn plan_start(&mut self, after: usize) -> Option<usize> {
        if let Some((title, next)) = self.plan_title_at(after) {
            self.head.plan_title = Some(title);
            return (next < self.len()).then_some(next);
        }
        // Without a title: items or a table behind the signature are the plan, if the letter has none of its own.
        (after..self.len()).find(|&at| {
            self.is_cell(at) || marker::parse(self.line(at)).is_some() || self.line(at).trim() == "序号"
        })
    }

    /// The title of a plan within a few blocks behind `from`, and the block behind it.
    fn plan_title_at(&self, from: usize) -> Option<(Range<usize>, usize)> {
        let mut first: Option<usize> = None;
        for at in from..self.len().min(from + 8) {
            let line = self.line(at);
            if self.is_cell(at)
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
            if header::is_title(line) && at < begin + 4 {
                let blocks = &self.content.blocks;
                return Some((blocks[begin].range.start..blocks[at].range.end, at + 1));
            }
        }
        None
    }
}

struct Signed {
    date: (Date, Range<usize>),
    names: Option<Range<usize>>,
    blocks: Range<usize>,
}

/// Names and date on one line, a gap between them.
fn signed_line(line: &str, lexicon: &Lexicon) -> Option<(Range<usize>, Date, Range<usize>)> {
    let (date, place) = header::date(line).filter(|(_, place)| line[place.end..].trim().is_empty())?;
    let names = header::signature(&line[..place.start], lexicon)?;
    line[names.end..place.start].ends_with(' ').then_some((names, date, place))
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
