//! The lines of an outline, each with the number that it begins with.

use super::content::{Block, Content};
use super::series;
use crate::lexicon::{LabelField, Lexicon};
use crate::text::marker::{self, Marker, Style};
use crate::text::{brackets, squeeze, tally, words};

/// A paragraph, or a cell of a table, which has no words here.
pub(super) struct Line<'a> {
    /// Its place among the blocks of the text.
    pub(super) at: usize,
    pub(super) block: &'a Block,
    pub(super) words: &'a str,
    /// The number that it begins with, as any notice may have it.
    pub(super) marker: Option<Marker>,
}

impl<'a> Line<'a> {
    /// The line of block `at`; `None` where there is none.
    pub(super) fn of(content: &'a Content, at: usize) -> Option<Self> {
        let block = content.blocks.get(at)?;
        let words = if block.cell.is_some() { "" } else { &content.text.folded()[block.range.clone()] };
        Some(Self { at, block, words, marker: marker::parse(words) })
    }
}

/// How many lines away the fellows of a number are looked for.
pub(super) const NEAR: usize = 40;

/// For each line the number that only this notice has, or that ran into the words behind it.
pub(super) fn own_numbers(lines: &[Line<'_>]) -> Vec<Option<Marker>> {
    let unknown = |line: &Line<'_>| line.marker.is_none() || series::is_lone(line.words);
    let words: Vec<&str> =
        lines.iter().map(|line| Some(line.words).filter(|_| unknown(line)).unwrap_or_default()).collect();
    let mut found = series::find(&words);
    let all: Vec<&str> = lines.iter().map(|line| line.words).collect();
    for (found, spaced) in found.iter_mut().zip(marker::spaced(&all)) {
        *found = spaced.or(*found);
    }
    over_signs(lines, &mut found);
    let known = |line: &Line<'_>| line.marker.filter(|marker| marker.style == Style::Arabic);
    for (at, words) in words.iter().enumerate() {
        // 2.38个工地 behind 1., and in front of 3. or for such as come whole.
        let Some(marker) = marker::glued(words) else { continue };
        let before = lines[..at].iter().rev().take(NEAR).find_map(known);
        let before = before.and_then(|before| before.value.checked_add(1));
        let after = lines[at + 1..].iter().take(NEAR).find_map(known);
        let after = after.and_then(|after| after.value.checked_sub(1));
        let whole = words.trim_start().trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let whole =
            whole.starts_with(['个', '家', '所', '座', '户', '名', '处', '条', '台', '套', '辆', '件', '项']);
        let first =
            before.is_none_or(|before| before != marker.value) && marker.value == 1 && after == Some(1);
        if before == Some(marker.value) && (after == before || whole) || first && whole {
            found[at] = Some(marker);
        }
    }
    found
}

/// Lines that one sign begins, each of which stands over items that another does (◎ 门诊部牵头 / ● 压缩排队时间), are headings.
fn over_signs(lines: &[Line<'_>], found: &mut [Option<Marker>]) {
    let sign = |at: usize| lines[at].words.trim_start().chars().next();
    let signed = |at: usize| found[at].is_some_and(|marker| marker.style == Style::Bullet);
    let own: Vec<usize> = (0..lines.len()).filter(|&at| signed(at)).collect();
    let Some(first) = own.first().copied().and_then(sign) else { return };
    let next = |at: usize| lines.get(at + 1).and_then(|line| line.marker);
    let heads =
        |&at: &usize| sign(at) == Some(first) && next(at).is_some_and(|marker| marker.style == Style::Bullet);
    if own.iter().all(heads) {
        for at in own {
            found[at].iter_mut().for_each(|marker| marker.style = Style::Own(u8::MAX));
        }
    }
}

/// Which lines are headings behind one sign, each over items that are numbered (▲ 红牌(严重滞后,3项) / 一、…), where several are.
pub(super) fn sign_headings(lines: &[Line<'_>]) -> Vec<bool> {
    const LONGEST: usize = 30;
    let sign =
        |line: &Line<'_>| line.words.trim_start().chars().next().filter(|c| marker::BULLETS.contains(c));
    let heads = |(at, line): (usize, &Line<'_>)| {
        sign(line).is_some()
            && line.words.chars().nth(LONGEST).is_none()
            && lines.get(at + 1).and_then(|next| next.marker).is_some_and(|next| {
                matches!(next.style, Style::Chinese | Style::ChineseBracket | Style::Arabic) && next.value > 0
            })
    };
    let found: Vec<bool> = lines.iter().enumerate().map(heads).collect();
    let first = lines.iter().zip(&found).find_map(|(line, heads)| sign(line).filter(|_| *heads));
    // Where the sign also stands in front of something else, it begins items.
    let one =
        first.is_some() && lines.iter().zip(&found).all(|(line, heads)| *heads == (sign(line) == first));
    several(if one { found } else { vec![false; lines.len()] })
}

/// Which lines are names of offices over a list of what each is to do (县教育局:, 【常务副市长领衔事项】), where several are.
pub(super) fn office_headings(lines: &[Line<'_>], lexicon: &Lexicon) -> Vec<bool> {
    const LONGEST: usize = 20;
    let office = |name: &str| {
        (3..=LONGEST).contains(&name.chars().take(LONGEST + 1).count())
            && lexicon.unit_suffixes.at_end(name).is_some()
    };
    let begins_list = |line: &Line<'_>| line.marker.is_some_and(|marker| marker.value == 1);
    let heads = |(at, line): (usize, &Line<'_>)| {
        let names = line.words.trim().strip_suffix(':').filter(|_| line.marker.is_none());
        (names.is_some_and(|names| names.split('、').all(office)) || boxed(line).is_some())
            && lines.get(at + 1).is_some_and(begins_list)
    };
    several(lines.iter().enumerate().map(heads).collect())
}

/// Which lines are headings whose bracket names who answers for the items below, where several are: 环境提升篇(分管领导:周宁),
/// 环境提升组——挂帅领导:周宁.
pub(super) fn led_headings(lines: &[Line<'_>], lexicon: &Lexicon) -> Vec<bool> {
    const LONGEST: usize = 16;
    let leads = |inner: &str| {
        let label = inner.split(':').next().filter(|label| label.len() < inner.len());
        let field = label.and_then(|label| lexicon.label(&squeeze(label)));
        matches!(field, Some(LabelField::Units(_) | LabelField::Leaders(_)))
    };
    let heads = |(at, line): (usize, &Line<'_>)| {
        let words = line.words.trim();
        let plain = |name: &str| {
            (2..=LONGEST).contains(&name.chars().count()) && !name.contains(['。', ',', ';', ':'])
        };
        let behind = || words.split_once("——").is_some_and(|(name, rest)| plain(name) && leads(rest));
        let bracket = || {
            words.ends_with(')')
                && brackets::after_name(words, LONGEST)
                    .is_some_and(|(name, inner)| name.chars().nth(1).is_some() && leads(inner))
        };
        line.marker.is_none()
            && lines.get(at + 1).is_some_and(|next| next.marker.is_some_and(|marker| marker.value > 0))
            && (bracket() || behind())
    };
    several(lines.iter().enumerate().map(heads).collect())
}

/// What a single line is of its notice, none is.
fn several(mut found: Vec<bool>) -> Vec<bool> {
    if found.iter().filter(|is_one| **is_one).count() < 2 {
        found.fill(false);
    }
    found
}

/// What a line says that is nothing but a box: 【常务副市长领衔事项】.
pub(super) fn boxed<'a>(line: &Line<'a>) -> Option<&'a str> {
    /// The most characters of a heading.
    const LONGEST: usize = 30;
    let inner = line.words.trim().strip_prefix('【')?.strip_suffix('】')?;
    let plain = !inner.contains(['【', '。', ',', ':']) && inner.chars().nth(LONGEST).is_none();
    plain.then_some(inner)
}

pub(super) fn is_dashed(line: &str) -> bool {
    line.trim_start().starts_with("——")
}

/// The second number of a list whose first stands right behind a label: 整改措施:1.….
pub(super) fn list_in_value(line: &str) -> Option<(Style, u32)> {
    let (at, sign) = line.char_indices().take(12).find(|(_, c)| matches!(c, ':' | '】' | '\t'))?;
    let first = marker::parse(&line[at + sign.len_utf8()..]).filter(|marker| marker.value == 1)?;
    Some((first.style, 2))
}

/// Whether a line that begins with the first number of a list holds its second too: (1)租用设备2套。(2)新建处理站1座。
pub(super) fn is_list(line: &str, first: Marker) -> bool {
    /// How many sentences the first of the list has at most.
    const SENTENCES: usize = 8;
    let second = |behind: &str| {
        marker::parse(behind).is_some_and(|marker| marker.style == first.style && marker.value == 2)
    };
    let mut stops = line.match_indices(['。', ';']).take(SENTENCES);
    first.value == 1 && stops.any(|(at, stop)| second(&line[at + stop.len()..]))
}

/// Whether a line begins with a label that is known, whatever signs stand in front of it: 责任单位:…, 【项目名称】…, ——时限:….
pub(super) fn is_labelled(line: &str, lexicon: &Lexicon) -> bool {
    let words = line.trim_start_matches(['【', '〔', '[', ' ', '—']);
    let label = words.split([':', '】', '〕', ']', '\t']).next().filter(|label| label.len() < words.len());
    label.is_some_and(|label| lexicon.label(&squeeze(label)).is_some())
}

/// Whether a line is one of three or more that begin with a dash, one below the other; ——责任单位:… is none.
pub(super) fn is_dashed_list(lines: &[Line<'_>], at: usize, lexicon: &Lexicon) -> bool {
    let dashed = |line: &&Line<'_>| is_dashed(line.words) && !is_labelled(line.words, lexicon);
    let above = lines[..at].iter().rev().take(2).take_while(dashed).count();
    let below = lines[at + 1..].iter().take(2).take_while(dashed).count();
    dashed(&&lines[at]) && above + below >= 2
}

/// The longest label that is all of its line, in bytes, with gaps between its characters.
const LONGEST: usize = 60;

/// Which lines are labels and no more (责任单位), over the line of their value: at least one of them stands three times.
pub(super) fn lone_labels(lines: &[Line<'_>], lexicon: &Lexicon) -> Vec<bool> {
    const OFTEN: usize = 3;
    let label = |line: &Line<'_>| {
        if line.marker.is_some() || line.words.len() > LONGEST {
            return None;
        }
        let words = Some(squeeze(line.words)).filter(|words| words.chars().nth(8).is_none())?;
        // 县水利局主办 is no label, though it may be one.
        let ends = words!["单位", "部门", "科室", "领导", "责任人", "负责人"].ends(&words);
        let valued = match lexicon.labels.get(&words).or_else(|| lexicon.label(&words).filter(|_| ends))? {
            // 问题表现 stands over how things are, and names nothing.
            LabelField::Title => words.starts_with("问题"),
            LabelField::Units(_)
            | LabelField::Leaders(_)
            | LabelField::Deadline
            | LabelField::Money(_)
            | LabelField::Body => true,
            _ => false,
        };
        valued.then(|| words.into_owned())
    };
    let labels: Vec<Option<String>> = lines.iter().map(label).collect();
    // Labels one below the other are headings of columns.
    let alone = |at: usize| {
        let below = labels.get(at + 1).is_some_and(Option::is_none);
        labels[at].as_ref().filter(|_| below)
    };
    let counts = tally((0..labels.len()).filter_map(alone).map(String::as_str));
    let often = counts.values().any(|count| *count >= OFTEN);
    (0..labels.len()).map(|at| often && alone(at).is_some()).collect()
}

/// Which numbered lines have no heading but the word for one (一、反馈问题), over the heading itself: more than one.
pub(super) fn unnamed(lines: &[Line<'_>], lexicon: &Lexicon) -> Vec<bool> {
    let word = |(at, line): (usize, &Line<'_>)| {
        let words = Some(&line.words[line.marker?.len..]).filter(|words| words.len() <= LONGEST)?;
        let words = squeeze(words).into_owned();
        let named = lines.get(at + 1).is_some_and(|name| name.marker.is_none() && !name.words.is_empty());
        (named && lexicon.label(&words) == Some(LabelField::Title)).then_some(words)
    };
    let words: Vec<Option<String>> = lines.iter().enumerate().map(word).collect();
    let counts = tally(words.iter().flatten().map(String::as_str));
    words.iter().map(|word| word.as_deref().is_some_and(|word| counts[word] > 1)).collect()
}

/// Whether a line only names an annex: 附件2, 附件一:. What follows is no part of the items before it.
pub(super) fn is_annex(line: &str) -> bool {
    let words = line.trim().trim_end_matches(':');
    let number = words.strip_prefix("附件").or_else(|| words.strip_prefix("附表"));
    let figure = |c: char| c.is_ascii_digit() || c == ' ' || "一二三四五六七八九十".contains(c);
    number.is_some_and(|number| number.chars().count() <= 3 && number.chars().all(figure))
}
