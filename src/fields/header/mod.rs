//! The head and foot of a notice (版头、主体、版记): title, document number, addressees, issuer, date; GB/T 9704-2012, 7.2–7.4.

mod date;

use super::party;
use crate::lexicon::Lexicon;
use crate::text::{Wordlist, brackets, is_han, marker, numeral, pattern, squeeze, words};
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

pub(crate) use date::{date, date_line, is_broken_date, may_date};

/// A document number (发文字号) in a text: 甲政办发〔2024〕3号.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Its place, in bytes of the folded text.
    pub range: Range<usize>,
    /// The agency's code (机关代字).
    pub agency: Range<usize>,
    /// The year.
    pub year: Option<i16>,
    /// The serial number.
    pub serial: Option<u32>,
}

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<agency>[\p{Han}]{0,14})\s?[〔\[﹝【(]\s?(?P<year>(?:19|20)\d\d|二[〇零][〇零一二三四五六七八九]{2})\s?[〕\]﹞】)]\s?第?\s?(?P<serial>\d{1,4}|[一二三四五六七八九十百]{1,5})\s?[号期]",
    )
});
static BARE_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\s*(?P<agency>[\p{Han}]{2,14})〔\s?(?P<year>(?:19|20)\d\d)\s?〕\s?(?P<serial>\d{1,4})")
});
static ISSUE_NUMBER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[\p{Han}]{0,10}?第?\s?(?P<serial>[\d一二三四五六七八九十]{1,4})\s?期$"));

/// The first document number of a folded text.
pub(crate) fn number(text: &str) -> Option<Number> {
    let found = if text.contains(['号', '期']) { NUMBER.captures(text) } else { bare_number(text) }?;
    let range = |name: &str| found.name(name).map(|part| part.range());
    Some(Number {
        range: found.get(0)?.range(),
        agency: range("agency")?,
        year: found.name("year").and_then(|year| numeral::whole(year.as_str())),
        serial: found.name("serial").and_then(|serial| numeral::whole(serial.as_str())),
    })
}

/// A number without its 号, where it is all of the text: 甲政发〔2031〕3.
fn bare_number(text: &str) -> Option<Captures<'_>> {
    let may = text.contains('〔') && text.trim_end().ends_with(|c: char| c.is_ascii_digit());
    may.then(|| BARE_NUMBER.captures(text)).flatten()
}

/// A number of a series (督查通报第14期), where it is all of the text.
pub(crate) fn issue_number(text: &str) -> Option<Number> {
    let found = if text.ends_with('期') { ISSUE_NUMBER.captures(text) } else { None }?;
    let serial = found.name("serial")?;
    let agency = 0..text[..serial.start()].trim_end_matches(['第', ' ']).len();
    Some(Number { range: 0..text.len(), agency, year: None, serial: numeral::whole(serial.as_str()) })
}

/// How urgent a notice is (紧急程度; GB/T 9704-2012, 7.2.3).
pub(crate) const URGENCY: [&str; 5] = ["特急", "加急", "急件", "平急", "特提"];

/// Remarks behind a name that a seal stands on it: 甲县督查室(代章).
pub(crate) const SEALS: [&str; 3] = ["(代章)", "(盖章)", "(印章)"];

/// Where the names of those who sign stand in a line: 甲县人民政府, 甲市财政局 甲市民政局, 甲县人民政府(代章).
pub(crate) fn signature(line: &str, lexicon: &Lexicon) -> Option<Range<usize>> {
    let whole = brackets::trim(line, 0..line.len());
    let words = &line[whole.clone()];
    let words = SEALS
        .iter()
        .chain(&["编印", "编", "主办"])
        .find_map(|end| words.strip_suffix(end))
        .unwrap_or(words)
        .trim_end();
    let joined = squeeze(words);
    let spaced_out = words.split_whitespace().count() > 2
        && words.split_whitespace().all(|part| part.chars().count() == 1);
    let whole_name = party::is_unit(&joined, lexicon) && spaced_out;
    let names =
        words.split_whitespace().all(|part| party::is_unit(part, lexicon) && part.chars().count() >= 3);
    // 甲县“双招双引”工作领导小组办公室
    let quoted = words.find('“').is_none_or(|open| {
        words[open..].contains('”')
            && words!["领导小组", "领导小组办公室", "指挥部", "指挥部办公室"].ends(words)
    });
    let plain = !words.contains([',', '、', ':', '。', ';', '《', '(', '【', '〔'])
        && quoted
        && marker::parse(words).is_none()
        && joined.chars().count() <= 60;
    let group = lexicon.group_starts.at_start(&joined).is_some();
    (plain && !group && (names || whole_name)).then(|| whole.start..whole.start + words.len())
}

