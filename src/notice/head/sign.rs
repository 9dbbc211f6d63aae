//! The foot of a letter: who signs it and when, its annexes and copies (落款、附件、抄送).

use super::Reader;
use crate::fields::{header, responsibility};
use crate::lexicon::Lexicon;
use crate::text::{brackets, is_han, marker};
use jiff::civil::Date;
use std::ops::Range;

/// How many lines the foot of a web page may have.
const FOOT: usize = 24;

impl Reader<'_> {
    /// The signature and date: the first date line that names of offices stand above, else the first date line,
    /// or the names with a seal.
    pub(super) fn signed(&self, start: usize) -> Option<Signed> {
        let mut first: Option<Signed> = None;
        let mut sealed: Option<Signed> = None;
        for at in start..self.len() {
            if self.is_cell(at) {
                continue;
            }
            let line = self.line(at);
            if line.chars().count() > 80 {
                continue;
            }
            if !header::may_date(line) {
                // A seal signs even where the date stands elsewhere.
                let sealed_line = header::SEALS.iter().any(|seal| line.trim_end().ends_with(seal));
                let names = if sealed_line { header::signature(line, self.lexicon) } else { None };
                if let Some(names) = names {
                    let names = Some(self.place(at, names));
                    sealed.get_or_insert(Signed { date: None, names, blocks: at..at + 1 });
                }
                continue;
            }
            if let Some((date, range)) = header::date_line(line) {
                if self.is_flat_cell(at) {
                    continue;
                }
                let names = self.names_above(at, start);
                let begin = names.as_ref().map_or(at, |(begin, _)| *begin);
                let signed = Signed {
                    date: Some((date, self.place(at, range))),
                    names: names.map(|(_, range)| range),
                    blocks: begin..at + 1,
                };
                if signed.names.is_some() {
                    return Some(signed);
                }
                first.get_or_insert(signed);
            } else if let Some((names, date, range)) = signed_line(line, self.lexicon) {
                return Some(Signed {
                    date: Some((date, self.place(at, range))),
                    names: Some(self.place(at, names)),
                    blocks: at..at + 1,
                });
            } else if header::is_broken_date(line)
                && let Some((begin, names)) = self.names_above(at, start)
            {
                return Some(Signed { date: None, names: Some(names), blocks: begin..at + 1 });
            }
        }
        first.or(sealed)
    }

    /// Whether a line is the last cell of a row of a table that lost its lines: its number stands alone above, and below it that
    /// of the next row.
    fn is_flat_cell(&self, at: usize) -> bool {
        /// How many lines a row takes at most.
        const ROW: usize = 12;
        let alone = |at: usize| -> Option<u8> {
            let line = (at < self.len() && !self.is_cell(at)).then(|| self.line(at))?;
            line.trim().parse().ok()
        };
        let number = alone(at + 1).and_then(|next| next.checked_sub(1));
        number.is_some() && (at.saturating_sub(ROW)..at).any(|above| alone(above) == number)
    }

    /// When the notice was printed (印发日期; GB/T 9704-2012, 7.4.3), which stands in for a date of its own.
    pub(super) fn printed(&self) -> Option<(Date, Range<usize>)> {
        let last = self.len().saturating_sub(4)..self.len();
        last.rev().filter(|&at| !self.is_cell(at)).find_map(|at| self.print_line(at))
    }

    /// The date of a line that says who printed the notice and when.
    fn print_line(&self, at: usize) -> Option<(Date, Range<usize>)> {
        let line = self.line(at).trim_end().strip_suffix("印发")?;
        let (_, date, range) = signed_line(line, self.lexicon)?;
        Some((date, self.place(at, range)))
    }

    /// Lines of names directly above a date.
    fn names_above(&self, date: usize, start: usize) -> Option<(usize, Range<usize>)> {
        let mut begin = date;
        let mut range: Option<Range<usize>> = None;
        while begin > start && !self.is_cell(begin - 1) {
            let line = self.line(begin - 1);
            // (甲县发展和改革局代章): whose seal stands in for theirs.
            let seal = line.trim().trim_end_matches(')').ends_with("代章") && range.is_none();
            if seal && begin - 1 > start && line.trim().starts_with('(') {
                begin -= 1;
                continue;
            }
            let rest = range.is_some() && header::is_rest_of_name(self.line(begin));
            let name = || header::signature(line, self.lexicon);
            let Some(names) = name().or_else(|| rest.then(|| begins_name(line)).flatten()) else { break };
            let place = self.place(begin - 1, names);
            range = Some(place.start..range.map_or(place.end, |range| range.end));
            begin -= 1;
        }
        range.map(|range| (begin, range))
    }

    /// Lines that list annexes or name who gets copies; they are no part of the text.
    pub(super) fn annexes(&mut self, start: usize) -> Vec<usize> {
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
            } else if self.closes(words) && !self.heads_list(at)
                || is_roll(words)
                || self.print_line(at).is_some()
            {
                taken.push(at);
            }
            at += 1;
        }
        taken.extend(self.page_foot(start));
        taken
    }

    /// The foot of a web page, from its first line that can be nothing else to the end: 分享到:, 主办:甲县人民政府, 网站标识码.
    fn page_foot(&self, start: usize) -> Range<usize> {
        let end = self.len();
        let of_page = |at: usize| {
            let words = self.line(at).trim();
            !self.is_cell(at) && words.chars().nth(60).is_none() && !words.contains('。')
        };
        let mut lines = start.max(end.saturating_sub(FOOT))..end;
        let first = lines.find(|&at| of_page(at) && self.lexicon.heads.is_footer(self.line(at).trim()));
        first.filter(|&first| (first..end).all(of_page)).map_or(end..end, |first| first..end)
    }

    /// Whether a box stands over a list: 【副县长周宁】 / 1.….
    fn heads_list(&self, at: usize) -> bool {
        let first = |at: usize| marker::parse(self.line(at)).is_some_and(|marker| marker.value == 1);
        self.line(at).trim_start().starts_with('【')
            && at + 1 < self.len()
            && !self.is_cell(at + 1)
            && first(at + 1)
    }

    /// Whether a line below the notice belongs to its page (下一篇:…), or is a note on how it is handed on.
    fn closes(&self, words: &str) -> bool {
        let length = words.chars().count();
        (length <= 80 && !words.contains('。') && self.lexicon.heads.is_footer(words))
            || (length <= 40
                && header::is_note(words)
                // (一) is the number of an item.
                && marker::parse(words).is_none_or(|number| number.len < words.len())
                && !responsibility::states(words, self.lexicon))
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
}

