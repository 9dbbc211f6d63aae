//! Parties (责任主体): lists of units and of leaders.

use crate::lexicon::{Lexicon, UnitKind};
use crate::text::{Folded, Grounded, brackets, is_han, squeeze};
use std::ops::Range;

/// A person in charge, or the office that is (分管副省长).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The name's place; `None` where only an office is named.
    pub name: Option<Range<usize>>,
    /// The post's place.
    pub post: Option<Range<usize>>,
}

/// Finds the units of a list (县财政局、审计局，各乡镇人民政府).
///
/// ```
/// let found = duban::fields::party::find_units("县发改局（粮食局）、财政局，各县（市、区）人民政府");
/// assert_eq!(found.len(), 3);
/// ```
pub fn find_units(text: &str) -> Vec<Grounded<UnitKind>> {
    let text = Folded::new(text.to_owned());
    let found = units(text.folded(), Lexicon::builtin());
    found.into_iter().map(|(value, range)| Grounded { value, span: text.span(range) }).collect()
}

/// Finds the leaders of a list (副县长周 宁、买买提·艾力).
pub fn find_leaders(text: &str) -> Vec<Grounded<Person>> {
    let text = Folded::new(text.to_owned());
    let found = leaders(text.folded(), Lexicon::builtin());
    let span = |person: &Person| person.name.clone().or(person.post.clone()).unwrap_or(0..0);
    found.into_iter().map(|person| Grounded { span: text.span(span(&person)), value: person }).collect()
}

/// Words behind a list or a name that are no part of it.
const TAILS: &[&str] = &[
    "按职责分工负责",
    "按照职责分工负责",
    "按职责分工",
    "按照职责分工",
    "按职能分工负责",
    "分别负责",
    "分别牵头",
    "共同牵头",
    "共同负责",
    "具体负责",
    "负责落实",
    "牵头负责",
    "参与配合",
    "协同配合",
    "配合",
    "牵头",
    "负责",
    "参与",
    "协办",
    "主办",
    "承办",
    "落实",
    "等部门",
    "等单位",
    "等",
    "等有关部门",
    "同志",
];

/// Units of a folded list, with their places.
pub(crate) fn units(text: &str, lexicon: &Lexicon) -> Vec<(UnitKind, Range<usize>)> {
    let separators = |c: char| matches!(c, '、' | ',' | ';' | '/' | '\n' | '\t' | '|' | '。') || c == ' ';
    let pieces = brackets::split_outside(text, separators);
    let pieces = pieces.into_iter().flat_map(|piece| split_and(text, piece)).collect::<Vec<_>>();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open: Option<usize> = None;
    for piece in pieces {
        let piece = strip(text, piece);
        if piece.is_empty() {
            continue;
        }
        // 各委、办、局 is one name, and so is what a bracket goes on with: 各县区政府 (管委会).
        let words = &text[piece.clone()];
        let goes_on =
            words.chars().count() == 1 && "办局厅委部室院".contains(words) || words.starts_with('(');
        if goes_on
            && open.is_none()
            && let Some(last) = found.last_mut()
        {
            last.end = piece.end;
            continue;
        }
        let start = open.take().unwrap_or(piece.start);
        // 各乡、镇人民政府: the first part lacks the head noun that the second lends it.
        let next = text[piece.end..].strip_prefix('、').unwrap_or_default();
        if (lacks_head(words) || shares_government(words, next))
            && text[piece.end..].trim_start_matches([')', ' ']).starts_with('、')
        {
            open = Some(start);
            continue;
        }
        found.push(start..piece.end);
    }
    if let Some(start) = open {
        found.push(brackets::trim(text, start..text.len()));
    }
    let named =
        found.into_iter().map(|range| strip(text, range)).filter(|range| is_name(&text[range.clone()]));
    named.map(|range| (kind(&text[range.clone()], lexicon), range)).collect()
}

