//! What a sentence assigns: its numbers, and whoever answers for them.

use super::{Assigned, Whose};
use crate::fields::party::units;
use crate::fields::responsibility::{self, Entry};
use crate::lexicon::Lexicon;
use crate::notice::draft::is_party;
use crate::notice::numbers;
use crate::text::{after_last, before_next, brackets, marker, numeral, pattern, words};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// One or several numbers of tasks: 任务1、3、5, 第九条至第十二条, 其中任务8, 以上（四）至（六）项.
static NUMBERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        (?:(?:其中)?(?:(?:重点)?(?:任务|事项|实事|工作|措施|项目)第?|第)|(?:以上|上述|前款|前述|上款)第?)
        \(?(?:\d{1,3}|[一二三四五六七八九十]{1,4}|[①-⑳])\)?(?:项|条|件)?(?:任务|工作|事项)?
        (?:(?:[、,和及与至到~—-]|\s)+(?:任务|事项)?第?\(?(?:\d{1,3}|[一二三四五六七八九十]{1,4}|[①-⑳])\)?(?:项|条|件)?(?:任务|工作|事项)?)*
        |其余(?:各项)?(?:任务|工作|事项|指标|项目)?|本表(?:所列)?(?:各项)?(?:任务|工作|事项|指标|项目)?",
    )
});

/// The longest heading in front of what a paragraph assigns, in characters: （一）县政府领导分工.
const HEADING: usize = 14;

/// The longest verb behind the last name, in characters: 按照各自职责分工共同负责落实.
const LONGEST_VERB: usize = 14;

/// A count of the tasks above it, and who answers for them: 以上三项由副县长周宁牵头, 以上2个企业(项目)由县长周宁包联; or
/// 以上各项由县水利局负责.
static ABOVE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\s*(?:以上|上述)(?:[\d、]{2,20}、\d{1,2})?(?:(?P<count>\d{1,2}|[两二三四五六七八九十]{1,3})[项件条个家]|各[项件条])[\p{Han}]{0,4}?(?:\([\p{Han}、]{1,8}\))?(?:[,均都]?(?P<by>由)|[,:])",
    )
});
/// A paragraph without the word that calls it a note, and without the bracket around it: 注:第5项任务由县财政局配合,
/// (以上三项由副县长周宁牵头。).
pub(super) fn without_note(text: &str, range: Range<usize>) -> Range<usize> {
    let words = text[range.clone()].trim_start();
    let noted = ["注:", "备注:", "说明:"].iter().find_map(|note| words.strip_prefix(note));
    let words = noted.map_or(words, str::trim_start);
    // 注:1.第1项由县人社局牵头 / 2.第2项由…
    let numbered = marker::parse(words)
        .filter(|marker| !words.starts_with('第') && words[marker.len..].starts_with('第'));
    let words = &words[numbered.map_or(0, |marker| marker.len)..];
    // （一）部门分工。第1、2件由县教育局牵头
    let led = words.split_once(['。', ':']).filter(|(lead, rest)| {
        lead.trim_end().ends_with("分工") && lead.chars().nth(HEADING).is_none() && may_assign(rest)
    });
    let words = led.map_or(words, |(_, rest)| rest.trim_start());
    let start = range.end - words.len();
    let whole = brackets::at_end(words.trim_end())
        .filter(|pair| pair.outer.start == 0 && matches!(pair.sign, '(' | '['));
    whole.map_or(start..range.end, |pair| start + pair.inner.start..start + pair.inner.end)
}

/// Whether a paragraph begins with a number as such sentences do, and says who acts.
pub(super) fn may_assign(words: &str) -> bool {
    let begins = words![
        "任务", "事项", "实事", "工作", "措施", "项目", "重点", "第", "以上", "上述", "前款", "前述", "上款",
        "本表", "其余"
    ];
    begins.begins(words) && words.contains(['由', '负', '牵', '为', ':'])
}

