//! The grammar of numerals, over folded text.

use super::sum::{Push, Sum};
use super::{Numeral, figure};
use crate::text::Signs;
use rust_decimal::Decimal;

/// PDF texts put spaces into numerals; so many are read over between two of their parts.
const SPACES: usize = 2;

/// One part of a numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Arabic figures.
    Figure(Decimal),
    /// 一 … 九, 两, 壹 … 玖.
    Digit(u32),
    /// 零, 〇.
    Zero,
    /// 廿, 卅.
    Tens(u32),
    /// 十, 百, 千.
    Small(u32),
    /// 万, 亿, 兆.
    Big(u64),
    /// 余, 多.
    Odd,
    /// 几.
    Few,
}

/// Value of a Chinese digit; zero included, 两 left out, since it does not stand in a row of digits.
fn digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// Whether it is one of the figures that cheques have (大写数字), which on their own are ordinary words: 陆地, 收拾.
pub(crate) fn is_formal(c: char) -> bool {
    "壹贰叁肆伍陆柒捌玖拾佰仟".contains(c)
}

/// The value of one such figure, from one to ten.
pub(super) fn formal(c: char) -> Option<u32> {
    if c == '拾' { Some(10) } else { digit(c) }
}

fn multiplier(c: char) -> Option<Part> {
    Some(match c {
        '十' | '拾' => Part::Small(10),
        '百' | '佰' => Part::Small(100),
        '千' | '仟' => Part::Small(1000),
        '万' => Part::Big(10_000),
        '亿' => Part::Big(100_000_000),
        '兆' => Part::Big(1_000_000_000_000),
        _ => return None,
    })
}

/// Whether a numeral can begin with `c`.
pub(super) fn begins(c: char) -> bool {
    matches!(c, '0'..='9' | '两' | '廿' | '卅' | '负') || digit(c).is_some() || multiplier(c).is_some()
}

/// Whether a text begins with a figure for cheques in front of a plain one, which is none: 队伍六支.
pub(super) fn is_formal_alone(text: &str) -> bool {
    let mut signs = text.chars();
    signs.next().is_some_and(is_formal) && signs.next().is_some_and(|c| "一二三四五六七八九十两".contains(c))
}

/// All that [`is_other`] is not.
static PARTS: Signs = Signs::new(&[
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '两', '廿', '卅', '负', '零', '〇', '一', '壹', '二',
    '贰', '三', '叁', '四', '肆', '五', '伍', '六', '陆', '七', '柒', '八', '捌', '九', '玖', '十', '拾',
    '百', '佰', '千', '仟', '万', '亿', '兆', '-', '.', '数', '几',
]);

/// Whether `c` has nothing to do with numbers: neither does one begin with it, nor is it part of what only looks like one.
#[inline]
pub(super) fn is_other(c: char) -> bool {
    !PARTS.may_have(c) || !begins(c) && !matches!(c, '-' | '.' | '数' | '几')
}

/// Whether the figures that `rest` begins with count what the letters before them name: CT 12台. A road (G 219) is named
/// by one letter, and nothing is counted.
pub(super) fn counts_behind_letters(before: &str, rest: &str) -> bool {
    let letters = before.trim_end_matches(' ').bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    letters >= 2 && behind.starts_with(['台', '套', '辆', '部', '架'])
}

/// Length in bytes of what looks like a numeral at the beginning of `text`, which follows `before`, and is none: Chinese
/// digits that run on (二三十, 十四五), a vague number (数十, 几百), figures that belong to a name (G219) or are too long.
pub(super) fn not_a_number(text: &str, before: char) -> usize {
    let first = text.chars().next().unwrap_or(' ');
    let run = |text: &str, is: fn(char) -> bool| text.find(|c| !is(c)).unwrap_or(text.len());
    match first {
        '0'..='9' if before.is_ascii_alphabetic() => run(text, |c| c.is_ascii_digit() || c == '.'),
        '0'..='9' => run(text, |c| c.is_ascii_digit() || matches!(c, '.' | ',')),
        '数' | '几' => {
            let rest = &text[first.len_utf8()..];
            let units = run(rest, |c| multiplier(c).is_some());
            // 总数百分之三十 has its number behind 数
            if rest[units..].starts_with('分') { 0 } else { first.len_utf8() + units }
        }
        _ => run(text, |c| c == '两' || digit(c).is_some() || multiplier(c).is_some()),
    }
}

