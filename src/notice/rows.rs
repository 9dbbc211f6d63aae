//! Tasks from tables (责任分解表, 台账): columns are read by their headings, each row a task.

use super::draft::Draft;
use crate::fields::responsibility::Entry;
use crate::lexicon::{LabelField, Lexicon};
use crate::outline::{
    Content,
    table::{Slot, Table},
};
use crate::text::{brackets, squeeze};
use std::ops::Range;

/// A column: what it holds, and its heading.
#[derive(Debug, Clone)]
struct Column {
    field: LabelField,
    heading: Range<usize>,
}

/// Reads the tasks of one table. Empty where its headings name no task or nobody who answers for one.
pub(super) fn read(content: &Content, table: &Table, path: &[Range<usize>], lexicon: &Lexicon) -> Vec<Draft> {
    let text = content.text.folded();
    let Some((columns, first)) = header(text, table, lexicon) else { return Vec::new() };
    let find = |wanted: fn(&LabelField) -> bool| {
        columns.iter().position(|column| column.as_ref().is_some_and(|column| wanted(&column.field)))
    };
    let body = find(|field| matches!(field, LabelField::Body));
    let caption = caption(content, table);
    let Some(title) = find(|field| matches!(field, LabelField::Title)).or(body) else { return Vec::new() };
    let problem = columns[title].as_ref().is_some_and(|column| text[column.heading.clone()].contains("问题"));
    let mut drafts: Vec<Draft> = Vec::new();
    let mut category: Option<Range<usize>> = None;
    let mut above: Vec<Option<Range<usize>>> = vec![None; columns.len()];
    for row in &table.rows[first..] {
        if is_header_again(text, row, &columns) {
            continue;
        }
        if let Some(heading) = spanning(text, row) {
            category = Some(heading);
            continue;
        }
        if is_sum(text, row) {
            continue;
        }
        let cells: Vec<Option<Range<usize>>> = row.iter().map(|slot| words(text, slot)).collect();
        let Some(name) = cells.get(title).cloned().flatten().or_else(|| cells.get(body?).cloned().flatten())
        else {
            continue;
        };
        // A sub-row whose name cell is merged with the row above goes on with it, unless what is to be done is its own.
        let merged = row.get(title).is_some_and(|slot| slot.covered);
        let own_body = body
            .filter(|&body| body != title)
            .and_then(|body| row.get(body))
            .filter(|slot| !slot.covered)
            .and_then(|slot| words(text, slot));
        if merged && own_body.is_none() && drafts.last().is_some() {
            if let Some(last) = drafts.last_mut() {
                last.entries.extend(entries(text, row, &cells, &columns, &above, true));
            }
            continue;
        }
        let mut draft = Draft { path: path.to_vec(), caption: caption.clone(), ..Draft::default() };
        draft.path.extend(category.clone());
        draft.title = super::draft::title_of(
            text,
            if merged { own_body.clone().unwrap_or(name.clone()) } else { name.clone() },
        );
        for (at, column) in columns.iter().enumerate() {
            let (Some(column), Some(Some(cell))) = (column, cells.get(at)) else { continue };
            match column.field {
                LabelField::Number if !row[at].covered => draft.number = Some(cell.clone()),
                LabelField::Category => draft.path.push(cell.clone()),
                LabelField::Title if !(problem || merged && row[at].covered) => {
                    draft.texts.push(cell.clone())
                }
                LabelField::Body if !row[at].covered || !merged => draft.texts.push(cell.clone()),
                _ => {}
            }
        }
        draft.entries = entries(text, row, &cells, &columns, &above, false);
        for (at, column) in columns.iter().enumerate() {
            if let (Some(_), Some(cell)) = (column, cells.get(at)) {
                let given = row
                    .get(at)
                    .and_then(|slot| slot.text.clone())
                    .is_some_and(|range| !text[range].trim().is_empty());
                if given {
                    above[at].clone_from(cell);
                }
            }
        }
        if draft.entries.iter().all(|entry| fits(text, entry)) {
            drafts.push(draft);
        }
    }
    drafts
}

/// Whether a cell of units can be one. Rows whose cells slid into other columns would give dates and sentences as names.
fn fits(text: &str, entry: &Entry) -> bool {
    let words = &text[entry.value.clone()];
    let dated = words.contains('年') && words.contains('月') || words.contains(['。', '%']);
    let figures = words.chars().filter(char::is_ascii_digit).count();
    !(matches!(entry.field, LabelField::Units(_) | LabelField::Leaders(_)) && (dated || figures >= 3))
}

/// The line above a table that says what its sums are in: (单位:万元).
fn caption(content: &Content, table: &Table) -> Option<Range<usize>> {
    let first = table.rows.iter().flatten().find_map(|slot| slot.text.clone())?;
    let at = content.blocks.partition_point(|block| block.range.start < first.start);
    let above = content.blocks[at.saturating_sub(3)..at].iter().rev();
    let words = |range: &Range<usize>| {
        content.text.folded()[range.clone()].contains("单位:")
            && content.text.folded()[range.clone()].contains('元')
    };
    above.map(|block| block.range.clone()).find(words)
}

