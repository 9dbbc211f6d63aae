//! Tables and the items around them: whom a section names above its table answers for the rows, and a table behind the
//! items may only sum them up, or say of each who answers for it.

use super::draft::{self, Draft, is_party, same_kind};
use super::rows;
use crate::fields::responsibility::Entry;
use crate::lexicon::{LabelField, Lexicon};
use crate::outline::{Content, Outline, table::Table};
use crate::text::brackets;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// The tasks of the tables in an outline, less those that `items` hold already. What a row adds to its item goes to it;
/// items that only say who answers for a table are none.
pub(super) fn read(
    content: &Content,
    outline: &Outline,
    items: &mut Vec<Draft>,
    lexicon: &Lexicon,
) -> Vec<Draft> {
    let text = content.text.folded();
    let mut found = Vec::new();
    let by_start: FxHashMap<usize, usize> =
        items.iter().enumerate().rev().map(|(at, item)| (item.title.start, at)).collect();
    // The item that is a section's heading, where it does no more than say who answers for what stands under it.
    let head_of = |at: usize, items: &[Draft]| {
        let item = *by_start.get(&outline.sections[at].heading.start)?;
        items[item].texts.iter().all(|words| !counts(&text[words.clone()])).then_some(item)
    };
    let mut heads: FxHashSet<usize> = FxHashSet::default();
    let mut outer = Outer::default();
    let mut tables = Table::all(content);
    for (at, section) in outline.sections.iter().enumerate() {
        for &table in &section.tables {
            // A table may stand in several sections; it is read with the first.
            let Some(table) = tables.remove(&table) else { continue };
            let above: Vec<usize> = outline.above(at).into_iter().chain((at > 0).then_some(at)).collect();
            let heading = |&at: &usize| draft::full_heading(text, &outline.sections[at]);
            let path: Vec<Range<usize>> = above.iter().map(heading).collect();
            let mut rows = rows::read(content, &table, &path, lexicon);
            let extent = extent(&table);
            // (续表): its sums are in what those of the table before are.
            if goes_on(content, extent.start) {
                let caption = found.last().and_then(|row: &Draft| row.caption.clone());
                rows.iter_mut().for_each(|row| row.caption = row.caption.take().or_else(|| caption.clone()));
            }
            if let Some(row) =
                outer.row_around(&extent, &found).filter(|_| !rows.iter().any(Draft::has_party))
            {
                rows.into_iter().for_each(|part| hold(&mut found[row], part));
                continue;
            }
            outer = Outer { extent, first: found.len() };
            if !rows.is_empty() {
                let over: Vec<usize> = above.iter().filter_map(|&at| head_of(at, items)).collect();
                let given = over.iter().fold(Vec::new(), |given, &item| nearer(given, &items[item].entries));
                for row in &mut rows {
                    row.inherited = nearer(given.clone(), &row.inherited);
                }
                heads.extend(over);
            }
            found.extend(rows);
        }
    }
    let mut at = 0..;
    items.retain(|_| at.next().is_none_or(|at| !heads.contains(&at)));
    complete(text, items, found)
}

/// Whether words count something, but for the tables that they refer to: 任务分工见表1.
fn counts(words: &str) -> bool {
    let figure = |c: char| c.is_ascii_digit();
    words.char_indices().any(|(at, c)| {
        let before = words[..at].trim_end();
        figure(c) && !before.ends_with(figure) && !before.ends_with(['表', '附', '件'])
    })
}

/// The last table that stands in no cell of another, and the first of its rows among the tasks.
#[derive(Default)]
struct Outer {
    extent: Range<usize>,
    first: usize,
}

impl Outer {
    /// The row in a cell of which a table stands that takes up `inner`.
    fn row_around(&self, inner: &Range<usize>, found: &[Draft]) -> Option<usize> {
        let inside = self.extent.start < inner.start && inner.end < self.extent.end;
        let rows = found.get(self.first..).filter(|_| inside)?;
        let before = rows.iter().rposition(|row| row.title.start < inner.start)?;
        Some(self.first + before)
    }
}

/// Whether the line above a table, which begins at `start`, says that it goes on: （续表）, 续上表.
fn goes_on(content: &Content, start: usize) -> bool {
    let at = content.blocks.partition_point(|block| block.range.start < start);
    let above =
        at.checked_sub(1).map_or("", |above| &content.text.folded()[content.blocks[above].range.clone()]);
    above.contains('续') && above.contains('表') && above.chars().nth(20).is_none()
}

/// From the first of a table's cells to the last.
fn extent(table: &Table) -> Range<usize> {
    let cells = || table.rows.iter().flatten().filter_map(|slot| slot.text.as_ref());
    let start = cells().map(|cell| cell.start).min().unwrap_or(0);
    start..cells().map(|cell| cell.end).max().unwrap_or(0)
}

