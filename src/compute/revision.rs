//! How much figures changed after they were first published: the size of each change, and quality figures of a measure.
//!
//! A revision is what stands now minus what was published first. Over `n` figures that have a value both times, with
//! revisions `r`, the mean revision is `Σ r / n` and the mean absolute revision `Σ |r| / n`, as statistical offices define
//! them; figures that never changed count with zero. Everything is exact; nothing is computed to or from a figure that is
//! missing or hidden, nor from a coarser answer.

use crate::model::revision::{Revised, Revisions, Vintage, published};
use crate::model::{Amount, CellKey, Exact, MeasureKey, Missing, Period};

/// Why a change has no size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoSize {
    /// The earlier figure is hidden.
    HiddenBefore,
    /// The earlier figure has no value for another reason.
    MissingBefore,
    /// The later figure is hidden.
    HiddenNow,
    /// The later figure has no value for another reason.
    MissingNow,
}

impl NoSize {
    /// Every reason with its word in files.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::HiddenBefore, "hidden_before"),
        (Self::MissingBefore, "missing_before"),
        (Self::HiddenNow, "hidden_now"),
        (Self::MissingNow, "missing_now"),
    ];
}

/// What stands later minus what stood before, in the measure's unit (percentage points for percent).
///
/// # Errors
/// Why there is no size: one of them has no value.
pub fn size(before: &Amount, now: &Amount) -> Result<Exact, NoSize> {
    let value = |amount: &Amount, hidden, missing| {
        let reason = if amount.missing() == Some(Missing::Suppressed) { hidden } else { missing };
        published(amount).ok_or(reason)
    };
    let before = value(before, NoSize::HiddenBefore, NoSize::MissingBefore)?;
    Ok(&value(now, NoSize::HiddenNow, NoSize::MissingNow)? - &before)
}

/// The revision of a figure: what stands now minus what was published first.
///
/// # Errors
/// Why there is none.
pub fn of_figure(revised: &Revised<'_>) -> Result<Exact, NoSize> {
    size(&revised.first().amount, &revised.now().amount)
}

/// How a measure's figures were revised.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Quality {
    /// Figures published, those without a value among them.
    pub figures: usize,
    /// Figures whose content changed at least once.
    pub changed: usize,
    /// Figures with a value both at first and now.
    pub comparable: usize,
    /// Those of them whose value now is another than at first.
    pub revised: usize,
    /// Figures that had no value at first and have one now.
    pub came: usize,
    /// Figures that had a value at first and have none now.
    pub went: usize,
    /// Revised ones in percent of the comparable; `None` when there are none.
    pub revised_percent: Option<Exact>,
    /// Over all comparable figures.
    pub over_all: Option<Means>,
    /// Over revised figures alone.
    pub over_revised: Option<Means>,
    /// The largest revision in size; of several the earliest month's.
    pub largest: Option<Largest>,
}

/// Mean revisions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Means {
    /// With signs: whether figures tend to rise or fall.
    pub mean: Exact,
    /// Without signs: how far they move.
    pub absolute: Exact,
}

/// The largest revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Largest {
    /// The month of the figure.
    pub period: Period,
    /// Its cell.
    pub key: CellKey,
    /// Now minus first.
    pub size: Exact,
    /// What was published first.
    pub first: Vintage,
    /// What stands now.
    pub now: Vintage,
}

/// The quality figures of a measure.
#[must_use]
pub fn quality(revisions: &Revisions, measure: MeasureKey) -> Quality {
    let (figures, with_value) = revisions.published(measure);
    let mut quality = Quality { figures, comparable: with_value, ..Quality::default() };
    let mut sizes = Vec::new();
    for revised in revisions.of(measure) {
        quality.changed += 1;
        match of_figure(&revised) {
            Ok(size) if size.is_zero() => {}
            Ok(size) => {
                if quality.largest.as_ref().is_none_or(|largest| largest.size.abs() < size.abs()) {
                    let (period, key) = (revised.period, revised.key);
                    let (first, now) = (revised.first(), revised.now());
                    quality.largest = Some(Largest { period, key, size: size.clone(), first, now });
                }
                sizes.push(size);
            }
            Err(NoSize::HiddenNow | NoSize::MissingNow) => {
                quality.went += 1;
                quality.comparable -= 1;
            }
            Err(NoSize::HiddenBefore | NoSize::MissingBefore) => {
                quality.came += usize::from(revised.now().amount.missing().is_none());
            }
        }
    }
    // A figure that came later has a value now and had none at first.
    quality.revised = sizes.len();
    quality.revised_percent = Exact::percent(quality.revised as u64, quality.comparable as u64);
    let absolute = sum(sizes.iter().map(Exact::abs).collect());
    let plain = sum(sizes);
    let means = |over: usize| {
        let over = Exact::count(over as u64);
        Some(Means { mean: plain.divided_by(&over)?, absolute: absolute.divided_by(&over)? })
    };
    quality.over_all = means(quality.comparable);
    quality.over_revised = means(quality.revised);
    quality
}

