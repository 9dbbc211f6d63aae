//! Responsibility (责任分工): who answers for a task, as lines with labels, brackets, or sentences without any.
//!
//! 责任单位：A、B; （牵头单位：A；配合单位：B，6月底完成）; （A牵头，B、C按职责分工负责）; 由A牵头，B配合。

use super::party::{is_person, is_surely_person, is_unit};
use crate::lexicon::{LabelField, LeaderRole, Lexicon, UnitRole};
use crate::text::{after_last, brackets, pattern, squeeze};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// One statement of responsibility: what it is about, and where its value stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is about.
    pub field: LabelField,
    /// The label; `None` where a verb (牵头, 配合) says the role.
    pub label: Option<Range<usize>>,
    /// The value: a list of names, a date, a sum.
    pub value: Range<usize>,
}

/// Reads `range` of `text` as pairs of label and value: `责任单位：A    包抓领导：B；完成时限：6月`.
///
/// Empty unless the range begins with a label. A value ends where the next label begins.
pub(crate) fn labelled(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Vec<Entry> {
    let found = labels(text, range.clone(), lexicon);
    if found.first().is_none_or(|(label, ..)| !text[range.start..label.start].trim().is_empty()) {
        return Vec::new();
    }
    let ends = found.iter().skip(1).map(|(label, ..)| label.start).chain([range.end]).collect::<Vec<_>>();
    let pairs = found.into_iter().zip(ends);
    let entry = |((label, field, value), end): ((Range<usize>, LabelField, usize), usize)| {
        // Names and dates end with their sentence; what is to be done may take several.
        let names = matches!(field, LabelField::Units(_) | LabelField::Leaders(_) | LabelField::Deadline);
        let stop = text[value..end].find('。').filter(|_| names).map_or(end, |stop| value + stop);
        Entry { field, label: Some(label), value: clean(text, value..stop) }
    };
    pairs.map(entry).collect()
}

/// Labels of `range` that a colon follows: their place, meaning, and where their value begins.
pub(crate) fn labels(
    text: &str,
    range: Range<usize>,
    lexicon: &Lexicon,
) -> Vec<(Range<usize>, LabelField, usize)> {
    let part = &text[range.clone()];
    let mut found: Vec<(Range<usize>, LabelField, usize)> = Vec::new();
    found.extend(boxed_label(part, lexicon).map(|(label, field, value)| {
        (range.start + label.start..range.start + label.end, field, range.start + value)
    }));
    for (colon, _) in part.match_indices(':') {
        let from = found.last().map_or(0, |(_, _, value)| value - range.start);
        if from > colon {
            continue;
        }
        let before = part[from..colon].trim_end();
        let start = from + label_start(before);
        let label = squeeze(&part[start..colon]);
        let composed = lexicon.label(&label).map(|field| (label.len(), field));
        let Some((len, field)) = composed.or_else(|| lexicon.labels.at_end(&label)) else { continue };
        // What stands before the label in its clause must be a year, a sign or nothing: 2024年建设目标, 本年度计划投资.
        let lead = &label[..label.len() - len];
        if !lead.is_empty() && !is_lead(lead) {
            continue;
        }
        found.push((range.start + start..range.start + from + before.len(), field, range.start + colon + 1));
    }
    found
}

/// A label that begins a line and needs no colon: 【责任单位】区工信局, 责任单位 区工信局.
fn boxed_label(line: &str, lexicon: &Lexicon) -> Option<(Range<usize>, LabelField, usize)> {
    let start = line.len() - line.trim_start().len();
    let words = &line[start..];
    if let Some(inner) = words.strip_prefix('【') {
        let end = inner.find('】')?;
        let label: String = inner[..end].chars().filter(|c| !c.is_whitespace() && *c != ':').collect();
        let open = start + '【'.len_utf8();
        let value = open + end + '】'.len_utf8();
        return Some((start..value, lexicon.label(&label)?, value));
    }
    let end = words.find([' ', '\u{3000}'])?;
    let field = lexicon.label(&words[..end]).filter(|field| {
        matches!(field, LabelField::Units(_) | LabelField::Leaders(_) | LabelField::Deadline)
    })?;
    let value = words[end..].trim_start();
    (words[..end].chars().count() >= 4 && !value.is_empty() && !value.contains(['。', ':'])).then_some((
        start..start + end,
        field,
        line.len() - value.len(),
    ))
}

/// Where the label begins that `before` ends with: behind the last stop, bracket or wide gap.
fn label_start(before: &str) -> usize {
    let stop = after_last(
        before,
        &['。', ';', ',', '\n', '(', '[', '【', '〔', '、', ')', ']', '】', '{', '|', '\t'],
    );
    // A wide gap separates pairs of one line; single spaces inside a label (责 任 单 位) do not.
    let rest = &before[stop..];
    let gap =
        ["  ", "\u{3000}"].iter().filter_map(|gap| Some(rest.rfind(gap)? + gap.len())).max().unwrap_or(0);
    let gap = if spaced_out(rest) { 0 } else { gap.max(single_gap(rest)) };
    let start = stop + gap;
    start + before[start..].len() - before[start..].trim_start().len()
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
    year.is_empty()
        || matches!(
            year,
            "-" | "*"
                | "·"
                | "●"
                | "其中"
                | "项目"
                | "本"
                | "主要"
                | "市级"
                | "县级"
                | "区级"
                | "★"
                | "△"
                | "■"
                | "◆"
                | "省级"
                | "年"
                | "我县"
                | "我市"
                | "工程"
                | "其"
        )
        || words.chars().all(|c| c.is_ascii_digit() || "、.()一二三四五六七八九十①②③④⑤⑥⑦⑧".contains(c))
}

/// A value without the signs around it.
fn clean(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let head = words.len() - words.trim_start_matches([' ', ':', '\u{3000}', '\t', '\n']).len();
    let tail = words
        .trim_end_matches([' ', ';', ',', '。', '\u{3000}', '\t', '\n', '、', '(', '[', '【', '|'])
        .len();
    range.start + head.min(tail)..range.start + tail
}

/// Verbs that give a list of names its role, the longest first.
static VERBS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<lead>分别牵头督导|牵头督导|牵头抓总|牵头负责|分别牵头|共同牵头|总牵头|牵头组织实施|牵头组织|牵头实施|牵头|主办|领衔|负总责)|(?P<supporting>参与配合|协同配合|协助配合|积极配合|密切配合|配合|协办|协同|参与|协助|协作)|(?P<supervising>负责督导|负责督办|督导|督办|负责监督)|(?P<responsible>按照各自职责分工负责|按照职责分工分别负责|按照职责分工负责|按职责分工分别负责|按职责分工负责|按职能分工负责|按照职能分工负责|按分工负责|按职责负责|各负其责|分工负责|分别负责|共同负责|具体负责|负责落实|负责实施|组织实施|按职责分工落实|具体实施|承办|实施|负责|落实)",
    )
});

