//! What a task costs, counted once.

use crate::notice::{Comparator, Investment, InvestmentKind};
use crate::text::Span;
use rust_decimal::Decimal;
use std::fmt;

/// A sum of money in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// The sum in yuan.
    pub yuan: Decimal,
    /// How it binds.
    pub comparator: Comparator,
}

/// What a task's sums come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Cost {
    /// The sum that counts; `None` where the task names none.
    pub(crate) amount: Option<Amount>,
    /// Sums that do not count because they are ranges, as written.
    pub(crate) ranges: Vec<String>,
    /// The same money seen otherwise, which does not count: 总投资8亿元 beside 年度投资.
    pub(crate) others: Vec<String>,
}

impl Amount {
    /// The sum in units of ten thousand yuan (万元), without trailing zeros.
    pub fn wan(self) -> Decimal {
        wan(self.yuan)
    }

    /// What stands before and after the number: `20500以上`, `约300`.
    pub(crate) fn affixes(self) -> (&'static str, &'static str) {
        match self.comparator {
            Comparator::Eq => ("", ""),
            Comparator::Ge => ("", "以上"),
            Comparator::Le => ("", "以内"),
            Comparator::Gt => ("超过", ""),
            Comparator::Lt => ("低于", ""),
            Comparator::Approx => ("约", ""),
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, after) = self.affixes();
        write!(f, "{before}{}{after}", self.wan())
    }
}

/// Yuan in 万元, exactly.
pub(crate) fn wan(yuan: Decimal) -> Decimal {
    (yuan / Decimal::from(10_000)).normalize()
}

/// The sum of both, or the greatest number there is: no notice's figure may stop the program.
pub(crate) fn add(a: Decimal, b: Decimal) -> Decimal {
    a.checked_add(b).unwrap_or(Decimal::MAX)
}

/// What `investments` come to, counted once:
///
/// - of 年度投资, 总投资 and 完成投资 only the first that is there counts, for they are the same money, and a plan
///   answers for its year; subsidies and other sums are added;
/// - what breaks down a sum before it does not count: it follows 其中 or stands in brackets in the same
///   sentence, or two or more sums in a row come to the one before them;
/// - ranges do not count, and are told.
///
/// `text` is the notice's text, by code points.
pub(crate) fn cost(investments: &[Investment], text: &[char]) -> Cost {
    let counted = counted(investments, text);
    let is_counted = |sum: &Investment| counted.iter().any(|counted| std::ptr::eq(*counted, sum));
    let other = |sum: &&Investment| {
        let name = match sum.kind {
            _ if sum.yuan.is_none() || is_counted(sum) => return None,
            InvestmentKind::Annual => "年度投资",
            InvestmentKind::Investment => "总投资",
            InvestmentKind::Completed => "完成投资",
            _ => return None,
        };
        Some(format!("{name}{}", sum.text))
    };
    let others = without_parts(investments, text).iter().filter_map(other).collect();
    let ranges = without_parts(investments, text).into_iter().filter(|sum| sum.yuan.is_none());
    let ranges = ranges.map(|sum| sum.text.clone()).collect();
    let counted: Vec<Amount> = counted
        .into_iter()
        .filter_map(|sum| Some(Amount { yuan: sum.yuan?, comparator: sum.comparator }))
        .collect();
    let amount = counted.iter().copied().reduce(|a, b| Amount {
        yuan: add(a.yuan, b.yuan),
        comparator: if a.comparator == b.comparator { a.comparator } else { Comparator::Eq },
    });
    Cost { amount, ranges, others }
}

/// The kinds of sum that are the same money, the one that counts first.
const ORDER: [InvestmentKind; 3] =
    [InvestmentKind::Annual, InvestmentKind::Investment, InvestmentKind::Completed];

/// The sums of `investments` that count, each once; of those that are the same money, the first kind that is there.
/// See [`cost`].
pub(crate) fn counted<'a>(investments: &'a [Investment], text: &[char]) -> Vec<&'a Investment> {
    let sums = without_parts(investments, text);
    let is_there = |kind: &&InvestmentKind| sums.iter().any(|s| s.kind == **kind && s.yuan.is_some());
    let project = ORDER.iter().find(is_there).copied();
    let counts = |sum: &&Investment| {
        let same_money = ORDER.contains(&sum.kind);
        sum.yuan.is_some() && (!same_money || Some(sum.kind) == project)
    };
    sums.iter().copied().filter(counts).collect()
}