/// Splits at 及, 以及, 和 where a catch-all follows: 州委编办及州直相关单位.
fn split_and(text: &str, piece: Range<usize>) -> Vec<Range<usize>> {
    let words = &text[piece.clone()];
    for and in ["以及", "会同", "及", "和", "与"] {
        for (at, _) in words.match_indices(and) {
            let rest = &words[at + and.len()..];
            let group = [
                "各", "有关", "相关", "其他", "州直", "市直", "县直", "区直", "省直", "所属", "属地", "沿线",
            ]
            .iter()
            .any(|start| rest.starts_with(start));
            if at > 0
                && (group || and == "会同")
                && brackets::outermost(words).iter().all(|pair| !pair.outer.contains(&at))
            {
                let left = brackets::trim(text, piece.start..piece.start + at);
                let right = brackets::trim(text, piece.start + at + and.len()..piece.end);
                return [left].into_iter().chain(split_and(text, right)).collect();
            }
        }
    }
    vec![piece]
}

/// Takes words off both ends that are no part of a name.
fn strip(text: &str, piece: Range<usize>) -> Range<usize> {
    let mut range = brackets::trim(text, piece);
    loop {
        let words = &text[range.clone()];
        let cut = words.trim_end_matches(['。', ';', ',', '、', ':', '.', ')'].as_slice());
        // A closing bracket stays where it closes one of the name's own.
        let cut = if words.contains('(') {
            words.trim_end_matches(['。', ';', ',', '、', ':', '.'])
        } else {
            cut
        };
        let tail = TAILS.iter().find(|tail| cut.len() > tail.len() && cut.ends_with(**tail));
        // 由 and 会同 lead in; a remark in brackets (列第一位的为牵头单位,下同) is no part of a name.
        let lead = ["由", "会同", "以及", "并由"]
            .iter()
            .find(|lead| cut.starts_with(**lead) && cut.len() > lead.len() + 3);
        let remark = trailing_remark(cut);
        let end = range.start + remark.unwrap_or(cut.len() - tail.map_or(0, |tail| tail.len()));
        let next = brackets::trim(
            text,
            range.start + lead.map_or(0, |lead| lead.len())
                ..end.max(range.start + lead.map_or(0, |lead| lead.len())),
        );
        if next == range {
            return range;
        }
        range = next;
    }
}

/// Where a remark in brackets begins that ends `words`: 市财政局(列第一位的为牵头单位,下同).
fn trailing_remark(words: &str) -> Option<usize> {
    let pairs = brackets::outermost(words);
    let last = pairs.last().filter(|pair| pair.outer.end == words.len() && pair.outer.start > 0)?;
    let inside = &words[last.inner.clone()];
    let marks = [
        "配合",
        "协助",
        "下同",
        "牵头",
        "列第一",
        "排名第一",
        "首位",
        "排第一",
        "排在第一",
        "第一位",
        "责任单位",
        "主要负责",
        "按职责",
    ];
    marks.iter().any(|mark| inside.contains(mark)).then_some(last.outer.start)
}

/// Whether a place goes on with the next one to its 人民政府: 各省、自治区、直辖市人民政府; 甲、乙市人民政府.
fn shares_government(piece: &str, behind: &str) -> bool {
    const LEVELS: [char; 8] = ['省', '市', '县', '区', '州', '旗', '镇', '乡'];
    let is_level =
        |words: &str| words.ends_with(LEVELS) && words.chars().count() <= 4 || words.chars().count() == 1;
    if !(is_level(piece) || (piece.starts_with('各') && piece.ends_with(LEVELS))) {
        return false;
    }
    let list = behind.split([',', ';', ':']).next().unwrap_or_default();
    for next in list.split('、').take(60) {
        if let Some(stem) = next.strip_suffix("人民政府") {
            return stem.trim_end_matches("委和").ends_with(LEVELS);
        }
        if !is_level(next) {
            return false;
        }
    }
    false
}

/// Whether a piece of a list has no head noun of its own: 各乡, 中央, 省.
fn lacks_head(piece: &str) -> bool {
    let bare = [
        "中央", "省", "市", "县", "区", "州", "省属", "市属", "县属", "区属", "省级", "市级", "县级", "区级",
        "部", "部属", "中省", "国家", "镇", "乡", "村", "市直", "县直", "区直", "州直", "旗",
    ];
    let each = piece.strip_prefix('各').is_some_and(|rest| {
        rest.chars().count() <= 2
            && ["乡", "县", "市", "镇", "区", "旗", "村", "州", "街道", "市州", "县市", "乡镇", "地"]
                .contains(&rest)
            && rest != "街道"
    });
    each || bare.contains(&piece)
}

