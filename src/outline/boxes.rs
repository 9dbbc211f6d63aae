//! Tables that a text file draws with box signs (┌─┬─┐): cells put together from the lines that they take.

/// A cell of a drawn table: its place on the grid, from 0, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Drawn {
    pub(super) row: usize,
    pub(super) rows: usize,
    pub(super) column: usize,
    pub(super) text: String,
    /// Whether its last line was ended by its writer.
    ended: bool,
}

/// Spaces that a wrapped line does not leave.
const ROOM: usize = 5;

/// Whether a line is part of a drawn table.
pub(super) fn is_drawn(line: &str) -> bool {
    line.trim_start().starts_with(['┌', '│', '├', '└', '┃', '┏', '┣', '┗', '╔', '║', '╠', '╚'])
}

fn is_bar(c: char) -> bool {
    matches!(
        c,
        '│' | '┃'
            | '║'
            | '├'
            | '┤'
            | '┼'
            | '┣'
            | '┫'
            | '╋'
            | '╠'
            | '╣'
            | '╬'
            | '┌'
            | '┐'
            | '┬'
            | '└'
            | '┘'
            | '┴'
            | '┏'
            | '┓'
            | '┳'
            | '┗'
            | '┛'
            | '┻'
            | '╔'
            | '╗'
            | '╦'
            | '╚'
            | '╝'
            | '╩'
    )
}

/// Whether a line of a cell begins an item of its own.
fn begins_item(part: &str) -> bool {
    part.trim_start().starts_with(['△', '▲', '●', '■', '◆', '○'])
}

fn is_rule(part: &str) -> bool {
    let part = part.trim();
    !part.is_empty() && part.chars().all(|c| matches!(c, '─' | '━' | '═' | '-'))
}

/// Reads the cells of a drawn table, row by row. A rule that leaves a column open lets its cell go on below.
pub(super) fn cells<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<Drawn> {
    let lines: Vec<Vec<&str>> = lines.map(parts).collect();
    let is_ruled = |parts: &Vec<&str>| parts.iter().any(|part| is_rule(part));
    if !lines.iter().any(is_ruled) {
        return bare(&lines);
    }
    let mut done: Vec<Drawn> = Vec::new();
    let mut open: Vec<Drawn> = Vec::new();
    let mut row = 0;
    for parts in lines {
        if open.len() < parts.len() {
            let from = open.len();
            open.extend((from..parts.len()).map(|column| Drawn {
                row,
                rows: 1,
                column,
                text: String::new(),
                ended: false,
            }));
        }
        if is_ruled(&parts) {
            // △安排2亿元支持教育 │ ├───┤: an item that begins where others are ruled off is a row with what stands below.
            let closes = |column: usize, cell: &Drawn| {
                parts
                    .get(column)
                    .is_some_and(|part| is_rule(part) || begins_item(part) && !cell.text.is_empty())
            };
            let filled = open.iter().any(|cell| !cell.text.is_empty() && cell.row == row);
            if filled {
                row += 1;
            }
            for (column, cell) in open.iter_mut().enumerate() {
                if closes(column, cell) {
                    cell.rows = row.saturating_sub(cell.row).max(1);
                    let next = Drawn { row, rows: 1, column, text: String::new(), ended: false };
                    let closed = std::mem::replace(cell, next);
                    if filled || !closed.text.is_empty() {
                        done.push(closed);
                    }
                }
            }
        }
        for (part, cell) in parts.iter().zip(&mut open).filter(|(part, _)| !is_rule(part)) {
            // A line that leaves room ends where its writer ended it; a full one was wrapped.
            // 60 / 条: a number goes on with its unit.
            let goes_on = cell.text.ends_with(|c: char| c.is_ascii_digit() || c == '%');
            if begins_item(part) && !cell.text.is_empty() || cell.ended && !part.trim().is_empty() && !goes_on
            {
                cell.text.push('\n');
            }
            cell.text.push_str(part.trim());
            cell.ended = !cell.text.is_empty() && part.len() - part.trim().len() >= ROOM;
        }
    }
    done.extend(open.into_iter().filter(|cell| !cell.text.is_empty()));
    done.sort_by_key(|cell| (cell.row, cell.column));
    done
}

/// The cells of a table without rules: each line is a row.
fn bare(lines: &[Vec<&str>]) -> Vec<Drawn> {
    let cell =
        |row, column, part: &str| Drawn { row, rows: 1, column, text: part.trim().to_owned(), ended: true };
    let rows = lines.iter().enumerate();
    rows.flat_map(|(row, parts)| parts.iter().enumerate().map(move |(column, part)| cell(row, column, part)))
        .collect()
}

/// What stands between the bars of a line.
fn parts(line: &str) -> Vec<&str> {
    let inner = line.trim();
    let inner = inner.strip_prefix(is_bar).unwrap_or(inner);
    let inner = inner.strip_suffix(is_bar).unwrap_or(inner);
    inner.split(is_bar).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_put_together_from_their_lines() {
        let drawn =
            "┌──┬───┐\n│任务│领  │\n│    │导  │\n├──┼───┤\n│修路│甲  │\n├──┤    │\n│建校│    │\n└──┴───┘";
        let cells = cells(drawn.lines());
        let read: Vec<_> =
            cells.iter().map(|cell| (cell.row, cell.rows, cell.column, cell.text.as_str())).collect();
        assert_eq!(
            read,
            [(0, 1, 0, "任务"), (0, 1, 1, "领导"), (1, 1, 0, "修路"), (1, 2, 1, "甲"), (2, 1, 0, "建校")]
        );
    }
}
