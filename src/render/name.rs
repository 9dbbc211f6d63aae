//! What notices and their plans are called in what is made of them.

use super::text::{clean, inner_quotes};
use crate::notice::{Notice, Quote, ReportingDuty};

/// The notice by title and number, 《…》（…〔2031〕1号）, or by file name where it has no title.
pub(crate) fn source(notice: &Notice) -> String {
    let title = first([&notice.title, &notice.plan_title]);
    let name =
        title.map_or_else(|| clean(&notice.source.name), |title| format!("《{}》", within_marks(&title)));
    let number = notice.document_number.as_ref().and_then(|number| written(&number.text));
    name + &number.map(|number| format!("（{number}）")).unwrap_or_default()
}

/// The title of the notice's plan, else its own, as it stands in 《》.
pub(crate) fn title(notice: &Notice) -> Option<String> {
    let title = first([&notice.plan_title, &notice.title]);
    title.map(|title| within_marks(&title))
}

/// What the plan is about: 关于印发《某县2024年民生实事责任分解方案》的通知 → 某县2024年民生实事.
pub(crate) fn plan(notice: &Notice) -> Option<String> {
    let title = first([&notice.plan_title, &notice.title])?;
    let title = title.strip_suffix("的通知").unwrap_or(&title);
    // What is issued stands in 《》 at the end; 《》 elsewhere name what is broken down.
    let title = match (title.find('《'), title.strip_suffix('》')) {
        (Some(open), Some(whole)) => whole.get(open + '《'.len_utf8()..)?,
        _ => title,
    };
    let title = match title.find("关于") {
        Some(at) if !title.ends_with('》') => {
            let rest = title.get(at + "关于".len()..).unwrap_or_default();
            let verb = ["印发", "分解落实", "分解", "下达", "做好", "落实"]
                .into_iter()
                .find_map(|verb| rest.strip_prefix(verb));
            verb.unwrap_or(rest)
        }
        _ => title,
    };
    const KINDS: [&str; 16] = [
        "责任分解方案",
        "责任分解表",
        "责任分工方案",
        "责任分工表",
        "分解方案",
        "分解表",
        "分工方案",
        "分工表",
        "实施方案",
        "工作方案",
        "行动方案",
        "责任分解",
        "责任分工",
        "分解",
        "分工",
        "方案",
    ];
    let name = KINDS.iter().find_map(|kind| title.strip_suffix(kind)).unwrap_or(title);
    Some(name.to_owned()).filter(|name| !name.is_empty())
}

/// What a duty asks for, without the full stop: 每月5日前向县政府督查室报送进展情况.
pub(crate) fn duty(duty: &ReportingDuty) -> String {
    let text = duty.text.trim_end_matches(['。', '，', '；']);
    clean(&match &duty.recipient {
        Some(recipient) if !text.contains(recipient.as_str()) => format!("{text}向{recipient}报送进展情况"),
        _ => text.to_owned(),
    })
}

/// The first of `titles` that says something.
fn first(titles: [&Option<Quote>; 2]) -> Option<String> {
    titles.into_iter().flatten().find_map(|quote| written(&quote.text))
}

/// `text` in one line; `None` where nothing is written.
fn written(text: &str) -> Option<String> {
    let text = clean(text.trim()).replace('\n', "");
    Some(text).filter(|text| !text.is_empty())
}

/// `title` as it stands in 《》: without the marks around it, and with 〈〉 for those inside.
fn within_marks(title: &str) -> String {
    let whole = title.strip_prefix('《').and_then(|t| t.strip_suffix('》')).filter(|t| !t.contains('》'));
    inner_quotes(whole.unwrap_or(title))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::DocumentNumber;
    use crate::render::table::sample::{notice, quote};

    #[test]
    fn a_plan_is_called_by_what_it_is_about() {
        let called = |title: &str| {
            let mut notice = notice("a", Vec::new());
            notice.title = Some(quote(title));
            plan(&notice).unwrap_or_default()
        };
        assert_eq!(called("关于印发《云溪县2025年民生实事责任分解方案》的通知"), "云溪县2025年民生实事");
        assert_eq!(called("云溪县人民政府关于印发2025年重点工作分工方案的通知"), "2025年重点工作");
        assert_eq!(called("云溪县人民政府关于分解2025年重点工作任务的通知"), "2025年重点工作任务");
        assert_eq!(
            called("云溪县人民政府关于分解落实2025年《政府工作报告》主要目标和重点任务的通知"),
            "2025年《政府工作报告》主要目标和重点任务"
        );
        assert_eq!(called("2025年重点工作责任分解"), "2025年重点工作");
        assert_eq!(called("2025年重点任务分工表"), "2025年重点任务");
        assert_eq!(called("2025年重点工作任务"), "2025年重点工作任务");
        assert_eq!(called(""), "");
    }

    #[test]
    fn a_notice_is_named_by_title_and_number_or_by_its_file() {
        let mut notice = notice("通知.txt", Vec::new());
        assert_eq!(source(&notice), "通知.txt");
        notice.title = Some(quote("关于印发《某某方案》的\n通知"));
        notice.document_number = Some(DocumentNumber {
            text: "云政办发〔2031〕8号".to_owned(),
            agency: "云政办发".to_owned(),
            year: Some(2031),
            serial: Some(8),
            span: None,
        });
        assert_eq!(source(&notice), "《关于印发〈某某方案〉的通知》（云政办发〔2031〕8号）");
        assert_eq!(title(&notice).as_deref(), Some("关于印发〈某某方案〉的通知"));
    }
}
