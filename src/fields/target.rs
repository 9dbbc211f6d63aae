//! Targets (目标): what a task must reach, as it could be counted at year's end.

use super::context::{Calendar, Clause, clause_of, clauses, problem_end};
use super::money::{self, Money, MoneyKind};
use super::quantity::{Class, Quantity, scan};
use super::{part, trap};
use crate::lexicon::{Comparator, InvestmentKind, Lexicon, TargetKind};
use crate::text::{Folded, Grounded, Wordlist, after_last, brackets, words};
use rust_decimal::Decimal;
use std::cell::LazyCell;
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
    let figures = figures(text.folded(), "", &clauses(text.folded(), Calendar::of(year), lexicon), lexicon);
    figures
        .targets
        .into_iter()
        .map(|target| Grounded { span: text.span(target.range.clone()), value: target })
        .collect()
}

/// Reads all numbers and end states of a folded text, split into its clauses; `subject` is its heading.
pub(crate) fn figures(text: &str, subject: &str, clauses: &[Clause], lexicon: &Lexicon) -> Figures {
    let quantities = scan(text, lexicon);
    let pairs = LazyCell::new(|| brackets::pairs(text));
    let quotes = LazyCell::new(|| brackets::outermost_of(&pairs, |pair| matches!(pair.sign, '“' | '「')));
    let quoted = |at: &Range<usize>| {
        let next = quotes.partition_point(|quote| quote.outer.start < at.start);
        next.checked_sub(1).is_some_and(|before| at.end < quotes[before].outer.end)
    };
    // 项目结存资金1864万元闲置。该问题正在整改: what was wrong is no sum of what is done about it.
    let told = LazyCell::new(|| problem_end(text));
    let mut figures = Figures::default();
    let mut totals: Vec<Quantity> = Vec::new();
    for quantity in quantities {
        let clause = clause_of(clauses, quantity.core.start);
        let background = clause.is_some_and(|clause| clause.background);
        if quoted(&quantity.core) && !heads(text, &quantity.core, &quotes) {
            continue;
        }
        if quantity.class == Class::Money {
            let mut money = money::read(text, &quantity, subject, lexicon);
            if money.kind == MoneyKind::Spent(InvestmentKind::Other)
                && part::parts_of_measure(text, &quantity, figures.targets.last())
            {
                money.kind = MoneyKind::Indicator;
            }
            if money.kind == MoneyKind::Indicator && part::breaks_down(text, &quantity, figures.money.last())
            {
                money.kind = MoneyKind::Spent(InvestmentKind::Other);
            }
            if let MoneyKind::Spent(_) = money.kind {
                // What a project has spent so far counts; what was spent in years gone by does not.
                if !trap::is_threshold(text, &quantity)
                    && !trap::is_start(text, &quantity)
                    && (!background
                        || quantity.core.start >= *told && is_project_sum(text, &quantity, clause))
                {
                    figures.money.push((money, quantity.range.clone()));
                }
                continue;
            }
        }
        // 超额完成年度任务5000个: what the year is to bring, whatever is done of it; 低于年度目标4.9个百分点 compares.
        let task = || {
            YEAR.ends(text[..quantity.range.start].trim_end_matches(['为', '是', ':', ' ']))
                && !text[quantity.unit.clone()].ends_with("百分点")
        };
        if background && !task() || trap::is_trap(text, &quantity, lexicon) {
            continue;
        }
        let part_of = part::part_of(text, &quantity, &totals, &pairs);
        figures.targets.push(Target {
            value: Some(quantity.value),
            low: quantity.low,
            unit: Some(quantity.unit.clone()),
            yuan: quantity.class == Class::Money,
            sign: quantity.sign,
            comparator: quantity.comparator,
            kind: kind(text, &quantity),
            part_of,
            indicator: super::indicator::of(text, &quantity, clause, lexicon),
            range: quantity.range.clone(),
        });
        totals.push(quantity);
    }
    respectively(text, &mut figures.targets, lexicon);
    part::break_down(text, &mut figures.targets);
    stretch(text, &mut figures.targets);
    // “清零” alone is the state itself; “清零行动” is a name.
    let alone = |range: &Range<usize>| quotes.iter().any(|quote| quote.inner == *range);
    let states = states(text, clauses, lexicon);
    figures.targets.extend(states.filter(|target| !quoted(&target.range) || alone(&target.range)));
    figures.targets.sort_by_key(|target| target.range.start);
    figures
}

/// Whether a place stands in a quotation that is the heading of its text: “新建安置区15个”。9月底建成9个。
fn heads(text: &str, place: &Range<usize>, quotes: &[brackets::Pair]) -> bool {
    quotes.first().is_some_and(|quote| {
        let behind = text[quote.outer.end..].trim_start();
        quote.inner.contains(&place.start)
            && text[..quote.outer.start].trim().is_empty()
            && (behind.is_empty() || behind.starts_with('。'))
    })
}

