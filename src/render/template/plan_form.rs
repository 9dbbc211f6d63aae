//! The implementation plan (实施方案): the form in which each unit in charge says how it will reach its targets.

use super::monthly::zh_date;
use super::{Book, Error, File, Goal, TrackedTask};
use crate::notice::UnitRole;
use crate::plan::{Month, Pace};
use crate::render::docx::{self as word, TableText, Text};
use crate::render::page::{Fonts, mm_to_twips};
use crate::render::text::fold;
use docx_rs::{AlignmentType, Table, VMergeType};
use rayon::prelude::*;

/// Makes a form for each unit that has to deliver, named `实施方案/01-教育局.docx`.
///
/// # Errors
/// Where a document cannot be made.
pub fn plan_forms(book: &Book<'_>, fonts: &Fonts) -> Result<Vec<File>, Error> {
    let units: Vec<usize> =
        book.units.iter().enumerate().filter(|(_, unit)| unit.delivers).map(|(index, _)| index).collect();
    units
        .into_par_iter()
        .map(|unit| {
            let name = format!("实施方案/{}.docx", book.unit_stem(unit));
            Ok(File { name, bytes: form(book, unit, fonts)? })
        })
        .collect()
}

/// A column: heading, width in mm, whether its text stands in the middle.
type Column = (&'static str, f64, bool);

fn form(book: &Book<'_>, unit: usize, fonts: &Fonts) -> Result<Vec<u8>, Error> {
    let name = book.units.get(unit).map_or("", |unit| unit.name);
    let title = format!("{name}\n落实《{}》实施方案", book.title());
    let parts: Vec<(&TrackedTask<'_>, UnitRole)> = book.tasks_of(unit).collect();
    let own: Vec<&TrackedTask<'_>> =
        parts.iter().filter(|(_, role)| *role <= UnitRole::Responsible).map(|(task, _)| *task).collect();

    let heading = |text: &str| word::paragraph(text, Text::Heading1).keep_next(true);
    let document = word::document(fonts, TableText::NORMAL)
        .add_paragraph(word::paragraph(&title, Text::Title))
        .add_paragraph(word::paragraph(&basis(book), Text::Body))
        .add_paragraph(heading("一、目标任务"))
        .add_table(tasks(book, &parts))
        .add_paragraph(heading("二、目标分解（累计）"))
        .add_table(months(book, &own))
        .add_paragraph(word::paragraph(REMARK, Text::Note))
        .add_paragraph(heading("三、路线图、时间表和责任人"))
        .add_table(road_map(&own))
        .add_paragraph(heading("四、保障措施"))
        .add_table(table(
            &[("组织领导、要素保障、督促检查等", 225.0, false)],
            vec![vec![String::new()]],
            28.0,
            0,
        ))
        .add_paragraph(
            word::paragraph(SIGNATURES, Text::Note).line_spacing(docx_rs::LineSpacing::new().before(400)),
        );
    Ok(word::finish(document, &title.replace('\n', ""), fonts)?)
}

const REMARK: &str =
    "注：计划数由年度目标从通知印发当月到完成时限分解得出，可按实际调整；比率、增幅和“以内”类指标各月保持。";
const SIGNATURES: &str = "单位主要负责人（签字）：＿＿＿＿＿　　联络员：＿＿＿＿＿　　联系电话：＿＿＿＿＿＿＿　　＿＿＿年＿＿月＿＿日（盖章）";

/// The opening sentence: what the plan rests on.
fn basis(book: &Book<'_>) -> String {
    format!("为贯彻落实{}，确保按期完成各项目标任务，制定本方案。", book.sources().join("、"))
}

/// A table whose `rows` each have a text for every column; those of empty texts are left to be filled in. Rows are
/// at least `height` mm high. The first `merged` columns are merged while they stay the same.
fn table(columns: &[Column], rows: Vec<Vec<String>>, height: f64, merged: usize) -> Table {
    let widths: Vec<usize> =
        columns.iter().map(|(_, mm, _)| usize::try_from(mm_to_twips(*mm)).unwrap_or(0)).collect();
    let head = columns.iter().zip(&widths);
    let head = head.map(|((title, ..), width)| word::cell(word::paragraph(title, Text::Head), *width));
    let mut laid_out = vec![word::head_row(head.collect())];
    let same = |at: usize, other: Option<usize>| {
        let (row, other) = (rows.get(at), other.and_then(|other| rows.get(other)));
        row.zip(other).is_some_and(|(a, b)| a.get(..merged) == b.get(..merged))
    };
    for (at, row) in rows.iter().enumerate() {
        let (above, below) = (same(at, at.checked_sub(1)), merged > 0 && same(at, Some(at + 1)));
        let cells = row.iter().zip(columns.iter().zip(&widths)).enumerate();
        let cells = cells.map(|(column, (text, ((.., centred), width)))| {
            let is_merged = column < merged;
            let paragraph = word::paragraph(if is_merged && above { "" } else { text }, Text::Cell);
            let paragraph = if *centred { paragraph.align(AlignmentType::Center) } else { paragraph };
            // What is merged stays on one page.
            let cell = word::cell(paragraph.keep_next(below), *width);
            match (is_merged, above, below) {
                (true, true, _) => cell.vertical_merge(VMergeType::Continue),
                (true, false, true) => cell.vertical_merge(VMergeType::Restart),
                _ => cell,
            }
        });
        let row = word::row(cells.collect());
        let twips = f32::from(u16::try_from(mm_to_twips(height)).unwrap_or(0));
        laid_out.push(if height > 0.0 { row.row_height(twips) } else { row });
    }
    word::table(laid_out, &widths)
}

/// 一、 every task in which the unit has a part, with its role.
fn tasks(book: &Book<'_>, parts: &[(&TrackedTask<'_>, UnitRole)]) -> Table {
    const LEADERS: f64 = 30.0;
    const UNITS: f64 = 44.0;
    const COLUMNS: [Column; 7] = [
        ("序号", 11.0, true),
        ("工作任务", 42.0, false),
        ("职责", 11.0, true),
        ("目标指标", 57.0, false),
        ("责任领导", LEADERS, true),
        ("共同责任单位", UNITS, false),
        ("完成时限", 30.0, true),
    ];
    let rows = parts.iter().map(|(task, role)| {
        let role = match role {
            UnitRole::Lead => "牵头",
            UnitRole::Responsible => "责任",
            UnitRole::Supporting => "配合",
            UnitRole::Supervising => "督导",
        };
        let goals: Vec<String> = task.goals.iter().filter(|g| g.target.is_some()).map(goal_line).collect();
        let leads = [UnitRole::Lead, UnitRole::Responsible];
        vec![
            task.number.clone(),
            task.task.title.text.replace('\n', ""),
            role.to_owned(),
            goals.join("\n"),
            names(&task.leader_names(), LEADERS),
            names(&task.names(&book.units, &leads), UNITS),
            task.due.map(zh_date).unwrap_or_default(),
        ]
    });
    table(&COLUMNS, rows.collect(), 0.0, 0)
}

