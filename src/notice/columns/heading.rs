//! What a heading means by its words.

use crate::fields::responsibility;
use crate::lexicon::{InvestmentKind, LabelField, LeaderRole, Lexicon, UnitRole};
use crate::notice::measure;
use crate::text::{Wordlist, brackets, pattern, words};
use regex::Regex;
use std::sync::LazyLock;

/// What a column's heading means.
pub(super) fn heading(words: &str, lexicon: &Lexicon) -> Option<LabelField> {
    let field = meaning(words, lexicon)?;
    // 新签约项目(个) counts, and names nothing.
    let unit =
        || brackets::at_end(words).is_some_and(|pair| measure::is_measure(&words[pair.inner], lexicon));
    Some(if field == LabelField::Title && unit() { LabelField::Body } else { field })
}

/// What a heading means by its words; units in brackets are set aside: 总投资(万元).
fn meaning(words: &str, lexicon: &Lexicon) -> Option<LabelField> {
    let bare = words.split('(').next().unwrap_or_default();
    // The unit of its figures counts apart: 截至2023年底累计完成投资(万元).
    let bracket = &words[bare.len()..];
    let unit =
        bracket.chars().nth(8).is_none() || bracket.contains("牵头") && bracket.chars().nth(20).is_none();
    if words.chars().nth(16).is_some() && (bare.chars().nth(16).is_some() || !unit) {
        return None;
    }
    let bare = bare.trim_end_matches(':');
    // 实施主体(牵头)
    if words.ends_with("(牵头)") && matches!(lexicon.label(bare), Some(LabelField::Units(_))) {
        return Some(LabelField::Units(UnitRole::Lead));
    }
    // 牵头责任单位(第一责任单位为牵头): only one of them leads.
    let ranked = bracket.contains("牵头") && bracket.contains(['首', '第', '前']);
    if ranked && matches!(lexicon.label(bare), Some(LabelField::Units(_))) {
        return Some(LabelField::Units(UnitRole::Responsible));
    }
    let unbracketed = || lexicon.label(&words.replace(['(', ')'], ""));
    let known = lexicon
        .label(words)
        .or_else(|| if bare == words { None } else { lexicon.label(bare) })
        .or_else(|| if words.contains(['(', ')']) { unbracketed() } else { None });
    let duties = || {
        let answering = divides_duties(bare) || ANSWERING.contains(&bare);
        answering.then_some(LabelField::Units(UnitRole::Responsible))
    };
    known
        .or_else(duties)
        .or_else(|| {
            // 2024年度目标任务, 县级责任领导: a known label behind a year or a level.
            let (len, field) = lexicon.labels.at_end(bare)?;
            let lead = &bare[..bare.len() - len];
            let year = lead.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['年', '度']);
            // 帮扶单位 is no 单位 of measure.
            let fits = field != LabelField::Other || year.is_empty();
            // 具体任务及责任单位: the first of two says what the cells tell.
            let fits = fits && !lead.ends_with(['及', '和', '与', '、']);
            // 至2023年底累计完成投资
            let dated = lead.starts_with(['至', '到', '截']) && lead.contains('年');
            // 建议编号 numbers something else than the rows.
            let field = if field == LabelField::Number { LabelField::Other } else { field };
            (len >= 6 && fits && (year.is_empty() || dated || lead.chars().count() <= 4)).then_some(field)
        })
        .or_else(|| {
            // 完成时间及要求, 重点工作及目标任务: the first of two says enough.
            let (first, _) = bare.split_once(['及', '和', '与', '、', '/'])?;
            lexicon.label(first)
        })
        .or_else(|| {
            // 1-8月实际完成率%: of some time.
            let rest = bare
                .trim_end_matches('%')
                .trim_start_matches(|c: char| c.is_ascii_digit() || "-—至月份上下半年前三季度".contains(c));
            if rest.len() < bare.len() { lexicon.label(rest) } else { None }
        })
        // 时限调整情况
        .or_else(|| lexicon.label(bare.strip_suffix("调整情况")?))
        // 截至6月底进展情况
        .or_else(|| (bare.ends_with("进展情况") || bare.ends_with("进展")).then_some(LabelField::Other))
        .or_else(|| if words.contains("元)") { sums(bare) } else { None })
        .or_else(|| names(bare).then_some(LabelField::Title))
        .or_else(|| demands(bare).then_some(LabelField::Body))
        .or_else(|| (falls_due(bare) || matches!(bare, "止" | "截止")).then_some(LabelField::Deadline))
}

