//! Synthetic publications of any size, for trying out and for measuring. Every figure is made up, and every file says so.
//!
//! The same size and seed give the same bytes on every machine: whole numbers only, and chance that depends on names
//! alone, never on the order of asking.
//!
//! What is made up behaves as real figures do: a few large funds and areas and many small ones, a yearly wave, a slow
//! trend, unrest that shrinks with size, funds that merge, a break in a series, blanks with reasons, and revisions.

mod cast;
mod corrections;
mod delivery;
mod level;
mod lists;
mod random;
mod setting;
mod story;

#[cfg(test)]
mod tests;

use crate::model::{FileSet, Period};

use cast::Cast;

/// How large a sample is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SampleSize {
    /// Months, ending with December 2025 where nothing else is said.
    pub months: u16,
    /// Jobcentres in the last month; none are needed for a region.
    pub jobcentres: u16,
    /// Funds in the last month; one that was merged into one of them delivers until then.
    pub akasser: u16,
    /// Where chance starts.
    pub seed: u64,
}

/// What a sample is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// How large.
    pub size: SampleSize,
    /// The last month.
    pub last: Period,
    /// Which measures.
    pub measures: SampleMeasures,
    /// The id of an area whose municipalities deliver, all of them; `None` = jobcentres, as many as the size says.
    pub region: Option<String>,
    /// Leave out everything but the months' folders: measures, lists and texts are at hand elsewhere.
    pub deliveries_only: bool,
    /// How many versions after the first there are in all; `None` = two of every two years.
    pub corrections: Option<u16>,
}

/// The measures of a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SampleMeasures {
    /// All six.
    All,
    /// The four core figures by jobcentre and fund.
    Core,
}

impl Sample {
    /// A national sample of that size: all measures, until December 2025.
    #[must_use]
    pub fn of(size: SampleSize) -> Self {
        let last = Period::new(LAST_YEAR, 12).unwrap_or(Period::FIRST);
        Self { size, last, measures: SampleMeasures::All, region: None, deliveries_only: false, corrections: None }
    }

    /// The synthetic months that the repository's own publication shows beside its real ones: the four core figures of
    /// two years for the municipalities of Region Syddanmark and the funds of today.
    #[must_use]
    pub fn of_repository() -> Self {
        let size = SampleSize { months: 24, jobcentres: 0, akasser: 21, seed: REPOSITORY_SEED };
        let region = Some("region_syddanmark".to_owned());
        Self { measures: SampleMeasures::Core, region, deliveries_only: true, ..Self::of(size) }
    }

    /// The sample's files.
    ///
    /// Jobcentres and funds carry real names as long as there are enough of them, with made-up ones after that. A fund
    /// or an area is delivered only in months in which it existed. The code lists hold those who deliver and what they
    /// are part of, so that every total is whole.
    ///
    /// # Errors
    /// A sentence about a region that has no municipalities, or about more corrections than fit.
    pub fn files(&self) -> Result<FileSet, String> {
        let cast = Cast::choose(self)?;
        let mut files = if self.deliveries_only { FileSet::default() } else { setting::files(&cast) };
        for period in cast.first.through(cast.last) {
            files.append(delivery::month(period, &cast));
        }
        Ok(files)
    }
}

/// The last month of a sample where nothing else is said.
const LAST_YEAR: i32 = 2025;

/// Chosen among many so that large towns and large funds come out rather large.
const REPOSITORY_SEED: u64 = 36_555_837;

/// A whole publication folder: a national sample.
#[must_use]
pub fn publication(size: SampleSize) -> FileSet {
    // Only a region can be wrong, and none is asked for.
    Sample::of(size).files().unwrap_or_default()
}
