//! What the fuzz targets check, for a while, on the same bytes each time: their seeds, and changes of them.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::path::Path;

#[path = "../fuzz/checks.rs"]
mod checks;

mod common;
use common::Tested;

/// The seeds of a target; notices too, where it reads any.
fn seeds(target: &str, notices: bool) -> Vec<Vec<u8>> {
    let folders = [format!("fuzz/seeds/{target}"), "fixtures".to_owned()];
    let files = folders.iter().take(1 + usize::from(notices)).flat_map(walkdir::WalkDir::new);
    let files =
        files.filter_map(Result::ok).filter(|file| file.path().extension().is_none_or(|e| e != "json"));
    let seeds: Vec<Vec<u8>> = files.filter_map(|file| std::fs::read(file.path()).ok()).collect();
    assert!(!seeds.is_empty(), "{target} has no seeds");
    seeds
}

/// A seed with some of its bytes changed, left out, or replaced by a piece of another.
fn changed(seeds: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    let edit = (any::<prop::sample::Index>(), 0..12_usize, any::<prop::sample::Index>(), any::<Vec<u8>>());
    let seed = prop::sample::select(seeds.clone());
    (seed, prop::sample::select(seeds), prop::collection::vec(edit, 0..8)).prop_map(
        |(mut bytes, other, edits)| {
            for (at, len, from, new) in edits {
                let at = at.index(bytes.len() + 1);
                let end = bytes.len().min(at + len);
                let from = from.index(other.len() + 1);
                let piece = if new.len() < 20 { &new[..] } else { &other[from..other.len().min(from + 60)] };
                bytes.splice(at..end, piece.iter().copied());
            }
            bytes
        },
    )
}

/// Words and gaps that rules go by.
const WORDS: [&str; 24] = [
    "\t",
    "  ",
    "1.",
    "3 ",
    "（一）",
    "第1项",
    "任务3：",
    "一、",
    "其中",
    "以上两项由",
    "责任单位：",
    "牵头领导：",
    "序号",
    "合计",
    "附件：",
    "每月5日前",
    "报县政府办公室",
    "12月底前",
    "5亿元",
    "（万元）",
    "“",
    "）",
    "——",
    "|",
];

/// A notice some of whose lines are set in, left out, parted, joined, exchanged, or taken from another: changed bytes seldom
/// come to that.
fn rearranged(seeds: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    let lines = |seed: &Vec<u8>| -> Option<Vec<String>> {
        let lines: Vec<String> = std::str::from_utf8(seed).ok()?.lines().map(str::to_owned).collect();
        (!lines.is_empty()).then_some(lines)
    };
    let texts: Vec<Vec<String>> = seeds.iter().filter_map(lines).collect();
    let index = any::<prop::sample::Index>;
    let edit = (0..7_u8, index(), index(), prop::sample::select(WORDS.to_vec()));
    let notice = prop::sample::select(texts.clone());
    (notice, prop::sample::select(texts), prop::collection::vec(edit, 1..8)).prop_map(
        |(mut lines, other, edits)| {
            for (kind, line, place, word) in edits {
                let at = line.index(lines.len());
                let places: Vec<usize> =
                    lines[at].char_indices().map(|(at, _)| at).chain([lines[at].len()]).collect();
                let within = places[place.index(places.len())];
                match kind {
                    0 => lines[at].insert_str(within, word),
                    1 => lines[at].insert_str(0, word),
                    2 => lines[at].clear(),
                    3 => {
                        let count = lines.len();
                        lines.swap(at, place.index(count));
                    }
                    4 => lines[at].clone_from(&other[place.index(other.len())]),
                    5 => {
                        let rest = lines[at].split_off(within);
                        lines.insert(at + 1, rest);
                    }
                    _ if at + 1 < lines.len() => {
                        let next = lines.remove(at + 1);
                        lines[at].push_str(&next);
                    }
                    _ => {}
                }
            }
            lines.join("\n").into_bytes()
        },
    )
}

fn run(target: &str, notices: bool, cases: u32, check: fn(&[u8])) -> Tested {
    let seeds = seeds(target, notices);
    seeds.iter().for_each(|seed| check(seed));
    tried(changed(seeds), cases, check)
}

/// Tries so many inputs of a kind, the same each time.
fn tried(inputs: impl Strategy<Value = Vec<u8>>, cases: u32, check: fn(&[u8])) -> Tested {
    let config = Config { failure_persistence: None, ..Config::with_cases(cases) };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    runner.run(&inputs, |bytes| {
        check(&bytes);
        Ok(())
    })?;
    Ok(())
}

#[test]
fn decode() -> Tested {
    run("decode", true, 300, checks::decode)
}

#[test]
fn docx() -> Tested {
    run("docx", false, 300, checks::docx)
}

#[test]
fn numeral() -> Tested {
    run("numeral", false, 1000, checks::numeral)
}

#[test]
fn extract() -> Tested {
    run("extract", true, 200, checks::extract)
}

#[test]
fn extract_of_rearranged_lines() -> Tested {
    tried(rearranged(seeds("extract", true)), 600, checks::extract)
}

/// What fuzzing once found, and must not find again: `fuzz/found/TARGET/WHAT`.
#[test]
fn findings_stay_fixed() -> Tested {
    for (target, check) in [
        ("decode", checks::decode as fn(&[u8])),
        ("docx", checks::docx),
        ("numeral", checks::numeral),
        ("extract", checks::extract),
    ] {
        let folder = Path::new("fuzz/found").join(target);
        for file in walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok) {
            if file.file_type().is_file() {
                eprintln!("{}", file.path().display());
                check(&std::fs::read(file.path())?);
            }
        }
    }
    Ok(())
}
