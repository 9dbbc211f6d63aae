//! The implementation plan (实施方案): the form in which each unit in charge says how it will reach its targets.

use super::monthly::zh_date;
use super::{Book, Draft, Error, Goal, TrackedTask};
use crate::notice::UnitRole;
use crate::plan::{Month, Pace};
use crate::render::docx::{self as word, Lie, Stationery, TableText, Text};
use crate::render::page::{Fonts, mm_to_twips};
use crate::render::text::{balance, fold, width};
use docx_rs::{AlignmentType, LineSpacing, Table, TableRow, VMergeType};
use jiff::civil::Date;
use std::sync::Arc;

/// Drafts a form for each unit that has to deliver, named `实施方案/01-教育局.docx`.
///
/// # Errors
/// Where a document cannot be made.
pub fn plan_forms<'b>(book: &'b Book<'b>, fonts: &Fonts) -> Result<Vec<Draft<'b>>, Error> {
    let stationery = Arc::new(Stationery::new(Lie::Upright, fonts, TableText::NORMAL)?);
    let units = book.units.iter().enumerate().filter(|(_, unit)| unit.delivers);
    let draft = |(unit, _)| {
        let stationery = Arc::clone(&stationery);
        Draft::new(format!("实施方案/{}.docx", book.unit_stem(unit)), move || {
            form(book, unit, &stationery)
        })
    };
    Ok(units.map(draft).collect())
}

/// Half-width characters of the title that fit beside one another in the 156 mm of the type area.
const TITLE_ROOM: usize = 38;

