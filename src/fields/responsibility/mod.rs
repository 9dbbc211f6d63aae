//! Responsibility (责任分工): who answers for a task, as lines with labels, brackets, or sentences without any.
//!
//! 责任单位：A、B; （牵头单位：A；配合单位：B，6月底完成）; （A牵头，B、C按职责分工负责）; 由A牵头，B配合。

mod bare;
mod heading;
mod label;
mod open;
mod roll;
mod running;
mod subject;
mod unmarked;
mod wording;

pub(crate) use bare::{bare_head, bare_line, bare_list, bare_lists, bare_title};
pub(crate) use heading::{assigns_by_number, deed_of_several, heading, units_alone};
pub(crate) use label::{BOXES, labelled, meaning, says, unknown};
pub(crate) use roll::{Party, roll};
pub(crate) use running::named_besides;
pub(crate) use subject::subject;
pub(crate) use wording::worded;

use crate::fields::deadline;
use crate::lexicon::{LabelField, LeaderRole, Lexicon, UnitRole};
use crate::text::{brackets, words};
use bare::{is_closing, unlabelled};
use heading::is_of_numbers;
use label::{clean, labels};
use std::ops::Range;

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

impl Entry {
    /// What a list says that stands behind no label.
    pub(crate) fn unlabelled(field: LabelField, value: Range<usize>) -> Self {
        Self { field, label: None, value }
    }

    /// Units that answer, by no word but their names.
    pub(crate) fn of_units(value: Range<usize>) -> Self {
        Self::unlabelled(LabelField::Units(UnitRole::Responsible), value)
    }
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
    // 一、民生保障类(第1、2项由A牵头,第3项由B牵头): that is said of its items.
    if assigns_by_number(part) {
        return Vec::new();
    }
    // 未注明牵头单位的,由县商务局牵头 is a rule for others.
    if names_contact(line) || words!["未注明", "未标明", "未列明"].is_in(part) && part.contains("的,由")
    {
        return Vec::new();
    }
    // 责任分工:甲牵头,乙、丙参与。
    if let Some(label) = DUTIES.iter().find_map(|label| part.trim_start().strip_prefix(label)) {
        let value = clean(text, range.end - label.len()..range.end);
        // What money they are given is counted, too.
        let counts = text[value.clone()].contains(|c: char| c.is_ascii_digit());
        let range = range.start..if counts { value.start } else { range.end };
        let stated = worded(text, value.clone(), lexicon);
        // 由A牵头,会同B落实资金;C具体负责: words that go on name more.
        let spoken = running::named_besides(text, std::iter::once(value), &[], lexicon);
        let entries = if spoken.len() > stated.len() { spoken } else { stated };
        if states_duty(&entries) {
            return vec![Statement { range, entries }];
        }
    }
    let mut found = Vec::new();
    for pair in brackets::outermost(part) {
        if !matches!(pair.sign, '(' | '[' | '【' | '〔' | '﹝' | '{') {
            continue;
        }
        let inner = range.start + pair.inner.start..range.start + pair.inner.end;
        let mut entries = bracket(text, inner.clone(), lexicon);
        // 1.【教务处、各教研组】深化…: boxes also list units in front of what they are to do.
        let opens = || BOXES.contains(&pair.sign) && part[..pair.outer.start].trim().is_empty();
        if entries.is_empty() && (is_closing(part, &pair) || opens()) {
            entries = unlabelled(text, inner, lexicon);
        }
        if states_duty(&entries) {
            found.push(Statement {
                range: range.start + pair.outer.start..range.start + pair.outer.end,
                entries,
            });
        }
    }
    if found.is_empty() {
        found = open::each_sentence(text, range.clone(), lexicon);
    }
    if found.is_empty() {
        found.extend(open::statement(text, range, lexicon));
    }
    found
}

/// How many clauses of a bracket are asked whether those who answer end with it.
const MOST_PARTS: usize = 20;

/// Labels of words on who does what.
pub(crate) const DUTIES: [&str; 5] = ["责任分工:", "任务分工:", "职责分工:", "工作分工:", "分工:"];

/// Whether a line states who is responsible: (县农业农村局牵头).
pub(crate) fn states(line: &str, lexicon: &Lexicon) -> bool {
    let labelled = labelled(line, 0..line.len(), lexicon);
    !statements(line, 0..line.len(), &labelled, lexicon).is_empty()
}

/// How many statements of responsibility a line holds.
pub(crate) fn count_statements(line: &str, lexicon: &Lexicon) -> usize {
    statements(line, 0..line.len(), &labelled(line, 0..line.len(), lexicon), lexicon).len()
}

