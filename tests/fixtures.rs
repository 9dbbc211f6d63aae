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
