//! Targets (目标): what a task must reach, as it could be counted at year's end.

use super::context::{Calendar, Clause, clause_of, clauses};
use super::money::{self, Money, MoneyKind};
use super::quantity::{Class, Quantity, scan};
use crate::lexicon::{Comparator, InvestmentKind, Lexicon, TargetKind, UnitClass};
use crate::text::{Folded, Grounded, after_last, brackets, is_han};
use rust_decimal::Decimal;
use std::ops::Range;

/// One target, at a place of the folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The number; `None` for an end state.
    pub value: Option<Decimal>,
    /// The lower end of a range, whose upper end is `value`.
    pub low: Option<Decimal>,
    /// The unit as written, in bytes of the folded text; `None` for an end state. Empty for yuan and for bare numbers.
    pub unit: Option<Range<usize>>,
    /// Whether the unit is yuan.
    pub yuan: bool,
    /// The sign that words stand for: % for 百分之三十五.
    pub sign: Option<&'static str>,
    /// How it binds.
    pub comparator: Comparator,
    /// What kind it is.
    pub kind: TargetKind,
    /// The total that it breaks down.
    pub part_of: Option<Range<usize>>,
    /// The noun phrase that it measures.
    pub indicator: Option<Range<usize>>,
    /// Its place.
    pub range: Range<usize>,
}

/// What numbers of a text stand for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// What must be reached.
    pub targets: Vec<Target>,
    /// What is spent, with its place.
    pub money: Vec<(Money, Range<usize>)>,
}

/// Finds every target of `text`; `year` is the plan's, and what is said of earlier years is background.
///
/// ```
/// let found = duban::fields::target::find("新建公路12公里以上，群众满意度达到95%。", Some(2024));
/// assert_eq!(found.len(), 2);
/// assert_eq!(found[0].value.value.unwrap().to_string(), "12");
/// ```
pub fn find(text: &str, year: Option<i16>) -> Vec<Grounded<Target>> {
    let text = Folded::new(text.to_owned());
    let lexicon = Lexicon::builtin();
    let figures = figures(text.folded(), &clauses(text.folded(), Calendar::of(year), lexicon), lexicon);
    figures
        .targets
        .into_iter()
        .map(|target| Grounded { span: text.span(target.range.clone()), value: target })
        .collect()
}

