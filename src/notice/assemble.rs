//! Puts a notice together: head, drafts of tasks and recognised values → [`Notice`].

use super::choose::{choose, is_concrete, is_report};
use super::draft::{self, Draft};
use super::head::{self, Head};
use super::setting::Setting;
use super::task::Reader;
use super::{
    assigned, below, declared, flat, issuer, kind, labels, model::*, parts, restated, setting, tabled,
    unnumbered,
};
use crate::diagnostic::{Diagnostic, Severity};
use crate::fields::deadline;
use crate::fields::reporting::{self, Duty};
use crate::fields::responsibility::Entry;
use crate::lexicon::{LabelField, Lexicon, UnitRole};
use crate::outline::{Content as Text, Outline, table::Table};
use crate::source::Document;
use crate::text::brackets;
use std::ops::Range;

/// Extracts the notice that `document` holds.
///
/// ```
/// use duban::{lexicon::Lexicon, notice, source};
/// let text = "一、修路\n责任单位：县交通局\n新建公路12公里。\n二、建校\n责任单位：县教育局";
/// let document = source::read("n.txt", text.as_bytes(), &source::Options::default())?;
/// let notice = notice::extract(document, Lexicon::builtin());
/// assert_eq!(notice.tasks[0].units[0].name, "县交通局");
/// assert_eq!(notice.tasks[0].targets[0].text, "12公里");
/// # Ok::<(), source::Error>(())
/// ```
pub fn extract(document: Document, lexicon: &Lexicon) -> Notice {
    let content = Text::new(&document);
    let more = labels::learn(content.text.folded(), lexicon);
    let lexicon = more.as_ref().unwrap_or(lexicon);
    let head = head::read(&content, lexicon);
    let setting = setting::read(&content, &head, lexicon);
    let (found, sections) = tasks(&content, &head, lexicon);
    let mut drafts = choose(&content, &head, &found, setting.calendar.year, lexicon);
    if found.is_form {
        drafts.iter_mut().for_each(|draft| address(draft, &head.addressees));
    }
    let reader = Reader { content: &content, lexicon, setting: &setting };
    let tasks: Vec<Task> =
        drafts.iter().zip(1..).map(|(draft, id): (&Draft, u32)| reader.read(draft, id)).collect();
    let text = content.text.folded();
    let reporting = duties(&content, &head, &setting, lexicon);
    let quote = |range: Range<usize>| Quote {
        text: content.text.wording(range.clone()).to_owned(),
        span: Some(content.text.span(range)),
    };
    let requirements = found.requirements.iter().map(|(title, texts)| {
        let body = super::task::contiguous(texts, &[]).map(|whole| {
            let rest = brackets::trim(text, title.end.max(whole.start)..whole.end);
            let words = text[rest.clone()].trim_start_matches(['。', ':', ' ', '\n']);
            rest.end - words.len()..rest.end
        });
        Requirement {
            title: Some(quote(title.clone())),
            body: body.filter(|range| !range.is_empty()).map(quote),
        }
    });
    let requirements = requirements.collect();
    let declared = declared::declared(&content, &head, &tasks, &setting, lexicon);
    let kind = kind::kind(&reader, &head, &tasks, &found, sections, !reporting.is_empty());
    let mut notice = Notice {
        schema_version: SCHEMA_VERSION.to_owned(),
        source: document.source,
        document_kind: kind,
        title: head.title.clone().map(quote),
        document_number: head.number.as_ref().map(|number| DocumentNumber {
            text: content.text.wording(number.range.clone()).to_owned(),
            agency: content.text.wording(number.agency.clone()).to_owned(),
            year: number.year,
            serial: number.serial,
            span: Some(content.text.span(number.range.clone())),
        }),
        issuer: issuer::issuer(&content, &head, &setting, lexicon),
        addressees: head.addressees.iter().cloned().map(quote).collect(),
        date_of_issue: head.date.clone().map(|(date, range)| IssueDate {
            text: content.text.wording(range.clone()).to_owned(),
            date,
            span: Some(content.text.span(range)),
        }),
        jurisdiction: setting.place.clone(),
        plan_year: setting.calendar.year.filter(|_| !setting.calendar.several_years),
        plan_title: head
            .plan_title
            .clone()
            .filter(|plan| head.title.as_ref().is_none_or(|title| text[plan.clone()] != text[title.clone()]))
            .map(quote),
        declared_task_count: declared,
        attachments: head.attachments.iter().cloned().map(quote).collect(),
        copied_to: head.copied_to.iter().cloned().map(quote).collect(),
        tasks,
        requirements,
        reporting,
        diagnostics: document.diagnostics,
        content: Content { text: String::new(), blocks: Vec::new() },
    };
    super::diagnose::add(&mut notice, &content, setting.calendar, lexicon);
    notice.content = Content {
        blocks: content
            .blocks
            .iter()
            .map(|block| ContentBlock {
                kind: block.kind,
                span: content.text.span(block.range.clone()),
                origin: block.origin,
            })
            .collect(),
        text: content.text.into_raw(),
    };
    if notice.tasks.is_empty() && notice.content.text.is_empty() {
        notice.diagnostics.push(Diagnostic::new(Severity::Warning, "empty", "文中没有文字", None));
    }
    notice
}

