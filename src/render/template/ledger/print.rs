//! How a tracking sheet lies on paper: A4 across. A year does not fit on one page in a legible size: parties, account,
//! plan and reports each take one, and each repeats task and target on its left.

use super::column::{Column as C, Layout};
use super::sheet::FIRST;
use crate::render::template::Error;
use crate::render::template::style::{PRINTED_HEIGHT, print_across};
use rust_xlsxwriter::Worksheet;

/// 160 characters are as wide as the paper at 66 %, where a stand-in font has wide digits.
const WIDTH: u16 = 160;
const SCALE: u16 = 66;
/// Height in points of what stands above the rows: on the first page the title and the line under it too.
const HEAD: f64 = 90.0;

/// Sets `sheet` up, whose rows from [`FIRST`] on are so many points high.
pub(super) fn set_up(sheet: &mut Worksheet, layout: &Layout, heights: &[f64]) -> Result<(), Error> {
    let last = FIRST + u32::try_from(heights.len()).unwrap_or(u32::MAX).saturating_sub(1);
    let widest = (SCALE * WIDTH / layout.widest_page().max(1)).min(SCALE);
    let scale = scale(heights, widest);
    print_across(sheet).set_print_scale(scale);
    sheet.set_print_area(0, 0, last, layout.last_visible())?;
    sheet.set_repeat_rows(2, 3)?;
    sheet.set_repeat_columns(0, layout.at(C::Unit))?;
    let columns: Vec<u32> =
        layout.iter().filter(|(_, c)| c.starts_page()).map(|(at, _)| u32::from(at)).collect();
    sheet.set_vertical_page_breaks(&columns)?;
    let rows: Vec<u32> = starts(heights, room(scale)).iter().map(|at| FIRST + at).collect();
    sheet.set_page_breaks(&rows)?;
    Ok(())
}

/// Height in points that a page has for rows; a little stays free, for no two programs set rows alike.
fn room(scale: u16) -> f64 {
    PRINTED_HEIGHT * 100.0 / f64::from(scale) * 0.98 - HEAD
}

/// The scale in percent: `widest`, or up to a tenth less where that saves a page.
fn scale(heights: &[f64], widest: u16) -> u16 {
    let pages = |scale| pages(heights, room(scale)).len();
    let smaller = (widest - widest / 10..widest).rev();
    smaller.into_iter().find(|scale| pages(*scale) < pages(widest)).unwrap_or(widest)
}

/// The rows before which a page starts, so that no page holds more than `room`, and all are about as full.
fn starts(heights: &[f64], room: f64) -> Vec<u32> {
    let count = pages(heights, room).len();
    let even = heights.iter().sum::<f64>() / count.max(1) as f64;
    let mut limits = (0..).map(|step| even + f64::from(step) * 5.0).take_while(|limit| *limit < room);
    let limit = limits.find(|limit| pages(heights, *limit).len() == count).unwrap_or(room);
    pages(heights, limit).into_iter().skip(1).collect()
}

/// The first row of each page, where rows fill each up to `room`.
fn pages(heights: &[f64], room: f64) -> Vec<u32> {
    let mut starts = Vec::new();
    let mut used = f64::INFINITY;
    for (at, height) in (0..).zip(heights) {
        if used + height > room {
            starts.push(at);
            used = 0.0;
        }
        used += height;
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_row_stands_alone_on_the_last_page() {
        let rows = |count: usize| vec![10.0; count];
        assert_eq!(starts(&rows(10), 100.0), [0; 0]);
        assert_eq!(starts(&rows(11), 100.0), [6]);
        assert_eq!(starts(&rows(21), 100.0), [7, 14]);
        assert_eq!(starts(&[300.0, 300.0], 100.0), [1]);
        assert_eq!(starts(&[], 100.0), [0; 0]);
    }

    #[test]
    fn a_page_is_saved_where_rows_are_a_little_too_many() {
        let height = room(66) + 20.0;
        assert_eq!(scale(&[height / 2.0, height / 2.0], 66), 64);
        assert_eq!(scale(&[height, height], 66), 66);
    }
}
