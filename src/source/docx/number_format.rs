//! Number formats (编号格式): how a counter is written (`ST_NumberFormat`, ISO/IEC 29500-1, 17.18.59).

use std::fmt::Write;

/// One way of writing a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberFormat {
    /// `1`, with leading zeros to a width.
    Decimal(usize),
    /// `１`.
    FullWidth,
    /// `1st`.
    Ordinal,
    /// `- 1 -`.
    InDashes,
    /// `1F`.
    Hex,
    /// `IV`; `iv` where not upper-case.
    Roman { upper: bool },
    /// `A` … `Z`, `AA`, `BB` …
    Letter { first: char },
    /// One character each, as far as they go.
    Sequence(&'static str),
    /// `甲子` … `癸亥`.
    Sexagenary,
    /// Digit by digit: `一〇`.
    Digits(&'static System),
    /// `十`, and from a hundred on digit by digit: `一〇〇`.
    CountingToHundred(&'static System),
    /// `一百零一`.
    Counting(&'static System),
    /// A bullet, which is no number.
    Bullet,
    /// Nothing.
    None,
}

/// Characters and habits of counting in words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct System {
    digits: [char; 10],
    /// Ten, hundred, thousand, ten thousand.
    units: [char; 4],
    /// Whether ten at the beginning is written 一十.
    one_ten: bool,
    /// Whether a gap is filled with a zero, and a hundred is 一百 rather than 百.
    full: bool,
}

const fn system(digits: [char; 10], units: [char; 4], one_ten: bool, full: bool) -> System {
    System { digits, units, one_ten, full }
}

const COMMON: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const ROUND_ZERO: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const HANGUL: [char; 10] = ['영', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구'];

static SIMPLIFIED: System = system(COMMON, ['十', '百', '千', '万'], false, true);
static TRADITIONAL: System = system(COMMON, ['十', '百', '千', '萬'], false, true);
static DIGITAL: System = system(ROUND_ZERO, ['十', '百', '千', '万'], false, true);
static JAPANESE: System = system(ROUND_ZERO, ['十', '百', '千', '万'], false, false);
static KOREAN: System = system(HANGUL, ['십', '백', '천', '만'], false, false);
static LEGAL_SIMPLIFIED: System = system(
    ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'],
    ['拾', '佰', '仟', '万'],
    true,
    true,
);
static LEGAL_TRADITIONAL: System = system(
    ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'],
    ['拾', '佰', '仟', '萬'],
    true,
    true,
);
static LEGAL_JAPANESE: System = system(
    ['〇', '壱', '弐', '参', '四', '伍', '六', '七', '八', '九'],
    ['拾', '百', '阡', '萬'],
    true,
    true,
);

const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";
const CIRCLED: &str = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿";
const PARENTHESIZED: &str = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇";
const WITH_FULL_STOP: &str = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛";
const CIRCLED_IDEOGRAPHS: &str = "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉";
const AIUEO: &str =
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
const IROHA: &str =
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン";
const GANADA: &str = "가나다라마바사아자차카타파하";
const CHOSUNG: &str = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ";
const RUSSIAN_UPPER: &str = "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ";
const RUSSIAN_LOWER: &str = "абвгдежзиклмнопрстуфхцчшщыэюя";

impl NumberFormat {
    /// The format of a name; plain decimal for those that no Chinese notice has. `pattern` is the `w:format` of a
    /// custom one: `001, 002, 003, ...`.
    pub(super) fn of(name: &str, pattern: Option<&str>) -> Self {
        match name {
            "decimalZero" => Self::Decimal(2),
            "custom" => {
                let first = pattern.and_then(|p| p.split(',').next()).unwrap_or_default().trim();
                Self::Decimal(if first.bytes().all(|b| b.is_ascii_digit()) { first.len().min(10) } else { 0 })
            }
            "decimalFullWidth" | "decimalFullWidth2" => Self::FullWidth,
            "ordinal" => Self::Ordinal,
            "numberInDash" => Self::InDashes,
            "hex" => Self::Hex,
            "upperRoman" => Self::Roman { upper: true },
            "lowerRoman" => Self::Roman { upper: false },
            "upperLetter" => Self::Letter { first: 'A' },
            "lowerLetter" => Self::Letter { first: 'a' },
            "chineseCounting" | "taiwaneseCounting" => Self::CountingToHundred(&DIGITAL),
            "chineseCountingThousand" => Self::Counting(&SIMPLIFIED),
            "taiwaneseCountingThousand" => Self::Counting(&TRADITIONAL),
            "japaneseCounting" => Self::Counting(&JAPANESE),
            "koreanCounting" => Self::Counting(&KOREAN),
            "chineseLegalSimplified" => Self::Counting(&LEGAL_SIMPLIFIED),
            "ideographLegalTraditional" => Self::Counting(&LEGAL_TRADITIONAL),
            "japaneseLegal" => Self::Counting(&LEGAL_JAPANESE),
            "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" | "koreanDigital2" => {
                Self::Digits(&DIGITAL)
            }
            "koreanDigital" => Self::Digits(&KOREAN),
            "ideographTraditional" => Self::Sequence(STEMS),
            "ideographZodiac" => Self::Sequence(BRANCHES),
            "ideographZodiacTraditional" => Self::Sexagenary,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Self::Sequence(CIRCLED),
            "decimalEnclosedParen" => Self::Sequence(PARENTHESIZED),
            "decimalEnclosedFullstop" => Self::Sequence(WITH_FULL_STOP),
            "ideographEnclosedCircle" => Self::Sequence(CIRCLED_IDEOGRAPHS),
            "aiueo" | "aiueoFullWidth" => Self::Sequence(AIUEO),
            "iroha" | "irohaFullWidth" => Self::Sequence(IROHA),
            "ganada" => Self::Sequence(GANADA),
            "chosung" => Self::Sequence(CHOSUNG),
            "russianUpper" => Self::Sequence(RUSSIAN_UPPER),
            "russianLower" => Self::Sequence(RUSSIAN_LOWER),
            "bullet" => Self::Bullet,
            "none" => Self::None,
            _ => Self::Decimal(0),
        }
    }

    /// Writes `n` at the end of `out`; what a format has no way of writing stands in plain digits.
    pub(super) fn write(self, n: i64, out: &mut String) {
        let written = match self {
            Self::Bullet | Self::None => true,
            Self::FullWidth => full_width(n, out),
            Self::Roman { upper } => roman(n, upper, out),
            Self::Letter { first } => letters(n, first, out),
            Self::Sequence(characters) => nth(characters, n).map(|c| out.push(c)).is_some(),
            Self::Sexagenary => sexagenary(n, out),
            Self::Digits(system) => digits(n, system, out),
            Self::CountingToHundred(system) if n >= 100 => digits(n, system, out),
            Self::CountingToHundred(system) | Self::Counting(system) => counting(n, system, out),
            Self::Decimal(_) | Self::Ordinal | Self::InDashes | Self::Hex => false,
        };
        if written {
            return;
        }
        // Writing to a string cannot fail.
        let _ = match self {
            Self::Decimal(width) => write!(out, "{n:0width$}"),
            Self::Ordinal => write!(out, "{n}{}", ordinal_suffix(n)),
            Self::InDashes => write!(out, "- {n} -"),
            Self::Hex => write!(out, "{n:X}"),
            _ => write!(out, "{n}"),
        };
    }
}

/// The `n`th character, counted from 1.
fn nth(characters: &str, n: i64) -> Option<char> {
    characters.chars().nth(usize::try_from(n).ok()?.checked_sub(1)?)
}

fn full_width(n: i64, out: &mut String) -> bool {
    // The full-width forms stand 0xFEE0 above ASCII.
    out.extend(n.to_string().chars().filter_map(|c| char::from_u32(u32::from(c) + 0xFEE0)));
    true
}

fn roman(mut n: i64, upper: bool, out: &mut String) -> bool {
    const PARTS: [(i64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..=3999).contains(&n) {
        return false;
    }
    for (value, part) in PARTS {
        while n >= value {
            out.extend(part.chars().map(|c| if upper { c } else { c.to_ascii_lowercase() }));
            n -= value;
        }
    }
    true
}

fn letters(n: i64, first: char, out: &mut String) -> bool {
    // Word itself gives up after thirty rounds.
    if !(1..=780).contains(&n) {
        return false;
    }
    let letter = char::from_u32(u32::from(first) + (n - 1) as u32 % 26).unwrap_or(first);
    out.extend(std::iter::repeat_n(letter, (n as usize - 1) / 26 + 1));
    true
}

fn sexagenary(n: i64, out: &mut String) -> bool {
    let pair = nth(STEMS, (n - 1) % 10 + 1).zip(nth(BRANCHES, (n - 1) % 12 + 1));
    let Some((stem, branch)) = pair.filter(|_| n <= 60) else { return false };
    out.extend([stem, branch]);
    true
}

fn ordinal_suffix(n: i64) -> &'static str {
    match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

fn digits(n: i64, system: &System, out: &mut String) -> bool {
    if n < 0 {
        return false;
    }
    out.extend(n.to_string().bytes().filter_map(|b| system.digits.get(usize::from(b - b'0'))));
    true
}

fn counting(n: i64, system: &System, out: &mut String) -> bool {
    if !(0..100_000_000).contains(&n) {
        return false;
    }
    if n == 0 {
        out.push(system.digits[0]);
        return true;
    }
    let (high, low) = (n / 10_000, n % 10_000);
    if high > 0 {
        section(high, system, true, false, out);
        out.push(system.units[3]);
    }
    if low > 0 {
        section(low, system, high == 0, high > 0 && low < 1000, out);
    }
    true
}

/// Writes 1 to 9999. `leading` says that the number begins here; `gap`, that zeros come before.
fn section(n: i64, system: &System, leading: bool, mut gap: bool, out: &mut String) {
    let mut begun = false;
    for (place, value) in [(3, 1000), (2, 100), (1, 10), (0, 1)] {
        let digit = (n / value % 10) as usize;
        if digit == 0 {
            gap |= begun;
            continue;
        }
        if gap && system.full {
            out.push(system.digits[0]);
        }
        gap = false;
        let plain_ten = leading && !begun && place == 1 && !system.one_ten;
        if digit > 1 || place == 0 || (system.full && !plain_ten) {
            out.push(system.digits[digit]);
        }
        if place > 0 {
            out.push(system.units[place - 1]);
        }
        begun = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, cases: &[(i64, &str)]) {
        for (n, expected) in cases {
            let mut out = String::new();
            NumberFormat::of(name, None).write(*n, &mut out);
            assert_eq!(out, *expected, "{n} as {name}");
        }
    }

    #[test]
    fn chinese_counting() {
        check(
            "chineseCounting",
            &[(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (101, "一〇一")],
        );
        check("taiwaneseCounting", &[(12, "十二"), (21, "二十一"), (100, "一〇〇")]);
    }

    #[test]
    fn chinese_counting_to_thousands() {
        check(
            "chineseCountingThousand",
            &[
                (0, "零"),
                (3, "三"),
                (10, "十"),
                (15, "十五"),
                (100, "一百"),
                (101, "一百零一"),
                (110, "一百一十"),
                (115, "一百一十五"),
                (1001, "一千零一"),
                (1010, "一千零一十"),
                (10_010, "一万零一十"),
                (100_000, "十万"),
                (123_456, "十二万三千四百五十六"),
            ],
        );
        check("taiwaneseCountingThousand", &[(20_000, "二萬")]);
    }

    #[test]
    fn japanese_counting_leaves_out_one_and_zero() {
        check(
            "japaneseCounting",
            &[(10, "十"), (100, "百"), (101, "百一"), (1110, "千百十"), (10_000, "一万")],
        );
    }

    #[test]
    fn legal_numerals() {
        check("chineseLegalSimplified", &[(6, "陆"), (10, "壹拾"), (101, "壹佰零壹")]);
        check("ideographLegalTraditional", &[(3, "參"), (12, "壹拾貳")]);
        check("japaneseLegal", &[(2, "弐"), (10, "壱拾")]);
    }

    #[test]
    fn digit_by_digit() {
        check("ideographDigital", &[(10, "一〇"), (2025, "二〇二五")]);
        check("taiwaneseDigital", &[(20, "二〇")]);
    }

    #[test]
    fn sequences_end_in_plain_digits() {
        check("ideographTraditional", &[(1, "甲"), (10, "癸"), (11, "11")]);
        check("ideographZodiac", &[(12, "亥"), (13, "13")]);
        check("ideographZodiacTraditional", &[(1, "甲子"), (60, "癸亥"), (61, "61"), (0, "0")]);
        check("decimalEnclosedCircle", &[(1, "①"), (20, "⑳"), (50, "㊿"), (51, "51")]);
        check("decimalEnclosedParen", &[(2, "⑵"), (20, "⒇")]);
        check("decimalEnclosedFullstop", &[(3, "⒊")]);
        check("ideographEnclosedCircle", &[(10, "㊉")]);
    }

    #[test]
    fn western_formats() {
        check("decimal", &[(12, "12"), (-1, "-1")]);
        check("decimalZero", &[(5, "05"), (10, "10")]);
        check("decimalFullWidth", &[(10, "１０")]);
        check("upperRoman", &[(4, "IV"), (1994, "MCMXCIV"), (4000, "4000")]);
        check("lowerRoman", &[(9, "ix")]);
        check(
            "upperLetter",
            &[(1, "A"), (26, "Z"), (27, "AA"), (53, "AAA"), (i64::MAX, "9223372036854775807")],
        );
        check("lowerLetter", &[(3, "c")]);
        check("ordinal", &[(1, "1st"), (12, "12th"), (23, "23rd")]);
        check("numberInDash", &[(7, "- 7 -")]);
        check("bullet", &[(1, "")]);
    }

    #[test]
    fn custom_formats_pad_with_zeros() {
        let mut out = String::new();
        NumberFormat::of("custom", Some("001, 002, 003, ...")).write(7, &mut out);
        assert_eq!(out, "007");
    }
}
