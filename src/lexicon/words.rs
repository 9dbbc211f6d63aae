//! The lexicon as it is used: parsed from TOML, with the look-ups that the recognisers need.

use super::file::{LabelFile, OfficeFile, UnitFile, WordFile};
use super::heads::Heads;
use super::lookup::{Endings, Verbs, Words};
use super::vocabulary::{Comparator, InvestmentKind, LeaderRole, UnitRole};
use crate::text::{Signs, words};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use std::sync::{Arc, LazyLock};

/// What a label introduces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelField {
    /// Units, in that role.
    Units(UnitRole),
    /// Leaders, in that role.
    Leaders(LeaderRole),
    /// When it is due.
    Deadline,
    /// Money: the total, the year's, or what is spent so far.
    Money(InvestmentKind),
    /// The task's name.
    Title,
    /// What is to be done.
    Body,
    /// The group that tasks belong to.
    Category,
    /// The task's number.
    Number,
    /// Anything that is read past.
    Other,
}

/// How a unit of measure is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitClass {
    /// Counts things: 所, 人次.
    Classifier,
    /// Measures: 亩, 公里, %.
    Measure,
    /// A length of time: 工作日.
    Time,
    /// Part of a name, a specification or a date: 千伏, 岁.
    Never,
}

/// The files that are compiled in.
const FILES: [&str; 5] = [
    include_str!("labels.toml"),
    include_str!("units.toml"),
    include_str!("words.toml"),
    include_str!("offices.toml"),
    include_str!("heads.toml"),
];

/// The words that the recognisers know.
#[derive(Debug, Clone)]
pub struct Lexicon {
    /// Labels of responsibility lines and columns.
    pub labels: Endings<LabelField>,
    /// Labels of leaders, and what those are put together from.
    pub leader_labels: Words<()>,
    /// The last characters of labels.
    label_ends: Signs,
    /// Verbs that give a list of names its role.
    pub verbs: Verbs,
    /// Units of measure and classifiers.
    pub units: Words<UnitClass>,
    /// Words that begin like a unit, and are none.
    pub not_units: Words<()>,
    /// People that a number counts without a classifier: 1.2万群众.
    pub people: Words<()>,
    /// Words of sentences, which no list of names has.
    pub prose: Words<()>,
    /// What headings begin with that say what is to be done, and no unit's name.
    pub deeds: Words<()>,
    /// What a sentence goes on with behind the unit that is its subject.
    pub acts: Words<()>,
    /// Units whose number may be part of a project's name.
    pub name_measures: FxHashSet<String>,
    /// Words that end the name of a project.
    pub project_words: Vec<String>,
    /// Bounds in front of a number.
    pub bound_before: Endings<Comparator>,
    /// Bounds behind a number.
    pub bound_after: Words<Comparator>,
    /// What turns a bound round: 不, 不得.
    pub negations: Endings<()>,
    /// Verbs that lead from an indicator to its number.
    pub indicator_links: Endings<()>,
    /// Verbs and adverbs that lead into an indicator.
    pub indicator_leads: Words<()>,
    /// The same, as ends.
    pub indicator_verbs: Endings<()>,
    /// How nouns end that are measured, each by a number of its own.
    pub measured: Endings<()>,
    /// Words that may stand between a bound and its number.
    pub transparent: Endings<()>,
    /// Rates that may stand between a bound and its number.
    pub per: Endings<()>,
    /// End states without a number.
    pub states: Words<()>,
    /// What 零 makes an end state of: 零事故.
    pub zero_states: Words<()>,
    /// Cues of background, and of promises.
    pub background: Words<()>,
    /// Cues that a promise begins.
    pub promise: Words<()>,
    /// Words whose money measures the economy.
    pub economic: Words<()>,
    /// Words whose money is spent.
    pub spending: Words<()>,
    /// Headings of sections of demands.
    pub requirement_headings: Words<()>,
    /// How single demands begin.
    pub requirement_starts: Words<()>,
    /// Headings of aims.
    pub goal_headings: Words<()>,
    /// Headings of reports.
    pub report_headings: Words<()>,
    /// Last words of the name of a unit.
    pub unit_suffixes: Endings<()>,
    /// How catch-alls begin.
    pub group_starts: Words<()>,
    /// Nouns for whoever may be made responsible: 责任单位, 配合站所, 承办股室.
    pub bodies: Endings<()>,
    /// Levels that a list of units elides: 县, 市.
    pub levels: Vec<String>,
    /// Endings of units that do not take the place of their list.
    pub unplaced: Endings<()>,
    /// Short forms of offices and their long ones.
    pub short_forms: FxHashMap<String, String>,
    /// Last words of posts.
    pub posts: Words<()>,
    /// Surnames of one character.
    pub surnames: FxHashSet<char>,
    /// Surnames of two.
    pub compound_surnames: Endings<()>,
    /// The words of heads; shared, since a notice's own labels make a copy of the rest.
    pub heads: Arc<Heads>,
}

