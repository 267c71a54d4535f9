//! What stands in a cell: a value in the form it was delivered in, or the reason why there is none.

use super::exact::{Decimal, Exact, Interval};

/// The content of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// A number of persons or spells.
    Count(u64),
    /// A share known by its counts; the denominator is above zero.
    Share {
        /// Those who meet the condition.
        numerator: u64,
        /// All who are counted.
        denominator: u64,
    },
    /// A signed difference of two counts, such as actual minus expected.
    Signed(i64),
    /// A change of a count in percent of where it started; `then` is above zero.
    Change {
        /// The count now.
        now: u64,
        /// The count it is compared with.
        then: u64,
    },
    /// A number whose owner rounded it before delivery, in the measure's unit.
    Rounded(Decimal),
    /// A share that is held back because it could reveal a person, with a coarser answer in its place.
    Bounded(Bound),
    /// No value, and why.
    Missing(Missing),
}

/// A coarser answer about a share, in whole percent of the exact share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bound {
    /// This or more.
    AtLeast(u8),
    /// This or less.
    AtMost(u8),
}

impl Bound {
    /// Whether a share lies within it; both counts are zero or more.
    #[must_use]
    pub fn holds(self, numerator: u64, denominator: u64) -> bool {
        let (share, whole) = (u128::from(numerator) * 100, u128::from(denominator));
        match self {
            Self::AtLeast(percent) => share >= whole * u128::from(percent),
            Self::AtMost(percent) => share <= whole * u128::from(percent),
        }
    }

    /// From where to where the share lies, in percent.
    #[must_use]
    pub fn interval(self) -> (u8, u8) {
        match self {
            Self::AtLeast(percent) => (percent, 100),
            Self::AtMost(percent) => (0, percent),
        }
    }
}

impl Amount {
    /// A share from its counts; nobody to count is [`Missing::NotApplicable`].
    #[must_use]
    pub fn share(numerator: u64, denominator: u64) -> Self {
        if denominator == 0 { Self::Missing(Missing::NotApplicable) } else { Self::Share { numerator, denominator } }
    }

    /// A change from its counts; from zero there is no percentage, so it is [`Missing::NotApplicable`].
    #[must_use]
    pub fn change(now: u64, then: u64) -> Self {
        if then == 0 { Self::Missing(Missing::NotApplicable) } else { Self::Change { now, then } }
    }

    /// The value in the measure's unit (shares in percent, rounded input as written); `None` when missing.
    #[must_use]
    pub fn exact(&self) -> Option<Exact> {
        match *self {
            Self::Count(count) => Some(Exact::count(count)),
            Self::Share { numerator, denominator } => Exact::percent(numerator, denominator),
            Self::Signed(difference) => Some(Exact::whole(difference)),
            Self::Change { now, then } => Some(&Exact::percent(now, then)? - &Exact::whole(100)),
            Self::Rounded(decimal) => Some(decimal.exact()),
            Self::Bounded(_) | Self::Missing(_) => None,
        }
    }

    /// Where the true value lies when only a rounded one is known; `None` when it is exact or missing.
    #[must_use]
    pub fn interval(&self) -> Option<Interval> {
        match self {
            Self::Rounded(decimal) => Some(decimal.interval()),
            _ => None,
        }
    }

    /// Why there is no value; `None` when there is one.
    #[must_use]
    pub fn missing(&self) -> Option<Missing> {
        match self {
            Self::Missing(reason) => Some(*reason),
            Self::Bounded(_) => Some(Missing::Suppressed),
            _ => None,
        }
    }

    /// The coarser answer that is given in place of a value; `None` when there is a value or nothing can be said.
    #[must_use]
    pub fn bound(&self) -> Option<Bound> {
        match self {
            Self::Bounded(bound) => Some(*bound),
            _ => None,
        }
    }
}

/// Why a cell has no value. A missing value is never zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// There is nothing to measure here: nobody in the group, or the measure did not exist yet.
    NotApplicable,
    /// The month is left out by the measure's rule.
    Excluded,
    /// Held back because it could reveal a person.
    Suppressed,
    /// It should have been delivered and was not.
    NotReceived,
    /// It is not due yet.
    NotYet,
    /// Its owner does not vouch for it.
    Unreliable,
    /// A total some of whose parts are missing; the number says how many.
    Incomplete(u32),
}

impl Missing {
    /// The reasons a delivery may give, with their words in files.
    pub const DELIVERED: [(Self, &'static str); 6] = [
        (Self::NotApplicable, "not_applicable"),
        (Self::Excluded, "excluded"),
        (Self::Suppressed, "suppressed"),
        (Self::NotReceived, "not_received"),
        (Self::NotYet, "not_yet"),
        (Self::Unreliable, "unreliable"),
    ];

    /// The word of files and JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::DELIVERED.iter().find(|(reason, _)| *reason == self).map_or("incomplete", |(_, word)| word)
    }

    /// The reason a word of files stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::DELIVERED.iter().find(|(_, known)| *known == word).map(|(reason, _)| *reason)
    }

    /// Whether a sum may pass over it: there is truly nothing there, so nothing is lost.
    #[must_use]
    pub fn counts_as_nothing(self) -> bool {
        matches!(self, Self::NotApplicable | Self::Excluded)
    }
}

/// Marks on a value that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Flags(u8);

impl Flags {
    /// May change when later deliveries come.
    pub const PROVISIONAL: Self = Self(1);
    /// Differs from what was first published.
    pub const REVISED: Self = Self(2);
    /// Estimated by its owner.
    pub const ESTIMATED: Self = Self(4);
    /// Not comparable with the month before.
    pub const BREAK: Self = Self(8);
    /// Every mark with its word in files and JSON.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::PROVISIONAL, "provisional"),
        (Self::REVISED, "revised"),
        (Self::ESTIMATED, "estimated"),
        (Self::BREAK, "break"),
    ];

    /// Both sets of marks together.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all marks of `other` are set.
    #[must_use]
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The marks as the bits of one byte.
    #[must_use]
    pub fn bits(self) -> u8 {
        self.0
    }

    /// The marks of [`Flags::bits`]; bits without a meaning are let go.
    #[must_use]
    pub fn from_bits(bits: u8) -> Self {
        Self::ALL.iter().filter(|(flag, _)| bits & flag.0 != 0).fold(Self::default(), |all, (flag, _)| all.with(*flag))
    }

    /// The mark a word of files stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == word).map(|(flag, _)| *flag)
    }

    /// The words of the marks that are set, in a fixed order.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().filter(move |(flag, _)| self.has(*flag)).map(|(_, word)| *word)
    }
}
