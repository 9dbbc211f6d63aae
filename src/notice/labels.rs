//! Labels that one notice uses and no lexicon lists (当家部门：, 啥时办好：): what stands behind them says what they mean.

use super::defined::Defined;
use crate::fields::context::Calendar;
use crate::fields::responsibility::{BOXES, meaning, says};
use crate::fields::{deadline, party};
use crate::lexicon::{LabelField, LeaderRole, Lexicon, UnitRole};
use crate::text::{after_last, before_next, is_han, marker};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// How often a label must stand in a notice to be one: once or twice, anything has a colon behind it.
const OFTEN: usize = 3;

/// The longest label, in characters.
const LONGEST: usize = 8;

/// How many of its values are read.
const READ: usize = 40;

/// The first byte of the signs of Chinese print (U+3000 to U+303F), and of no character.
const SIGN: u8 = 0xE3;

/// `lexicon` with the labels that `text` teaches; `None` where it teaches none.
pub(super) fn learn(text: &str, lexicon: &Lexicon) -> Option<Lexicon> {
    let mut values: FxHashMap<&str, Vec<Range<usize>>> = FxHashMap::default();
    let bytes = text.as_bytes();
    for at in memchr::memchr3_iter(b':', b']', SIGN, bytes) {
        let sign = text[at..].chars().next();
        let Some(sign) = sign.filter(|sign| matches!(sign, ':' | ']' | '】' | '〕')) else { continue };
        if let Some(label) = label_before(text, at, sign != ':') {
            let value = value_behind(text, at + sign.len_utf8());
            values.entry(label).or_default().extend((!value.is_empty()).then_some(value));
        }
    }
    // What the notice itself defines need not stand often.
    let defined = Defined::of(text, LONGEST);
    values.retain(|label, values| {
        values.len() >= OFTEN || !values.is_empty() && defined.meaning(label).is_some()
    });
    let mut often: Vec<(&str, Vec<Range<usize>>)> = values.into_iter().collect();
    often.sort_unstable_by_key(|(_, values)| values[0].start);
    let mut learned = Vec::new();
    let mut unsaid = Vec::new();
    // How often somebody was named in front who answers: whoever is named then helps.
    let mut answered = 0;
    for (label, values) in &often {
        let known = meaning(label, lexicon).or_else(|| defined.meaning(label));
        let field = known.or_else(|| field(text, label, values, answered * 2 >= values.len(), lexicon));
        if let Some(LabelField::Units(UnitRole::Lead | UnitRole::Responsible)) = field {
            answered = answered.max(values.len());
        }
        match field {
            Some(field) => learned.extend(meaning(label, lexicon).is_none().then_some((*label, field))),
            None => unsaid.push((*label, values)),
        }
    }
    // ▲兑现标准：…: what stands with a sign about as often as somebody answers is told of each task.
    let told = |values: &[Range<usize>]| answered.min(values.len()) * 5 >= answered.max(values.len()) * 4;
    // 投资盘子: the word says what its sums are, and stays.
    unsaid.retain(|(label, values)| {
        told(values) && are_marked(text, label, values) && !lexicon.spending.is_in(label)
    });
    learned.extend(unsaid.into_iter().map(|(label, _)| (label, LabelField::Body)));
    (!learned.is_empty()).then(|| lexicon.with_labels(learned))
}

/// Whether words end with a sign that stands in front of a label, or a bracket around one.
fn ends_with_sign(words: &str) -> bool {
    words.ends_with(marker::BULLETS) || words.ends_with(BOXES)
}

/// The word that ends at `at` where a label may stand: at the start of a line, in a bracket, behind a sign or a wide gap.
fn label_before(text: &str, at: usize, boxed: bool) -> Option<&str> {
    let before = text[..at].trim_end_matches(' ');
    let han = before.chars().rev().take(LONGEST + 1).take_while(|&c| is_han(c));
    let (count, len) = han.fold((0, 0), |(count, len), c| (count + 1, len + c.len_utf8()));
    if !(2..=LONGEST).contains(&count) {
        return None;
    }
    let (front, label) = before.split_at(before.len() - len);
    let front = if boxed { front.strip_suffix(BOXES)? } else { front };
    let line = &front[after_last(front, &['\n'])..];
    let stands = line.trim().is_empty()
        || line.ends_with("  ")
        // 主攻手:教务处 助攻:校医室
        || line.ends_with(' ') && line.contains(':')
        || ends_with_sign(line.trim_end())
        || line.trim_end().ends_with(['|', ';', '。', '(', '—', '-'])
        || marker::parse(line).is_some_and(|marker| marker.len == line.len());
    stands.then_some(label)
}

/// The value that begins at `from`: as far as its line goes, its bracket, or a wide gap.
fn value_behind(text: &str, from: usize) -> Range<usize> {
    let value = before_next(&text[from..], &['\n', '|', ';', '。', '】', '〕']);
    // 县住建局(县城管局): a bracket that the value opens is its own.
    let mut open = 0;
    let closes = value.char_indices().find(|&(_, c)| {
        open += i32::from(c == '(') - i32::from(c == ')');
        open < 0
    });
    let value = &value[..closes.map_or(value.len(), |(at, _)| at)];
    let words = value.trim_start_matches([':', ' ']);
    let start = from + value.len() - words.len();
    let words = &words[..words.find("  ").unwrap_or(words.len())];
    let words = &words[..next_label(words).unwrap_or(words.len())];
    start..start + words.trim_end().len()
}

