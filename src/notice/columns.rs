//! The headings of a table (表头): what its columns hold.

use super::align;
use crate::lexicon::{LabelField, LeaderRole, Lexicon, UnitRole};
use crate::outline::table::{Slot, Table};
use crate::text::{brackets, is_han, pattern, squeeze};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A column: what it holds, and its heading.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) field: LabelField,
    /// What it holds besides: 责任单位及责任人.
    pub(super) also: Option<LabelField>,
    pub(super) heading: Range<usize>,
}

/// The headings of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Header {
    pub(super) columns: Vec<Option<Column>>,
    /// How many rows come before the first row of tasks.
    pub(super) rows: usize,
    /// The heading above several columns that says what their sums are in: 投资（万元）.
    pub(super) scale: Option<Range<usize>>,
}

/// The longest heading, in bytes; spaced ones take more than they say.
const LONGEST: usize = 120;
/// How far down a table its headings may begin.
const DEEPEST: usize = 6;

impl Header {
    /// The headings of `table`, which may take two rows; `None` where they name no task or nothing of one.
    pub(super) fn of(text: &str, table: &Table, lexicon: &Lexicon) -> Option<Self> {
        let row = |at: usize| -> Option<Vec<Option<Column>>> {
            let columns = table.rows.get(at)?.iter().enumerate();
            let read = |(column, slot)| {
                Column::by_cells(text, table, (at, column), lexicon)
                    .or_else(|| Column::of(text, slot, lexicon))
            };
            Some(columns.map(read).collect())
        };
        (0..DEEPEST).map_while(|at| Some((at, row(at)?))).find_map(|(at, first)| {
            if let Some(second) = row(at + 1).filter(|second| goes_on(text, table, at, second)) {
                let scale = spans(text, table, at).find(|span| text[span.clone()].contains('元'));
                let below = table.rows[at + 1].iter().zip(second);
                let second = below.map(|(slot, column)| column.filter(|_| !slot.covered));
                let second: Vec<Option<Column>> = second.collect();
                let lent = lent(text, table, at, &first);
                // The row below may end where its last heading does.
                let of = |columns: &[Option<Column>], at: usize| columns.get(at).cloned().flatten();
                let own = |at: usize| of(&second, at).or_else(|| of(&lent, at));
                let columns: Vec<_> =
                    first.iter().enumerate().map(|(at, first)| own(at).or_else(|| first.clone())).collect();
                if names_tasks(&columns) {
                    return Some(Self { columns, rows: at + 2, scale });
                }
            }
            names_tasks(&first).then_some(Self { columns: first, rows: at + 1, scale: None })
        })
    }

    pub(super) fn fields(&self) -> Vec<Option<LabelField>> {
        self.columns.iter().map(|column| column.as_ref().map(|column| column.field)).collect()
    }

    /// The first column that holds what is wanted.
    pub(super) fn find(&self, wanted: fn(&LabelField) -> bool) -> Option<usize> {
        self.columns.iter().position(|column| column.as_ref().is_some_and(|column| wanted(&column.field)))
    }

    /// Whether a row repeats the headings, as at the top of a page.
    pub(super) fn is_repeated_by(&self, text: &str, row: &[Slot]) -> bool {
        let same = row.iter().zip(&self.columns).filter(|(slot, column)| match (slot.text.clone(), column) {
            (Some(range), Some(column)) => squeeze(&text[range]) == squeeze(&text[column.heading.clone()]),
            _ => false,
        });
        same.count() >= 2
    }
}

