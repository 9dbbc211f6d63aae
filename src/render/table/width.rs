//! How wide the columns of a grid are.

use super::{
    Cell,
    grid::{Chapter, Grid, is_number},
};
use crate::render::text::{fold, list_width, width};

impl Chapter {
    /// The widths of each grid's columns, as [`Grid::widths`] shares them out; neighbours with the same head are laid
    /// out alike.
    pub(crate) fn widths(&self, whole: usize, unit: usize, padding: usize) -> Vec<Vec<usize>> {
        let same = |a: &Grid, b: &Grid| {
            a.columns.iter().map(|column| column.heading).eq(b.columns.iter().map(|column| column.heading))
        };
        self.grids
            .chunk_by(same)
            .flat_map(|alike| vec![shared(alike, whole, unit, padding); alike.len()])
            .collect()
    }
}

impl Grid {
    /// Shares the width `whole` out among the columns: each has what its heading, numbers and names need, and the rest
    /// goes where it makes the rows lowest. A half-width character is `unit` wide, and each cell has `padding` beside
    /// its text.
    pub(crate) fn widths(&self, whole: usize, unit: usize, padding: usize) -> Vec<usize> {
        shared(std::slice::from_ref(self), whole, unit, padding)
    }
}

/// The widths of columns that all `grids` have.
fn shared(grids: &[Grid], whole: usize, unit: usize, padding: usize) -> Vec<usize> {
    let count = grids.first().map_or(0, |grid| grid.columns.len());
    let needs: Vec<Need> = (0..count).map(|i| Need::of(grids, i)).collect();
    let room = whole.saturating_sub(count * padding) / unit.max(1);
    let mut widths = lay_out(&needs, room, 0);
    // Names leave sentences the room to be read in where that makes the rows much lower.
    let sentences: usize = needs.iter().map(|need| need.sentence.saturating_sub(need.unbroken)).sum();
    if sentences > 0 {
        let others = lay_out(&needs, room, sentences);
        if others != widths && 4 * height(grids, &others) <= 3 * height(grids, &widths) {
            widths = others;
        }
    }
    // What is left over, or lacking, all columns share.
    let widths: Vec<usize> = widths.iter().map(|width| width * unit + padding).collect();
    let sum = widths.iter().sum::<usize>().max(1);
    widths.iter().map(|width| width * whole / sum).collect()
}

/// The widths of columns in the half-width characters of `room`, of which names leave `kept` to others.
fn lay_out(needs: &[Need], room: usize, kept: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = needs.iter().map(|need| need.unbroken).collect();
    // Where the names of all columns have no room, the longest are broken first.
    let mut shrink = |room: usize, to: usize| {
        while widths.iter().sum::<usize>() > room {
            let widest = widths.iter_mut().zip(needs).filter(|(width, need)| **width > need.least.max(to));
            let Some((width, _)) = widest.max_by_key(|(width, _)| **width) else { break };
            *width -= 1;
        }
    };
    shrink(room.saturating_sub(kept), NAME);
    shrink(room, 0);
    let mut room = room.saturating_sub(widths.iter().sum());
    let best = |widths: &[usize], room| {
        let gains = widths.iter().zip(needs).map(|(width, need)| need.gain(*width, room));
        gains.enumerate().filter_map(|(i, gain)| Some((gain?, i))).max()
    };
    while let Some(((_, step), i)) = best(&widths, room) {
        let Some(width) = widths.get_mut(i) else { break };
        *width += step;
        room -= step;
    }
    widths
}

/// How many lines the rows of all grids take together.
fn height(grids: &[Grid], widths: &[usize]) -> usize {
    let rows = grids.iter().flat_map(|grid| grid.rows.iter().map(move |row| (grid, row)));
    let heights = rows.map(|(grid, row)| {
        let cells = row.iter().zip(&grid.columns).zip(widths);
        cells
            .map(|((cell, column), width)| Measure::of(cell, column.is_list).lines(*width))
            .max()
            .unwrap_or(0)
    });
    heights.sum()
}

/// A cell's text, measured once for all the widths that it is tried in.
enum Measure {
    /// Names, each of which stays whole.
    List(String),
    /// The widths of its lines, which break anywhere.
    Lines(Vec<usize>),
}

impl Measure {
    fn of(cell: &Cell, is_list: bool) -> Self {
        let text = cell.to_string();
        if is_list {
            Self::List(text)
        } else {
            Self::Lines(text.lines().map(|line| width(line) + 2).collect())
        }
    }

    /// How many lines it takes in a column of a width.
    fn lines(&self, room: usize) -> usize {
        match self {
            Self::List(text) => fold(text, room).lines().count(),
            Self::Lines(widths) => widths.iter().map(|width| width.div_ceil(room.max(1))).sum(),
        }
    }
}

/// The half-width characters that a name keeps beside sentences, and those of a line of a sentence.
const NAME: usize = 12;
const SENTENCE: usize = 18;

