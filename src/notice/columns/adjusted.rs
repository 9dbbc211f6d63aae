//! Columns of what was to be reached, and of what it was changed to: 原目标 | 调整后目标.

use super::Column;
use crate::text::{squeeze, words};
use std::ops::Range;

/// Pairs of columns, each of the old and the new.
#[derive(Debug, Clone, Default)]
pub(in crate::notice) struct Adjusted(Vec<(usize, usize)>);

impl Adjusted {
    pub(super) fn of(text: &str, columns: &[Option<Column>]) -> Self {
        let heading = |at: usize| Some(squeeze(&text[columns[at].as_ref()?.heading.clone()]));
        let is_new = |at: &usize| {
            heading(*at).is_some_and(|words| words!["调整后", "变更后", "修订后"].begins(&words))
        };
        let is_old = |at: &usize| {
            heading(*at).is_some_and(|words| words!["原", "调整前", "变更前", "修订前"].begins(&words))
        };
        let field = |at: usize| columns[at].as_ref().map(|column| column.field);
        let pair = |old: usize| {
            (0..columns.len()).filter(is_new).find(|&new| field(new) == field(old)).map(|new| (old, new))
        };
        Self((0..columns.len()).filter(is_old).filter_map(pair).collect())
    }

    /// Takes out of a row what no longer holds: the old, or the new where it says that nothing was changed (不变).
    pub(in crate::notice) fn settle(&self, text: &str, cells: &mut [Option<Range<usize>>]) {
        for &(old, new) in &self.0 {
            let new_words = cells.get(new).cloned().flatten().map(|cell| squeeze(&text[cell]).into_owned());
            let same = |words: &str| {
                words!["不变", "维持", "不作调整", "不调整", "不予调整", "未调整", "同原"].begins(words)
            };
            match new_words {
                Some(words) if same(&words) => cells[new] = None,
                Some(_) => cells[old] = None,
                None => {}
            }
        }
    }
}
