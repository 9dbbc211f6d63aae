//! From notices to a table.

use super::{
    By, Cell, Column, Options, Row, Section, Table,
    cells::{Context, cell},
    entry::{Entry, entries, total},
    party::{self, Party},
};
use crate::notice::Notice;
use crate::render::name::{duty, plan, source};
use crate::render::text::clean;

/// Builds one table of all `notices`.
pub fn build(notices: &[Notice], options: &Options) -> Table {
    let work = Work::new(notices, options);
    let sections = match options.by {
        By::Task => vec![(None, work.everything())],
        By::Unit => work.by_party(&work.units, "（未明确单位）"),
        By::Leader => work.by_party(&work.leaders, "（未明确领导）"),
    };
    let title = options.title.clone().unwrap_or_else(|| title(notices));
    let mut table = work.table(title, options.by, sections);
    table.units = work.units.iter().map(|unit| unit.tally(&work.entries)).collect();
    table.leaders = work.leaders.iter().map(|leader| leader.tally(&work.entries)).collect();
    table
}

/// Builds a table for each unit (交办单) with only its tasks, its role in
/// each, and when it must report. Gives the unit's name with each.
pub fn per_unit(notices: &[Notice], options: &Options) -> Vec<(String, Table)> {
    let work = Work::new(notices, options);
    let order = |unit: &Party| {
        let title = options.title.clone().unwrap_or_else(|| "工作任务交办单".to_owned());
        let section = (Some(unit.name.as_str()), work.rows_of(unit));
        let mut table = work.table(format!("{}{title}", unit.name), By::Unit, vec![section]);
        table.notes.extend(
            notices
                .iter()
                .flat_map(|notice| &notice.reporting)
                .map(|asked| format!("报送要求：{}。", duty(asked))),
        );
        (unit.name.clone(), table)
    };
    work.units.iter().map(order).collect()
}

/// A row to be: its entry, and the party's roles in it.
type Draft<'a> = (usize, &'a [&'static str]);

struct Work<'a> {
    options: &'a Options,
    entries: Vec<Entry<'a>>,
    labels: Vec<String>,
    sources: Vec<String>,
    units: Vec<Party>,
    leaders: Vec<Party>,
}

impl<'a> Work<'a> {
    fn new(notices: &'a [Notice], options: &'a Options) -> Self {
        let entries = entries(notices);
        Work {
            options,
            labels: labels(notices),
            sources: notices.iter().map(source).collect(),
            units: party::units(&entries, &options.aliases),
            leaders: party::leaders(&entries, &options.aliases),
            entries,
        }
    }

