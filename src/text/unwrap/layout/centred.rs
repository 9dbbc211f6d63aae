//! Rows with their number in the middle of their lines, as programs write cells that are centred.

use super::{Piece, headings, is_heading, is_number, is_section, nearest, pieces, width_of};

/// How many lines below its headings tell how the rows of such a table stand.
const LOOKED: usize = 200;

/// How many lines the rows of such a table may take.
const LONGEST: usize = 2000;

/// Whether rows stand between blank lines, each with its number in the middle of its lines.
pub(super) fn are_centred(lines: &[&str], starts: &[usize]) -> bool {
    let near = &lines[..lines.len().min(LOOKED)];
    let blocks = near.split(|line| line.trim().is_empty()).filter(|block| block.len() > 1);
    // The line of a block that holds its first number, and whether it holds others.
    let numbered = |block: &[&str]| {
        let lines = block.iter().skip_while(|line| is_above(line)).enumerate();
        let mut numbers = lines.filter(|(_, line)| is_number(&pieces(line), starts));
        numbers.next().map(|(at, _)| (at, numbers.next().is_some()))
    };
    let numbers: Vec<(usize, bool)> = blocks.map_while(numbered).collect();
    numbers.len() > 1 && numbers.iter().any(|&(at, others)| at > 0 && !others)
}

/// Whether a line may stand right above a row: headings, sections.
fn is_above(line: &str) -> bool {
    let pieces = pieces(line);
    headings(line).is_some()
        || pieces.iter().all(|(_, word)| is_heading(word))
        || pieces.first().is_some_and(|(_, word)| is_section(word))
}

/// The lines at which rows begin that no blank line parts from the row above them.
pub(super) fn begins(lines: &[&str], starts: &[usize]) -> Vec<usize> {
    let lines = &lines[..lines.len().min(LONGEST)];
    let cells: Vec<Vec<Option<&str>>> = lines.iter().map(|line| cells(&pieces(line), starts)).collect();
    // A line is full where no further character would have found room.
    let widest = |column: usize| {
        let widths = cells.iter().filter_map(|line| line[column]).map(width_of);
        widths.max().unwrap_or_default()
    };
    let widest: Vec<usize> = (0..starts.len()).map(widest).collect();
    // One cell that left room below which another begins ends all cells of its row.
    let goes_on = |at: usize| {
        let Some(next) = cells.get(at + 1) else { return false };
        let full = |(word, widest): (&str, &usize)| {
            width_of(word) + 2 > *widest || word.ends_with(['，', '、', ','])
        };
        let above = cells[at].iter().zip(next).zip(&widest);
        let mut above =
            above.filter_map(|((word, next), widest)| next.and((*word).map(|word| (word, widest))));
        above.all(full)
    };
    let mut found = Vec::new();
    let mut from = 0;
    while from < lines.len() {
        if lines[from].trim().is_empty() || is_above(lines[from]) {
            from += 1;
            continue;
        }
        let end = (from..lines.len()).find(|&at| lines[at].trim().is_empty()).unwrap_or(lines.len());
        let numbers: Vec<usize> = (from..end).filter(|&at| is_number(&pieces(lines[at]), starts)).collect();
        for pair in numbers.windows(2) {
            // As many lines stand below the number as above it; of an even number of lines one more or less.
            let last = 2 * pair[0] - from;
            let ends = [last, last + 1, last.saturating_sub(1)];
            let mut ends = ends.into_iter().filter(|end| (pair[0]..pair[1]).contains(end)).peekable();
            let Some(likely) = ends.peek().copied() else { break };
            from = ends.find(|&end| !goes_on(end)).unwrap_or(likely) + 1;
            found.push(from);
        }
        from = end;
    }
    found
}

/// The words of a line by the columns that they stand in.
fn cells<'a>(pieces: &[Piece<'a>], starts: &[usize]) -> Vec<Option<&'a str>> {
    let mut found = vec![None; starts.len()];
    for &(start, word) in pieces {
        if let Some(column) = nearest(start, starts) {
            found[column] = Some(word);
        }
    }
    found
}
