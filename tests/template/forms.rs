//! The forms that units fill in: monthly reports and implementation plans.

use crate::notice::notice;
use crate::office;
use calamine::{Reader, Xlsx};
use duban::render::page::Fonts;
use duban::render::template::monthly::{Format, monthly};
use duban::render::template::{Book, Draft, File, Options, meta, plan_form::plan_forms};
use serde_json::{Value, json};
use std::io::Cursor;
use std::path::PathBuf;

fn monthly_forms(month: i8, formats: &[Format]) -> Vec<File> {
    let (notices, options) = ([notice()], Options::default());
    let book = Book::new(&notices, &options).unwrap();
    made(&monthly(&book, |m| m.month() == month, formats, &Fonts::default()).unwrap())
}

fn made(drafts: &[Draft<'_>]) -> Vec<File> {
    drafts.iter().map(|draft| draft.make().unwrap()).collect()
}

fn plans() -> Vec<File> {
    let (notices, options) = ([notice()], Options::default());
    made(&plan_forms(&Book::new(&notices, &options).unwrap(), &Fonts::default()).unwrap())
}

fn names(files: &[File]) -> Vec<&str> {
    files.iter().map(|file| file.name.as_str()).collect()
}

/// The texts of a document's paragraphs and cells, as duban reads them.
fn read(file: &File) -> Vec<String> {
    let document = duban::source::read(&file.name, &file.bytes, &duban::source::Options::default()).unwrap();
    document.blocks.into_iter().map(|block| block.text).collect()
}

fn save(file: &File) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("form").with_extension(file.name.rsplit('.').next().unwrap());
    std::fs::write(&path, &file.bytes).unwrap();
    (folder, path)
}

#[test]
fn each_unit_in_charge_has_a_form_a_month() {
    let units = [
        "01-教育局",
        "02-县教育局",
        "03-交通运输局",
        "04-财政局",
        "05-应急管理局",
        "06-农业农村局",
        "07-水利局",
    ];
    let expected = units.map(|unit| format!("月报表/{unit}/2031-06.docx"));
    assert_eq!(names(&monthly_forms(6, &[Format::Docx])), expected);
    assert!(monthly_forms(2, &[Format::Docx]).is_empty(), "the notice came in March");
    assert_eq!(names(&plans()), units.map(|unit| format!("实施方案/{unit}.docx")));
}

#[test]
fn the_same_notice_gives_the_same_bytes() {
    let both = [Format::Docx, Format::Xlsx];
    assert_eq!(monthly_forms(6, &both), monthly_forms(6, &both));
    assert_eq!(plans(), plans());
}

#[test]
fn a_report_on_march_is_due_on_the_fifth_of_april() {
    let texts = read(&monthly_forms(3, &[Format::Docx])[0]);
    assert_eq!(texts[0], "云溪县2031年五件民生实事进展情况月报表");
    assert_eq!(texts[1], "填报单位：教育局　　　　统计月份：2031年3月");
    assert_eq!(texts[2], "报送时限：2031年4月5日前　　　　报送至：县政府督查室");
    let texts = read(&monthly_forms(12, &[Format::Docx])[0]);
    assert!(texts[2].contains("报送时限：2032年1月5日前"), "{}", texts[2]);
}

#[test]
fn a_monthly_form_lists_what_the_unit_has_to_deliver() {
    let texts = read(&monthly_forms(6, &[Format::Docx])[3]);
    let has = |text: &str| texts.iter().any(|t| t == text);
    assert!(has("守牢安全底线") && has("清欠群众账款"), "{texts:?}");
    assert!(!has("改善农村交通"), "supporting only");
    assert!(has("≤2起") && has("≥800处") && has("320") && has("80"), "{texts:?}");
    assert!(texts.last().unwrap().starts_with("填报人：") && texts.last().unwrap().contains("审核人："));
}

#[test]
fn python_docx_reads_the_same_form() {
    let (_folder, path) = save(&monthly_forms(6, &[Format::Docx])[0]);
    let Some(found) = office::read("paragraphs", &path) else { return };
    let rows: Vec<&Vec<Value>> = found.as_array().unwrap().iter().filter_map(Value::as_array).collect();
    let column = |at: usize| rows.iter().map(|row| row[at].as_str().unwrap()).collect::<Vec<_>>();
    assert_eq!(column(1), ["工作任务", "提升教育质量", "提升教育质量", "守牢安全底线", "守牢安全底线"]);
    assert_eq!(column(4), ["年度\n目标", "5所", "≥93%", "≤2起", "≥800处"]);
    assert_eq!(column(5), ["本月\n计划", "1", "", "", "80"]);
    assert_eq!(column(6), ["累计\n计划", "2", "93", "2", "320"]);
}

