//! What holds for the whole notice: its year, its place, and how it ranks the units of a list.

use super::head::Head;
use crate::fields::{context::Calendar, header};
use crate::lexicon::UnitRole;
use crate::outline::Content;
use crate::text::{after_last, pattern};
use regex::Regex;
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
}

/// 列第一位的为牵头单位,其余为配合单位: the first unit leads, and what the others do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FirstLeads {
    /// The role of the units behind the first.
    pub(super) others: UnitRole,
}

static FIRST_LEADS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:(?:列|排|居|名列|标)[^。;,\n]{0,6}(?:第一|首)|首位|第一(?:个|家|位)?(?:责任)?(?:单位|部门))[^。;\n]{0,12}牵头(?:[^。\n]{0,14}(?P<rest>其余|其他|其它|后面|之后|余)[^。\n]{0,12}(?:配合|参与|协办|协同|协助))?",
    )
});

impl FirstLeads {
    /// Reads the rule from a folded text.
    fn read(text: &str) -> Option<Self> {
        // Few notices have such a rule; a sentence that does says both.
        let says = |words: &str| words.contains("牵头") && (words.contains("第一") || words.contains('首'));
        let sentences = text.split(['。', '\n']).filter(|sentence| says(sentence));
        let found = sentences
            .flat_map(|sentence| FIRST_LEADS.captures_iter(sentence))
            .max_by_key(|found| found.name("rest").is_some())?;
        let others = if found.name("rest").is_some() { UnitRole::Supporting } else { UnitRole::Responsible };
        Some(Self { others })
    }
}

/// Year, place and other surroundings that hold for the whole notice.
pub(super) fn read(content: &Content, head: &Head) -> Setting {
    let text = content.text.folded();
    let titles = [head.title.clone(), head.plan_title.clone()];
    let words = titles.iter().flatten().map(|range| &text[range.clone()]).collect::<Vec<_>>().join("\n");
    let issued = head.date.as_ref().map(|(date, _)| date.year());
    let several = several_years(&words);
    let titled = years(&words).next().filter(|_| !several);
    let first_year =
        || content.blocks.iter().take(12).find_map(|block| years(&text[block.range.clone()]).next());
    let year =
        titled.or(issued).or_else(|| head.number.as_ref().and_then(|number| number.year)).or_else(first_year);
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
    Setting {
        calendar: Calendar {
            year,
            several_years: several,
            issued: head.date.as_ref().map(|(date, _)| *date),
        },
        place,
        first_leads: FirstLeads::read(text),
    }
}

/// Years of a folded text in order: 2024年, 2024 年度, 〔2024〕 left out.
fn years(words: &str) -> impl Iterator<Item = i16> + '_ {
    words.match_indices("20").filter_map(|(at, _)| {
        let digits = words.get(at..at + 4)?;
        let rest = words[at + 4..].trim_start();
        let year: i16 = digits.parse().ok()?;
        let fits = rest.starts_with('年') || rest.starts_with(['-', '—', '–', '―']);
        (fits && !words[..at].ends_with(|c: char| c.is_ascii_digit())).then_some(year)
    })
}

/// Whether the titles name a plan of several years.
fn several_years(words: &str) -> bool {
    let span = words.match_indices("20").any(|(at, _)| {
        let rest = words.get(at + 4..).unwrap_or_default().trim_start_matches(['年', ' ']);
        rest.starts_with(['-', '—', '–', '―', '~', '至'])
            && rest.trim_start_matches(['-', '—', '–', '―', '~', '至', ' ']).starts_with("20")
    });
    span || ["三年行动", "五年行动", "两年行动", "三年计划", "五年规划", "三年攻坚"]
        .iter()
        .any(|word| words.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_unit_leads_where_the_notice_says_so() {
        let others = |text| FirstLeads::read(text).map(|rule| rule.others);
        assert_eq!(others("列第一位的责任单位为牵头单位,下同"), Some(UnitRole::Responsible));
        assert_eq!(others("排名第一的为牵头单位,其他单位为参与单位"), Some(UnitRole::Supporting));
        assert_eq!(others("责任单位列首位的牵头,其余配合"), Some(UnitRole::Supporting));
        assert_eq!(others("第一产业增长5%(县农业农村局牵头)"), None);
    }
}
