//! The order in which the schema of WordprocessingML (ISO/IEC 29500-1, annex A) wants properties to stand. docx-rs
//! writes them in an order of its own, which strict readers call damaged.

use quick_xml::{Error, Reader, events::Event};

/// Elements whose children have an order, with the names of those that docx-rs writes.
const ORDERS: [(&str, &[&str]); 6] = [
    (
        "w:pPr",
        &[
            "pStyle",
            "keepNext",
            "keepLines",
            "pageBreakBefore",
            "framePr",
            "widowControl",
            "numPr",
            "pBdr",
            "shd",
            "tabs",
            "adjustRightInd",
            "snapToGrid",
            "spacing",
            "ind",
            "jc",
            "textDirection",
            "textAlignment",
            "outlineLvl",
            "rPr",
            "sectPr",
            "pPrChange",
        ],
    ),
    (
        "w:rPr",
        &[
            "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "strike", "dstrike", "vanish", "color",
            "spacing", "w", "sz", "szCs", "highlight", "u", "bdr", "shd", "fitText", "vertAlign", "lang",
            "specVanish",
        ],
    ),
    (
        "w:tblPr",
        &[
            "tblStyle", "tblpPr", "tblW", "jc", "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar",
            "tblLook",
        ],
    ),
    ("w:tcPr", &["tcW", "gridSpan", "vMerge", "tcBorders", "shd", "tcMar", "textDirection", "vAlign"]),
    (
        "w:sectPr",
        &[
            "headerReference",
            "footerReference",
            "type",
            "pgSz",
            "pgMar",
            "pgNumType",
            "cols",
            "titlePg",
            "textDirection",
            "docGrid",
        ],
    ),
    (
        "w:style",
        &[
            "name", "basedOn", "next", "link", "uiPriority", "semiHidden", "unhideWhenUsed", "qFormat",
            "pPr", "rPr", "tblPr", "trPr", "tcPr",
        ],
    ),
];

/// An element whose children are put in order.
struct Frame {
    order: &'static [&'static str],
    /// How many elements are open inside and around it, itself included.
    depth: usize,
    /// Its children so far, each with its place in the order.
    children: Vec<(usize, String)>,
}

/// `xml` with all properties in the schema's order; children that no order names come last.
pub(super) fn in_schema_order(xml: &str) -> Result<String, Error> {
    let mut reader = Reader::from_str(xml);
    let mut sink = Sink { out: String::with_capacity(xml.len()), frames: Vec::new() };
    let (mut depth, mut from) = (0, 0);
    loop {
        let event = reader.read_event()?;
        let to = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let raw = xml.get(from..to).unwrap_or_default();
        from = to;
        match event {
            Event::Eof => return Ok(sink.out),
            Event::Start(tag) => {
                sink.begin_child(depth, tag.name().as_ref());
                // docx-rs numbers paragraphs at random; nothing refers to one.
                sink.push(if tag.name().as_ref() == "w:p" { "<w:p>" } else { raw });
                depth += 1;
                if let Some((_, order)) = ORDERS.iter().find(|(name, _)| *name == tag.name().as_ref()) {
                    sink.frames.push(Frame { order, depth, children: Vec::new() });
                }
            }
            // docx-rs gives the columns of a grid a type, and paragraphs in styles an empty format of runs, for neither
            // of which the schema has a place.
            Event::Empty(tag) if tag.name().as_ref() == "w:gridCol" => {
                sink.push(&raw.replacen(r#" w:type="dxa""#, "", 1));
            }
            Event::Empty(tag) if tag.name().as_ref() == "w:rPr" => {}
            Event::Empty(tag) => {
                sink.begin_child(depth, tag.name().as_ref());
                sink.push(raw);
            }
            Event::End(_) => {
                sink.end(depth);
                depth = depth.saturating_sub(1);
                sink.push(raw);
            }
            _ => sink.push(raw),
        }
    }
}

/// Where XML is written to: the innermost child that waits to be put in order, or the result.
struct Sink {
    out: String,
    frames: Vec<Frame>,
}

impl Sink {
    fn begin_child(&mut self, depth: usize, name: &str) {
        let Some(frame) = self.frames.last_mut().filter(|frame| frame.depth == depth) else { return };
        let place = frame.order.iter().position(|known| name.strip_prefix("w:") == Some(*known));
        frame.children.push((place.unwrap_or(usize::MAX), String::new()));
    }

    fn push(&mut self, raw: &str) {
        match self.frames.last_mut().and_then(|frame| frame.children.last_mut()) {
            Some((_, child)) => child.push_str(raw),
            None => self.out.push_str(raw),
        }
    }

    fn end(&mut self, depth: usize) {
        if let Some(mut frame) = self.frames.pop_if(|frame| frame.depth == depth) {
            frame.children.sort_by_key(|(place, _)| *place);
            for (_, child) in frame.children {
                self.push(&child);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_take_the_order_of_the_schema() {
        let written = r#"<w:p><w:pPr><w:rPr><w:sz w:val="1" /><w:rFonts w:ascii="a" /></w:rPr><w:jc /><w:pStyle /></w:pPr><w:r><w:t> 甲 </w:t></w:r></w:p>"#;
        let wanted = r#"<w:p><w:pPr><w:pStyle /><w:jc /><w:rPr><w:rFonts w:ascii="a" /><w:sz w:val="1" /></w:rPr></w:pPr><w:r><w:t> 甲 </w:t></w:r></w:p>"#;
        assert_eq!(in_schema_order(written).unwrap(), wanted);
        assert_eq!(in_schema_order(wanted).unwrap(), wanted);
    }

    #[test]
    fn what_the_schema_has_no_place_for_goes() {
        let written =
            r#"<w:tblGrid><w:gridCol w:w="1" w:type="dxa" /></w:tblGrid><w:pPr><w:jc /><w:rPr /></w:pPr>"#;
        let wanted = r#"<w:tblGrid><w:gridCol w:w="1" /></w:tblGrid><w:pPr><w:jc /></w:pPr>"#;
        assert_eq!(in_schema_order(written).unwrap(), wanted);
    }

    #[test]
    fn paragraphs_have_no_random_number() {
        assert_eq!(in_schema_order(r#"<w:p w14:paraId="0A1B2C3D"></w:p>"#).unwrap(), "<w:p></w:p>");
    }

    #[test]
    fn footers_come_first_in_a_section() {
        let written =
            r#"<w:sectPr><w:pgSz /><w:footerReference r:id="a" /><w:footerReference r:id="b" /></w:sectPr>"#;
        let wanted =
            r#"<w:sectPr><w:footerReference r:id="a" /><w:footerReference r:id="b" /><w:pgSz /></w:sectPr>"#;
        assert_eq!(in_schema_order(written).unwrap(), wanted);
    }
}