fn is_name(words: &str) -> bool {
    let count = words.chars().count();
    let none = ["无", "/", "-", "—", "——", "--", "暂无", "同上", "有关", "相关"];
    (2..=60).contains(&count)
        && words.chars().any(is_han)
        && !none.contains(&words)
        && !words.chars().all(|c| c.is_ascii_digit())
}

fn kind(name: &str, lexicon: &Lexicon) -> UnitKind {
    let group = lexicon.group_starts.at_start(name).is_some()
        || name.contains('各')
        || ["有关部门", "相关部门", "有关单位", "相关单位", "各部门", "各单位", "成员单位"]
            .iter()
            .any(|end| name.ends_with(end));
    if group { UnitKind::Group } else { UnitKind::Unit }
}

/// Whether the words look like the name of a unit.
pub(crate) fn is_unit(words: &str, lexicon: &Lexicon) -> bool {
    let words = words.trim();
    let bare = brackets::outermost(words)
        .last()
        .filter(|pair| pair.outer.end == words.len())
        .map_or(words, |pair| &words[..pair.outer.start]);
    let clean = !words.contains(['。', ';', ':', '?']) && bare.chars().count() <= 40;
    clean
        && bare.chars().count() >= 2
        && (lexicon.unit_suffixes.at_end(bare).is_some() || lexicon.group_starts.at_start(bare).is_some())
}

/// Leaders of a folded list: 县委常委、县委办主任 覃 勇, 副县长周宁, 分管副省长.
pub(crate) fn leaders(text: &str, lexicon: &Lexicon) -> Vec<Person> {
    let pieces = join_spaced(
        lexicon,
        text,
        brackets::split_outside(text, |c| {
            matches!(c, '、' | ',' | ';' | '/' | '\n' | '\t' | '|' | '。' | ' ')
        }),
    );
    let mut found = Vec::new();
    // Posts that no name has followed yet: 县委常委、副县长周宁 is one person, 分管副省长、协管副秘书长 two offices.
    let mut posts: Vec<Range<usize>> = Vec::new();
    for piece in pieces {
        let piece = without_brackets(text, strip(text, piece));
        let words = &text[piece.clone()];
        if matches!(words, "" | "无" | "—" | "——" | "-" | "--") {
            continue;
        }
        let split = post_end(words, lexicon);
        let name = brackets::trim(text, piece.start + split..piece.end);
        let own = (split > 0).then(|| brackets::trim(text, piece.start..piece.start + split));
        if is_person(&text[name.clone()]) {
            let first = posts.first().cloned().or(own.clone());
            let last = own.or(posts.last().cloned());
            let post = first.zip(last).map(|(first, last)| first.start..last.end);
            posts.clear();
            found.push(Person { name: Some(name), post });
        } else if name.is_empty() && split > 0 {
            posts.push(piece);
        }
    }
    found.extend(posts.into_iter().map(|post| Person { name: None, post: Some(post) }));
    found
}

/// Joins what a space in a name has split: 周 宁, 覃  勇.
fn join_spaced(lexicon: &Lexicon, text: &str, pieces: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    // A remark in brackets may stand behind the name: 孙 毅(副县长).
    let single = |range: &Range<usize>| {
        let words = text[range.clone()].split('(').next().unwrap_or_default();
        words.chars().count() == 1
    };
    let mut open = false;
    for piece in pieces {
        let spaced = joined
            .last()
            .is_some_and(|last| text[last.end..piece.start].chars().all(|c| c == ' ' || c == '\u{3000}'));
        match joined.last_mut() {
            Some(last) if open && spaced && single(&piece) => {
                last.end = piece.end;
                open = false;
            }
            _ => {
                // 副县长田 雨, 司马 青: what stands before the gap is a post with a surname, or a surname of two.
                let words = &text[piece.clone()];
                let behind_post = lexicon
                    .posts
                    .find_iter(words)
                    .last()
                    .is_some_and(|post| words[post.end()..].chars().count() == 1);
                open = single(&piece) || behind_post || lexicon.compound_surnames.at_end(words).is_some();
                joined.push(piece);
            }
        }
    }
    joined
}

/// A name without what stands in brackets behind it: 周宁(常务副县长).
fn without_brackets(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let cut = brackets::outermost(words)
        .first()
        .filter(|pair| pair.outer.start > 0 && matches!(pair.sign, '(' | '['))
        .map_or(words.len(), |pair| pair.outer.start);
    brackets::trim(text, range.start..range.start + cut)
}

