//! The monthly form in Word.

use super::{Period, Row, SIGNATURES, UnitForms};
use crate::render::docx::{self as word, Slots, TableText, Text};
use crate::render::page::mm_to_twips;
use crate::render::template::Error;
use crate::render::text::{balance, lines, width};
use docx_rs::{AlignmentType, Paragraph, TableRow, VMergeType};

/// The columns: heading, width in mm, whether the text stands in the middle; they fill the 225 mm of a turned page.
const COLUMNS: [(&str, f64, bool); 12] = [
    ("序号", 10.0, true),
    ("工作任务", 27.0, false),
    ("职责", 10.0, true),
    ("目标指标", 29.0, false),
    ("年度\n目标", 19.0, true),
    ("本月\n计划", 15.0, true),
    ("累计\n计划", 15.0, true),
    ("本月\n完成", 15.0, true),
    ("累计\n完成", 15.0, true),
    ("本月进展情况", 28.0, false),
    ("存在问题", 21.0, false),
    ("下一步措施", 21.0, false),
];
/// Number of the column 年度目标.
const VALUE: usize = 4;
/// The slots of a form: the lines under its title, then two for each row.
const FIRST_ROW: usize = 2;
/// Half-width characters of the title that fit beside one another in the 225 mm of the type area.
const TITLE_ROOM: usize = 56;
/// Height in mm of the page that title, head and foot leave to the rows.
const ROOM: f64 = 98.0;

pub(super) fn write(forms: &UnitForms<'_>, period: Period<'_>) -> Result<Vec<u8>, Error> {
    let slots = match forms.slots.get() {
        Some(slots) => slots,
        None => {
            let made = form(forms)?;
            forms.slots.get_or_init(|| made)
        }
    };
    let mut texts = forms.subtitle(period).to_vec();
    for row in &forms.rows {
        texts.push(row.goal.shown(row.within(period.month)));
        texts.push(row.goal.shown(row.planned(period.month)));
    }
    Ok(slots.pack(&texts, &forms.stationery, &forms.file_title(period))?)
}

/// The form of every month.
fn form(forms: &UnitForms<'_>) -> Result<Slots, Error> {
    let widths = COLUMNS.map(|(_, mm, _)| usize::try_from(mm_to_twips(mm)).unwrap_or(0));
    let head = COLUMNS.iter().zip(widths);
    let head = head.map(|((title, ..), width)| word::cell(word::paragraph(title, Text::Head), width));
    let mut rows = vec![word::head_row(head.collect())];
    let heights = heights(&forms.rows, &widths);
    for (at, (row, height)) in forms.rows.iter().zip(heights).enumerate() {
        let continued = forms.rows.get(at + 1).is_some_and(|next| !next.first);
        let keeps = continued || at + 1 == forms.rows.len();
        let row = table_row(row, FIRST_ROW + 2 * at, continued, keeps, &widths);
        rows.push(row.row_height(mm_to_twips(height) as f32));
    }
    let document = forms
        .stationery
        .document()
        .add_paragraph(word::paragraph(&balance(&forms.title(), TITLE_ROOM), Text::Title))
        .add_paragraph(word::slot(0, Text::Subtitle))
        .add_paragraph(word::slot(1, Text::Subtitle))
        .add_table(word::table(rows, &widths))
        .add_paragraph(word::paragraph(SIGNATURES, Text::Note));
    Ok(Slots::of(&document)?)
}

/// How high each row is in mm: enough for its text, and to write in; a few rows share the page.
fn heights(rows: &[Row<'_>], widths: &[usize]) -> Vec<f64> {
    const LEAST: f64 = 13.0;
    const LINE: f64 = 5.4;
    let room = |column: usize| TableText::NORMAL.room(widths.get(column).copied().unwrap_or(0));
    let high = |lines: usize| u32::try_from(lines).map_or(LEAST, |lines| f64::from(lines) * LINE + 1.0);
    let mut natural: Vec<f64> = Vec::new();
    for task in rows.chunk_by(|_, next| !next.first) {
        // A task's title stands beside all of its rows.
        let title = task.first().map_or(1, |row| lines(&row.title(), room(1)));
        let shared = high(title) / f64::from(u32::try_from(task.len()).unwrap_or(1));
        natural.extend(task.iter().map(|row| high(lines(&row.goal.label(), room(3))).max(shared).max(LEAST)));
    }
    let spare = (ROOM - natural.iter().sum::<f64>()).max(0.0);
    let more = (spare / f64::from(u32::try_from(rows.len()).unwrap_or(u32::MAX).max(1))).min(20.0);
    natural.into_iter().map(|height| height + more).collect()
}

/// `slot` is the number of its first slot; `continued`: the task goes on in the next row; `keeps`: it stays on the page
/// of what follows.
fn table_row(row: &Row<'_>, slot: usize, continued: bool, keeps: bool, widths: &[usize]) -> TableRow {
    let cells = COLUMNS.iter().zip(widths).enumerate().map(|(at, ((_, _, centred), width))| {
        // Number, task and role stand once a task.
        let merged = at < 3 && (continued || !row.first);
        let text = |text: &str| word::paragraph(text, Text::Cell);
        let paragraph = match at {
            0..3 if merged && !row.first => text(""),
            0 => text(&row.task.number),
            1 => text(&row.title()),
            2 => text(row.role),
            3 => text(&row.goal.label()),
            VALUE => text(&value(row, TableText::NORMAL.room(*width))),
            5 | 6 => word::slot(slot + at - 5, Text::Cell),
            _ => text(""),
        };
        let align = |paragraph: Paragraph| {
            if *centred { paragraph.align(AlignmentType::Center) } else { paragraph }
        };
        // What is merged stays on one page, and who signs does not sign an empty one.
        let cell = word::cell(align(paragraph).keep_next(keeps), *width);
        match (merged, row.first) {
            (false, _) => cell,
            (true, true) => cell.vertical_merge(VMergeType::Restart),
            (true, false) => cell.vertical_merge(VMergeType::Continue),
        }
    });
    word::row(cells.collect())
}

/// The year's target; its unit stands below where both have no room beside one another.
fn value(row: &Row<'_>, room: usize) -> String {
    let (value, unit) = (row.goal.value(), row.goal.display_unit().1);
    match value.strip_suffix(&unit) {
        // Word sets a little space between Chinese and digits.
        Some(number) if width(&value) + 1 > room => format!("{number}\n{unit}"),
        _ => value,
    }
}
