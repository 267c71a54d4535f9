//! What a history is given.

use crate::charts::fault::ChartFault;
use crate::charts::theme;
use crate::charts::view::{Caption, Scale, TargetLine};

/// A chart of series over months.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryChart {
    /// Its words.
    pub caption: Caption,
    /// The upright scale.
    pub scale: Scale,
    /// The months, every one, in order.
    pub months: Vec<MonthMark>,
    /// The series, at most six; a legend is shown when there is more than one.
    pub series: Vec<HistorySeries>,
    /// The target, if there is a numeric one.
    pub target: Option<TargetLine>,
    /// Intervals that do not count, in order.
    pub excluded: Vec<ExcludedInterval>,
    /// Breaks in the series, in order.
    pub breaks: Vec<SeriesBreak>,
}

/// A month on the axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthMark {
    /// The month's short name, such as `sep`.
    pub short: String,
    /// The year, at the first month of the chart and at each January; the axis shows fewer months
    /// where there is no room, and keeps those of the year's months that line up with January.
    pub year: Option<String>,
}

/// A series.
#[derive(Debug, Clone, PartialEq)]
pub struct HistorySeries {
    /// What it is called in the legend.
    pub name: String,
    /// Whether it stands for the same as another series or for something else.
    pub role: SeriesRole,
    /// One entry per month of the chart; absent where there is no value.
    pub points: Vec<Option<HistoryPoint>>,
}

/// What a series stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SeriesRole {
    /// What the chart is about: a solid line.
    #[default]
    Own,
    /// What came before it, to be told apart at a glance: a dotted line, never joined with another.
    Before,
}

/// A value of a series.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryPoint {
    /// Where it stands on the scale.
    pub at: f64,
    /// What it says when pointed at, such as `september 2021: 90 pct.`
    pub text: String,
}

/// An interval that does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExcludedInterval {
    /// Its first month, as an index into the chart's months.
    pub first: usize,
    /// Its last month, likewise; not before the first.
    pub last: usize,
    /// What is written there, such as `tæller ikke med`.
    pub text: String,
}

/// A break in the series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesBreak {
    /// The first month after the break, as an index into the chart's months.
    pub before: usize,
    /// What is written there, such as `ny opgørelse`.
    pub text: String,
}

impl HistoryChart {
    /// Says what is wrong with the chart, if anything.
    pub(super) fn check(&self) -> Result<(), ChartFault> {
        self.scale.check()?;
        if self.series.len() > theme::SERIES.len() {
            return Err(ChartFault::TooManySeries(self.series.len()));
        }
        let points = || self.series.iter().flat_map(|series| series.points.iter().flatten());
        if points().next().is_none() {
            return Err(ChartFault::Nothing("no month has a value".into()));
        }
        points().try_for_each(|point| self.scale.check_position(point.at, &point.text))?;
        if let Some(target) = &self.target {
            self.scale.check_position(target.at, &target.text)?;
        }
        let months = self.months.len();
        let whole = self.series.iter().all(|series| series.points.len() == months);
        let excluded = self.excluded.iter().all(|e| e.first <= e.last && e.last < months);
        let breaks = self.breaks.iter().all(|b| b.before < months);
        if whole && excluded && breaks {
            Ok(())
        } else {
            Err(ChartFault::Position(format!("a series, interval or break beyond the {months} months")))
        }
    }
}
