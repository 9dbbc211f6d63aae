//! What a notice says that labels of its own mean: 主攻手就是牵头部门，…指的是完成期限.

use crate::lexicon::{LabelField, LeaderRole, UnitRole};
use crate::text::{before_next, is_han};
use rustc_hash::FxHashMap;

/// Verbs between a label and what it means.
const VERBS: [&str; 4] = ["就是", "即为", "是指", "指的是"];

/// Labels by what the notice says they mean.
pub(super) struct Defined<'t>(FxHashMap<&'t str, LabelField>);

impl<'t> Defined<'t> {
    /// The labels of up to `longest` characters that `text` defines: each word that a verb may stand behind, whole or cut.
    pub(super) fn of(text: &'t str, longest: usize) -> Self {
        let mut found = FxHashMap::default();
        let stands = |verb: &&'static str| {
            let verb = *verb;
            memchr::memmem::find_iter(text.as_bytes(), verb).map(move |at| (at, verb))
        };
        let mut places: Vec<(usize, &str)> = VERBS.iter().flat_map(stands).collect();
        places.sort_unstable();
        for (at, verb) in places {
            let Some(field) = meant(&text[at + verb.len()..]) else { continue };
            let before = text[..at].char_indices().rev().take(longest).take_while(|(_, c)| is_han(*c));
            // Of several meanings the first holds.
            before.skip(1).for_each(|(start, _)| {
                found.entry(&text[start..at]).or_insert(field);
            });
        }
        Self(found)
    }

    /// What the notice says that `label` means.
    pub(super) fn meaning(&self, label: &str) -> Option<LabelField> {
        self.0.get(label).copied()
    }
}

/// What the words behind such a verb mean: 牵头部门,….
fn meant(behind: &str) -> Option<LabelField> {
    let meant = before_next(behind, &[',', '。', ';', '\n', '、']);
    let has = |words: &[&str]| words.iter().any(|word| meant.contains(word));
    let lead = has(&["牵头", "主办"]);
    Some(match () {
        () if has(&["领导", "负责人", "责任人"]) => {
            LabelField::Leaders(if lead { LeaderRole::Lead } else { LeaderRole::Responsible })
        }
        () if lead => LabelField::Units(UnitRole::Lead),
        () if has(&["配合", "协办", "协助", "参与"]) => LabelField::Units(UnitRole::Supporting),
        () if has(&["督办", "督导", "监督"]) => LabelField::Units(UnitRole::Supervising),
        () if has(&["责任单位", "责任部门", "承办", "负责"]) => {
            LabelField::Units(UnitRole::Responsible)
        }
        () if has(&["时限", "期限"]) => LabelField::Deadline,
        () => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_means_what_the_notice_says() {
        let text = "主攻手就是牵头部门,助攻是指配合部门;收官即为完成期限。这就是好事。";
        let defined = Defined::of(text, 8);
        assert_eq!(defined.meaning("主攻手"), Some(LabelField::Units(UnitRole::Lead)));
        assert_eq!(defined.meaning("助攻"), Some(LabelField::Units(UnitRole::Supporting)));
        assert_eq!(defined.meaning("收官"), Some(LabelField::Deadline));
        assert_eq!(defined.meaning("这"), None);
    }
}
