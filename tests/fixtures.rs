//! Every notice of ours: what is extracted from it is shown, grounded, valid and right.
//!
//! After a change of extraction, `INSTA_UPDATE=always cargo test --test fixtures` writes the snapshots; review their
//! difference.

mod common;
use common::{Tested, fixtures};
use duban::eval::{Scored, Verdict};
use std::fmt::Write as _;

/// Compares with `tests/snapshots/NAME.snap`.
fn snapshot(name: &str, content: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, content));
}

#[test]
fn extraction_is_as_reviewed() {
    for fixture in fixtures() {
        let notice = common::extract(&fixture.path);
        snapshot(&fixture.name.replace('/', "-"), &common::rendering::of(&notice));
    }
}

/// What is missed (-) or made up (+) stands in one snapshot, `known-misses`, for all to see.
#[test]
fn extraction_is_what_a_careful_reader_finds() -> Tested {
    let mut misses = String::new();
    for fixture in fixtures() {
        let gold = serde_json::from_slice(&std::fs::read(&fixture.gold)?)?;
        let scored = Scored::new(&fixture.name, &common::extract(&fixture.path), &gold);
        for finding in scored.findings.iter().filter(|finding| finding.verdict != Verdict::Right) {
            let sign = if finding.verdict == Verdict::Missed { '-' } else { '+' };
            let (field, task) = (finding.fact.field.name(), finding.task.as_deref().unwrap_or("notice"));
            writeln!(misses, "{} {sign} {field} {} [{task}]", fixture.name, finding.fact)?;
        }
    }
    snapshot("known-misses", &misses);
    Ok(())
}

#[test]
fn extraction_keeps_to_the_schema() -> Tested {
    for fixture in fixtures() {
        common::keeps_to_schema(&common::extract(&fixture.path))
            .map_err(|e| format!("{}: {e}", fixture.name))?;
    }
    Ok(())
}

#[test]
fn every_value_stands_where_its_span_says() -> Tested {
    for fixture in fixtures() {
        common::is_grounded(&common::extract(&fixture.path)).map_err(|e| format!("{}: {e}", fixture.name))?;
    }
    Ok(())
}

/// `encodings/NAME.ENCODING.txt` is `NAME.txt` of another folder in another encoding.
#[test]
fn a_notice_in_another_encoding_says_what_its_twin_says() -> Tested {
    let all = fixtures();
    let mut compared = 0;
    for entry in std::fs::read_dir("fixtures/encodings")? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let (twin, _) = name.split_once('.').ok_or("no encoding in its name")?;
        let twin = all.iter().find(|f| f.name.ends_with(&format!("/{twin}"))).ok_or("no twin")?;
        let notices = [&path, &twin.path].map(|path| common::without_storage(common::extract(path)));
        assert_eq!(notices[0], notices[1], "{name}");
        compared += 1;
    }
    assert!(compared >= 4, "only {compared} compared");
    Ok(())
}