/// Whether a line of minutes says who was there, or who gets them: 出席:周宁;县水利局李明。
fn is_roll(words: &str) -> bool {
    ["出席", "列席", "参会", "参加人员", "请假", "记录", "分送", "主题词"].iter().any(|label| {
        words.strip_prefix(label).is_some_and(|rest| rest.trim_start_matches("人员").starts_with(':'))
    })
}

/// Where the first line of a name that goes on below has its words: 甲专项行动 / 领导小组办公室.
fn begins_name(line: &str) -> Option<Range<usize>> {
    let words = line.trim();
    let plain =
        (4..=40).contains(&words.chars().count()) && words.chars().all(|c| is_han(c) || c == '“' || c == '”');
    plain.then(|| brackets::trim(line, 0..line.len()))
}

/// Names and date at the foot of a letter, and the blocks they take.
pub(super) struct Signed {
    /// `None` where the day is missing or its signs are lost.
    pub(super) date: Option<(Date, Range<usize>)>,
    pub(super) names: Option<Range<usize>>,
    pub(super) blocks: Range<usize>,
}

/// Names and date on one line, a gap between them.
pub(super) fn signed_line(line: &str, lexicon: &Lexicon) -> Option<(Range<usize>, Date, Range<usize>)> {
    // (区发展和改革局  2024年1月29日)
    let bare = line.trim();
    let inner = bare.strip_prefix('(').and_then(|bare| bare.strip_suffix(')')).unwrap_or(bare);
    let from = inner.as_ptr() as usize - line.as_ptr() as usize;
    let (date, place) = header::date(inner).filter(|(_, place)| inner[place.end..].trim().is_empty())?;
    let names = header::signature(&inner[..place.start], lexicon)?;
    let shift = |range: Range<usize>| range.start + from..range.end + from;
    inner[names.end..place.start].ends_with([' ', '\t']).then(|| (shift(names), date, shift(place)))
}
