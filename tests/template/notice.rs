//! A plan of a county that does not exist, built by hand.

use duban::notice::*;
use duban::source::SourceInfo;
use duban::text::Span;
use rust_decimal::Decimal;

const TEXT: &str = "\
云溪县人民政府办公室关于印发《云溪县2031年五件民生实事责任分解方案》的通知
各乡镇人民政府，县直有关单位：
现将方案印发给你们，请认真组织实施。各责任单位要制定实施方案，明确路线图、时间表和责任人，每月5日前将上月进展情况报县政府督查室。
云溪县人民政府办公室
2031年3月4日
（一）提升教育质量。投资2600万元，新建公办幼儿园5所，10月底前投入使用；学前三年毛入园率达到93%以上。
（二）改善农村交通。改造农村公路120.5公里，其中通村路80公里；总投资3.6亿元，年度计划投资1.2亿元，11月底前完工。
（三）守牢安全底线。较大及以上事故控制在2起以内；排查整治燃气隐患800处以上。
（四）清欠群众账款。拖欠账款全面清零。完成时限：6月底前
（五）建设高标准农田。
1.建成高标准农田3万亩。
2.配套机井30眼至40眼，9月底前通水。
";

/// The place of the first `part` in the text.
fn span(part: &str) -> Option<Span> {
    let at = TEXT.find(part)?;
    let start = TEXT[..at].chars().count();
    Some(Span::new(start, start + part.chars().count()))
}

fn quote(part: &str) -> Quote {
    Quote { text: part.to_owned(), span: span(part) }
}

fn unit(name: &str, role: UnitRole) -> Unit {
    let kind = if name.starts_with('各') { UnitKind::Group } else { UnitKind::Unit };
    Unit { name: name.to_owned(), full_name: None, role, kind, label: None, span: None }
}

fn leader(name: &str) -> Leader {
    let (name, label) = (Some(name.to_owned()), Some("责任领导".to_owned()));
    Leader { name, role: LeaderRole::Responsible, label, post: None, span: None }
}

fn target(
    text: &str,
    value: &str,
    unit: &str,
    comparator: Comparator,
    kind: TargetKind,
    indicator: &str,
) -> Target {
    Target {
        text: text.to_owned(),
        value: value.parse().ok(),
        min: None,
        max: None,
        unit: Some(unit.to_owned()).filter(|u| !u.is_empty()),
        comparator,
        kind,
        indicator: Some(indicator.to_owned()),
        part_of: None,
        span: span(text),
    }
}

fn money(text: &str, yuan: i64, kind: InvestmentKind, purpose: &str) -> Investment {
    Investment {
        text: text.to_owned(),
        yuan: Some(Decimal::from(yuan)),
        min: None,
        max: None,
        comparator: Comparator::Eq,
        kind,
        purpose: Some(purpose.to_owned()),
        span: span(text),
    }
}

fn deadline(text: &str, date: &str) -> Deadline {
    Deadline { text: text.to_owned(), date: date.parse().ok(), kind: DeadlineKind::By, span: span(text) }
}

fn task(id: &str, title: &str) -> Task {
    Task {
        id: id.to_owned(),
        number: None,
        path: Vec::new(),
        title: quote(title),
        body: None,
        leaders: Vec::new(),
        units: Vec::new(),
        investments: Vec::new(),
        targets: Vec::new(),
        deadlines: Vec::new(),
        subtasks: Vec::new(),
    }
}

