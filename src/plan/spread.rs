//! Dividing a total by weights so that the parts add up to it exactly.

use rust_decimal::Decimal;

/// Divides `total` by `weights` into multiples of `quantum` that add up to it exactly.
///
/// By the method of largest remainders (Hamilton). Where months have equal remainders, the units left over are
/// spaced evenly among them and rather late than early: two schools in nine months are planned for the fifth and
/// the ninth. A part is never negative, and a weight of 0 gets nothing. Everything falls to the last month where
/// all weights are 0, or where `total` is no multiple of `quantum` or either is not positive.
///
/// ```
/// use rust_decimal::Decimal;
/// let parts = duban::plan::spread(10.into(), &[1, 1, 1], 1.into());
/// assert_eq!(parts, [3, 3, 4].map(Decimal::from));
/// ```
pub fn spread(total: Decimal, weights: &[u16], quantum: Decimal) -> Vec<Decimal> {
    shares(total, weights, quantum).unwrap_or_else(|| {
        let mut parts = vec![Decimal::ZERO; weights.len()];
        if let Some(last) = parts.last_mut() {
            *last = total;
        }
        parts
    })
}

fn shares(total: Decimal, weights: &[u16], quantum: Decimal) -> Option<Vec<Decimal>> {
    let sum: i128 = weights.iter().map(|&w| i128::from(w)).sum();
    if sum == 0 || total <= Decimal::ZERO || quantum <= Decimal::ZERO {
        return None;
    }
    let exact = total.checked_div(quantum)?.normalize();
    // A mantissa has 96 bits and a weight 16, so their product fits into 127.
    let quanta = exact.mantissa();
    if exact.scale() != 0 || exact.checked_mul(quantum) != Some(total) {
        return None;
    }
    let products: Vec<i128> = weights.iter().map(|&w| quanta * i128::from(w)).collect();
    let mut parts: Vec<i128> = products.iter().map(|p| p / sum).collect();
    for month in leftover_months(&products, sum, quanta - parts.iter().sum::<i128>()) {
        *parts.get_mut(month)? += 1;
    }
    parts
        .into_iter()
        .map(|p| Decimal::try_from_i128_with_scale(p, 0).ok()?.checked_mul(quantum).map(|d| d.normalize()))
        .collect()
}

/// The months with the `left` largest remainders; those that tie for the last places are evenly spaced.
fn leftover_months(products: &[i128], sum: i128, left: i128) -> Vec<usize> {
    let left = usize::try_from(left).unwrap_or(0);
    let mut remainders: Vec<i128> = products.iter().map(|p| p % sum).collect();
    let of_month = remainders.clone();
    remainders.sort_unstable_by(|a, b| b.cmp(a));
    let Some(&cut) = left.checked_sub(1).and_then(|i| remainders.get(i)) else { return Vec::new() };

    let months = |keep: fn(&i128, &i128) -> bool| -> Vec<usize> {
        of_month.iter().enumerate().filter(|(_, r)| keep(r, &cut)).map(|(month, _)| month).collect()
    };
    let mut chosen = months(|r, cut| r > cut);
    let tied = months(|r, cut| r == cut);
    let places = left - chosen.len();
    chosen.extend(
        tied.iter()
            .enumerate()
            .filter(|(j, _)| (j + 1) * places / tied.len() > j * places / tied.len())
            .map(|(_, m)| *m),
    );
    chosen
}

/// How finely a total is divided: the least part of it.
///
/// What is counted (所, 户, 人次) stays whole. What is measured (亩, 公里, 吨, 元) is divided into a hundred steps or more,
/// and never more coarsely than the total is written: nobody plans 410万亩 by the acre.
///
/// ```
/// use duban::plan::quantum;
/// use rust_decimal::Decimal;
/// assert_eq!(quantum(61.into(), Some("所")), 1.into());
/// assert_eq!(quantum(4_100_000.into(), Some("亩")), 10_000.into());
/// assert_eq!(quantum("2.5".parse().unwrap(), Some("公里")), Decimal::new(1, 2));
/// ```
pub fn quantum(total: Decimal, unit: Option<&str>) -> Decimal {
    const FINEST: u32 = 6;
    let total = total.normalize();
    let (mut steps, mut scale) = (total.mantissa().unsigned_abs(), total.scale());
    if scale == 0 && !unit.is_some_and(is_continuous) {
        return Decimal::ONE;
    }
    let mut zeros = 0;
    while scale == 0 && steps >= 1000 && steps % 10 == 0 {
        steps /= 10;
        zeros += 1;
    }
    while steps > 0 && steps < 100 && scale < FINEST {
        steps *= 10;
        scale += 1;
    }
    Decimal::new(1, scale) * Decimal::from(10u64.saturating_pow(zeros.min(18)))
}

/// Whether `unit` measures (公里, 亩, 吨, 元) rather than counts (所, 户, 人次).
pub fn is_continuous(unit: &str) -> bool {
    const MEASURES: [&str; 11] = ["亩", "公顷", "米", "公里", "里", "吨", "克", "斤", "升", "元", "瓦"];
    const WHOLE: [&str; 6] = ["千瓦时", "度", "标准煤", "小时", "平方", "方"];
    MEASURES.iter().any(|m| unit.ends_with(m)) || WHOLE.contains(&unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(total: &str, weights: &[u16], quantum: u32, parts: &[&str]) {
        let found = spread(total.parse().unwrap(), weights, quantum.into());
        assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), parts);
    }

    #[test]
    fn largest_remainders_come_first() {
        check("10", &[5, 3, 2, 1], 1, &["4", "3", "2", "1"]);
    }

    #[test]
    fn equal_remainders_are_spaced_evenly_and_late() {
        check("2", &[1; 9], 1, &["0", "0", "0", "0", "1", "0", "0", "0", "1"]);
        check("1", &[1; 4], 1, &["0", "0", "0", "1"]);
    }

    #[test]
    fn a_month_without_weight_gets_nothing() {
        check("7", &[1, 0, 1], 1, &["3", "0", "4"]);
    }

    #[test]
    fn what_cannot_be_divided_falls_to_the_last_month() {
        check("5", &[0, 0], 1, &["0", "5"]);
        check("2.5", &[1, 1], 1, &["0", "2.5"]);
        check("-3", &[1, 1], 1, &["0", "-3"]);
        check("5", &[], 1, &[]);
    }

    #[test]
    fn large_totals_are_divided_into_round_parts() {
        check("4100000", &[1; 4], 10_000, &["1020000", "1030000", "1020000", "1030000"]);
        for (total, unit, least) in [
            ("80000", "亩", "100"),
            ("20500", "万元", "100"),
            ("4739", "万元", "1"),
            ("120.5", "公里", "0.1"),
            ("22", "公里", "0.1"),
        ] {
            assert_eq!(quantum(total.parse().unwrap(), Some(unit)).to_string(), least, "{total}{unit}");
        }
    }

    #[test]
    fn money_and_land_are_measured_people_and_schools_counted() {
        for unit in ["亩", "平方米", "公里", "万千瓦", "万元", "千瓦时"] {
            assert!(is_continuous(unit), "{unit}");
        }
        for unit in ["人次", "所", "户", "个", "件"] {
            assert!(!is_continuous(unit), "{unit}");
        }
    }
}