/// What sums are for that stand under a heading with their unit: 计划投入(万元), 当年安排资金(万元).
fn sums(words: &str) -> Option<LabelField> {
    let spent = words!["投入", "投资", "资金", "经费", "金额", "概算", "预算", "安排", "补助", "筹措"];
    let kind = if words!["累计", "已完成", "到位", "实际"].is_in(words) {
        InvestmentKind::Completed
    } else if words!["年度", "年计划", "当年", "今年", "本年"].is_in(words) {
        InvestmentKind::Annual
    } else {
        InvestmentKind::Investment
    };
    (spent.is_in(words) && !is_telling(words) && !words.ends_with("收入")).then_some(LabelField::Money(kind))
}

/// Whether a heading says what the tasks are called: 建议提案标题, 省、市民生实事项目名称; not who they are of (企业名称).
fn names(words: &str) -> bool {
    let ends = words!["名称", "标题", "题目"].ends(words)
        || words.ends_with("事项") && words != "注意事项" && words.chars().count() <= 8;
    ends && !words!["单位", "部门", "企业", "公司", "领导", "人员", "产品", "附件"].is_in(words)
}

/// How headings end that say what is to be reached or done: 整改要求, 办理标准, 目标进度.
const DEMANDS: &Wordlist = words![
    "重点", "任务", "目标", "要求", "标准", "指标", "内容", "举措", "成果", "标志", "规模", "目标进度",
    "计划进度", "年度进度",
];
/// What headings hold that only say how things were, are judged, or come to be.
const TELLING: &Wordlist = words![
    "上年", "去年", "往年", "现状", "进展", "完成情况", "实际", "评分", "计分", "扣分", "考评", "来源",
    "依据", "报送", "上报", "备注",
];

/// Whether a heading only says how things were, are judged, or come to be.
pub(super) fn is_telling(words: &str) -> bool {
    TELLING.is_in(words)
}

/// Whether a heading says by when: 交账时间, 截止日; not when something is told (填报时间).
fn falls_due(words: &str) -> bool {
    let ends = words![
        "时间", "时限", "期限", "日期", "截止日", "办结节点", "完成节点", "时间节点", "销号节点", "月份"
    ]
    .ends(words);
    let told = words![
        "填报", "上报", "报送", "发布", "召开", "调度", "统计", "开始", "起始", "交办", "下达", "登记",
        "受理", "批示",
    ]
    .is_in(words);
    ends && !told && words.chars().count() <= 8
}

/// Whether a heading says what is to be reached or done: 整改要求, 2026年形象进度目标, 2025年计划.
fn demands(words: &str) -> bool {
    if plans(words) {
        return true;
    }
    let words = words
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .trim_start_matches("年度")
        .trim_start_matches('年');
    let ends = DEMANDS.ends(words);
    ends && words.chars().count() <= 10 && !is_telling(words)
}

/// Whether a heading says no more than what a year is to bring: 2025年计划.
pub(super) fn plans(words: &str) -> bool {
    let what = words.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix('年');
    let year = |what: &&str| words.len() - what.len() == "2025年".len();
    what.filter(year)
        .is_some_and(|what| ["计划", "计划数", "计划值", "目标值", "预期", "预期值"].contains(&what))
}

/// Whether a heading is a year and no more: 2025年, 2026年度.
pub(super) fn is_year(words: &str) -> bool {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    words.len() - rest.len() == 4 && matches!(rest, "年" | "年度")
}

/// Further headings of columns whose cells say in words who does what.
const ANSWERING: [&str; 7] =
    ["责任落实", "县级部门", "市级部门", "区级部门", "县直部门", "市直部门", "区直部门"];

/// Whether a heading names the division of duties: 责任分工.
fn divides_duties(heading: &str) -> bool {
    // 整改分工
    let of_two = heading.strip_suffix("分工").is_some_and(|what| what.chars().nth(2).is_none());
    of_two || responsibility::DUTIES.iter().any(|label| label.strip_suffix(':') == Some(heading))
}

/// Headings of columns that say how far the task is to be at some time: 一季度, 上半年目标.
pub(super) static STAGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:截?至|到)?(?:第?[一二三四1-4]季度[末底]?|前[二三两]季度|[上下]半年|年[底末]|\d{1,2}月(?:份|底|末)?前?|\d{1,2}月?[-—–~至]+\d{1,2}月份?)(?:工作|阶段)?(?:目标|任务|计划|安排|要求|节点)?(?:任务)?$",
    )
});

