//! Why a file could not be read.

use std::borrow::Cow;

/// Why a file could not be read. [`Error::help`] says what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Nothing at all is in the file.
    #[error("the file is empty")]
    Empty,
    /// The file could be read, but no text is in it.
    #[error("the file holds no text")]
    NoText,
    /// A format that is known, but not read.
    #[error("the file is {0}, which cannot be read")]
    Unsupported(&'static str),
    /// Neither text nor a document.
    #[error("the file is binary: neither text nor a document of a known format")]
    Binary,
    /// More than one of [`Limits`](super::Limits) allows.
    #[error("{0}")]
    Limit(#[from] LimitExceeded),
    /// The zip container is damaged.
    #[error("{part} cannot be unpacked: {why}")]
    Zip {
        /// The member, or `the zip archive`.
        part: String,
        /// What the unpacker says.
        why: Cow<'static, str>,
    },
    /// A zip archive without the part that holds the text.
    #[error("the zip archive is not a Word document: it has no main document part")]
    NoMainPart,
    /// A part that the document names is not there.
    #[error("{0} is missing from the document")]
    MissingPart(String),
    /// A part is not well-formed, or ends too early.
    #[error("{part} {what} (byte {})", thousands(*.byte))]
    Xml {
        /// The part, as named in the container.
        part: String,
        /// What is wrong, as the end of a sentence that begins with the part's name.
        what: Cow<'static, str>,
        /// Where, in bytes of the expanded part from 0.
        byte: u64,
    },
}

/// A limit, and the place that goes beyond it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LimitExceeded {
    /// [`Limits::file_bytes`](super::Limits::file_bytes).
    #[error("the file is larger than {} bytes", thousands(*.0))]
    FileBytes(u64),
    /// [`Limits::expanded_bytes`](super::Limits::expanded_bytes).
    #[error("the document unpacks to more than {} bytes", thousands(*.0))]
    ExpandedBytes(u64),
    /// [`Limits::compression_ratio`](super::Limits::compression_ratio).
    #[error("the document unpacks to more than {} times its size", thousands(*.0))]
    CompressionRatio(u64),
    /// More members in a zip archive than any document has.
    #[error("the zip archive has more than {} members", thousands(*.0))]
    Members(u64),
    /// [`Limits::xml_depth`](super::Limits::xml_depth).
    #[error("XML elements are nested more than {} deep", thousands(*.0))]
    XmlDepth(u64),
    /// [`Limits::table_depth`](super::Limits::table_depth).
    #[error("tables are nested more than {} deep", thousands(*.0))]
    TableDepth(u64),
    /// [`Limits::blocks`](super::Limits::blocks).
    #[error("the document has more than {} paragraphs and cells", thousands(*.0))]
    Blocks(u64),
}

impl Error {
    /// What a reader can do about it: one sentence.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Empty => "check that the file was copied or downloaded whole",
            Self::NoText => "if it holds pictures of text, run it through OCR first",
            Self::Unsupported(_) | Self::Binary => "save it as docx or as plain text, and read that",
            Self::Limit(_) => "if the file can be trusted, raise the limit",
            Self::Zip { .. } => "the file is damaged; get it again from where it came from",
            Self::NoMainPart => "if it is an archive of notices, unpack it and read what is in it",
            Self::MissingPart(_) | Self::Xml { .. } => {
                "the file is damaged; open it in Word or WPS and save it again"
            }
        }
    }
}

/// `18204` → `18,204`.
fn thousands(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_says_what_and_where() {
        let error = Error::Xml {
            part: "word/document.xml".into(),
            what: "ends in the middle of a table".into(),
            byte: 18204,
        };
        assert_eq!(error.to_string(), "word/document.xml ends in the middle of a table (byte 18,204)");
        assert_eq!(
            Error::from(LimitExceeded::XmlDepth(256)).to_string(),
            "XML elements are nested more than 256 deep"
        );
    }

    #[test]
    fn digits_stand_in_groups_of_three() {
        assert_eq!([7, 999, 1000, 1_234_567].map(thousands), ["7", "999", "1,000", "1,234,567"]);
    }
}
