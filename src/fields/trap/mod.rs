//! Numbers that are no targets (陷阱): where a change begins, thresholds, specifications, names, counts of the tasks.

mod chinese;
mod threshold;

pub(super) use threshold::is_threshold;

use super::quantity::{Class, Quantity};
use crate::lexicon::{Comparator, Lexicon, UnitClass};
use crate::text::{Wordlist, after_last, before_next, floor_boundary, is_han, leading, words};
use rust_decimal::Decimal;

/// Whether a quantity of running text is no target, whatever its clause is about.
pub(crate) fn is_trap(text: &str, quantity: &Quantity, lexicon: &Lexicon) -> bool {
    let behind = &text[quantity.core.end..];
    is_start(text, quantity)
        || is_threshold(text, quantity)
        || is_progress(text, quantity)
        || names_rate(&text[quantity.unit.clone()], behind)
        || names_size(behind)
        || counts_hands(text, quantity)
        || leans_on(text, quantity)
        || ranks(text, quantity)
        || !counts(text, quantity, lexicon)
}

/// Whether the clause says what is at hand for what follows it: 依托辖区两所高校,….
fn leans_on(text: &str, quantity: &Quantity) -> bool {
    let before = &text[..quantity.core.start];
    let clause = &before[after_last(before, &[',', '。', ';', ':', '\n'])..];
    let behind = &text[quantity.range.end..];
    let at_hand = ["依托", "借助", "充分利用"].iter().find_map(|verb| clause.trim_start().strip_prefix(verb));
    at_hand.is_some_and(|whose| whose.chars().nth(4).is_none())
        && before_next(behind, &['。', ';', '\n']).contains(',')
}

/// Whether the quantity is a rank: 排名前3位; not 6月底前3名教师到岗.
fn ranks(text: &str, quantity: &Quantity) -> bool {
    let before = text[..quantity.core.start].trim_end();
    // 综合得分排名后2位
    if words!["排名后", "得分后", "名次后"].ends(before) {
        return true;
    }
    let before = before.strip_suffix('前');
    let time = |before: &str| before.ends_with(['底', '日', '月', '末', '度', '周', '节', '学', '年', '之']);
    matches!(&text[quantity.unit.clone()], "名" | "位") && before.is_some_and(|before| !time(before))
}

/// Whether the quantity is where a change begins, not where it must end: 由14.2%降到9%.
pub(super) fn is_start(text: &str, quantity: &Quantity) -> bool {
    let mut before = text[..quantity.core.start].chars().rev().take(8);
    let mut before = before.by_ref().take_while(|c| !matches!(c, ',' | '。' | ';' | '、' | '('));
    let behind = &text[quantity.core.end..];
    // 从医院选派3000名医师到县级医院: a place, and no number.
    let figure = |c: char| c.is_ascii_digit() || "零一二三四五六七八九十百千两约“".contains(c);
    match before.find(|c| matches!(c, '由' | '从' | '较' | '比')) {
        // 较去年的90.1%提高3个百分点
        Some('较' | '比') => {
            let change = ["提高", "提升", "上升", "下降", "降低", "增加", "减少"];
            change.iter().any(|verb| behind.strip_prefix(verb).is_some_and(|rest| rest.starts_with(figure)))
        }
        Some(_) => {
            let near = behind.chars().take(8).take_while(|c| !matches!(c, ',' | '。' | ';' | '、'));
            let near: Vec<char> = near.collect();
            let ends = |at: usize| {
                let end = matches!(near[at], '至' | '到' | '为' | '成');
                end && near[at + 1..].iter().take(4).any(|c| figure(*c))
            };
            // 从去年的68.4%往上提
            let moves = near.starts_with(&['往', '上']) || near.starts_with(&['往', '下']);
            moves || (0..near.len()).any(ends)
        }
        None => false,
    }
}

