//! Quantities (数量): a number, what it counts or measures, and how it binds.
//!
//! `[bound] NUMBER [multiplier] UNIT [bound]`: 不少于1.2万人次, 30家以上, 8%—10%, 10、20和30个.
//! Money is a quantity in yuan; [`super::money`] and [`super::target`] tell which is which.

mod bound;
mod unit;

use crate::lexicon::{Comparator, Lexicon, UnitClass};
use crate::text::{
    behind_figures,
    numeral::{self, Numeral},
    words,
};
use rust_decimal::Decimal;
use std::ops::Range;
use unit::{Unit, bare, read_unit, share_sign};

pub(crate) use unit::per_len;

/// What kind of unit a quantity has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// A sum of money, in yuan.
    Money,
    /// Counts or measures something.
    Unit(UnitClass),
    /// A number alone.
    Bare,
}

/// A number with its unit and bound, at a place of the folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// The number; of a range the upper end.
    pub value: Decimal,
    /// The lower end of a range.
    pub low: Option<Decimal>,
    /// Kind of unit.
    pub class: Class,
    /// The unit as written, less its multiplier; empty for money and bare numbers.
    pub unit: Range<usize>,
    /// The sign that words stand for: % for 百分之三十五.
    pub sign: Option<&'static str>,
    /// How it binds.
    pub comparator: Comparator,
    /// Number and unit, without bounds.
    pub core: Range<usize>,
    /// All of it, bounds included.
    pub range: Range<usize>,
    /// Whether the number is written in Chinese.
    pub chinese: bool,
    /// Whether a bound stands behind it.
    pub bound_after: bool,
}

/// Finds all quantities of a folded text, those of names and dates left out.
pub fn scan(text: &str, lexicon: &Lexicon) -> Vec<Quantity> {
    let numerals = numeral::numerals(text).map(|(start, number)| without_burden(text, start, number));
    let numerals: Vec<(usize, Numeral)> = numerals.filter(|(_, n)| n.value >= Decimal::ZERO).collect();
    let mut found: Vec<Quantity> = Vec::new();
    let (mut at, mut passed) = (0, 0);
    while let Some(&(start, number)) = numerals.get(at) {
        at += 1;
        if start < passed || is_told_by_neighbour(text, start, &number) {
            continue;
        }
        let end = start + number.len;
        let mut figure =
            Figure { low: None, last: number, end, unit: read_unit(text, end, &number, lexicon) };
        for grown in [Figure::with_thousands, Figure::to_upper] {
            if let Some(more) = numerals.get(at).and_then(|next| grown(&figure, text, *next, lexicon)) {
                figure = more;
                at += 1;
            }
        }
        let Figure { low, last, end, unit } = figure;
        // ¥2,680万
        let signed = text[..start].ends_with('¥') && unit.is_none();
        let yuan = signed.then_some(Unit { class: Class::Money, text: end..end, end });
        let start = if signed { start - '¥'.len_utf8() } else { start };
        let Some(unit) = unit.or(yuan).or_else(|| bare(text, end, &last)) else { continue };
        let floor = passed;
        passed = unit.end.max(end);
        if unit.class == Class::Unit(UnitClass::Never) {
            continue;
        }
        let core = start..passed;
        // A bound belongs to one number only: 不少于3%0天.
        let (before_at, before) = match bound::before(text, start, lexicon) {
            (at, _) if at < floor => (start, None),
            bound => bound,
        };
        let (after_at, after) = bound::after(text, core.end, lexicon);
        let rough = number.approx.then_some(Comparator::Approx);
        found.push(Quantity {
            value: last.value,
            low,
            class: unit.class,
            unit: unit.text,
            sign: share_sign(&last),
            comparator: after.or(before).or(rough).unwrap_or(Comparator::Eq),
            range: before_at..after_at,
            core,
            chinese: last.chinese,
            bound_after: after.is_some(),
        });
    }
    share_units(text, &mut found);
    drop_bare(text, &mut found);
    respectively(text, &mut found);
    found
}

