//! What holds for the whole notice: its year, its place, and how it ranks the units of a list.

use super::everywhere::Everywhere;
use super::head::Head;
use crate::fields::{context::Calendar, header, party};
use crate::lexicon::{LabelField, Lexicon, UnitRole};
use crate::outline::Content;
use crate::text::{after_last, pattern, sentences_with, words};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What holds for all tasks of a notice.
#[derive(Debug, Clone, Default)]
pub(super) struct Setting {
    /// The years that dates are of.
    pub(super) calendar: Calendar,
    /// The place whose notice it is.
    pub(super) place: Option<String>,
    /// Set where the first unit of a list leads it.
    pub(super) first_leads: Option<FirstLeads>,
    /// Set where a mark beside its name tells the unit that leads.
    pub(super) mark_leads: Option<MarkLeads>,
    /// Whether those who answer lead where nobody else does: 无牵头单位的,责任单位即为牵头单位.
    pub(super) answering_leads: bool,
    /// Whether units that a bracket names by nothing but their names help: 括号内所列为配合单位.
    pub(super) brackets_help: bool,
    /// What sums are in that stand without a unit: 金额单位均为万元.
    pub(super) scale: Option<&'static str>,
    /// Who answers for every task that a sentence says so of.
    pub(super) everywhere: Vec<Everywhere>,
}

/// 列第一位的为牵头单位,其余为配合单位: the first unit leads, and what the others do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FirstLeads {
    /// The role of the units behind the first.
    pub(super) others: UnitRole,
    /// Where the sentence stands, if it speaks of what is above it alone: 上述任务由排在首位的单位牵头.
    pub(super) above: Option<usize>,
    /// Where the column is named whose lists alone it ranks, in bytes: “县级部门”一栏中列首位的为牵头部门.
    pub(super) column: Option<(usize, usize)>,
    /// Whether the column's own heading says so, and no list elsewhere: 责任单位(首位牵头,其余配合).
    pub(super) only: bool,
    /// Whether it leaves those aside who are said to answer each for a part: 除注明“分别负责”的外.
    pub(super) but_separate: bool,
}

/// 标“★”的为牵头单位,其余为配合单位: whoever is marked leads, and what the others of the list do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MarkLeads {
    pub(super) mark: char,
    /// The role of the units without the mark.
    pub(super) others: UnitRole,
}

static MARK_LEADS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[^*])(?P<mark>[★☆▲△●◆◎※*])[”’」』)]?(?:号|标记|标识|标志|符号)?(?:的|者)?(?:责任|承办)?(?:单位|部门|科室)?(?:均|即)?(?:为|是|表示|代表)(?:牵头|主办|主责)(?:[^。\n]{0,14}(?:其余|其他|其它|未[标加带注]|不[标加带]|没有|无)[^。\n]{0,12}(?P<rest>配合|参与|协办|协同|协助))?",
    )
});

impl MarkLeads {
    /// Reads the rule from a folded text.
    fn read(text: &str) -> Option<Self> {
        party::lead_marks(text).next()?;
        let mut sentences =
            ["牵头", "主办", "主责"].iter().flat_map(|lead| sentences_with(text, lead, &['。', '\n']));
        sentences.find_map(|(_, sentence)| {
            party::lead_marks(sentence).next()?;
            let found = MARK_LEADS.captures(sentence)?;
            let mark = found.name("mark")?.as_str().chars().next()?;
            let rest = found.name("rest").is_some();
            Some(Self { mark, others: if rest { UnitRole::Supporting } else { UnitRole::Responsible } })
        })
    }
}

static FIRST_LEADS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:(?:列|排|居|名列|标|写)[^。;,\n\t]{0,6}(?:第一|首|最前|前面|在前)|首位|首列|第一[个家位][为是]|第一(?:个|家|位)?(?:责任)?(?:单位|部门|处室|科室|股室))[^。;\n]{0,12}(?:牵头|负总责|主办单位|主办部门)(?:[^。\n]{0,14}(?P<rest>其余|其他|其它|后面|之后|余)[^。\n要主积密]{0,12}(?:配合|参与|协办|协同|协助))?",
    )
});

