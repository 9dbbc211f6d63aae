//! The lines of a title: which ends it, and what stands behind it in brackets.

use super::Reader;
use crate::fields::header::{self, Number};
use crate::fields::party;
use crate::text::{brackets, is_han, squeeze, words};
use std::ops::Range;

/// How long the word in a box may be that stands in front of a title, in bytes: 【转发】.
const BOXED: usize = 18;

impl Reader<'_> {
    /// Takes the lines of a title for it, if they are one; else the title that the page's metadata gives.
    pub(super) fn finish_title(&mut self, title: Option<(usize, usize)>) {
        if self.head.title.is_some() {
            return;
        }
        let named = self.named_title.clone();
        let Some((first, last)) = title else {
            self.head.title = named;
            return;
        };
        let first = self.first_of_title(first, last);
        let whole = self.content.blocks[first].range.start..self.content.blocks[last].range.end;
        self.head.title = if self.is_subject((first, last)) || header::is_title(self.line(last)) {
            Some(self.without_number(whole))
        } else {
            let title = self.names_plan((first, last)) || first == last && self.names_year(first);
            named.or_else(|| title.then(|| self.without_number(whole)))
        };
    }

    /// Whether lines can be a heading: they say what it is about, or name a kind of document or plan.
    pub(super) fn is_heading(&self, title: (usize, usize)) -> bool {
        self.is_subject(title)
            || header::is_title(self.line(title.1))
            || self.names_plan(title)
            || title.0 == title.1 && self.names_year(title.0)
    }

    /// Lines that name no kind of document are a heading only where the block as a whole does.
    pub(super) fn names_plan(&self, (first, last): (usize, usize)) -> bool {
        (first..=last).any(|at| {
            words!["实事", "任务", "方案", "计划", "要点", "一封信", "通报", "目标", "项目", "清单"]
                .is_in(self.line(at))
        })
    }

    /// Whether a line names a place and a year, and what is to be: 甲县2031年为民承诺事项.
    fn names_year(&self, at: usize) -> bool {
        let line = self.line(at).trim();
        let Some((place, rest)) = line.find("20").map(|year| line.split_at(year)) else { return false };
        let what = rest.get(4..).and_then(|rest| rest.strip_prefix('年')).unwrap_or_default();
        rest.bytes().take(4).all(|b| b.is_ascii_digit())
            && place.ends_with(['省', '市', '州', '盟', '县', '区', '旗', '镇', '乡', '办', '局', '院', '校'])
            && (4..=30).contains(&what.chars().count())
            && what.chars().all(is_han)
    }

    /// Whether the lines of a title say what it is about: 关于….
    pub(super) fn is_subject(&self, (first, last): (usize, usize)) -> bool {
        self.line(first).contains("关于") || self.line(last).contains("关于")
    }

    /// Whether the block `at` holds the subject of a title: 关于…的通知, 甲县人民政府关于…的, 研究…的会议纪要.
    pub(super) fn names_subject(&self, at: usize) -> bool {
        let line = self.line(at).trim();
        // 研究…的会议纪要, 第58次常务会议纪要 under a masthead 会议纪要.
        let meeting = line.starts_with("研究") || line.contains('第') && line.contains('次');
        if meeting && line.ends_with("纪要") && !self.is_cell(at) {
            return header::can_be_title(line);
        }
        let Some(about) = line.find("关于").filter(|_| !self.is_cell(at)) else { return false };
        let names = &line[..about];
        header::can_be_title(line)
            && (names.is_empty() || names.split_whitespace().all(|name| party::is_unit(name, self.lexicon)))
    }

    /// Whether a title begins at the block `at`: at its subject, or at the names of those who issue it above.
    pub(super) fn begins_title(&self, at: usize) -> bool {
        let names = (at..at + 3)
            .take_while(|&at| !self.is_cell(at) && header::signature(self.line(at), self.lexicon).is_some());
        self.names_subject(at + names.count())
    }

    /// The block at which a title begins: at 关于…, or at the names of those who issue it above; what a page
    /// shows above them is no part of it.
    fn first_of_title(&self, first: usize, last: usize) -> usize {
        let Some(subject) = (first..=last).find(|&at| self.names_subject(at)) else { return first };
        // Who issues it may stand above, and again in front of 关于.
        let named = |line: &str| self.line(subject).trim_start().starts_with(line.trim());
        let names = (first..subject).rev().take_while(|&at| {
            header::signature(self.line(at), self.lexicon).is_some() && !named(self.line(at))
        });
        names.last().unwrap_or(subject)
    }

    /// A title without the document number that stands in brackets behind it.
    fn without_number(&mut self, title: Range<usize>) -> Range<usize> {
        let text = self.content.text.folded();
        let words = &text[title.clone()];
        let last = brackets::at_end(words).filter(|pair| pair.sign == '(');
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

    /// Takes off the marks 《》 where they stand around the whole title, and those that print it bold in Markdown (**).
    pub(super) fn unquote_title(&mut self) {
        let text = self.content.text.folded();
        let Some(whole) = self.head.title.clone() else { return };
        // 【转】关于…的通知: a word in a box in front is of whoever passed it on.
        let whole = brackets::outermost(&text[whole.clone()])
            .first()
            .filter(|pair| pair.sign == '【' && pair.outer.start == 0 && pair.outer.len() <= BOXED)
            .map_or(whole.clone(), |pair| whole.start + pair.outer.end..whole.end);
        let words = text[whole.clone()].trim_matches('*');
        let start = whole.end - text[whole.clone()].trim_start_matches('*').len();
        let title = start..start + words.len();
        self.head.title = Some(title.clone());
        let pairs = brackets::outermost(&text[title.clone()]);
        if let [only] = pairs.as_slice()
            && only.sign == '《'
            && only.outer == (0..title.len())
        {
            self.head.title = Some(title.start + only.inner.start..title.start + only.inner.end);
        }
    }

    /// Whether the line completes a title: 关于…的通知. A line that ends in a name goes on.
    pub(super) fn is_last_of_title(&self, line: &str) -> bool {
        let kinds = words!["通知", "通报", "意见", "公告", "的函", "决定", "报告", "通告", "批复", "一封信"];
        let line = squeeze(line);
        let bare = &*line;
        let cut = brackets::at_end(bare)
            .filter(|pair| pair.sign == '(')
            .map_or(bare, |pair| &bare[..pair.outer.start]);
        // 反馈意见 is what a plan deals with.
        kinds.ends(cut.trim_end()) && !cut.ends_with("反馈意见")
    }
}
