//! Automatic numbers (自动编号): lists, their levels and counters → the number as text.

mod read;

use super::number_format::NumberFormat;
use super::styles::{StyleId, Styles};
use super::xml::{Ns, Xml};
use crate::source::{Error, Limits};
use read::{id, read_instance, read_list};
use std::collections::HashMap;

/// A list has nine levels (17.9).
const LEVELS: usize = 9;

/// Longer level texts are cut: every paragraph of the list repeats them.
const MAX_LEVEL_TEXT: usize = 64;

/// Numbering styles that lead to each other further than this go in a circle.
const MAX_LINKS: usize = 8;

/// The lists of a document, and how far each has counted.
#[derive(Default)]
pub(super) struct Numbering {
    /// By `w:abstractNumId`.
    lists: HashMap<i64, List>,
    /// By `w:numId`.
    instances: HashMap<i64, Instance>,
}

/// A list (`w:abstractNum`). Its counters are shared by all its instances.
#[derive(Default)]
struct List {
    levels: [Option<Level>; LEVELS],
    counters: [Option<i64>; LEVELS],
    /// The numbering style that holds the levels instead (`w:numStyleLink`).
    defined_by: Option<String>,
}

/// A use of a list (`w:num`), which may change some of its levels.
struct Instance {
    list: i64,
    overrides: [Override; LEVELS],
    /// Whether it has numbered a paragraph yet.
    begun: bool,
}

#[derive(Default)]
struct Override {
    start: Option<i64>,
    level: Option<Level>,
}

/// One level (`w:lvl`).
#[derive(Clone)]
struct Level {
    start: i64,
    format: NumberFormat,
    /// The pattern: `第%1条`, `%1.%2`.
    text: String,
    /// The level (from 1) whose use lets this one begin anew; 0 for never, any higher level where `None`.
    restart: Option<i64>,
    /// All numbers in plain digits (`w:isLgl`).
    legal: bool,
    separate: bool,
    hidden: bool,
    /// The paragraph style that numbers by this level.
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 0,
            format: NumberFormat::Decimal(0),
            text: String::new(),
            restart: None,
            legal: false,
            separate: true,
            hidden: false,
            style: None,
        }
    }
}

impl Numbering {
    /// Reads a numbering part.
    pub(super) fn read(part: &str, text: &str, styles: &Styles, limits: &Limits) -> Result<Self, Error> {
        let mut numbering = Self::default();
        let mut xml = Xml::new(part, text, limits);
        while let Some(start) = xml.next_start()? {
            match start.name() {
                (Ns::Word, "abstractNum") => {
                    let id = id(&start, "abstractNumId");
                    let list = read_list(&mut xml)?;
                    numbering.lists.extend(id.map(|id| (id, list)));
                }
                (Ns::Word, "num") => {
                    let id = id(&start, "numId");
                    let instance = read_instance(&mut xml)?;
                    numbering.instances.extend(id.zip(instance));
                }
                (Ns::Word, "numPicBullet") => xml.skip()?,
                _ => {}
            }
        }
        numbering.follow_style_links(styles);
        Ok(numbering)
    }

    /// Lets instances of a list that is defined by a numbering style use the list of that style.
    fn follow_style_links(&mut self, styles: &Styles) {
        let mut found = Vec::new();
        for (id, instance) in &self.instances {
            let mut list = instance.list;
            for _ in 0..MAX_LINKS {
                let Some(style) = self.lists.get(&list).and_then(|l| l.defined_by.as_deref()) else { break };
                let target = styles.get(style).and_then(|style| styles.number(style).list);
                let Some(next) = target.and_then(|id| self.instances.get(&id)) else { break };
                list = next.list;
            }
            if list != instance.list {
                found.push((*id, list));
            }
        }
        for (id, list) in found {
            if let Some(instance) = self.instances.get_mut(&id) {
                instance.list = list;
            }
        }
    }

    /// The level of list `number` that is linked to `style` or to one of its bases.
    pub(super) fn level_of(&self, number: i64, style: StyleId, styles: &Styles) -> Option<i64> {
        let instance = self.instances.get(&number)?;
        let list = self.lists.get(&instance.list)?;
        let linked_to = |id: &str| {
            (0..LEVELS).find(|at| level(list, instance, *at).is_some_and(|l| l.style.as_deref() == Some(id)))
        };
        styles.chain(style).find_map(|style| linked_to(&style.id)).map(|at| at as i64)
    }

