//! Which items of a notice are its tasks: those that somebody answers for; where nobody is named, the promises.

use super::declared;
use super::draft::{self, Draft};
use super::head::Head;
use crate::fields::{count, reporting};
use crate::lexicon::Lexicon;
use crate::outline::Content as Text;
use crate::text::{Wordlist, marker, words};
use std::ops::Range;

/// Which drafts are the notice's tasks: those that somebody answers for; where nobody is named, the promises.
pub(super) fn choose(
    content: &Text,
    head: &Head,
    found: &draft::Found,
    year: Option<i16>,
    lexicon: &Lexicon,
) -> Vec<Draft> {
    if !found.tasks.is_empty() {
        return found.tasks.clone();
    }
    let text = content.text.folded();
    let titles: String =
        [&head.title, &head.plan_title].into_iter().flatten().map(|range| &text[range.clone()]).collect();
    let opening: String = content.blocks.iter().take(12).map(|block| &text[block.range.clone()]).collect();
    let promises = ["实事", "要点", "项目", "计划", "目标", "任务", "承诺", "清单", "重点工作", "责任分解"];
    let promised = promises.iter().any(|word| titles.contains(word)) || opening.contains("实事");
    let progress =
        words!["通报", "情况", "进展", "解读", "征集", "办法", "细则", "制度", "规定", "报告", "公示"]
            .is_in(&titles);
    // A government's report to its assembly promises what its sections on the year's work and benefits list.
    if head.title.as_ref().is_some_and(|title| declared::is_work_report(&text[title.clone()])) {
        let plans = |draft: &&Draft| {
            let mut above = draft.path.iter().map(|heading| &text[heading.clone()]);
            above.any(|heading| !heading.contains("回顾") && PLANS.is_in(heading))
        };
        return found.candidates.iter().filter(plans).cloned().collect();
    }
    // 二、2031年安排情况 in a circular hands out what the year is to bring.
    if progress {
        let ahead: Vec<Draft> =
            found.candidates.iter().filter(|draft| is_ahead(draft, text, year)).cloned().collect();
        if ahead.len() >= 3 && mostly(&ahead, |draft| is_concrete(draft, text)) {
            return ahead;
        }
    }
    let marked = |draft: &Draft| {
        draft
            .number
            .as_ref()
            .and_then(|number| marker::parse(&text[number.start..draft.title.end]))
            .is_some_and(|marker| draft::is_promise(marker.style))
    };
    if found.candidates.iter().all(|draft| !is_concrete(draft, text))
        && !progress
        && titles.contains("目标")
        && found.goals.iter().filter(|draft| is_concrete(draft, text)).count() >= 3
        && mostly(&found.goals, |draft| is_concrete(draft, text))
    {
        return found.goals.clone();
    }
    let listed: Vec<Draft> = found.candidates.iter().filter(|draft| marked(draft)).cloned().collect();
    if listed.len() >= 2 {
        return listed;
    }
    // Rows of tables that fell apart, and what only speaks of reports, promise nothing.
    let promises = |draft: &&Draft| {
        !text[draft.title.clone()].contains(['|', '│'])
            && !draft.texts.iter().any(|range| is_report(&text[range.clone()], lexicon))
    };
    let mut candidates: Vec<Draft> = found.candidates.iter().filter(promises).cloned().collect();
    // 三、挂牌与销号, where the promises are (一)…(十二) of a section.
    let style = |draft: &Draft| {
        let number = draft.number.clone()?;
        marker::parse(&text[number.start..draft.title.end]).map(|marker| marker.style)
    };
    let heads = |draft: &Draft| style(draft) == Some(marker::Style::Chinese);
    if mostly(&candidates, |draft| !heads(draft)) {
        candidates.retain(|draft| !heads(draft));
    }
    let concrete = candidates.iter().filter(|draft| is_concrete(draft, text)).count();
    // 附件:责任清单(另发): what is annexed elsewhere takes nothing from what is here; nor do demands mostly count.
    let elsewhere = ["另发", "另附", "(略)"];
    let here = |annex: &Range<usize>| !elsewhere.iter().any(|word| text[annex.clone()].contains(word));
    let named = |draft: &Draft| text[draft.title.clone()].contains(|c: char| c.is_ascii_digit());
    let counts = candidates.len() >= 5 && mostly(&candidates, named);
    let annexed =
        !counts && head.attachments.iter().any(here) && head.letter.is_empty() && head.plan_title.is_none();
    if progress || annexed || concrete * 2 < candidates.len() || concrete < 2 {
        return Vec::new();
    }
    // 从中选定12件作为重点建议交办, over twelve items.
    let counted = || {
        let stated = count::declared(&[titles.as_str(), &opening].join("\n"));
        stated.iter().any(|stated| stated.count as usize == found.candidates.len())
    };
    if promised {
        candidates
    } else if found.candidates.len() >= 3 && counted() {
        found.candidates.clone()
    } else {
        Vec::new()
    }
}

/// What the headings of a report hold under which it says what is to be done.
const PLANS: &Wordlist = words![
    "重点工作", "工作安排", "主要任务", "重点任务", "主要工作", "实事", "工作计划", "工作打算", "工作思路"
];

/// Whether an item stands under a heading that says what `year` is to bring: 二、2031年安排情况.
fn is_ahead(draft: &Draft, text: &str, year: Option<i16>) -> bool {
    let named = year.map(|year| format!("{year}年"));
    draft.path.iter().any(|heading| {
        let heading = &text[heading.clone()];
        named.as_ref().is_some_and(|year| heading.contains(year))
            && words!["安排", "计划", "目标", "任务"].is_in(heading)
            && !words!["完成", "进展", "回顾"].is_in(heading)
    })
}

/// Whether four in five drafts are of a kind.
fn mostly(drafts: &[Draft], is: impl Fn(&Draft) -> bool) -> bool {
    drafts.iter().filter(|draft| is(draft)).count() * 5 >= drafts.len() * 4
}

/// Whether an item counts something.
pub(super) fn is_concrete(draft: &Draft, text: &str) -> bool {
    draft.texts.iter().any(|range| text[range.clone()].contains(|c: char| c.is_ascii_digit()))
}

/// Whether an item only says who reports what and when.
pub(super) fn is_report(words: &str, lexicon: &Lexicon) -> bool {
    words!["上报", "报送"].is_in(words) || !reporting::scan(words, lexicon).is_empty()
}