/// Whether what stands beside a number says that it counts nothing: 第3, 1+2, 六个百分之百 (a name), 每30户配1名 (for how
/// many each is).
fn is_told_by_neighbour(text: &str, start: usize, number: &Numeral) -> bool {
    let (before, behind) = (&text[..start], &text[start + number.len..]);
    before.ends_with(['第', '+', '“', '×']) && !behind.starts_with('%')
        || before.ends_with('个') && share_sign(number).is_some()
        || before.ends_with('每') && !number.chinese
}

/// A number that is being read, and what it has grown to.
struct Figure {
    /// The lower end of a range.
    low: Option<Decimal>,
    /// Its last numeral.
    last: Numeral,
    /// Where that ends.
    end: usize,
    unit: Option<Unit>,
}

impl Figure {
    /// The figure and the thousands that a paste has parted from it: 2 740万元.
    fn with_thousands(&self, text: &str, next: (usize, Numeral), lexicon: &Lexicon) -> Option<Self> {
        let (start, thousand) = next;
        let parted = self.unit.is_none() && text.get(self.end..start) == Some(" ");
        let figures = || text[start..].bytes().take_while(u8::is_ascii_digit).count();
        if !(parted && (1..=3).contains(&self.last.len) && figures() == 3) {
            return None;
        }
        let scale = Decimal::ONE_THOUSAND * Decimal::from(thousand.multiplier);
        let high = self.last.value.checked_mul(scale)?;
        let value = high.checked_add(thousand.value)?;
        let end = start + thousand.len;
        let unit = read_unit(text, end, &thousand, lexicon);
        Some(Self { low: None, last: Numeral { value, ..thousand }, end, unit })
    }

    /// The range that the figure begins: 9%—11%, 10~30个百分点, 3至5家; both ends share the unit and the multiplier of the
    /// last.
    fn to_upper(&self, text: &str, next: (usize, Numeral), lexicon: &Lexicon) -> Option<Self> {
        let ((start, upper), lower) = (next, &self.last);
        let behind = self.unit.as_ref().map_or(self.end, |unit| unit.end);
        let ranges = text.get(behind..start).is_some_and(is_range_sign) && upper.chinese == lower.chinese;
        let end = start + upper.len;
        let unit = ranges.then(|| read_unit(text, end, &upper, lexicon)).flatten()?;
        let same = |own: &Unit| text[own.text.clone()] == text[unit.text.clone()];
        if !self.unit.as_ref().is_none_or(same) {
            return None;
        }
        let lends = self.unit.is_none() && lower.multiplier == 1;
        let lent = if lends { Decimal::from(upper.multiplier) } else { Decimal::ONE };
        let low = lower.value.checked_mul(lent).filter(|low| *low <= upper.value);
        Some(Self { low, last: upper, end, unit: Some(unit) })
    }
}

/// Leaves out bare numbers but those that an indicator is held at, and those listed behind one: 分别降至17.2和12.6.
fn drop_bare(text: &str, found: &mut Vec<Quantity>) {
    let mut held: Option<Range<usize>> = None;
    found.retain(|quantity| {
        let listed = || {
            held.as_ref().is_some_and(|held| {
                opens_list(&text[..held.start])
                    && text.get(held.end..quantity.range.start).is_some_and(|sign| is_list_sign(sign.trim()))
            })
        };
        let bare = quantity.class == Class::Bare;
        let kept = !bare
            || quantity.comparator != Comparator::Eq
            || controlled(text, quantity)
            || quantity.value.scale() > 0 && listed();
        held = (bare && kept).then(|| quantity.range.clone());
        kept
    });
}

/// The numeral without a sign that belongs to the word before it: 减负600亿元.
fn without_burden(text: &str, start: usize, number: Numeral) -> (usize, Numeral) {
    let sign = '负'.len_utf8();
    let word = text[start..].starts_with('负') && text[..start].ends_with(['减', '担', '肩', '自']);
    if !word || number.len <= sign {
        return (start, number);
    }
    (start + sign, Numeral { value: -number.value, len: number.len - sign, ..number })
}

