//! Tables that a program laid out with spaces, cells wrapped below each other: 序号    重点任务    责任单位    完成时限.
//!
//! Text tools put the words of a page where they stood. Their gaps tell the columns, and the numbers the rows, whose cells
//! stand below their number or around it; a cell that several rows share stands in their middle.

mod grid;
mod head;
mod rows;
#[cfg(test)]
mod tests;

use crate::text::{Wordlist, lines, words};
use grid::Grid;
use head::Head;
use rows::{Extent, Line, Rows};
use std::borrow::Cow;
use std::ops::Range;

/// How much of a column a wrapped line never leaves free, in columns; a word of it may be long.
const ROOM: usize = 8;

/// The most lines of a table on one page.
const LONGEST: usize = 400;

/// How wide signs are that a table is laid out with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    /// One column each, as tools count that read pages.
    Signs,
    /// Two for a Chinese one, as a screen shows them.
    Columns,
}

impl Measure {
    fn width(self, c: char) -> usize {
        if self == Self::Signs || c.is_ascii() { 1 } else { 2 }
    }
}

/// A word of a line between wide gaps, and the columns that it takes.
#[derive(Debug, Clone, Copy)]
struct Piece<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

impl Piece<'_> {
    fn overlaps(&self, other: &Piece<'_>) -> bool {
        self.stands_in(&(other.start..other.end))
    }

    /// Whether any of it stands in such columns.
    fn stands_in(&self, columns: &Range<usize>) -> bool {
        self.start < columns.end && columns.start < self.end
    }
}

/// The words of a line between gaps of two columns and more.
fn pieces(line: &str, measure: Measure) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let (mut column, mut gap, mut end) = (0, 2, 0);
    // Where the word that is open begins: its column and its byte.
    let mut open: Option<(usize, usize)> = None;
    for (at, c) in line.char_indices() {
        // A new page takes no room.
        if c == '\u{c}' {
            continue;
        }
        let width = measure.width(c);
        if matches!(c, ' ' | '\u{3000}' | '\u{a0}') {
            gap += width;
        } else {
            if gap >= 2 {
                let word = |(start, from)| Piece { start, end, text: line[from..at].trim_end() };
                found.extend(open.take().map(word));
                open = Some((column, at));
            }
            gap = 0;
            end = column + width;
        }
        column += width;
    }
    found.extend(open.map(|(start, from)| Piece { start, end, text: line[from..].trim_end() }));
    found
}

/// How many columns of a screen words take; the gaps that set figures off are thinner.
fn full_width(words: &str) -> usize {
    words.chars().filter(|c| *c != ' ').map(|c| Measure::Columns.width(c)).sum()
}

/// The text with each row of such tables on one line, its cells parted by tabs; lines keep their numbers.
pub(super) fn straightened(text: &str) -> Cow<'_, str> {
    if !lines(text).any(head::may_head) {
        return Cow::Borrowed(text);
    }
    let lines: Vec<&str> = text.lines().collect();
    // One tool wrote all of a text: the way that finds most tables, and in them the clearest columns.
    let ways = [Measure::Signs, Measure::Columns].map(|measure| tables(&lines, measure));
    let unclear = |tables: &Vec<Table>| -> (usize, usize) {
        tables
            .iter()
            .fold((0, 0), |(crossed, off), table| (crossed + table.grid.crossed, off + table.grid.off))
    };
    let [signs, columns] = ways;
    let better = (std::cmp::Reverse(signs.len()), unclear(&signs))
        < (std::cmp::Reverse(columns.len()), unclear(&columns));
    let tables = if better { signs } else { columns };
    let [tops, middles] =
        [true, false].map(|top| tables.iter().map(|table| rows::rows(&table.lines, top)).collect::<Vec<_>>());
    let cost = |rows: &[(i32, Rows)]| rows.iter().map(|(cost, _)| cost).sum::<i32>();
    let top = cost(&tops) <= cost(&middles);
    let rows = if top { tops } else { middles };
    let mut found: Vec<Cow<'_, str>> = lines.iter().map(|line| Cow::Borrowed(*line)).collect();
    let mut changed = false;
    let mut last: Option<(usize, String)> = None;
    for (table, (_, rows)) in tables.iter().zip(&rows) {
        let names = table.names();
        let same = last.as_ref().is_some_and(|(_, above)| *above == names);
        // A page that goes on with the one before has its rows under the same headings.
        if table.wrapped() || same {
            changed = true;
            let row = table.write(&mut found, (rows, top), last.take().filter(|_| same).map(|(row, _)| row));
            last = row.map(|row| (row, names));
        } else {
            last = None;
        }
    }
    if changed { Cow::Owned(found.join("\n")) } else { Cow::Borrowed(text) }
}

/// The tables of a text, as one measure reads them.
fn tables(lines: &[&str], measure: Measure) -> Vec<Table> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        match Table::at(lines, at, measure) {
            Some(table) => {
                at = table.end.max(at + 1);
                found.push(table);
            }
            None => at += 1,
        }
    }
    found
}

