//! The pages that are not tables: instructions and settings.

use super::Thresholds;
use super::formula::STATUSES;
use crate::render::name::duty;
use crate::render::template::style::{Style, clip, excel_date, height, print_across};
use crate::render::template::{Book, Error};
use rust_xlsxwriter::{DataValidation, DataValidationRule, Formula, Worksheet};

/// The name of the settings sheet.
const SETTINGS: &str = "设置";

/// The names that formulas use, and the cells that they stand for.
pub(super) fn names() -> [(&'static str, String); 5] {
    let cell = |row: u32| format!("='{SETTINGS}'!$B${row}");
    [
        ("年度", cell(3)),
        ("统计月份", cell(4)),
        ("统计日期", cell(5)),
        ("正常线", cell(6)),
        ("滞后线", cell(7)),
    ]
}

/// What each lamp means, in the order of [`STATUSES`].
const MEANINGS: [&str; 5] = [
    "已达到年度目标；须保持或控制的指标（比率、“以内”）到完成时限仍达标",
    "已完成数 ÷ 应完成数 不低于正常线",
    "低于正常线，不低于滞后线",
    "低于滞后线",
    "统计月份及以前没有填报",
];

/// 设置: the month of account and the thresholds.
pub(super) fn settings(
    sheet: &mut Worksheet,
    book: &Book<'_>,
    thresholds: Thresholds,
    style: &Style,
) -> Result<(), Error> {
    sheet.set_name(SETTINGS)?.set_column_width(0, 16)?.set_column_width(1, 14)?.set_column_width(2, 64)?;
    sheet.set_row_height(0, 30)?.write_with_format(0, 0, SETTINGS, &style.title)?;
    for (at, title) in ["项目", "取值", "说明"].iter().enumerate() {
        sheet.write_with_format(1, u16::try_from(at).unwrap_or(0), *title, &style.header)?;
    }
    let start = book.start();
    let notes = [
        ("年度", "计划年度，由通知确定"),
        ("统计月份", "每月填报后改为当月（1—12），各表的应完成、已完成、状态、逾期随之更新"),
        ("统计日期", "统计月份的最后一天，自动计算"),
        ("正常线", "进度比（已完成 ÷ 应完成）不低于此值为“正常”（绿）"),
        ("滞后线", "进度比不低于此值为“滞后”（黄），低于此值为“严重滞后”（红）；应小于正常线"),
    ];
    for (row, (name, note)) in (2..).zip(notes) {
        sheet.write_with_format(row, 0, name, &style.center)?.write_with_format(row, 2, note, &style.text)?;
        sheet.set_row_height(row, height([(note, 64)]).max(22.0))?;
    }
    sheet.write_with_format(2, 1, book.year, &style.whole)?;
    let month = start.map_or(1, |m| m.month());
    sheet.write_with_format(3, 1, month, &style.input_center)?;
    let last_day = Formula::new("=DATE(年度,统计月份+1,0)");
    let serial = start.and_then(|m| excel_date(m.last_day())).map(|d| d.to_excel().to_string());
    sheet.write_formula_with_format(4, 1, last_day.set_result(serial.unwrap_or_default()), &style.date)?;
    sheet.write_with_format(5, 1, f64::from(thresholds.normal) / 100.0, &style.input_percent)?;
    sheet.write_with_format(6, 1, f64::from(thresholds.behind) / 100.0, &style.input_percent)?;

    let months = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"];
    let month = DataValidation::new()
        .allow_list_strings(&months)?
        .set_error_title("请选择月份")?
        .set_error_message("统计月份为 1 到 12。")?;
    sheet.add_data_validation(3, 1, 3, 1, &month)?;
    let share = DataValidation::new()
        .allow_decimal_number(DataValidationRule::Between(0.0, 1.0))
        .set_error_title("请填写比例")?
        .set_error_message("填写 0% 到 100% 之间的比例。")?;
    sheet.add_data_validation(5, 1, 6, 1, &share)?;

    sheet.write_with_format(8, 0, "状态", &style.header)?;
    sheet.merge_range(8, 1, 8, 2, "含义", &style.header)?;
    for (row, (index, (status, meaning))) in (9..).zip(STATUSES.iter().zip(MEANINGS).enumerate()) {
        sheet.write_with_format(row, 0, *status, &style.center.merge(&Style::lamp(index)))?;
        sheet.merge_range(row, 1, row, 2, meaning, &style.text)?;
        sheet.set_row_height(row, 22)?;
    }
    print_across(sheet).set_print_fit_to_pages(1, 0);
    sheet.protect();
    Ok(())
}

/// 填表说明: how to fill the ledger in.
pub(super) fn guide(sheet: &mut Worksheet, book: &Book<'_>, style: &Style) -> Result<(), Error> {
    const WIDTH: u16 = 88;
    sheet.set_name("填表说明")?.set_column_width(0, 5)?.set_column_width(1, WIDTH)?;
    sheet.set_row_height(0, 34)?.write_with_format(0, 0, "填表说明", &style.title)?;
    let sources = book.sources();
    let duties: Vec<String> = book.notices.iter().flat_map(|n| &n.reporting).map(duty).collect();
    let mut lines: Vec<(&str, String)> = vec![
        ("依据", sources.join("；")),
        (
            "填写",
            "只填黄色单元格：“总台账”“投资台账”右侧各月的累计完成（支付）数、基数、备注。数字填累计数，不写单位；没有数字指标的任务填工作进度（0—100）。".to_owned(),
        ),
        ("统计", "每月填报后，把“设置”中的统计月份改为当月，完成率、进度比、状态、逾期和单位汇总自动更新。".to_owned()),
        (
            "计划",
            "各月计划数由年度目标从通知印发当月到完成时限分解得出，可按实际调整（黄色单元格）；季度计划等于该季度最后一个月的计划。比率、增幅和“以内”类指标不分解，各月保持。斜体灰色的完成时限是通知未写明、按年底计算的。".to_owned(),
        ),
        (
            "状态",
            "完成（蓝）、正常（绿）、滞后（黄）、严重滞后（红），标准见“设置”。需要时可在“人工认定”栏选择状态，清空后恢复自动计算。".to_owned(),
        ),
        (
            "汇总",
            "“单位汇总”按牵头单位和责任单位统计，几个单位共同负责的指标分别计入各单位；合计行每项只算一次，所以不等于各单位之和。完成率超过100%的按100%计，未报的按0计。投资同时列有年度投资和总投资的，只计年度投资。".to_owned(),
        ),
        ("保护", "公式单元格已锁定（无密码）。请不要增删行列、改动表名或删除隐藏的工作表，以便汇总程序读回。".to_owned()),
    ];
    if !duties.is_empty() {
        lines.insert(1, ("报送", duties.join("；")));
    }
    for (row, (number, (head, text))) in (1..).zip((1..).zip(&lines)) {
        let text = format!("{head}：{text}");
        sheet.write_with_format(row, 0, number, &style.center)?;
        sheet.write_string_with_format(row, 1, clip(&text), &style.text)?;
        sheet.set_row_height(row, height([(text.as_str(), WIDTH)]) + 6.0)?;
    }
    print_across(sheet).set_print_fit_to_pages(1, 0);
    sheet.protect();
    Ok(())
}
