//! What chance alone can do to a share: intervals, a test and the limits of a funnel, in whole numbers.
//!
//! - The interval of a share is the score interval: E. B. Wilson (1927), "Probable inference, the law of succession, and
//!   statistical inference", Journal of the American Statistical Association 22:209–212; method 3 of R. G. Newcombe
//!   (1998), "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17:857–872. It holds for
//!   small groups and at 0 and 100 percent, where the textbook's normal interval does not.
//! - The test is the one the interval is made of: a limit lies outside the interval exactly when the test rejects it.
//! - The funnel is D. J. Spiegelhalter (2005), "Funnel plots for comparing institutional performance", Statistics in
//!   Medicine 24:1185–1202, with limits by the normal approximation of the score: centre ± z · √(p(1 − p)/n).
//!
//! The roots are taken of whole numbers and bounds rounded outward to six decimals, so that every machine gives the
//! same ones and none is too narrow. An interval here holds both of its bounds.

use std::collections::BTreeMap;

use num_bigint::{BigInt, BigUint};
use num_integer::Integer;

use crate::model::edition::KeyFigure;
use crate::model::{Amount, AreaKey, CellKey, Decimal, Exact, Grid, Interval};

/// How sure a limit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// 95 percent: chance alone crosses it one time in twenty.
    P95,
    /// 99.8 percent: chance alone crosses it one time in five hundred.
    P998,
}

impl Level {
    /// Both, from the inside out.
    pub const ALL: [Self; 2] = [Self::P95, Self::P998];

    /// The point of the standard normal distribution, to fifteen decimals: 97.5 and 99.9 percent lie below it.
    #[must_use]
    pub fn z(self) -> Decimal {
        let scaled = match self {
            Self::P95 => 1_959_963_984_540_054,
            Self::P998 => 3_090_232_306_167_814,
        };
        Decimal { scaled, decimals: 15 }
    }

    /// The point as a whole number, and what one is in it.
    fn whole(self) -> (BigInt, BigInt) {
        let z = self.z();
        (BigInt::from(z.scaled), BigInt::from(10).pow(u32::from(z.decimals)))
    }
}

/// The interval of every share with counts that is an area's own, and of every fund's in the cells that stand for the
/// whole: those that readers compare. Single cells below both have none.
pub(super) fn of_table(current: &Grid<KeyFigure>, whole: Option<AreaKey>) -> BTreeMap<CellKey, Interval> {
    let compared = current.iter().filter(|(key, _)| key.akasse.is_none() || key.area.is_none() || key.area == whole);
    let interval = |key: CellKey, current: &KeyFigure| match current.figure.amount {
        Amount::Share { numerator, denominator } => Some((key, wilson(numerator, denominator)?)),
        _ => None,
    };
    compared.filter_map(|(key, current)| interval(key, current)).collect()
}

/// Decimals of every bound, in percent.
const DECIMALS: u8 = 6;

/// The 95 percent score interval of a share by its counts, in percent, rounded outward to six decimals.
///
/// `None` when nobody was counted, or when the part is larger than the whole.
#[must_use]
pub fn wilson(numerator: u64, denominator: u64) -> Option<Interval> {
    if denominator == 0 || numerator > denominator {
        return None;
    }
    // (2x + z² ± z·√(4x(n − x)/n + z²)) / (2(n + z²)), with z = point/one and both sides multiplied by n·one².
    let (point, one) = Level::P95.whole();
    let (x, n) = (BigInt::from(numerator), BigInt::from(denominator));
    let (point, one) = (&point * &point, &one * &one);
    let middle: BigInt = &n * (2 * &x * &one + &point);
    let under_root = &point * (4 * &x * (&n - &x) * &n * &one + &point * &n * &n);
    let below: BigInt = 2 * &n * (&n * &one + &point);
    bounds(&(middle * 100), &(under_root * 10_000), &below)
}

