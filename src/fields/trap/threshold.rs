//! Thresholds: quantities that only say which things are meant (50亩以上的基地), and those that are what the noun must reach.

use crate::fields::quantity::{Class, Quantity};
use crate::lexicon::{Comparator, UnitClass};
use crate::text::{Wordlist, after_last, before_next, behind_figures, is_han, leading, words};

/// Whether the quantity only says which things are meant: 50亩以上的基地, 亿元以上项目, 10万吨级冷库.
pub(in crate::fields) fn is_threshold(text: &str, quantity: &Quantity) -> bool {
    let behind = text[quantity.range.end..].trim_start_matches(' ');
    if is_base(text, quantity, behind) {
        return true;
    }
    // 收入10万至50万元群体比例
    if quantity.low.is_some() && words!["群体", "人群", "家庭"].begins(behind) {
        return true;
    }
    // 对年零售额2亿元以上且…的企业
    if behind.starts_with('且') && quantity.bound_after {
        return true;
    }
    if let Some(noun) = behind.strip_prefix('的')
        && let Some(selects) = selects(text, quantity, noun)
    {
        return selects;
    }
    // 岸线1公里范围内: where something holds.
    behind.starts_with('级')
        || behind.starts_with("范围内") && matches!(&text[quantity.unit.clone()], "公里" | "千米" | "米")
        || qualifies(text, quantity)
        || bounds_class(behind)
        || is_one_kind(text, quantity, behind)
        || is_of_counted(text, quantity)
        || bounds_noun(text, quantity, behind)
}

/// Whether the quantity with 的 tells which of the nouns behind it are meant (收入达到2000万元的企业), or is what they must
/// reach (达到95%的目标, 完成70%以上的确权登记); `None` where that cannot be told.
fn selects(text: &str, quantity: &Quantity, noun: &str) -> Option<bool> {
    const AIMS: &Wordlist = words![
        "比例",
        "目标",
        "水平",
        "要求",
        "标准",
        "任务",
        "提案",
        "建议",
        "议案",
        "用量",
        "市场供应量",
        "供应量",
        "储备量",
        "储备规模"
    ];
    // 设立规模为8亿元的产业引导基金: the sum is the fund's own.
    let head = before_next(noun, &[',', '。', ';', '、']);
    if quantity.class == Class::Money && head.contains("基金") {
        return Some(false);
    }
    const DONE: [&str; 10] =
        ["预留", "完成", "建成", "实现", "整治", "办结", "覆盖", "惠及", "推广到", "覆盖到"];
    const REACHED: [&str; 4] = ["达到", "满", "为", "在"];
    let before = text[..quantity.core.start].trim_end();
    let share = matches!(&text[quantity.unit.clone()], "%" | "‰")
        || text[quantity.core.clone()].starts_with("百分之");
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    // 60%以上的社区达到标准, 年底前全市95%以上的行政村建立…: a share that stands first is done for as many.
    let area = ["全省", "全市", "全州", "全县", "全区", "全旗", "全镇", "全乡", "全域"];
    let front = area.iter().find_map(|area| before.strip_suffix(area)).unwrap_or(before);
    let first = front.is_empty() || front.ends_with([',', ';', '。', '\n', '前']);
    let bound = text[..quantity.range.start].trim_end();
    let done = ends(&DONE) || DONE.iter().any(|word| bound.ends_with(word));
    if AIMS.begins(noun) || share && (first || done) {
        return Some(false);
    }
    // 对增速高于全区5个百分点的企业, 覆盖率30%至60%的地块
    let sentence = &before[after_last(before, &['。', ';', '\n'])..];
    let meant = quantity.low.is_some() || sentence.trim_start().starts_with('对') && !sentence.contains(',');
    let bound = !matches!(quantity.comparator, Comparator::Eq | Comparator::Approx);
    let open = meant || bound;
    (open || ends(&REACHED) || before.ends_with('达')).then_some(true)
}

/// Whether the quantity is what was asked for, and a share of it follows: 占任务数3亿元的66.7%.
fn is_base(text: &str, quantity: &Quantity, behind: &str) -> bool {
    let share = |words: &str| {
        let rest = behind_figures(words);
        rest.len() < words.len() && rest.starts_with('%')
    };
    let before = text[..quantity.core.start].trim_end();
    behind.strip_prefix('的').is_some_and(share) && words!["任务", "任务数", "目标", "目标数"].ends(before)
}

