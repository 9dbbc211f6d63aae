//! What openpyxl, python-docx and LibreOffice make of the documents. Tests say so where those are missing.

use crate::notice::{county, large, town};
use duban::render::table::{By, Format, Options, Style, build, write};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What openpyxl or python-docx find in a table.
fn look(format: Format, options: &Options) -> Option<Value> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python =
        std::env::var_os("DUBAN_PYTHON").map_or(root.join("target/python/bin/python"), PathBuf::from);
    let there = Command::new(&python).args(["-c", "import docx, openpyxl"]).stderr(Stdio::null()).status();
    if !there.is_ok_and(|status| status.success()) {
        eprintln!("skipped: openpyxl and python-docx are not installed; scripts/test installs them");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table").with_extension(format.extension());
    std::fs::write(&path, write(&build(&[county(), town()], options), format, &Style::default()).unwrap())
        .unwrap();
    let output = Command::new(python)
        .arg(root.join("tests/table/look.py"))
        .arg(format.extension())
        .arg(&path)
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    assert!(output.status.success());
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

#[test]
fn a_workbook_prints_on_a4_across_with_its_head_on_every_page() {
    let Some(book) = look(Format::Xlsx, &Options::default()) else { return };
    let sheet = &book["责任分解表"];
    assert_eq!(sheet["freeze"], "A3");
    assert_eq!(sheet["filter"], "A2:K6");
    assert_eq!(sheet["area"], "'责任分解表'!$A$1:$K$7");
    assert_eq!(sheet["repeated"], "$1:$2");
    assert_eq!((&sheet["orientation"], &sheet["paper"]), (&json!("landscape"), &json!(9)));
    assert_eq!(sheet["fit"], json!([true, 1, 0]));
    assert_eq!(sheet["wrapped"], true);
    assert_eq!(sheet["formulas"], 0);
    assert_eq!(sheet["quoted"], json!(["=HYPERLINK(\"x\")|<b>&", "+1-1", "@全面清零"]));
    assert_eq!(sheet["formats"], json!(["#,##0", "#,##0.00", "#,##0.00\"以上\"", "General"]));
    assert_eq!(
        (&book["title"], &book["created"]),
        (&json!("工作任务责任分解表"), &json!("2000-01-01T00:00:00"))
    );
}

/// GB/T 9704-2012: 5.1 paper, 5.2.1 margins, 7.3.1 and 7.3.3 fonts, 7.5 page numbers, 8 tables that lie across.
#[test]
fn a_document_is_an_official_document() {
    let Some(document) = look(Format::Docx, &Options::default()) else { return };
    assert_eq!((&document["orientation"], &document["paper"]), (&json!(1), &json!([297, 210])));
    // The page is turned (clause 8): 订口 above, 切口 below, the foot of the sheet on the left, 天头 on the right.
    assert_eq!(document["margins"], json!([28, 26, 35, 37]));
    assert_eq!(document["fonts"], json!(["方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"]));
    assert_eq!(document["sizes"], json!([22.0, 16.0, 16.0]));
    let (left, right) = (0, 2);
    assert_eq!(document["odd"], json!([["— 1 —"], ["PAGE"], [right], ["tbRl"]]));
    assert_eq!(document["even"], json!([["— 1 —"], ["PAGE"], [left], ["tbRl"]]));
    assert_eq!(document["even_and_odd"], true);
    assert_eq!(document["title"], "工作任务责任分解表");
    for table in document["repeated"].as_array().unwrap() {
        let first_only: Vec<bool> = (0..table.as_array().unwrap().len()).map(|row| row == 0).collect();
        assert_eq!(table, &json!(first_only));
    }
    assert!(document["unsplit"].as_array().unwrap().iter().all(|whole| whole == true));
}

#[test]
fn equal_neighbours_are_one_cell_and_the_sum_counts_once() {
    let Some(document) = look(Format::Docx, &Options::default()) else { return };
    let rows = document["rows"][0].as_array().unwrap();
    let column = |heading: &str| rows[0].as_array().unwrap().iter().position(|cell| cell == heading).unwrap();
    // python-docx gives the text of a merged cell in each of its rows.
    let leaders: Vec<_> = rows[1..5].iter().map(|row| row[column("责任领导")].as_str().unwrap()).collect();
    assert_eq!(leaders, ["罗文博", "罗文博", "韩立军", "赵岚"]);
    assert_eq!(rows[5][0], "合计");
    assert_eq!(rows[5][column("投资\n（万元）")], "15035.67");
}

#[test]
fn each_unit_has_a_heading_and_its_role() {
    let Some(document) = look(Format::Docx, &Options { by: By::Unit, ..Options::default() }) else { return };
    let paragraphs = document["paragraphs"].as_array().unwrap();
    for heading in
        ["一、任务分解", "（一）县教育局（1项）", "（二）县住建局（2项）", "二、汇总情况", "（一）按单位"]
    {
        assert!(paragraphs.iter().any(|text| text == heading), "{heading}");
    }
    assert_eq!(document["rows"][1][2][2], "牵头");
}

/// Every word is on the page, and every page is A4 across.
#[test]
fn documents_print_whole() {
    let has = |tool: &str| Command::new(tool).arg("-v").output().is_ok();
    let folder = tempfile::tempdir().unwrap();
    let convert = |path: &Path| {
        let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
        Command::new("soffice")
            .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
            .arg(folder.path())
            .arg(path)
            .output()
    };
    for format in [Format::Docx, Format::Xlsx] {
        let path = folder.path().join("table").with_extension(format.extension());
        let table = build(&[large(40, 12)], &Options::default());
        std::fs::write(&path, write(&table, format, &Style::default()).unwrap()).unwrap();
        if convert(&path).is_err() || !has("pdftotext") {
            eprintln!("skipped: LibreOffice or poppler is not installed; scripts/test installs them");
            return;
        }
        let pdf = path.with_extension("pdf");
        let run = |tool: &str, args: &[&str]| {
            let output = Command::new(tool).args(args).arg(&pdf).arg("-").output().unwrap();
            String::from_utf8_lossy(&output.stdout).into_owned()
        };
        let info = Command::new("pdfinfo").arg(&pdf).output().unwrap();
        let info = String::from_utf8_lossy(&info.stdout).into_owned();
        assert!(info.contains("841.") && info.contains("595."), "{info}");
        let printed: String = run("pdftotext", &["-raw"]).split_whitespace().collect();
        let words: usize = printed.matches("确保按期建成投用").count();
        // A line may break inside of the words, and a row's neighbour may stand between their halves.
        let titles = (1..=40)
            .filter(|i| {
                printed.contains(&format!("推进第{i}项")) || printed.contains(&format!("第{i}项重点"))
            })
            .count();
        assert!(words + titles > 40, "{format:?}: {words} bodies, {titles} titles");
        let heads = printed.matches("主要内容").count();
        let pages: usize =
            info.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap().trim().parse().unwrap();
        assert!(heads >= pages.saturating_sub(3) && pages > 3, "{format:?}: {heads} heads on {pages} pages");
    }
}
