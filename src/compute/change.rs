//! Changes from one month to another.

use crate::model::edition::{Change, KeyFigure, WhyNot};
use crate::model::figure::{Figure, Months};
use crate::model::{CellKey, Exact, Grid, Measure, MeasureKey, Missing, Period};

/// The figures of `period`, each beside the month before and the same month a year before.
pub(super) fn key_figures(known: &Months, key: MeasureKey, measure: &Measure, period: Period) -> Grid<KeyFigure> {
    let Some(now) = known.get(&(key, period)) else { return Grid::default() };
    let against = |cell: CellKey, figure: &Figure, months: i32| {
        let before = period.plus(-months);
        let earlier = known.get(&(key, before)).and_then(|month| month.figures.get(cell));
        change(figure, earlier, measure, (before, period))
    };
    now.figures.map(|cell, figure| KeyFigure {
        figure: *figure,
        on_month: against(cell, figure, 1),
        on_year: against(cell, figure, 12),
        on_baseline: None,
    })
}

/// The change from `before` to `now`, or why the two are not compared. Never a difference across a month that is left
/// out or a break.
pub(super) fn change(
    now: &Figure,
    before: Option<&Figure>,
    measure: &Measure,
    (earlier, later): (Period, Period),
) -> Change {
    let Some(value) = now.amount.exact() else { return Change::NotComparable(WhyNot::NoValueNow) };
    if measure.left_out(earlier) == Some(Missing::Excluded) {
        return Change::NotComparable(WhyNot::ExcludedBefore);
    }
    let Some(then) = before.and_then(|before| before.amount.exact()) else {
        return Change::NotComparable(WhyNot::NoValueBefore);
    };
    if measure.break_between(earlier, later).is_some() {
        return Change::NotComparable(WhyNot::Break);
    }
    let difference = &value - &then;
    let percent = if measure.is_share() || measure.unit.is_percentage() { None } else { growth(&difference, &then) };
    Change::By { difference, percent }
}

/// A difference in percent of where it started; `None` from zero.
pub(super) fn growth(difference: &Exact, from: &Exact) -> Option<Exact> {
    (difference * &Exact::whole(100)).divided_by(from)
}