/// Reads `range` of `text` as responsibility in words: `A牵头，B、C按职责分工负责`.
///
/// Empty unless every verb follows a list of units or of people.
pub(crate) fn worded(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Vec<Entry> {
    let part = &text[range.clone()];
    let mut entries: Vec<Entry> = Vec::new();
    let mut from = 0;
    for captures in VERBS.captures_iter(part) {
        let Some(verb) = captures.get(0) else { continue };
        let behind = part[verb.end()..].trim_start();
        // A verb of the statement ends its clause; 市配合中心 and 牵头单位 do not.
        let ends = behind.is_empty()
            || behind.starts_with([',', ';', '。', ':', '、', ')', '.'])
            || behind.starts_with("等");
        if !ends || verb.start() < from {
            continue;
        }
        let list = part[from..verb.start()].trim_start_matches([',', ';', '。', '、', ' ', '\n']);
        let start = verb.start() - list.len();
        let list = range.start + start..range.start + verb.start();
        let Some(field) = who(text, list.clone(), &captures, lexicon) else { return Vec::new() };
        entries.push(Entry { field, label: None, value: clean(text, lead_in(text, list)) });
        from = verb.end();
    }
    // A list behind the last verb has none: (市生态环境局牵头督导,市公安局、应急局).
    let rest = clean(text, range.start + from.min(part.len())..range.end);
    let rest_words = &text[rest.clone()];
    if !entries.is_empty() && !rest_words.is_empty() {
        if all_units(text, rest.clone(), lexicon) {
            entries.push(Entry { field: LabelField::Units(UnitRole::Responsible), label: None, value: rest });
        } else if rest_words.chars().count() <= 16 {
            entries.push(Entry { field: LabelField::Deadline, label: None, value: rest });
        }
    }
    entries
}

/// A list without the words that lead into it: 由A, 由各县.
fn lead_in(text: &str, list: Range<usize>) -> Range<usize> {
    let words = &text[list.clone()];
    let lead = ["由", "并由", "请", "下列工作由", "以上工作由"]
        .iter()
        .filter(|lead| words.starts_with(**lead))
        .map(|lead| lead.len())
        .max()
        .unwrap_or(0);
    list.start + lead..list.end
}

/// Whether a list names units or people, and the role that the verb gives them.
fn who(text: &str, list: Range<usize>, verb: &regex::Captures<'_>, lexicon: &Lexicon) -> Option<LabelField> {
    let list = clean(text, lead_in(text, list));
    if list.is_empty() {
        return None;
    }
    let lead = verb.name("lead").is_some();
    if all_units(text, list.clone(), lexicon) {
        let role = if lead {
            UnitRole::Lead
        } else if verb.name("supporting").is_some() {
            UnitRole::Supporting
        } else if verb.name("supervising").is_some() {
            UnitRole::Supervising
        } else {
            UnitRole::Responsible
        };
        return Some(LabelField::Units(role));
    }
    let words = &text[list];
    let people = super::party::leaders(words, lexicon);
    let role = if lead { LeaderRole::Lead } else { LeaderRole::Responsible };
    // Nothing but posts and names: 请抓好…落实 is no list of people.
    let sure = people.iter().all(|person| match &person.name {
        Some(name) => person.post.is_some() || is_surely_person(&words[name.clone()], lexicon),
        None => person.post.is_some(),
    });
    (!people.is_empty() && sure).then_some(LabelField::Leaders(role))
}

/// Whether every piece of a list looks like a unit.
fn all_units(text: &str, list: Range<usize>, lexicon: &Lexicon) -> bool {
    let units = super::party::units(&text[list.clone()], lexicon);
    let prose = [
        "明确",
        "每项",
        "积极",
        "按照",
        "负总",
        "主动",
        "认真",
        "切实",
        "密切",
        "及时",
        "的",
        "要",
        "各牵头",
        "各协同",
        "各承办",
        "各实施",
        "各有关责任",
        "各责任",
        "各配合",
        "本级",
        "全面",
    ];
    !units.is_empty()
        && !prose.iter().any(|word| text[list.clone()].contains(word))
        && units.iter().all(|(_, range)| {
            let name = &text[list.start + range.start..list.start + range.end];
            is_unit(name, lexicon) && !(is_person(name) && ends_like_post(name, lexicon))
        })
}

fn ends_like_post(name: &str, lexicon: &Lexicon) -> bool {
    lexicon.posts.find_iter(name).any(|found| found.start() > 0 && found.end() == name.len())
}

static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:由|以下由)?(?P<who>[\p{Han}、·• ]{2,40}?)(?P<verb>(?P<lead>牵头抓总|牵头负责|牵头推进|牵头落实|牵头|主抓|领衔|挂帅|包抓|包联|挂联|领办|督办)|负责|分管|联系)(?:抓总|落实|推进|的|重点|主要|各项|县|市|区|政府|承担|办理|方面)*(?:工作|任务|事项|项目|实事|目标)",
    )
});

