//! Totals and their parts: 8万亩(新建1万亩、改造7万亩), 27处,其中2023年完成11处.

use super::money::Money;
use super::quantity::Quantity;
use super::target::Target;
use crate::text::{after_last, before_next, brackets, words};
use rust_decimal::Decimal;
use std::ops::Range;

/// The total that a quantity breaks down: 8万亩(新建1万亩、…), 27处,其中2023年完成11处.
pub(super) fn part_of(
    text: &str,
    quantity: &Quantity,
    totals: &[Quantity],
    pairs: &[brackets::Pair],
) -> Option<Range<usize>> {
    let unit = &text[quantity.unit.clone()];
    if matches!(unit, "%" | "‰" | "个百分点" | "百分点") {
        return None;
    }
    // 托位2400个,其中普惠1500个,每千人口达到4.6个: a rate is no part.
    let clause = &text[after_last(&text[..quantity.core.start], &[',', '。', ';', '(', '\n'])..];
    if words!["每", "人均", "户均", "平均"].begins(clause.trim_start()) {
        return None;
    }
    let same_unit = |total: &&Quantity| {
        text[total.unit.clone()] == *unit && total.value >= quantity.value && total.class == quantity.class
    };
    // Who opens a bracket soon closes it: only the nearest few can stand around the quantity.
    const NEAR: usize = 64;
    let opened = pairs.partition_point(|pair| pair.outer.start < quantity.core.start);
    let inside = pairs[opened.saturating_sub(NEAR)..opened]
        .iter()
        .rfind(|pair| matches!(pair.sign, '(' | '[' | '【') && pair.inner.contains(&quantity.core.start));
    if let Some(pair) = inside
        && let Some(total) =
            totals.iter().rev().take(NEAR).filter(|total| total.range.end <= pair.outer.start).find(same_unit)
        && text[total.range.end..pair.outer.start].chars().count() <= 12
        && !restates(&text[pair.inner.start..quantity.core.start])
    {
        return Some(total.range.clone());
    }
    let mut sentence = after_last(&text[..quantity.core.start], &['。', ';', '\n']);
    // 完成26亿元。其中:甲镇3亿元: the total stands in the sentence before.
    if text[sentence..].starts_with("其中") && text[..sentence].ends_with('。') {
        sentence = after_last(text[..sentence].trim_end_matches('。'), &['。', ';', '\n']);
    }
    let before = &text[sentence..quantity.core.start];
    if !words!["其中", "含", "包括"].is_in(before) {
        return None;
    }
    let opener = ["其中", "含", "包括"].iter().filter_map(|word| Some((before.rfind(word)?, word))).max()?;
    let at = sentence + opener.0;
    let opens = *opener.1 != "含" || text[..at].ends_with(['(', ',']);
    // 46名(含上年9名),选派30名: the bracket is closed.
    let before = pairs.partition_point(|pair| pair.outer.start < at);
    let closed = pairs[before.saturating_sub(NEAR)..before]
        .iter()
        .any(|pair| pair.inner.contains(&at) && pair.outer.end <= quantity.core.start);
    let total = totals
        .iter()
        .rev()
        .take_while(|total| total.range.start >= sentence)
        .filter(|total| total.range.end <= at)
        .find(same_unit)?;
    (opens && !closed && inside.is_none_or(|pair| pair.inner.contains(&at))).then(|| total.range.clone())
}

/// Whether words in a bracket compare a number with what was asked for: 145户(年度目标为100户).
fn restates(words: &str) -> bool {
    words!["目标", "任务", "计划", "要求", "下达"].is_in(words)
}

/// What stands behind one 其中 breaks down one total: where its parts do not agree, the one they add up to, or none.
pub(super) fn break_down(text: &str, targets: &mut [Target]) {
    let mut at = 0;
    while at < targets.len() {
        let opener = |target: &Target| {
            let start = after_last(&text[..target.range.start], &['。', ';', '\n']);
            text[start..target.range.start].rfind("其中").map(|at| start + at)
        };
        let Some(opened) = targets[at].part_of.as_ref().and_then(|_| opener(&targets[at])) else {
            at += 1;
            continue;
        };
        let end = targets[at..]
            .iter()
            .position(|target| target.part_of.is_none() || opener(target) != Some(opened))
            .map_or(targets.len(), |len| at + len);
        let parts = &targets[at..end];
        if parts.iter().any(|part| part.part_of != parts[0].part_of) {
            let sum: Option<Decimal> = parts.iter().map(|part| part.value).sum();
            let start = after_last(&text[..opened], &['。', ';', '\n']);
            let first = targets.partition_point(|total| total.range.start < start);
            let earlier = targets[first.min(at)..at].iter();
            let mut totals = earlier.filter(|total| total.range.end <= opened && total.value == sum);
            let total = totals.next().filter(|_| totals.next().is_none()).map(|total| total.range.clone());
            for part in &mut targets[at..end] {
                part.part_of.clone_from(&total);
            }
        }
        at = end;
    }
}

/// Whether a sum is a part of the one before: 资金5180万元,…其中城市低保920万元、农村低保3360万元.
pub(super) fn breaks_down(text: &str, quantity: &Quantity, total: Option<&(Money, Range<usize>)>) -> bool {
    let Some((total, range)) = total else { return false };
    let sentence = before_next(&text[range.end..], &['。', ';', '\n']);
    let between = quantity.range.start.checked_sub(range.end).and_then(|len| sentence.get(..len));
    let Some(between) = between else { return false };
    let part = quantity.value <= total.yuan && !between.contains('每') && !between.contains('均');
    part && (between.contains("其中")
        || between.starts_with('、')
            && text[after_last(&text[..range.start], &['。', ';'])..range.start].contains("其中"))
}

/// Whether a sum is a part of what measures the economy: 财政收入26亿元,增长5%。其中:市本级14亿元、甲镇3亿元.
pub(super) fn parts_of_measure(text: &str, quantity: &Quantity, last: Option<&Target>) -> bool {
    let Some(last) = last else { return false };
    const NEAR: usize = 16;
    let between = text.get(last.range.end..quantity.range.start);
    let Some(between) = between.filter(|between| between.len() <= NEAR * '其'.len_utf8()) else {
        return false;
    };
    let opens = between.trim_start_matches(['。', ';', ',', '、', ' ']).starts_with("其中");
    let listed = |last: &Target| {
        let sentence = after_last(&text[..last.range.start], &['。', ';']);
        last.yuan && between.starts_with('、') && text[sentence..last.range.start].contains("其中")
    };
    between.chars().count() <= NEAR && (opens && last.unit.is_some() && measures(text, last) || listed(last))
}

/// Whether a target, or one before it in its sentence, is a sum.
fn measures(text: &str, target: &Target) -> bool {
    let sentence = after_last(&text[..target.range.start], &['。', ';', '\n']);
    target.yuan || text[sentence..target.range.start].contains('元')
}
