//! The two tracking sheets: tasks and targets, and sums of money.

use super::column::{Column as C, Kind, Layout};
use super::formula::{Formulas, STATUSES};
use super::print;
use crate::notice::{InvestmentKind, UnitRole};
use crate::plan::{Month, Pace, Schedule, quantum};
use crate::render::template::style::{Style, clip, excel_date, height};
use crate::render::template::{Book, Error, TrackedTask, pace_code};
use crate::render::text::{fold, is_formula_like, shortened};
use crate::text::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, DataValidationRule, Format, Formula,
    ProtectionOptions, Worksheet,
};

/// Number of the first row of data, from 0: title, month of account, bands and headers stand above.
pub(super) const FIRST: u32 = 4;

/// What one row tracks.
#[derive(Debug)]
pub(super) struct Row<'b> {
    pub(super) task: &'b TrackedTask<'b>,
    /// Whether it is the task's first row.
    pub(super) first: bool,
    label: String,
    unit: String,
    bound: &'static str,
    pub(super) schedule: &'b Schedule,
    is_limit: bool,
    pub(super) due: Option<Date>,
    index: Option<usize>,
    span: Option<Span>,
    pub(super) counted: bool,
}

/// The rows of one sheet.
#[derive(Debug)]
pub(super) struct Rows<'b>(pub(super) Vec<Row<'b>>);

impl<'b> Rows<'b> {
    pub(super) fn of(kind: Kind, book: &'b Book<'_>) -> Self {
        Self(
            book.tasks
                .iter()
                .flat_map(|task| match kind {
                    Kind::Targets => goals(task),
                    Kind::Money => sums(task),
                })
                .collect(),
        )
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Number of the last row, from 0.
    pub(super) fn last(&self) -> u32 {
        FIRST + u32::try_from(self.0.len()).unwrap_or(u32::MAX).saturating_sub(1)
    }

    /// The rows with their numbers.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, &Row<'b>)> {
        (FIRST..).zip(&self.0)
    }
}

fn goals<'b>(task: &'b TrackedTask<'_>) -> Vec<Row<'b>> {
    let row = |(at, goal): (usize, &'b crate::render::template::Goal<'_>)| Row {
        task,
        first: at == 0,
        label: goal.label(),
        unit: goal.unit().to_owned(),
        bound: goal.bound(),
        schedule: &goal.schedule,
        is_limit: goal.is_limit(),
        due: goal.due,
        index: goal.target.map(|(index, _)| index),
        span: goal.target.and_then(|(_, t)| t.span),
        counted: true,
    };
    task.goals.iter().enumerate().map(row).collect()
}

fn sums<'b>(task: &'b TrackedTask<'_>) -> Vec<Row<'b>> {
    let row = |(at, sum): (usize, &'b crate::render::template::Sum<'_>)| {
        let kind = match sum.investment.kind {
            InvestmentKind::Annual => "年度计划投资",
            InvestmentKind::Subsidy => "补助资金",
            _ => "投资",
        };
        Row {
            task,
            first: at == 0,
            label: sum.investment.purpose.clone().unwrap_or_else(|| kind.to_owned()),
            unit: "万元".to_owned(),
            bound: "",
            schedule: &sum.schedule,
            is_limit: false,
            due: task.due,
            index: Some(sum.index),
            span: sum.investment.span,
            counted: sum.counted,
        }
    };
    task.sums.iter().enumerate().map(row).collect()
}

/// Writes the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    book: &Book<'_>,
    layout: &Layout,
    rows: &Rows<'_>,
    style: &Style,
) -> Result<(), Error> {
    sheet.set_name(layout.kind.sheet())?.set_formula_result_default("");
    heading(sheet, book, layout, style)?;
    let mut heights = Vec::new();
    for (at, row) in rows.iter() {
        heights.push(Writer { sheet, book, layout, style, at, row }.write()?);
    }
    let last = rows.last();
    rules(sheet, layout, last)?;
    let shown = layout.last_visible();
    sheet.autofilter(FIRST - 1, 0, last, shown)?;
    let fixed = layout.at(C::Unit);
    sheet.set_freeze_panes(FIRST, fixed + 1)?;
    print::set_up(sheet, layout, &heights)?;
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::new()
    });
    Ok(())
}

