//! The ledger (总台账): one workbook in which a plan is tracked for a year.
//!
//! | sheet | what it holds |
//! | --- | --- |
//! | 填表说明 | how to fill it in |
//! | 设置 | the month of account and the thresholds of the lamps |
//! | 总台账 | a row a task and target: planned, reported, rate, lamp |
//! | 投资台账 | a row a sum of money: planned, paid, rate, lamp |
//! | 单位汇总 | a row a unit, by formula, with charts |
//! | 分工 (hidden) | a row a unit and ledger row, which 单位汇总 counts |
//! | `_duban` (very hidden) | what reads a filled ledger back: see [`super::meta`] |
//!
//! Formulas are protected (without password) and everything that is filled in is open.

mod column;
mod formula;
mod pages;
mod print;
mod sheet;
mod summary;

use super::meta::{self, Facts};
use super::style::Style;
use super::{Book, Error, File};
use crate::render::page::{self, Fonts};
use column::{Kind, Layout};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};
use serde::Deserialize;
use sheet::Rows;

/// Where the lamps change (亮灯标准), in percent of what is planned by now; the settings sheet lets the office change
/// them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Percents")]
pub struct Thresholds {
    /// From here on work is on schedule (正常, green).
    normal: u8,
    /// From here on it lags (滞后, yellow); below, it lags badly (严重滞后, red).
    behind: u8,
}

/// [`Thresholds`] as they are written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Percents {
    #[serde(default = "Percents::normal")]
    normal: u8,
    #[serde(default = "Percents::behind")]
    behind: u8,
}

impl Percents {
    const fn normal() -> u8 {
        90
    }

    const fn behind() -> u8 {
        70
    }
}

/// Thresholds that leave no room for a lamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("`behind` must be below `normal`, and `normal` at most 100")]
pub struct ThresholdsError;

impl Thresholds {
    /// Yellow from `behind` on, green from `normal` on, both in percent.
    ///
    /// # Errors
    /// Where `behind` is not below `normal`, or `normal` above 100.
    pub const fn new(normal: u8, behind: u8) -> Result<Self, ThresholdsError> {
        if behind < normal && normal <= 100 { Ok(Self { normal, behind }) } else { Err(ThresholdsError) }
    }
}

impl TryFrom<Percents> for Thresholds {
    type Error = ThresholdsError;

    fn try_from(percents: Percents) -> Result<Self, Self::Error> {
        Self::new(percents.normal, percents.behind)
    }
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { normal: Percents::normal(), behind: Percents::behind() }
    }
}

/// Makes the ledger of `book`.
///
/// # Errors
/// Where the workbook cannot be made; a fault of this library, whatever the notices hold.
pub fn ledger(book: &Book<'_>, thresholds: Thresholds, fonts: &Fonts) -> Result<File, Error> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::parse_from_str(page::PACKAGE_DATE.trim_end_matches('Z'))?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(format!("{}总台账", book.subject()))
            .set_author("duban")
            .set_creation_datetime(&created),
    );

    let (default, row_height, column_width) = Style::default_format();
    workbook.set_default_format(&default, row_height, column_width)?;

    let style = Style::new(fonts);
    let mut tracked = vec![(Layout::new(Kind::Targets, book), Rows::of(Kind::Targets, book))];
    let money = Rows::of(Kind::Money, book);
    if !money.is_empty() {
        tracked.push((Layout::new(Kind::Money, book), money));
    }
    pages::guide(workbook.add_worksheet(), book, &style)?;
    pages::settings(workbook.add_worksheet(), book, thresholds, &style)?;
    for (layout, rows) in &tracked {
        sheet::write(workbook.add_worksheet(), book, layout, rows, &style)?;
    }
    let assignments = summary::Assignments::of(book, &tracked);
    summary::write(workbook.add_worksheet(), book, &assignments, &tracked, &style)?;
    summary::charts(workbook.add_worksheet(), book)?;
    assignments.write(workbook.add_worksheet())?;
    let mut facts = Facts::new(workbook.add_worksheet(), meta::LEDGER, book)?;
    for (layout, rows) in &tracked {
        let columns = layout.columns.iter().map(|column| (column.key(), column.title(layout.kind)));
        facts.sheet(layout.kind.key(), layout.kind.sheet(), [sheet::FIRST, rows.last()], columns)?;
    }
    for (name, target) in pages::names() {
        workbook.define_name(name, &target)?;
    }
    Ok(File { name: "总台账.xlsx".to_owned(), bytes: workbook.save_to_buffer()? })
}
