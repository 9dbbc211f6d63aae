//! Pull reading of one XML part: names with their namespaces, limits, and errors that say where.

use crate::source::{Error, LimitExceeded, Limits};
use quick_xml::events::{BytesStart, Event as Raw};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;

/// More prefixes than any document declares at a time; each is looked through for every element.
const MAX_BINDINGS: usize = 64;

/// The namespaces whose elements mean something here; each has a transitional and a strict URI (ISO/IEC 29500-1, -4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ns {
    /// WordprocessingML, usually `w:`.
    Word,
    /// Office Math, usually `m:`.
    Math,
    /// Markup Compatibility, usually `mc:`.
    Compatibility,
    /// Anything else.
    Other,
}

impl Ns {
    fn of(uri: &str) -> Self {
        match uri {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::Word,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Compatibility,
            _ => Self::Other,
        }
    }
}

/// A start tag.
#[derive(Debug)]
pub(super) struct Start<'a> {
    ns: Ns,
    tag: BytesStart<'a>,
}

impl Start<'_> {
    /// Namespace and local name.
    pub(super) fn name(&self) -> (Ns, &str) {
        (self.ns, self.local())
    }

    /// The name without its prefix.
    pub(super) fn local(&self) -> &str {
        self.tag.local_name().into_inner()
    }

    /// The value of an attribute, by its name without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.tag.attributes();
        let found =
            attributes.with_checks(false).flatten().find(|a| a.key.local_name().into_inner() == name)?;
        match found.value {
            Cow::Borrowed(raw) if !raw.contains('&') => Some(Cow::Borrowed(raw)),
            _ => found.normalized_value(XmlVersion::Implicit1_0).ok(),
        }
    }

    /// The `w:val` attribute, which most elements of WordprocessingML keep their value in.
    pub(super) fn val(&self) -> Option<Cow<'_, str>> {
        self.attribute("val")
    }

    /// The `w:val` attribute as a number.
    pub(super) fn number(&self) -> Option<i64> {
        self.val()?.trim().parse().ok()
    }

    /// An on/off property: on where no value is given (ISO/IEC 29500-1, 17.17.4).
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.val().as_deref(), Some("0" | "false" | "off"))
    }
}

/// What an element holds.
#[derive(Debug)]
pub(super) enum Event<'a> {
    Start(Start<'a>),
    Text(Cow<'a, str>),
    End,
}

/// A reader of one part. Of `mc:AlternateContent` it shows the first choice only, so that nothing is read twice.
pub(super) struct Xml<'a> {
    part: &'a str,
    text: &'a str,
    reader: Reader<&'a [u8]>,
    /// Where `reader` begins in `text`.
    base: u64,
    depth: usize,
    max_depth: usize,
    /// Prefixes and their namespaces, with the depth of the element that declares them.
    bindings: Vec<(usize, String, Ns)>,
    /// Open `mc:AlternateContent`s: their depth, and whether a choice was taken.
    alternatives: Vec<(usize, bool)>,
    /// What a reader would call the place, for [`Error::Xml`].
    pub(super) inside: &'static str,
}

impl<'a> Xml<'a> {
    /// Reads `text`, the content of `part`.
    pub(super) fn new(part: &'a str, text: &'a str, limits: &Limits) -> Self {
        Self {
            part,
            text,
            reader: reader(text),
            base: 0,
            depth: 0,
            max_depth: limits.xml_depth,
            bindings: Vec::new(),
            alternatives: Vec::new(),
            inside: "an element",
        }
    }

