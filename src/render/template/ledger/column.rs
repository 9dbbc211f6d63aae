//! The columns of a tracking sheet.

use crate::notice::UnitRole;
use crate::render::template::Book;
use rust_xlsxwriter::column_number_to_name;

/// Which of the two tracking sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// 总台账: tasks and targets.
    Targets,
    /// 投资台账: sums of money.
    Money,
}

impl Kind {
    /// The sheet's name.
    pub(super) const fn sheet(self) -> &'static str {
        match self {
            Self::Targets => "总台账",
            Self::Money => "投资台账",
        }
    }

    /// Its name for machines.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Targets => "targets",
            Self::Money => "investments",
        }
    }
}

/// A column, by what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Number,
    Task,
    Goal,
    Value,
    Unit,
    Leaders,
    Lead,
    Responsible,
    Supporting,
    Due,
    Source,
    Rate,
    Status,
    Overdue,
    Baseline,
    PlannedNow,
    DoneNow,
    Ratio,
    Override,
    Counted,
    Note,
    /// Planned by the end of a quarter, 1 to 4.
    Quarter(u8),
    /// Planned by the end of a month, 1 to 12.
    Planned(u8),
    /// Reported by the end of a month, 1 to 12.
    Done(u8),
    /// Hidden: number of the notice, from 1.
    Notice,
    /// Hidden: the task's id.
    TaskId,
    /// Hidden: index into the task's targets or investments, from 0.
    Index,
    /// Hidden: first code point of the target in the notice's text.
    SpanStart,
    /// Hidden: one past its last code point.
    SpanEnd,
    /// Hidden: how the value goes through the year; see [`crate::render::template::pace_code`].
    Pace,
    /// Hidden: the due date in force, also where the notice names none.
    DueInForce,
}

use Column as C;

impl Column {
    pub(super) fn title(self, kind: Kind) -> String {
        let money = kind == Kind::Money;
        match self {
            C::Number => "序号",
            C::Task => "工作任务",
            C::Goal if money => "资金用途",
            C::Goal => "目标指标",
            C::Value if money => "计划投资",
            C::Value => "年度目标",
            C::Unit => "单位",
            C::Leaders => "责任领导",
            C::Lead => "牵头单位",
            C::Responsible => "责任单位",
            C::Supporting => "配合单位",
            C::Due => "完成时限",
            C::Source => "来源文件",
            C::Rate if money => "支付率",
            C::Rate => "完成率",
            C::Status => "状态",
            C::Overdue => "逾期",
            C::Baseline if money => "上年结转",
            C::Baseline => "基数",
            C::PlannedNow => "应完成",
            C::DoneNow if money => "已支付",
            C::DoneNow => "已完成",
            C::Ratio => "进度比",
            C::Override => "人工认定",
            C::Counted => "计入合计",
            C::Note => "备注",
            C::Quarter(q) => {
                return format!("{}季度", ["一", "二", "三", "四"].get(usize::from(q) - 1).unwrap_or(&""));
            }
            C::Planned(m) | C::Done(m) => return format!("{m}月"),
            hidden => return hidden.key(),
        }
        .to_owned()
    }

    /// The band above the header that it stands under.
    pub(super) const fn band(self, kind: Kind) -> &'static str {
        match (self, kind) {
            (C::Number | C::Task | C::Goal | C::Value | C::Unit, Kind::Targets) => "任务与目标",
            (C::Number | C::Task | C::Goal | C::Value | C::Unit, Kind::Money) => "任务与资金",
            (C::Leaders | C::Lead | C::Responsible | C::Supporting | C::Due | C::Source, _) => "责任分工",
            (C::Rate | C::Status | C::Overdue, _) => "当前状态",
            (C::Baseline | C::PlannedNow | C::DoneNow | C::Ratio | C::Override | C::Counted | C::Note, _) => {
                "进度测算"
            }
            (C::Quarter(_), _) => "季度计划（累计）",
            (C::Planned(_), _) => "月度计划（累计）",
            (C::Done(_), Kind::Targets) => "完成情况（累计，逐月填报）",
            (C::Done(_), Kind::Money) => "支付情况（累计，逐月填报）",
            _ => "",
        }
    }

    /// Its name for machines, as it stands on the `_duban` sheet.
    pub(super) fn key(self) -> String {
        match self {
            C::Number => "number",
            C::Task => "task",
            C::Goal => "goal",
            C::Value => "value",
            C::Unit => "unit",
            C::Leaders => "leaders",
            C::Lead => "lead_units",
            C::Responsible => "responsible_units",
            C::Supporting => "supporting_units",
            C::Due => "due",
            C::Source => "source",
            C::Rate => "rate",
            C::Status => "status",
            C::Overdue => "overdue",
            C::Baseline => "baseline",
            C::PlannedNow => "planned_now",
            C::DoneNow => "done_now",
            C::Ratio => "ratio",
            C::Override => "status_override",
            C::Counted => "counted",
            C::Note => "note",
            C::Quarter(q) => return format!("planned_q{q}"),
            C::Planned(m) => return format!("planned_{m:02}"),
            C::Done(m) => return format!("done_{m:02}"),
            C::Notice => "notice",
            C::TaskId => "task_id",
            C::Index => "index",
            C::SpanStart => "span_start",
            C::SpanEnd => "span_end",
            C::Pace => "pace",
            C::DueInForce => "due_in_force",
        }
        .to_owned()
    }

    /// Its width in characters of the default font; a Chinese one takes two.
    pub(super) const fn width(self) -> u16 {
        match self {
            C::Number => 5,
            C::Task => 20,
            C::Goal => 18,
            C::Responsible | C::Lead | C::Supporting => 19,
            C::Value | C::Override => 9,
            C::Unit => 8,
            C::Overdue => 6,
            C::Source => 12,
            C::Note => 14,
            C::Leaders => 17,
            C::Due => 10,
            _ => 8,
        }
    }

    pub(super) const fn is_hidden(self) -> bool {
        matches!(self, C::Notice | C::TaskId | C::Index | C::SpanStart | C::SpanEnd | C::Pace | C::DueInForce)
    }

    /// Whether a new printed page starts before it.
    pub(super) const fn starts_page(self) -> bool {
        matches!(self, C::Baseline | C::Planned(1) | C::Done(1))
    }
}

