//! A notice tells the same, whatever stands around its numbers and between its labels and their values.
#![allow(clippy::unwrap_used)]

use duban::notice::{Notice, Task};

const NOTICE: &str = include_str!("../fixtures/livelihood/six-promises.txt");

/// What a notice says of each task, its number left out.
fn facts(text: &str) -> Vec<String> {
    let notice: Notice = duban::extract("notice.txt", text.as_bytes(), &Default::default()).unwrap();
    let task = |task: &Task| {
        let leaders: Vec<_> = task.leaders.iter().map(|leader| (&leader.name, leader.role)).collect();
        let units: Vec<_> = task.units.iter().map(|unit| (&unit.name, unit.role)).collect();
        let sums: Vec<_> = task.investments.iter().map(|sum| &sum.text).collect();
        let targets: Vec<_> = task.targets.iter().map(|target| &target.text).collect();
        let deadlines: Vec<_> = task.deadlines.iter().map(|deadline| deadline.date).collect();
        format!("{} {leaders:?} {units:?} {sums:?} {targets:?} {deadlines:?}", task.title.text)
    };
    notice.tasks.iter().map(task).collect()
}

/// The notice with what `number` makes of the number of each promise in its place.
fn numbered(number: impl Fn(usize) -> String) -> String {
    let mut text = NOTICE.to_owned();
    for (at, own) in (1..).zip(["（一）", "（二）", "（三）", "（四）", "（五）", "（六）"])
    {
        let first = text.find(&format!("\n{own}")).unwrap() + 1;
        text.replace_range(first..first + own.len(), &number(at));
    }
    text
}

fn chinese(number: usize) -> char {
    "一二三四五六".chars().nth(number - 1).unwrap()
}

#[test]
fn tasks_are_the_same_however_they_are_numbered() {
    let expected = facts(NOTICE);
    assert_eq!(expected.len(), 6);
    let arabic = [
        "1.", "1、", "1．", "1）", "（1）", "1 ", "1　", "1，", "1：", "1——", "[1]", "【1】", "『1』", "<1>",
        "#1 ", "NO.1 ", "No.1：", "P1 ", "S1：", "T-1 ", "◆1.", "☆（1）", "★1、", "1.★", "任务1：", "事项1 ",
        "指标1 ", "第1项 ", "第1条　", "1-1 ", "2.1 ", "专项1—",
    ];
    for style in arabic {
        let (before, after) = style.rsplit_once('1').unwrap();
        let text = numbered(|number| format!("{before}{number}{after}"));
        assert_eq!(facts(&text), expected, "{style}");
    }
    for style in ["一 ", "〈一〉", "「一」", "任务一：", "其一，", "第一，", "第一项：", "实事一　", "一——"]
    {
        let text = numbered(|number| style.replace('一', &chinese(number).to_string()));
        assert_eq!(facts(&text), expected, "{style}");
    }
    for (style, figures) in [
        ("①", "①②③④⑤⑥"),
        ("⑴", "⑴⑵⑶⑷⑸⑹"),
        ("❶", "❶❷❸❹❺❻"),
        ("Ⅰ、", "ⅠⅡⅢⅣⅤⅥ"),
        ("甲、", "甲乙丙丁戊己"),
        ("A. ", "ABCDEF"),
    ] {
        let first = figures.chars().next().unwrap();
        let text =
            numbered(|number| style.replace(first, &figures.chars().nth(number - 1).unwrap().to_string()));
        assert_eq!(facts(&text), expected, "{style}");
    }
}

#[test]
fn tasks_are_the_same_whatever_sign_begins_them() {
    let expected = facts(NOTICE);
    for sign in ["■", "★", "→", "➤", "▶", "○", "◎", "※", "·", "- ", "* "] {
        assert_eq!(facts(&numbered(|_| sign.to_owned())), expected, "{sign}");
    }
}

#[test]
fn labels_are_the_same_however_they_are_set_off() {
    let expected = facts(NOTICE);
    let labels = ["责任领导", "牵头单位", "配合单位"];
    let set = |form: fn(&str) -> String| {
        labels.iter().fold(NOTICE.to_owned(), |text, label| {
            text.replace(&format!("\n{label}："), &format!("\n{}", form(label)))
        })
    };
    let forms: [fn(&str) -> String; 9] = [
        |label| format!("{label}:"),
        |label| format!("{label} ： "),
        |label| format!("{label} "),
        |label| format!("{label}：\n"),
        |label| format!("【{label}】"),
        |label| format!("〔{label}〕"),
        |label| format!("▲{label}："),
        |label| format!("——{label}："),
        |label| format!("**{label}：**"),
    ];
    for form in forms {
        assert_eq!(facts(&set(form)), expected, "{}", form("责任单位"));
    }
}
