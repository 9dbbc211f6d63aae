//! One self-contained page: a table on a screen, cards on a telephone, A4 across on paper.

use super::{
    Cell, Table,
    grid::{Grid, chapters, foot_lines, head_lines, is_wide, narrow},
};
use crate::render::{
    page::{self, Fonts},
    text::escape,
};

/// Width of the printed page in pixels: 225 mm.
const PRINTED: usize = 850;
/// Width of a half-width character of table text in pixels: half of its 10.5 points.
const CHARACTER: usize = 7;
/// The same in wide tables, whose text has 9 points.
const SMALL_CHARACTER: usize = 6;
/// Room beside the text of a cell in pixels.
const PADDING: usize = 14;

pub(super) fn write(table: &Table, fonts: &Fonts) -> String {
    let title = escape(&table.title);
    let (character, main) =
        if is_wide(table) { (SMALL_CHARACTER, "<main class=\"wide\">") } else { (CHARACTER, "<main>") };
    let mut body = format!("<h1>{title}</h1>\n");
    for line in head_lines(table) {
        body.push_str(&format!(
            "<p class=\"source\">{}</p>
",
            escape(&line)
        ));
    }
    for chapter in chapters(table) {
        if let Some(heading) = &chapter.heading {
            body.push_str(&format!("<h2>{}</h2>\n", escape(heading)));
        }
        let widths = chapter.widths(PRINTED, character, PADDING);
        for (grid, widths) in chapter.grids.iter().zip(&widths) {
            if let Some(heading) = &grid.heading {
                body.push_str(&format!("<h3>{}</h3>\n", escape(heading)));
            }
            push_grid(&mut body, grid, widths);
        }
    }
    for line in foot_lines(table) {
        body.push_str(&format!(
            "<p class=\"note\">{}</p>
",
            escape(&line)
        ));
    }
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{}</style>\n</head>\n<body>\n{main}\n{body}</main>\n</body>\n</html>\n",
        style(fonts)
    )
}

/// Roles are written out because a browser forgets them where cards take the table's place.
fn push_grid(html: &mut String, grid: &Grid, widths: &[usize]) {
    html.push_str(&format!(
        "<table role=\"table\">\n<caption>{}</caption>\n<colgroup>",
        escape(&grid.caption)
    ));
    let whole = widths.iter().sum::<usize>().max(1);
    for width in widths {
        html.push_str(&format!("<col style=\"width:{:.1}%\">", *width as f64 * 100.0 / whole as f64));
    }
    html.push_str("</colgroup>\n<thead role=\"rowgroup\">\n<tr role=\"row\">");
    for column in &grid.columns {
        html.push_str(&format!(
            "<th role=\"columnheader\" scope=\"col\">{}</th>",
            lines(&narrow(column.heading))
        ));
    }
    html.push_str("</tr>\n</thead>\n<tbody role=\"rowgroup\">\n");
    for row in &grid.rows {
        html.push_str("<tr role=\"row\">");
        for (cell, column) in row.iter().zip(&grid.columns) {
            let class = match () {
                () if cell.is_empty() => " class=\"empty\"",
                () if matches!(cell, Cell::Amount(_)) => " class=\"number\"",
                () if column.is_centred => " class=\"centre\"",
                () => "",
            };
            let text = cell.to_string();
            let text = if column.is_list { names(&text) } else { lines(&text) };
            let heading = escape(column.heading);
            if column.names_row {
                html.push_str(&format!("<th role=\"rowheader\" scope=\"row\"{class} data-label=\"{heading}\"><span>{text}</span></th>"));
            } else {
                html.push_str(&format!(
                    "<td role=\"cell\"{class} data-label=\"{heading}\"><span>{text}</span></td>"
                ));
            }
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody>\n");
    push_sum(html, grid);
    html.push_str("</table>\n");
}

fn push_sum(html: &mut String, grid: &Grid) {
    let Some(sum) = &grid.sum else { return };
    let heading = grid.columns.get(sum.column).map_or("", |column| column.heading);
    let before = if sum.column > 1 { format!(" colspan=\"{}\"", sum.column) } else { String::new() };
    html.push_str(&format!(
        "<tfoot role=\"rowgroup\"><tr role=\"row\"><th role=\"rowheader\" scope=\"row\"{before} data-label=\"\"><span>{}</span></th>\
         <td role=\"cell\" class=\"number\" data-label=\"{}\"><span>{}</span></td>",
        sum.label,
        escape(heading),
        sum.cell
    ));
    for _ in sum.column + 1..grid.columns.len() {
        html.push_str("<td role=\"cell\" class=\"empty\"></td>");
    }
    html.push_str("</tr></tfoot>\n");
}

/// The names of `list` escaped, each in an element that is not broken.
fn names(list: &str) -> String {
    let name = |name: &str| format!("<span class=\"name\">{}</span>", escape(name));
    let line = |line: &str| line.split_inclusive('、').map(name).collect::<String>();
    list.lines().map(line).collect::<Vec<_>>().join("<br>")
}

/// `text` escaped, its line breaks kept.
fn lines(text: &str) -> String {
    escape(text).replace('\n', "<br>")
}

fn style(fonts: &Fonts) -> String {
    // Names come from configuration: none may close the style element or its string.
    let family = |list: &[String], last: &str| {
        let quoted = list.iter().map(|name| name.replace(['"', '\\', '<', '>', ';', '{', '}', '\n'], ""));
        quoted.map(|name| format!("\"{name}\",")).collect::<String>() + last
    };
    STYLE
        .replace("$title", &family(&fonts.title, "serif"))
        .replace("$body", &family(&fonts.body, "serif"))
        .replace("$heading1", &family(&fonts.heading1, "sans-serif"))
        .replace("$heading2", &family(&fonts.heading2, "serif"))
        // As in Word: upright at the foot of the turned sheet, 7 mm from the type area.
        .replace(
            "$number",
            &format!(
                "content: \"— \" counter(page) \" —\"; writing-mode: vertical-rl; font: {}pt {}; width: 1.2em; margin: 0 {:.1}mm 0 auto;",
                page::PAGE_NUMBER_SIZE,
                family(&fonts.page_number, "serif"),
                // The dashes are in the middle of the 1.2 em.
                page::PAGE_NUMBER_GAP - page::PAGE_NUMBER_SIZE * 0.6 * 25.4 / 72.0
            ),
        )
        .replace(
            "$margins",
            &format!(
                "{}mm {}mm {}mm {}mm",
                page::TURNED_TOP,
                page::TURNED_RIGHT,
                page::TURNED_BOTTOM,
                page::TURNED_LEFT
            ),
        )
}

const STYLE: &str = include_str!("table.css");