/// What a bracket says: labels, words, or labels with words behind them.
fn bracket(text: &str, inner: Range<usize>, lexicon: &Lexicon) -> Vec<Entry> {
    // [任务分工:A牵头,B协同]
    let duties = DUTIES.iter().find_map(|label| text[inner.clone()].trim_start().strip_prefix(label));
    let inner = duties.map_or(inner.start, |duties| inner.end - duties.len())..inner.end;
    if is_of_numbers(&text[inner.clone()]) {
        return Vec::new();
    }
    let entries = labelled(text, inner.clone(), lexicon);
    if entries.is_empty() {
        // What follows the first sentence are remarks (以下各项不再列出), or when it is due.
        let stop = text[inner.clone()].find('。').map_or(inner.end, |stop| inner.start + stop);
        let mut entries = wording::bracketed(text, inner.start..stop, lexicon);
        if entries.is_empty() {
            // 市港航中心牵头,认真组织实施: what follows asks for more.
            let commas = text[inner.start..stop].match_indices(',').map(|(at, _)| inner.start + at);
            let heads = commas.take(MOST_PARTS).map(|at| wording::bracketed(text, inner.start..at, lexicon));
            entries = heads.take_while(|head| !head.is_empty()).last().unwrap_or_default();
        }
        // (A牵头,B配合;督导:C): words, then labels.
        if let Some((label, ..)) = labels(text, inner.clone(), lexicon).into_iter().next() {
            let list = clean(text, inner.start..label.start);
            entries = worded(text, list.clone(), lexicon);
            // (甲处、乙处,责任校长:丁)
            let named =
                || wording::all_units(text, list.clone(), lexicon) && !bare::is_seat(&text[list.clone()]);
            if entries.is_empty() && named() {
                let field = LabelField::Units(UnitRole::Responsible);
                entries.push(Entry::unlabelled(field, list));
            }
            if !entries.is_empty() {
                entries.extend(labelled(text, label.start..inner.end, lexicon));
            }
            return dated(text, entries);
        }
        let behind = text[stop..inner.end].trim_start_matches('。');
        let rest = clean(text, inner.end - behind.len()..inner.end);
        if !entries.is_empty() && (is_due(&text[rest.clone()]) || are_due(&text[rest.clone()])) {
            entries.push(Entry::unlabelled(LabelField::Deadline, rest));
        }
        return entries;
    }
    let parted = entries.into_iter().flat_map(|entry| {
        let units = units_behind(text, &entry, lexicon);
        let end = units.first().map_or(entry.value.end, |units| units.value.start);
        let own = Entry { value: clean(text, entry.value.start..end), ..entry };
        std::iter::once(own).chain(units)
    });
    dated(text, parted.collect())
}

/// Entries of a bracket, whose last list may end with a date: (责任单位:县林业局,6月底完成), (…;责任领导:周宁;6月底前).
fn dated(text: &str, mut entries: Vec<Entry>) -> Vec<Entry> {
    if let Some(last) = entries.pop() {
        entries.extend(split_date(text, last));
    }
    entries
}

/// The units that stand behind a leader without a label: (责任领导:周宁;县公安局、县应急局), (…;A牵头,B配合).
fn units_behind(text: &str, leader: &Entry, lexicon: &Lexicon) -> Vec<Entry> {
    let LabelField::Leaders(_) = leader.field else { return Vec::new() };
    let Some((people, list)) = text[leader.value.clone()].split_once(';') else { return Vec::new() };
    let list = clean(text, leader.value.end - list.len()..leader.value.end);
    let told = worded(text, list.clone(), lexicon);
    if !told.is_empty() || people.is_empty() {
        return told;
    }
    let known = wording::all_units(text, list.clone(), lexicon);
    known.then_some(Entry::of_units(list)).into_iter().collect()
}

/// Whether every part of words says when a stage is due: 6月底前开工,12月底前建成.
fn are_due(words: &str) -> bool {
    let mut stages =
        words.split([',', ';', '、']).map(str::trim).filter(|stage| !stage.is_empty()).peekable();
    stages.peek().is_some() && stages.all(is_due)
}

/// Whether words say when something is due and nothing else: 6月底完成, 长期坚持.
fn is_due(words: &str) -> bool {
    let ongoing = ["持续推进", "长期坚持", "年内持续推进", "持续开展", "常态化推进", "长期推进"]
        .contains(&words.trim());
    // 3月底前兑现; not 6月底前新建学校3所.
    let figure = |words: &str| words.contains(|c: char| c.is_ascii_digit());
    let dated = words.chars().count() <= 20
        && deadline::period(words)
            .is_some_and(|period| !figure(&words[..period.start]) && !figure(&words[period.end..]));
    ongoing || dated
}