/// The sum of many fractions, taken by halves: their denominators grow, and so large ones are met few times.
fn sum(mut terms: Vec<Exact>) -> Exact {
    while terms.len() > 1 {
        terms = terms.chunks(2).map(|pair| pair.iter().cloned().sum()).collect();
    }
    terms.pop().unwrap_or_else(|| Exact::whole(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::figure::Figure;
    use crate::model::{AkasseKey, Bound, Decimal, Flags, Grid, ReleaseId};
    use proptest::prelude::*;

    const HIDDEN: Amount = Amount::Missing(Missing::Suppressed);
    const LOST: Amount = Amount::Missing(Missing::NotReceived);

    fn share(numerator: u64, denominator: u64) -> Amount {
        Amount::Share { numerator, denominator }
    }

    fn published(first: &[Amount], now: &[Amount]) -> Revisions {
        let mut revisions = Revisions::default();
        let period = Period::new(2021, 9).unwrap();
        for (version, amounts) in [(1, first), (2, now)] {
            let cells = amounts.iter().zip(0..).map(|(amount, at)| {
                let key = CellKey { area: None, akasse: Some(AkasseKey(at)) };
                (key, Figure::delivered(*amount, Flags::default()))
            });
            revisions.add((MeasureKey(0), period), ReleaseId { period, version }, &Grid::from_cells(cells.collect()));
        }
        revisions
    }

    #[test]
    fn a_size_is_exact_and_never_made_of_what_is_hidden() {
        assert_eq!(size(&share(1, 3), &share(2, 3)), Ok(Exact::ratio(100, 3).unwrap()));
        assert_eq!(size(&Amount::Count(7), &Amount::Count(5)), Ok(Exact::whole(-2)));
        let rounded = Amount::Rounded(Decimal { scaled: 895, decimals: 1 });
        assert_eq!(
            size(&rounded, &Amount::Rounded(Decimal { scaled: 90, decimals: 0 })),
            Ok(Exact::ratio(1, 2).unwrap())
        );
        let answer = Amount::Bounded(Bound::AtLeast(95));
        for (before, now, why) in [
            (HIDDEN, share(1, 2), NoSize::HiddenBefore),
            (answer, share(1, 2), NoSize::HiddenBefore),
            (answer, HIDDEN, NoSize::HiddenBefore),
            (share(1, 2), answer, NoSize::HiddenNow),
            (share(1, 2), HIDDEN, NoSize::HiddenNow),
            (LOST, share(1, 2), NoSize::MissingBefore),
            (share(1, 2), LOST, NoSize::MissingNow),
        ] {
            assert_eq!(size(&before, &now), Err(why));
        }
    }

    #[test]
    fn quality_figures_are_those_of_their_definitions() {
        let first = [share(1, 3), share(1, 2), share(1, 2), share(1, 2), LOST, HIDDEN, share(1, 4), HIDDEN];
        let now = [share(2, 3), share(1, 4), share(1, 2), HIDDEN, share(1, 2), share(1, 3), share(2, 8), LOST];
        let quality = quality(&published(&first, &now), MeasureKey(0));
        // 33 1/3 up, 25 down, two unchanged (one with other counts); one went, two came, one went from hidden to lost.
        assert_eq!((quality.figures, quality.changed, quality.comparable, quality.revised), (8, 7, 4, 2));
        assert_eq!((quality.came, quality.went), (2, 1));
        assert_eq!(quality.revised_percent, Some(Exact::whole(50)));
        let fraction = |numerator, denominator| Exact::ratio(numerator, denominator).unwrap();
        assert_eq!(quality.over_all, Some(Means { mean: fraction(25, 12), absolute: fraction(175, 12) }));
        assert_eq!(quality.over_revised, Some(Means { mean: fraction(25, 6), absolute: fraction(175, 6) }));
        let largest = quality.largest.unwrap();
        assert_eq!((largest.key.akasse, largest.size), (Some(AkasseKey(0)), fraction(100, 3)));
    }

    #[test]
    fn without_figures_there_are_no_means() {
        let none = quality(&Revisions::default(), MeasureKey(0));
        assert_eq!(none, Quality::default());
        let same = quality(&published(&[share(1, 2)], &[share(1, 2)]), MeasureKey(0));
        assert_eq!((same.comparable, same.revised, same.revised_percent), (1, 0, Some(Exact::whole(0))));
        assert_eq!(same.over_all, Some(Means { mean: Exact::whole(0), absolute: Exact::whole(0) }));
        assert_eq!((same.over_revised, same.largest), (None, None));
    }

    proptest! {
        #[test]
        fn a_sum_by_halves_is_the_sum(terms in proptest::collection::vec((-100_i64..100, 1_i64..50), 0..40)) {
            let terms: Vec<Exact> = terms.into_iter().filter_map(|(n, d)| Exact::ratio(n, d)).collect();
            let plain: Exact = terms.iter().cloned().sum();
            prop_assert_eq!(sum(terms), plain);
        }
    }
}
