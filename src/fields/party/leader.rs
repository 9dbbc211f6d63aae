//! Leaders (责任领导): names and posts taken apart, and whether words can be a name.

use super::{
    Person,
    unit::{is_unit, strip},
};
use crate::lexicon::Lexicon;
use crate::text::{Wordlist, brackets, is_han, squeeze, words};
use std::ops::Range;

/// What parts one person from the next, besides a gap.
const SEPARATORS: [char; 8] = ['、', ',', ';', '/', '\n', '\t', '|', '。'];

/// Leaders of a folded list: 县委常委、县委办主任 覃 勇, 副县长周宁, 分管副省长.
pub(crate) fn leaders(text: &str, lexicon: &Lexicon) -> Vec<Person> {
    let dotted = super::is_dotted(text);
    let parts = brackets::split_outside(text, |c| c == ' ' || SEPARATORS.contains(&c) || dotted && c == '.');
    let parts = parts.into_iter().flat_map(|part| parted(text, part, lexicon)).collect();
    let pieces = join_spaced(lexicon, text, join_charges(lexicon, text, parts));
    let mut found = Vec::new();
    // Posts that no name has followed yet: 县委常委、副县长周宁 is one person, 分管副省长、协管副秘书长 two offices.
    let mut posts: Vec<Range<usize>> = Vec::new();
    let mut office: Option<Range<usize>> = None;
    for piece in pieces {
        // 分管负责同志 is an office, whoever holds it.
        if matches!(
            &text[piece.clone()],
            "分管负责同志" | "分管同志" | "分管负责人" | "主要负责同志" | "主要负责人"
        ) {
            found.push(Person { name: None, post: Some(piece) });
            continue;
        }
        let piece = without_brackets(text, strip(text, piece, lexicon));
        let words = &text[piece.clone()];
        if matches!(words, "" | "无" | "空" | "空的" | "空白" | "—" | "——" | "-" | "--") {
            continue;
        }
        // 张明副县长: the post may stand behind the name.
        if let Some(cut) = name_before_post(words, lexicon) {
            posts.clear();
            let (name, post) = (piece.start..piece.start + cut, piece.start + cut..piece.end);
            found.push(Person { name: Some(name), post: Some(post) });
            continue;
        }
        let split = post_end(words, lexicon);
        let name = brackets::trim(text, piece.start + split..piece.end);
        let own = (split > 0).then(|| brackets::trim(text, piece.start..piece.start + split));
        let unit = is_unit(words, lexicon) && !is_surely_person(words, lexicon);
        if unit && split < words.len() {
            // 县教育局 张明: the name behind the gap is of that unit.
            office = Some(piece);
        } else if let Some(cut) = glued(&text[name.clone()], lexicon).filter(|_| own.is_none()) {
            let cut = name.start + cut;
            found
                .extend([name.start..cut, cut..name.end].map(|name| Person { name: Some(name), post: None }));
        } else if is_person(&text[name.clone()]) {
            let near = |office: &Range<usize>| text[office.end..piece.start].trim().is_empty();
            let first = posts.first().cloned().or(office.take().filter(near)).or(own.clone());
            let last = own.or(posts.last().cloned()).or(first.clone());
            let post = first.zip(last).map(|(first, last)| first.start..last.end);
            posts.clear();
            found.push(Person { name: Some(name), post });
        } else if name.is_empty() && split > 0 {
            // 周宁 副县长: behind a gap, and no name behind it.
            let ends =
                text[piece.end..].trim_start_matches(' ').starts_with(SEPARATORS) || piece.end == text.len();
            match found.last_mut() {
                Some(Person { name: Some(name), post: post @ None })
                    if ends && text[name.end..piece.start].chars().all(|c| c == ' ') =>
                {
                    *post = Some(piece);
                }
                _ => posts.push(piece),
            }
        }
    }
    found.extend(posts.into_iter().map(|post| Person { name: None, post: Some(post) }));
    found
}

/// Joins what a post is in charge of: 分管教育、卫生工作的副省长.
fn join_charges(lexicon: &Lexicon, text: &str, parts: Vec<Range<usize>>) -> Vec<Range<usize>> {
    const CHARGES: &Wordlist = words!["分管", "协管", "主管", "联系"];
    let mut joined: Vec<Range<usize>> = Vec::new();
    for part in parts {
        let goes_on = |last: &&mut Range<usize>| {
            let charge = &text[last.start..last.end];
            CHARGES.begins(charge)
                && !charge.contains('的')
                && !lexicon.posts.is_in(charge)
                && text[part.clone()].contains('的')
        };
        match joined.last_mut().filter(goes_on) {
            Some(last) => last.end = part.end,
            None => joined.push(part),
        }
    }
    joined
}