/// What a sentence on the tasks above it assigns, where it says nothing else.
fn above(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Option<Assigned> {
    let words = &text[range.clone()];
    let found = ABOVE.captures(words)?;
    let whose = match found.name("count") {
        Some(count) => Whose::Above(numeral::whole::<usize>(count.as_str())?),
        None => Whose::All,
    };
    let from = found.name("by").map_or(found.get(0)?.end(), |by| by.start());
    let end = words.trim_end_matches(['。', ';', ' ', '\n']).len();
    let said = range.start + from..range.start + end;
    // 以上三项,分管领导:周宁;主办部门:县水利局
    let entries = if found.name("by").is_some() {
        responsibility::worded(text, said, lexicon)
    } else {
        responsibility::labelled(text, said, lexicon)
    };
    // 以上各项由各责任单位负责 names nobody.
    let named = |entry: &Entry| {
        let anybody = words!["各", "有关", "相关", "责任", "牵头", "承办"].begins(&text[entry.value.clone()]);
        is_party(entry) && (found.name("count").is_some() || !anybody)
    };
    entries.iter().any(named).then(|| Assigned::stated(range.start, whose, entries))
}

/// What a paragraph assigns, and whether one of its lists has several numbers; `None` where it says anything else.
pub(super) fn paragraph(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Option<(Vec<Assigned>, bool)> {
    let words = &text[range.clone()];
    if let Some(assigned) = above(text, range.clone(), lexicon) {
        return Some((vec![assigned], true));
    }
    let begins = |at: usize| {
        let before = words[..at].trim_end();
        before.is_empty() || before.ends_with([',', ';', '。', '\n', ':'])
    };
    let lists: Vec<Range<usize>> =
        NUMBERS.find_iter(words).map(|list| list.range()).filter(|list| begins(list.start)).collect();
    words[..lists.first()?.start].trim().is_empty().then_some(())?;
    let ends = lists.iter().skip(1).map(|list| list.start).chain([words.len()]);
    let (mut found, mut several) = (Vec::new(), false);
    let mut named: Vec<u32> = Vec::new();
    for (list, end) in lists.iter().zip(ends) {
        let said = &words[list.end..end];
        // …;第8项由B负责。各单位要…: what goes on behind the last of several is no part of it.
        let said = if lists.len() > 1 { before_next(said, &['。']) } else { said };
        let said = said.trim_end_matches(['。', ';', ',', ' ', '\n']);
        // 第8项见备注
        if matches!(said.trim(), "见备注" | "详见备注") {
            continue;
        }
        let bare = said.trim_start_matches([':', ' ']);
        let said = range.start + list.end + said.len() - bare.len()..range.start + list.end + said.len();
        let numbers = numbers::listed(&words[list.clone()]);
        let entries = said_of(text, said.clone(), label(words, range.start, list.start), lexicon);
        let each: Vec<_> =
            entries.iter().map(|entry| respectively(text, entry, numbers.len(), lexicon)).collect();
        let last = entries.iter().filter(|entry| is_party(entry)).map(|entry| entry.value.end).max()?;
        // Behind the names stands their verb, and no more.
        let rest = &text[last..said.end.max(last)];
        let more = rest.chars().nth(LONGEST_VERB).is_some() || rest.contains(|c: char| c.is_ascii_digit());
        (!more).then_some(())?;
        let rest = words!["其余", "本表"].begins(&words[list.clone()]);
        several |= numbers.len() > 1 || rest;
        if rest {
            found.push(Assigned::stated(range.start, Whose::Rest(named.clone()), entries));
            continue;
        }
        named.extend(&numbers);
        found.extend(numbers.into_iter().enumerate().map(|(at, number)| {
            let own = entries.iter().zip(&each);
            let own = own.map(|(all, each)| each.as_ref().map_or(all, |each| &each[at]).clone());
            Assigned::stated(range.start, Whose::Number(number), own.collect())
        }));
    }
    Some((found, several))
}

/// What the bracket at the end of a heading assigns: 一、经济增长类(第1至4项由省发展改革委牵头,省统计局配合).
pub(super) fn heading(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Option<(Vec<Assigned>, bool)> {
    let line = text[range.clone()].trim_end();
    let pair = brackets::at_end(line).filter(|pair| may_assign(&line[pair.inner.clone()]))?;
    let plain = !line[..pair.outer.start].contains(['。', ';', ',']);
    let inner = range.start + pair.inner.start..range.start + pair.inner.end;
    plain.then(|| paragraph(text, inner, lexicon)).flatten()
}

/// The label in front of a list of numbers, or of one before it in its sentence: 包抓领导:第5项周宁,第6、9项李明.
fn label(words: &str, start: usize, list: usize) -> Option<Range<usize>> {
    let from = after_last(&words[..list], &['。', ';', '\n']);
    let label = words[from..list].find(':')?;
    let name = words[from..from + label].trim();
    (!name.is_empty()).then(|| {
        let at = from + label - words[from..from + label].trim_start().len();
        start + at..start + at + name.len()
    })
}

/// Who answers by what is said of numbers: in words, behind a label of their own, or behind the one in front of them.
pub(super) fn said_of(
    text: &str,
    said: Range<usize>,
    label: Option<Range<usize>>,
    lexicon: &Lexicon,
) -> Vec<Entry> {
    if let Some(label) = label
        && let Some(field) = lexicon.label(&text[label.clone()])
        && responsibility::says(text, said.clone(), field, lexicon)
    {
        return vec![Entry { field, label: Some(label), value: said }];
    }
    let entries = responsibility::worded(text, said.clone(), lexicon);
    if entries.is_empty() { responsibility::labelled(text, said, lexicon) } else { entries }
}

/// An entry for each of `count` tasks, where it says that each has one of those whom it names: 分别由甲、乙承办.
fn respectively(text: &str, entry: &Entry, count: usize, lexicon: &Lexicon) -> Option<Vec<Entry>> {
    let list = entry.value.clone();
    let says = text[..list.start].ends_with("分别由") || text[list.end..].starts_with("分别");
    let names = if says { units(&text[list.clone()], lexicon) } else { Vec::new() };
    let own =
        |name: Range<usize>| Entry { value: list.start + name.start..list.start + name.end, ..entry.clone() };
    (says && names.len() == count).then(|| names.into_iter().map(|(_, name)| own(name)).collect())
}
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_may_part_the_numbers_that_it_names() {
        let text =
            "任务8、9由市生态环境局牵头,其中任务8县市场监管局配合,任务9县工信局配合。任务10由县住建局负责。";
        let (found, several) = paragraph(text, 0..text.len(), Lexicon::builtin()).unwrap_or_default();
        let told = found.iter().map(|assigned| {
            (
                assigned.whose.clone(),
                assigned.entries.iter().map(|entry| &text[entry.value.clone()]).collect(),
            )
        });
        let told: Vec<(Whose, Vec<&str>)> = told.collect();
        assert!(several);
        assert_eq!(
            told,
            [
                (Whose::Number(8), vec!["市生态环境局"]),
                (Whose::Number(9), vec!["市生态环境局"]),
                (Whose::Number(8), vec!["县市场监管局"]),
                (Whose::Number(9), vec!["县工信局"]),
                (Whose::Number(10), vec!["县住建局"])
            ]
        );
    }

    #[test]
    fn an_item_that_says_more_assigns_nothing() {
        let text = "任务3由县交通局牵头,新建公路12公里,年底前通车。";
        assert!(paragraph(text, 0..text.len(), Lexicon::builtin()).is_none());
    }
}