/// The sums that are no part of another.
fn without_parts<'a>(investments: &'a [Investment], text: &[char]) -> Vec<&'a Investment> {
    let mut whole: Vec<&Investment> = Vec::new();
    for sum in investments {
        let part = whole.last().is_some_and(|last| is_part(last.span, sum.span, text));
        if !part {
            whole.push(sum);
        }
    }
    let mut kept = Vec::new();
    let mut rest = whole.as_slice();
    while let Some((first, following)) = rest.split_first() {
        kept.push(*first);
        rest = following.get(parts_of(first, following)..).unwrap_or_default();
    }
    kept
}

/// How many of `following` come, from the first on, to `total`: two at least, or none.
fn parts_of(total: &Investment, following: &[&Investment]) -> usize {
    let Some(total) = total.yuan else { return 0 };
    let mut sum = Decimal::ZERO;
    for (i, part) in following.iter().enumerate() {
        let Some(yuan) = part.yuan else { return 0 };
        sum = add(sum, yuan);
        if sum >= total {
            return if sum == total && i > 0 { i + 1 } else { 0 };
        }
    }
    0
}

/// Whether the words between two sums make the second a part of the first.
fn is_part(total: Option<Span>, part: Option<Span>, text: &[char]) -> bool {
    let (Some(total), Some(part)) = (total, part) else { return false };
    let Some(between) = text.get(total.end..part.start) else { return false };
    if between.iter().any(|c| "。；;\n".contains(*c)) {
        return false;
    }
    let opened = between.iter().filter(|c| "（(".contains(**c)).count();
    let closed = between.iter().filter(|c| "）)".contains(**c)).count();
    opened > closed || between.windows(2).any(|pair| pair == ['其', '中'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::table::entry::sample::investment;

    fn check(text: &str, sums: &[(&str, i64, InvestmentKind)], expected: i64) {
        let chars: Vec<char> = text.chars().collect();
        let investments: Vec<_> =
            sums.iter().map(|(words, yuan, kind)| investment(text, words, *yuan, *kind)).collect();
        let amount = cost(&investments, &chars).amount.map(|amount| amount.yuan);
        assert_eq!(amount, Some(Decimal::from(expected)), "{text}");
    }

    #[test]
    fn what_follows_of_which_is_a_part() {
        use InvestmentKind::Investment;
        check(
            "总投资500万元，其中自筹200万元。",
            &[("500万元", 500, Investment), ("200万元", 200, Investment)],
            500,
        );
        check(
            "总投资500万元（自筹200万元）。",
            &[("500万元", 500, Investment), ("200万元", 200, Investment)],
            500,
        );
        check(
            "修路投资500万元；其中一段200万元",
            &[("500万元", 500, Investment), ("200万元", 200, Investment)],
            700,
        );
    }

    #[test]
    fn sums_that_come_to_the_one_before_are_its_parts() {
        use InvestmentKind::Investment;
        let sums = [("900万元", 900, Investment), ("600万元", 600, Investment), ("300万元", 300, Investment)];
        check("投资900万元，省级600万元，县级300万元", &sums, 900);
        let sums = [("300万元", 300, Investment), ("300万元", 300, Investment)];
        check("甲路投资300万元，乙路也投资300万元", &sums, 600);
    }

    #[test]
    fn total_and_annual_investment_are_the_same_money() {
        use InvestmentKind::{Annual, Investment, Subsidy};
        let sums = [("8亿元", 800, Investment), ("2亿元", 200, Annual), ("1亿元", 100, Subsidy)];
        check("总投资8亿元，年度投资2亿元，发放补贴1亿元", &sums, 300);
        check("年度投资2亿元", &[("2亿元", 200, Annual)], 200);
        let text = "总投资8亿元，年度投资2亿元";
        let sums = [investment(text, "8亿元", 800, Investment), investment(text, "2亿元", 200, Annual)];
        let chars: Vec<char> = text.chars().collect();
        assert_eq!(cost(&sums, &chars).others, ["总投资8亿元"]);
    }

    #[test]
    fn an_amount_says_how_it_binds() {
        let amount = |comparator| Amount { yuan: Decimal::new(20_505_000, 1), comparator }.to_string();
        assert_eq!(amount(Comparator::Ge), "205.05以上");
        assert_eq!(amount(Comparator::Approx), "约205.05");
    }
}