impl Lexicon {
    /// The lexicon that is compiled in.
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Lexicon> = LazyLock::new(|| {
            // A fault of the compiled-in files is a fault of the build; the tests below keep it out.
            Lexicon::parse(FILES).unwrap_or_else(|fault| panic!("built-in lexicon: {fault}"))
        });
        &BUILTIN
    }

    /// Whether a line is the heading of a section of demands and nothing else: 有关要求：.
    pub fn is_requirement_heading(&self, line: &str) -> bool {
        let words = line.trim().trim_end_matches(':');
        let whole = |(found, ()): (Range<usize>, ())| found == (0..words.len());
        words.chars().count() <= 8
            && self.requirement_headings.find_iter(words).any(whole)
            && self.label(words).is_none()
    }

    /// Whether a label may end with a sign: most that stand in a text end none.
    pub(crate) fn may_end_label(&self, last: char) -> bool {
        self.label_ends.may_have(last)
    }

    /// What a label means: one that the lexicon lists, or one that is put together from its words (牵头考核单位, 市级领导).
    pub fn label(&self, label: &str) -> Option<LabelField> {
        self.labels.get(label).or_else(|| {
            let plain = label.chars().all(|c| crate::text::is_han(c) || matches!(c, '(' | ')' | '、' | '/'));
            if !plain || !(3..=10).contains(&label.chars().count()) {
                return None;
            }
            if self.bodies.at_end(label).is_some() {
                // 县教育局主办: says it of an office.
                let verb =
                    ["主办", "承办", "协办", "会办", "督办"].iter().find_map(|verb| label.strip_suffix(verb));
                if verb.is_some_and(|name| self.unit_suffixes.at_end(name).is_some()) {
                    return None;
                }
                let role = if words!["牵头", "主办", "主责", "主抓", "挂帅"].is_in(label) {
                    UnitRole::Lead
                } else if words!["配合", "协办", "协同", "参与", "协助", "协作", "支持", "会办", "参加"]
                    .is_in(label)
                {
                    UnitRole::Supporting
                } else if words!["督导", "督办", "监督", "督查", "监管"].is_in(label) {
                    // 市市场监管局 and 县政府督查室 are names.
                    if words!["局", "所", "站", "中心", "督查室", "办"].ends(label) {
                        return None;
                    }
                    UnitRole::Supervising
                } else if words![
                    "责任", "承办", "实施", "负责", "落实", "承担", "执行", "主管", "包保", "包联", "包抓",
                    "帮扶", "推进", "承建", "承接", "办理", "经办", "兑现", "践诺", "履诺", "认领", "攻坚",
                ]
                .is_in(label)
                {
                    UnitRole::Responsible
                } else {
                    return None;
                };
                return Some(LabelField::Units(role));
            }
            // 提案题目
            if words!["题目", "名称"].ends(label) {
                return Some(LabelField::Title);
            }
            // 整治措施, 推进举措, 销号期限
            if words!["措施", "举措"].ends(label) {
                return Some(LabelField::Body);
            }
            if words!["时限", "期限"].ends(label) {
                return Some(LabelField::Deadline);
            }
            // 分管副县长: a post is one where the label says what its holder does.
            let post = words![
                "县长", "市长", "区长", "州长", "省长", "镇长", "乡长", "秘书长", "局长", "主任", "校长",
                "院长", "园长", "书记", "总经理",
            ]
            .ends(label)
                && words!["分管", "主管", "协管", "责任", "牵头", "包抓", "包保", "包联", "联系"]
                    .is_in(label);
            // 兑现人, 责任林长
            let doer = words!["人", "林长", "河长", "路长", "田长", "湖长"].ends(label)
                && words!["责任", "负责", "兑现", "践诺", "承诺", "承办", "领办", "办理", "落实"]
                    .is_in(label);
            (post || doer || words!["领导", "负责人", "责任人", "负责同志", "责任同志"].ends(label)).then(
                || {
                    let lead = words!["牵头", "包抓", "包保", "包联", "包干", "挂"].is_in(label);
                    LabelField::Leaders(if lead { LeaderRole::Lead } else { LeaderRole::Responsible })
                },
            )
        })
    }

    /// The same lexicon, with more labels.
    pub(crate) fn with_labels<'l>(&self, labels: impl IntoIterator<Item = (&'l str, LabelField)>) -> Self {
        let mut more = self.clone();
        let labels: Vec<(&str, LabelField)> = labels.into_iter().collect();
        let leaders = labels.iter().filter(|(_, field)| matches!(field, LabelField::Leaders(_)));
        more.leader_labels.extend(leaders.map(|(label, _)| ((*label).to_owned(), ())));
        for (label, field) in labels {
            more.labels.insert(label, field);
            label.chars().next_back().into_iter().for_each(|last| more.label_ends.add(last));
        }
        more
    }

    /// Reads a lexicon from its five TOML files: labels, units, words, offices, heads.
    ///
    /// # Errors
    /// Where one is no TOML, or lacks a list.
    pub fn parse([labels, units, words_file, offices, heads]: [&str; 5]) -> Result<Self, LexiconError> {
        let data: LabelFile = toml::from_str(labels)?;
        let measure: UnitFile = toml::from_str(units)?;
        let word: WordFile = toml::from_str(words_file)?;
        let office: OfficeFile = toml::from_str(offices)?;
        let verbs = Verbs::new(data.verb);
        let mut labels = Vec::new();
        for label in data.label {
            let field = label.field()?;
            labels.extend(label.text.into_iter().map(|word| (word.replace(' ', ""), field)));
        }
        let units = [
            (measure.classifiers, UnitClass::Classifier),
            (measure.measures, UnitClass::Measure),
            (measure.times, UnitClass::Time),
            (measure.never, UnitClass::Never),
        ];
        let leaders = labels.iter().filter(|(_, field)| matches!(field, LabelField::Leaders(_)));
        let leaders = leaders.map(|(label, _): &(String, _)| label.clone());
        let parts = ["领导", "责任人", "负责人", "分管", "主管", "协管"].map(str::to_owned);
        let leader_labels = words(leaders.chain(parts).collect());
        // Labels that are put together end as bodies do, or in one of these.
        const COMPOSED: &str = "目称施限长任记理导人";
        let ends = labels.iter().map(|(label, _)| label).chain(&office.bodies);
        let label_ends = ends.filter_map(|label| label.chars().next_back()).chain(COMPOSED.chars()).collect();
        Ok(Self {
            leader_labels,
            label_ends,
            labels: Endings::new(labels),
            verbs,
            units: Words::new(
                units.into_iter().flat_map(|(words, class)| words.into_iter().map(move |w| (w, class))),
            ),
            not_units: words(word.not_units),
            people: words(word.people),
            prose: words(word.prose),
            deeds: words(word.deeds),
            acts: words(word.acts),
            name_measures: measure.name_measures.into_iter().collect(),
            project_words: measure.project_words,
            bound_before: Endings::new(word.before.bounds()),
            bound_after: Words::new(word.after.bounds()),
            negations: set(word.negations),
            indicator_links: set(word.indicator_links),
            indicator_verbs: set(word.indicator_leads.clone()),
            indicator_leads: words(word.indicator_leads),
            measured: set(word.measured),
            transparent: set(word.before.transparent),
            per: set(word.per),
            states: words(word.states),
            zero_states: words(word.zero_states),
            background: words(word.background),
            promise: words(word.promise),
            economic: words(word.economic),
            spending: words(word.spending),
            requirement_headings: words(word.requirement_headings),
            requirement_starts: words(word.requirement_starts),
            goal_headings: words(word.goal_headings),
            report_headings: words(word.report_headings),
            unit_suffixes: set(office.suffixes),
            group_starts: words(office.group_starts),
            bodies: set(office.bodies),
            levels: office.levels,
            unplaced: set(office.unplaced),
            short_forms: office.short_forms,
            posts: words(office.posts.words),
            surnames: office.surnames.chars().collect(),
            compound_surnames: set(office.compound_surnames),
            heads: Arc::new(Heads::parse(heads)?),
        })
    }
}