static COLUMN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"“(?P<column>[\p{Han}]{2,10})”[^。;,]{0,4}?[栏列]"));

/// The place of an assembly or of a head of government: 在甲县第十七届人民代表大会, 甲县人民政府代理县长.
static ASSEMBLY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:日在|在|日|^|[^\p{Han}])(?P<place>[\p{Han}]{1,8}?(?:自治区|自治州|自治县|[省市州盟县区旗镇乡]))(?:第[一二三四五六七八九十]{1,3}届人民代表大会|人民政府(?:代理?)?[省市州县区旗镇乡]长)",
    )
});

/// The label of a column whose bracket begins behind it and is open: 责任单位(.
fn headed(before: &str, lexicon: &Lexicon) -> Option<Range<usize>> {
    let name = before.strip_suffix('(')?;
    let start = after_last(name, &['\t', '|', '\n']);
    matches!(lexicon.label(&name[start..]), Some(LabelField::Units(_))).then_some(start..name.len())
}

impl FirstLeads {
    /// Reads the rule from a folded text.
    fn read(text: &str, lexicon: &Lexicon) -> Option<Self> {
        // Few notices have such a rule; a sentence that does says both.
        let says = |words: &str| words!["第一", "首", "最前", "前面", "在前"].is_in(words);
        let sentences = ["牵头", "负总责", "主办"]
            .iter()
            .flat_map(|lead| sentences_with(text, lead, &['。', '\n']))
            .filter(|(_, sentence)| says(sentence));
        let (at, sentence, found) = sentences
            .flat_map(|(at, sentence)| {
                FIRST_LEADS.captures_iter(sentence).map(move |found| (at, sentence, found))
            })
            .max_by_key(|(.., found)| found.name("rest").is_some())?;
        let others = if found.name("rest").is_some() { UnitRole::Supporting } else { UnitRole::Responsible };
        let above = words!["上述", "以上", "上表"].begins(sentence.trim_start());
        let column = COLUMN.captures(sentence).and_then(|found| found.name("column"));
        let column = column.map(|name| (at + name.start(), at + name.end()));
        let heading = found.get(0).and_then(|rule| headed(&sentence[..rule.start()], lexicon));
        let only = heading.is_some();
        let column = column.or(heading.map(|name| (at + name.start, at + name.end)));
        let but_separate = sentence.contains("分别负责") && sentence.contains('除');
        Some(Self { others, above: above.then_some(at), column, only, but_separate })
    }
}