#[test]
fn a_filled_monthly_workbook_calculates_its_rates() {
    let (_folder, path) = save(&monthly_forms(6, &[Format::Xlsx])[0]);
    let filled = json!({"月报表": {"J4": 4, "J5": 93, "J6": 3, "L4": "主体封顶"}});
    let Some(()) = office::fill(&path, &filled) else { return };
    let Some(calculated) = office::convert(&path, "xlsx") else { return };
    let Some(values) = office::read("values", &calculated) else { return };
    let rate = |cell: &str| values["月报表"][cell].as_f64().unwrap();
    assert!((rate("K4") - 0.8).abs() < 1e-9);
    assert!((rate("K5") - 1.0).abs() < 1e-9);
    assert!((rate("K6") - 2.0 / 3.0).abs() < 1e-9, "three, two allowed");
    assert_eq!(values["月报表"]["K7"], Value::Null);
}

#[test]
fn a_monthly_workbook_says_whose_and_which_month_it_is() {
    let file = &monthly_forms(6, &[Format::Xlsx])[3];
    let mut workbook = Xlsx::new(Cursor::new(file.bytes.clone())).unwrap();
    let range = workbook.worksheet_range(meta::SHEET).unwrap();
    let facts: Vec<Vec<String>> =
        range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    assert_eq!(facts[0][..2], ["schema", meta::MONTHLY]);
    assert_eq!(facts[3][..2], ["month", "2031-06"]);
    assert_eq!(facts[4][..3], ["unit", "财政局", "财政局"]);
    assert_eq!(facts[5][..5], ["sheet", "targets", "月报表", "4", "6"]);
    let of = |key: &str| -> usize {
        facts
            .iter()
            .find(|f| f[0] == "column" && f[2] == key)
            .map(|f| f[3].parse::<usize>().unwrap() - 1)
            .unwrap()
    };
    let sheet = workbook.worksheet_range("月报表").unwrap();
    let row = sheet.rows().nth(5).unwrap();
    assert_eq!(row[of("task_id")].to_string(), "4");
    assert_eq!(row[of("index")].to_string(), "0");
    assert_eq!(row[of("pace")].to_string(), "percent");
}

#[test]
fn an_implementation_plan_breaks_targets_down_and_asks_for_the_rest() {
    let texts = read(&plans()[0]);
    assert_eq!(texts[0], "教育局\n落实云溪县2031年五件民生实事实施方案");
    let place =
        |text: &str| texts.iter().position(|t| t == text).unwrap_or_else(|| panic!("no {text}: {texts:?}"));
    let parts = ["一、目标任务", "二、目标分解（累计）", "三、路线图、时间表和责任人", "四、保障措施"];
    assert!(parts.map(place).is_sorted());
    let breakdown = place("新建公办幼儿园");
    let year = ["所", "—", "—", "0", "1", "1", "2", "3", "3", "4", "5", "5", "5"];
    assert_eq!(texts[breakdown + 1..breakdown + 14], year);
    assert_eq!(texts[place("步骤和措施\n（路线图）") + 2], "责任\n科室");
    place("2031年\n10月31日");
}

#[test]
fn large_numbers_stand_in_ten_thousands() {
    let mut notice = notice();
    notice.tasks[4].subtasks[0].targets[0].value = Some(380_000.into());
    let (notices, options) = ([notice], Options::default());
    let book = Book::new(&notices, &options).unwrap();
    let plans = made(&plan_forms(&book, &Fonts::default()).unwrap());
    let texts = read(plans.iter().find(|f| f.name.contains("农业农村局")).unwrap());
    let has = |text: &str| texts.iter().any(|t| t.contains(text));
    assert!(has("高标准农田\n38万亩") && has("3.8") && !has("380000"), "{texts:?}");
}

#[test]
fn a_supporting_unit_is_told_of_its_part() {
    let plan = plans().into_iter().find(|f| f.name.contains("农业农村局")).unwrap();
    let texts = read(&plan);
    assert!(texts.iter().any(|t| t == "配合"), "{texts:?}");
}

#[test]
fn forms_print_on_a4_with_all_their_columns() {
    let monthly = &monthly_forms(6, &[Format::Docx])[0];
    for (file, last, size) in [(&plans()[0], "督促检查", "595 x 842"), (monthly, "下一步措施", "842 x 595")]
    {
        let (_folder, path) = save(file);
        let Some(pdf) = office::convert(&path, "pdf") else { return };
        let Some((sizes, text)) = office::printed(&pdf) else { return };
        assert_eq!(sizes, [size]);
        assert!(text.replace([' ', '\n'], "").contains(last), "{text}");
    }
}

#[test]
fn a_monthly_workbook_prints_on_one_page() {
    let (_folder, path) = save(&monthly_forms(6, &[Format::Xlsx])[0]);
    let Some(pdf) = office::convert(&path, "pdf") else { return };
    let Some((_, text)) = office::printed(&pdf) else { return };
    assert_eq!(text.matches('\u{c}').count(), 1, "{text}");
}
