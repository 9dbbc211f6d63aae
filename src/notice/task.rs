//! One task: its draft → leaders, units, money, targets and deadlines, each with its place.

use super::draft::{Draft, stands_for};
use super::model::*;
use super::{names, purpose::purpose, rows, setting::Setting};
use crate::fields::context::{self, Clause};
use crate::fields::deadline::{self, Place};
use crate::fields::money::MoneyKind;
use crate::fields::responsibility::{self, Entry, Party};
use crate::fields::target::{self, Target as Figure};
use crate::lexicon::{Comparator, LabelField, LeaderRole, Lexicon};
use crate::outline::Content as Text;
use crate::text::{Span, brackets, squeeze};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Reads tasks from their drafts.
pub(super) struct Reader<'a> {
    pub(super) content: &'a Text,
    pub(super) lexicon: &'a Lexicon,
    pub(super) setting: &'a Setting,
}

impl Reader<'_> {
    pub(super) fn folded(&self) -> &str {
        self.content.text.folded()
    }

    pub(super) fn wording(&self, range: Range<usize>) -> String {
        self.content.text.wording(range).to_owned()
    }

    fn quote(&self, range: Range<usize>) -> Quote {
        Quote { text: self.wording(range.clone()), span: Some(self.content.text.span(range)) }
    }

    /// Reads the task of a draft.
    pub(super) fn read(&self, draft: &Draft, id: u32) -> Task {
        let mut task = Task {
            id: id.to_string(),
            number: draft.number.clone().map(|number| self.wording(number)),
            path: draft.path.iter().cloned().map(|heading| self.wording(heading)).collect(),
            title: self.quote(draft.title.clone()),
            body: None,
            leaders: Vec::new(),
            units: Vec::new(),
            investments: Vec::new(),
            targets: Vec::new(),
            deadlines: Vec::new(),
            subtasks: Vec::new(),
        };
        task.path.push(format!("{}{}", task.number.clone().unwrap_or_default(), task.title.text));
        task.body = self.body(draft);
        for entry in &draft.entries {
            self.entry(entry, draft.caption.clone(), &mut task);
        }
        for entry in &draft.inherited {
            let instead =
                |own: &Entry| stands_for(own, entry) && !self.is_below(own, entry) && !self.helps(own);
            if !draft.entries.iter().any(instead) {
                self.entry(entry, draft.caption.clone(), &mut task);
            }
        }
        for range in &draft.texts {
            // A problem that is to be put right says how things stand.
            if draft.problem && range.start == draft.title.start {
                continue;
            }
            // 账单11 人参产业园: its number counts nothing.
            let number = draft.number.as_ref().filter(|number| range.contains(&number.start));
            let start = number.map_or(range.start, |number| number.end.min(range.end));
            self.prose(start..range.end, &mut task);
        }
        let bare = self.bare(draft);
        if !bare.is_empty() {
            // Read as prose they lack their unit.
            let lacks_unit = |target: &Target| target.unit.as_deref().unwrap_or_default().is_empty();
            task.targets.retain(|target| target.kind == TargetKind::Qualitative || !lacks_unit(target));
        }
        for measured in draft.measured.iter().chain(&bare) {
            self.measured(measured, &mut task);
        }
        self.drop_articles(&mut task);
        task.units.sort_by_key(|unit| unit.span);
        self.ranked(draft, &mut task);
        task.investments.sort_by_key(|investment| investment.span);
        self.drop_repeated(&mut task);
        if draft.names_indicator {
            let title = &task.title.text;
            let alone = |target: &&mut Target| target.indicator.is_none() && target.part_of.is_none();
            task.targets.iter_mut().filter(alone).for_each(|target| target.indicator = Some(title.clone()));
        }
        task.in_order();
        for row in &draft.again {
            task.add(self.read(row, id));
        }
        task
    }

    /// 完成参保6000人 | 6000人: a cell that is all number says once more what stands beside it.
    fn drop_repeated(&self, task: &mut Task) {
        let fills_block = |span: Span| {
            let range = self.content.text.range(span);
            let at = self.content.blocks.partition_point(|block| block.range.start < range.start);
            self.content.blocks.get(at).is_some_and(|block| block.range == range)
        };
        let named = task.targets.iter().filter(|target| target.indicator.is_some());
        let named: FxHashSet<&str> = named.map(|target| &*target.text).collect();
        let said_beside = |target: &Target| {
            target.indicator.is_none()
                && named.contains(&*target.text)
                && target.span.is_some_and(fills_block)
        };
        let mut kept = task.targets.iter().map(|target| !said_beside(target)).collect::<Vec<_>>().into_iter();
        task.targets.retain(|_| kept.next().unwrap_or(true));
    }

    /// 种一座“口袋森林”: in front of a name, in a heading with a text of its own, 一 is an article and promises nothing.
    fn drop_articles(&self, task: &mut Task) {
        let heading = task.body.as_ref().is_some_and(|body| body.text != task.title.text);
        let Some(title) = task.title.span.filter(|_| heading) else { return };
        let article = |target: &Target| {
            let behind = target.span.and_then(|span| self.content.text.slice(Span::new(span.end, title.end)));
            target.text.starts_with('一') && behind.is_some_and(|behind| behind.starts_with(['“', '「', '‘']))
        };
        task.targets.retain(|target| !article(target));
    }

    /// The task's sentences behind its title.
    fn body(&self, draft: &Draft) -> Option<Quote> {
        let (told, stated): (Vec<&Entry>, Vec<&Entry>) =
            draft.entries.iter().partition(|entry| entry.field == LabelField::Body);
        let taken: Vec<Range<usize>> =
            stated.into_iter().map(|entry| entry.value.clone()).chain(draft.number.clone()).collect();
        // 现状。整改要求:…: a label stands between the task's own words.
        let mut texts = draft.texts.clone();
        let values = told.iter().map(|entry| entry.value.clone());
        texts.extend(values.filter(|told| !draft.texts.contains(told)));
        texts.sort_by_key(|range| range.start);
        // 办理要求:…: what is to be done may stand behind a label.
        let labelled = || draft.entries.iter().find(|entry| entry.field == LabelField::Body);
        let whole = match contiguous(&texts, &taken) {
            Some(whole) if whole != draft.title => whole,
            other => labelled().map(|entry| entry.value.clone()).or(other)?,
        };
        // （一）守住红线 | 守住68万亩: the name may stand behind its number, or behind a mark that opens.
        let lead = self.folded().get(whole.start..draft.title.start);
        let numbered = draft.number.as_ref().is_some_and(|number| number.start == whole.start);
        let named = lead.is_some_and(|lead| numbered || lead.chars().all(|c| "“△▲●■◆〇".contains(c)));
        let start = if named { draft.title.end.min(whole.end) } else { whole.start };
        let text = self.folded();
        let rest = text.get(start..whole.end)?;
        let rest = rest
            .trim_start_matches(['。', ';', ':', ',', ' ', '\n', '\t', '.', '/', '—', '△', '▲', '●', '■']);
        let range = brackets::trim(text, whole.end - rest.len()..whole.end);
        let begin = if named { draft.title.start.max(whole.start) } else { whole.start };
        let mut range = if range.is_empty() { begin..whole.end } else { range };
        // A label that the words begin with is none of them.
        let boxes = |c: char| "【】〔〕[] ".contains(c);
        let labelled = text[range.clone()].split_once([':', '】', '〕', '\t']).filter(|(label, _)| {
            self.lexicon.label(&squeeze(label.trim_matches(boxes))) == Some(LabelField::Body)
        });
        if let Some((_, rest)) = labelled.filter(|(_, rest)| !rest.trim().is_empty()) {
            range.start = range.end - rest.trim_start().len();
        }
        // What led on to who answers for it is cut off: …,牵头单位:甲.
        let words = text[range.clone()].trim_end_matches([',', '、', ';', ' ']);
        Some(self.quote(range.start..range.start + words.len()))
    }

    /// Reads what an entry states into the task.
    fn entry(&self, entry: &Entry, caption: Option<Range<usize>>, task: &mut Task) {
        let value = &self.folded()[entry.value.clone()];
        let label = entry.label.clone().map(|label| squeeze(&self.wording(label)).into_owned());
        let at = |range: &Range<usize>| entry.value.start + range.start..entry.value.start + range.end;
        match entry.field {
            LabelField::Units(_) | LabelField::Leaders(_) => {
                let mut level = None;
                let named = label.as_deref().unwrap_or_default();
                for party in responsibility::roll(value, entry.field, named, self.lexicon) {
                    match party {
                        Party::Unit { kind, name, role } => {
                            let words = &value[name.clone()];
                            level = names::level(words, self.lexicon).or(level);
                            let place = self.setting.place.as_deref();
                            let full = (kind == UnitKind::Unit)
                                .then(|| names::full(words, level, place, self.lexicon))
                                .flatten();
                            task.units.push(Unit {
                                name: self.wording(at(&name)),
                                full_name: full,
                                role,
                                kind,
                                label: label.clone(),
                                span: Some(self.content.text.span(at(&name))),
                            });
                        }
                        Party::Leader { person, role } => {
                            let post = person.post.as_ref().map(|post| self.wording(at(post)));
                            let name = person
                                .name
                                .as_ref()
                                .map(|name| squeeze(&self.wording(at(name))).into_owned());
                            let place = person.name.or(person.post).unwrap_or(0..value.len());
                            task.leaders.push(Leader {
                                name,
                                role,
                                label: label.clone(),
                                post,
                                span: Some(self.content.text.span(at(&place))),
                            });
                        }
                    }
                }
            }
            LabelField::Deadline => {
                self.deadlines(entry.value.clone(), Place::Label, task);
                // 时间安排:7月底前敷设20公里: stages may be counted.
                if entry.label.is_some() {
                    self.figures(entry.value.clone(), &self.clauses(&entry.value), task);
                }
            }
            LabelField::Money(kind) => self.labelled_money(entry, kind, caption, task),
            LabelField::Body => self.prose(entry.value.clone(), task),
            LabelField::Other
                if entry
                    .label
                    .clone()
                    .is_some_and(|label| rows::is_remark(&squeeze(&self.folded()[label]))) =>
            {
                let clauses = self.clauses(&entry.value);
                self.deadlines(entry.value.clone(), Place::Prose(&clauses), task);
                // 争取专项债券3000万元; what is counted there is told in passing, but for what it bounds: 其中女性不少于300人.
                let counted = std::mem::take(&mut task.targets);
                self.figures(entry.value.clone(), &clauses, task);
                task.targets.retain(|target| matches!(target.comparator, Comparator::Ge | Comparator::Le));
                task.targets.splice(0..0, counted);
            }
            LabelField::Other => self.spent_so_far(entry, task),
            LabelField::Title | LabelField::Category | LabelField::Number => {}
        }
    }

    /// Reads a stretch of running text into the task.
    fn prose(&self, range: Range<usize>, task: &mut Task) {
        let clauses = self.clauses(&range);
        self.figures(range.clone(), &clauses, task);
        self.deadlines(range, Place::Prose(&clauses), task);
    }

    pub(super) fn clauses(&self, range: &Range<usize>) -> Vec<Clause> {
        context::clauses(&self.folded()[range.clone()], self.setting.calendar, self.lexicon)
    }

    /// Numbers and end states of a stretch of the task's own words.
    pub(super) fn figures(&self, range: Range<usize>, clauses: &[Clause], task: &mut Task) {
        let words = &self.folded()[range.clone()];
        let shift = |part: &Range<usize>| range.start + part.start..range.start + part.end;
        let subject = task.title.span.map_or("", |span| &self.folded()[self.content.text.range(span)]);
        let figures = target::figures(words, subject, clauses, self.lexicon);
        for (money, place) in &figures.money {
            let MoneyKind::Spent(kind) = money.kind else { continue };
            let purpose = purpose(words, place).map(|purpose| self.wording(shift(&purpose)));
            task.investments.push(self.investment(
                money.yuan,
                money.low,
                money.comparator,
                kind,
                purpose,
                shift(place),
            ));
        }
        for target in &figures.targets {
            let unit = target.unit.clone().map(|unit| self.wording(shift(&unit)));
            let found = self.target(target, unit, shift(&target.range));
            task.targets.push(Target {
                indicator: target.indicator.clone().map(|indicator| self.wording(shift(&indicator))),
                part_of: target.part_of.clone().map(|total| self.wording(shift(&total))),
                ..found
            });
        }
    }

    /// A target as the contract has it; `unit` is its unit as written.
    pub(super) fn target(&self, target: &Figure, unit: Option<String>, range: Range<usize>) -> Target {
        let unit = unit.map(|unit| {
            if target.yuan {
                "元".to_owned()
            } else if unit.is_empty() {
                target.sign.unwrap_or_default().to_owned()
            } else {
                unit
            }
        });
        let range_of = target.low.is_some();
        Target {
            text: self.wording(range.clone()),
            value: target.value.filter(|_| !range_of).map(|value| value.normalize()),
            min: target.low.map(|low| low.normalize()),
            max: target.value.filter(|_| range_of).map(|high| high.normalize()),
            unit,
            comparator: target.comparator,
            kind: target.kind,
            indicator: None,
            part_of: None,
            span: Some(self.content.text.span(range)),
        }
    }

    fn deadlines(&self, range: Range<usize>, place: Place<'_>, task: &mut Task) {
        let words = &self.folded()[range.clone()];
        for (found, part) in deadline::scan(words, place, self.setting.calendar) {
            let part = range.start + part.start..range.start + part.end;
            task.deadlines.push(Deadline {
                text: self.wording(part.clone()),
                date: found.date,
                kind: found.kind,
                span: Some(self.content.text.span(part)),
            });
        }
    }

    /// Whether a task's own entry names who answers in a unit (责任人), under the leader who leads the section (包抓领导).
    fn is_below(&self, own: &Entry, inherited: &Entry) -> bool {
        let label = own.label.clone().map(|label| squeeze(&self.folded()[label]).into_owned());
        inherited.field == LabelField::Leaders(LeaderRole::Lead)
            && own.field == LabelField::Leaders(LeaderRole::Responsible)
            && label.is_some_and(|label| label.contains("责任人"))
    }
}

/// The longest run of texts with none of `taken` between them.
pub(super) fn contiguous(texts: &[Range<usize>], taken: &[Range<usize>]) -> Option<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for text in texts {
        match runs.last_mut() {
            Some(last)
                if last.end <= text.start
                    && !taken.iter().any(|other| last.end <= other.start && other.end <= text.start) =>
            {
                last.end = text.end
            }
            _ => runs.push(text.clone()),
        }
    }
    runs.into_iter().max_by_key(|run| (run.len(), std::cmp::Reverse(run.start)))
}
