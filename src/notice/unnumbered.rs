//! Tasks without numbers, told by the sentence below that speaks of them: two paragraphs that each begin with a name, and
//! 以上两项由甲、乙承办, or 以上各项由甲负责.

use super::assigned::Assigned;
use super::draft::{Draft, Found, title_of};
use crate::outline::Content;
use crate::text::marker;
use std::ops::Range;

/// How long a name is, in characters.
const SHORTEST: usize = 4;
const LONGEST: usize = 30;

/// The paragraphs that sentences count right above them, where each of them is a name and what is to be done.
pub(super) fn above(content: &Content, blocks: &[usize], assigned: &[Assigned]) -> Vec<Draft> {
    let text = content.text.folded();
    let start = |at: &usize| content.blocks.get(*at).map_or(usize::MAX, |block| block.range.start);
    let task = |&at: &usize| {
        let range = content.blocks.get(at).filter(|block| block.cell.is_none())?.range.clone();
        let title = title_of(text, range.clone());
        let named = (SHORTEST..=LONGEST).contains(&text[title.clone()].chars().take(LONGEST + 1).count());
        let says = text[title.end..range.end].starts_with('。')
            && text[title.end..range.end].chars().nth(SHORTEST).is_some();
        let unnumbered = marker::parse(&text[range.clone()]).is_none();
        (named && says && unnumbered).then(|| Draft { title, texts: vec![range], ..Draft::default() })
    };
    let (mut found, mut from) = (Vec::new(), 0);
    for (place, count) in assigned.iter().filter_map(Assigned::above) {
        let end = blocks.partition_point(|at| start(at) < place).max(from);
        let mut tasks: Vec<Draft> =
            blocks[from..end].iter().rev().map_while(task).take(count.unwrap_or(usize::MAX)).collect();
        tasks.reverse();
        if count.is_none_or(|count| count == tasks.len()) {
            found.extend(tasks);
        }
        from = (end + 1).min(blocks.len());
    }
    found
}

/// Puts such tasks among those found, in the place of the headings over them.
pub(super) fn put(tasks: Vec<Draft>, found: &mut Found) {
    // They stand in the order of the text.
    let holds = |words: &Range<usize>| {
        let next = tasks.partition_point(|task| task.title.start < words.start);
        tasks.get(next).is_some_and(|task| task.title.start < words.end)
    };
    let over = |item: &Draft| item.texts.iter().any(holds);
    found.tasks.retain(|item| !over(item));
    found.candidates.retain(|item| !over(item));
    found.candidates.extend(tasks);
}
