//! What a Word document only lays out is read as what it says: lines broken by hand, frames, gaps of tabs.

mod common;

use common::docx::{broken, of_body, p, table, wide};
use duban::notice::Notice;

fn extract(body: &str) -> Notice {
    duban::extract("通知.docx", &of_body(body), &Default::default()).expect("a notice")
}

const TASKS: [&str; 4] =
    ["一、修路。新建公路12公里。", "责任单位：县交通局", "二、建校。新建小学2所。", "责任单位：县教育局"];

fn tasks() -> String {
    TASKS.map(p).concat()
}

fn date(notice: &Notice) -> Option<String> {
    notice.date_of_issue.as_ref().map(|issued| issued.date.to_string())
}

fn issuer(notice: &Notice) -> Option<&str> {
    notice.issuer.as_ref().map(|issuer| issuer.name.as_str())
}

#[test]
fn lines_broken_by_hand_are_lines() {
    let head = broken(&["青棠县人民政府", "关于印发《青棠县2024年", "民生实事方案》的通知"]);
    let foot = broken(&["青棠县人民政府", "2024年3月4日"]);
    let notice = extract(&format!("{head}{}{foot}", tasks()));
    assert_eq!(date(&notice).as_deref(), Some("2024-03-04"));
    assert_eq!(issuer(&notice), Some("青棠县人民政府"));
    let title = notice.title.expect("a title").text.replace('\n', "");
    assert_eq!(title, "青棠县人民政府关于印发《青棠县2024年民生实事方案》的通知");

    let [road, by_roads, school, by_schools] = TASKS;
    let notice = extract(&format!("{}{}", broken(&[road, by_roads]), broken(&[school, by_schools])));
    let units: Vec<_> =
        notice.tasks.iter().flat_map(|task| &task.units).map(|unit| unit.name.as_str()).collect();
    assert_eq!((notice.tasks.len(), units), (2, vec!["县交通局", "县教育局"]));
}

#[test]
fn a_sentence_broken_by_hand_is_one() {
    let road = broken(&["一、修路。今年在城乡之间新建和改建农村公路", "12公里，安装护栏8公里。"]);
    let notice = extract(&format!("{road}{}", p("责任单位：县交通局")));
    assert_eq!(notice.tasks[0].targets.len(), 2);
    let body = notice.tasks[0].body.as_ref().expect("a body");
    assert!(!body.text.contains('\n'), "{}", body.text);
}

#[test]
fn a_signature_may_stand_in_a_frame() {
    let cells = [p(""), broken(&["青棠县人民政府", "2024年3月4日"])];
    let notice = extract(&format!("{}{}{}", p("关于做好2024年重点工作的通知"), tasks(), table(&[&cells])));
    assert_eq!((date(&notice).as_deref(), issuer(&notice)), (Some("2024-03-04"), Some("青棠县人民政府")));
}

#[test]
fn a_signature_may_stand_beside_whom_to_ask_or_take_two_rows() {
    let beside: &[String] =
        &[broken(&["联系人：丁一", "电话：0999-1234567"]), broken(&["青棠县人民政府", "2024年3月4日"])];
    let below: [&[String]; 2] = [&[p(""), p("青棠县人民政府")], &[p(""), p("2024年3月4日")]];
    for foot in [table(&[beside]), table(&below)] {
        let notice = extract(&format!("{}{}{foot}", p("关于做好2024年重点工作的通知"), tasks()));
        assert_eq!((date(&notice).as_deref(), issuer(&notice)), (Some("2024-03-04"), Some("青棠县人民政府")));
        assert_eq!(notice.tasks.len(), 2);
    }
}

#[test]
fn a_head_may_be_laid_out_in_a_table() {
    let head = table(&[&[p("青棠县人民政府文件"), p("")], &[p("青政发〔2024〕3号"), p("2024年3月4日")]]);
    let notice = extract(&format!("{head}{}{}", p("关于做好2024年重点工作的通知"), tasks()));
    assert_eq!((date(&notice).as_deref(), issuer(&notice)), (Some("2024-03-04"), Some("青棠县人民政府")));
    assert_eq!(notice.document_number.expect("a number").text, "青政发〔2024〕3号");
}

