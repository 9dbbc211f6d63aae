//! Headings of columns, and names over several rows.

use super::{down, extract, merged, of_rows, plain, row};
use crate::common::docx::{ALONG, DOWN, broken, p, table, wide};
use duban::notice::UnitRole;

#[test]
fn a_name_over_rows_with_numbers_of_their_own_groups_them() {
    let row = |cells: [&str; 4]| {
        let cells = cells.iter().enumerate().map(|(at, text)| match at {
            1 => format!("<w:tc>{}</w:tc>", merged(text)),
            _ => format!("<w:tc><w:tcPr/>{}</w:tc>", p(text)),
        });
        format!("<w:tr>{}</w:tr>", cells.collect::<String>())
    };
    let rows = [
        ["序号", "主要任务", "具体措施", "责任单位"],
        ["1", "打通路网", "新增道路6公里。", "区住建局"],
        ["2", "", "改造路口11处。", "区公安分局"],
        ["3", "更新管网", "更新管网32公里。", "区水务局"],
        ["4", "", "整治内涝点9处。", "区城管局"],
    ];
    let head = table(&[&[p("序号"), p("主要任务"), p("具体措施"), p("责任单位")]]).replace("</w:tbl>", "");
    let body = format!("{head}{}</w:tbl>", rows[1..].iter().map(|cells| row(*cells)).collect::<String>());
    let notice = extract(&format!("{}{body}", p("2024年重点任务分工表")));
    let titles: Vec<_> = notice.tasks.iter().map(|task| task.title.text.as_str()).collect();
    assert_eq!(titles, ["新增道路6公里", "改造路口11处", "更新管网32公里", "整治内涝点9处"]);
    assert!(notice.tasks[1].path.contains(&"打通路网".to_owned()), "{:?}", notice.tasks[1].path);
    let units: Vec<_> = notice.tasks.iter().map(|task| task.units.len()).collect();
    assert_eq!(units, [1; 4]);
}

#[test]
fn a_name_over_a_list_beside_it_groups_its_items() {
    let line =
        |name: Option<&str>, told: &str, unit: &str| row(&[down(name), wide(1, "", told), wide(1, "", unit)]);
    let rows = [
        plain(["惠民实事", "具体任务", "责任单位"]),
        line(Some("就学暖心"), "（1）新建食堂26个", "州教育局"),
        line(None, "（2）为3.4万名学生提供营养午餐", "州财政局"),
    ];
    let notice = extract(&format!("{}{}", p("2025年惠民实事责任分解表"), of_rows(&rows)));
    let titles: Vec<_> = notice.tasks.iter().map(|task| task.title.text.as_str()).collect();
    assert_eq!(titles, ["新建食堂26个", "为3.4万名学生提供营养午餐"]);
    assert!(notice.tasks.iter().all(|task| task.path.contains(&"就学暖心".to_owned())));
}

#[test]
fn headings_may_take_three_rows_below_a_title() {
    let rows = [
        row(&[wide(6, "", "2025年重点项目投资计划表")]),
        row(&[wide(6, "", "单位：万元")]),
        row(&[wide(1, DOWN, "项目名称"), wide(4, "", "投资情况"), wide(1, DOWN, "责任单位")]),
        row(&[
            wide(1, ALONG, ""),
            wide(1, DOWN, "总投资"),
            wide(3, "", "2025年计划投资"),
            wide(1, ALONG, ""),
        ]),
        row(&[
            wide(1, ALONG, ""),
            wide(1, ALONG, ""),
            wide(1, "", "小计"),
            wide(1, "", "专项债券"),
            wide(1, "", "自筹"),
            wide(1, ALONG, ""),
        ]),
        plain(["灌区改造", "9860", "5760", "4000", "1760", "县水利局"]),
        row(&[wide(3, "", "填表人：宋佳"), wide(3, "", "审核人：田野")]),
    ];
    let notice = extract(&of_rows(&rows));
    assert_eq!(notice.tasks.len(), 1);
    let sums: Vec<String> = notice.tasks[0].investments.iter().map(|sum| sum.text.clone()).collect();
    assert_eq!(sums, ["9860", "5760", "4000", "1760"]);
    let yuan = notice.tasks[0].investments[0].yuan.map(|yuan| yuan.to_string());
    assert_eq!(yuan.as_deref(), Some("98600000"));
}

