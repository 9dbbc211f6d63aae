//! Numbers that are no targets (陷阱): where a change begins, thresholds, specifications, names, counts of the tasks.

use super::quantity::{Class, Quantity};
use crate::lexicon::{Comparator, Lexicon, UnitClass};
use crate::text::{after_last, is_han};
use rust_decimal::Decimal;

/// Whether a quantity of running text is no target, whatever its clause is about.
pub(crate) fn is_trap(text: &str, quantity: &Quantity, lexicon: &Lexicon) -> bool {
    let behind = &text[quantity.core.end..];
    is_start(text, quantity)
        || is_threshold(text, quantity)
        || names_rate(behind)
        || names_size(behind)
        || !counts(text, quantity, lexicon)
}

/// Whether the quantity is where a change begins, not where it must end: 由14.2%降到9%.
fn is_start(text: &str, quantity: &Quantity) -> bool {
    let before: String = text[..quantity.core.start].chars().rev().take(8).collect();
    let from = before
        .chars()
        .take_while(|c| !matches!(c, ',' | '。' | ';' | '、' | '('))
        .position(|c| matches!(c, '由' | '从'));
    let behind: String = text[quantity.core.end..].chars().take(8).collect();
    let behind = behind.split([',', '。', ';', '、']).next().unwrap_or_default();
    from.is_some() && behind.contains(['至', '到', '为', '成'])
}

/// Whether the quantity only says which things are meant: 50亩以上的基地, 亿元以上项目, 10万吨级冷库.
pub(super) fn is_threshold(text: &str, quantity: &Quantity) -> bool {
    let behind = text[quantity.range.end..].trim_start_matches(' ');
    if behind.starts_with("级") {
        return true;
    }
    // 超100亿元的集群, 收入达到2000万元的企业; not 达到95%的目标.
    let share = matches!(&text[quantity.unit.clone()], "%" | "‰");
    if let Some(noun) = behind.strip_prefix('的') {
        let aim = ["目标", "水平", "要求", "标准", "任务"].iter().any(|word| noun.starts_with(word));
        let before = &text[..quantity.core.start];
        let reached = ["达到", "达", "满", "为", "在"].iter().any(|word| before.ends_with(word));
        let open = matches!(quantity.comparator, Comparator::Gt | Comparator::Ge | Comparator::Le);
        // 完成70%以上的确权登记 is done, share by share.
        let done = share
            && ["完成", "建成", "实现", "整治", "办结", "覆盖", "惠及"]
                .iter()
                .any(|verb| before.ends_with(verb));
        // 60%以上的社区达到标准: a share that stands first is what must be reached.
        let first = share && before.trim_end().ends_with([',', ';', '。', '\n']) || before.trim().is_empty();
        if done || aim || first && share {
            return false;
        }
        if open || reached {
            return true;
        }
    }
    let next = behind.chars().next();
    let bounded = quantity.bound_after && matches!(quantity.comparator, Comparator::Ge | Comparator::Le);
    let follows_noun =
        next.is_some_and(|c| is_han(c) && !"力争并且和及或占实完开投达确、与以惠其全".contains(c));
    // 10家门店以上的企业
    let noun: String = behind.chars().take_while(|c| is_han(*c)).take(9).collect();
    if let Some(bound) = ["以上的", "以下的", "以上规模"].iter().find_map(|bound| noun.find(bound))
    {
        let named = noun[..bound].chars().count();
        if (1..=4).contains(&named) {
            return true;
        }
    }
    // 其中50亿元以上4个, 4.3米焦炉5座: which of them are counted.
    if quantity.bound_after && behind.starts_with(|c: char| c.is_ascii_digit()) {
        return true;
    }
    let length = ["米", "厘米", "毫米"].contains(&&text[quantity.unit.clone()]);
    let named: String = behind.chars().take_while(|c| is_han(*c)).take(6).collect();
    if length
        && (1..=5).contains(&named.chars().count())
        && behind[named.len()..].starts_with(|c: char| c.is_ascii_digit())
    {
        return true;
    }
    // 1个以上示范点 is a count of them; 亿元以上项目 are a class.
    let unit = &text[quantity.unit.clone()];
    let counted = [
        "个", "家", "所", "处", "座", "场", "条", "项", "件", "台", "套", "辆", "支", "种", "次", "批", "间",
        "名",
    ];
    if counted.contains(&unit) && next != Some('的') {
        return false;
    }
    bounded && follows_noun && !text[..quantity.core.start].ends_with(['到', '至', '在', '达', '盖', '占'])
}

