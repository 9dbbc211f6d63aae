//! `duban text`: what was read, and where it stood.

use super::error::CliError;
use super::reading::Reading;
use super::ui::Ui;
use super::{Outcome, input};
use crate::diagnostic::Severity;
use crate::notice::ContentBlock;
use crate::source::Origin;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Show the text as it was read, decoded and unwrapped, with where each block came from ‖ 显示读到的文本（已解码、已接续断行）及每段的出处
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The notice; `-` reads standard input ‖ 公文文件；`-` 表示标准输入
    file: PathBuf,
    /// Only the text that spans point into, exactly ‖ 只输出正文，与 span 所指完全一致
    #[arg(long)]
    plain: bool,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(args: &Args, ui: &Ui) -> Result<Outcome, CliError> {
    let notice = input::extract(&args.file, &args.reading.options(), ui)?;
    for remark in notice.diagnostics.iter().filter(|d| d.severity >= Severity::Warning) {
        ui.warning(&remark.message);
    }
    let content = &notice.content;
    if args.plain {
        input::print(content.text.as_bytes(), ui)?;
        return Ok(Outcome::Done);
    }
    let mut out = String::new();
    for block in &content.blocks {
        let text = block.span.slice(&content.text).unwrap_or_default();
        for (at, line) in text.lines().enumerate() {
            let place = if at == 0 { place(block) } else { String::new() };
            let _ = writeln!(out, "{place:<16} │ {line}");
        }
    }
    input::print(out.as_bytes(), ui)?;
    Ok(Outcome::Done)
}

/// Where a block came from: `L3-4` lines, `P7` paragraph, `T1 R2 C3` cell of a table.
fn place(block: &ContentBlock) -> String {
    match block.origin {
        Origin::Lines { line, end_line } if line == end_line => format!("L{line}"),
        Origin::Lines { line, end_line } => format!("L{line}-{end_line}"),
        Origin::Paragraph { paragraph } => format!("P{paragraph}"),
        Origin::Cell { table, row, column, row_span, column_span } => {
            let span =
                if row_span * column_span > 1 { format!(" {row_span}x{column_span}") } else { String::new() };
            format!("T{table} R{row} C{column}{span}")
        }
    }
}