/// A text and how far it was read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(self) -> &'a str {
        &self.text[self.at..]
    }

    pub(super) fn peek(self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Whether a digit is next, or 零 and a digit.
    pub(super) fn continues(self) -> bool {
        let mut parts = self.rest().chars().map(|c| if c == '两' { Some(2) } else { digit(c) });
        match parts.next() {
            Some(Some(0)) => matches!(parts.next(), Some(Some(1..))),
            first => matches!(first, Some(Some(_))),
        }
    }

    /// Behind up to [`SPACES`] spaces.
    pub(super) fn over_spaces(self) -> Self {
        let spaces = self.rest().bytes().take(SPACES).take_while(|&b| b == b' ').count();
        Self { at: self.at + spaces, ..self }
    }

    /// Behind `c`, spaces before it read over.
    fn after(self, c: char) -> Option<Self> {
        let next = self.over_spaces();
        (next.peek() == Some(c)).then(|| Self { at: next.at + c.len_utf8(), ..self })
    }

    pub(super) fn part(self) -> Option<(Part, Self)> {
        let c = self.peek()?;
        let part = match c {
            '0'..='9' => {
                let (value, len) = figure::read(self.rest())?;
                return Some((Part::Figure(value), Self { at: self.at + len, ..self }));
            }
            '两' => Part::Digit(2),
            '廿' => Part::Tens(20),
            '卅' => Part::Tens(30),
            '余' | '多' => Part::Odd,
            '几' => Part::Few,
            _ => match digit(c) {
                Some(0) => Part::Zero,
                Some(n) => Part::Digit(n),
                None => multiplier(c)?,
            },
        };
        Some((part, Self { at: self.at + c.len_utf8(), ..self }))
    }
}

/// Reads the numeral at the beginning of `text`, with its sign and as a fraction where it is one.
pub(super) fn numeral(text: &str) -> Option<Numeral> {
    let start = Cursor { text, at: 0 };
    let (start, negative) = match start.peek()? {
        '负' => (start.after('负')?, true),
        '-' => (Cursor { text, at: 1 }, true),
        _ => (start, false),
    };
    if negative && start.peek().is_none_or(|c| c == '负' || !begins(c)) {
        return None;
    }
    let mut n = match of_hundred(start) {
        Some((of, after)) => fraction(of, after),
        None => {
            let n = cardinal(start)?;
            let after = Cursor { text, at: n.len };
            match divided(after).and_then(|after| fraction(n.value, after)) {
                // 陆地, 队伍, 收拾: a word
                None if start.peek().is_some_and(|c| is_formal(c) && n.len == start.at + c.len_utf8()) => {
                    None
                }
                fraction => fraction.or(Some(n)),
            }
        }
    }?;
    if negative {
        n.value = -n.value;
    }
    Some(n)
}

/// Behind 分之.
fn divided(cursor: Cursor) -> Option<Cursor> {
    cursor.after('分')?.after('之')
}

/// 百分之, 千分之, 万分之, 百万分之: denominators without a 一.
fn of_hundred(start: Cursor) -> Option<(Decimal, Cursor)> {
    let (mut of, mut at) = (1u64, start);
    while let Some((part, next)) = at.over_spaces().part() {
        of = match part {
            Part::Small(unit) => of.checked_mul(unit.into())?,
            Part::Big(unit) => of.checked_mul(unit)?,
            _ => break,
        };
        at = next;
    }
    if of == 1 { None } else { Some((of.into(), divided(at)?)) }
}

/// The numerator behind 分之.
fn fraction(of: Decimal, after: Cursor) -> Option<Numeral> {
    let start = after.over_spaces();
    let numerator = if start.peek() == Some('百') && cardinal(start).is_none() {
        // 百分之百
        Numeral { len: start.after('百')?.at, ..plain(Decimal::ONE_HUNDRED) }
    } else {
        cardinal(start)?
    };
    (!of.is_zero()).then_some(Numeral { denominator: Some(of), ..numerator })
}

