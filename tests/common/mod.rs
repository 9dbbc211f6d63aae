//! What several tests use.
#![allow(dead_code)] // each test binary uses its own part

use serde_json::Value;
use std::error::Error;

/// What a test gives back, so that it can use `?`.
pub(crate) type Tested = Result<(), Box<dyn Error>>;

/// Checks a notice's JSON against the schema; says all that is wrong with it.
pub(crate) fn keeps_to_schema(notice: &Value) -> Tested {
    let schema = serde_json::from_str(&duban::render::json::schema())?;
    let validator = jsonschema::draft202012::options().should_validate_formats(true).build(&schema)?;
    let wrong: Vec<String> =
        validator.iter_errors(notice).map(|e| format!("{}: {e}", e.instance_path())).collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}
