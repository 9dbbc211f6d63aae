//! What holds for every breakdown of a target, whatever its size, unit and months.
#![allow(clippy::unwrap_used)]

use duban::notice::{Comparator, Target, TargetKind};
use duban::plan::{Month, Pace, Profile, Schedule, Window, quantum, spread};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn month() -> impl Strategy<Value = Month> {
    (2029i16..2033, 1i8..=12).prop_filter_map("month", |(year, month)| Month::new(year, month))
}

fn profile() -> impl Strategy<Value = Profile> {
    prop_oneof![
        Just(Profile::Even),
        Just(Profile::Front),
        Just(Profile::Back),
        Just(Profile::SCurve),
        any::<[u16; 12]>().prop_map(Profile::Weights),
    ]
}

fn total() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        (0i64..100_000_000, 0u32..4).prop_map(|(number, scale)| Decimal::new(number, scale)),
        (0i128..1 << 95, 0u32..28).prop_map(|(number, scale)| Decimal::from_i128_with_scale(number, scale)),
    ]
}

fn unit() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["所", "人次", "亩", "公里", "万元"])
}

proptest! {
    #[test]
    fn parts_add_up_exactly(total in total(), weights in prop::collection::vec(any::<u16>(), 1..40), scale in 0u32..10) {
        let parts = spread(total, &weights, Decimal::new(1, scale));
        prop_assert_eq!(parts.len(), weights.len());
        prop_assert_eq!(parts.iter().sum::<Decimal>(), total);
        prop_assert!(parts.iter().all(|part| !part.is_sign_negative()));
    }

    #[test]
    fn no_part_is_off_by_a_whole_step(total in 0u32..1_000_000, weights in prop::collection::vec(1u16..1000, 1..40)) {
        let sum: u64 = weights.iter().map(|&w| u64::from(w)).sum();
        for (part, weight) in spread(total.into(), &weights, Decimal::ONE).iter().zip(&weights) {
            let floor = Decimal::from(u64::from(total) * u64::from(*weight) / sum);
            prop_assert!(*part == floor || *part == floor + Decimal::ONE, "{part} is not near {floor}");
        }
    }

    #[test]
    fn schedules_grow_to_their_total_and_end_in_time(
        total in total(), unit in unit(), start in month(), end in month(), profile in profile(),
    ) {
        let schedule = Schedule::spread(total, Some(unit), start, end, &profile);
        let planned: Vec<Decimal> =
            (2029..2033).flat_map(Month::of_year).filter_map(|month| schedule.at(month)).collect();
        prop_assert!(planned.is_sorted());
        prop_assert_eq!(schedule.at(end), Some(total));
        prop_assert_eq!(schedule.total(), total);
        prop_assert!(schedule.first() >= start.min(end) && schedule.last() == end);
        if unit == "所" && total.is_integer() {
            prop_assert!(planned.iter().all(Decimal::is_integer));
        }
    }

    #[test]
    fn months_add_up_to_the_year_and_quarters_are_their_last_months(
        total in total(), unit in unit(), start in 1i8..=12, length in 0i8..12, profile in profile(),
    ) {
        let start = Month::new(2031, start).unwrap();
        let end = Month::new(2031, (start.month() + length).min(12)).unwrap();
        let schedule = Schedule::spread(total, Some(unit), start, end, &profile);
        let months: Decimal = Month::of_year(2031).filter_map(|month| schedule.within(month)).sum();
        prop_assert_eq!(months, total);
        for quarter in 1..=4 {
            let last = Month::new(2031, quarter * 3).unwrap();
            prop_assert_eq!(schedule.quarter(2031, quarter), schedule.at(last));
        }
    }

    #[test]
    fn measured_totals_have_at_least_a_hundred_steps_and_are_multiples_of_them(
        total in 1u64..1_000_000_000, scale in 0u32..3,
    ) {
        let total = Decimal::from_i128_with_scale(total.into(), scale);
        let steps = total / quantum(total, Some("公里"));
        prop_assert!(steps >= Decimal::from(100) && steps.is_integer(), "{steps}");
    }
}

fn target(text: &str, value: i64, unit: &str, comparator: Comparator, kind: TargetKind) -> Target {
    Target {
        text: text.to_owned(),
        value: Some(value.into()),
        min: None,
        max: None,
        unit: Some(unit.to_owned()),
        comparator,
        kind,
        indicator: None,
        part_of: None,
        span: None,
    }
}

fn planned(target: &Target, due: Option<&str>) -> (Pace, Vec<String>) {
    let window = Window { year: 2031, start: Month::new(2031, 3).unwrap() };
    let due = due.map(|d| d.parse().unwrap());
    let schedule = Schedule::of(target, window, due, &Profile::Even);
    let months = Month::of_year(2031).map(|m| schedule.at(m).map_or("–".to_owned(), |v| v.to_string()));
    (schedule.pace(), months.collect())
}

#[test]
fn what_is_due_in_october_ends_in_october() {
    let schools = target("16所", 16, "所", Comparator::Eq, TargetKind::Quantity);
    let (pace, months) = planned(&schools, Some("2031-10-31"));
    assert_eq!(pace, Pace::Spread);
    assert_eq!(months, ["–", "–", "2", "4", "6", "8", "10", "12", "14", "16", "16", "16"]);
}

#[test]
fn without_a_deadline_the_year_is_the_limit() {
    let land = target("8万亩", 80_000, "亩", Comparator::Ge, TargetKind::Quantity);
    let (_, months) = planned(&land, None);
    assert_eq!(months.iter().map(String::as_str).collect::<Vec<_>>()[9..], ["64000", "72000", "80000"]);
}

#[test]
fn rates_changes_and_limits_are_held() {
    for held in [
        target("95%", 95, "%", Comparator::Ge, TargetKind::Rate),
        target("增长8%", 8, "%", Comparator::Eq, TargetKind::Change),
        target("5起以内", 5, "起", Comparator::Le, TargetKind::Quantity),
        target("2个百分点", 2, "个百分点", Comparator::Eq, TargetKind::Quantity),
        target("5元", 5, "元", Comparator::Eq, TargetKind::Quantity),
        Target {
            indicator: Some("人均可支配收入".to_owned()),
            ..target("3万元", 30_000, "元", Comparator::Eq, TargetKind::Quantity)
        },
    ] {
        let (pace, months) = planned(&held, Some("2031-10-31"));
        assert_eq!(pace, Pace::Held, "{}", held.text);
        let value = held.value.unwrap().to_string();
        assert!(
            months[2..].iter().all(|m| *m == value) && months[..2].iter().all(|m| m == "–"),
            "{months:?}"
        );
    }
}

#[test]
fn a_task_without_number_goes_from_0_to_100_percent() {
    let clear = Target {
        value: None,
        unit: None,
        ..target("全面清零", 0, "", Comparator::Eq, TargetKind::Qualitative)
    };
    let (pace, months) = planned(&clear, Some("2031-04-30"));
    assert_eq!(pace, Pace::Percent);
    assert_eq!(months[2..5], ["50", "100", "100"]);
}

#[test]
fn a_deadline_before_the_notice_is_not_passed() {
    let schools = target("3所", 3, "所", Comparator::Eq, TargetKind::Quantity);
    let (_, months) = planned(&schools, Some("2031-02-28"));
    assert_eq!(months[..3], ["–", "3", "3"]);
}
