//! What a clause is about: what is promised, or what is so already.

use crate::lexicon::Lexicon;
use crate::text::{behind_figures, brackets, numeral, pattern};
use jiff::civil::Date;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What a date without a year, or a year alone, means; and what is past.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The plan's year.
    pub year: Option<i16>,
    /// Whether the plan is one of several years; a year alone is a deadline only then.
    pub several_years: bool,
    /// When the notice was issued: a period that had passed by then tells of the past.
    pub issued: Option<Date>,
    /// Whether the notice tells how far things have got: behind what was promised stands what is done.
    pub progress: bool,
}

impl Calendar {
    /// The calendar of a plan of one year.
    pub fn of(year: Option<i16>) -> Self {
        Self { year, ..Self::default() }
    }
}

/// A stretch of text between commas and stops.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Its place, in bytes of the folded text.
    pub range: Range<usize>,
    /// Whether it tells of the past, or of how things stand: 去年…, 已建成…, 截至….
    pub background: bool,
    /// Start of its sentence.
    pub sentence: usize,
}

/// Splits folded `text` into clauses and tells background from promises.
///
/// Background, once begun, holds to the end of its sentence, unless a clause begins with a promise (要求…, 力争…).
/// What is said of a year before the plan's, or of a period that had passed when the notice was issued, is background.
pub fn clauses(text: &str, calendar: Calendar, lexicon: &Lexicon) -> Vec<Clause> {
    let mut found = Vec::new();
    let mut sentence = 0;
    // 全市47个幸福院中有11个闲置。要求9月底前盘活: a sentence in front of the demand that says what is wrong.
    let demand = text.find("。要求").unwrap_or(0);
    let is_wrong = |from: usize| {
        let sentence = text[from..].split(['。', ';', '\n']).next().unwrap_or_default();
        from < demand && TROUBLE.iter().any(|word| sentence.contains(word))
    };
    let mut background = is_wrong(0);
    // A time that is past (去年…, 上半年…) holds beyond ;.
    let mut dated = false;
    let mut start = 0;
    let asides = asides(text, calendar, lexicon);
    let is_aside = |at: usize| asides.binary_search(&at).is_ok();
    // What holds outside of a bracket that speaks of something else.
    let mut outside = None;
    let ends = text
        .char_indices()
        .filter(|&(at, c)| match c {
            ',' | '。' | ';' | '\n' | '!' | '?' => true,
            '(' | ')' => is_aside(at),
            _ => false,
        })
        .map(|(at, c)| (at, c, at + c.len_utf8()));
    for (end, sign, next) in ends.chain([(text.len(), '。', text.len())]) {
        // A thousands separator is no comma.
        if sign == ','
            && text[..end].ends_with(|c: char| c.is_ascii_digit())
            && text[next..].starts_with(|c: char| c.is_ascii_digit())
        {
            continue;
        }
        let clause = &text[start..end];
        // 在已上线21个主题的基础上 says on what it builds.
        let builds_on = || {
            let at = clause.find('已').filter(|_| clause.trim_end().ends_with("基础上"));
            at.map(|at| (at, false))
        };
        let cue = first_cue(clause, calendar, lexicon).or_else(builds_on);
        // 年度任务8000人,完成3150人,完成率39.4%: a rate of completion tells how far things have got, and so does the
        // figure in front of it.
        let rated = sentence < start && is_rate_so_far(clause) || {
            let next = &text[next.min(text.len())..];
            let follows = next.split([',', '。', ';', '\n']).next().unwrap_or_default();
            sign == ',' && clause.trim_start().starts_with("完成") && is_rate_so_far(follows)
        };
        let done = rated || calendar.progress && sentence > 0 && tells_done(clause, lexicon);
        // 已完成投资2600万元,设置床位150张: what was spent so far says nothing of what is built.
        let told_sum = found.last().is_some_and(|last: &Clause| is_spent_so_far(&text[last.range.clone()]));
        background &= !(told_sum && lexicon.indicator_leads.at_start(clause.trim_start()).is_some());
        background = match cue {
            Some((at, _)) => !promises(&clause[..at], lexicon),
            None => {
                // What the year is to bring, also where the rest tells how far things have got: 年度任务8000人,….
                let task = names_task(clause)
                    || start < demand && ["年度", "任务", "目标"].iter().any(|word| clause.contains(word));
                done || background && !task && !promises(clause, lexicon)
            }
        };
        // 在去年410亿元的基础上: what follows builds upon it.
        let base = background && clause.trim_end().ends_with("基础上");
        dated = background && (dated || cue.is_some_and(|(_, dated)| dated));
        if !clause.trim().is_empty() {
            found.push(Clause { range: start..end, background, sentence });
        }
        if base {
            (background, dated) = (false, false);
        }
        start = next;
        match sign {
            ',' => {}
            '(' => outside = Some((background, dated, sentence)),
            ')' => (background, dated, sentence) = outside.take().unwrap_or((background, dated, sentence)),
            _ => {
                sentence = next;
                // 城东所主体封顶,外墙装修完成40%: the sentence speaks of one thing.
                let told = calendar.progress && {
                    let whole = text[next..].split(['。', ';', '\n']).next().unwrap_or_default();
                    whole.split(',').any(|clause| tells_done(clause, lexicon))
                };
                background = dated && sign == ';' || told || is_wrong(next);
            }
        }
    }
    found
}

