//! Lists of units without a label or a verb: in brackets, …。（县教育局、县财政局）, or on a line, ——县教育局、县财政局.

use super::{Entry, Statement, label::clean, split_date, states_duty, wording::all_units};
use crate::fields::party::{lead_marks, units};
use crate::lexicon::Lexicon;
use crate::text::{after_last, brackets, is_han, words};
use std::ops::Range;

/// A bracket that only lists units, and maybe when it is due: (市财政局、市税务局,11月底前完成).
pub(super) fn unlabelled(text: &str, inner: Range<usize>, lexicon: &Lexicon) -> Vec<Entry> {
    if is_seat(&text[inner.clone()]) {
        return Vec::new();
    }
    // A remark may follow: ;列第一位的为牵头单位,下同.
    let stop = text[inner.clone()].find(';').map_or(inner.end, |stop| inner.start + stop);
    let list = |value| Entry::of_units(value);
    let named =
        |entries: &[Entry]| entries.first().is_some_and(|list| all_units(text, list.value.clone(), lexicon));
    let entries = split_date(text, list(clean(text, inner.clone())));
    if named(&entries) {
        return entries;
    }
    let entries = split_date(text, list(clean(text, inner.start..stop)));
    if named(&entries) { entries } else { Vec::new() }
}

/// Whether words say where an office sits, and not who acts: 设在县卫健委.
pub(super) fn is_seat(words: &str) -> bool {
    words!["设在", "挂靠", "见", "详见"].begins(words.trim_start())
}

/// Whether a bracket stands alone or behind a whole sentence, at the end of its paragraph: …增长6%。(市财政局、市税务局).
pub(super) fn is_closing(part: &str, pair: &brackets::Pair) -> bool {
    let before = part[..pair.outer.start].trim_end();
    let behind = without_points(&part[pair.outer.end..]).trim_matches(['。', ' ', ';']);
    behind.is_empty() && (before.is_empty() || before.ends_with(['。', ';', '!', '”']))
}

/// Words without the points that a contract gives for them at their end: [镇林业站] of [镇林业站](5分).
fn without_points(words: &str) -> &str {
    let words = words.trim_end_matches(['。', ' ']);
    let points = words.strip_suffix("分)").and_then(|words| words.rsplit_once('('));
    points
        .filter(|(_, points)| !points.is_empty() && points.chars().all(|c| c.is_ascii_digit() || c == '.'))
        .map_or(words, |(words, _)| words)
}

