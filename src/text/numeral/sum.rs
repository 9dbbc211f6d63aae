//! The value of a numeral, as its parts come in from left to right.

use super::Numeral;
use super::parser::{Cursor, Part, plus, times};
use rust_decimal::Decimal;

/// Units that 千 is a prefix of: 5千米 is five kilometres, 5千亩 five thousand mu.
const KILO: &str = "瓦米克伏卡帕赫焦升";

/// What [`Sum::push`] did with a part.
pub(super) enum Push {
    /// It belongs to the numeral.
    Taken,
    /// The numeral ends before it.
    Refused,
    /// Two digits run on, or the number is too big: there is no numeral at all.
    NoNumber,
}

/// A digit or figures that wait for their unit.
#[derive(Debug, Clone, Copy)]
struct Pending {
    value: Decimal,
    figure: bool,
    spaced: bool,
}

/// A number as its parts come in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sum {
    /// What 万, 亿 and 兆 have closed.
    total: Decimal,
    /// What 十, 百 and 千 came to since.
    section: Decimal,
    pending: Option<Pending>,
    /// Lowest of 千, 百, 十 in the section.
    low: u64,
    /// Lowest and highest of 万, 亿, 兆, and how many there were.
    lowest: u64,
    highest: u64,
    bigs: u32,
    /// The unit before the pending digit.
    unit: u64,
    /// Whether a 零 stands between the two.
    zero: bool,
    /// Whether it is but 百, 千 or 万, which alone is a word and no number.
    bare: bool,
    last: Option<Part>,
    chinese: bool,
    approx: bool,
    multiplier: u64,
}

impl Default for Sum {
    fn default() -> Self {
        Self {
            total: Decimal::ZERO,
            section: Decimal::ZERO,
            pending: None,
            low: u64::MAX,
            lowest: u64::MAX,
            highest: 0,
            bigs: 0,
            unit: 1,
            zero: false,
            bare: false,
            last: None,
            chinese: true,
            approx: false,
            multiplier: 1,
        }
    }
}

impl Sum {
    /// Takes the next part, which a space stands before if `spaced`; `next` is behind it.
    pub(super) fn push(&mut self, part: Part, spaced: bool, next: Cursor) -> Push {
        let starts = self.last.is_none();
        if self.approx && !matches!(part, Part::Big(_)) {
            return Push::Refused;
        }
        let taken = match part {
            Part::Figure(value) => {
                let fits = starts || (!self.chinese && self.pending.is_none());
                self.chinese = self.chinese && !fits;
                fits.then(|| self.pending = Some(Pending { value, figure: true, spaced }))
            }
            Part::Digit(_) if !self.chinese => None,
            Part::Digit(n) => match self.pending {
                Some(_) if spaced => None,
                Some(_) => return Push::NoNumber,
                None => {
                    self.pending = Some(Pending { value: n.into(), figure: false, spaced });
                    self.bare = false;
                    Some(())
                }
            },
            Part::Tens(n) => starts.then(|| {
                self.section = n.into();
                (self.low, self.unit) = (10, 10);
            }),
            Part::Zero => (starts || self.after_unit()).then(|| self.zero = true),
            Part::Small(unit) => match self.small(unit, starts, next) {
                Ok(taken) => taken,
                Err(TooBig) => return Push::NoNumber,
            },
            Part::Big(unit) => match self.big(unit, starts, next) {
                Ok(taken) => taken,
                Err(TooBig) => return Push::NoNumber,
            },
            Part::Odd => self.is_round(next).then(|| {
                self.approx = true;
                self.bare = false;
            }),
            Part::Few => {
                let teens = matches!(self.last, Some(Part::Small(10) | Part::Tens(_)));
                let behind_zero = self.last == Some(Part::Zero) && self.unit > 1;
                (self.chinese && (teens || behind_zero)).then(|| self.approx = true)
            }
        };
        match taken {
            None => Push::Refused,
            Some(()) => {
                self.last = Some(part);
                Push::Taken
            }
        }
    }

    fn after_unit(&self) -> bool {
        matches!(self.last, Some(Part::Small(_) | Part::Big(_) | Part::Tens(_)))
    }

    /// Whether 余 or 多 can follow: a rough number is a round one (3000多, 5万余), or has its unit still to come (15余万).
    fn is_round(&self, next: Cursor) -> bool {
        match self.pending {
            None => self.after_unit() && !(self.bare && self.bigs > 0),
            Some(Pending { value, figure, .. }) => {
                let unit_follows = matches!(next.over_spaces().part(), Some((Part::Big(_), _)));
                figure && value >= Decimal::TEN && (unit_follows || (value % Decimal::TEN).is_zero())
            }
        }
    }

