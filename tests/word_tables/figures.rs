//! Figures, sums and times in columns.

use super::{down, extract, of_rows, plain, row};
use crate::common::docx::{p, wide};

#[test]
fn rows_below_a_project_tell_more_of_it() {
    let line = |name: Option<&str>, kind: &str, told: &str, unit: Option<&str>| {
        row(&[down(name), wide(1, "", kind), wide(1, "", told), down(unit)])
    };
    let rows = [
        plain(["项目名称", "二级指标", "绩效指标", "实施单位"]),
        line(Some("高标准农田建设"), "数量指标", "建设高标准农田0.75万亩", Some("县农业农村局")),
        line(None, "质量指标", "工程验收合格率100%", None),
        line(None, "时效指标", "2025年12月20日前完工", None),
        line(Some("特色水果提质"), "数量指标", "新建标准果园3200亩", Some("县供销社")),
    ];
    let notice = extract(&format!("{}{}", p("2025年农业专项资金绩效目标表"), of_rows(&rows)));
    let read = |task: &duban::notice::Task| {
        let targets: Vec<_> = task.targets.iter().map(|target| target.text.clone()).collect();
        (task.title.text.clone(), targets.join(" "), task.deadlines.len())
    };
    let found: Vec<_> = notice.tasks.iter().map(read).collect();
    let task = |title: &str, targets: &str, due| (title.to_owned(), targets.to_owned(), due);
    assert_eq!(found, [task("高标准农田建设", "0.75万亩 100%", 1), task("特色水果提质", "3200亩", 0)]);
}

#[test]
fn sums_under_其中_are_of_the_column_in_front_and_sections_name_their_leader() {
    let rows = [
        row(&[
            wide(1, "", "项目名称"),
            wide(1, "", "建设内容"),
            wide(1, "", "总投资"),
            wide(2, "", "其    中"),
            wide(1, "", "责任单位"),
        ]),
        plain(["", "", "", "盟级", "社会资本", ""]),
        row(&[
            wide(2, "", "一、饮水和水利（1项）  包联领导：敖其尔"),
            wide(1, "", "1,850"),
            wide(1, "", "150"),
            wide(1, "", "1,700"),
            wide(1, "", ""),
        ]),
        plain(["集中供水工程", "铺设管道46公里", "1,850", "150", "1,700", "旗水利局"]),
        row(&[
            wide(2, "", "二、教育卫生（1项）  包联领导：白龙"),
            wide(1, "", "900"),
            wide(1, "", "—"),
            wide(1, "", "900"),
            wide(1, "", ""),
        ]),
        plain(["第三幼儿园", "新增学位360个", "900", "—", "900", "旗教育局"]),
    ];
    let title = p("2025年民生实事项目资金安排计划表") + &p("单位：万元");
    let notice = extract(&format!("{title}{}", of_rows(&rows)));
    let read = |task: &duban::notice::Task| {
        let sums: Vec<_> = task.investments.iter().map(|sum| sum.text.clone()).collect();
        (task.title.text.clone(), sums.join(" "), task.leaders[0].name.clone().unwrap_or_default())
    };
    let found: Vec<_> = notice.tasks.iter().map(read).collect();
    let task = |title: &str, sums: &str, leader: &str| (title.to_owned(), sums.to_owned(), leader.to_owned());
    assert_eq!(
        found,
        [task("集中供水工程", "1,850 150 1,700", "敖其尔"), task("第三幼儿园", "900 900", "白龙")]
    );
}

#[test]
fn a_cell_over_several_times_of_a_schedule_is_told_once_and_of_none() {
    let rows = [
        plain(["实事名称", "一季度", "二季度", "三季度", "牵头单位"]),
        plain(["城北水厂", "完成招标", "完成40%", "通水", "县水务局"]),
        row(&[wide(1, "", "发放补贴"), wide(3, "", "按月发放，惠及1200人"), wide(1, "", "县残联")]),
    ];
    let notice = extract(&format!("{}{}", p("2025年民生实事进度安排表"), of_rows(&rows)));
    let read = |task: &duban::notice::Task| (task.targets.len(), task.deadlines.len());
    assert_eq!(notice.tasks.iter().map(read).collect::<Vec<_>>(), [(1, 3), (1, 0)]);
}

