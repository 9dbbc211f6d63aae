//! Statements without brackets: sentences that say in words who answers.

use super::label::{clean, labelled, labels};
use super::running::helpers;
use super::wording::{TOGETHER, by, ends_clause, worded};
use super::{Entry, Statement, is_due, split_date, states_duty};
use crate::lexicon::{LabelField, Lexicon};
use crate::text::{after_last, before_next};
use std::ops::Range;

/// The statements of a paragraph each of whose tasks names its own at its end: 一是…,由A负责,6月底前建成。二是…,由B牵头。
///
/// Empty where fewer than two sentences do.
pub(super) fn each_sentence(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Vec<Statement> {
    let part = &text[range.clone()];
    if part.matches('由').nth(1).is_none() && !part.contains(';') {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = range.start;
    for sentence in part.split_inclusive(['。', ';']) {
        let end = start + sentence.len();
        found.extend(ending(text, start..end, lexicon).or_else(|| unmarked(text, start..end, lexicon)));
        start = end;
    }
    if found.len() > 1 { found } else { Vec::new() }
}

/// The labels without a colon that a sentence ends with: 甲园,责任单位县林草局;
fn unmarked(text: &str, sentence: Range<usize>, lexicon: &Lexicon) -> Option<Statement> {
    let (label, _, value) = labels(text, sentence.clone(), lexicon).into_iter().next()?;
    let bare =
        text[label.end..value].trim().is_empty() && !text[sentence.start..label.start].trim().is_empty();
    let entries = if bare { labelled(text, label.start..sentence.end, lexicon) } else { Vec::new() };
    let entries: Vec<Entry> = entries.into_iter().flat_map(|entry| split_date(text, entry)).collect();
    states_duty(&entries).then_some(Statement { range: label.start..sentence.end, entries })
}

/// The statement that a sentence ends with, and when it is due: …,由A牵头,B配合,9月底前建成。
fn ending(text: &str, sentence: Range<usize>, lexicon: &Lexicon) -> Option<Statement> {
    let part = &text[sentence.clone()];
    let (at, _) = part.match_indices('由').find(|(at, _)| part[..*at].trim_end().ends_with([',', '、']))?;
    let stated = clean(text, sentence.start + at..sentence.end);
    let words = &text[stated.clone()];
    // The shortest run of clauses that says all of it; nobody needs many.
    let clauses = words.match_indices(',').map(|(at, _)| at).chain([words.len()]).take(MOST_CLAUSES);
    let read = |at: usize| {
        let entries = worded(text, stated.start..stated.start + at, lexicon);
        states_duty(&entries).then_some((at, entries))
    };
    let (at, mut entries) =
        clauses.filter_map(read).min_by_key(|(_, entries)| std::cmp::Reverse(entries.len()))?;
    let rest = clean(text, stated.start + at..stated.end);
    let mut stages = text[rest.clone()].split([',', '、']).map(str::trim).filter(|stage| !stage.is_empty());
    if !rest.is_empty() {
        // 6月底前完成主干道、10月底前完成次干道
        stages.all(is_due).then_some(())?;
        entries.push(Entry::unlabelled(LabelField::Deadline, rest));
    }
    Some(Statement { range: stated.start..sentence.end, entries })
}

/// A statement without brackets at the end of a paragraph, or in front of it: …。由A牵头，B配合。; A牵头，B负责：….
pub(super) fn statement(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Option<Statement> {
    let part = &text[range.clone()];
    // 牵头部门:市交通局 behind a stop or comma.
    if let Some((label, ..)) = labels(text, range.clone(), lexicon)
        .into_iter()
        .find(|(_, field, _)| matches!(field, LabelField::Units(_) | LabelField::Leaders(_)))
    {
        // 由A主办,B协办:改造…: the verb in front of a colon is no label where what it ends says who acts.
        if let Some(statement) = leading(text, range.clone(), lexicon)
            && statement.range.contains(&label.start)
        {
            return Some(statement);
        }
        let entries = labelled(text, label.start..range.end, lexicon);
        if states_duty(&entries) {
            // A主办,B协办;责任人:C: words in the same sentence, and the label behind them.
            let from = range.start + after_last(&text[range.start..label.start], &['。']);
            let said = from..clean(text, from..label.start).end;
            let mut before = worded(text, said.clone(), lexicon);
            if states_duty(&before) && says_no_more(text, said, &before, lexicon) {
                before.extend(entries);
                return Some(Statement { range: from..range.end, entries: before });
            }
            // 协办:甲局;9月28日开通。
            let entries = entries.into_iter().flat_map(|entry| split_date(text, entry)).collect();
            return Some(Statement { range: label.start..range.end, entries });
        }
    }
    // Whatever else says who answers says it with a verb.
    if !lexicon.verbs.is_in(part) {
        return None;
    }
    let body = part.trim_end().trim_end_matches(['。', ';']);
    let start = after_last(body, &['。', ';']);
    // 此项工作由甲局;乙局;丙镇人民政府落实。
    let whole = after_last(body, &['。']);
    let listed = range.start + whole..range.start + body.len();
    if whole < start
        && by(&body[whole..]).is_some()
        && let [entry] = &*worded(text, listed.clone(), lexicon)
        && says_no_more(text, listed.clone(), std::slice::from_ref(entry), lexicon)
    {
        return Some(Statement { range: listed.start..range.end, entries: vec![entry.clone()] });
    }
    if start > 0 || by(body).is_some() || part.trim_end().len() == body.len() {
        let stated = range.start + start..range.start + body.len();
        let entries = worded(text, stated.clone(), lexicon);
        if states_duty(&entries) && says_no_more(text, stated, &entries, lexicon) {
            return Some(Statement { range: range.start + start..range.end, entries });
        }
    }
    // 由A牵头,B负责。修路9公里。
    let first = if part.starts_with('由') { only(text, range.start, range.end, lexicon) } else { None };
    if let Some(statement) = first.or_else(|| leading(text, range.clone(), lexicon)) {
        return Some(statement);
    }
    if let Some(stated) = last_clauses(text, range.start + start..range.start + body.len(), lexicon) {
        return Some(Statement { range: stated.range.start..range.end, ..stated });
    }
    if let Some(statement) = sentence(text, range.clone(), lexicon) {
        return Some(statement);
    }
    // 会议决定,由A牵头,B配合,6月底前完成….
    for (at, _) in
        part.match_indices('由').filter(|(at, _)| part[..*at].trim_end().ends_with([',', '。', ';', ':']))
    {
        if let Some(statement) = leading(text, range.start + at..range.end, lexicon) {
            return Some(statement);
        }
    }
    let colon =
        part.find(':').filter(|&at| part[..at].chars().count() <= 60 && !part[..at].contains('。'))?;
    lexicon.verbs.at_end(part[..colon].trim_end())?;
    let entries = worded(text, range.start..range.start + colon, lexicon);
    states_duty(&entries).then_some(Statement { range: range.start..range.start + colon + 1, entries })
}

/// The most clauses that say who answers.
const MOST_CLAUSES: usize = 24;

/// The clauses at the end of a sentence that state it: …,配发电话37部,县水利局牵头,各乡镇落实,4月15日前完成.
fn last_clauses(text: &str, sentence: Range<usize>, lexicon: &Lexicon) -> Option<Statement> {
    let named = |entry: &Entry| {
        let group = lexicon.group_starts.at_start(&text[entry.value.clone()]).is_some();
        matches!(entry.field, LabelField::Units(_)) && !group
    };
    let words = &text[sentence.clone()];
    let verbs = lexicon.verbs.find_iter(words).filter(|(verb, _)| ends_clause(&words[verb.end..]));
    let last = verbs.last()?.0.start;
    let commas = words[..last].rmatch_indices(',').take(MOST_CLAUSES).collect::<Vec<_>>();
    commas.into_iter().rev().find_map(|(at, sign)| {
        let stated = sentence.start + at + sign.len()..sentence.end;
        let entries = worded(text, stated.clone(), lexicon);
        // 会议明确,由副县长周宁牵头,县教育局负责
        let called = text[stated.clone()].starts_with('由');
        let units = called || entries.iter().all(|entry| !matches!(entry.field, LabelField::Leaders(_)));
        (units
            && entries.iter().any(named)
            && states_duty(&entries)
            && says_no_more(text, stated.clone(), &entries, lexicon))
        .then_some(Statement { range: stated, entries })
    })
}

/// The sentence between others that says nothing else: 新建泵站3座。由A负责,B配合。已完工1座。
fn sentence(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Option<Statement> {
    let begins =
        text[range.clone()].match_indices(['。', ';']).map(|(at, sign)| range.start + at + sign.len());
    begins
        .filter(|&from| by(before_next(text[from..range.end].trim_start(), &[',', '。', ';'])).is_some())
        .find_map(|from| only(text, from, range.end, lexicon))
}

/// The sentence that begins at `from`, where it says nothing else.
fn only(text: &str, from: usize, to: usize, lexicon: &Lexicon) -> Option<Statement> {
    let until = |signs: &[char]| {
        let end = from + before_next(&text[from..to], signs).len();
        let stated = clean(text, from..end);
        let entries = worded(text, stated.clone(), lexicon);
        let all = states_duty(&entries) && says_no_more(text, stated, &entries, lexicon);
        all.then_some(Statement { range: from..end, entries })
    };
    // 由甲局;乙局来办。 parts names by what else parts sentences.
    until(&['。', ';']).or_else(|| until(&['。']))
}

/// Whether nothing stands behind the last entry of a statement but its verb.
fn says_no_more(text: &str, stated: Range<usize>, entries: &[Entry], lexicon: &Lexicon) -> bool {
    let end = entries.last().map_or(stated.start, |last| last.value.end);
    let rest = text[end.min(stated.end)..stated.end].trim_matches([' ', ',', '。', ';', '、']);
    rest.is_empty()
        || lexicon.verbs.at_end(rest).is_some_and(|(len, _)| len == rest.len())
        || rest.starts_with('等')
}

/// The lists with their verbs that a paragraph begins with: 由A牵头,B配合,新建3所.
fn leading(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Option<Statement> {
    let head = before_next(&text[range.clone()], &['。']);
    // Each verb ends a longer head; the longest whose lists are all names states it.
    let mut found: Option<Statement> = None;
    for (verb, _) in lexicon.verbs.find_iter(head).take(6) {
        let rest = &head[verb.end..];
        let Some(stop) = rest.chars().next().filter(|c| matches!(c, ',' | ':' | ';')) else { continue };
        let stated = range.start..range.start + verb.end;
        let entries = worded(text, stated.clone(), lexicon);
        // 严格督查,及时报告: a name alone must have its post beside it.
        let sure = entries.iter().all(|entry| {
            matches!(entry.field, LabelField::Units(_)) || lexicon.posts.is_in(&text[entry.value.clone()])
        });
        if !states_duty(&entries) || !sure {
            break;
        }
        let mut end = stated.end + stop.len_utf8();
        let mut entries = entries;
        // 由A牵头,会同B、C于6月底前…
        let clause = before_next(&text[end..range.start + head.len()], &[',', ';', ':']);
        if clause.starts_with(TOGETHER)
            && let Some(more) = helpers(text, end..end + clause.len(), false, lexicon)
        {
            end = more.value.end;
            entries.push(more);
        }
        found = Some(Statement { range: range.start..end, entries });
    }
    found.filter(|found| text[found.range.end..range.end].chars().nth(5).is_some())
}
