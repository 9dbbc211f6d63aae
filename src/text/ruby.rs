//! Pinyin that a page has put in brackets behind its characters: 通（tōng）知（zhī）.

use super::pattern;
use regex::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;

static RUBY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<han>[\p{Han}〕》”])(?P<ruby>(?:[\s\x{3000}]?[（(][\s\x{3000}]?[a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜüńňǹḿ]{2,6}[\s\x{3000}]?[)）])+)",
    )
});

static SYLLABLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "^(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ui|ao|ou|iu|ie|ue|er|an|en|in|un|ia|ua|uo|a|o|e|i|u|v)$",
    )
});

/// How often bare syllables must stand in brackets before they are pinyin, and no abbreviation.
const OFTEN: usize = 3;

/// Whether the texts of a document show pinyin: a syllable with its tone, or bare syllables again and again.
pub fn is_shown<'a>(texts: impl Iterator<Item = &'a str>) -> bool {
    let mut bare = 0;
    // Most texts have no word of small letters.
    let texts = texts.filter(|text| text.bytes().any(|byte| byte.is_ascii_lowercase()));
    texts.flat_map(|text| RUBY.captures_iter(text)).filter_map(|found| found.name("ruby")).any(|ruby| {
        let syllables = syllables(ruby.as_str());
        bare += syllables.iter().filter(|syllable| is_pinyin(syllable)).count();
        bare >= OFTEN || syllables.iter().any(|syllable| !syllable.is_ascii() && is_pinyin(syllable))
    })
}

/// Takes the pinyin out of a text that shows it.
///
/// ```
/// assert_eq!(duban::text::ruby::strip("甲政辦（bàn）發〔2031〕16號(hào)，長度（km）"), "甲政辦發〔2031〕16號，長度（km）");
/// ```
pub fn strip(text: &str) -> Cow<'_, str> {
    RUBY.replace_all(text, |found: &regex::Captures<'_>| {
        let part = |name: &str| found.name(name).map_or("", |part| part.as_str());
        let pinyin = syllables(part("ruby")).iter().all(|syllable| is_pinyin(syllable));
        if pinyin { part("han").to_owned() } else { found[0].to_owned() }
    })
}

fn syllables(ruby: &str) -> Vec<&str> {
    ruby.split(['(', ')', '（', '）', ' ']).map(str::trim).filter(|syllable| !syllable.is_empty()).collect()
}

/// Whether a word is a syllable of Hanyu Pinyin, with or without its tone.
fn is_pinyin(word: &str) -> bool {
    let bare: String = word
        .chars()
        .map(|c| match c {
            'ā' | 'á' | 'ǎ' | 'à' => 'a',
            'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
            'ē' | 'é' | 'ě' | 'è' => 'e',
            'ī' | 'í' | 'ǐ' | 'ì' => 'i',
            'ū' | 'ú' | 'ǔ' | 'ù' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' | 'ü' => 'u',
            other => other,
        })
        .collect();
    SYLLABLE.is_match(&bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pinyin_is_told_by_its_tone_or_by_its_number() {
        let shown = |text: &str| is_shown(std::iter::once(text));
        assert!(shown("十二項（xiàng）實事"));
        assert!(shown("各（ge）區、縣人（ren）民政府，市（shi）政府"));
        assert!(!shown("長度（km）、面積（ha）"));
        assert!(!shown("甲方（jia）"));
    }

    #[test]
    fn only_pinyin_goes() {
        assert_eq!(strip("和（he)(he）規範"), "和規範");
        assert_eq!(strip("重量（kg）、辦法（試行）"), "重量（kg）、辦法（試行）");
    }
}
