//! How many tasks a notice says it has: 十件民生实事, 任务共28项.

use crate::text::{before_next, find, floor_boundary, numeral, pattern, words};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A count of tasks, with its place in bytes of the folded text; the place covers number and unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Declared {
    pub(crate) count: u32,
    pub(crate) range: Range<usize>,
    /// Whether a bracket holds it behind a title (共28项), which never tells of the past.
    pub(crate) bracketed: bool,
    /// Whether it counts what may be something else than the notice's tasks: 重点项目210个.
    pub(crate) doubtful: bool,
}

/// Number, unit, and what is counted: 十件民生实事, 8个项目.
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<n>\d{1,4}|[一二两三四五六七八九十]{1,3})\s?(?P<unit>[件项个大条处家]|方面)(?P<kinds>\s?(?:方面|类|大类))?(?P<between>[“‘]?[\p{Han}“”]{0,12}?)(?P<noun>实事|大事|小事|好事|任务|事项|项目|重点工作|微实事|承诺|工程|措施|行动|心愿|隐患|问题|举措|提案|建议|指标|榜单|课题|批示件|产业链)",
    )
});

/// What is counted, and its number: 实事项目共8个, 任务(以表格列示),共150项.
static AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        (?:(?:共|共安排|安排|确定|实施|办好|办理|通过|推进|下达|明确|梳理)[\p{Han}]{0,4}(?:20\d\d\s?年)?[\p{Han}“”]{0,10}?(?:实事|任务|事项|项目|民生工程)(?:共计|共|合计|总计)?
          |(?:实事|任务|事项|重点工作|民生项目|民生工程)(?:项目|工程)?(?:[^。;\n]{0,40}?[,，)])?(?:共计|共有|共|有|计|合计|总计)
          |(?:项目|问题)(?:共计|共有|共|合计|总计)(?:安排|列入|实施)?
          |(?:建议提案|议案建议|提案|建议|任务卡|承诺)共?
          |(?:形成|确定|梳理|明确|安排|下达)[\p{Han}\d]{0,20}(?:任务|事项|工作|目标)
          |(?:重点|民生|建设)(?:项目|工程)
          |(?:民生|惠民|为民)实事(?:项目)?
          |(?:任务|事项|实事|项目|工作)清单\(
          |民生[\p{Han}”]{0,8}(?:项目|工程)确定为
          |(?:安排|列入|纳入|筛选|遴选|确定|支持|共列)[\p{Han}]{0,12}(?:项目|工程|课题|指标|企业)(?:\([\p{Han}]{1,4}\))?
          |共\d{1,2}[类方大]面?
          |[,，]?(?:共|明确|确定)[\p{Han}]{0,10}\d{1,2}个?(?:方面|大类|类|部分)
          |列(?:入|出|有)?[\p{Han}]{0,8}(?:任务|事项|工作|目标)
          |[,，]共
          |\(共)
        (?:\d{1,2}个?(?:方面|大类|类|部分|领域))?\s?(?P<n>\d{1,4}|[一二两三四五六七八九十]{1,3})\s?[件项个张]",
    )
});

/// What the sentence before has named: …下达给你们,共9项; 确定其中10件为重点提案; 合并为7项.
static ALONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:(?:^|[,;])\s?一?共计?|其中|事项|任务|问题|(?:销号|整改|办结|完成)的|确定其中[^。;,]{2,24}的|(?:确定|筛选|遴选|选取|选定|选出|梳理|分解|合并|归并|归纳|整理)(?:了|出|为|成)?(?:其中)?)(?P<n>\d{1,4}|[一二三四五六七八九十]{1,3})\s?[件项个](?:\([^()。]{1,24}\))?(?:[,。;)]|作?为|由|予以交办|交办|下达|分办|分解)",
    )
});

/// What follows, counted: 重点抓好以下13项工作.
static FOLLOWING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:以下|下列|下面)\s?(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})\s?[件项个条](?:事|工作|任务|重点|命令|指令)",
    )
});