/// Whether a line only says what kind of office it is whose name begins on the line before: 甲专项行动 / 领导小组办公室.
pub(crate) fn is_rest_of_name(line: &str) -> bool {
    const KINDS: &Wordlist = words!["领导小组", "工作领导小组", "协调小组", "指挥部", "委员会", "联席会议"];
    let line = line.trim_start();
    KINDS.begins(line)
}

/// Whether a line addresses the notice: a list of names that ends in a colon.
pub(crate) fn addressees(line: &str, lexicon: &Lexicon) -> Option<Vec<Range<usize>>> {
    // 主送:各镇人民政府
    let labels = ["主送:", "主送机关:", "主送单位:", "被督办单位:", "受文单位:"];
    if let Some(list) = labels.iter().find_map(|label| line.trim_start().strip_prefix(label)) {
        let from = line.len() - list.len();
        let list = list.trim_end().trim_end_matches([':', '。']);
        let names = party::units(list, lexicon).into_iter();
        return Some(names.map(|(_, name)| from + name.start..from + name.end).collect());
    }
    // **各镇人民政府:**
    let bold = |c: char| c.is_whitespace() || c == '*';
    let start = line.len() - line.trim_start_matches(bold).len();
    let end = line.trim_end_matches(bold).strip_suffix(':')?.len();
    let words = line.get(start..end)?;
    let speech = words![
        "如下", "现将", "根据", "为了", "包括", "通知", "要求", "内容", "同意", "任务", "目标", "附件",
        "说明", "意见", "主要", "情况", "签发", "名单", "下列",
    ];
    if words.contains(['。', ';', '《', ':'])
        || speech.is_in(words)
        || marker::parse(words).is_some()
        || words.ends_with(['要', '应', '须'])
    {
        return None;
    }
    let names: Vec<Range<usize>> = party::units(words, lexicon).into_iter().map(|(_, range)| range).collect();
    let label = lexicon.labels.get(words.trim()).is_some() || lexicon.heads.metadata(words).is_some();
    // 全镇广大干部群众
    let everybody = |name: &str| {
        name.starts_with("广大") || name.starts_with('全') && name.ends_with("群众") || name.ends_with("乡亲")
    };
    let known = |range: &Range<usize>| {
        let name = &words[range.clone()];
        lexicon.group_starts.at_start(name).is_some()
            || party::is_unit(name, lexicon)
            || name.ends_with(['们', '友', '民', '长', '志', '校', '商'])
            || name.starts_with('各')
            || everybody(name)
    };
    let named = !label && !names.is_empty() && names.iter().any(known);
    named.then(|| names.into_iter().map(|name| start + name.start..start + name.end).collect())
}

/// Words that titles of notices and plans end with.
const TITLE_ENDS: &[&str] = &[
    "通知", "通报", "意见", "方案", "计划", "要点", "公告", "函", "报告", "清单", "分工", "表", "决定",
    "办法", "规划", "台账", "任务分解", "责任分解", "安排", "一封信", "实事", "细则", "纲要", "措施",
    "任务书", "作战图", "路线图", "任务图", "军令状", "目标", "公示", "制度", "规定", "批复", "决议",
    "责任书", "责任状", "工作任务", "重点工作", "重点任务", "任务", "项目", "工程", "通告", "汇总", "名单",
    "分解", "建议", "情况", "纪要", "通知单", "督办单", "交办单", "督办函", "承诺书", "公开书", "告知书",
];

/// Whether a line can be a title or the last line of one.
pub(crate) fn is_title(line: &str) -> bool {
    // 通    知
    let words = squeeze(line);
    let bare = without_remark(&words).trim_end_matches('”');
    let ends =
        TITLE_ENDS.iter().any(|end| bare.ends_with(end)) || words.ends_with('》') || bare.ends_with('》');
    ends && can_be_title(line)
}

