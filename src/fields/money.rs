//! Money (资金): which sums a task spends, raises or pays, and which measure the economy.

use super::quantity::{Class, Quantity, scan};
use crate::lexicon::{Comparator, InvestmentKind, Lexicon, Words};
use crate::text::{Folded, Grounded, Wordlist, after_last, behind_figures, words};
use rust_decimal::Decimal;
use std::ops::Range;

/// What a sum of money stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneyKind {
    /// Spent, raised or paid: an investment of some kind.
    Spent(InvestmentKind),
    /// A price, a rate, or a measure of the economy: 人均收入, 零售额.
    Indicator,
}

/// A sum of money, exact, in yuan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Money {
    /// The sum; of a range the upper end.
    pub yuan: Decimal,
    /// The lower end of a range.
    pub low: Option<Decimal>,
    /// How it binds.
    pub comparator: Comparator,
    /// What it stands for.
    pub kind: MoneyKind,
}

/// Finds every sum of money in `text`.
///
/// ```
/// use duban::text::Span;
/// let found = duban::fields::money::find("总投资2.05亿元，其中自筹三千万元");
/// assert_eq!(found[0].value.yuan.to_string(), "205000000");
/// assert_eq!(found[1].span, Span::new(14, 18));
/// ```
pub fn find(text: &str) -> Vec<Grounded<Money>> {
    let text = Folded::new(text.to_owned());
    let lexicon = Lexicon::builtin();
    let sums = scan(text.folded(), lexicon).into_iter().filter(|quantity| quantity.class == Class::Money);
    sums.map(|quantity| Grounded {
        value: read(text.folded(), &quantity, "", lexicon),
        span: text.span(quantity.range),
    })
    .collect()
}

/// What stands behind several periods in front of the first of their sums: of 一季度、上半年、前三季度分别不低于21亿元、 the verb.
fn behind_periods(words: &str) -> Option<&str> {
    const PERIODS: [&str; 8] =
        ["一季度", "二季度", "三季度", "四季度", "上半年", "前三季度", "前两季度", "全年"];
    let mut rest = words.trim_start();
    let mut count = 0;
    while let Some(behind) = PERIODS.iter().find_map(|period| rest.strip_prefix(period)) {
        rest = behind.trim_start_matches(['、', '和', ' ']);
        count += 1;
    }
    let verb = rest.strip_prefix("分别").filter(|_| count > 1)?;
    let figures = verb.find(|c: char| c.is_ascii_digit());
    Some(&verb[..figures.unwrap_or(verb.len())])
}

/// Tells what the sum `quantity` of the folded `text` stands for; `subject` is what the text is about, as its heading says.
pub(crate) fn read(text: &str, quantity: &Quantity, subject: &str, lexicon: &Lexicon) -> Money {
    Money {
        yuan: quantity.value,
        low: quantity.low,
        comparator: quantity.comparator,
        kind: kind(text, quantity, subject, lexicon),
    }
}

fn kind(text: &str, quantity: &Quantity, subject: &str, lexicon: &Lexicon) -> MoneyKind {
    let behind = &text[quantity.core.end..];
    let at = quantity.core.start;
    // 12.6亿/4.3亿/5亿 are three sums.
    if behind.strip_prefix('/').is_some_and(|per| !per.starts_with(|c: char| c.is_ascii_digit()))
        || behind.starts_with("每")
        || per_piece(text, at, lexicon)
        || total_before(text, at).is_some_and(|total| per_piece(text, total, lexicon))
    {
        return MoneyKind::Indicator;
    }
    // What costs less than a thousand yuan is one thing's price: 9.9元套餐.
    if quantity.value < Decimal::ONE_THOUSAND {
        return MoneyKind::Indicator;
    }
    // 对获得资格的一次性奖励5000元: so much for each.
    let clause = &text[clause_before(text, at)];
    if quantity.value < Decimal::ONE_THOUSAND * Decimal::TEN && clause.contains("一次性") {
        return MoneyKind::Indicator;
    }
    // A narrow cell may break in front of the sum: 发放贷款⏎2.4亿元.
    let start = text[..quantity.core.start].trim_end_matches('\n').len();
    let words = &text[clause_before(text, start)];
    // 达到290亿元: the subject stands in the heading, or in a label that speaks of money.
    let label = words.is_empty().then(|| label_before(text, start));
    let label = label.filter(|label| lexicon.spending.is_in(label) || lexicon.economic.is_in(label));
    // 投入1.86亿元 says itself what it is; 达到1.86亿元 does not.
    let is_bare = |words: &str| super::indicator::is_bare_verb(words, lexicon);
    let stages = || behind_periods(words).is_some_and(is_bare);
    let bare = (is_bare(words) || stages()) && !lexicon.spending.is_in(words);
    let before = bare.then(|| sum_before(text, start - words.len(), lexicon)).flatten();
    let words = label.or(before).unwrap_or(if bare { subject } else { words });
    let last =
        // Of two that end together the longer says it: 品牌价值, 基金投放.
        |words: &Words<()>, text: &str| {
            words.find_iter(text).last().map(|(found, ())| (found.end, found.len()))
        };
    let spent = last(&lexicon.spending, words);
    let economic = last(&lexicon.economic, words);
    if economic.is_some() && economic > spent && !repays(words) || saves(words) {
        return MoneyKind::Indicator;
    }
    // 2500万元财政贴息资金, 300万元的补助: the noun behind says it where none stands in front.
    // 分别给予8万元、15万元购房补贴: the noun behind the last is that of all.
    let behind = behind_list(behind);
    let noun: String =
        behind.chars().take_while(|c| !matches!(c, ',' | '。' | ';' | '、' | '\n')).take(8).collect();
    if spent.is_none() && last(&lexicon.economic, &noun).is_some() && last(&lexicon.spending, &noun).is_none()
    {
        return MoneyKind::Indicator;
    }
    MoneyKind::Spent(spending_kind(words, &noun))
}

