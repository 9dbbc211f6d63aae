//! The accuracy report: every notice's text with what was right, missed and spurious marked in it, as one page.

use super::{Figures, Finding, Scored, Verdict};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// How a stretch of text is marked: class, sign, and what it means. Signs and underlines tell what colours do, too.
type Mark = (&'static str, &'static str, &'static str);
const RIGHT: Mark = ("right", "✓", "正确 right");
const MISSED: Mark = ("missed", "−", "遗漏 missed");
const SPURIOUS: Mark = ("spurious", "+", "多余 spurious");
const WRONG: Mark = ("wrong", "≠", "不符 found, but not as gold has it");

const STYLE: &str = "\
:root{color-scheme:light}
body{font:16px/1.8 system-ui,'Noto Sans CJK SC','Microsoft YaHei',sans-serif;margin:0 auto;max-width:60rem;padding:1rem;color:#1b1b1b;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.2rem;overflow-wrap:anywhere}
.scroll{overflow-x:auto}table{border-collapse:collapse}th,td{padding:.2rem .7rem;border-bottom:1px solid #ccc;text-align:right;white-space:nowrap}
th:first-child,td:first-child{text-align:left}tr:last-child{font-weight:bold}
.text{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid #ccc;border-radius:.3rem;padding:.8rem;margin:.8rem 0}
mark{color:inherit;border-radius:.15rem;padding:0 .1rem;text-decoration:underline;text-underline-offset:.25em}
mark[data-sign]::before{content:attr(data-sign);font-weight:bold;margin-right:.1em}
.right{background:#d9f2dc}.right[data-sign]::before{content:none}
.missed{background:#ffdcd6;text-decoration-style:dashed}
.spurious{background:#e6dcff;text-decoration-style:dotted}
.wrong{background:#fff0b8;text-decoration-style:double}
li{overflow-wrap:anywhere}.task{color:#555}:target{outline:3px solid #06c}a{color:#0645ad}
@media print{body{max-width:none}}";

/// Writes the page; it needs nothing but itself.
pub fn page(notices: &[Scored]) -> String {
    let mut out = String::new();
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>提取准确率 Accuracy</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n<h1>提取准确率 Accuracy</h1>\n"
    );
    figures(&mut out, &Figures::of(notices));
    legend(&mut out);
    for (at, notice) in notices.iter().enumerate() {
        section(&mut out, at, notice);
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn figures(out: &mut String, figures: &Figures) {
    out.push_str("<div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr><th scope=\"col\">字段 Field</th><th scope=\"col\">事实数 Facts</th><th scope=\"col\">准确率 P</th><th scope=\"col\">召回率 R</th><th scope=\"col\">F1</th></tr></thead>\n<tbody>\n");
    for (name, score) in figures.rows() {
        let (facts, p, r, f1) = (score.facts(), score.precision(), score.recall(), score.f1());
        let _ = writeln!(
            out,
            "<tr><td>{name}</td><td>{facts}</td><td>{p:.3}</td><td>{r:.3}</td><td>{f1:.3}</td></tr>"
        );
    }
    out.push_str("</tbody></table></div>\n");
}

fn legend(out: &mut String) {
    out.push_str("<p>图例 Legend:");
    for (class, sign, meaning) in [RIGHT, MISSED, SPURIOUS, WRONG] {
        let _ = write!(out, " <mark class=\"{class}\" data-sign=\"{sign}\">{meaning}</mark>");
    }
    out.push_str("</p>\n");
}

fn section(out: &mut String, at: usize, notice: &Scored) {
    let count = |verdict| notice.findings.iter().filter(|finding| finding.verdict == verdict).count();
    let (right, missed, spurious) = (count(Verdict::Right), count(Verdict::Missed), count(Verdict::Spurious));
    let _ = write!(
        out,
        "<section>\n<h2>{}</h2>\n<p>正确 {right} · 遗漏 {missed} · 多余 {spurious}</p>\n<div class=\"text\">",
        escape(&notice.name)
    );
    let anchored = text(out, at, notice);
    out.push_str("</div>\n");
    if missed + spurious > 0 {
        out.push_str("<ul>\n");
        for (i, finding) in notice.findings.iter().enumerate().filter(|(_, f)| f.verdict != Verdict::Right) {
            item(out, finding, anchored.contains(&i).then(|| format!("n{at}f{i}")));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</section>\n");
}

fn item(out: &mut String, finding: &Finding, anchor: Option<String>) {
    let (class, sign, _) = mark(&[finding]);
    let (field, words) = (finding.fact.field.name(), escape(&words(finding)));
    let _ = write!(out, "<li><mark class=\"{class}\" data-sign=\"{sign}\">{field}</mark> ");
    let _ = match anchor {
        Some(anchor) => write!(out, "<a href=\"#{anchor}\">{words}</a>"),
        None => write!(out, "{words}"),
    };
    if let Some(task) = &finding.task {
        let _ = write!(out, " <span class=\"task\">— {}</span>", escape(task));
    }
    out.push_str("</li>\n");
}

/// What the fact says; of a task, whose fact is that there is one, its title.
fn words(finding: &Finding) -> String {
    let said = finding.fact.to_string();
    if said.is_empty() { finding.fact.text.clone() } else { said }
}

/// Writes the text with its marks; gives the findings that have an anchor in it.
fn text(out: &mut String, at: usize, notice: &Scored) -> BTreeSet<usize> {
    let chars: Vec<char> = notice.text.chars().collect();
    let placed: Vec<(usize, &Finding)> =
        notice.findings.iter().enumerate().filter(|(_, f)| f.fact.span.is_some()).collect();
    let mut cuts: Vec<usize> = placed
        .iter()
        .filter_map(|(_, f)| f.fact.span)
        .flat_map(|span| [span.start, span.end])
        .chain([0, chars.len()])
        .filter(|&cut| cut <= chars.len())
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut anchored = BTreeSet::new();
    for cut in cuts.windows(2) {
        let (start, end) = (cut[0], cut[1]);
        let words = escape(&chars[start..end].iter().collect::<String>());
        let here =
            placed.iter().filter(|(_, f)| f.fact.span.is_some_and(|s| s.start <= start && end <= s.end));
        let (indexes, here): (Vec<usize>, Vec<&Finding>) = here.copied().unzip();
        if here.is_empty() {
            out.push_str(&words);
            continue;
        }
        let (class, sign, _) = mark(&here);
        let begins = here.iter().any(|f| f.fact.span.is_some_and(|s| s.start == start));
        let sign = if begins { format!(" data-sign=\"{sign}\"") } else { String::new() };
        let mut anchors = String::new();
        for (i, finding) in indexes.iter().zip(&here) {
            if finding.verdict != Verdict::Right && anchored.insert(*i) {
                let _ = write!(anchors, "<a id=\"n{at}f{i}\"></a>");
            }
        }
        let told: Vec<String> = here.iter().map(|f| told(f)).collect();
        let _ = write!(
            out,
            "{anchors}<mark class=\"{class}\"{sign} title=\"{}\">{words}</mark>",
            escape(&told.join("\n"))
        );
    }
    anchored
}

fn told(finding: &Finding) -> String {
    let (_, sign, _) = mark(&[finding]);
    format!("{sign} {}: {}", finding.fact.field.name(), words(finding))
}

/// How a stretch is marked that all of `findings` cover.
fn mark(findings: &[&Finding]) -> Mark {
    let any = |verdict| findings.iter().any(|finding| finding.verdict == verdict);
    match (any(Verdict::Missed), any(Verdict::Spurious)) {
        (true, true) => WRONG,
        (true, false) => MISSED,
        (false, true) => SPURIOUS,
        (false, false) => RIGHT,
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
