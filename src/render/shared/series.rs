//! The newest series of the whole archive, found by whom they are about.

use std::collections::BTreeMap;

use serde::Serialize;

use super::whole::Shared;
use crate::model::catalogue::History;
use crate::model::figure::Figure;
use crate::model::{AkasseKey, AreaKey, CellKey, MeasureKey, Period};
use crate::render::cell::Cell;
use crate::render::edition::months::{self, MonthColumn, Reach};
use crate::render::edition::prepared::Prepared;
use crate::render::figure_key;
use crate::render::html::Html;
use crate::render::press::Press;
use crate::render::table::{Sorting, Table};
use crate::render::words;

/// One series with its cell.
pub(crate) type Series<'a> = (CellKey, &'a BTreeMap<Period, Figure>);

/// A measure's series for funds, the total last: those of what stands for the whole.
pub(crate) fn of_akasser<'a>(press: &Press<'_>, history: &'a History, measure: MeasureKey) -> Vec<Series<'a>> {
    let mut found: Vec<Series<'a>> =
        of_measure(history, measure).filter(|(key, _)| is_whole(history, measure, key.area)).collect();
    found.sort_by_key(|(key, _)| key.akasse.map_or(usize::MAX, |akasse| press.order.of_akasse(akasse)));
    found
}

/// A measure's series for areas, all funds together, largest kinds first.
pub(crate) fn of_areas<'a>(press: &Press<'_>, history: &'a History, measure: MeasureKey) -> Vec<Series<'a>> {
    let mut found: Vec<Series<'a>> =
        of_measure(history, measure).filter(|(key, _)| key.akasse.is_none() && key.area.is_some()).collect();
    found.sort_by_key(|(key, _)| key.area.map_or(0, |area| press.order.of_area(area)));
    found
}

/// The series of one fund in every measure that has one: those of what stands for the whole.
pub(crate) fn of_akasse(history: &History, akasse: AkasseKey) -> Vec<(MeasureKey, Series<'_>)> {
    pick(history, |measure, key| key.akasse == Some(akasse) && is_whole(history, measure, key.area))
}

/// The series of one area, all funds together, in every measure that has one.
pub(crate) fn of_area(history: &History, area: AreaKey) -> Vec<(MeasureKey, Series<'_>)> {
    pick(history, |_, key| key.akasse.is_none() && key.area == Some(area))
}

/// The series of one area and fund together, in every measure that has one.
pub(crate) fn of_pair(history: &History, key: CellKey) -> Vec<(MeasureKey, Series<'_>)> {
    pick(history, |_, of| of == key)
}

fn of_measure(history: &History, measure: MeasureKey) -> impl Iterator<Item = Series<'_>> {
    history.series.iter().filter(move |((of, _), _)| *of == measure).map(|((_, key), series)| (*key, series))
}

fn pick(history: &History, wanted: impl Fn(MeasureKey, CellKey) -> bool) -> Vec<(MeasureKey, Series<'_>)> {
    let found = history.series.iter().filter(|((measure, key), _)| wanted(*measure, *key));
    found.map(|((measure, key), series)| (*measure, (*key, series))).collect()
}

fn is_whole(history: &History, measure: MeasureKey, area: Option<AreaKey>) -> bool {
    history.whole(measure).area() == Some(area)
}

/// First and last month that any of the series has.
pub(crate) fn span(series: &[Series<'_>]) -> Option<(Period, Period)> {
    let first = series.iter().filter_map(|(_, months)| months.keys().next()).min()?;
    let last = series.iter().filter_map(|(_, months)| months.keys().next_back()).max()?;
    Some((*first, *last))
}

/// Every measure and month that some series show.
pub(crate) fn shown<'a>(
    found: impl IntoIterator<Item = (MeasureKey, Series<'a>)>,
) -> impl Iterator<Item = (MeasureKey, Period)> {
    found.into_iter().flat_map(|(measure, (_, months))| months.keys().map(move |period| (measure, *period)))
}

/// Every month of a series as a small line.
#[derive(Debug, Serialize)]
pub(crate) struct WholeLine {
    /// The line.
    svg: Html,
    /// From when to when it runs.
    key: String,
}

/// Every month of a series as a small line; `None` when the newest edition looks back as far and draws the same, and for
/// a single month.
pub(crate) fn line(
    shared: &Shared<'_>,
    newest: Option<&Prepared<'_>>,
    key: MeasureKey,
    series: Series<'_>,
) -> Option<WholeLine> {
    let say = shared.press.say;
    let publication = shared.press.site.publication;
    let measure = publication.measure(key);
    let (first, last) = span(&[series]).filter(|(first, last)| first < last)?;
    let drawn = newest.and_then(|newest| Some((newest, newest.measure(key)?)));
    if drawn.is_some_and(|(newest, of)| of.has(series.0) && months::window(newest, of).0 <= first) {
        return None;
    }
    let edges = months::edges(say, publication, (measure, shared.history.method_changes.of(key)), series.0.akasse);
    let figure = |period: Period| series.1.get(&period).copied();
    let svg = Html::trusted(months::line(say, (measure, &edges), (first, last), (None, Reach::Own), figure));
    Some(WholeLine { svg, key: format!("{}.", words::capital(&words::months(say, first, last))) })
}

/// Months down, series across; `None` without any month. Where some months are made up and others are not, those that
/// are say so.
pub(crate) fn table(
    shared: &Shared<'_>,
    measure: MeasureKey,
    (id, caption): (&str, &str),
    series: &[(String, Series<'_>)],
) -> Option<Html> {
    let say = shared.press.say;
    let key = measure;
    let measure = shared.press.site.publication.measure(measure);
    let bare: Vec<Series<'_>> = series.iter().map(|(_, series)| *series).collect();
    let (first, last) = span(&bare)?;
    let from = measure.intervals.first().map_or(first, |interval| interval.from.min(first));
    let columns: Vec<MonthColumn<'_>> = series
        .iter()
        .map(|(name, (key, figures))| {
            let cell = move |period: Period| months::figure_cell(say, figures.get(&period), measure);
            let names = figure_key::of_cell(shared.press.site.publication, *key);
            (name.clone(), Some(names), Box::new(cell) as Box<dyn Fn(Period) -> Cell>)
        })
        .collect();
    let periods = || bare.iter().flat_map(|(_, months)| months.keys());
    let mixed = periods().any(|period| !shared.is_made_up((key, *period)));
    let remark =
        |period| if mixed && shared.is_made_up((key, period)) { say.text("shared-made-up-mark") } else { "".into() };
    let publication = shared.press.site.publication;
    let edges = months::edges(
        say,
        publication,
        (measure, shared.history.method_changes.of(key)),
        bare.iter().filter_map(|(key, _)| key.akasse),
    );
    let table = Table::new(say, id, caption, Sorting::Fixed).key(&figure_key::of_measure(measure));
    Some(months::remarked(table, (measure, &edges), (from, last), &columns, remark).finish())
}
