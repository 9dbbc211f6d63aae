//! Excel: all rows on one sheet to sort and filter, and what each unit and leader has to do on another.

use super::{
    Amount, Cell, Table,
    grid::{Grid, flat, foot_lines, head_lines, is_number, narrow, summaries},
};
use crate::notice::Comparator;
use crate::render::{
    Error,
    page::{self, Fonts, first},
    text::{fold, is_formula_like, lines},
};
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet};

/// The most characters that a cell holds.
const LONGEST_TEXT: usize = 32_767;
/// The greatest height of a row in points.
const HIGHEST_ROW: f64 = 409.0;
/// Width of the page in characters: 225 mm hold some 120 at full size, which is enough for so many columns.
const PAGE: usize = 120;
const COLUMNS: usize = 8;
/// What each further column adds; the print is made smaller in proportion, but no more than by a third.
const FURTHER: usize = 12;
const WIDEST: usize = 180;
/// Room beside the text of a cell in characters: its indent, and what Excel keeps free.
const PADDING: usize = 2;
/// Height of a line of body text in points.
const LINE: f64 = 15.0;
/// Paper size A4 in the file format.
const A4: u8 = 9;

pub(super) fn write(table: &Table, fonts: &Fonts) -> Result<Vec<u8>, Error> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::parse_from_str(page::PACKAGE_DATE.trim_end_matches('Z'))?;
    workbook.set_properties(
        &DocProperties::new().set_title(&table.title).set_author("duban").set_creation_datetime(&created),
    );
    let formats = Formats::new(fonts);
    let mut sheets = vec![("责任分解表".to_owned(), table.title.clone(), flat(table))];
    sheets.extend(summaries(table).into_iter().map(|grid| {
        let name = grid.heading.clone().unwrap_or_default() + "汇总";
        let title = format!("{}（{name}）", table.title);
        (name, title, grid)
    }));
    // As in Word, notes stand at the very end: there they cannot take a page for themselves.
    let last = sheets.len().saturating_sub(1);
    for (at, (name, title, grid)) in sheets.iter().enumerate() {
        let below = if at == last { [head_lines(table), foot_lines(table)].concat() } else { Vec::new() };
        fill(workbook.add_worksheet(), name, title, grid, &below, &formats)?;
    }
    Ok(workbook.save_to_buffer()?)
}

struct Formats {
    title: Format,
    head: Format,
    text: Format,
    centred: Format,
    number: Format,
    plain: Format,
}

impl Formats {
    fn new(fonts: &Fonts) -> Self {
        let base = |list: &[String], size: f64| {
            Format::new()
                .set_font_name(first(list))
                .set_font_size(size)
                .set_align(FormatAlign::VerticalCenter)
        };
        let lined = |list: &[String]| base(list, page::TABLE_SIZE).set_border(FormatBorder::Thin);
        let boxed = |list: &[String]| lined(list).set_text_wrap();
        Formats {
            title: base(&fonts.title, page::TITLE_SIZE).set_align(FormatAlign::Center).set_text_wrap(),
            head: boxed(&fonts.heading1).set_align(FormatAlign::Center).set_background_color(0x00EE_F1F5),
            text: boxed(&fonts.body).set_align(FormatAlign::Left).set_indent(1),
            centred: boxed(&fonts.body).set_align(FormatAlign::Center),
            number: lined(&fonts.body).set_align(FormatAlign::Right).set_indent(1),
            plain: base(&fonts.body, page::TABLE_SIZE).set_text_wrap(),
        }
    }
}

