//! The monthly form (月报表): what each unit in charge reports, month by month, in Word and Excel.

mod docx;
mod xlsx;

use super::{Book, Draft, Error, Goal, TrackedTask, TrackedUnit};
use crate::notice::{Frequency, UnitRole};
use crate::plan::{Month, Pace, report_dates};
use crate::render::docx::{Lie, Slots, Stationery, TableText};
use crate::render::page::Fonts;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::sync::{Arc, OnceLock};

/// What a form is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, clap::ValueEnum)]
pub enum Format {
    /// Word.
    Docx,
    /// Excel.
    Xlsx,
}

/// What the forms of one unit share.
#[derive(Debug)]
struct UnitForms<'b> {
    book: &'b Book<'b>,
    unit: &'b TrackedUnit<'b>,
    rows: Vec<Row<'b>>,
    fonts: Arc<Fonts>,
    stationery: Arc<Stationery>,
    /// The form in Word, with slots for what differs from month to month: made by whoever needs it first.
    slots: OnceLock<Slots>,
}

/// A month that is reported on.
#[derive(Debug, Clone, Copy)]
struct Period<'b> {
    month: Month,
    /// The last day to hand the form in, where the notice sets one.
    due: Option<Date>,
    /// To whom it goes, where the notice says so.
    recipient: Option<&'b str>,
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

/// Drafts the forms of each unit that has to deliver, for each of `months` from the notices' first month on.
///
/// Named `月报表/01-教育局/2031-03.docx`, the units numbered as in [`Book::units`].
///
/// # Errors
/// Where a document cannot be made.
pub fn monthly<'b>(
    book: &'b Book<'b>,
    months: impl Fn(Month) -> bool,
    formats: &[Format],
    fonts: &Fonts,
) -> Result<Vec<Draft<'b>>, Error> {
    let start = book.start();
    let duties = duties(book);
    let periods: Vec<Period<'b>> = Month::of_year(book.year)
        .filter(|month| Some(*month) >= start && months(*month))
        .map(|month| {
            let duty = duties.iter().find(|(to, _, _)| Month::of(*to) == month);
            let (due, recipient) = duty.map_or((None, None), |(_, due, to)| (Some(*due), *to));
            Period { month, due, recipient }
        })
        .collect();
    let stationery = Arc::new(Stationery::new(Lie::Turned, fonts, TableText::NORMAL)?);
    let fonts = Arc::new(fonts.clone());
    let mut drafts = Vec::new();
    for (index, unit) in book.units.iter().enumerate().filter(|(_, unit)| unit.delivers) {
        let forms = Arc::new(UnitForms {
            book,
            unit,
            rows: rows(book, index),
            fonts: Arc::clone(&fonts),
            stationery: Arc::clone(&stationery),
            slots: OnceLock::new(),
        });
        for &period in &periods {
            let stem = format!("月报表/{}/{}", book.unit_stem(index), period.month);
            drafts.extend(formats.iter().map(|format| {
                let forms = Arc::clone(&forms);
                match format {
                    Format::Docx => Draft::new(format!("{stem}.docx"), move || docx::write(&forms, period)),
                    Format::Xlsx => Draft::new(format!("{stem}.xlsx"), move || xlsx::write(&forms, period)),
                }
            }));
        }
    }
    Ok(drafts)
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

impl UnitForms<'_> {
    fn title(&self) -> String {
        format!("{}进展情况月报表", self.book.subject())
    }

    /// The lines under the title: who reports on which month; by when, and to whom.
    fn subtitle(&self, period: Period<'_>) -> [String; 2] {
        let (year, month) = (period.month.year(), period.month.month());
        let due = period.due.map_or("　　年　　月　　日".to_owned(), zh_date);
        let recipient = period.recipient.unwrap_or("＿＿＿＿＿＿");
        [
            format!("填报单位：{}　　　　统计月份：{year}年{month}月", self.unit.name),
            format!("报送时限：{due}前　　　　报送至：{recipient}"),
        ]
    }

    /// The title in the properties of the file, which tells it from those of other units and months.
    fn file_title(&self, period: Period<'_>) -> String {
        let (year, month) = (period.month.year(), period.month.month());
        format!("{}（{}，{year}年{month}月）", self.title(), self.unit.name)
    }
}

impl Row<'_> {
    /// The task's title in one line.
    fn title(&self) -> String {
        self.task.task.title.text.replace('\n', "")
    }

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
