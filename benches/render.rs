//! How long documents take: `cargo bench --bench render`.
#![allow(clippy::unwrap_used)]

#[path = "../tests/table/notice.rs"]
mod notice;

use duban::render::table::{By, Format, Options, Style, build, per_unit, write};

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
