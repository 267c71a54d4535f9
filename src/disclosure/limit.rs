//! What is large enough to be shown by itself.

use crate::model::{Amount, Measure, Publication};

/// What is large enough to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    /// Its owner has published it: everything.
    Published,
    /// Counts of at least this.
    Counts {
        /// The smallest count shown.
        minimum: u64,
        /// Whether a count of zero is protected too.
        zeros_are_sensitive: bool,
    },
}

impl Limit {
    /// The limit of a measure: its own when that is stricter than the publication's, never laxer. What follows from
    /// another measure says as much about people as that one does.
    pub(super) fn of(measure: &Measure, publication: &Publication) -> Self {
        if measure.disclosure.published_by.is_some() {
            return Self::Published;
        }
        let general = publication.protection.minimum_count;
        let source = measure.derived.map(|derived| publication.measure(derived.of));
        let own = [Some(measure), source].into_iter().flatten().filter_map(|measure| measure.disclosure.minimum_count);
        let minimum = own.fold(general, u64::max);
        Self::Counts { minimum, zeros_are_sensitive: publication.protection.zeros_are_sensitive }
    }

    /// Whether a figure may be shown by itself: every count in it is large enough.
    pub(super) fn allows(self, amount: Amount) -> bool {
        let Self::Counts { minimum, zeros_are_sensitive } = self else { return true };
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
            Amount::Missing(_) => true,
        }
    }
}
