//! A measure month by month: tables in which months left out by rule stand as one explained row, and small lines.

use std::borrow::Cow;

use super::prepared::{Prepared, PreparedMeasure};
use crate::model::figure::Figure;
use crate::model::measure::Standing;
use crate::model::revision::MethodChange;
use crate::model::target::TargetRule;
use crate::model::{AkasseKey, CellKey, Exact, Flags, Measure, Period, Publication};
use crate::render::cell::Cell;
use crate::render::figure_key;
use crate::render::html::Html;
use crate::render::judged;
use crate::render::small::{self, Point, Scale};
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::words;
use crate::text::messages::{Messages, say};
use crate::text::symbol;

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
pub(crate) fn reason<'m>(say: &'m Messages, measure: &'m Measure, period: Period) -> Cow<'m, str> {
    match measure.interval(period).map(|interval| &interval.standing) {
        Some(Standing::Excluded(text) | Standing::NotApplicable(text)) => say.of(text),
        _ => say.text("edition-not-covered"),
    }
}

/// Where a series breaks: figures before and after are not compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edge<'a> {
    /// The first month after it.
    pub(crate) at: Period,
    /// What happened, in a word.
    pub(crate) name: Cow<'a, str>,
    /// What happened, in a sentence.
    pub(crate) text: Cow<'a, str>,
}

/// The breaks of a measure, its changes of method, and what breaks the series of these funds, in time order.
pub(crate) fn edges<'p>(
    say: &'p Messages,
    publication: &'p Publication,
    (measure, methods): (&'p Measure, &'p [MethodChange]),
    akasser: impl IntoIterator<Item = AkasseKey>,
) -> Vec<Edge<'p>> {
    let own = measure.breaks.iter().map(|edge| Edge {
        at: edge.at,
        name: say.text("edition-break"),
        text: say.of(&edge.text),
    });
    let methods = methods.iter().map(|change| Edge {
        at: change.at,
        name: say.text("word-class-method"),
        text: say.danish(&change.reason),
    });
    let mut edges: Vec<Edge<'p>> = own.chain(methods).collect();
    for akasse in akasser {
        for (at, event) in publication.breaks_of(akasse) {
            let edge = Edge { at, name: words::event(say, event.kind), text: say.of(&event.text) };
            // Several funds of a table can be part of one event.
            if !edges.contains(&edge) {
                edges.push(edge);
            }
        }
    }
    edges.sort_by_key(|edge| edge.at);
    edges
}

/// A column of a table of months: its heading, the key of its figures where they are published ones, and what stands in
/// it for a month.
pub(crate) type MonthColumn<'a> = (String, Option<String>, Box<dyn Fn(Period) -> Cell + 'a>);

