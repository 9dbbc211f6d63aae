//! The calendar, by the letter of RFC 5545.

use crate::notice::notice;
use duban::render::template::{Book, Options, calendar};

fn written() -> String {
    let notices = [notice()];
    let options = Options::default();
    let file = calendar::calendar(&Book::new(&notices, &options).unwrap());
    assert_eq!(file.name, "督办日历.ics");
    String::from_utf8(file.bytes).unwrap()
}

/// The content lines, unfolded (3.1).
fn unfolded() -> Vec<String> {
    written().replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

fn values(name: &str) -> Vec<String> {
    let lines = unfolded();
    let named =
        lines.iter().filter_map(|line| line.strip_prefix(name)?.split_once(':').map(|(_, v)| v.to_owned()));
    named.collect()
}

#[test]
fn lines_end_in_crlf_and_are_at_most_75_octets() {
    let text = written();
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
    assert_eq!(text.split("\r\n").filter(|line| line.len() > 75).collect::<Vec<_>>(), Vec::<&str>::new());
}

#[test]
fn every_deadline_and_every_report_is_a_day() {
    let days = values("DTSTART;VALUE=DATE");
    let deadlines = ["20311031", "20311130", "20310630", "20310930"];
    assert_eq!(days[..4], deadlines);
    let reports: Vec<String> =
        (4..=12).map(|month| format!("2031{month:02}05")).chain(["20320105".to_owned()]).collect();
    assert_eq!(days[4..], reports);
    assert_eq!(values("SUMMARY")[0], "【到期】提升教育质量");
    assert_eq!(values("SUMMARY")[4], "【报送】进展情况（县政府督查室）");
    let description = &values("DESCRIPTION")[0];
    assert!(
        description.starts_with("目标：新建公办幼儿园 5所\\n牵头单位：教育局\\n责任单位：县教育局"),
        "{description}"
    );
}

#[test]
fn the_same_notice_gives_the_same_events() {
    assert_eq!(written(), written());
    let mut uids = values("UID");
    assert_eq!(uids[0], "abababababababab-task-1-20311031@duban");
    let count = uids.len();
    uids.sort();
    uids.dedup();
    assert_eq!(uids.len(), count);
    assert!(values("DTSTAMP").iter().all(|stamp| stamp == "20310304T000000Z"));
}
