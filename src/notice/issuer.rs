//! Who issues the notice.

use super::head::Head;
use super::model::Issuer;
use super::setting::Setting;
use crate::fields::{header, party};
use crate::lexicon::Lexicon;
use crate::outline::Content;
use crate::text::{brackets, words};
use std::ops::Range;

/// Who issues the notice: who signs it, the red head, the title's first words, the page's metadata; else inferred.
pub(super) fn issuer(content: &Content, head: &Head, setting: &Setting, lexicon: &Lexicon) -> Option<Issuer> {
    let text = content.text.folded();
    let read = |range: Range<usize>, from: &str| Issuer {
        name: content.text.wording(range.clone()).to_owned(),
        span: Some(content.text.span(range)),
        inferred: false,
        from: from.to_owned(),
    };
    if let Some(range) = head.signature.clone() {
        return Some(read(range, "落款"));
    }
    let title = head.title.clone();
    let titled = title.and_then(|range| {
        let words = &text[range.clone()];
        let end = ["关于", "印发", "转发"].iter().filter_map(|word| words.find(word)).min()?;
        let lead = words.len() - words.trim_start_matches(['《', '〈', ' ', '<']).len();
        let name = brackets::trim(text, range.start + lead.min(end)..range.start + end);
        let all = names(&text[name.clone()]).iter().all(|part| party::is_unit(part, lexicon));
        (all && !name.is_empty()).then_some(name)
    });
    if let Some(range) =
        head.named_issuer.clone().filter(|range| titled.is_none() || text[range.clone()].len() > 6)
    {
        let agency = head.number.as_ref().map(|number| &text[number.agency.clone()]);
        let range = by_code(text, range, agency);
        return Some(read(titled.clone().unwrap_or(range), if titled.is_some() { "标题" } else { "版头" }));
    }
    if let Some(range) = titled {
        return Some(read(range, "标题"));
    }
    let agency = head.number.as_ref().map(|number| &text[number.agency.clone()]);
    let name = inferred_issuer(agency, setting.place.as_deref())?;
    let from = if setting.place.is_some() { "标题、正文" } else { "发文字号" };
    Some(Issuer { name, span: None, inferred: true, from: from.to_owned() })
}

/// Whom a page names, less its office where the document's code is the government's own: 甲政发 under 发布机构:甲县人民政府办公室.
fn by_code(text: &str, named: Range<usize>, agency: Option<&str>) -> Range<usize> {
    let governs = agency.is_some_and(|code| {
        words!["政发", "政字", "政函", "府发", "府字"].ends(code) && !code.contains('办')
    });
    let government =
        text[named.clone()].strip_suffix("办公室").filter(|name| governs && name.ends_with("人民政府"));
    government.map_or(named.clone(), |name| named.start..named.start + name.len())
}

/// The names of a title's lines; one may go on from the line before.
fn names(words: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for part in words.split_whitespace() {
        match found.last_mut() {
            Some(last) if header::is_rest_of_name(part) => last.push_str(part),
            _ => found.push(part.to_owned()),
        }
    }
    found
}

/// The government of `place`, or its office where the document number's code says so (政办, 府办). The State Council
/// names itself by its code. Another organ's code (甲水发) leaves the issuer open.
fn inferred_issuer(agency: Option<&str>, place: Option<&str>) -> Option<String> {
    if let Some(name) = agency.and_then(|agency| match agency {
        "国发" | "国函" => Some("国务院"),
        "国办发" | "国办函" => Some("国务院办公厅"),
        _ => None,
    }) {
        return Some(name.to_owned());
    }
    let place = place?;
    let has = |words: &[&str]| agency.is_some_and(|agency| words.iter().any(|word| agency.contains(word)));
    let office = has(&["政办", "府办"]);
    if agency.is_some() && !office && !has(&["政", "府"]) {
        return None;
    }
    let governed = words!["省", "自治区", "县", "市", "区", "州", "盟", "镇", "乡", "旗"];
    let office = match office {
        true if place.ends_with("省") || place.ends_with("自治区") => "办公厅",
        true => "办公室",
        false => "",
    };
    // A development zone is run by its committee.
    let zone = ["开发区", "高新区", "园区", "示范区", "保税区", "风景区", "管理区"];
    if zone.iter().any(|end| place.ends_with(end)) {
        return Some(format!("{place}管理委员会{office}"));
    }
    governed.ends(place).then(|| format!("{place}人民政府{office}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documents_code_says_which_organ_issues() {
        let name = |agency, place| inferred_issuer(agency, place);
        assert_eq!(name(Some("甲政办发"), Some("甲县")).as_deref(), Some("甲县人民政府办公室"));
        assert_eq!(name(Some("甲府发"), Some("甲县")).as_deref(), Some("甲县人民政府"));
        assert_eq!(name(Some("乙政办发"), Some("乙省")).as_deref(), Some("乙省人民政府办公厅"));
        assert_eq!(name(Some("国办发"), None).as_deref(), Some("国务院办公厅"));
        assert_eq!(name(Some("甲水发"), Some("甲县")), None);
        assert_eq!(name(None, Some("甲县")).as_deref(), Some("甲县人民政府"));
    }
}
