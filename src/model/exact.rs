//! Exact numbers: fractions of whole numbers, and decimals as they are written.
//!
//! Nothing here goes through binary floating point. Rounding happens once, in [`Exact::round`],
//! half away from zero.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_rational::{BigRational, Ratio};
use num_traits::{CheckedAdd, CheckedMul, CheckedSub, One, Signed, ToPrimitive, Zero};

/// A rational number without error.
///
/// Small values live in machine words, since nearly all are; a result that does not fit moves to big integers by itself.
#[derive(Clone)]
pub struct Exact(Form);

#[derive(Clone)]
enum Form {
    Small(Ratio<i64>),
    Big(Box<BigRational>),
}

impl Exact {
    /// A whole number.
    #[must_use]
    pub fn whole(value: i64) -> Self {
        Self(Form::Small(Ratio::from_integer(value)))
    }

    /// A count of persons or spells.
    #[must_use]
    pub fn count(value: u64) -> Self {
        i64::try_from(value)
            .map_or_else(|_| Self(Form::Big(Box::new(BigRational::from_integer(value.into())))), Self::whole)
    }

    /// `numerator / denominator`; `None` when the denominator is zero.
    #[must_use]
    pub fn ratio(numerator: i64, denominator: i64) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        // i64::MIN has no positive counterpart in a machine word.
        if numerator == i64::MIN || denominator == i64::MIN {
            return Some(Self::from_big(BigRational::new(numerator.into(), denominator.into())));
        }
        Some(Self(Form::Small(Ratio::new(numerator, denominator))))
    }

    /// A share in percent, `100 * numerator / denominator`; `None` when the denominator is zero.
    #[must_use]
    pub fn percent(numerator: u64, denominator: u64) -> Option<Self> {
        match (i64::try_from(numerator).ok().and_then(|n| n.checked_mul(100)), i64::try_from(denominator)) {
            (Some(numerator), Ok(denominator)) => Self::ratio(numerator, denominator),
            _ if denominator == 0 => None,
            _ => Some(Self::from_big(BigRational::new(BigInt::from(numerator) * 100, denominator.into()))),
        }
    }

    /// Division; `None` by zero.
    #[must_use]
    pub fn divided_by(&self, divisor: &Self) -> Option<Self> {
        if divisor.is_zero() {
            return None;
        }
        Some(Self::from_big(self.to_big() / divisor.to_big()))
    }

    /// Whether it is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        match &self.0 {
            Form::Small(ratio) => ratio.is_zero(),
            Form::Big(ratio) => ratio.is_zero(),
        }
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Form::Small(ratio) => *ratio.numer() < 0,
            Form::Big(ratio) => ratio.is_negative(),
        }
    }

    /// The size without the sign.
    #[must_use]
    pub fn abs(&self) -> Self {
        if self.is_negative() { -self.clone() } else { self.clone() }
    }

    /// The nearest decimal with `decimals` places, half away from zero; saturates beyond 128 bits.
    #[must_use]
    pub fn round(&self, decimals: u8) -> Decimal {
        let (numerator, denominator) = match &self.0 {
            Form::Small(ratio) => {
                let scaled = i128::from(*ratio.numer()).checked_mul(power_of_ten(decimals));
                if let Some(scaled) = scaled {
                    return Decimal { scaled: round_half_away(scaled, i128::from(*ratio.denom())), decimals };
                }
                let big = self.to_big();
                (big.numer().clone(), big.denom().clone())
            }
            Form::Big(ratio) => (ratio.numer().clone(), ratio.denom().clone()),
        };
        let scaled: BigInt = numerator * power_of_ten(decimals);
        let half: BigInt = (scaled.abs() * 2 + &denominator) / (&denominator * 2);
        let limit = || if scaled.is_negative() { i128::MIN + 1 } else { i128::MAX };
        let size = half.to_i128().map_or_else(limit, |size| if scaled.is_negative() { -size } else { size });
        Decimal { scaled: size, decimals }
    }

    /// The value as a position on a chart's axis; never for judging or for text.
    #[must_use]
    pub fn to_position(&self) -> f64 {
        match &self.0 {
            Form::Small(ratio) => ratio.to_f64(),
            Form::Big(ratio) => ratio.to_f64(),
        }
        .unwrap_or(0.0)
    }

    /// Numerator and denominator in lowest terms, the denominator above zero.
    #[must_use]
    pub fn fraction(&self) -> (BigInt, BigInt) {
        let big = self.to_big();
        (big.numer().clone(), big.denom().clone())
    }

    fn to_big(&self) -> BigRational {
        match &self.0 {
            Form::Small(ratio) => BigRational::new_raw((*ratio.numer()).into(), (*ratio.denom()).into()),
            Form::Big(ratio) => (**ratio).clone(),
        }
    }

    fn from_big(ratio: BigRational) -> Self {
        match (ratio.numer().to_i64(), ratio.denom().to_i64()) {
            (Some(numerator), Some(denominator)) if numerator != i64::MIN => {
                Self(Form::Small(Ratio::new_raw(numerator, denominator)))
            }
            _ => Self(Form::Big(Box::new(ratio))),
        }
    }

    fn combine(
        &self,
        other: &Self,
        small: fn(&Ratio<i64>, &Ratio<i64>) -> Option<Ratio<i64>>,
        big: fn(BigRational, BigRational) -> BigRational,
    ) -> Self {
        if let (Form::Small(left), Form::Small(right)) = (&self.0, &other.0)
            && let Some(result) = small(left, right)
            && *result.numer() != i64::MIN
        {
            return Self(Form::Small(result));
        }
        Self::from_big(big(self.to_big(), other.to_big()))
    }
}