/// Where the gap is behind which another label stands: 市委组织部 参与:市教育局.
fn next_label(value: &str) -> Option<usize> {
    let label = |words: &str| (2..=LONGEST).contains(&words.chars().count()) && words.chars().all(is_han);
    value.match_indices(':').find_map(|(colon, _)| {
        let gap = value[..colon].rfind(' ')?;
        label(&value[gap + 1..colon]).then_some(gap)
    })
}

/// Whether a sign stands in front of the label each time, or a bracket around it.
fn are_marked(text: &str, label: &str, values: &[Range<usize>]) -> bool {
    values.iter().all(|value| {
        let front = text[..value.start].trim_end_matches([':', ' ', '】', '〕', ']']).strip_suffix(label);
        front.is_some_and(|front| ends_with_sign(front.trim_end_matches(' ')))
    })
}

/// What a label or the heading of a column means whose values all say the same: who answers, who leads, or when. Where
/// somebody is `answered` for already, units help.
pub(super) fn field(
    text: &str,
    label: &str,
    values: &[Range<usize>],
    answered: bool,
    lexicon: &Lexicon,
) -> Option<LabelField> {
    let read = &values[..values.len().min(READ)];
    let most = |fits: &dyn Fn(&Range<usize>) -> bool| {
        read.iter().filter(|value| fits(value)).count() * 4 >= read.len() * 3
    };
    let say = |field| most(&|value: &Range<usize>| says(text, value.clone(), field, lexicon));
    // 年底前全部投用 is what is to be done.
    let dated = |value: &Range<usize>| {
        let words = &text[value.clone()];
        words.len() <= 60
            && deadline::scan(words, deadline::Place::Label, Calendar::default())
                .iter()
                .any(|(_, date)| date.len() * 5 >= words.len() * 3)
    };
    let has = |words: &[&str]| words.iter().any(|word| label.contains(word));
    // 啥时交卷:国庆节前腾空,年底销号: the label asks when.
    let asked = has(&["啥时", "何时", "几时", "哪天", "什么时候"]);
    let times = |value: &Range<usize>| {
        let words = &text[value.clone()];
        words.len() <= 120 && !deadline::scan(words, deadline::Place::Label, Calendar::default()).is_empty()
    };
    if most(&dated) || asked && most(&times) {
        return (!has(&NO_DUE)).then_some(LabelField::Deadline);
    }
    // 落点：东湖镇 says where.
    let place = |value: &Range<usize>| {
        let words = &text[value.clone()];
        let areas = ['镇', '乡', '村', '县', '区', '市', '道'];
        party::units(words, lexicon).iter().all(|(_, name)| words[name.clone()].ends_with(areas))
    };
    if !has(&NO_DOERS) && say(LabelField::Units(UnitRole::Responsible)) && !most(&place) {
        return Some(LabelField::Units(if has(&["督", "监", "考核"]) {
            UnitRole::Supervising
        } else if answered || has(&["配合", "协", "帮", "助", "参", "一起", "会同", "会办"]) {
            UnitRole::Supporting
        } else if has(&["牵", "领头", "带头", "挂帅", "抓总", "主"]) {
            UnitRole::Lead
        } else {
            UnitRole::Responsible
        }));
    }
    let lead = has(&["牵", "领", "包保", "包抓", "包联", "挂帅", "挂联", "挂包"]);
    let role = if lead { LeaderRole::Lead } else { LeaderRole::Responsible };
    let answers = lead || has(&["责", "管事", "主事", "挑头", "主管", "分管", "主抓", "谁", "承办", "落实"]);
    (answers && say(LabelField::Leaders(role))).then_some(LabelField::Leaders(role))
}

/// Words of labels behind which stands who is told, asked, served or meant, and not who acts.
const NO_DOERS: [&str; 26] = [
    "资方", "投资商", "投资人", "合作方", "送", "发", "源", "地", "点", "址", "反映", "举报", "投诉", "受益",
    "对象", "服务", "签", "验收", "审批", "联系", "企业", "公司", "学校", "医院", "园区", "平台",
];

/// Words of labels behind which stands when something began or was heard of.
const NO_DUE: [&str; 11] =
    ["起始", "开始", "始于", "受理", "发现", "收到", "交办", "发生", "来信", "立案", "印发"];

#[cfg(test)]
mod tests {
    use super::*;

    /// What `label` means in a notice whose tasks have these values behind it.
    fn meaning_of(label: &str, values: [&str; 3]) -> Option<LabelField> {
        let text: Vec<String> =
            (1..).zip(values).map(|(number, value)| format!("{number}.修路\n{label}:{value}\n")).collect();
        learn(&text.concat(), Lexicon::builtin())?.label(label)
    }

    #[test]
    fn values_say_what_a_label_means() {
        let units = ["县交通运输局", "县水利局、县住建局", "县教育局"];
        assert_eq!(meaning_of("归谁管", units), Some(LabelField::Units(UnitRole::Responsible)));
        assert_eq!(meaning_of("帮手", units), Some(LabelField::Units(UnitRole::Supporting)));
        assert_eq!(meaning_of("几时见效", ["6月底前", "10月", "年底前"]), Some(LabelField::Deadline));
    }

    #[test]
    fn who_is_meant_or_where_is_no_answer() {
        assert_eq!(meaning_of("龙头企业", ["甲乳业有限公司", "乙纸业有限公司", "丙药业集团"]), None);
        assert_eq!(meaning_of("落户何处", ["东湖镇、西湖镇", "南山街道", "北山乡"]), None);
        assert_eq!(meaning_of("收到来信", ["2031年3月1日", "2031年3月4日", "2031年3月9日"]), None);
    }

    #[test]
    fn what_stands_twice_is_no_label() {
        assert_eq!(meaning_of("归谁管", ["县交通运输局", "县水利局", ""]), None);
    }
}
