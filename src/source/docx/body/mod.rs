//! The stories of a document: body, headers, footers and notes → blocks.

mod cells;

use super::numbering::Numbering;
use super::out::Out;
use super::styles::{NumberRef, StyleId, Styles, is_heading_level};
use super::xml::{Event, Ns, Start, Xml};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{Block, BlockKind, Error, Limits};

/// Fields nested deeper than this are taken for fields that were never closed.
const MAX_FIELDS: usize = 32;

/// Reads the stories of one document.
pub(super) struct Reader<'a> {
    styles: Styles,
    numbering: Numbering,
    limits: &'a Limits,
    paragraphs: u32,
    tables: u32,
    blocks: usize,
    table_depth: usize,
    /// Of each open field, whether its result has begun: what comes before is its instruction.
    fields: Vec<bool>,
    embedded: usize,
}

/// A paragraph as it is read.
#[derive(Default)]
struct Paragraph {
    text: String,
    properties: Properties,
    /// Its number in the document, from 1.
    number: u32,
    /// The text boxes that are anchored in it.
    boxes: Vec<Out>,
}

#[derive(Default)]
struct Properties {
    style: Option<StyleId>,
    number: NumberRef,
    outline: Option<i64>,
    /// The paragraph mark was deleted or moved away: the next paragraph goes on with this one.
    mark_deleted: bool,
    mark_hidden: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(styles: Styles, numbering: Numbering, limits: &'a Limits) -> Self {
        Self {
            styles,
            numbering,
            limits,
            paragraphs: 0,
            tables: 0,
            blocks: 0,
            table_depth: 0,
            fields: Vec::new(),
            embedded: 0,
        }
    }

    /// Reads the main part.
    pub(super) fn document(&mut self, part: &str, text: &str) -> Result<Vec<Block>, Error> {
        let mut xml = Xml::new(part, text, self.limits);
        match xml.next_start()? {
            Some(root) if root.name() == (Ns::Word, "document") => {}
            _ => return Err(Error::NoMainPart),
        }
        let mut out = Out::blocks();
        self.story(&mut xml, &mut out)?;
        Ok(out.blocks)
    }

    /// Reads a header, a footer, or a part of notes.
    pub(super) fn furniture(&mut self, part: &str, text: &str) -> Result<Vec<Block>, Error> {
        let mut xml = Xml::new(part, text, self.limits);
        let mut out = Out::blocks();
        self.fields.clear();
        if xml.next_start()?.is_some() {
            self.story(&mut xml, &mut out)?;
        }
        Ok(out.blocks)
    }