/// The bracket at the end of a paragraph that holds nothing but units, also before the stop: …（县教育局、县财政局）。
pub(crate) fn bare_list(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Option<Statement> {
    let part = without_points(&text[range.clone()]).trim_end_matches(['。', ';', ' ']);
    if let Some(found) = behind_sign(text, range.start..range.start + part.len(), lexicon) {
        return Some(found);
    }
    if !part.ends_with([')', ']', '】', '〕']) {
        return None;
    }
    let pair = brackets::outermost(part).pop().filter(|pair| pair.outer.end == part.len())?;
    let value = clean(text, range.start + pair.inner.start..range.start + pair.inner.end);
    let before = part[..pair.outer.start].trim_end();
    // 县自然资源局(县林业局): a bracket behind a name belongs to it.
    let apart =
        before.ends_with(['。', ';']) || !is_office(&before[after_last(before, &['。', ',', ';', '、'])..]);
    let entries = names_only(text, value, lexicon).filter(|_| !before.is_empty() && apart)?;
    Some(Statement { range: range.start + pair.outer.start..range.end, entries })
}

/// The brackets of a paragraph that hold nothing but units, each behind what is asked of them and the last at its end:
/// 完成投资1850亿元〔省发展改革委〕。新开工4条〔省交通运输厅〕。
pub(crate) fn bare_lists(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Vec<Statement> {
    let Some(last) = bare_list(text, range.clone(), lexicon) else { return Vec::new() };
    let part = &text[range.start..last.range.start];
    let sign = text[last.range.start..].chars().next();
    let closes =
        |pair: &brackets::Pair| Some(pair.sign) == sign && part[pair.outer.end..].starts_with(['。', ';']);
    let stated = |pair: brackets::Pair| {
        let inner = range.start + pair.inner.start..range.start + pair.inner.end;
        // (甲、乙;列首位的为牵头单位,下同): what follows is a rule for all of them.
        let rule =
            text[inner.clone()].find(';').filter(|&at| text[inner.start + at..inner.end].contains("牵头"));
        let names = clean(text, inner.start..rule.map_or(inner.end, |at| inner.start + at));
        let entries = names_only(text, names, lexicon)?;
        Some(Statement { range: range.start + pair.outer.start..range.start + pair.outer.end, entries })
    };
    let mut found: Vec<Statement> =
        brackets::outermost(part).into_iter().filter(closes).filter_map(stated).collect();
    found.push(last);
    found
}

/// The bracket at the end of a heading that holds nothing but units, in front of what is said of it:
/// 水厂迁建工程（县水利局、县城投集团）。年度计划投资….
pub(crate) fn bare_title(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Option<Statement> {
    /// The longest heading with its bracket, in characters.
    const LONGEST: usize = 80;
    let words = &text[range.clone()];
    let end = words.char_indices().nth(LONGEST).map_or(words.len(), |(at, _)| at);
    let title = words[..end].find('。').filter(|&stop| words[stop + '。'.len_utf8()..].contains(is_han))?;
    let pair = brackets::at_end(&words[..title])?;
    let plain = !words[..pair.outer.start].contains([',', ';', ':']);
    bare_list(text, range.start..range.start + title, lexicon).filter(|_| plain)
}

/// Units behind a dash that ends a whole sentence, or behind the mark of the first: 完成罩面18公里。——县住建局、县城管局.
/// Labels may follow them, as in a bracket: ——县住建局;包联领导:周宁.
fn behind_sign(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Option<Statement> {
    let part = &text[range.clone()];
    // …(此项由副县长周宁包联)——县住建局
    let whole = |before: &str| before.trim_end().ends_with(['。', ';', ')']);
    let marked = lead_marks(part).find(|&mark| whole(&part[..mark])).map(|mark| part.split_at(mark));
    let (before, list) = marked.or_else(|| part.rsplit_once("——").filter(|(before, _)| whole(before)))?;
    let value = clean(text, range.end - list.len()..range.end);
    let labelled =
        || Some(super::bracket(text, value.clone(), lexicon)).filter(|entries| states_duty(entries));
    let entries = names_only(text, value.clone(), lexicon).or_else(labelled)?;
    Some(Statement { range: range.start + before.len()..range.end, entries })
}

/// Units in front of what an item asks of them: 县教育局：新建幼儿园3所…
pub(crate) fn bare_head(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Option<Statement> {
    let (head, asked) = text[range.clone()].split_once(':')?;
    // What an office is there for asks nothing of it: 县教育局：负责学校安全。
    let counts = asked.contains(|c: char| c.is_ascii_digit()) && !asked.trim_start().starts_with("负责");
    let value = clean(text, range.start..range.start + head.len());
    if !counts || head.chars().count() > 40 || !all_units(text, value.clone(), lexicon) {
        return None;
    }
    let entry = Entry::of_units(value);
    Some(Statement { range: range.start..range.start + head.len() + 1, entries: vec![entry] })
}

/// A line below an item that holds nothing but units: behind a dash, or several of them.
pub(crate) fn bare_line(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Option<Statement> {
    let line = &text[range.clone()];
    let bare = line.trim_start_matches(['—', '-', '─', ' ']);
    let dashed = bare.len() < line.len();
    // 责任单位:县教育局、县财政局 has a label.
    if !dashed && !line.contains('、') || line.ends_with('。') || line.contains(':') {
        return None;
    }
    let entries = names_only(text, clean(text, range.end - bare.len()..range.end), lexicon)?;
    let listed = &text[entries.first()?.value.clone()];
    let several = brackets::split_outside(listed, |c| matches!(c, '、' | ',')).len() > 1;
    let plain = !listed.contains(|c: char| c.is_ascii_digit());
    ((dashed || several) && plain).then_some(Statement { range, entries })
}

/// The units of a list that holds nothing else, but maybe a date behind them.
fn names_only(text: &str, value: Range<usize>, lexicon: &Lexicon) -> Option<Vec<Entry>> {
    let unit = Entry::of_units(value);
    let entries = split_date(text, unit);
    let list = entries.first()?.value.clone();
    let words = &text[list.clone()];
    // 各镇 names all of a kind.
    let group = |name: &str| name.starts_with('各') && name.chars().count() <= 4;
    let ends = |name: &str| lexicon.unit_suffixes.at_end(name.trim_end_matches(')')).is_some() || group(name);
    let names: Vec<&str> = units(words, lexicon).into_iter().map(|(_, range)| &words[range]).collect();
    let sure = names.len() > 1 || names.iter().all(|name| is_office(name) || name.starts_with('各'));
    let whole = names.iter().all(|name| ends(name)) && all_units(text, list, lexicon);
    (sure && whole).then_some(entries)
}

fn is_office(name: &str) -> bool {
    name.ends_with(['局', '委', '办', '厅', '部']) && name.chars().count() >= 3
}
