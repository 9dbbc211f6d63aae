//! Tables of Word documents, as offices lay them out.

#[path = "../common/mod.rs"]
mod common;
mod figures;
mod forms;
mod headings;

use common::docx::{of_body, p, wide};
use duban::notice::Notice;

fn extract(body: &str) -> Notice {
    duban::extract("通知.docx", &of_body(body), &Default::default()).expect("a notice")
}

fn row(cells: &[String]) -> String {
    format!("<w:tr>{}</w:tr>", cells.concat())
}

fn plain<const N: usize>(cells: [&str; N]) -> String {
    row(&cells.map(|text| wide(1, "", text)))
}

fn of_rows(rows: &[String]) -> String {
    format!("<w:tbl><w:tblPr/>{}</w:tbl>", rows.concat())
}

/// A cell that begins a run of merged ones, or goes on with it.
fn merged(text: &str) -> String {
    let value = if text.is_empty() { "" } else { r#" w:val="restart""# };
    format!("<w:tcPr><w:vMerge{value}/></w:tcPr>{}", p(text))
}

/// A cell that begins a run of merged ones (`Some`), or goes on with it (`None`).
fn down(text: Option<&str>) -> String {
    format!("<w:tc>{}</w:tc>", merged(text.unwrap_or_default()))
}