/// Title, head, rows, sum, and the lines `below`.
fn fill(
    sheet: &mut Worksheet,
    name: &str,
    title: &str,
    grid: &Grid,
    below: &[String],
    formats: &Formats,
) -> Result<(), Error> {
    let last = u16::try_from(grid.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let further = grid.columns.len().saturating_sub(COLUMNS) * FURTHER;
    let widths = grid.widths((PAGE + further).min(WIDEST), 1, PADDING);
    let whole: usize = widths.iter().sum();
    sheet.set_name(name)?;
    for (i, width) in (0u16..).zip(&widths) {
        sheet.set_column_width(i, *width as f64)?;
    }
    line_across(sheet, 0, last, title, &formats.title)?;
    // The title's characters are about twice as wide as those of the table.
    sheet.set_row_height(0, 34.0 * lines(title, (whole / 2).max(2)) as f64)?;
    for (i, column) in (0u16..).zip(&grid.columns) {
        sheet.write_string_with_format(1, i, narrow(column.heading), &formats.head)?;
    }
    sheet.set_row_height(1, 30.0)?;
    let mut row = 2;
    for cells in &grid.rows {
        write_row(sheet, row, cells, grid, &widths, formats)?;
        row += 1;
    }
    sheet.autofilter(1, 0, row.saturating_sub(1).max(1), last)?;
    if let Some(cells) = grid.sum_row() {
        write_row(sheet, row, &cells, grid, &widths, formats)?;
        if let Some(sum) = grid.sum.as_ref().filter(|sum| sum.column > 1) {
            let end = u16::try_from(sum.column - 1).unwrap_or(last);
            sheet.merge_range(row, 0, row, end, sum.label, &formats.head)?;
            sheet.set_row_height(row, 20.0)?;
        }
        row += 1;
    }
    for line in below {
        line_across(sheet, row, last, line, &formats.plain)?;
        sheet.set_row_height(row, (LINE * lines(line, whole) as f64 + 4.0).min(HIGHEST_ROW))?;
        row += 1;
    }
    set_up_page(sheet, row.saturating_sub(1), last)
}

/// Frozen head; A4 across, fit to width, head repeated, `— 1 —` at the foot.
fn set_up_page(sheet: &mut Worksheet, last_row: u32, last_column: u16) -> Result<(), Error> {
    sheet.set_freeze_panes(2, 0)?;
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
    sheet.set_margins(
        page::mm_to_inches(page::TURNED_LEFT),
        page::mm_to_inches(page::TURNED_RIGHT),
        page::mm_to_inches(page::TURNED_TOP),
        page::mm_to_inches(page::TURNED_BOTTOM),
        page::mm_to_inches(15.0),
        page::mm_to_inches(page::TURNED_BOTTOM - page::PAGE_NUMBER_GAP - 6.0),
    );
    sheet.set_footer("&R&\"宋体\"&14— &P —");
    sheet.set_print_area(0, 0, last_row, last_column)?;
    sheet.set_repeat_rows(0, 1)?;
    Ok(())
}

/// One text over all columns.
fn line_across(sheet: &mut Worksheet, row: u32, last: u16, text: &str, format: &Format) -> Result<(), Error> {
    let quoted = quote_if_needed(format, text);
    if last == 0 {
        sheet.write_string_with_format(row, 0, shortened(text), &quoted)?;
    } else {
        sheet.merge_range(row, 0, row, last, &shortened(text), &quoted)?;
    }
    Ok(())
}

fn write_row(
    sheet: &mut Worksheet,
    row: u32,
    cells: &[Cell],
    grid: &Grid,
    widths: &[usize],
    formats: &Formats,
) -> Result<(), Error> {
    let mut height = 1;
    for (i, ((cell, column), width)) in (0u16..).zip(cells.iter().zip(&grid.columns).zip(widths)) {
        let format = if column.is_centred { &formats.centred } else { &formats.text };
        let room = width.saturating_sub(PADDING);
        let text = if column.is_list { fold(&cell.to_string(), room) } else { cell.to_string() };
        match cell {
            Cell::Amount(amount) => {
                let format = formats.number.clone().set_num_format(number_format(*amount));
                sheet.write_number_with_format(row, i, amount.wan().to_f64().unwrap_or(f64::MAX), &format)?;
            }
            Cell::Count(count) => {
                sheet.write_number_with_format(row, i, *count as f64, format)?;
            }
            Cell::Text(_) => match text.parse::<u32>() {
                // A task's number: sorted as one.
                Ok(number) if column.heading == "序号" => {
                    sheet.write_number_with_format(row, i, number, format)?;
                }
                _ => {
                    sheet.write_string_with_format(
                        row,
                        i,
                        shortened(&text),
                        &quote_if_needed(format, &text),
                    )?;
                }
            },
        }
        if !is_number(cell) {
            height = height.max(lines(&text, room));
        }
    }
    // Excel sets no height by itself for a file that it did not write, and LibreOffice only on loading.
    sheet.set_row_height(row, (LINE * height as f64 + 6.0).clamp(20.0, HIGHEST_ROW))?;
    Ok(())
}

/// The format that shows an amount's decimals and how it binds, and leaves it a number.
fn number_format(amount: Amount) -> String {
    let decimals = usize::try_from(amount.wan().scale()).unwrap_or_default();
    let number =
        if decimals == 0 { "#,##0".to_owned() } else { format!("#,##0.{}", "0".repeat(decimals.min(15))) };
    match amount.comparator {
        Comparator::Eq => number,
        _ => {
            let (before, after) = amount.affixes();
            let quoted = |text: &str| if text.is_empty() { String::new() } else { format!("\"{text}\"") };
            format!("{}{number}{}", quoted(before), quoted(after))
        }
    }
}

/// A text is never a formula here; the quote keeps it one when somebody edits or exports the cell.
fn quote_if_needed(format: &Format, text: &str) -> Format {
    if is_formula_like(text) { format.clone().set_quote_prefix() } else { format.clone() }
}

fn shortened(text: &str) -> String {
    const MORE: &str = "……（全文见原件）";
    // Excel counts UTF-16 units.
    if text.encode_utf16().count() <= LONGEST_TEXT {
        return text.to_owned();
    }
    let mut room = LONGEST_TEXT - MORE.encode_utf16().count();
    let kept = text.chars().take_while(|c| {
        let fits = c.len_utf16() <= room;
        room = room.saturating_sub(c.len_utf16());
        fits
    });
    kept.collect::<String>() + MORE
}
