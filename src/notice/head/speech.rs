//! A report that somebody delivers to an assembly (政府工作报告): below its title stands when, where and by whom.

use super::Reader;
use crate::fields::{header, party};
use crate::text::after_last;

impl Reader<'_> {
    /// Reads the lines that say so: ——2031年1月9日在甲县第十八届人民代表大会上 / 县长 周宁, or 县长 周宁 / (2031年1月9日);
    /// gives their number.
    pub(super) fn delivery(&mut self, at: usize) -> usize {
        let line = self.line(at);
        if self.is_speaker(at) {
            let Some((date, place)) = header::date_line(self.line(at + 1)) else { return 0 };
            self.head.date = Some((date, self.place(at + 1, place)));
            return 2;
        }
        let Some((date, place)) = header::date(line).filter(|_| !self.is_cell(at)) else { return 0 };
        let begins = line[..place.start].chars().all(|c| matches!(c, '—' | '-' | '(' | ' '));
        let before = |words: &str| words.contains("大会") || words.contains("会议");
        let meets = line[place.end..].strip_prefix('在').and_then(|rest| rest.split_once('上'));
        if !begins || !meets.is_some_and(|(meeting, _)| before(meeting)) {
            return 0;
        }
        self.head.date = Some((date, self.place(at, place)));
        // …上 县长 周宁 各位代表: on one line.
        if let Some(words) = line.trim_end().strip_suffix(':') {
            let start = after_last(words, &[' ']);
            self.head.addressees.push(self.place(at, start..words.len()));
        }
        1 + usize::from(self.is_speaker(at + 1))
    }

    /// Whether a line is a post and a name: 县委副书记、县长 周宁.
    fn is_speaker(&self, at: usize) -> bool {
        let line = self.line(at);
        if self.is_cell(at) || line.chars().nth(30).is_some() || !self.lexicon.posts.is_in(line) {
            return false;
        }
        let people = party::leaders(line, self.lexicon);
        !people.is_empty() && people.iter().all(|person| person.name.is_some() && person.post.is_some())
    }
}
