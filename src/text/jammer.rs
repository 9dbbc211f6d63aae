//! Signs without sense that a forum has put in front of its lines, to jam copies of them: `* v9 Y! c5 N) s& D一是修路`.

use std::borrow::Cow;

/// How many lines of a document must begin so before they are no accident.
const OFTEN: usize = 2;
/// The fewest words of such signs.
const FEWEST: usize = 5;

/// A text without the signs that its lines begin with.
///
/// ```
/// let jammed = "* v9 Y! c5 N) s& D一是修路\n: I+ B' {) J$ p- G+ R2 v二是修桥\n";
/// assert_eq!(duban::text::jammer::strip(jammed), "一是修路\n二是修桥\n");
/// ```
pub fn strip(text: &str) -> Cow<'_, str> {
    let lines = || text.split_inclusive('\n');
    if lines().filter(|line| len(line) > 0).take(OFTEN).count() < OFTEN {
        return Cow::Borrowed(text);
    }
    lines().map(|line| &line[len(line)..]).collect::<String>().into()
}

/// How much of a line is such signs: short words, of which some hold punctuation, up to the first sign beyond ASCII.
fn len(text: &str) -> usize {
    if !text.starts_with(|c: char| c.is_ascii()) {
        return 0;
    }
    let end = text.find(|c: char| !c.is_ascii()).unwrap_or(text.len());
    let words = || text[..end].split_ascii_whitespace();
    let short = words().all(|word| word.len() <= 4);
    let odd = words().filter(|word| word.contains(|c: char| c.is_ascii_punctuation() && c != '.')).count();
    let letters = text[..end].bytes().filter(u8::is_ascii_alphabetic).count();
    let jams = end < text.len() && short && words().count() >= FEWEST && odd >= 3 && letters >= 3;
    if jams { end } else { 0 }
}
