use super::*;
use proptest::prelude::*;

/// `text` as one numeral: its value, `?` where nothing is read, `…` before what is left over, `~` before a rough one.
fn read(text: &str) -> String {
    let Some(n) = parse_prefix(text) else { return "?".to_owned() };
    let of = n.denominator.map(|of| format!("/{of}")).unwrap_or_default();
    let rough = if n.approx { "~" } else { "" };
    let rest = if n.len < text.len() { format!("…{}", &text[n.len..]) } else { String::new() };
    format!("{rough}{}{of}{rest}", n.value)
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(read(text), *expected, "{text}");
    }
}

#[test]
fn figures() {
    check(&[
        ("2.05", "2.05"),
        ("1,234,567亩", "1234567…亩"),
        ("1,23", "1…,23"),
        ("0.15", "0.15"),
        ("4.800", "4.8"),
        ("100", "100"),
    ]);
}

#[test]
fn dotted_lists_are_no_decimals() {
    check(&[("2024.3.4", "2024….3.4"), ("1.0.2版", "1….0.2版"), ("3.", "3….")]);
}

#[test]
fn multipliers() {
    check(&[
        ("2.05亿元", "205000000…元"),
        ("3千", "3000"),
        ("1.2千万", "12000000"),
        ("4.78万亿", "4780000000000"),
        ("1,100万", "11000000"),
    ]);
    check(&[
        ("3.7 亿", "370000000"),
        ("3万5千", "35000"),
        ("3万4000", "34000"),
        ("5亿1万4千6百", "500014600"),
        ("2千零30万", "20300000"),
    ]);
    check(&[("0.15万人次", "1500…人次"), ("0万元", "0…元"), ("10万万", "1000000000")]);
}

#[test]
fn a_prefix_of_a_unit_is_no_multiplier() {
    check(&[
        ("5千米", "5…千米"),
        ("110千伏", "110…千伏"),
        ("2万千瓦", "20000…千瓦"),
        ("500兆瓦", "500…兆瓦"),
        ("卅几兆〇三", "~30…兆〇三"),
        ("一兆〇亩", "1…兆〇亩"),
        ("3千亩", "3000…亩"),
    ]);
}

#[test]
fn figures_behind_letters_are_a_name_or_count_what_it_names() {
    let values = |text: &str| numerals(text).map(|(_, n)| n.value.to_string()).collect::<Vec<_>>();
    assert_eq!(values("配备CT 120台、DR3套"), ["120", "3"]);
    assert!(values("G 219线、PM2.5、S3架桥").is_empty());
}

#[test]
fn figures_do_not_run_into_chinese_numbers() {
    check(&[
        ("2024十大", "2024…十大"),
        ("2024一季度", "2024…一季度"),
        ("5万一年", "50000…一年"),
        ("三百2024", "300…2024"),
        ("1万5", "10000…5"),
    ]);
}

#[test]
fn chinese() {
    check(&[
        ("三千五百万", "35000000"),
        ("一百零五", "105"),
        ("十", "10"),
        ("两万", "20000"),
        ("廿五", "25"),
        ("一万零十二", "10012"),
    ]);
    check(&[
        ("四亿五千六百四十二万零一十五", "456420015"),
        ("一万五千亿", "1500000000000"),
        ("壹佰贰拾", "120"),
        ("四百五", "450"),
    ]);
    check(&[
        ("五兆六十二亿四万五千二", "5006200045200"),
        ("百万亩", "1000000…亩"),
        ("万亿级", "1000000000000…级"),
        ("零", "0"),
    ]);
}

#[test]
fn digits_in_a_row() {
    check(&[
        ("二〇二四年", "2024…年"),
        ("二零二四", "2024"),
        ("二0二四", "2024"),
        ("二O二O年", "2020…年"),
        ("一九九八", "1998"),
    ]);
}

#[test]
fn digits_that_run_on_are_no_number() {
    check(&[("十四五", "?"), ("七八百", "?"), ("二三产业", "?"), ("一百二三十", "?"), ("二三十万", "?")]);
}

#[test]
fn words_are_no_numbers() {
    check(&[
        ("百姓", "?"),
        ("千家万户", "?"),
        ("万", "?"),
        ("陆续", "?"),
        ("拾遗", "?"),
        ("亿", "?"),
        ("负责", "?"),
        ("万万", "?"),
    ]);
}

#[test]
fn decimals() {
    check(&[
        ("一点五", "1.5"),
        ("一点五亿元", "150000000…元"),
        ("零点零五", "0.05"),
        ("三点二十", "3…点二十"),
        ("一点两", "1…点两"),
    ]);
}

