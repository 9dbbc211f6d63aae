//! The container (Open Packaging Conventions, ISO/IEC 29500-2): a zip archive of parts that refer to each other.

use super::xml::Xml;
use crate::source::{Error, LimitExceeded, Limits};
use std::borrow::Cow;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// More members than any document has; each costs memory before the first is read.
const MAX_MEMBERS: usize = 10_000;

/// Parts up to this size may be compressed as well as can be.
const RATIO_FREE: u64 = 1 << 20;

/// An open container.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    limits: &'a Limits,
    /// How much may still be unpacked.
    left: u64,
}

/// One reference from a part to another.
pub(super) struct Relationship {
    /// The last segment of its type, which is the same in transitional and strict documents: `styles`, `header` …
    pub(super) kind: String,
    /// The name of the part that it leads to.
    pub(super) target: String,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Self, Error> {
        if memchr::memmem::find_iter(bytes, b"PK\x01\x02").nth(MAX_MEMBERS).is_some() {
            return Err(LimitExceeded::Members(MAX_MEMBERS as u64).into());
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| unpacking("the zip archive", &e))?;
        Ok(Self { zip, limits, left: limits.expanded_bytes })
    }

    /// The text of the part `name`; `None` where there is none of that name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Error> {
        let Some(index) = self.index(name) else { return Ok(None) };
        let member = self.zip.by_index(index).map_err(|e| unpacking(name, &e))?;
        // What the archive says of sizes is no more than a hint.
        let by_ratio = member.compressed_size().saturating_mul(self.limits.compression_ratio).max(RATIO_FREE);
        let most = by_ratio.min(self.left);
        let mut bytes = Vec::with_capacity(member.size().min(most).min(RATIO_FREE) as usize);
        member.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(|e| unpacking(name, &e))?;
        let len = bytes.len() as u64;
        if len > most {
            return Err(Error::Limit(if most == self.left {
                LimitExceeded::ExpandedBytes(self.limits.expanded_bytes)
            } else {
                LimitExceeded::CompressionRatio(self.limits.compression_ratio)
            }));
        }
        self.left -= len;
        text(name, bytes).map(Some)
    }

    /// The part that holds the body: what the package says it is, whatever its name.
    pub(super) fn main_part(&mut self) -> Result<String, Error> {
        let named =
            self.relationships("")?.into_iter().find(|r| r.kind == "officeDocument").map(|r| r.target);
        if let Some(part) = named.filter(|part| self.index(part).is_some()) {
            return Ok(part);
        }
        if let Some(part) = self.main_part_by_type()?.filter(|part| self.index(part).is_some()) {
            return Ok(part);
        }
        let usual = "word/document.xml";
        if self.index(usual).is_some() { Ok(usual.to_owned()) } else { Err(Error::NoMainPart) }
    }

    /// The part that `[Content_Types].xml` calls the main part of a document or template, with macros or without.
    fn main_part_by_type(&mut self) -> Result<Option<String>, Error> {
        let name = "[Content_Types].xml";
        let Some(text) = self.part(name)? else { return Ok(None) };
        let mut xml = Xml::new(name, &text, self.limits);
        while let Some(start) = xml.next_start()? {
            let kind = start.attribute("ContentType").unwrap_or_default();
            if start.local() == "Override"
                && kind.ends_with(".main+xml")
                && (kind.contains("wordprocessingml") || kind.contains("ms-word"))
            {
                return Ok(start.attribute("PartName").map(|part| part.trim_start_matches('/').to_owned()));
            }
        }
        Ok(None)
    }

    /// The references of a part to other parts, in their order; of the package itself where `part` is empty.
    pub(super) fn relationships(&mut self, part: &str) -> Result<Vec<Relationship>, Error> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let name = format!("{folder}{slash}_rels/{file}.rels");
        let Some(text) = self.part(&name)? else { return Ok(Vec::new()) };
        let mut xml = Xml::new(&name, &text, self.limits);
        let mut found = Vec::new();
        while let Some(start) = xml.next_start()? {
            if start.local() != "Relationship" || start.attribute("TargetMode").as_deref() == Some("External")
            {
                continue;
            }
            if let (Some(kind), Some(target)) = (start.attribute("Type"), start.attribute("Target")) {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                found.push(Relationship { kind, target: resolve(folder, &target) });
            }
        }
        Ok(found)
    }

    /// Part names are compared without regard to case (8.2.2.3), and some writers use backslashes.
    fn index(&self, name: &str) -> Option<usize> {
        self.zip.index_for_name(name).or_else(|| {
            let same = |(a, b): (u8, u8)| a.eq_ignore_ascii_case(&b) || (a == b'\\' && b == b'/');
            self.zip.file_names_raw().position(|member| {
                member.len() == name.len() && member.iter().copied().zip(name.bytes()).all(same)
            })
        })
    }
}

/// The name of the part that `target` leads to from a part in `folder`.
fn resolve(folder: &str, target: &str) -> String {
    let (base, target) = match target.strip_prefix('/') {
        Some(absolute) => ("", absolute),
        None => (folder, target),
    };
    let mut path: Vec<&str> = Vec::new();
    for segment in base.split('/').chain(target.split('/')) {
        match segment {
            "" | "." => {}
            ".." => drop(path.pop()),
            name => path.push(name),
        }
    }
    path.join("/")
}

/// A part is in UTF-8, or in UTF-16 with a byte-order mark (8.1.4).
fn text(name: &str, bytes: Vec<u8>) -> Result<String, Error> {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(&bytes) {
        return Ok(encoding.decode_with_bom_removal(&bytes).0.into_owned());
    }
    String::from_utf8(bytes).map_err(|e| Error::Xml {
        part: name.to_owned(),
        what: Cow::Borrowed("is not valid UTF-8"),
        byte: e.utf8_error().valid_up_to() as u64,
    })
}

fn unpacking(part: &str, why: &dyn std::error::Error) -> Error {
    Error::Zip { part: part.to_owned(), why: why.to_string().into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_relative_to_the_folder_of_their_part() {
        assert_eq!(resolve("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word", "/word/styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word", "../customXml/item1.xml"), "customXml/item1.xml");
        assert_eq!(resolve("", "../../etc/passwd"), "etc/passwd");
    }
}
