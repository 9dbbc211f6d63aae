//! 单位汇总: a row a unit, by formula, and its charts.
//!
//! Formulas cannot ask whether a unit is among several in one cell (教育局 is also in 市教育局). So a hidden sheet, 分工,
//! has a row for each unit of each ledger row, and is counted by the unit's number. A target of three units counts
//! for each of them, and once in the total, which is taken from the ledger itself.

use super::column::{Column as C, Kind, Layout};
use super::formula::STATUSES;
use super::sheet::{FIRST, Rows};
use crate::plan::Month;
use crate::render::template::style::{LAMPS, Style, height, print_across};
use crate::render::template::{Book, Error};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartFont, ChartLegendPosition, ChartLine, ChartSolidFill, ChartType,
    Color, Format, Formula, ProtectionOptions, Worksheet,
};

const SUMMARY: &str = "单位汇总";
const ASSIGNMENTS: &str = "分工";
/// Number of the summary's first unit, from 0.
const FIRST_UNIT: u32 = 4;

/// A unit's part in one ledger row.
#[derive(Debug)]
struct Assignment {
    unit: usize,
    /// 1 lead, 2 responsible, 3 supporting, 4 supervising.
    role: u8,
    kind: Kind,
    /// The ledger row, from 0.
    row: u32,
    /// Whether it is the task's first row.
    first: bool,
    late: bool,
    /// What is planned, where the sum is counted.
    sum: Decimal,
}

/// The hidden sheet that the summary counts.
#[derive(Debug)]
pub(super) struct Assignments<'t> {
    rows: Vec<Assignment>,
    tracked: &'t [(Layout, Rows<'t>)],
}

