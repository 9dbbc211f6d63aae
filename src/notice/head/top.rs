//! The lines above the text, one after the other: metadata, number, title and addressees.

use super::{HEAD, Reader};
use crate::fields::header;
use crate::text::{brackets, marker, squeeze};

/// How many lines a page shows between its name and the title, the cells of its metadata left out.
const PAGE: usize = 12;

/// How far the head is read.
struct Top {
    /// The block that is read next.
    at: usize,
    /// The block at which the text begins, as far as is known.
    begin: usize,
    /// The first and the last block of the title.
    title: Option<(usize, usize)>,
    /// Whether the title is whole.
    complete: bool,
}

impl Top {
    /// Passes blocks that are no text.
    fn pass(&mut self, blocks: usize) {
        self.at += blocks;
        self.begin = self.at;
    }
}

impl Reader<'_> {
    /// Reads metadata, number, title and addressees; gives the block at which the text begins.
    pub(super) fn top(&mut self) -> usize {
        let at = self.behind_mail().max(self.behind_other());
        let mut top = Top { at, begin: at, title: None, complete: false };
        while top.at < self.len().min(HEAD) && self.step(&mut top) {}
        self.finish_title(top.title);
        top.begin
    }

    /// Where the notice begins behind the end of another text, as in a gazette: at a title that addressees follow.
    fn behind_other(&self) -> usize {
        let lines = || (0..self.len().min(HEAD)).filter(|&at| !self.is_cell(at));
        let Some(prose) = lines().find(|&at| self.line(at).contains('。')) else { return 0 };
        let addressed = |at: usize| header::addressees(self.line(at), self.lexicon).is_some();
        if lines().take_while(|&at| at < prose).any(addressed) {
            return 0;
        }
        let begins = |&at: &usize| self.begins_title(at) && self.addressees_after(at);
        let mut lines = lines().skip_while(|&at| at <= prose).take_while(|&at| !addressed(at));
        let Some(title) = lines.find(begins) else { return 0 };
        // The red head and the number may stand above it.
        let head = |&at: &usize| {
            self.line(at).trim_end().ends_with("文件") || header::number(self.line(at)).is_some()
        };
        (prose + 1..title).rev().take_while(head).last().unwrap_or(title)
    }

    /// Reads what begins at the next block; whether the head goes on behind it.
    fn step(&mut self, top: &mut Top) -> bool {
        let at = top.at;
        if self.is_cell(at) {
            return self.cell(top);
        }
        let delivered = if top.title.is_some() { self.delivery(at) } else { 0 };
        if delivered > 0 {
            top.complete = true;
            top.pass(delivered);
            return true;
        }
        let line = self.line(at);
        if let Some(names) = header::addressees(line, self.lexicon) {
            // 你们单位: speaks to those whom a table above names.
            if self.head.addressees.is_empty() {
                self.head.addressees = names.into_iter().map(|name| self.place(at, name)).collect();
            }
            top.begin = at + 1;
            return false;
        }
        let mut taken = self.trail(at).max(self.metadata_line(at));
        if taken == 0 && top.title.is_none() {
            taken = self.bulletin(at).max(self.bulleted_value(at));
        }
        if taken > 0 {
            top.pass(taken);
            return true;
        }
        if self.begins_columns(at) {
            return false;
        }
        if self.number_line(top)
            || self.is_red_head(at, line)
            || at < 6 && self.is_masthead(at, line)
            || top.title.is_some() && self.is_day(at)
        {
            top.pass(1);
            return true;
        }
        if top.title.is_some() && self.is_byline(at) {
            top.complete = true;
            top.pass(2);
            return true;
        }
        self.title_or_text(top)
    }

    /// Reads a cell: metadata that a page shows as a table, or the table of something else, where the head may end.
    fn cell(&mut self, top: &mut Top) -> bool {
        if !self.metadata_cell(top.at) {
            // 首页 above a page's links is no title.
            if top.title.is_some_and(|title| self.is_heading(title)) || self.is_table_of_tasks(top.at) {
                return false;
            }
            top.title = None;
        }
        top.pass(1);
        true
    }

    /// Reads the document number, where the line is one; what stood above it may then be no title.
    fn number_line(&mut self, top: &mut Top) -> bool {
        let at = top.at;
        let line = self.line(at);
        let written = header::number(line)
            .filter(|_| self.head.number.is_none() || line.chars().count() < 30)
            .filter(|found| self.is_number_line(line, found));
        // 甲县人民政府专题会议纪要 / 第十九期
        let issue = || {
            let below = top.title.is_some() && self.head.number.is_none();
            header::issue_number(line).filter(|issue| below && issue.agency.is_empty())
        };
        let Some(found) = written.or_else(issue) else { return false };
        let rest = brackets::trim(line, found.range.end..line.len());
        if let Some((date, place)) = self.issued(line, found.range.end) {
            self.head.date.get_or_insert((date, self.place(at, place)));
        }
        let number = self.shift(at, found);
        self.head.number.get_or_insert(number);
        // A title may be glued to the number.
        if top.title.is_none() && header::is_title(&line[rest.clone()]) {
            self.head.title = Some(self.place(at, rest));
            top.title = Some((at, at));
            top.complete = true;
        } else if let Some((first, _)) =
            top.title.filter(|title| !self.is_subject(*title) && self.subject_follows(at + 1))
        {
            // A page's caption stood above the number, or whose minutes these are.
            let names = header::signature(self.line(first), self.lexicon);
            let names = names.map(|names| self.place(first, names));
            self.head.named_issuer = self.head.named_issuer.take().or(names);
            top.title = None;
        } else if top.title.is_some_and(|title| !self.is_heading(title)) {
            // A red head on two lines: 甲县人民政府办公室 / 文件.
            top.title = None;
        } else if top.title.is_some() {
            top.complete = true;
        }
        true
    }

    /// Reads a line of the title, or passes one that may stand in front of the addressees; whether the head goes on.
    fn title_or_text(&mut self, top: &mut Top) -> bool {
        let at = top.at;
        let line = self.line(at);
        // 目录 goes on with the items of what the title names.
        if top.title.is_some() && squeeze(line) == "目录" {
            top.complete = true;
            top.pass(1);
            return true;
        }
        // A heading that broke off before the number was none: 特急, 000001.
        if top.title.is_some_and(|(_, last)| last + 1 < at) && !top.complete && header::can_be_title(line) {
            top.title = None;
        }
        let can_be_title = header::can_be_title(line) && !self.is_column(line);
        match top.title {
            None if can_be_title && marker::parse(line).is_none() => {
                top.title = Some((at, at));
                top.complete = self.is_last_of_title(line);
            }
            Some((first, last)) if !top.complete && last + 1 == at && can_be_title => {
                top.title = Some((first, at));
                top.complete = self.is_last_of_title(line);
            }
            _ => {
                // A sentence, a date or an item: the text begins, unless addressees still come.
                let prose =
                    line.contains('。') || marker::parse(line).is_some() || header::date_line(line).is_some();
                let early = top.title.is_none() && !prose || header::is_note(line);
                // 登录 / 关闭: what a page shows around its text is no title where one follows.
                let follows = || {
                    let lines = (at + 1..self.len().min(HEAD)).filter(|&next| !self.is_cell(next));
                    lines.take(PAGE).any(|next| self.begins_title(next))
                };
                if !prose && top.title.is_some_and(|title| !self.is_subject(title)) && follows() {
                    top.title = None;
                } else if !early && !self.addressees_after(at) {
                    return false;
                }
                // (共12个): what a bracket says of a plan stands behind its title.
                top.complete |=
                    top.title.is_some_and(|title| self.names_plan(title)) && header::is_note(line);
            }
        }
        top.at += 1;
        if top.title.is_some() {
            top.begin = top.at;
        }
        true
    }
}
