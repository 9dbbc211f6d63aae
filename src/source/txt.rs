//! Plain text, in any encoding of Chinese.

use super::encoding::{self, Undecodable};
use super::sniff::{self, Format};
use super::{Block, BlockKind, Body, Error, Options, Origin};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::{jammer, unwrap};
use encoding_rs::Encoding;

pub(super) const FORMAT: Format = Format {
    name: "txt",
    // The last of the formats: what is no text in any encoding is told when it is read.
    matches: |bytes| !sniff::is_known_binary(bytes),
    read,
};

fn read(bytes: &[u8], options: &Options) -> Result<Body, Error> {
    let encoding = options.encoding.or_else(|| encoding::detect(bytes)).ok_or(Error::Binary)?;
    let decoded = encoding::decode(bytes, encoding);
    let blocks: Vec<Block> = unwrap::paragraphs(&jammer::strip(&decoded.text))
        .into_iter()
        .map(|p| Block {
            kind: BlockKind::Paragraph,
            text: p.text,
            origin: Origin::Lines { line: p.line, end_line: p.end_line },
        })
        .collect();
    options.limits.check_blocks(blocks.len())?;
    Ok(Body {
        encoding: Some(encoding),
        blocks,
        furniture: Vec::new(),
        diagnostics: undecodable(&decoded.undecodable, encoding).into_iter().collect(),
    })
}

/// The remark on bytes that could not be decoded, if any.
fn undecodable(found: &Undecodable, encoding: &'static Encoding) -> Option<Diagnostic> {
    let sequences = match found.count {
        0 => return None,
        1 => "1 byte sequence is".to_owned(),
        n => format!("{n} byte sequences are"),
    };
    let lines: Vec<String> = found.lines.iter().map(u32::to_string).collect();
    let more = if found.count > lines.len() { " and others" } else { "" };
    let message = format!(
        "{sequences} not valid {} and replaced by U+FFFD (line {}{more})",
        encoding.name(),
        lines.join(", ")
    );
    Some(Diagnostic::new(Severity::Error, "undecodable-bytes", message, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(bytes: &[u8], options: &Options) -> Body {
        read(bytes, options).expect("text")
    }

    #[test]
    fn an_encoding_given_overrules_the_content() {
        let options = Options { encoding: Some(encoding_rs::BIG5), ..Options::default() };
        let body = body("办".as_bytes(), &options);
        assert_eq!(body.encoding, Some(encoding_rs::BIG5));
        assert_ne!(body.blocks[0].text, "办");
    }

    #[test]
    fn damage_is_replaced_and_told() {
        let mut bytes = "关于印发方案的通知\n各乡镇人民政府：\n请认真贯彻落实。".as_bytes().to_vec();
        bytes[30] = 0xFF;
        let body = body(&bytes, &Options::default());
        assert!(body.blocks[1].text.contains('\u{FFFD}'));
        assert_eq!(body.diagnostics[0].code, "undecodable-bytes");
        assert!(
            body.diagnostics[0].message.ends_with("(line 2 and others)"),
            "{}",
            body.diagnostics[0].message
        );
    }

    #[test]
    fn lines_may_end_in_crlf() {
        let blocks = body("第一条 总则。\r\n\r\n第二条 附则。\r\n".as_bytes(), &Options::default()).blocks;
        assert_eq!(blocks[1].text, "第二条 附则。");
        assert_eq!(blocks[1].origin, Origin::Lines { line: 3, end_line: 3 });
    }

    #[test]
    fn the_number_of_blocks_is_limited() {
        let mut options = Options::default();
        options.limits.blocks = 2;
        assert!(read("一。\n\n二。\n\n三。".as_bytes(), &options).is_err());
    }
}