#[test]
fn stages_may_be_spans_of_months_and_what_stands_under_progress_is_done() {
    let rows = [
        row(&[
            wide(1, "", "产业链"),
            wide(1, "", "牵头单位"),
            wide(2, "", "年度目标"),
            wide(1, "", "截至2月底进展"),
            wide(2, "", "分阶段目标"),
        ]),
        plain(["", "", "新签约项目（个）", "到位内资（亿元）", "新签约项目（个）", "4月—5月", "6月—9月"]),
        plain(["先进陶瓷", "投资促进一局", "18", "24.5", "3", "摸排企业60家", "签约12家"]),
        plain(["生物医药", "科技创新局", "12", "9.8", "1", "摸排企业40家", "签约8家"]),
    ];
    let notice = extract(&format!("{}{}", p("2025年产业链招商目标任务表"), of_rows(&rows)));
    let read = |task: &duban::notice::Task| {
        let targets: Vec<_> = task.targets.iter().map(|target| target.text.clone()).collect();
        let times: Vec<_> =
            task.deadlines.iter().filter_map(|due| due.date).map(|day| day.to_string()).collect();
        (task.title.text.clone(), targets.join(" "), times.join(" "))
    };
    let found: Vec<_> = notice.tasks.iter().map(read).collect();
    let task = |title: &str, targets: &str| {
        (title.to_owned(), targets.to_owned(), "2025-05-31 2025-09-30".to_owned())
    };
    assert_eq!(found, [task("先进陶瓷", "18 60家 12家"), task("生物医药", "12 40家 8家")]);
}

#[test]
fn a_row_that_is_as_long_as_its_headings_keeps_its_blanks() {
    let rows = [
        plain(["序号", "项目名称", "总投资（万元）", "6月底", "12月底", "责任领导及责任单位"]),
        plain(["1", "公寓楼", "3650", "主体封顶", "", "副市长  陶国良\n市教育局、市城投集团"]),
        plain(["2", "中心幼儿园", "2380", "", "投入使用", "清溪镇镇长  谢岚\n清溪镇人民政府"]),
    ];
    let notice = extract(&format!("{}{}", p("2025年学校建设推进计划表"), of_rows(&rows)));
    let read = |task: &duban::notice::Task| {
        let units: Vec<_> = task.units.iter().map(|unit| unit.name.clone()).collect();
        (units.join(" "), task.leaders[0].name.clone().unwrap_or_default(), task.deadlines[0].text.clone())
    };
    let found: Vec<_> = notice.tasks.iter().map(read).collect();
    let task = |units: &str, leader: &str, due: &str| (units.to_owned(), leader.to_owned(), due.to_owned());
    assert_eq!(
        found,
        [task("市教育局 市城投集团", "陶国良", "6月底"), task("清溪镇人民政府", "谢岚", "12月底")]
    );
}

#[test]
fn sections_may_have_sums_beside_them_and_headings_be_units() {
    let rows = [
        row(&[
            wide(1, "", "序号"),
            wide(1, "", "项目名称"),
            wide(2, "", "资金来源"),
            wide(2, "", "受益规模"),
            wide(1, "", "实施单位"),
        ]),
        plain(["", "", "小计", "中央", "户", "人", ""]),
        plain(["一", "产业发展类", "1240", "800", "", "", ""]),
        plain(["1", "育苗中心", "780", "500", "412", "1530", "罗坪镇人民政府"]),
        plain(["2", "黄精基地", "460", "300", "286", "1004", "茅埂乡人民政府"]),
    ];
    let title = p("2025年衔接资金项目计划表") + &p("单位：万元");
    let notice = extract(&format!("{title}{}", of_rows(&rows)));
    let read = |task: &duban::notice::Task| {
        let counts: Vec<_> =
            task.targets.iter().map(|target| target.unit.clone().unwrap_or_default()).collect();
        (task.title.text.clone(), task.investments.len(), counts.join(" "))
    };
    let found: Vec<_> = notice.tasks.iter().map(read).collect();
    let task = |title: &str| (title.to_owned(), 2, "户 人".to_owned());
    assert_eq!(found, [task("育苗中心"), task("黄精基地")]);
}