/// Tells what each number behind 分别 measures.
fn respectively(text: &str, targets: &mut [Target], lexicon: &Lexicon) {
    const EACH: &str = "分别";
    if !words!["分别"].is_in(text) {
        return;
    }
    for (at, _) in text.match_indices(EACH) {
        let first = targets.partition_point(|target| target.range.start < at);
        let near = |target: &Target, from: usize| {
            text.get(from..target.range.start).is_some_and(|between| between.chars().count() <= 8)
        };
        let mut end = first;
        let mut from = at + EACH.len();
        while let Some(target) = targets.get(end).filter(|target| near(target, from)) {
            let between = &text[from..target.range.start];
            let rate = lexicon.per.at_end(between).map_or(0, |(len, ())| len);
            let sign = between[..between.len() - rate].trim();
            let listed = end == first || matches!(sign, "、" | "和" | "与" | "及" | "," | "以及");
            if !listed || between.contains(['。', ';']) {
                break;
            }
            from = target.range.end;
            end += 1;
        }
        if end < first + 2 {
            continue;
        }
        let start = after_last(&text[..at], &[',', '。', ';', ':', '(', '\n']);
        let indicators = super::indicator::respectively(text, start..at, end - first, lexicon);
        for (target, indicator) in targets[first..end].iter_mut().zip(indicators) {
            target.indicator = indicator;
        }
    }
}

/// A stretch value measures what its floor does: 增长8%以上、力争10%.
fn stretch(text: &str, targets: &mut [Target]) {
    for at in 1..targets.len() {
        let (floor, rest) = targets.split_at_mut(at);
        let (Some(floor), Some(target)) = (floor.last(), rest.first_mut()) else { continue };
        let between = text.get(floor.range.end..target.range.start).unwrap_or_default();
        let aims = words!["力争", "争取"].is_in(between);
        if aims && between.chars().count() <= 6 && floor.unit.is_some() && target.unit.is_some() {
            target.kind = floor.kind;
            target.indicator.clone_from(&floor.indicator);
        }
    }
}

/// What names a figure as that of the whole year.
const YEAR: &Wordlist =
    words!["年度任务", "年度目标", "年度目标任务", "年度任务目标", "全年任务", "全年目标", "全年目标任务"];

/// What stands in front of a sum that has been paid so far.
const PAID: &Wordlist = words![
    "只完成", "仅完成", "实际完成", "已完成", "累计完成", "实际支付", "已支付", "已支出", "已拨付", "已发放",
    "已发", "已到位", "已投入", "已下达", "支付",
];

/// Whether a sum in a background clause still is a sum of the project: 已完成投资2480万元.
fn is_project_sum(text: &str, quantity: &Quantity, clause: Option<&Clause>) -> bool {
    let before = &text[..quantity.core.start];
    let sentence = clause.map_or(0, |clause| clause.sentence).min(before.len());
    let before = &before[sentence.max(after_last(before, &['\n']))..];
    let years = ["去年", "上年", "近年来", "近几年", "过去", "历年", "同比"];
    // 至上年末已完成: all that was paid until then.
    let until = |at: usize| before[at..].chars().nth(2).is_some_and(|c| matches!(c, '末' | '底'));
    let gone_by = years.iter().any(|word| before.match_indices(word).any(|(at, _)| !until(at)));
    // 上半年完成投资 is a project's sum all the same, and so is what has been paid of it: 已支出3.9亿元.
    let invested = words!["完成投资", "累计投资"].ends(before);
    if !gone_by && PAID.ends(before) {
        return true;
    }
    let past = gone_by || words!["上半年", "季度"].is_in(before);
    (invested || !past) && words!["投资", "排查出", "欠款", "拖欠", "资金", "补偿款", "工程款"].is_in(before)
}

fn kind(text: &str, quantity: &Quantity) -> TargetKind {
    let unit = &text[quantity.unit.clone()];
    let start = after_last(&text[..quantity.core.start], &[',', '。', ';', '\n']);
    let clause = &text[start..quantity.core.start];
    let changes = words![
        "增长", "下降", "提高", "降低", "增幅", "增速", "涨幅", "降幅", "压减", "减少", "提升", "增加",
        "下浮", "缩减", "精简",
    ];
    match unit {
        "个百分点" | "百分点" | "个基点" | "个千分点" => TargetKind::Change,
        "%" | "‰" if changes.is_in(clause) && !clause.ends_with(['到', '至', '为', '在']) => {
            TargetKind::Change
        }
        "%" | "‰" => TargetKind::Rate,
        _ => TargetKind::Quantity,
    }
}

/// End states without a number: 全面清零, 应保尽保, 零事故.
fn states<'a>(
    text: &'a str,
    clauses: &'a [Clause],
    lexicon: &'a Lexicon,
) -> impl Iterator<Item = Target> + 'a {
    let listed = lexicon.states.find_iter(text).map(|(found, ())| found);
    // A state that names an action or a principle is none: 清零行动, 按照“应确尽确”的原则.
    let names = |range: &Range<usize>| {
        // 健全覆盖城乡的…
        if text[..range.start].ends_with('健') {
            return true;
        }
        let behind = text[range.end..].trim_start_matches('”').trim_start_matches('的');
        words!["行动", "工作", "工程", "任务", "攻坚", "目标", "计划", "专项", "原则"].begins(behind)
    };
    let zeros = text.match_indices('零').filter_map(|(at, zero)| {
        let (len, ()) = lexicon.zero_states.at_start(&text[at + zero.len()..])?;
        Some(at..at + zero.len() + len)
    });
    let complete = text.match_indices(['应', '愿']).filter_map(|(at, _)| {
        // 应保尽保, 应公示尽公示
        let rest = &text[at..].chars().skip(1).take(5).collect::<String>();
        let (done, again) = rest.split_once('尽')?;
        let whole = (1..=2).contains(&done.chars().count()) && again.starts_with(done);
        whole.then(|| at..at + "应尽".len() + 2 * done.len())
    });
    listed
        .chain(zeros)
        .chain(complete)
        .filter(move |range| !names(range))
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
            indicator: super::indicator::of_state(text, range.start, lexicon),
            range,
        })
}
