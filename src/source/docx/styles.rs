//! Styles (样式): what paragraphs and runs inherit that matters for their text.

use super::xml::{Event, Ns, Xml};
use crate::source::{Error, Limits};
use std::collections::HashMap;

/// Longer chains of base styles are taken for loops.
const MAX_BASES: usize = 32;

/// The styles of a document.
#[derive(Default)]
pub(super) struct Styles {
    styles: Vec<Style>,
    by_id: HashMap<String, usize>,
    /// The style of paragraphs that name none.
    default_paragraph: Option<StyleId>,
}

/// A style of a [`Styles`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct StyleId(usize);

/// What one style says itself.
#[derive(Debug, Default)]
pub(super) struct Style {
    pub(super) id: String,
    name: String,
    based_on: Option<String>,
    pub(super) number: NumberRef,
    outline: Option<i64>,
    hidden: Option<bool>,
}

/// A reference to a numbering (`w:numPr`): which list, which level.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct NumberRef {
    /// The list; 0 takes the numbering of a style away.
    pub(super) list: Option<i64>,
    /// The level, from 0.
    pub(super) level: Option<i64>,
}

impl NumberRef {
    /// Takes in a child of `w:numPr`.
    pub(super) fn read(&mut self, name: &str, value: Option<i64>) {
        match name {
            "numId" => self.list = value,
            "ilvl" => self.level = value,
            _ => {}
        }
    }
}

impl Styles {
    /// Reads a styles part.
    pub(super) fn read(part: &str, text: &str, limits: &Limits) -> Result<Self, Error> {
        let mut styles = Self::default();
        let mut xml = Xml::new(part, text, limits);
        while let Some(start) = xml.next_start()? {
            match start.name() {
                (Ns::Word, "latentStyles" | "docDefaults") => xml.skip_fast(&start)?,
                (Ns::Word, "style") => {
                    let kind = start.attribute("type");
                    if kind.as_deref() == Some("table") {
                        xml.skip_fast(&start)?;
                        continue;
                    }
                    let is_default =
                        matches!(start.attribute("default").as_deref(), Some("1" | "true" | "on"));
                    let id = start.attribute("styleId").unwrap_or_default().into_owned();
                    let style = StyleId(styles.styles.len());
                    if is_default && kind.as_deref() == Some("paragraph") {
                        styles.default_paragraph = Some(style);
                    }
                    styles.by_id.insert(id.clone(), style.0);
                    styles.styles.push(read_style(&mut xml, id)?);
                }
                _ => {}
            }
        }
        Ok(styles)
    }

    /// The style of an identifier.
    pub(super) fn get(&self, id: &str) -> Option<StyleId> {
        self.by_id.get(id).copied().map(StyleId)
    }

    /// The style of paragraphs that name none.
    pub(super) fn default_paragraph(&self) -> Option<StyleId> {
        self.default_paragraph
    }

    /// A style and what it is based on, nearest first. Ends even where styles are based on each other in a circle.
    pub(super) fn chain(&self, style: StyleId) -> impl Iterator<Item = &Style> {
        let first = self.styles.get(style.0);
        std::iter::successors(first, |style| {
            let base = self.by_id.get(style.based_on.as_deref()?)?;
            self.styles.get(*base)
        })
        .take(MAX_BASES)
    }

    /// The first in the chain that says something.
    fn inherited<T>(&self, style: StyleId, of: impl Fn(&Style) -> Option<T>) -> Option<T> {
        self.chain(style).find_map(of)
    }

    /// The list that a style numbers its paragraphs by, and the level where the style says it.
    pub(super) fn number(&self, style: StyleId) -> NumberRef {
        NumberRef {
            list: self.inherited(style, |s| s.number.list),
            level: self.inherited(style, |s| s.number.level),
        }
    }

    /// Whether text in this style is hidden.
    pub(super) fn is_hidden(&self, style: StyleId) -> bool {
        self.inherited(style, |s| s.hidden).unwrap_or(false)
    }

    /// Whether paragraphs in this style are headings.
    pub(super) fn is_heading(&self, style: StyleId) -> bool {
        self.inherited(style, |style| match style.outline {
            Some(level) => Some(is_heading_level(level)),
            None => is_heading_name(&style.name).then_some(true),
        })
        .unwrap_or(false)
    }
}

/// Levels 0 to 8 are headings, 9 is body text (17.3.1.20).
pub(super) fn is_heading_level(level: i64) -> bool {
    (0..=8).contains(&level)
}

/// Whether a style is a heading by its name: that of Word in English or Chinese, or of WPS.
fn is_heading_name(name: &str) -> bool {
    let name = name.trim();
    let is_level = |rest: &str| rest.trim().parse().is_ok_and(|level: u8| (1..=9).contains(&level));
    name.eq_ignore_ascii_case("title")
        || name == "标题"
        || name.strip_prefix("标题").is_some_and(is_level)
        || name.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("heading")) && is_level(&name[7..])
}

fn read_style(xml: &mut Xml, id: String) -> Result<Style, Error> {
    let mut style = Style { id, ..Style::default() };
    let end = xml.depth();
    while let Some(event) = xml.next_in(end)? {
        let Event::Start(start) = event else { continue };
        let (Ns::Word, name) = start.name() else { continue };
        match name {
            "name" => style.name = start.val().unwrap_or_default().into_owned(),
            "basedOn" => style.based_on = start.val().map(|id| id.into_owned()),
            "numId" | "ilvl" => style.number.read(name, start.number()),
            "outlineLvl" => style.outline = start.number(),
            "vanish" => style.hidden = Some(start.is_on()),
            "pPrChange" | "rPrChange" | "tblStylePr" => xml.skip()?,
            _ => {}
        }
    }
    Ok(style)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styles(body: &str) -> Styles {
        let text = format!(
            r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{body}</w:styles>"#
        );
        Styles::read("word/styles.xml", &text, &Limits::default()).expect("styles")
    }

    #[test]
    fn what_a_style_does_not_say_its_base_does() {
        let styles = styles(
            r#"<w:style w:type="paragraph" w:styleId="a"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
            <w:style w:type="table" w:styleId="t"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
            <w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>"#,
        );
        let b = styles.get("b").expect("style");
        assert_eq!(styles.number(b), NumberRef { list: Some(3), level: Some(1) });
        assert_eq!(styles.get("t"), None);
    }

    #[test]
    fn a_circle_of_base_styles_ends() {
        let styles = styles(
            r#"<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style>
            <w:style w:styleId="b"><w:basedOn w:val="a"/></w:style><w:style w:styleId="c"><w:basedOn w:val="c"/></w:style>"#,
        );
        for id in ["a", "b", "c"] {
            assert_eq!(styles.number(styles.get(id).expect("style")), NumberRef::default());
        }
    }

    #[test]
    fn headings_are_told_by_level_or_name() {
        let styles = styles(
            r#"<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>
            <w:style w:styleId="2"><w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
            <w:style w:styleId="3"><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
            <w:style w:styleId="4"><w:name w:val="标题 3"/></w:style><w:style w:styleId="5"><w:name w:val="header"/></w:style>"#,
        );
        let is_heading =
            ["1", "2", "3", "4", "5"].map(|id| styles.is_heading(styles.get(id).expect("style")));
        assert_eq!(is_heading, [true, false, true, true, false]);
    }
}
