//! The head of a notice, read line by line: what each is, and where the plan begins.

mod metadata;
mod plan;
mod sign;
mod speech;
mod title;
mod top;

use crate::fields::header::{self, Number};
use crate::lexicon::Lexicon;
use crate::outline::Content;
use crate::text::{brackets, squeeze};
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
    let mut reader = Reader { content, lexicon, head: Head::default(), named_title: None };
    let start = reader.top();
    reader.rest(start);
    reader.unquote_title();
    reader.head.date = reader.head.date.take().or_else(|| reader.printed());
    reader.head
}

struct Reader<'a> {
    content: &'a Content,
    lexicon: &'a Lexicon,
    head: Head,
    /// The title that the page's metadata gives.
    named_title: Option<Range<usize>>,
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

    /// Whether a title begins at a block, or below the line there that says who issues it and when.
    fn subject_follows(&self, at: usize) -> bool {
        let masthead = !self.is_cell(at) && sign::signed_line(self.line(at), self.lexicon).is_some();
        self.begins_title(at) || masthead && self.begins_title(at + 1)
    }

    /// Whether the headings of a table begin at a block, one to a line, or on one line with gaps between.
    fn begins_columns(&self, at: usize) -> bool {
        let line = self.line(at).trim();
        // 序号 工 作 任 务 责任单位: the first and the last tell.
        let words: Vec<&str> = line.split(' ').filter(|word| !word.is_empty()).collect();
        let spaced = matches!(&*words, [first, _, .., last] if self.is_column(first) && self.is_column(last));
        // 挂帅领导, 攻坚任务, 主责单位, 协同单位: one of them may be of the notice's own making.
        let below = || {
            let known = (at..self.len().min(at + 4)).take_while(|&at| self.may_be_column(at));
            known.filter(|&at| self.is_column(self.line(at))).count() >= 3
        };
        !self.is_cell(at) && (spaced || below())
    }

    /// Whether a line is as short as the heading of a column, and as bare.
    fn may_be_column(&self, at: usize) -> bool {
        let line = self.line(at);
        let bare = || !line.contains(['。', ':', ',', ';', '、']);
        !self.is_cell(at) && !line.is_empty() && line.chars().nth(10).is_none() && bare()
    }

    /// Whether a line is the heading of a column: 序号, 责任单位.
    fn is_column(&self, line: &str) -> bool {
        self.lexicon.label(&squeeze(line)).is_some()
    }

    fn is_number_line(&self, line: &str, number: &Number) -> bool {
        // The number may stand in brackets below the title.
        let picture = |c: char| matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f300}'..='\u{1faff}' | '\u{fe0f}');
        let before = line[..number.range.start].trim_matches(|c| picture(c) || matches!(c, '(' | ' ' | '*'));
        // 编号:甲督〔2031〕9号
        let before = ["编号:", "文号:"].iter().find_map(|label| before.strip_prefix(label)).unwrap_or(before);
        let after = line[number.range.end..].trim_matches([')', ' ', '\t', '*', '|']);
        // 甲政督〔2031〕9号    紧急程度:特急
        let labels = ["签发人", "紧急程度", "缓急", "密级"];
        let marked = labels.iter().chain(&header::URGENCY).any(|label| after.starts_with(label));
        // 督查通报 / 甲督〔2031〕9号    甲县督查室
        let named = || header::signature(after, self.lexicon).is_some();
        let dated = || self.issued(line, number.range.end).is_some();
        before.is_empty() && (after.is_empty() || header::is_title(after) || marked || named() || dated())
    }

    /// The day of issue behind a number, in one bracket with it: (甲指发〔2031〕9号  2031年9月18日印发).
    fn issued(&self, line: &str, from: usize) -> Option<(Date, Range<usize>)> {
        let words = line[from..].trim_end_matches([')', ' ']);
        let words = ["印发", "发布", "下发"].iter().find_map(|verb| words.strip_suffix(verb))?;
        let (date, place) = header::date_line(words)?;
        Some((date, from + place.start..from + place.end))
    }

    fn shift(&self, at: usize, number: Number) -> Number {
        Number { range: self.place(at, number.range), agency: self.place(at, number.agency), ..number }
    }

    /// The red head (版头): 甲县人民政府文件.
    fn is_red_head(&mut self, at: usize, line: &str) -> bool {
        let words = squeeze(line);
        let name = words.strip_suffix("文件").or(words.strip_suffix("办公室文件").map(|_| &*words));
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
        let Some((names, date, place)) = sign::signed_line(line, self.lexicon) else { return false };
        self.head.named_issuer = Some(self.place(at, names));
        self.head.date = Some((date, self.place(at, place)));
        true
    }

    /// The day of issue on a line of its own between title and addressees.
    fn is_day(&mut self, at: usize) -> bool {
        let Some((date, place)) = header::date_line(self.line(at)) else { return false };
        let addressed = header::addressees(self.line(at + 1), self.lexicon).is_some();
        if addressed && self.head.date.is_none() {
            self.head.date = Some((date, self.place(at, place)));
        }
        addressed
    }

    /// Who issues a plan and when, on two lines below its title: 甲县人民政府 / (2024年3月4日).
    fn is_byline(&mut self, at: usize) -> bool {
        let names = header::signature(self.line(at), self.lexicon);
        let date = header::date_line(self.line(at + 1)).filter(|_| !self.is_cell(at + 1));
        let (Some(names), Some((date, place))) = (names, date) else { return false };
        self.head.signature = Some(self.place(at, names));
        self.head.date = Some((date, self.place(at + 1, place)));
        true
    }

    /// A bulletin's name and the number of its issue (督查通报 / 第14期), on a line or two; gives their number.
    fn bulletin(&mut self, at: usize) -> usize {
        let heads = &self.lexicon.heads;
        let line = self.line(at);
        let own = header::issue_number(line.trim()).filter(|_| line == line.trim());
        if let Some(number) = own.filter(|number| heads.is_bulletin(line[number.agency.clone()].trim())) {
            let number = self.shift(at, number);
            self.head.number.get_or_insert(number);
            return 1;
        }
        if self.is_dated_bulletin(at) {
            return 3;
        }
        if !heads.is_bulletin(&squeeze(line)) || self.is_cell(at + 1) {
            return 0;
        }
        let next = self.line(at + 1);
        let whole = brackets::trim(next, 0..next.len());
        let issue = header::issue_number(&next[whole.clone()]).or_else(|| {
            header::number(&next[whole.clone()])
                .filter(|number| number.range == (0..whole.len()) && next.contains('期'))
        });
        let Some(number) = issue.filter(|_| whole.start == 0) else { return 0 };
        let number = self.shift(at + 1, number);
        self.head.number.get_or_insert(number);
        2
    }

    /// Who issues a bulletin, its name and its date, on three lines: 甲县人民政府督查室 / 政务督查通报 / 2031年8月6日.
    fn is_dated_bulletin(&mut self, at: usize) -> bool {
        if (at..at + 3).any(|at| self.is_cell(at))
            || !self.lexicon.heads.is_bulletin(&squeeze(self.line(at + 1)))
        {
            return false;
        }
        let names = header::signature(self.line(at), self.lexicon);
        let (Some(names), Some((date, place))) = (names, header::date_line(self.line(at + 2))) else {
            return false;
        };
        self.head.named_issuer = Some(self.place(at, names));
        self.head.date = Some((date, self.place(at + 2, place)));
        true
    }

    /// A value of a page's metadata behind a bullet, its label lost: • 甲政〔2031〕8号. Only above a title.
    fn bulleted_value(&mut self, at: usize) -> usize {
        let line = self.line(at);
        let Some(value) = line.trim_start().strip_prefix('•').map(str::trim) else { return 0 };
        let plain = value.chars().count() <= 30 && !value.contains(['。', ';', ',', ':']);
        if !plain || !(at + 1..self.len().min(at + 16)).any(|next| self.names_subject(next)) {
            return 0;
        }
        let from = line.len() - line.trim_start().trim_start_matches('•').trim_start().len();
        if let Some(number) = header::number(value).filter(|number| number.range == (0..value.len())) {
            let shift = |part: &Range<usize>| from + part.start..from + part.end;
            let number = Number { range: shift(&number.range), agency: shift(&number.agency), ..number };
            let number = self.shift(at, number);
            self.head.number.get_or_insert(number);
        }
        1
    }

    /// Whether an addressee line still follows within the head.
    fn addressees_after(&self, at: usize) -> bool {
        let next = at + 1..(at + 6).min(self.len());
        next.into_iter()
            .any(|next| !self.is_cell(next) && header::addressees(self.line(next), self.lexicon).is_some())
    }
}
