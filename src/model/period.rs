//! Reference periods: the month that a figure is about.

use std::fmt;

/// A calendar month, ordered in time.
///
/// Written `2021M09` in figures ([`Period::code`], also `Display`) and `2021-09` in addresses ([`Period::slug`]).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period(i32);

impl Period {
    /// The first month that can be written.
    pub const FIRST: Self = Self(1900 * 12);

    /// The month `month` (1-12) of `year` (1900-2199); `None` outside those bounds.
    #[must_use]
    pub fn new(year: i32, month: u32) -> Option<Self> {
        let month = i32::try_from(month).ok()?;
        ((1900..2200).contains(&year) && (1..=12).contains(&month)).then(|| Self(year * 12 + month - 1))
    }

    /// Reads `2021-09` or `2021M09`; other spellings belong to the reader of deliveries.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once(['-', 'M'])?;
        let digits = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?)
    }

    /// The calendar year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// The month of the year, 1-12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.0.rem_euclid(12).unsigned_abs() + 1
    }

    /// The month `months` later (earlier when negative).
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        Self(self.0 + months)
    }

    /// Number of months from `earlier` to `self`; negative when `self` is the earlier one.
    #[must_use]
    pub fn months_since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// `2021M09`, the form of figures and files.
    #[must_use]
    pub fn code(self) -> String {
        format!("{:04}M{:02}", self.year(), self.month())
    }

    /// `2021-09`, the form of addresses and of `<time datetime>`.
    #[must_use]
    pub fn slug(self) -> String {
        format!("{:04}-{:02}", self.year(), self.month())
    }

    /// Every month from `self` to `last`, both included; empty when `last` is earlier.
    pub fn through(self, last: Self) -> impl DoubleEndedIterator<Item = Self> + Clone {
        (self.0..=last.0).map(Self)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}M{:02}", self.year(), self.month())
    }
}

impl fmt::Debug for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_both_forms() {
        for text in ["2021-09", "2021M09"] {
            let period = Period::parse(text).unwrap();
            assert_eq!((period.year(), period.month()), (2021, 9));
            assert_eq!(period.code(), "2021M09");
            assert_eq!(period.slug(), "2021-09");
        }
        for text in ["2021-13", "2021-00", "2021-9", "21-09", "2021", "2021M9", "+021-09", "2021-09-01"] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn counts_months_across_years() {
        let november = Period::new(2020, 11).unwrap();
        let september = Period::new(2021, 9).unwrap();
        assert_eq!(september.months_since(november), 10);
        assert_eq!(november.plus(10), september);
        assert_eq!(november.through(september).count(), 11);
        assert_eq!(september.through(november).count(), 0);
    }
}