/// Words that say what is wrong.
const TROUBLE: [&str; 11] = ["尚", "仍", "未", "仅", "闲置", "拖欠", "滞后", "缓慢", "不足", "停工", "塌方"];

/// Where the brackets open and close that begin with a cue of background, and speak of it alone: 4.3%以内(去年3.57%).
fn asides(text: &str, calendar: Calendar, lexicon: &Lexicon) -> Vec<usize> {
    if !text.contains('(') {
        return Vec::new();
    }
    let pairs = brackets::outermost(text).into_iter().filter(|pair| pair.sign == '(');
    let asides = pairs.filter(|pair| {
        let inner = &text[pair.inner.clone()];
        let first = &inner[..inner.find([',', '。', ';']).unwrap_or(inner.len())];
        names_task(first)
            || first_cue(first, calendar, lexicon).is_some_and(|(at, _)| first[..at].chars().count() <= 4)
    });
    asides.flat_map(|pair| [pair.outer.start, pair.inner.end]).collect()
}

/// Whether a clause begins with what the year is to bring: 年度目标106户.
fn names_task(clause: &str) -> bool {
    ["年度目标", "年度任务", "全年目标", "全年任务", "目标任务"]
        .iter()
        .any(|task| clause.trim_start().strip_prefix(task).is_some_and(|rest| !rest.starts_with('的')))
}

/// The last of `clauses` that begins at or before `at`. Whoever asks for many places splits the text once.
pub(crate) fn clause_of(clauses: &[Clause], at: usize) -> Option<&Clause> {
    let next = clauses.partition_point(|clause| clause.range.start <= at);
    clauses.get(next.checked_sub(1)?)
}

/// Whether `clause` begins with a cue of a promise.
fn promises(clause: &str, lexicon: &Lexicon) -> bool {
    let head = clause.trim_start().trim_start_matches(['但', '并', '现', '也']);
    // 今年以来 tells of what has been done.
    let so_far = |cue: &Range<usize>| {
        // 占年度计划的28%
        let plan = &head[cue.clone()] == "计划" && head[..cue.start].ends_with(['度', '总', '年', '占']);
        // 其余4处未落实用地: what is left is not promised yet.
        let left = matches!(&head[cue.clone()], "其余" | "余下" | "剩余") && head[cue.end..].contains('未');
        plan || left || head[cue.end..].starts_with("以来")
    };
    let cue = lexicon.promise.find_iter(head).next().filter(|(cue, ())| !so_far(cue));
    cue.is_some_and(|(cue, ())| head[..cue.start].chars().count() <= 4) || is_due(head) || is_assigned(head)
}

/// Whether a clause begins with when it is due: 10月底前全部通水.
fn is_due(clause: &str) -> bool {
    let clause = clause.trim_start_matches("预计");
    let head: &str = &clause[..clause.char_indices().nth(12).map_or(clause.len(), |(at, _)| at)];
    let Some((date, behind)) = head.split_once('前') else { return false };
    let figures = date.starts_with(|c: char| c.is_ascii_digit()) || date.starts_with("年");
    let date = date.trim_end_matches(['以', '之']);
    figures && date.ends_with(['底', '末', '日', '月', '旬']) && !behind.starts_with(['已', '共', '完'])
}

/// Whether a clause tells how much has been spent, and nothing else: 已完成投资2600万元.
fn is_spent_so_far(clause: &str) -> bool {
    let sum = ["已完成投资", "累计完成投资", "已累计完成投资"]
        .iter()
        .find_map(|told| clause.trim().strip_prefix(told));
    let unit = sum.map(behind_figures);
    unit.is_some_and(|unit| unit.trim_start_matches(['约', '万', '亿']) == "元")
}

/// Whether a clause is a rate of what is done: 完成率39.4%.
fn is_rate_so_far(clause: &str) -> bool {
    let rate = ["完成率", "开工率", "竣工率", "占"].iter().find_map(|rate| clause.trim().strip_prefix(rate));
    let figures = rate.map(|rate| rate.trim_start_matches("为").trim_start_matches("仅"));
    figures.is_some_and(|rate| behind_figures(rate) == "%" && !rate.starts_with("100"))
}

