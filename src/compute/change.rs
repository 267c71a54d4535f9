//! Changes from one month to another.

use crate::model::edition::{Change, KeyFigure, WhyNot};
use crate::model::figure::{Figure, MonthFigures, Months};
use crate::model::{Amount, CellKey, Exact, Flags, Grid, Measure, MeasureKey, Missing, Period, Publication};

/// The figures of `period`, each beside the month before, the same month a year before, and the measure's fixed month.
pub(super) fn key_figures(
    known: &Months,
    key: MeasureKey,
    publication: &Publication,
    period: Period,
) -> Grid<KeyFigure> {
    let Some(now) = known.get(&(key, period)) else { return Grid::default() };
    let measure = publication.measure(key);
    let with_marks: Vec<&MonthFigures> =
        of_measure(known, key, Period::FIRST, period).filter(|m| has_marks(m)).collect();
    let against = |cell: CellKey, figure: &Figure, earlier: Period| {
        let before = known.get(&(key, earlier)).and_then(|month| month.figures.get(cell));
        let marked = with_marks.iter().any(|month| earlier < month.period && is_marked(month, cell));
        change(figure, before, &Comparison { publication, measure, cell, earlier, later: period, marked })
    };
    // The fixed month itself, and months before it, have nothing to be held against.
    let baseline = measure.compared_with.filter(|baseline| *baseline < period);
    now.figures.map(|cell, figure| KeyFigure {
        figure: *figure,
        on_month: against(cell, figure, period.plus(-1)),
        on_year: against(cell, figure, period.plus(-12)),
        on_baseline: baseline.map(|baseline| against(cell, figure, baseline)),
    })
}

/// Two months of one cell that are to be compared.
pub(super) struct Comparison<'a> {
    pub(super) publication: &'a Publication,
    pub(super) measure: &'a Measure,
    pub(super) cell: CellKey,
    pub(super) earlier: Period,
    pub(super) later: Period,
    /// Whether a delivery marks a figure of the cell after the earlier month as not comparable with those before it.
    pub(super) marked: bool,
}

/// Whether a delivery marks a figure of a cell, after `earlier` and up to `later`, as not comparable with those before.
pub(super) fn marked(known: &Months, key: MeasureKey, cell: CellKey, (earlier, later): (Period, Period)) -> bool {
    of_measure(known, key, earlier.plus(1), later).any(|month| is_marked(month, cell))
}

fn of_measure(known: &Months, key: MeasureKey, from: Period, to: Period) -> impl Iterator<Item = &MonthFigures> {
    let months = (from <= to).then(|| known.range((key, from)..=(key, to)));
    months.into_iter().flatten().map(|(_, month)| month.as_ref())
}

pub(super) fn is_marked(month: &MonthFigures, cell: CellKey) -> bool {
    month.figures.get(cell).is_some_and(|figure| figure.flags.has(Flags::BREAK))
}

fn has_marks(month: &MonthFigures) -> bool {
    month.figures.iter().any(|(_, figure)| figure.flags.has(Flags::BREAK))
}

impl Comparison<'_> {
    /// What stands between the months, whatever their figures are; `None` when nothing does.
    pub(super) fn barrier(&self) -> Option<WhyNot> {
        let (earlier, later) = (self.earlier, self.later);
        if self.earlier_is_left_out() {
            return Some(WhyNot::ExcludedBefore);
        }
        if self.cell.akasse.is_some_and(|akasse| self.publication.event_between(akasse, earlier, later).is_some()) {
            return Some(WhyNot::FundsChanged);
        }
        if self.marked || self.measure.break_between(earlier, later).is_some() {
            return Some(WhyNot::Break);
        }
        self.measure.excluded_between(earlier, later).then_some(WhyNot::ExcludedBefore)
    }

    fn earlier_is_left_out(&self) -> bool {
        self.measure.left_out(self.earlier) == Some(Missing::Excluded)
    }

    /// Whether an earlier figure would not help even if it were there, so that its absence is not worth telling.
    fn makes_earlier_figure_useless(&self, why: WhyNot) -> bool {
        why == WhyNot::FundsChanged || (why == WhyNot::ExcludedBefore && self.earlier_is_left_out())
    }
}

/// The change from `before` to `now`, or why the two are not compared. Never a difference across a month that is left
/// out, a break, or a change among the funds that concerns the cell's own.
///
/// A change of a count also stands in percent of where it started; nothing is told in percent of a percentage, or of a
/// difference, which may be negative.
pub(super) fn change(now: &Figure, before: Option<&Figure>, compared: &Comparison<'_>) -> Change {
    let Some(value) = now.amount.exact() else { return Change::NotComparable(WhyNot::NoValueNow) };
    let then = before.map(|before| before.amount).and_then(|amount| Some((amount, amount.exact()?)));
    match (compared.barrier(), then) {
        (Some(why), None) if compared.makes_earlier_figure_useless(why) => Change::NotComparable(why),
        (_, None) => Change::NotComparable(WhyNot::NoValueBefore),
        (Some(why), Some(_)) => Change::NotComparable(why),
        (None, Some((amount, then))) => {
            let difference = &value - &then;
            let percent = if matches!(amount, Amount::Count(_)) { growth(&difference, &then) } else { None };
            Change::By { difference, percent }
        }
    }
}

/// A difference in percent of where it started; `None` from zero.
pub(super) fn growth(difference: &Exact, from: &Exact) -> Option<Exact> {
    (difference * &Exact::whole(100)).divided_by(from)
}
