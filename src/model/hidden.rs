//! Which cells of a release are held back, without their values: what later versions and later builds must keep to.

use std::collections::BTreeMap;

use super::amount::{Bound, Missing};
use super::code::{CellKey, MeasureKey};
use super::figure::MonthFigures;
use super::{Period, ReleaseId};

/// The folder in `data/` where the hidden cells of published releases are kept, beside the seals.
pub const FOLDER: &str = "releases.hidden";

/// The hidden cells of one month of one measure, each with the coarser answer that stands in its place, if any.
pub type HiddenCells = BTreeMap<CellKey, Option<Bound>>;

/// The hidden cells of a release, by measure and month. A month that was delivered and hides nothing is here, empty.
pub type HiddenOfRelease = BTreeMap<(MeasureKey, Period), HiddenCells>;

/// What is hidden of months as readers have them.
#[must_use]
pub fn hidden_of<'m>(months: impl IntoIterator<Item = &'m MonthFigures>) -> HiddenOfRelease {
    let cells = |month: &MonthFigures| {
        let hidden = month.figures.iter().filter(|(_, figure)| figure.amount.missing() == Some(Missing::Suppressed));
        hidden.map(|(key, figure)| (key, figure.amount.bound())).collect()
    };
    months.into_iter().map(|month| ((month.measure, month.period), cells(month))).collect()
}

/// The hidden cells of published releases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    /// By release; one that is not here has not been published, or was before hidden cells were kept.
    pub releases: BTreeMap<ReleaseId, HiddenOfRelease>,
}

impl Hidden {
    /// Where a release's hidden cells are kept in a publication.
    #[must_use]
    pub fn path(release: ReleaseId) -> String {
        format!("data/{FOLDER}/{}-v{}.csv", release.period.slug(), release.version)
    }
}