/// Whom a heading names for all that stands under it: 副县长周宁同志负责的工作, 周宁县长牵头重点工作, 市水利局牵头的任务.
pub(crate) fn heading(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Option<Entry> {
    let found = HEADING.captures(&text[range.clone()])?;
    let who = found.name("who")?;
    let words = who.as_str().trim_end().trim_end_matches("同志");
    let start = range.start + who.start();
    let value = brackets::trim(text, start..start + words.len());
    let lead = found.name("lead").is_some();
    let words = &text[value.clone()];
    // 周宁县长: the name stands in front of the post.
    let post_behind = lexicon.posts.find_iter(words).find(|post| post.end() == words.len()).and_then(|_| {
        let levels = ["副", "常务", "县", "市", "区", "州", "镇", "乡", "省"];
        let cut = words
            .char_indices()
            .skip(2)
            .map(|(at, _)| at)
            .find(|&at| levels.iter().any(|level| words[at..].starts_with(level)))?;
        is_person(&words[..cut]).then(|| value.start..value.start + cut)
    });
    let people = super::party::leaders(words, lexicon);
    if post_behind.is_some()
        || people.iter().any(|person| {
            person.name.is_some() && (person.post.is_some() || is_person(words) && words.chars().count() <= 3)
        })
    {
        let role = if lead { LeaderRole::Lead } else { LeaderRole::Responsible };
        return Some(Entry {
            field: LabelField::Leaders(role),
            label: None,
            value: post_behind.unwrap_or(value),
        });
    }
    let role = if lead { UnitRole::Lead } else { UnitRole::Responsible };
    all_units(text, value.clone(), lexicon).then_some(Entry {
        field: LabelField::Units(role),
        label: None,
        value,
    })
}

/// The responsibility that stands in a paragraph: the brackets and sentences that state it, with their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What is taken out of the task's text, brackets included.
    pub range: Range<usize>,
    /// What it says.
    pub entries: Vec<Entry>,
}