/// Reads all numbers and end states of a folded text, split into its clauses.
pub(crate) fn figures(text: &str, clauses: &[Clause], lexicon: &Lexicon) -> Figures {
    let quantities = scan(text, lexicon);
    let pairs = brackets::pairs(text);
    let quotes = brackets::outermost_of(&pairs, |pair| matches!(pair.sign, '“' | '「'));
    let quoted = |at: &Range<usize>| {
        let next = quotes.partition_point(|quote| quote.outer.start < at.start);
        next.checked_sub(1).is_some_and(|before| at.end < quotes[before].outer.end)
    };
    let mut figures = Figures::default();
    let mut totals: Vec<Quantity> = Vec::new();
    for quantity in quantities {
        let clause = clause_of(clauses, quantity.core.start);
        let background = clause.is_some_and(|clause| clause.background);
        if quoted(&quantity.core) || is_start(text, &quantity) {
            continue;
        }
        let threshold = is_threshold(text, &quantity);
        if quantity.class == Class::Money {
            let mut money = money::read(text, &quantity, lexicon);
            if money.kind == MoneyKind::Indicator && breaks_down(text, &quantity, figures.money.last()) {
                money.kind = MoneyKind::Spent(InvestmentKind::Other);
            }
            if let MoneyKind::Spent(_) = money.kind {
                // What a project has spent so far counts; what was spent in years gone by does not.
                if !threshold && (!background || is_project_sum(text, &quantity, clause)) {
                    figures.money.push((money, quantity.range.clone()));
                }
                continue;
            }
        }
        let name = names_rate(&text[quantity.core.end..]) || names_size(&text[quantity.core.end..]);
        if background || threshold || name || !counts(text, &quantity, lexicon) {
            continue;
        }
        let part_of = part_of(text, &quantity, &totals, &pairs);
        figures.targets.push(Target {
            value: Some(quantity.value),
            low: quantity.low,
            unit: Some(quantity.unit.clone()),
            yuan: quantity.class == Class::Money,
            sign: quantity.sign,
            comparator: quantity.comparator,
            kind: kind(text, &quantity),
            part_of,
            indicator: super::indicator::of(text, &quantity, clause),
            range: quantity.range.clone(),
        });
        totals.push(quantity);
    }
    // “清零” alone is the state itself; “清零行动” is a name.
    let alone = |range: &Range<usize>| quotes.iter().any(|quote| quote.inner == *range);
    let states = states(text, clauses, lexicon);
    figures.targets.extend(states.filter(|target| !quoted(&target.range) || alone(&target.range)));
    figures.targets.sort_by_key(|target| target.range.start);
    figures
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
fn is_threshold(text: &str, quantity: &Quantity) -> bool {
    let behind = text[quantity.range.end..].trim_start_matches(' ');
    if behind.starts_with("级") {
        return true;
    }
    // 超100亿元的集群
    if behind.starts_with('的')
        && !quantity.bound_after
        && matches!(quantity.comparator, Comparator::Gt | Comparator::Ge)
    {
        return true;
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
    bounded && follows_noun && !text[..quantity.core.start].ends_with(['到', '至', '在', '达', '盖', '占'])
}

/// Whether a sum in a background clause still is a sum of the project: 已完成投资2480万元.
fn is_project_sum(text: &str, quantity: &Quantity, clause: Option<&Clause>) -> bool {
    let sentence = clause.map_or(0, |clause| clause.sentence);
    let before = &text[sentence.min(quantity.core.start)..quantity.core.start];
    let past = ["去年", "上年", "近年来", "近几年", "过去", "历年", "上半年", "季度", "同比"];
    !past.iter().any(|word| before.contains(word))
        && ["投资", "排查出", "欠款", "拖欠", "资金"].iter().any(|word| before.contains(word))
}

/// Whether a sum is a part of the one before: 资金5180万元,…其中城市低保920万元、农村低保3360万元.
fn breaks_down(text: &str, quantity: &Quantity, total: Option<&(Money, Range<usize>)>) -> bool {
    let Some((total, range)) = total else { return false };
    let Some(between) = text.get(range.end..quantity.range.start) else { return false };
    let part = quantity.value <= total.yuan
        && !between.contains(['。', ';', '\n'])
        && !between.contains('每')
        && !between.contains('均');
    part && (between.contains("其中")
        || between.starts_with('、')
            && text[after_last(&text[..range.start], &['。', ';'])..range.start].contains("其中"))
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
    let relative = ["收到", "之日起", "会后", "印发", "下发", "公示", "结束后", "终了后"];
    shortened.iter().any(|word| clause.contains(word)) && !relative.iter().any(|word| clause.contains(word))
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

fn kind(text: &str, quantity: &Quantity) -> TargetKind {
    let unit = &text[quantity.unit.clone()];
    let start = after_last(&text[..quantity.core.start], &[',', '。', ';', '\n']);
    let clause = &text[start..quantity.core.start];
    let changes = [
        "增长", "下降", "提高", "降低", "增幅", "增速", "涨幅", "降幅", "压减", "减少", "提升", "增加",
        "下浮", "缩减", "精简",
    ];
    match unit {
        "个百分点" | "百分点" | "个基点" | "个千分点" => TargetKind::Change,
        "%" | "‰"
            if changes.iter().any(|word| clause.contains(word)) && !clause.ends_with(['到', '至', '为']) =>
        {
            TargetKind::Change
        }
        "%" | "‰" => TargetKind::Rate,
        _ => TargetKind::Quantity,
    }
}

/// The total that a quantity breaks down: 8万亩(新建1万亩、…), 27处,其中2023年完成11处.
fn part_of(
    text: &str,
    quantity: &Quantity,
    totals: &[Quantity],
    pairs: &[brackets::Pair],
) -> Option<Range<usize>> {
    let unit = &text[quantity.unit.clone()];
    if matches!(unit, "%" | "‰" | "个百分点" | "百分点") {
        return None;
    }
    let same_unit = |total: &&Quantity| {
        text[total.unit.clone()] == *unit && total.value >= quantity.value && total.class == quantity.class
    };
    // Who opens a bracket soon closes it: only the nearest few can stand around the quantity.
    const NEAR: usize = 64;
    let opened = pairs.partition_point(|pair| pair.outer.start < quantity.core.start);
    let inside = pairs[opened.saturating_sub(NEAR)..opened]
        .iter()
        .rfind(|pair| matches!(pair.sign, '(' | '[' | '【') && pair.inner.contains(&quantity.core.start));
    if let Some(pair) = inside
        && let Some(total) =
            totals.iter().rev().take(NEAR).filter(|total| total.range.end <= pair.outer.start).find(same_unit)
        && text[total.range.end..pair.outer.start].chars().count() <= 12
    {
        return Some(total.range.clone());
    }
    let sentence = after_last(&text[..quantity.core.start], &['。', ';', '\n']);
    let opener = ["其中", "含", "包括"]
        .iter()
        .filter_map(|word| Some((text[sentence..quantity.core.start].rfind(word)?, word)))
        .max()?;
    let at = sentence + opener.0;
    let opens = *opener.1 != "含" || text[..at].ends_with(['(', ',']);
    let total = totals
        .iter()
        .rev()
        .take_while(|total| total.range.start >= sentence)
        .filter(|total| total.range.end <= at)
        .find(same_unit)?;
    (opens && inside.is_none_or(|pair| pair.inner.contains(&at))).then(|| total.range.clone())
}

/// End states without a number: 全面清零, 应保尽保, 零事故.
fn states<'a>(
    text: &'a str,
    clauses: &'a [Clause],
    lexicon: &'a Lexicon,
) -> impl Iterator<Item = Target> + 'a {
    let listed = lexicon.states.find_iter(text).map(|found| found.start()..found.end());
    // A state that names an action is none: 清零行动.
    let listed = listed.filter(|range| {
        !["行动", "工作", "任务", "攻坚", "目标", "计划", "专项"]
            .iter()
            .any(|word| text[range.end..].trim_start_matches('”').starts_with(word))
    });
    let zeros = text.match_indices('零').filter_map(|(at, zero)| {
        let (len, ()) = lexicon.zero_states.at_start(&text[at + zero.len()..])?;
        Some(at..at + zero.len() + len)
    });
    let complete = text.match_indices('应').filter_map(|(at, _)| {
        let signs: Vec<char> = text[at..].chars().take(4).collect();
        (signs.len() == 4 && signs[2] == '尽' && signs[1] == signs[3])
            .then(|| at..at + signs.iter().map(|c| c.len_utf8()).sum::<usize>())
    });
    listed
        .chain(zeros)
        .chain(complete)
        .filter(|range| !clause_of(clauses, range.start).is_some_and(|clause| clause.background))
        .map(|range| Target {
            value: None,
            low: None,
            unit: None,
            yuan: false,
            sign: None,
            comparator: Comparator::Eq,
            kind: TargetKind::Qualitative,
            part_of: None,
            indicator: super::indicator::of_state(text, range.start),
            range,
        })
}
