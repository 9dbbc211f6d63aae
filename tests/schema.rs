//! The published schema is the one that the types give, and what is written keeps to it.

use duban::render::json;
use serde_json::{Value, json};

mod common;
use common::Tested;

/// A notice in which every member of the contract has a value.
const COMPLETE: &str = include_str!("data/complete.json");

fn schema() -> Result<Value, serde_json::Error> {
    serde_json::from_str(&json::schema())
}

#[test]
fn the_committed_schema_is_the_one_of_the_types() -> Tested {
    let committed = std::fs::read_to_string("schemas/notice.schema.json")?;
    assert_eq!(
        committed,
        json::schema(),
        "the contract changed: look at SCHEMA_VERSION, then `duban schema > schemas/notice.schema.json`"
    );
    Ok(())
}

#[test]
fn the_schema_is_valid_json_schema() -> Tested {
    let schema = schema()?;
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    jsonschema::draft202012::meta::validate(&schema).map_err(|e| e.to_string())?;
    Ok(())
}

#[test]
fn numbers_of_the_contract_are_numbers() -> Tested {
    let schema = schema()?;
    for member in ["Investment/properties/yuan", "Investment/properties/min", "Target/properties/value"] {
        let types = schema.pointer(&format!("/$defs/{member}/type"));
        assert_eq!(types, Some(&json!(["number", "null"])), "{member}");
    }
    Ok(())
}

#[test]
fn every_member_is_described() -> Tested {
    let schema = schema()?;
    let mut described = 0;
    for (name, definition) in schema["$defs"].as_object().into_iter().flatten() {
        for (member, of) in definition["properties"].as_object().into_iter().flatten() {
            assert!(of["description"].is_string(), "{name}.{member} has no description");
            described += 1;
        }
    }
    assert!(described > 80, "only {described} members");
    Ok(())
}

#[test]
fn a_complete_notice_keeps_to_the_schema_and_survives_the_round_trip() -> Tested {
    let notice: duban::notice::Notice = serde_json::from_str(COMPLETE)?;
    let written = json::pretty(&notice);
    assert_eq!(written, COMPLETE, "members, their order and their numbers stay as they are");
    let value: Value = serde_json::from_str(&written)?;
    common::keeps_to_schema(&value)?;
    assert_eq!(serde_json::from_str::<duban::notice::Notice>(&json::line(&notice))?, notice);
    Ok(())
}

#[test]
fn what_breaks_the_contract_is_refused() -> Tested {
    let complete: Value = serde_json::from_str(COMPLETE)?;
    for (pointer, wrong) in [
        ("/tasks/0/investments/0/yuan", json!("205000000")),
        ("/tasks/0/targets/0/comparator", json!("more")),
        ("/tasks/0/title/span", json!({ "start": -1, "end": 3 })),
        ("/document_kind", json!("letter")),
    ] {
        let mut broken = complete.clone();
        *broken.pointer_mut(pointer).ok_or(pointer)? = wrong;
        assert!(common::keeps_to_schema(&broken).is_err(), "{pointer}");
    }
    Ok(())
}
