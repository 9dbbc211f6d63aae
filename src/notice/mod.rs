//! The notice model, and its assembly from outline and fields.

mod align;
mod assemble;
mod assigned;
mod below;
mod choose;
mod columns;
mod columnwise;
mod declared;
mod defined;
mod diagnose;
mod draft;
mod everywhere;
mod flat;
mod glued;
mod head;
mod issuer;
mod kind;
mod labels;
mod measure;
mod merged;
mod model;
mod names;
mod numbers;
mod parts;
mod purpose;
mod restated;
mod roles;
mod rows;
mod setting;
mod sums;
mod tabled;
mod task;
mod triples;
mod unnumbered;

pub use assemble::extract;
pub use model::*;