#[test]
fn tabs_between_name_and_date_draw_no_table() {
    let foot = p("青棠县人民政府\t\t\t2024年3月4日");
    let notice = extract(&format!("{}{}{foot}", p("关于做好2024年重点工作的通知"), tasks()));
    assert_eq!((date(&notice).as_deref(), issuer(&notice)), (Some("2024-03-04"), Some("青棠县人民政府")));
}

/// A table of three columns with rows of titles or labels above its headings.
fn headed(above: &str, rows: &[&[&str]]) -> String {
    let cells =
        |row: &&[&str]| row.iter().map(|cell| format!("<w:tc>{}</w:tc>", p(cell))).collect::<String>();
    let rows: String = rows.iter().map(|row| format!("<w:tr>{}</w:tr>", cells(row))).collect();
    format!("<w:tbl>{above}{rows}</w:tbl>")
}

#[test]
fn a_title_over_the_headings_of_a_table_is_the_notices() {
    let title = format!("<w:tr>{}</w:tr>", wide(3, "", "青棠县城管局2027年市容问题整改台账"));
    let labels = format!(
        "<w:tr>{}<w:tc>{}</w:tc></w:tr>",
        wide(2, "", "填报单位：青棠县城管局"),
        p("填报日期：2027年6月8日")
    );
    let rows: [&[&str]; 3] = [
        &["整改事项", "责任单位", "完成时限"],
        &["修补破损道路12处", "市政设施科", "7月底前"],
        &["更换路灯300盏", "照明管理所", "8月15日前"],
    ];
    let notice = extract(&headed(&(title + &labels), &rows));
    assert_eq!(
        notice.title.as_ref().map(|title| title.text.as_str()),
        Some("青棠县城管局2027年市容问题整改台账")
    );
    assert_eq!((date(&notice).as_deref(), issuer(&notice)), (Some("2027-06-08"), Some("青棠县城管局")));
    let due: Vec<_> = notice.tasks.iter().flat_map(|task| &task.deadlines).map(|due| due.date).collect();
    assert_eq!(due, ["2027-07-31", "2027-08-15"].map(|date| date.parse().ok()));
}

#[test]
fn labels_over_the_headings_of_a_table_hold_for_its_rows() {
    let table = |unit: &str, leader: &str, rows: [&[&str]; 2]| {
        let cells = [unit, leader].map(|words| wide(2, "", words)).concat();
        let head: &[&str] = &["序号", "工作任务", "工作目标", "完成时限"];
        headed(&format!("<w:tr>{cells}</w:tr>"), &[head, rows[0], rows[1]])
    };
    let roads = table(
        "责任部门：县交通局",
        "分管领导：周宁",
        [&["1", "改造道路", "改造12公里", "7月底前"], &["2", "加固桥梁", "加固3座", "9月底前"]],
    );
    let schools = table(
        "责任部门：县教育局",
        "分管领导：韩立",
        [&["1", "新建学校", "新建2所", "8月底前"], &["2", "更换课桌", "更换900套", "6月底前"]],
    );
    let notice = extract(&format!("{}{roads}{}{schools}", p("关于印发2027年重点任务的通知"), p("")));
    let told = notice.tasks.iter().map(|task| {
        let unit = task.units.iter().map(|unit| unit.name.as_str()).collect::<String>();
        let leader = task.leaders.iter().filter_map(|leader| leader.name.as_deref()).collect::<String>();
        format!("{unit} {leader}")
    });
    let told: Vec<_> = told.collect();
    assert_eq!(told, ["县交通局 周宁", "县交通局 周宁", "县教育局 韩立", "县教育局 韩立"]);
}
