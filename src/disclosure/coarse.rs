//! Coarser answers: what may be said of a share that is held back.
//!
//! An answer is a function of the two counts alone, and everybody knows the function. Seen from either count, with the
//! other one fixed, the values that have the same answer are an interval, and an answer is given only where that interval
//! is wide enough for both. Protection then treats the intervals as known to every attacker.

use crate::model::{Bound, Counts};

/// The rule for answers: percentages from the publication, widths from the measure's policy.
#[derive(Clone, Copy, Debug)]
pub(super) struct Coarse<'a> {
    /// Percentages, ascending.
    pub(super) answers: &'a [u8],
    /// How small and how narrow.
    pub(super) counts: Counts,
}

/// A share's counts: those who meet the condition, and those who do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// Those who do.
    pub(super) part: u64,
    /// Those who do not.
    pub(super) rest: u64,
}

/// One of a share's two counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Those who meet the condition; of a count, all.
    Part,
    /// Those who do not.
    Rest,
}

impl Parts {
    fn with(self, side: Side, count: u64) -> Self {
        match side {
            Side::Part => Self { part: count, ..self },
            Side::Rest => Self { rest: count, ..self },
        }
    }

    /// Whether an answer is true of them.
    pub(super) fn is_within(self, bound: Bound) -> bool {
        bound.holds(self.part, self.part.saturating_add(self.rest))
    }
}

impl Coarse<'_> {
    /// The answer about a share: the narrowest that hides how many there are on the smaller side.
    pub(super) fn answer(self, parts: Parts) -> Option<Bound> {
        let of = |percent: u8| {
            let bounds = [(Bound::AtLeast(percent), parts.part), (Bound::AtMost(100 - percent), parts.rest)];
            bounds.into_iter().find(|(bound, larger)| self.hides(percent, *larger) && parts.is_within(*bound))
        };
        self.answers.iter().rev().find_map(|percent| of(*percent)).map(|(bound, _)| bound)
    }

    /// Whether an answer leaves the smaller side wide enough when the larger one has this many: from none to one more than
    /// the width asked for, since a reader may guess that there is somebody.
    fn hides(self, percent: u8, larger: u64) -> bool {
        let (percent, larger) = (u128::from(percent), u128::from(larger));
        larger * 100_u128.saturating_sub(percent) >= percent * (u128::from(self.counts.width) + 1)
    }

    /// The answer to give now, when readers have one from before: the same as long as it is true, also none.
    pub(super) fn kept(self, before: Option<Bound>, parts: Parts) -> Option<Bound> {
        match before {
            Some(bound) if !parts.is_within(bound) => self.answer(parts),
            kept => kept,
        }
    }

    /// From where to where one count can go while the other stays and the answer is the same. `told` is the answer that is
    /// given; one that was kept from before says no more than itself.
    pub(super) fn room(self, told: Option<Bound>, parts: Parts, side: Side) -> (u64, u64) {
        let is_new = told == self.answer(parts);
        let from = if side == Side::Part { parts.part } else { parts.rest };
        let same = |value: u64| {
            let parts = parts.with(side, value);
            match told {
                _ if is_new => self.answer(parts) == told,
                Some(bound) => parts.is_within(bound),
                None => true,
            }
        };
        // No further than protection looks; beyond that nothing is gained.
        let reach = self.counts.width.saturating_mul(2).saturating_add(2);
        let down = farthest(reach.min(from), |by| same(from - by));
        let up = farthest(reach, |by| same(from.saturating_add(by)));
        let high = if up == reach { u64::MAX } else { from.saturating_add(up) };
        (if down == reach { 0 } else { from - down }, high)
    }
}

/// The largest step up to `reach` that holds, when all smaller ones do.
fn farthest(reach: u64, holds: impl Fn(u64) -> bool) -> u64 {
    let (mut low, mut high) = (0, reach);
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if holds(middle) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COARSE: Coarse<'static> =
        Coarse { answers: &[80, 90, 95], counts: Counts { minimum: 5, width: 4, zeros_are_sensitive: false } };

    #[test]
    fn says_as_much_as_hides_the_smaller_side() {
        let answer = |part, rest| COARSE.answer(Parts { part, rest });
        assert_eq!(answer(97, 3), Some(Bound::AtLeast(95)));
        assert_eq!(answer(95, 5), Some(Bound::AtLeast(95)));
        // Of 94 at least 95 percent would leave fewer than five to be missing.
        assert_eq!(answer(94, 3), Some(Bound::AtLeast(90)));
        assert_eq!(answer(44, 1), Some(Bound::AtLeast(80)));
        assert_eq!(answer(19, 1), None);
        assert_eq!(answer(3, 97), Some(Bound::AtMost(5)));
        assert_eq!(answer(60, 40), None);
    }

    proptest! {
        #[test]
        fn values_with_the_same_answer_are_an_interval_and_wide(part in 0_u64..300, rest in 0_u64..300) {
            let parts = Parts { part, rest };
            let told = COARSE.answer(parts);
            for (side, from) in [(Side::Rest, rest), (Side::Part, part)] {
                let (low, high) = COARSE.room(told, parts, side);
                for value in from.saturating_sub(10)..=from + 10 {
                    let inside = low <= value && value <= high;
                    prop_assert_eq!(inside, COARSE.answer(parts.with(side, value)) == told, "{} {} {}", low, value, high);
                }
                if told.is_some() && low == 0 {
                    prop_assert!(high - low >= 5, "{:?} {} {}", told, low, high);
                }
            }
        }
    }
}
