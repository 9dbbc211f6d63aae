//! Sections (层次): the tree that numbering makes of the lines.

use super::{content::Content, series};
use crate::lexicon::Lexicon;
use crate::source::BlockKind;
use crate::text::{
    marker::{self, Marker, Style},
    squeeze,
};
use std::ops::Range;

/// A numbered item or heading, and what stands under it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// Its numbering; `None` for the root and for headings without a number.
    pub marker: Option<Marker>,
    /// The number as written, in bytes of the folded text.
    pub number: Range<usize>,
    /// Its first line, without the number. Empty for the root.
    pub heading: Range<usize>,
    /// Its further lines, in order.
    pub lines: Vec<Range<usize>>,
    /// Tables that stand in it.
    pub tables: Vec<usize>,
    /// The section that it is part of.
    pub parent: Option<usize>,
    /// The sections under it.
    pub children: Vec<usize>,
}

/// The sections of a stretch of the text; the first is the root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// All sections in order of the text.
    pub sections: Vec<Section>,
}

impl Outline {
    /// Builds the tree of `blocks` (indexes into the content, in order).
    pub fn new(content: &Content, blocks: impl Iterator<Item = usize>, lexicon: &Lexicon) -> Self {
        let mut outline = Self { sections: vec![Section::default()] };
        // Styles of the open sections, outermost first, with the section that each opened.
        let mut open: Vec<(Option<Style>, usize)> = Vec::new();
        let blocks: Vec<usize> = blocks.collect();
        let own = own_numbers(content, &blocks);
        let mut passed = 0;
        // Whether items are numbered 01, 02 …, and so 10 alone is a number too.
        let mut noughts = false;
        // The sign in front of the label of the line before: ▲起止时间:….
        let mut label_sign: Option<char> = None;
        // The number with which the list goes on that a label's value began: 整改措施:1.….
        let mut listed: Option<(Style, u32)> = None;
        // The line that a number on the line before heads.
        let mut headed: Option<usize> = None;
        let following = blocks.iter().skip(1).map(|&at| Some(at)).chain([None]).collect::<Vec<_>>();
        for ((at, own), next) in blocks.into_iter().zip(own).zip(following) {
            let Some(block) = content.blocks.get(at).filter(|_| headed.take() != Some(at)) else { continue };
            if let Some(cell) = block.cell {
                let current = innermost(&open);
                let tables = &mut outline.sections[current].tables;
                if tables.last() != Some(&cell.table) {
                    tables.push(cell.table);
                }
                continue;
            }
            let line = &content.text.folded()[block.range.clone()];
            // Lines that the head took stand between the blocks.
            let between = content.blocks.get(passed..=at).unwrap_or_default();
            if between.iter().any(|block| is_annex(&content.text.folded()[block.range.clone()])) {
                open.clear();
            }
            passed = at + 1;
            // —— alone begins a subtitle or goes on; other signs begin items.
            let alone = own.filter(|own| own.len == line.len());
            let read = alone
                .or_else(|| marker::parse(line))
                .or_else(|| if noughts { marker::bare(line) } else { None })
                .or(own);
            noughts |= line.starts_with('0') && read.is_some_and(|marker| marker.style == Style::Arabic);
            // ▲起止时间:2月至9月 tells more of the item above, and so does what stands behind the same sign next.
            let sign = line.trim_start().chars().next();
            let label = read.filter(|marker| marker.style == Style::Bullet).and_then(|marker| {
                let (label, _) = line[marker.len..].split_once(':')?;
                (2..=8).contains(&label.chars().count()).then(|| squeeze(label))
            });
            let known = label.as_ref().is_some_and(|label| lexicon.label(label).is_some());
            let labelled = known || label.is_some() && label_sign.is_some() && label_sign == sign;
            label_sign = sign.filter(|_| labelled);
            let marker = read.filter(|marker| {
                if labelled {
                    return false;
                }
                marker.style != Style::Bullet || !is_dashed(line) || is_list(content, at, lexicon)
            });
            if let Some(marker) = marker.filter(|marker| listed == Some((marker.style, marker.value))) {
                listed = Some((marker.style, marker.value + 1));
                let current = innermost(&open);
                outline.sections[current].lines.push(block.range.clone());
                continue;
            }
            listed = if marker.is_none() {
                list_in_value(line).or(listed.filter(|_| !is_labelled(line, lexicon)))
            } else {
                None
            };
            let style = match (marker, block.kind) {
                (Some(marker), _) => Some(marker.style),
                (None, BlockKind::Heading) => None,
                (None, _) if lexicon.is_requirement_heading(line) => None,
                _ => {
                    let current = innermost(&open);
                    outline.sections[current].lines.push(block.range.clone());
                    continue;
                }
            };
            // A style that is open closes what stands under it; a new one opens a deeper level.
            // A heading without a number opens a level above all numbers.
            match open.iter().position(|(open, _)| *open == style) {
                Some(level) => open.truncate(level),
                None if style.is_none() => open.clear(),
                None if style == Some(Style::Chinese) => open.truncate(above_chinese(&open)),
                None => {}
            }
            let parent = innermost(&open);
            let len = marker.map_or(0, |marker| marker.len);
            let mut heading = block.range.start + len..block.range.end;
            // 01, and its name on the next line.
            let name = next.filter(|_| alone.is_some()).and_then(|next| {
                let below = content.blocks.get(next).filter(|below| below.cell.is_none())?;
                let words = &content.text.folded()[below.range.clone()];
                (!is_labelled(words, lexicon)).then(|| (next, below.range.clone()))
            });
            if let Some((next, range)) = name {
                (headed, heading) = (Some(next), range);
            }
            let section = outline.sections.len();
            // A sign is no number.
            let number = if style == Some(Style::Bullet) { 0 } else { line[..len].trim_end().len() };
            outline.sections.push(Section {
                marker,
                number: block.range.start..block.range.start + number,
                heading,
                parent: Some(parent),
                ..Section::default()
            });
            outline.sections[parent].children.push(section);
            open.push((style, section));
        }
        outline
    }

