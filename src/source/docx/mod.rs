//! Word documents (docx, Office Open XML, ISO/IEC 29500): read as they would be printed with all changes accepted.
//!
//! The parts are streamed, no tree of them is built, and only the parts that matter are unpacked.

mod body;
mod number_format;
mod numbering;
mod out;
mod package;
mod styles;
mod table;
mod xml;

use super::sniff::Format;
use super::{Body, Error, Options};
use body::Reader;
use numbering::Numbering;
use package::{Package, Relationship};
use styles::Styles;

pub(super) const FORMAT: Format =
    Format { name: "docx", matches: |bytes| bytes.starts_with(b"PK\x03\x04"), read };

/// More headers, or footers, than any document has.
const MAX_FURNITURE: usize = 500;

fn read(bytes: &[u8], options: &Options) -> Result<Body, Error> {
    let limits = &options.limits;
    let mut package = Package::open(bytes, limits)?;
    let main = package.main_part()?;
    let text = package.part(&main)?.ok_or_else(|| Error::MissingPart(main.clone()))?;
    let parts = package.relationships(&main)?;

    // Styles are by far the largest part of a short document, and are unpacked only where one is used.
    let uses = |name: &str| memchr::memmem::find(text.as_bytes(), name.as_bytes()).is_some();
    let styled = uses("pStyle") || uses("rStyle");
    let mut styles = Styles::default();
    if styled && let Some((name, text)) = part(&mut package, &parts, "styles")? {
        styles = Styles::read(name, &text, limits)?;
    }
    let mut numbering = Numbering::default();
    if (styled || uses("numPr"))
        && let Some((name, text)) = part(&mut package, &parts, "numbering")?
    {
        numbering = Numbering::read(name, &text, &styles, limits)?;
    }

    let mut reader = Reader::new(styles, numbering, limits);
    let blocks = reader.document(&main, &text)?;
    let mut furniture = Vec::new();
    for kind in ["header", "footer", "footnotes", "endnotes"] {
        for reference in parts.iter().filter(|r| r.kind == kind).take(MAX_FURNITURE) {
            if let Some(text) = package.part(&reference.target)? {
                furniture.append(&mut reader.furniture(&reference.target, &text)?);
            }
        }
    }
    Ok(Body { encoding: None, blocks, furniture, diagnostics: reader.into_diagnostics() })
}

/// Name and text of the first part of a kind.
fn part<'r>(
    package: &mut Package,
    parts: &'r [Relationship],
    kind: &str,
) -> Result<Option<(&'r str, String)>, Error> {
    let Some(reference) = parts.iter().find(|r| r.kind == kind) else { return Ok(None) };
    Ok(package.part(&reference.target)?.map(|text| (reference.target.as_str(), text)))
}
