//! Figures beside earlier ones: which comparisons a table shows, under which heading.

use super::prepared::{Prepared, PreparedMeasure};
use crate::model::edition::{Change, KeyFigure, WhyNot};
use crate::model::{CellKey, Period};
use crate::render::cell::Cell;
use crate::render::table::Column;
use crate::render::words;
use crate::text::messages::{Messages, say};

/// An earlier month that figures are compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Against {
    /// The month before.
    Month,
    /// The same month a year before.
    Year,
    /// The measure's fixed month.
    Baseline,
}

/// Stands in a table where a measure has no such comparison.
pub(crate) static NOT_COMPARED: Cell = Cell::Missing(words::NOT_COMPARED);

impl Against {
    /// The comparisons that say something of any of these cells: the month before always, the others where there is a
    /// difference, or a reason other than that a figure is not there.
    pub(crate) fn told(measure: &PreparedMeasure<'_>, keys: impl IntoIterator<Item = CellKey>) -> Vec<Self> {
        let (mut year, mut baseline) = (false, false);
        for current in keys.into_iter().filter_map(|key| measure.figures.current.get(key)) {
            year |= tells(&current.on_year);
            baseline |= current.on_baseline.as_ref().is_some_and(tells);
        }
        baseline &= has_baseline(measure);
        let others = [(Self::Year, year), (Self::Baseline, baseline)];
        std::iter::once(Self::Month).chain(others.into_iter().filter(|(_, told)| *told).map(|(one, _)| one)).collect()
    }

    /// The month compared with; `None` when the measure has no such comparison.
    pub(crate) fn period(self, prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>) -> Option<Period> {
        match self {
            Self::Month => Some(prepared.period().plus(-1)),
            Self::Year => Some(prepared.period().plus(-12)),
            Self::Baseline => measure.measure.compared_with,
        }
    }

    /// The difference of a figure.
    pub(crate) fn change(self, figure: &KeyFigure) -> Option<&Change> {
        match self {
            Self::Month => Some(&figure.on_month),
            Self::Year => Some(&figure.on_year),
            Self::Baseline => figure.on_baseline.as_ref(),
        }
    }

    /// The column of a measure's differences.
    pub(crate) fn column(self, prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>) -> Column {
        let say = prepared.press.say;
        let heading = self.period(prepared, measure).map(|period| since(say, period)).unwrap_or_default();
        Column::number(heading, say.unit_of_change(measure.measure.unit))
    }

    /// The same among the columns of other measures, where there is less room.
    pub(crate) fn narrow_column(self, prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>) -> Column {
        let say = prepared.press.say;
        let period = self.period(prepared, measure);
        let heading = period.map(|period| since_short(say, period)).unwrap_or_default();
        Column::number(heading, say.unit_of_change(measure.measure.unit)).of(&say.of(&measure.measure.short))
    }

    /// The difference of a cell, formatted.
    pub(crate) fn cell<'m>(self, measure: &'m PreparedMeasure<'_>, key: CellKey) -> &'m Cell {
        let Some(shown) = measure.cells.get(key) else { return &INCOMPARABLE };
        match self {
            Self::Month => &shown.on_month,
            Self::Year => &shown.on_year,
            Self::Baseline => shown.on_baseline.as_ref().unwrap_or(&NOT_COMPARED),
        }
    }
}

/// A comparison for which there is nothing to compare.
static INCOMPARABLE: Cell = Cell::Missing(words::not_comparable(WhyNot::NoValueNow));

/// The heading of differences since a month, where there is less room.
pub(crate) fn since_short(say: &Messages, period: Period) -> String {
    say!(say, "word-since", month = say.month_short(period))
}

/// The heading of differences since a month.
fn since(say: &Messages, period: Period) -> String {
    say!(say, "word-since", month = say.month(period))
}

/// Whether the measure's fixed month has figures at all: one that was never published is nothing to be compared with.
pub(crate) fn has_baseline(measure: &PreparedMeasure<'_>) -> bool {
    measure.measure.compared_with.is_some_and(|month| measure.figures.history.contains_key(&month))
}

/// Whether a comparison gives a difference, or a reason that a reader could not see from the figures alone.
pub(crate) fn tells(change: &Change) -> bool {
    !matches!(change, Change::NotComparable(WhyNot::NoValueNow | WhyNot::NoValueBefore))
}