/// Makes those whom a form is sent to responsible for its task, where it names nobody else.
fn address(draft: &mut Draft, addressees: &[Range<usize>]) {
    let answers =
        |entry: &Entry| matches!(entry.field, LabelField::Units(UnitRole::Lead | UnitRole::Responsible));
    if !draft.entries.iter().any(answers) {
        let responsible = LabelField::Units(UnitRole::Responsible);
        let entries = addressees.iter().cloned();
        draft.entries.extend(entries.map(|value| Entry::unlabelled(responsible, value)));
    }
}

/// Drafts of the plan, and of the letter where the plan has none or its rows name the letter's items again.
fn tasks(content: &Text, head: &Head, lexicon: &Lexicon) -> (draft::Found, usize) {
    let text = content.text.folded();
    let mut plan = Stretch::read(content, &head.body, lexicon);
    let sections = plan.sections;
    if !plan.found.tasks.is_empty() || head.letter.is_empty() {
        return (plan.join(), sections);
    }
    let mut letter = Stretch::read(content, &head.letter, lexicon);
    let own = letter.put(text, &mut plan.tables) || letter.is_stated(text, lexicon);
    let mut found = plan.join();
    if found.tasks.is_empty() || own {
        let letter = letter.join();
        found.tasks.splice(..0, letter.tasks);
        if found.candidates.is_empty() {
            found.candidates = letter.candidates;
        }
        found.requirements.extend(letter.requirements);
    }
    (found, sections)
}

/// A stretch of the notice: its items, and the rows of each of its tables that name none of them again.
struct Stretch {
    found: draft::Found,
    tables: Vec<Vec<Draft>>,
    sections: usize,
}

/// How many items of a letter say who answers for them where they are tasks beside those of its annex.
const STATED: usize = 3;

impl Stretch {
    fn read(content: &Text, blocks: &[usize], lexicon: &Lexicon) -> Self {
        let (flat, taken) = flat::read(content, blocks, lexicon);
        let (assigned, told) = assigned::read(content, blocks, lexicon);
        let is_taken = |at: &usize| taken.binary_search(at).is_ok() || told.binary_search(at).is_ok();
        let left = blocks.iter().copied().filter(|at| !is_taken(at));
        let outline = Outline::new(content, left, lexicon);
        let mut found = draft::find(content, &outline, lexicon);
        unnumbered::put(unnumbered::above(content, blocks, &assigned), &mut found);
        assigned::give(content.text.folded(), &mut found, &assigned);
        let mut tables = Table::all(content);
        below::take(content, &outline, &mut tables, &mut found, lexicon);
        parts::take(content, &mut tables, &mut found.tasks, lexicon);
        let mut tables = tabled::read(content, &outline, tables, &mut found.tasks, lexicon);
        tables.push(flat);
        if found.tasks.is_empty() {
            assigned::give_rows(content.text.folded(), &mut tables, &assigned);
        }
        let mut stretch = Self { found, tables: Vec::new(), sections: outline.sections.len() };
        stretch.put(content.text.folded(), &mut tables);
        stretch.tables = tables;
        stretch
    }