/// Whether chance alone could explain how a share lies to a limit in percent: the score test does not reject the limit
/// at 95 percent, `(x − n·p)² ≤ z²·n·p·(1 − p)`. No root and no rounding.
///
/// `None` when nobody was counted, or when the limit is no percentage of a whole.
#[must_use]
pub fn could_explain(numerator: u64, denominator: u64, limit: &Exact) -> Option<bool> {
    if denominator == 0 || !is_percentage(limit) {
        return None;
    }
    let (x, n, hundred) = (Exact::count(numerator), Exact::count(denominator), Exact::whole(100));
    let distance = &(&x * &hundred) - &(&n * limit);
    let z = Level::P95.z().exact();
    let spread = &(&n * limit) * &(&hundred - limit);
    Some(&distance * &distance <= &(&z * &z) * &spread)
}

/// The limits of a funnel around `centre`, in percent, for a group of `denominator`: where a share of such a group would
/// lie if it differed from the centre by chance alone. Rounded outward to six decimals, cut at 0 and 100.
///
/// `None` when nobody was counted, or when the centre is no percentage of a whole.
#[must_use]
pub fn funnel_limits(centre: &Exact, denominator: u64, level: Level) -> Option<Interval> {
    if denominator == 0 || !is_percentage(centre) {
        return None;
    }
    // With the centre a/b: (a·n·one ± √(point²·a·(100b − a)·n)) / (b·n·one).
    let ((point, one), n) = (level.whole(), BigInt::from(denominator));
    let (a, b) = centre.fraction();
    let middle: BigInt = &a * &n * &one;
    let under_root = &point * &point * &a * (100 * &b - &a) * &n;
    bounds(&middle, &under_root, &(b * n * one))
}

fn is_percentage(value: &Exact) -> bool {
    !value.is_negative() && *value <= Exact::whole(100)
}

/// `(middle ± √under_root) / below`, rounded outward and cut at 0 and 100.
fn bounds(middle: &BigInt, under_root: &BigInt, below: &BigInt) -> Option<Interval> {
    let scale = BigInt::from(10).pow(u32::from(DECIMALS));
    let middle = middle * &scale;
    let root = BigInt::from(root_upward(&(under_root * &scale * &scale).to_biguint()?));
    // Rounding a numerator to a whole one first changes nothing: its quotient is then rounded the same way.
    let whole = i128::try_from(100 * scale).ok()?;
    let low = i128::try_from((&middle - &root).div_floor(below)).ok()?;
    let high = i128::try_from((&middle + &root).div_ceil(below)).ok()?;
    let percent = |scaled: i128| Decimal { scaled: scaled.clamp(0, whole), decimals: DECIMALS }.exact();
    Some(Interval { low: percent(low), high: percent(high) })
}

