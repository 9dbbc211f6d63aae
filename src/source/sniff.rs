//! What format a file is in, told by its content; its name says nothing.

use super::{Body, Error, Options, docx, txt};

/// One format that can be read.
pub(super) struct Format {
    /// As [`SourceInfo::format`](super::SourceInfo::format) names it.
    pub(super) name: &'static str,
    /// Whether a file that begins so is in this format.
    pub(super) matches: fn(&[u8]) -> bool,
    /// Reads it.
    pub(super) read: fn(&[u8], &Options) -> Result<Body, Error>,
}

/// The formats, in the order in which they are tried.
const FORMATS: [Format; 2] = [docx::FORMAT, txt::FORMAT];

/// Beginnings of files that are often taken for notices, and cannot be read.
const UNSUPPORTED: [(&[u8], &str); 10] = [
    (b"PK\x05\x06", "an empty zip archive"),
    (b"%PDF-", "a PDF document"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "a Word 97-2003 or WPS document (doc, wps)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n\x1A\n", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"Rar!\x1A\x07", "a RAR archive"),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
    (b"\x1F\x8B\x08", "a gzip archive"),
];

/// Finds the format of `bytes`.
pub(super) fn format(bytes: &[u8]) -> Result<&'static Format, Error> {
    if bytes.is_empty() {
        return Err(Error::Empty);
    }
    if let Some(format) = FORMATS.iter().find(|format| (format.matches)(bytes)) {
        return Ok(format);
    }
    let known = UNSUPPORTED.iter().find(|(start, _)| bytes.starts_with(start));
    Err(known.map_or(Error::Binary, |(_, what)| Error::Unsupported(what)))
}

/// Whether `bytes` begin like a format that is not text, though some of its bytes may read as one.
pub(super) fn is_known_binary(bytes: &[u8]) -> bool {
    UNSUPPORTED.iter().any(|(start, _)| bytes.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_named() {
        assert_eq!(format(b"%PDF-1.7\n%").err(), Some(Error::Unsupported("a PDF document")));
        assert_eq!(format(b"").err(), Some(Error::Empty));
    }

    #[test]
    fn text_is_text() {
        assert_eq!(format("关于印发方案的通知".as_bytes()).map(|format| format.name), Ok("txt"));
    }
}