/// Two people whom a word joins: 政法委书记高振海与副县长罗绍军.
fn parted(text: &str, part: Range<usize>, lexicon: &Lexicon) -> Vec<Range<usize>> {
    let words = &text[part.clone()];
    let and = ['与', '和', '及'].iter().find_map(|and| {
        let at = words.find(*and).filter(|&at| at > 0)?;
        let behind = at + and.len_utf8();
        (post_end(&words[behind..], lexicon) > 0 && post_end(&words[..at], lexicon) > 0)
            .then_some((at, behind))
    });
    match and {
        Some((at, behind)) => vec![part.start..part.start + at, part.start + behind..part.end],
        None => vec![part],
    }
}

/// Where the second of two names begins that a narrow column has put together: 温启明江若兰.
fn glued(words: &str, lexicon: &Lexicon) -> Option<usize> {
    // 敖特根巴雅尔 is one.
    let two = words.chars().count() == 6 && !words.chars().all(|c| BY_SOUND.contains(c));
    let (cut, _) = words.char_indices().nth(3).filter(|_| two)?;
    let (first, second) = words.split_at(cut);
    let name = |name: &&str| {
        name.chars().all(is_han) && is_surely_person(name, lexicon) && lexicon.label(name).is_none()
    };
    [first, second].iter().all(name).then_some(cut)
}

/// The dots that join the parts of a name.
const DOTS: [char; 4] = ['·', '•', '‧', '・'];

