//! An edition: one version of a month with everything derived from its shown figures.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::code::{AreaKey, CellKey, MeasureKey, TargetKey};
use super::figure::{Figure, MonthFigures, Summary};
use super::revision::MethodChange;
use super::{Bound, Exact, Grid, Interval, Period, Release};

/// What pages and files of one version are made of.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The version.
    pub release: Release,
    /// Its measures, by key; empty for an edition without figures.
    pub measures: Vec<MeasureEdition>,
    /// Every target against everyone it binds, in the register's order.
    pub assessments: Vec<Assessment>,
    /// Targets that only follow from others, in the register's order: what they come to, or why that cannot be said.
    pub consequences: Vec<Consequence>,
    /// Whom the rules of the watch list point out, in the rules' order.
    pub watch: Vec<Watched>,
}

impl Edition {
    /// An edition without any figure.
    #[must_use]
    pub fn empty(release: Release) -> Self {
        let (measures, assessments, consequences, watch) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { release, measures, assessments, consequences, watch }
    }
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
    /// What stands for the whole of the reference month's table.
    pub whole: Whole,
    /// Where a share of the reference month would lie if chance alone had been at work around it: 95 percent, in
    /// percent; of shares with counts, for the rows that stand for the whole and for each area as a whole.
    pub chance: BTreeMap<CellKey, Interval>,
    /// Funds that took over others: what came before, as the sum of their parts.
    pub continued: BTreeMap<CellKey, Continuation>,
    /// From when it is counted in another way, as far as was known when this version was published.
    pub method_changes: Vec<MethodChange>,
}

impl MeasureEdition {
    /// A measure without any figure.
    #[must_use]
    pub fn empty(measure: MeasureKey) -> Self {
        Self {
            measure,
            delivered: Vec::new(),
            history: BTreeMap::new(),
            current: Grid::default(),
            summaries: Vec::new(),
            whole: Whole::Unknown,
            chance: BTreeMap::new(),
            continued: BTreeMap::new(),
            method_changes: Vec::new(),
        }
    }
}

/// What stands for the whole of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// The measure has no areas: its cells without an area.
    NoAreas,
    /// The largest area all of whose parts are in the table.
    Area(AreaKey),
    /// No area is there with all its parts.
    Unknown,
}

impl Whole {
    /// The area part of its cells; `None` when nothing stands for the whole.
    #[must_use]
    pub fn area(self) -> Option<Option<AreaKey>> {
        match self {
            Self::NoAreas => Some(None),
            Self::Area(area) => Some(Some(area)),
            Self::Unknown => None,
        }
    }
}

/// The series of a fund before it took over others: the sum of what its parts had, by the measure's rule over funds.
///
/// It never stands in the fund's own series; pages draw it apart, with the break between.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Continuation {
    /// Sums by month, before the last merger; a month of which a part is missing says so.
    pub months: BTreeMap<Period, Figure>,
    /// The mergers and transfers, in time order: places in [`super::Publication::events`].
    pub events: Vec<usize>,
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
    /// Against the measure's fixed month of comparison; `None` when it has none.
    pub on_baseline: Option<Change>,
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
    /// Funds merged or members moved between them.
    FundsChanged,
}

impl WhyNot {
    /// Every reason with its word in files.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::NoValueNow, "no_value_now"),
        (Self::NoValueBefore, "no_value_before"),
        (Self::ExcludedBefore, "excluded_before"),
        (Self::Break, "break"),
        (Self::FundsChanged, "funds_changed"),
    ];
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
    /// The coarser answer in place of a judged share that is held back; then there is no value, and the verdict follows
    /// from the answer alone.
    pub bound: Option<Bound>,
    /// How far inside the target the value lies; negative = how far it is missed.
    pub margin: Option<Exact>,
    /// What next month must be for the target to be met then, for a mean of months.
    pub required_next: Option<RequiredNext>,
    /// The judged figure before this month came in: the trend's other end.
    pub before: Option<Exact>,
    /// The verdict one month earlier, when there was one to give.
    pub verdict_before: Option<Verdict>,
    /// For a mean of months: value and verdict without each month in turn, in time order; empty otherwise.
    pub without_month: Vec<WithoutMonth>,
    /// Whether chance alone could explain how a share lies to the target's number.
    pub chance: Chance,
    /// Months from the reference month to the target's last month; `None` when it has no end.
    pub months_left: Option<u16>,
}

impl Assessment {
    /// A target met with one it binds before anything is known: no data.
    #[must_use]
    pub fn blank(target: TargetKey, key: CellKey) -> Self {
        Self {
            target,
            key,
            value: None,
            interval: None,
            verdict: Verdict::NoData,
            bound: None,
            margin: None,
            required_next: None,
            before: None,
            verdict_before: None,
            without_month: Vec::new(),
            chance: Chance::NotAsked,
            months_left: None,
        }
    }
}

/// A judged mean with one of its months left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithoutMonth {
    /// The month left out.
    pub period: Period,
    /// The mean of the others.
    pub value: Exact,
    /// The verdict it would give.
    pub verdict: Verdict,
}

/// Whether chance alone could explain how a share lies to a target's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chance {
    /// The question does not arise: not a share with counts, or no number.
    NotAsked,
    /// Chance alone could explain it: the score test at 95 percent does not reject the target's number.
    CouldExplain,
    /// Chance alone would hardly give this.
    Unlikely,
}

impl Chance {
    /// Every answer with its word in JSON.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::NotAsked, "not_asked"), (Self::CouldExplain, "could_explain"), (Self::Unlikely, "unlikely")];
}

/// A target that follows from others by weights: the counts at the baseline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consequence {
    /// The target that follows.
    pub target: TargetKey,
    /// What the others come to together, in percent: the sum of base count times target over the sum of base counts;
    /// `None` when a base count is not there to be shown.
    pub computed: Option<Exact>,
    /// What it follows from, in the register's order.
    pub parts: Vec<ConsequencePart>,
}

/// One of the targets that a consequence follows from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsequencePart {
    /// The target.
    pub target: TargetKey,
    /// Whom it binds.
    pub key: CellKey,
    /// The count at the baseline; `None` when it is missing or hidden.
    pub base: Option<u64>,
}

/// What one rule of the watch list gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watched {
    /// Place of the rule in [`super::Publication::watch_rules`].
    pub rule: usize,
    /// Whom it points out, the strongest case first; ties in the order of codes.
    pub entries: Vec<WatchEntry>,
    /// How many could not be looked at because a figure is missing or hidden.
    pub not_known: usize,
}

/// One whom a rule points out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WatchEntry {
    /// Who.
    pub key: CellKey,
    /// The figures that make the case, oldest first.
    pub series: Vec<(Period, Exact)>,
    /// For growth: the difference in the measure's unit; for a missed target: how far it is missed, negative.
    pub size: Exact,
    /// For growth of a count: in percent of where it started; `None` otherwise.
    pub percent: Option<Exact>,
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
    /// The fewest months in which the target can be reached, and what they must average; `None` when next month
    /// suffices, or when not even twelve months would.
    pub soonest: Option<Soonest>,
}

/// The fewest months in which a missed mean can still come to its target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Soonest {
    /// How many months.
    pub months: u16,
    /// What they must average, in the measure's unit.
    pub average: Exact,
}

/// Whether a required share can be reached next month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// 100 percent or less.
    Possible,
    /// Above 100 percent: it cannot be reached next month.
    Impossible,
}
