//! The monthly form in Excel.

use super::{Period, Row, SIGNATURES, UnitForms};
use crate::plan::Month;
use crate::render::page;
use crate::render::template::meta::{self, Facts};
use crate::render::template::style::{Style, clip, height, print_across};
use crate::render::template::{Error, pace_code};
use crate::render::text::{is_formula_like, shortened};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign, Formula,
    ProtectionOptions, Workbook, Worksheet, column_number_to_name,
};

/// Number of the first row of data, from 0.
const FIRST: u32 = 3;
/// Height in points of the page that title, head and foot leave to the rows.
const ROOM: f64 = 450.0;
const SHEET: &str = "月报表";

/// The columns: key, heading, width in characters; hidden where it has none.
const COLUMNS: [(&str, &str, u16); 20] = [
    ("number", "序号", 5),
    ("task", "工作任务", 18),
    ("role", "职责", 6),
    ("goal", "目标指标", 16),
    ("unit", "单位", 6),
    ("value", "年度目标", 8),
    ("planned_month", "本月计划", 8),
    ("planned", "累计计划", 8),
    ("done_month", "本月完成", 8),
    ("done", "累计完成", 8),
    ("rate", "完成率", 8),
    ("progress", "本月进展情况", 24),
    ("problems", "存在问题", 14),
    ("next_steps", "下一步措施", 14),
    ("notice", "notice", 0),
    ("task_id", "task_id", 0),
    ("index", "index", 0),
    ("span_start", "span_start", 0),
    ("span_end", "span_end", 0),
    ("pace", "pace", 0),
];
/// Number of the first hidden column.
const HIDDEN: u16 = 14;
/// Numbers of the columns that formulas name.
const VALUE: u16 = 5;
const DONE: u16 = 9;

pub(super) fn write(forms: &UnitForms<'_>, period: Period<'_>) -> Result<Vec<u8>, Error> {
    let mut workbook = Workbook::new();
    let (default, row_height, column_width) = Style::default_format();
    workbook.set_default_format(&default, row_height, column_width)?;
    let created = ExcelDateTime::parse_from_str(page::PACKAGE_DATE.trim_end_matches('Z'))?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(forms.file_title(period))
            .set_author("duban")
            .set_creation_datetime(&created),
    );
    let style = Style::new(&forms.fonts);
    let last = fill(workbook.add_worksheet(), forms, period, &style)?;
    let mut facts = Facts::new(workbook.add_worksheet(), meta::MONTHLY, forms.book)?;
    facts.add(&["month", &period.month.to_string()])?;
    facts.add(&["unit", forms.unit.name, forms.unit.key])?;
    let columns = COLUMNS.iter().map(|(key, heading, _)| ((*key).to_owned(), (*heading).to_owned()));
    facts.sheet("targets", SHEET, [FIRST, last], columns)?;
    Ok(workbook.save_to_buffer()?)
}

/// Writes the sheet, and gives the number of its last row of data.
fn fill(
    sheet: &mut Worksheet,
    forms: &UnitForms<'_>,
    period: Period<'_>,
    style: &Style,
) -> Result<u32, Error> {
    sheet.set_name(SHEET)?.set_formula_result_default("");
    let subtitle = forms.subtitle(period).join("　　　　");
    for (at, text, format, height) in
        [(0, forms.title(), &style.title, 32), (1, subtitle, &style.subtitle, 22)]
    {
        let centred = format.clone().set_align(FormatAlign::Center);
        sheet.set_row_height(at, height)?.merge_range(at, 0, at, HIDDEN - 1, &text, &centred)?;
    }
    sheet.set_row_height(2, 24)?;
    for (at, (_, heading, width)) in (0u16..).zip(COLUMNS) {
        sheet.write_with_format(2, at, heading, &style.header)?;
        match width {
            0 => sheet.set_column_hidden(at)?,
            _ => sheet.set_column_width(at, width)?,
        };
    }
    // High enough to write in; a few rows share the page.
    let count = u32::try_from(forms.rows.len()).unwrap_or(u32::MAX).max(1);
    let least = (ROOM / f64::from(count)).clamp(44.0, 110.0);
    let mut last = FIRST;
    for (at, row) in (FIRST..).zip(&forms.rows) {
        write_row(sheet, at, period.month, row, least, style)?;
        last = at;
    }
    let below = last + 2;
    sheet.merge_range(below, 0, below, HIDDEN - 1, SIGNATURES, &style.input_plain)?;
    sheet.set_row_height(below, 26)?;

    let number = DataValidation::new()
        .allow_decimal_number(DataValidationRule::Between(-1e15, 1e15))
        .set_error_title("请填写数字")?
        .set_error_message("只填数字，不写单位；说明文字请写在“本月进展情况”栏。")?;
    sheet.add_data_validation(FIRST, DONE - 1, last, DONE, &number)?;
    sheet.set_freeze_panes(FIRST, 2)?;
    print_across(sheet)
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_repeat_rows(2, 2)?;
    sheet.set_print_area(0, 0, below, HIDDEN - 1)?;
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::new()
    });
    Ok(last)
}