/// Finds every statement of responsibility in `range` of `text`, a paragraph; `line` is what [`labelled`] read of it.
pub(crate) fn statements(
    text: &str,
    range: Range<usize>,
    line: &[Entry],
    lexicon: &Lexicon,
) -> Vec<Statement> {
    let part = &text[range.clone()];
    if states_duty(line) {
        return vec![Statement { range, entries: line.to_vec() }];
    }
    let mut found = Vec::new();
    for pair in brackets::outermost(part) {
        if !matches!(pair.sign, '(' | '[' | '【' | '〔' | '﹝' | '{') {
            continue;
        }
        let inner = range.start + pair.inner.start..range.start + pair.inner.end;
        let entries = bracket(text, inner, lexicon);
        if states_duty(&entries) {
            found.push(Statement {
                range: range.start + pair.outer.start..range.start + pair.outer.end,
                entries,
            });
        }
    }
    if found.is_empty() {
        found.extend(open_statement(text, range.clone(), lexicon));
    }
    found
}

/// Whether a line states who is responsible: (县农业农村局牵头).
pub(crate) fn states(line: &str, lexicon: &Lexicon) -> bool {
    let labelled = labelled(line, 0..line.len(), lexicon);
    !statements(line, 0..line.len(), &labelled, lexicon).is_empty()
}

/// What a bracket says: labels, words, or labels with words behind them.
fn bracket(text: &str, inner: Range<usize>, lexicon: &Lexicon) -> Vec<Entry> {
    let mut entries = labelled(text, inner.clone(), lexicon);
    if entries.is_empty() {
        // What follows the first sentence are remarks: 以下各项不再列出.
        let stop = text[inner.clone()].find('。').map_or(inner.end, |stop| inner.start + stop);
        return worded(text, inner.start..stop, lexicon);
    }
    // The last item of a list of units may be a date: (责任单位:县林业局,6月底完成).
    if let Some(last) = entries.pop() {
        entries.extend(split_date(text, last));
    }
    entries
}

/// Splits a date off the end of a list of units.
fn split_date(text: &str, entry: Entry) -> Vec<Entry> {
    let words = &text[entry.value.clone()];
    let at = after_last(words, &[',', ';']);
    let tail = &words[at..];
    let dated = tail.contains(['月', '年', '季'])
        && tail.chars().count() <= 16
        && ["前", "成", "底", "末", "内", "进"].iter().any(|end| tail.ends_with(end));
    let ongoing =
        ["持续推进", "长期坚持", "年内持续推进", "持续开展", "常态化推进", "长期推进"].contains(&tail.trim());
    if !matches!(entry.field, LabelField::Units(_)) || at == 0 || !(dated || ongoing) {
        return vec![entry];
    }
    let start = entry.value.start;
    let date = clean(text, start + at..entry.value.end);
    let units = clean(text, start..start + at);
    vec![Entry { value: units, ..entry }, Entry { field: LabelField::Deadline, label: None, value: date }]
}