/// The two things that one column holds: 责任单位及责任人, 牵头单位/配合单位, 责任领导及单位.
pub(super) fn both(words: &str, lexicon: &Lexicon) -> Option<(LabelField, LabelField)> {
    // 实施主体(牵头) is one thing.
    if words.ends_with("(牵头)") {
        return None;
    }
    let closed = words.ends_with(')');
    let words = words.trim_end_matches([')', ':']);
    let (at, sign) =
        words.char_indices().find(|(_, c)| matches!(c, '及' | '和' | '与' | '、' | '/' | '('))?;
    let (first, second) = (&words[..at], &words[at + sign.len_utf8()..]);
    let party = |field: &LabelField| matches!(field, LabelField::Units(_) | LabelField::Leaders(_));
    // 牵头(责任)单位 is one thing, 主办(责任人) two.
    let whole = sign != '(' || closed || first.chars().count() > 2;
    // 工作任务与责任分工
    let shared = || divides_duties(second).then_some(LabelField::Units(UnitRole::Responsible));
    let second_party = || lexicon.label(second).filter(party).or_else(shared);
    // 单位(负责人)
    if matches!(first, "单位" | "部门" | "科室")
        && let Some(second @ LabelField::Leaders(_)) = second_party()
    {
        return Some((LabelField::Units(UnitRole::Responsible), second));
    }
    // 攻坚任务(责任单位): a name that no list has tells what is to be done by its end.
    let named = || {
        heading(first, lexicon)
            .filter(|_| sign == '(' || second_party().is_some())
            .filter(|field| matches!(field, LabelField::Title | LabelField::Body))
    };
    let first = lexicon.label(first).or_else(named).filter(|_| whole)?;
    // 具体任务及责任单位, 工作任务(责任单位): what is to be done, and in brackets by whom.
    if matches!(first, LabelField::Title | LabelField::Body) {
        return second_party().map(|second| (first, second));
    }
    let first = Some(first).filter(party)?;
    // What the two share is said once.
    let second = match (first, second) {
        (LabelField::Leaders(LeaderRole::Lead), "单位" | "部门") => LabelField::Units(UnitRole::Lead),
        (LabelField::Leaders(_), "单位" | "部门") => LabelField::Units(UnitRole::Responsible),
        (LabelField::Units(UnitRole::Lead), "领导" | "负责人") => LabelField::Leaders(LeaderRole::Lead),
        (LabelField::Units(_), "领导" | "负责人") => LabelField::Leaders(LeaderRole::Responsible),
        _ => lexicon.label(second).filter(|field| party(field) && !second.contains('为'))?,
    };
    (first != second).then_some((first, second))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    const LEAD: LabelField = LabelField::Units(UnitRole::Lead);
    const RESPONSIBLE: LabelField = LabelField::Units(UnitRole::Responsible);
    const LEADER: LabelField = LabelField::Leaders(LeaderRole::Responsible);

    #[test]
    fn headings_are_known_behind_years_and_in_front_of_brackets() {
        let heading = |words: &str| heading(&fold(words), Lexicon::builtin());
        for (words, field) in [
            ("2024年重点任务", LabelField::Title),
            ("任务（项目）名称", LabelField::Title),
            ("重点工作及目标任务", LabelField::Body),
            ("完成时间及要求", LabelField::Deadline),
            ("责任科（室）", RESPONSIBLE),
            ("牵头（责任）单位", LEAD),
            ("责任村（社区）", RESPONSIBLE),
            ("协办股室", LabelField::Units(UnitRole::Supporting)),
            ("监管单位", LabelField::Units(UnitRole::Supervising)),
            ("分管副县长", LEADER),
            ("责任分工", RESPONSIBLE),
            ("推进单位", RESPONSIBLE),
            ("建议提案标题", LabelField::Title),
            ("省、市重点民生实事项目名称", LabelField::Title),
            ("整改要求", LabelField::Body),
            ("办理标准", LabelField::Body),
            ("具体举措及量化指标", LabelField::Body),
        ] {
            assert_eq!(heading(words), Some(field), "{words}");
        }
        for words in ["任务来源", "备注说明", "联系电话（手机）", "一季度", "评分标准"]
        {
            assert!(heading(words).is_none_or(|field| field == LabelField::Other), "{words}");
        }
    }

    #[test]
    fn one_heading_may_stand_for_two_things() {
        let both = |words: &str| both(&fold(words), Lexicon::builtin());
        assert_eq!(both("责任单位及责任人"), Some((RESPONSIBLE, LEADER)));
        assert_eq!(both("责任领导及单位"), Some((LEADER, RESPONSIBLE)));
        assert_eq!(both("攻坚任务（责任单位）"), Some((LabelField::Title, RESPONSIBLE)));
        assert_eq!(both("攻坚内容及责任单位"), Some((LabelField::Body, RESPONSIBLE)));
        assert_eq!(both("牵头单位、配合单位"), Some((LEAD, LabelField::Units(UnitRole::Supporting))));
        assert_eq!(both("主办（责任人）"), Some((LEAD, LEADER)));
        assert_eq!(both("牵头（责任）单位"), None);
        assert_eq!(both("责任单位（第一位为牵头单位）"), None);
        assert_eq!(both("责任单位"), None);
    }
}