    /// Counts one paragraph of list `number` at `at` (from 0), and puts its number before `text`.
    pub(super) fn count(&mut self, number: i64, at: i64, text: &mut String) {
        let at = usize::try_from(at).unwrap_or(0).min(LEVELS - 1);
        let Some(instance) = self.instances.get_mut(&number) else { return };
        let Some(list) = self.lists.get_mut(&instance.list) else { return };
        if !std::mem::replace(&mut instance.begun, true) {
            for (counter, _) in
                list.counters.iter_mut().zip(&instance.overrides).filter(|(_, o)| o.start.is_some())
            {
                *counter = None;
            }
        }
        let Some(counted) = level(list, instance, at).cloned() else { return };
        list.counters[at] = Some(match list.counters[at] {
            Some(n) => n.saturating_add(1),
            None => start(list, instance, at),
        });
        for deeper in at + 1..LEVELS {
            // `w:lvlRestart` counts levels from 1 (17.9.10).
            let restart = level(list, instance, deeper).and_then(|level| level.restart);
            if restart.is_none_or(|by| (at as i64) < by) {
                list.counters[deeper] = None;
            }
        }
        if !counted.hidden && counted.format != NumberFormat::Bullet {
            let mut label = label(list, instance, &counted);
            if needs_space(&label, text, counted.separate) {
                label.push(' ');
            }
            text.insert_str(0, &label);
        }
    }
}

/// A level as an instance of the list sees it.
fn level<'a>(list: &'a List, instance: &'a Instance, at: usize) -> Option<&'a Level> {
    instance.overrides.get(at)?.level.as_ref().or(list.levels.get(at)?.as_ref())
}

/// The first number of a level.
fn start(list: &List, instance: &Instance, at: usize) -> i64 {
    let overridden = instance.overrides.get(at).and_then(|o| o.start);
    overridden.or_else(|| level(list, instance, at).map(|level| level.start)).unwrap_or(1)
}

/// The level's text with the counters filled in.
fn label(list: &List, instance: &Instance, counted: &Level) -> String {
    let mut label = String::new();
    let mut pattern = counted.text.chars().peekable();
    while let Some(c) = pattern.next() {
        match (c, pattern.peek().and_then(|c| c.to_digit(10))) {
            ('%', Some(n @ 1..=9)) => {
                pattern.next();
                let at = n as usize - 1;
                let format = level(list, instance, at).filter(|_| !counted.legal).map(|level| level.format);
                let n = list.counters[at].unwrap_or_else(|| start(list, instance, at));
                format.unwrap_or(NumberFormat::Decimal(0)).write(n, &mut label);
            }
            _ => label.push(c),
        }
    }
    label
}

/// Whether number and text would be misread without a space: `1.` before `2亿元`, `第一条` before its text.
///
/// Typed numbers have none after `、` `）` `.`, so that none is made there of the tab that Word puts.
fn needs_space(label: &str, text: &str, separate: bool) -> bool {
    let (Some(last), Some(first)) = (label.chars().next_back(), text.chars().next()) else { return false };
    let is_enclosed =
        matches!(last, '\u{2460}'..='\u{24FF}' | '\u{2776}'..='\u{2793}' | '\u{3200}'..='\u{32FF}');
    if first.is_ascii_digit() && (last.is_ascii_digit() || last == '.') {
        return true;
    }
    separate && last.is_alphanumeric() && !is_enclosed
}

#[cfg(test)]
mod tests {
    use super::*;

    const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    fn lvl(at: usize, format: &str, text: &str, more: &str) -> String {
        format!(
            r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>"#
        )
    }

