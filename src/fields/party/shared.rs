//! Words that the names of a list share: 各镇党委、政府; 县委、县政府各部门; 各乡、镇人民政府.

use crate::text::{Wordlist, after_last, before_next, words};

/// Levels of government (行政层级).
pub(super) const LEVELS: [char; 9] = ['省', '市', '县', '区', '州', '旗', '盟', '镇', '乡'];

/// Whether `piece` has no place of its own and takes it from the name before: 各镇党委、政府; 各街道党工委、办事处.
pub(super) fn takes_place(before: &str, piece: &str) -> bool {
    const BARE: [&str; 8] =
        ["政府", "人民政府", "办事处", "党工委", "管委会", "管理委员会", "党(工)委", "行政公署"];
    const PARTY: &Wordlist = words!["委", "委员会", "人大", "政府", "党组"];
    // 各盟行政公署、市人民政府: a level without a place stands under 各 too.
    let level = before.starts_with('各')
        && ["人民政府", "行政公署"].iter().any(|end| {
            piece.strip_suffix(end).is_some_and(|level| {
                level.chars().count() == 1 && level.ends_with(LEVELS) && before.ends_with(['署', '府'])
            })
        });
    // 各镇党委、人民政府 and 各街道党工委、办事处 are two; 各镇党委、政府 is said in one breath.
    let whole = before.starts_with('各') && piece == "人民政府" && before.ends_with("党委")
        || piece == "办事处" && before.ends_with("党工委");
    level || BARE.contains(&piece) && !whole && PARTY.ends(before)
}

/// Whether `piece` lacks the head noun that a later name of its list lends it; `behind` follows its 、.
pub(super) fn lacks_head(piece: &str, behind: &str) -> bool {
    let next = before_next(behind, &['、', ',', ';', ':']);
    // 各县、区市场监管局: levels of one rank.
    let fellow = [
        ("各县", "区"),
        ("各区", "县"),
        ("各乡", "镇"),
        ("各市", "州"),
        ("各州", "市"),
        ("各市", "盟"),
        ("各盟", "市"),
        ("各旗", "县"),
        ("各旗", "区"),
        ("各省", "市属"),
        ("各矿", "厂"),
        ("各厂", "矿"),
    ];
    let fellow = fellow.iter().any(|&(each, other)| piece == each && next.starts_with(other));
    lacks_level_noun(piece) && (fellow || !(piece.starts_with('各') && is_whole(next)))
        || lacks_government(piece, behind)
        || lacks_tail(piece, next)
        || lacks_trade(piece, behind)
        || lacks_village(piece, behind)
        || lacks_place(piece, next)
        || lacks_committee(piece, behind)
        || lacks_company(piece, behind)
        || lacks_count(piece, behind)
        // 县发改、财政部门
        || next.ends_with("部门")
            && !is_whole(next)
            && (3..=5).contains(&piece.chars().count())
            && piece.starts_with(LEVELS)
            && SHORTENED.ends(piece)
        // 各临床、医技科室
        || piece.starts_with('各')
            && next.ends_with("科室")
            && !next.contains('各')
            && !piece.ends_with(['科', '室', '部', '处', '组', '院', '站', '所', '局', '办', '心'])
        // 同级财政、卫生健康部门
        || piece.starts_with("同级") && !piece.ends_with("部门") && next.ends_with("部门")
}

/// Whether a name begins with its own level or with 各: 县直各单位, 市级有关部门, 各街道.
pub(super) fn is_whole(name: &str) -> bool {
    // 市场监管局, 乡村振兴局: the sign of a level begins a word.
    if words!["市场", "市容", "乡村", "区域"].begins(name) {
        return false;
    }
    let Some(rest) = name.strip_prefix(LEVELS) else {
        return name.starts_with(['各', '驻']) || name.starts_with("有关") || name.starts_with("相关");
    };
    rest.starts_with(['直', '属', '级', '各', '驻'])
        || rest.starts_with("有关")
        || rest.starts_with("相关")
        || words![
            "部门",
            "部委",
            "单位",
            "机构",
            "委办局",
            "局",
            "办公室",
            "厅",
            "院",
            "中心",
            "公司",
            "行",
            "联",
            "队",
            "部",
            "站",
        ].ends(rest)
        // 县开发区管委会; but 各县、区管委会
        || ["管委会", "管理委员会", "指挥部"].iter().any(|end| rest.len() > end.len() && rest.ends_with(end))
}