impl Default for Lexicon {
    /// A copy of the one that is compiled in.
    fn default() -> Self {
        Self::builtin().clone()
    }
}

fn set(words: Vec<String>) -> Endings<()> {
    Endings::new(words.into_iter().map(|word| (word, ())))
}

fn words(words: Vec<String>) -> Words<()> {
    Words::new(words.into_iter().map(|word| (word, ())))
}

/// Why a lexicon could not be read.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// The text is no TOML, or a list is missing.
    #[error("the lexicon cannot be read: {0}")]
    Toml(#[from] toml::de::Error),
    /// A label without the role that its field needs.
    #[error("the label {0:?} has the field {1:?}, which is unknown or lacks its role")]
    Label(String, String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_label_is_found_before_a_colon() {
        let lexicon = Lexicon::builtin();
        let (len, field) = lexicon.labels.at_end("。牵头责任单位").expect("a label");
        assert_eq!((len, field), ("牵头责任单位".len(), LabelField::Units(UnitRole::Lead)));
        assert!(lexicon.labels.at_end("今年的").is_none());
    }

    #[test]
    fn the_longest_unit_is_found_behind_a_number() {
        let lexicon = Lexicon::builtin();
        assert_eq!(lexicon.units.at_start("平方公里范围"), Some(("平方公里".len(), UnitClass::Measure)));
        assert_eq!(lexicon.units.at_start("年度"), Some(("年度".len(), UnitClass::Never)));
    }

    #[test]
    fn a_label_without_its_role_is_named() {
        let text = FILES[0].replacen("role = \"lead\"", "", 1);
        let fault =
            Lexicon::parse([&text, FILES[1], FILES[2], FILES[3], FILES[4]]).expect_err("no role").to_string();
        assert!(fault.contains("牵头单位"), "{fault}");
    }
}