/// A number of things of any kind: 定下九桩看得见的事, 选取七件推进难度大的事项, 八大战役.
static ANY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})\s?(?:(?s:[件项桩道].)|[大个条][\p{Han}“”]{0,12}?(?:战役|诺|项目|任务|事项|重点|指标|必答题|行业领域|由))",
    )
});

/// What is counted behind the tasks, or of all of a paper: 上述13条由县政府办公室建账, 本表共列入项目12个.
static OF_ALL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:上述|以上|本表|全文|本批|这)\p{Han}{0,16}?(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})\s?[件项桩个条]",
    )
});

/// Each number of a text that may count its tasks, whatever it calls them: only one that agrees with them does. All of a
/// paper is counted anywhere, what is to be done in its opening.
pub(crate) fn of_any(text: &str, opening: bool) -> impl Iterator<Item = Declared> {
    let all = words!["上述", "以上", "本表", "全文", "本批", "这"].is_in(text);
    let counts = (opening || all) && counts(text);
    let any = (opening && counts).then(|| ANY.captures_iter(text));
    let of_all = (all && counts).then(|| OF_ALL.captures_iter(text));
    let found = any.into_iter().flatten().chain(of_all.into_iter().flatten());
    found.filter_map(|found| {
        let number = found.name("n")?;
        let before = text[..number.start()].trim_end();
        let ordinal = is_no_count(before)
            || before.ends_with(['年', '的', '—', '-', '–'])
            // 滞后7项, 不少于12项
            || words!["滞后", "进度", "少于", "达到", "超过", "低于", "问题", "实事"].ends(before);
        let end = number.end() + text[number.end()..].find(|c: char| !c.is_whitespace())?;
        let unit = text[end..].chars().next()?;
        let range = number.start()..end + unit.len_utf8();
        // 12项做法在全省推广, 17项达到序时进度
        let rest = &text[range.end..];
        let told =
            words!["做法", "达到", "已", "完成", "超", "滞后"].begins(rest) || is_elsewhere(text, &range);
        let count = numeral::whole(number.as_str()).filter(|&count| count > 4 && !ordinal && !told)?;
        Some(Declared { count, range, bracketed: false, doubtful: true })
    })
}

/// 省实事共44件,涉及我市38件: how many of a superior's tasks are the notice's own.
static CONCERNED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"涉及(?:我|本|该|全)?[市县区州旗镇乡](?P<list>[^。;,\n]{0,16})"));

/// Nouns of what may be a notice's tasks, or anything else that it speaks of.
const DOUBTFUL: [&str; 13] = [
    "项目", "工程", "措施", "行动", "隐患", "问题", "举措", "提案", "建议", "指标", "榜单", "课题", "产业链",
];

/// Each count of tasks in the words of a head or title, in order, those that tell of the past too.
pub(crate) fn declared(text: &str) -> Vec<Declared> {
    let mut found = Vec::new();
    let mut handed = false;
    let mut start = 0;
    for sentence in text.split_inclusive(['。', '\n']) {
        // What a sentence before has handed out is what a later one counts: …下达给你们。共9项; so is what the next one hands out.
        if counts(sentence) {
            let next = text[start + sentence.len()..].trim_start();
            let handed = handed || words!["现印发", "现下达", "现予", "现公布"].begins(next);
            let counts = in_sentence(sentence, handed);
            found.extend(counts.into_iter().map(|count| {
                let range = start + count.range.start..start + count.range.end;
                Declared { range, ..count }
            }));
        }
        handed |= hands_out(sentence);
        start += sentence.len();
    }
    found
}

/// Whether words say that something is handed out.
fn hands_out(words: &str) -> bool {
    words!["下达", "印发", "交办", "公布", "分解"].is_in(words)
}

