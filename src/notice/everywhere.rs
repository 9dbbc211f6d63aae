//! Units that a sentence makes answer for every task, or for each that names none: 以下各项工作均需各县（区）落实，不再列出;
//! 以上项目均由县财政局配合; 未注明牵头单位的，由县商务局牵头.

use crate::fields::party;
use crate::lexicon::{Lexicon, UnitKind, UnitRole};
use crate::text::{pattern, sentences_with};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The units, and for which tasks the sentence holds that names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Everywhere {
    /// Each unit's kind, and its place in bytes of the folded text.
    pub(super) units: Vec<(UnitKind, Range<usize>)>,
    /// What they do.
    pub(super) role: UnitRole,
    /// Whether they stand in where a task names nobody who does it.
    pub(super) lacking: bool,
    /// The tasks begin in here, in bytes: behind the sentence, or in front of it.
    pub(super) holds: Range<usize>,
}

static RULE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        (?:以下|下列|所有|全部)?(?:各项|所有|全部)(?:重点)?(?:工作|任务|事项|措施)?(?:均需|均由|均须|都由|全部由|均涉及|需)
        (?P<who>[^。;\n]{2,40}?)(?P<verb>配合|参与|协同|负责|落实|承担|实施)?,?(?:以下)?不再(?:一一|逐一|单独|重复|另行)?列(?:出|明|示)?
        |(?P<whom>[^。;,\n]{2,40}?)(?:为|是)(?:以下|下列)?(?:各项|所有|全部)(?:重点)?(?:工作|任务|事项|措施)的?(?P<role>配合|责任|参与|协办)单位,?(?:以下)?不再(?:一一|逐一|单独|重复|另行)?列(?:出|明|示)?
        ",
    )
});

/// What every such sentence says: that the units are named no more.
const NO_LONGER: &str = "不再";

static ABOVE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:以上|上述)(?:各项|所有|全部|各)?(?:重点)?(?:项目|任务|事项|工作|措施|实事)(?:均由|都由|全部由)(?P<who>[^。;\n]{2,40}?)(?P<verb>配合|参与|协同|协办|负责|落实|实施)",
    )
});

static LACKING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"未(?:注明|明确|标明|列明|标注|列出)(?:牵头|配合|责任|主办|协办)(?:单位|部门|科室|处室)的?,?(?:均|一律|统一|都)?由(?P<who>[^。;,\n]{2,40}?)(?P<verb>牵头|主办|配合|参与|协同|协办|负责|落实|实施)",
    )
});

/// What every sentence on the tasks above it says.
const ALL_BY: &str = "由";

/// Reads the sentences from a folded text.
pub(super) fn read(text: &str, lexicon: &Lexicon) -> Vec<Everywhere> {
    let lacking = sentences_with(text, "未", &['。', ';', '\n'])
        .filter_map(|(from, sentence)| Some((from, LACKING.captures(sentence)?)))
        .filter_map(|(from, found)| named(&found, from, lexicon))
        .map(|rule| Everywhere { lacking: true, holds: 0..text.len(), ..rule });
    for_all(text, lexicon).into_iter().chain(lacking).collect()
}

/// The sentence that holds for all tasks below or above it.
fn for_all(text: &str, lexicon: &Lexicon) -> Option<Everywhere> {
    let sentence = |word, rule: &'static Regex| {
        let mut sentences = sentences_with(text, word, &['。', ';', '\n']);
        sentences.find_map(|(from, sentence)| Some((from, rule.captures(sentence)?)))
    };
    let below = sentence(NO_LONGER, &RULE);
    let above = below.is_none();
    let (from, found) = below.or_else(|| sentence(ALL_BY, &ABOVE))?;
    let rule = named(&found, from, lexicon)?;
    let holds = if above { 0..rule.holds.start } else { rule.holds.start..text.len() };
    Some(Everywhere { holds, ..rule })
}

/// What a sentence says that begins at `from`; it holds where it stands.
fn named(found: &regex::Captures<'_>, from: usize, lexicon: &Lexicon) -> Option<Everywhere> {
    let who = found.name("who").or(found.name("whom"))?;
    let verb = found.name("verb").or(found.name("role")).map_or("落实", |verb| verb.as_str());
    let role = match verb {
        "配合" | "参与" | "协同" | "协办" => UnitRole::Supporting,
        "牵头" | "主办" => UnitRole::Lead,
        _ => UnitRole::Responsible,
    };
    let units = party::units(who.as_str(), lexicon);
    let all = units.iter().all(|(_, range)| party::is_unit(&who.as_str()[range.clone()], lexicon));
    let start = from + who.start();
    let place = |range: Range<usize>| start + range.start..start + range.end;
    let whole = found.get(0)?;
    (all && !units.is_empty()).then(|| Everywhere {
        units: units.into_iter().map(|(kind, range)| (kind, place(range))).collect(),
        role,
        lacking: false,
        holds: from + whole.start()..from + whole.end(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<(&str, UnitRole)> {
        let found = read(text, Lexicon::builtin());
        let list =
            |found: Everywhere| found.units.into_iter().map(move |(_, range)| (&text[range], found.role));
        found.into_iter().flat_map(list).collect()
    }

    #[test]
    fn one_sentence_names_who_answers_for_all_that_follows() {
        assert_eq!(
            names("以下各项工作均需各县、区人民政府(管委会)落实,不再列出。"),
            [("各县、区人民政府(管委会)", UnitRole::Responsible)]
        );
        assert_eq!(
            names("县财政局、各乡镇为各项任务的配合单位,以下不再一一列出"),
            [("县财政局", UnitRole::Supporting), ("各乡镇", UnitRole::Supporting)]
        );
        assert_eq!(
            names("备注:以上项目均由县财政局、县审计局配合。"),
            [("县财政局", UnitRole::Supporting), ("县审计局", UnitRole::Supporting)]
        );
        assert_eq!(
            names("注:1.未注明牵头单位的,由区商务局牵头;2.未注明配合单位的,由各街道办事处配合。"),
            [("区商务局", UnitRole::Lead), ("各街道办事处", UnitRole::Supporting)]
        );
        assert!(names("明确牵头部门的,有关部门配合,不逐一列出,下同").is_empty());
        assert!(names("以下各项工作均需抓好落实").is_empty());
    }
}
