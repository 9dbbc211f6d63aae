//! Files that somebody sends to break us, and files that were broken on the way. Made here, so that none need be kept.

use super::docx::{Docx, numbered, of_body, p, zip};

/// How large the largest ones are: whole where programs are optimised, a tenth where they are not.
const MEBIBYTE: usize = if cfg!(debug_assertions) { (1 << 20) / 10 } else { 1 << 20 };

/// A file: what is wrong with it, and its bytes.
pub(crate) type Hostile = (String, Vec<u8>);

/// All of them, one at a time: some are large.
pub(crate) fn all() -> impl Iterator<Item = Hostile> {
    text().chain(documents()).chain(truncated())
}

fn named(name: &str, bytes: impl Into<Vec<u8>>) -> Hostile {
    (name.to_owned(), bytes.into())
}

/// Lazy, as `all` promises.
macro_rules! files {
    ($($name:literal => $bytes:expr),* $(,)?) => {{
        let files: Vec<fn() -> Hostile> = vec![$(|| named($name, $bytes)),*];
        files.into_iter().map(|file| file())
    }};
}

fn text() -> impl Iterator<Item = Hostile> {
    const SENTENCE: &str = "新建农村公路12公里，总投资3.4亿元，10月底前完成，责任单位：县交通运输局。";
    files! {
        "empty" => "",
        "one byte" => "x",
        "one byte of three" => b"\xe5",
        "only NUL" => vec![0; 4096],
        "only line breaks" => "\n".repeat(MEBIBYTE),
        "only carriage returns" => "\r".repeat(MEBIBYTE),
        "only blanks" => "\u{3000}".repeat(MEBIBYTE / 3),
        "only a byte order mark" => "\u{feff}",
        "50 MB on one line" => SENTENCE.repeat(50 * MEBIBYTE / SENTENCE.len()),
        "a million opening brackets" => "（".repeat(MEBIBYTE),
        "brackets nested 100,000 deep" => "（".repeat(100_000) + "甲" + &"）".repeat(100_000),
        "quotes and titles nested 100,000 deep" => "《“".repeat(50_000) + "甲" + &"”》".repeat(50_000),
        "a million quotes that do not close" => "关于印发《".repeat(MEBIBYTE / 5),
        "a million labels" => "责任单位：".repeat(MEBIBYTE / 5),
        "a million labels in lines" => "责任单位：\n牵头领导：\n".repeat(MEBIBYTE / 10),
        "a million units" => "责任单位：".to_owned() + &"县交通运输局、".repeat(MEBIBYTE / 7),
        "labels that no lexicon lists" => in_a_task("归谁管：县水利局\n"),
        "one list of rounds" => in_a_task("一轮、"),
        "one list of people" => in_a_task("解决1.2万群众、"),
        "one list of sums" => in_a_task("3万元、"),
        "one list of yearly sums" => in_a_task("足额保障经费每年333万元。"),
        "one list of places" => in_a_task("东湖区、"),
        "one list of floors" => in_a_task("合格率稳定在33%以上；"),
        "one list of classes" => in_a_task("对考核前3名的乡（"),
        "one list of leads in words" => in_a_task("由甲局牵头，"),
        "one list of labels that name nobody" => in_a_task("\u{3000}\u{3000}牵头单位："),
        "one list of numbers of its own" => in_a_task("S1：修路\n"),
        "one list of numbers alone" => in_a_task("01\n修路\n"),
        "one list of signs" => in_a_task("→修路\n"),
        "one line of torn words" => "新 建 公 路 ".repeat(MEBIBYTE / 16),
        "one list of labels that stand alone" => in_a_task("责任单位\n县水利局\n"),
        "one list of lists in one line" => in_a_task("整改措施：\n（1）修路。（2）架桥。\n"),
        "one list of boxes over lists" => in_a_task("【副县长牵头事项】\n1.修路\n"),
        "one list of those who are asked" => in_a_task("责成县水利局倒排工期，"),
        "one list of helpers in sentences" => in_a_task("县水利局配合做好导流。"),
        "one list of counts of tasks" => in_a_task("完成民生实事10件，"),
        "one list of stages of a measure" => in_a_task("完成27亿元，"),
        "one list of stages behind a label" => in_a_task("进度安排：投资2亿元。6月底前开工。"),
        "one list of figures by place" => in_a_task("全县7左右；甲镇8，"),
        "one list of rates with parts" => in_a_task("资金来源：每座补助2000元，其中省级1200元。"),
        "one list of labels in front of tabs" => in_a_task("责任单位\t县交通局\n"),
        "one list of labels in front of bars" => in_a_task("责任单位｜县交通局\n"),
        "one list of offices over lists" => in_a_task("县教育局：\n1.建校2所。\n"),
        "one list of forms" => in_a_task("实事名称\t修路\n责任领导\t周宁\t责任单位\t县交通局\n"),
        "one list of tables" => in_a_task("（一）修路\n牵头领导：周宁\n任务\t责任单位\t时限\n架桥\t县交通局\t6月\n"),
        "one list of addressees and days" => in_a_task("各镇：修路5公里。甲县人民政府2024年3月4日\n"),
        "one list of tables with shares" => in_a_task("（一）修路\n任务\t计量单位\t目标数\t甲县\t乙县\t责任单位\n修路\t公里\t9\t4\t5\t甲局\n"),
        "one list of tables with marks" => in_a_task("（一）修路\n任务\t县教育局\t县公安局\n建校\t●\t○\n"),
        "one list of tables turned" => in_a_task("（一）修路\n任务\t建校\t架桥\n责任单位\t甲局\t乙局\n时限\t6月\t7月\n"),
        "one list of tables side by side" => in_a_task("（一）修路\n任务\t单位\t时限\t任务\t单位\t时限\n建校\t甲局\t6月\t架桥\t乙局\t7月\n"),
        "one list of tables that point" => in_a_task("（一）修路\n序号\t责任单位\n1\t甲局\n2\t乙局\n"),
        "one list of items and their rows" => in_a_task("（一）修建农村公路。\n任务\t责任单位\n农村公路修建\t甲局\n"),
        "one list of schedules" => in_a_task("（一）修路\n任务\t一季度\t二季度\t单位\n建校\t招标\t开工\t甲局\n"),
        "one list of adjusted targets" => in_a_task("（一）修路\n任务\t原目标\t调整后目标\t单位\n建校\t3所\t不变\t甲局\n"),
        "one cell of duties" => "责任单位\t承担任务\n甲局\t".to_owned() + &"①修路；②架桥；".repeat(MEBIBYTE / 60),
        "one list of headings laid out with gaps" => in_a_task("序号  任务    单位    时限\n说明\n"),
        "one list of records with commas" => "序号,任务,单位,时限\n".to_owned() + &"1,修路,\"甲局,乙局\",6月\n".repeat(MEBIBYTE / 60),
        "one list of numbers that change" => in_a_task("（一）修路\n2.架桥\n（3）建校\n四、治水\n"),
        "one list of places over labels" => in_a_task("6.东湖区：引资3亿元。\n责任单位：甲局\n"),
        "one list of leaders by 的是" => in_a_task("挂帅的是副市长周宁，由甲局落实。"),
        "one paragraph of closing reports" => in_a_task("办结后5个工作日内报送办结报告，"),
        "one list of quoted cells" => in_a_task("1\t\"修路\n架桥\"\t县交通局\n"),
        "one list of columns laid out with gaps" => in_a_task("1    修路    县交通局    6月底前\n"),
        "one list of names over labels" => in_a_task("修建农村公路\n责任单位：县交通局\n"),
        "one table run on without signs" => in_a_task("1修路县交通局6月底前2架桥县水利局7月底前"),
        "one list of dates without a dash" => in_a_task("18月完成3万亩，"),
        "one list of things found and dealt with" => in_a_task("交办46件，已办31件，"),
        "one list of sizes" => in_a_task("一座日处理能力8000吨的水厂、"),
        "one list of things for each" => in_a_task("每家企业奖励20万元、"),
        "one list of counts for each" => in_a_task("一企一策、"),
        "a million bullets in front of a number" => "■".repeat(MEBIBYTE / 3) + "1.修路",
        "one rule of dashes" => "—".repeat(MEBIBYTE / 3) + "1.修路",
        "one list of 及各" => "责任单位：".to_owned() + &"甲局及各".repeat(MEBIBYTE / 12),
        "one list of offices that take reports" => in_a_task("县水利局、").replace("任务\n", "任务\n每月5日前报"),
        "one bracket of duties in duties" => "（".to_owned() + &"责任分工：".repeat(MEBIBYTE / 15) + "甲局牵头）",
        "one title of years" => "2025年".repeat(MEBIBYTE / 7) + "甲县民生实事",
        "one list of verbs" => "责任单位：".to_owned() + &"牵头".repeat(MEBIBYTE / 12),
        "one bracket of stops" => "（由甲局牵头".to_owned() + &"，；".repeat(MEBIBYTE / 12) + "配合）",
        "one paragraph of tabs in a bracket" => "一、修路（责任单位：".to_owned() + &"\t".repeat(MEBIBYTE / 4) + "）",
        "one paragraph of tasks with their brackets" => in_a_task("修路9公里（责任单位：县水利局）。").replace("任务\n", "任务。"),
        "one list of numbers and who answers" => in_a_task("【1】：县水利局、县财政局\n"),
        "one paragraph of reports" => in_a_task("报送").replace("任务\n", "任务\n每月5日前"),
        "one list of elements" => "、\n12\n".repeat(MEBIBYTE / 40),
        "one list of notes at the foot" => "① 注\n- 1 -\n".repeat(MEBIBYTE / 80),
        "one list of torn labels" => "新 建 路，牵 头单位：".repeat(MEBIBYTE / 60),
        "one cell of portions" => "序号\t任务\t责任单位\n1\t修路\t".to_owned() + &"甲镇30户、".repeat(MEBIBYTE / 60) + "\n",
        "one list of rules for others" => in_a_task("未注明牵头单位的，由甲局牵头。"),
        "one list of columns one after the other" =>
            in_a_task("序号\n1\n2\n3\n任务\n修路\n建校\n架桥\n责任单位\n甲局\n乙局\n丙局\n"),
        "one list of sums in brackets" => in_a_task("）2亿元"),
        "one list of done and not" => in_a_task("与已完成"),
        "labels that the text defines" => defined_labels(),
        "tables that break down by place" => in_a_task("架桥9公里。\n乡镇\t架桥（公里）\t修路（公里）\n甲镇\t4\t1\n乙镇\t5\t2\n合计\t9\t3\n"),
        "measures below one name" => in_a_task("任务\t内容\t责任单位\n治水\t架桥9座\t甲局\n\t修路9公里\t乙局\n"),
        "counts of the items above" => in_a_task("1.修路。\n以上三项由副县长周宁牵头。\n"),
        "paragraphs that ask" => in_a_task("请县住建局于6月底前修路。\n").replace("一、任务\n", ""),
        "brackets that name who helps" => in_a_task("括号内为配合单位。修路（县水利局）；"),
        "labels that nothing parts" => in_a_task("责任单位甲局"),
        "boxes in front of tasks" => in_a_task("一是【牵头单位：甲局】修路。\n【责任单位：乙局】架桥\n").replace("一、任务\n", ""),
        "numbers that come again with who answers" => in_a_task("（A1）修路\n（A2）\n责任单位：甲局\n"),
        "headings over duties" => in_a_task("修路\n县水利局要修路。\n").replace("一、任务\n", ""),
        "units as subjects" => in_a_task("1.县水利局、县交通局确保\n"),
        "dashes at the ends of lines" => in_a_task("修路。——甲局；包联领导：周宁\n"),
        "remarks on sums" => in_a_task("金额单位：万元"),
        "tags that do not end" => "<p>".repeat(9) + &"<a ".repeat(MEBIBYTE / 6),
        "characters by number" => "<p>".repeat(9) + &"&#45;&#".repeat(MEBIBYTE / 14),
        "grids of rules" => "+--+\n|甲\\|\n".repeat(MEBIBYTE / 20),
        "numbers on keys" => "1\u{fe0f}\u{20e3}".repeat(MEBIBYTE / 14) + "▶修路",
        "a million numbered items" => "一、改造道路\n".repeat(MEBIBYTE / 7),
        "numbers one under the other" => "一、\n（一）\n1.\n（1）\n①\n".repeat(MEBIBYTE / 20),
        "a million digits" => "9".repeat(MEBIBYTE),
        "a million numerals" => "一亿万千".repeat(MEBIBYTE / 4),
        "a million points" => "1.".repeat(MEBIBYTE / 2),
        "sums that do not fit" => format!("一、修路\n总投资{}亿亿亿亿元", "9".repeat(40)),
        "numbers with 10,000 decimals" => format!("一、修路\n投资0.{}元", "1".repeat(10_000)),
        "days that are none" => "2031年13月45日 2031年2月30日 99999年1月1日 0年0月0日 每月99日前报送",
        "years that overflow" => "青政办发〔99999999999999999999〕99999999999999999999号",
        "a million columns" => "甲\t".repeat(MEBIBYTE / 2) + "\n" + &"1\t".repeat(MEBIBYTE / 2),
        "columns of spaces" => ("序号".to_owned() + &"  甲乙".repeat(50_000) + "\n").repeat(2) + "1  修路",
        "a table of bars" => "|".repeat(MEBIBYTE / 8) + "\n" + &"|\n".repeat(MEBIBYTE / 8),
        "box drawing" => "┌─┬─┐\n│甲│乙│\n├─┼─┤\n".repeat(MEBIBYTE / 40),
        "invalid UTF-8 inside" => [SENTENCE.as_bytes(), b"\xff\xfe\x80\xc0\xf8", SENTENCE.as_bytes()].concat(),
        "UTF-8 cut inside a character" => SENTENCE.as_bytes()[..SENTENCE.len() - 1].to_vec(),
        "surrogates that stand alone" => utf16(&[0xD800, 0x4E00, 0xDC00, 0xDC00, 0xD800, 0x3002]),
        "UTF-16 of an odd length" => [utf16(&[0x4E00; 50]), vec![0x4E]].concat(),
        "GBK cut inside a character" => b"\xcd\xa8\xd6\xaa\xcd".repeat(20),
        "right-to-left marks inside labels" => "一、修路\n责任\u{202e}单位\u{202c}：\u{200f}县交\u{202d}通局\n投资3\u{202e}.4亿元",
        "zero-width characters inside labels" => "一\u{200b}、修路\n责\u{200b}任\u{200d}单\u{feff}位\u{2060}：县交\u{200c}通局\n投资3\u{200b}.4\u{200d}亿元",
        "combining characters" => "责任单位：".to_owned() + &"局\u{301}".repeat(10_000),
        "characters beyond the basic plane" => "一、𠮷𠮷𠮷\n投资𝟛亿元，责任单位：🏗局".repeat(1000),
        "control characters" => "责任单位：\u{1}\u{8}\u{b}\u{c}\u{1b}[31m县交通局\u{7f}\u{85}\u{2028}\u{2029}".repeat(100),
        "a binary that begins like text" => ["关于".as_bytes(), &(0..=255).cycle().take(9999).collect::<Vec<u8>>()].concat(),
    }
}