fn heading(sheet: &mut Worksheet, book: &Book<'_>, layout: &Layout, style: &Style) -> Result<(), Error> {
    sheet.set_row_height(0, 30)?;
    sheet.write_with_format(0, 0, format!("{}{}", book.subject(), layout.kind.sheet()), &style.title)?;
    let account = Formula::new(format!(
        "=\"统计截止：\"&TEXT(统计日期,\"yyyy-mm-dd\")&\"　　黄色单元格填写，其余自动计算\"{}",
        if layout.kind == Kind::Money { "&\"　　单位：万元\"" } else { "" }
    ));
    let day = book.start().map(|m| m.last_day().to_string()).unwrap_or_default();
    let tail = if layout.kind == Kind::Money { "　　单位：万元" } else { "" };
    let shown = format!("统计截止：{day}　　黄色单元格填写，其余自动计算{tail}");
    sheet.write_formula_with_format(1, 0, account.set_result(shown), &style.subtitle)?;
    sheet.set_row_height(2, 20)?;
    sheet.set_row_height(3, 20)?;

    let columns: Vec<(u16, C)> = layout.iter().collect();
    for band in columns.chunk_by(|a, b| a.1.band(layout.kind) == b.1.band(layout.kind)) {
        let (Some((first, column)), Some((last, _))) = (band.first(), band.last()) else { continue };
        let title = column.band(layout.kind);
        if first == last {
            sheet.write_with_format(2, *first, title, &style.band)?;
        } else if !column.is_hidden() {
            sheet.merge_range(2, *first, 2, *last, title, &style.band)?;
        }
    }
    for (at, column) in columns {
        sheet.write_with_format(3, at, column.title(layout.kind), &style.header)?;
        sheet.set_column_width(at, column.width())?;
        if column.is_hidden() {
            sheet.set_column_hidden(at)?;
        }
    }
    Ok(())
}

/// Drop-down lists, checks of what is typed, and the lamps.
fn rules(sheet: &mut Worksheet, layout: &Layout, last: u32) -> Result<(), Error> {
    let list = |values: &[&str], message: &str| -> Result<DataValidation, Error> {
        Ok(DataValidation::new()
            .allow_list_strings(values)?
            .set_error_title("请从列表中选择")?
            .set_error_message(message)?)
    };
    let at = layout.at(C::Override);
    let found = list(&STATUSES[..4], "只能选择：完成、正常、滞后、严重滞后；清空则自动计算。")?;
    sheet.add_data_validation(FIRST, at, last, at, &found)?;
    if layout.kind == Kind::Money {
        let at = layout.at(C::Counted);
        sheet.add_data_validation(FIRST, at, last, at, &list(&["是", "否"], "只能选择：是、否。")?)?;
    }
    let number = DataValidation::new()
        .allow_decimal_number(DataValidationRule::Between(-1e15, 1e15))
        .set_input_title("累计数")?
        .set_input_message("填写从年初（或开工）到本月底的累计完成数，只填数字。")?
        .set_error_title("请填写数字")?
        .set_error_message("只填累计数字，不写单位；说明文字请写在备注栏。")?;
    sheet.add_data_validation(FIRST, layout.at(C::Done(1)), last, layout.at(C::Done(12)), &number)?;
    let at = layout.at(C::Baseline);
    let baseline = DataValidation::new()
        .allow_decimal_number(DataValidationRule::Between(-1e15, 1e15))
        .set_error_title("请填写数字")?
        .set_error_message("基数只填数字，不写单位。")?;
    sheet.add_data_validation(FIRST, at, last, at, &baseline)?;

    let at = layout.at(C::Status);
    for (index, status) in STATUSES.iter().enumerate() {
        let lamp = ConditionalFormatCell::new()
            .set_rule(ConditionalFormatCellRule::EqualTo(*status))
            .set_format(Style::lamp(index));
        sheet.add_conditional_format(FIRST, at, last, at, &lamp)?;
    }
    let at = layout.at(C::Overdue);
    let overdue = ConditionalFormatCell::new()
        .set_rule(ConditionalFormatCellRule::EqualTo("逾期"))
        .set_format(Format::new().set_bold().set_font_color(0xC0_00_00));
    sheet.add_conditional_format(FIRST, at, last, at, &overdue)?;
    Ok(())
}