/// Year, place and other surroundings that hold for the whole notice.
pub(super) fn read(content: &Content, head: &Head, lexicon: &Lexicon) -> Setting {
    let text = content.text.folded();
    let titles = [head.title.clone(), head.plan_title.clone()];
    let words = titles.iter().flatten().map(|range| &text[range.clone()]).collect::<Vec<_>>().join("\n");
    let issued = head.date.as_ref().map(|(date, _)| date.year());
    let untitled = years(&words).next().is_none();
    let several = several_years(&words) && !of_one_year(&words) || untitled && looks_ahead(text, issued);
    // 2031年工作完成情况及2032年工作计划: the plan's own.
    let plans = |place: &Range<usize>| {
        let behind: String = words[place.end..].chars().take(6).collect();
        words!["计划", "安排", "打算", "思路", "分工", "重点任务", "目标任务"].is_in(&behind)
    };
    let planned = years(&words).skip(1).find(|(_, place)| plans(place)).map(|(year, _)| year);
    // 2031年度预算执行审计查出问题整改方案: the year that was looked into, not that of the plan.
    let audited = words!["审计", "督察", "巡视", "巡察", "考核"].is_in(&words)
        && words!["问题", "反馈"].is_in(&words)
        && words.contains("整改");
    let ahead = |year: &i16| !audited || issued.is_none_or(|issued| *year >= issued);
    let titled =
        planned.or_else(|| years(&words).map(|(year, _)| year).next().filter(ahead)).filter(|_| !several);
    let numbered = || head.number.as_ref().and_then(|number| number.year);
    let opening = content.blocks.iter().filter(|block| block.cell.is_none()).take(12);
    let told = || told_year(opening.map(|block| &text[block.range.clone()]));
    let begins = || first_of_span(&words).filter(|_| several);
    let year = titled.or(issued).or_else(numbered).or_else(begins).or_else(told);
    let place =
        titles.iter().flatten().chain(head.signature.iter()).chain(head.named_issuer.iter()).find_map(
            |range| {
                let words = &text[range.clone()];
                // 关于印发《甲县…》的通知: the place stands in the plan's own title.
                let inner = after_last(words, &['《', '〈']);
                let found = header::place(words)
                    .map(|place| (0, place))
                    .or_else(|| header::place(&words[inner..]).map(|place| (inner, place)));
                found.map(|(shift, place)| {
                    content
                        .text
                        .wording(range.start + shift + place.start..range.start + shift + place.end)
                        .to_owned()
                })
            },
        );
    let place = place.or_else(|| {
        let opening = content.blocks.iter().take(12).map(|block| block.range.clone());
        let found = opening.into_iter().find_map(|range| {
            let found = ASSEMBLY.captures(&text[range.clone()])?.name("place")?;
            // 1月5日在甲县第十七届…; 本县 and 各市 are no names.
            let start = found.start() + after_last(found.as_str(), &['在', '日']);
            header::place(&text[range.start + start..range.start + found.end()])?;
            Some(range.start + start..range.start + found.end())
        })?;
        Some(content.text.wording(found).to_owned())
    });
    Setting {
        calendar: Calendar {
            year,
            month: month(&words),
            several_years: several,
            issued: head.date.as_ref().map(|(date, _)| *date),
            // 2031年完成情况和2032年重点工作分工: the plan behind it tells of nothing that is done.
            progress: words!["进展情况", "推进情况", "完成情况", "落实情况", "办理情况"].is_in(&words)
                && planned.is_none(),
        },
        place,
        first_leads: FirstLeads::read(text, lexicon),
        mark_leads: MarkLeads::read(text),
        answering_leads: answering_leads(text),
        brackets_help: brackets_help(text),
        scale: scale(text),
        everywhere: super::everywhere::read(text, lexicon),
    }
}

/// What a remark says that all sums are in, be it above a table, below one, or in the text; `None` where remarks differ.
fn scale(text: &str) -> Option<&'static str> {
    let remarks = words!["金额", "资金", "投资", "经费"];
    let said = memchr::memmem::find_iter(text.as_bytes(), "单位").filter_map(|at| {
        let behind = text[at + "单位".len()..].trim_start_matches([':', ' ', '均', '为', '是']);
        let unit = ["万元", "亿元", "元"].into_iter().find(|unit| behind.starts_with(unit))?;
        remarks.ends(&text[..at]).then_some(unit)
    });
    let mut said = said.peekable();
    let first = said.peek().copied()?;
    said.all(|unit| unit == first).then_some(first)
}

/// Whether a sentence says that who answers leads where nobody is named to.
fn answering_leads(text: &str) -> bool {
    let none = ["无牵头单位", "没有牵头单位", "未明确牵头单位", "无牵头部门", "未列牵头单位"];
    none.iter().flat_map(|none| sentences_with(text, none, &['。', ';', '\n'])).any(|(_, sentence)| {
        let leads = |rest: &str| words!["为牵头单位", "为牵头部门"].is_in(rest);
        sentence.find("责任单位").is_some_and(|at| leads(&sentence[at..]))
    })
}

