//! A value held against a target's number: the verdict, and how far inside it lies.

use crate::model::edition::Verdict;
use crate::model::target::TargetRule;
use crate::model::{Bound, Decimal, Exact, Interval, Target};

/// The figure a target is judged on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Judged {
    pub(super) value: Exact,
    /// Where the true value lies, when it was made of rounded ones.
    pub(super) interval: Option<Interval>,
    /// The counts behind a share of its own; none behind a mean of shares.
    pub(super) counts: Option<(u64, u64)>,
}

/// The number a value is held against.
pub(super) fn limit_of(target: &Target) -> Option<Exact> {
    match target.rule {
        TargetRule::BelowLastYear | TargetRule::AboveComparator => {
            Some(target.value.map_or_else(|| Exact::whole(0), Decimal::exact))
        }
        TargetRule::Limit | TargetRule::Qualitative => None,
        _ => target.value.map(Decimal::exact),
    }
}

/// The verdict, and how far inside the target the value lies (negative = how far it misses).
///
/// Where only rounded values are known the verdict stands if it is the same for every value they may have been.
pub(super) fn verdict(rule: TargetRule, judged: &Judged, limit: &Exact) -> (Verdict, Exact) {
    let meets: fn(&Exact, &Exact) -> bool = match rule {
        TargetRule::AtLeast => |value, limit| value >= limit,
        TargetRule::AboveComparator => |value, limit| value > limit,
        TargetRule::BelowLastYear => |value, limit| value < limit,
        _ => |value, limit| value <= limit,
    };
    let upward = matches!(rule, TargetRule::AtLeast | TargetRule::AboveComparator);
    let margin = if upward { &judged.value - limit } else { limit - &judged.value };
    let Some(Interval { low, high }) = &judged.interval else {
        let verdict = if meets(&judged.value, limit) { Verdict::Met } else { Verdict::NotMet };
        return (verdict, margin);
    };
    // The true value may be `low` and comes as near to `high` as one likes, without being it.
    let at_high = if upward { high > limit } else { high <= limit };
    let verdict = match (meets(low, limit), at_high) {
        (true, true) => Verdict::Met,
        (false, false) => Verdict::NotMet,
        _ => Verdict::Undecided,
    };
    (verdict, margin)
}

/// The verdict that a coarser answer decides: the one that every share within it would have. `None` when the target's
/// number lies within the answer, or the target is not about the share itself.
pub(super) fn of_bound(rule: TargetRule, bound: Bound, limit: &Exact) -> Option<Verdict> {
    let (low, high) = bound.interval();
    let (low, high) = (Exact::whole(low.into()), Exact::whole(high.into()));
    let (all_meet, none_meets) = match rule {
        TargetRule::AtLeast => (low >= *limit, high < *limit),
        TargetRule::AtMost => (high <= *limit, low > *limit),
        _ => return None,
    };
    match (all_meet, none_meets) {
        (true, _) => Some(Verdict::Met),
        (_, true) => Some(Verdict::NotMet),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_coarser_answer_decides_what_every_share_within_it_would() {
        let of = |rule, bound, limit| of_bound(rule, bound, &Exact::whole(limit));
        let (at_least, at_most) = (TargetRule::AtLeast, TargetRule::AtMost);
        assert_eq!(of(at_least, Bound::AtLeast(95), 90), Some(Verdict::Met));
        assert_eq!(of(at_least, Bound::AtLeast(90), 90), Some(Verdict::Met), "it may be exactly 90, which suffices");
        assert_eq!(of(at_least, Bound::AtLeast(80), 90), None, "85 would miss and 95 would meet");
        assert_eq!(of(at_least, Bound::AtMost(20), 90), Some(Verdict::NotMet));
        assert_eq!(of(at_least, Bound::AtMost(20), 20), None, "it may be exactly 20");
        assert_eq!(of(at_most, Bound::AtMost(5), 10), Some(Verdict::Met));
        assert_eq!(of(at_most, Bound::AtMost(10), 10), Some(Verdict::Met));
        assert_eq!(of(at_most, Bound::AtLeast(80), 10), Some(Verdict::NotMet));
        assert_eq!(of(at_most, Bound::AtLeast(80), 80), None);
        assert_eq!(of(TargetRule::ChangeAtMost, Bound::AtMost(5), 10), None, "it is not about the share itself");
    }

    proptest! {
        #[test]
        fn no_share_within_an_answer_has_another_verdict(
            percent in 50_u8..=99, is_least in any::<bool>(), is_floor in any::<bool>(), limit in 0_i64..=1000,
            numerator in 0_u64..200, rest in 0_u64..200,
        ) {
            let bound = if is_least { Bound::AtLeast(percent) } else { Bound::AtMost(100 - percent) };
            let rule = if is_floor { TargetRule::AtLeast } else { TargetRule::AtMost };
            let limit = Exact::ratio(limit, 10).unwrap();
            let denominator = numerator + rest;
            if denominator > 0 && bound.holds(numerator, denominator) && let Some(told) = of_bound(rule, bound, &limit) {
                let value = Exact::percent(numerator, denominator).unwrap();
                let judged = Judged { value, interval: None, counts: None };
                prop_assert_eq!(verdict(rule, &judged, &limit).0, told);
            }
        }
    }

    fn judged(low: i64, value: i64, high: i64) -> Judged {
        let tenth = |tenths| Exact::ratio(tenths, 10).unwrap();
        Judged { value: tenth(value), interval: Some(Interval { low: tenth(low), high: tenth(high) }), counts: None }
    }

    #[test]
    fn a_rounded_85_cannot_be_decided() {
        let limit = Exact::whole(85);
        let of = |judged: &Judged| verdict(TargetRule::AtLeast, judged, &limit).0;
        assert_eq!(of(&judged(845, 850, 855)), Verdict::Undecided);
        assert_eq!(of(&judged(850, 855, 860)), Verdict::Met);
        assert_eq!(of(&judged(840, 845, 850)), Verdict::NotMet, "it stays below 85");
        assert_eq!(verdict(TargetRule::AtLeast, &judged(840, 845, 850), &limit).1, Exact::ratio(-1, 2).unwrap());
    }

    #[test]
    fn ceilings_are_judged_from_below() {
        let limit = Exact::whole(10);
        let of = |judged: &Judged| verdict(TargetRule::ChangeAtMost, judged, &limit).0;
        assert_eq!(of(&judged(90, 95, 100)), Verdict::Met, "it stays below 10");
        assert_eq!(of(&judged(95, 100, 105)), Verdict::Undecided);
        assert_eq!(of(&judged(101, 105, 110)), Verdict::NotMet);
        assert_eq!(of(&judged(100, 105, 110)), Verdict::Undecided, "it may be exactly 10");
    }

    #[test]
    fn exact_values_at_the_limit() {
        let exact = |n: i64, d: i64| Judged { value: Exact::ratio(n, d).unwrap(), interval: None, counts: None };
        let limit = Exact::whole(85);
        assert_eq!(verdict(TargetRule::AtLeast, &exact(85, 1), &limit).0, Verdict::Met);
        assert_eq!(verdict(TargetRule::AtLeast, &exact(8_499_999, 100_000), &limit).0, Verdict::NotMet);
        let zero = Exact::whole(0);
        assert_eq!(verdict(TargetRule::AboveComparator, &exact(0, 1), &zero).0, Verdict::NotMet);
        assert_eq!(verdict(TargetRule::BelowLastYear, &exact(0, 1), &zero).0, Verdict::NotMet);
        assert_eq!(verdict(TargetRule::AtMost, &exact(0, 1), &zero).0, Verdict::Met);
    }
}
