//! What asks for something, by its own words: 力争…, 10月底前…, 年度目标…, 控制在….

use super::standing::behind_label;
use crate::lexicon::Lexicon;
use crate::text::words;
use std::ops::Range;

/// Whether `clause` begins with a cue of a promise.
pub(super) fn promises(clause: &str, lexicon: &Lexicon) -> bool {
    let head = behind_label(clause).trim_start().trim_start_matches(['但', '并', '现', '也']);
    // 今年以来 tells of what has been done.
    let so_far = |cue: &Range<usize>| {
        // 占年度计划的28%
        let plan = &head[cue.clone()] == "计划" && head[..cue.start].ends_with(['度', '总', '年', '占']);
        // 其余4处未落实用地: what is left is not promised yet.
        let rest = &head[cue.end..];
        let left = matches!(&head[cue.clone()], "其余" | "余下" | "剩余")
            && (rest.contains(['未', '因']) || rest.contains("集中"));
        plan || left || head[cue.end..].starts_with("以来")
    };
    let cue = lexicon.promise.find_iter(head).next().filter(|(cue, ())| !so_far(cue));
    cue.is_some_and(|(cue, ())| head[..cue.start].chars().count() <= 4) || is_due(head) || is_assigned(head)
}

/// Whether a clause says what must be, whatever was told before it: 支付率不得低于80%, 确权登记率今年要做到100%.
pub(super) fn obliges(clause: &str) -> bool {
    words!["不得低于", "不得少于", "不得高于", "不得超过", "今年要", "今年须", "年内须", "年内要"]
        .is_in(clause)
}

/// Whether a clause begins with when it is due: 10月底前全部通水.
fn is_due(clause: &str) -> bool {
    // 预计10月中旬全部完成, 第二批将于9月底前启动
    let expected = clause.strip_prefix("预计").is_some_and(|words| {
        let head = words.char_indices().nth(8).map_or(words, |(at, _)| &words[..at]);
        head.contains(['月', '季', '末', '底']) && !words.contains('已')
    });
    if expected || clause.contains("将于") {
        return true;
    }
    let clause = clause.trim_start_matches("预计");
    let head: &str = &clause[..clause.char_indices().nth(12).map_or(clause.len(), |(at, _)| at)];
    let Some((date, behind)) = head.split_once('前') else { return false };
    let figures = date.starts_with(|c: char| c.is_ascii_digit()) || date.starts_with("年");
    let date = date.trim_end_matches(['以', '之']);
    figures && date.ends_with(['底', '末', '日', '月', '旬']) && !behind.starts_with(['已', '共', '完'])
}

/// Whether a clause says who is to do something by when: 县交通局负责4月20日前完成….
fn is_assigned(clause: &str) -> bool {
    ["负责", "牵头"].iter().filter_map(|verb| clause.split_once(verb)).any(|(_, behind)| {
        behind.starts_with(|c: char| c.is_ascii_digit() || c == '于') && behind.contains("前")
    })
}

/// Whether a clause begins with what the year is to bring: 年度目标106户.
pub(super) fn names_task(clause: &str) -> bool {
    let words = behind_label(clause);
    // 省下达任务10.6万人, 核定任务1.45万户
    let given = words.split_once("任务").is_some_and(|(before, behind)| {
        let count = behind.trim_start_matches('为');
        before.chars().count() <= 8
            && words!["下达", "核定", "分解", "确定", "市上", "县上", "省上"].is_in(before)
            && count.starts_with(|c: char| c.is_ascii_digit())
    });
    // 应整治隐患路段64公里; 应急预案 is something else.
    let owed = words.trim_start().strip_prefix("年内").unwrap_or(words.trim_start()).strip_prefix('应');
    let owed = owed.is_some_and(|owed| !owed.starts_with(['急', '用', '对', '收', '届']));
    given
        || words.contains("加压至")
        || owed
        || ["年度目标", "年度任务", "年度计划", "全年目标", "全年任务", "目标任务", "全年应"]
            .iter()
            .any(|task| words.trim_start().strip_prefix(task).is_some_and(|rest| !rest.starts_with('的')))
}

/// Whether a clause says what holds from now on, whatever has been done: 控制在18亿立方米以内.
pub(super) fn sets_bound(clause: &str) -> bool {
    words!["控制在", "不低于", "不少于", "不超过", "以内", "以上", "动态清零"].is_in(clause)
}
