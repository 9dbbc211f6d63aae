//! Microsoft's public test cases for Chinese numbers and percentages (Recognizers-Text, MIT) against [`numeral::find`].
//!
//! The cases are not part of this project: they are looked for where `DUBAN_SHARED` says, else in `../shared`.
//!
//! How results map:
//! - Places are compared in code points (no case leaves the basic plane), texts after folding.
//! - A trailing 余, 多, 几 is part of our numeral (it makes it a lower bound) and not of theirs.
//! - Values are decimals on our side, and on theirs doubles printed with 15 digits; what they cannot print is not compared.
//! - 百分之五 is a fraction to us; their number model finds only the 五 in it, and their percentage model 5%.
//! - A percentage is a fraction of 百, 千, 万 …, or a numeral before % or 个百分点.
//!
//! What does not apply is left out by the rules of [`left_out`], each for its reason.

use duban::text::{
    fold::fold,
    numeral::{self, Numeral},
};
use rust_decimal::{Decimal, RoundingStrategy};
use serde::Deserialize;
use std::{collections::BTreeMap, env, fs, path::PathBuf};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Case {
    input: String,
    results: Vec<Expected>,
    #[serde(default)]
    ignore_resolution: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Expected {
    text: String,
    start: usize,
    resolution: Option<Resolution>,
}

#[derive(Deserialize)]
struct Resolution {
    value: String,
}

#[derive(Debug, PartialEq)]
struct Found {
    start: usize,
    text: String,
    value: Decimal,
}

/// Which of their recognisers the cases are for.
#[derive(Clone, Copy, PartialEq)]
enum Model {
    Number,
    Percent,
}

/// Why a case does not apply to official documents; a rule looks at the case alone, never at what we make of it.
fn left_out(case: &Case, model: Model) -> Option<&'static str> {
    let input: Vec<char> = fold(&case.input).chars().collect();
    let pair = |first: fn(char) -> bool, second: fn(char) -> bool| {
        input.iter().enumerate().any(|(i, &c)| {
            first(c) && input[i + 1..].iter().find(|&&next| next != ' ').is_some_and(|&next| second(next))
        })
    };
    let digit = |c: char| c.is_ascii_digit();
    let covered =
        |at: usize| case.results.iter().any(|r| (r.start..r.start + r.text.chars().count()).contains(&at));
    let word = |at: usize| {
        let glued = |near: Option<&char>| near.is_some_and(|c| ('一'..='鿿').contains(c));
        "一二三四五六七八九十两".contains(input[at])
            && !covered(at)
            && (glued(input.get(at + 1)) || at > 0 && glued(input.get(at - 1)))
    };
    let dozen = |c: char| "一二三四五六七八九十壹两".contains(c);
    if case.input.contains("://") {
        Some("addresses of web pages are not prose")
    } else if pair(digit, |c| "^eEkKmM".contains(c)) {
        Some(
            "powers, exponents and k/M are a calculator's notation; official documents write 万 and 亿 (GB/T 15835-2011)",
        )
    } else if pair(digit, |c| c == '/') {
        Some("figures around a slash are alternatives, dates or numbers of documents there, never fractions")
    } else if case.input.contains('又') {
        Some("mixed fractions (三又二分之一) are not written there; decimals are")
    } else if case.input.matches(['负', '負']).count() > 1 {
        Some("a fraction with two signs is arithmetic")
    } else if format!(" {}", fold(&case.input))
        .replace('-', " ")
        .split(" .")
        .skip(1)
        .any(|rest| rest.starts_with(digit))
    {
        Some("a decimal without its leading zero is an error (GB/T 15835-2011)")
    } else if pair(dozen, |c| c == '打') {
        Some("打 (dozen) is no unit of measure in official use (GB 3100)")
    } else if input.iter().any(|&c| matches!(c, '折' | '成')) {
        Some(
            "折 (discount) and 成 (tenths) are words of trade and press; official documents write % and 百分之",
        )
    } else if model == Model::Number && (0..input.len()).any(word) {
        Some(
            "whether a digit in a word (一切, 四川, 一美元) counts is told by the unit behind it, which numerals know nothing of",
        )
    } else {
        None
    }
}

/// Whether the fraction `text` is a percentage: 百分之五, but not 五百分之二.
fn of_hundreds(text: &str) -> bool {
    text.starts_with(['百', '佰', '千', '仟', '万']) && text.contains('之')
}