/// A table, or what of one stands on a page.
struct Table {
    head: Head,
    grid: Grid,
    lines: Vec<Line>,
    /// The line behind it.
    end: usize,
}

impl Table {
    /// The table whose headings line `at` numbers.
    fn at(lines: &[&str], at: usize, measure: Measure) -> Option<Self> {
        let head = Head::at(lines, at, measure)?;
        let from = head.lines.end;
        let below = &lines[from..lines.len().min(from + LONGEST)];
        let end = |(next, line): (usize, &&str)| {
            head.is_left_by(line, measure) || ends(line, lines, from + next, measure)
        };
        let len = below.iter().enumerate().position(end).unwrap_or(below.len());
        let grid = Grid::of(&head, &below[..len], measure);
        let mut found = Vec::new();
        let (mut gap, mut end) = (false, from);
        for (at, &line) in lines.iter().enumerate().skip(from).take(len) {
            let number = || gap && head.is_beside_numbers(line, measure);
            if line.trim().is_empty() || is_page(line) || number() {
                gap = true;
                continue;
            }
            let cells = section(line, grid.columns()).or_else(|| grid.cells(line));
            let Some(cells) = cells else { break };
            found.push(Line::new(at, cells, head.number, gap));
            (gap, end) = (false, at + 1);
        }
        let numbers = found.iter().filter(|line| line.number.is_some()).count();
        (numbers > 0).then_some(Self { head, grid, lines: found, end })
    }

    /// Whether any cell goes on below; where none does, each line is its row already.
    fn wrapped(&self) -> bool {
        self.lines.iter().any(|line| line.number.is_none() && !line.is_alone())
    }

    /// Its headings, parted by tabs.
    fn names(&self) -> String {
        self.head.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join("\t")
    }