/// Whether a quantity that is no money can be a target.
fn counts(text: &str, quantity: &Quantity, lexicon: &Lexicon) -> bool {
    let unit = &text[quantity.unit.clone()];
    let before = &text[..quantity.core.start];
    let behind = &text[quantity.core.end..];
    let clause = behind.split([',', '。', ';', '\n']).next().unwrap_or_default();
    match quantity.class {
        Class::Money | Class::Bare => true,
        Class::Unit(UnitClass::Never) => false,
        Class::Unit(UnitClass::Time) => is_limit(text, quantity),
        Class::Unit(UnitClass::Classifier) if quantity.chinese => chinese_count(text, quantity),
        Class::Unit(_) => {
            let named = lexicon.name_measures.contains(unit) && names_project(behind, lexicon);
            // 设计速度80公里/小时, 每小时35蒸吨 tell of a kind of thing.
            // 提高到每小时24公里 is reached.
            let reached = ["至每小时", "到每小时", "达每小时"].iter().any(|word| before.ends_with(word));
            let specification = ["径", "级", "速度", "时速", "每小时", "宽", "宽度", "厚", "厚度", "净高"]
                .iter()
                .any(|word| before.ends_with(word));
            let bus_line = unit == "路" && (clause.contains("公交") || before.ends_with("公交"));
            let counts_tasks = ["项", "件", "个", "大"].contains(&unit) && lists_tasks(behind);
            !named
                && !bus_line
                && (!specification || reached)
                && !counts_tasks
                && quantity.value > Decimal::ZERO
        }
    }
}

/// Whether a length of time is a limit to be kept: 压缩至15天以内, 缩短为5个工作日.
fn is_limit(text: &str, quantity: &Quantity) -> bool {
    let start = after_last(&text[..quantity.core.start], &[',', '。', ';', '\n']);
    let clause = &text[start..quantity.core.start];
    let shortened = [
        "压缩",
        "缩短",
        "压减",
        "不超过",
        "控制在",
        "降至",
        "降到",
        "提速",
        "平均",
        "时限",
        "时长",
        "用时",
        "延长",
        "达到",
        "不少于",
        "优良天数",
        "时间",
    ];
    let bound = !quantity.bound_after && !matches!(quantity.comparator, Comparator::Eq | Comparator::Approx);
    let relative = ["收到", "之日起", "会后", "印发", "下发", "公示", "结束后", "终了后"];
    (bound || shortened.iter().any(|word| clause.contains(word)))
        && !relative.iter().any(|word| clause.contains(word))
}

/// Whether a count in Chinese numerals is one: 两所, 口袋公园三处; not 一批, 三级, 一个 in running text.
fn chinese_count(text: &str, quantity: &Quantity) -> bool {
    let unit = &text[quantity.unit.clone()];
    let behind = text[quantity.range.end..].chars().next();
    let ends = behind.is_none_or(|c| !is_han(c) || "和及并以与".contains(c));
    let vague = [
        "批", "次", "项", "件", "个", "组", "期", "段", "片", "面", "起", "条", "对", "把", "首", "门", "道",
        "位", "节", "块", "轮", "团", "支", "种",
    ];
    // 经三路 is a street.
    if unit == "路" {
        return false;
    }
    let before = &text[..quantity.core.start];
    let words = ['第', '之', '同', '每', '某', '这', '那', '哪', '任', '逐', '专', '统', '唯', '单', '另'];
    if before.ends_with(words) {
        return false;
    }
    if ends {
        return unit != "期" && (unit != "批" && unit != "次" || quantity.value > Decimal::ONE);
    }
    quantity.value > Decimal::ONE && !vague.contains(&unit)
}

/// Whether the words behind a number are the rest of a project's name: 30万吨高纯石英砂项目.
fn names_project(behind: &str, lexicon: &Lexicon) -> bool {
    let noun: String =
        behind.chars().take_while(|c| is_han(*c) || c.is_ascii_alphanumeric()).take(16).collect();
    // 25万吨甲醇、120万吨制盐等项目: a list of names.
    let listed = behind.chars().next().is_some_and(is_han)
        && behind.split([',', '。', ';']).next().unwrap_or_default().contains("等项目");
    if listed {
        return true;
    }
    let ends = |word: &String| noun.find(word.as_str()).is_some_and(|at| at > 0);
    noun.chars().next().is_some_and(|c| !"以左和及、".contains(c)) && lexicon.project_words.iter().any(ends)
}

/// Whether a number with its unit begins the name of a rate: 百万吨死亡率, 300米见绿率.
fn names_rate(behind: &str) -> bool {
    let noun: String = behind.chars().take_while(|c| is_han(*c)).take(7).collect();
    let verbs = ["达", "提", "完成", "实现", "增", "降", "使", "占", "及", "和"];
    noun.find('率').is_some_and(|rate| rate > 0 && !verbs.iter().any(|verb| noun[..rate].contains(verb)))
}

/// Whether it says which kind of thing is meant: 11人制.
fn names_size(behind: &str) -> bool {
    behind.strip_prefix('制').is_some_and(|rest| !rest.starts_with(['定', '造', '作', '订', '成']))
}

/// Whether what is counted are the notice's own tasks: 36项重点事项, 10件民生实事.
fn lists_tasks(behind: &str) -> bool {
    let noun: String = behind.chars().take_while(|c| is_han(*c) || matches!(c, '“' | '”')).take(12).collect();
    ["实事", "重点事项", "重点任务", "重点工作", "工作任务", "民生事项", "任务"]
        .iter()
        .any(|word| noun.contains(word))
}
