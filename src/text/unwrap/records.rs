//! Tables that a spreadsheet has written as records with commas (RFC 4180): 序号,项目名称,"1,860.00",….

use crate::text::{Wordlist, lines, words};
use std::borrow::Cow;

/// The fewest columns of such a table.
const LEAST: usize = 4;
/// How many lines above the headings may be cells of the same sheet: 单位：万元.
const ABOVE: usize = 4;

/// The text with the cells of such records parted by tabs; lines keep their numbers.
pub(super) fn tabbed(text: &str) -> Cow<'_, str> {
    if memchr::memchr2(b',', b'\t', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    // A sheet that was copied parts cells by tabs, and quotes those that take several lines.
    let quoted = text.contains("\t\"");
    let sign = |line: &str| {
        let first = ["序号", "编号", "\"序号\""].iter().find_map(|head| line.strip_prefix(head));
        let sign = first.and_then(|rest| rest.bytes().next());
        let known = sign.filter(|&sign| sign == b',' || sign == b'\t' && quoted);
        known.or_else(|| are_headings(line).then_some(b','))
    };
    let Some((head, sign)) = lines(text).find_map(|line| Some((line, sign(line)?))) else {
        return Cow::Borrowed(text);
    };
    let start = head.as_ptr() as usize - text.as_ptr() as usize;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(sign)
        .from_reader(&text.as_bytes()[start..]);
    let mut rows: Vec<Row> = Vec::new();
    let (mut columns, mut end) = (0, start);
    for record in reader.records().map_while(Result::ok) {
        columns = if columns == 0 { record.len() } else { columns };
        if columns < LEAST || record.len() != columns {
            break;
        }
        // The record begins behind the one before it; blank lines between them stay.
        let from = start + record.position().map_or(0, |place| usize::try_from(place.byte()).unwrap_or(0));
        let Some(rest) = text.get(from..) else { break };
        let from = text.len() - rest.trim_start_matches(['\r', '\n']).len();
        let gap = text.get(end..from).unwrap_or_default();
        end = line_end(text, from, &record);
        // A quote that nothing closes goes on to the end of the text, and no line follows.
        let whole =
            |cell: &str| if end == text.len() { cell.trim_end_matches('\n').len() } else { cell.len() };
        let cell = |cell: &str| {
            let cell = &cell[..whole(cell)];
            if cell.contains('\n') { format!("\"{cell}\"") } else { cell.to_owned() }
        };
        let mut filled = record.iter().filter(|cell| !cell.trim().is_empty());
        let only =
            filled.next().filter(|only| filled.next().is_none() && !only.contains('\n')).map(str::to_owned);
        rows.push(Row { gap, cells: record.iter().map(cell).collect::<Vec<_>>().join("\t"), only });
    }
    if end == start {
        return Cow::Borrowed(text);
    }
    let (above, rest) = (&text[..start], &text[end..]);
    let lines = unquoted(above.split_inclusive('\n'));
    let near = lines.len().saturating_sub(ABOVE);
    let of_sheet = |line: &str| {
        let line = line.trim_end_matches(['\r', '\n']);
        line.ends_with(",,,") || line.ends_with("\t\t\t")
    };
    let alone = |(at, line): (usize, String)| {
        if at >= near || of_sheet(&line) { only_cell(&line) } else { line }
    };
    let above: String = lines.into_iter().enumerate().map(alone).collect();
    // What stands alone in the last rows is who signs, and when.
    let foot = rows.len() - rows.iter().rev().take_while(|row| row.only.is_some()).count();
    let row = |(at, row): (usize, Row)| {
        let words = row.only.filter(|_| at >= foot).unwrap_or(row.cells);
        format!("{}{words}", row.gap)
    };
    let rows: String = rows.into_iter().enumerate().map(row).collect();
    let below = |line: &str| if of_sheet(line) { only_cell(line) } else { line.to_owned() };
    let rest: String = rest.split_inclusive('\n').map(below).collect();
    Cow::Owned(format!("{above}{rows}{rest}"))
}