/// Whether a bare number is what an indicator is held at: 指数控制在103.5.
fn controlled(text: &str, quantity: &Quantity) -> bool {
    let before = text[..quantity.core.start].trim_end();
    quantity.value.scale() > 0 && words!["控制在", "保持在", "稳定在", "达", "到", "至"].ends(before)
}

fn is_list_sign(between: &str) -> bool {
    matches!(between, "、" | "和" | "与" | "及")
}

fn is_range_sign(between: &str) -> bool {
    matches!(between.trim(), "-" | "—" | "–" | "~" | "至" | "到" | "--" | "——")
}

/// What stands between two quantities; `None` where a bound belongs to both, and nothing does.
fn between<'t>(text: &'t str, left: &Quantity, right: &Quantity) -> Option<&'t str> {
    text.get(left.range.end..right.range.start).map(str::trim)
}

/// Numbers of a list take the unit of its last: 10、20和30个; PM10和PM2.5分别不高于53和32微克/立方米; and what multiplies it:
/// 120、80、60万平方米.
fn share_units(text: &str, found: &mut [Quantity]) {
    let mut lent = None;
    for at in (1..found.len()).rev() {
        let (left, right) = found.split_at_mut(at);
        let (Some(here), Some(next)) = (left.last_mut(), right.first()) else { continue };
        if here.class == Class::Bare
            && next.class != Class::Bare
            && between(text, here, next).is_some_and(is_list_sign)
        {
            here.class = next.class;
            here.unit = next.unit.clone();
            let scale = *lent.get_or_insert_with(|| multiplier(text, next));
            // 1200、3万人: what is so much more than the last is told in full.
            let most = (next.value / scale).checked_mul(Decimal::ONE_HUNDRED);
            if most.is_none_or(|most| here.value <= most) {
                here.value = here.value.checked_mul(scale).unwrap_or(here.value);
            }
        } else {
            lent = None;
        }
    }
}

/// What multiplies the figures of a quantity: ten thousand in 60万平方米.
fn multiplier(text: &str, quantity: &Quantity) -> Decimal {
    let figures = behind_figures(&text[quantity.core.clone()]);
    let ten_thousand = Decimal::from(10_000);
    match figures.chars().next() {
        Some('万') if quantity.core.len() > figures.len() => ten_thousand,
        Some('亿') if quantity.core.len() > figures.len() => ten_thousand * ten_thousand,
        _ => Decimal::ONE,
    }
}

/// A bound of a list that 分别 or 均 opens holds for all of it: 分别达到88%、78%、30%以上.
fn respectively(text: &str, found: &mut [Quantity]) {
    let mut at = 0;
    while at < found.len() {
        let mut last = at;
        while let Some(next) = found.get(last + 1)
            && matches!(between(text, &found[last], next), Some("、" | "和" | "与" | "及" | "," | "以及"))
        {
            last += 1;
        }
        if last > at && opens_list(&text[..found[at].range.start]) {
            let bound = found[last].comparator;
            let first = found[at].comparator;
            for quantity in &mut found[at..=last] {
                if quantity.comparator == Comparator::Eq {
                    quantity.comparator = if bound != Comparator::Eq { bound } else { first };
                }
            }
        }
        at = last + 1;
    }
}

