//! How far chance alone carries a share, in whole numbers and without binary floating point.

use crate::model::{Exact, Interval};

/// How rare a deviation is that lies outside a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// 5 in 100 lie outside by chance alone.
    P95,
    /// 2 in 1,000 lie outside by chance alone.
    P998,
}

impl Level {
    /// The normal distribution's quantile, in hundredths.
    fn quantile(self) -> i64 {
        match self {
            Self::P95 => 196,
            Self::P998 => 309,
        }
    }
}

/// Decimals of a standard deviation, in percent.
const DECIMALS: u8 = 6;

/// Where a share of `denominator` lies by chance alone around `centre` (in percent): the limits of a funnel plot,
/// `centre ± z · √(centre · (100 − centre) / denominator)` within 0-100, rounded at the sixth decimal of the standard
/// deviation. `None` without anybody to count, or when the centre is no share.
///
/// Source: Funnel plots for comparing institutional performance, Statistics in Medicine 24 (2005).
#[must_use]
pub fn funnel_limits(centre: &Exact, denominator: u64, level: Level) -> Option<Interval> {
    let hundred = Exact::whole(100);
    if centre.is_negative() || *centre > hundred {
        return None;
    }
    let variance = (centre * &(&hundred - centre)).divided_by(&Exact::count(denominator))?;
    let scaled = u128::try_from(variance.round(2 * DECIMALS).scaled).ok()?;
    let deviation = Exact::ratio(i64::try_from(scaled.isqrt()).ok()?, 10_i64.pow(DECIMALS.into()))?;
    let reach = &deviation * &Exact::ratio(level.quantile(), 100)?;
    let low = (centre - &reach).max(Exact::whole(0));
    let high = (centre + &reach).min(hundred);
    Some(Interval { low, high })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_narrow_with_the_square_root_of_the_number() {
        let of = |denominator, level| funnel_limits(&Exact::whole(80), denominator, level).unwrap();
        // Standard deviation of 80 percent of 100: 4 percentage points; of 1,600: 1.
        assert_eq!(of(100, Level::P95).low, Exact::ratio(7216, 100).unwrap());
        assert_eq!(of(100, Level::P998).high, Exact::ratio(9236, 100).unwrap());
        assert_eq!(of(1_600, Level::P95).high, Exact::ratio(8196, 100).unwrap());
        assert_eq!(of(4, Level::P998).high, Exact::whole(100), "no share lies above 100");
        assert_eq!(funnel_limits(&Exact::whole(80), 0, Level::P95), None);
    }
}