    /// 十, 百, 千.
    fn small(&mut self, unit: u32, starts: bool, next: Cursor) -> Result<Option<()>, TooBig> {
        let unit64 = u64::from(unit);
        let coefficient = match self.pending {
            Some(Pending { value, figure: false, .. }) => value,
            // 2024十大…: figures do not count tens, nor more than nine hundreds or thousands: 10千伏
            Some(Pending { value, .. }) if unit > 10 && value < Decimal::TEN => value,
            None if starts || (unit == 10 && self.zero) => Decimal::ONE,
            _ => return Ok(None),
        };
        let kilo = !self.chinese && unit == 1000 && next.peek().is_some_and(|c| KILO.contains(c));
        if unit64 >= self.low || kilo {
            return Ok(None);
        }
        self.section = times(coefficient, unit.into()).and_then(|n| plus(self.section, n)).ok_or(TooBig)?;
        self.bare = starts && unit > 10;
        self.multiplier = if self.chinese { 1 } else { unit64 };
        self.low = unit64;
        self.behind(unit64);
        Ok(Some(()))
    }

    /// 万, 亿, 兆.
    fn big(&mut self, unit: u64, starts: bool, next: Cursor) -> Result<Option<()>, TooBig> {
        let follows = next.over_spaces().part().map(|(part, _)| part);
        // 兆 counts only inside of a Chinese number, which goes on right behind it; else it is mega, as in 兆瓦
        let inside = self.chinese && !self.approx && next.continues();
        let mega = unit > 100_000_000 && !inside;
        if mega || self.last == Some(Part::Zero) && !self.approx {
            return Ok(None);
        }
        let again = matches!(self.last, Some(Part::Big(_)));
        let section = match self.pending {
            None if again => Decimal::ZERO,
            None if starts && matches!(follows, Some(Part::Big(larger)) if larger > unit) => Decimal::ONE, // 万亿
            None if self.low < u64::MAX => self.section,
            None => return Ok(None),
            Some(pending) if self.low == u64::MAX => pending.value,
            Some(pending) => match self.tail(pending) {
                Some(tail) => plus(self.section, tail).ok_or(TooBig)?,
                None => return Ok(None),
            },
        };
        let factor = unit.into();
        let total =
            if self.bigs > 0 && (unit > self.highest || again && self.bigs == 1 && unit == self.highest) {
                plus(self.total, section).and_then(|n| times(n, factor)) // 万亿, 万万, 一万五千亿
            } else if !again && unit < self.lowest {
                times(section, factor).and_then(|n| plus(self.total, n))
            } else {
                return Ok(None);
            };
        self.total = total.ok_or(TooBig)?;
        let chained = again || (!self.chinese && matches!(self.last, Some(Part::Small(_))));
        self.multiplier = if chained { self.multiplier.checked_mul(unit).ok_or(TooBig)? } else { unit };
        self.lowest = unit;
        self.highest = unit.max(self.highest);
        self.bigs += 1;
        self.bare = starts;
        self.section = Decimal::ZERO;
        self.low = u64::MAX;
        self.behind(unit);
        Ok(Some(()))
    }

    fn behind(&mut self, unit: u64) {
        self.unit = unit;
        self.zero = false;
        self.pending = None;
    }

    /// What a digit or figures at the end count: 五 is fifty in 四百五 and five in 四百零五; figures must fill their places
    /// (3万4000). `None` where they do not belong to the number.
    fn tail(&self, pending: Pending) -> Option<Decimal> {
        let Pending { value, figure, spaced } = pending;
        let unit = Decimal::from(self.unit);
        if self.unit == 1 || (self.zero && value < unit) {
            Some(value)
        } else if figure {
            let fills = value < unit && value >= unit / Decimal::TEN && value.is_integer() && !spaced;
            fills.then_some(value)
        } else if self.unit == 10 {
            Some(value)
        } else if spaced {
            None
        } else {
            times(value, (self.unit / 10).into())
        }
    }

    /// Whether what came in so far is a number.
    pub(super) fn can_end(&self) -> bool {
        let dangling = self.last == Some(Part::Zero) && self.unit > 1;
        !dangling && !self.bare && self.pending.is_none_or(|pending| self.tail(pending).is_some())
    }

    /// The number so far, which takes `len` bytes; `None` where it is too big.
    pub(super) fn numeral(&self, len: usize) -> Option<Numeral> {
        let tail = self.pending.and_then(|pending| self.tail(pending)).unwrap_or_default();
        let value = plus(self.total, self.section).and_then(|n| plus(n, tail))?;
        Some(Numeral {
            value: value.normalize(),
            denominator: None,
            len,
            chinese: self.chinese,
            multiplier: if self.pending.is_some() { 1 } else { self.multiplier },
            approx: self.approx,
        })
    }
}

/// A decimal cannot hold it exactly.
struct TooBig;