/// Whether a line can be part of a title.
pub(crate) fn can_be_title(line: &str) -> bool {
    let words = line.trim();
    let count = words.chars().count();
    // @所有人, 收到: of a chat.
    let plain = !words.starts_with("收到")
        && !words.contains(['。', ';', '|', '@'])
        && !words.ends_with([':', ','])
        && !words.contains(": ");
    // 关于2031年1-8月 / 民生实事进展情况的通报
    let dated = date(words).is_some() && !words.contains("关于")
        || number(words).is_some_and(|number| number.range.len() + 3 >= words.len());
    let commas = words.matches(',').count() > 1;
    // 一、关于企业改革 is an item; 十、… 关于…的通知 may be a title all the same.
    let subject = words.contains("关于") && words.contains('的');
    let item = marker::parse(words).is_some_and(|marker| marker.style != marker::Style::Bullet && !subject);
    let han = words.chars().filter(|c| is_han(*c)).count();
    let secret = ["机密", "秘密", "绝密"];
    let urgent = URGENCY.iter().chain(&secret).any(|word| words.starts_with(word) && count <= 8);
    // (单位:万元) stands between a table and its title.
    let caption = words.trim_start_matches('(').starts_with("单位:");
    // 甲方:甲市人民政府 stands below the title of a contract, 填报单位:县水利局 below that of a ledger.
    let caption = caption
        || words![
            "甲方:", "乙方:", "责任单位:", "签订单位:", "填报单位:", "填表单位:", "报送单位:", "填报时间:"
        ]
        .begins(words);
    let columns = words!["序号", "责任单位", "牵头单位", "完成时限", "责任科室"].is_in(words)
        && !words.contains("关于");
    plain
        && !columns
        && !caption
        && !dated
        && !commas
        && !item
        && !urgent
        && han >= 2
        && (2..=90).contains(&count)
        && !is_note(words)
}

/// A line in brackets that says how the notice is published, or such.
pub(crate) fn is_note(line: &str) -> bool {
    let words = line.trim();
    let mut arrows = memchr::memchr_iter(b'>', words.as_bytes());
    let trail = arrows.next().is_some() && (arrows.next().is_some() || words.contains(" > "));
    trail
        || in_brackets(words)
        || words.starts_with('【') && words.ends_with('】') && !heads_duties(words)
        // 编号:1  任务名称:… is a record of a task.
        || words.strip_prefix("编号:").is_some_and(|rest| !rest.contains(':'))
        || words!["附件", "附表", "抄送", "来源", "索引号", "字体", "浏览", "您现在", "当前位置", "首页"].begins(words)
        || is_button(words)
        || words!["门户网站", "政府网站", "政府网", "信息网"].ends(words)
        // 甲县政府门户网站 - 通知公告
        || words.contains('-') && words.split_once(" - ").is_some_and(|(site, _)| words!["网站", "政府网", "信息网"].ends(site))
}

/// Whether a box says whose duties stand below it, or what is asked of all: 【常务副市长领衔事项】, 【有关要求】.
fn heads_duties(words: &str) -> bool {
    words.ends_with("要求】")
        || words!["领衔", "牵头", "负责", "分管", "包抓", "包联", "挂帅"].is_in(words)
            && words!["事项】", "工作】", "任务】", "项目】", "实事】"].ends(words)
}

/// Whether a line is what a page offers to do: 打印本页 关闭窗口; not 关闭矿山修复进展缓慢,….
fn is_button(words: &str) -> bool {
    let button = words!["分享", "打印", "关闭", "扫一扫", "保存"].begins(words);
    button && !words.contains([',', '。', ';']) && words.chars().count() <= 24
}

/// Whether a line is one bracket and nothing else; (一)超前的项目(3项) is none.
fn in_brackets(words: &str) -> bool {
    let ends = words.starts_with('(') && words.ends_with(')');
    ends && brackets::outermost(words).first().is_none_or(|pair| pair.outer.end == words.len())
}

/// A title without the remark in brackets behind it: 方案(2023-2025年), 计划(试行).
fn without_remark(words: &str) -> &str {
    let last = brackets::at_end(words).filter(|pair| pair.sign == '(');
    last.map_or(words, |pair| words[..pair.outer.start].trim_end())
}

static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:中共|中国共产党)?\s?(?P<place>[\p{Han}]{1,10}?(?:自治区|自治州|自治县|自治旗|特别行政区|经济开发区|高新区|开发区|新区|[省市州盟县区旗镇乡]|街道))",
    )
});

