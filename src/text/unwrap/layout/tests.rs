use super::straightened;

/// The lines that are not blank, read.
fn rows(text: &str) -> Vec<String> {
    let read = straightened(text);
    read.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

#[test]
fn cells_that_are_wrapped_below_each_other_are_put_together() {
    let text = "序号    重点任务        工作目标            责任单位      完成时限\n\
                1       黑臭水体治理    整治水体4条，清淤   区水务局      10月底前\n\
                \u{20}                       疏浚6万立方米。\n\
                \n\
                2       污水处理厂提    新增能力3万吨。     区住建局、    12月底前\n\
                \u{20}       标扩容                              区水务集团\n\
                注：略";
    let read = straightened(text);
    let rows: Vec<&str> = read.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(
        rows,
        [
            "序号\t重点任务\t工作目标\t责任单位\t完成时限",
            "1\t黑臭水体治理\t整治水体4条，清淤疏浚6万立方米。\t区水务局\t10月底前",
            "2\t污水处理厂提标扩容\t新增能力3万吨。\t区住建局、区水务集团\t12月底前",
            "注：略"
        ]
    );
    assert_eq!(read.lines().count(), text.lines().count());
}

#[test]
fn headings_may_be_wrapped_and_pages_repeat_them() {
    let text = "序号  项目名称          总投资（万  责任单位\n\
                \u{20}                       元）\n\
                \u{20}     合计（2个）       1968\n\
                \u{20}     一、续建（1个）   1480\n\
                1     人民医院传染病    1480        州卫健委\n\
                \u{20}     区\n\
                \n\
                \u{20}                 — 2 —\n\
                \n\
                序号  项目名称          总投资（万  责任单位\n\
                \u{20}                       元）\n\
                2     民族中学          488         州教育局";
    let rows = rows(text);
    assert_eq!(
        rows,
        [
            "序号\t项目名称\t总投资（万元）\t责任单位",
            "\t合计（2个）\t1968\t",
            "\t一、续建（1个）\t1480\t",
            "1\t人民医院传染病区\t1480\t州卫健委",
            "                  — 2 —",
            "2\t民族中学\t488\t州教育局"
        ]
    );
}

#[test]
fn numbers_may_stand_in_the_middle_of_their_rows() {
    let text = "序号  目标任务                责任领导  完成时间\n\
                \n\
                \u{20}                 一、壮大产业\n\
                \n\
                \u{20}     新增企业24家，\n\
                1     “瞪羚”企业5家，用电    丁 毅     12月底前\n\
                \u{20}     量增长9%以上\n\
                \n\
                \u{20}     新签约项目30个，引进\n\
                2     资金68亿元              温书琴    11月底前";
    let rows = rows(text);
    assert_eq!(
        rows,
        [
            "序号\t目标任务\t责任领导\t完成时间",
            "一、壮大产业\t\t\t",
            "1\t新增企业24家，“瞪羚”企业5家，用电量增长9%以上\t丁 毅\t12月底前",
            "2\t新签约项目30个，引进资金68亿元\t温书琴\t11月底前"
        ]
    );
}

#[test]
fn rows_share_what_stands_in_their_middle() {
    let text = "序号  目标任务                责任单位    完成时间\n\
                \u{20}     新增企业24家，\n\
                1     用电量增长9%以上\n\
                \u{20}                             县工信局    12月底前\n\
                \u{20}     新签约项目30个，\n\
                2     引进资金68亿元\n\
                \n\
                \u{20}     新建泵站3座，加固\n\
                3     水库2座                 县水利局    6月底前";
    let rows = rows(text);
    assert_eq!(
        rows,
        [
            "序号\t目标任务\t责任单位\t完成时间",
            "1\t新增企业24家，用电量增长9%以上\t县工信局\t12月底前",
            "2\t新签约项目30个，引进资金68亿元\t\t",
            "3\t新建泵站3座，加固水库2座\t县水利局\t6月底前"
        ]
    );
}

#[test]
fn a_row_below_its_headings_is_none_of_them() {
    let text = "序   项目名称        责任单位        完成时限\n\
                号\n\
                1 南渠续建\n\
                \u{20} 改造          县水利局        6月底前\n\
                \u{20}               县林业局、\n\
                2   植树         县农业局        5月底前";
    let rows = rows(text);
    assert_eq!(
        rows,
        [
            "序号\t项目名称\t责任单位\t完成时限",
            "1\t南渠续建改造\t县水利局\t6月底前",
            "2\t植树\t县林业局、县农业局\t5月底前"
        ]
    );
}
