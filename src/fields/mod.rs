//! Recognisers: from text to grounded values. Each knows nothing of files, tasks or output.

pub mod context;
pub(crate) mod count;
pub mod deadline;
pub mod header;
mod indicator;
pub mod money;
mod part;
pub mod party;
pub mod quantity;
pub mod reporting;
pub mod responsibility;
pub mod target;
pub(crate) mod trap;