/// The counts of one sentence; `handed` is whether one before it hands something out.
fn in_sentence(text: &str, handed: bool) -> Vec<Declared> {
    let before = BEFORE.captures_iter(text).filter_map(|found| {
        let (number, unit) = (found.name("n")?, found.name("unit")?);
        let (between, noun) = (found.name("between")?.as_str(), found.name("noun")?);
        let head = text[..number.start()].trim_end();
        // 将其余6项整改任务清单印发
        let head = head.strip_suffix("将其余").or(head.strip_suffix("把其余")).unwrap_or(head);
        let things = matches!(unit.as_str(), "处" | "家");
        let ordinal = things && head.ends_with('对') || is_no_count(head);
        // “七个十”项目: the number belongs to a name.
        let name = between.find('”').is_some_and(|close| close > 0 && !between[..close].contains('“'));
        let value = numeral::whole(number.as_str())
            .filter(|&value| value > 1 && !ordinal && !name && !counts_names(head, value))?;
        let own = words!["实事", "民生", "重点工作"].is_in(between);
        // 三个方面任务 are its sections.
        let doubtful = things
            || head.ends_with('对')
            || DOUBTFUL.contains(&noun.as_str()) && !own
            || found.name("kinds").is_some()
            || unit.as_str() == "方面";
        Some((value, number.start()..unit.end(), false, doubtful))
    });
    let after = AFTER.captures_iter(text).filter_map(|found| {
        let number = found.name("n")?;
        let words = found.get(0)?.as_str();
        let rest = text[number.end()..].trim_start();
        let unit = rest.chars().next().map_or(0, char::len_utf8);
        let bracketed = words.starts_with('(');
        let own = words!["实事", "任务", "事项", "民生", "重点工作"].is_in(words);
        // (2024年第二批,共6件)
        let closes = rest.chars().nth(1) == Some(')');
        let doubtful = !own && !bracketed && !closes;
        let range = number.start()..text.len() - rest.len() + unit;
        // 同一事项有两个以上单位的
        let groups = words!["方面", "部分", "阶段", "领域", "类", "大类", "环节", "以上", "及以上"];
        if groups.begins(&rest[unit..]) {
            return None;
        }
        Some((numeral::whole(number.as_str())?, range, bracketed, doubtful))
    });
    let alone = ALONE.captures_iter(text).filter_map(|found| {
        let number = found.name("n")?;
        let range = with_unit(text, number.range())?;
        // 从中确定11件作为2024年重点督办建议
        let chosen = found.get(0).is_some_and(|whole| {
            let words = whole.as_str();
            words.ends_with("作为") && words!["确定", "选", "筛", "遴"].begins(words)
        });
        let handed = handed || chosen || hands_out(&text[..number.start()]);
        Some((numeral::whole(number.as_str())?, range, false, !handed))
    });
    let following = FOLLOWING.captures_iter(text).filter_map(|found| {
        let number = found.name("n")?;
        let range = with_unit(text, number.range())?;
        Some((numeral::whole(number.as_str())?, range, false, false))
    });
    // 今年安排攻坚项目12项,现予下达: the sentence hands out what it counts last.
    let now = ["现予", "现将", "现印发", "现下达"]
        .iter()
        .find_map(|now| find(text, now))
        .filter(|_| hands_out(text));
    let given = |end: usize| now.is_some_and(|now| end > now || !counts(&text[end..now]));
    let declared = |(count, range, bracketed, doubtful): (u32, Range<usize>, bool, bool)| {
        let elsewhere = is_elsewhere(text, &range);
        // 年初承诺的10件实事全部兑现: last year's.
        let rest = before_next(&text[range.end..], &[',', '。', '\n']);
        let doubtful = doubtful && !(text[range.clone()].ends_with(['项', '个', '件']) && given(range.end))
            || words!["全部兑现", "全部完成", "全面完成"].is_in(rest);
        (!elsewhere && (1..=9999).contains(&count)).then_some(Declared { count, range, bracketed, doubtful })
    };
    before.chain(after).chain(alone).chain(following).filter_map(declared).collect()
}