    /// Writes headings and rows on a line each, all others blank. Behind the row of line `last`, which stood on the page before,
    /// the headings are told, and lines above the first row go on with it; gives the line of its own last row.
    fn write(
        &self,
        text: &mut [Cow<'_, str>],
        (rows, top): (&Rows, bool),
        last: Option<usize>,
    ) -> Option<usize> {
        for line in self.head.lines.clone().chain(self.lines.iter().map(|line| line.at)) {
            text[line] = Cow::Borrowed("");
        }
        if last.is_none() {
            text[self.head.lines.start] = Cow::Owned(self.names());
        }
        if let Some(above) = last.filter(|_| !rows.rest.is_empty()) {
            let rest = self.row(rows.rest.clone());
            let mut cells: Vec<String> = text[above].split('\t').map(str::to_owned).collect();
            for (cell, rest) in cells.iter_mut().zip(rest) {
                super::join(cell, &rest);
            }
            text[above] = Cow::Owned(cells.join("\t"));
        }
        let mut cells: Vec<Vec<String>> = rows.extents.iter().map(|row| self.row(row.clone())).collect();
        self.share(&rows.extents, &mut cells, top);
        for (row, cells) in rows.extents.iter().zip(cells) {
            text[self.lines[row.start].at] = Cow::Owned(cells.join("\t"));
        }
        rows.extents.last().map(|row| self.lines[row.start].at)
    }

    /// The cells of a row.
    fn row(&self, lines: Extent) -> Vec<String> {
        (0..self.head.columns.len()).map(|column| self.cell(lines.clone(), column)).collect()
    }

    /// What lines have in a column, as one cell.
    fn cell(&self, lines: Extent, column: usize) -> String {
        let wide = self.lines.iter().map(|line| full_width(&line.cells[column])).max().unwrap_or(0);
        let mut whole = String::new();
        let mut room = 0;
        for cell in self.lines[lines].iter().map(|line| &line.cells[column]) {
            if cell.is_empty() {
                continue;
            }
            // 区城管局 / 各街道办事处: a line that had room for more was ended by its writer.
            let goes_on = whole.is_empty() || whole.ends_with(['，', '、', '；', ',', ';', '（', '(']);
            if !goes_on && (room >= ROOM || rows::parts_names(&whole, cell)) {
                whole.push(' ');
            }
            super::join(&mut whole, cell);
            room = wide - full_width(cell);
        }
        whole
    }

    /// Gives the words of cells that several rows share to the first of these; a blank name below is the one above.
    ///
    /// `top`: whether cells begin on the first line of their rows; a column does not whose first cell is blank.
    fn share(&self, rows: &[Extent], cells: &mut [Vec<String>], top: bool) {
        let shared = |&at: &usize| at < self.head.number || SHARED.is_in(&self.head.columns[at].name);
        for column in (0..self.head.columns.len()).filter(shared) {
            let alone = |row: &Extent| self.lines[row.start].is_alone() && row.len() == 1;
            // Sections part the rows that share a cell.
            let mut from = 0;
            while from < rows.len() {
                let to = (from..rows.len()).find(|&at| alone(&rows[at])).unwrap_or(rows.len());
                let group = &rows[from..to];
                let blank = |row: &Vec<String>| row[column].is_empty();
                let centred = !top || cells[from..to].first().is_some_and(blank);
                if centred && cells[from..to].iter().any(blank) {
                    self.share_of(group, column, &mut cells[from..to]);
                }
                from = to + 1;
            }
        }
    }

    fn share_of(&self, rows: &[Extent], column: usize, cells: &mut [Vec<String>]) {
        let words = self.words(rows, column);
        let shared = rows::shared(rows, &words);
        if shared.iter().all(Option::is_none) {
            return;
        }
        let mut before = None;
        for (row, told) in shared.into_iter().enumerate() {
            let own = told.filter(|_| told != before).map(|told| self.cell(words[told].clone(), column));
            cells[row][column] = own.unwrap_or_default();
            before = told;
        }
    }

    /// The runs of lines that have words in a column; each ends with its row. Two lines may stand around that of the number.
    fn words(&self, rows: &[Extent], column: usize) -> Vec<Extent> {
        let mut found: Vec<Extent> = Vec::new();
        for row in rows {
            for at in row.clone().filter(|&at| !self.lines[at].cells[column].is_empty()) {
                let numbered = |at: usize| self.lines[at].number.is_some();
                let goes_on = |run: &&mut Extent| {
                    at > row.start
                        && (run.end == at || run.end + 1 == at && numbered(run.end) && run.end > row.start)
                };
                match found.last_mut().filter(goes_on) {
                    Some(run) => run.end = at + 1,
                    None => found.push(at..at + 1),
                }
            }
        }
        found
    }
}

/// What headings of columns hold whose cells rows share: who answers, and when.
const SHARED: &Wordlist = words![
    "单位", "部门", "领导", "责任人", "负责", "科室", "牵头", "配合", "协办", "主办", "时限", "时间", "期限"
];

/// The cells of a line that is one heading over all columns: 三、深入实施“百村振兴”工程; （一） and its name far behind it.
fn section(line: &str, columns: usize) -> Option<Vec<String>> {
    let words = line.trim();
    let alone = || !words.contains("  ") && words.contains(['、', '）', ')']) && is_section(words);
    let apart = || {
        let (number, name) = words.split_once("  ").map(|(number, name)| (number, name.trim_start()))?;
        let bare = is_section(number) && number.ends_with(['、', '）', ')']);
        let plain = !name.contains("  ") && !name.contains(|c: char| c.is_ascii_digit());
        (bare && plain && name.chars().nth(1).is_some()).then(|| format!("{number}{name}"))
    };
    let heading = if alone() { words.to_owned() } else { apart()? };
    let mut cells = vec![String::new(); columns];
    cells[0] = heading;
    Some(cells)
}

/// Whether a table ends at a line: where another one's headings begin, a note stands, or a page ends.
fn ends(line: &str, lines: &[&str], at: usize, measure: Measure) -> bool {
    let words = line.trim_start();
    let heads_at = |at: usize| {
        (at..lines.len().min(at + 4))
            .any(|next| Head::at(lines, next, measure).is_some_and(|head| head.lines.start <= at))
    };
    let blank = |at: usize| lines.get(at).is_none_or(|line| line.trim().is_empty());
    // （二）城市更新方面, and the headings of its own table.
    let over = || {
        let next = (at + 1..lines.len()).take(3).find(|&at| !blank(at));
        is_section(words.trim_end()) && next.is_some_and(heads_at)
    };
    let heads = heads_at(at) || over();
    // A page that goes on with the table has the numbers of its rows, be it without its headings.
    let goes_on = || {
        let below = lines[at..].iter().take(4);
        below.map(|line| line.trim_start()).any(|line| line.starts_with(|c: char| c.is_ascii_digit()))
    };
    let page = line.starts_with('\u{c}') && !goes_on() || blank(at) && blank(at + 1) && blank(at + 2);
    heads
        || page
        || words!["注：", "注:", "备注", "说明", "填表", "附件", "附表", "工作要求", "有关要求", "保障措施"]
            .begins(words)
}

/// Whether a line is the number of a page.
fn is_page(line: &str) -> bool {
    let words = line.trim();
    let figures = words.trim_matches(['-', '—', '–', ' ']);
    let dashed = figures.len() < words.len();
    dashed && figures.chars().all(|c| c.is_ascii_digit())
}

/// Whether a word begins a row that stands over others, or sums them up: 一、续建项目, （二）新建项目, 合计.
fn is_section(word: &str) -> bool {
    let word = word.trim_start_matches(['（', '(']);
    let figures = word.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    let stop = figures.is_empty() || figures.starts_with(['、', '）', ')']);
    let counted = figures.len() < word.len() && stop;
    let sum = word.split_whitespace().collect::<String>();
    counted || words!["合计", "总计", "小计"].begins(&sum)
}
