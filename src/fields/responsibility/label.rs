//! Labels (责任单位：, 【责任单位】): where they stand, what they mean, and how far their value goes.

use super::unmarked::{add_unmarked, end_of_list, may_label};
use super::{
    Entry,
    running::is_dated,
    wording::{all_units, worded},
};
use crate::fields::context::Calendar;
use crate::fields::deadline;
use crate::fields::party::{Person, is_surely_person, leaders, units};
use crate::lexicon::{LabelField, Lexicon};
use crate::text::marker::BULLETS;
use crate::text::{after_last, before_next, brackets, floor_boundary, is_han, squeeze, words};
use std::ops::Range;

/// Reads `range` of `text` as pairs of label and value: `责任单位：A    包抓领导：B；完成时限：6月`.
///
/// Empty unless the range begins with a label. A value ends where the next label begins.
pub(crate) fn labelled(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Vec<Entry> {
    if !may_begin_with_label(&text[range.clone()]) {
        return Vec::new();
    }
    let found = labels(text, range.clone(), lexicon);
    // Markdown prints words between ** bold.
    let is_lead = |c: char| c.is_whitespace() || matches!(c, '—' | '-' | '*') || BULLETS.contains(&c);
    if found
        .first()
        .is_none_or(|(label, ..)| !text[range.start..label.start].trim_matches(is_lead).is_empty())
    {
        return Vec::new();
    }
    let ends = found.iter().skip(1).map(|(label, ..)| label.start).chain([range.end]).collect::<Vec<_>>();
    let pairs = found.into_iter().zip(ends);
    let entries = |((label, field, value), end): ((Range<usize>, LabelField, usize), usize)| {
        // Names and dates end with their sentence; what is to be done may take several.
        let names = matches!(
            field,
            LabelField::Units(_) | LabelField::Leaders(_) | LabelField::Deadline | LabelField::Category
        );
        // 甲园,责任单位县林草局;乙园…: without a colon the value ends with its clause.
        let bare = text[label.end..value].trim_start_matches('为').trim().is_empty();
        let signs: &[char] = if bare { &['。', '…'] } else { &['。'] };
        // 督办单位 ⇥ 县政府督查室 ⇥ 销号时间: a label in front of a tab has one cell.
        let cell =
            text[..value].ends_with(['\t', '|']).then(|| before_next(&text[value..end], &['\t', '|']).len());
        let end = cell.map_or(end, |cell| value + cell);
        let end = if bare && names { value + end_of_list(text, value..end, field, lexicon) } else { end };
        let stop = if names { value + end_of_names(&text[value..end], signs) } else { end };
        let stop = if field == LabelField::Deadline { end_of_stages(text, stop..end) } else { stop };
        // 牵头领导周宁,由县住建局会同县财政局抓好落实: words may go on behind the names.
        let told = text[value..stop].find(",由").filter(|_| names).map(|at| value + at);
        let more = told.map(|at| worded(text, at + 1..stop, lexicon)).filter(|more| !more.is_empty());
        let stop = told.filter(|_| more.is_some()).unwrap_or(stop);
        let mut value = clean(text, value..stop);
        // 院领导:副院长周宁挂帅
        if let LabelField::Leaders(_) = field
            && !text[value.clone()].contains(';')
            && !text[value.clone()].starts_with('按')
            && let Some((len, _)) =
                lexicon.verbs.at_end(&text[value.clone()]).filter(|(len, _)| *len < value.len())
        {
            value = clean(text, value.start..value.end - len);
        }
        let own = Entry { field, label: Some(label), value };
        std::iter::once(own).chain(more.into_iter().flatten())
    };
    pairs.flat_map(entries).collect()
}

/// Where the stages end that go on behind the first sentence: 进度安排:投资2.9亿元。6月底前完成路基。10月底前通车。
fn end_of_stages(text: &str, rest: Range<usize>) -> usize {
    let mut stop = rest.start;
    while let Some(next) = text[stop..rest.end].strip_prefix('。')
        && is_dated(next)
    {
        stop += '。'.len_utf8() + next.find('。').unwrap_or(next.len());
    }
    stop
}

/// Where a list of names ends: with its sentence, or where something else begins.
fn end_of_names(value: &str, signs: &[char]) -> usize {
    let value = value.split(signs).next().unwrap_or_default();
    let value = unknown_label(value).map_or(value, |label| &value[..label]);
    ranking(value).unwrap_or(value.len())
}

/// Where a label that nobody knows ends a list of names: 县水利局;整改类型:短期攻坚, 县税务局 收官:10月末;
/// 负责人签字: of a blank form.
fn unknown_label(value: &str) -> Option<usize> {
    if !value.contains(':') {
        return None;
    }
    // A label alone is what a form has where nobody has written a name.
    let bare = value.trim_start();
    if unknown(bare).is_some_and(|len| bare[len + 1..].trim().is_empty()) {
        return Some(0);
    }
    let gaps = value.match_indices([';', ' ']).map(|(at, _)| at);
    gaps.take(20).find(|at| unknown(value[at + 1..].trim_start()).is_some())
}

/// How long the words are that stand before a colon at the beginning of a text, as a label does that nobody knows.
pub(crate) fn unknown(text: &str) -> Option<usize> {
    let label = text.split([':', ';', ',', '、', '。', '(']).next().unwrap_or_default();
    let colon = text[label.len()..].starts_with(':');
    (colon && (2..=8).contains(&label.chars().count()) && label.chars().all(is_han)).then_some(label.len())
}

/// Where a remark begins behind a list that says who leads in every list: …;列首位的为牵头单位,下同.
fn ranking(value: &str) -> Option<usize> {
    let ranks = |clause: &str| {
        // …,不再逐项列出
        clause.starts_with("不再")
            || clause.starts_with("不逐")
            || clause.contains("牵头") && words!["首位", "第一", "最前"].is_in(clause)
    };
    let parts = brackets::split_outside(value, |c| matches!(c, ';' | ','));
    parts
        .into_iter()
        .skip(1)
        .find(|part| ranks(&brackets::without(&value[part.clone()])))
        .map(|part| part.start)
}

/// How many characters of a line are looked at for the label that it may begin with, gaps between its characters or not.
const LONGEST: usize = 60;

/// Whether a colon, a bracket, a gap, or a word that labels end with stands so near that the line may begin with a label.
fn may_begin_with_label(line: &str) -> bool {
    let line = line.trim_start();
    let end = line.char_indices().nth(LONGEST).map_or(line.len(), |(at, _)| at);
    let head = line[..end].find(['。', ';']).map_or(&line[..end], |stop| &line[..stop]);
    head.starts_with(BOXES) || head.contains([':', ' ', '\t', '|']) || may_label(&line[..end])
}

/// A label: its place, its meaning, and where its value begins.
pub(super) type Label = (Range<usize>, LabelField, usize);

/// Labels of `range`: those that a colon follows, and those whose value can be nothing else.
pub(crate) fn labels(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Vec<Label> {
    let part = &text[range.clone()];
    let mut found: Vec<Label> = Vec::new();
    let boxed = boxed_labels(part, lexicon);
    let first = if boxed.is_empty() { gapped_label(text, range.clone(), lexicon) } else { None };
    found.extend(first.into_iter().chain(boxed).map(|(label, field, value)| {
        (range.start + label.start..range.start + label.end, field, range.start + value)
    }));
    for colon in memchr::memchr3_iter(b':', b'\t', b'|', part.as_bytes()) {
        let from = found.last().map_or(0, |(_, _, value)| value - range.start);
        if from > colon {
            continue;
        }
        let from = from.max(floor_boundary(part, colon.saturating_sub(NEAR)));
        let before = part[from..colon].trim_end();
        // 总投资(万元):52600
        let bare = SCALES.iter().find_map(|scale| before.strip_suffix(scale));
        let bare = bare.unwrap_or_else(|| without_aside(before));
        let start = from + label_start(bare, lexicon);
        let label = squeeze(part[start..from + bare.len()].trim_end_matches('*'));
        let value = range.start + colon + 1;
        let known = meaning(&label, lexicon).map(|field| (start, field));
        let glued = || {
            if !part[colon..].starts_with(':') {
                return None;
            }
            let before = range.start + from..range.start + from + before.len();
            let (at, field) = glued_label(text, before, value..range.end, lexicon)?;
            Some((from + at, field))
        };
        let Some((start, field)) = known.or_else(glued) else { continue };
        found.push((range.start + start..range.start + from + before.len(), field, value));
    }
    add_unmarked(text, range, &mut found, lexicon);
    found
}

/// How far in front of a colon its label begins, in bytes.
const NEAR: usize = 600;

/// How many characters of names are read behind a label that nothing parts from the words before it.
const LONGEST_LIST: usize = 120;

/// A label without the word in a bracket that it ends with: 责任科室(单位).
fn without_aside(label: &str) -> &str {
    let aside = label.strip_suffix(')').and_then(|words| words.rsplit_once('('));
    aside
        .filter(|(_, word)| word.chars().nth(4).is_none() && word.chars().all(is_han))
        .map_or(label, |(label, _)| label)
}

/// What a label says that its sums are in.
const SCALES: [&str; 3] = ["(万元)", "(亿元)", "(元)"];

/// A label that nothing parts from the words before it, where its value names units: …的建议牵头单位:县水利局.
fn glued_label(
    text: &str,
    before: Range<usize>,
    value: Range<usize>,
    lexicon: &Lexicon,
) -> Option<(usize, LabelField)> {
    let words = &text[before.clone()];
    let (len, field) = lexicon.labels.at_end(words)?;
    let label = words.len() - len;
    let lead = words[..label].chars().next_back()?;
    // 各责任单位:, 由牵头单位:
    let goes_on = "各由与和及或的对向等“该本其将为是".contains(lead);
    let party = matches!(field, LabelField::Units(_)) && words[label..].chars().count() >= 4;
    // No list of names that is one is longer.
    let near =
        text[value.clone()].char_indices().nth(LONGEST_LIST).map_or(value.end, |(at, _)| value.start + at);
    let end = value.start + before_next(&text[value.start..near], &['。', ';', '\n', ' ']).len();
    (party && !goes_on && says(text, clean(text, value.start..end), field, lexicon)).then_some((label, field))
}

/// What a label means, and the year or sign that may stand in front of it: 2024年建设目标, 本年度计划投资.
pub(crate) fn meaning(label: &str, lexicon: &Lexicon) -> Option<LabelField> {
    lexicon.label(label).or_else(|| {
        let (len, field) = lexicon.labels.at_end(label)?;
        let lead = &label[..label.len() - len];
        (lead.is_empty() || is_lead(lead)).then_some(field)
    })
}

/// Whether a value holds nothing but what the field is of.
pub(crate) fn says(text: &str, value: Range<usize>, field: LabelField, lexicon: &Lexicon) -> bool {
    let words = &text[value.clone()];
    if words.is_empty() || words.chars().count() > 120 {
        return false;
    }
    match field {
        LabelField::Units(_) => {
            // 牵头单位请于月底前报县政府办公室 ends like a name, and is a sentence.
            let sign = |c: char| c.is_ascii_digit() || "将请于每须把".contains(c);
            let reports = words!["报县", "报市", "报区", "报州", "报镇", "报送", "上报", "应当"];
            let prose = |name: &str| name.contains(sign) || reports.is_in(name);
            let named = |name: &str| {
                lexicon.unit_suffixes.at_end(name.trim_end_matches(')')).is_some()
                    && !prose(name)
                    && name.chars().count() <= 16
            };
            all_units(text, value, lexicon)
                && units(words, lexicon).iter().all(|(_, range)| named(&words[range.clone()]))
        }
        LabelField::Leaders(_) => {
            let people = leaders(words, lexicon);
            let sure = |name: &Range<usize>| is_surely_person(&words[name.clone()], lexicon);
            // No list of people has figures.
            let plain = !words.contains(|c: char| c.is_ascii_digit());
            // 副局长娜仁格日乐: a post tells that what follows it is a name.
            let named = |person: &Person| {
                person.name.as_ref().is_some_and(|name| {
                    person.post.is_some() && words[name.clone()].chars().nth(4).is_some() || sure(name)
                })
            };
            plain && !people.is_empty() && people.iter().all(named)
        }
        LabelField::Deadline => {
            words.chars().count() <= 16
                && !deadline::scan(words, deadline::Place::Label, Calendar::default()).is_empty()
        }
        _ => false,
    }
}

/// Brackets that stand around labels.
pub(crate) const BOXES: [char; 3] = ['【', '〔', '['];

/// Labels in brackets of their own, which need no colon, from the beginning of a line on: 〔责任单位〕区工信局  〔时限〕6月底.
fn boxed_labels(line: &str, lexicon: &Lexicon) -> Vec<Label> {
    if !line.trim_start().starts_with(BOXES) {
        return Vec::new();
    }
    let boxes = brackets::outermost(line).into_iter().filter(|pair| BOXES.contains(&pair.sign));
    let read = |pair: brackets::Pair| {
        let inner = &line[pair.inner.clone()];
        let label: String = inner.chars().filter(|c| !c.is_whitespace() && *c != ':').collect();
        Some((pair.outer.clone(), lexicon.label(&label)?, pair.outer.end))
    };
    let mut found: Vec<Label> = boxes.filter_map(read).collect();
    // The first begins the line.
    let begins = found.first().is_some_and(|(label, ..)| line[..label.start].trim().is_empty());
    if !begins {
        found.clear();
    }
    found
}

/// A label that begins a line and that a gap parts from its value: 责任单位 区工信局, ● 干什么  新建托位620个. A short one
/// has nothing but names behind it: 配合 县财政局.
fn gapped_label(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Option<Label> {
    let line = &text[range.clone()];
    let words = line.trim_start();
    let bare = words.trim_start_matches(BULLETS).trim_start();
    let signed = bare.len() < words.len();
    let (label, rest) = bare.split_at(bare.find(' ')?);
    let field = lexicon.label(label).filter(|_| !label.contains(':'))?;
    let value = rest.trim_start();
    let names = matches!(field, LabelField::Units(_) | LabelField::Leaders(_) | LabelField::Deadline);
    let says = || says(text, clean(text, range.end - value.len()..range.end), field, lexicon);
    let named = names && !value.contains(['。', ':']) && (label.chars().count() >= 4 || says());
    let told = signed && rest.starts_with("  ") && (names || field == LabelField::Body);
    // 花多少 96万元, 谁来办 承办:甲;协办:乙: a question is nothing but a label.
    let asked = words!["谁", "什么", "多少", "何时", "怎么", "几时", "啥", "咋"].is_in(label);
    let (start, end) = (line.len() - bare.len(), line.len() - rest.len());
    ((named || told || asked) && !value.is_empty()).then_some((start..end, field, line.len() - value.len()))
}

/// Where the label begins that `before` ends with: behind the last stop, bracket or wide gap.
fn label_start(before: &str, lexicon: &Lexicon) -> usize {
    let stop = after_last(
        before,
        &['。', ';', ',', '\n', '(', '[', '【', '〔', '、', ')', ']', '】', '{', '|', '\t'],
    );
    // A wide gap separates pairs of one line; single spaces inside a label (责 任 单 位) do not.
    let rest = &before[stop..];
    let gap = rest.rfind("  ").map_or(0, |gap| gap + "  ".len());
    // 牵头 单位
    let halves = rest.trim_start().split_once(' ').is_some_and(|(half, other)| {
        let few = |half: &str| (1..=3).contains(&half.chars().take(4).count());
        few(half) && few(other)
    });
    let broken = || halves && lexicon.labels.get(&squeeze(rest)).is_some();
    let gap = if spaced_out(rest) || broken() { 0 } else { gap.max(single_gap(rest)) };
    let start = stop + gap;
    // ——责任单位: a dash in front of a label is no part of it.
    start + before[start..].len() - before[start..].trim_start_matches([' ', '—', '-', '*']).len()
}

/// Whether all words are single characters with gaps: 责 任 单 位.
fn spaced_out(words: &str) -> bool {
    let mut parts = words.split_whitespace();
    words.contains(' ') && parts.all(|part| part.chars().count() == 1)
}

/// Where a label begins behind a single space: 责任单位:县水利局 包抓领导.
fn single_gap(words: &str) -> usize {
    let trimmed = words.trim_start();
    let lead = words.len() - trimmed.len();
    match trimmed.rfind(' ') {
        Some(at) if trimmed[at + 1..].chars().count() >= 2 => lead + at + 1,
        _ => 0,
    }
}

fn is_lead(words: &str) -> bool {
    let year = words.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['年', '度']);
    // ★责任单位, ——责任单位
    let sign = |c: char| !c.is_alphanumeric() && (!c.is_ascii_punctuation() || matches!(c, '-' | '*'));
    // 截至2030年底累计完成
    let until = ["截至", "截止", "至"].iter().find_map(|until| words.strip_prefix(until));
    let dated = |words: &str| words.chars().all(|c| c.is_ascii_digit() || "年月日底末目前".contains(c));
    year.chars().all(sign)
        || until.is_some_and(dated)
        || matches!(
            year,
            "其中"
                | "项目"
                | "本"
                | "主要"
                | "市级"
                | "县级"
                | "区级"
                | "省级"
                | "年"
                | "我县"
                | "我市"
                | "工程"
                | "其"
        )
        || words.chars().all(|c| c.is_ascii_digit() || "、.()一二三四五六七八九十①②③④⑤⑥⑦⑧".contains(c))
}

/// Brackets around statements that names never hold.
const CLOSING: [(char, char); 3] = [('【', '】'), ('〔', '〕'), ('[', ']')];

/// A value without the signs around it.
pub(super) fn clean(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let head = words.len() - words.trim_start_matches([' ', ':', '\t', '\n', '*']).len();
    let tail = words.trim_end_matches([' ', ';', ',', '。', '\t', '\n', '、', '(', '[', '【', '|', '*']);
    // What closes a bracket that opened before the value is no part of it: 〔参与 县税务局〕.
    let closed = CLOSING
        .iter()
        .find_map(|&(open, close)| tail.strip_suffix(close).filter(|value| !value.contains(open)));
    let tail = closed.unwrap_or(tail).len();
    range.start + head.min(tail)..range.start + tail
}
