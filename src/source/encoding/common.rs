//! The characters that make up most of an official text, simplified and traditional.

/// Whether `c` is one of the common characters (常用字) or a punctuation mark of Chinese text.
pub(super) fn is_common(c: char) -> bool {
    match c {
        '、' | '。' | '《' | '》' | '〇' | '“' | '”' | '，' | '：' | '；' | '（' | '）' | '\u{3000}' => {
            true
        }
        FIRST..=LAST => {
            let at = c as usize - FIRST as usize;
            SET.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
        }
        _ => false,
    }
}

const FIRST: char = '\u{4E00}';
const LAST: char = '\u{9FFF}';

/// One bit for each character of the CJK Unified Ideographs block.
static SET: [u64; (LAST as usize - FIRST as usize) / 64 + 1] = {
    let mut set = [0; (LAST as usize - FIRST as usize) / 64 + 1];
    let bytes = COMMON.as_bytes();
    let mut i = 0;
    // Every character of the list is three bytes of UTF-8.
    while i + 2 < bytes.len() {
        let c = (bytes[i] as usize & 0x0F) << 12
            | (bytes[i + 1] as usize & 0x3F) << 6
            | bytes[i + 2] as usize & 0x3F;
        let at = c - FIRST as usize;
        set[at / 64] |= 1 << (at % 64);
        i += 3;
    }
    set
};

/// The most frequent characters of general and of official text, then the traditional forms of those that differ.
const COMMON: &str = "\
    的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年\
    过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心\
    她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间\
    由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给\
    世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变\
    四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社\
    便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北\
    边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笔府县乡镇村委局厅省州街办责单\
    牵配落推改造升项投元亿千百亩户米底季截止送督查考核绩效服障案印贯彻执检监农育卫健康医疗养财\
    房环境态绿污染防消急息台企园济招商引振兴脱贫攻坚巩固示范试创整综协调联络组织深措施标划账况\
    材料汇审批准请遵照附签章抄承邮箱负志副席秘六七八九零幼校舍厕网供热燃桥梁护旧棚补贴残疾妇\
    青童广旅游图馆博停车充站灯河湖垃圾厂植殖棉花粮食蔬菜林草畜牧奶羊牛田灌溉渠井饮班党干群众满\
    精律纠纷欠薪\
    這個們來爲國說時會對於過發後裏種經麼學現當沒動還進樣開從實軍無與長機關點業將兩間問並應戰頭\
    體見產話內給門兒東聲員論處義幾認條氣題爾別變總電數報結務場計資許統區隊決馬書則聽卻達強難權\
    設記類據邊張該規萬覺術領確傳師觀讓識帶導爭運筆縣鄉鎮廳辦責單牽項億畝戶覈績貫徹執檢監農衛醫\
    療養財環態綠臺園濟興脫貧堅鞏範試創綜協調聯絡組織標劃賬況彙審請簽繫郵負祕廁網熱橋樑護舊補貼\
    殘婦廣遊圖館車燈廠糧準飲黨幹羣衆滿糾紛為裡眾啟於係覺";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simplified_traditional_and_punctuation_are_common() {
        for c in "关于印发责任分解方案的通知，關於印發責任分解方案的通知。".chars()
        {
            assert!(is_common(c), "{c}");
        }
    }

    #[test]
    fn rare_characters_are_not() {
        for c in "锟拷燙屯烫鍏簬".chars() {
            assert!(!is_common(c), "{c}");
        }
    }
}