/// Whether a number behind these words counts nothing: 第3项, 每10件, 近20个.
fn is_no_count(before: &str) -> bool {
    before.ends_with(['第', '前', '近', '之', '每', '余', '.', '等', '含'])
        || before.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether so many are named in the quotation that words end with: “稳定、发展、生态”三件大事.
fn counts_names(head: &str, value: u32) -> bool {
    /// How long the names are together, in bytes.
    const LONGEST: usize = 200;
    let near = &head[floor_boundary(head, head.len().saturating_sub(LONGEST))..];
    let names = near.strip_suffix('”').and_then(|near| near.rsplit_once('“'));
    names.is_some_and(|(_, names)| u32::try_from(names.split('、').count()) == Ok(value))
}

/// Whether a number stands right before a word that counts tasks, as it does in all of the patterns.
fn counts(text: &str) -> bool {
    let mut before = ' ';
    text.chars().any(|c| {
        let unit = matches!(c, '件' | '项' | '个' | '大' | '条' | '处' | '家' | '方' | '张' | '桩' | '道');
        let counted = unit && (before.is_ascii_digit() || "一二两三四五六七八九十".contains(before));
        before = if c.is_whitespace() { before } else { c };
        counted
    })
}

/// A number and the unit behind it: 13项.
fn with_unit(text: &str, number: Range<usize>) -> Option<Range<usize>> {
    let unit = text[number.end..].find(['件', '项', '个', '条'])? + number.end;
    Some(number.start..unit + '件'.len_utf8())
}

/// Whether a count is another document's, or the superior's: 另见…, 省实事共44件,涉及我市….
fn is_elsewhere(text: &str, range: &Range<usize>) -> bool {
    let rest = before_next(&text[range.end..], &['。', ';', '\n']);
    words!["另见", "另文", "另行印发", "另行下达", "另行分解", "另发"].is_in(rest)
        || CONCERNED.captures(rest).and_then(|found| found.name("list")).is_some_and(|list| {
            let words = list.as_str();
            words.contains(['件', '项', '个'])
                && words.contains(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(text: &str) -> Vec<u32> {
        declared(text).iter().filter(|found| !found.doubtful).map(|found| found.count).collect()
    }

    #[test]
    fn a_declared_count_is_no_ordinal() {
        assert_eq!(counts("甲县2024年十件民生实事方案"), [10]);
        assert_eq!(counts("2025年甲镇十大“微实事”"), [10]);
        assert_eq!(counts("任务以表格列示,共150项。"), [150]);
        assert_eq!(counts("2033年救助任务有两项"), [2]);
        assert_eq!(counts("确定2033年养老重点工作九项,分工如下"), [9]);
        assert_eq!(counts("实事项目经票决产生,共6个方面20项"), [20]);
        assert_eq!(counts("今年就抓下面11件事,办完一件销一件"), [11]);
        assert_eq!(counts("现将重点任务清单(13项)下达给你们"), [13]);
        assert_eq!(counts("民生实事项目10件,现将任务下达"), [10]);
        assert_eq!(counts("办好第三件实事"), [0; 0]);
        assert_eq!(counts("同一事项有两个以上单位的"), [0; 0]);
    }

    #[test]
    fn what_may_be_something_else_is_doubtful() {
        let doubtful = |text| declared(text).iter().all(|found| found.doubtful);
        for text in ["实施项目210个,总投资5亿元", "全年开工35个项目", "实施八大行动", "三个方面重点任务"]
        {
            assert!(doubtful(text), "{text}");
        }
        assert_eq!(declared("确定其中群众反映强烈的12件由县领导领衔督办").len(), 1);
        assert_eq!(counts("民生实事项目共8个"), [8]);
        assert_eq!(counts("办好10个民生项目"), [10]);
        assert_eq!(counts("现将11件批示件交办给你们"), [11]);
        assert_eq!(counts("公开服务承诺11项,现将责任科室印发给你们"), [11]);
        assert_eq!(counts("重点建设项目共安排14个,现予下达"), [14]);
    }

    #[test]
    fn names_and_other_documents_count_nothing() {
        assert_eq!(counts("“七个十”项目100个"), [0; 0]);
        assert_eq!(counts("“十件实事”另见甲政办发〔2031〕8号"), [0; 0]);
        assert_eq!(counts("省实事共44件52个事项,涉及我市38件"), [0; 0]);
    }
}
