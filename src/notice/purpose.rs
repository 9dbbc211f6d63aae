//! What a sum of money is for.

use crate::text::{Wordlist, before_next, brackets, words};
use std::ops::Range;

/// Signs that end a purpose, or an item of its list.
const STOPS: [char; 6] = [',', '。', ';', '(', '、', '\n'];

/// How many items a list of purposes has.
const MOST_ITEMS: usize = 20;

/// What a sum is for: the clause that it leads into (投资2亿元,建设…), or the words behind it.
pub(super) fn purpose(words: &str, money: &Range<usize>) -> Option<Range<usize>> {
    let end = |from: usize| from + before_next(&words[from..], &STOPS).len();
    let rest = brackets::trim(words, money.end..end(money.end));
    let clause = if rest.is_empty() {
        let comma = words[money.end..].strip_prefix(',').map(|rest| words.len() - rest.len())?;
        brackets::trim(words, comma..end(comma))
    } else {
        rest
    };
    let verbs = words![
        "建设", "新建", "改造", "实施", "完成", "用于", "改善", "推进", "开工", "扎实", "改建", "扩建",
        "进一步", "对", "购置", "修建", "整治", "打造", "提升", "支持", "更新", "为", "安装", "发放", "维修",
        "布设", "铺设", "加固",
    ];
    let text = &words[clause.clone()];
    // 完成率38.5%, 完成全年任务 are no purpose.
    let rate = text.contains('%') || text.ends_with("任务") || text.ends_with("目标");
    let told = verbs.begins(text) && !rate && text.chars().count() >= 4;
    let clause = told.then(|| clause.start..listed(words, clause.end))?;
    let lead = words[clause.clone()].strip_prefix("用于").map_or(0, |_| "用于".len());
    Some(clause.start + lead..clause.end)
}

/// Where a list that goes on behind `end` ends; its items are no more than a noun and its number: 改造换热站3座,管道20公里.
fn listed(words: &str, mut end: usize) -> usize {
    const EFFECTS: &Wordlist = words!["惠及", "覆盖", "受益", "服务", "带动", "解决", "其中", "涉及"];
    for _ in 0..MOST_ITEMS {
        let Some(rest) = words[end..].strip_prefix([',', '、']) else { break };
        let item = before_next(rest, &STOPS);
        let noun: &str = &item[..item.find(|c: char| c.is_ascii_digit()).unwrap_or(0)];
        let short = (2..=6).contains(&noun.chars().count()) && item.chars().count() <= 14;
        let unit = item
            .ends_with(|c: char| !c.is_ascii_digit() && !matches!(c, '元' | '%' | '年' | '月' | '日' | '前'));
        let effect = EFFECTS.begins(noun) || noun.contains(['元', '年', '月', '达', '增', '到']);
        if !short || !unit || effect {
            break;
        }
        end = words.len() - rest.len() + item.len();
    }
    end
}
