//! Measures: what a figure is about and how it adds up. Measures are data; code knows only these rules.

use super::code::{AreaKind, MeasureKey};
use super::{Missing, Period, Text};

/// A measure of a publication, as checked.
#[derive(Clone, Debug)]
pub struct Measure {
    /// Stem used in files and addresses.
    pub id: String,
    /// Full name.
    pub title: Text,
    /// Name for tables.
    pub short: Text,
    /// What it is, in one or two sentences.
    pub definition: Text,
    /// Who is counted, when said.
    pub population: Option<Text>,
    /// What the numerator of a share counts.
    pub numerator: Option<Text>,
    /// What the denominator of a share counts.
    pub denominator: Option<Text>,
    /// Whom it concerns.
    pub binds: Option<Text>,
    /// Reservations.
    pub note: Option<Text>,
    /// What sort of number it is.
    pub kind: MeasureKind,
    /// What it counts in.
    pub unit: Unit,
    /// Decimals shown.
    pub decimals: u8,
    /// Which way is better.
    pub direction: Direction,
    /// Whether figures come per fund.
    pub by_akasse: bool,
    /// Kinds of area a delivery may use; empty when figures do not come per area.
    pub areas: Vec<AreaKind>,
    /// How months become one figure.
    pub over_months: Rule,
    /// How funds become one figure.
    pub over_akasser: Rule,
    /// How areas become one figure.
    pub over_areas: Rule,
    /// Length of the rolling window of [`Measure::over_months`]; `None` = since the first interval.
    pub summary_months: Option<u16>,
    /// Months that count, and those that do not, with the reason; in time order, without overlap.
    pub intervals: Vec<MeasureInterval>,
    /// Breaks in the series, in time order.
    pub breaks: Vec<Break>,
    /// Rules and definitions of their own time.
    pub rules: Vec<DatedRule>,
    /// The fixed month that figures are compared with as well, such as the baseline of its targets.
    pub compared_with: Option<Period>,
    /// What change is too large to pass without a look.
    pub plausibility: Plausibility,
    /// Declaration about what may be shown.
    pub disclosure: MeasureDisclosure,
    /// Slug of the document that defines it.
    pub source: Option<String>,
    /// How it follows from another measure; `None` = it is delivered.
    pub derived: Option<Derived>,
    /// What must hold between it and other measures.
    pub identities: Vec<Identity>,
}

/// How a measure follows from another, so that it is computed and never delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Derived {
    /// The measure it follows from: a stock or flow in counts, by the same areas and funds.
    pub of: MeasureKey,
    /// How.
    pub rule: DerivedRule,
    /// The month that the rule compares with.
    pub baseline: Period,
}

/// How a measure follows from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DerivedRule {
    /// The change since the baseline in percent of it: `100 · now / then − 100`, from exact counts.
    ChangeSince,
}

impl DerivedRule {
    /// Every rule with its word in files.
    pub const ALL: [(Self, &'static str); 1] = [(Self::ChangeSince, "change_since")];
}

/// What must hold between a measure and another, cell by cell and total by total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The measure it is held against.
    pub of: MeasureKey,
    /// What must hold.
    pub rule: IdentityRule,
}

/// What must hold between two measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentityRule {
    /// Those counted here are among those counted there.
    AtMost,
}

impl IdentityRule {
    /// Every rule with its word in files.
    pub const ALL: [(Self, &'static str); 1] = [(Self::AtMost, "at_most")];
}

/// What sort of number a measure gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasureKind {
    /// How many there are at a time.
    Stock,
    /// How many in the course of a month.
    Flow,
    /// A part of a whole.
    Share,
    /// A signed difference between two figures.
    Difference,
}

/// The unit of a measure's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Persons.
    Persons,
    /// Spells (forløb); one person can have several.
    Spells,
    /// Percent of a whole.
    Percent,
    /// Difference between two percentages.
    PercentagePoints,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}

/// How several figures become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Add them.
    Sum,
    /// Take the latest.
    Last,
    /// Add numerators, add denominators, divide.
    RatioOfSums,
    /// Unweighted mean of the included months that have data; months without are left out.
    MeanOfMonths,
    /// They do not become one.
    None,
}

impl MeasureKind {
    /// Every kind with its word in files.
    pub const ALL: [(Self, &'static str); 4] =
        [(Self::Stock, "stock"), (Self::Flow, "flow"), (Self::Share, "share"), (Self::Difference, "difference")];
}

impl Unit {
    /// Every unit with its word in files.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Persons, "persons"),
        (Self::Spells, "spells"),
        (Self::Percent, "percent"),
        (Self::PercentagePoints, "percentage_points"),
    ];
}

impl Unit {
    /// Whether a change of it is told in percentage points.
    #[must_use]
    pub fn is_percentage(self) -> bool {
        matches!(self, Self::Percent | Self::PercentagePoints)
    }
}

impl Direction {
    /// Both directions with their words in files.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Higher, "higher"), (Self::Lower, "lower")];
}

impl Rule {
    /// Every rule with its word in files.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Sum, "sum"),
        (Self::Last, "last"),
        (Self::RatioOfSums, "ratio_of_sums"),
        (Self::MeanOfMonths, "mean_of_months"),
        (Self::None, "none"),
    ];
}

/// The word of a value in a table of words such as [`Rule::ALL`]; empty when it is not in it.
#[must_use]
pub fn word<T: PartialEq>(all: &[(T, &'static str)], value: &T) -> &'static str {
    all.iter().find(|(known, _)| known == value).map_or("", |(_, word)| word)
}

/// A run of months with the same standing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureInterval {
    /// First month.
    pub from: Period,
    /// Last month; `None` = still running.
    pub to: Option<Period>,
    /// Whether the months count, or why not.
    pub standing: Standing,
}

/// Whether months count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// They count.
    Included,
    /// They are left out by rule; a value there is an error.
    Excluded(Text),
    /// There can be no value yet or any more; a value there is an error.
    NotApplicable(Text),
}

/// A break: figures before and after cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// First month after the break.
    pub at: Period,
    /// What changed.
    pub text: Text,
}

