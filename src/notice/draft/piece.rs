//! Pieces of an item: its own words, and what is stated of it; and where one item holds several tasks.

use super::{is_party, same_kind};
use crate::fields::responsibility::{self, Entry};
use crate::lexicon::{LabelField, Lexicon};
use crate::outline::{Outline, Section};
use crate::text::{brackets, marker, squeeze, words};
use std::ops::Range;

/// A stretch of an item: its own words, or what is stated of it.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    Text(Range<usize>),
    Entries(Vec<Entry>),
}

impl Piece {
    pub(super) fn text(&self) -> Option<Range<usize>> {
        if let Self::Text(range) = self { Some(range.clone()) } else { None }
    }

    pub(super) fn entries(&self) -> &[Entry] {
        if let Self::Entries(entries) = self { entries } else { &[] }
    }

    /// Whether it names somebody who answers.
    pub(super) fn names_party(&self) -> bool {
        self.entries().iter().any(is_party)
    }
}

/// The lines of a section as pieces; `bare` where lists of units that say no more state who answers.
pub(super) fn pieces(
    text: &str,
    outline: &Outline,
    section: &Section,
    bare: bool,
    lexicon: &Lexicon,
) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut open: Option<Entry> = None;
    // The label that stood alone over the line before.
    let mut lone: Option<Entry> = None;
    for line in std::iter::once(&section.heading).chain(&section.lines) {
        let alone = outline.labels.contains(&line.start);
        let line = brackets::trim(text, line.clone());
        if line.is_empty() {
            continue;
        }
        if alone && let Some(field) = lexicon.label(&squeeze(&text[line.clone()])) {
            open = Some(Entry { field, label: Some(line.clone()), value: line.end..line.end });
            lone = open.clone();
            continue;
        }
        // 责任单位 / 县水利局 / 县林业局: the names may take several lines.
        let more = lone.take_if(|_| open.is_none());
        let named = |entry: &Entry| matches!(entry.field, LabelField::Units(_));
        if let Some(entry) = more.filter(named)
            && responsibility::units_alone(text, line.clone(), lexicon).is_some()
        {
            lone = Some(entry.clone());
            found.push(Piece::Entries(vec![Entry { value: line, ..entry }]));
            continue;
        }
        // 责任单位: alone on its line: the value stands on the next.
        // 填表人: below it is of a form that nobody has filled in.
        if let Some(entry) = open.take().filter(|_| responsibility::unknown(&text[line.clone()]).is_none()) {
            found.push(Piece::Entries(vec![Entry { value: line, ..entry }]));
            continue;
        }
        // 以上事项由县政府督查室督办: that is about all of them.
        if speaks_of_above(&text[line.clone()]) && closes(&text[line.clone()]) {
            found.push(Piece::Text(line));
            continue;
        }
        let labelled = responsibility::labelled(text, line.clone(), lexicon);
        if let [only] = labelled.as_slice()
            && only.value.is_empty()
        {
            open = Some(only.clone());
            continue;
        }
        let mut statements = responsibility::statements(text, line.clone(), &labelled, lexicon);
        let units = |entry: &Entry| matches!(entry.field, LabelField::Units(_));
        if bare
            && section.marker.is_some()
            && line.start == section.heading.start
            && !statements.iter().flat_map(|statement| &statement.entries).any(units)
            && let Some(title) = responsibility::bare_title(text, line.clone(), lexicon)
        {
            statements.insert(0, title);
        }
        if bare && statements.is_empty() && !responsibility::names_contact(&labelled) {
            let listed = responsibility::bare_lists(text, line.clone(), lexicon);
            let alone = || {
                if line.start > section.heading.start {
                    return responsibility::bare_line(text, line.clone(), lexicon);
                }
                // 6.宝力根旗:到位资金88亿元, over a line that says who answers: the place is its name.
                let below =
                    || section.lines.iter().any(|line| responsibility::states(&text[line.clone()], lexicon));
                section
                    .marker
                    .and_then(|_| responsibility::bare_head(text, line.clone(), lexicon))
                    .filter(|_| !below())
            };
            statements.extend(listed);
            if statements.is_empty() {
                statements.extend(alone());
            }
        }
        if statements.is_empty() && !labelled.is_empty() {
            let end = sentence_behind(text, &line, &labelled);
            let between = sentences_between(text, &labelled);
            found.push(Piece::Entries(labelled));
            between.into_iter().for_each(|range| push_text(text, range, &mut found));
            push_text(text, end..line.end, &mut found);
            continue;
        }
        // 责任单位:县水利局。新建泵站3座: what follows the names is asked of them.
        if let Some(last) = statements.last_mut().filter(|last| last.range.end == line.end) {
            last.range.end = sentence_behind(text, &line, &last.entries);
        }
        let mut at = line.start;
        for statement in statements {
            push_text(text, at..statement.range.start, &mut found);
            at = statement.range.end;
            let between = sentences_between(text, &statement.entries);
            found.push(Piece::Entries(statement.entries));
            between.into_iter().for_each(|range| push_text(text, range, &mut found));
        }
        push_text(text, at..line.end, &mut found);
    }
    found
}

