//! Figures as computed: a month's cells with their totals, and summaries over months.

use super::code::{CellKey, MeasureKey};
use super::measure::Rule;
use super::revision::MethodChanges;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Amount, Decimal, Exact, Flags, Grid, Interval, Period, Release};

/// One figure: delivered, or a total of delivered ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Value, or why there is none.
    pub amount: Amount,
    /// Marks.
    pub flags: Flags,
    /// Whether it is a total that we computed; false = it stands in a delivery as it is. A figure of a derived measure
    /// has the mark of the figure it follows from.
    pub computed: bool,
}

impl Figure {
    /// A figure as it was delivered.
    #[must_use]
    pub fn delivered(amount: Amount, flags: Flags) -> Self {
        Self { amount, flags, computed: false }
    }
}

/// A measure's figures for a month: every delivered cell and every total over funds and areas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthFigures {
    /// The measure.
    pub measure: MeasureKey,
    /// The month the figures are about.
    pub period: Period,
    /// Cells and totals.
    pub figures: Grid<Figure>,
    /// Remarks on single cells.
    pub notes: BTreeMap<CellKey, String>,
}

/// One figure made of several months by the measure's rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The measure.
    pub measure: MeasureKey,
    /// Of which cell.
    pub key: CellKey,
    /// The rule used.
    pub rule: Rule,
    /// First month with a value.
    pub from: Period,
    /// Last month with a value.
    pub to: Period,
    /// How many months have a value.
    pub months: u16,
    /// The sum of the months' values in the measure's unit, for what the next month must be.
    pub sum: Exact,
    /// The recomputed value, in the measure's unit.
    pub value: Exact,
    /// Where the true value lies, when the months were rounded before delivery.
    pub interval: Option<Interval>,
    /// The counts behind it, for a ratio of sums.
    pub counts: Option<(u64, u64)>,
    /// For a mean of months all of which have counts: their ratio of sums, so that readers see both.
    pub pooled: Option<Exact>,
    /// For a mean of months over more than one included interval: the mean of each, in time order; empty otherwise.
    pub blocks: Vec<Block>,
    /// What the sender published.
    pub published: Option<Decimal>,
    /// How the published number stands to ours; `None` when nothing was published.
    pub reconciles: Option<Reconciliation>,
}

/// The mean of the months of one included interval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// First month with a value.
    pub from: Period,
    /// Last month with a value.
    pub to: Period,
    /// How many months have a value.
    pub months: u16,
    /// Their mean, in the measure's unit.
    pub value: Exact,
}

/// How a published total stands to the recomputed one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reconciliation {
    /// Ours, rounded once, is the published number.
    Equal,
    /// It differs, and the rounding of the months explains it.
    WithinRounding,
}

impl Reconciliation {
    /// Both with their words in JSON.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Equal, "equal"), (Self::WithinRounding, "within_rounding")];
}

/// All figures that one release computes from its delivery.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ReleaseFigures {
    /// Delivered months, by measure and month.
    pub months: Vec<Arc<MonthFigures>>,
    /// By measure and cell, ascending.
    pub summaries: Vec<Summary>,
    /// Earlier months that enter the summaries, so that protection can see what they are made of.
    pub earlier: Vec<Arc<MonthFigures>>,
}

/// Months known at a release, by measure and month.
pub type Months = BTreeMap<(MeasureKey, Period), Arc<MonthFigures>>;

/// What an edition is derived from: figures that may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownFigures {
    /// The version.
    pub release: Release,
    /// Months that this version delivers.
    pub delivered: Vec<Arc<MonthFigures>>,
    /// Months known when it was published, delivered ones among them.
    pub known: Vec<Arc<MonthFigures>>,
    /// Figures over months.
    pub summaries: Vec<Summary>,
    /// From when measures are counted in another way, as far as was known when it was published.
    pub method_changes: MethodChanges,
}
