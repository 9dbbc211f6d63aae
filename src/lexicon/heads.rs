//! The words of heads: labels of a page's metadata, names of bulletins.

use crate::text::pattern;
use regex::Regex;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a label of metadata says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meta {
    /// The document number (发文字号).
    Number,
    /// The date of issue (成文日期).
    Date,
    /// Who issues it (发文机关).
    Issuer,
    /// The title (标题).
    Title,
    /// Anything that is read past.
    Other,
}

/// The words of heads.
#[derive(Debug)]
pub struct Heads {
    metadata: HashMap<String, Meta>,
    /// A label wherever it stands, white space inside: 文  号.
    label: Regex,
    bulletins: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    metadata: Labels,
    bulletins: Vec<String>,
}

#[derive(Deserialize)]
struct Labels {
    number: Vec<String>,
    date: Vec<String>,
    issuer: Vec<String>,
    title: Vec<String>,
    other: Vec<String>,
}

impl Heads {
    /// The words that are compiled in.
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Heads> = LazyLock::new(|| {
            let file = toml::from_str(include_str!("heads.toml"));
            Heads::new(file.unwrap_or_else(|fault| panic!("built-in words of heads: {fault}")))
        });
        &BUILTIN
    }

    fn new(file: File) -> Self {
        let Labels { number, date, issuer, title, other } = file.metadata;
        let lists = [
            (number, Meta::Number),
            (date, Meta::Date),
            (issuer, Meta::Issuer),
            (title, Meta::Title),
            (other, Meta::Other),
        ];
        let metadata: HashMap<String, Meta> =
            lists.into_iter().flat_map(|(list, meta)| list.into_iter().map(move |w| (w, meta))).collect();
        let mut labels: Vec<&String> = metadata.keys().collect();
        labels.sort_by_key(|label| (std::cmp::Reverse(label.chars().count()), label.as_str()));
        let spaced = |label: &&String| label.chars().map(String::from).collect::<Vec<_>>().join(r"\s*");
        let label = pattern(&labels.iter().map(spaced).collect::<Vec<_>>().join("|"));
        Self { metadata, label, bulletins: file.bulletins }
    }

    /// What a label says; white space and the signs that frame it are left out.
    pub fn metadata(&self, label: &str) -> Option<Meta> {
        let sign = |c: char| c.is_whitespace() || matches!(c, ':' | '•' | '[' | ']' | '【' | '】' | '*');
        let label: String = label.chars().filter(|&c| !sign(c)).collect();
        self.metadata.get(&label).copied()
    }

    /// Where words that are labels of metadata stand in `line`.
    pub(crate) fn labels<'a>(
        &'a self,
        line: &'a str,
    ) -> impl Iterator<Item = (std::ops::Range<usize>, Meta)> + 'a {
        self.label.find_iter(line).filter_map(|found| Some((found.range(), self.metadata(found.as_str())?)))
    }

    /// Whether `line` is the name of a bulletin: 甲县督查通报.
    pub fn is_bulletin(&self, line: &str) -> bool {
        let count = line.chars().count();
        (2..=16).contains(&count)
            && !line.contains("关于")
            && self.bulletins.iter().any(|end| line.ends_with(end.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_stand_with_gaps_inside() {
        let heads = Heads::builtin();
        let found: Vec<Meta> =
            heads.labels("索 引 号 A-1 文  号 甲政发〔2031〕1号").map(|(_, meta)| meta).collect();
        assert_eq!(found, [Meta::Other, Meta::Number]);
        assert_eq!(heads.metadata("【发文  日期】"), Some(Meta::Date));
        assert_eq!(heads.metadata("责任单位"), None);
    }

    #[test]
    fn a_bulletin_has_a_name_and_no_subject() {
        let heads = Heads::builtin();
        assert!(heads.is_bulletin("甲县政务督查"));
        assert!(!heads.is_bulletin("关于上半年工作的通报"));
    }
}