/// Joins what a space in a name has split: 周 宁, 覃  勇.
fn join_spaced(lexicon: &Lexicon, text: &str, pieces: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    // A remark in brackets may stand behind the name: 孙 毅(副县长), and so may 同志.
    let bare = |range: &Range<usize>| {
        let words = text[range.clone()].split('(').next().unwrap_or_default();
        words.strip_suffix("同志").unwrap_or(words)
    };
    let single = |range: &Range<usize>| bare(range).chars().count() == 1;
    // 冯 亦舟: behind the gap stands the given name, of one character or two.
    let given = |range: &Range<usize>| {
        let words = bare(range);
        (1..=2).contains(&words.chars().count()) || words.contains(DOTS)
    };
    // 沈 若 水: three characters with gaps are one name; four are two.
    let gap = |a: &Range<usize>, b: &Range<usize>| text[a.end..b.start].chars().all(char::is_whitespace);
    let mut open = false;
    let mut pieces = pieces.into_iter().peekable();
    let mut spread = 0;
    while let Some(piece) = pieces.next() {
        let follows = joined.last().is_some_and(|last: &Range<usize>| gap(last, &piece));
        spread = if single(&piece) && (spread > 0 && follows || spread == 0) { spread + 1 } else { 0 };
        let more = pieces.peek().is_some_and(|next| single(next) && gap(&piece, next));
        if spread == 3 && !more && follows {
            if let Some(last) = joined.last_mut() {
                last.end = piece.end;
            }
            (open, spread) = (false, 0);
            continue;
        }
        let spaced = joined.last().is_some_and(|last| text[last.end..piece.start].chars().all(|c| c == ' '));
        match joined.last_mut() {
            // 努尔江 • 买买提: a dot joins what stands around it.
            Some(last)
                if text[..last.end].ends_with(DOTS) || spaced && text[piece.start..].starts_with(DOTS) =>
            {
                last.end = piece.end;
                open = false;
            }
            Some(last) if open && spaced && given(&piece) => {
                last.end = piece.end;
                // 副县长祝 连 成: two single characters behind the surname; a third would begin another name.
                let run = pieces.clone().take_while(|next| single(next)).count();
                open = run == 1 && single(&piece) && more;
            }
            _ => {
                // 副县长田 雨, 司马 青: what stands before the gap is a post with a surname, or a surname of two.
                let words = &text[piece.clone()];
                let behind_post = lexicon
                    .posts
                    .find_iter(words)
                    .last()
                    .is_some_and(|(post, ())| words[post.end..].chars().count() == 1);
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
        // 副县长(挂职)周宁: the name still follows.
        .filter(|pair| !words[pair.outer.end..].starts_with(is_han))
        .map_or(words.len(), |pair| pair.outer.start);
    brackets::trim(text, range.start..range.start + cut)
}

/// Where the post ends that `words` begin with, in bytes; 0 without one. 同志 behind a name is no post.
fn post_end(words: &str, lexicon: &Lexicon) -> usize {
    let words = words.strip_suffix("同志").unwrap_or(words);
    // 副县长(挂职)周宁: a remark may stand between post and name.
    let behind_remark = |end: usize| {
        let pair =
            words[end..].starts_with('(').then(|| brackets::outermost(&words[end..]).into_iter().next());
        pair.flatten().map(|pair| end + pair.outer.end).filter(|&end| end < words.len()).unwrap_or(end)
    };
    // 副县长(县公安局局长)武鸣: what a remark holds ends no post.
    let pairs = brackets::outermost(words);
    let inside =
        |at: usize| pairs.iter().any(|pair| pair.inner.contains(&at) && pair.outer.end < words.len());
    let posts = lexicon.posts.find_iter(words).filter(|(found, ())| !inside(found.start));
    let ends = posts.map(|(found, ())| behind_remark(found.end));
    let last = ends.filter(|&end| {
        // The name of a person may end like a post (王长); a post leaves a whole name or nothing.
        let rest = words[end..].trim().chars().count();
        rest == 0 || rest >= 2
    });
    last.last().filter(|&end| words[..end].chars().count() >= 2).unwrap_or(0)
}

/// How posts begin that stand behind a name.
const POSTS_BEHIND: &Wordlist = words![
    "副", "常务", "党组", "党委", "常委", "政府", "主任", "书记", "局长", "组长", "秘书长", "市长", "县长",
    "区长", "镇长", "乡长", "董事长", "总经理", "总会计师", "总工程师", "安全总监", "校长", "院长",
];

/// Where the name ends that stands before a post: 张明副县长, 周宁县长.
pub(crate) fn name_before_post(words: &str, lexicon: &Lexicon) -> Option<usize> {
    // 常务副县长, 党委副书记 begin like names.
    let is_post = |name: &str| words!["常务", "常委", "党委", "党组", "党工"].begins(name);
    let ends = words.char_indices().map(|(at, _)| at).skip(2).take(if words.contains(DOTS) { 16 } else { 7 });
    if post_end(words, lexicon) < words.len() {
        return None;
    }
    ends.into_iter().find(|&end| {
        let (name, post) = words.split_at(end);
        let begins = POSTS_BEHIND.begins(post) || lexicon.levels.iter().any(|level| post.starts_with(level));
        // 谢尔扎提副县长, 那顺巴雅尔旗长: a longer name that is written by its sound.
        let by_sound =
            || (4..=8).contains(&name.chars().count()) && name.chars().skip(1).all(|c| BY_SOUND.contains(c));
        begins
            && (is_surely_person(name, lexicon) || by_sound())
            && !is_post(name)
            // 公司总经理 names nobody.
            && !name.ends_with("公司")
            && !is_unit(name, lexicon)
    })
}

/// A person with a post among units: 县住建局局长王明 → the unit, where one is named, and the person.
pub(crate) fn posted(words: &str, lexicon: &Lexicon) -> Option<(Option<Range<usize>>, Person)> {
    let split = post_end(words, lexicon);
    let name = brackets::trim(words, split..words.len());
    if split == 0 || is_unit(words, lexicon) || !is_surely_person(&words[name.clone()], lexicon) {
        return None;
    }
    let (last, ()) = lexicon.posts.find_iter(&words[..split]).last()?;
    let unit = words[..last.start].trim_end_matches("党组").trim_end_matches("党委").trim_end_matches('副');
    let unit = is_unit(unit, lexicon).then_some(0..unit.len());
    Some((unit, Person { name: Some(name), post: Some(0..split) }))
}

/// Whether the words are a person's name even without a label that says so: they begin with a surname or hold a dot.
pub(crate) fn is_surely_person(words: &str, lexicon: &Lexicon) -> bool {
    let squeezed = squeeze(words);
    let name = squeezed.strip_suffix("同志").unwrap_or(&squeezed);
    let count = name.chars().count();
    let compound = name
        .char_indices()
        .nth(2)
        .is_some_and(|(at, _)| lexicon.compound_surnames.get(&name[..at]).is_some());
    let surname = name.chars().next().is_some_and(|first| lexicon.surnames.contains(&first));
    // 云台区 begins with a surname, and is a place.
    let place = name.ends_with(['的', '区', '县', '市', '镇', '乡', '局', '委', '办', '院', '所'])
        // 义务教育扩 / 容工程
        || words!["工程", "项目"].ends(name)
        // 学院党委(党总支)
        || words!["党委", "党总", "党支", "党组", "党工", "党员", "党政"].begins(name);
    is_person(name)
        && !place
        && (name.contains(['·', '•', '‧', '・'])
            || surname && (2..=3).contains(&count)
            || compound && (3..=4).contains(&count))
}

/// Characters that write Mongolian, Tibetan and Turkic names by their sound.
const BY_SOUND: &str = "桑吉杰顿珠旦增贡热觉让阿艾安敖奥巴白班宝毕边布才仓查朝沁次村措达丹当德登邓迪地丁都敦多额恩尔方嘎噶格根功古哈海和黑呼花吉加嘉江金卡克库拉兰朗勒力立丽林罗洛玛麦买曼毛玫梅孟米明姆木那娜纳南尼其奇钦庆琼曲仁日荣若萨赛色沙山珊斯苏孙索塔泰特提图陀瓦旺维文乌吾西希夏欣雅央音尹英永玉月云泽扎珍卓宗依伊";

/// Whether the words can be a person's name: two to four characters, or parts joined by dots.
pub(crate) fn is_person(words: &str) -> bool {
    let words = words.trim();
    let words = words.strip_suffix("同志").unwrap_or(words);
    let dotted = words.contains(['·', '•', '‧', '・', '.']);
    let signs = words.chars().filter(|c| !c.is_whitespace());
    let han = |c| {
        is_han(c)
            || matches!(c, '·' | '•' | '‧' | '・' | '.')
            || ('\u{3400}'..='\u{4dbf}').contains(&c)
            || c > '\u{1ffff}'
    };
    // 宝音德力格尔: a name that is written by its sound may be longer.
    let fits = match signs.clone().take(25).count() {
        2 => !dotted,
        3..=5 => true,
        6..=8 => dotted || signs.clone().all(|c| BY_SOUND.contains(c)),
        len => dotted && len <= 24 && len > 1,
    };
    if !fits || !signs.clone().all(han) {
        return false;
    }
    // 各县 is nobody by name; nor are 县级领导干部, 分包领导全覆盖.
    const COMMON: &Wordlist = words![
        "亲自", "包案", "领办", "承办", "梳理", "研究", "核实", "排查", "干部", "覆盖", "领导", "负责",
        "人员", "到位", "落实", "单位", "部门", "小组", "专班", "项目", "包抓", "包保", "包联", "挂帅",
        "指示", "精神", "批示", "统筹", "协调", "出面", "调度", "一并", "年底", "月底",
    ];
    !words.starts_with(['各', '按']) && !COMMON.is_in(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    fn people(text: &str) -> Vec<String> {
        let text = fold(text);
        let show = |person: Person| person.name.map_or("—".to_owned(), |name| text[name].replace(' ', ""));
        leaders(&text, Lexicon::builtin()).into_iter().map(show).collect()
    }

    #[test]
    fn names_keep_their_parts_and_lose_their_posts() {
        assert_eq!(people("周 宁、买合木提·艾山"), ["周宁", "买合木提·艾山"]);
        assert_eq!(people("县委常委、县委办主任  覃  勇，县政府办主任田小军"), ["覃勇", "田小军"]);
        assert_eq!(people("副县长李沐阳"), ["李沐阳"]);
        assert_eq!(people("分管副省长、协管副秘书长"), ["—", "—"]);
        assert_eq!(people("才让多吉 周宁"), ["才让多吉", "周宁"]);
        assert_eq!(people("冯 亦舟、李明 周宁"), ["冯亦舟", "李明", "周宁"]);
        assert_eq!(people("徐建国 常务副区长、李慧 副区长"), ["徐建国", "李慧"]);
        assert_eq!(people("徐建国 副区长 李慧"), ["徐建国", "李慧"]);
        assert_eq!(people("童彤（县财政局）"), ["童彤"]);
        assert_eq!(people("温启明江若兰"), ["温启明", "江若兰"]);
        assert_eq!(people("敖特根巴雅尔"), ["敖特根巴雅尔"]);
    }
}