/// A rule or definition of its own time, such as a deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedRule {
    /// First month, when known.
    pub from: Option<Period>,
    /// Last month, when known.
    pub to: Option<Period>,
    /// The rule.
    pub text: Text,
}

/// How much a figure may change before somebody should look at it. A limit that is not given is not checked.
///
/// Limits in percent are for counts; limits in percentage points for percentages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Plausibility {
    /// Against the month before, in percent of it.
    pub month_percent: Option<u64>,
    /// Against the same month a year before, in percent of it.
    pub year_percent: Option<u64>,
    /// Against the month before, in percentage points.
    pub month_points: Option<u64>,
    /// Against the same month a year before, in percentage points.
    pub year_points: Option<u64>,
    /// The smallest earlier count, or denominator of a share, that is looked at.
    pub at_least: Option<u64>,
    /// The mean of the last [`Plausibility::level_months`] months against the mean of as many before, in percent of it.
    pub level_shift_percent: Option<u64>,
    /// The same in percentage points.
    pub level_shift_points: Option<u64>,
    /// How many months make a level.
    pub level_months: Option<u64>,
    /// The reference month's count below this percentage of the mean of the year before it: a month not all of which
    /// has been registered.
    pub latest_low_percent: Option<u64>,
}

impl Plausibility {
    /// Groups smaller than this jump by chance; used where no limit is given.
    pub const AT_LEAST: u64 = 50;
    /// Months that make a level where none are given.
    pub const LEVEL_MONTHS: u64 = 3;

    /// These limits, and the others' where these say nothing. A limit of 0 says that there is none.
    #[must_use]
    pub fn or(self, others: Self) -> Self {
        let one = |own: Option<u64>, other: Option<u64>| own.or(other);
        Self {
            month_percent: one(self.month_percent, others.month_percent),
            year_percent: one(self.year_percent, others.year_percent),
            month_points: one(self.month_points, others.month_points),
            year_points: one(self.year_points, others.year_points),
            at_least: one(self.at_least, others.at_least),
            level_shift_percent: one(self.level_shift_percent, others.level_shift_percent),
            level_shift_points: one(self.level_shift_points, others.level_shift_points),
            level_months: one(self.level_months, others.level_months),
            latest_low_percent: one(self.latest_low_percent, others.latest_low_percent),
        }
    }
}

/// What is declared about showing a measure.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct MeasureDisclosure {
    /// Its owner has published these figures already; they pass as they are.
    pub published_by: Option<PublishedBy>,
    /// A stricter smallest count than the publication's.
    pub minimum_count: Option<u64>,
    /// A wider interval than the publication's for what can be worked out of a hidden count.
    pub interval_width: Option<u64>,
    /// It is about health or another sensitive matter.
    pub sensitive: bool,
}

/// Who has published the figures already, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedBy {
    /// The owner.
    pub owner: String,
    /// Slug of the document that shows it.
    pub source: String,
}

impl Measure {
    /// The standing of a month. Without intervals every month counts; with them, a month in none of them does not apply.
    #[must_use]
    pub fn interval(&self, period: Period) -> Option<&MeasureInterval> {
        self.intervals.iter().find(|interval| interval.from <= period && interval.to.is_none_or(|to| period <= to))
    }

    /// Why a month can have no value; `None` when it counts.
    #[must_use]
    pub fn left_out(&self, period: Period) -> Option<Missing> {
        match self.interval(period).map(|interval| &interval.standing) {
            Some(Standing::Included) => None,
            Some(Standing::Excluded(_)) => Some(Missing::Excluded),
            Some(Standing::NotApplicable(_)) => Some(Missing::NotApplicable),
            None if self.intervals.is_empty() => None,
            None => Some(Missing::NotApplicable),
        }
    }

    /// Months whose figures enter the summary of `period`, first to last, those left out among them.
    #[must_use]
    pub fn summary_window(&self, period: Period) -> Option<(Period, Period)> {
        let first = match (self.summary_months, self.intervals.first()) {
            (Some(months), _) => period.plus(1 - i32::from(months)),
            (None, Some(interval)) => interval.from,
            (None, None) => return None,
        };
        (first <= period).then_some((first, period))
    }

    /// The break between two months, if there is one: `earlier` before it, `later` at or after it.
    #[must_use]
    pub fn break_between(&self, earlier: Period, later: Period) -> Option<&Break> {
        self.breaks.iter().find(|edge| earlier < edge.at && edge.at <= later)
    }

    /// A month left out by rule among those from `earlier` up to, but not with, `later`.
    #[must_use]
    pub fn excluded_between(&self, earlier: Period, later: Period) -> bool {
        self.intervals.iter().any(|interval| {
            matches!(interval.standing, Standing::Excluded(_))
                && interval.from < later
                && interval.to.is_none_or(|to| earlier <= to)
        })
    }

    /// Whether its values are exact signed counts: a difference of two numbers of persons or spells.
    #[must_use]
    pub fn is_signed_count(&self) -> bool {
        self.kind == MeasureKind::Difference && !self.unit.is_percentage() && self.decimals == 0
    }

    /// Whether a part of a whole is delivered and shown in percent.
    #[must_use]
    pub fn is_share(&self) -> bool {
        self.kind == MeasureKind::Share
    }
}
