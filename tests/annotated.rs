//! Notices that others wrote and annotated without a look at the code: how right is what is extracted from them?
//!
//! Each set of `annotated/` was scored once, when nobody had read it; then rules were made by what was missed. The README
//! says how right the first reading was. The figures may only be raised; for a new figure, new notices are written.
#![allow(clippy::unwrap_used)]

mod common;
use common::score;
use std::path::{Path, PathBuf};

/// The notices of a folder and of those in it, each with its annotation.
fn notices(folder: &Path) -> Vec<(PathBuf, PathBuf)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(notices(&path));
        } else if path.extension().is_some_and(|end| end == "txt" || end == "docx") {
            found.push((path.clone(), path.with_extension("gold.json")));
        }
    }
    found.sort();
    found
}

#[test]
fn what_others_wrote_is_right() {
    let sets = FLOORS.iter().map(|(set, floor)| {
        let found = notices(&Path::new("tests/data/annotated").join(set));
        let figures = score(&found);
        assert!(figures.micro.f1() >= *floor, "{set}: {figures}");
        found
    });
    let all: Vec<_> = sets.flatten().collect();
    assert_eq!(all.len(), notices(Path::new("tests/data/annotated")).len(), "every set has its floor");
    let figures = score(&all);
    assert!(figures.micro.facts() > 100_000, "only {} facts", figures.micro.facts());
    // The newest sets are the hardest: each lowers the whole a little, and none of those before it.
    assert!(figures.micro.f1() >= 0.99, "{figures}");
    assert!(figures.fields.values().all(|field| field.f1() >= 0.95), "{figures}");
}

/// How right each set must stay. Of the ninth, of rare layouts, much is not learned yet, and nothing of the last.
const FLOORS: [(&str, f64); 89] = [
    ("first", 0.999),
    ("second", 0.999),
    ("third", 0.996),
    ("fourth", 0.995),
    ("fifth", 0.997),
    ("sixth", 0.993),
    ("seventh", 0.997),
    ("eighth", 0.99),
    ("ninth", 0.92),
    ("tenth", 0.995),
    ("eleventh", 0.98),
    ("twelfth", 0.99),
    ("thirteenth", 0.99),
    ("fourteenth", 0.985),
    ("fifteenth", 0.99),
    ("sixteenth", 0.96),
    ("seventeenth", 0.99),
    ("eighteenth", 0.995),
    ("nineteenth", 0.995),
    ("twentieth", 0.99),
    ("twenty-first", 0.99),
    ("twenty-second", 0.995),
    ("twenty-third", 0.99),
    ("twenty-fourth", 0.99),
    ("twenty-fifth", 0.99),
    ("twenty-sixth", 0.995),
    ("twenty-seventh", 0.96),
    ("twenty-eighth", 0.995),
    ("twenty-ninth", 0.955),
    ("thirtieth", 0.995),
    ("thirty-first", 0.97),
    ("thirty-second", 0.995),
    ("thirty-third", 0.99),
    ("thirty-fourth", 0.993),
    ("thirty-fifth", 0.99),
    ("thirty-sixth", 0.98),
    ("thirty-seventh", 0.95),
    ("thirty-eighth", 0.94),
    ("thirty-ninth", 0.997),
    ("fortieth", 0.999),
    ("forty-first", 0.999),
    ("forty-second", 0.999),
    ("forty-third", 0.999),
    ("forty-fourth", 0.999),
    ("forty-fifth", 0.999),
    ("forty-sixth", 0.998),
    ("forty-seventh", 0.98),
    ("forty-eighth", 0.998),
    ("forty-ninth", 0.97),
    ("fiftieth", 0.995),
    ("fifty-first", 0.99),
    ("fifty-second", 0.98),
    ("fifty-third", 0.97),
    ("fifty-fourth", 0.93),
    ("fifty-fifth", 0.998),
    ("fifty-sixth", 0.99),
    ("fifty-seventh", 0.994),
    ("fifty-eighth", 0.998),
    ("fifty-ninth", 0.985),
    ("sixtieth", 0.996),
    ("sixty-first", 0.985),
    ("sixty-second", 0.997),
    ("sixty-third", 0.997),
    ("sixty-fourth", 0.99),
    ("sixty-fifth", 0.99),
    ("sixty-sixth", 0.95),
    ("sixty-seventh", 0.997),
    ("sixty-eighth", 0.915),
    ("sixty-ninth", 0.999),
    ("seventieth", 0.99),
    ("seventy-first", 0.965),
    ("seventy-second", 0.915),
    ("seventy-third", 0.998),
    ("seventy-fourth", 0.993),
    ("seventy-fifth", 0.982),
    ("seventy-sixth", 0.992),
    ("seventy-seventh", 0.96),
    ("seventy-eighth", 0.994),
    ("seventy-ninth", 0.97),
    ("eightieth", 0.994),
    ("eighty-first", 0.998),
    ("eighty-second", 0.98),
    ("eighty-third", 0.98),
    ("eighty-fourth", 0.96),
    ("eighty-fifth", 0.994),
    ("eighty-sixth", 0.977),
    ("eighty-seventh", 0.996),
    ("eighty-eighth", 0.989),
    ("eighty-ninth", 0.988),
];

#[test]
fn every_value_keeps_to_the_schema_and_stands_where_its_span_says() {
    for (path, _) in notices(Path::new("tests/data/annotated")) {
        let notice = common::extract(&path);
        let sound = common::is_grounded(&notice).and_then(|()| common::keeps_to_schema(&notice));
        assert!(sound.is_ok(), "{}: {}", path.display(), sound.unwrap_err());
    }
}
