//! Numerals (数词) as official documents write them → exact decimals.
//!
//! Arabic (`2.05`, `1,234`), Chinese (三千五百万, 二〇二四, 壹佰), mixed (2.05亿, 3万5千), rough (500余万, 十几) and fractional
//! (百分之三十五, 三分之二); GB/T 15835-2011 says which of them stands where. A numeral knows nothing of units, and of words
//! only that digits which run on (十四五, 七八百) are no one number. Values are exact or absent: nothing is rounded.

mod figure;
mod parser;
mod print;
mod sum;

use super::{Span, fold::fold};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

pub(crate) use parser::is_formal;
pub use print::to_chinese;

/// A numeral read at the beginning of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numeral {
    /// The number; of a fraction its numerator: 35 for 百分之三十五.
    pub value: Decimal,
    /// What a fraction is of: 100 for 百分之三十五, 3 for 三分之二.
    pub denominator: Option<Decimal>,
    /// Bytes of the folded text that it takes.
    pub len: usize,
    /// Whether it is written wholly in Chinese.
    pub chinese: bool,
    /// What its last multipliers (万, 亿; after figures also 百, 千) come to, 1 without any: in 10-20万, what 20 lends to 10.
    pub multiplier: u64,
    /// Whether 余, 多 or 几 makes it a lower bound: 500余万, 十几.
    pub approx: bool,
}

impl Numeral {
    /// The value of a fraction as a quotient, as exact as a decimal can be; of all others the value.
    pub fn ratio(&self) -> Decimal {
        self.denominator.and_then(|of| self.value.checked_div(of)).unwrap_or(self.value)
    }
}

/// Reads the longest numeral at the very beginning of `folded`, a text that went through [`fold`].
///
/// `None` where none begins there, where it is too big for an exact decimal, and where digits run on, which names a range
/// or a plan and no number (二三十, 十四五); [`numerals`] steps over these whole.
///
/// ```
/// use duban::text::numeral::parse_prefix;
/// let n = parse_prefix("2.05亿元").unwrap();
/// assert_eq!((n.value.to_string().as_str(), n.len, n.multiplier), ("205000000", 7, 100_000_000));
/// ```
pub fn parse_prefix(folded: &str) -> Option<Numeral> {
    parser::numeral(folded)
}

/// Reads `text`, which must be one numeral and nothing else.
///
/// ```
/// use duban::text::numeral::parse;
/// assert_eq!(parse("三千五百万").unwrap().to_string(), "35000000");
/// assert_eq!(parse("１,２００").unwrap().to_string(), "1200");
/// assert_eq!(parse("三千元"), None);
/// ```
pub fn parse(text: &str) -> Option<Decimal> {
    let folded = fold(text.trim());
    parse_prefix(&folded).filter(|n| n.len == folded.len()).map(|n| n.ratio())
}

/// Reads `text`, which must be one whole number and nothing else, into any integer that is wide enough for it.
///
/// ```
/// use duban::text::numeral::whole;
/// assert_eq!(whole::<u8>("二十五"), Some(25));
/// assert_eq!((whole::<u8>("三百"), whole::<u8>("2.5")), (None, None));
/// ```
pub fn whole<T: TryFrom<i64>>(text: &str) -> Option<T> {
    let number = parse(text).filter(Decimal::is_integer)?;
    T::try_from(number.to_i64()?).ok()
}

/// The number that `words` are in figures that cheques have, one alone too, which in a text would be a word: 贰, 拾贰, 贰拾壹.
pub(crate) fn formal(words: &str) -> Option<u32> {
    let mut signs = words.chars();
    let alone = signs.next().filter(|_| signs.next().is_none());
    let value = || alone.map_or_else(|| whole(words), parser::formal);
    words.chars().all(is_formal).then(value).flatten()
}

/// Finds every numeral of `text`, with its place.
///
/// ```
/// use duban::text::{Span, numeral};
/// let found = numeral::find("新建五所，总投资１.2亿元");
/// assert_eq!(found[0].1, Span::new(2, 3));
/// assert_eq!((found[1].0.value.to_string().as_str(), found[1].1), ("120000000", Span::new(8, 12)));
/// ```
pub fn find(text: &str) -> Vec<(Numeral, Span)> {
    let folded = fold(text);
    let (mut byte, mut point) = (0, 0);
    numerals(&folded)
        .map(|(at, n)| {
            let start = point + folded[byte..at].chars().count();
            byte = at + n.len;
            point = start + folded[at..byte].chars().count();
            (n, Span::new(start, point))
        })
        .collect()
}

/// Goes through a folded text and gives every numeral with the byte at which it begins.
///
/// Figures that belong to a name of Latin letters (G219, PM2.5; not CT 12台) and Chinese digits that are no number (数十,
/// 二三十) are stepped over whole. A minus is one only where no number or word stands before it: 5-10 is a range.
pub fn numerals(folded: &str) -> impl Iterator<Item = (usize, Numeral)> + '_ {
    let (mut at, mut before, mut dotted) = (0, '(', false);
    std::iter::from_fn(move || {
        while let Some(c) = folded[at..].chars().next() {
            if parser::is_other(c) || parser::is_formal_alone(&folded[at..]) {
                dotted = false;
                before = if c == ' ' { before } else { c };
                at += c.len_utf8();
                continue;
            }
            let rest = &folded[at..];
            let begins = match c {
                '-' => "(,:;、。|\n".contains(before),
                '0'..='9' => {
                    !before.is_ascii_alphabetic() || parser::counts_behind_letters(&folded[..at], rest)
                }
                _ => parser::begins(c),
            };
            let end = match dotted && before == '.' {
                true => rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()), // 2024.10.15
                false => rest.len(),
            };
            let found = if begins { parse_prefix(&rest[..end]) } else { None };
            dotted = found.is_some() || dotted && c == '.' && before.is_ascii_digit();
            let step = found.map_or_else(|| parser::not_a_number(rest, before).max(c.len_utf8()), |n| n.len);
            before = rest[..step].chars().rfind(|&c| c != ' ').unwrap_or(before);
            at += step;
            if let Some(n) = found {
                return Some((at - n.len, n));
            }
        }
        None
    })
}

#[cfg(test)]
mod tests;
