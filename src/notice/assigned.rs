//! Sentences that say by their numbers which tasks somebody answers for: 任务1、3由A牵头，B配合; 第九条至第十二条由C负责.

use super::draft::{self, Draft, is_party};
use super::{numbers, restated};
use crate::fields::party::units;
use crate::fields::responsibility::{self, Entry};
use crate::lexicon::Lexicon;
use crate::outline::Content;
use crate::text::{after_last, brackets, marker, numeral, pattern, words};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// One or several numbers of tasks: 任务1、3、5, 第九条至第十二条, 其中任务8, 以上（四）至（六）项.
static NUMBERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        (?:(?:其中)?(?:(?:重点)?(?:任务|事项|实事|工作|措施|项目)第?|第)|(?:以上|上述)第?)
        \(?(?:\d{1,3}|[一二三四五六七八九十]{1,4})\)?(?:项|条|件)?(?:任务|工作|事项)?
        (?:(?:[、,和及与至到~—-]|\s)+(?:任务|事项)?第?\(?(?:\d{1,3}|[一二三四五六七八九十]{1,4})\)?(?:项|条|件)?(?:任务|工作|事项)?)*
        |其余(?:各项)?(?:任务|工作|事项|指标|项目)?|本表(?:所列)?(?:各项)?(?:任务|工作|事项|指标|项目)?",
    )
});

/// The longest heading in front of what a paragraph assigns, in characters: （一）县政府领导分工.
const HEADING: usize = 14;

/// The longest verb behind the last name, in characters: 按照各自职责分工共同负责落实.
const LONGEST_VERB: usize = 14;

/// Who answers for the tasks that a sentence means.
#[derive(Debug, Clone)]
pub(super) struct Assigned {
    /// Where the sentence stands, in bytes.
    at: usize,
    whose: Whose,
    entries: Vec<Entry>,
    /// Whether it holds only for those that name nobody of the kind: a heading says it of the items below.
    default: bool,
}

/// Which tasks a sentence means.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Whose {
    /// The one of a number: 任务3.
    Number(u32),
    /// So many above it: 以上三项.
    Above(usize),
    /// All above it but those of these numbers: 其余各项; 本表各项.
    Rest(Vec<u32>),
}

/// A count of the tasks above it, and who answers for them: 以上三项由副县长周宁牵头, 以上2个企业(项目)由县长周宁包联.
static ABOVE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\s*(?:以上|上述)(?:[\d、]{2,20}、\d{1,2})?(?P<count>\d{1,2}|[两二三四五六七八九十]{1,3})[项件条个家][\p{Han}]{0,4}?(?:\([\p{Han}、]{1,8}\))?(?:[,均都]?(?P<by>由)|[,:])",
    )
});

/// What the paragraphs of `blocks` assign that say nothing else, and which they are. Empty where none names several numbers
/// at once: a lone 第三条 may be a task itself.
pub(super) fn read(content: &Content, blocks: &[usize], lexicon: &Lexicon) -> (Vec<Assigned>, Vec<usize>) {
    let text = content.text.folded();
    let (mut found, mut taken, mut several) = (Vec::new(), Vec::new(), false);
    for &at in blocks {
        let Some(block) = content.blocks.get(at).filter(|block| block.cell.is_none()) else { continue };
        let range = without_note(text, block.range.clone());
        if !may_assign(&text[range.clone()]) {
            if let Some((assigned, lists)) = heading(text, block.range.clone(), lexicon) {
                several |= lists;
                found.extend(assigned.into_iter().map(|given| Assigned { default: true, ..given }));
            }
            continue;
        }
        if let Some((assigned, lists)) = paragraph(text, range, lexicon) {
            several |= lists;
            found.extend(assigned);
            taken.push(at);
        }
    }
    if several { (found, taken) } else { (Vec::new(), Vec::new()) }
}

