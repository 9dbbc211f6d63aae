//! Folding for matching: full width → half width, traditional → simplified, one character for one.
//!
//! Since a folded text has the code points of the text it was made from, a [`Span`](super::Span) found in the one holds
//! in the other. Values are read from folded text; what is quoted stays as written.

/// The first and the last character that the table knows of: all signs and characters of Chinese texts.
const FIRST: u32 = 0x2000;
const LAST: u32 = 0xFFFF;

/// Folded form by code point, counted from [`FIRST`]; 0 where a character stays as it is.
static FOLDED: [u16; (LAST - FIRST + 1) as usize] = table(include_bytes!("variants.txt"));

/// Folds one character.
///
/// Compatibility characters that stand for more than one (㎡, ①) stay as they are, as do all brackets but （）.
///
/// ```
/// use duban::text::fold::fold_char;
/// assert_eq!("縣（８．５％）㎡〔〕".chars().map(fold_char).collect::<String>(), "县(8.5%)㎡〔〕");
/// ```
#[inline]
pub fn fold_char(c: char) -> char {
    match c as u32 {
        0..0x80 => c,
        code @ FIRST..=LAST => match FOLDED[(code - FIRST) as usize] {
            0 => c,
            folded => char::from_u32(u32::from(folded)).unwrap_or(c),
        },
        _ => fold_symbol(c),
    }
}

/// Folds a text; the result has as many characters.
///
/// ```
/// assert_eq!(duban::text::fold::fold("投資２．０５億元"), "投资2.05亿元");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut kept = 0;
    for (at, c) in text.char_indices() {
        let new = fold_char(c);
        if new != c {
            folded.push_str(&text[kept..at]);
            folded.push(new);
            kept = at + c.len_utf8();
        }
    }
    folded.push_str(&text[kept..]);
    folded
}

const fn fold_symbol(c: char) -> char {
    match c {
        '\u{85}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => (c as u32 - 0xFEE0) as u8 as char,
        '\u{A0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200A}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202F}'
        | '\u{205F}'
        | '\u{3000}' => ' ',
        '〖' => '【',
        '〗' => '】',
        '○' | '◯' => '〇',
        '\u{2010}' | '\u{2011}' | '\u{2212}' | '﹣' => '-',
        '\u{2015}' => '—',
        '\u{301C}' | '\u{223C}' => '~',
        '∶' | '﹕' => ':',
        '﹐' => ',',
        '﹔' => ';',
        '﹙' => '(',
        '﹚' => ')',
        '﹪' => '%',
        '￥' => '¥',
        _ => c,
    }
}

/// Makes the table at compile time: of symbols, and of variants, which `text` has as pairs of characters of three bytes
/// each; lines of it that begin with `#` are comments.
const fn table(text: &[u8]) -> [u16; (LAST - FIRST + 1) as usize] {
    let mut folded = [0; (LAST - FIRST + 1) as usize];
    let mut code = FIRST;
    while code <= LAST {
        // No symbol stands among the Chinese characters.
        if code == 0x3100 {
            code = 0xFE00;
        }
        if let Some(c) = char::from_u32(code) {
            let new = fold_symbol(c);
            if new != c {
                folded[(code - FIRST) as usize] = new as u16;
            }
        }
        code += 1;
    }
    let mut at = 0;
    while at < text.len() {
        if text[at] == b'#' {
            while text[at] != b'\n' {
                at += 1;
            }
        } else if text[at] == b'\n' {
            at += 1;
        } else {
            folded[(code_point(text, at) - FIRST) as usize] = code_point(text, at + 3) as u16;
            at += 6;
        }
    }
    folded
}

/// The character of three bytes of UTF-8 that begins at `at`.
const fn code_point(text: &[u8], at: usize) -> u32 {
    ((text[at] as u32 & 0x0F) << 12) | ((text[at + 1] as u32 & 0x3F) << 6) | (text[at + 2] as u32 & 0x3F)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn full_width_becomes_half_width() {
        assert_eq!(fold("（２０２４）：，；！？％～．　Ａｚ"), "(2024):,;!?%~. Az");
    }

    #[test]
    fn traditional_becomes_simplified() {
        assert_eq!(
            fold("牽頭單位：縣農業農村局；責任領導：張衛東，餘款三萬億"),
            "牵头单位:县农业农村局;责任领导:张卫东,余款三万亿"
        );
    }

    #[test]
    fn radicals_of_pdf_texts_become_characters() {
        assert_eq!(fold("县⻓⼯作⼈员"), "县长工作人员");
    }

    #[test]
    fn zero_has_many_shapes() {
        assert_eq!(fold("二○二四年、二◯二四年"), "二〇二四年、二〇二四年");
    }

    #[test]
    fn what_stands_for_several_characters_stays() {
        assert_eq!(fold("㎡①㈠〔〕【】﹝﹞、。“”"), "㎡①㈠〔〕【】﹝﹞、。“”");
    }

    proptest! {
        #[test]
        fn folding_is_done_once(text in "\\PC*") {
            let folded = fold(&text);
            prop_assert_eq!(folded.chars().count(), text.chars().count());
            prop_assert_eq!(fold(&folded), folded);
        }
    }
}
