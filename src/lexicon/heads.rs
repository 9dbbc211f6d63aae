//! The words of heads: labels of a page's metadata, names of bulletins.

use super::lookup::Words;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::ops::Range;

/// What a label of metadata says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meta {
    /// The document number (发文字号).
    Number,
    /// The date of issue (成文日期).
    Date,
    /// Who issues it (发文机关).
    Issuer,
    /// Whom it is sent to (主送机关).
    Addressees,
    /// The title (标题).
    Title,
    /// Anything that is read past.
    Other,
}

/// The words of heads.
#[derive(Debug)]
pub struct Heads {
    metadata: FxHashMap<String, Meta>,
    /// The labels by their first character, the longest first.
    by_first: FxHashMap<char, Vec<(String, Meta)>>,
    bulletins: Vec<String>,
    /// What lines below a notice begin with, and what they hold.
    footers: (Words<()>, Words<()>),
}

#[derive(Deserialize)]
struct File {
    metadata: Labels,
    bulletins: Vec<String>,
    footers: Footers,
}

#[derive(Debug, Deserialize)]
struct Footers {
    starts: Vec<String>,
    holds: Vec<String>,
}

#[derive(Deserialize)]
struct Labels {
    number: Vec<String>,
    date: Vec<String>,
    issuer: Vec<String>,
    addressees: Vec<String>,
    title: Vec<String>,
    other: Vec<String>,
}

impl Heads {
    /// Reads the words from their TOML file.
    pub(super) fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let Labels { number, date, issuer, addressees, title, other } = file.metadata;
        let lists = [
            (number, Meta::Number),
            (date, Meta::Date),
            (issuer, Meta::Issuer),
            (addressees, Meta::Addressees),
            (title, Meta::Title),
            (other, Meta::Other),
        ];
        let metadata: FxHashMap<String, Meta> =
            lists.into_iter().flat_map(|(list, meta)| list.into_iter().map(move |w| (w, meta))).collect();
        let mut by_first: FxHashMap<char, Vec<(String, Meta)>> = FxHashMap::default();
        for (label, &meta) in &metadata {
            if let Some(first) = label.chars().next() {
                by_first.entry(first).or_default().push((label.clone(), meta));
            }
        }
        for labels in by_first.values_mut() {
            labels.sort_by_key(|(label, _)| std::cmp::Reverse(label.len()));
        }
        let words = |list: Vec<String>| Words::new(list.into_iter().map(|word| (word, ())));
        let footers = (words(file.footers.starts), words(file.footers.holds));
        Ok(Self { metadata, by_first, bulletins: file.bulletins, footers })
    }

    /// Whether a line stands below the notice on its page: 下一篇:…, who keeps the site.
    pub fn is_footer(&self, line: &str) -> bool {
        // [17]上一篇: a text browser numbers the links of a page.
        let link = line.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        let line = link
            .filter(|(number, _)| number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit()))
            .map_or(line, |(_, rest)| rest.trim_start());
        let (starts, holds) = &self.footers;
        starts.at_start(line).is_some() || holds.is_in(line)
    }

    /// What a label says; white space and the signs that frame it are left out.
    pub fn metadata(&self, label: &str) -> Option<Meta> {
        let sign = |c: char| c.is_whitespace() || matches!(c, ':' | '•' | '[' | ']' | '【' | '】' | '*');
        let label: String = label.chars().filter(|&c| !sign(c)).collect();
        self.metadata.get(&label).copied()
    }

    /// Where words that are labels of metadata stand in `line`, white space inside or not: 文  号.
    pub(crate) fn labels<'a>(&'a self, line: &'a str) -> impl Iterator<Item = (Range<usize>, Meta)> + 'a {
        let mut passed = 0;
        line.char_indices().filter_map(move |(at, first)| {
            let labels = self.by_first.get(&first).filter(|_| at >= passed)?;
            let read = |(label, meta): &(String, Meta)| Some((spaced(label, &line[at..])?, *meta));
            let (len, meta) = labels.iter().find_map(read)?;
            passed = at + len;
            Some((at..passed, meta))
        })
    }

    /// Whether `line` is the name of a bulletin: 甲县督查通报.
    pub fn is_bulletin(&self, line: &str) -> bool {
        let count = line.chars().count();
        (2..=16).contains(&count)
            && !line.contains("关于")
            && self.bulletins.iter().any(|end| line.ends_with(end.as_str()))
    }
}

/// How much of `text` a label takes that it begins with, gaps between its characters or not.
fn spaced(label: &str, text: &str) -> Option<usize> {
    let rest = label.chars().try_fold(text, |rest, c| rest.trim_start().strip_prefix(c))?;
    Some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn labels_stand_with_gaps_inside() {
        let heads = &Lexicon::builtin().heads;
        let found: Vec<Meta> =
            heads.labels("索 引 号 A-1 文  号 甲政发〔2031〕1号").map(|(_, meta)| meta).collect();
        assert_eq!(found, [Meta::Other, Meta::Number]);
        assert_eq!(heads.metadata("【发文  日期】"), Some(Meta::Date));
        assert_eq!(heads.metadata("责任单位"), None);
    }

    #[test]
    fn a_bulletin_has_a_name_and_no_subject() {
        let heads = &Lexicon::builtin().heads;
        assert!(heads.is_bulletin("甲县政务督查"));
        assert!(!heads.is_bulletin("关于上半年工作的通报"));
    }
}