fn power_of_ten(decimals: u8) -> i128 {
    10_i128.saturating_pow(u32::from(decimals))
}

/// `numerator / denominator` to the nearest whole number, half away from zero; the denominator is positive.
fn round_half_away(numerator: i128, denominator: i128) -> i128 {
    let quotient = numerator / denominator;
    let remainder = (numerator % denominator).abs();
    if remainder >= denominator - remainder { quotient + numerator.signum() } else { quotient }
}

impl Add for &Exact {
    type Output = Exact;
    fn add(self, other: Self) -> Exact {
        self.combine(other, CheckedAdd::checked_add, |left, right| left + right)
    }
}

impl Sub for &Exact {
    type Output = Exact;
    fn sub(self, other: Self) -> Exact {
        self.combine(other, CheckedSub::checked_sub, |left, right| left - right)
    }
}

impl Mul for &Exact {
    type Output = Exact;
    fn mul(self, other: Self) -> Exact {
        self.combine(other, CheckedMul::checked_mul, |left, right| left * right)
    }
}

impl Neg for Exact {
    type Output = Self;
    fn neg(self) -> Self {
        &Self::whole(0) - &self
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Exact {}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Form::Small(left), Form::Small(right)) = (&self.0, &other.0) {
            let cross = |a: &Ratio<i64>, b: &Ratio<i64>| i128::from(*a.numer()) * i128::from(*b.denom());
            return cross(left, right).cmp(&cross(right, left));
        }
        self.to_big().cmp(&other.to_big())
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Small(ratio) => write!(f, "{ratio}"),
            Form::Big(ratio) => write!(f, "{ratio}"),
        }
    }
}

impl std::iter::Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::whole(0), |sum, next| &sum + &next)
    }
}

/// A decimal number as written: `scaled / 10^decimals`.
///
/// It remembers how many decimals it was written with, since that says how far it was rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// The digits as one whole number.
    pub scaled: i128,
    /// How many of the digits stand after the decimal sign.
    pub decimals: u8,
}

impl Decimal {
    /// The same number as a fraction.
    #[must_use]
    pub fn exact(self) -> Exact {
        let scale = power_of_ten(self.decimals);
        match (i64::try_from(self.scaled), i64::try_from(scale)) {
            (Ok(scaled), Ok(scale)) => Exact::ratio(scaled, scale).unwrap_or_else(|| Exact::whole(0)),
            _ => Exact::from_big(BigRational::new(self.scaled.into(), scale.into())),
        }
    }

    /// Where the unrounded number lay, if this one was rounded half away from zero to its last digit.
    #[must_use]
    pub fn interval(self) -> Interval {
        let half = Exact::from_big(BigRational::new(BigInt::one(), BigInt::from(power_of_ten(self.decimals)) * 2));
        let value = self.exact();
        Interval { low: &value - &half, high: &value + &half }
    }

    /// The same number without zeros at the end of its decimals.
    #[must_use]
    pub fn trimmed(mut self) -> Self {
        while self.decimals > 0 && self.scaled % 10 == 0 {
            self.scaled /= 10;
            self.decimals -= 1;
        }
        self
    }

