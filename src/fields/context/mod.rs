//! What a clause is about: what is promised, or what is so already.

mod past;
mod progress;
mod promise;
mod standing;

use crate::lexicon::Lexicon;
use crate::text::{before_next, brackets};
use jiff::civil::Date;
use past::{first_cue, is_ahead, tells_lack};
use progress::{is_spent_so_far, tells_done};
use promise::{names_task, obliges, promises};
pub(crate) use standing::problem_end;
use standing::{Standing, behind_label};
use std::ops::Range;

/// What a date without a year, or a year alone, means; and what is past.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The plan's year.
    pub year: Option<i16>,
    /// The month of a plan of one month, which days without one are of.
    pub month: Option<i8>,
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
    let standing = Standing::of(text);
    // Whether the sentence as a whole says how things stand, but for what it says the year is to bring.
    let mut stands = standing.is_told(0);
    let mut background = stands;
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
        // 督查发现:年度计划改良24万亩: a label that says how things stand does not speak of what the year is to bring.
        let label = clause.len() - behind_label(clause).len();
        let is_label = |at: usize| at < label && names_task(clause);
        let cue = first_cue(clause, calendar, lexicon).filter(|&(at, _)| !is_label(at)).or_else(builds_on);
        let last = found.last().map(|last: &Clause| (last.range.start, &text[last.range.clone()]));
        let before = last.filter(|(at, _)| *at >= sentence && sentence < start).map(|(_, last)| last);
        let follows = (sign == ',').then(|| &text[next.min(text.len())..]);
        // 加装电梯19部(年度目标任务为45部): so many there are by now.
        let against = || sign == '(' && names_task(before_next(&text[next..], &[')']));
        let done = progress::is_so_far(before, clause, follows, calendar.progress)
            || progress::was_found(clause, follows)
            || calendar.progress
                && (sentence > 0 && tells_done(clause, lexicon) || against() || progress::foretells(clause));
        // 已完成投资2600万元,设置床位150张: what was spent so far says nothing of what is built.
        // Nor does 预测缺口1150个,新建幼儿园2所.
        let told_sum = || last.is_some_and(|(_, last)| is_spent_so_far(last) || tells_lack(last));
        background =
            background && !(lexicon.indicator_leads.at_start(clause.trim_start()).is_some() && told_sum());
        background = match cue {
            Some((at, _)) => !promises(&clause[..at], lexicon),
            None => {
                // What the year is to bring, also where the rest tells how far things have got: 年度任务8000人,….
                let asks = || {
                    names_task(clause)
                        || standing.asks(start, clause)
                        || promises(clause, lexicon)
                        || obliges(clause)
                        || is_ahead(clause, calendar)
                };
                done || (background || stands) && !asks()
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
                    let whole = before_next(&text[next..], &['。', ';', '\n']);
                    whole.split(',').any(|clause| tells_done(clause, lexicon))
                };
                stands = standing.is_told(next);
                background = dated && sign == ';' || told || stands;
            }
        }
    }
    found
}

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

/// The last of `clauses` that begins at or before `at`. Whoever asks for many places splits the text once.
pub(crate) fn clause_of(clauses: &[Clause], at: usize) -> Option<&Clause> {
    let next = clauses.partition_point(|clause| clause.range.start <= at);
    clauses.get(next.checked_sub(1)?)
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
