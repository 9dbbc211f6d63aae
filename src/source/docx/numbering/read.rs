//! The elements of `word/numbering.xml` → lists, their levels and instances.

use super::{Instance, LEVELS, Level, List, MAX_LEVEL_TEXT, Override};
use crate::source::Error;
use crate::source::docx::number_format::NumberFormat;
use crate::source::docx::xml::{Event, Ns, Start, Xml};

pub(super) fn id(start: &Start, name: &str) -> Option<i64> {
    start.attribute(name)?.trim().parse().ok()
}

/// The index that `w:ilvl` names, if there is such a level.
fn index(start: &Start) -> Option<usize> {
    id(start, "ilvl").and_then(|at| usize::try_from(at).ok()).filter(|at| *at < LEVELS)
}

/// Reads `w:abstractNum`.
pub(super) fn read_list(xml: &mut Xml) -> Result<List, Error> {
    let mut list = List::default();
    let end = xml.depth();
    while let Some(event) = xml.next_in(end)? {
        let Event::Start(start) = event else { continue };
        match start.name() {
            (Ns::Word, "lvl") => {
                let index = index(&start);
                let level = read_level(xml)?;
                if let Some(place) = index.and_then(|at| list.levels.get_mut(at)) {
                    *place = Some(level);
                }
            }
            (Ns::Word, "numStyleLink") => list.defined_by = start.val().map(|id| id.into_owned()),
            _ => {}
        }
    }
    Ok(list)
}

/// Reads `w:num`; `None` where it names no list.
pub(super) fn read_instance(xml: &mut Xml) -> Result<Option<Instance>, Error> {
    let mut list = None;
    let mut overrides: [Override; LEVELS] = Default::default();
    let mut at = None;
    let end = xml.depth();
    while let Some(event) = xml.next_in(end)? {
        let Event::Start(start) = event else { continue };
        match start.name() {
            (Ns::Word, "abstractNumId") => list = start.number(),
            (Ns::Word, "lvlOverride") => at = index(&start),
            (Ns::Word, "startOverride") => {
                if let Some(over) = at.and_then(|at| overrides.get_mut(at)) {
                    over.start = start.number();
                }
            }
            (Ns::Word, "lvl") => {
                let level = read_level(xml)?;
                if let Some(over) = at.and_then(|at| overrides.get_mut(at)) {
                    over.level = Some(level);
                }
            }
            _ => {}
        }
    }
    Ok(list.map(|list| Instance { list, overrides, begun: false }))
}

/// Reads `w:lvl`.
fn read_level(xml: &mut Xml) -> Result<Level, Error> {
    let mut level = Level::default();
    let end = xml.depth();
    while let Some(event) = xml.next_in(end)? {
        let Event::Start(start) = event else { continue };
        let (Ns::Word, name) = start.name() else { continue };
        match name {
            "start" => level.start = start.number().unwrap_or(level.start),
            "numFmt" => {
                level.format =
                    NumberFormat::of(&start.val().unwrap_or_default(), start.attribute("format").as_deref());
            }
            "lvlText" => level.text = start.val().unwrap_or_default().chars().take(MAX_LEVEL_TEXT).collect(),
            "lvlRestart" => level.restart = start.number(),
            "isLgl" => level.legal = start.is_on(),
            "suff" => level.separate = start.val().as_deref() != Some("nothing"),
            "pStyle" => level.style = start.val().map(|id| id.into_owned()),
            "vanish" => level.hidden = start.is_on(),
            _ => {}
        }
    }
    Ok(level)
}
