//! Bytes of a text file → text, whatever encoding it is in.

mod common;
mod detect;

pub use detect::detect;

use encoding_rs::{Decoder, DecoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// A file's text, and how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, without a byte-order mark. What could not be decoded is U+FFFD.
    pub text: Cow<'a, str>,
    /// The encoding it was read with.
    pub encoding: &'static Encoding,
    /// What could not be decoded.
    pub undecodable: Undecodable,
}

/// Byte sequences that mean nothing in the encoding of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Undecodable {
    /// How many there are.
    pub count: usize,
    /// The lines that they stand on (from 1), the first few of them.
    pub lines: Vec<u32>,
}

impl Undecodable {
    /// How many lines are kept: enough to find the place, few enough to read.
    const LINES: usize = 5;

    fn add(&mut self, line: u32) {
        self.count += 1;
        if self.lines.len() < Self::LINES && self.lines.last() != Some(&line) {
            self.lines.push(line);
        }
    }
}

/// The byte-order marks (字节序标记) of text, and what they mark.
const MARKS: [(&[u8], &Encoding); 4] = [
    (b"\xEF\xBB\xBF", UTF_8),
    (b"\xFF\xFE", UTF_16LE),
    (b"\xFE\xFF", UTF_16BE),
    // U+FEFF in GB 18030.
    (b"\x84\x31\x95\x33", GB18030),
];

/// The encoding that a byte-order mark names, and the mark's length.
fn mark(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    let (mark, encoding) = MARKS.iter().find(|(mark, _)| bytes.starts_with(mark))?;
    Some((encoding, mark.len()))
}

/// Decodes `bytes` with `encoding`; a byte-order mark of that encoding goes.
///
/// ```
/// use duban::source::encoding::{decode, detect};
/// let bytes = b"\xB9\xD8\xD3\xDA\xD3\xA1\xB7\xA2\xB7\xBD\xB0\xB8\xB5\xC4\xCD\xA8\xD6\xAA";
/// let encoding = detect(bytes).expect("text");
/// assert_eq!(decode(bytes, encoding).text, "关于印发方案的通知");
/// ```
pub fn decode<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Decoded<'a> {
    let body = match mark(bytes) {
        Some((marked, len)) if marked == encoding => &bytes[len..],
        _ => bytes,
    };
    let (text, malformed) = encoding.decode_without_bom_handling(body);
    let undecodable = if malformed {
        find_undecodable(body, encoding.new_decoder_without_bom_handling())
    } else {
        Undecodable::default()
    };
    Decoded { text, encoding, undecodable }
}

/// Decodes once more, only to learn where the malformed sequences are.
fn find_undecodable(mut bytes: &[u8], mut decoder: Decoder) -> Undecodable {
    let mut found = Undecodable::default();
    let mut buffer = [0; 4096];
    let mut line = 1;
    loop {
        let (result, read, written) = decoder.decode_to_utf8_without_replacement(bytes, &mut buffer, true);
        line += memchr::memchr_iter(b'\n', &buffer[..written]).count() as u32;
        bytes = &bytes[read..];
        match result {
            DecoderResult::InputEmpty => return found,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => found.add(line),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::BIG5;

    #[test]
    fn the_mark_is_not_part_of_the_text() {
        for (bytes, encoding) in [
            (&b"\xEF\xBB\xBF\xE5\x8A\x9E"[..], UTF_8),
            (b"\xFF\xFE\x9E\x52", UTF_16LE),
            (b"\xFE\xFF\x52\x9E", UTF_16BE),
            (b"\x84\x31\x95\x33\xB0\xEC", GB18030),
        ] {
            assert_eq!(detect(bytes), Some(encoding));
            assert_eq!(decode(bytes, encoding).text, "办");
        }
    }

    #[test]
    fn four_bytes_of_gb18030_are_one_character() {
        let (bytes, ..) = GB18030.encode("㐀𠮷");
        assert_eq!(bytes.len(), 8);
        assert_eq!(decode(&bytes, GB18030).text, "㐀𠮷");
    }

    #[test]
    fn hong_kong_characters_of_big5() {
        let decoded = decode(b"\x94\xDC\x90\x68\x9D\xEE", BIG5);
        assert_eq!((decoded.text.as_ref(), decoded.undecodable.count), ("啫邨㗎", 0));
    }

    #[test]
    fn undecodable_bytes_are_counted_and_placed() {
        let decoded = decode(b"\xE5\x8A\x9E\n\xFF\xFF\n\nab\xE5\x8A\n", UTF_8);
        assert_eq!(decoded.text, "办\n\u{FFFD}\u{FFFD}\n\nab\u{FFFD}\n");
        assert_eq!(decoded.undecodable, Undecodable { count: 3, lines: vec![2, 4] });
    }
}