/// Whether a share tells how much of the year's task is done: 占年度20.1%, 完成全年任务的59.5%.
fn is_progress(text: &str, quantity: &Quantity) -> bool {
    if text[quantity.unit.clone()] != *"%" {
        return false;
    }
    let start = after_last(&text[..quantity.core.start], &[',', '。', ';', '\n']);
    let clause = &text[start..quantity.core.start];
    // 6月底前完成年度任务的60%: a stage to come.
    if clause.split_once("完成").is_some_and(|(by, _)| by.trim_end().ends_with('前')) {
        return false;
    }
    // 占任务数3亿元的66.7%, 为年度任务2亿元的60%
    if quantity.comparator == Comparator::Eq
        && clause.ends_with('的')
        && clause.trim_start().starts_with(['占', '为'])
        && words!["任务", "计划", "目标"].is_in(clause)
    {
        return true;
    }
    let before = text[..quantity.core.start].trim_end_matches(['的', ' ']);
    // 完成全年任务(19亿元)的58.9%
    let open = before.strip_suffix(')').and_then(|before| before.rfind('('));
    let whole = open.map_or("", |open| &before[..open]);
    if words!["任务", "目标", "计划"].ends(whole) {
        return true;
    }
    let before = ["计划", "任务", "目标", "总任务"]
        .iter()
        .find_map(|word| before.strip_suffix(word))
        .unwrap_or(before);
    words!["占年度", "占全年", "占", "完成年度", "完成全年"].ends(before)
        && (before.ends_with(['年', '度']) || text[before.len()..quantity.core.start].contains('划'))
}

/// Whether a quantity that is no money can be a target.
fn counts(text: &str, quantity: &Quantity, lexicon: &Lexicon) -> bool {
    let unit = &text[quantity.unit.clone()];
    let before = &text[..quantity.core.start];
    let behind = &text[quantity.core.end..];
    let clause = before_next(behind, &[',', '。', ';', '\n']);
    match quantity.class {
        Class::Money | Class::Bare => true,
        Class::Unit(UnitClass::Never) => false,
        // 零下60℃冷库
        Class::Unit(_) if matches!(unit, "℃" | "°C" | "摄氏度") && words!["零下", "-"].ends(before) => {
            false
        }
        // 300天, alone in the cell of a goal
        Class::Unit(UnitClass::Time) => quantity.range.len() == text.trim().len() || is_limit(text, quantity),
        Class::Unit(UnitClass::Classifier) if quantity.chinese => chinese::is_count(text, quantity, lexicon),
        Class::Unit(_) => {
            // 年拆解能力10万吨的生产线
            let able = words!["能力", "产能"].ends(before) || treats(before);
            let named = !able && lexicon.name_measures.contains(unit) && names_project(behind, lexicon);
            // 设计速度80公里/小时, 每小时35蒸吨 tell of a kind of thing; 提高到每小时24公里 is reached.
            let reached = words!["至每小时", "到每小时", "达每小时", "能力每小时"].ends(before);
            let specification = words!["直径", "管径", "口径", "孔径", "内径", "外径", "粒径", "级", "速度", "时速", "每小时", "宽", "宽度", "厚", "厚度", "净高"].ends(before)
                // 窄路加宽62公里
                && !words!["加宽", "拓宽", "改宽", "加厚"].ends(before)
                // 国家级1户、省级5户 are counted; 升级78公里 is done.
                && !words!["班级", "年级", "本级", "国家级", "省级", "市级", "县级", "区级", "州级", "旗级", "镇级", "村级", "自治区级", "部级", "升级", "晋级", "提级", "一级", "二级", "三级", "四级", "五级"].ends(before);
            // 7至9座客车: how big each is.
            let seats =
                unit == "座" && words!["客车", "校车", "轿车", "商务车"].is_in(leading(behind, 10, is_han));
            let bus_line = unit == "路" && (clause.contains("公交") || before.ends_with("公交"));
            // 景区周边2公里, 最后一百米: where something holds.
            let near =
                matches!(unit, "公里" | "千米" | "米") && words!["周边", "最后", "方圆", "沿线"].ends(before);
            // 任务分3批: how work is laid out.
            let stages = ["批", "期", "步", "个阶段", "个批次"].contains(&unit) && before.ends_with('分');
            // 4类人员 are kinds; 1200类数据 are counted.
            let kinds = unit == "类" && quantity.value < Decimal::TEN;
            // 施工一度停滞, 已两度延期
            let once = quantity.chinese && unit == "度" && quantity.value < Decimal::TEN;
            let counts_tasks = ["项", "件", "个", "大"].contains(&unit) && lists_tasks(behind);
            !named
                && !bus_line
                && !seats
                && !near
                && (!specification || reached)
                && !counts_tasks
                && !kinds
                && !once
                && !stages
                && (quantity.value > Decimal::ZERO
                    || quantity.range.len() == text.trim().len()
                    || held(before))
        }
    }
}