/// Whether the clause that `before` ends with says 分别 or ends with 均.
fn opens_list(before: &str) -> bool {
    let clause =
        before.char_indices().rev().take(12).take_while(|(_, c)| !matches!(c, ',' | '。' | ';' | '、'));
    let clause = clause.last().map_or("", |(at, _)| &before[at..]);
    clause.contains("分别") || clause.ends_with('均')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    fn read(text: &str) -> Vec<String> {
        let text = fold(text);
        let sign = |quantity: &Quantity| match quantity.comparator {
            Comparator::Eq => "",
            Comparator::Ge => "≥",
            Comparator::Le => "≤",
            Comparator::Gt => ">",
            Comparator::Lt => "<",
            Comparator::Approx => "≈",
        };
        scan(&text, Lexicon::builtin())
            .iter()
            .map(|q| {
                let low = q.low.map_or(String::new(), |low| format!("{}..", low.normalize()));
                let unit = if q.class == Class::Money { "元" } else { &text[q.unit.clone()] };
                format!("{}{low}{}{unit}", sign(q), q.value.normalize())
            })
            .collect()
    }

    #[test]
    fn multipliers_belong_to_the_number() {
        assert_eq!(read("培训0.15万人次以上，投资2.05亿元"), ["≥1500人次", "205000000元"]);
        assert_eq!(read("流通超50万册次，城乡收入比缩小至2.31"), [">500000册次", "2.31"]);
        assert_eq!(read("床位二百张、中心两所"), ["200张", "2所"]);
    }

    #[test]
    fn a_multiplier_may_be_that_of_a_whole_list() {
        assert_eq!(read("新增120、80、60万平方米"), ["1200000平方米", "800000平方米", "600000平方米"]);
        assert_eq!(read("惠及1200、3万人"), ["1200人", "30000人"]);
        assert_eq!(read("培训20、30人"), ["20人", "30人"]);
        // More than a decimal holds.
        let many = "9".repeat(27);
        assert_eq!(read(&format!("新增{many}、{many}人")).len(), 2);
        read(&format!("新增{many}、{many}万人"));
    }

    #[test]
    fn bounds_stand_on_both_sides() {
        assert_eq!(
            read("不少于30家，控制在5%以内，约8万方，突破90亿元"),
            ["≥30家", "≤5%", "≈80000方", ">9000000000元"]
        );
        assert_eq!(read("不低于每人每月1950元"), ["≥1950元"]);
        assert_eq!(
            read("不能超过29天，不得多于3人，严禁超过11人，不应少于5个，不得突破10亿元，未超过9%"),
            ["≤29天", "≤3人", "≤11人", "≥5个", "≤1000000000元", "≤9%"]
        );
        assert_eq!(read("惠及企业1000余家"), ["≈1000家"]);
        assert_eq!(read("节约30吨，签约50项"), ["30吨", "50项"]);
    }

    #[test]
    fn ranges_share_unit_and_multiplier() {
        assert_eq!(
            read("增长9%—11%，提高10~30个百分点，投放3-5万吨"),
            ["9..11%", "10..30个百分点", "30000..50000吨"]
        );
    }

    #[test]
    fn trailing_bound_holds_for_every_value_after_respectively() {
        assert_eq!(read("分别达到88%、78%、30%以上"), ["≥88%", "≥78%", "≥30%"]);
        assert_eq!(read("PM10和PM2.5分别不高于53和32微克/立方米"), ["≤53微克/立方米", "≤32微克/立方米"]);
    }

    #[test]
    fn names_specifications_ages_and_ordinals_are_none() {
        assert!(read("G219线、110KV变电站、0-16岁儿童、第3次会议、2024年、20年一遇、5G基站").is_empty());
        assert_eq!(read("口袋公园三处"), ["3处"]);
        assert!(read("主变2×63兆伏安").is_empty());
        assert_eq!(read("组建抢修队伍六支、应急队伍十支"), ["6支", "10支"]);
    }

    #[test]
    fn a_unit_may_have_another_in_brackets() {
        assert_eq!(
            read("种植乔灌木5000株（丛），设备260台（套），培训50人（农民）"),
            ["5000株(丛)", "260台(套)", "50人"]
        );
    }

    #[test]
    fn a_bound_belongs_to_one_number() {
        assert_eq!(read("优良天数不少于3%0天"), ["≥3%", "0天"]);
    }

    #[test]
    fn a_bound_number_needs_no_unit() {
        assert_eq!(read("死亡率控制在0.028以内"), ["≤0.028"]);
        assert_eq!(read("小学、初中生师比分别降至17.2和12.6"), ["17.2", "12.6"]);
    }
}
