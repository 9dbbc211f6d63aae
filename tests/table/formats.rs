//! What each format says, as text or read back by a library.

use crate::notice::{county, large, town};
use calamine::{Data, Reader, Xlsx};
use duban::render::table::{By, Format, Options, Style, build, write};
use duban::source::Origin;
use std::io::Cursor;

const ALL: [Format; 6] = [Format::Docx, Format::Xlsx, Format::Md, Format::Html, Format::Csv, Format::Json];

fn text(format: Format, options: &Options) -> String {
    let table = build(&[county(), town()], options);
    String::from_utf8(write(&table, format, &Style::default()).unwrap()).unwrap()
}

#[test]
fn text_formats_say_it_all() {
    insta::assert_snapshot!("table.md", text(Format::Md, &Options::default()));
    insta::assert_snapshot!("by-unit.md", text(Format::Md, &Options { by: By::Unit, ..Options::default() }));
    insta::assert_snapshot!("table.csv", text(Format::Csv, &Options::default()));
    insta::assert_snapshot!("table.html", text(Format::Html, &Options::default()));
    insta::assert_snapshot!("table.json", text(Format::Json, &Options::default()));
}

#[test]
fn the_same_notices_give_the_same_bytes() {
    let bytes =
        |format| write(&build(&[county(), town()], &Options::default()), format, &Style::default()).unwrap();
    for format in ALL {
        let first = bytes(format);
        assert_eq!(first, bytes(format), "{format:?}");
        let elsewhere = std::thread::spawn(move || bytes(format)).join().unwrap();
        assert_eq!(first, elsewhere, "{format:?}");
    }
}

#[test]
fn csv_runs_nothing_and_says_that_it_is_utf_8() {
    let csv = text(Format::Csv, &Options::default());
    assert!(csv.starts_with('\u{feff}'));
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 5, "four tasks and the sum");
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
    }
    assert_eq!(&rows[2][2], "'=HYPERLINK(\"x\")|<b>&");
    let style = Style { csv_bom: false, ..Style::default() };
    assert!(
        write(&build(&[county()], &Options::default()), Format::Csv, &style)
            .unwrap()
            .starts_with("序号".as_bytes())
    );
}

#[test]
fn a_workbook_holds_numbers_as_numbers_and_text_as_text() {
    let bytes = write(&build(&[county()], &Options::default()), Format::Xlsx, &Style::default()).unwrap();
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["责任分解表", "按单位汇总", "按领导汇总"]);
    let sheet = book.worksheet_range("责任分解表").unwrap();
    let row = |at: usize| sheet.rows().nth(at).unwrap();
    let investment = row(1).iter().position(|cell| cell.to_string().starts_with("投资")).unwrap();
    assert_eq!(row(2)[0], Data::Float(1.0));
    assert_eq!(row(2)[investment], Data::Float(2600.0));
    assert_eq!(row(3)[investment], Data::Float(12345.67));
    assert_eq!(row(4)[1], Data::String("=HYPERLINK(\"x\")|<b>&".to_owned()));
    assert_eq!(row(5)[investment], Data::Float(14945.67));
    assert!(book.worksheet_formula("责任分解表").unwrap().rows().flatten().all(String::is_empty));
}

#[test]
fn a_notice_without_tasks_is_a_head() {
    for format in ALL {
        assert!(
            !write(&build(&[large(0, 1)], &Options::default()), format, &Style::default())
                .unwrap()
                .is_empty()
        );
    }
}

#[test]
fn a_document_is_read_as_a_notice_is() {
    let bytes = write(&build(&[county()], &Options::default()), Format::Docx, &Style::default()).unwrap();
    let document = duban::source::read("table.docx", &bytes, &duban::source::Options::default()).unwrap();
    let texts: Vec<&str> = document.blocks.iter().map(|block| block.text.as_str()).collect();
    assert_eq!(texts[0], "云溪县2031年民生实事责任分解表");
    for text in
        ["改造农村公路120.5公里。\n优先安排断头路。", "=HYPERLINK(\"x\")|<b>&", "12345.67以上", "合计"]
    {
        assert!(texts.contains(&text), "{text}");
    }
    let leader = document.blocks.iter().find(|block| block.text == "罗文博").unwrap();
    assert!(matches!(leader.origin, Origin::Cell { row: 2, row_span: 2, .. }), "{:?}", leader.origin);
}

/// Bytes that no XML may hold, a text longer than a cell, an amount beyond all reason.
#[test]
fn the_oddest_text_is_written() {
    let mut notice = town();
    let task = &mut notice.tasks[0];
    task.title.text = "坏\u{0}字\u{b}符\u{ffff}".to_owned();
    task.body.as_mut().unwrap().text = "长".repeat(40_000);
    task.investments[0].yuan = Some(rust_decimal::Decimal::MAX);
    let again = task.clone();
    notice.tasks.push(again);
    for format in ALL {
        let bytes = write(&build(&[notice.clone()], &Options::default()), format, &Style::default()).unwrap();
        if format == Format::Xlsx {
            let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
            let sheet = book.worksheet_range("责任分解表").unwrap();
            assert_eq!(sheet.get_value((2, 1)), Some(&Data::String("坏字\n符".to_owned())));
        }
    }
}
