//! How long extraction takes, step by step, over notices as they are and grown ×10, ×100, ×1000: cost must grow as the
//! text does.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use duban::fields::{deadline, money, party, target};
use duban::lexicon::Lexicon;
use duban::outline::{Content, Outline};
use duban::source::{self, Document, Options};
use duban::text::{Folded, numeral, unwrap};

#[path = "../tests/common/docx.rs"]
#[allow(dead_code)]
mod docx;

fn main() {
    divan::main();
}

const TIMES: [usize; 4] = [1, 10, 100, 1000];
/// A notice with labels in lines, about 3 KB.
const NOTICE: &str = include_str!("../fixtures/livelihood/six-promises.txt");

/// `times` notices in one: the head once, then the tasks again and again.
fn grown(times: usize) -> String {
    NOTICE.repeat(times)
}

fn document(times: usize) -> Document {
    source::read("notice.txt", grown(times).as_bytes(), &Options::default()).expect("a notice")
}

/// Every notice of the fixtures, one after the other: what a batch sees.
#[divan::bench]
fn fixtures(bencher: Bencher) {
    let files = walkdir::WalkDir::new("fixtures").into_iter().filter_map(Result::ok);
    let texts = files.filter(|file| file.path().extension().is_some_and(|e| e == "txt"));
    let texts: Vec<Vec<u8>> = texts.map(|file| std::fs::read(file.path()).expect("a text")).collect();
    let size = texts.iter().map(Vec::len).sum::<usize>();
    let read = |text: &Vec<u8>| duban::extract("notice.txt", text, &Options::default()).is_ok();
    bencher
        .counter(BytesCount::new(size))
        .bench(|| black_box(&texts).iter().filter(|text| read(text)).count());
}

#[divan::bench(args = TIMES)]
fn whole(bencher: Bencher, times: usize) {
    let text = grown(times);
    let read = || duban::extract("notice.txt", black_box(text.as_bytes()), &Options::default());
    bencher.counter(BytesCount::of_str(&text)).bench(read);
}

#[divan::bench(args = TIMES)]
fn whole_of_docx(bencher: Bencher, times: usize) {
    let text = grown(times);
    let word = docx::of_paragraphs(text.lines());
    let read = || duban::extract("notice.docx", black_box(&word), &Options::default());
    bencher.counter(BytesCount::of_str(&text)).bench(read);
}

/// One task whose only paragraph holds more and more numbers that nothing claims.
#[divan::bench(args = TIMES)]
fn one_long_task(bencher: Bencher, times: usize) {
    let past = "去年改造管网12公里，".repeat(10 * times);
    let text = format!(
        "甲县2024年计划\n1.治水。{past}完成任务。\n责任单位：县水利局\n2.修路。\n责任单位：县交通局\n"
    );
    let read = || duban::extract("notice.txt", black_box(text.as_bytes()), &Options::default());
    bencher.counter(BytesCount::of_str(&text)).bench(read);
}

#[divan::bench(args = TIMES)]
fn unwrapping(bencher: Bencher, times: usize) {
    let text = grown(times);
    bencher.counter(BytesCount::of_str(&text)).bench(|| unwrap::paragraphs(black_box(&text)).len());
}

#[divan::bench(args = TIMES)]
fn outline(bencher: Bencher, times: usize) {
    let document = document(times);
    bencher.counter(BytesCount::new(NOTICE.len() * times)).bench(|| {
        let content = Content::new(black_box(&document));
        Outline::new(&content, 0..content.blocks.len(), Lexicon::builtin()).sections.len()
    });
}

#[divan::bench(args = TIMES)]
fn folding(bencher: Bencher, times: usize) {
    let text = grown(times);
    bencher.counter(BytesCount::of_str(&text)).with_inputs(|| text.clone()).bench_values(Folded::new);
}

/// Each recogniser alone, by the paragraph, as extraction uses it.
macro_rules! recognisers {
    ($($name:ident: |$text:ident| $call:expr;)*) => {
        $(#[divan::bench(args = TIMES)]
        fn $name(bencher: Bencher, times: usize) {
            let text = grown(times);
            bencher.counter(BytesCount::of_str(&text)).bench(|| {
                black_box(text.as_str()).lines().map(|$text| $call.len()).sum::<usize>()
            });
        })*
    };
}

recognisers! {
    numerals: |text| numeral::find(text);
    sums_of_money: |text| money::find(text);
    targets: |text| target::find(text, Some(2024));
    deadlines: |text| deadline::find(text, Some(2024));
    units: |text| party::find_units(text);
    leaders: |text| party::find_leaders(text);
}