    /// The depth of the element that was just opened, for [`Xml::next_in`].
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// The next event within the element at `depth`; `None` once it has ended.
    pub(super) fn next_in(&mut self, depth: usize) -> Result<Option<Event<'a>>, Error> {
        match self.next()? {
            Some(Event::End) if self.depth < depth => Ok(None),
            Some(event) => Ok(Some(event)),
            None => Ok(None),
        }
    }

    /// The next start tag, wherever it is.
    pub(super) fn next_start(&mut self) -> Result<Option<Start<'a>>, Error> {
        while let Some(event) = self.next()? {
            if let Event::Start(start) = event {
                return Ok(Some(start));
            }
        }
        Ok(None)
    }

    /// Passes over the rest of the element that was just opened.
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        self.skip_to(self.depth)
    }

    /// Passes over the rest of the element at `depth`, and with it its end.
    pub(super) fn skip_to(&mut self, depth: usize) -> Result<(), Error> {
        while self.depth >= depth {
            match self.read()? {
                Raw::Start(_) => self.enter()?,
                Raw::End(_) => self.leave()?,
                Raw::Eof => return Err(self.cut_short()),
                _ => {}
            }
        }
        Ok(())
    }

    /// [`Xml::skip`] by a plain search for the end tag: many times faster, for elements never nested in their own kind.
    pub(super) fn skip_fast(&mut self, start: &Start) -> Result<(), Error> {
        let name = start.tag.name().into_inner();
        let from = self.base + self.reader.buffer_position();
        let rest = self.text.get(from as usize..).unwrap_or_default();
        // An empty element has no end tag of its own, and the reader knows that it is still to report its end.
        if self.text.as_bytes().get((from as usize).wrapping_sub(2)) == Some(&b'/') {
            return self.skip();
        }
        let mut end = String::with_capacity(name.len() + 2);
        end.push_str("</");
        end.push_str(name);
        let at = memchr::memmem::find(rest.as_bytes(), end.as_bytes()).ok_or_else(|| self.cut_short())?;
        self.base = from + at as u64;
        self.reader = reader(rest.get(at..).unwrap_or_default());
        self.skip()
    }

    fn next(&mut self) -> Result<Option<Event<'a>>, Error> {
        loop {
            match self.read()? {
                Raw::Start(tag) => {
                    self.enter()?;
                    self.bind(&tag);
                    let ns = self.namespace(tag.name().into_inner());
                    let start = Start { ns, tag };
                    if ns == Ns::Compatibility && !self.choose(start.local()) {
                        self.skip()?;
                        continue;
                    }
                    return Ok(Some(Event::Start(start)));
                }
                Raw::End(_) => {
                    self.leave()?;
                    return Ok(Some(Event::End));
                }
                Raw::Text(text) => return Ok(Some(Event::Text(text.into_inner()))),
                Raw::CData(text) => return Ok(Some(Event::Text(text.into_inner()))),
                Raw::GeneralRef(reference) => {
                    let text = match &*reference {
                        "lt" => Cow::Borrowed("<"),
                        "gt" => Cow::Borrowed(">"),
                        "amp" => Cow::Borrowed("&"),
                        "quot" => Cow::Borrowed("\""),
                        "apos" => Cow::Borrowed("'"),
                        name => match reference.resolve_char_ref() {
                            Ok(Some(c)) => Cow::Owned(c.to_string()),
                            _ => {
                                return Err(
                                    self.fault(format!("uses the undefined entity &{};", short(name)))
                                );
                            }
                        },
                    };
                    return Ok(Some(Event::Text(text)));
                }
                // ISO/IEC 29500-2, 8.1.4: a part shall have no document type declaration. It would only serve to
                // define entities, of which none is ever expanded here.
                Raw::DocType(_) => {
                    return Err(self.fault("declares a document type, which no Office document may"));
                }
                Raw::Eof if self.depth > 0 => return Err(self.cut_short()),
                Raw::Eof => return Ok(None),
                // Empty elements are reported as a start and an end.
                Raw::Empty(_) | Raw::Comment(_) | Raw::Decl(_) | Raw::PI(_) => {}
            }
        }
    }

    fn read(&mut self) -> Result<Raw<'a>, Error> {
        self.reader.read_event().map_err(|error| match error {
            quick_xml::Error::Syntax(_) => self.cut_short(),
            error => Error::Xml {
                part: self.part.to_owned(),
                what: format!("is not well-formed: {error}").into(),
                byte: self.base + self.reader.error_position(),
            },
        })
    }

    fn enter(&mut self) -> Result<(), Error> {
        self.depth += 1;
        if self.depth > self.max_depth {
            return Err(LimitExceeded::XmlDepth(self.max_depth as u64).into());
        }
        Ok(())
    }

    fn leave(&mut self) -> Result<(), Error> {
        while self.bindings.last().is_some_and(|(depth, ..)| *depth == self.depth) {
            self.bindings.pop();
        }
        if self.alternatives.last().is_some_and(|(depth, _)| *depth == self.depth) {
            self.alternatives.pop();
        }
        self.depth = self.depth.checked_sub(1).ok_or_else(|| self.fault("has an end tag too many"))?;
        Ok(())
    }

    /// Notes the namespaces that `tag` declares.
    fn bind(&mut self, tag: &BytesStart) {
        if memchr::memmem::find(tag.attributes_raw().as_bytes(), b"xmlns").is_none() {
            return;
        }
        for attribute in tag.attributes().with_checks(false).flatten() {
            let key = attribute.key.into_inner();
            let prefix = match key.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) if rest.starts_with(':') => &rest[1..],
                _ => continue,
            };
            let ns = Ns::of(&attribute.value);
            // A prefix of no meaning is noted only where it hides one of meaning.
            let matters = ns != Ns::Other || self.bindings.iter().any(|(_, bound, _)| bound == prefix);
            if matters && self.bindings.len() < MAX_BINDINGS {
                self.bindings.push((self.depth, prefix.to_owned(), ns));
            }
        }
    }

    fn namespace(&self, name: &str) -> Ns {
        let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
        self.bindings.iter().rev().find(|(_, bound, _)| bound == prefix).map_or(Ns::Other, |(.., ns)| *ns)
    }

    /// Whether an element of Markup Compatibility is to be read.
    fn choose(&mut self, local: &str) -> bool {
        match (local, self.alternatives.last_mut()) {
            ("AlternateContent", _) => {
                self.alternatives.push((self.depth, false));
                true
            }
            ("Choice" | "Fallback", Some((_, taken))) => !std::mem::replace(taken, true),
            _ => true,
        }
    }

    fn cut_short(&self) -> Error {
        self.fault(format!("ends in the middle of {}", self.inside))
    }

    fn fault(&self, what: impl Into<Cow<'static, str>>) -> Error {
        let byte = self.base + self.reader.buffer_position();
        Error::Xml { part: self.part.to_owned(), what: what.into(), byte }
    }
}

fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    // Depth is counted here, and `skip_fast` begins in the middle.
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    reader
}

/// The beginning of a name that may be of any length.
fn short(name: &str) -> &str {
    name.char_indices().nth(32).map_or(name, |(end, _)| &name[..end])
}