impl<'t> Assignments<'t> {
    pub(super) fn of(book: &Book<'_>, tracked: &'t [(Layout, Rows<'t>)]) -> Self {
        let (account, year_end) =
            (book.start().map(Month::last_day), Month::new(book.year, 12).map(Month::last_day));
        let mut rows = Vec::new();
        for (layout, ledger) in tracked {
            for (at, row) in ledger.iter() {
                let late = account.zip(row.due.or(year_end)).is_some_and(|(account, due)| account > due);
                rows.extend(row.task.parties.iter().map(|party| Assignment {
                    unit: party.unit,
                    role: party.role as u8 + 1,
                    kind: layout.kind,
                    row: at,
                    first: row.first,
                    late,
                    sum: if row.counted { row.schedule.total() } else { Decimal::ZERO },
                }));
            }
        }
        Self { rows, tracked }
    }

    /// Writes the hidden sheet. Columns: A unit, B role, C ledger (1 targets, 2 investments), D 1 in a task's first
    /// row, E status, F rate (at most 1, unreported 0), G 1 where overdue, H planned and I paid (万元, where counted).
    pub(super) fn write(&self, sheet: &mut Worksheet) -> Result<(), Error> {
        sheet.set_name(ASSIGNMENTS)?.set_hidden(true);
        let heads = ["单位序号", "角色", "台账", "任务首行", "状态", "完成率", "逾期", "计划投资", "已支付"];
        for (at, head) in (0..).zip(heads) {
            sheet.write(0, at, head)?;
        }
        for (at, row) in (1..).zip(&self.rows) {
            let Some((layout, _)) = self.tracked.iter().find(|(layout, _)| layout.kind == row.kind) else {
                continue;
            };
            let cell = |column| layout.cell(column, row.row);
            sheet.write(at, 0, u32::try_from(row.unit + 1).unwrap_or(0))?.write(at, 1, row.role)?;
            sheet.write(at, 2, row.kind as u8 + 1)?;
            let mut formula = |column, text: String, shown: String| {
                sheet.write_formula(at, column, Formula::new(text).set_result(shown)).map(|_| ())
            };
            match row.kind {
                Kind::Targets => {
                    formula(4, format!("={}", cell(C::Status)), "未报".to_owned())?;
                    let rate = cell(C::Rate);
                    formula(5, format!("=IF({rate}=\"\",0,MIN({rate},1))"), "0".to_owned())?;
                    let late = u8::from(row.late).to_string();
                    formula(6, format!("=IF({}=\"逾期\",1,0)", cell(C::Overdue)), late)?;
                    sheet.write(at, 3, u8::from(row.first))?;
                }
                Kind::Money => {
                    let counted = cell(C::Counted);
                    let planned = format!("=IF({counted}=\"是\",{},0)", cell(C::Value));
                    formula(7, planned, row.sum.to_string())?;
                    formula(8, format!("=IF({counted}=\"是\",N({}),0)", cell(C::DoneNow)), "0".to_owned())?;
                }
            }
        }
        sheet.protect();
        Ok(())
    }

    /// The absolute range of one column of the hidden sheet.
    fn range(&self, column: char) -> String {
        format!("'{ASSIGNMENTS}'!${column}$2:${column}${}", self.rows.len().max(1) + 1)
    }

    fn of_unit(&self, unit: usize) -> impl Iterator<Item = &Assignment> {
        self.rows.iter().filter(move |row| row.unit == unit)
    }
}

/// A column of the summary: its head, its width, whether it is a share.
struct Head(&'static str, u16);

const HEADS: [Head; 16] = [
    Head("序号", 5),
    Head("单位", 28),
    Head("任务数", 8),
    Head("指标数", 8),
    Head("完成", 8),
    Head("正常", 8),
    Head("滞后", 8),
    Head("严重滞后", 9),
    Head("未报", 8),
    Head("逾期", 8),
    Head("办结率", 9),
    Head("平均完成率", 11),
    Head("配合任务数", 11),
    Head("计划投资（万元）", 13),
    Head("已支付（万元）", 13),
    Head("支付率", 9),
];

/// Writes the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    book: &Book<'_>,
    assignments: &Assignments<'_>,
    tracked: &[(Layout, Rows<'_>)],
    style: &Style,
) -> Result<(), Error> {
    sheet.set_name(SUMMARY)?.set_formula_result_default("");
    let money = tracked.len() > 1;
    let heads = HEADS.get(..if money { 16 } else { 13 }).unwrap_or(&HEADS);
    sheet.set_row_height(0, 30)?.write_with_format(
        0,
        0,
        format!("{}单位汇总", book.subject()),
        &style.title,
    )?;
    let note = "按牵头单位、责任单位统计，共同负责的分别计入；合计行每项只算一次。办结率＝完成÷指标数。";
    sheet.write_with_format(1, 0, note, &style.subtitle)?;
    sheet.set_row_height(2, 32)?;
    for (at, head) in (0..).zip(heads) {
        sheet.write_with_format(2, at, head.0, &style.header)?.set_column_width(at, head.1)?;
    }
    total(sheet, tracked, style)?;
    for (row, (index, unit)) in (FIRST_UNIT..).zip(book.units.iter().enumerate()) {
        let number = u32::try_from(index + 1).unwrap_or(0);
        sheet.write_with_format(row, 0, number, &style.center)?;
        sheet.write_string_with_format(row, 1, unit.name, &style.text)?;
        sheet.set_row_height(row, height([(unit.name, 28)]).max(20.0))?;
        unit_row(sheet, row, index, assignments, money, style)?;
    }
    let last = FIRST_UNIT + u32::try_from(book.units.len()).unwrap_or(0);
    let width = u16::try_from(heads.len()).unwrap_or(1) - 1;
    sheet.set_freeze_panes(3, 2)?;
    print_across(sheet).set_print_fit_to_pages(1, 0).set_repeat_rows(2, 2)?;
    sheet.set_print_area(0, 0, last.saturating_sub(1).max(3), width)?;
    sheet.protect_with_options(&ProtectionOptions { format_columns: true, ..ProtectionOptions::new() });
    Ok(())
}

/// Writes formulas with what they give before anything is filled in.
struct Cells<'s> {
    sheet: &'s mut Worksheet,
    row: u32,
}

impl Cells<'_> {
    fn put(&mut self, at: u16, formula: &str, shown: String, format: &Format) -> Result<(), Error> {
        let formula = Formula::new(formula).set_result(shown);
        self.sheet.write_formula_with_format(self.row, at, formula, format)?;
        Ok(())
    }
}

fn unit_row(
    sheet: &mut Worksheet,
    row: u32,
    unit: usize,
    assignments: &Assignments<'_>,
    money: bool,
    style: &Style,
) -> Result<(), Error> {
    let range = |column| assignments.range(column);
    let n = row + 1;
    let delivers = format!("{},$A{n},{},\"<=2\"", range('A'), range('B'));
    let targets = || assignments.of_unit(unit).filter(|a| a.kind == Kind::Targets);
    let (own, helped): (Vec<_>, Vec<_>) = targets().partition(|a| a.role <= 2);
    let late = own.iter().filter(|a| a.late).count();
    let firsts = |list: &[&Assignment]| list.iter().filter(|a| a.first).count().to_string();
    let whole = &style.whole;
    let mut cells = Cells { sheet, row };

    cells.put(2, &format!("=SUMIFS({},{delivers})", range('D')), firsts(&own), whole)?;
    cells.put(3, &format!("=COUNTIFS({delivers},{},1)", range('C')), own.len().to_string(), whole)?;
    for (at, status) in (4..).zip(STATUSES) {
        let shown = if status == "未报" { own.len() } else { 0 }.to_string();
        cells.put(at, &format!("=COUNTIFS({delivers},{},\"{status}\")", range('E')), shown, whole)?;
    }
    cells.put(9, &format!("=SUMIFS({},{delivers})", range('G')), late.to_string(), whole)?;
    let share = if own.is_empty() { "" } else { "0" };
    cells.put(10, &format!("=IF($D{n}=0,\"\",$E{n}/$D{n})"), share.to_owned(), &style.percent)?;
    let mean = format!("=IF($D{n}=0,\"\",SUMIFS({},{delivers})/$D{n})", range('F'));
    cells.put(11, &mean, share.to_owned(), &style.percent)?;
    let helps = format!("=SUMIFS({},{},$A{n},{},\">=3\")", range('D'), range('A'), range('B'));
    cells.put(12, &helps, firsts(&helped), whole)?;
    if money {
        let planned: Decimal =
            assignments.of_unit(unit).filter(|a| a.kind == Kind::Money && a.role <= 2).map(|a| a.sum).sum();
        money_cells(
            &mut cells,
            [format!("=SUMIFS({},{delivers})", range('H')), format!("=SUMIFS({},{delivers})", range('I'))],
            planned,
            style,
        )?;
    }
    Ok(())
}

fn money_cells(
    cells: &mut Cells<'_>,
    [planned, paid]: [String; 2],
    sum: Decimal,
    style: &Style,
) -> Result<(), Error> {
    let amount = style.number(sum.normalize().scale().min(4), "", false);
    let n = cells.row + 1;
    cells.put(13, &planned, sum.to_string(), &amount)?;
    cells.put(14, &paid, "0".to_owned(), &amount)?;
    let rate = if sum.to_f64() == Some(0.0) { "" } else { "0" };
    cells.put(15, &format!("=IF($N{n}=0,\"\",$O{n}/$N{n})"), rate.to_owned(), &style.percent)
}

/// The total, above the units so that it stays in view: each ledger row once.
fn total(sheet: &mut Worksheet, tracked: &[(Layout, Rows<'_>)], style: &Style) -> Result<(), Error> {
    const ROW: u32 = FIRST_UNIT - 1;
    let Some((layout, rows)) = tracked.first() else { return Ok(()) };
    let range = |column| layout.range(column, FIRST, rows.last());
    let n = ROW + 1;
    sheet.write_blank(ROW, 0, &style.header)?.write_with_format(ROW, 1, "合计（不重复）", &style.header)?;
    sheet.set_row_height(ROW, 22)?;
    let tasks = rows.0.iter().filter(|r| r.first).count();
    sheet.write_with_format(ROW, 2, u32::try_from(tasks).unwrap_or(0), &style.whole)?;
    let year_end = layout.range(C::TaskId, FIRST, rows.last());
    let count = rows.0.len();
    let mut cells = Cells { sheet, row: ROW };
    cells.put(3, &format!("=COUNTA({year_end})"), count.to_string(), &style.whole)?;
    for (at, status) in (4..).zip(STATUSES) {
        let shown = if status == "未报" { count } else { 0 }.to_string();
        cells.put(at, &format!("=COUNTIF({},\"{status}\")", range(C::Status)), shown, &style.whole)?;
    }
    cells.put(9, &format!("=COUNTIF({},\"逾期\")", range(C::Overdue)), "0".to_owned(), &style.whole)?;
    cells.put(10, &format!("=IF($D{n}=0,\"\",$E{n}/$D{n})"), "0".to_owned(), &style.percent)?;
    let rate = range(C::Rate);
    let mean = format!("=IF($D{n}=0,\"\",(SUMIF({rate},\"<1\")+COUNTIF({rate},\">=1\"))/$D{n})");
    cells.put(11, &mean, "0".to_owned(), &style.percent)?;
    cells.sheet.write_blank(ROW, 12, &style.center)?;
    if let Some((layout, rows)) = tracked.get(1) {
        let range = |column| layout.range(column, FIRST, rows.last());
        let sum = |column| format!("=SUMIFS({},{},\"是\")", range(column), range(C::Counted));
        let counted = rows.0.iter().filter(|r| r.counted).map(|r| r.schedule.total()).sum();
        money_cells(&mut cells, [sum(C::Value), sum(C::DoneNow)], counted, style)?;
    }
    Ok(())
}

/// 图表: how far the units are. Only units that have to deliver are drawn.
pub(super) fn charts(sheet: &mut Worksheet, book: &Book<'_>) -> Result<(), Error> {
    sheet.set_name("图表")?;
    let count = u32::try_from(book.units.iter().filter(|u| u.delivers).count()).unwrap_or(0);
    if count == 0 {
        return Ok(());
    }
    let last = FIRST_UNIT + count - 1;
    let high = 130 + count * 26;
    // Rows are 18 pixels high.
    let rows = high.div_ceil(18) + 1;
    let gridlines = ChartLine::new().set_color(0xD9_D9_D9).clone();
    let font = |chart: &mut Chart, title: &str| {
        let mut small = ChartFont::new();
        small.set_size(9);
        chart.title().set_name(title).set_font(ChartFont::new().set_size(14).set_bold());
        // In a bar chart the units stand on the upright axis.
        chart.y_axis().set_reverse().set_font(&small);
        // Reversed, the numbers would stand above.
        let numbers = chart.x_axis();
        numbers.set_font(&small).set_label_position(ChartAxisLabelPosition::High);
        numbers.set_major_gridlines_line(&gridlines);
        chart.set_width(860).set_height(high);
    };

    let mut lamps = Chart::new(ChartType::BarStacked);
    font(&mut lamps, "各单位指标状态（项）");
    for (at, (fill, _)) in (4..).zip(LAMPS) {
        let fill = if at == 8 { 0xBF_BF_BF } else { fill };
        lamps
            .add_series()
            .set_name((SUMMARY, 2, at))
            .set_categories((SUMMARY, FIRST_UNIT, 1, last, 1))
            .set_values((SUMMARY, FIRST_UNIT, at, last, at))
            .set_gap(60)
            .set_format(ChartSolidFill::new().set_color(Color::RGB(fill)));
    }
    lamps.legend().set_position(ChartLegendPosition::Bottom);
    lamps.x_axis().set_min(0).set_num_format("0");

    let mut rates = Chart::new(ChartType::Bar);
    font(&mut rates, "各单位平均完成率");
    rates
        .add_series()
        .set_name((SUMMARY, 2, 11))
        .set_categories((SUMMARY, FIRST_UNIT, 1, last, 1))
        .set_values((SUMMARY, FIRST_UNIT, 11, last, 11))
        .set_gap(60)
        .set_format(ChartSolidFill::new().set_color(Color::RGB(LAMPS[0].0)));
    rates.legend().set_hidden();
    rates.x_axis().set_min(0).set_max(1).set_num_format("0%");

    sheet.insert_chart(0, 0, &lamps)?;
    sheet.insert_chart(rows + 1, 0, &rates)?;
    print_across(sheet).set_print_fit_to_pages(1, 0);
    // Two charts of a few units stand on one page.
    if count > 6 {
        sheet.set_page_breaks(&[rows])?;
    }
    Ok(())
}
