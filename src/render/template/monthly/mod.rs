//! The monthly form (月报表): what each unit in charge reports, month by month, in Word and Excel.

mod docx;
mod xlsx;

use super::{Book, Error, File, Goal, TrackedTask, TrackedUnit};
use crate::notice::{Frequency, UnitRole};
use crate::plan::{Month, Pace, report_dates};
use crate::render::page::Fonts;
use jiff::civil::Date;
use rayon::prelude::*;
use rust_decimal::Decimal;

/// What a form is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, clap::ValueEnum)]
pub enum Format {
    /// Word.
    Docx,
    /// Excel.
    Xlsx,
}

/// One form: a unit's report on a month.
#[derive(Debug)]
struct Form<'b> {
    book: &'b Book<'b>,
    unit: &'b TrackedUnit<'b>,
    month: Month,
    /// The last day to hand it in, where the notice sets one.
    due: Option<Date>,
    /// To whom it goes, where the notice says so.
    recipient: Option<&'b str>,
    rows: Vec<Row<'b>>,
}

/// What is to be reported on one target.
#[derive(Debug)]
struct Row<'b> {
    task: &'b TrackedTask<'b>,
    /// Whether it is the task's first row.
    first: bool,
    role: &'static str,
    goal: &'b Goal<'b>,
}

/// Makes the forms of each unit that has to deliver, for each of `months` from the notices' first month on.
///
/// Named `月报表/01-教育局/2031-03.docx`, the units numbered as in [`Book::units`].
///
/// # Errors
/// Where a document cannot be made.
pub fn monthly(
    book: &Book<'_>,
    months: impl Fn(Month) -> bool,
    formats: &[Format],
    fonts: &Fonts,
) -> Result<Vec<File>, Error> {
    let start = book.start();
    let months: Vec<Month> = Month::of_year(book.year).filter(|m| Some(*m) >= start && months(*m)).collect();
    let duties = duties(book);
    let mut work = Vec::new();
    for (index, unit) in book.units.iter().enumerate().filter(|(_, unit)| unit.delivers) {
        for &month in &months {
            work.extend(formats.iter().map(|&format| (index, unit, month, format)));
        }
    }
    work.into_par_iter()
        .map(|(index, unit, month, format)| {
            let (due, recipient) = duties
                .iter()
                .find(|(to, _, _)| Month::of(*to) == month)
                .map_or((None, None), |(_, due, recipient)| (Some(*due), *recipient));
            let form = Form { book, unit, month, due, recipient, rows: rows(book, index) };
            let stem = format!("月报表/{}/{month}", book.unit_stem(index));
            Ok(match format {
                Format::Docx => File { name: format!("{stem}.docx"), bytes: docx::write(&form, fonts)? },
                Format::Xlsx => File { name: format!("{stem}.xlsx"), bytes: xlsx::write(&form, fonts)? },
            })
        })
        .collect()
}

/// The reports that the notices ask for: last day of the period, due date, recipient; monthly ones first.
fn duties<'b>(book: &'b Book<'_>) -> Vec<(Date, Date, Option<&'b str>)> {
    let of = |monthly: bool| {
        book.notices.iter().zip(&book.windows).flat_map(move |(notice, window)| {
            let wanted = notice.reporting.iter().filter(move |duty| match duty.frequency {
                Frequency::Monthly => monthly,
                Frequency::Quarterly | Frequency::Semiannual | Frequency::Annual => !monthly,
                Frequency::Weekly | Frequency::Once => false,
            });
            wanted.flat_map(|duty| {
                let dates = report_dates(duty, *window);
                dates.into_iter().map(|d| (d.to, d.due, duty.recipient.as_deref()))
            })
        })
    };
    of(true).chain(of(false)).collect()
}

/// What the unit has to report on: the tasks that it leads or is responsible for.
fn rows<'b>(book: &'b Book<'_>, unit: usize) -> Vec<Row<'b>> {
    let own = book.tasks_of(unit).filter(|(_, role)| *role <= UnitRole::Responsible);
    own.flat_map(|(task, role)| {
        task.goals.iter().enumerate().map(move |(at, goal)| Row {
            task,
            first: at == 0,
            role: if role == UnitRole::Lead { "牵头" } else { "责任" },
            goal,
        })
    })
    .collect()
}

impl Form<'_> {
    fn title(&self) -> String {
        format!("{}重点工作进展情况月报表", self.unit.name)
    }

    /// The lines under the title: period, due date, recipient, sources.
    fn subtitle(&self) -> String {
        let due = self.due.map_or("　　年　　月　　日".to_owned(), zh_date);
        let recipient = self.recipient.unwrap_or("＿＿＿＿＿＿");
        format!(
            "统计月份：{}年{}月　　报送时限：{due}前　　报送：{recipient}",
            self.month.year(),
            self.month.month()
        )
    }
}

impl Row<'_> {
    /// What is to be reached by the end of `month`.
    fn planned(&self, month: Month) -> Option<Decimal> {
        self.goal.schedule.at(month)
    }

    /// What is to be done in `month` itself; nothing where a value is held.
    fn within(&self, month: Month) -> Option<Decimal> {
        self.goal.schedule.within(month).filter(|_| self.goal.schedule.pace() != Pace::Held)
    }
}

/// 2031年4月5日
pub(super) fn zh_date(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// Who fills the form in.
const SIGNATURES: &str = "填报人：＿＿＿＿＿＿　　审核人：＿＿＿＿＿＿　　联系电话：＿＿＿＿＿＿＿＿　　填报日期：＿＿＿年＿＿月＿＿日";