/// Whether a bracket says with the quantity who or what is meant by the noun before it: 种植大户(面积100亩以上).
fn qualifies(text: &str, quantity: &Quantity) -> bool {
    const MEANT: &Wordlist = words!["户", "企业", "主体", "合作社", "单位", "人员", "者", "家庭", "项目"];
    let start = after_last(&text[..quantity.core.start], &['(', ')', ',', '。', ';', '\n']);
    let Some(noun) = text[..start].strip_suffix('(').filter(|_| text[quantity.range.end..].starts_with(')'))
    else {
        return false;
    };
    let words = &text[start..quantity.core.start];
    let bound =
        quantity.bound_after || quantity.comparator != Comparator::Eq || words.ends_with(['达', '满', '到']);
    // 企业20家(规模以上5家): a breakdown names its own kind of thing.
    let measured = words.chars().count() >= 2
        && !matches!(&text[quantity.unit.clone()], "个" | "家" | "户" | "人" | "名");
    bound && measured && MEANT.ends(noun.trim_end())
}

/// Whether a class of things is bound by the quantity and a noun behind it: 10家门店以上的企业.
fn bounds_class(behind: &str) -> bool {
    let noun = leading(behind, 9, is_han);
    let bound = words!["以上的", "以下的", "以上规模"].find(noun);
    bound.is_some_and(|at| (1..=4).contains(&noun[..at].chars().count()))
}

/// Whether the things of one kind are counted right behind: 其中50亿元以上4个, 4.3米焦炉5座.
fn is_one_kind(text: &str, quantity: &Quantity, behind: &str) -> bool {
    let figure = |words: &str| words.starts_with(|c: char| c.is_ascii_digit());
    // 日处理渗滤液3000立方米的处理站1座: what a work takes in a day is asked for.
    let takes = super::treats(&text[..quantity.core.start]);
    let long = !takes
        && matches!(
            &text[quantity.unit.clone()],
            "米" | "厘米" | "毫米" | "千伏安" | "兆伏安" | "千瓦" | "兆瓦" | "立方米"
        );
    let noun = leading(behind, 6, is_han);
    let short = (1..=5).contains(&noun.chars().count());
    quantity.bound_after && figure(behind) || long && short && figure(&behind[noun.len()..])
}

/// Whether the things are counted right in front of it, and it says of what size they are: 2台116兆瓦锅炉.
fn is_of_counted(text: &str, quantity: &Quantity) -> bool {
    let before = &text[..quantity.core.start];
    let counted = before.strip_suffix(['台', '座', '套', '辆', '艘', '只', '口']);
    quantity.class == Class::Unit(UnitClass::Measure)
        && !matches!(&text[quantity.unit.clone()], "%" | "‰")
        && counted.is_some_and(|number| {
            number.ends_with(|c: char| c.is_ascii_digit() || "一两二三四五六七八九十".contains(c))
        })
}

/// Whether a bound stands before the noun that it bounds: 亿元以上项目; but 1个以上示范点 counts them.
fn bounds_noun(text: &str, quantity: &Quantity, behind: &str) -> bool {
    const COUNTED: &str = "个家所处座场条项件台套辆支种次批间名";
    // 其中过10亿元项目8个
    let class = words!["项目", "企业"].begins(behind);
    let over = matches!(quantity.comparator, Comparator::Gt | Comparator::Ge)
        || text[..quantity.core.start].ends_with('过');
    if quantity.class == Class::Money && class && over {
        return true;
    }
    let unit = &text[quantity.unit.clone()];
    let next = behind.chars().next();
    let counted = unit.chars().count() == 1 && COUNTED.contains(unit) && next != Some('的');
    let time = quantity.class == Class::Unit(UnitClass::Time);
    let bounded =
        quantity.bound_after && !time && matches!(quantity.comparator, Comparator::Ge | Comparator::Le);
    let noun = next.is_some_and(|c| is_han(c) && !"力争并且和及或占实完开投达确、与以惠其全脱".contains(c));
    let reached = text[..quantity.core.start].ends_with(['到', '至', '在', '达', '盖', '占']);
    // 争取援建资金2000万元以上购置设备
    let spent = words!["资金", "经费"].ends(&text[..quantity.core.start]);
    // 80%以上产能完成改造: for how much of it that is done.
    let done = text[..quantity.core.start].ends_with("完成");
    let share = matches!(unit, "%" | "‰")
        && (done || words!["完成", "实现", "达到", "建成"].is_in(leading(behind, 12, is_han)));
    bounded && noun && !counted && !reached && !spent && !share
}
