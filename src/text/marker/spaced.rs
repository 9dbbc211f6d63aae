//! Numbers that nothing but a gap parts from their words (4 粮食生产.), told by their fellows above and below.

use super::{Marker, Style, count, is_counted, parse};
use crate::text::is_han;

/// How many lines away the fellows of a number are looked for.
const NEAR: usize = 40;

/// For each line the number that only a gap parts from its words, where the numbers above and below count up to it and on.
/// Empty where no line has one.
pub(crate) fn spaced(lines: &[&str]) -> Vec<Option<Marker>> {
    let alone: Vec<Option<Marker>> = lines.iter().map(|line| number(line)).collect();
    if alone.iter().all(Option::is_none) {
        return Vec::new();
    }
    let known = |line: &str| parse(line).filter(|marker| marker.style == Style::Arabic);
    // Each number with its line, and whether only a gap follows it.
    let numbers = lines.iter().zip(&alone).enumerate();
    let numbers = numbers.filter_map(|(at, (line, alone))| Some((at, alone.or_else(|| known(line))?.value)));
    let numbers: Vec<(usize, u32)> = numbers.collect();
    let mut found = vec![None; lines.len()];
    for (index, &(at, value)) in numbers.iter().enumerate() {
        let beside = |other: Option<&(usize, u32)>| {
            other.filter(|(line, _)| line.abs_diff(at) <= NEAR).map(|(_, value)| *value)
        };
        let before = |back: usize| beside(index.checked_sub(back).and_then(|other| numbers.get(other)));
        let after = beside(numbers.get(index + 1));
        // A number may stand twice: 4, 5, 5, 6.
        let follows = before(1).is_some_and(|before| before + 1 == value || before == value);
        let goes_on = after.is_some_and(|after| after == value + 1 || after == value);
        let ends = before(1) == value.checked_sub(1) && before(2) == value.checked_sub(2);
        // 5 户厕改造 may be counted: nothing but both fellows tells.
        let strict = alone[at].is_some_and(|marker| is_counted(&lines[at][marker.len..]));
        let strict = strict && !(goes_on && before(1).is_some_and(|before| before + 1 == value));
        if follows && (goes_on || ends) && !strict {
            found[at] = alone[at];
        }
    }
    found
}

/// A number of one or two figures, and a gap in front of words.
fn number(line: &str) -> Option<Marker> {
    let text = line.trim_start();
    let (value, len, chinese) = count(text)?;
    let words = text[len..].trim_start_matches(' ');
    let fits = !chinese && len <= 2 && value > 0 && words.len() < text.len() - len;
    let heading = words.starts_with(is_han) && !words.contains("  ");
    (fits && heading && parse(line).is_none()).then_some(Marker {
        style: Style::Arabic,
        value,
        len: line.len() - words.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Vec<u32> {
        spaced(lines).into_iter().map(|marker| marker.map_or(0, |marker| marker.value)).collect()
    }

    #[test]
    fn a_gap_is_enough_where_numbers_count_on() {
        assert_eq!(read(&["1、修路", "2 架桥", "建校", "2 植树", "3 建校", "4.绿化"]), [0, 2, 0, 2, 3, 0]);
        assert_eq!(read(&["1.修路", "2.架桥", "3 建校"]), [0, 0, 3]);
    }

    #[test]
    fn what_is_counted_and_what_stands_alone_is_none() {
        assert_eq!(read(&["1.修路", "2 公里"]), [0; 2]);
        assert_eq!(read(&["1.修路", "2 户厕改造", "3.建校"]), [0, 2, 0]);
        assert_eq!(read(&["1.修路", "  2 有关要求", " 3 户厕改造"]), [0, 2, 0]);
        assert_eq!(read(&["1.修路", "5 建校", "2.架桥"]), [0; 3]);
    }
}
