//! Markdown with GFM tables.

use super::{
    Table,
    grid::{Grid, chapters, foot_lines, head_lines, is_number},
};

pub(super) fn write(table: &Table) -> String {
    let mut md = format!("# {}\n", escape(&table.title));
    for line in head_lines(table) {
        md.push_str(&format!("\n{}\n", escape(&line)));
    }
    for chapter in chapters(table) {
        if let Some(heading) = &chapter.heading {
            md.push_str(&format!("\n## {}\n", escape(heading)));
        }
        for grid in &chapter.grids {
            if let Some(heading) = &grid.heading {
                md.push_str(&format!("\n### {}\n", escape(heading)));
            }
            push_grid(&mut md, grid);
        }
    }
    for line in foot_lines(table) {
        md.push_str(&format!("\n{}\n", escape(&line)));
    }
    md
}

fn push_grid(md: &mut String, grid: &Grid) {
    md.push('\n');
    let mut line = |cells: Vec<String>| {
        md.push_str("| ");
        md.push_str(&cells.join(" | "));
        md.push_str(" |\n");
    };
    let is_numeric = |i: usize| grid.rows.iter().any(|row| row.get(i).is_some_and(is_number));
    line(grid.columns.iter().map(|column| escape(column.heading)).collect());
    line((0..grid.columns.len()).map(|i| if is_numeric(i) { "--:" } else { "---" }.to_owned()).collect());
    for row in grid.rows.iter().cloned().chain(grid.sum_row()) {
        line(row.iter().map(|cell| escape(&cell.to_string())).collect());
    }
}

/// `text` with the marks of Markdown escaped; a line break in a cell is `<br>`.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '~' | '#' => escaped.extend(['\\', c]),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '\n' => escaped.push_str("<br>"),
            '\t' => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}
