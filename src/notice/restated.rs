//! Tables behind the items that they name again: one may only sum them up, say of each who answers for it, or be all that
//! says so.

use super::draft::Draft;
use super::numbers;
use crate::text::marker::{self, Style};
use rustc_hash::{FxHashMap, FxHashSet};

/// How many items are looked through for the one that a row names in other words: next, and in all.
const NEAR: usize = 12;
const FEW: usize = 60;

/// Gives the rows of tables to the items that they name again, where four in five of a table do; the other rows are tasks.
/// Tables of a few of the items only give an extract of them, and tell nothing new.
pub(super) fn complete(text: &str, items: &mut [Draft], tables: &mut [Vec<Draft>]) {
    if tables.iter().all(Vec::is_empty) {
        return;
    }
    let index = Index::of(text, items);
    let named: Vec<_> = tables.iter().map(|rows| index.named_again(rows)).collect();
    let told: FxHashSet<usize> = named.iter().flatten().flatten().flatten().copied().collect();
    let whole = told.len() * 3 >= items.len() * 2;
    for (rows, named) in tables.iter_mut().zip(named) {
        let given = hand_over(rows, named.unwrap_or_default());
        given.into_iter().filter(|_| whole).for_each(|(item, row)| items[item].again.push(row));
    }
}

/// Gives the rows of tables that only point at numbers to the rows before them that have these: 表1 任务, 表2 分工.
pub(super) fn point(text: &str, tables: &mut [Vec<Draft>]) {
    if tables.iter().flatten().all(|row| row.points_at.is_none()) {
        return;
    }
    // The table of tasks last seen, and where its rows stand by their numbers.
    let mut named: Option<(usize, FxHashMap<u32, usize>)> = None;
    for at in 0..tables.len() {
        let (before, rest) = tables.split_at_mut(at);
        let Some(rows) = rest.first_mut() else { break };
        if rows.iter().any(|row| row.points_at.is_some()) {
            if let Some((of, places)) = &named {
                let place = |row: &Draft| places.get(&row.points_at?).copied();
                let again = rows.iter().map(place).collect();
                hand_over(rows, again).into_iter().for_each(|(item, row)| before[*of][item].again.push(row));
            }
        } else if !rows.is_empty() {
            named = Some((at, numbered(text, rows)));
        }
    }
}

/// Where rows stand by their numbers, less those that several have.
fn numbered(text: &str, rows: &[Draft]) -> FxHashMap<u32, usize> {
    let order = |row: &Draft| numbers::order(&text[row.number.clone()?]);
    once(rows.iter().enumerate().filter_map(|(at, row)| Some((order(row)?, at))))
}

/// Places by their numbers, less the numbers that several have.
fn once(places: impl Iterator<Item = (u32, usize)>) -> FxHashMap<u32, usize> {
    let mut found: FxHashMap<u32, Option<usize>> = FxHashMap::default();
    for (number, at) in places {
        found.entry(number).and_modify(|place| *place = None).or_insert(Some(at));
    }
    found.into_iter().filter_map(|(number, at)| Some((number, at?))).collect()
}

/// Takes those out of items of which nobody says who answers, that rows name again and say it of; the rows go to them.
pub(super) fn take_up(text: &str, items: &mut Vec<Draft>, tables: &mut [Vec<Draft>]) -> Vec<Draft> {
    if items.is_empty() || tables.iter().all(Vec::is_empty) {
        return Vec::new();
    }
    let index = Index::of(text, items);
    for rows in tables.iter_mut().filter(|rows| rows.iter().any(Draft::has_party)) {
        let named = index.named_again(rows).unwrap_or_default();
        hand_over(rows, named).into_iter().for_each(|(item, row)| items[item].again.push(row));
    }
    items.extract_if(.., |item| !item.again.is_empty()).collect()
}

/// Takes the rows out that name an item, with its place among the items.
fn hand_over(rows: &mut Vec<Draft>, named: Vec<Option<usize>>) -> Vec<(usize, Draft)> {
    if named.is_empty() {
        return Vec::new();
    }
    let (mut given, mut left) = (Vec::new(), Vec::new());
    for (row, item) in std::mem::take(rows).into_iter().zip(named) {
        match item {
            Some(item) => given.push((item, row)),
            None => left.push(row),
        }
    }
    *rows = left;
    given
}

/// Items, to be found by their titles and numbers.
struct Index<'t> {
    text: &'t str,
    titles: Vec<&'t str>,
    by_title: FxHashMap<&'t str, usize>,
    /// Less the numbers that several have.
    by_number: FxHashMap<u32, usize>,
}