    /// Indexes of the sections above `section`, outermost first, the root left out.
    pub fn above(&self, section: usize) -> Vec<usize> {
        let mut above = Vec::new();
        let mut at = self.sections[section].parent;
        while let Some(parent) = at.filter(|&parent| parent > 0) {
            above.push(parent);
            at = self.sections[parent].parent;
        }
        above.reverse();
        above
    }

    /// The section and all sections under it, in order of the text.
    pub fn within(&self, section: usize) -> Vec<usize> {
        let mut found = vec![section];
        let mut at = 0;
        while let Some(&next) = found.get(at) {
            found.extend(&self.sections[next].children);
            at += 1;
        }
        found.sort_unstable();
        found
    }
}

/// How many lines away the fellows of a number are looked for.
const NEAR: usize = 40;

/// The section that was opened last: the root where none is open.
fn innermost(open: &[(Option<Style>, usize)]) -> usize {
    open.last().map_or(0, |&(_, section)| section)
}

/// For each block the number that only this notice has, or that ran into the words behind it.
fn own_numbers(content: &Content, blocks: &[usize]) -> Vec<Option<Marker>> {
    let line = |&at: &usize| {
        let paragraph = content.blocks.get(at).filter(|block| block.cell.is_none());
        let line = paragraph.map_or("", |block| &content.text.folded()[block.range.clone()]);
        if marker::parse(line).is_some() && !series::is_lone(line) { "" } else { line }
    };
    let lines: Vec<&str> = blocks.iter().map(line).collect();
    let mut found = series::find(&lines);
    let whole = |&at: &usize| {
        let paragraph = content.blocks.get(at).filter(|block| block.cell.is_none());
        paragraph.and_then(|block| marker::parse(&content.text.folded()[block.range.clone()]))
    };
    let known = |at: &usize| whole(at).filter(|marker| marker.style == Style::Arabic);
    for (at, line) in lines.iter().enumerate() {
        // 2.38个工地 behind 1., and in front of 3. or for such as come whole.
        let Some(marker) = marker::glued(line) else { continue };
        let before = blocks[..at].iter().rev().take(NEAR).find_map(known).map(|before| before.value + 1);
        let after = blocks[at + 1..].iter().take(NEAR).find_map(known).map(|after| after.value - 1);
        let whole = line.trim_start().trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let whole =
            whole.starts_with(['个', '家', '所', '座', '户', '名', '处', '条', '台', '套', '辆', '件', '项']);
        if before == Some(marker.value) && (after == before || whole) {
            found[at] = Some(marker);
        }
    }
    found
}

