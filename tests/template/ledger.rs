//! The ledger, filled in as an office would and calculated by LibreOffice.

use crate::notice::notice;
use crate::office;
use calamine::{Data, Reader, Xlsx};
use duban::render::page::Fonts;
use duban::render::template::ledger::{self, Thresholds};
use duban::render::template::{Book, Options, meta};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};

fn workbook() -> Vec<u8> {
    let notices = [notice()];
    let options = Options::default();
    let book = Book::new(&notices, &options).unwrap();
    ledger::ledger(&book, Thresholds::default(), &Fonts::default()).unwrap().bytes
}

fn open(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

/// A cell as text.
fn text(workbook: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str, row: u32, column: u32) -> String {
    let range = workbook.worksheet_range(sheet).unwrap();
    range.get_value((row, column)).map(ToString::to_string).unwrap_or_default()
}

/// What the hidden sheet says: where each column of each tracking sheet stands, and where its rows are.
struct Sheets {
    columns: BTreeMap<(String, String), u32>,
    sheets: BTreeMap<String, (String, u32, u32)>,
}

fn layout(workbook: &mut Xlsx<Cursor<Vec<u8>>>) -> Sheets {
    let mut found = Sheets { columns: BTreeMap::new(), sheets: BTreeMap::new() };
    for row in workbook.worksheet_range(meta::SHEET).unwrap().rows() {
        let cell = |at: usize| row.get(at).map(ToString::to_string).unwrap_or_default();
        let number = |at: usize| cell(at).parse::<u32>().unwrap();
        match cell(0).as_str() {
            "column" => {
                found.columns.insert((cell(1), cell(2)), number(3) - 1);
            }
            "sheet" => {
                found.sheets.insert(cell(1), (cell(2), number(3) - 1, number(4) - 1));
            }
            _ => {}
        }
    }
    found
}

impl Sheets {
    fn cell(&self, kind: &str, row: u32, column: &str) -> String {
        let at = self.columns[&(kind.to_owned(), column.to_owned())];
        rust_xlsxwriter::utility::row_col_to_cell(row, u16::try_from(at).unwrap())
    }
}

#[test]
fn every_row_says_what_it_tracks() {
    let notice = notice();
    let mut workbook = open(workbook());
    let layout = layout(&mut workbook);
    let (sheet, first, last) = layout.sheets["targets"].clone();
    let mut tracked = Vec::new();
    for row in first..=last {
        let mut cell = |key: &str| {
            let at = layout.columns[&("targets".to_owned(), key.to_owned())];
            text(&mut workbook, &sheet, row, at)
        };
        let (id, index) = (cell("task_id"), cell("index").parse::<usize>().ok());
        let task = notice.tasks.iter().flat_map(|t| t.walk()).find(|t| t.id == id).unwrap();
        let target = &task.targets[index.unwrap()];
        let span = target.span.unwrap();
        assert_eq!(cell("span_start"), span.start.to_string());
        assert_eq!(cell("span_end"), span.end.to_string());
        assert_eq!(cell("notice"), "1");
        tracked.push(format!("{id}/{} {} {}{}", cell("pace"), cell("goal"), cell("value"), cell("unit")));
    }
    assert_eq!(
        tracked,
        [
            "1/spread 新建公办幼儿园 5所",
            "1/held 学前三年毛入园率 93%",
            "2/spread 改造农村公路 120.5公里",
            "2/spread 其中：通村路 80公里",
            "3/limit 较大及以上事故 2起",
            "3/spread 排查整治燃气隐患 800处",
            "4/percent 拖欠账款 100%",
            "5.1/spread 高标准农田 30000亩",
            "5.2/spread 机井 30眼",
        ]
    );
}

#[test]
fn the_hidden_sheet_names_the_notice_by_its_hash() {
    let mut workbook = open(workbook());
    let range = workbook.worksheet_range(meta::SHEET).unwrap();
    let facts: Vec<Vec<String>> =
        range.rows().take(3).map(|row| row.iter().take(4).map(ToString::to_string).collect()).collect();
    assert_eq!(facts[0][..2], ["schema", meta::LEDGER]);
    assert_eq!(facts[1][..2], ["year", "2031"]);
    assert_eq!(facts[2], ["notice", "1", &"ab".repeat(32), "云溪县.txt"]);
}

#[test]
fn the_same_notice_gives_the_same_bytes() {
    assert_eq!(workbook(), workbook());
}

#[test]
fn planned_months_end_with_the_deadline() {
    let mut workbook = open(workbook());
    let layout = layout(&mut workbook);
    let (sheet, first, _) = layout.sheets["targets"].clone();
    let mut months = |row: u32| -> Vec<String> {
        let at = |month: u32| layout.columns[&("targets".to_owned(), format!("planned_{month:02}"))];
        (1..=12).map(|month| text(&mut workbook, &sheet, first + row, at(month))).collect()
    };
    assert_eq!(months(0), ["", "", "0", "1", "1", "2", "3", "3", "4", "5", "5", "5"]);
    assert_eq!(months(4), ["", "", "2", "2", "2", "2", "2", "2", "2", "2", "2", "2"]);
    assert_eq!(months(6), ["", "", "25", "50", "75", "100", "100", "100", "100", "100", "100", "100"]);
}

#[test]
fn openpyxl_finds_lists_lamps_charts_and_locked_formulas() {
    let folder = tempfile::tempdir().unwrap();
    let path = save(folder.path());
    let Some(sheets) = office::read("sheets", &path) else { return };
    for name in ["总台账", "投资台账"] {
        let sheet = &sheets[name];
        assert_eq!(sheet["protected"], true);
        assert_eq!(sheet["lamps"], 6, "five states and 逾期");
        assert_eq!(sheet["open_formulas"], 0);
        assert!(sheet["open"].as_u64() > Some(50) && sheet["formulas"].as_u64() > Some(20), "{sheet}");
        assert!(sheet["lists"][0].as_str().unwrap_or_default().contains("严重滞后"), "{sheet}");
    }
    assert!(sheets["设置"]["lists"][0].as_str().unwrap_or_default().contains("11,12"));
    assert_eq!(sheets["图表"]["charts"], 2);
    assert_eq!(sheets["分工"]["state"], "hidden");
    assert_eq!(sheets[meta::SHEET]["state"], "veryHidden");
}

fn save(folder: &Path) -> PathBuf {
    let path = folder.join("ledger.xlsx");
    std::fs::write(&path, workbook()).unwrap();
    path
}

/// Fills `cells` in, sets the month of account, lets LibreOffice calculate, and gives all values.
fn calculated(month: u8, cells: &[(&str, u32, &str, Value)]) -> Option<(Sheets, Value)> {
    let folder = tempfile::tempdir().unwrap();
    let path = save(folder.path());
    let layout = layout(&mut open(workbook()));
    let mut filled: BTreeMap<String, Map<String, Value>> = BTreeMap::new();
    filled.entry("设置".to_owned()).or_default().insert("B4".to_owned(), json!(month));
    for (kind, row, column, value) in cells {
        let (sheet, first, _) = &layout.sheets[*kind];
        filled
            .entry(sheet.clone())
            .or_default()
            .insert(layout.cell(kind, first + row, column), value.clone());
    }
    office::fill(&path, &json!(filled))?;
    let calculated = office::convert(&path, "xlsx")?;
    no_errors(&calculated);
    let values = office::read("values", &calculated)?;
    Some((layout, values))
}

fn no_errors(path: &Path) {
    let mut workbook = open(std::fs::read(path).unwrap());
    for name in workbook.sheet_names() {
        for (row, column, cell) in workbook.worksheet_range(&name).unwrap().used_cells() {
            assert!(!matches!(cell, Data::Error(_)), "{name} row {row} column {column}: {cell:?}");
        }
    }
}

fn close(found: &Value, expected: f64) {
    let found = found.as_f64().unwrap_or(f64::NAN);
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

#[test]
fn an_empty_ledger_calculates_to_what_it_shows() {
    let Some((layout, values)) = calculated(3, &[]) else { return };
    let (sheet, first, last) = &layout.sheets["targets"];
    for row in *first..=*last {
        assert_eq!(values[sheet][layout.cell("targets", row, "status")], "未报");
    }
    // As written, before anything calculates it.
    let mut written = open(workbook());
    for name in ["总台账", "投资台账", "单位汇总", "分工", "设置"] {
        for (row, column, cell) in written.worksheet_range(name).unwrap().used_cells() {
            let at = rust_xlsxwriter::utility::row_col_to_cell(
                u32::try_from(row).unwrap(),
                u16::try_from(column).unwrap(),
            );
            let calculated = &values[name][&at];
            match cell {
                Data::Float(number) => close(calculated, *number),
                Data::String(text) if !text.is_empty() => assert_eq!(calculated, text, "{name} {at}"),
                _ => {}
            }
        }
    }
}

#[test]
fn rates_and_lamps_follow_what_is_reported() {
    // Planned by June: 2 of 5 kindergartens, 53.5 of 120.5 km, 320 of 800, 12000 of 30000, 17 of 30.
    let reported = [
        ("targets", 0, "done_06", json!(5)),
        ("targets", 1, "done_06", json!(90)),
        ("targets", 2, "done_05", json!(50)),
        ("targets", 3, "done_06", json!(25)),
        ("targets", 3, "done_07", json!(80)),
        ("targets", 4, "done_06", json!(1)),
        ("targets", 5, "done_06", json!(100)),
        ("targets", 6, "done_06", json!(60)),
        ("targets", 7, "status_override", json!("正常")),
        ("investments", 0, "done_06", json!(1300)),
        ("investments", 1, "done_06", json!(12000)),
        ("investments", 2, "done_06", json!(12000)),
    ];
    let Some((layout, values)) = calculated(6, &reported) else { return };
    let (sheet, first, last) = &layout.sheets["targets"];
    let of = |row: u32, column: &str| &values[sheet][layout.cell("targets", first + row, column)];
    let lamps: Vec<&str> = (0..=last - first).map(|row| of(row, "status").as_str().unwrap_or("")).collect();
    assert_eq!(lamps, ["完成", "正常", "正常", "滞后", "正常", "严重滞后", "严重滞后", "正常", "未报"]);
    close(of(0, "rate"), 1.0);
    close(of(1, "rate"), 90.0 / 93.0);
    close(of(2, "rate"), 50.0 / 120.5);
    close(of(2, "ratio"), 50.0 / 53.5);
    close(of(3, "rate"), 25.0 / 80.0);
    close(of(4, "rate"), 1.0);
    assert_eq!(of(6, "overdue"), &Value::Null, "due at the end of June");

    let (money, first, _) = &layout.sheets["investments"];
    let paid = |row: u32, column: &str| &values[money][layout.cell("investments", first + row, column)];
    close(paid(0, "rate"), 0.5);
    assert_eq!(paid(1, "counted"), "否");
    assert_eq!([0, 1, 2].map(|row| paid(row, "status").as_str().unwrap()), ["正常", "滞后", "完成"]);

    // 教育局 leads the kindergartens and shares the safety targets; 县教育局 is another unit.
    let summary = &values["单位汇总"];
    let row_of = |name: &str| {
        let cells = summary.as_object().unwrap();
        let (at, _) = cells.iter().find(|(at, value)| at.starts_with('B') && *value == name).unwrap();
        at[1..].to_owned()
    };
    let unit = |name: &str| -> Vec<&Value> {
        let row = row_of(name);
        "CDEFGHIJ".chars().map(|column| &summary[format!("{column}{row}")]).collect()
    };
    assert_eq!(unit("教育局"), [2, 4, 1, 2, 0, 1, 0, 0]);
    assert_eq!(unit("县教育局"), [1, 2, 1, 1, 0, 0, 0, 0]);
    assert_eq!(unit("财政局"), [2, 3, 0, 1, 0, 2, 0, 0]);
    assert_eq!(unit("合计（不重复）"), [6, 9, 1, 4, 1, 2, 1, 0], "each target once");
    let total = row_of("合计（不重复）");
    close(&summary[format!("N{total}")], 14_600.0);
    close(&summary[format!("O{total}")], 13_300.0);
    close(&summary[format!("P{total}")], 13_300.0 / 14_600.0);
    close(&summary[format!("N{}", row_of("教育局"))], 2600.0);
}

#[test]
fn work_is_overdue_after_its_day_unless_complete() {
    let reported = [("targets", 0, "done_10", json!(5)), ("targets", 4, "done_12", json!(3))];
    let Some((layout, values)) = calculated(11, &reported) else { return };
    let (sheet, first, _) = &layout.sheets["targets"];
    let of = |row: u32, column: &str| &values[sheet][layout.cell("targets", first + row, column)];
    assert_eq!(of(0, "overdue"), &Value::Null, "complete");
    assert_eq!(of(1, "overdue"), &Value::Null, "due at the end of the year");
    assert_eq!(of(6, "overdue"), "逾期");
    assert_eq!(of(4, "status"), "未报", "December is still to come");

    let Some((layout, values)) = calculated(12, &reported) else { return };
    let of = |row: u32, column: &str| &values[sheet][layout.cell("targets", first + row, column)];
    assert_eq!(of(4, "status"), "严重滞后", "three accidents, two allowed");
    close(of(4, "rate"), 2.0 / 3.0);
}

#[test]
fn the_ledger_prints_a_year_on_four_pages_a_sheet() {
    let folder = tempfile::tempdir().unwrap();
    let Some(pdf) = office::convert(&save(folder.path()), "pdf") else { return };
    let Some((sizes, text)) = office::printed(&pdf) else { return };
    // 填表说明, 设置, twice four of the ledgers, 单位汇总, two charts.
    assert_eq!(text.matches('\u{c}').count(), 1 + 1 + 4 + 4 + 1 + 2);
    assert_eq!(sizes, ["842 x 595"], "all lie across");
}

#[test]
fn several_notices_share_a_ledger_that_names_their_sources() {
    let mut second = notice();
    second.source.name = "补充通知.txt".to_owned();
    second.source.sha256 = "cd".repeat(32);
    let (notices, options) = ([notice(), second], Options::default());
    let book = Book::new(&notices, &options).unwrap();
    let bytes = ledger::ledger(&book, Thresholds::default(), &Fonts::default()).unwrap().bytes;
    let mut workbook = open(bytes);
    let layout = layout(&mut workbook);
    let (sheet, first, last) = layout.sheets["targets"].clone();
    let mut column = |key: &str| -> Vec<String> {
        let at = layout.columns[&("targets".to_owned(), key.to_owned())];
        (first..=last).map(|row| text(&mut workbook, &sheet, row, at)).collect()
    };
    assert_eq!(column("number")[6..12], ["4", "5.1", "5.2", "6", "6", "7"], "counted on");
    assert_eq!(column("notice")[8..10], ["1", "2"]);
    assert_eq!(column("source")[8..10], ["云溪县.txt", "补充通知.txt"]);
    let units = workbook.worksheet_range("单位汇总").unwrap();
    let education = units.rows().find(|row| row[1] == *"教育局").unwrap();
    assert_eq!(education[2].to_string(), "4", "one unit, two tasks in each notice");
}

#[test]
fn notices_of_two_years_are_refused_unless_a_year_is_given() {
    let mut second = notice();
    second.plan_year = Some(2032);
    let notices = [notice(), second];
    let told = Book::new(&notices, &Options::default()).map(|_| ()).unwrap_err().to_string();
    assert!(told.contains("2032") && told.contains("2031"), "{told}");
    let options = Options { year: Some(2031), ..Options::default() };
    assert_eq!(Book::new(&notices, &options).unwrap().year, 2031);
}