    /// The numbers of paragraphs, given as (list, level).
    fn labels(body: &str, paragraphs: &[(i64, i64)]) -> Vec<String> {
        let text = format!(r#"<w:numbering xmlns:w="{W}">{body}</w:numbering>"#);
        let mut numbering =
            Numbering::read("word/numbering.xml", &text, &Styles::default(), &Limits::default())
                .expect("numbering");
        let number = |(list, level): &(i64, i64)| {
            let mut text = String::new();
            numbering.count(*list, *level, &mut text);
            text
        };
        paragraphs.iter().map(number).collect()
    }

    fn list(levels: &[String], instances: &str) -> String {
        format!(r#"<w:abstractNum w:abstractNumId="0">{}</w:abstractNum>{instances}"#, levels.concat())
    }

    const PLAIN: &str = r#"<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;

    #[test]
    fn deeper_levels_begin_anew() {
        let body = list(
            &[lvl(0, "chineseCountingThousand", "%1、", ""), lvl(1, "chineseCounting", "（%2）", "")],
            PLAIN,
        );
        assert_eq!(
            labels(&body, &[(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)]),
            ["一、", "（一）", "（二）", "二、", "（一）"]
        );
    }

    #[test]
    fn a_level_may_never_begin_anew() {
        let body = list(
            &[
                lvl(0, "chineseCounting", "第%1章", ""),
                lvl(1, "chineseCounting", "第%2条", r#"<w:lvlRestart w:val="0"/>"#),
            ],
            PLAIN,
        );
        assert_eq!(
            labels(&body, &[(1, 0), (1, 1), (1, 0), (1, 1)]),
            ["第一章", "第一条", "第二章", "第二条"]
        );
    }

    #[test]
    fn a_level_may_begin_anew_after_a_higher_one_only() {
        let body = list(
            &[
                lvl(0, "decimal", "%1", ""),
                lvl(1, "decimal", "%1.%2", ""),
                lvl(2, "decimal", "%3)", r#"<w:lvlRestart w:val="1"/>"#),
            ],
            PLAIN,
        );
        assert_eq!(
            labels(&body, &[(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)]),
            ["1", "1.1", "1)", "1.2", "2)", "2", "1)"]
        );
    }

    #[test]
    fn legal_levels_are_in_digits() {
        let body = list(
            &[lvl(0, "chineseCounting", "%1", ""), lvl(1, "chineseCounting", "%1.%2", "<w:isLgl/>")],
            PLAIN,
        );
        assert_eq!(labels(&body, &[(1, 0), (1, 0), (1, 1)]), ["一", "二", "2.1"]);
    }

    #[test]
    fn instances_count_on_unless_they_override_the_start() {
        let over = r#"<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>"#;
        let body = list(&[lvl(0, "decimal", "%1.", "")], &format!("{PLAIN}{over}"));
        assert_eq!(labels(&body, &[(1, 0), (2, 0), (3, 0), (3, 0)]), ["1.", "2.", "5.", "6."]);
    }

    #[test]
    fn an_instance_may_change_a_level() {
        let over = format!(
            r#"<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">{}</w:lvlOverride></w:num>"#,
            lvl(0, "ideographTraditional", "%1.", "")
        );
        assert_eq!(labels(&list(&[lvl(0, "decimal", "%1.", "")], &over), &[(1, 0), (1, 0)]), ["甲.", "乙."]);
    }

    #[test]
    fn lists_and_levels_that_are_not_there_number_nothing() {
        let body = list(&[lvl(0, "decimal", "%1.%9", "")], PLAIN);
        assert_eq!(labels(&body, &[(7, 0), (1, 4), (1, -1), (1, 99)]), ["", "", "1.1", ""]);
    }

    #[test]
    fn a_space_keeps_number_and_text_apart_where_needed() {
        for (label, text, separate, expected) in [
            ("一、", "总则", true, false),
            ("（一）", "2025年", true, false),
            ("1.", "建设", true, false),
            ("1.", "2亿元", false, true),
            ("1", "2亿元", false, true),
            ("第一条", "为了", true, true),
            ("第一条", "为了", false, false),
            ("①", "建设", true, false),
            ("1.1", "建设", true, true),
            ("1", "", true, false),
        ] {
            assert_eq!(needs_space(label, text, separate), expected, "{label} before {text}");
        }
    }

    /// The first item of list 1, 总则, with its number, where a style named L stands for a list.
    fn numbered_by_style(list: i64, numbering: &str) -> String {
        let styles = format!(
            r#"<w:styles xmlns:w="{W}"><w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="{list}"/></w:numPr></w:pPr></w:style></w:styles>"#
        );
        let styles = Styles::read("word/styles.xml", &styles, &Limits::default()).expect("styles");
        let linked = r#"<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>"#;
        let body = format!(r#"<w:numbering xmlns:w="{W}">{linked}{numbering}</w:numbering>"#);
        let mut numbering =
            Numbering::read("word/numbering.xml", &body, &styles, &Limits::default()).expect("numbering");
        let mut text = "总则".to_owned();
        numbering.count(1, 0, &mut text);
        text
    }

    #[test]
    fn a_numbering_that_refers_to_itself_ends() {
        assert_eq!(numbered_by_style(1, PLAIN), "总则");
    }

    #[test]
    fn a_list_may_be_defined_by_a_style() {
        let level = lvl(0, "decimal", "%1)", "");
        let defined = format!(
            r#"<w:abstractNum w:abstractNumId="5"><w:styleLink w:val="L"/>{level}</w:abstractNum>{PLAIN}<w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num>"#
        );
        assert_eq!(numbered_by_style(2, &defined), "1)总则");
    }
}
