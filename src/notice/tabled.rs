//! Tables and the items around them: whom a section names above its table answers for the rows.

use super::columns::Header;
use super::draft::{self, Draft, is_party, same_kind};
use super::rows;
use crate::fields::responsibility::{self, Entry};
use crate::lexicon::{LabelField, Lexicon};
use crate::outline::{
    Content, Outline,
    table::{Slot, Table},
};
use crate::text::{brackets, words};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::HashMap;
use std::ops::Range;

/// The tasks of each of the `tables` in an outline; items that only say who answers for a table are none.
pub(super) fn read(
    content: &Content,
    outline: &Outline,
    mut tables: HashMap<usize, Table>,
    items: &mut Vec<Draft>,
    lexicon: &Lexicon,
) -> Vec<Vec<Draft>> {
    let text = content.text.folded();
    let mut found: Vec<Draft> = Vec::new();
    let mut starts = Vec::new();
    let by_start: FxHashMap<usize, usize> =
        items.iter().enumerate().rev().map(|(at, item)| (item.title.start, at)).collect();
    // The item that is a section's heading, where it does no more than say who answers for what stands under it.
    let head_of = |at: usize, items: &[Draft]| {
        let item = *by_start.get(&outline.sections[at].heading.start)?;
        items[item].texts.iter().all(|words| !counts(&text[words.clone()])).then_some(item)
    };
    let mut heads: FxHashSet<usize> = FxHashSet::default();
    let mut outer = Outer::default();
    let mut stated_last: Vec<Entry> = Vec::new();
    let mut heads_above: Vec<Vec<Slot>> = Vec::new();
    for (at, section) in outline.sections.iter().enumerate() {
        for &table in &section.tables {
            // A table may stand in several sections; it is read with the first.
            let Some(table) = tables.remove(&table) else { continue };
            let above: Vec<usize> = outline.above(at).into_iter().chain((at > 0).then_some(at)).collect();
            let heading = |&at: &usize| draft::full_heading(text, &outline.sections[at]);
            let path: Vec<Range<usize>> = above.iter().map(heading).collect();
            let header = Header::of(text, &table, lexicon);
            let headings = header.as_ref().map(|header| table.rows[..header.rows].to_vec());
            let mut rows = rows::read(content, &table, header, &path, lexicon);
            // A table without headings goes on under those of the table before.
            match headings {
                Some(own) => heads_above = own,
                None if rows.is_empty() && is_as_wide(&heads_above, &table) => {
                    let rest = table.rows.iter().cloned();
                    let whole = Table { rows: heads_above.iter().cloned().chain(rest).collect() };
                    let header = Header::of(text, &whole, lexicon);
                    rows = rows::read(content, &whole, header, &path, lexicon);
                }
                None => {}
            }
            if rows.iter().all(Draft::is_bare) && is_form(text, &table) {
                continue;
            }
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
            let mut stated = Stated::above(content, extent.start, lexicon);
            // 表1(续): so does whom the lines above the first part name.
            if stated.entries.is_empty() && goes_on(content, extent.start) {
                stated.entries.clone_from(&stated_last);
            }
            stated_last.clone_from(&stated.entries);
            let beside = outer.beside(text, &extent, lexicon);
            outer.holds |= beside.is_some();
            if beside.is_none() {
                outer = Outer { extent, first: found.len(), table, holds: false };
            }
            starts.push(found.len());
            let own = stated.item(items);
            let counts =
                own.is_some_and(|own| items[own].texts.iter().any(|words| counts(&text[words.clone()])));
            let led = !rows.is_empty() && !stated.entries.is_empty() && !counts;
            heads.extend(own.filter(|_| led));
            if !rows.is_empty() {
                let over: Vec<usize> = above.iter().filter_map(|&at| head_of(at, items)).collect();
                let named =
                    path.iter().flat_map(|heading| rows::parties(text, heading.clone(), lexicon)).collect();
                let given = over.iter().fold(named, |given, &item| nearer(given, &items[item].entries));
                let given = nearer(given, &beside.unwrap_or_default());
                let given = nearer(given, if led { &stated.entries } else { &[] });
                for row in &mut rows {
                    row.inherited = nearer(given.clone(), &row.inherited);
                }
                heads.extend(over);
            }
            for row in rows {
                match found.last_mut().filter(|_| is_rest(&text[row.title.clone()])) {
                    Some(last) => hold(last, row),
                    None => found.push(row),
                }
            }
        }
    }
    let mut at = 0..;
    items.retain(|_| at.next().is_none_or(|at| !heads.contains(&at)));
    let mut tables: Vec<_> = starts.into_iter().rev().map(|start| found.split_off(start)).collect();
    tables.reverse();
    tables
}