/// A table of months: one column of figures for each heading, and a band at each break.
pub(crate) fn table<'s>(
    say: &'s Messages,
    (id, caption): (&str, &str),
    (measure, edges): (&Measure, &[Edge<'_>]),
    span: (Period, Period),
    columns: &[MonthColumn<'_>],
) -> Table<'s> {
    remarked(Table::new(say, id, caption, Sorting::Fixed), (measure, edges), span, columns, |_| "".into())
}

/// A table of months, as [`table`] makes it, with a remark behind the name of some months.
pub(crate) fn remarked<'s>(
    mut table: Table<'s>,
    (measure, edges): (&Measure, &[Edge<'_>]),
    span: (Period, Period),
    columns: &[MonthColumn<'_>],
    remark: impl Fn(Period) -> Cow<'s, str>,
) -> Table<'s> {
    let say = table.say();
    let mut headings = vec![Column::text(say.text("word-a-month"))];
    headings.extend(columns.iter().map(|(heading, key, _)| {
        let column = Column::number(heading, say.unit_in_heading(measure.unit));
        key.iter().fold(column, |column, key| column.key(key.clone()))
    }));
    table.columns(&headings);
    rows(say, &mut table, (measure, edges), span, |period| {
        let name = format!("{}{}", words::capital(&say.month(period)), remark(period));
        (name, columns.iter().map(|(_, _, cell)| cell(period)).collect())
    });
    table
}

/// Writes a row for each month that counts, one for each run of months that do not, and one at each break.
fn rows(
    say: &Messages,
    table: &mut Table<'_>,
    (measure, edges): (&Measure, &[Edge<'_>]),
    (from, to): (Period, Period),
    row: impl Fn(Period) -> (String, Vec<Cell>),
) {
    let bands = |table: &mut Table<'_>, first: Period, last: Period| {
        for edge in edges.iter().filter(|edge| first <= edge.at && edge.at <= last) {
            table.band(&Head::text(&*edge.name), None, &edge.text);
        }
    };
    for run in runs(measure, from, to) {
        match run {
            Run::Month(period) => {
                bands(table, period, period);
                let (name, cells) = row(period);
                table.row(&Head::text(&name).key(figure_key::of_period(period)), cells);
            }
            Run::LeftOut(first, last) => {
                let symbol = measure.left_out(first).map(symbol::of_missing);
                table.band(
                    &Head::text(words::capital(&words::months(say, first, last))),
                    symbol,
                    &reason(say, measure, first),
                );
                bands(table, first, last);
            }
        }
    }
}

/// A figure of a month as a cell.
pub(crate) fn figure_cell(say: &Messages, figure: Option<&Figure>, measure: &Measure) -> Cell {
    figure.map_or_else(Cell::absent, |figure| Cell::of_figure(say, figure, measure))
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

/// The same for one cell: a fund's months begin with the fund.
pub(crate) fn window_of(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, key: CellKey) -> (Period, Period) {
    let (from, to) = window(prepared, measure);
    let akasse = key.akasse.map(|akasse| prepared.press.site.publication.akasse(akasse));
    let begins = akasse.and_then(|akasse| akasse.valid.first_month());
    (begins.map_or(from, |begins| begins.clamp(from, to)), to)
}

/// Whether each month is drawn as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bars {
    /// As a small bar against the target.
    Drawn,
    /// Not: where a page has many months, the small line says as much.
    Left,
}

/// One cell of an edition month by month, with the figure over months in the last row.
pub(crate) fn of_cell(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, key: CellKey, bars: Bars) -> Html {
    let say = prepared.press.say;
    let id = format!("maaneder-{}", measure.measure.id);
    let caption = say!(say, "edition-month-by-month", measure = say.of(&measure.measure.short));
    let names = [
        figure_key::of_edition(prepared),
        figure_key::of_measure(measure.measure),
        figure_key::of_cell(prepared.press.site.publication, key),
    ];
    let mut table = Table::new(say, &id, &caption, Sorting::Fixed).key(&names.join(" "));
    let unit = say.unit_in_heading(measure.measure.unit);
    let mut columns =
        vec![Column::text(say.text("word-a-month")), Column::number(say.text("word-figure"), unit).key(String::new())];
    let bar = Bar::new(prepared, measure, key, bars);
    columns.extend(bar.as_ref().map(|bar| Column::text(bar.heading.clone())));
    table.columns(&columns);
    let (from, to) = window_of(prepared, measure, key);
    let edges = edges(say, prepared.press.site.publication, measure.with_methods(), key.akasse);
    rows(say, &mut table, (measure.measure, &edges), (from, to), |period| {
        let figure = measure.figure(key, period);
        let mut cells = vec![figure_cell(say, figure, measure.measure)];
        cells.extend(bar.as_ref().map(|bar| bar.cell(say, figure, measure.measure)));
        (words::capital(&say.month(period)), cells)
    });
    if measure.summaries.contains_key(&key) {
        let mut cells = vec![measure.summary_cell(key)];
        let value = measure.summaries.get(&key).map(|summary| &summary.value);
        cells.extend(bar.as_ref().map(|bar| bar.draw(say, value, measure.measure)));
        table.row(&Head::text(say.text("judged-result")).total(), cells);
    }
    table.finish()
}

/// How the bars of a column are drawn.
struct Bar {
    heading: String,
    limit: Option<f64>,
    scale: Scale,
}

impl Bar {
    fn new(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, key: CellKey, bars: Bars) -> Option<Self> {
        if bars == Bars::Left || !measure.measure.is_share() {
            return None;
        }
        let limit = limit(prepared, measure, key);
        let heading = prepared.press.say.text(if limit.is_some() { "edition-bar-target" } else { "edition-bar" });
        let limit = limit.map(|value| value.to_position());
        Some(Self { heading: heading.into(), limit, scale: Scale::PERCENT })
    }

    fn cell(&self, say: &Messages, figure: Option<&Figure>, measure: &Measure) -> Cell {
        match figure.and_then(|figure| figure.amount.bound()) {
            // A range is no bar: the number's column has the answer, this one says why there is nothing to draw.
            Some(_) => Cell::said(say, "edition-not-drawn"),
            None => self.draw(say, figure.and_then(|figure| figure.amount.exact()).as_ref(), measure),
        }
    }

    fn draw(&self, say: &Messages, value: Option<&Exact>, measure: &Measure) -> Cell {
        match value {
            Some(value) => {
                let label = say.with_unit(&say.value(value, measure), measure.unit);
                Cell::Html(small::bar(value.to_position(), self.limit, self.scale, &label))
            }
            None => Cell::said(say, "word-no-figures"),
        }
    }
}

/// One cell's months as a small line.
pub(crate) fn line_of(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, key: CellKey) -> String {
    let say = measure.say;
    let limit = limit(prepared, measure, key);
    let edges = edges(say, prepared.press.site.publication, measure.with_methods(), key.akasse);
    let figure = |period| measure.figure(key, period).copied();
    let limit = (limit.as_ref(), Reach::Common);
    line(say, (measure.measure, &edges), window_of(prepared, measure, key), limit, figure)
}

/// A cell's months as a small line that stands alone: as tall as its own figures and its limit need.
pub(crate) fn own_line_of(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, key: CellKey) -> String {
    let say = measure.say;
    let limit = limit(prepared, measure, key);
    let edges = edges(say, prepared.press.site.publication, measure.with_methods(), key.akasse);
    let figure = |period| measure.figure(key, period).copied();
    let limit = (limit.as_ref(), Reach::Own);
    line(say, (measure.measure, &edges), window_of(prepared, measure, key), limit, figure)
}

/// The limit that a cell's figures are held against, where it is in their own unit.
pub(crate) fn limit(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, key: CellKey) -> Option<Exact> {
    let target = prepared.press.site.publication.target(measure.assessment(key)?.target);
    let same = judged::unit(target, measure.measure) == measure.measure.unit;
    target.value.filter(|_| same && target.rule != TargetRule::BelowLastYear).map(|value| value.exact())
}

/// What the height of a small line stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// All shares alike, 0-100, so that lines below each other can be compared.
    Common,
    /// What the line's own figures and limit need.
    Own,
}

/// Months as a small line, broken where the series is; words when there is no value at all.
pub(crate) fn line(
    say: &Messages,
    (measure, edges): (&Measure, &[Edge<'_>]),
    (from, to): (Period, Period),
    (limit, reach): (Option<&Exact>, Reach),
    figure: impl Fn(Period) -> Option<Figure>,
) -> String {
    let mut ends: Option<((Period, Exact), (Period, Exact))> = None;
    let points: Vec<Point> = from
        .through(to)
        .map(|period| match figure(period).and_then(|figure| Some((figure.amount.exact()?, figure.flags))) {
            Some((value, flags)) => {
                let position = value.to_position();
                let before = ends.as_ref().map(|(_, (last, _))| *last);
                let anew = |before| edges.iter().any(|edge| before < edge.at && edge.at <= period);
                let broken = before.is_some_and(|before| flags.has(Flags::BREAK) || anew(before));
                ends = Some((ends.take().map_or_else(|| (period, value.clone()), |(first, _)| first), (period, value)));
                if broken { Point::Anew(position) } else { Point::Value(position) }
            }
            None if measure.left_out(period).is_some() => Point::LeftOut,
            None => Point::Gap,
        })
        .collect();
    let Some((first, last)) = ends else {
        let told = from.through(to).any(|period| figure(period).is_some_and(|figure| figure.amount.bound().is_some()));
        return format!(
            "<span class=\"quiet\">{}</span>",
            say.text(if told { "edition-not-drawn" } else { "word-no-figures" })
        );
    };
    let said = |(period, value): &(Period, Exact)| {
        say!(say, "chart-value-in", value = say.value(value, measure), month = say.month(*period))
    };
    let label = say!(say, "edition-line", first = said(&first), last = said(&last));
    let values = points.iter().filter_map(|point| point.value());
    let scale = match (measure.is_share(), reach) {
        (true, Reach::Common) => Scale::PERCENT,
        (true, Reach::Own) => Scale::of_shares(values.chain(limit.map(Exact::to_position))),
        (false, _) => Scale::holding(values),
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
