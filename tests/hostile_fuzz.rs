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

fn run(target: &str, notices: bool, cases: u32, check: fn(&[u8])) -> Tested {
    let seeds = seeds(target, notices);
    seeds.iter().for_each(|seed| check(seed));
    let config = Config { failure_persistence: None, ..Config::with_cases(cases) };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    runner.run(&changed(seeds), |bytes| {
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