/// Where the post ends that `words` begin with, in bytes; 0 without one. 同志 behind a name is no post.
fn post_end(words: &str, lexicon: &Lexicon) -> usize {
    let words = words.strip_suffix("同志").unwrap_or(words);
    let last = lexicon.posts.find_iter(words).map(|found| found.end()).filter(|&end| {
        // The name of a person may end like a post (王长); a post leaves a whole name or nothing.
        let rest = words[end..].trim().chars().count();
        rest == 0 || rest >= 2
    });
    last.last().filter(|&end| words[..end].chars().count() >= 2).unwrap_or(0)
}

/// Whether the words are a person's name even without a label that says so: they begin with a surname or hold a dot.
pub(crate) fn is_surely_person(words: &str, lexicon: &Lexicon) -> bool {
    let squeezed = squeeze(words);
    let name = squeezed.trim_end_matches("同志");
    let count = name.chars().count();
    let compound = name
        .char_indices()
        .nth(2)
        .is_some_and(|(at, _)| lexicon.compound_surnames.get(&name[..at]).is_some());
    let surname = name.chars().next().is_some_and(|first| lexicon.surnames.contains(&first));
    is_person(name)
        && (name.contains(['·', '•', '‧', '・'])
            || surname && (2..=3).contains(&count)
            || compound && (3..=4).contains(&count))
}

/// Whether the words can be a person's name: two to four characters, or parts joined by dots.
pub(crate) fn is_person(words: &str) -> bool {
    let words = words.trim().trim_end_matches("同志");
    // 各县 is nobody by name.
    if words.starts_with('各') {
        return false;
    }
    let dotted = words.contains(['·', '•', '‧', '・', '.']);
    let signs = words.chars().filter(|c| !c.is_whitespace());
    let han = signs.clone().all(|c| {
        is_han(c)
            || matches!(c, '·' | '•' | '‧' | '・' | '.')
            || ('\u{3400}'..='\u{4dbf}').contains(&c)
            || c > '\u{1ffff}'
    });
    let count = signs.count();
    han && if dotted { (3..=24).contains(&count) } else { (2..=5).contains(&count) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    fn names(text: &str) -> Vec<String> {
        let text = fold(text);
        units(&text, Lexicon::builtin()).into_iter().map(|(_, range)| text[range].to_owned()).collect()
    }

    fn people(text: &str) -> Vec<String> {
        let text = fold(text);
        let show = |person: Person| person.name.map_or("—".to_owned(), |name| text[name].replace(' ', ""));
        leaders(&text, Lexicon::builtin()).into_iter().map(show).collect()
    }

    #[test]
    fn a_list_of_units_splits_outside_brackets() {
        assert_eq!(
            names("县发改局（粮食局）、财政局，各县（市、区）人民政府"),
            ["县发改局(粮食局)", "财政局", "各县(市、区)人民政府"]
        );
        assert_eq!(names("文化站 派出所"), ["文化站", "派出所"]);
    }

    #[test]
    fn a_shared_head_noun_keeps_a_group_together() {
        assert_eq!(names("县教育局，各乡、镇人民政府"), ["县教育局", "各乡、镇人民政府"]);
        assert_eq!(names("各镇人民政府、街道办事处"), ["各镇人民政府", "街道办事处"]);
        assert_eq!(names("州司法局、州委编办及州直相关单位"), ["州司法局", "州委编办", "州直相关单位"]);
    }

    #[test]
    fn what_is_no_name_goes() {
        assert_eq!(names("市财政局（列第一位的为牵头单位，下同）、市税务局等"), ["市财政局", "市税务局"]);
        assert_eq!(names("——"), Vec::<String>::new());
        assert_eq!(names("自然资源局、林业局按职责分工负责"), ["自然资源局", "林业局"]);
    }

    #[test]
    fn names_keep_their_parts_and_lose_their_posts() {
        assert_eq!(people("周 宁、买合木提·艾山"), ["周宁", "买合木提·艾山"]);
        assert_eq!(people("县委常委、县委办主任  覃  勇，县政府办主任田小军"), ["覃勇", "田小军"]);
        assert_eq!(people("副县长李沐阳"), ["李沐阳"]);
        assert_eq!(people("分管副省长、协管副秘书长"), ["—", "—"]);
        assert_eq!(people("才让多吉 周宁"), ["才让多吉", "周宁"]);
    }
}
