//! The calendar (日历): deadlines and reporting dates, as iCalendar (RFC 5545) for any calendar program.

use super::{Book, File, Goal, TrackedTask};
use crate::notice::{Notice, UnitRole};
use crate::plan::report_dates;
use icalendar::{Calendar, Component, Event, Property};
use jiff::civil::Date;

/// Makes the calendar of `book`: an all-day event for each day on which a task is due and for each report.
///
/// The same notice gives the same events with the same UIDs, so that a calendar that is imported again replaces what
/// it brought before. Days that the notice does not name are left out.
pub fn calendar(book: &Book<'_>) -> File {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//duban//CN"))
        .append_property(("CALSCALE", "GREGORIAN"))
        .name(&format!("{}督办日历", book.subject()));
    for task in &book.tasks {
        for due in days(task) {
            calendar.push(deadline(book, task, due));
        }
    }
    for (notice, window) in book.notices.iter().zip(&book.windows) {
        for (number, duty) in (1..).zip(&notice.reporting) {
            for report in report_dates(duty, *window) {
                let recipient = duty.recipient.as_deref().map(|r| format!("（{r}）")).unwrap_or_default();
                let event = event(
                    notice,
                    &format!("report-{number}"),
                    report.due,
                    &format!("【报送】进展情况{recipient}"),
                    &format!("{}\n统计时段：{} 至 {}", duty.text, report.from, report.to),
                );
                calendar.push(event);
            }
        }
    }
    File { name: "督办日历.ics".to_owned(), bytes: calendar.to_string().into_bytes() }
}

/// The days on which something of the task is due, each once.
fn days(task: &TrackedTask<'_>) -> Vec<Date> {
    let mut days: Vec<Date> = task.goals.iter().filter_map(|goal| goal.due).chain(task.due).collect();
    days.sort_unstable();
    days.dedup();
    days
}

fn deadline(book: &Book<'_>, task: &TrackedTask<'_>, due: Date) -> Event {
    let goals = task.goals.iter().filter(|goal| goal.due == Some(due) && goal.target.is_some());
    let mut lines: Vec<String> = goals.map(|goal| format!("目标：{}", line(goal))).collect();
    let roles = [
        ("牵头单位", vec![UnitRole::Lead]),
        ("责任单位", vec![UnitRole::Responsible]),
        ("配合单位", vec![UnitRole::Supporting, UnitRole::Supervising]),
    ];
    lines.extend(roles.iter().map(|(label, roles)| format!("{label}：{}", task.names(&book.units, roles))));
    lines.push(format!("责任领导：{}", task.leader_names()));
    lines.retain(|line| !line.ends_with('：'));
    let title = task.task.title.text.replace('\n', "");
    let summary = format!("【到期】{title}");
    match book.notices.get(task.notice) {
        Some(notice) => event(notice, &format!("task-{}", task.task.id), due, &summary, &lines.join("\n")),
        None => Event::new(),
    }
}

/// 新建公办幼儿园 5所; a target without number as it is written.
fn line(goal: &Goal<'_>) -> String {
    match goal.target {
        Some((_, target)) if target.indicator.is_some() => format!("{} {}", goal.label(), target.text),
        _ => goal.label(),
    }
}

/// An all-day event. DTSTAMP is the notice's date, never today's.
fn event(notice: &Notice, what: &str, day: Date, summary: &str, description: &str) -> Event {
    let compact = |day: Date| day.strftime("%Y%m%d").to_string();
    let stamp = notice.date_of_issue.as_ref().map_or(day, |issued| issued.date);
    let source: String = notice.source.sha256.chars().take(16).collect();
    let mut start = Property::new("DTSTART", compact(day));
    start.add_parameter("VALUE", "DATE");
    Event::new()
        .uid(&format!("{source}-{what}-{}@duban", compact(day)))
        .add_property("DTSTAMP", format!("{}T000000Z", compact(stamp)))
        .append_property(start)
        .summary(summary)
        .description(description)
        .add_property("TRANSP", "TRANSPARENT")
        .done()
}