/// Where the sentence begins that follows the last value of a line of labels and asks for something that counts; the end
/// of the line where none does.
fn sentence_behind(text: &str, line: &Range<usize>, entries: &[Entry]) -> usize {
    let Some(last) = entries.last() else { return line.end };
    let rest = &text[last.value.end..line.end];
    let ends = is_party(last) || matches!(last.field, LabelField::Deadline | LabelField::Category);
    let asks = rest.starts_with('。')
        && rest.contains(|c: char| c.is_ascii_digit())
        && !words!["单位", "领导", "责任"].is_in(rest);
    if ends && asks { last.value.end + '。'.len_utf8() } else { line.end }
}

/// The sentences that count something between one value and the next label: 类别:服务类。新建车间3座。年度目标:….
fn sentences_between(text: &str, entries: &[Entry]) -> Vec<Range<usize>> {
    let gap = |pair: &[Entry]| {
        let range = pair[0].value.end..pair[1].label.clone()?.start;
        let words = text.get(range.clone())?;
        (words.starts_with('。') && words.contains(|c: char| c.is_ascii_digit())).then_some(range)
    };
    entries.windows(2).filter_map(gap).collect()
}

fn push_text(text: &str, range: Range<usize>, found: &mut Vec<Piece>) {
    let words = text[range.clone()].trim_start_matches(['。', ';', ',', '、', ' ', ')']);
    let start = range.end - words.len();
    // A comma that leads into the responsibility is no part of the words before it.
    let end = start + text[start..range.end].trim_end_matches([',', '、', ' ']).len();
    let range = brackets::trim(text, start..end);
    if text[range.clone()].chars().any(char::is_alphanumeric) {
        found.push(Piece::Text(range));
    }
}

/// Whether a paragraph speaks to those who carry the plan out, and is no part of its last item.
pub(super) fn closes(words: &str) -> bool {
    let starts = words![
        "各责任单位",
        "责任单位",
        "各牵头单位",
        "牵头单位",
        "各单位",
        "各县(市、区)",
        "各县(区)",
        "各乡镇",
        "各部门",
        "请各",
        "请上述",
        "请有关",
        "请相关",
        "各地",
        "各镇",
        "各街道",
        "以上",
        "上述",
        "各责任部门",
        "各责任科室",
        "各牵头科室",
        "各科室",
        "各牵头部门",
        "各有关单位",
        "各承办单位",
        "各级",
        "工作要求",
        "办理要求:各",
        "有关要求",
        "落实要求",
        "联系人",
        "监督电话",
        "市政府督查室将",
        "县政府督查室将",
    ];
    let speaks = words!["报", "送", "要", "请", "应", "须", "落实", "监测", "监督", ":"];
    // 各市州人民政府要于…前将…报送…
    let reports =
        words.starts_with(['各', '请']) && words!["报送", "报至", "上报", "书面报", "反馈至"].is_in(words);
    // 县政府办每月通报一次,各责任部门于每月3日前报送进度表
    let rhythm = words!["每月", "每季", "每周", "每半年"].is_in(words)
        && words!["各责任", "各牵头", "各承办", "各单位", "各部门"].is_in(words)
        && words!["报送", "报至", "上报", "报县", "报市", "报区", "报镇"].is_in(words);
    // 会议强调,各有关部门要…
    let meeting = words
        .split_once(',')
        .is_some_and(|(who, what)| ["会议强调", "会议要求"].contains(&who) && what.starts_with('各'));
    // 上述任务由排在首位的单位牵头
    let ranks = speaks_of_above(words) && words!["牵头", "配合"].is_in(words);
    let says = starts.begins(words) && speaks.is_in(words);
    says || ranks || reports || rhythm || meeting
}

/// Whether a line, less its number, speaks of what stands above it: 2.以上项目均由县财政局配合.
fn speaks_of_above(line: &str) -> bool {
    let words = &line[marker::parse(line).map_or(0, |marker| marker.len)..];
    words.starts_with("以上") || words.starts_with("上述")
}

/// Divides pieces where a further statement of the same kind follows words of its own.
///
/// 修路。(责任单位:甲) and 架桥。(乙牵头) on lines of their own are two.
pub(super) fn split(text: &str, pieces: &[Piece]) -> Vec<Vec<Piece>> {
    if let Some(led) = led(text, pieces) {
        return led;
    }
    // For each piece the first at or behind it that names somebody.
    let mut next: Vec<Option<usize>> = vec![None; pieces.len()];
    for at in (0..pieces.len()).rev() {
        next[at] = if pieces[at].names_party() { Some(at) } else { next.get(at + 1).copied().flatten() };
    }
    let mut groups: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut stated: Vec<&Entry> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        if let (Piece::Text(words), Some(next)) = (piece, next[at])
            && (repeats(&stated, &statement(&pieces[next..])) || is_own(text, pieces, (at, next), words))
        {
            groups.push(Vec::new());
            stated.clear();
        }
        stated.extend(piece.entries().iter().filter(|entry| is_party(entry)));
        if let Some(group) = groups.last_mut() {
            group.push(piece.clone());
        }
    }
    groups
}