/// Gives a row what the table in one of its cells says of its parts.
fn hold(row: &mut Draft, part: Draft) {
    let name = part.title;
    row.texts.extend(part.texts.into_iter().filter(|text| *text != name));
    // The name of a part ends the row's own words.
    row.entries.push(Entry { field: LabelField::Other, label: None, value: name });
    row.measured.extend(part.measured);
    row.entries.extend(part.entries);
}

/// Those whom a heading names, and of each kind those whom a nearer one does.
fn nearer(given: Vec<Entry>, near: &[Entry]) -> Vec<Entry> {
    let near: Vec<Entry> = near.iter().filter(|entry| is_party(entry)).cloned().collect();
    let far = given.into_iter().filter(|entry| !near.iter().any(|near| same_kind(near, entry)));
    far.chain(near.iter().cloned()).collect()
}

/// How many items are looked through for the one that a row names in other words.
const NEAR: usize = 12;

/// Gives what rows say to the items that they name again, where four in five rows do; the other rows are tasks. A table
/// of a few of the items only gives an extract of them, and tells nothing new.
fn complete(text: &str, items: &mut [Draft], rows: Vec<Draft>) -> Vec<Draft> {
    let title = |item: &Draft| &text[item.title.clone()];
    let by_title: FxHashMap<&str, usize> =
        items.iter().enumerate().rev().map(|(at, item)| (title(item), at)).collect();
    // Rows stand in the order of their items.
    let mut next = 0;
    let mut item_of = |row: &Draft| {
        let name = title(row);
        let near = items.iter().enumerate().skip(next).take(NEAR);
        let found = by_title.get(name).copied();
        let found = found
            .or_else(|| near.filter(|(_, item)| restates(name, title(item))).map(|(at, _)| at).next())?;
        next = found + 1;
        Some(found)
    };
    let again: Vec<Option<usize>> = rows.iter().map(&mut item_of).collect();
    if again.iter().flatten().count() * 5 < rows.len() * 4 {
        return rows;
    }
    let whole = again.iter().flatten().collect::<FxHashSet<_>>().len() * 3 >= items.len() * 2;
    let mut rest = Vec::new();
    for (row, item) in rows.into_iter().zip(again) {
        match item.and_then(|item| items.get_mut(item)) {
            Some(_) if !whole => {}
            Some(item) => {
                let more: Vec<Entry> =
                    row.entries.iter().flat_map(|entry| unsaid(text, item, entry)).collect();
                item.entries.extend(more);
            }
            None => rest.push(row),
        }
    }
    rest
}

/// What of an entry an item does not say itself: names that it has none of, a time that is none of its own.
fn unsaid(text: &str, item: &Draft, entry: &Entry) -> Vec<Entry> {
    let words = |range: &Range<usize>| text[range.clone()].trim();
    match entry.field {
        LabelField::Units(_) | LabelField::Leaders(_) => {
            let named = |part: &str| {
                let mut fellows = item.entries.iter().filter(|own| same_kind(own, entry));
                fellows.any(|own| parts(text, &own.value).iter().any(|own| is_same(words(own), part)))
            };
            let parts = parts(text, &entry.value);
            if !parts.iter().any(|part| named(words(part))) {
                return vec![entry.clone()];
            }
            let more = parts.into_iter().filter(|part| !named(words(part)));
            more.map(|value| Entry { value, ..entry.clone() }).collect()
        }
        LabelField::Deadline => {
            let time = words(&entry.value).trim_end_matches(['前', '内']);
            let mut told = item.texts.iter().chain(item.entries.iter().map(|own| &own.value));
            let said = told.any(|own| text[own.clone()].contains(time));
            if said { Vec::new() } else { vec![entry.clone()] }
        }
        _ => Vec::new(),
    }
}

/// Whether two names are one, also where either leaves out its level: 县农业农村局, 农业农村局.
fn is_same(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    let level = long.strip_suffix(short);
    level.is_some_and(|level| {
        level.is_empty() || ["省", "市", "州", "县", "区", "旗", "镇", "乡"].contains(&level)
    })
}

/// The names of a list.
fn parts(text: &str, list: &Range<usize>) -> Vec<Range<usize>> {
    let parts = brackets::split_outside(&text[list.clone()], |c| matches!(c, '、' | ',' | ';' | '\n'));
    parts.into_iter().map(|part| list.start + part.start..list.start + part.end).collect()
}

/// Whether a title says another in fewer words: its characters stand in the other in the same order.
fn restates(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().count() >= 4 && short.chars().all(|c| rest.any(|other| other == c))
}
