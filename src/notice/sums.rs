//! Sums that a label or a column gives: what a task invests, and what a project has spent so far.

use super::measure;
use super::model::{Comparator, Investment, Task};
use super::task::Reader;
use crate::fields::money::{self, MoneyKind};
use crate::fields::quantity::{self, Class, Quantity};
use crate::fields::responsibility::Entry;
use crate::lexicon::InvestmentKind;
use crate::text::{Wordlist, after_last, before_next, brackets, words};
use rust_decimal::Decimal;
use std::ops::Range;

impl Reader<'_> {
    /// What a project has spent, in words on how far it has got: 目前进展:…,累计完成投资1960万元.
    pub(super) fn spent_so_far(&self, entry: &Entry, task: &mut Task) {
        let value = &self.folded()[entry.value.clone()];
        self.asked_for_the_year(entry, task);
        const SUMS: &Wordlist = words!["完成投资", "总投资", "累计投资"];
        if !value.contains("投资") {
            return;
        }
        let sums = quantity::scan(value, self.lexicon).into_iter();
        for sum in sums.filter(|sum| sum.class == Class::Money) {
            if SUMS.ends(&value[..sum.range.start]) {
                let range = entry.value.start + sum.range.start..entry.value.start + sum.range.end;
                let kind = InvestmentKind::Completed;
                task.investments.push(self.labelled_sum(&sum, kind, range));
            }
        }
    }

    /// What a report on progress says that the year is to bring: 年度任务4.2万亩,已完成1.1万亩.
    fn asked_for_the_year(&self, entry: &Entry, task: &mut Task) {
        const YEAR: &Wordlist =
            words!["年度任务", "年度目标", "年度计划", "全年任务", "全年目标", "年初任务", "年初计划"];
        let value = &self.folded()[entry.value.clone()];
        let mut from = 0;
        for clause in value.split_inclusive([',', ';', '。']) {
            let range = entry.value.start + from..entry.value.start + from + clause.len();
            from += clause.len();
            if YEAR.begins(clause.trim_start()) {
                self.figures(range.clone(), &self.clauses(&range), task);
            }
        }
    }

    /// Sums behind a label or in a column; 万元 may stand in the heading alone.
    pub(super) fn labelled_money(
        &self,
        entry: &Entry,
        kind: InvestmentKind,
        caption: Option<Range<usize>>,
        task: &mut Task,
    ) {
        let text = self.folded();
        let value = &text[entry.value.clone()];
        let heading = entry.label.clone().map_or("", |label| &text[label]);
        let heading =
            if heading.contains('元') { heading } else { caption.map_or(heading, |caption| &text[caption]) };
        let said = ["亿元", "万元", "元"].into_iter().find(|unit| heading.contains(unit));
        let unit = said.or(self.setting.scale);
        let before = task.investments.len();
        // As far as sentences on rates are read.
        let mut rates = 0;
        for quantity in
            quantity::scan(value, self.lexicon).into_iter().filter(|quantity| quantity.class == Class::Money)
        {
            let range = entry.value.start + quantity.range.start..entry.value.start + quantity.range.end;
            if quantity.range.start < rates {
                continue;
            }
            let clause = after_last(&value[..quantity.range.start], &[',', '。', ';', ':', '、']);
            // 投资规模:总投资1.6亿元,2024年完成投资9000万元: the words in front of a sum say more than the label.
            let kind = match money::read(value, &quantity, "", self.lexicon).kind {
                MoneyKind::Spent(own @ (InvestmentKind::Annual | InvestmentKind::Subsidy)) => own,
                // 资金安排:按每人120元标准,其中县级80元: a rate is no sum, nor are its parts.
                MoneyKind::Indicator if is_rate(&value[clause..quantity.range.start]) => {
                    let behind = &value[quantity.range.end..];
                    let parts = behind.starts_with(",其中").then(|| before_next(behind, &['。', ';']).len());
                    rates = quantity.range.end + parts.unwrap_or(0);
                    let rate = entry.value.start + clause..entry.value.start + rates;
                    self.figures(rate.clone(), &self.clauses(&rate), task);
                    continue;
                }
                _ => kind,
            };
            task.investments.push(self.labelled_sum(&quantity, kind, range));
        }
        let alone = measure::is_figure(value.trim());
        if let Some(sum) = unit.filter(|_| alone && task.investments.len() == before).and_then(|unit| {
            let words = measure::with_unit(value.trim(), unit)?;
            quantity::scan(&words, self.lexicon).into_iter().find(|sum| sum.class == Class::Money)
        })
            // 0 is nothing.
            && !sum.value.is_zero()
        {
            let range = brackets::trim(text, entry.value.clone());
            task.investments.push(self.labelled_sum(&sum, kind, range));
        }
        // 投资:12.6亿/4.3亿: the label says that they are sums.
        let figures = value.trim_start_matches([' ', '约']).starts_with(|c: char| c.is_ascii_digit());
        if task.investments.len() == before && !alone && figures && value.contains(['万', '亿']) {
            let label = entry.label.clone().filter(|label| label.end <= entry.value.start);
            let from = label.map_or(entry.value.start, |label| label.start);
            for sum in quantity::scan(&text[from..entry.value.end], self.lexicon) {
                let range = from + sum.range.start..from + sum.range.end;
                if sum.class == Class::Money && range.start >= entry.value.start {
                    task.investments.push(self.labelled_sum(&sum, kind, range));
                }
            }
        }
        // 资金来源:县级财政安排30万元, 完成公路12公里: whatever else it counts.
        if task.investments.len() == before && rates == 0 && !alone {
            self.figures(entry.value.clone(), &self.clauses(&entry.value), task);
        }
    }

    fn labelled_sum(&self, sum: &Quantity, kind: InvestmentKind, range: Range<usize>) -> Investment {
        self.investment(sum.value, sum.low, sum.comparator, kind, None, range)
    }

    pub(super) fn investment(
        &self,
        value: Decimal,
        low: Option<Decimal>,
        comparator: Comparator,
        kind: InvestmentKind,
        purpose: Option<String>,
        range: Range<usize>,
    ) -> Investment {
        Investment {
            text: self.wording(range.clone()),
            yuan: low.is_none().then(|| value.normalize()),
            min: low.map(|low| low.normalize()),
            max: low.map(|_| value.normalize()),
            comparator,
            kind,
            purpose,
            span: Some(self.content.text.span(range)),
        }
    }
}

/// Whether words say that a sum is paid for each of many: 每人, 户均.
fn is_rate(words: &str) -> bool {
    words.contains('每') || words!["户均", "人均", "亩均", "生均"].is_in(words)
}