/// Whether a clause says who is to do something by when: 县交通局负责4月20日前完成….
fn is_assigned(clause: &str) -> bool {
    ["负责", "牵头"].iter().filter_map(|verb| clause.split_once(verb)).any(|(_, behind)| {
        behind.starts_with(|c: char| c.is_ascii_digit() || c == '于') && behind.contains("前")
    })
}

/// Whether a clause of a notice that tells how far things have got says what is done: 路面铺筑完成70公里.
fn tells_done(clause: &str, lexicon: &Lexicon) -> bool {
    let Some((before, behind)) = clause.split_once("完成") else { return false };
    // 投资完成率, 完成年度任务的80% tell nothing; 请于四季度完成 asks for it.
    let aims = behind.starts_with('率')
        || behind.contains("任务")
        || before.contains(['前', '底', '末', ':', '请', '月', '季'])
        || lexicon.promise.is_in(before.trim_start_matches("其余"));
    before.chars().count() >= 2 && !aims
}

/// Where the first cue of background stands, and whether it is a time.
fn first_cue(clause: &str, calendar: Calendar, lexicon: &Lexicon) -> Option<(usize, bool)> {
    let word = lexicon.background.find_iter(clause).map(|(cue, ())| cue).find(|cue| {
        let before = clause[..cue.start].trim_end();
        let after = clause[cue.end..].trim_start();
        let cue = &clause[cue.clone()];
        // 比上年, 较去年 compare; 已建成的 qualifies a noun; 2021年以来的项目 likewise.
        let compares = before.ends_with(['比', '较', '于', '与', '超', '同', '按', '占']);
        // 上年度审计查出的问题整改率: what is left over from then is put right now.
        let left = after.starts_with("问题") && after.contains("整改率")
            || ["审计", "遗留", "结转", "欠"].iter().any(|word| after.starts_with(word))
                && cue.starts_with('上');
        // 对尚未开工的27个项目
        let named = || before == "对" && after.chars().take(10).any(|c| c == '的');
        // 对2020年以来已改厕所开展“回头看”
        let treats = || {
            cue.starts_with('已')
                && clause.trim_start().starts_with('对')
                && ["开展", "进行", "逐一", "逐个", "全面"].iter().any(|word| after.contains(word))
        };
        let meant = after.starts_with('的') || named() || treats();
        let qualifies = meant || (cue == "以来" && !after.is_empty()) || left;
        !compares && !qualifies
    });
    let past =
        calendar.year.and_then(|year| past_year(clause, year)).or_else(|| past_period(clause, calendar));
    // 已检查5980人: what a clause begins with 已 is done.
    let done = clause.trim_start().strip_prefix('已').filter(|rest| {
        let aims = ["达到", "以上", "不低于", "不少于"].iter().any(|word| rest.contains(word));
        !rest.contains('的') && (!aims || rest.starts_with('达'))
    });
    // 9所卫生院中有3所未配齐设备
    let lacks = clause.find("中有").filter(|&at| clause[at..].contains('未')).map(|_| 0);
    let done = done.map(|_| 0).into_iter().chain(lacks);
    let word = word.map(|cue| cue.start).into_iter().chain(done).min().map(|at| (at, false));
    match (word, past.map(|at| (at, true))) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => b.or(a),
    }
}

/// Where a year before `year` begins the clause (2023年全市…); not 2021—2025年, nor 2021年以来的.
fn past_year(clause: &str, year: i16) -> Option<usize> {
    let at = clause.find(|c: char| c.is_ascii_digit())?;
    if clause[..at].chars().count() > 2 {
        return None;
    }
    let digits = clause[at..].get(..4)?;
    let rest = clause[at + 4..].trim_start();
    let said: i16 = digits.parse().ok()?;
    // 1998年至2012年建成的小区: the years say which are meant.
    let noun: String =
        rest.chars().skip(1).take_while(|c| crate::text::is_han(*c) || c.is_ascii_digit()).collect();
    // 2024年遗留的3项隐患: what is left over is put right now.
    let left = ["遗留", "滚动", "列入"].iter().any(|word| noun.starts_with(word));
    let meant = noun.chars().take(12).any(|c| c == '的') && (left || clause[..at].trim_end().ends_with('对'));
    (rest.starts_with('年')
        && !meant
        && !["年以来", "年底前", "年前", "年以前", "年底以前"].iter().any(|word| rest.starts_with(word))
        && (1980..year).contains(&said))
    .then_some(at)
}