/// The clause before the one that begins at `start`, where it ends in a sum that this one goes beyond (产值达到32亿元,力争35亿元),
/// or says how a measure of the economy grows (收入增长15%,突破260亿元).
///
/// Of several stages the first says what they are of: 收入一季度末完成13亿元,二季度末完成27亿元,年底完成54亿元.
fn sum_before<'t>(text: &'t str, mut start: usize, lexicon: &Lexicon) -> Option<&'t str> {
    /// How many stages there are at most.
    const STAGES: usize = 6;
    let mut found = None;
    for _ in 0..STAGES {
        let Some(before) = text[..start].strip_suffix(',') else { break };
        let clause = &before[clause_before(before, before.len())];
        let end = clause.trim_end_matches(['以', '上', '左', '右']);
        let economic = lexicon.economic.is_in(clause);
        if !(end.ends_with('元') || end.ends_with('%') && economic) {
            break;
        }
        found = Some(clause);
        if economic || lexicon.spending.is_in(clause) {
            break;
        }
        start = before.len() - clause.len();
    }
    found
}

/// What stands behind the last sum of the list that goes on in `behind`: 、15万元购房补贴.
fn behind_list(mut behind: &str) -> &str {
    // Longer lists share no noun.
    for _ in 0..20 {
        let Some(rest) = behind.strip_prefix('、') else { break };
        let unit = behind_figures(rest);
        let sum = unit.trim_start_matches(['百', '千', '万', '亿']).strip_prefix('元');
        let Some(next) = sum.filter(|_| unit.len() < rest.len()) else { break };
        behind = next;
    }
    behind
}

/// Whether a debt is paid, or wages and their like: 偿还银行贷款1.1亿元, 足额支付工资1136万元, 补缴社保费900万元.
fn repays(words: &str) -> bool {
    let pays = ["支付", "补发", "兑付", "清偿", "补缴"].iter().find_map(|verb| words.split_once(verb));
    if pays.is_some_and(|(_, what)| words!["工资", "薪酬", "报酬", "社保"].is_in(what)) {
        return true;
    }

    let debt = ["偿还", "归还"].iter().find_map(|verb| words.split_once(verb)).map(|(_, debt)| debt);
    debt.is_some_and(|debt| debt.contains("贷款") && !debt.contains('、'))
}

/// Whether a sum is what is spared: 减少重复检查支出4.5亿元.
fn saves(words: &str) -> bool {
    let spared = ["减少", "节省", "节约", "降低", "压减"].iter().find_map(|verb| words.find(verb));
    spared.is_some_and(|at| words!["支出", "成本", "费用", "负担"].is_in(&words[at..]))
}

/// Where the figures of the total begin whose part the sum at `at` is: 每座补助2000元,其中省级1200元.
fn total_before(text: &str, at: usize) -> Option<usize> {
    let clause = clause_before(text, at);
    let parts = text[clause.clone()].starts_with("其中");
    let total = text[..clause.start].strip_suffix(',').filter(|_| parts)?.strip_suffix('元')?;
    let figures = total.trim_end_matches(['百', '千', '万', '亿']);
    let start = figures.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    (start < figures.len()).then_some(start)
}

/// Words for what each of many gets, uses or yields.
const AVERAGES: &Wordlist =
    words!["人均", "户均", "亩均", "生均", "村均", "床均", "头均", "次均", "例均", "件均", "月均",];