/// A list of names for a cell that is `width` mm wide.
fn names(list: &str, width: f64) -> String {
    fold(list, TableText::NORMAL.room(usize::try_from(mm_to_twips(width)).unwrap_or(0)))
}

/// 新建公办幼儿园 5所
fn goal_line(goal: &Goal<'_>) -> String {
    match goal.schedule.pace() {
        Pace::Percent => goal.target.map(|(_, t)| t.text.clone()).unwrap_or_default(),
        _ => format!("{} {}", goal.label(), goal.value()),
    }
}

/// 二、 a row a target: quarters are the months 3, 6, 9 and 12, so that one row holds both.
fn months(book: &Book<'_>, own: &[&TrackedTask<'_>]) -> Table {
    const HEADS: [&str; 12] = [
        "1月",
        "2月",
        "3月\n一季度",
        "4月",
        "5月",
        "6月\n二季度",
        "7月",
        "8月",
        "9月\n三季度",
        "10月",
        "11月",
        "12月\n四季度",
    ];
    let mut columns: Vec<Column> =
        vec![("序号", 11.0, true), ("目标指标", 33.0, false), ("单位", 13.0, true)];
    columns.extend(HEADS.map(|head| (head, 14.0, true)));
    let rows = own.iter().flat_map(|task| {
        task.goals.iter().map(|goal| {
            let mut row = vec![task.number.clone(), goal_label(task, goal), goal.display_unit().1];
            row.extend(Month::of_year(book.year).map(|m| goal.shown(goal.schedule.at(m))));
            row
        })
    });
    table(&columns, rows.collect(), 0.0, 0)
}

fn goal_label(task: &TrackedTask<'_>, goal: &Goal<'_>) -> String {
    match goal.target {
        Some(_) => goal.label(),
        None => format!("{}（工作进度）", task.task.title.text.replace('\n', "")),
    }
}

/// 三、 three steps a task, to be filled in; its last day stands where the notice names one.
fn road_map(own: &[&TrackedTask<'_>]) -> Table {
    const STEPS: usize = 3;
    const COLUMNS: [Column; 7] = [
        ("序号", 12.0, true),
        ("工作任务", 43.0, false),
        ("步骤和措施（路线图）", 67.0, false),
        ("完成时间（时间表）", 36.0, true),
        ("责任科室", 24.0, true),
        ("责任人", 18.0, true),
        ("联系电话", 25.0, true),
    ];
    let rows = own.iter().flat_map(|task| {
        (1..=STEPS).map(|step| {
            let last = task.due.filter(|_| step == STEPS).map(zh_date).unwrap_or_default();
            let title = task.task.title.text.replace('\n', "");
            let mut row = vec![task.number.clone(), title, String::new(), last];
            row.resize(COLUMNS.len(), String::new());
            row
        })
    });
    table(&COLUMNS, rows.collect(), 11.0, 2)
}
