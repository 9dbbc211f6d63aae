//! Every notice of ours: what is extracted from it is shown, grounded, valid and right.

mod common;
use common::{Tested, fixtures};

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
