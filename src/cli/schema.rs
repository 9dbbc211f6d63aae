//! `duban schema`: the JSON contract.

use super::error::CliError;
use super::ui::Ui;
use super::{Outcome, input};
use crate::render::json;

/// Print the JSON Schema (draft 2020-12) of what extract writes ‖ 输出提取结果的 JSON Schema（2020-12 版）
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

pub(super) fn run(_args: &Args, ui: &Ui) -> Result<Outcome, CliError> {
    input::print(json::schema().as_bytes(), ui)?;
    Ok(Outcome::Done)
}
