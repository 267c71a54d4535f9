//! Cells that follow from a measure's intervals: months that can have no value, so that readers see why.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Place;
use crate::model::code::{CellKey, MeasureKey};
use crate::model::delivery::{Delivery, Observation, Table};
use crate::model::{Amount, Flags, Grid, Missing, Period, Publication};

/// Adds a cell with the measure's reason for each month that it leaves out, from its first interval to the month of
/// the release, and for every cell that the delivery has in any month. Cells that were delivered stay.
pub(super) fn fill(delivery: &mut Delivery, publication: &Publication) {
    let release = delivery.release.id.period;
    for (measure, keys) in keys(delivery) {
        for (period, reason) in left_out(publication, measure, release) {
            let place = Place::file(&format!("data/measures/{}.toml", publication.measure(measure).id));
            let table = delivery.tables.entry((measure, period)).or_default();
            let cells = with_reason(table, &keys, reason, (&place, period), publication);
            table.cells = cells;
        }
        delivery.tables.retain(|(other, _), table| *other != measure || !table.cells.is_empty());
    }
}

/// The cells of each measure, over all months.
fn keys(delivery: &Delivery) -> BTreeMap<MeasureKey, BTreeSet<CellKey>> {
    let mut keys: BTreeMap<MeasureKey, BTreeSet<CellKey>> = BTreeMap::new();
    for ((measure, _), table) in &delivery.tables {
        keys.entry(*measure).or_default().extend(table.cells.iter().map(|(key, _)| key));
    }
    keys
}

fn left_out(
    publication: &Publication,
    measure: MeasureKey,
    release: Period,
) -> impl Iterator<Item = (Period, Missing)> + use<'_> {
    let measure = publication.measure(measure);
    let first = measure.intervals.first().map_or(release.plus(1), |interval| interval.from);
    first.through(release).filter_map(|period| Some((period, measure.left_out(period)?)))
}

fn with_reason(
    table: &Table,
    keys: &BTreeSet<CellKey>,
    reason: Missing,
    (place, period): (&Place, Period),
    publication: &Publication,
) -> Grid<Observation> {
    let exists = |key: &CellKey| {
        key.akasse.is_none_or(|akasse| publication.akasse(akasse).valid.covers(period))
            && key.area.is_none_or(|area| publication.area(area).valid.covers(period))
    };
    let own = table.cells.iter().map(|(key, observation)| (key, observation.clone()));
    let new = keys.iter().filter(|key| table.cells.get(**key).is_none() && exists(key)).map(|key| {
        let amount = Amount::Missing(reason);
        (*key, Observation { amount, flags: Flags::default(), place: place.clone() })
    });
    Grid::from_cells(own.chain(new).collect())
}
