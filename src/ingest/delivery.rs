//! All files of a version to one delivery.

use std::collections::BTreeMap;

use super::plan::{DeliveryFile, PlannedRelease};
use super::problems::Problems;
use super::reading::{Reading, Rules};
use super::settle::{Settled, settle};
use super::sheet::Sheet;
use super::{structure, tidy, wide};
use crate::config::{Layout, Lookup};
use crate::diagnostic::{Code, Diagnostic, Place, Report};
use crate::model::code::{CellKey, MeasureKey};
use crate::model::delivery::{Delivery, Observation, PublishedTotal, Table};
use crate::model::{Area, AreaKind, Grid, Period, Publication};
use crate::source::Source;

/// Reads every file of a planned release.
///
/// Every cell is checked by itself and against its measure, its codes and the other cells; whatever is wrong is in the
/// report with its place, up to a limit for each file. The delivery holds what could be read and must not be published
/// when the report has errors. It does not depend on the order of rows, columns or files.
///
/// Months that a measure with intervals leaves out, from its first interval to the release's month, get a cell with
/// the measure's reason for everyone who has another month in the delivery.
pub fn delivery(
    source: &dyn Source,
    publication: &Publication,
    lookup: &Lookup<'_>,
    planned: &PlannedRelease,
) -> (Delivery, Report) {
    let mut report = Report::default();
    let mut collected = Collected::default();
    for file in &planned.files {
        let table = file.table.as_ref();
        let rules = Rules { publication, lookup, release: planned.description.release.id.period, table };
        report.append(read_file(source, rules, file, &mut collected));
    }
    let tables = collected.tables.into_iter().map(|(key, cells)| (key, cells.table())).collect();
    let release = planned.description.release.clone();
    let mut delivery = Delivery { release, tables, totals: collected.totals };
    structure::fill(&mut delivery, publication);
    (delivery, report)
}

fn read_file(source: &dyn Source, rules: Rules<'_>, file: &DeliveryFile, collected: &mut Collected) -> Report {
    let mut problems = Problems::new(&file.path);
    if let Some(sheet) = Sheet::open(source, &file.path, rules.table, &mut problems) {
        let mut reading = Reading::new(rules, &sheet, &mut problems);
        match rules.table {
            Some(table) if table.layout == Layout::Wide => wide::read(&mut reading, table),
            _ => tidy::read(&mut reading),
        }
        let mut cells = reading.cells;
        cells.tell_parts_apart();
        let (observations, totals) = settle(cells, &sheet, rules.publication, &mut problems);
        collected.totals.extend(totals);
        collected.add(observations, &sheet, rules.publication, &mut problems);
    }
    problems.report()
}

/// What the files hold together.
#[derive(Default)]
struct Collected {
    tables: BTreeMap<(MeasureKey, Period), TableCells>,
    totals: Vec<PublishedTotal>,
}

/// The cells of one table; sorted by key after each file.
#[derive(Default)]
struct TableCells {
    cells: Vec<(CellKey, Observation)>,
    notes: BTreeMap<CellKey, String>,
}

impl TableCells {
    fn place(&self, key: CellKey) -> Option<&Place> {
        let at = self.cells.binary_search_by_key(&key, |(key, _)| *key).ok()?;
        Some(&self.cells[at].1.place)
    }

    fn table(self) -> Table {
        Table { cells: Grid::from_cells(self.cells), notes: self.notes }
    }
}

impl Collected {
    /// Adds the observations of a file; of those that give a cell twice the first stays, and the others are reported.
    fn add(
        &mut self,
        mut observations: Vec<Settled>,
        sheet: &Sheet,
        publication: &Publication,
        problems: &mut Problems,
    ) {
        observations.sort_unstable_by_key(|settled| (settled.measure, settled.period, settled.key, settled.at));
        let mut observations = observations.into_iter().peekable();
        while let Some(first) = observations.peek() {
            let (measure, period) = (first.measure, first.period);
            let table = self.tables.entry((measure, period)).or_default();
            let mut added: Vec<(CellKey, Observation)> = Vec::new();
            while let Some(settled) = observations.next_if(|next| (next.measure, next.period) == (measure, period)) {
                let key = settled.key;
                let last = added.last().filter(|(last, _)| *last == key).map(|(_, observation)| &observation.place);
                if let Some(first) = last.or_else(|| table.place(key)) {
                    problems.push(twice(&settled, first, sheet, publication));
                    continue;
                }
                if let Some(note) = settled.note {
                    table.notes.insert(key, note.into());
                }
                added.push((key, settled.observation));
            }
            table.cells.append(&mut added);
            table.cells.sort_unstable_by_key(|(key, _)| *key);
        }
    }
}

fn twice(settled: &Settled, first: &Place, sheet: &Sheet, publication: &Publication) -> Diagnostic {
    let akasse = settled.key.akasse.map(|key| format!(", {}", publication.akasse(key).id)).unwrap_or_default();
    let area = settled.key.area.map(|key| format!(", {}", publication.area(key).id)).unwrap_or_default();
    let cell = format!("{} {}{area}{akasse}", publication.measure(settled.measure).id, settled.period);
    let (file, spot) = (&first.file, first.spot());
    let same_file = file == sheet.file();
    let message = if same_file {
        format!("{cell} is given twice: first in {spot}")
    } else {
        format!("{cell} is given twice: first in {file}, {spot}")
    };
    let hint = match shared_by(settled, publication) {
        Some(shared) => {
            format!("{shared}: add their figures together, or let the measure's areas accept municipalities too.")
        }
        None if same_file => "Delete one of them.".to_owned(),
        None => "Delete one of them; to replace a file of an earlier version, give it the same name or list it in \
             withdrawn."
            .to_owned(),
    };
    sheet.error(settled.at, Code::DuplicateObservation, message).hint(hint)
}

/// Which municipalities share the jobcentre of a cell, when several do.
fn shared_by(settled: &Settled, publication: &Publication) -> Option<String> {
    let area = settled.key.area?;
    let lies_in_it = |part: &&Area| {
        let mut parents = part.parents.iter();
        parents.any(|membership| membership.parent == area && membership.valid.covers(settled.period))
    };
    let jobcentre = Some(publication.area(area)).filter(|area| area.kind == AreaKind::Jobcentre)?;
    let parts = publication.areas.iter().filter(lies_in_it);
    let names: Vec<&str> = parts.map(|part| part.name.as_str()).collect();
    (names.len() > 1).then(|| format!("{} share {}", names.join(" and "), jobcentre.name))
}