/// The groups of pieces that each begin with who answers, in a bracket: 【责任单位:甲】修路…; 一是〔甲牵头〕修路…。
/// 二是〔乙牵头〕架桥….
///
/// `None` where fewer than two do, or others end with it.
pub(super) fn led(text: &str, pieces: &[Piece]) -> Option<Vec<Vec<Piece>>> {
    let starts: Vec<usize> = (0..pieces.len()).filter(|&at| leads(text, pieces, at)).collect();
    let stated = pieces.iter().filter(|piece| piece.names_party()).count();
    if starts.len() < 2 || starts.len() * 3 < stated * 2 {
        return None;
    }
    let ends = starts.iter().skip(1).copied().chain([pieces.len()]);
    let groups = starts.iter().zip(ends).map(|(&start, end)| {
        let group = pieces[start..end].iter().map(|piece| match piece {
            Piece::Text(range) => {
                Piece::Text(range.start..range.start + without_number(&text[range.clone()]).len())
            }
            piece => piece.clone(),
        });
        group.filter(|piece| piece.text().is_none_or(|range| !range.is_empty())).collect()
    });
    Some(groups.collect())
}

/// Words without the number that leads into what follows them: …按期通水。二是.
fn without_number(words: &str) -> &str {
    let start = words.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    let number = words[start..].char_indices().map(|(at, _)| start + at);
    let at = number.into_iter().find(|&at| marker::inline(&words[at..]) == Some(words.len() - at));
    at.map_or(words, |at| words[..at].trim_end())
}

/// Whether a bracket that says who answers stands in front of words, at the start of a line or behind a number.
fn leads(text: &str, pieces: &[Piece], at: usize) -> bool {
    let entries = pieces[at].entries();
    let (Some(first), Some(last)) = (entries.first(), entries.last()) else { return false };
    let start = first.label.as_ref().map_or(first.value.start, |label| label.start);
    let front = text[..start].trim_end();
    let Some(before) = front.strip_suffix(['【', '〔', '[', '(']).map(|front| front.trim_end_matches(' '))
    else {
        return false;
    };
    let begins = before.is_empty() || before.ends_with('\n') || without_number(before).len() < before.len();
    let behind = pieces.get(at + 1).and_then(Piece::text);
    let same = |words: Range<usize>| {
        text.get(last.value.end..words.start).is_some_and(|between| !between.contains('\n'))
    };
    pieces[at].names_party() && begins && behind.is_some_and(same)
}

/// Whether a paragraph ends with its own bracket, as the one before it does.
fn is_own(text: &str, pieces: &[Piece], (at, next): (usize, usize), words: &Range<usize>) -> bool {
    let begins = || text[..words.start].trim_end_matches(' ').ends_with('\n');
    let first = pieces[next].entries().first().map(|entry| entry.value.start);
    let same =
        || first.is_some_and(|first| text.get(words.start..first).is_some_and(|line| !line.contains('\n')));
    let before = at.checked_sub(1).map(|before| &pieces[before]).filter(|before| before.names_party());
    next == at + 1
        && closes_bracket(text, &pieces[next])
        && before.is_some_and(|before| closes_bracket(text, before))
        && begins()
        && same()
}

/// Whether a statement stands in a bracket at the end of its line.
fn closes_bracket(text: &str, piece: &Piece) -> bool {
    const REST: usize = 20;
    let last = piece.entries().iter().filter(|entry| is_party(entry)).map(|entry| entry.value.end).max();
    last.is_some_and(|end| {
        let near = text[end..].char_indices().nth(REST).map_or(text.len(), |(at, _)| end + at);
        let rest = text[end..near].split_once('\n').map(|(rest, _)| rest);
        let rest = rest.or_else(|| (near == text.len()).then(|| &text[end..]));
        rest.is_some_and(|rest| rest.trim_end_matches(['。', ' ']).ends_with([')', ']', '〕', '】']))
    })
}

/// The parties that pieces name before any further words: 分管校领导:甲 / 牵头部门:乙.
fn statement(pieces: &[Piece]) -> Vec<&Entry> {
    /// How many lines it takes at most.
    const LINES: usize = 12;
    let lines = pieces.iter().take(LINES).take_while(|piece| piece.text().is_none());
    let entries = lines.flat_map(Piece::entries);
    entries.filter(|entry| is_party(entry)).collect()
}

/// Whether a statement repeats a role that is stated already, or begins over without labels.
fn repeats(stated: &[&Entry], next: &[&Entry]) -> bool {
    let units = |entry: &Entry| matches!(entry.field, LabelField::Units(_));
    let over = starts_like(stated, next);
    next.iter()
        .any(|entry| stated.iter().any(|old| old.field == entry.field || units(old) && units(entry) && over))
}

/// Whether two statements begin with the same kind of entry: each is whole in itself.
fn starts_like(stated: &[&Entry], next: &[&Entry]) -> bool {
    let (Some(a), Some(b)) = (stated.first(), next.first()) else {
        return false;
    };
    a.label.is_none() && b.label.is_none() && same_kind(a, b)
}