/// Gives the tasks what is assigned to their numbers; a candidate that somebody answers for so is a task.
pub(super) fn give(text: &str, found: &mut draft::Found, assigned: &[Assigned]) {
    if assigned.is_empty() {
        return;
    }
    let tasks = restated::by_number(text, &found.tasks);
    let candidates = restated::by_number(text, &found.candidates);
    let of_number = |number: &u32| {
        let task = tasks.get(number).map(|&at| (true, at));
        task.or_else(|| candidates.get(number).map(|&at| (false, at)))
    };
    let mut taken = vec![false; found.candidates.len()];
    // Tasks and candidates as they stand in the text.
    let order = |drafts: &[Draft], is_task: bool| -> Vec<(usize, bool, usize)> {
        drafts.iter().enumerate().map(|(at, draft)| (draft.title.start, is_task, at)).collect()
    };
    let mut order = [order(&found.tasks, true), order(&found.candidates, false)].concat();
    order.sort_unstable();
    // What a sentence on all the rest has spoken of, the next one does not.
    let mut spoken = 0;
    for Assigned { at, whose, entries, default } in assigned {
        let end = order.partition_point(|(start, ..)| start < at);
        let above = &order[..end];
        let meant: Vec<(bool, usize)> = match whose {
            Whose::Number(number) => of_number(number).into_iter().collect(),
            Whose::Above(count) => {
                above[above.len().saturating_sub(*count)..].iter().map(|&(_, task, at)| (task, at)).collect()
            }
            Whose::Rest(named) => {
                let named: Vec<(bool, usize)> = named.iter().filter_map(of_number).collect();
                let from = std::mem::replace(&mut spoken, end).min(end);
                let all = above[from..].iter().map(|&(_, task, at)| (task, at));
                all.filter(|meant| !named.contains(meant)).collect()
            }
        };
        for (is_task, at) in meant {
            let drafts = if is_task { &mut found.tasks } else { &mut found.candidates };
            given(&mut drafts[at], entries, *default);
            if !is_task {
                taken[at] = true;
            }
        }
    }
    let mut taken = taken.into_iter();
    found.tasks.extend(found.candidates.extract_if(.., |_| taken.next() == Some(true)));
}

/// Gives a task what is assigned to it, or to those that name nobody of the kind.
fn given(draft: &mut Draft, entries: &[Entry], default: bool) {
    let own = if default { &mut draft.inherited } else { &mut draft.entries };
    own.extend(entries.iter().cloned());
}

/// Gives the rows of tables what is assigned to their numbers: a sentence below a table means that one, where it has the number.
pub(super) fn give_rows(text: &str, tables: &mut [Vec<Draft>], assigned: &[Assigned]) {
    /// How many sentences on all the rest of a table are heard.
    const RESTS: usize = 4;
    if assigned.is_empty() {
        return;
    }
    let number = |row: &Draft| row.number.clone().and_then(|number| numbers::order(&text[number]));
    let numbers: Vec<Vec<Option<u32>>> =
        tables.iter().map(|table| table.iter().map(number).collect()).collect();
    let starts: Vec<Option<usize>> =
        tables.iter().map(|table| table.first().map(|row| row.title.start)).collect();
    let mut rests = 0;
    for Assigned { at, whose, entries, default } in assigned {
        let meant = |number: &Option<u32>| match whose {
            Whose::Number(own) => *number == Some(*own),
            Whose::Above(_) => false,
            Whose::Rest(named) => number.is_none_or(|number| !named.contains(&number)),
        };
        if let Whose::Rest(_) = whose {
            rests += 1;
            if rests > RESTS * tables.len() {
                continue;
            }
        }
        let above = |&table: &usize| starts[table].is_some_and(|start| start < *at);
        let own = |&table: &usize| numbers[table].iter().any(meant);
        let only = (0..tables.len()).rev().filter(above).find(own);
        for table in only.map_or(0..tables.len(), |only| only..only + 1) {
            let rows = tables[table].iter_mut().zip(&numbers[table]);
            rows.filter(|(_, number)| meant(number)).for_each(|(row, _)| given(row, entries, *default));
        }
    }
}

