use super::*;
use serde_json::json;

/// Findings as text: `✓ units 交通局 lead`, `-` missed, `+` spurious, with the place where there is one.
fn findings(extracted: &Value, gold: &Value) -> Vec<String> {
    let scored = Scored::new("notice", extracted, gold);
    let sign = |verdict| match verdict {
        Verdict::Right => '✓',
        Verdict::Missed => '-',
        Verdict::Spurious => '+',
    };
    let place =
        |fact: &Fact| fact.span.map(|span| format!(" @{}-{}", span.start, span.end)).unwrap_or_default();
    scored
        .findings
        .iter()
        .map(|f| format!("{} {} {}{}", sign(f.verdict), f.fact.field.name(), f.fact, place(&f.fact)))
        .collect()
}

fn task(title: &str, field: &str, values: Value) -> Value {
    json!({"tasks": [{"title": title, field: values}]})
}

#[test]
fn a_unit_is_right_only_with_its_role() {
    let gold = task("修路", "units", json!([{"name": "交通局", "role": "lead"}, {"name": "财政局"}]));
    let found = task(
        "修路",
        "units",
        json!([{"name": "交通局", "role": "supporting"}, {"name": "财政局", "role": "responsible"}]),
    );
    assert_eq!(
        findings(&found, &gold),
        ["✓ tasks ", "- units 交通局 lead", "✓ units 财政局 responsible", "+ units 交通局 supporting"]
    );
}

#[test]
fn text_is_compared_folded_and_without_white_space() {
    let gold = json!({"document_number": "青政办发〔2025〕３号", "issuer": "青山县 人民政府", "tasks": []});
    let found =
        json!({"document_number": {"text": "青政办发〔2025〕3号"}, "issuer": {"name": "青山县人民政府"}});
    assert_eq!(findings(&found, &gold), ["✓ document_number 青政办发〔2025〕3号", "✓ issuer 青山县人民政府"]);
}

#[test]
fn numbers_are_compared_by_value() {
    let gold = task("修路", "investments", json!([{"yuan": 1200000}, {"yuan": 3.50, "comparator": "ge"}]));
    let found = task(
        "修路",
        "investments",
        json!([{"yuan": 1.2e6, "comparator": "eq"}, {"yuan": "3.5", "comparator": "ge"}]),
    );
    assert_eq!(findings(&found, &gold), ["✓ tasks ", "✓ investments 1200000 eq", "✓ investments 3.5 ge"]);
}

#[test]
fn a_range_is_its_ends_and_a_qualitative_target_its_wording() {
    let gold = task(
        "植树",
        "targets",
        json!([{"min": 5, "max": 8, "unit": "亩"}, {"kind": "qualitative", "text": "全覆盖"}, {"value": 3, "unit": "处"}]),
    );
    assert_eq!(
        findings(&gold, &gold),
        ["✓ tasks ", "✓ targets range 5 8 亩", "✓ targets qualitative 全覆盖", "✓ targets 3 处 eq"]
    );
}

#[test]
fn a_value_named_twice_must_be_found_twice() {
    let gold = task("修路", "leaders", json!([{"name": "赵一"}, {"name": "赵一"}]));
    let found = task("修路", "leaders", json!([{"name": "赵 一"}]));
    assert_eq!(findings(&found, &gold), ["✓ tasks ", "✓ leaders 赵一", "- leaders 赵一"]);
}

#[test]
fn tasks_are_aligned_by_equal_titles_before_titles_within_titles() {
    let title = |text: &str| json!({"title": {"text": text}});
    let gold = json!({"tasks": [title("修建农村公路。"), title("修建农村公路十公里")]});
    let found = json!({"tasks": [title("修建农村公路十公里；"), title("大力修建农村公路"), title("修桥")]});
    let places: Vec<At> = compare(&found, &gold).iter().map(|finding| finding.fact.at).collect();
    assert_eq!(places, [At::Task(0), At::Task(1), At::Extra(2)]);
}

#[test]
fn what_gold_leaves_out_is_not_scored() {
    let gold = json!({"tasks": [{"title": "修路", "leaders": []}]});
    let found = json!({"title": "通知", "tasks": [{"title": "修路", "leaders": [{"name": "赵一"}], "deadlines": [{"date": "2025-06-30"}]}]});
    assert_eq!(findings(&found, &gold), ["✓ tasks ", "+ leaders 赵一"]);
}

#[test]
fn missed_values_are_found_in_the_text_of_their_task() {
    let text = "一、修路3处。\n二、修桥3处。\n二〇二五年三月四日";
    let gold = json!({"date_of_issue": "2025-03-04", "tasks": [
        {"title": "修路3处", "targets": [{"text": "3处", "value": 3, "unit": "处"}]},
        {"title": "修桥3处", "targets": [{"text": "3处", "value": 3, "unit": "处"}]},
    ]});
    let found = json!({"content": {"text": text}, "tasks": [
        {"title": {"text": "修路3处", "span": {"start": 2, "end": 6}}, "targets": [{"value": 3, "unit": "处", "span": {"start": 4, "end": 6}}]},
        {"title": {"text": "修桥3处", "span": {"start": 10, "end": 14}}, "targets": []},
    ]});
    assert_eq!(
        findings(&found, &gold),
        [
            "- date_of_issue 2025-03-04 @16-25",
            "✓ tasks  @2-6",
            "✓ targets 3 处 eq @4-6",
            "✓ tasks  @10-14",
            "- targets 3 处 eq @12-14"
        ]
    );
}

#[test]
fn the_page_marks_each_kind_and_escapes_the_text() {
    let text = "<b>修路3处、5座";
    let gold = task("修路", "targets", json!([{"text": "3处", "value": 3, "unit": "处"}]));
    let mut found =
        task("修路", "targets", json!([{"value": 5, "unit": "座", "span": {"start": 8, "end": 10}}]));
    found["content"] = json!({"text": text});
    let page = html::page(&[Scored::new("通知", &found, &gold)]);
    for part in [
        "&lt;b&gt;修路",
        "<mark class=\"missed\" data-sign=\"−\" title=\"− targets: 3 处 eq\">3处</mark>",
        "<mark class=\"spurious\" data-sign=\"+\" title=\"+ targets: 5 座 eq\">5座</mark>",
        "<a href=\"#n0f1\">3 处 eq</a>",
        "<a id=\"n0f1\"></a>",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
}