    fn everything(&self) -> Vec<Draft<'_>> {
        (0..self.entries.len()).map(|entry| (entry, [].as_slice())).collect()
    }

    fn rows_of<'p>(&self, party: &'p Party) -> Vec<Draft<'p>> {
        party.parts.iter().map(|part| (part.entry, part.roles.as_slice())).collect()
    }

    /// A section a party, and one for the tasks that nobody is named for.
    fn by_party<'p>(&self, parties: &'p [Party], nobody: &'p str) -> Vec<(Option<&'p str>, Vec<Draft<'p>>)> {
        let mut sections: Vec<_> =
            parties.iter().map(|party| (Some(party.name.as_str()), self.rows_of(party))).collect();
        let mut named = vec![false; self.entries.len()];
        for part in parties.iter().flat_map(|party| &party.parts) {
            if let Some(flag) = named.get_mut(part.entry) {
                *flag = true;
            }
        }
        // A task that only heads its sub-tasks is no task without a party.
        let heads = |entry: usize| self.entries.iter().any(|other| other.parent == Some(entry));
        let rest: Vec<Draft<'_>> = named
            .iter()
            .enumerate()
            .filter(|(entry, named)| !**named && !heads(*entry))
            .map(|(entry, _)| (entry, [].as_slice()))
            .collect();
        if !rest.is_empty() {
            sections.push((Some(nobody), rest));
        }
        sections
    }

    fn table(&self, title: String, by: By, drafts: Vec<(Option<&str>, Vec<Draft<'_>>)>) -> Table {
        let chosen = !self.options.columns.is_empty();
        let mut columns = if chosen { self.options.columns.clone() } else { self.default_columns(by) };
        let mut sections: Vec<Section> =
            drafts.iter().map(|(party, rows)| self.section(*party, rows, &columns)).collect();
        if !chosen {
            leave_out_empty(&mut columns, &mut sections);
        }
        let mut all: Vec<usize> = drafts.iter().flat_map(|(_, rows)| rows).map(|(entry, _)| *entry).collect();
        all.sort_unstable();
        all.dedup();
        let mut table = Table {
            title: clean(&title).replace('\n', ""),
            sources: self.sources.clone(),
            by,
            columns,
            sections,
            tasks: all.len(),
            total: total(&self.entries, &all),
            units: Vec::new(),
            leaders: Vec::new(),
            notes: Vec::new(),
        };
        table.notes = self.notes(&table, &all);
        table
    }

    fn default_columns(&self, by: By) -> Vec<Column> {
        let mut columns = Column::DEFAULT.to_vec();
        if by != By::Task {
            columns.insert(1, Column::Role);
        }
        if self.labels.len() > 1 {
            columns.insert(1, Column::Source);
        }
        columns
    }

    fn section(&self, party: Option<&str>, drafts: &[Draft<'_>], columns: &[Column]) -> Section {
        let has_supervising = columns.contains(&Column::Supervising);
        let row = |(at, (index, roles)): (usize, &Draft<'_>)| {
            let entry = self.entries.get(*index)?;
            // A party's tasks are counted from 1.
            let number = if party.is_some() { (at + 1).to_string() } else { entry.number.clone() };
            let source = self.labels.get(entry.notice).map_or("", String::as_str);
            let context = Context { number: &number, source, party, roles, has_supervising };
            let cells = columns.iter().map(|column| cell(entry, *column, &context)).collect();
            Some(Row { notice: entry.notice, task: entry.task.id.clone(), cells })
        };
        let chosen: Vec<usize> = drafts.iter().map(|(entry, _)| *entry).collect();
        Section {
            party: party.map(clean),
            rows: drafts.iter().enumerate().filter_map(row).collect(),
            total: total(&self.entries, &chosen),
        }
    }

    /// How the table counts, as far as there is something to count.
    fn notes(&self, table: &Table, all: &[usize]) -> Vec<String> {
        let mut notes = Vec::new();
        let cost =
            |entry: &usize| self.entries.get(*entry).map(|entry| (&entry.task.title.text, &entry.cost));
        if table.total.is_some() {
            notes.push(
                "投资以万元计。合计按任务计，一项任务涉及多个单位（领导）的只计一次；任务与其子任务都列有投资的，按较大者计；\
                 同一任务列有总投资和年度投资的计年度投资，“其中”部分不重复计。"
                    .to_owned(),
            );
            if table.by != By::Task || self.units.len() + self.leaders.len() > 1 {
                notes.push("各单位（领导）的投资按其承担的任务全额计，各行之和可能大于合计。".to_owned());
            }
        }
        let ranges: Vec<String> = all
            .iter()
            .filter_map(cost)
            .filter(|(_, cost)| !cost.ranges.is_empty())
            .map(|(title, cost)| format!("{title}（{}）", cost.ranges.join("、")))
            .collect();
        if !ranges.is_empty() {
            notes.push(format!("以区间表述的投资未计入合计：{}。", ranges.join("、")));
        }
        notes.iter().map(|note| clean(note)).collect()
    }
}

/// Takes out the columns that are empty in every row.
fn leave_out_empty(columns: &mut Vec<Column>, sections: &mut [Section]) {
    let is_used = |i: usize| {
        let mut cells = sections.iter().flat_map(|section| &section.rows).filter_map(|row| row.cells.get(i));
        cells.any(|cell| !cell.is_empty())
    };
    let used: Vec<bool> = (0..columns.len()).map(is_used).collect();
    // A table without rows keeps its head.
    if !used.contains(&true) {
        return;
    }
    keep(columns, &used);
    for row in sections.iter_mut().flat_map(|section| &mut section.rows) {
        keep::<Cell>(&mut row.cells, &used);
    }
}

fn keep<T>(items: &mut Vec<T>, used: &[bool]) {
    let mut flags = used.iter();
    items.retain(|_| flags.next().copied().unwrap_or(true));
}

/// A short name for each notice: its document number, plan or file, each different from the others.
fn labels(notices: &[Notice]) -> Vec<String> {
    let label = |notice: &Notice| {
        let number = notice.document_number.as_ref().map(|number| number.text.clone());
        let label = number.or_else(|| plan(notice)).unwrap_or_else(|| notice.source.name.clone());
        clean(&label).replace('\n', "")
    };
    let labels: Vec<String> = notices.iter().map(label).collect();
    let is_shared = |label: &String| labels.iter().filter(|other| *other == label).count() > 1;
    labels
        .iter()
        .zip(notices)
        .map(|(label, notice)| {
            if is_shared(label) && *label != notice.source.name {
                format!("{label}（{}）", clean(&notice.source.name))
            } else {
                label.clone()
            }
        })
        .collect()
}

fn title(notices: &[Notice]) -> String {
    match notices {
        [notice] => format!("{}责任分解表", plan(notice).unwrap_or_default()),
        _ => "工作任务责任分解表".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::amount::wan;
    use super::super::entry::sample::{notice, quote, task};
    use super::*;
    use crate::notice::UnitRole::{Lead, Responsible, Supporting};

    fn notices() -> Vec<Notice> {
        vec![notice(
            "通知.txt",
            vec![
                task("修路", Some(300), &["甲某"], &[("交通局", Lead), ("住建局", Responsible)]),
                task("种树", Some(200), &["乙某"], &[("林草局", Lead), ("住建局", Supporting)]),
                task("宣传", None, &[], &[]),
            ],
        )]
    }

    fn texts(section: &Section) -> Vec<String> {
        section
            .rows
            .iter()
            .map(|row| row.cells.iter().map(Cell::to_string).collect::<Vec<_>>().join("|"))
            .collect()
    }

    #[test]
    fn empty_columns_are_left_out_unless_chosen() {
        let table = build(&notices(), &Options::default());
        assert_eq!(
            table.columns.iter().map(|column| column.heading()).collect::<Vec<_>>(),
            ["序号", "工作任务", "投资（万元）", "责任领导", "牵头单位", "责任单位", "配合单位"]
        );
        let columns = vec![Column::Note, Column::Task];
        let table = build(&notices(), &Options { columns: columns.clone(), ..Options::default() });
        assert_eq!(table.columns, columns);
        assert_eq!(texts(&table.sections[0]), ["|修路", "|种树", "|宣传"]);
    }

    #[test]
    fn a_unit_sees_only_its_tasks_with_its_role() {
        let columns = vec![Column::Party, Column::Role, Column::Task];
        let table = build(&notices(), &Options { by: By::Unit, columns, ..Options::default() });
        let rows: Vec<_> = table.sections.iter().flat_map(texts).collect();
        assert_eq!(
            rows,
            [
                "交通局|牵头|修路",
                "住建局|责任|修路",
                "住建局|配合|种树",
                "林草局|牵头|种树",
                "（未明确单位）||宣传"
            ]
        );
    }

    #[test]
    fn nothing_is_counted_twice_in_the_total() {
        let table = build(&notices(), &Options { by: By::Unit, ..Options::default() });
        let sums: Vec<_> = table.units.iter().map(|unit| (wan(unit.involved), wan(unit.in_charge))).collect();
        assert_eq!(sums, [(300.into(), 300.into()), (500.into(), 300.into()), (200.into(), 200.into())]);
        assert_eq!(table.total.map(wan), Some(500.into()));
        assert_eq!(table.tasks, 3);
        assert!(table.notes.iter().any(|note| note.contains("只计一次")));
    }

    #[test]
    fn several_notices_name_their_source() {
        let mut both = [notices(), notices()].concat();
        both[1].source.name = "另一.txt".to_owned();
        let table = build(&both, &Options::default());
        assert_eq!(table.columns[1], Column::Source);
        assert_eq!(table.sections[0].rows[0].cells[1].to_string(), "通知.txt");
        assert_eq!(table.sections[0].rows[3].cells[1].to_string(), "另一.txt");
        assert_eq!(table.total.map(wan), Some(1000.into()));
    }

    #[test]
    fn each_unit_has_its_own_sheet() {
        let sheets = per_unit(&notices(), &Options::default());
        let names: Vec<_> = sheets.iter().map(|(name, table)| (name.as_str(), table.tasks)).collect();
        assert_eq!(names, [("交通局", 1), ("住建局", 2), ("林草局", 1)]);
        assert_eq!(sheets[1].1.title, "住建局工作任务交办单");
        assert_eq!(sheets[1].1.total.map(wan), Some(500.into()));
    }

    #[test]
    fn the_title_is_the_plans() {
        let mut notice = notice("a", Vec::new());
        assert_eq!(title(std::slice::from_ref(&notice)), "责任分解表");
        notice.title = Some(quote("关于印发《云溪县2025年民生实事责任分解方案》的通知"));
        assert_eq!(title(&[notice]), "云溪县2025年民生实事责任分解表");
    }
}
