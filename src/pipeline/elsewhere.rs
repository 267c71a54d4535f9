//! What a delivery takes from other releases: months of which it revises a part, and what was revised of files that it has
//! from the version before.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::desk::{Apart, Desk, Known};
use crate::ingest::{self, PlannedRelease};
use crate::model::delivery::{Delivery, Observation, Table};
use crate::model::{Release, ReleaseId};

impl Desk<'_> {
    /// Puts under a delivery what earlier releases said of a month that has been forgotten since, or is known now
    /// from releases that are kept apart from it.
    pub(super) fn recall(&self, delivery: &mut Delivery, place: usize, known: &Known, apart: &Apart) {
        let synthetic = delivery.release.synthetic;
        for (key, table) in &mut delivery.tables {
            // Months that the measure leaves out come with every delivery, whole.
            let left_out = self.publication.measure(key.0).left_out(key.1).is_some();
            if left_out || !(known.all.has_forgotten(*key) || apart.contains(key)) {
                continue;
            }
            let before = self.planned[..place].iter().filter(|p| p.description.release.id.period >= key.1);
            for planned in before.filter(|p| p.description.release.synthetic == synthetic) {
                let (earlier, _) = ingest::delivery(self.source, self.publication, &self.lookup, planned);
                if let Some(earlier) = earlier.tables.get(key) {
                    table.put_under(earlier);
                }
            }
        }
    }

    /// Puts over the files that a version has from the one before it what other releases have revised in between: they were
    /// not delivered again to take that back.
    pub(super) fn catch_up(&self, delivery: &mut Delivery, place: usize) {
        let Release { id, synthetic, .. } = delivery.release;
        let own = folder(id);
        let is_carried = |observation: &Observation| !observation.place.file.starts_with(&own);
        let has_carried = |table: &Table| table.cells.iter().any(|(_, observation)| is_carried(observation));
        let carried: Vec<_> =
            delivery.tables.iter().filter(|(_, table)| has_carried(table)).map(|(key, _)| *key).collect();
        if carried.is_empty() {
            return;
        }
        let before = &self.planned[..place];
        let came = |file: &str| {
            let is_of = |planned: &PlannedRelease| file.starts_with(&folder(planned.description.release.id));
            before.iter().position(is_of)
        };
        let may_revise = |release: &Release| release.id.period > id.period && release.synthetic == synthetic;
        for (at, planned) in before.iter().enumerate().filter(|(_, planned)| may_revise(&planned.description.release)) {
            let (later, _) = ingest::delivery(self.source, self.publication, &self.lookup, planned);
            for key in &carried {
                let (Some(table), Some(later)) = (delivery.tables.get_mut(key), later.tables.get(key)) else {
                    continue;
                };
                // A file that came after this release is meant as it stands.
                let files = table.cells.iter().map(|(_, observation)| Arc::clone(&observation.place.file));
                let earlier: BTreeSet<Arc<str>> = files
                    .collect::<BTreeSet<_>>()
                    .into_iter()
                    .filter(|file| came(file).is_some_and(|came| came < at))
                    .collect();
                table.put_over(later, &|observation| earlier.contains(&observation.place.file));
            }
        }
    }
}

/// Where the files of a version lie.
fn folder(id: ReleaseId) -> String {
    format!("data/{}/", id.path())
}
