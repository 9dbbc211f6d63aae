//! Forms of labels, and cells that tell of a row beside or above them.

use super::{down, extract, of_rows, plain, row};
use crate::common::docx::{ALONG, DOWN, broken, p, table, wide};
use duban::notice::Comparator;

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

#[test]
fn a_form_may_have_three_labels_in_a_row_behind_what_groups_its_rows() {
    let value = |text: &str| wide(5, "", text);
    let card = |chain: &str, name: &str, unit: &str, due: &str| {
        let group = |text: Option<&str>, cells: &[String]| row(&[&[down(text)], cells].concat());
        let cell = |text: &str| wide(1, "", text);
        [
            group(Some(chain), &[cell("产业链名称"), value(name)]),
            group(None, &["链长", "周宁", "副链长", "李明远", "牵头单位", unit].map(cell)),
            group(None, &[cell("年度目标"), value("新建基地1500亩，综合产值突破1.8亿元。")]),
            group(None, &[cell("推进举措"), wide(3, "", "新建生产线2条。"), cell("完成时限"), cell(due)]),
        ]
        .concat()
    };
    let rows = card("链一", "油茶产业链", "镇农业办", "11月底前")
        + &card("链二", "生猪产业链", "镇畜牧站", "9月底前");
    let notice = extract(&format!("{}{}", p("2031年产业链工作任务书"), of_rows(&[rows])));
    let read = |task: &duban::notice::Task| {
        let leaders = task.leaders.iter().filter_map(|leader| leader.name.clone()).collect::<Vec<_>>();
        (
            task.title.text.clone(),
            leaders.join(" "),
            task.units[0].name.clone(),
            task.deadlines[0].text.clone(),
        )
    };
    let found: Vec<_> = notice.tasks.iter().map(read).collect();
    let task = |name: &str, unit: &str, due: &str| {
        (name.to_owned(), "周宁 李明远".to_owned(), unit.to_owned(), due.to_owned())
    };
    assert_eq!(
        found,
        [task("油茶产业链", "镇农业办", "11月底前"), task("生猪产业链", "镇畜牧站", "9月底前")]
    );
    assert!(notice.tasks.iter().all(|task| task.targets.len() == 3));
}

