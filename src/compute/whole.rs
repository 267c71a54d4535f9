//! What stands for the whole of a measure's table.

use super::coverage;
use crate::model::code::AreaKind;
use crate::model::edition::Whole;
use crate::model::figure::Months;
use crate::model::{AreaKey, MeasureKey, Period, Publication};

/// What stands for the whole of a month's table.
pub(super) fn of_month(known: &Months, key: (MeasureKey, Period), publication: &Publication) -> Whole {
    match known.get(&key) {
        Some(month) => coverage::whole(month, publication),
        None if publication.measure(key.0).areas.is_empty() => Whole::NoAreas,
        None => Whole::Unknown,
    }
}

/// The area of the cells that stand for the whole of a month's table; the country while nothing does, so that what is
/// asked of a measure by area is never asked of cells without one.
pub(super) fn area_of_month(known: &Months, key: (MeasureKey, Period), publication: &Publication) -> Option<AreaKey> {
    match of_month(known, key, publication).area() {
        Some(area) => area,
        None => country(publication),
    }
}

fn country(publication: &Publication) -> Option<AreaKey> {
    let country = publication.areas.iter().find(|area| area.kind == AreaKind::Country)?;
    publication.area_by_id(&country.id)
}
