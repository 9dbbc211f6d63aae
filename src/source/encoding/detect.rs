//! Which encoding a text is in, told by reading it.
//!
//! The text is decoded with each encoding that Chinese notices come in, and
//! the reading that looks most like Chinese wins: common characters speak for
//! it; control characters, private use and malformed bytes against it. Wrong
//! readings give rare characters almost only, so that some ten characters are
//! enough to tell.

use super::common::is_common;
use super::mark;
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// How many bytes are read to tell.
const SAMPLE: usize = 512;

/// In order of likelihood: of equal readings the first wins.
const CANDIDATES: [&Encoding; 5] = [UTF_8, GB18030, UTF_16LE, UTF_16BE, BIG5];

/// Tells the encoding (编码) of a text; `None` where `bytes` are no text in any that is known.
pub fn detect(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((marked, _)) = mark(bytes) {
        return Some(marked);
    }
    let start = bytes.iter().position(|b| !b.is_ascii() || *b == 0);
    // Even, to keep the units of UTF-16 whole; the byte before the first that is not ASCII is a character of its own.
    let sample = &bytes[start.unwrap_or(0) & !1..];
    let sample = &sample[..sample.len().min(SAMPLE)];

    let utf8 = Reading::of(sample, UTF_8);
    if start.is_none() || utf8.is_surely_chinese() {
        return (!utf8.is_binary()).then_some(UTF_8);
    }
    let mut best = (UTF_8, utf8);
    for encoding in CANDIDATES.into_iter().skip(1) {
        let reading = Reading::of(sample, encoding);
        if reading.score() > best.1.score() {
            best = (encoding, reading);
        }
    }
    (!best.1.is_binary()).then_some(best.0)
}

/// The sample as UTF-8 without a fault; a character that it cuts in two is left out.
fn whole_utf8(sample: &[u8]) -> Option<&str> {
    match std::str::from_utf8(sample) {
        Ok(text) => Some(text),
        Err(fault) if fault.error_len().is_none() => std::str::from_utf8(&sample[..fault.valid_up_to()]).ok(),
        Err(_) => None,
    }
}

fn decoded(sample: &[u8], encoding: &'static Encoding) -> String {
    let mut text = String::with_capacity(sample.len() * 3 + 16);
    // Not the last of the input: a character that the sample cuts in two is left out.
    let _ = encoding.new_decoder_without_bom_handling().decode_to_string(sample, &mut text, false);
    text
}

/// What one encoding makes of the sample.
#[derive(Debug, Default)]
struct Reading {
    characters: i64,
    /// Common Chinese characters and punctuation.
    common: i64,
    /// Other characters of Chinese text.
    rare: i64,
    ascii: i64,
    /// What no text has: malformed bytes, control characters, private use.
    bad: i64,
    /// In UTF-8 without a fault, which hardly happens by chance.
    is_utf8: bool,
}

impl Reading {
    fn of(sample: &[u8], encoding: &'static Encoding) -> Self {
        let utf8 = if encoding == UTF_8 { whole_utf8(sample) } else { None };
        let mut reading = Self { is_utf8: utf8.is_some(), ..Self::default() };
        let text = utf8.map_or_else(|| Cow::Owned(decoded(sample, encoding)), Cow::Borrowed);
        for c in text.chars() {
            reading.characters += 1;
            match c {
                // With the end of a line in Word and of a page in what is printed as text.
                '\t'..='\r' | ' '..='~' => reading.ascii += 1,
                '\0'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' | '\u{FFF0}'..='\u{FFFF}' => reading.bad += 1,
                c if is_common(c) => reading.common += 1,
                '\u{2010}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'.. => reading.rare += 1,
                _ => {}
            }
        }
        reading
    }

    /// The mean of a character's weight, in thousandths.
    fn score(&self) -> i64 {
        let sum = self.common * 1000 + self.rare * 100 + self.ascii * 400 - self.bad * 2000;
        let mean = sum / self.characters.max(1);
        if self.is_utf8 { mean + 300 } else { mean }
    }

    fn is_surely_chinese(&self) -> bool {
        self.is_utf8
            && self.bad == 0
            && self.common > 0
            && (self.common + self.rare) * 2 > self.characters - self.ascii
    }

    /// A text may be damaged, but not in one of eight of its characters.
    fn is_binary(&self) -> bool {
        self.bad * 8 > self.characters
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIMPLIFIED: &str = "关于印发《青川县2025年为民办实事实施方案》的通知\n各乡镇人民政府，县直有关部门：\n\
        现将方案印发给你们，请结合实际认真贯彻落实。责任单位：县教育局、县财政局，完成时限：10月底前。";
    const TRADITIONAL: &str = "關於印發《青川縣2025年為民辦實事實施方案》的通知\n各鄉鎮人民政府，縣直有關部門：\n\
        現將方案印發給你們，請結合實際認真貫徹落實。責任單位：縣教育局、縣財政局，完成時限：10月底前。";

    fn encode(text: &str, encoding: &'static Encoding) -> Vec<u8> {
        match encoding.name() {
            "UTF-16LE" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            "UTF-16BE" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => encoding.encode(text).0.into_owned(),
        }
    }

    #[test]
    fn every_encoding_is_told_from_any_beginning() {
        for encoding in CANDIDATES {
            let texts: &[&str] = if encoding == BIG5 { &[TRADITIONAL] } else { &[SIMPLIFIED, TRADITIONAL] };
            for text in texts {
                let bytes = encode(text, encoding);
                for len in 20..bytes.len() {
                    assert_eq!(detect(&bytes[..len]), Some(encoding), "{} of {len} bytes", encoding.name());
                }
            }
        }
    }

    #[test]
    fn a_long_english_preamble_does_not_hide_the_encoding() {
        for encoding in CANDIDATES {
            let bytes = encode(&format!("{}{TRADITIONAL}", "Subject: notice 1\r\n".repeat(500)), encoding);
            assert_eq!(detect(&bytes), Some(encoding));
        }
    }

    #[test]
    fn a_few_bad_bytes_do_not_change_the_encoding() {
        for encoding in CANDIDATES {
            let mut bytes = encode(&TRADITIONAL.repeat(3), encoding);
            for at in (51..bytes.len()).step_by(97) {
                bytes[at] = 0xFF;
            }
            assert_eq!(detect(&bytes), Some(encoding));
        }
    }

    #[test]
    fn ascii_is_utf8() {
        assert_eq!(detect(b"No. 12, 2025"), Some(UTF_8));
        assert_eq!(detect(b""), Some(UTF_8));
    }

    #[test]
    fn the_end_of_a_page_is_text() {
        assert_eq!(detect("— 3 —\n\u{C}".as_bytes()), Some(UTF_8));
    }

    #[test]
    fn other_scripts_in_utf8_stay_utf8() {
        assert_eq!(detect("постановление № 12".as_bytes()), Some(UTF_8));
        assert_eq!(detect("ئۇقتۇرۇش".as_bytes()), Some(UTF_8));
    }

    #[test]
    fn binary_is_no_text() {
        assert_eq!(detect(&[0; 64]), None);
        assert_eq!(detect(b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3E\0\x01\0\0\0"), None);
        let noise: Vec<u8> = (0u32..4000).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(detect(&noise), None);
    }
}