impl Column {
    pub(super) fn new(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Option<Self> {
        if range.len() > LONGEST {
            return None;
        }
        let words = squeeze(&text[range.clone()]);
        let (field, also) = match both(&words, lexicon) {
            Some((field, also)) => (field, Some(also)),
            None => (heading(&words, lexicon)?, None),
        };
        Some(Self { field, also, heading: brackets::trim(text, range) })
    }

    fn of(text: &str, slot: &Slot, lexicon: &Lexicon) -> Option<Self> {
        let range = slot.text.clone()?;
        Self::new(text, range.clone(), lexicon).or_else(|| {
            // Only the row of the headings tells 三季度 from a time that something is due.
            let stage = range.len() <= LONGEST && STAGE.is_match(&squeeze(&text[range.clone()]));
            let heading = brackets::trim(text, range);
            stage.then_some(Self { field: LabelField::Body, also: None, heading })
        })
    }
}

/// How many cells are looked at to tell what a column holds.
const LOOKS: usize = 12;

impl Column {
    /// A column whose heading alone says little (单位, 时间): what most of its cells look like.
    fn by_cells(text: &str, table: &Table, (row, column): (usize, usize), lexicon: &Lexicon) -> Option<Self> {
        let slot = table.rows.get(row)?.get(column)?.text.clone()?;
        if slot.len() > LONGEST {
            return None;
        }
        let units = match &*squeeze(&text[slot.clone()]) {
            "单位" | "部门" | "科室" | "股室" | "处室" | "单位名称" => true,
            "时间" | "日期" => false,
            _ => return None,
        };
        let below = table.rows[row + 1..].iter().take(4 * LOOKS);
        let cells = below.filter_map(|row| row.get(column)?.text.clone());
        let cells: Vec<&str> =
            cells.map(|range| text[range].trim()).filter(|words| !words.is_empty()).take(LOOKS).collect();
        let fits = |words: &&&str| if units { align::is_unit(words, lexicon) } else { align::is_date(words) };
        let field = if units { LabelField::Units(UnitRole::Responsible) } else { LabelField::Deadline };
        (cells.iter().filter(fits).count() * 2 > cells.len()).then(|| Self {
            field,
            also: None,
            heading: brackets::trim(text, slot),
        })
    }
}

/// Whether the row below `at` holds headings too: under a heading that spans them, and nothing but headings.
fn goes_on(text: &str, table: &Table, at: usize, second: &[Option<Column>]) -> bool {
    let filled = |slot: &Slot| slot.text.clone().is_some_and(|range| !text[range].trim().is_empty());
    let below: Vec<_> =
        table.rows[at + 1].iter().zip(second).filter(|(slot, _)| !slot.covered && filled(slot)).collect();
    let known = below.iter().filter(|(_, column)| column.is_some()).count();
    let spanned = spans(text, table, at).next().is_some();
    spanned && (known >= 2 && known * 2 >= below.len() || divides(text, table, at))
}

/// Whether the row below `at` only divides headings of row `at` that span several columns: 投资 into 总额 and 其中:专项债.
fn divides(text: &str, table: &Table, at: usize) -> bool {
    let under = under(text, table, at);
    let filled =
        |slot: &Slot| !slot.covered && slot.text.clone().is_some_and(|range| !text[range].trim().is_empty());
    let heads = |slot: &Slot| {
        slot.text.clone().is_some_and(|range| {
            let words = text[range].trim();
            words.chars().count() <= 12 && words.chars().all(|c| is_han(c) || "():、/".contains(c))
        })
    };
    let mut cells = table.rows[at + 1].iter().zip(&under).filter(|(slot, _)| filled(slot)).peekable();
    let several = table.rows[at + 1].iter().filter(|slot| filled(slot)).count() >= 2;
    several && cells.peek().is_some() && cells.all(|(slot, under)| under.is_some() && heads(slot))
}

/// For each column the one of row `at` whose heading spans it, where it spans several.
fn under(text: &str, table: &Table, at: usize) -> Vec<Option<usize>> {
    let row = table.rows.get(at).map_or(&[][..], Vec::as_slice);
    let goes_on = |slot: &Slot, heading: &Range<usize>| {
        let merged = slot.covered && slot.text.as_ref() == Some(heading);
        merged || !slot.covered && slot.text.clone().is_none_or(|range| text[range].trim().is_empty())
    };
    let mut found = vec![None; row.len()];
    let mut last: Option<(usize, Range<usize>)> = None;
    for (column, slot) in row.iter().enumerate() {
        match &last {
            Some((first, heading)) if goes_on(slot, heading) => {
                (found[*first], found[column]) = (Some(*first), Some(*first));
            }
            _ => {
                last = slot
                    .text
                    .clone()
                    .filter(|range| !text[range.clone()].trim().is_empty())
                    .map(|range| (column, range))
            }
        }
    }
    found
}

/// What a sub-heading that is unknown has from the heading that spans it: 街道自筹 under 资金(万元), 实施社区 under 责任主体.
fn lent(text: &str, table: &Table, at: usize, first: &[Option<Column>]) -> Vec<Option<Column>> {
    let under = under(text, table, at);
    let below = table.rows[at + 1].iter().zip(under);
    below
        .map(|(slot, under)| {
            let heading =
                slot.text.clone().filter(|range| !slot.covered && !text[range.clone()].trim().is_empty())?;
            let spanning = first.get(under?)?.as_ref()?;
            let party = matches!(
                spanning.field,
                LabelField::Money(_) | LabelField::Units(_) | LabelField::Leaders(_)
            );
            party.then(|| Column { heading: brackets::trim(text, heading), ..spanning.clone() })
        })
        .collect()
}

/// The headings of row `at` that span several columns: merged ones, and in a text those with blanks behind them.
fn spans<'a>(text: &'a str, table: &'a Table, at: usize) -> impl Iterator<Item = Range<usize>> + 'a {
    let row = table.rows.get(at).map_or(&[][..], Vec::as_slice);
    row.windows(2).filter_map(|pair| {
        let heading = pair[0].text.clone().filter(|range| !text[range.clone()].trim().is_empty())?;
        let merged = pair[1].covered && pair[1].text.as_ref() == Some(&heading);
        let blank =
            !pair[1].covered && pair[1].text.clone().is_none_or(|range| text[range].trim().is_empty());
        (merged || blank).then_some(heading)
    })
}

/// Whether headings name a task, and something of it.
pub(super) fn names_tasks(columns: &[Option<Column>]) -> bool {
    let fields = || columns.iter().flatten().map(|column| column.field);
    let names = |field: &LabelField| matches!(field, LabelField::Title | LabelField::Body);
    let telling = fields().filter(|field| !matches!(field, LabelField::Other | LabelField::Category));
    telling.count() >= 2 && fields().any(|field| names(&field))
}

/// What a column's heading means; units in brackets are set aside: 总投资(万元).
pub(super) fn heading(words: &str, lexicon: &Lexicon) -> Option<LabelField> {
    if words.chars().count() > 16 {
        return None;
    }
    let bare = words.split('(').next().unwrap_or_default().trim_end_matches(':');
    let unbracketed = || lexicon.label(&words.replace(['(', ')'], ""));
    let known = lexicon
        .label(words)
        .or_else(|| if bare == words { None } else { lexicon.label(bare) })
        .or_else(|| if words.contains(['(', ')']) { unbracketed() } else { None });
    let duties = || DUTIES.contains(&bare).then_some(LabelField::Units(UnitRole::Responsible));
    known
        .or_else(duties)
        .or_else(|| {
            // 2024年度目标任务, 县级责任领导: a known label behind a year or a level.
            let (len, field) = lexicon.labels.at_end(bare)?;
            let lead = &bare[..bare.len() - len];
            let year = lead.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['年', '度']);
            // 帮扶单位 is no 单位 of measure.
            let fits = field != LabelField::Other || year.is_empty();
            // 至2023年底累计完成投资
            let dated = lead.starts_with(['至', '到', '截']) && lead.contains('年');
            (len >= 6 && fits && (year.is_empty() || dated || lead.chars().count() <= 4)).then_some(field)
        })
        .or_else(|| {
            // 完成时间及要求, 重点工作及目标任务: the first of two says enough.
            let (first, _) = bare.split_once(['及', '和', '与', '、', '/'])?;
            lexicon.label(first)
        })
}