/// What a column needs, in half-width characters.
struct Need {
    /// The least width.
    least: usize,
    /// The least width in which no name is broken.
    unbroken: usize,
    /// The width in which its sentences can be read; 0 where it has none.
    sentence: usize,
    /// What each width costs, from the least on to the one beyond which it is of no use to go.
    costs: Vec<u128>,
}

impl Need {
    /// Of column `i` of all `grids`.
    fn of(grids: &[Grid], i: usize) -> Self {
        let Some(column) = grids.first().and_then(|grid| grid.columns.get(i)) else {
            return Need { least: 0, unbroken: 0, sentence: 0, costs: Vec::new() };
        };
        let cells = || {
            grids.iter().flat_map(move |grid| {
                let sum = grid.sum.as_ref().filter(|sum| sum.column == i).map(|sum| &sum.cell);
                grid.rows.iter().filter_map(move |row| row.get(i)).chain(sum)
            })
        };
        let (low, high) = column.bounds;
        // Where the font is missing its stand-in has wider digits.
        let numbers =
            cells().filter(|cell| is_number(cell)).map(|cell| (width(&cell.to_string()) * 4).div_ceil(3));
        let least = numbers.fold(low, usize::max);
        let texts: Vec<String> = cells().map(Cell::to_string).collect();
        // Word sets a little space between Chinese and digits.
        let spaced = |text: &String| list_width(text) + 2 * usize::from(text.contains(char::is_numeric));
        let names = texts.iter().filter(|_| column.is_list).map(|text| spaced(text).min(high));
        let unbroken = names.fold(least, usize::max);
        let widest =
            texts.iter().flat_map(|text| text.lines()).map(|line| width(line) + 2).max().unwrap_or(0);
        // A row is as high as its highest cell. High cells weigh so much more than others that it is they that are
        // made lower, one column after another.
        let weight = |height: usize| (height as u128).saturating_pow(6);
        let measures: Vec<Measure> = cells().map(|cell| Measure::of(cell, column.is_list)).collect();
        let cost = |width: usize| {
            let heights = measures.iter().map(|measure| measure.lines(width));
            heights.map(weight).fold(0, u128::saturating_add)
        };
        let most = widest.clamp(least, high.max(least));
        let sentence = if column.is_list || column.is_centred { 0 } else { widest.min(SENTENCE).min(high) };
        Need { least, unbroken, sentence, costs: (least..=most).map(cost).collect() }
    }

    /// What the step from `width` on that pays best gains for each character, and how many characters it takes, `room`
    /// at most; `None` where no step gains anything.
    fn gain(&self, width: usize, room: usize) -> Option<(u128, usize)> {
        let (now, wider) = self.costs.get(width - self.least..)?.split_first()?;
        let steps = (1..).zip(wider).take(room);
        let gains = steps.map(|(step, cost)| (now.saturating_sub(*cost) / step as u128, step));
        gains.filter(|(gain, _)| *gain > 0).max_by_key(|(gain, step)| (*gain, std::cmp::Reverse(*step)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::grid::GridColumn;
    use super::*;

    fn grid(rows: &[[&str; 2]]) -> Grid {
        let column = |bounds, is_list| GridColumn {
            heading: "列",
            bounds,
            is_centred: false,
            merges: false,
            names_row: false,
            is_list,
        };
        Grid {
            heading: None,
            caption: String::new(),
            columns: vec![column((4, 40), false), column((4, 24), true)],
            rows: rows.iter().map(|row| row.map(|text| Cell::Text(text.to_owned())).to_vec()).collect(),
            sum: None,
        }
    }

    #[test]
    fn a_name_is_never_narrower_than_it_is() {
        let widths = grid(&[["字字字字字字字字字字字字字字", "阿依努尔·买买提、甲某"]]).widths(30, 1, 0);
        assert!(widths[1] >= 10, "{widths:?}");
    }

    #[test]
    fn the_rest_goes_where_it_makes_rows_lower() {
        let long = "字".repeat(60);
        let widths = grid(&[[long.as_str(), "甲某、乙某、丙某、丁某"], ["短", "甲某"]]).widths(40, 1, 0);
        assert!(widths[0] > 28 && widths.iter().sum::<usize>() <= 40, "{widths:?}");
    }

    #[test]
    fn names_leave_sentences_room() {
        let (long, name) = ("字".repeat(40), "云溪高新技术产业开发区管理委员会");
        let widths = grid(&[[long.as_str(), name]]).widths(30, 1, 0);
        assert!(widths[0] >= 16 && widths[1] >= 11, "{widths:?}");
    }

    #[test]
    fn grids_with_the_same_head_are_laid_out_alike() {
        let grids = vec![grid(&[["字", "甲某"]]), grid(&[["字字字字字字字字", "乙某"]])];
        let widths = Chapter { heading: None, grids }.widths(60, 1, 0);
        assert_eq!(widths[0], widths[1]);
    }
}
