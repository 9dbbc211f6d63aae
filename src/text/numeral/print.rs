//! Numbers → Chinese numerals.

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// Writes `number` in Chinese: 三千五百万, 一百零五, 十二; [`parse`](super::parse) reads it back up to 10^16 (一亿亿).
///
/// ```
/// use duban::text::numeral::to_chinese;
/// assert_eq!(to_chinese(35_000_000), "三千五百万");
/// assert_eq!(to_chinese(10_012), "一万零一十二");
/// ```
pub fn to_chinese(number: u64) -> String {
    let mut out = String::new();
    write(number, &mut out);
    if (10..20).contains(&number) {
        out.remove(0); // 十二, not 一十二
    }
    out
}

fn write(number: u64, out: &mut String) {
    let units = [(100_000_000, '亿'), (10_000, '万'), (1_000, '千'), (100, '百'), (10, '十')];
    match units.into_iter().find(|&(unit, _)| number >= unit) {
        None => out.push(DIGITS[(number % 10) as usize]),
        Some((unit, name)) => {
            write(number / unit, out);
            out.push(name);
            let rest = number % unit;
            if rest > 0 {
                if rest < unit / 10 {
                    out.push('零');
                }
                write(rest, out);
            }
        }
    }
}
