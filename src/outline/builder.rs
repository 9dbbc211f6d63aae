//! Builds sections line by line: a number opens one at the level of its style, all else goes on with the one that is open.

use super::content::Content;
use super::line::{
    Line, NEAR, boxed, is_annex, is_dashed, is_dashed_list, is_labelled, is_list, led_headings,
    list_in_value, office_headings, own_numbers, sign_headings, unnamed,
};
use super::tree::Section;
use crate::lexicon::Lexicon;
use crate::source::BlockKind;
use crate::text::marker::{self, Marker, Style};
use crate::text::{is_han, squeeze, words};

/// What opens a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    /// A heading without a number, above all numbers.
    Heading,
    /// The name of an office, above the list of what it is to do.
    Office,
    /// A number, or a sign.
    Number(Style),
}

pub(super) struct Builder<'a> {
    content: &'a Content,
    lexicon: &'a Lexicon,
    lines: &'a [Line<'a>],
    /// Which lines are labels and no more.
    lone: &'a [bool],
    sections: Vec<Section>,
    /// The open sections, outermost first, with what opened each.
    open: Vec<(Level, usize)>,
    /// Whether items are numbered 01, 02 …, and so 10 alone is a number too.
    noughts: bool,
    /// The sign in front of the label of the line before: ▲起止时间:….
    label_sign: Option<char>,
    /// The number with which the list goes on that a label's value began: 整改措施:1.….
    listed: Option<(Style, u32)>,
    /// The last number of each style.
    last: Vec<(Style, u32)>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        content: &'a Content,
        lines: &'a [Line<'a>],
        lone: &'a [bool],
        lexicon: &'a Lexicon,
    ) -> Self {
        Self {
            content,
            lexicon,
            lines,
            lone,
            sections: vec![Section::default()],
            open: Vec::new(),
            noughts: false,
            label_sign: None,
            listed: None,
            last: Vec::new(),
        }
    }

    /// The sections of all lines; the first is the root.
    pub(super) fn sections(mut self) -> Vec<Section> {
        let own = own_numbers(self.lines);
        let offices = office_headings(self.lines, self.lexicon);
        let led = led_headings(self.lines, self.lexicon);
        let signed = sign_headings(self.lines);
        let unnamed = unnamed(self.lines, self.lexicon);
        let mut passed = 0;
        let mut next = 0;
        while let Some(line) = self.lines.get(next) {
            let at = next;
            next += 1;
            if let Some(cell) = line.block.cell {
                let tables = &mut self.innermost().tables;
                if tables.last() != Some(&cell.table) {
                    tables.push(cell.table);
                }
                continue;
            }
            // Lines that the head took stand between the blocks.
            let between = self.content.blocks.get(passed..=line.at).unwrap_or_default();
            if between.iter().any(|block| is_annex(&self.content.text.folded()[block.range.clone()])) {
                self.open.clear();
            }
            passed = line.at + 1;
            let marker = self.marker(at, own[at]).filter(|_| !signed[at]);
            if self.goes_on_in_value(at, marker) {
                self.innermost().lines.push(line.block.range.clone());
                continue;
            }
            let level = match marker {
                Some(marker) => Level::Number(marker.style),
                None if self.lexicon.is_requirement_heading(boxed(line).unwrap_or(line.words)) => {
                    Level::Heading
                }
                None if signed[at] => Level::Heading,
                None if offices[at] || led[at] => Level::Office,
                None if line.block.kind == BlockKind::Heading => Level::Heading,
                None if self.closes_list(next) => Level::Heading,
                None if speaks_of_all(line.words) && self.closes_items(next) => {
                    let above = self.open.len().checked_sub(2).map_or(0, |above| self.open[above].1);
                    self.sections[above].lines.push(line.block.range.clone());
                    continue;
                }
                None => {
                    // 附则:1.…。2.….: what is said behind the last item belongs to none of them.
                    if self.begins_demands(line.words) {
                        self.open.clear();
                    }
                    self.innermost().lines.push(line.block.range.clone());
                    continue;
                }
            };
            // 01, and its name on the next line; so below 一、反馈问题.
            let alone = unnamed[at] || own[at].is_some_and(|own| own.len == line.words.len());
            let name = self
                .lines
                .get(next)
                .filter(|name| alone && name.block.cell.is_none() && !is_labelled(name.words, self.lexicon));
            next += usize::from(name.is_some());
            self.open(level, line, marker, name);
        }
        self.sections
    }

    /// Whether a line is all of a section of demands: 附则:1.…。2.….
    fn begins_demands(&self, line: &str) -> bool {
        let label = line.split(':').next().unwrap_or_default();
        self.lexicon.is_requirement_heading(label.trim()) && list_in_value(line).is_some()
    }

    /// Whether the open section is an item: what follows from line `next` on is none under it.
    fn closes_items(&self, next: usize) -> bool {
        let style =
            self.lines[next..].iter().take(NEAR).find_map(|line| line.marker).map(|marker| marker.style);
        style.is_none_or(|style| self.open.iter().any(|(level, _)| *level == Level::Number(style)))
    }

    /// Whether the line before `next` is a heading behind the last item, over a list in a style that no item has: 几句要紧话 / 1、….
    fn closes_list(&self, next: usize) -> bool {
        /// The most characters of such a heading, and the fewest items before it.
        const LONGEST: usize = 12;
        const ITEMS: usize = 3;
        let heading = self.lines[next - 1].words.trim();
        let first = self.lines.get(next).and_then(|line| line.marker).filter(|first| first.value == 1);
        let new = |first: Marker| self.last.iter().all(|(style, _)| *style != first.style);
        let items = self.last.iter().any(|(_, value)| *value as usize >= ITEMS);
        let plain = heading.chars().all(is_han) && (3..=LONGEST).contains(&heading.chars().count());
        plain
            && items
            && first.is_some_and(new)
            && self.lexicon.label(heading).is_none()
            && self.open.len() == 1
            && self.lines[next..].iter().take(NEAR).all(|line| {
                let style = line.marker.map(|marker| Level::Number(marker.style));
                style.is_none_or(|style| self.open[0].0 != style)
            })
    }

    /// The number of line `at`; `own` is the one that only this notice has.
    fn marker(&mut self, at: usize, own: Option<Marker>) -> Option<Marker> {
        let line = &self.lines[at];
        // —— alone begins a subtitle or goes on; other signs begin items.
        let alone = own.filter(|own| own.len == line.words.len());
        let read = alone
            .or(line.marker)
            .or_else(|| if self.noughts { marker::bare(line.words) } else { None })
            .or(own);
        self.noughts |=
            line.words.starts_with('0') && read.is_some_and(|marker| marker.style == Style::Arabic);
        // ▲起止时间:2月至9月 tells more of the item above, and so does what stands behind the same sign next.
        let sign = line.words.trim_start().chars().next();
        let signed =
            read.filter(|marker| marker.style == Style::Bullet).map(|marker| &line.words[marker.len..]);
        let label = signed.and_then(|words| {
            let (label, _) = words.split_once(':')?;
            (2..=8).contains(&label.chars().count()).then(|| squeeze(label))
        });
        // ● 牵头单位  县教育局
        let gapped = signed
            .and_then(|words| words.split_once("  "))
            .is_some_and(|(label, _)| self.lexicon.label(label).is_some());
        let known = gapped || label.as_ref().is_some_and(|label| self.lexicon.label(label).is_some());
        let labelled = known || label.is_some() && self.label_sign.is_some() && self.label_sign == sign;
        self.label_sign = sign.filter(|_| labelled);
        read.filter(|marker| {
            let dashed = marker.style == Style::Bullet && is_dashed(line.words);
            !labelled && (!dashed || is_dashed_list(self.lines, at, self.lexicon))
        })
    }

    /// Whether line `at` goes on with the list that a label's value began (整改措施:1.… / 2.…), or is all of it
    /// (整改措施: / (1)…。(2)…。).
    fn goes_on_in_value(&mut self, at: usize, marker: Option<Marker>) -> bool {
        let line = &self.lines[at];
        let colon = |label: &Line<'_>| {
            label.words.trim_end().ends_with(':') && is_labelled(label.words, self.lexicon)
        };
        let above = at.checked_sub(1).filter(|_| !self.open.is_empty());
        let lone = above.is_some_and(|above| self.lone[above]);
        let labelled = || above.is_some_and(|above| colon(&self.lines[above]));
        match marker {
            Some(marker) if is_list(line.words, marker) && labelled() => return true,
            Some(marker) if lone && marker.value == 1 => {
                self.listed = Some((marker.style, 2));
                return true;
            }
            Some(marker) if self.listed == Some((marker.style, marker.value)) => {
                self.listed = Some((marker.style, marker.value + 1));
                return true;
            }
            Some(_) => self.listed = None,
            None => {
                let ends = self.lone[at] || is_labelled(line.words, self.lexicon);
                let open = self.listed.filter(|_| !ends);
                self.listed = list_in_value(line.words).or(open);
            }
        }
        false
    }

    /// Opens a section. A level that is open closes what stands under it; a new one is deeper, but for a heading without a
    /// number, and 一、, which ranks above what GB/T 9704-2012, 7.3.3 ranks below it.
    fn open(&mut self, level: Level, line: &Line<'_>, marker: Option<Marker>, name: Option<&Line<'_>>) {
        let holds_chinese = |(level, _): &&(Level, usize)| {
            matches!(level, Level::Heading | Level::Number(Style::Chapter | Style::Article))
        };
        let known = self.open.iter().position(|(open, _)| *open == level);
        let fellow = || marker.and_then(|marker| self.fellow(marker));
        match known.or_else(fellow) {
            Some(at) => self.open.truncate(at),
            None if level == Level::Heading => self.open.clear(),
            None if level == Level::Number(Style::Chinese) => {
                self.open.truncate(self.open.iter().take_while(holds_chinese).count())
            }
            None => {}
        }
        if let Some(marker) = marker {
            self.last.retain(|(style, _)| *style != marker.style);
            self.last.push((marker.style, marker.value));
        }
        let range = &line.block.range;
        let len = marker.map_or(0, |marker| marker.len);
        // A sign is no number.
        let number =
            if level == Level::Number(Style::Bullet) { 0 } else { line.words[..len].trim_end().len() };
        let (start, end) = match boxed(line).filter(|_| matches!(level, Level::Office | Level::Heading)) {
            Some(inner) => {
                let start = line.words.len() - line.words.trim_start().len() + '【'.len_utf8();
                (start, start + inner.len())
            }
            None if level == Level::Office => (len, line.words.trim_end().trim_end_matches(':').len()),
            None => (len, line.words.len()),
        };
        let heading = name.map_or(range.start + start..range.start + end, |name| name.block.range.clone());
        let (parent, section) = (self.parent(), self.sections.len());
        self.sections.push(Section {
            marker,
            number: if marker.is_some() {
                range.start..range.start + number
            } else {
                heading.start..heading.start
            },
            heading,
            parent: Some(parent),
            ..Section::default()
        });
        self.sections[parent].children.push(section);
        self.open.push((level, section));
    }

    /// Where the open section is that a number of another style goes on from: 3. behind (二), but not 4. in 三、 behind 3.
    fn fellow(&self, marker: Marker) -> Option<usize> {
        let before = marker.value.checked_sub(1).filter(|&before| before > 0)?;
        let goes_on = self.last.contains(&(marker.style, before));
        let counts = |&(level, section): &(Level, usize)| {
            matches!(level, Level::Number(_))
                && self.sections[section].marker.is_some_and(|open| open.value == before)
        };
        if goes_on { None } else { self.open.iter().rposition(counts) }
    }

    /// The section that was opened last: the root where none is open.
    fn parent(&self) -> usize {
        self.open.last().map_or(0, |&(_, section)| section)
    }

    fn innermost(&mut self) -> &mut Section {
        let at = self.parent();
        &mut self.sections[at]
    }
}

/// Whether a line below the last item of a section is about all of its items: （本章责任单位：…）.
fn speaks_of_all(line: &str) -> bool {
    words!["本章", "本节", "本部分", "本类", "本组"].begins(line.trim_start_matches([' ', '(']))
}