    /// What was left out.
    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        let message = format!("{} embedded document(s) were left out", self.embedded);
        let embedded = Diagnostic::new(Severity::Warning, "embedded-document", message, None);
        if self.embedded > 0 { vec![embedded] } else { Vec::new() }
    }

    /// Reads paragraphs and tables up to the end of the element that was just opened.
    fn story(&mut self, xml: &mut Xml, out: &mut Out) -> Result<(), Error> {
        let end = xml.depth();
        self.story_from(None, end, xml, out)
    }

    /// Reads paragraphs and tables up to the end of the element at `end`, from the element `first` in it on.
    fn story_from<'x>(
        &mut self,
        mut first: Option<Start<'x>>,
        end: usize,
        xml: &mut Xml<'x>,
        out: &mut Out,
    ) -> Result<(), Error> {
        let mut unfinished: Option<Paragraph> = None;
        loop {
            let start = match first.take() {
                Some(start) => start,
                None => match xml.next_in(end)? {
                    Some(Event::Start(start)) => start,
                    Some(_) => continue,
                    None => break,
                },
            };
            match start.name() {
                (Ns::Word, "p") => {
                    let paragraph = self.paragraph(xml, out, unfinished.take().unwrap_or_default())?;
                    if paragraph.properties.mark_deleted {
                        unfinished = Some(paragraph);
                    } else {
                        self.finish(paragraph, out)?;
                    }
                }
                (Ns::Word, "tbl") => {
                    if let Some(paragraph) = unfinished.take() {
                        self.finish(paragraph, out)?;
                    }
                    let mut blocks = self.table(xml)?;
                    out.blocks.append(&mut blocks);
                }
                // Separators between text and notes.
                (Ns::Word, "footnote" | "endnote")
                    if start.attribute("type").is_some_and(|t| t != "normal") =>
                {
                    xml.skip()?;
                }
                (Ns::Word, "altChunk") => self.embedded += 1,
                (Ns::Word, "del" | "moveFrom" | "sectPr" | "sdtPr" | "sdtEndPr" | "customXmlPr") => {
                    xml.skip()?
                }
                // Content controls and the like only wrap what they hold.
                _ => {}
            }
        }
        match unfinished {
            Some(paragraph) => self.finish(paragraph, out),
            None => Ok(()),
        }
    }

    /// Reads a paragraph; `begun` is what paragraphs without a mark of their own left to it.
    fn paragraph(&mut self, xml: &mut Xml, out: &Out, begun: Paragraph) -> Result<Paragraph, Error> {
        let inside =
            std::mem::replace(&mut xml.inside, if self.table_depth > 0 { "a table" } else { "a paragraph" });
        self.paragraphs = self.paragraphs.saturating_add(1);
        let mut paragraph = begun;
        if paragraph.number == 0 {
            paragraph.number = self.paragraphs;
        }
        // Joined paragraphs have the properties of the first that has text.
        let keep = !paragraph.text.is_empty();
        paragraph.properties.mark_deleted = false;
        let (mut hidden, mut in_text) = (false, false);
        let end = xml.depth();
        while let Some(event) = xml.next_in(end)? {
            let start = match event {
                Event::Start(start) => start,
                Event::Text(text) if in_text => {
                    paragraph.text.push_str(&text);
                    continue;
                }
                Event::Text(_) => continue,
                Event::End => {
                    in_text = false;
                    continue;
                }
            };
            let shown = !hidden && self.fields.iter().all(|result| *result);
            match start.name() {
                (Ns::Word | Ns::Math, "t") => in_text = shown,
                (Ns::Word, "r") => hidden = false,
                (Ns::Word, "rPr") => hidden = self.is_run_hidden(xml)?,
                (Ns::Word, "pPr") => {
                    let properties = self.properties(xml)?;
                    if keep {
                        paragraph.properties.mark_deleted = properties.mark_deleted;
                    } else {
                        paragraph.properties = properties;
                    }
                }
                (Ns::Word, "fldChar") => self.field(&start),
                (Ns::Word, "txbxContent") if shown => {
                    let mut text_box = out.text_box();
                    let fields = std::mem::take(&mut self.fields);
                    self.story(xml, &mut text_box)?;
                    self.fields = fields;
                    paragraph.boxes.push(text_box);
                }
                (
                    Ns::Word,
                    // Deleted and moved text; properties; instructions of fields; phonetic guides (w:rt).
                    "del" | "moveFrom" | "instrText" | "delText" | "delInstrText" | "sdtPr" | "sdtEndPr"
                    | "smartTagPr" | "customXmlPr" | "rubyPr" | "rt" | "txbxContent",
                ) => xml.skip()?,
                (Ns::Word, name) if shown => paragraph.text.extend(character(name, &start)),
                _ => {}
            }
        }
        // An instruction does not reach beyond its paragraph; where it seems to, the field was never closed.
        self.fields.retain(|result| *result);
        xml.inside = inside;
        Ok(paragraph)
    }

    /// Gives a whole paragraph its number, and puts it out.
    fn finish(&mut self, paragraph: Paragraph, out: &mut Out) -> Result<(), Error> {
        let Paragraph { text, properties, number, boxes } = paragraph;
        let mut text = trimmed(text);
        if !text.is_empty() || !(properties.mark_deleted || properties.mark_hidden) {
            if let Some((list, level)) = self.list(&properties) {
                self.numbering.count(list, level, &mut text);
            }
            if !text.is_empty() {
                let kind =
                    if self.is_heading(&properties) { BlockKind::Heading } else { BlockKind::Paragraph };
                self.count_block()?;
                out.paragraph(text, kind, number);
            }
        }
        boxes.into_iter().for_each(|text_box| out.append(text_box));
        Ok(())
    }

    fn count_block(&mut self) -> Result<(), Error> {
        self.blocks += 1;
        Ok(self.limits.check_blocks(self.blocks)?)
    }

    /// The list and level that number a paragraph: its own, or those of its style (17.9.18).
    fn list(&self, properties: &Properties) -> Option<(i64, i64)> {
        let own = properties.number;
        let style = properties.style.or(self.styles.default_paragraph());
        let inherited = style.map(|style| self.styles.number(style)).unwrap_or_default();
        let list = own.list.or(inherited.list).filter(|list| *list != 0)?;
        let linked = || match own.list {
            None => style.and_then(|style| self.numbering.level_of(list, style, &self.styles)),
            Some(_) => None,
        };
        Some((list, own.level.or_else(linked).or(inherited.level).unwrap_or(0)))
    }

    fn is_heading(&self, properties: &Properties) -> bool {
        match properties.outline {
            Some(level) => is_heading_level(level),
            None => properties.style.is_some_and(|style| self.styles.is_heading(style)),
        }
    }

    /// Reads `w:pPr`.
    fn properties(&self, xml: &mut Xml) -> Result<Properties, Error> {
        let mut properties = Properties::default();
        let end = xml.depth();
        while let Some(event) = xml.next_in(end)? {
            let Event::Start(start) = event else { continue };
            let (Ns::Word, name) = start.name() else { continue };
            match name {
                "pStyle" => properties.style = start.val().and_then(|id| self.styles.get(&id)),
                "numId" | "ilvl" => properties.number.read(name, start.number()),
                "outlineLvl" => properties.outline = start.number(),
                // In the run properties of the paragraph mark.
                "del" | "moveFrom" => properties.mark_deleted = true,
                "vanish" => properties.mark_hidden = start.is_on(),
                "sectPr" | "pPrChange" | "rPrChange" => xml.skip()?,
                _ => {}
            }
        }
        Ok(properties)
    }

    /// Reads the `w:rPr` of a run: whether its text is hidden.
    fn is_run_hidden(&self, xml: &mut Xml) -> Result<bool, Error> {
        let (mut own, mut by_style) = (None, false);
        let end = xml.depth();
        while let Some(event) = xml.next_in(end)? {
            let Event::Start(start) = event else { continue };
            match start.name() {
                (Ns::Word, "vanish") => own = Some(start.is_on()),
                (Ns::Word, "rStyle") => {
                    let style = start.val().and_then(|id| self.styles.get(&id));
                    by_style = style.is_some_and(|style| self.styles.is_hidden(style));
                }
                (Ns::Word, "rPrChange") => xml.skip()?,
                _ => {}
            }
        }
        Ok(own.unwrap_or(by_style))
    }

    /// Takes in a part of a field: its instruction is not shown, its result is (17.16.18).
    fn field(&mut self, start: &Start) {
        match start.attribute("fldCharType").as_deref() {
            Some("begin") => {
                if self.fields.len() == MAX_FIELDS {
                    self.fields.remove(0);
                }
                self.fields.push(false);
            }
            Some("separate") => {
                if let Some(result) = self.fields.last_mut() {
                    *result = true;
                }
            }
            Some("end") => drop(self.fields.pop()),
            _ => {}
        }
    }
}

/// `text` without the white space around it; copied only where there is some.
fn trimmed(text: String) -> String {
    let inner = text.trim();
    if inner.len() == text.len() { text } else { inner.to_owned() }
}

/// The character that an element of a run stands for. Soft hyphens stand for none.
fn character(name: &str, start: &Start) -> Option<char> {
    match name {
        "tab" | "ptab" => Some('\t'),
        "br" | "cr" => Some('\n'),
        "noBreakHyphen" => Some('-'),
        "sym" => symbol(start),
        _ => None,
    }
}

/// A character of a symbol font: the boxes and ticks of forms, which have no Unicode of their own there.
fn symbol(start: &Start) -> Option<char> {
    let code = u32::from_str_radix(&start.attribute("char")?, 16).ok()?;
    let font = start.attribute("font").unwrap_or_default();
    match code & 0xFF {
        _ if !(0xF000..=0xF0FF).contains(&code) => char::from_u32(code),
        0x6F | 0x71 | 0x72 | 0xA8 if font.starts_with("Wingdings") => Some('□'),
        0x52 | 0xFE if font.starts_with("Wingdings") => Some('☑'),
        0xFC if font.starts_with("Wingdings") => Some('✓'),
        _ => None,
    }
}