/// 各乡, 中央, 省: a level or a place of each kind, and no noun.
pub(super) fn lacks_level_noun(piece: &str) -> bool {
    let bare = [
        "中", "中央", "中直", "省", "省直", "市", "县", "区", "州", "省属", "市属", "县属", "区属", "省级",
        "市级", "县级", "区级", "部", "部属", "中省", "国家", "镇", "乡", "村", "市直", "县直", "区直",
        "州直", "镇直", "乡直", "旗", "直属", "地区",
    ];
    // 驻市中央、省属企业
    let lead = ["驻市", "驻县", "有关"].iter().find_map(|lead| piece.strip_prefix(lead));
    let piece = lead.unwrap_or(piece);
    let each = piece.strip_prefix('各').is_some_and(|rest| {
        // 各县(市)、区人民政府
        let level = rest.split('(').next().unwrap_or_default();
        let bare = level == rest || rest.ends_with(')') && rest.chars().count() <= level.chars().count() + 3;
        bare && ["乡", "县", "市", "镇", "区", "旗", "村", "州", "市州", "县市", "乡镇", "地"]
            .contains(&level)
    });
    // 市直及中央、省驻本地有关单位
    let both = piece.split_once('及').is_some_and(|(a, b)| bare.contains(&a) && bare.contains(&b));
    each || both || bare.contains(&piece) || matches!(piece, "自治区" | "自治州")
}

/// 各省、自治区、直辖市人民政府; 甲、乙市人民政府.
fn lacks_government(piece: &str, behind: &str) -> bool {
    let is_level = |words: &str| {
        let place = words.ends_with(LEVELS) && words.chars().count() <= 4
            || words.ends_with("苏木") && words.chars().count() <= 7;
        place || words.chars().count() == 1
    };
    // 各县(市)、区人民政府
    let bare =
        piece.strip_suffix(')').map_or(piece, |rest| rest.trim_end_matches(LEVELS).trim_end_matches('('));
    if !(is_level(piece) || (piece.starts_with('各') && bare.ends_with(LEVELS))) {
        return false;
    }
    let list = before_next(behind, &[',', ';', ':']);
    for next in list.split('、').take(60) {
        if let Some(stem) = next.strip_suffix("人民政府") {
            return stem.trim_end_matches("委和").ends_with(LEVELS) || stem.ends_with("苏木");
        }
        // 甲县、乙区政府; 各乡镇、县政府 are two.
        if let Some(stem) = next.strip_suffix("政府").filter(|_| !piece.starts_with('各')) {
            return is_level(stem) && [piece, stem].iter().all(|place| place.chars().count() > 1);
        }
        if !is_level(next) {
            return false;
        }
    }
    false
}

/// How the names of offices and of places with their level end.
const ENDS: &str = "局委办所站队院科股处心会司校部组镇乡村区县市旗州厅府社团室馆场联";

/// 洋口、沙塘县人民政府; 东山、双河街道办事处: bare places whose level is named with the next.
fn lacks_place(piece: &str, next: &str) -> bool {
    let bare = |words: &str| {
        (2..=3).contains(&words.chars().take(4).count())
            && words.chars().all(crate::text::is_han)
            && !words.starts_with(['各', '有', '相', '其'])
            && !words.ends_with(|c| ENDS.contains(c))
    };
    let levels = [
        "市人民政府",
        "州人民政府",
        "县人民政府",
        "区人民政府",
        "乡人民政府",
        "镇人民政府",
        "街道办事处",
        "街道",
    ];
    bare(piece) && levels.iter().any(|level| next.strip_suffix(level).is_some_and(bare))
}

/// How the trades of bureaus end that a word for all of them follows: 发改、财政部门.
const SHORTENED: &Wordlist = words![
    "发改", "财政", "民政", "人社", "住建", "水利", "农业", "教育", "卫健", "公安", "交通", "工信", "商务",
    "文旅",
];

/// 达玛、岗布、玛日三乡人民政府: places whose level and number are named with the last.
fn lacks_count(piece: &str, behind: &str) -> bool {
    const MOST: usize = 10;
    let bare = |name: &str| {
        (2..=4).contains(&name.chars().take(5).count())
            && name.chars().all(crate::text::is_han)
            && !name.starts_with('各')
            && !name.ends_with(|c| ENDS.contains(c))
    };
    let counted = |name: &str| {
        let (at, count) = name.char_indices().find_map(|(at, c)| {
            let count = "两三四五六七八九十".chars().position(|figure| figure == c)? + 2;
            Some((at, count))
        })?;
        let rest = name[at..].chars().nth(1)?;
        (at >= 6 && (LEVELS.contains(&rest) || rest == '村')).then_some(count)
    };
    if !bare(piece) {
        return false;
    }
    let list = before_next(behind, &[',', ';', ':']);
    let at = list.split('、').take(MOST).position(|name| counted(name).is_some());
    at.is_some_and(|at| {
        let last = list.split('、').nth(at).and_then(counted);
        // Two names and more, as many as are left of the list.
        last.is_some_and(|count| at + 2 <= count) && list.split('、').take(at).all(bare)
    })
}

/// 永安村、前进村村民委员会: villages whose committee is named with the last.
fn lacks_village(piece: &str, behind: &str) -> bool {
    let village = |words: &str| words.ends_with('村') && (2..=6).contains(&words.chars().take(7).count());
    if !village(piece) || piece.starts_with('各') {
        return false;
    }
    last_has(behind, 20, &["村民委员会", "村委会"], village)
}