/// Whether a sentence says that whoever stands in a bracket helps: 任务后括号内所列为配合单位; not 括号内列首位的为牵头单位,….
fn brackets_help(text: &str) -> bool {
    sentences_with(text, "括号", &['。', '\n']).any(|(_, sentence)| {
        let behind = words!["括号内", "括号中", "括号里"].find(sentence).map_or("", |at| &sentence[at..]);
        let clause = &behind[..behind.find([',', '。', ';']).unwrap_or(behind.len())];
        words!["为配合单位", "为配合部门", "为协办单位", "为参与单位"].is_in(clause)
            && !words!["首", "第一", "其余", "其他"].is_in(clause)
    })
}

/// The month whose plan a title hands out: 关于印发2024年9月份重点工作安排的通知; not 1-9月进展.
fn month(titles: &str) -> Option<i8> {
    let plans = words!["安排", "计划", "要点", "重点工作", "任务"].is_in(titles);
    let (before, behind) = titles.split_once('月').filter(|_| plans)?;
    let figures = &before[before.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
    let spans = before[..before.len() - figures.len()].trim_end().ends_with(['-', '—', '~', '至']);
    let day = behind.starts_with(|c: char| c.is_ascii_digit());
    figures.parse().ok().filter(|month| (1..=12).contains(month) && !spans && !day)
}

/// Years of a folded text in order, with their places: 2024年, 2024 年度; 〔2024〕 and 2024-04-09 are left out.
fn years(words: &str) -> impl Iterator<Item = (i16, Range<usize>)> + '_ {
    words.match_indices("20").filter_map(|(at, _)| {
        let year: i16 = words.get(at..at + 4)?.parse().ok()?;
        let rest = &words[at + 4..];
        let behind = rest.trim_start();
        let fits = behind.starts_with('年') && !words[..at].ends_with(|c: char| c.is_ascii_digit());
        fits.then(|| (year, at..at + 4 + rest.len() - behind.len() + '年'.len_utf8()))
    })
}

static PLANNED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^度?[\p{Han}“”]{0,12}?(?:任务|目标|计划|要点|实事|安排|方案|清单|项目|打算|分工)")
});

/// The year that the first lines of a text plan for: the last that a plan or a task is said of, else the first that is
/// named at all. Years of comparison (从2021年…增长到2025年, 截至2024年底) and of results (2024年完成情况) are no plan's.
fn told_year<'a>(lines: impl Iterator<Item = &'a str>) -> Option<i16> {
    let mut first: Option<i16> = None;
    let mut planned: Option<i16> = None;
    for line in lines {
        for (year, place) in years(line) {
            let (before, behind) = (line[..place.start].trim_end(), &line[place.end..]);
            let compared = words!["从", "自", "比", "较", "与", "截至", "截止", "到", "至", "为", "同"]
                .ends(before)
                || words!["的", "底的", "以来", "底,"].begins(behind);
            let result = behind.chars().take(12).collect::<String>();
            if compared || words!["完成", "进展", "情况", "实现"].is_in(&result) {
                continue;
            }
            first.get_or_insert(year);
            if PLANNED.is_match(behind) {
                planned = planned.max(Some(year));
            }
        }
    }
    planned.or(first)
}

/// “十四五”规划
static FIVE_YEARS: LazyLock<Regex> =
    LazyLock::new(|| pattern("十[一二三四五六七八九]五[”\"]?[\\p{Han}]{0,12}(?:规划|纲要|行动)"));