fn numbers(input: &str) -> Vec<Found> {
    let folded = fold(input);
    let place = |(n, span): (Numeral, duban::text::Span)| {
        let text = span.slice(&folded).unwrap_or_default();
        let (skipped, text, value) = match text.split_once('之') {
            Some((head, numerator)) if of_hundreds(text) => {
                (head.chars().count() + 1, numerator.trim_start(), n.value)
            }
            _ => (0, text, n.ratio()),
        };
        Found {
            start: span.start + skipped,
            text: text.trim_end_matches(['余', '多', '几']).to_owned(),
            value,
        }
    };
    numeral::find(input).into_iter().map(place).collect()
}

fn percentages(input: &str) -> Vec<Found> {
    let folded = fold(input);
    let place = |(n, span): (Numeral, duban::text::Span)| {
        let text = span.slice(&folded)?;
        if of_hundreds(text) {
            return Some(Found {
                start: span.start,
                text: text.to_owned(),
                value: n.ratio() * Decimal::ONE_HUNDRED,
            });
        }
        let behind: String = folded.chars().skip(span.end).collect();
        let unit = ["%", "个百分点"].into_iter().find_map(|unit| spaced_prefix(&behind, unit))?;
        n.denominator.is_none().then(|| Found {
            start: span.start,
            text: format!("{text}{unit}"),
            value: n.value,
        })
    };
    numeral::find(input).into_iter().filter_map(place).collect()
}

/// What of `text` is `prefix` at its beginning, with spaces anywhere in it.
fn spaced_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let rest = prefix.chars().try_fold(text, |rest, c| rest.trim_start_matches(' ').strip_prefix(c))?;
    Some(&text[..text.len() - rest.len()])
}

fn agrees(found: &[Found], case: &Case) -> bool {
    found.len() == case.results.len()
        && found.iter().zip(&case.results).all(|(found, expected)| {
            let value = expected.resolution.as_ref().map(|r| r.value.trim_end_matches('%'));
            let value = value.and_then(|v| v.parse().ok().or_else(|| Decimal::from_scientific(v).ok()));
            let same = value.is_some_and(|v| digits15(v) == digits15(found.value));
            found.start == expected.start
                && found.text == fold(&expected.text)
                && (same || case.ignore_resolution)
        })
}

/// As a double would be printed.
fn digits15(value: Decimal) -> Option<Decimal> {
    value.round_sf_with_strategy(15, RoundingStrategy::MidpointAwayFromZero).map(|v| v.normalize())
}

/// Runs the cases of one model; gives how many apply, and how many of these agree.
fn run(model: Model) -> Option<(usize, usize)> {
    let (file, recognise): (_, fn(&str) -> Vec<Found>) = match model {
        Model::Number => ("NumberModel.json", numbers),
        Model::Percent => ("PercentModel.json", percentages),
    };
    let shared = env::var_os("DUBAN_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let path = shared.join("conformance").join(file);
    let Ok(json) = fs::read_to_string(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return None;
    };
    let cases: Vec<Case> =
        serde_json::from_str(json.trim_start_matches('\u{feff}')).expect("the file of cases is JSON");
    let (mut applied, mut agreed, mut reasons) = (0, 0, BTreeMap::new());
    for case in &cases {
        if let Some(reason) = left_out(case, model) {
            *reasons.entry(reason).or_insert(0) += 1;
            continue;
        }
        applied += 1;
        let found = recognise(&case.input);
        if agrees(&found, case) {
            agreed += 1;
        } else {
            let texts: Vec<&str> = case.results.iter().map(|r| r.text.as_str()).collect();
            println!("  differs: {} expected {texts:?}, found {found:?}", case.input);
        }
    }
    println!(
        "{file}: {agreed} of {applied} cases that apply, {:.1}%",
        100.0 * agreed as f64 / applied as f64
    );
    for (reason, count) in reasons {
        println!("  {count} left out: {reason}");
    }
    Some((applied, agreed))
}

#[track_caller]
fn at_least_95_percent(result: Option<(usize, usize)>) {
    if let Some((applied, agreed)) = result {
        assert!(agreed * 100 >= applied * 95, "only {agreed} of {applied} cases agree");
    }
}

#[test]
fn numbers_agree_with_the_public_cases() {
    at_least_95_percent(run(Model::Number));
}

#[test]
fn percentages_agree_with_the_public_cases() {
    at_least_95_percent(run(Model::Percent));
}