fn form(book: &Book<'_>, unit: usize, stationery: &Stationery) -> Result<Vec<u8>, Error> {
    let name = book.units.get(unit).map_or("", |unit| unit.name);
    let title = format!("落实{}实施方案", book.subject());
    let shown = [balance(name, TITLE_ROOM), balance(&title, TITLE_ROOM)].join("\n");
    let parts: Vec<(&TrackedTask<'_>, UnitRole)> = book.tasks_of(unit).collect();
    let own: Vec<&TrackedTask<'_>> =
        parts.iter().filter(|(_, role)| *role <= UnitRole::Responsible).map(|(task, _)| *task).collect();

    let heading = |text: &str| word::paragraph(text, Text::Heading1).keep_next(true);
    let [names, seal] = SIGNATURES.map(|line| word::paragraph(line, Text::Note));
    let document = stationery
        .document()
        .add_paragraph(word::paragraph(&shown, Text::Title))
        .add_paragraph(word::paragraph(&basis(book), Text::Body))
        .add_paragraph(heading("一、目标任务"))
        .add_table(tasks(book, &parts))
        .add_paragraph(heading("二、目标分解（累计）"))
        .add_table(months(book, &own))
        .add_paragraph(word::paragraph(REMARK, Text::Note))
        .add_paragraph(heading("三、路线图、时间表和责任人"))
        .add_table(road_map(&own))
        .add_paragraph(heading("四、保障措施"))
        .add_table(measures())
        .add_paragraph(names.line_spacing(LineSpacing::new().before(300)).keep_next(true))
        .add_paragraph(seal.line_spacing(LineSpacing::new().before(300)).align(AlignmentType::Right));
    Ok(stationery.pack(&document, &format!("{name}{title}"))?)
}

const REMARK: &str = "注：计划数由年度目标从通知印发当月到完成时限分解得出，可按实际调整；比率、增幅和“以内”类指标各月保持；“—”表示当月尚无计划。";
const SIGNATURES: [&str; 2] = [
    "单位主要负责人（签字）：＿＿＿＿＿＿　　联络员：＿＿＿＿＿　　联系电话：＿＿＿＿＿＿",
    "（盖章）　　　　　＿＿＿年＿＿月＿＿日",
];

/// The opening sentence: what the plan rests on.
fn basis(book: &Book<'_>) -> String {
    format!("为贯彻落实{}，确保按期完成各项目标任务，结合实际，制定本方案。", book.sources().join("、"))
}

/// The columns of a table: width in mm, whether the text stands in the middle.
type Columns<'c> = &'c [(f64, bool)];

/// What stands in one or several rows that belong together: a text for every column of each row; those of empty texts
/// are left to be filled in.
type Record = Vec<Vec<String>>;

/// One row.
fn single<const N: usize>(texts: [&str; N]) -> Record {
    vec![texts.map(str::to_owned).to_vec()]
}

/// A table of `records` under `head`, whose first `merged` columns are one cell through all rows of a record. Rows are
/// at least `height` mm high, and the last one stays on the page of what follows where `keeps`.
fn table(
    columns: Columns<'_>,
    head: &Record,
    records: &[Record],
    (height, merged, keeps): (f64, usize, bool),
) -> Table {
    let widths: Vec<usize> =
        columns.iter().map(|(mm, _)| usize::try_from(mm_to_twips(*mm)).unwrap_or(0)).collect();
    let mut rows = Vec::new();
    let mut add = |record: &Record, style: Text, keeps: bool| {
        for (at, texts) in record.iter().enumerate() {
            let (is_first, is_last) = (at == 0, at + 1 == record.len());
            let cells = texts.iter().zip(columns.iter().zip(&widths)).enumerate();
            let cells = cells.map(|(column, (text, ((_, centred), width)))| {
                let is_merged = column < merged && record.len() > 1;
                let text = if is_merged && !is_first { "" } else { text };
                let paragraph = word::paragraph(text, style);
                let paragraph = if *centred { paragraph.align(AlignmentType::Center) } else { paragraph };
                // What is merged stays on one page, and so does a head with what follows.
                let cell = word::cell(paragraph.keep_next(keeps || !is_last), *width);
                match (is_merged, is_first) {
                    (true, true) => cell.vertical_merge(VMergeType::Restart),
                    (true, false) => cell.vertical_merge(VMergeType::Continue),
                    (false, _) => cell,
                }
            });
            let cells = cells.collect();
            rows.push(match style {
                Text::Head => word::head_row(cells),
                _ => high(word::row(cells), height),
            });
        }
    };
    add(head, Text::Head, true);
    for (at, record) in records.iter().enumerate() {
        add(record, Text::Cell, keeps && at + 1 == records.len());
    }
    word::table(rows, &widths)
}

/// `row`, at least `mm` high.
fn high(row: TableRow, mm: f64) -> TableRow {
    if mm > 0.0 { row.row_height(mm_to_twips(mm) as f32) } else { row }
}

/// The half-width characters that have room beside one another in a cell of a table that is `mm` wide.
fn room(mm: f64) -> usize {
    TableText::NORMAL.room(usize::try_from(mm_to_twips(mm)).unwrap_or(0))
}

/// 一、 every task in which the unit has a part, with its role; without the targets or the dates where no task has one.
fn tasks(book: &Book<'_>, parts: &[(&TrackedTask<'_>, UnitRole)]) -> Table {
    const LEADERS: f64 = 30.0;
    const DUE: f64 = 21.0;
    let leads = [UnitRole::Lead, UnitRole::Responsible];
    let (has_goals, has_dates) = (
        parts.iter().any(|(task, _)| task.goals.iter().any(|goal| goal.target.is_some())),
        parts.iter().any(|(task, _)| task.due.is_some()),
    );
    // What the columns left out would take goes to the names of units first, so that the longest stands on one line.
    let spare = if has_goals { 0.0 } else { 31.0 } + if has_dates { 0.0 } else { DUE };
    let longest =
        parts.iter().map(|(task, _)| longest_name(&task.names(&book.units, &leads))).max().unwrap_or(0);
    let units = (30..=30 + spare as u8).map(f64::from).find(|&mm| room(mm) >= longest).unwrap_or(30.0);
    let rest = spare - (units - 30.0);
    let goals = if has_goals { 31.0 + rest / 2.0 } else { 0.0 };
    let title = 24.0 + if has_goals { rest / 2.0 } else { rest };
    let columns = [
        ("序号", 10.0, true),
        ("工作任务", title, false),
        ("职责", 10.0, true),
        ("目标指标", goals, false),
        ("责任领导", LEADERS, true),
        ("牵头和\n责任单位", units, true),
        ("完成时限", if has_dates { DUE } else { 0.0 }, true),
    ];
    let shown = |texts: Vec<String>| -> Vec<String> {
        texts.into_iter().zip(columns).filter(|(_, (_, mm, _))| *mm > 0.0).map(|(text, _)| text).collect()
    };
    let row = |(task, role): &(&TrackedTask<'_>, UnitRole)| {
        let role = match role {
            UnitRole::Lead => "牵头",
            UnitRole::Responsible => "责任",
            UnitRole::Supporting => "配合",
            UnitRole::Supervising => "督导",
        };
        let targets = task.goals.iter().filter(|g| g.target.is_some());
        let lines: Vec<String> = targets.map(|goal| goal_lines(goal, room(goals))).collect();
        vec![shown(vec![
            task.number.clone(),
            task.task.title.text.replace('\n', ""),
            role.to_owned(),
            lines.join("\n"),
            fold(&task.leader_names(), room(LEADERS)),
            fold(&task.names(&book.units, &leads), room(units)),
            task.due.map(day).unwrap_or_default(),
        ])]
    };
    let head = vec![shown(columns.map(|(head, ..)| head.to_owned()).to_vec())];
    let widths: Vec<(f64, bool)> =
        columns.iter().filter(|(_, mm, _)| *mm > 0.0).map(|(_, mm, centred)| (*mm, *centred)).collect();
    table(&widths, &head, &parts.iter().map(row).collect::<Vec<_>>(), (0.0, 0, false))
}