/// 规划 are made for five years or more; 规划局 and 规划建设 are something else.
static OUTLINE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?m)规划(?:》|\(|的\s*(?:通\s*知|意见)|的?$)"));

/// The first of the years that titles name together: 2030—2032年.
fn first_of_span(words: &str) -> Option<i16> {
    words.match_indices("20").find_map(|(at, _)| {
        let year = words.get(at..at + 4)?;
        let rest = words[at + 4..].trim_start_matches(['年', ' ']);
        let last = rest.trim_start_matches(['-', '—', '–', '~', '至', ' ']);
        (rest.starts_with(['-', '—', '–', '~', '至']) && last.starts_with("20")).then(|| year.parse().ok())?
    })
}

/// Whether the titles name a plan of several years.
fn several_years(words: &str) -> bool {
    first_of_span(words).is_some()
        || words![
            "三年行动", "五年行动", "两年行动", "三年计划", "五年规划", "三年攻坚", "三年提升", "三年整治"
        ]
        .is_in(words)
        || FIVE_YEARS.is_match(words)
        || OUTLINE.is_match(words)
}

/// Whether a text without a year of its own names years beyond that of its issue by which much is to be reached: 到2027年….
fn looks_ahead(text: &str, issued: Option<i16>) -> bool {
    let Some(issued) = issued else { return false };
    let ahead = text.match_indices("到20").filter(|(at, sign)| {
        let digits = text.get(at + sign.len() - 2..at + sign.len() + 2);
        let year = digits.and_then(|digits| digits.parse::<i16>().ok());
        year.is_some_and(|year| year > issued) && text[at + sign.len() + 2..].starts_with('年')
    });
    ahead.take(2).count() == 2
}

/// Whether the titles name what is to be done of such a plan in one year: 三年行动2026年重点任务清单.
fn of_one_year(words: &str) -> bool {
    // 2024—2025年度: the year ends a span.
    let spans = |place: &Range<usize>| words[..place.start].trim_end().ends_with(['-', '—', '–', '~', '至']);
    let mut named =
        years(words).map(|(year, place)| (year, !spans(&place) && PLANNED.is_match(&words[place.end..])));
    let Some((year, planned)) = named.next() else { return false };
    planned && named.all(|(other, _)| other == year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_is_that_of_the_plan() {
        let year = |text: &str| told_year(text.lines());
        assert_eq!(year("一、2031年完成情况\n二、2032年计划"), Some(2032));
        assert_eq!(year("总量从2026年的38亿元增长到2030年60亿元"), None);
        assert_eq!(year("2031年确定民生实事20件"), Some(2031));
        assert_eq!(year("发布日期:2031-04-09 08:44"), None);
    }

    #[test]
    fn plans_of_several_years_say_so() {
        for title in ["三年行动计划(2030—2032年)", "甲县“十五五”安全生产规划", "甲市2024-2026年实施方案"]
        {
            assert!(several_years(title), "{title}");
        }
        assert!(!several_years("甲县2024年民生实事"));
    }

    #[test]
    fn the_first_unit_leads_where_the_notice_says_so() {
        let others = |text| FirstLeads::read(text, Lexicon::builtin()).map(|rule| rule.others);
        assert_eq!(others("列第一位的责任单位为牵头单位,下同"), Some(UnitRole::Responsible));
        assert_eq!(others("排名第一的为牵头单位,其他单位为参与单位"), Some(UnitRole::Supporting));
        assert_eq!(others("责任单位列首位的牵头,其余配合"), Some(UnitRole::Supporting));
        assert_eq!(others("“承办单位”栏中列首位的为主办单位,其余为协办单位"), Some(UnitRole::Supporting));
        assert_eq!(others("以排在前面的为牵头单位"), Some(UnitRole::Responsible));
        assert_eq!(others("首列单位为牵头单位"), Some(UnitRole::Responsible));
    }

    #[test]
    fn a_mark_leads_where_the_notice_says_so() {
        let rule = |text| MarkLeads::read(text).map(|rule| (rule.mark, rule.others));
        assert_eq!(rule("标“★”的为牵头单位,其余为配合单位"), Some(('★', UnitRole::Supporting)));
        assert_eq!(rule("注:带▲者为主办单位。"), Some(('▲', UnitRole::Responsible)));
        assert_eq!(rule("加*号的单位为牵头单位"), Some(('*', UnitRole::Responsible)));
        assert_eq!(rule("**县水利局**为牵头单位"), None);
    }
}
