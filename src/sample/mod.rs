//! Synthetic publications of any size, for trying out and for measuring. Every figure is made up, and every file says so.
//!
//! The same size and seed give the same bytes on every machine.

mod delivery;
mod random;
mod setting;

use crate::model::{FileSet, Period};

/// How large a sample is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SampleSize {
    /// Months, ending with December 2025.
    pub months: u16,
    /// Jobcentres in each month.
    pub jobcentres: u16,
    /// Funds in each month.
    pub akasser: u16,
    /// Where chance starts.
    pub seed: u64,
}

/// The last month of every sample.
const LAST_YEAR: i32 = 2025;

/// A whole publication folder.
///
/// Jobcentres and funds carry real names as long as there are enough of them, with made-up ones after that. A fund or a
/// jobcentre is delivered only in months in which it existed.
#[must_use]
pub fn publication(size: SampleSize) -> FileSet {
    let mut files = setting::files(size);
    let Some(last) = Period::new(LAST_YEAR, 12) else { return files };
    let cast = setting::Cast::choose(size);
    for months in (0..i32::from(size.months)).rev() {
        files.append(delivery::month(last.plus(-months), &cast, size.seed));
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_bytes_and_another_seed_does_not() {
        let size = SampleSize { months: 2, jobcentres: 3, akasser: 4, seed: 1 };
        assert_eq!(publication(size), publication(size));
        assert_ne!(publication(size), publication(SampleSize { seed: 2, ..size }));
    }

    #[test]
    fn a_sample_has_the_size_asked_for() {
        let size = SampleSize { months: 3, jobcentres: 94, akasser: 24, seed: 1 };
        let files = publication(size);
        let months = files.iter().filter(|(path, _)| path.ends_with("release.toml")).count();
        assert_eq!(months, 3);
        let (_, table) = files.iter().find(|(path, _)| path.ends_with("2025-12/v1/arbejdskraftreserve.csv")).unwrap();
        let rows = String::from_utf8(table.to_vec()).unwrap().lines().count() - 1;
        assert_eq!(rows, 94 * 24);
    }
}
