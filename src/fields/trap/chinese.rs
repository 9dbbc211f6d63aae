//! Counts in Chinese numerals (两所, 一批): which of them count, and which are words.

use crate::fields::quantity::Quantity;
use crate::lexicon::{Comparator, Lexicon};
use crate::text::{Wordlist, after_last, is_han, words};
use rust_decimal::Decimal;

/// Whether a count in Chinese numerals is one: 两所, 口袋公园三处; not 一批, 三级, 一个 in running text.
pub(super) fn is_count(text: &str, quantity: &Quantity, lexicon: &Lexicon) -> bool {
    let unit = &text[quantity.unit.clone()];
    let behind = text[quantity.range.end..].chars().next();
    let ends = behind.is_none_or(|c| !is_han(c) || "和及并以与须".contains(c));
    let vague = [
        "批", "次", "项", "件", "个", "组", "期", "段", "片", "面", "起", "条", "对", "把", "首", "门", "道",
        "位", "节", "块", "轮", "团", "支", "种",
    ];
    let before = &text[..quantity.core.start];
    // 不撂荒一亩地
    let denied = quantity.value == Decimal::ONE && before.chars().rev().take(3).any(|c| c == '不');
    // 一企一策, 一户一档: to each its own.
    let each = before.strip_suffix(is_han).is_some_and(|before| before.ends_with('一'));
    let own = behind == Some('一') && text[quantity.core.clone()].chars().count() == 2;
    if quantity.value == Decimal::ONE && (each || own) {
        return false;
    }
    // 经三路 is a street; 三类 are kinds.
    let shifts = unit == "班" && behind == Some('倒');
    // 做强两张牌, 织密一张网
    let image = unit == "张" && matches!(behind, Some('牌' | '网'));
    // 市三院 is a name.
    if denied
        || shifts
        || image
        || unit == "院"
        || unit == "轮" && before.ends_with("电动")
        || unit == "起" && quantity.value == Decimal::ONE && before.ends_with(['在', '都', '跟', '同', '和'])
        || unit == "路"
        || unit == "类"
        || is_repeated(text, quantity)
    {
        return false;
    }
    let words = ['第', '之', '同', '每', '某', '这', '那', '哪', '任', '逐', '专', '统', '唯', '单', '另'];
    if before.ends_with(words) {
        return false;
    }
    if ends {
        // 二期 is a phase, 两期 are two.
        // 举办培训班六期
        let classes = before.ends_with(['班', '训', '座', '坛']);
        let phase = unit == "期" && !classes && !text[quantity.core.clone()].starts_with('两');
        return !phase && (unit != "批" && unit != "次" || quantity.value > Decimal::ONE);
    }
    // 增加两个班, 人口、法人等六个基础库: a verb or a list asks for as many.
    // 石坝沟、干田湾两条: as many as are named.
    let clause = &before[after_last(before, &[',', '。', ';', ':', '(', '\n'])..];
    let names = Decimal::from(clause.split('、').count());
    let named = names > Decimal::ONE && names == quantity.value;
    let asked = || {
        named
            || before.ends_with('等')
            || lexicon.indicator_verbs.at_end(before).is_some_and(|(len, ())| len > 3)
    };
    // 两个嘎查全部出列: all of so many.
    let all = || {
        let near: String = text[quantity.core.end..].chars().take_while(|c| is_han(*c)).take(8).collect();
        words!["全部", "全面", "如期"].is_in(&near)
    };
    // 开展三轮安全排查; 二轮承包 is the second, where two would be 两轮.
    let second = text[quantity.core.clone()].starts_with('二');
    let rounds = unit == "轮" && !second && words!["开展", "进行", "分"].ends(before);
    // 每家至少一人就业
    let least = quantity.comparator == Comparator::Ge;
    // 新建一座日处理能力8000吨的污水处理厂
    let built = matches!(unit, "座" | "所" | "处" | "栋")
        && words!["新建", "建设", "建成", "改建", "扩建", "改扩建", "迁建", "盖"].ends(before);
    // 添一台彩超、一辆体检车
    let bought = matches!(unit, "台" | "辆" | "套" | "艘" | "架") && {
        const VERBS: &Wordlist = words!["添", "添置", "购置", "购买", "采购", "配备", "配置", "新增", "购进"];
        VERBS.ends(before) || before.ends_with('、') && VERBS.is_in(clause)
    };
    (quantity.value > Decimal::ONE || least || built || bought)
        && (!vague.contains(&unit) || matches!(unit, "个" | "条" | "支") && (asked() || all()) || rounds)
}

/// Whether the same count stands again, one character away: 拆一处清一处 is a way to do it; 体育馆一座、游泳馆一座 are two.
fn is_repeated(text: &str, quantity: &Quantity) -> bool {
    let built = matches!(&text[quantity.unit.clone()], "座" | "所" | "栋" | "幢" | "台" | "辆" | "间" | "家");
    let core = &text[quantity.core.clone()];
    let behind = text[quantity.core.end..].strip_prefix(is_han);
    let before = text[..quantity.core.start].strip_suffix(is_han);
    // 发现一起、查处一起: the same behind one verb more, before or after.
    const NEAR: usize = 4;
    let next = text[quantity.core.end..].strip_prefix('、').is_some_and(|next| {
        let near = next.char_indices().take(NEAR).map(|(at, _)| &next[at..]);
        near.into_iter().any(|rest| rest.starts_with(core))
    });
    let last = text[..quantity.core.start]
        .char_indices()
        .rev()
        .take(NEAR)
        .find(|(_, c)| *c == '、')
        .is_some_and(|(at, _)| text[..at].ends_with(core));
    behind.is_some_and(|rest| rest.starts_with(core))
        || before.is_some_and(|rest| rest.ends_with(core))
        || !built && (next || last)
}