/// A paragraph without the word that calls it a note, and without the bracket around it: 注:第5项任务由县财政局配合,
/// (以上三项由副县长周宁牵头。).
fn without_note(text: &str, range: Range<usize>) -> Range<usize> {
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
fn may_assign(words: &str) -> bool {
    let begins =
        words!["任务", "事项", "实事", "工作", "措施", "项目", "重点", "第", "以上", "上述", "本表", "其余"];
    begins.begins(words) && words.contains(['由', '负', '牵', '为', ':'])
}

/// What a sentence on the tasks above it assigns, where it says nothing else.
fn above(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Option<Assigned> {
    let words = &text[range.clone()];
    let found = ABOVE.captures(words)?;
    let count = numeral::whole::<usize>(found.name("count")?.as_str())?;
    let from = found.name("by").map_or(found.get(0)?.end(), |by| by.start());
    let end = words.trim_end_matches(['。', ';', ' ', '\n']).len();
    let said = range.start + from..range.start + end;
    // 以上三项,分管领导:周宁;主办部门:县水利局
    let entries = if found.name("by").is_some() {
        responsibility::worded(text, said, lexicon)
    } else {
        responsibility::labelled(text, said, lexicon)
    };
    let whose = Whose::Above(count);
    entries.iter().any(is_party).then_some(Assigned { at: range.start, whose, entries, default: false })
}

/// What a paragraph assigns, and whether one of its lists has several numbers; `None` where it says anything else.
fn paragraph(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Option<(Vec<Assigned>, bool)> {
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
        let said = words[list.end..end].trim_end_matches(['。', ';', ',', ' ', '\n']);
        // 第8项见备注
        if matches!(said.trim(), "见备注" | "详见备注") {
            continue;
        }
        let said = range.start + list.end..range.start + list.end + said.len();
        let numbers = numbers::listed(&words[list.clone()]);
        let entries = said_of(text, said.clone(), label(words, range.start, list.start), lexicon);
        let each = each_its_own(text, &entries, numbers.len(), lexicon);
        let last = entries.iter().filter(|entry| is_party(entry)).map(|entry| entry.value.end).max()?;
        // Behind the names stands their verb, and no more.
        let rest = &text[last..said.end.max(last)];
        let more = rest.chars().nth(LONGEST_VERB).is_some() || rest.contains(|c: char| c.is_ascii_digit());
        (!more).then_some(())?;
        let rest = words!["其余", "本表"].begins(&words[list.clone()]);
        several |= numbers.len() > 1 || rest;
        if rest {
            found.push(Assigned {
                at: range.start,
                whose: Whose::Rest(named.clone()),
                entries,
                default: false,
            });
            continue;
        }
        named.extend(&numbers);
        found.extend(numbers.into_iter().enumerate().map(|(at, number)| {
            let entries = each.iter().map(|whose| whose.get(at).unwrap_or(&whose[0]).clone()).collect();
            Assigned { at: range.start, whose: Whose::Number(number), entries, default: false }
        }));
    }
    Some((found, several))
}

/// What the bracket at the end of a heading assigns: 一、经济增长类(第1至4项由省发展改革委牵头,省统计局配合).
fn heading(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Option<(Vec<Assigned>, bool)> {
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
fn said_of(text: &str, said: Range<usize>, label: Option<Range<usize>>, lexicon: &Lexicon) -> Vec<Entry> {
    if let Some(label) = label
        && let Some(field) = lexicon.label(&text[label.clone()])
        && responsibility::says(text, said.clone(), field, lexicon)
    {
        return vec![Entry { field, label: Some(label), value: said }];
    }
    let entries = responsibility::worded(text, said.clone(), lexicon);
    if entries.is_empty() { responsibility::labelled(text, said, lexicon) } else { entries }
}

/// For each entry those whom each of `count` tasks has by it: of 分别由甲、乙承办 one each, of others all of them.
fn each_its_own(text: &str, entries: &[Entry], count: usize, lexicon: &Lexicon) -> Vec<Vec<Entry>> {
    let apart = |entry: &Entry| {
        let list = entry.value.clone();
        let respective = text[..list.start].ends_with("分别由") || text[list.end..].starts_with("分别");
        let names: Vec<Range<usize>> =
            units(&text[list.clone()], lexicon).into_iter().map(|(_, name)| name).collect();
        let whole = vec![entry.clone()];
        if !respective || names.len() != count {
            return whole;
        }
        let own = |name: Range<usize>| Entry {
            value: list.start + name.start..list.start + name.end,
            ..entry.clone()
        };
        names.into_iter().map(own).collect()
    };
    entries.iter().map(apart).collect()
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
