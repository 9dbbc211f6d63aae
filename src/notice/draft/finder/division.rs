//! How statements divide a section into tasks, and what its heading is to them: the name of the first, or of a group.

use super::Finder;
use crate::fields::responsibility;
use crate::notice::draft::piece::{Piece, split};
use crate::notice::draft::title_of;
use crate::text::{brackets, words};
use std::ops::Range;

/// A section, and how many tasks its statements make of it.
pub(super) struct Division {
    pub(super) at: usize,
    count: usize,
    /// 一、教育方面, over paragraphs that each have their own labels below.
    only_heads: bool,
}

/// The title of one of the tasks.
pub(super) struct Titled {
    pub(super) title: Range<usize>,
    /// Whether the heading only groups, and its number is not the task's.
    pub(super) grouped: bool,
    /// Whether the heading stands above the task.
    pub(super) below: bool,
}

impl Division {
    pub(super) fn of(finder: &Finder<'_>, at: usize, groups: &[Vec<Piece>]) -> Self {
        let only_heads = groups.len() > 1 && finder.heads_groups(at, groups);
        Self { at, count: groups.len(), only_heads }
    }

    pub(super) fn several(&self) -> bool {
        self.count > 1
    }

    /// The title of task `index`, of whose `texts` a heading that only groups is taken off; `heading` is the name that a label
    /// gives the section, and `named` the one that a label gives the task. `None` where there are no words.
    pub(super) fn title(
        &self,
        finder: &Finder<'_>,
        index: usize,
        heading: Option<Range<usize>>,
        named: Option<&Range<usize>>,
        texts: &mut Vec<Range<usize>>,
    ) -> Option<Titled> {
        let section = &finder.outline.sections[self.at];
        let first = heading.clone().or(texts.first().cloned()).or(named.cloned())?;
        let title = title_of(finder.text, first.clone());
        if let Some(name) = heading {
            texts.insert(0, name);
        } else if !self.several()
            && (texts.len() > 1 && finder.groups_like_fellows(self.at)
                || texts.len() == 2 && finder.divides_like_fellows(self.at))
        {
            texts.remove(0);
            return Some(Titled {
                title: title_of(finder.text, texts[0].clone()),
                grouped: true,
                below: true,
            });
        }
        // 滞后项目:一是…(责任单位:甲);二是…: what stands in front of the first only leads up to it.
        if self.several()
            && index == 0
            && let Some(start) = texts.last().and_then(|last| finder.first_of_several(last))
        {
            texts.drain(..texts.len() - 1);
            texts[0].start = start;
            let title = title_of(finder.text, texts[0].clone());
            return Some(Titled { title, grouped: section.marker.is_some(), below: true });
        }
        let divided = self.several() || finder.each;
        if !divided || index > 0 || section.marker.is_none() {
            return Some(Titled { title, grouped: false, below: divided && index > 0 });
        }
        let rest = finder.text[title.end..first.end.max(title.end)]
            .trim_start_matches(['。', ';', ':', ',', '、', '.', ' ', '\n']);
        let rest = brackets::trim(finder.text, first.end - rest.len()..first.end);
        // A name, and two statements: it is the first one's. Over more it only groups, as a kind of things does.
        let name = brackets::without(&finder.text[title.clone()]);
        let kind = words!["类", "方面", "领域"].ends(name.trim_end());
        let groups = self.count > 2 || kind || finder.each || finder.fellows_group(self.at);
        if groups && !rest.is_empty() {
            if let Some(first) = texts.first_mut() {
                first.clone_from(&rest);
            }
            return Some(Titled { title: title_of(finder.text, rest), grouped: true, below: true });
        }
        if texts.len() > 1 && (self.only_heads || kind || finder.groups(self.at)) {
            texts.remove(0);
            return Some(Titled {
                title: title_of(finder.text, texts[0].clone()),
                grouped: true,
                below: true,
            });
        }
        Some(Titled { title, grouped: false, below: false })
    }
}

