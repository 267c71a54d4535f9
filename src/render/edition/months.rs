//! A measure month by month: tables in which months left out by rule stand as one explained row, and small lines.

use super::prepared::{Prepared, PreparedMeasure};
use crate::model::figure::Figure;
use crate::model::measure::Standing;
use crate::model::{CellKey, Exact, Measure, Period};
use crate::render::cell::Cell;
use crate::render::html::Html;
use crate::render::judged;
use crate::render::small::{self, Point, Scale};
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::words;
use crate::text::{date, number, symbol};

/// A run of months with the same standing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Run {
    /// A month that counts.
    Month(Period),
    /// Months left out by the measure's rule, first to last.
    LeftOut(Period, Period),
}

/// The months from first to last, those left out gathered into runs.
pub(crate) fn runs(measure: &Measure, from: Period, to: Period) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for period in from.through(to) {
        if measure.left_out(period).is_none() {
            runs.push(Run::Month(period));
            continue;
        }
        let same =
            |first: Period| measure.interval(first).map(|it| it.from) == measure.interval(period).map(|it| it.from);
        match runs.last_mut() {
            Some(Run::LeftOut(first, last)) if same(*first) => *last = period,
            _ => runs.push(Run::LeftOut(period, period)),
        }
    }
    runs
}

/// Why a run is left out, as the measure says it.
pub(crate) fn reason(measure: &Measure, period: Period) -> &str {
    match measure.interval(period).map(|interval| &interval.standing) {
        Some(Standing::Excluded(text) | Standing::NotApplicable(text)) => &text.da,
        _ => "Målingen omfatter ikke disse måneder.",
    }
}

/// A table of months: one column of figures for each heading.
pub(crate) fn table(
    id: &str,
    caption: &str,
    measure: &Measure,
    (from, to): (Period, Period),
    columns: &[(String, Box<dyn Fn(Period) -> Cell + '_>)],
) -> Table {
    let mut table = Table::new(id, caption, Sorting::Fixed);
    let mut headings = vec![Column::text("Måned")];
    headings.extend(columns.iter().map(|(heading, _)| Column::number(heading, number::unit_in_heading(measure.unit))));
    table.columns(&headings);
    for run in runs(measure, from, to) {
        match run {
            Run::Month(period) => {
                if let Some(edge) = measure.breaks.iter().find(|edge| edge.at == period) {
                    table.band(&Head::text("Databrud"), None, &edge.text.da);
                }
                let label = words::capital(&date::month(period));
                table.row(&Head::text(&label), columns.iter().map(|(_, cell)| cell(period)));
            }
            Run::LeftOut(first, last) => {
                let symbol = measure.left_out(first).map(symbol::of_missing);
                table.band(&Head::text(&words::capital(&words::months(first, last))), symbol, reason(measure, first));
            }
        }
    }
    table
}

/// A figure of a month as a cell.
pub(crate) fn figure_cell(figure: Option<&Figure>, measure: &Measure) -> Cell {
    figure.map_or_else(Cell::absent, |figure| Cell::of_figure(figure, measure))
}

/// The months a page of an edition shows of a measure: its summary's window, or as far back as is known.
pub(crate) fn window(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>) -> (Period, Period) {
    let to = prepared.period();
    let known = measure.figures.history.keys().next().copied().unwrap_or(to).min(to);
    match measure.measure.summary_window(to).filter(|_| measure.measure.summary_months.is_none()) {
        Some((from, _)) => (from.min(known), to),
        None => (known, to),
    }
}

/// One cell of an edition month by month, with the figure over months in the last row.
pub(crate) fn of_cell(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, key: CellKey, id: &str) -> Html {
    let unit = number::unit_in_text(measure.measure.unit);
    let caption = format!("{}, måned for måned ({unit})", measure.measure.short.da);
    let value = |period| figure_cell(measure.figure(key, period), measure.measure);
    let columns: [(String, Box<dyn Fn(Period) -> Cell + '_>); 1] = [("Tal".into(), Box::new(value))];
    let mut table = table(id, &caption, measure.measure, window(prepared, measure), &columns);
    if measure.summaries.contains_key(&key) {
        table.row(&Head::text("Resultat").total(), [measure.summary_cell(key)]);
    }
    table.finish()
}

/// One cell's months as a small line.
pub(crate) fn line_of(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, key: CellKey) -> String {
    let (from, to) = window(prepared, measure);
    let limit = measure
        .assessment(key)
        .map(|one| prepared.press.site.publication.target(one.target))
        .filter(|target| judged::unit(target, measure.measure) == measure.measure.unit);
    let limit = limit.and_then(|target| target.value).map(|value| value.exact());
    line(measure.measure, (from, to), limit.as_ref(), |period| measure.figure(key, period).copied())
}

/// Months as a small line; a dash in words when there is no value at all.
pub(crate) fn line(
    measure: &Measure,
    (from, to): (Period, Period),
    limit: Option<&Exact>,
    figure: impl Fn(Period) -> Option<Figure>,
) -> String {
    let mut ends: Option<((Period, Exact), (Period, Exact))> = None;
    let points: Vec<Point> = from
        .through(to)
        .map(|period| match figure(period).and_then(|figure| figure.amount.exact()) {
            Some(value) => {
                let position = value.to_position();
                ends = Some((ends.take().map_or_else(|| (period, value.clone()), |(first, _)| first), (period, value)));
                Point::Value(position)
            }
            None if measure.left_out(period).is_some() => Point::LeftOut,
            None => Point::Gap,
        })
        .collect();
    let Some((first, last)) = ends else {
        return "<span class=\"quiet\">ingen tal</span>".into();
    };
    let said =
        |(period, value): &(Period, Exact)| format!("{} i {}", number::value(value, measure), date::month(*period));
    let label = format!("Fra {} til {}", said(&first), said(&last));
    let scale = if measure.is_share() {
        Scale::PERCENT
    } else {
        Scale::holding(points.iter().filter_map(|point| match point {
            Point::Value(value) => Some(*value),
            _ => None,
        }))
    };
    small::line(&points, limit.map(Exact::to_position), scale, &label)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::tests::publication;

    #[test]
    fn months_left_out_for_one_reason_become_one_run() {
        let publication = publication::trial();
        let measure = publication.measure(publication::FOKUS);
        let period = |text| Period::parse(text).unwrap();
        let runs = runs(measure, period("2020-09"), period("2021-07"));
        assert_eq!(
            runs,
            [
                Run::LeftOut(period("2020-09"), period("2020-10")),
                Run::Month(period("2020-11")),
                Run::Month(period("2020-12")),
                Run::LeftOut(period("2021-01"), period("2021-06")),
                Run::Month(period("2021-07")),
            ]
        );
    }
}
