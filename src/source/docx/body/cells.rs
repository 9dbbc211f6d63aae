//! Tables in a story: rows, cells, and the stories in them.

use super::Reader;
use crate::source::docx::out::Out;
use crate::source::docx::table::{Grid, Merge, Run};
use crate::source::docx::xml::{Event, Ns, Start, Xml};
use crate::source::{Block, Error, LimitExceeded};

impl Reader<'_> {
    /// Reads a table, and the tables in its cells.
    pub(super) fn table(&mut self, xml: &mut Xml) -> Result<Vec<Block>, Error> {
        self.table_depth += 1;
        if self.table_depth > self.limits.table_depth {
            return Err(LimitExceeded::TableDepth(self.limits.table_depth as u64).into());
        }
        let inside = std::mem::replace(&mut xml.inside, "a table");
        self.tables = self.tables.saturating_add(1);
        let mut grid = Grid::new(self.tables);
        let end = xml.depth();
        while let Some(event) = xml.next_in(end)? {
            let Event::Start(start) = event else { continue };
            match start.name() {
                (Ns::Word, "tr") => self.row(xml, &mut grid)?,
                (Ns::Word, "tblPr" | "tblGrid" | "sdtPr" | "sdtEndPr" | "customXmlPr") => xml.skip()?,
                _ => {}
            }
        }
        self.table_depth -= 1;
        xml.inside = inside;
        Ok(grid.into_blocks())
    }

    fn row(&mut self, xml: &mut Xml, grid: &mut Grid) -> Result<(), Error> {
        let mut begun = false;
        let mut deleted = false;
        let end = xml.depth();
        while let Some(event) = xml.next_in(end)? {
            let Event::Start(start) = event else { continue };
            match start.name() {
                (Ns::Word, "tc") if deleted => xml.skip()?,
                (Ns::Word, "tc") => {
                    if !std::mem::replace(&mut begun, true) {
                        grid.row();
                    }
                    self.cell(xml, grid)?;
                }
                (Ns::Word, "del") => deleted = true,
                (Ns::Word, "gridBefore") => {
                    if !std::mem::replace(&mut begun, true) {
                        grid.row();
                    }
                    grid.indent(span(&start));
                }
                (Ns::Word, "tblPrEx" | "trPrChange" | "sdtPr" | "sdtEndPr" | "customXmlPr") => xml.skip()?,
                _ => {}
            }
        }
        Ok(())
    }

    fn cell(&mut self, xml: &mut Xml, grid: &mut Grid) -> Result<(), Error> {
        let end = xml.depth();
        let mut merge = Merge::default();
        let mut out = Out::cell();
        while let Some(event) = xml.next_in(end)? {
            let Event::Start(start) = event else { continue };
            // The properties come first, if there are any (17.4.65).
            if start.name() != (Ns::Word, "tcPr") {
                self.story_from(Some(start), end, xml, &mut out)?;
                break;
            }
            merge = cell_properties(xml)?;
            if grid.continues(merge) {
                return xml.skip_to(end);
            }
        }
        let (text, tables) = out.into_cell();
        self.count_block()?;
        grid.cell(merge, text, tables);
        Ok(())
    }
}

/// Reads `w:tcPr`.
fn cell_properties(xml: &mut Xml) -> Result<Merge, Error> {
    let mut merge = Merge::default();
    let end = xml.depth();
    while let Some(event) = xml.next_in(end)? {
        let Event::Start(start) = event else { continue };
        match start.name() {
            (Ns::Word, "gridSpan") => merge.columns = span(&start).max(1),
            (Ns::Word, "vMerge") => merge.vertical = run(&start),
            (Ns::Word, "hMerge") => merge.horizontal = run(&start),
            (Ns::Word, "tcPrChange") => xml.skip()?,
            _ => {}
        }
    }
    Ok(merge)
}

/// A number of columns; more than Word's 63, but not without end.
fn span(start: &Start) -> u32 {
    start.number().unwrap_or(0).clamp(0, 1000) as u32
}

/// A merged cell goes on with the one before unless it says that it begins (17.4.84).
fn run(start: &Start) -> Run {
    if start.val().as_deref() == Some("restart") { Run::First } else { Run::Next }
}