#[test]
fn a_row_of_headings_may_name_who_leads() {
    let rows = [
        plain(["序号", "工作任务", "牵头单位", "配合单位", "完成时间"]),
        row(&[wide(1, "", "1"), wide(3, "", "提升服务效能"), wide(1, "", "责任领导：副市长 邵华")]),
        plain(["1.1", "推进一网通办", "市大数据局", "市公安局", "9月底"]),
        plain(["1.2", "规范中介服务", "市政务局", "市住建局", "10月底"]),
    ];
    let notice = extract(&format!("{}{}", p("2025年任务分工表"), of_rows(&rows)));
    let read = |task: &duban::notice::Task| {
        (task.title.text.clone(), task.leaders[0].name.clone().unwrap_or_default(), task.units.len())
    };
    let found: Vec<_> = notice.tasks.iter().map(read).collect();
    let task = |title: &str| (title.to_owned(), "邵华".to_owned(), 2);
    assert_eq!(found, [task("推进一网通办"), task("规范中介服务")]);
    assert!(notice.diagnostics.iter().all(|remark| remark.code != "numbering"));
}

#[test]
fn marks_may_stand_under_units_that_a_heading_spans() {
    let rows = [
        row(&[
            wide(1, DOWN, "序号"),
            wide(1, DOWN, "工作任务"),
            wide(3, "", "责任单位"),
            wide(1, DOWN, "完成时限"),
        ]),
        row(&[
            wide(1, ALONG, ""),
            wide(1, ALONG, ""),
            wide(1, "", "县应急局"),
            wide(1, "", "县住建局"),
            wide(1, "", "县公安局"),
            wide(1, ALONG, ""),
        ]),
        plain(["1", "整治危房120栋。", "○", "●", "", "9月底前"]),
        plain(["2", "建设物资储备点9个。", "●", "", "○", "8月底前"]),
    ];
    let notice = extract(&format!("{}{}", p("2024年任务分工表"), of_rows(&rows)));
    let units: Vec<Vec<(&str, UnitRole)>> = notice
        .tasks
        .iter()
        .map(|task| task.units.iter().map(|unit| (unit.name.as_str(), unit.role)).collect())
        .collect();
    // Nothing explains the marks: a full one answers, a hollow one helps.
    let (full, hollow) = (UnitRole::Responsible, UnitRole::Supporting);
    assert_eq!(
        units,
        [[("县应急局", hollow), ("县住建局", full)], [("县应急局", full), ("县公安局", hollow)]]
    );
}

#[test]
fn a_number_may_stand_beside_three_rows_of_its_task() {
    let task = |number: &str, name: &str, goal: &str, who: &str| {
        [
            row(&[wide(1, DOWN, number), wide(1, "", "工作任务"), wide(1, "", name)]),
            row(&[wide(1, ALONG, ""), wide(1, "", "年度目标"), wide(1, "", goal)]),
            row(&[wide(1, ALONG, ""), wide(1, "", "责任分工"), wide(1, "", who)]),
        ]
        .concat()
    };
    let head = plain(["序号", "项目", "内容"]);
    let tasks = [
        task("1", "改善供水", "建成水厂5座。", "牵头单位：州水务局；完成时限：12月底前"),
        task("2", "完善物流", "建成配送中心4个。", "牵头单位：州商务局；完成时限：10月底前"),
    ];
    let table = of_rows(&[head, tasks.concat()]);
    let notice = extract(&format!("{}{table}", p("2025年重点任务清单")));
    let read: Vec<_> = notice
        .tasks
        .iter()
        .map(|task| (task.number.as_deref(), task.targets.len(), task.units.len(), task.deadlines.len()))
        .collect();
    assert_eq!(read, [(Some("1"), 1, 1, 1), (Some("2"), 1, 1, 1)]);
}

#[test]
fn headings_may_stand_once_for_several_tables() {
    let head = of_rows(&[plain(["序号", "任务名称", "主要内容", "牵头单位", "完成时限"])]);
    let villages = of_rows(&[
        plain(["1", "编制村庄规划", "编制规划46个。", "县自然资源局", "9月底前"]),
        plain(["2", "改造农村厕所", "新改建户厕2600座。", "县农业农村局", "10月底前"]),
    ]);
    let trades = of_rows(&[plain(["3", "发展设施农业", "新建日光温室650亩。", "县农业农村局", "10月底前"])]);
    let sections = [p("一、建设宜居村庄"), villages, p("二、发展富民产业"), trades].concat();
    let notice = extract(&format!("{}{head}{sections}", p("2025年乡村振兴重点任务清单")));
    let read: Vec<_> = notice
        .tasks
        .iter()
        .map(|task| (task.title.text.as_str(), task.targets.len(), task.units.len(), task.deadlines.len()))
        .collect();
    assert_eq!(read, [("编制村庄规划", 1, 1, 1), ("改造农村厕所", 1, 1, 1), ("发展设施农业", 1, 1, 1)]);
    assert_eq!(notice.tasks[2].path[0], "二、发展富民产业");
}