/// Whether a number is what something is held at: 重伤事故为0起, 控制在0件.
fn held(before: &str) -> bool {
    words!["为", "控制在", "保持", "保持在", "降至", "降到", "实现"].ends(before)
}

/// Whether a length of time is a limit to be kept: 压缩至15天以内, 缩短为5个工作日.
fn is_limit(text: &str, quantity: &Quantity) -> bool {
    // 满意度90分以上: points, no minutes.
    let clause =
        &text[after_last(&text[..quantity.core.start], &[',', '。', ';', '\n'])..quantity.core.start];
    if text[quantity.unit.clone()] == *"分" && words!["满意度", "得分", "评分", "评价", "成绩"].is_in(clause)
    {
        return true;
    }
    // 传统查控事项10个工作日内办结
    let behind = &text[quantity.range.end..];
    let closed = words![
        "完成研判", "研判", "答复", "转办", "办结", "办理完毕", "审结", "办理完成", "按时办结", "受理",
        "响应", "处置", "反馈", "核实", "通水", "通电", "通气",
    ]
    .begins(behind);
    if closed
        && quantity.bound_after
        && words![
            "事项", "信息", "件", "案", "诉求", "审批", "业务", "线索", "工单", "投诉", "举报", "警情",
            "故障", "登记", "报装", "差评", "均在",
        ]
        .ends(clause)
    {
        return true;
    }
    // 抵押登记1个工作日办结
    let kept = quantity.comparator == Comparator::Eq
        && behind.starts_with("办结")
        && clause.chars().count() >= 3
        && !clause.ends_with(['在', '于', '后', '起', '内', '的', '自']);
    if kept {
        return true;
    }
    // 2小时内出具报告, 12小时内救助到位: so short a time is a service's; not when it is told of.
    let short = ["小时", "个小时", "分钟", "秒"].contains(&&text[quantity.unit.clone()]);
    let told = ["报告", "上报", "报送", "报区", "报县", "报市", "电话", "续报"]
        .iter()
        .any(|word| behind.starts_with(word) || clause.contains(word));
    if short && quantity.comparator == Comparator::Le && quantity.bound_after && !told {
        return true;
    }
    // 滞留超过24小时患者比例: which of them are meant.
    if words!["比例", "占比"].is_in(leading(behind, 8, is_han)) {
        return false;
    }
    // 完成时限:12月20日前
    if text[..quantity.core.start].trim_end().ends_with('月') {
        return false;
    }
    // A narrow cell may break in front of the number: 压缩至⏎5个工作日以内.
    let before = text[..quantity.core.start].trim_end_matches('\n');
    let clause = &before[after_last(before, &[',', '。', ';', '\n'])..];
    let shortened = [
        "压缩", "缩短", "压减", "不超过", "控制在", "降至", "降到", "提速", "平均", "时限", "时长", "用时",
        "延长", "达到", "不少于", "优良天数", "提高到", "提升到", "提高至", "提升至", "时间", "月数",
    ];
    let bound = !quantity.bound_after && !matches!(quantity.comparator, Comparator::Eq | Comparator::Approx);
    let relative = ["收到", "之日起", "会后", "印发", "下发", "公示", "结束后", "终了后"];
    (bound || shortened.iter().any(|word| clause.contains(word)))
        && !relative.iter().any(|word| clause.contains(word))
}