/// Headings of columns whose cells say in words who does what.
const DUTIES: [&str; 6] = ["责任分工", "职责分工", "任务分工", "工作分工", "分工", "责任落实"];

/// Headings of columns that say how far the task is to be at some time: 一季度, 上半年目标.
static STAGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:第?[一二三四1-4]季度|[上下]半年|\d{1,2}月(?:份|底|末)?前?)(?:工作|阶段)?(?:目标|任务|计划|安排|要求|节点)?(?:任务)?$",
    )
});

/// The two things that one column holds: 责任单位及责任人, 牵头单位/配合单位, 责任领导及单位.
fn both(words: &str, lexicon: &Lexicon) -> Option<(LabelField, LabelField)> {
    let words = words.trim_end_matches([')', ':']);
    let (at, sign) =
        words.char_indices().find(|(_, c)| matches!(c, '及' | '和' | '与' | '、' | '/' | '('))?;
    let (first, second) = (&words[..at], &words[at + sign.len_utf8()..]);
    let party = |field: &LabelField| matches!(field, LabelField::Units(_) | LabelField::Leaders(_));
    // 牵头(责任)单位 is one thing.
    let whole = sign != '(' || first.chars().count() > 2;
    let first = lexicon.label(first).filter(|field| whole && party(field))?;
    // What the two share is said once.
    let second = match (first, second) {
        (LabelField::Leaders(LeaderRole::Lead), "单位" | "部门") => LabelField::Units(UnitRole::Lead),
        (LabelField::Leaders(_), "单位" | "部门") => LabelField::Units(UnitRole::Responsible),
        (LabelField::Units(UnitRole::Lead), "领导" | "负责人") => LabelField::Leaders(LeaderRole::Lead),
        (LabelField::Units(_), "领导" | "负责人") => LabelField::Leaders(LeaderRole::Responsible),
        _ => lexicon.label(second).filter(|field| party(field) && !second.contains('为'))?,
    };
    (first != second).then_some((first, second))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    const LEAD: LabelField = LabelField::Units(UnitRole::Lead);
    const RESPONSIBLE: LabelField = LabelField::Units(UnitRole::Responsible);
    const LEADER: LabelField = LabelField::Leaders(LeaderRole::Responsible);

    #[test]
    fn headings_are_known_behind_years_and_in_front_of_brackets() {
        let heading = |words: &str| heading(&fold(words), Lexicon::builtin());
        for (words, field) in [
            ("2024年重点任务", LabelField::Title),
            ("任务（项目）名称", LabelField::Title),
            ("重点工作及目标任务", LabelField::Body),
            ("完成时间及要求", LabelField::Deadline),
            ("责任科（室）", RESPONSIBLE),
            ("牵头（责任）单位", LEAD),
            ("责任村（社区）", RESPONSIBLE),
            ("协办股室", LabelField::Units(UnitRole::Supporting)),
            ("监管单位", LabelField::Units(UnitRole::Supervising)),
            ("分管副县长", LEADER),
            ("责任分工", RESPONSIBLE),
        ] {
            assert_eq!(heading(words), Some(field), "{words}");
        }
        for words in ["任务来源", "备注说明", "联系电话（手机）", "一季度"] {
            assert!(heading(words).is_none_or(|field| field == LabelField::Other), "{words}");
        }
    }

    #[test]
    fn one_heading_may_stand_for_two_things() {
        let both = |words: &str| both(&fold(words), Lexicon::builtin());
        assert_eq!(both("责任单位及责任人"), Some((RESPONSIBLE, LEADER)));
        assert_eq!(both("责任领导及单位"), Some((LEADER, RESPONSIBLE)));
        assert_eq!(both("牵头单位、配合单位"), Some((LEAD, LabelField::Units(UnitRole::Supporting))));
        assert_eq!(both("责任单位（第一位为牵头单位）"), None);
        assert_eq!(both("责任单位"), None);
    }
}
