//! What is large enough to be shown by itself.

use crate::model::{Amount, Counts, Measure, Policy, Publication};

/// What is large enough to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    /// Its owner has published it: everything.
    Published,
    /// Large counts.
    Counts(Counts),
}

impl Limit {
    /// The limit of a measure.
    pub(super) fn of(measure: &Measure, publication: &Publication) -> Self {
        match publication.policy(measure) {
            Policy::Published(_) => Self::Published,
            Policy::Counts(counts) => Self::Counts(counts),
        }
    }

    /// Whether a figure may be shown by itself: every count in it is large enough.
    pub(super) fn allows(self, amount: Amount) -> bool {
        let Self::Counts(Counts { minimum, zeros_are_sensitive, .. }) = self else { return true };
        let enough = |count: u64| count >= minimum || (count == 0 && !zeros_are_sensitive);
        match amount {
            Amount::Count(count) => enough(count),
            // Nobody is left between a whole and itself: 100 percent of a large group is shown, of a small one hidden,
            // since then the denominator is small.
            Amount::Share { numerator, denominator } => {
                denominator >= minimum && enough(numerator) && enough(denominator.saturating_sub(numerator))
            }
            // A difference gives one count away to whoever knows the other, so both must be large enough; where only the
            // difference was delivered, its own size stands for them.
            Amount::Signed(difference) => enough(difference.unsigned_abs()),
            Amount::Change { now, then } => enough(now) && enough(then),
            Amount::Rounded(_) => false,
            Amount::Bounded(_) | Amount::Missing(_) => true,
        }
    }
}
