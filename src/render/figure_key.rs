//! Which figure stands in a cell, for programs that hold pages against the data files.
//!
//! A table, the heading of a column and a row each carry a part of the key in `data-f`; a cell shows a
//! figure when all three do. The words are `r:` version, `m:` measure, `p:` month, `a:` area, `k:` fund, each by the id
//! that it has in the data files.

use super::edition::prepared::{Prepared, PreparedMeasure};
use crate::model::{CellKey, Measure, Period, Publication};

/// A table of an edition's reference month.
pub(crate) fn of_month(prepared: &Prepared<'_>) -> String {
    format!("{} {}", of_edition(prepared), of_period(prepared.period()))
}

/// A table of an edition.
pub(crate) fn of_edition(prepared: &Prepared<'_>) -> String {
    format!("r:{}", prepared.edition.release.id.path())
}

/// A table of an edition's reference month and one measure.
pub(crate) fn of_month_and_measure(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>) -> String {
    format!("{} {}", of_month(prepared), of_measure(measure.measure))
}

/// A measure.
pub(crate) fn of_measure(measure: &Measure) -> String {
    format!("m:{}", measure.id)
}

/// A month.
pub(crate) fn of_period(period: Period) -> String {
    format!("p:{}", period.code())
}

/// An area and a fund, as far as the cell has them.
pub(crate) fn of_cell(publication: &Publication, key: CellKey) -> String {
    let area = key.area.map(|area| format!("a:{}", publication.area(area).id));
    let akasse = key.akasse.map(|akasse| format!("k:{}", publication.akasse(akasse).id));
    area.into_iter().chain(akasse).collect::<Vec<_>>().join(" ")
}
