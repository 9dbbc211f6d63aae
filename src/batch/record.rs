//! What the journal keeps: a content that was read, its notice, an input that is through.

use super::report::Counts;
use super::{Code, Failure};
use crate::notice::Notice;
use crate::render::json;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::path::PathBuf;

/// SHA-256 of a content, in lower-case hex when written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub(super) struct Hash([u8; 32]);

impl Hash {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl From<Hash> for String {
    fn from(hash: Hash) -> Self {
        let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or('0');
        hash.0.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
    }
}

impl TryFrom<String> for Hash {
    type Error = &'static str;

    fn try_from(hex: String) -> Result<Self, Self::Error> {
        let mut hash = [0; 32];
        let byte = |at: usize| hex.get(at..at + 2).and_then(|byte| u8::from_str_radix(byte, 16).ok());
        for (at, into) in hash.iter_mut().enumerate() {
            *into = byte(2 * at).ok_or("no SHA-256")?;
        }
        Ok(Self(hash))
    }
}

/// A line of the log.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Line {
    /// The first one: version of the program, and what it was told about reading. With any other, all that follows is
    /// worth nothing.
    Head(String),
    Content(Content),
    Input(Done),
}

impl Line {
    pub(super) fn text(&self) -> String {
        // Lines are plain data: nothing of them can fail to be JSON.
        serde_json::to_string(self).unwrap_or_default() + "\n"
    }
}

/// A content that was read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Content {
    pub(super) hash: Hash,
    pub(super) bytes: u64,
    /// How long it took.
    pub(super) seconds: f64,
    pub(super) result: Result<Stored, Failure>,
}

/// A notice in the store.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Stored {
    pub(super) counts: Counts,
    /// Where its packed JSON begins in the store, and how many bytes it takes.
    pub(super) at: u64,
    pub(super) len: u32,
}

/// An input that is through.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Done {
    pub(super) label: String,
    pub(super) name: String,
    /// Where its JSON goes, within the folder of outputs.
    pub(super) output: PathBuf,
    /// Whether its JSON is there.
    pub(super) written: bool,
    /// What it holds, or why that is not known.
    pub(super) content: Result<Hash, Failure>,
    /// How long it took.
    pub(super) seconds: f64,
}

/// A notice ready for the store: its JSON without the name of its file, compressed, and what it holds.
#[derive(Debug)]
pub(super) struct Packed {
    pub(super) counts: Counts,
    pub(super) json: Vec<u8>,
}

/// The JSON of a notice without the name of its file, which duplicates do not share.
pub(super) fn nameless(notice: &mut Notice) -> String {
    notice.source.name.clear();
    json::line(notice)
}

/// Puts `name` where [`nameless`] left it out: the source's name is the first of all members so called.
pub(super) fn named(nameless: &str, name: &str) -> String {
    const EMPTY: &str = r#""name":"""#;
    let quoted = serde_json::Value::from(name).to_string();
    nameless.replacen(EMPTY, &format!(r#""name":{quoted}"#), 1)
}

impl Packed {
    pub(super) fn new(notice: &Notice, nameless: &str) -> Result<Self, Failure> {
        let json = snap::raw::Encoder::new().compress_vec(nameless.as_bytes());
        let json = json.map_err(|e| Failure::new(Code::Limit, format!("its notice is too large: {e}")))?;
        Ok(Self { counts: Counts::of(notice), json })
    }
}

/// Opens what [`Packed`] has packed; `None` where it is none, or the notice of another content.
pub(super) fn unpacked(packed: &[u8], hash: Hash) -> Option<String> {
    let json = snap::raw::Decoder::new().decompress_vec(packed).ok()?;
    String::from_utf8(json).ok().filter(|json| json.contains(&String::from(hash)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_read_as_it_is_written() {
        let hash = Hash::of(b"abc");
        let hex = String::from(hash);
        assert_eq!(hex, crate::source::sha256(b"abc"));
        assert_eq!(Hash::try_from(hex), Ok(hash));
        assert!(Hash::try_from("ba78".to_owned()).is_err());
    }

    #[test]
    fn the_name_goes_where_it_was_left_out() {
        let mut notice =
            crate::extract("a", "关于甲的通知".as_bytes(), &crate::source::Options::default()).unwrap();
        let nameless = nameless(&mut notice);
        let name = "\"甲\"\n.txt";
        notice.source.name = name.to_owned();
        assert_eq!(named(&nameless, name), json::line(&notice));
    }
}