/// 县人大、政协党组; 县委、县政府各部门: an organ whose part is named with the next one.
fn lacks_tail(piece: &str, next: &str) -> bool {
    const ORGANS: &Wordlist =
        words!["委", "人大", "人民政府", "政府", "政协", "监委", "人武部", "法院", "检察院"];
    const TAILS: [&str; 9] =
        ["各部门", "各部委", "各工作部门", "有关部门", "各有关部门", "各单位", "党组", "机关", "机关各部门"];
    let organ = piece.starts_with(LEVELS) && ORGANS.ends(piece) && piece.chars().count() <= 6;
    organ && TAILS.iter().any(|tail| next.strip_suffix(tail).is_some_and(|stem| ORGANS.ends(stem)))
}

/// 各供热、供气、供电企业: trades whose noun stands with the last.
fn lacks_trade(piece: &str, behind: &str) -> bool {
    const NAMES: [&str; 17] = [
        "镇", "乡", "县", "市", "区", "村", "局", "委", "办", "街道", "社区", "部门", "科室", "学校", "医院",
        "中心", "公司",
    ];
    // 各镇、街道、企业 are three.
    let trade = |words: &str| {
        let bare = words.trim_start_matches('各');
        let bare = bare.strip_suffix("经营").unwrap_or(bare);
        (2..=3).contains(&bare.chars().take(4).count()) && !NAMES.iter().any(|end| words.ends_with(end))
    };
    if !piece.starts_with(['各', '供']) || !trade(piece) {
        return false;
    }
    // No list of trades is long.
    last_has(behind, 6, &["企业", "公司", "单位"], trade)
}

/// Whether the names that follow are bare up to one, among the first `most`, that has one of the head nouns that they lack.
fn last_has(behind: &str, most: usize, heads: &[&str], is_bare: impl Fn(&str) -> bool) -> bool {
    let last = behind.split(['、', ',', ';', ':']).take(most).find(|name| !is_bare(name)).unwrap_or_default();
    heads.iter().any(|head| last.strip_suffix(head).is_some_and(&is_bare))
}

/// 保护区、开发区、风景区管委会: areas whose committee is named with the last.
fn lacks_committee(piece: &str, behind: &str) -> bool {
    let is_area = |words: &str| {
        words.ends_with("区") && !words.starts_with('各') && (3..=12).contains(&words.chars().count())
    };
    if !is_area(piece) {
        return false;
    }
    let list = before_next(behind, &[',', ';', ':']);
    let names = list.split('、').take(20).skip_while(|name| is_area(name));
    let last = names.map(|name| &name[after_last(name, &[' '])..]).next().unwrap_or_default();
    ["管委会", "管理委员会"].iter().any(|end| last.strip_suffix(end).is_some_and(is_area))
}

/// 电信、移动、联通云岫分公司: carriers whose company is named with the last.
fn lacks_company(piece: &str, behind: &str) -> bool {
    const CARRIERS: [&str; 5] = ["移动", "电信", "联通", "铁塔", "广电"];
    let is_carrier = |words: &str| {
        CARRIERS.iter().any(|carrier| words.ends_with(carrier)) && words.chars().nth(6).is_none()
    };
    if !is_carrier(piece) {
        return false;
    }
    let names = before_next(behind, &[',', ';', ':']).split('、').take(CARRIERS.len());
    let last = names.skip_while(|name| is_carrier(name)).map(str::trim).next().unwrap_or_default();
    last.ends_with("公司") && CARRIERS.iter().any(|carrier| last.starts_with(carrier))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_without_place_belongs_to_the_one_before() {
        for (before, piece) in [
            ("各镇党委", "政府"),
            ("各直属党组", "党(工)委"),
            ("各县(市、区)委", "人民政府"),
            ("各盟行政公署", "市人民政府"),
        ] {
            assert!(takes_place(before, piece), "{before}、{piece}");
        }
        assert!(!takes_place("各镇人民政府", "街道办事处"));
        assert!(!takes_place("各街道党工委", "办事处"));
        assert!(!takes_place("县财政局", "审计局"));
    }

    #[test]
    fn a_name_without_head_noun_waits_for_it() {
        for (piece, behind) in [
            ("各乡", "镇人民政府"),
            ("县委", "县政府各部门"),
            ("县人大", "政协党组"),
            ("保护区", "开发区、风景区管委会"),
            ("各省", "自治区、直辖市人民政府"),
            ("各县(市)", "区人民政府"),
            ("电信", "移动、联通云岫分公司"),
            ("青湾移动", "电信公司"),
            ("达玛", "岗布、玛日三乡人民政府"),
            ("县发改", "财政部门"),
            ("中", "省直驻云各单位"),
        ] {
            assert!(lacks_head(piece, behind), "{piece}、{behind}");
        }
        for (piece, behind) in [
            ("各乡镇", "县直各单位"),
            ("各乡镇", "县财政局、县住建局"),
            ("各镇", "各街道"),
            ("县法院", "检察院"),
            ("各区人民政府", "开发区管委会"),
            ("县委", "县政府"),
            ("移动", "县电信公司"),
            ("县水利局", "青石两镇"),
        ] {
            assert!(!lacks_head(piece, behind), "{piece}、{behind}");
        }
    }
}
