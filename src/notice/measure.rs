//! Figures of a table whose unit stands apart: in a column of units (计量单位), or in the heading (目标（万亩）).

use super::draft::Draft;
use super::model::Task;
use super::task::Reader;
use crate::fields::context;
use crate::fields::money::MoneyKind;
use crate::fields::quantity;
use crate::fields::target;
use crate::lexicon::{Lexicon, UnitClass};
use crate::text::{brackets, is_han, words};
use std::ops::Range;

/// A figure and its unit; places in bytes of the folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Measured {
    /// The cell of the figure: 8500以上.
    pub(super) value: Range<usize>,
    /// The unit: 万人.
    pub(super) unit: Range<usize>,
    /// What the heading says is counted: 受益人口.
    pub(super) indicator: Option<Range<usize>>,
    /// The figure of the row that it is a part of: a county's share.
    pub(super) total: Option<Range<usize>>,
}

/// The longest cell that is a figure alone, in characters.
const LONGEST: usize = 14;

/// Whether a cell is a figure alone, with no more than its bound.
pub(super) fn is_figure(words: &str) -> bool {
    let sign = |c: char| {
        c.is_ascii_digit()
            || ".,%≥≤><~-—– 以上下内左右约超过不低于少高大小控制在达到至增长突破新稳定保持".contains(c)
    };
    words.contains(|c: char| c.is_ascii_digit())
        && words.chars().count() <= LONGEST
        && words.chars().all(sign)
}

/// A figure of a cell, and what it counts where the cell says so.
type Figure = (Range<usize>, Option<Range<usize>>);

/// The figures of a cell that holds nothing else: what is to be reached, what is hoped for beyond it (6.5左右,力争7), and its parts
/// (4.5(其中:节水灌溉2.8)). Empty where it holds other words.
pub(super) fn figures(text: &str, cell: Range<usize>) -> Vec<Figure> {
    if is_figure(&text[cell.clone()]) {
        return vec![(cell, None)];
    }
    let hoped = || {
        let (figure, rest) = text[cell.clone()].split_once([',', ';'])?;
        let hoped = ["力争", "争取", "确保"].iter().find_map(|verb| rest.trim_start().strip_prefix(verb))?;
        let both = is_figure(figure) && is_figure(hoped);
        let places = [cell.start..cell.start + figure.len(), cell.end - hoped.len()..cell.end];
        both.then(|| places.map(|place| (place, None)).to_vec())
    };
    hoped().or_else(|| with_parts(text, cell.clone())).unwrap_or_default()
}

/// A figure with its parts in a bracket behind it.
fn with_parts(text: &str, cell: Range<usize>) -> Option<Vec<Figure>> {
    let (whole, parts) = text[cell.clone()].trim_end().strip_suffix(')')?.split_once('(')?;
    let parts = parts.strip_prefix("其中")?.trim_start_matches(':');
    let mut at = cell.start + whole.len() + '('.len_utf8() + "其中".len();
    at += text[at..].len() - text[at..].trim_start_matches(':').len();
    let mut found = vec![(cell.start..cell.start + whole.len(), None)];
    for part in parts.split_inclusive(['、', ',', ';']) {
        let words = part.trim_end_matches(['、', ',', ';']);
        let name = words.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let counted = !name.is_empty() && name.len() < words.len();
        found.push(counted.then(|| (at + name.len()..at + words.len(), Some(at..at + name.len())))?);
        at += part.len();
    }
    is_figure(whole).then_some(found)
}

/// Whether words are a unit that numbers are counted or measured in: 万人, 亿元, %.
pub(super) fn is_measure(words: &str, lexicon: &Lexicon) -> bool {
    let whole = |unit: &str| lexicon.units.at_start(unit).is_some_and(|(len, _)| len == unit.len());
    // 微克/立方米, 人/亿元, 万元/亩
    if let Some((counted, per)) = words.split_once('/') {
        return whole(counted.trim_start_matches(['万', '亿']))
            && quantity::per_len(per, lexicon) == Some(per.len());
    }
    // 万千瓦: 千 belongs to the unit.
    let bare = words.trim_start_matches(['万', '亿']);
    let bare = if whole(bare) { bare } else { bare.trim_start_matches(['万', '亿', '千', '百']) };
    matches!(bare, "元" | "%" | "‰" | "个百分点") && words.len() >= bare.len() || whole(bare)
}

/// The unit in brackets that a heading ends with, or that it is: 目标(万亩), 户.
pub(super) fn of_heading(text: &str, heading: Range<usize>, lexicon: &Lexicon) -> Option<Range<usize>> {
    // 户 under 受益规模; not 基本 beside 争先, which only follows numbers in other words.
    let whole = brackets::trim(text, heading.clone());
    let never =
        lexicon.units.at_start(&text[whole.clone()]).is_some_and(|(_, class)| class == UnitClass::Never);
    if !never && is_measure(&text[whole.clone()], lexicon) {
        return Some(whole);
    }
    let last = brackets::outermost(&text[heading.clone()]).pop()?;
    let unit = brackets::trim(text, heading.start + last.inner.start..heading.start + last.inner.end);
    is_measure(&text[unit.clone()], lexicon).then_some(unit)
}

