//! The formulas of one row of a tracking sheet.
//!
//! The defined names that they use stand on the settings sheet: 统计月份 (1 to 12), 统计日期 (its last day), 正常线 and
//! 滞后线 (see [`super::Thresholds`]).

use super::column::{Column as C, Layout};

/// What the lamps say, in order of gravity; 未报 is no lamp but a blank.
pub(super) const STATUSES: [&str; 5] = ["完成", "正常", "滞后", "严重滞后", "未报"];

/// Writes the formulas of one row.
pub(super) struct Formulas<'l> {
    layout: &'l Layout,
    /// Number of the row, from 1.
    row: u32,
}

impl<'l> Formulas<'l> {
    /// For `row`, counted from 0.
    pub(super) const fn new(layout: &'l Layout, row: u32) -> Self {
        Self { layout, row: row + 1 }
    }

    fn cell(&self, column: C) -> String {
        format!("${}{}", self.layout.letter(column), self.row)
    }

    fn months(&self, of: fn(u8) -> C) -> String {
        format!("{}:{}", self.cell(of(1)), self.cell(of(12)))
    }

    /// The value of the quarter's last month.
    pub(super) fn quarter(&self, quarter: u8) -> String {
        let last = self.cell(C::Planned(quarter * 3));
        format!("=IF({last}=\"\",\"\",{last})")
    }

    /// What is planned by the month of account.
    pub(super) fn planned_now(&self) -> String {
        format!("=N(INDEX({},1,统计月份))", self.months(C::Planned))
    }

    /// The last figure reported up to the month of account; blank where there is none. SUMPRODUCT makes every program
    /// take the ranges as arrays, and LibreOffice's LOOKUP does not pass over leading blanks as Excel's does.
    pub(super) fn done_now(&self) -> String {
        const MONTHS: &str = "{1,2,3,4,5,6,7,8,9,10,11,12}";
        let done = self.months(C::Done);
        let last = format!("SUMPRODUCT(MAX(ISNUMBER({done})*({MONTHS}<=统计月份)*{MONTHS}))");
        format!("=IF({last}=0,\"\",INDEX({done},1,{last}))")
    }

    /// How much of the full value is reached. Of a limit: whole while it is kept, else how far it is passed.
    pub(super) fn rate(&self) -> String {
        let (done, value, pace) = (self.cell(C::DoneNow), self.cell(C::Value), self.cell(C::Pace));
        format!(
            "=IF({done}=\"\",\"\",IF({pace}=\"limit\",IF({done}<={value},1,{value}/{done}),\
             IF({value}=0,1,{done}/{value})))"
        )
    }

    /// How much of what is planned by now is reached.
    pub(super) fn ratio(&self) -> String {
        let (done, planned) = (self.cell(C::DoneNow), self.cell(C::PlannedNow));
        let (rate, pace) = (self.cell(C::Rate), self.cell(C::Pace));
        format!("=IF({done}=\"\",\"\",IF({pace}=\"limit\",{rate},IF({planned}=0,1,{done}/{planned})))")
    }

    /// The lamp: what the office has found, else by rate and ratio. What must be kept up is complete only when its
    /// day has come.
    pub(super) fn status(&self) -> String {
        let found = self.cell(C::Override);
        let (done, rate, ratio) = (self.cell(C::DoneNow), self.cell(C::Rate), self.cell(C::Ratio));
        let (pace, due) = (self.cell(C::Pace), self.cell(C::DueInForce));
        format!(
            "=IF({found}<>\"\",{found},IF({done}=\"\",\"未报\",\
             IF(AND({rate}>=1,OR({pace}=\"spread\",{pace}=\"percent\",统计日期>={due})),\"完成\",\
             IF({ratio}>=正常线,\"正常\",IF({ratio}>=滞后线,\"滞后\",\"严重滞后\")))))"
        )
    }

    /// Whether the day has passed and the work is not complete.
    pub(super) fn overdue(&self) -> String {
        let (due, status) = (self.cell(C::DueInForce), self.cell(C::Status));
        format!("=IF(AND(统计日期>{due},{status}<>\"完成\"),\"逾期\",\"\")")
    }
}
