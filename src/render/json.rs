//! Notices as JSON, and the schema of it. Numbers are exact decimals, members stand in the order of the contract.

use crate::notice::{Notice, SCHEMA_VERSION};
use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use serde_json::json;

/// Why writing cannot fail: there is no map with keys other than strings, the one thing that serde_json refuses.
const PLAIN: &str = "a notice is plain data";

/// An indented object, with a line break at its end.
pub fn pretty(notice: &Notice) -> String {
    serde_json::to_string_pretty(notice).expect(PLAIN) + "\n"
}

/// An object on one line, with a line break at its end.
pub fn line(notice: &Notice) -> String {
    serde_json::to_string(notice).expect(PLAIN) + "\n"
}

/// The JSON Schema (draft 2020-12) that [`pretty`] and [`line()`] keep to, indented, with a line break at its end.
pub fn schema() -> String {
    let mut schema =
        SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Notice>();
    RecursiveTransform(|schema: &mut schemars::Schema| {
        // `double` and `uint32` are formats of machines; numbers of the contract are exact decimals.
        if schema.get("format").is_some_and(|format| format != "date") {
            schema.remove("format");
        }
    })
    .transform(&mut schema);
    schema.insert("$id".to_owned(), json!(format!("urn:duban:notice:{SCHEMA_VERSION}")));
    serde_json::to_string_pretty(&schema).expect(PLAIN) + "\n"
}