/// A statement without brackets at the end of a paragraph, or in front of it: …。由A牵头，B配合。; A牵头，B负责：….
fn open_statement(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Option<Statement> {
    let part = &text[range.clone()];
    // 牵头部门:市交通局 behind a stop or comma.
    if let Some((label, ..)) = labels(text, range.clone(), lexicon)
        .into_iter()
        .find(|(_, field, _)| matches!(field, LabelField::Units(_) | LabelField::Leaders(_)))
    {
        let entries = labelled(text, label.start..range.end, lexicon);
        if states_duty(&entries) {
            return Some(Statement { range: label.start..range.end, entries });
        }
    }
    let body = part.trim_end().trim_end_matches(['。', ';']);
    let start = after_last(body, &['。', ';']);
    if start > 0 || body.starts_with('由') {
        let entries = worded(text, range.start + start..range.start + body.len(), lexicon);
        if states_duty(&entries) {
            return Some(Statement { range: range.start + start..range.end, entries });
        }
    }
    let colon =
        part.find(':').filter(|&at| part[..at].chars().count() <= 60 && !part[..at].contains('。'))?;
    let entries = worded(text, range.start..range.start + colon, lexicon);
    let ends = VERBS
        .find_iter(&part[..colon])
        .last()
        .is_some_and(|verb| verb.end() == part[..colon].trim_end().len());
    (states_duty(&entries) && ends)
        .then_some(Statement { range: range.start..range.start + colon + 1, entries })
}

/// Whether entries name who is responsible, or at least one thing that belongs to such a line.
fn states_duty(entries: &[Entry]) -> bool {
    entries.iter().any(|entry| {
        matches!(
            entry.field,
            LabelField::Units(_)
                | LabelField::Leaders(LeaderRole::Lead | LeaderRole::Responsible | LeaderRole::Branch)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    fn read(text: &str) -> Vec<String> {
        let text = fold(text);
        let lexicon = Lexicon::builtin();
        let line = labelled(&text, 0..text.len(), lexicon);
        let found = statements(&text, 0..text.len(), &line, lexicon);
        found
            .iter()
            .flat_map(|statement| &statement.entries)
            .map(|entry| format!("{:?} {}", entry.field, &text[entry.value.clone()]))
            .collect()
    }

    #[test]
    fn a_line_may_hold_several_labels() {
        assert_eq!(
            read("责任单位：市水利局        包抓领导：常青山"),
            ["Units(Responsible) 市水利局", "Leaders(Lead) 常青山"]
        );
        assert_eq!(read("责 任 单 位：县水利局"), ["Units(Responsible) 县水利局"]);
    }

    #[test]
    fn brackets_hold_labels_or_words() {
        assert_eq!(
            read("增长10%。[牵头单位：县发改局（粮食局）；责任单位：各镇人民政府，开发区]"),
            ["Units(Lead) 县发改局(粮食局)", "Units(Responsible) 各镇人民政府,开发区"]
        );
        assert_eq!(
            read("新建5处（甲市财政局牵头，税务局、统计局按职责分工负责）"),
            ["Units(Lead) 甲市财政局", "Units(Responsible) 税务局、统计局"]
        );
        assert_eq!(
            read("放权（责任单位：州司法局，开发区管委会，6月底完成）"),
            ["Units(Responsible) 州司法局,开发区管委会", "Deadline 6月底完成"]
        );
    }

    #[test]
    fn a_last_sentence_or_a_prefix_may_state_it() {
        assert_eq!(
            read("新建4所。由各县（区）民政局牵头，卫健局配合。"),
            ["Units(Lead) 各县(区)民政局", "Units(Supporting) 卫健局"]
        );
        assert_eq!(
            read("副县长李沐阳牵头，县林业局负责：造林3万亩"),
            ["Leaders(Lead) 李沐阳", "Units(Responsible) 县林业局"]
                .map(|s| s.replace("李沐阳", "副县长李沐阳"))
        );
    }

    #[test]
    fn prose_about_responsibility_is_none() {
        assert!(read("各责任单位要明确分管负责人，牵头单位抓总。").is_empty());
        assert!(read("加快推进项目建设，确保完成。").is_empty());
    }
}