impl Finder<'_> {
    /// Where the first of several items in a paragraph begins, behind what leads up to them: 滞后项目:一是…, …,要挂牌督战。一是….
    pub(super) fn first_of_several(&self, paragraph: &Range<usize>) -> Option<usize> {
        let words = &self.text[paragraph.clone()];
        if let Some(stop) = words.find("。一是").filter(|&stop| words[..stop].chars().count() <= 80) {
            return Some(paragraph.start + stop + '。'.len_utf8());
        }
        let (lead, rest) = words.split_once(':')?;
        (lead.chars().count() <= 12 && rest.starts_with("一是")).then_some(paragraph.end - rest.len())
    }

    /// Whether a heading that is all of its line stands over paragraphs that each hold several tasks, or one with its
    /// own statement at its end.
    fn groups(&self, at: usize) -> bool {
        let section = &self.outline.sections[at];
        let heading = &self.text[section.heading.clone()];
        let statements = |line: &Range<usize>| {
            let line = &self.text[line.clone()];
            responsibility::count_statements(line, self.lexicon)
        };
        let lines = &section.lines;
        !heading.contains('。') && lines.iter().any(|line| statements(line) >= 2)
            || lines.len() > 1 && self.heads_stated(at)
    }

    /// Whether a section of one paragraph stands among others whose headings only group theirs.
    fn groups_like_fellows(&self, at: usize) -> bool {
        let section = &self.outline.sections[at];
        let alone = section.marker.is_some() && section.lines.len() == 1 && self.own[at];
        let Some(parent) = section.parent.filter(|_| alone && self.heads_stated(at)) else { return false };
        let several =
            |&fellow: &usize| self.outline.sections[fellow].lines.len() > 1 && self.heads_stated(fellow);
        *self.items[parent]
            .grouping
            .get_or_init(|| self.outline.sections[parent].children.iter().any(several))
    }

    /// Whether headings beside it stand over three statements and more, and so only group.
    fn fellows_group(&self, at: usize) -> bool {
        let Some(parent) = self.outline.sections[at].parent else { return false };
        *self.items[parent].crowded.get_or_init(|| {
            let fellows = self.outline.sections[parent].children.iter();
            fellows.filter(|&&fellow| split(self.text, &self.pieces[fellow]).len() > 2).count() > 1
        })
    }

    /// Whether a heading only stands over groups of as many paragraphs each.
    fn heads_groups(&self, at: usize, groups: &[Vec<Piece>]) -> bool {
        let told = |group: &Vec<Piece>| group.iter().filter(|piece| piece.text().is_some()).count();
        let most = groups[1..].iter().map(told).max().unwrap_or(0);
        // A name of its own stands over each: 产业类 / 建成基地3个, behind 二、资金投向.
        let alike = most == 1 || groups.len() > 2;
        let over =
            alike && told(&groups[0]) == most + 1 && groups[1..].iter().all(|group| told(group) == most);
        over && !self.text[self.outline.sections[at].heading.clone()].contains('。')
    }

    /// Whether a section of one paragraph with its labels stands among others that hold several such.
    fn divides_like_fellows(&self, at: usize) -> bool {
        let section = &self.outline.sections[at];
        let labelled = self.pieces[at].iter().flat_map(Piece::entries).any(|entry| entry.label.is_some());
        let heading = &self.text[section.heading.clone()];
        let alone = section.marker.is_some() && labelled && !heading.contains('。');
        let Some(parent) = section.parent.filter(|_| alone) else { return false };
        *self.items[parent].dividing.get_or_init(|| {
            let fellows = self.outline.sections[parent].children.iter();
            let divided = fellows.filter(|&&fellow| {
                let groups = split(self.text, &self.pieces[fellow]);
                groups.len() > 1 && self.heads_groups(fellow, &groups)
            });
            divided.count() > 1
        })
    }

    /// Whether a heading is all of its line and each paragraph below it ends with its own statement.
    fn heads_stated(&self, at: usize) -> bool {
        let section = &self.outline.sections[at];
        let (pieces, lines) = (&self.pieces[at], section.lines.len());
        let stated = pieces.iter().filter(|piece| piece.names_party()).count() == lines;
        let told = pieces.iter().filter(|piece| piece.text().is_some()).count() == lines + 1;
        stated && told && pieces.len() == 2 * lines + 1 && !self.text[section.heading.clone()].contains('。')
    }
}