/// The smallest whole number that is not below the root.
fn root_upward(value: &BigUint) -> BigUint {
    let root = value.sqrt();
    if &root * &root == *value { root } else { root + 1_u32 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn percent(scaled: i128, decimals: u8) -> Exact {
        Decimal { scaled, decimals }.exact()
    }

    /// Four decimals of a part of one, as published.
    fn published(bound: &Exact) -> i128 {
        bound.round(2).scaled
    }

    #[test]
    fn the_intervals_of_newcombe_1998() {
        // Table I, method 3, the score method without continuity correction.
        for (numerator, denominator, low, high) in
            [(81, 263, 2553, 3662), (15, 148, 624, 1605), (0, 20, 0, 1611), (1, 29, 61, 1718)]
        {
            let interval = wilson(numerator, denominator).unwrap();
            assert_eq!((published(&interval.low), published(&interval.high)), (low, high), "{numerator}/{denominator}");
        }
        assert_eq!(wilson(0, 20).unwrap().low, Exact::whole(0), "exactly, not nearly");
        assert_eq!(wilson(20, 20).unwrap().high, Exact::whole(100), "exactly, not nearly");
        assert_eq!((wilson(0, 0), wilson(3, 2)), (None, None));
    }

    #[test]
    fn the_points_are_those_of_the_normal_distribution() {
        assert_eq!(Level::P95.z().plain(), "1.959963984540054");
        assert_eq!(Level::P998.z().exact().round(4).plain(), "3.0902");
    }

    #[test]
    fn the_limits_of_a_funnel_by_hand() {
        // 80 ± 1.96 · √(80 · 20 / 400) = 80 ± 1.96 · 2.
        let limits = funnel_limits(&Exact::whole(80), 400, Level::P95).unwrap();
        assert_eq!((limits.low.round(4).plain(), limits.high.round(4).plain()), ("76.0801".into(), "83.9199".into()));
        let limits = funnel_limits(&Exact::whole(80), 400, Level::P998).unwrap();
        assert_eq!((limits.low.round(4).plain(), limits.high.round(4).plain()), ("73.8195".into(), "86.1805".into()));
        let small = funnel_limits(&Exact::whole(95), 3, Level::P95).unwrap();
        assert_eq!(small.high, Exact::whole(100), "no share is above 100");
        assert_eq!(funnel_limits(&Exact::whole(80), 0, Level::P95), None);
        assert_eq!(funnel_limits(&Exact::whole(101), 5, Level::P95), None);
        let certain = funnel_limits(&Exact::whole(100), 7, Level::P95).unwrap();
        assert_eq!((certain.low, certain.high), (Exact::whole(100), Exact::whole(100)));
    }

    #[test]
    fn the_largest_counts_do_not_overflow() {
        let interval = wilson(u64::MAX / 2, u64::MAX).unwrap();
        assert!(interval.low < Exact::whole(50) && interval.high >= Exact::whole(50));
        assert_eq!(could_explain(u64::MAX, u64::MAX, &Exact::whole(50)), Some(false));
        assert!(funnel_limits(&Exact::whole(50), u64::MAX, Level::P998).is_some());
    }

    proptest! {
        #[test]
        fn the_interval_holds_the_share(denominator in 1_u64..100_000, part in 0_u64..=1000) {
            let numerator = whole_part(part, denominator);
            let share = Exact::percent(numerator, denominator).unwrap();
            let interval = wilson(numerator, denominator).unwrap();
            prop_assert!(Exact::whole(0) <= interval.low && interval.high <= Exact::whole(100));
            prop_assert!(interval.low <= share && share <= interval.high);
        }

        #[test]
        fn more_people_make_it_narrower(denominator in 1_u64..10_000, part in 0_u64..=1000, times in 2_u64..50) {
            let numerator = whole_part(part, denominator);
            let width = |by: u64| wilson(numerator * by, denominator * by).map(|of| &of.high - &of.low).unwrap();
            prop_assert!(width(times) < width(1));
            let limits = |by: u64| {
                let centre = Exact::whole(85);
                funnel_limits(&centre, denominator * by, Level::P95).map(|of| &of.high - &of.low).unwrap()
            };
            prop_assert!(limits(times) <= limits(1));
        }

        #[test]
        fn a_limit_lies_outside_exactly_when_the_test_rejects_it(
            denominator in 1_u64..5_000, part in 0_u64..=1000, limit in 0_i128..=100_000_000,
        ) {
            let numerator = whole_part(part, denominator);
            let limit = percent(limit, 6);
            let interval = wilson(numerator, denominator).unwrap();
            let could = could_explain(numerator, denominator, &limit).unwrap();
            // At a bound itself the outward rounding leaves both answers open.
            if limit < interval.low || interval.high < limit {
                prop_assert!(!could);
            } else if interval.low < limit && limit < interval.high {
                prop_assert!(could);
            }
        }

        #[test]
        fn the_wider_level_holds_the_narrower(denominator in 1_u64..100_000, centre in 0_i128..=1_000) {
            let centre = percent(centre, 1);
            let [inner, outer] = Level::ALL.map(|level| funnel_limits(&centre, denominator, level).unwrap());
            prop_assert!(outer.low <= inner.low && inner.low <= centre);
            prop_assert!(centre <= inner.high && inner.high <= outer.high);
        }
    }

    fn whole_part(thousandths: u64, of: u64) -> u64 {
        (of * thousandths / 1000).min(of)
    }
}