/// The columns of one sheet, in order: those that would be empty for all rows are left out.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) kind: Kind,
    pub(super) columns: Vec<Column>,
}

impl Layout {
    pub(super) fn new(kind: Kind, book: &Book<'_>) -> Self {
        let role = |role| book.tasks.iter().any(|t| t.parties.iter().any(|p| p.role == role));
        let leaders = book.tasks.iter().any(|t| !t.leader_names().is_empty());
        let kept = |column: &Column| match column {
            C::Leaders => leaders,
            C::Lead => role(UnitRole::Lead),
            C::Responsible => role(UnitRole::Responsible),
            C::Supporting => role(UnitRole::Supporting) || role(UnitRole::Supervising),
            C::Source => book.notices.len() > 1,
            C::Counted => kind == Kind::Money,
            _ => true,
        };
        let visible = [C::Number, C::Task, C::Goal, C::Value, C::Unit, C::Leaders, C::Lead, C::Responsible]
            .into_iter()
            .chain([C::Supporting, C::Due, C::Source, C::Rate, C::Status, C::Overdue, C::Baseline])
            .chain([C::PlannedNow, C::DoneNow, C::Ratio, C::Override, C::Counted, C::Note])
            .chain((1..=4).map(C::Quarter))
            .chain((1..=12).map(C::Planned))
            .chain((1..=12).map(C::Done));
        let hidden = [C::Notice, C::TaskId, C::Index, C::SpanStart, C::SpanEnd, C::Pace, C::DueInForce];
        Self { kind, columns: visible.filter(kept).chain(hidden).collect() }
    }

    /// The columns with their numbers.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u16, Column)> {
        (0u16..).zip(self.columns.iter().copied())
    }

    /// Number of `column`; every column that is asked for is there, for only texts are ever left out.
    pub(super) fn at(&self, column: Column) -> u16 {
        self.iter().find(|(_, c)| *c == column).map_or(0, |(at, _)| at)
    }

    /// Letters of `column`: `AB`.
    pub(super) fn letter(&self, column: Column) -> String {
        column_number_to_name(self.at(column))
    }

    /// The last column that is shown.
    pub(super) fn last_visible(&self) -> u16 {
        self.iter().filter(|(_, c)| !c.is_hidden()).map(|(at, _)| at).last().unwrap_or(0)
    }

    /// The width of the widest printed page in characters; each repeats the columns up to the unit of measure.
    pub(super) fn widest_page(&self) -> u16 {
        let visible: Vec<Column> = self.columns.iter().copied().filter(|c| !c.is_hidden()).collect();
        let width = |columns: &[Column]| columns.iter().map(|c| c.width()).sum::<u16>();
        let (fixed, rest) = visible.split_at(usize::from(self.at(C::Unit) + 1).min(visible.len()));
        let pages = rest.chunk_by(|_, next| !next.starts_page());
        width(fixed) + pages.map(width).max().unwrap_or(0)
    }

    /// The absolute range of `column` from `first` to `last` (rows from 0): `'总台账'!$A$5:$A$20`.
    pub(super) fn range(&self, column: Column, first: u32, last: u32) -> String {
        let letter = self.letter(column);
        format!("'{}'!${letter}${}:${letter}${}", self.kind.sheet(), first + 1, last + 1)
    }

    /// One cell of another sheet: `'总台账'!$A$5`.
    pub(super) fn cell(&self, column: Column, row: u32) -> String {
        format!("'{}'!${}${}", self.kind.sheet(), self.letter(column), row + 1)
    }
}