/// Whether a number says how much a work takes in a day or a year: 日处理鲜奶1200吨的生产线.
fn treats(before: &str) -> bool {
    /// How far in front of the number the word for it stands, in bytes.
    const NEAR: usize = 24;
    let near = &before[floor_boundary(before, before.len().saturating_sub(NEAR))..];
    let clause = &near[after_last(near, &[',', '。', ';', '、', '\n'])..];
    words!["日处理", "日供水", "日加工", "年处理", "年拆解"].is_in(clause)
}

/// Whether the words behind a number are the rest of a project's name: 30万吨高纯石英砂项目.
fn names_project(behind: &str, lexicon: &Lexicon) -> bool {
    let noun = leading(behind, 16, |c| is_han(c) || c.is_ascii_alphanumeric());
    // 25万吨甲醇、120万吨制盐等项目: a list of names.
    let listed = behind.chars().next().is_some_and(is_han)
        && before_next(behind, &[',', '。', ';']).contains("等项目");
    if listed {
        return true;
    }
    // 4套老旧装置改造: the things themselves are counted.
    let ends = |word: &String| {
        noun.find(word.as_str()).is_some_and(|at| {
            let rest = &noun[at + word.len()..];
            // 年产2万吨碳酸锂生产线1条: the lines are counted.
            let counted = behind[at + word.len()..].trim_start().starts_with(|c: char| c.is_ascii_digit());
            let line = word == "生产线" && counted;
            at > 0 && !line && !words!["改造", "更新", "升级", "一条", "两条"].begins(rest)
        })
    };
    noun.chars().next().is_some_and(|c| !"以左和及、的".contains(c)) && lexicon.project_words.iter().any(ends)
}

/// Whether a number with its unit begins the name of a rate: 百万吨死亡率, 300米见绿率.
fn names_rate(unit: &str, behind: &str) -> bool {
    // 39人帮扶措施到位率100%: people and cases are counted.
    let counted = ["人", "户", "名", "家", "个", "所", "处", "件", "项", "宗", "起"].contains(&unit);
    let noun = leading(behind, if counted { 3 } else { 7 }, is_han);
    let verbs = ["达", "提", "完成", "实现", "增", "降", "使", "占", "及", "和"];
    noun.find('率').is_some_and(|rate| rate > 0 && !verbs.iter().any(|verb| noun[..rate].contains(verb)))
}

/// Whether it says which kind of thing is meant: 11人制.
fn names_size(behind: &str) -> bool {
    behind.strip_prefix('制').is_some_and(|rest| !rest.starts_with(['定', '造', '作', '订', '成']))
}

/// Whether it counts those who propose, inspect or see to it, and nothing that is to be reached: 11名代表提出, 检查组12个,
/// 每组4人.
fn counts_hands(text: &str, quantity: &Quantity) -> bool {
    const GROUPS: &Wordlist =
        words!["检查组", "督查组", "督导组", "工作组", "指导组", "巡查组", "专项组", "工作专班", "每组"];
    let behind = text[quantity.range.end..].trim_start();
    let proposed = words!["代表", "委员", "政协委员"].begins(behind)
        && words!["提出", "联名", "提交", "领衔"].is_in(leading(behind, 8, is_han));
    let before = text[..quantity.range.start].trim_end();
    let few = matches!(&text[quantity.unit.clone()], "个" | "人" | "名" | "支");
    proposed
        || few
            && (GROUPS.ends(before)
                || words!["督查组", "督导组", "检查组", "工作组", "工作专班"].begins(behind))
}

/// Whether what is counted are the notice's own tasks: 36项重点事项, 10件民生实事.
fn lists_tasks(behind: &str) -> bool {
    let noun = leading(behind, 12, |c| is_han(c) || matches!(c, '“' | '”'));
    // 386个行政村生活污水治理任务: villages are counted.
    let near = leading(noun, 6, |_| true);
    if words!["村", "社区", "乡镇", "小区"].is_in(near) {
        return false;
    }
    words!["实事", "重点事项", "重点任务", "重点工作", "工作任务", "民生事项", "任务"].is_in(noun)
}