/// Writes one row.
struct Writer<'w, 'b> {
    sheet: &'w mut Worksheet,
    book: &'w Book<'b>,
    layout: &'w Layout,
    style: &'w Style,
    at: u32,
    row: &'w Row<'w>,
}

impl Writer<'_, '_> {
    /// Gives the row's height in points.
    fn write(&mut self) -> Result<f64, Error> {
        let style = self.style;
        let task = self.row.task;
        let formulas = Formulas::new(self.layout, self.at);
        let text = if self.row.first { &style.text } else { &style.repeat };
        let start = self.book.start();
        let due = self.due_in_force();
        let mut wrapped: Vec<(String, u16)> = Vec::new();

        for (at, column) in self.layout.iter() {
            let room = usize::from(column.width()) - 1;
            let plain: Option<(String, &Format)> = match column {
                C::Number => Some((task.number.clone(), &style.center)),
                C::Task => {
                    let title = task.task.title.text.replace('\n', "");
                    Some((if self.row.first { title } else { shortened(&title, room) }, text))
                }
                C::Goal => Some((self.row.label.clone(), &style.text)),
                C::Unit => Some((self.row.unit.clone(), &style.center)),
                C::Leaders => Some((fold(&task.leader_names(), room), text)),
                C::Lead => Some((fold(&self.names(&[UnitRole::Lead]), room), text)),
                C::Responsible => Some((fold(&self.names(&[UnitRole::Responsible]), room), text)),
                C::Supporting => {
                    Some((fold(&self.names(&[UnitRole::Supporting, UnitRole::Supervising]), room), text))
                }
                C::Source => Some((self.source(), text)),
                C::Counted => {
                    Some((if self.row.counted { "是" } else { "否" }.to_owned(), &style.input_center))
                }
                C::TaskId => Some((task.task.id.clone(), &style.plain)),
                C::Pace => {
                    Some((pace_code(self.row.schedule.pace(), self.row.is_limit).to_owned(), &style.plain))
                }
                _ => None,
            };
            if let Some((text, format)) = plain {
                // A text is never a formula here; the quote keeps it one when somebody edits the cell.
                let quoted = is_formula_like(&text).then(|| format.clone().set_quote_prefix());
                self.sheet.write_string_with_format(
                    self.at,
                    at,
                    clip(&text),
                    quoted.as_ref().unwrap_or(format),
                )?;
                wrapped.push((text, column.width()));
                continue;
            }
            match column {
                C::Value => self.decimal(at, Some(self.row.schedule.total()), self.row.bound, false)?,
                C::Due => {
                    let format = if self.row.due.is_some() { &style.date } else { &style.assumed_date };
                    self.date(at, due, format)?;
                }
                C::DueInForce => self.date(at, due, &style.date)?,
                C::Planned(month) => {
                    let month = Month::new(self.book.year, i8::try_from(month).unwrap_or(1));
                    self.decimal(at, month.and_then(|m| self.row.schedule.at(m)), "", true)?;
                }
                C::Quarter(quarter) => {
                    let value = self.row.schedule.quarter(self.book.year, i8::try_from(quarter).unwrap_or(1));
                    let format = style.number(self.scale(), "", false);
                    self.formula(at, &formulas.quarter(quarter), decimal_text(value), &format)?;
                }
                C::PlannedNow => {
                    let value = start.and_then(|m| self.row.schedule.at(m)).unwrap_or_default();
                    let format = style.number(self.scale(), "", false);
                    self.formula(at, &formulas.planned_now(), value.to_string(), &format)?;
                }
                C::DoneNow => self.formula(at, &formulas.done_now(), String::new(), &style.general)?,
                C::Rate => self.formula(at, &formulas.rate(), String::new(), &style.percent)?,
                C::Ratio => self.formula(at, &formulas.ratio(), String::new(), &style.percent)?,
                C::Status => self.formula(at, &formulas.status(), "未报".to_owned(), &style.center)?,
                C::Overdue => {
                    let late = start.zip(due).is_some_and(|(month, due)| month.last_day() > due);
                    let shown = if late { "逾期" } else { "" }.to_owned();
                    self.formula(at, &formulas.overdue(), shown, &style.center)?;
                }
                C::Override => self.blank(at, &style.input_center)?,
                C::Note => self.blank(at, &style.input_text)?,
                C::Baseline | C::Done(_) => self.blank(at, &style.input_number)?,
                C::Notice => self.number(at, Some(task.notice + 1))?,
                C::Index => self.number(at, self.row.index)?,
                C::SpanStart => self.number(at, self.row.span.map(|s| s.start))?,
                C::SpanEnd => self.number(at, self.row.span.map(|s| s.end))?,
                _ => {}
            }
        }
        let height = height(wrapped.iter().map(|(text, width)| (text.as_str(), *width)));
        self.sheet.set_row_height(self.at, height)?;
        Ok(height)
    }

