//! An edition: one version of a month with everything derived from its shown figures.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::code::{CellKey, MeasureKey, TargetKey};
use super::figure::{Figure, MonthFigures, Summary};
use super::{Exact, Grid, Interval, Period, Release};

/// What pages and files of one version are made of.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The version.
    pub release: Release,
    /// Its measures, by key; empty for an edition without figures.
    pub measures: Vec<MeasureEdition>,
    /// Every target against everyone it binds, in the register's order.
    pub assessments: Vec<Assessment>,
}

/// One measure in one edition.
#[derive(Clone, Debug)]
pub struct MeasureEdition {
    /// The measure.
    pub measure: MeasureKey,
    /// Months that this version delivers, ascending: what its files hold.
    pub delivered: Vec<Arc<MonthFigures>>,
    /// Months known when it was published, as far back as pages look, ascending.
    pub history: BTreeMap<Period, Arc<MonthFigures>>,
    /// The reference month with its comparisons; empty when that month has no figures.
    pub current: Grid<KeyFigure>,
    /// Figures over months, by cell.
    pub summaries: Vec<Summary>,
}

/// A figure of the reference month beside earlier ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFigure {
    /// The figure.
    pub figure: Figure,
    /// Against the month before.
    pub on_month: Change,
    /// Against the same month a year before.
    pub on_year: Change,
}

/// A difference between two figures, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Both are known: the difference in the measure's unit (percentage points for percent).
    By {
        /// Now minus before.
        difference: Exact,
        /// In percent of the earlier value; `None` for shares and when that value was zero.
        percent: Option<Exact>,
    },
    /// There is no month to compare with.
    NotComparable(WhyNot),
}

/// Why two months are not compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// This month has no value.
    NoValueNow,
    /// The earlier month has no value or is not known.
    NoValueBefore,
    /// The earlier month is left out by the measure's rule.
    ExcludedBefore,
    /// The series breaks between them.
    Break,
}

/// A target met with one of those it binds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The target.
    pub target: TargetKey,
    /// Whom it is judged for; both `None` when it binds nobody in particular.
    pub key: CellKey,
    /// The judged value, in the unit of the target's number.
    pub value: Option<Exact>,
    /// Where the true value lies, when it was made of rounded ones.
    pub interval: Option<Interval>,
    /// The verdict.
    pub verdict: Verdict,
    /// How far inside the target the value lies; negative = how far it is missed.
    pub margin: Option<Exact>,
    /// What next month must be for the target to be met then, for a mean of months.
    pub required_next: Option<RequiredNext>,
    /// The judged figure before this month came in: the trend's other end.
    pub before: Option<Exact>,
}

/// How a target stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Missed.
    NotMet,
    /// Only rounded values are known, and the limit lies between what they may have been.
    Undecided,
    /// Met.
    Met,
    /// It has no number.
    NoNumericTarget,
    /// There is nothing to judge.
    NoData,
    /// It does not bind in this month.
    NotInForce,
}

impl Verdict {
    /// Every verdict with its word in JSON.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::NotMet, "not_met"),
        (Self::Undecided, "undecided"),
        (Self::Met, "met"),
        (Self::NoNumericTarget, "no_numeric_target"),
        (Self::NoData, "no_data"),
        (Self::NotInForce, "not_in_force"),
    ];
}

/// The next month's value that would meet a target on the mean of months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequiredNext {
    /// From the values as known.
    pub value: Exact,
    /// Where it truly lies, when the months were rounded.
    pub interval: Option<Interval>,
    /// Whether a share can reach it.
    pub reach: Reach,
}

/// Whether a required share can be reached next month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// 100 percent or less.
    Possible,
    /// Above 100 percent: it cannot be reached next month.
    Impossible,
}
