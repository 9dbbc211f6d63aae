//! Slots: places in a document whose text is put in after it is written as XML. Forms that differ in a few figures are
//! so written once, not once for each.

use super::{Stationery, Text, package::xml};
use crate::render::{
    Error,
    text::{clean, escape},
};
use docx_rs::{Document, Paragraph, Run};

/// What stands around the number of a slot. [`clean`] lets neither into a document: they are no characters.
const OPEN: char = '\u{fdd0}';
const CLOSE: char = '\u{fdd1}';

/// A paragraph in `style` whose text is slot `number`.
pub(crate) fn slot(number: usize, style: Text) -> Paragraph {
    Paragraph::new().style(style.id()).add_run(Run::new().add_text(format!("{OPEN}{number}{CLOSE}")))
}

/// A document with slots, cut at each.
#[derive(Debug)]
pub(crate) struct Slots {
    /// What stands before the first slot.
    head: String,
    /// Each slot's number, and what stands behind it.
    rest: Vec<(usize, String)>,
}

impl Slots {
    /// Of `document`.
    pub(crate) fn of(document: &Document) -> Result<Self, Error> {
        let xml = xml(document)?;
        let mut parts = xml.split(OPEN);
        let head = parts.next().unwrap_or_default().to_owned();
        let rest = parts.filter_map(|part| {
            let (number, text) = part.split_once(CLOSE)?;
            Some((number.parse().ok()?, text.to_owned()))
        });
        Ok(Self { rest: rest.collect(), head })
    }

    /// The document with `texts` in its slots, each one line, packed under the title `title`.
    pub(crate) fn pack(
        &self,
        texts: &[String],
        stationery: &Stationery,
        title: &str,
    ) -> Result<Vec<u8>, Error> {
        let mut xml = self.head.clone();
        for (number, text) in &self.rest {
            xml.push_str(&escape(&clean(texts.get(*number).map_or("", String::as_str))));
            xml.push_str(text);
        }
        stationery.pack_xml(&xml, title)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Lie, TableText, paragraph};
    use super::*;
    use crate::render::page::Fonts;

    #[test]
    fn a_slot_holds_what_is_put_in_and_no_text_makes_one() {
        let stationery = Stationery::new(Lie::Turned, &Fonts::default(), TableText::NORMAL).unwrap();
        let document = stationery
            .document()
            .add_paragraph(slot(1, Text::Cell))
            .add_paragraph(paragraph(&format!("{OPEN}0{CLOSE}"), Text::Cell));
        let slots = Slots::of(&document).unwrap();
        let bytes = slots.pack(&["甲".to_owned(), "<乙>".to_owned()], &stationery, "表").unwrap();
        let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let xml = std::io::read_to_string(package.by_name("word/document.xml").unwrap()).unwrap();
        assert!(xml.contains("&lt;乙&gt;") && !xml.contains('甲') && !xml.contains([OPEN, CLOSE]), "{xml}");
    }
}