static PERIOD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:今年|本年)?(?:(?P<half>上半年)|第?(?P<q>[一二三首])季度?|前(?P<qs>[一二两三])(?:个)?季度|前(?P<ms>[0-9一二三四五六七八九十]{1,2})个?月|1月?[-—–~至到](?P<m>[0-9]{1,2})月份?)(?P<behind>.?)",
    )
});

/// Whether the clause begins with a period of the year of issue that had passed then: 上半年完成…, 1-8月实现….
fn past_period(clause: &str, calendar: Calendar) -> Option<usize> {
    let issued = calendar.issued?;
    let words = clause.trim_start();
    // Most clauses begin with something else.
    if !words.starts_with(['上', '第', '一', '二', '三', '首', '前', '1', '今', '本']) {
        return None;
    }
    let found = PERIOD.captures(words)?;
    let number = |name: &str| -> Option<i8> {
        let words = found.name(name)?.as_str();
        match words {
            "首" => Some(1),
            "两" => Some(2),
            _ => numeral::parse(words)?.to_string().parse().ok(),
        }
    };
    let quarters = number("q").or_else(|| number("qs")).map(|quarter| quarter.saturating_mul(3));
    let month =
        found.name("half").map(|_| 6).or(quarters).or_else(|| number("ms")).or_else(|| number("m"))?;
    // 一季度未开工的23个项目: which are meant.
    let rest = &words[found.get(0)?.end()..];
    if found.name("behind").is_some_and(|behind| behind.as_str() == "未")
        && rest.chars().take(8).any(|c| c == '的')
    {
        return None;
    }
    // 上半年底前 is to come, whenever it was said.
    let due = found.name("behind").is_some_and(|behind| "前底末内以之将要".contains(behind.as_str()))
        && found.name("behind").is_some_and(|behind| !behind.is_empty());
    (!due && calendar.year == Some(issued.year()) && issued.month() > month).then_some(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar() -> Calendar {
        Calendar { issued: Date::new(2024, 8, 4).ok(), ..Calendar::of(Some(2024)) }
    }

    fn promised(text: &str) -> Vec<&str> {
        let clauses = clauses(text, calendar(), Lexicon::builtin());
        clauses.iter().filter(|c| !c.background).map(|c| &text[c.range.clone()]).collect()
    }

    #[test]
    fn background_holds_to_the_end_of_its_sentence() {
        assert_eq!(promised("近年来,累计投入3亿元,改造管网9公里。新建泵站2座"), ["新建泵站2座"]);
    }

    #[test]
    fn a_bracket_speaks_of_the_past_for_itself() {
        assert_eq!(
            promised("失业率控制在4.3%以内(去年3.57%),建房100户(已完成60户,在建9户),修路5公里"),
            ["失业率控制在4.3%以内", "建房100户", ",修路5公里"].map(|clause| clause.trim_start_matches(','))
        );
    }

    #[test]
    fn a_promise_ends_background() {
        assert_eq!(promised("目前参保率仅为61%,低于全市8个百分点,力争年底达到95%"), ["力争年底达到95%"]);
    }

    #[test]
    fn what_qualifies_a_noun_is_no_background() {
        assert_eq!(
            promised("对排查出的9处隐患逐一整治,抽查2021年以来项目20%"),
            ["对排查出的9处隐患逐一整治", "抽查2021年以来项目20%"]
        );
        assert_eq!(promised("比上年增长8%"), ["比上年增长8%"]);
    }

    #[test]
    fn what_is_due_is_promised() {
        assert_eq!(promised("已完成62个村,10月底前全部通水"), ["10月底前全部通水"]);
    }

    #[test]
    fn what_stands_behind_a_promise_in_a_notice_of_progress_is_done() {
        let calendar = Calendar { progress: true, ..calendar() };
        let text = "新建幼儿园4所。城东2所封顶,外墙装修完成40%;其余2所完成基础,12月底前封顶。力争完成5所";
        let clauses = clauses(text, calendar, Lexicon::builtin());
        let promised: Vec<_> =
            clauses.iter().filter(|c| !c.background).map(|c| &text[c.range.clone()]).collect();
        assert_eq!(promised, ["新建幼儿园4所", "12月底前封顶", "力争完成5所"]);
    }

    #[test]
    fn a_period_that_had_passed_is_background() {
        assert_eq!(promised("上半年完成19亿元,居第7位;签约3个。三季度完成8亿元"), ["三季度完成8亿元"]);
        assert_eq!(promised("1至6月签约31个。前三季度签约40个"), ["前三季度签约40个"]);
        assert_eq!(promised("上半年底前建成3座"), ["上半年底前建成3座"]);
    }

    #[test]
    fn an_earlier_year_is_background() {
        assert_eq!(promised("2023年全县增长6%,增收2亿元。2024年增长7%"), ["2024年增长7%"]);
    }
}
