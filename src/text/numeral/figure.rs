//! Arabic figures: `2.05`, `1,234,567`.

use rust_decimal::Decimal;

/// Reads the figures at the beginning of `text`: value and bytes. Thousands are separated only where every group has three
/// digits; of dotted lists (2024.3.4, version 1.0.2) only what stands before the first dot is read.
pub(super) fn read(text: &str) -> Option<(Decimal, usize)> {
    let bytes = text.as_bytes();
    let whole = thousands(bytes).unwrap_or_else(|| digits(bytes, 0));
    if whole == 0 {
        return None;
    }
    let fraction = match bytes.get(whole) {
        Some(b'.') => digits(bytes, whole + 1),
        _ => 0,
    };
    let more = |at: usize| bytes.get(at) == Some(&b'.') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
    let len = if fraction == 0 || more(whole + 1 + fraction) { whole } else { whole + 1 + fraction };
    let value = match &text[..len] {
        plain if !plain.contains(',') => Decimal::from_str_exact(plain),
        grouped => Decimal::from_str_exact(&grouped.replace(',', "")),
    };
    Some((value.ok()?, len))
}

/// Number of digits from `at` on.
fn digits(bytes: &[u8], at: usize) -> usize {
    bytes.iter().skip(at).take_while(|b| b.is_ascii_digit()).count()
}

/// Length of a whole number with separated thousands.
fn thousands(bytes: &[u8]) -> Option<usize> {
    let mut len = digits(bytes, 0);
    if !(1..=3).contains(&len) {
        return None;
    }
    let first = len;
    while bytes.get(len) == Some(&b',') {
        match digits(bytes, len + 1) {
            3 => len += 4,
            0 => break,
            _ => return None,
        }
    }
    (len > first).then_some(len)
}