/// Whether the cells of a record are headings, of which the first is none of numbers: 建设领域,序号,年度任务,牵头部门,完成时间.
fn are_headings(line: &str) -> bool {
    /// The longest heading, in characters.
    const LONGEST: usize = 16;
    const ENDS: &Wordlist =
        words!["序号", "编号", "单位", "部门", "时限", "时间", "领导", "任务", "项目名称", "责任人"];
    if !line.contains(',') || line.contains(['。', '，', '"']) {
        return false;
    }
    let cells: Vec<&str> = line.trim_end_matches(['\r', '\n']).split(',').map(str::trim).collect();
    cells.len() >= LEAST
        && cells.iter().all(|cell| (2..=LONGEST).contains(&cell.chars().count()))
        && cells.iter().filter(|cell| ENDS.ends(cell)).count() > 2
}

/// Lines above a table, those of a cell that takes several without its quotes: "各县：⏎现印发给你们。",,,.
fn unquoted<'t>(lines: impl Iterator<Item = &'t str>) -> Vec<String> {
    let mut open = false;
    let bare = |line: &'t str| {
        let words = line.trim_end_matches(['\r', '\n']);
        let end = &line[words.len()..];
        if open {
            let closed = words.trim_end_matches([',', '\t']).strip_suffix('"');
            open = closed.is_none();
            return format!("{}{end}", closed.unwrap_or(words));
        }
        open = words.starts_with('"') && words.matches('"').count() % 2 == 1;
        if open { line[1..].to_owned() } else { line.to_owned() }
    };
    // A quote within a quoted cell is doubled (RFC 4180, 2.7).
    lines.map(bare).map(|line| line.replace("\"\"", "\"")).collect()
}

/// A record as a row, behind the blank lines before it.
struct Row<'t> {
    gap: &'t str,
    cells: String,
    /// Its one cell, where the others are blank.
    only: Option<String>,
}

/// Where the lines end of the record that begins at `from`, its line break left out.
fn line_end(text: &str, from: usize, record: &csv::StringRecord) -> usize {
    let breaks = record.iter().map(|cell| cell.matches('\n').count()).sum::<usize>();
    let mut ends = text[from..].match_indices('\n').map(|(at, _)| from + at);
    let end = ends.nth(breaks).unwrap_or(text.len());
    if text[..end].ends_with('\r') { end - 1 } else { end }
}

/// The one cell of a line that has no other: ,,,单位：万元; any other line as it is.
fn only_cell(line: &str) -> String {
    let bare = line.trim_end_matches(['\r', '\n']);
    let mut cells = bare.split([',', '\t']).filter(|cell| !cell.trim().is_empty());
    match (cells.next(), cells.next()) {
        (Some(only), None) if bare.contains(",,") || bare.contains("\t\t") => {
            format!("{only}{}", &line[bare.len()..])
        }
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_become_rows_with_tabs() {
        let text = "附件,,,\r\n,,,单位：万元\r\n序号,项目名称,下达资金,绩效目标\r\n1,灌区,\"1,860.00\",\"改造42公里,恢复2.3万亩\"\r\n\
                    2,\"全域\"\"河湖\"\"建设\",480.00,\"治理18公里\n保护3万人\"\r\n合计,,\"2,340.00\",\r\n注：略,\r\n";
        let read = tabbed(text);
        assert_eq!(
            read,
            "附件\r\n单位：万元\r\n序号\t项目名称\t下达资金\t绩效目标\r\n1\t灌区\t1,860.00\t改造42公里,恢复2.3万亩\r\n\
             2\t全域\"河湖\"建设\t480.00\t\"治理18公里\n保护3万人\"\r\n合计\t\t2,340.00\t\r\n注：略,\r\n"
        );
        assert_eq!(read.lines().count(), text.lines().count());
    }

    #[test]
    fn a_letter_may_be_one_cell_above() {
        let text = "\"各县：\n现印发给你们。\",,,\n序号,项目,资金,目标\n1,灌区,\"1,860\",改造42公里\n";
        assert_eq!(
            tabbed(text),
            "各县：\n现印发给你们。\n序号\t项目\t资金\t目标\n1\t灌区\t1,860\t改造42公里\n"
        );
    }

    #[test]
    fn other_texts_stay_as_they_are() {
        for text in
            ["序号,任务\n1,修路\n", "一、修路,建桥\n", "", "序号,甲,乙,丙", "序号,甲,乙,丙\n1,2,3,\"修路\n"]
        {
            let read = tabbed(text);
            assert_eq!(read.lines().count(), text.lines().count(), "{text}");
        }
    }
}