/// What the cells of a row state. A blank cell of units or leaders takes the value above; a dash means none.
fn entries(
    text: &str,
    row: &[Slot],
    cells: &[Option<Range<usize>>],
    columns: &[Option<Column>],
    above: &[Option<Range<usize>>],
    sub_row: bool,
) -> Vec<Entry> {
    let mut found = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let Some(column) = column else { continue };
        let party = matches!(column.field, LabelField::Units(_) | LabelField::Leaders(_));
        if !party && !matches!(column.field, LabelField::Deadline | LabelField::Money(_)) {
            continue;
        }
        let slot = row.get(at);
        if sub_row && slot.is_none_or(|slot| slot.covered) {
            continue;
        }
        let blank = slot.and_then(|slot| slot.text.clone()).is_none_or(|range| text[range].trim().is_empty());
        let value = match cells.get(at).cloned().flatten() {
            Some(cell) => Some(cell),
            None if blank && party && !sub_row => above[at].clone(),
            None => None,
        };
        if let Some(value) = value {
            found.push(Entry { field: column.field, label: Some(column.heading.clone()), value });
        }
    }
    found
}

/// The words of a slot; `None` for blanks, dashes and strokes.
fn words(text: &str, slot: &Slot) -> Option<Range<usize>> {
    let range = brackets::trim(text, slot.text.clone()?);
    let words = &text[range.clone()];
    let none = words.chars().all(|c| matches!(c, '-' | '—' | '–' | '/' | '\\' | '－' | ' ')) || words == "无";
    (!none).then_some(range)
}

/// The columns, and the first row behind the headings, which may take two rows.
fn header(text: &str, table: &Table, lexicon: &Lexicon) -> Option<(Vec<Option<Column>>, usize)> {
    for (at, row) in table.rows.iter().enumerate().take(6) {
        let columns: Vec<Option<Column>> = row.iter().map(|slot| column(text, slot, lexicon)).collect();
        let known = columns.iter().flatten().count();
        let fields = columns
            .iter()
            .flatten()
            .filter(|column| !matches!(column.field, LabelField::Number | LabelField::Other))
            .count();
        if known < 2 || fields < 1 || !names_task(&columns) {
            continue;
        }
        // Headings of two rows: the second says more where the first spans (责任单位 | 牵头 | 配合).
        if let Some(next) = table.rows.get(at + 1) {
            let second: Vec<Option<Column>> = next
                .iter()
                .map(|slot| if slot.covered { None } else { column(text, slot, lexicon) })
                .collect();
            let repeats = next
                .iter()
                .zip(row)
                .any(|(below, above)| below.covered && below.text == above.text && below.text.is_some());
            if repeats && second.iter().flatten().count() >= 2 {
                let both = columns.into_iter().zip(second).map(|(first, second)| second.or(first)).collect();
                return Some((both, at + 2));
            }
        }
        return Some((columns, at + 1));
    }
    None
}

fn names_task(columns: &[Option<Column>]) -> bool {
    let has = |wanted: fn(&LabelField) -> bool| columns.iter().flatten().any(|column| wanted(&column.field));
    has(|field| matches!(field, LabelField::Title | LabelField::Body))
        && has(|field| {
            matches!(
                field,
                LabelField::Units(_)
                    | LabelField::Leaders(_)
                    | LabelField::Deadline
                    | LabelField::Money(_)
                    | LabelField::Body
                    | LabelField::Number
            )
        })
}

fn column(text: &str, slot: &Slot, lexicon: &Lexicon) -> Option<Column> {
    let range = slot.text.clone()?;
    let words = squeeze(&text[range.clone()]);
    let field = heading(&words, lexicon)?;
    Some(Column { field, heading: brackets::trim(text, range) })
}

/// What a column's heading means; units in brackets are set aside: 总投资(万元).
pub(super) fn heading(words: &str, lexicon: &Lexicon) -> Option<LabelField> {
    let bare = words.split('(').next().unwrap_or_default().trim_end_matches(':');
    if words.chars().count() > 16 {
        return None;
    }
    lexicon.label(words).or_else(|| lexicon.label(bare)).or_else(|| {
        // 2024年度目标任务, 县级责任领导: a known label behind a year or a level.
        let (len, field) = lexicon.labels.at_end(bare)?;
        let lead = &bare[..bare.len() - len];
        let year = lead.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['年', '度']);
        (len >= 6 && (year.is_empty() || lead.chars().count() <= 4)).then_some(field)
    })
}

/// Whether a row repeats the headings, as at the top of a page.
fn is_header_again(text: &str, row: &[Slot], columns: &[Option<Column>]) -> bool {
    let same = row.iter().zip(columns).filter(|(slot, column)| match (slot.text.clone(), column) {
        (Some(range), Some(column)) => text[range].trim() == &text[column.heading.clone()],
        _ => false,
    });
    same.count() >= 2
}

/// A heading that spans the table, or stands alone in its row.
fn spanning(text: &str, row: &[Slot]) -> Option<Range<usize>> {
    let mut filled = row.iter().filter_map(|slot| words(text, slot));
    let first = filled.next()?;
    let alone = row.len() > 2 && filled.all(|other| other == first);
    let short = text[first.clone()].chars().count() <= 40 && !text[first.clone()].contains('。');
    (alone && short).then_some(first)
}

/// Whether a row sums up the others: 合计.
fn is_sum(text: &str, row: &[Slot]) -> bool {
    row.iter().filter_map(|slot| words(text, slot)).take(2).any(|range| {
        let words = squeeze(&text[range]);
        matches!(words.as_str(), "合计" | "总计" | "小计" | "共计")
    })
}
