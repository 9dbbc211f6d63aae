//! How long documents take: `cargo bench --bench render`; `everything` is all that an office can ask for, on all cores.
#![allow(clippy::unwrap_used)]

#[path = "../tests/table/notice.rs"]
mod notice;

use duban::notice::Notice;
use duban::render::page::Fonts;
use duban::render::table::{By, Format, Options, Style, build, per_unit, write};
use duban::render::template::{
    Book, Draft, Options as BookOptions, calendar::calendar, ledger::ledger, monthly, plan_form::plan_forms,
};
use rayon::prelude::*;

fn main() {
    divan::main();
}

/// A notice of 300 tasks and 60 units.
fn large() -> Notice {
    notice::large(300, 60)
}

const FORMATS: [Format; 6] =
    [Format::Docx, Format::Xlsx, Format::Md, Format::Html, Format::Csv, Format::Json];

/// The sizes of all tables and templates of the large notice: 1,580 files.
#[divan::bench(sample_count = 10)]
fn everything(bencher: divan::Bencher<'_, '_>) {
    let notices = [large()];
    bencher.bench(|| {
        let tables = [By::Task, By::Unit, By::Leader].map(|by| tables(&notices, by));
        tables.iter().sum::<usize>() + orders(&notices) + template(&notices, "all", 1..=12)
    });
}

/// The table by tasks, units or leaders, in every format.
#[divan::bench(sample_count = 10, args = [By::Task, By::Unit, By::Leader])]
fn table(bencher: divan::Bencher<'_, '_>, by: By) {
    let notices = [large()];
    bencher.bench(|| tables(&notices, by));
}

fn tables(notices: &[Notice], by: By) -> usize {
    let table = build(notices, &Options { by, ..Options::default() });
    FORMATS.par_iter().map(|format| write(&table, *format, &Style::default()).unwrap().len()).sum()
}

/// A Word document for each unit, with its tasks (交办单).
#[divan::bench(sample_count = 10)]
fn order_for_each_unit(bencher: divan::Bencher<'_, '_>) {
    let notices = [large()];
    bencher.bench(|| orders(&notices));
}

fn orders(notices: &[Notice]) -> usize {
    let orders = per_unit(notices, &Options::default());
    orders.par_iter().map(|(_, table)| write(table, Format::Docx, &Style::default()).unwrap().len()).sum()
}

/// One template: the monthly forms in Word and Excel of one month, and of the whole year.
#[divan::bench(sample_count = 10, args = ["ledger", "plan", "calendar", "month", "year"])]
fn templates(bencher: divan::Bencher<'_, '_>, kind: &str) {
    let notices = [large()];
    let months = if kind == "month" { 6..=6 } else { 1..=12 };
    bencher.bench(|| template(&notices, kind, months.clone()));
}

fn template(notices: &[Notice], kind: &str, months: std::ops::RangeInclusive<i8>) -> usize {
    let (options, fonts) = (BookOptions::default(), Fonts::default());
    let book = Book::new(notices, &options).unwrap();
    let wanted = |names: &[&str]| kind == "all" || names.contains(&kind);
    let mut drafts: Vec<Draft<'_>> = Vec::new();
    if wanted(&["ledger"]) {
        drafts.push(ledger(&book, Default::default(), &fonts).unwrap().into());
    }
    if wanted(&["month", "year"]) {
        let formats = [monthly::Format::Docx, monthly::Format::Xlsx];
        drafts.extend(monthly::monthly(&book, |m| months.contains(&m.month()), &formats, &fonts).unwrap());
    }
    if wanted(&["plan"]) {
        drafts.extend(plan_forms(&book, &fonts).unwrap());
    }
    if wanted(&["calendar"]) {
        drafts.push(calendar(&book).into());
    }
    drafts.par_iter().map(|draft| draft.make().unwrap().bytes.len()).sum()
}
