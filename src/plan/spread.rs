//! Dividing a total by weights so that the parts add up to it exactly.

use rust_decimal::Decimal;

/// Divides `total` by `weights` into multiples of 10^-`scale` that add up to it exactly.
///
/// By the method of largest remainders (Hamilton). Where months have equal remainders, the units left over are
/// spaced evenly among them and rather late than early: two schools in nine months are planned for the fifth and
/// the ninth. A part is never negative, and a weight of 0 gets nothing. Everything falls to the last month where
/// all weights are 0, or where `total` is no multiple of 10^-`scale` or not positive.
///
/// ```
/// use rust_decimal::Decimal;
/// let parts = duban::plan::spread(10.into(), &[1, 1, 1], 0);
/// assert_eq!(parts, [3, 3, 4].map(Decimal::from));
/// ```
pub fn spread(total: Decimal, weights: &[u16], scale: u32) -> Vec<Decimal> {
    shares(total, weights, scale).unwrap_or_else(|| {
        let mut parts = vec![Decimal::ZERO; weights.len()];
        if let Some(last) = parts.last_mut() {
            *last = total;
        }
        parts
    })
}

fn shares(total: Decimal, weights: &[u16], scale: u32) -> Option<Vec<Decimal>> {
    let sum: i128 = weights.iter().map(|&w| i128::from(w)).sum();
    let mut exact = total;
    exact.rescale(scale);
    // A mantissa has 96 bits and a weight 16, so their product fits into 127.
    let quanta = exact.mantissa();
    if sum == 0 || exact != total || exact.scale() != scale || quanta <= 0 {
        return None;
    }
    let products: Vec<i128> = weights.iter().map(|&w| quanta * i128::from(w)).collect();
    let mut parts: Vec<i128> = products.iter().map(|p| p / sum).collect();
    for month in leftover_months(&products, sum, quanta - parts.iter().sum::<i128>()) {
        *parts.get_mut(month)? += 1;
    }
    parts
        .into_iter()
        .map(|p| Decimal::try_from_i128_with_scale(p, scale).ok().map(|d| d.normalize()))
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

/// How finely a total is divided: how many decimals its parts have.
///
/// What is counted (所, 户, 人次) stays whole; what is measured (亩, 公里, 吨, 元) is divided into at least a
/// thousand steps, and never more coarsely than the total is written.
///
/// ```
/// use rust_decimal::Decimal;
/// use duban::plan::quantum_scale;
/// assert_eq!(quantum_scale(61.into(), Some("所")), 0);
/// assert_eq!(quantum_scale(80_000.into(), Some("亩")), 0);
/// assert_eq!(quantum_scale("2.5".parse().unwrap(), Some("公里")), 3);
/// ```
pub fn quantum_scale(total: Decimal, unit: Option<&str>) -> u32 {
    let total = total.normalize();
    let mut scale = total.scale();
    if unit.is_some_and(is_continuous) || scale > 0 {
        let mut steps = total.mantissa().unsigned_abs();
        while steps > 0 && steps < 1000 && scale < 6 {
            steps *= 10;
            scale += 1;
        }
    }
    scale
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

    fn check(total: &str, weights: &[u16], scale: u32, parts: &[&str]) {
        let found = spread(total.parse().unwrap(), weights, scale);
        assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), parts);
    }

    #[test]
    fn largest_remainders_come_first() {
        check("10", &[5, 3, 2, 1], 0, &["4", "3", "2", "1"]);
    }

    #[test]
    fn equal_remainders_are_spaced_evenly_and_late() {
        check("2", &[1; 9], 0, &["0", "0", "0", "0", "1", "0", "0", "0", "1"]);
        check("1", &[1; 4], 0, &["0", "0", "0", "1"]);
    }

    #[test]
    fn a_month_without_weight_gets_nothing() {
        check("7", &[1, 0, 1], 0, &["3", "0", "4"]);
    }

    #[test]
    fn what_cannot_be_divided_falls_to_the_last_month() {
        check("5", &[0, 0], 0, &["0", "5"]);
        check("2.5", &[1, 1], 0, &["0", "2.5"]);
        check("-3", &[1, 1], 0, &["0", "-3"]);
        check("5", &[], 0, &[]);
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
