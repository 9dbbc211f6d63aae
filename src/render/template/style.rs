//! How the cells of workbooks look.

use crate::render::page::{self, Fonts, first};
use crate::render::text::lines;
use jiff::civil::Date;
use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet};

/// Colours of the lamps, in the order 完成, 正常, 滞后, 严重滞后, 未报: blue, green, yellow, red, grey (fill, text).
pub(super) const LAMPS: [(u32, u32); 5] = [
    (0x5B_9B_D5, 0xFF_FF_FF),
    (0x70_AD_47, 0xFF_FF_FF),
    (0xFF_D9_66, 0x3F_3F_3F),
    (0xE0_3C_31, 0xFF_FF_FF),
    (0xED_ED_ED, 0x7F_7F_7F),
];

const BAND: u32 = 0x1F_4E_79;
const HEADER: u32 = 0xDD_EB_F7;
const INPUT: u32 = 0xFF_FB_E6;
const LINE: u32 = 0xA6_A6_A6;

/// The font of the cells; every office has it.
const FONT: &str = "宋体";
/// Size of the cells' font, in points.
pub(super) const SIZE: f64 = 10.0;

/// The formats of all sheets.
#[derive(Debug)]
pub(super) struct Style {
    pub(super) title: Format,
    pub(super) subtitle: Format,
    pub(super) band: Format,
    pub(super) header: Format,
    pub(super) text: Format,
    /// Repeats what stands in the row above: paler.
    pub(super) repeat: Format,
    pub(super) center: Format,
    pub(super) date: Format,
    /// A day that the notice does not name: paler, slanted.
    pub(super) assumed_date: Format,
    pub(super) percent: Format,
    pub(super) general: Format,
    pub(super) whole: Format,
    pub(super) input_text: Format,
    pub(super) input_center: Format,
    pub(super) input_number: Format,
    pub(super) input_percent: Format,
    pub(super) plain: Format,
    /// Without borders, open.
    pub(super) input_plain: Format,
}

impl Style {
    /// The workbook's default: 宋体 11 pt, as Chinese Excel has it. Widths of columns are counted in its digits, which
    /// are 8 pixels wide; the default column has 72.
    pub(super) fn default_format() -> (Format, u32, u32) {
        let format =
            Format::new().set_font_name(FONT).set_font_size(11).set_align(FormatAlign::VerticalCenter);
        (format, 18, 72)
    }

    pub(super) fn new(fonts: &Fonts) -> Self {
        let plain =
            Format::new().set_font_name(FONT).set_font_size(SIZE).set_align(FormatAlign::VerticalCenter);
        let boxed = plain.clone().set_border(FormatBorder::Thin).set_border_color(LINE);
        let center = boxed.clone().set_align(FormatAlign::Center).set_text_wrap();
        let number = boxed.clone().set_align(FormatAlign::Right).set_shrink();
        let input = |format: &Format| format.clone().set_background_color(INPUT).set_unlocked();
        let text = boxed.clone().set_align(FormatAlign::Left).set_text_wrap();
        let bold = center.clone().set_bold();
        Self {
            title: plain
                .clone()
                .set_font_name(first(&fonts.title))
                .set_font_size(18)
                .set_align(FormatAlign::Left),
            subtitle: plain.clone().set_font_color(0x59_59_59).set_align(FormatAlign::Left),
            band: bold.clone().set_background_color(BAND).set_font_color(Color::White),
            header: bold.set_background_color(HEADER),
            repeat: text.clone().set_font_color(0x8C_8C_8C),
            date: center.clone().set_num_format("yyyy-mm-dd"),
            assumed_date: center.clone().set_num_format("yyyy-mm-dd").set_italic().set_font_color(0x8C_8C_8C),
            percent: center.clone().set_num_format("0.0%"),
            general: number.clone(),
            whole: center.clone().set_num_format("0"),
            input_text: input(&text),
            input_center: input(&center),
            input_number: input(&number),
            input_percent: input(&center).set_num_format("0%"),
            input_plain: plain.clone().set_unlocked(),
            text,
            center,
            plain,
        }
    }

    /// A number with `scale` decimals after the sign `bound`; open where it is an input.
    pub(super) fn number(&self, scale: u32, bound: &str, input: bool) -> Format {
        let decimals = match scale.min(6) {
            0 => String::new(),
            n => format!(".{}", "0".repeat(n as usize)),
        };
        let sign = if bound.is_empty() { String::new() } else { format!("\"{bound}\"") };
        let format = if input { &self.input_number } else { &self.general };
        format.clone().set_num_format(format!("{sign}#,##0{decimals}"))
    }

    /// The lamp of the status at `index` in the order of [`LAMPS`].
    pub(super) fn lamp(index: usize) -> Format {
        let (fill, text) = LAMPS.get(index).copied().unwrap_or((0xFF_FF_FF, 0));
        Format::new().set_background_color(fill).set_font_color(text)
    }
}

/// The height in points of a row of the cells' font in which each of `texts` is wrapped to its width in characters.
pub(super) fn height<'t>(texts: impl IntoIterator<Item = (&'t str, u16)>) -> f64 {
    let lines = texts
        .into_iter()
        .map(|(text, width)| lines(text, usize::from(width.max(3) - 1)))
        .max()
        .unwrap_or(1)
        .clamp(1, 29);
    // 409 points are the most that a row may have.
    f64::from(u32::try_from(lines).unwrap_or(1)) * 13.5 + 4.5
}

/// Height in points of what [`print_across`] leaves between its margins.
pub(super) const PRINTED_HEIGHT: f64 = (page::PAPER_WIDTH / 25.4 - TOP - BOTTOM) * 72.0;
/// Upper and lower margin in inches.
const TOP: f64 = 0.55;
const BOTTOM: f64 = 0.6;

/// Makes `sheet` print on A4 across, with page numbers. Narrow margins leave room for what is wide.
pub(super) fn print_across(sheet: &mut Worksheet) -> &mut Worksheet {
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_margins(0.45, 0.45, TOP, BOTTOM, 0.3, 0.3)
        .set_footer("&C&\"宋体\"&9— &P —")
}

/// What fits into a cell: 32,767 UTF-16 units, as Excel holds them.
pub(super) fn clip(text: &str) -> &str {
    match text.char_indices().nth(16_000) {
        Some((end, _)) => text.get(..end).unwrap_or(text),
        None => text,
    }
}

/// A day as Excel counts it; `None` before 1900.
pub(super) fn excel_date(date: Date) -> Option<ExcelDateTime> {
    let (year, month, day) =
        (u16::try_from(date.year()).ok()?, u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_as_high_as_their_longest_text() {
        assert!(height([("教育局", 7), ("教育局、财政局、审计局", 9)]) > height([("教育局", 7)]));
        assert!(height([("教育局".repeat(500).as_str(), 9)]) <= 409.0);
    }
}