#[test]
fn a_name_may_run_down_its_column() {
    let leader = broken(&["宋", "丽", "华"]);
    let tasks = table(&[
        &[p("序号"), p("项目名称"), p("建设内容"), p("责任领导"), p("责任单位")],
        &[p("1"), p("学位扩容工程"), p("新增学位1620个。"), leader, p("县教育局")],
    ]);
    let notice = extract(&format!("{}{tasks}", p("2024年为民办实事项目计划表")));
    assert_eq!(notice.tasks[0].leaders[0].name.as_deref(), Some("宋丽华"));
}

#[test]
fn numbers_may_stand_under_the_heading_of_names() {
    let rows = [
        row(&[wide(2, "", "重点任务"), wide(1, "", "具体举措"), wide(1, "", "牵头单位")]),
        plain(["1", "扩大消费", "组织活动200场", "省商务厅"]),
        plain(["2", "稳定外贸", "新建海外仓12个", "省外贸中心"]),
    ];
    let notice = extract(&format!("{}{}", p("2026年全省商务工作要点分工表"), of_rows(&rows)));
    let read = |task: &duban::notice::Task| (task.number.clone(), task.title.text.clone());
    let found: Vec<_> = notice.tasks.iter().map(read).collect();
    let task = |number: &str, title: &str| (Some(number.to_owned()), title.to_owned());
    assert_eq!(found, [task("1", "扩大消费"), task("2", "稳定外贸")]);
}

#[test]
fn merged_names_may_only_group_the_names_beside_them() {
    let line = |group: Option<&str>, cells: [&str; 4]| {
        let cells = cells.iter().map(|cell| wide(1, "", cell));
        row(&std::iter::once(down(group)).chain(cells).collect::<Vec<_>>())
    };
    let rows = [
        plain(["考核项目", "考核指标", "目标任务", "分值", "责任单位"]),
        line(Some("经济发展（36分）"), ["地区生产总值", "增长6.5%左右", "6", "县发改委"]),
        line(None, ["招商引资", "新签约项目12个", "6", "县商务局"]),
        line(Some("乡村振兴（20分）"), ["粮食安全", "播种面积稳定在41.2万亩", "7", "县农业农村局"]),
        line(None, ["脐橙产业", "新增果园1.2万亩", "7", "县果业中心"]),
    ];
    let notice = extract(&format!("{}{}", p("2031年县直单位目标考核细则"), of_rows(&rows)));
    let titles: Vec<_> = notice.tasks.iter().map(|task| task.title.text.as_str()).collect();
    assert_eq!(titles, ["地区生产总值", "招商引资", "粮食安全", "脐橙产业"]);
    assert_eq!(notice.tasks[1].targets.len(), 1);
    assert!(notice.tasks[1].path.iter().any(|heading| heading.contains("经济发展")));
}

#[test]
fn posts_and_telephones_under_a_leader_name_nobody() {
    let rows = [
        row(&[
            wide(1, DOWN, "序号"),
            wide(1, DOWN, "水库名称"),
            wide(3, "", "行政责任人"),
            wide(1, DOWN, "管护任务"),
        ]),
        row(&[
            wide(1, ALONG, ""),
            wide(1, ALONG, ""),
            wide(1, "", "姓名"),
            wide(1, "", "职务"),
            wide(1, "", "电话"),
            wide(1, ALONG, ""),
        ]),
        plain(["1", "石门沟水库", "赵立新", "县委常委、副县长", "13800000001", "清淤2公里"]),
        plain(["2", "青羊河水库", "李国强", "副县长", "13800000002", "加固坝体300米"]),
    ];
    let notice = extract(&format!("{}{}", p("2031年水库防汛责任人名单"), of_rows(&rows)));
    let leaders = notice.tasks.iter().flat_map(|task| &task.leaders).map(|leader| leader.name.as_deref());
    assert_eq!(leaders.collect::<Vec<_>>(), [Some("赵立新"), Some("李国强")]);
}

#[test]
fn how_far_things_have_got_asks_for_nothing_beside_what_is_planned_next() {
    let rows = [
        plain(["序号", "项目名称", "工程形象进度", "下步工作计划", "包保领导", "责任单位"]),
        plain(["1", "物流园", "泊位主体完成70%", "9月底前2个泊位试运行", "覃志刚", "市交通局"]),
        plain(["2", "污水处理厂", "管网敷设9.1公里", "6月底前敷设管网13公里", "刘芳", "市住建局"]),
    ];
    let notice = extract(&format!("{}{}", p("2031年重点项目调度表"), of_rows(&rows)));
    let targets = notice.tasks.iter().flat_map(|task| &task.targets).map(|target| target.text.as_str());
    assert_eq!(targets.collect::<Vec<_>>(), ["2个", "13公里"]);
}

