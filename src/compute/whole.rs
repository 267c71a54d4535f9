//! What stands for the whole of a measure's table.

use crate::model::code::AreaKind;
use crate::model::{AreaKey, Measure, Publication};

/// The area of the cells that stand for the whole: the country for a measure by area, none otherwise.
pub(super) fn area_of_whole(measure: &Measure, publication: &Publication) -> Option<AreaKey> {
    if measure.areas.is_empty() {
        return None;
    }
    let country = publication.areas.iter().find(|area| area.kind == AreaKind::Country)?;
    publication.area_by_id(&country.id)
}