/// How long the level is behind a name that itself ends like one: 郑州|市, 景德镇|市; not 海西州|市场监管局.
fn own_level(name: &str, rest: &str) -> usize {
    let ends = name.ends_with(['州', '镇', '乡']) && name.chars().nth(1).is_some();
    let mut signs = rest.chars();
    let level = signs.next().filter(|c| ends && matches!(c, '市' | '县' | '区'));
    let behind = signs.next().unwrap_or(' ');
    level.filter(|_| !"场直属级域乡镇(、".contains(behind)).map_or(0, char::len_utf8)
}

/// The place that a title or the name of an issuer begins with: 甲市乙县 for 甲市乙县人民政府.
pub(crate) fn place(words: &str) -> Option<Range<usize>> {
    // 2025年甲县十件实事
    let year = words.trim_start_matches(|c: char| c.is_ascii_digit());
    if let Some(rest) =
        year.strip_prefix("年度").or(year.strip_prefix('年')).filter(|_| words.len() == year.len() + 4)
    {
        let lead = words.len() - rest.len();
        return named_place(rest).map(|found| found.start + lead..found.end + lead);
    }
    named_place(words)
}

/// The place that words begin with.
fn named_place(words: &str) -> Option<Range<usize>> {
    let first = PLACE.captures(words)?.name("place")?.range();
    let first = first.start..first.end + own_level(&words[first.clone()], &words[first.end..]);
    let word = &words[first.clone()];
    // 昌河城市运营集团: a city's name is no longer than 运城市.
    let town = word.ends_with("城市") && word.chars().nth(3).is_some();
    if town
        || word.contains('全')
        || words!["致", "各", "本", "我", "关于", "有关", "重点", "年", "印", "分", "市", "县", "区", "小"]
            .begins(word)
    {
        return None;
    }
    // 甲市乙县: the lowest level that follows at once.
    let rest = &words[first.end..];
    let deeper = PLACE.captures(rest).and_then(|found| found.name("place")).map(|place| place.range());
    let administrative = |range: &Range<usize>| {
        !rest[range.clone()].contains(['政', '委', '局', '办', '年', '和', '与', '及'])
            && !words!["城市", "城乡", "市政", "小区", "社区", "园区", "片区"].ends(&rest[range.clone()])
            && rest[range.clone()].chars().count() <= 6
    };
    match deeper.filter(administrative) {
        Some(deeper) => Some(first.start..first.end + deeper.end),
        None => Some(first),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    #[test]
    fn a_citys_name_may_end_like_a_level() {
        let name = |words: &'static str| place(words).map(|range| &words[range]);
        assert_eq!(name("郑州市2025年十件实事"), Some("郑州市"));
        assert_eq!(name("景德镇市人民政府"), Some("景德镇市"));
        assert_eq!(name("湖州市德清县人民政府"), Some("湖州市德清县"));
        assert_eq!(name("通州区教育局"), Some("通州区"));
        assert_eq!(name("海西州市场监督管理局"), Some("海西州"));
        assert_eq!(name("恩施州县(市)任务"), Some("恩施州"));
    }

    #[test]
    fn document_numbers_come_with_any_bracket() {
        for text in
            ["甲政办发〔2031〕26号", "甲政字[2031]1号", "甲安发﹝2031〕 8号", "甲政办函 （2031）55 号"]
        {
            let text = fold(text);
            assert_eq!(number(&text).and_then(|n| n.year), Some(2031), "{text}");
        }
        assert!(issue_number("督查通报第14期").is_some());
    }

    #[test]
    fn addressees_are_names_before_a_colon() {
        let lexicon = Lexicon::builtin();
        assert_eq!(addressees("各乡镇人民政府,县直各有关单位:", lexicon).map(|names| names.len()), Some(2));
        assert!(addressees("现将有关事项通知如下:", lexicon).is_none());
        assert!(addressees("责任单位:", lexicon).is_none());
    }

    #[test]
    fn a_place_is_the_lowest_level_named() {
        let read = |words: &'static str| place(words).map(|range| &words[range]);
        assert_eq!(read("昌河城市运营集团有限公司"), None);
        assert_eq!(read("运城市人民政府"), Some("运城市"));
        assert_eq!(read("甲川市乙门区人民政府"), Some("甲川市乙门区"));
        assert_eq!(read("丙县人民政府办公室"), Some("丙县"));
        assert_eq!(read("关于印发方案的通知"), None);
        assert_eq!(read("2025年丙县十件民生实事"), Some("丙县"));
    }
}
