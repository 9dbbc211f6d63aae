//! The page of an official document (公文): sizes, margins and fonts, as
//! GB/T 9704-2012 (党政机关公文格式) lays them down. Each constant cites its clause.

use serde::{Deserialize, Serialize};

/// Width of A4 in mm (5.1).
pub const PAPER_WIDTH: f64 = 210.0;
/// Height of A4 in mm (5.1).
pub const PAPER_HEIGHT: f64 = 297.0;
/// Upper margin (天头) in mm (5.2.1).
pub const MARGIN_TOP: f64 = 37.0;
/// Left margin (订口) in mm (5.2.1).
pub const MARGIN_LEFT: f64 = 28.0;
/// Lower margin in mm: what the 225 mm high type area (版心) leaves below it (5.2.1).
pub const MARGIN_BOTTOM: f64 = 35.0;
/// Right margin in mm: what the 156 mm wide type area (版心) leaves beside it (5.2.1).
pub const MARGIN_RIGHT: f64 = 26.0;
/// From the lower edge of the type area to the page number's dash, in mm (7.5).
pub const PAGE_NUMBER_GAP: f64 = 7.0;

/// From the foot of the paper to the foot of the page number's line in mm: the number's dash, in the middle of a line of
/// some 7 mm, lies [`PAGE_NUMBER_GAP`] below the type area.
pub const FOOTER_HEIGHT: f64 = MARGIN_BOTTOM - PAGE_NUMBER_GAP - 3.5;

/// Upper margin in mm of a page turned for a wide table. The head of the table lies at the binding edge (订口) of odd
/// pages (clause 8), so the sheet is turned clockwise to be read, and its margins turn with it: what was left is
/// above. Even pages turn the same way, so that their heads lie at the other edge (切口), as the clause says.
pub const TURNED_TOP: f64 = MARGIN_LEFT;
/// Right margin in mm of a turned page: the upper one (天头) of the sheet.
pub const TURNED_RIGHT: f64 = MARGIN_TOP;
/// Lower margin in mm of a turned page: the right one of the sheet.
pub const TURNED_BOTTOM: f64 = MARGIN_RIGHT;
/// Left margin in mm of a turned page: the lower one of the sheet, where its page number stays (clause 8).
pub const TURNED_LEFT: f64 = MARGIN_BOTTOM;
/// Width of the type area of a turned page in mm.
pub const TURNED_WIDTH: f64 = PAPER_HEIGHT - TURNED_LEFT - TURNED_RIGHT;
/// Height of the type area of a turned page in mm.
pub const TURNED_HEIGHT: f64 = PAPER_WIDTH - TURNED_TOP - TURNED_BOTTOM;

/// Size of the title in points: 2号 (7.3.1).
pub const TITLE_SIZE: f64 = 22.0;
/// Size of the body and its headings in points: 3号 (5.2.2, 7.3.3).
pub const BODY_SIZE: f64 = 16.0;
/// Size of the page number in points: 4号 (7.5).
pub const PAGE_NUMBER_SIZE: f64 = 14.0;
/// Size of text in tables in points: 五号. The standard leaves it open (clause 8).
pub const TABLE_SIZE: f64 = 10.5;
/// Size of text in tables of many columns in points: 小五.
pub const WIDE_TABLE_SIZE: f64 = 9.0;
/// Distance of lines in points: 22 lines fill the 225 mm of the type area (5.2.3).
pub const LINE_PITCH: f64 = 29.0;

/// The date inside of every package, so that the same input gives the same bytes.
pub const PACKAGE_DATE: &str = "2000-01-01T00:00:00Z";

/// Millimetres in twentieths of a point (Word's unit).
pub fn mm_to_twips(mm: f64) -> i32 {
    (mm * 1440.0 / 25.4).round() as i32
}

/// Millimetres in inches (Excel's unit of margins).
pub fn mm_to_inches(mm: f64) -> f64 {
    mm / 25.4
}

/// Points in half points (Word's unit of font sizes).
pub fn half_points(points: f64) -> usize {
    (points * 2.0).round() as usize
}

/// Points in twentieths of a point.
pub fn points_to_twips(points: f64) -> i32 {
    (points * 20.0).round() as i32
}

/// The fonts of a document, each with what stands in for it where it is not
/// installed: the first is asked for, the others are named as its substitutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fonts {
    /// Title: 小标宋 (7.3.1).
    pub title: Vec<String>,
    /// Body: 仿宋 (5.2.2).
    pub body: Vec<String>,
    /// First level of headings: 黑体 (7.3.3).
    pub heading1: Vec<String>,
    /// Second level of headings: 楷体 (7.3.3).
    pub heading2: Vec<String>,
    /// Page numbers: 宋体 (7.5).
    pub page_number: Vec<String>,
}

impl Default for Fonts {
    fn default() -> Self {
        let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Fonts {
            title: list(&[
                "方正小标宋简体",
                "方正小标宋_GBK",
                "FZXiaoBiaoSong-B05S",
                "华文中宋",
                "宋体",
                "Noto Serif CJK SC",
            ]),
            body: list(&["仿宋_GB2312", "仿宋", "FangSong", "STFangsong", "Noto Serif CJK SC"]),
            heading1: list(&["黑体", "SimHei", "STHeiti", "Noto Sans CJK SC"]),
            heading2: list(&["楷体_GB2312", "楷体", "KaiTi", "STKaiti", "Noto Serif CJK SC"]),
            page_number: list(&["宋体", "SimSun", "STSong", "Noto Serif CJK SC"]),
        }
    }
}

impl Fonts {
    /// All lists, from title to page number.
    pub fn all(&self) -> [&[String]; 5] {
        [&self.title, &self.body, &self.heading1, &self.heading2, &self.page_number]
    }
}

/// The font of a list that a document asks for.
pub fn first(list: &[String]) -> &str {
    list.first().map_or("宋体", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn margins_and_type_area_fill_the_page() {
        assert_eq!(PAPER_WIDTH - MARGIN_LEFT - MARGIN_RIGHT, 156.0);
        assert_eq!(PAPER_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM, 225.0);
        assert_eq!((TURNED_WIDTH, TURNED_HEIGHT), (225.0, 156.0));
    }

    #[test]
    fn millimetres_become_twips() {
        assert_eq!(mm_to_twips(PAPER_WIDTH), 11906);
        assert_eq!(mm_to_twips(PAPER_HEIGHT), 16838);
    }
}