/// What a heading says that the figures below it count: 受益人口(人).
pub(super) fn counted(text: &str, heading: Range<usize>) -> Option<Range<usize>> {
    let words = &text[heading.clone()];
    let bare = words.split('(').next().unwrap_or_default().trim_end();
    let counts = words!["受益", "惠及", "服务"].begins(bare);
    counts.then(|| heading.start..heading.start + bare.len())
}

/// The figures of a text that names a place or a part before each, and no unit: 全州7左右;甲市7.5,乙县6.5. Empty where it says more.
fn listed(text: &str, range: Range<usize>) -> Vec<Figure> {
    let (mut found, mut others, mut from) = (Vec::new(), 0, range.start);
    for clause in text[range].split_inclusive([',', ';', '。']) {
        let (start, words) = (from, clause.trim_end_matches([',', ';', '。']));
        from += clause.len();
        if !words.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let begins = words.char_indices().map(|(at, _)| at).rev().take(LONGEST);
        match begins.filter(|&at| at > 0 && is_figure(&words[at..])).last() {
            Some(at) if words[..at].chars().all(|c| is_han(c) || matches!(c, '(' | ')')) => {
                found.push((start + at..start + words.len(), Some(start..start + at)));
            }
            _ => others += 1,
        }
    }
    if found.len() < 2 || others * 3 > found.len() { Vec::new() } else { found }
}

/// The unit that a heading says all figures below it are in: 速度类指标(增长率,单位:%).
fn said(text: &str, heading: Range<usize>, lexicon: &Lexicon) -> Option<Range<usize>> {
    let pair = brackets::at_end(&text[heading.clone()])?;
    let inner = heading.start + pair.inner.start..heading.start + pair.inner.end;
    let (_, unit) = text[inner.clone()].rsplit_once("单位:")?;
    let unit = brackets::trim(text, inner.end - unit.len()..inner.end);
    is_measure(&text[unit.clone()], lexicon).then_some(unit)
}

/// A figure with the unit that it is counted in: 8500以上 in 人 is 8500人以上.
pub(super) fn with_unit(value: &str, unit: &str) -> Option<String> {
    if value.contains('%') {
        return Some(value.to_owned());
    }
    let end = value.rfind(|c: char| c.is_ascii_digit())? + 1;
    Some(format!("{}{unit}{}", &value[..end], &value[end..]))
}

impl Reader<'_> {
    /// The bare figures of a task's words, whose unit its name says, or a heading above it.
    pub(super) fn bare(&self, draft: &Draft) -> Vec<Measured> {
        let text = self.folded();
        let own = || of_heading(text, draft.title.clone(), self.lexicon);
        let above = || draft.path.iter().rev().find_map(|heading| said(text, heading.clone(), self.lexicon));
        let Some(unit) = own().or_else(above) else { return Vec::new() };
        let words = draft.texts.iter().filter(|words| words.start > draft.title.start);
        let figures = words.flat_map(|words| listed(text, words.clone()));
        let measured = |(value, indicator)| Measured { value, unit: unit.clone(), indicator, total: None };
        figures.map(measured).collect()
    }

    /// Reads a figure with its unit into the task.
    pub(super) fn measured(&self, measured: &Measured, task: &mut Task) {
        let text = self.content.text.folded();
        let (value, unit) = (&text[measured.value.clone()], &text[measured.unit.clone()]);
        let Some(words) = with_unit(value, unit) else { return };
        let title = task.title.span.and_then(|span| self.content.text.slice(span)).unwrap_or_default();
        // 税收收入(万元) of a township: the heading says what its sums are.
        let counted = measured.indicator.clone().map_or("", |range| &text[range]);
        let subject = crate::text::fold::fold(title) + counted;
        let clauses = context::clauses(&words, self.setting.calendar, self.lexicon);
        let figures = target::figures(&words, &subject, &clauses, self.lexicon);
        let whole = || measured.value.clone();
        for (money, _) in &figures.money {
            let MoneyKind::Spent(kind) = money.kind else { continue };
            let sum = self.investment(money.yuan, money.low, money.comparator, kind, None, whole());
            task.investments.push(sum);
        }
        for target in &figures.targets {
            let unit = target.unit.clone().map(|range| words[range].to_owned());
            let mut target = self.target(target, unit, whole());
            target.indicator =
                target.indicator.or_else(|| measured.indicator.clone().map(|range| self.wording(range)));
            target.part_of = measured.total.clone().map(|total| self.wording(total));
            task.targets.push(target);
        }
    }
}