#[test]
fn a_card_may_be_one_cell() {
    let card = |name: &str, what: &str, leader: &str, unit: &str| {
        let lines = [
            name.to_owned(),
            format!("建设内容：{what}"),
            format!("牵头领导：{leader}"),
            format!("牵头单位：{unit}"),
            "完成时限：10月底前".to_owned(),
        ];
        format!("<w:tr><w:tc><w:tcPr/>{}</w:tc></w:tr>", lines.map(|line| p(&line)).concat())
    };
    let cards = [
        card("【任务一】供水管网更新", "更换管网18公里。", "罗永平", "县住建局"),
        card("【任务二】农村公路提质", "改建公路64公里。", "文静", "县交通运输局"),
        card("【任务三】增加公办学位", "新建幼儿园3所。", "石新华", "县教育局"),
    ];
    let notice = extract(&format!("{}{}", p("甲县2024年民生实事任务书"), of_rows(&cards)));
    let read = |task: &duban::notice::Task| {
        (task.title.text.clone(), task.units[0].name.clone(), task.targets.len(), task.deadlines.len())
    };
    let found: Vec<_> = notice.tasks.iter().map(read).collect();
    let task = |title: &str, unit: &str| (title.to_owned(), unit.to_owned(), 1, 1);
    assert_eq!(
        found,
        [
            task("供水管网更新", "县住建局"),
            task("农村公路提质", "县交通运输局"),
            task("增加公办学位", "县教育局")
        ]
    );
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
fn the_lines_of_a_cell_may_have_labels_of_their_own() {
    let named = |lines: &[&str]| format!("<w:tc><w:tcPr/>{}</w:tc>", broken(lines));
    let rows = [
        plain(["序号", "项目名称", "拟投资额（亿元）", "包联推进责任", "责任单位及联系人"]),
        row(&[
            wide(1, "", "1"),
            wide(1, "", "电池回收项目"),
            wide(1, "", "约3"),
            named(&["包联领导：罗正刚、蒲  英", "责任单位：区经信局"]),
            named(&["区投促局", "联系人：程  洁（6632018）"]),
        ]),
        row(&[
            wide(1, "", "2"),
            wide(1, "", "调味品基地"),
            wide(1, "", "5.5"),
            named(&["包联领导：文  静", "责任单位：区农业农村局、桂溪镇"]),
            named(&["区商务局", "联系人：杜小龙（13×××××0012）"]),
        ]),
    ];
    let notice = extract(&format!("{}{}", p("2031年招商项目包联推进表"), of_rows(&rows)));
    assert_eq!(notice.tasks.len(), 2);
    let names = |at: usize| -> (Vec<_>, Vec<_>) {
        let task = &notice.tasks[at];
        let leaders = task.leaders.iter().filter_map(|leader| leader.name.as_deref());
        (leaders.collect(), task.units.iter().map(|unit| unit.name.as_str()).collect())
    };
    assert_eq!(names(0), (vec!["罗正刚", "蒲英", "程洁"], vec!["区经信局", "区投促局"]));
    assert_eq!(names(1), (vec!["文静", "杜小龙"], vec!["区农业农村局", "桂溪镇", "区商务局"]));
    assert_eq!(notice.tasks[0].investments[0].comparator, Comparator::Approx);
}

#[test]
fn a_small_table_below_an_item_says_who_answers_for_it() {
    let table = |leader: &str, lead: &str, due: &str| {
        of_rows(&[plain(["责任领导", "牵头单位", "完成时限"]), plain([leader, lead, due])])
    };
    let body = [
        p("关于印发2031年特色产业行动方案的通知"),
        p("一、重点任务"),
        p("（一）做强中药材产业。新发展连翘基地2.4万亩。"),
        table("梁文涛", "县农业农村局", "11月底前"),
        p("（二）扩大设施蔬菜规模。新建日光温室1800座。"),
        table("史春生", "县蔬菜中心", "10月底前"),
    ];
    let notice = extract(&body.concat());
    let read = |task: &duban::notice::Task| {
        let leader = task.leaders[0].name.clone().unwrap_or_default();
        format!("{} {leader} {} {}", task.title.text, task.units[0].name, task.deadlines[0].text)
    };
    let found: Vec<_> = notice.tasks.iter().map(read).collect();
    assert_eq!(
        found,
        ["做强中药材产业 梁文涛 县农业农村局 11月底前", "扩大设施蔬菜规模 史春生 县蔬菜中心 10月底前"]
    );
}

#[test]
fn labelled_cells_below_a_row_say_who_answers_for_it() {
    let task = |number: &str, name: &str, target: &str| {
        row(&[down(Some(number)), wide(1, "", name), wide(1, "", target), wide(1, "", "11月底")])
    };
    let who = |lead: &str, others: &str| row(&[down(None), wide(1, "", lead), wide(2, "", others)]);
    let rows = [
        plain(["序号", "工作任务", "目标要求", "完成时限"]),
        task("1", "扩大学前教育资源", "新增幼儿园24所"),
        who("牵头科室：学前教育科", "配合科室：财务科、规划科"),
        task("2", "消除大班额", "新建学校7所"),
        who("牵头科室：基础教育科", "配合科室：规划科"),
    ];
    let notice = extract(&format!("{}{}", p("2031年教育重点任务分解表"), of_rows(&rows)));
    let units = |task: &duban::notice::Task| {
        task.units.iter().map(|unit| unit.name.clone()).collect::<Vec<_>>().join(" ")
    };
    let found: Vec<_> =
        notice.tasks.iter().map(|task| format!("{}: {}", task.title.text, units(task))).collect();
    assert_eq!(found, ["扩大学前教育资源: 学前教育科 财务科 规划科", "消除大班额: 基础教育科 规划科"]);
}

#[test]
fn a_card_may_begin_with_its_numbered_name_and_part_its_sums_in_cells() {
    let card = |name: &str, all: &str, part: &str, unit: &str| {
        let group = |text: Option<&str>, label: &str, value: &str| {
            row(&[down(text), wide(1, "", label), wide(1, "", value)])
        };
        of_rows(&[
            row(&[wide(3, "", name)]),
            row(&[wide(1, "", "办什么"), wide(2, "", "铺筑砂石路18公里。")]),
            plain(["花多少", all, part]),
            row(&[wide(1, "", "何时成"), wide(2, "", "8月底前")]),
            group(Some("谁来办"), "挂包领导", "叶尔兰·哈力克；李沛霖"),
            group(None, "牵头", unit),
            group(None, "配合", "镇财政所；铁热克村村委会"),
        ])
    };
    let cards = card("第一件　牧道硬化", "总投入368万元", "其中：群众自筹68万元", "镇水管站")
        + &p("")
        + &card("第二件　饮水安全", "145万元", "——", "镇农业中心");
    let notice = extract(&format!("{}{cards}", p("2031年为群众办实事项目任务书")));
    let read = |task: &duban::notice::Task| {
        let sums = task.investments.iter().map(|sum| sum.text.clone()).collect::<Vec<_>>();
        (task.title.text.clone(), sums.join(" "), task.leaders.len(), task.units.len(), task.deadlines.len())
    };
    let found: Vec<_> = notice.tasks.iter().map(read).collect();
    let card = |name: &str, sums: &str| (name.to_owned(), sums.to_owned(), 2, 3, 1);
    assert_eq!(found, [card("牧道硬化", "368万元 68万元"), card("饮水安全", "145万元")]);
}

#[test]
fn a_label_may_begin_with_its_year_beside_two_others() {
    let card = |name: &str, unit: &str| {
        of_rows(&[
            plain(["项目名称", name, "项目性质", "新建", "建设地点", "江北新区"]),
            row(&[wide(1, "", "建设内容"), wide(5, "", "铺设管线14公里。")]),
            plain(["建设工期", "2031年5月—2032年8月", "总投资", "2.36亿元", "2031年计划投资", "9500万元"]),
            row(&[
                wide(1, "", "责任单位"),
                wide(2, "", unit),
                wide(1, "", "配合单位"),
                wide(2, "", "市财政局"),
            ]),
        ])
    };
    let cards = card("第三水厂扩能", "市自来水公司") + &p("") + &card("智慧水务一期", "市水务局");
    let notice = extract(&format!("{}{cards}", p("2031年重点水务工程项目表")));
    let sums: Vec<_> = notice.tasks.iter().map(|task| task.investments.len()).collect();
    let due: Vec<_> = notice.tasks.iter().map(|task| task.deadlines.len()).collect();
    assert_eq!((sums, due), (vec![2, 2], vec![1, 1]));
}