fn plain(value: Decimal) -> Numeral {
    Numeral { value, denominator: None, len: 0, chinese: true, multiplier: 1, approx: false }
}

/// Reads a number without sign from `start` on; its `len` counts from the beginning of the text.
fn cardinal(start: Cursor) -> Option<Numeral> {
    if let Some(row) = row_of_digits(start) {
        return row;
    }
    let (mut sum, mut best, mut at) = (Sum::default(), None, start);
    loop {
        let spaced = at.over_spaces();
        let Some((part, next)) = spaced.part() else { break };
        match sum.push(part, spaced.at > at.at, next) {
            Push::Taken => at = next,
            Push::Refused => break,
            Push::NoNumber => return None,
        }
        if sum.can_end() {
            best = Some(sum.numeral(at.at)?);
        }
    }
    let n: Numeral = best?;
    let decimals = if n.chinese && !n.approx { with_decimals(n, start.text) } else { None };
    Some(decimals.unwrap_or(n))
}

/// Digits in a row: 二〇二四. Fewer than four without a zero run on (十四五, 二三产业) and are no number: `Some(None)`.
fn row_of_digits(start: Cursor) -> Option<Option<Numeral>> {
    let (mut value, mut count, mut zero) = (0u64, 0, false);
    let mut at = start;
    while let Some(c) = at.peek() {
        let Some(n) = digit(c).or_else(|| typed_zero(at, count)) else { break };
        zero |= n == 0;
        count += 1;
        value = value.saturating_mul(10).saturating_add(n.into());
        at.at += c.len_utf8();
    }
    if count < 2 {
        return None;
    }
    let number = (zero || count >= 4) && count <= 18 && at.peek().is_none_or(|c| multiplier(c).is_none());
    Some(number.then(|| Numeral { len: at.at, ..plain(value.into()) }))
}

/// The zero of a year typed as a figure or a letter: 二0二四, 二O二O.
fn typed_zero(at: Cursor, count: u32) -> Option<u32> {
    let behind = at.rest().trim_start_matches(['0', 'O']);
    let zeros = at.rest().len() - behind.len();
    let within = count > 0 && behind.chars().next().and_then(digit).is_some();
    (zeros > 0 && (within || count == 3 && zeros == 1)).then_some(0)
}

/// 点 and digits behind a Chinese number, and the multiplier behind these: 一点五亿. 三点二十 is a time of day.
fn with_decimals(n: Numeral, text: &str) -> Option<Numeral> {
    let mut at = Cursor { text, at: n.len }.after('点')?.over_spaces();
    let (mut digits, mut count) = (0u64, 0);
    while let Some(d) = at.peek().and_then(digit) {
        digits = digits.checked_mul(10)?.checked_add(d.into())?;
        count += 1;
        at.at += at.peek()?.len_utf8();
    }
    let decimals = Decimal::try_from_i128_with_scale(digits.into(), count).ok().filter(|_| count > 0)?;
    let mut value = plus(n.value, decimals)?;
    let mut factor = 1;
    while let Some((part, next)) = at.over_spaces().part() {
        match part {
            Part::Big(unit) => factor = times(factor.into(), unit.into())?.try_into().ok()?,
            Part::Small(_) if factor == 1 => return None,
            _ => break,
        }
        at = next;
    }
    value = times(value, factor.into())?;
    Some(Numeral { value: value.normalize(), len: at.at, multiplier: factor, ..n })
}

/// Product, where a decimal holds it exactly.
pub(super) fn times(a: Decimal, b: Decimal) -> Option<Decimal> {
    let a = a.normalize();
    a.checked_mul(b).filter(|product| product.scale() == a.scale() || product.is_zero())
}

/// Sum, where a decimal holds it exactly.
pub(super) fn plus(a: Decimal, b: Decimal) -> Option<Decimal> {
    let (a, b) = (a.normalize(), b.normalize());
    a.checked_add(b).filter(|sum| sum.scale() == a.scale().max(b.scale()))
}
