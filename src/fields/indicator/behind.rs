//! What a number counts that stands in front of it: 12所卫生院.

use super::{VERB, is_phrase};
use crate::fields::quantity::Quantity;
use crate::lexicon::Lexicon;
use crate::text::{behind_figures, is_han, leading, words};
use std::ops::Range;

/// Words for people.
const PEOPLE: [&str; 24] = [
    "教师",
    "学生",
    "群众",
    "居民",
    "职工",
    "老年人",
    "老人",
    "妇女",
    "儿童",
    "农民工",
    "农民",
    "高校毕业生",
    "毕业生",
    "残疾人",
    "党员",
    "干部",
    "医生",
    "护士",
    "劳动力",
    "退役军人",
    "孤儿",
    "患者",
    "师生",
    "村民",
];

/// The noun behind a number that it counts (12所卫生院); empty where no words follow, `None` where they are no noun.
pub(super) fn noun_behind(text: &str, quantity: &Quantity, lexicon: &Lexicon) -> Option<Range<usize>> {
    // 开展三轮安全排查 counts how often something is done.
    if text[quantity.unit.clone()] == *"轮" {
        return None;
    }
    let behind = &text[quantity.range.end..];
    let behind = behind_size(behind).unwrap_or(behind);
    let start = text.len() - behind.len();
    let noun = leading(behind, 12, is_han);
    // 国控断面保持优良, 户厕逐户整改: what is said of them begins there.
    let said = words!["保持", "逐", "分解", "落实"].find(noun);
    let noun = said.map_or(noun, |at| &noun[..at]);
    // 水库安全鉴定 is one thing.
    let ends = |&(at, c): &(usize, char)| {
        "的并达完进实要须到".contains(c) || c == '全' && !noun[..at].ends_with(['安', '健', '齐'])
    };
    let noun = noun.char_indices().find(ends).map_or(noun, |(at, _)| &noun[..at]);
    // 5座设施于8月15日前修复
    let noun = noun.trim_end_matches(['于', '在', '将']);
    // 560名教师住房困难: who is counted comes first.
    let counts_people = ["名", "人", "位"].contains(&&text[quantity.unit.clone()]);
    let person =
        PEOPLE.iter().filter(|word| counts_people && noun.starts_with(**word)).map(|word| word.len()).max();
    let noun = person.map_or(noun, |len| &noun[..len]);
    // 39人帮扶措施到位率: what is said goes on.
    if counts_people && person.is_none() && behind[noun.len()..].starts_with(is_han) {
        return None;
    }
    // 12所卫生院配备CT
    let verb =
        |&at: &usize| lexicon.indicator_leads.at_start(&noun[at..]).is_some_and(|(len, ())| len > VERB);
    let noun = noun.char_indices().map(|(at, _)| at).skip(2).find(verb).map_or(noun, |at| &noun[..at]);
    // 2个为改扩建: what is said of them is no noun.
    let said = noun
        .starts_with(['为', '是', '属', '由', '在', '已', '未', '需', '可', '将', '要', '应', '用', '占']);
    // 为10万人提供服务: nor is a verb alone.
    let verb = lexicon.indicator_leads.at_start(noun).is_some_and(|(len, ())| len == noun.len());
    let fits = noun.is_empty() || !said && !verb && is_phrase(noun);
    fits.then(|| start..start + noun.len())
}

/// The words behind the size that tells which of a noun is counted: 污水处理厂 of 日处理能力8000吨的污水处理厂.
fn behind_size(words: &str) -> Option<&str> {
    let name = leading(words, 8, is_han);
    let unit = behind_figures(&words[name.len()..]);
    let sized = !name.is_empty() && name.len() + unit.len() < words.len();
    let end = leading(unit, 4, is_han).find('的').filter(|&end| end > 0 && sized)?;
    Some(&unit[end + '的'.len_utf8()..])
}
