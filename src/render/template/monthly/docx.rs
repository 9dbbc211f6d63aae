//! The monthly form in Word.

use super::{Form, Row, SIGNATURES};
use crate::render::docx::{self as word, TableText, Text};
use crate::render::page::{Fonts, mm_to_twips};
use crate::render::template::Error;
use docx_rs::{AlignmentType, TableCell, TableRow, VMergeType};

/// The columns: heading and width in mm; they fill the 225 mm of a turned page.
const COLUMNS: [(&str, f64); 12] = [
    ("序号", 11.0),
    ("工作任务", 28.0),
    ("职责", 11.0),
    ("目标指标", 31.0),
    ("年度\n目标", 20.0),
    ("本月\n计划", 15.0),
    ("累计\n计划", 15.0),
    ("本月\n完成", 15.0),
    ("累计\n完成", 15.0),
    ("本月\n进展情况", 24.0),
    ("存在\n问题", 20.0),
    ("下一步\n措施", 20.0),
];

pub(super) fn write(form: &Form<'_>, fonts: &Fonts) -> Result<Vec<u8>, Error> {
    let widths = COLUMNS.map(|(_, mm)| usize::try_from(mm_to_twips(mm)).unwrap_or(0));
    let head = COLUMNS
        .iter()
        .zip(widths)
        .map(|((title, _), width)| word::cell(word::paragraph(title, Text::Head), width));
    let mut rows = vec![word::head_row(head.collect())];
    for (at, row) in form.rows.iter().enumerate() {
        let continued = form.rows.get(at + 1).is_some_and(|next| !next.first);
        rows.push(table_row(form, row, continued, &widths));
    }
    let document = word::document(fonts, TableText::NORMAL)
        .add_paragraph(word::paragraph(&form.title(), Text::Title))
        .add_paragraph(word::paragraph(&form.subtitle(), Text::Subtitle))
        .add_table(word::table(rows, &widths))
        .add_paragraph(word::paragraph(SIGNATURES, Text::Note));
    Ok(word::finish(document, &form.title(), fonts)?)
}

/// `continued`: the task goes on in the next row.
fn table_row(form: &Form<'_>, row: &Row<'_>, continued: bool, widths: &[usize]) -> TableRow {
    let title = row.task.task.title.text.replace('\n', "");
    let texts = [
        row.task.number.clone(),
        title,
        row.role.to_owned(),
        row.goal.label(),
        row.goal.value(),
        row.goal.shown(row.within(form.month)),
        row.goal.shown(row.planned(form.month)),
    ];
    let blanks = COLUMNS.len() - texts.len();
    let texts = texts.into_iter().chain(std::iter::repeat_n(String::new(), blanks));
    let cells = texts.zip(widths).enumerate().map(|(at, (text, width))| -> TableCell {
        // Number, task and role stand once a task.
        let merged = at < 3 && (continued || !row.first);
        let text = if merged && !row.first { String::new() } else { text };
        let paragraph = word::paragraph(&text, Text::Cell);
        let paragraph =
            if matches!(at, 1 | 3 | 9..) { paragraph } else { paragraph.align(AlignmentType::Center) };
        let cell = word::cell(paragraph, *width);
        match (merged, row.first) {
            (false, _) => cell,
            (true, true) => cell.vertical_merge(VMergeType::Restart),
            (true, false) => cell.vertical_merge(VMergeType::Continue),
        }
    });
    // High enough to write in.
    word::row(cells.collect()).row_height(f32::from(u16::try_from(mm_to_twips(13.0)).unwrap_or(0)))
}