    /// Plain machine form with a point, such as `-4.50`.
    #[must_use]
    pub fn plain(self) -> String {
        let sign = if self.scaled < 0 { "-" } else { "" };
        let digits = self.scaled.unsigned_abs().to_string();
        let places = usize::from(self.decimals);
        if places == 0 {
            return format!("{sign}{digits}");
        }
        let padded = format!("{digits:0>width$}", width = places + 1);
        let (whole, part) = padded.split_at(padded.len() - places);
        format!("{sign}{whole}.{part}")
    }
}

/// A range that holds a number: from `low` (included) to `high` (not included).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The smallest possible value.
    pub low: Exact,
    /// The bound that the value stays below.
    pub high: Exact,
}

impl Interval {
    /// The range that lies in both; `None` when there is none.
    #[must_use]
    pub fn intersect(&self, other: &Self) -> Option<Self> {
        let low = (&self.low).max(&other.low).clone();
        let high = (&self.high).min(&other.high).clone();
        (low < high).then_some(Self { low, high })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn exact(numerator: i64, denominator: i64) -> Exact {
        Exact::ratio(numerator, denominator).unwrap()
    }

    #[test]
    fn rounds_half_away_from_zero() {
        for (numerator, denominator, decimals, expected) in [
            (179, 2, 0, "90"),
            (-179, 2, 0, "-90"),
            (179, 2, 1, "89.5"),
            (1, 3, 4, "0.3333"),
            (2, 3, 4, "0.6667"),
            (-1, 8, 2, "-0.13"),
            (0, 5, 2, "0.00"),
            (1, 200, 2, "0.01"),
        ] {
            assert_eq!(exact(numerator, denominator).round(decimals).plain(), expected);
        }
    }

    #[test]
    fn a_written_decimal_says_where_the_true_value_lay() {
        let interval = Decimal { scaled: 89, decimals: 0 }.interval();
        assert_eq!((interval.low, interval.high), (exact(177, 2), exact(179, 2)));
        let both = Decimal { scaled: 89, decimals: 0 }.interval();
        let other = Decimal { scaled: 900, decimals: 1 }.interval();
        assert_eq!(both.intersect(&other), None);
    }

    #[test]
    fn moves_to_big_integers_and_back() {
        let large = exact(i64::MAX, 1);
        let sum = &large + &large;
        assert!(sum > large);
        assert_eq!(&sum - &large, large);
        let tiny = exact(1, i64::MAX);
        assert_eq!((&tiny * &tiny).round(6).plain(), "0.000000");
        assert_eq!(Exact::percent(u64::MAX, u64::MAX).unwrap(), Exact::whole(100));
        assert_eq!(Exact::percent(1, 0), None);
    }

    proptest! {
        #[test]
        fn agrees_with_big_rationals(a in any::<i64>(), b in 1_i64.., c in any::<i64>(), d in 1_i64.., places in 0_u8..8) {
            let (left, right) = (exact(a, b), exact(c, d));
            let big = |n: i64, d: i64| BigRational::new(n.into(), d.into());
            prop_assert_eq!((&left + &right).to_big(), big(a, b) + big(c, d));
            prop_assert_eq!((&left - &right).to_big(), big(a, b) - big(c, d));
            prop_assert_eq!((&left * &right).to_big(), big(a, b) * big(c, d));
            prop_assert_eq!(left.cmp(&right), big(a, b).cmp(&big(c, d)));
            let scale = BigInt::from(10).pow(u32::from(places));
            let rounded = (big(a, b) * BigRational::from_integer(scale)).round();
            prop_assert_eq!(BigInt::from(left.round(places).scaled), rounded.to_integer());
        }

        #[test]
        fn a_rounded_value_lies_within_half_a_unit(a in -1_000_000_i64..1_000_000, b in 1_i64..100_000, places in 0_u8..6) {
            let value = exact(a, b);
            let interval = value.round(places).interval();
            prop_assert!(interval.low <= value && value <= interval.high);
        }

        #[test]
        fn plain_text_reads_back(scaled in any::<i64>(), decimals in 0_u8..9) {
            let decimal = Decimal { scaled: scaled.into(), decimals };
            let text = decimal.plain();
            let digits: String = text.chars().filter(|c| *c != '.').collect();
            prop_assert_eq!(digits.parse::<i128>().unwrap(), decimal.scaled);
            prop_assert_eq!(decimal.trimmed().exact(), decimal.exact());
        }
    }
}
