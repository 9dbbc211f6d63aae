//! How long documents take: `cargo bench --bench render`.
#![allow(clippy::unwrap_used)]

#[path = "../tests/table/notice.rs"]
mod notice;

use duban::render::page::Fonts;
use duban::render::table::{By, Format, Options, Style, build, per_unit, write};
use duban::render::template::{
    Book, Options as BookOptions, calendar::calendar, ledger::ledger, monthly, plan_form::plan_forms,
};

fn main() {
    divan::main();
}

/// A notice of 300 tasks and 60 units.
fn large() -> duban::notice::Notice {
    notice::large(300, 60)
}

#[divan::bench(sample_count = 10)]
fn table_in_all_formats(bencher: divan::Bencher<'_, '_>) {
    let notices = [large()];
    bencher.bench(|| {
        let table = build(&notices, &Options::default());
        let all = [Format::Docx, Format::Xlsx, Format::Md, Format::Html, Format::Csv, Format::Json];
        all.map(|format| write(&table, format, &Style::default()).unwrap().len())
    });
}

#[divan::bench(sample_count = 10, args = [Format::Docx, Format::Xlsx, Format::Html])]
fn by_unit(bencher: divan::Bencher<'_, '_>, format: Format) {
    let notices = [large()];
    let options = Options { by: By::Unit, ..Options::default() };
    bencher.bench(|| write(&build(&notices, &options), format, &Style::default()).unwrap().len());
}

#[divan::bench(sample_count = 10)]
fn a_word_document_for_each_unit(bencher: divan::Bencher<'_, '_>) {
    let notices = [large()];
    bencher.bench(|| {
        let tables = per_unit(&notices, &Options::default());
        tables
            .iter()
            .map(|(_, table)| write(table, Format::Docx, &Style::default()).unwrap().len())
            .sum::<usize>()
    });
}

/// One template of the large notice: how many bytes its files have.
#[divan::bench(sample_count = 10, args = ["ledger", "monthly", "plan", "calendar", "all"])]
fn template(bencher: divan::Bencher<'_, '_>, kind: &str) {
    let (notices, options, fonts) = ([large()], BookOptions::default(), Fonts::default());
    bencher.bench(|| {
        let book = Book::new(&notices, &options).unwrap();
        let wanted = |name| kind == name || kind == "all";
        let mut files = Vec::new();
        if wanted("ledger") {
            files.push(ledger(&book, Default::default(), &fonts).unwrap());
        }
        if wanted("monthly") {
            // What goes out each month: a form in Word and Excel for every unit.
            let formats = [monthly::Format::Docx, monthly::Format::Xlsx];
            files.extend(monthly::monthly(&book, |month| month.month() == 6, &formats, &fonts).unwrap());
        }
        if wanted("plan") {
            files.extend(plan_forms(&book, &fonts).unwrap());
        }
        if wanted("calendar") {
            files.push(calendar(&book));
        }
        files.iter().map(|file| file.bytes.len()).sum::<usize>()
    });
}
