//! Full names of units: the place that a list elides, the long form of a short name.

use crate::lexicon::Lexicon;
use crate::text::words;

/// The full name of `unit` (folded) in a notice of `place`, where it is certain.
///
/// `level` is what the first unit of its list begins with (县), which those behind it elide.
pub(super) fn full(
    unit: &str,
    level: Option<&str>,
    place: Option<&str>,
    lexicon: &Lexicon,
) -> Option<String> {
    // A catch-all, a name with a bracket, or one that carries its own place stays as it is.
    if lexicon.group_starts.at_start(unit).is_some() || unit.contains('(') {
        return None;
    }
    let place = place?;
    // 团县委, 县团委: the league's own name goes round the place.
    if let Some(level) = league(unit) {
        return place.ends_with(level).then(|| format!("共青团{place}委员会"));
    }
    let own = self::level(unit, lexicon);
    let bare = own.map_or(unit, |own| &unit[own.len()..]);
    let short = lexicon.short_forms.get(bare);
    let office = short.map_or(bare, String::as_str);
    let named = own.or(level.filter(|_| is_office(unit, lexicon)))?;
    // 县农业农村局 in a notice of a city is not the city's.
    place.ends_with(named).then(|| format!("{place}{office}"))
}

/// The level of a committee of the Youth League (共青团) in its short form: 县 of 团县委.
fn league(unit: &str) -> Option<&str> {
    let inner = unit.strip_prefix('团').and_then(|rest| rest.strip_suffix('委'));
    let level = inner.or_else(|| unit.strip_suffix("团委")).unwrap_or_default();
    ["县", "市", "区", "州", "省", "旗", "盟"].into_iter().find(|&known| known == level)
}

/// The level that a unit's name begins with: 县 of 县农业农村局.
pub(super) fn level<'a>(unit: &str, lexicon: &'a Lexicon) -> Option<&'a str> {
    lexicon
        .levels
        .iter()
        .map(String::as_str)
        .find(|level| unit.starts_with(level) && unit.len() > level.len())
        // The 市 of 市场监管局 is no level.
        .filter(|_| !unit.starts_with("市场") && !lexicon.short_forms.contains_key(unit))
}

/// Whether a name without place is an office of the government that the list names, and no company or park.
fn is_office(unit: &str, lexicon: &Lexicon) -> bool {
    let ends =
        words!["局", "委", "办", "中心", "办公室"].ends(unit) || lexicon.short_forms.contains_key(unit);
    ends && lexicon.unplaced.at_end(unit).is_none() && unit.chars().count() <= 12
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_the_list_completes_a_name() {
        let lexicon = Lexicon::builtin();
        let read = |unit, level| full(unit, level, Some("甲县"), lexicon);
        assert_eq!(read("自然资源局", Some("县")).as_deref(), Some("甲县自然资源局"));
        assert_eq!(read("县人社局", None).as_deref(), Some("甲县人力资源和社会保障局"));
        assert_eq!(
            full("市场监管局", Some("市"), Some("乙市"), lexicon).as_deref(),
            Some("乙市市场监督管理局")
        );
        assert_eq!(read("供电公司", Some("县")), None);
        assert_eq!(read("团县委", Some("县")).as_deref(), Some("共青团甲县委员会"));
        assert_eq!(read("团市委", Some("县")), None);
        assert_eq!(read("县委编办", None).as_deref(), Some("甲县委机构编制委员会办公室"));
        assert_eq!(read("县政府办", None).as_deref(), Some("甲县人民政府办公室"));
        assert_eq!(read("各乡镇人民政府", Some("县")), None);
        assert_eq!(read("市水利局", None), None);
    }
}
