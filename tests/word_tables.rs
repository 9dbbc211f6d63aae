//! Tables of Word documents, as offices lay them out.

mod common;

use common::docx::{ALONG, DOWN, broken, of_body, p, table, wide};
use duban::notice::{Notice, UnitRole};

fn extract(body: &str) -> Notice {
    duban::extract("通知.docx", &of_body(body), &Default::default()).expect("a notice")
}

fn row(cells: &[String]) -> String {
    format!("<w:tr>{}</w:tr>", cells.concat())
}

fn plain<const N: usize>(cells: [&str; N]) -> String {
    row(&cells.map(|text| wide(1, "", text)))
}

fn of_rows(rows: &[String]) -> String {
    format!("<w:tbl><w:tblPr/>{}</w:tbl>", rows.concat())
}

/// A cell that begins a run of merged ones, or goes on with it.
fn merged(text: &str) -> String {
    let value = if text.is_empty() { "" } else { r#" w:val="restart""# };
    format!("<w:tcPr><w:vMerge{value}/></w:tcPr>{}", p(text))
}

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
fn a_form_may_have_two_labels_in_a_row() {
    let span = |text: &str| format!(r#"<w:tc><w:tcPr><w:gridSpan w:val="3"/></w:tcPr>{}</w:tc>"#, p(text));
    let cell = |text: &str| format!("<w:tc><w:tcPr/>{}</w:tc>", p(text));
    let block = |name: &str, what: &str, unit: &str| {
        let wide = |label: &str, value: &str| format!("<w:tr>{}{}</w:tr>", cell(label), span(value));
        let pair = ["责任领导", "周克勤", "责任单位", unit].map(cell).concat();
        format!("{}{}<w:tr>{pair}</w:tr>", wide("实事名称", name), wide("建设内容", what))
    };
    let blocks = block("1.供水保障", "铺设管网136公里。", "县水利局")
        + &block("2.道路畅通", "改造危桥7座。", "县交通局");
    let notice = extract(&format!("{}{}", p("2024年民生实事方案"), of_rows(&[blocks])));
    let read = |task: &duban::notice::Task| {
        (task.number.clone(), task.title.text.clone(), task.targets.len(), task.units[0].name.clone())
    };
    let found: Vec<_> = notice.tasks.iter().map(read).collect();
    let task = |number: &str, title: &str, unit: &str| {
        (Some(number.to_owned()), title.to_owned(), 1, unit.to_owned())
    };
    assert_eq!(found, [task("1.", "供水保障", "县水利局"), task("2.", "道路畅通", "县交通局")]);
}

#[test]
fn a_time_is_no_heading_beside_the_label_that_it_is_the_value_of() {
    let pair = |a: &str, b: &str, c: &str, d: &str| plain([a, b, c, d]);
    let card = |name: &str, due: &str| {
        of_rows(&[
            pair("事项编号", "A-01", "督办级别", "★★"),
            row(&[wide(1, "", "事项名称"), wide(3, "", name)]),
            pair("主办单位", "县农业农村局", "协办单位", "县财政局"),
            row(&[wide(1, "", "目标要求"), wide(3, "", "复耕撂荒地4800亩。")]),
            pair("投资估算", "144万元", "办结时限", due),
            row(&[wide(1, "", "备    注"), wide(3, "", "")]),
        ])
    };
    let cards = card("撂荒地复耕", "5月底前") + &p("交办单（02）") + &card("农田改造", "三季度末");
    let notice = extract(&format!("{}{}{cards}", p("2024年重点事项交办单"), p("交办单（01）")));
    let read = |task: &duban::notice::Task| (task.title.text.clone(), task.deadlines[0].text.clone());
    let found: Vec<_> = notice.tasks.iter().map(read).collect();
    let card = |name: &str, due: &str| (name.to_owned(), due.to_owned());
    assert_eq!(found, [card("撂荒地复耕", "5月底前"), card("农田改造", "三季度末")]);
}

/// A cell that begins a run of merged ones (`Some`), or goes on with it (`None`).
fn down(text: Option<&str>) -> String {
    format!("<w:tc>{}</w:tc>", merged(text.unwrap_or_default()))
}

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
fn a_table_in_a_cell_tells_of_its_row() {
    let parts = table(&[
        &[p("子项目"), p("建设规模"), p("投资（万元）")],
        &[p("青石片区"), p("建设1.5万亩"), p("2700")],
        &[p("大湾片区"), p("建设0.8万亩"), p("1440")],
    ]);
    let inner = format!("{}{parts}{}", p("新建高标准农田2.3万亩。"), p(""));
    let whole = table(&[
        &[p("序号"), p("项目名称"), p("建设内容"), p("责任单位")],
        &[p("1"), p("农田建设项目"), inner, p("县农业农村局")],
        &[p("2"), p("水库加固项目"), p("加固水库3座。"), p("县水利局")],
    ]);
    let notice = extract(&format!("{}{whole}", p("2025年重点项目表")));
    assert_eq!(notice.tasks.len(), 2);
    let values: Vec<&str> = notice.tasks[0].targets.iter().map(|target| target.text.as_str()).collect();
    assert_eq!(values, ["2.3万亩", "1.5万亩", "0.8万亩"]);
    assert_eq!(notice.tasks[0].investments.len(), 2);
    let body = notice.tasks[0].body.as_ref().map(|body| body.text.as_str());
    assert_eq!(body, Some("新建高标准农田2.3万亩。"));
}

#[test]
fn a_row_below_may_tell_more_of_its_task() {
    let rows = [
        plain(["序号", "重点任务", "目标要求", "责任分工"]),
        row(&[
            wide(1, DOWN, "1"),
            wide(1, "", "稳定用工规模"),
            wide(1, "", "退工率控制在4%以内。"),
            wide(1, "", "牵头单位：县人社局"),
        ]),
        row(&[wide(1, ALONG, ""), wide(3, "", "推进节点：5月底前开展招聘12场；12月底前完成全年目标。")]),
        plain(["2", "支持返乡创业", "扶持创业750人。", "牵头单位：县就业中心"]),
    ];
    let notice = extract(&format!("{}{}", p("2025年任务分工表"), of_rows(&rows)));
    assert_eq!(notice.tasks.len(), 2);
    assert_eq!((notice.tasks[0].targets.len(), notice.tasks[0].deadlines.len()), (2, 2));
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
fn a_cell_over_the_table_may_tell_of_the_task_above_it() {
    let told = |lines: &[&str]| {
        let cell = format!(r#"<w:tc><w:tcPr><w:gridSpan w:val="4"/></w:tcPr>{}</w:tc>"#, broken(lines));
        row(&[cell])
    };
    let notice = extract(&format!(
        "{}{}",
        p("2024年市级重点项目推进计划"),
        of_rows(&[
            plain(["序号", "项目名称", "建设性质", "建设年限"]),
            plain(["1", "码头扩建工程", "续建", "2022—2025年"]),
            told(&[
                "建设规模：新建泊位3个。",
                "总投资：14.6亿元；2024年计划投资：4.3亿元。",
                "包抓领导：雷振    责任单位：市港航中心    配合单位：滨江区人民政府",
            ]),
            plain(["2", "疾控中心迁建", "新建", "2024—2025年"]),
            told(&["建设规模：建设实验室4个。", "总投资：1.7亿元。", "责任单位：市卫生健康委"]),
        ])
    ));
    let read: Vec<_> = notice
        .tasks
        .iter()
        .map(|task| (task.targets.len(), task.investments.len(), task.leaders.len(), task.units.len()))
        .collect();
    assert_eq!(read, [(1, 2, 1, 2), (1, 1, 0, 1)]);
}

#[test]
fn whom_a_cell_names_answers_for_the_table_beside_it() {
    let inner = |rows: &[String]| format!("{}{}{}", p("开展以下工作："), of_rows(rows), p(""));
    let head = || plain(["编号", "任务", "目标要求", "牵头单位"]);
    let air = inner(&[head(), plain(["1-1", "治理窑炉", "改造窑炉17座。", "区生态环境局"])]);
    let water = inner(&[head(), plain(["2-1", "整治排污口", "整治排污口126个。", "区水利局"])]);
    let outer = table(&[
        &[p("板块"), p("任务清单")],
        &[broken(&["蓝天保卫战", "责任领导：", "姜  涛"]), air],
        &[broken(&["碧水保卫战", "责任领导：", "尹志远"]), water],
    ]);
    let notice = extract(&format!("{}{outer}", p("2025年污染防治任务书")));
    let leaders: Vec<Vec<Option<&str>>> = notice
        .tasks
        .iter()
        .map(|task| task.leaders.iter().map(|leader| leader.name.as_deref()).collect())
        .collect();
    assert_eq!(leaders, [[Some("姜涛")], [Some("尹志远")]]);
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
fn a_form_that_numbers_its_problems_begins_no_task_with_their_description() {
    let block = |number: &str, name: &str, what: &str, unit: &str| {
        let whole = |label: &str, value: &str| row(&[wide(1, "", label), wide(3, "", value)]);
        [
            whole(number, name),
            whole("问题描述", "直排口14处，覆盖率仅为61%。"),
            whole("整改措施", what),
            plain(["责任单位", unit, "整改时限", "2023年12月底前"]),
        ]
    };
    let rows = [
        block("问题1", "收集率偏低", "新建管网21公里。", "尕冷县人民政府"),
        block("问题2", "非法采砂", "恢复植被130亩。", "州水利局"),
    ];
    let notice = extract(&format!("{}{}", p("督察反馈问题整改台账"), of_rows(&rows.concat())));
    let read = |task: &duban::notice::Task| {
        let targets: Vec<_> = task.targets.iter().map(|target| target.text.clone()).collect();
        (task.title.text.clone(), targets.join(" "))
    };
    let found: Vec<_> = notice.tasks.iter().map(read).collect();
    let task = |title: &str, targets: &str| (title.to_owned(), targets.to_owned());
    assert_eq!(found, [task("收集率偏低", "21公里"), task("非法采砂", "130亩")]);
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