    /// The due date; the end of the plan's year where the notice names none.
    fn due_in_force(&self) -> Option<Date> {
        self.row.due.or_else(|| Month::new(self.book.year, 12).map(Month::last_day))
    }

    fn names(&self, roles: &[UnitRole]) -> String {
        self.row.task.names(&self.book.units, roles)
    }

    fn source(&self) -> String {
        self.book.notices.get(self.row.task.notice).map(|n| n.source.name.clone()).unwrap_or_default()
    }

    /// How many decimals the planned values have.
    fn scale(&self) -> u32 {
        match self.row.schedule.pace() {
            Pace::Spread => quantum(self.row.schedule.total(), Some(&self.row.unit)).scale(),
            Pace::Held | Pace::Percent => self.row.schedule.total().scale(),
        }
    }

    fn decimal(&mut self, at: u16, value: Option<Decimal>, bound: &str, input: bool) -> Result<(), Error> {
        let scale = if input { self.scale() } else { self.row.schedule.total().scale() };
        let format = self.style.number(scale, bound, input);
        match value.and_then(|v| v.to_f64()) {
            Some(value) => self.sheet.write_number_with_format(self.at, at, value, &format)?,
            None => self.sheet.write_blank(self.at, at, &format)?,
        };
        Ok(())
    }

    fn date(&mut self, at: u16, date: Option<Date>, format: &Format) -> Result<(), Error> {
        match date.and_then(excel_date) {
            Some(date) => self.sheet.write_datetime_with_format(self.at, at, &date, format)?,
            None => self.sheet.write_blank(self.at, at, format)?,
        };
        Ok(())
    }

    fn formula(&mut self, at: u16, formula: &str, shown: String, format: &Format) -> Result<(), Error> {
        let formula = Formula::new(formula).set_result(shown);
        self.sheet.write_formula_with_format(self.at, at, formula, format)?;
        Ok(())
    }

    fn blank(&mut self, at: u16, format: &Format) -> Result<(), Error> {
        self.sheet.write_blank(self.at, at, format)?;
        Ok(())
    }

    fn number(&mut self, at: u16, value: Option<usize>) -> Result<(), Error> {
        if let Some(value) = value.and_then(|v| u32::try_from(v).ok()) {
            self.sheet.write_number(self.at, at, value)?;
        }
        Ok(())
    }
}

fn decimal_text(value: Option<Decimal>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}