fn write_row(
    sheet: &mut Worksheet,
    at: u32,
    month: Month,
    row: &Row<'_>,
    least: f64,
    style: &Style,
) -> Result<(), Error> {
    let goal = row.goal;
    let label = goal.label();
    let title = if row.first { row.title() } else { shortened(&row.title(), 18) };
    let text = if row.first { &style.text } else { &style.repeat };
    let texts: [(&str, &Format); 5] = [
        (&row.task.number, &style.center),
        (&title, text),
        (row.role, &style.center),
        (&label, &style.text),
        (goal.unit(), &style.center),
    ];
    for (column, (text, format)) in (0..).zip(texts) {
        let quoted = is_formula_like(text).then(|| format.clone().set_quote_prefix());
        sheet.write_string_with_format(at, column, clip(text), quoted.as_ref().unwrap_or(format))?;
    }
    let mut number = |column: u16, value: Option<Decimal>, bound: &str| -> Result<(), Error> {
        let format = style.number(value.map_or(0, |v| v.scale()), bound, false);
        match value.and_then(|v| v.to_f64()) {
            Some(value) => sheet.write_number_with_format(at, column, value, &format)?,
            None => sheet.write_blank(at, column, &format)?,
        };
        Ok(())
    };
    number(VALUE, Some(goal.schedule.total()), goal.bound())?;
    number(6, row.within(month), "")?;
    number(7, row.planned(month), "")?;
    sheet.write_blank(at, DONE - 1, &style.input_number)?.write_blank(at, DONE, &style.input_number)?;
    let cell = |column| format!("${}{}", column_number_to_name(column), at + 1);
    let (done, value) = (cell(DONE), cell(VALUE));
    let rate = if goal.is_limit() {
        format!("=IF({done}=\"\",\"\",IF({done}<={value},1,{value}/{done}))")
    } else {
        format!("=IF({done}=\"\",\"\",IF({value}=0,1,{done}/{value}))")
    };
    sheet.write_formula_with_format(at, 10, Formula::new(rate).set_result(""), &style.percent)?;
    for column in 11..HIDDEN {
        sheet.write_blank(at, column, &style.input_text)?;
    }
    sheet.write(at, HIDDEN, u32::try_from(row.task.notice + 1).unwrap_or(0))?;
    sheet.write_string(at, HIDDEN + 1, clip(&row.task.task.id))?;
    let span = goal.target.and_then(|(_, target)| target.span);
    let places = [goal.target.map(|(index, _)| index), span.map(|s| s.start), span.map(|s| s.end)];
    for (column, place) in (HIDDEN + 2..).zip(places) {
        if let Some(place) = place.and_then(|p| u32::try_from(p).ok()) {
            sheet.write(at, column, place)?;
        }
    }
    sheet.write_string(at, HIDDEN + 5, pace_code(goal.schedule.pace(), goal.is_limit()))?;
    sheet.set_row_height(at, height([(title.as_str(), 18), (label.as_str(), 16)]).max(least))?;
    Ok(())
}