/// What takes as long as its length squared where each thing of a list asks for all of it.
fn in_a_task(thing: &str) -> String {
    "关于印发方案的通知\n一、任务\n".to_owned() + &thing.repeat(MEBIBYTE / 2 / thing.len())
}

/// As many labels as there may be, each with a sentence that says what it means.
fn defined_labels() -> String {
    let signs = || ('一'..='龥').step_by(60);
    let labels = || signs().flat_map(|a| signs().map(move |b| format!("{a}{b}"))).take(20_000);
    let used: String = labels().map(|label| format!("{label}：甲局\n")).collect();
    used + &labels().map(|label| format!("{label}就是牵头部门，")).collect::<String>()
}

fn utf16(units: &[u16]) -> Vec<u8> {
    [0xFEFF].iter().chain(units).flat_map(|unit| unit.to_le_bytes()).collect()
}

fn documents() -> impl Iterator<Item = Hostile> {
    files! {
        "a zip that is not one" => b"PK\x03\x04 and nothing more",
        "an empty zip" => zip([]),
        "a docx without document.xml" => zip([("[Content_Types].xml", b"<Types/>".as_slice())]),
        "a docx whose main part is missing" => zip([("_rels/.rels", RELATIONSHIPS.as_bytes())]),
        "a docx whose main part is empty" => of_xml(""),
        "a docx whose main part is no XML" => of_xml("PK not xml"),
        "a zip bomb" => of_body(&"<w:p/>".repeat(40 * MEBIBYTE)),
        "a zip bomb of one text" => of_body(&p(&"水".repeat(30 * MEBIBYTE))),
        "entities that expand to gigabytes" => of_xml(&format!("<!DOCTYPE d [{}]><d>&e9;</d>", entities())),
        "an entity that quotes a large one often" => of_xml(&format!(
            "<!DOCTYPE d [<!ENTITY a \"{}\">]><d>{}</d>", "x".repeat(MEBIBYTE), "&a;".repeat(100_000)
        )),
        "an entity from outside" => of_xml("<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><d>&x;</d>"),
        "entities that are none" => of_body("<w:p><w:r><w:t>&none;&#0;&#x110000;&#xD800;&#99999999999;</w:t></w:r></w:p>"),
        "elements nested 100,000 deep" => of_body(&("<w:sdt>".repeat(100_000) + &"</w:sdt>".repeat(100_000))),
        "elements that do not close" => of_body(&"<w:p><w:r><w:t>".repeat(50)),
        "tables nested 1,000 deep" => of_body(&("<w:tbl><w:tr><w:tc>".repeat(1000) + &p("甲") + &"</w:tc></w:tr></w:tbl>".repeat(1000))),
        "a cell that spans all" => of_body(
            r#"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="4294967295"/></w:tcPr><w:p/></w:tc><w:tc><w:tcPr><w:gridSpan w:val="-1"/><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"#
        ),
        "rows that skip all columns" => of_body(
            r#"<w:tbl><w:tr><w:trPr><w:gridBefore w:val="4294967295"/></w:trPr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"#
        ),
        "a million cells" => of_body(&format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", "<w:tc><w:p/></w:tc>".repeat(MEBIBYTE))),
        "a style based on itself" => styled(r#"<w:style w:styleId="a"><w:basedOn w:val="a"/></w:style>"#),
        "styles based on each other" => styled(
            r#"<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="c"/></w:style><w:style w:styleId="c"><w:basedOn w:val="a"/></w:style>"#
        ),
        "100,000 styles based one on the other" => styled(
            &(0..100_000).map(|n| format!(r#"<w:style w:styleId="{n}"><w:basedOn w:val="{}"/></w:style>"#, n + 1)).collect::<String>()
                .replacen("styleId=\"0\"", "styleId=\"a\"", 1)
        ),
        "numbering that refers to itself" => Docx::new(numbered(1, 0, "修路")).numbering(
            r#"<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="a"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>"#
        ).styles(r#"<w:style w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"#).build(),
        "numbers that overflow" => Docx::new(numbered(1, 0, "修路").repeat(9) + &numbered(1, 4_294_967_295, "修桥")).numbering(
            r#"<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="2147483647"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1%2%9%0%"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>"#
        ).build(),
        "a level text of a megabyte" => Docx::new(numbered(1, 0, "修路").repeat(2000)).numbering(&format!(
            r#"<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:lvlText w:val="{}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>"#,
            "%1".repeat(500_000)
        )).build(),
        "a part that is its own header" => own_header(),
        "members of one name" => twice(of_body(&p("甲"))),
    }
}

const RELATIONSHIPS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

fn own_header() -> Vec<u8> {
    let header = RELATIONSHIPS.replace("officeDocument\" Target=\"word/", "header\" Target=\"");
    let main = Docx::new(p("甲")).document_xml();
    zip([
        ("_rels/.rels", RELATIONSHIPS.as_bytes()),
        ("word/document.xml", main.as_bytes()),
        ("word/_rels/document.xml.rels", header.as_bytes()),
    ])
}

fn of_xml(main: &str) -> Vec<u8> {
    Docx::new("").build_with(main)
}

fn styled(styles: &str) -> Vec<u8> {
    Docx::new(r#"<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>"#)
        .styles(styles)
        .build()
}

/// Each entity is ten of the one before it.
fn entities() -> String {
    let mut declared = r#"<!ENTITY e0 "ha">"#.to_owned();
    for n in 1..10 {
        declared += &format!(r#"<!ENTITY e{n} "{}">"#, format!("&e{};", n - 1).repeat(10));
    }
    declared
}

/// A zip archive whose members are listed twice.
fn twice(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.extend(bytes.clone());
    bytes
}

/// A document, cut at every kilobyte, and at every byte of its end, where the list of its members stands.
fn truncated() -> impl Iterator<Item = Hostile> {
    let paragraphs: String =
        (0..400).map(|n| p(&format!("{n}、新建农村公路{n}公里，投资{n}万元。"))).collect();
    let whole = Docx::new(paragraphs).styles(&"<w:style/>".repeat(9)).build();
    let end = whole.len().saturating_sub(200)..whole.len();
    let cuts: Vec<usize> = (0..whole.len()).step_by(1024).chain(end).collect();
    cuts.into_iter().map(move |at| (format!("a docx cut after {at} bytes"), whole[..at].to_vec()))
}