/// Where the stages begin that words end with: behind the first sign with nothing but times behind it.
fn due_from(words: &str) -> Option<usize> {
    let (mut from, mut end) = (None, words.len());
    for (at, sign) in words.rmatch_indices([',', ';']) {
        let stage = words[at + sign.len()..end].trim();
        if !stage.is_empty() && !is_due(stage) {
            break;
        }
        if !stage.is_empty() || from.is_some() {
            from = Some(at + sign.len());
        }
        end = at;
    }
    from
}

/// Splits a date off the end of a list of units or leaders.
fn split_date(text: &str, entry: Entry) -> Vec<Entry> {
    let words = &text[entry.value.clone()];
    let names = matches!(entry.field, LabelField::Units(_) | LabelField::Leaders(_));
    let Some(at) = due_from(words).filter(|_| names) else { return vec![entry] };
    let start = entry.value.start;
    let date = clean(text, start + at..entry.value.end);
    let names = clean(text, start..start + at);
    vec![Entry { value: names, ..entry }, Entry::unlabelled(LabelField::Deadline, date)]
}

/// Whether a line only names whom to ask, with their office: 联络员:周宁(县水利局). That office answers for nothing by it.
pub(crate) fn names_contact(line: &[Entry]) -> bool {
    let contact = |entry: &Entry| entry.field == LabelField::Leaders(LeaderRole::Contact);
    !line.is_empty() && line.iter().all(contact)
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
    fn a_bracket_may_date_several_stages() {
        assert_eq!(
            read("修法（县司法局牵头，6月底前提请审议，12月底前基本完成）"),
            ["Units(Lead) 县司法局", "Deadline 6月底前提请审议,12月底前基本完成"]
        );
        assert_eq!(
            read("建园（责任单位：县林业局，县财政局，3月开工，6月底完成）"),
            ["Units(Responsible) 县林业局,县财政局", "Deadline 3月开工,6月底完成"]
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
    fn a_paragraph_may_begin_with_it() {
        assert_eq!(
            read("由市商务局牵头，市财政局、市公安局配合，8月底前办展6场，售车8000辆。"),
            ["Units(Lead) 市商务局", "Units(Supporting) 市财政局、市公安局"]
        );
        assert_eq!(read("由市水利局负责，加固水库16座。"), ["Units(Responsible) 市水利局"]);
        assert!(read("加快项目落实，新建3所学校。").is_empty());
    }

    #[test]
    fn a_label_needs_no_colon_where_only_names_follow() {
        assert_eq!(
            read("甲园建设，牵头领导何川，牵头单位县林草局，责任单位各镇、县水利局；"),
            ["Leaders(Lead) 何川", "Units(Lead) 县林草局", "Units(Responsible) 各镇、县水利局"]
        );
        assert_eq!(
            read("修路5公里。责任单位 县交通局 配合单位 各镇"),
            ["Units(Responsible) 县交通局", "Units(Supporting) 各镇"]
        );
        assert_eq!(
            read("建园（责任单位县林草局，完成时限6月底）"),
            ["Units(Responsible) 县林草局", "Deadline 6月底"]
        );
        assert!(read("责任单位请于每季度末报县政府办公室").is_empty());
        assert!(read("狠抓落实，责任单位各司其职。").is_empty());
    }

    #[test]
    fn a_bare_list_of_units_may_end_a_paragraph() {
        let read = |text: &str| {
            let text = fold(text);
            let found = bare_list(&text, 0..text.len(), Lexicon::builtin());
            found.map(|found| text[found.entries[0].value.clone()].to_owned())
        };
        assert_eq!(read("改造小区12个。（县教育局、县财政局）").as_deref(), Some("县教育局、县财政局"));
        assert_eq!(read("改造小区12个（县教育局；6月底前）。").as_deref(), Some("县教育局"));
        assert_eq!(read("改造小区12个。★县教育局　县财政局").as_deref(), Some("★县教育局 县财政局"));
        assert_eq!(read("任务移交县自然资源局（县林业局）。"), None);
        assert_eq!(read("新建学校2所（县一中、县二中建成投用）。"), None);
    }

    #[test]
    fn a_bare_list_of_units_may_be_a_line() {
        let read = |text: &str| bare_line(&fold(text), 0..fold(text).len(), Lexicon::builtin()).is_some();
        assert!(read("——县教育局"));
        assert!(read("县教育局、县财政局、各乡镇人民政府"));
        assert!(!read("县教育局"));
        assert!(!read("县教育局、县财政局："));
        assert!(!read("各县（市、区）请于11月20日前将总结报县教育局"));
        assert!(!read("——新建学校2所"));
    }

    #[test]
    fn prose_about_responsibility_is_none() {
        assert!(read("各责任单位要明确分管负责人，牵头单位抓总。").is_empty());
        assert!(read("明确一名负责人驻点督办；每周一修路。").is_empty());
        assert!(read("加快推进项目建设，确保完成。").is_empty());
    }
}
