//! Texts whose cost grows faster than their length: words of notices, alone or in pairs, repeated at places where rules look.
//!
//! `cargo bench --bench growth` tries each word at each place, `cargo bench --bench growth -- pairs` each pair in a task.
//! What it prints is to be mended, and belongs in `tests/common/hostile.rs`.

use duban::source::{self, Options};
use duban::{lexicon::Lexicon, notice};
use std::time::{Duration, Instant};

/// The shorter text, in bytes.
const SHORT: usize = 6_000;
/// How many times as long the longer one is.
const LONGER: usize = 4;
/// How many times as long it may take.
const MOST: u32 = 8;
/// What takes less is not looked at.
const LEAST: Duration = Duration::from_millis(10);

fn main() {
    let words: Vec<String> = include_str!("growth.txt")
        .lines()
        .map(|word| word.replace("\\n", "\n").replace("\\t", "\t"))
        .collect();
    if std::env::args().any(|arg| arg == "pairs") {
        let pairs = words.iter().flat_map(|first| words.iter().map(move |second| format!("{first}{second}")));
        pairs.for_each(|pair| report(PLACES[1], &pair));
    } else {
        PLACES.iter().for_each(|place| words.iter().for_each(|word| report(*place, word)));
    }
}

/// What stands in front of a repeated word, and behind it.
type Place = (&'static str, &'static str);

const PLACES: [Place; 11] = [
    ("", ""),
    ("关于印发任务的通知\n一、修路。", "。\n责任单位：县交通局\n二、建校3所。\n责任单位：县教育局\n"),
    ("关于印发任务的通知\n一、修路。\n责任单位：", "\n二、建校3所。\n责任单位：县教育局\n"),
    ("关于印发任务的通知\n一、修路。（责任单位：", "）\n二、建校3所。\n责任单位：县教育局\n"),
    ("关于印发任务的通知\n一、修路。（由县交通局牵头，", "配合）\n二、建校3所。由县教育局负责。\n"),
    ("关于印发任务的通知\n一、修路。\n责任单位：县交通局\n请各单位每月5日前将进展报", "。\n"),
    ("关于", "的通知\n各县：\n一、修路。\n责任单位：县交通局\n"),
    ("关于印发任务的通知\n", "：\n一、修路。\n责任单位：县交通局\n"),
    ("任务\t责任单位\t时限\n修路\t", "\t6月底前\n建校\t县教育局\t8月底前\n"),
    ("任务\t责任单位\t时限\n修路", "\t县交通局\t6月底前\n建校\t县教育局\t8月底前\n"),
    ("关于印发任务的通知\n一、修路。\n责任单位：县交通局\n", "\n甲县人民政府\n2024年3月4日\n"),
];

/// Prints a text that takes longer than it should.
fn report((before, behind): Place, word: &str) {
    let took = |bytes: usize| {
        let text = format!("{before}{}{behind}", word.repeat(bytes / word.len() + 1));
        (0..2).map(|_| cost(&text)).min().unwrap_or_default()
    };
    let long = took(SHORT * LONGER);
    if long > LEAST {
        let short = took(SHORT);
        if long > short * MOST {
            println!(
                "{:.1} times, {long:.0?}\t{before:?}\t{word:?}",
                long.as_secs_f64() / short.as_secs_f64()
            );
        }
    }
}

fn cost(text: &str) -> Duration {
    let start = Instant::now();
    if let Ok(document) = source::read("notice.txt", text.as_bytes(), &Options::default()) {
        std::hint::black_box(notice::extract(document, Lexicon::builtin()));
    }
    start.elapsed()
}