/// Whether a row's name says that it goes on with the row that the page before ended with: 设施蔬菜扩面(续).
fn is_rest(name: &str) -> bool {
    words!["(续)", "(续上)", "(接上)", "(续前)"].ends(name.trim_end())
}

/// Whether words count something, but for the tables that they refer to: 任务分工见表1.
fn counts(words: &str) -> bool {
    let figure = |c: char| c.is_ascii_digit();
    words.char_indices().any(|(at, c)| {
        let before = words[..at].trim_end();
        // 2031年校舍建设项目分解表
        let year = words[at..].starts_with("20") && words[at..].chars().nth(4) == Some('年');
        figure(c) && !before.ends_with(figure) && !before.ends_with(['表', '附', '件']) && !year
    })
}

/// The last table that stands in no cell of another, and the first of its rows among the tasks.
#[derive(Default)]
struct Outer {
    extent: Range<usize>,
    first: usize,
    table: Table,
    /// Whether a table stands in one of its cells.
    holds: bool,
}

impl Outer {
    fn is_around(&self, inner: &Range<usize>) -> bool {
        self.extent.start < inner.start && inner.end < self.extent.end
    }

    /// Whom the cells name that stand beside a table in a cell, which takes up `inner`; `None` where it is in none.
    fn beside(&self, text: &str, inner: &Range<usize>, lexicon: &Lexicon) -> Option<Vec<Entry>> {
        // The last of several tables in cells ends where the outer one does.
        let between = || text.get(self.extent.end..inner.start).is_some_and(|words| words.trim().is_empty());
        if !(self.is_around(inner) || self.holds && between()) {
            return None;
        }
        let start = |row: &Vec<Slot>| row.iter().find_map(|slot| slot.text.as_ref().map(|cell| cell.start));
        let rows = self.table.rows.partition_point(|row| start(row).is_none_or(|start| start < inner.start));
        let row = self.table.rows.get(rows.checked_sub(1)?)?;
        let cells = row.iter().filter_map(|slot| slot.filled(text));
        let cells = cells.filter(|cell| cell.end <= inner.start && cell.len() <= LONGEST);
        Some(cells.flat_map(|cell| rows::parties(text, cell, lexicon)).collect())
    }

    /// The row in a cell of which a table stands that takes up `inner`.
    fn row_around(&self, inner: &Range<usize>, found: &[Draft]) -> Option<usize> {
        let rows = found.get(self.first..).filter(|_| self.is_around(inner))?;
        let before = rows.iter().rposition(|row| row.title.start < inner.start)?;
        Some(self.first + before)
    }
}

/// Whether a table waits for somebody to fill it in: of its rows below the headings more than half is empty.
fn is_form(text: &str, table: &Table) -> bool {
    let slots = || table.rows.iter().skip(1).flatten();
    slots().filter(|slot| slot.filled(text).is_none()).count() * 2 > slots().count()
}

/// Whether the line above a table, which begins at `start`, says that it goes on: （续表）, 续上表.
fn goes_on(content: &Content, start: usize) -> bool {
    let at = content.blocks.partition_point(|block| block.range.start < start);
    let above =
        at.checked_sub(1).map_or("", |above| &content.text.folded()[content.blocks[above].range.clone()]);
    above.contains('续') && above.contains('表') && above.chars().nth(20).is_none()
}