impl<'t> Index<'t> {
    fn of(text: &'t str, items: &[Draft]) -> Self {
        let titles: Vec<&str> = items.iter().map(|item| &text[item.title.clone()]).collect();
        let by_title = titles.iter().enumerate().rev().map(|(at, title)| (*title, at)).collect();
        Self { text, titles, by_title, by_number: by_number(text, items) }
    }

    /// Which item each row names again, where four in five rows name one.
    fn named_again(&self, rows: &[Draft]) -> Option<Vec<Option<usize>>> {
        let answering = rows.iter().any(Draft::has_party);
        // Rows stand in the order of their items.
        let mut next = 0;
        let mut item_of = |row: &Draft| {
            let found = self.item_of(row, next, answering)?;
            next = found + 1;
            Some(found)
        };
        let named: Vec<Option<usize>> = rows.iter().map(&mut item_of).collect();
        let enough = !rows.is_empty() && named.iter().flatten().count() * 5 >= rows.len() * 4;
        enough.then_some(named)
    }

    /// The item that a row names, by its number where it only points, else by its title, or one near `next` by a shorter
    /// or, of rows that somebody answers for, a similar one.
    fn item_of(&self, row: &Draft, next: usize, answering: bool) -> Option<usize> {
        let name = &self.text[row.title.clone()];
        if let Some(number) = row.points_at {
            return self.by_number.get(&number).copied();
        }
        let near = || self.titles.iter().enumerate().skip(next).take(NEAR);
        let shorter = || near().find(|(_, title)| restates(name, title)).map(|(at, _)| at);
        let like = |items: &mut dyn Iterator<Item = (usize, &&str)>| {
            let alike = items.map(|(at, title)| (alike(name, title), std::cmp::Reverse(at)));
            alike.max().filter(|(alike, _)| *alike >= LIKE && answering).map(|(_, at)| at.0)
        };
        let all = || self.titles.iter().enumerate().take(FEW);
        let found = self.by_title.get(name).copied().or_else(shorter).or_else(|| like(&mut near()));
        // Rows may stand in another order, too.
        let anywhere = || all().find(|(_, title)| restates(name, title)).map(|(at, _)| at);
        found.or_else(anywhere).or_else(|| like(&mut all()))
    }
}

/// The items by their numbers, in the style that most of them have; less the numbers that several have.
pub(super) fn by_number<'d>(text: &str, items: impl IntoIterator<Item = &'d Draft>) -> FxHashMap<u32, usize> {
    let marker = |item: &Draft| {
        let number = item.number.clone()?;
        let marker = marker::parse(&text[number.start..item.title.end.max(number.end)]);
        let known = marker.filter(|marker| marker.value > 0).map(|marker| (marker.style, marker.value));
        // 【3】 is a number of this notice's own, and of A-01 the letter is a part.
        let own = || Some((Style::Own(0), numbers::alone(&text[number.clone()])?));
        if text[number.clone()].starts_with(|c: char| c.is_ascii_uppercase()) {
            own()
        } else {
            known.or_else(own)
        }
    };
    let markers: Vec<_> = items.into_iter().map(marker).collect();
    let mut often: FxHashMap<Style, usize> = FxHashMap::default();
    markers.iter().flatten().for_each(|(style, _)| *often.entry(*style).or_default() += 1);
    let most = often.values().max().copied();
    let numbers = markers.iter().enumerate().filter_map(|(at, marker)| Some((at, marker.as_ref()?)));
    let numbers = numbers.filter(|(_, (style, _))| often.get(style).copied() == most);
    once(numbers.map(|(at, (_, value))| (*value, at)))
}

/// Whether a title says another in fewer words: its characters stand in the other in the same order.
fn restates(short: &str, long: &str) -> bool {
    let mut rest = long.chars().take(LONGEST);
    short.chars().count() >= 3 && short.chars().all(|c| rest.any(|other| other == c))
}

/// How many tenths of a name's characters another must have to be like it: 基层诊疗能力提升, 提升基层诊疗能力.
const LIKE: usize = 6;

/// How many tenths of a name's characters another has.
fn alike(name: &str, other: &str) -> usize {
    let mut left: Vec<char> = other.chars().take(LONGEST).collect();
    let mut has =
        |c: &char| left.iter().position(|other| other == c).map(|at| left.swap_remove(at)).is_some();
    let count = name.chars().count();
    let shared = name.chars().take(LONGEST).filter(|c| has(c)).count();
    if count >= 4 { shared * 10 / count } else { 0 }
}

/// What of a title is looked at, in characters.
const LONGEST: usize = 100;