#[test]
fn headings_of_a_turned_table_may_take_two_columns() {
    let over = |heading: &str, cells: [&str; 3]| {
        row(&[&[wide(2, "", heading)][..], &cells.map(|text| wide(1, "", text))].concat())
    };
    let stage = |group: Option<&str>, quarter: &str, cells: [&str; 3]| {
        row(&[&[down(group), wide(1, "", quarter)][..], &cells.map(|text| wide(1, "", text))].concat())
    };
    let rows = [
        over("序号", ["1", "2", "3"]),
        over("项目名称", ["传感器基地", "中央厨房", "起降枢纽"]),
        over("总投资（万元）", ["52000", "18600", "7300"]),
        over("包联领导", ["孟广川", "", "董明理"]),
        over("责任部门", ["招商一部", "", "招商二部"]),
        stage(Some("推进节点"), "三季度", ["设备进场", "主体完工", "基础施工"]),
        stage(None, "四季度", ["2条产线试产", "投料试产", "首条航线试飞"]),
    ];
    let notice = extract(&format!("{}{}", p("2031年重点招商项目卡片"), of_rows(&rows)));
    let read = |task: &duban::notice::Task| {
        let leader = task.leaders[0].name.clone().unwrap_or_default();
        (task.title.text.clone(), leader, task.units[0].name.clone(), task.deadlines.len())
    };
    let found: Vec<_> = notice.tasks.iter().map(read).collect();
    let task =
        |name: &str, leader: &str, unit: &str| (name.to_owned(), leader.to_owned(), unit.to_owned(), 2);
    assert_eq!(
        found,
        [
            task("传感器基地", "孟广川", "招商一部"),
            task("中央厨房", "孟广川", "招商一部"),
            task("起降枢纽", "董明理", "招商二部")
        ]
    );
    assert!(notice.tasks.iter().all(|task| task.investments.len() == 1));
}

#[test]
fn enterprises_stand_in_front_of_what_is_to_be_done_for_them() {
    let rows = of_rows(&[
        plain(["序号", "企业名称", "交办事项", "办理要求", "责任单位"]),
        plain(["1", "宏达精密公司", "解决双回路供电", "架设专线5.8公里", "供电公司"]),
        plain(["2", "天润生物公司", "新建开闭所", "新建开闭所1座", "建设局"]),
    ]);
    let notice = extract(&format!("{}{rows}", p("2031年企业诉求交办清单")));
    let titles: Vec<_> = notice.tasks.iter().map(|task| task.title.text.as_str()).collect();
    assert_eq!(titles, ["解决双回路供电", "新建开闭所"]);
}

#[test]
fn a_number_may_stand_on_a_line_above_the_name_and_helpers_in_a_bracket_behind_the_lead() {
    let cells = |place: &str, number: &str, name: &str, unit: &str| {
        let named = format!("<w:tc><w:tcPr/>{}</w:tc>", broken(&[number, name]));
        row(&[wide(1, "", place), named, wide(1, "", "硬化路面4公里"), wide(1, "", unit)])
    };
    let rows = of_rows(&[
        plain(["村（社区）", "实事项目", "建设内容", "牵头部门"]),
        cells("石塘村", "第六项", "危桥改造", "镇交管站（配合：镇财政所，石塘村委会）"),
        cells("大洲村", "第七项", "通组公路", "镇农业站（配合：镇财政所）"),
    ]);
    let notice = extract(&format!("{}{rows}", p("2031年为民办实事清单")));
    let read = |task: &duban::notice::Task| {
        let roles = task.units.iter().map(|unit| unit.role).collect::<Vec<_>>();
        (task.number.clone().unwrap_or_default(), task.title.text.clone(), roles)
    };
    let found: Vec<_> = notice.tasks.iter().map(read).collect();
    let helped = |count: usize| [&[UnitRole::Lead][..], &vec![UnitRole::Supporting; count]].concat();
    let task = |number: &str, name: &str, roles| (number.to_owned(), name.to_owned(), roles);
    assert_eq!(found, [task("第六项", "危桥改造", helped(2)), task("第七项", "通组公路", helped(1))]);
}

#[test]
fn a_plan_for_the_year_under_investment_is_a_sum() {
    let rows = of_rows(&[
        row(&[
            wide(1, "", "序号"),
            wide(1, "", "项目名称"),
            wide(3, "", "投资情况（亿元）"),
            wide(1, "", "责任单位"),
        ]),
        plain(["", "", "总投资", "至2030年底累计完成", "2031年计划", ""]),
        plain(["1", "港区二期", "14.8", "6.35", "4.5", "市港航局"]),
        plain(["2", "医院新院区", "9.6", "6.9", "2.7", "市卫生健康委"]),
    ]);
    let notice = extract(&format!("{}{rows}", p("2031年重点建设项目计划表")));
    let sums = |task: &duban::notice::Task| {
        task.investments.iter().map(|sum| sum.text.clone()).collect::<Vec<_>>().join(" ")
    };
    let found: Vec<_> = notice.tasks.iter().map(sums).collect();
    assert_eq!(found, ["14.8 6.35 4.5", "9.6 6.9 2.7"]);
}