#[test]
fn rows_that_only_count_more_of_a_project_are_its_targets() {
    let line =
        |number: Option<&str>, name: Option<&str>, [told, unit, figure]: [&str; 3], who: Option<&str>| {
            let counted = [told, unit, figure].map(|text| wide(1, "", text)).concat();
            row(&[down(number), down(name), counted, down(who)])
        };
    let rows = [
        plain(["序号", "实事名称", "具体内容", "计量单位", "数量", "责任单位"]),
        line(Some("1"), Some("扩充学位"), ["新建幼儿园", "所", "3"], Some("县教体局")),
        line(None, None, ["新增学位", "个", "810"], None),
        line(Some("2"), Some("道路安防"), ["改造危桥", "座", "4"], Some("县交通运输局")),
        // Its own unit answers for it: a task.
        line(Some("3"), None, ["安装护栏", "公里", "46.8"], Some("县公安局")),
    ];
    let notice = extract(&format!("{}{}", p("2025年民生实事分解表"), of_rows(&rows)));
    let read = |task: &duban::notice::Task| {
        let targets: Vec<_> = task.targets.iter().map(|target| target.text.clone()).collect();
        (task.title.text.clone(), targets.join(" "))
    };
    let found: Vec<_> = notice.tasks.iter().map(read).collect();
    let task = |title: &str, targets: &str| (title.to_owned(), targets.to_owned());
    assert_eq!(found, [task("扩充学位", "3 810"), task("改造危桥", "4"), task("安装护栏", "46.8")]);
}

#[test]
fn a_time_over_rows_and_a_leader_over_a_table_hold_for_them() {
    let heads = || plain(["序号", "事项", "整改目标", "责任单位"]);
    let over = |words: &str| row(&[wide(4, "", words)]);
    let first = [
        heads(),
        over("整改时限：2031年5月31日前"),
        plain(["1", "仓库超量储存", "分区隔离率达到100%", "宏达化工公司"]),
        over("整改时限：2031年8月31日前"),
        plain(["2", "燃气安检不到位", "完成入户安检2.8万户", "市住建局"]),
    ];
    let second = [
        heads(),
        over("整改时限：2031年9月30日前"),
        plain(["1", "排洪设施老化", "新建隧洞420米", "青峰矿业公司"]),
    ];
    let caption = |number: &str, who: &str| p(&format!("表{number}　副市长{who}领衔事项"));
    let tables = [caption("1", "秦海涛"), of_rows(&first), caption("2", "葛锐"), of_rows(&second)];
    let notice = extract(&format!("{}{}", p("关于挂牌督办重大隐患的通知"), tables.concat()));
    let read = |task: &duban::notice::Task| {
        let due: Vec<_> = task.deadlines.iter().filter_map(|deadline| deadline.date).collect();
        let leaders: Vec<_> = task.leaders.iter().filter_map(|leader| leader.name.as_deref()).collect();
        format!(
            "{} {} {}",
            task.title.text,
            due.iter().map(ToString::to_string).collect::<String>(),
            leaders.join(" ")
        )
    };
    let found: Vec<_> = notice.tasks.iter().map(read).collect();
    assert_eq!(
        found,
        [
            "仓库超量储存 2031-05-31 秦海涛",
            "燃气安检不到位 2031-08-31 秦海涛",
            "排洪设施老化 2031-09-30 葛锐"
        ]
    );
}