/// The plan.
pub(crate) fn notice() -> Notice {
    use Comparator::{Eq, Ge, Le};
    use TargetKind::{Quantity, Rate};
    use UnitRole::{Lead, Responsible, Supporting};

    let mut education = task("1", "提升教育质量");
    education.leaders = vec![leader("林知夏")];
    education.units =
        vec![unit("教育局", Lead), unit("县教育局", Responsible), unit("各乡镇人民政府", Supporting)];
    education.investments = vec![money("2600万元", 26_000_000, InvestmentKind::Investment, "新建公办幼儿园")];
    education.targets = vec![
        target("5所", "5", "所", Eq, Quantity, "新建公办幼儿园"),
        target("93%以上", "93", "%", Ge, Rate, "学前三年毛入园率"),
    ];
    education.deadlines = vec![deadline("10月底前", "2031-10-31")];

    let mut roads = task("2", "改善农村交通");
    roads.leaders = vec![leader("沈砚"), leader("周牧野")];
    roads.units = vec![unit("交通运输局", Lead), unit("财政局", Supporting)];
    roads.investments = vec![
        money("3.6亿元", 360_000_000, InvestmentKind::Investment, "改造农村公路"),
        money("1.2亿元", 120_000_000, InvestmentKind::Annual, "改造农村公路"),
    ];
    roads.targets = vec![
        target("120.5公里", "120.5", "公里", Eq, Quantity, "改造农村公路"),
        Target {
            part_of: Some("120.5公里".to_owned()),
            ..target("80公里", "80", "公里", Eq, Quantity, "通村路")
        },
    ];
    roads.deadlines = vec![deadline("11月底前", "2031-11-30")];

    let mut safety = task("3", "守牢安全底线");
    safety.leaders = vec![leader("沈砚")];
    safety.units =
        vec![unit("应急管理局", Responsible), unit("教育局", Responsible), unit("财政局", Responsible)];
    safety.targets = vec![
        target("2起以内", "2", "起", Le, Quantity, "较大及以上事故"),
        target("800处以上", "800", "处", Ge, Quantity, "排查整治燃气隐患"),
    ];

    let mut debts = task("4", "清欠群众账款");
    debts.leaders = vec![leader("周牧野")];
    debts.units = vec![unit("财政局", Responsible)];
    debts.targets = vec![Target {
        unit: None,
        ..target("全面清零", "", "", Eq, TargetKind::Qualitative, "拖欠账款")
    }];
    debts.deadlines = vec![deadline("6月底前", "2031-06-30")];

    let mut fields = task("5", "建设高标准农田");
    fields.leaders = vec![leader("林知夏")];
    fields.units = vec![unit("农业农村局", Responsible)];
    let mut land = task("5.1", "建成高标准农田");
    land.targets = vec![target("3万亩", "30000", "亩", Eq, Quantity, "高标准农田")];
    let mut wells = task("5.2", "配套机井");
    wells.units = vec![unit("水利局", Lead), unit("农业农村局", Supporting)];
    wells.targets = vec![Target {
        min: Some(30.into()),
        max: Some(40.into()),
        ..target("30眼至40眼", "", "眼", Eq, Quantity, "机井")
    }];
    wells.deadlines = vec![deadline("9月底前", "2031-09-30")];
    fields.subtasks = vec![land, wells];

    Notice {
        schema_version: SCHEMA_VERSION.to_owned(),
        source: SourceInfo {
            name: "云溪县.txt".to_owned(),
            format: "txt".to_owned(),
            encoding: Some("UTF-8".to_owned()),
            sha256: "ab".repeat(32),
            bytes: TEXT.len() as u64,
        },
        content: Content { text: TEXT.to_owned(), blocks: Vec::new() },
        document_kind: DocumentKind::Plan,
        title: Some(quote("云溪县人民政府办公室关于印发《云溪县2031年五件民生实事责任分解方案》的通知")),
        document_number: None,
        issuer: Some(Issuer {
            name: "云溪县人民政府办公室".to_owned(),
            span: span("云溪县人民政府办公室"),
            inferred: false,
            from: "落款".to_owned(),
        }),
        addressees: vec![quote("各乡镇人民政府"), quote("县直有关单位")],
        date_of_issue: Some(IssueDate {
            text: "2031年3月4日".to_owned(),
            date: jiff::civil::date(2031, 3, 4),
            span: span("2031年3月4日"),
        }),
        jurisdiction: Some("云溪县".to_owned()),
        plan_year: Some(2031),
        plan_title: Some(quote("云溪县2031年五件民生实事责任分解方案")),
        declared_task_count: None,
        attachments: Vec::new(),
        copied_to: Vec::new(),
        tasks: vec![education, roads, safety, debts, fields],
        requirements: Vec::new(),
        reporting: vec![ReportingDuty {
            text: "每月5日前".to_owned(),
            frequency: Frequency::Monthly,
            due: Some(Due { day: Some(5), ..Due::default() }),
            reporter: Some("各责任单位".to_owned()),
            recipient: Some("县政府督查室".to_owned()),
            span: span("每月5日前"),
        }],
        diagnostics: Vec::new(),
    }
}