/// Whether a rate stands before the sum at `at`: 每人每月1950元, 每张按3000元标准, 亩均投入提高到3000元.
fn per_piece(text: &str, at: usize, lexicon: &Lexicon) -> bool {
    let before = &text[..at];
    let clause = &text[clause_before(text, at)];
    // No more than twelve characters stand between the rate and its sum.
    let heads = clause.char_indices().map(|(at, _)| at).rev().take(12).chain([clause.len()]);
    let rate = heads.into_iter().any(|at| {
        let head = &clause[..at];
        let piece = head
            .char_indices()
            .rev()
            .take(4)
            .find(|(_, c)| matches!(c, '每' | '单'))
            .map(|(at, each)| &head[at + each.len_utf8()..]);
        // 合同单位 is no piece.
        let unit = |unit: &str| {
            !unit.is_empty()
                // 政府买单约90万元
                && !unit.starts_with(['位', '约', '近', '超'])
                && !is_period(unit)
                && (unit.chars().count() == 1
                    || lexicon.units.at_start(unit).is_some_and(|(len, _)| len == unit.len()))
        };
        piece.is_some_and(unit) || AVERAGES.ends(head)
    });
    let rate = rate || AVERAGES.begins(clause);
    let before = before.trim_end_matches(' ');
    // 运维经费每年1200万元 is spent.
    let spent = before.strip_suffix("每年").is_some_and(|words| {
        let clause = &words[after_last(words, &['、', ',', '。', ';', ':', '\n', '(', ')'])..];
        lexicon.spending.find_iter(clause).any(|(found, ())| found.end == clause.len())
    });
    rate || rewards_each(clause, lexicon) || lexicon.per.at_end(before).is_some() && !spent
}

/// Whether a clause gives so much for each of a kind: 每家新认定高新技术企业奖励20万元.
fn rewards_each(clause: &str, lexicon: &Lexicon) -> bool {
    let piece = clause.trim_start().strip_prefix('每');
    piece.is_some_and(|piece| !is_period(piece) && lexicon.units.at_start(piece).is_some())
        && words!["奖励", "奖补", "补助", "补贴", "给予"].is_in(clause)
}

fn is_period(unit: &str) -> bool {
    words!["年", "月", "季", "日", "天", "周"].begins(unit)
}

/// From the last comma or stop before `at` up to it; list signs (、) do not end a clause.
fn clause_before(text: &str, at: usize) -> Range<usize> {
    after_last(&text[..at], &[',', '。', ';', ':', '\n', '(', ')'])..at
}

/// The words in front of the colon before `at`.
fn label_before(text: &str, at: usize) -> &str {
    let Some(before) = text[..at].trim_end().strip_suffix(':') else { return "" };
    &before[after_last(before, &[',', '。', ';', ':', '\n', '(', ')', ' '])..]
}

fn spending_kind(words: &str, noun: &str) -> InvestmentKind {
    let any = |list: &[&str]| list.iter().any(|word| words.contains(word) || noun.starts_with(word));
    let planned = ["计划", "年度", "全年", "年内", "今年", "本年", "力争", "确保", "当年"];
    let so_far = ["累计", "已", "截至", "上半年", "目前", "季度", "到位资金"];
    if any(&["完成投资", "累计投资", "到位资金"]) && any(&so_far) && !any(&planned) {
        InvestmentKind::Completed
    } else if any(&[
        "年度投资",
        "计划投资",
        "年度计划",
        "年计划投资",
        "年完成投资",
        "今年投资",
        "本年投资",
        "当年投资",
        "本年安排",
        "今年安排",
        "当年安排",
        "年度安排",
    ]) && !any(&["总投资"])
        || any(&["完成投资"]) && any(&planned)
    {
        InvestmentKind::Annual
    } else if any(&["补助", "补贴", "奖补", "贴息"]) {
        InvestmentKind::Subsidy
    } else if any(&["投资", "投入"]) {
        InvestmentKind::Investment
    } else {
        InvestmentKind::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<MoneyKind> {
        find(text).into_iter().map(|found| found.value.kind).collect()
    }

    #[test]
    fn what_is_spent_is_told_from_what_is_measured() {
        use MoneyKind::{Indicator, Spent};
        assert_eq!(
            kinds("总投资2亿元，年度计划投资3000万元"),
            [Spent(InvestmentKind::Investment), Spent(InvestmentKind::Annual)]
        );
        assert_eq!(kinds("人均可支配收入达到2.1万元，社会消费品零售总额突破90亿元"), [Indicator, Indicator]);
        assert_eq!(kinds("全产业链产值达到45亿元，力争48亿元"), [Indicator, Indicator]);
        assert_eq!(kinds("家庭床位1500张，每张按3000元标准予以补助"), [Indicator]);
        assert_eq!(
            kinds("安排财政贴息资金2500万元，新增普惠小微贷款35亿元"),
            [Spent(InvestmentKind::Subsidy), Indicator]
        );
        assert_eq!(kinds("完成社保费征缴1亿元"), [Indicator]);
        assert_eq!(kinds("盘活存量资金约8000万元"), [Spent(InvestmentKind::Other)]);
    }
}