#[test]
fn fractions() {
    check(&[
        ("百分之三十五", "35/100"),
        ("千分之五", "5/1000"),
        ("万分之一", "1/10000"),
        ("三分之二", "2/3"),
        ("百分之百", "100/100"),
    ]);
    check(&[
        ("百分之2.4", "2.4/100"),
        ("百分之一百二十点五", "120.5/100"),
        ("百 分 之 8", "8/100"),
        ("百分之二三十", "?"),
    ]);
    assert_eq!(parse("四分之一").unwrap().to_string(), "0.25");
}

#[test]
fn rough_numbers() {
    check(&[
        ("500余万", "~5000000"),
        ("3000多人", "~3000…人"),
        ("十余", "~10"),
        ("百余个", "~100…个"),
        ("十几万", "~100000"),
    ]);
    check(&[
        ("一千五百零几万", "~15000000"),
        ("5万余亩", "~50000…亩"),
        ("15余万", "~150000"),
        ("2025多措并举", "2025…多措并举"),
        ("3多", "3…多"),
    ]);
}

#[test]
fn signs() {
    check(&[("负三十二", "-32"), ("-2.5", "-2.5"), ("-", "?"), ("负负三", "?")]);
}

#[test]
fn what_a_decimal_cannot_hold_is_no_number() {
    check(&[
        ("99999999999999999999999999999999", "?"),
        ("9999999999999999999999999999万", "?"),
        ("0.00000000000000000000000000001", "?"),
    ]);
}

#[test]
fn multiplier_is_what_a_range_lends() {
    let multiplier = |text| parse_prefix(text).unwrap().multiplier;
    assert_eq!(multiplier("20万亩"), 10_000);
    assert_eq!(multiplier("3千万"), 10_000_000);
    assert_eq!(multiplier("二点五亿"), 100_000_000);
    assert_eq!(multiplier("三百"), 1);
}

#[test]
fn names_and_vague_numbers_are_stepped_over() {
    let found =
        |text| find(text).into_iter().map(|(n, span)| (n.value.to_string(), span.start)).collect::<Vec<_>>();
    assert_eq!(found("G219线改造，PM2.5下降，数十户、几百人、二三十个，共1２处"), [("12".to_owned(), 30)]);
    assert_eq!(found("5-10个，-3.5"), [("5".to_owned(), 0), ("10".to_owned(), 2), ("-3.5".to_owned(), 6)]);
    assert_eq!(found("2024.10.15"), [("2024".to_owned(), 0), ("10".to_owned(), 5), ("15".to_owned(), 8)]);
    assert_eq!(found("总数百分之三十"), [("30".to_owned(), 2)]);
}

proptest! {
    #[test]
    fn chinese_numbers_round_trip(number in 0u64..10_000_000_000_000_000) {
        for n in [number, number % 1_000_000, number % 1_000] {
            prop_assert_eq!(parse(&to_chinese(n)), Some(n.into()));
        }
    }

    #[test]
    fn figures_round_trip(mantissa in 0i64..1_000_000_000_000_000, scale in 0u32..10) {
        let n = Decimal::new(mantissa, scale);
        prop_assert_eq!(parse(&n.to_string()), Some(n));
        prop_assert_eq!(parse(&format!("{n}万")), Some(n * Decimal::from(10_000)));
        prop_assert_eq!(parse(&format!("{n}亿")), Some(n * Decimal::from(100_000_000)));
    }

    #[test]
    fn thousands_round_trip(number: u64) {
        let plain = number.to_string();
        let mut grouped = String::new();
        for (i, c) in plain.chars().enumerate() {
            if i > 0 && (plain.len() - i) % 3 == 0 {
                grouped.push(',');
            }
            grouped.push(c);
        }
        prop_assert_eq!(parse(&grouped), Some(number.into()));
    }

    #[test]
    fn any_text_is_read_without_panic_and_within_its_bounds(text in "\\PC*") {
        if let Some(n) = parse_prefix(&fold(&text)) {
            prop_assert!(n.len > 0 && fold(&text).is_char_boundary(n.len));
        }
    }

    #[test]
    fn any_row_of_numeral_characters_is_read_within_its_bounds(text in "[ 0-9.,一二三两〇零十百千万亿兆点余多几数半分之负廿壹拾-]{0,24}") {
        for (n, span) in find(&text) {
            prop_assert!(span.slice(&text).is_some_and(|found| found.len() == n.len));
        }
    }
}