    /// Puts rows to the items that they name again, and tells whether they do.
    fn put(&mut self, text: &str, tables: &mut [Vec<Draft>]) -> bool {
        let count = |tables: &[Vec<Draft>]| tables.iter().map(Vec::len).sum::<usize>();
        let before = count(tables);
        restated::complete(text, &mut self.found.tasks, tables);
        let taken = restated::take_up(text, &mut self.found.candidates, tables);
        if !taken.is_empty() {
            self.found.tasks.extend(taken);
            // A table of sums beside the one that says who answers.
            restated::complete(text, &mut self.found.tasks, tables);
        }
        restated::point(text, tables);
        count(tables) < before
    }

    /// Whether several of its items say who answers for them as those of a plan do: with labels, or for what they count.
    fn is_stated(&self, text: &str, lexicon: &Lexicon) -> bool {
        let counts = |item: &Draft| {
            is_concrete(item, text)
                && !item.texts.iter().any(|words| is_report(&text[words.clone()], lexicon))
        };
        let stated = |item: &&Draft| {
            let mut parties = item.entries.iter().filter(|entry| draft::is_party(entry)).peekable();
            let named = parties.peek().is_some();
            item.number.is_some() && named && (parties.any(|entry| entry.label.is_some()) || counts(item))
        };
        self.found.tasks.iter().filter(stated).count() >= STATED
    }

    /// Its items and rows as tasks; rows that nobody answers for are candidates beside items.
    fn join(self) -> draft::Found {
        let Self { mut found, tables, .. } = self;
        // The right half of a page comes behind all of the left one.
        let in_order = |rows: Vec<Draft>| {
            let mut last = 0;
            rows.into_iter().map(move |row| {
                last = last.max(row.title.start);
                (last, row)
            })
        };
        let rows = tables.into_iter().flat_map(in_order).filter(|(_, row)| row.points_at.is_none());
        let rows: Vec<(usize, Draft)> = rows.collect();
        if rows.iter().any(|(_, row)| row.has_party()) || found.tasks.is_empty() {
            let items = found.tasks.into_iter().map(|item| (item.title.start, item));
            let mut tasks: Vec<(usize, Draft)> = items.chain(rows).collect();
            tasks.sort_by_key(|(at, _)| *at);
            found.tasks = tasks.into_iter().map(|(_, task)| task).collect();
        } else {
            found.tasks.sort_by_key(|item| item.title.start);
            found.candidates.extend(rows.into_iter().map(|(_, row)| row));
        }
        found
    }
}

fn duties(content: &Text, head: &Head, setting: &Setting, lexicon: &Lexicon) -> Vec<ReportingDuty> {
    let text = content.text.folded();
    let blocks = head.letter.iter().chain(&head.body).filter_map(|&at| content.blocks.get(at));
    let mut found: Vec<ReportingDuty> = Vec::new();
    // Whom a duty does not name, the one before did.
    let mut last: Option<String> = None;
    for block in blocks {
        for duty in reporting::scan(&text[block.range.clone()], lexicon) {
            let shift = |range: Range<usize>| block.range.start + range.start..block.range.start + range.end;
            let wording = |range: Range<usize>| content.text.wording(shift(range)).to_owned();
            last = duty.recipient.clone().map(wording).or(last);
            found.push(ReportingDuty {
                text: wording(duty.range.clone()),
                frequency: duty.frequency,
                due: due(&duty, setting),
                reporter: duty.reporter.clone().map(wording),
                recipient: last.clone(),
                span: Some(content.text.span(shift(duty.range))),
            });
        }
    }
    found
}

fn due(duty: &Duty, setting: &Setting) -> Option<Due> {
    let due = &duty.due;
    let date = if duty.frequency == Frequency::Once {
        let month = due.month.and_then(|month| i8::try_from(month).ok())?;
        let year = duty.year.or(setting.calendar.year.map(|year| year + i16::from(duty.next_year)))?;
        Some(deadline::day(year, month, due.day.and_then(|day| i8::try_from(day).ok()))?)
    } else {
        None
    };
    let due = Due { day: due.day, month: due.month, weekday: due.weekday, days_after: due.days_after, date };
    (due != Due::default()).then_some(due)
}