/// What the labelled lines right above a table state: 牵头县领导:周宁 below its title.
struct Stated {
    range: Range<usize>,
    entries: Vec<Entry>,
}

impl Stated {
    /// The lines above a table that begins at `start`.
    fn above(content: &Content, start: usize, lexicon: &Lexicon) -> Self {
        let text = content.text.folded();
        let at = content.blocks.partition_point(|block| block.range.start < start);
        let above = content.blocks[..at].iter().rev().take_while(|block| block.cell.is_none());
        let lines = above.map_while(|block| {
            let mut entries = responsibility::labelled(text, block.range.clone(), lexicon);
            // 表1 副县长周宁领衔事项
            if entries.is_empty() && text[block.range.clone()].trim_start().starts_with('表') {
                entries.extend(responsibility::heading(text, block.range.clone(), lexicon));
            }
            if entries.is_empty() && is_led_caption(&text[block.range.clone()]) {
                entries.extend(rows::parties(text, block.range.clone(), lexicon));
            }
            (!entries.is_empty() && entries.iter().all(is_party)).then_some((block.range.start, entries))
        });
        let mut lines: Vec<(usize, Vec<Entry>)> = lines.collect();
        lines.reverse();
        let range = lines.first().map_or(start, |(first, _)| *first)..start;
        Self { range, entries: lines.into_iter().flat_map(|(_, entries)| entries).collect() }
    }

    /// The item above the table that has nothing but these lines to say who answers for it. They are its own, and do not
    /// hold for the rows, where it counts something itself.
    fn item(&self, items: &[Draft]) -> Option<usize> {
        let own = items.partition_point(|item| item.title.start < self.range.end).checked_sub(1)?;
        let entries = &items[own].entries;
        let all = entries.iter().all(|entry| self.range.contains(&entry.value.start));
        (!entries.is_empty() && all).then_some(own)
    }
}

/// Whether a line names what the table below it is about, and in a bracket who answers: 财务管理(牵头领导:周宁;责任部门:财务部).
fn is_led_caption(line: &str) -> bool {
    const NAME: usize = 20;
    brackets::after_name(line.trim(), NAME).is_some_and(|(_, inner)| inner.contains(':'))
}

/// The longest cell that names whom the table beside it asks, in bytes.
const LONGEST: usize = 400;

/// Whether a table has as many columns as headings stand for.
fn is_as_wide(headings: &[Vec<Slot>], table: &Table) -> bool {
    headings
        .first()
        .is_some_and(|row| row.len() > 2 && table.rows.first().is_some_and(|own| own.len() == row.len()))
}

/// From the first of a table's cells to the last.
fn extent(table: &Table) -> Range<usize> {
    let cells = || table.rows.iter().flatten().filter_map(|slot| slot.text.as_ref());
    let start = cells().map(|cell| cell.start).min().unwrap_or(0);
    start..cells().map(|cell| cell.end).max().unwrap_or(0)
}

/// Gives a row what the table in one of its cells says of its parts, or the row with its rest.
fn hold(row: &mut Draft, part: Draft) {
    let name = part.title;
    row.texts.extend(part.texts.into_iter().filter(|text| *text != name));
    // The name of a part ends the row's own words.
    row.entries.push(Entry::unlabelled(LabelField::Other, name));
    row.measured.extend(part.measured);
    row.entries.extend(part.entries);
}

/// Those whom a heading names, and of each kind those whom a nearer one does.
fn nearer(given: Vec<Entry>, near: &[Entry]) -> Vec<Entry> {
    let holds = |entry: &&Entry| is_party(entry) || entry.field == LabelField::Deadline;
    let near: Vec<Entry> = near.iter().filter(holds).cloned().collect();
    let far = given.into_iter().filter(|entry| !near.iter().any(|near| same_kind(near, entry)));
    far.chain(near.iter().cloned()).collect()
}