/// The half-width characters that the longest name of a list takes, with the sign behind it.
fn longest_name(names: &str) -> usize {
    names.split('、').map(|name| width(name) + 2).max().unwrap_or(0)
}

/// A day in a narrow column: the year stands above.
fn day(date: Date) -> String {
    zh_date(date).replacen('年', "年\n", 1)
}

/// 新建公办幼儿园 5所; the value stands below where both have no room beside one another.
fn goal_lines(goal: &Goal<'_>, room: usize) -> String {
    let label = goal.label();
    match goal.schedule.pace() {
        Pace::Percent => goal.target.map(|(_, t)| t.text.clone()).unwrap_or_default(),
        // A target that the notice gives no name goes by its own words.
        _ if goal.target.is_some_and(|(_, t)| t.text == label) => label,
        // Word sets a little space between Chinese and digits.
        _ if width(&label) + width(&goal.value()) + 2 > room => format!("{label}\n{}", goal.value()),
        _ => format!("{label} {}", goal.value()),
    }
}

/// 二、 the months of a half-year in a row: a target has two of them, one where the plan begins in July or later. The
/// quarters are their months 3, 6, 9 and 12.
fn months(book: &Book<'_>, own: &[&TrackedTask<'_>]) -> Table {
    const COLUMNS: [(f64, bool); 9] = [
        (10.0, true),
        (38.0, false),
        (15.0, true),
        (15.5, true),
        (15.5, true),
        (15.5, true),
        (15.5, true),
        (15.5, true),
        (15.5, true),
    ];
    const HEADS: [[&str; 6]; 2] = [
        ["1月", "2月", "3月\n一季度", "4月", "5月", "6月\n二季度"],
        ["7月", "8月", "9月\n三季度", "10月", "11月", "12月\n四季度"],
    ];
    let year: Vec<Month> = Month::of_year(book.year).collect();
    let halves = || year.chunks(6).zip(HEADS).filter(|(months, _)| months.last().copied() >= book.start());
    let line =
        |fixed: [&str; 3], months: Vec<String>| fixed.map(str::to_owned).into_iter().chain(months).collect();
    let head = halves()
        .map(|(_, months)| line(["序号", "目标指标", "单位"], months.map(str::to_owned).to_vec()))
        .collect();
    let record = |task: &TrackedTask<'_>, goal: &Goal<'_>| -> Record {
        let (label, unit) = (goal_label(task, goal), goal.display_unit().1);
        let planned = |month: &Month| match goal.schedule.at(*month) {
            Some(value) => goal.shown(Some(value)),
            None => "—".to_owned(),
        };
        halves()
            .map(|(months, _)| line([&task.number, &label, &unit], months.iter().map(planned).collect()))
            .collect()
    };
    let records: Vec<Record> =
        own.iter().flat_map(|task| task.goals.iter().map(|goal| record(task, goal))).collect();
    table(&COLUMNS, &head, &records, (0.0, 3, true))
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
    const COLUMNS: [(f64, bool); 7] =
        [(10.0, true), (27.0, false), (45.0, false), (21.0, true), (15.0, true), (15.0, true), (23.0, true)];
    let head = single([
        "序号",
        "工作任务",
        "步骤和措施\n（路线图）",
        "完成时间",
        "责任\n科室",
        "责任人",
        "联系电话",
    ]);
    let record = |task: &&TrackedTask<'_>| -> Record {
        let title = task.task.title.text.replace('\n', "");
        let step = |step: usize| {
            let last = task.due.filter(|_| step == STEPS).map(day).unwrap_or_default();
            let mut row = vec![task.number.clone(), title.clone(), String::new(), last];
            row.resize(COLUMNS.len(), String::new());
            row
        };
        (1..=STEPS).map(step).collect()
    };
    table(&COLUMNS, &head, &own.iter().map(record).collect::<Vec<_>>(), (13.0, 2, false))
}

/// 四、 what sees the work through, to be filled in.
fn measures() -> Table {
    const COLUMNS: [(f64, bool); 2] = [(27.0, true), (129.0, false)];
    let kinds = ["组织领导", "要素保障", "督促检查"].map(|kind| vec![kind.to_owned(), String::new()]);
    table(&COLUMNS, &single(["事项", "具体措施"]), &[kinds.to_vec()], (20.0, 0, true))
}