fn is_dashed(line: &str) -> bool {
    line.trim_start().starts_with("——")
}

/// The second number of a list whose first stands right behind a label: 整改措施:1.….
fn list_in_value(line: &str) -> Option<(Style, u32)> {
    let (at, sign) = line.char_indices().take(12).find(|(_, c)| matches!(c, ':' | '】' | '\t'))?;
    let first = marker::parse(&line[at + sign.len_utf8()..]).filter(|marker| marker.value == 1)?;
    Some((first.style, 2))
}

/// Whether a line begins with a label that is known: 责任单位:…, 【项目名称】….
fn is_labelled(line: &str, lexicon: &Lexicon) -> bool {
    let words = line.trim_start_matches(['【', '〔', '[', ' ']);
    let label = words.split([':', '】', '〕', ']', '\t']).next().filter(|label| label.len() < words.len());
    label.is_some_and(|label| lexicon.label(&squeeze(label)).is_some())
}

/// Whether a block is one of three or more that begin with a dash, one below the other; ——责任单位:… is none.
fn is_list(content: &Content, at: usize, lexicon: &Lexicon) -> bool {
    let labelled =
        |line: &str| line.split_once(':').is_some_and(|(label, _)| lexicon.label(&squeeze(label)).is_some());
    let dashed = |at: usize| {
        let block = content.blocks.get(at).filter(|block| block.cell.is_none());
        let line = block.map_or("", |block| &content.text.folded()[block.range.clone()]);
        is_dashed(line) && !labelled(line.trim_start_matches([' ', '—']))
    };
    if !dashed(at) {
        return false;
    }
    let above = (0..at).rev().take(2).take_while(|&at| dashed(at)).count();
    let below = (at + 1..).take(2).take_while(|&at| dashed(at)).count();
    above + below >= 2
}

/// Whether a line only names an annex: 附件2, 附件一:. What follows is no part of the items before it.
fn is_annex(line: &str) -> bool {
    let number =
        line.trim().trim_end_matches(':').strip_prefix("附件").or_else(|| line.trim().strip_prefix("附表"));
    let figure = |c: char| c.is_ascii_digit() || c == ' ' || "一二三四五六七八九十".contains(c);
    number.is_some_and(|number| number.chars().count() <= 3 && number.chars().all(figure))
}

/// How many of the open sections may hold 一、: none of the styles that GB/T 9704-2012, 7.3.3 ranks below it.
fn above_chinese(open: &[(Option<Style>, usize)]) -> usize {
    let holds = |style: &Option<Style>| matches!(style, None | Some(Style::Chapter | Style::Article));
    open.iter().take_while(|(style, _)| holds(style)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Options, read};

    fn levels(text: &str) -> Vec<usize> {
        let document = read("t.txt", text.as_bytes(), &Options::default()).unwrap();
        let content = Content::new(&document);
        let outline = Outline::new(&content, 0..content.blocks.len(), Lexicon::builtin());
        (1..outline.sections.len()).map(|at| outline.above(at).len()).collect()
    }

    #[test]
    fn levels_follow_the_order_in_which_styles_appear() {
        assert_eq!(
            levels("一、甲\n（一）乙。\n1.丙。\n（二）丁。\n二、戊\n1.己。\n（1）庚。\n2.辛。"),
            [0, 1, 2, 1, 0, 1, 2, 1]
        );
    }

    #[test]
    fn demands_behind_a_list_are_no_part_of_its_last_item() {
        assert_eq!(levels("1.甲\n2.乙\n一、丙\n二、丁"), [0, 0, 0, 0]);
        assert_eq!(levels("（一）甲\n（二）乙\n有关要求：\n（一）丙"), [0, 0, 0, 1]);
    }

    #[test]
    fn an_annex_begins_anew() {
        assert_eq!(levels("一、甲\n（一）乙。\n附件2\n丙清单\n1.丁。\n2.戊。"), [0, 1, 0, 0]);
    }

    #[test]
    fn numbers_may_run_on_across_sections() {
        assert_eq!(levels("一、甲\n1.乙。\n2.丙。\n二、丁\n3.戊。"), [0, 1, 1, 0, 1]);
    }
}
