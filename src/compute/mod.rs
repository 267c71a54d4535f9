//! Exact computing: from delivered cells to key figures, without input, output or rounding.
//!
//! Two steps with protection between them:
//!
//! 1. [`release_figures`]: totals over funds and areas, figures over months, published totals compared with ours.
//!    What it gives has not been cleared.
//! 2. [`edition`]: changes, verdicts and what next month requires, from figures that may be shown and nothing else.
//!    A verdict on a hidden figure can therefore not exist.
//!
//! [`history::absorb`] keeps the newest series for pages that stand outside editions; [`timetable`] holds announcements
//! against what came out.

#[cfg(test)]
mod area_tests;
mod assess;
pub mod chance;
mod change;
pub mod consequence;
mod continuity;
mod coverage;
mod derived;
#[cfg(test)]
mod derived_tests;
pub mod funnel;
pub mod history;
mod identity;
pub mod improvement;
mod pages;
mod plausibility;
mod reconcile;
pub mod revision;
mod summary;
#[cfg(test)]
mod tests;
pub mod timetable;
mod total;
pub mod vintage;
mod watch;
mod whole;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Report;
use crate::model::delivery::{Delivery, Table};
use crate::model::edition::{Edition, MeasureEdition};
use crate::model::figure::{Figure, MonthFigures, Months, ReleaseFigures, ShownFigures};
use crate::model::{Grid, Measure, MeasureKey, Period, Publication};

/// Computes a release's figures from its delivery and the months known before it (uncleared, delivered cells and
/// totals alike).
///
/// Errors: a published total that its parts cannot give, an area's figure that is not that of its delivered parts, two
/// measures that contradict each other. Warnings: a published total that only rounding explains, and changes beyond
/// their measure's limits.
#[must_use]
pub fn release_figures(delivery: &Delivery, known: &Months, publication: &Publication) -> (ReleaseFigures, Report) {
    let mut report = Report::default();
    let mut all = known.clone();
    let mut months = delivered_months(delivery, &mut all, publication, &mut report);
    months.extend(derived_months(&months, &mut all, publication));
    months.sort_by_key(|month| (month.measure, month.period));
    identity::between_measures(delivery, &months, &all, publication, &mut report);
    plausibility::jumps(delivery, (known, &all), &months, publication, &mut report);
    let period = delivery.release.id.period;
    let (mut summaries, mut earlier) = (Vec::new(), Vec::new());
    for measure in measures_of(&months) {
        let window = window_of(&all, measure, publication.measure(measure), period);
        summaries.extend(summary::summaries(&window, measure, publication.measure(measure), period));
        earlier.extend(window.into_values().filter(|month| !delivery.tables.contains_key(&(measure, month.period))));
    }
    reconcile::published_totals(delivery, &months, &mut summaries, publication, &mut report);
    (ReleaseFigures { months, summaries, earlier }, report)
}

/// The months of a delivery, put over those known before, with their totals.
fn delivered_months(
    delivery: &Delivery,
    all: &mut Months,
    publication: &Publication,
    report: &mut Report,
) -> Vec<Arc<MonthFigures>> {
    let mut months = Vec::with_capacity(delivery.tables.len());
    for ((measure, period), table) in &delivery.tables {
        let rules = publication.measure(*measure);
        let merged = merged(table, all.get(&(*measure, *period)).map(Arc::as_ref));
        identity::between_levels(&merged, (*measure, *period), table, publication, report);
        let figures = Arc::new(MonthFigures {
            measure: *measure,
            period: *period,
            figures: total::with_totals(&merged, rules, *period, publication),
            notes: table.notes.clone(),
        });
        all.insert((*measure, *period), Arc::clone(&figures));
        months.push(figures);
    }
    months
}

/// The months of derived measures that follow from these.
fn derived_months(months: &[Arc<MonthFigures>], all: &mut Months, publication: &Publication) -> Vec<Arc<MonthFigures>> {
    let mut found = Vec::new();
    for key in publication.measure_keys() {
        let Some(derived) = publication.measure(key).derived else { continue };
        let come = months.iter().filter(|month| month.measure == derived.of).map(|month| month.period).collect();
        for month in derived::months(key, derived, &come, all, publication).into_iter().map(Arc::new) {
            all.insert((key, month.period), Arc::clone(&month));
            found.push(month);
        }
    }
    found
}

/// Derives an edition from what may be shown.
#[must_use]
pub fn edition(shown: ShownFigures, publication: &Publication) -> Edition {
    let period = shown.release.id.period;
    let mut known: Months = BTreeMap::new();
    for month in shown.known.iter().chain(&shown.delivered) {
        known.insert((month.measure, month.period), Arc::clone(month));
    }
    let bench = assess::Bench { summaries: &shown.summaries, known: &known, publication, period };
    let assessments = assess::assessments(&bench);
    let consequences = consequence::consequences(&bench);
    let watch = watch::watched(&bench);
    let measures = measures_of(&shown.delivered)
        .into_iter()
        .map(|key| {
            let history = of_measure(&known, key);
            let current = change::key_figures(&known, key, publication, period);
            let whole = whole::of_month(&known, (key, period), publication);
            MeasureEdition {
                chance: chance::of_table(&current, whole.area().flatten()),
                delivered: shown.delivered.iter().filter(|month| month.measure == key).cloned().collect(),
                current,
                summaries: shown.summaries.iter().filter(|summary| summary.measure == key).cloned().collect(),
                continued: continuity::of_edition(&history, publication.measure(key), publication, period),
                history,
                whole,
                method_changes: shown.method_changes.of(key).to_vec(),
                ..MeasureEdition::empty(key)
            }
        })
        .collect();
    Edition { release: shown.release, measures, assessments, consequences, watch }
}

/// The delivered cells put over those known before: what was published last counts, cell by cell.
///
/// Totals among the earlier cells are dropped: they are computed anew from the merged cells.
fn merged(table: &Table, before: Option<&MonthFigures>) -> Grid<Figure> {
    let kept = before.into_iter().flat_map(|month| month.figures.iter());
    let kept = kept.filter(|(_, figure)| !figure.computed).map(|(key, figure)| (key, *figure));
    let delivered = table.cells.iter().map(|(key, cell)| (key, Figure::delivered(cell.amount, cell.flags)));
    Grid::from_cells(kept.chain(delivered).collect())
}

/// The measures of some months, ascending, each once.
fn measures_of(months: &[Arc<MonthFigures>]) -> Vec<MeasureKey> {
    let mut keys: Vec<MeasureKey> = months.iter().map(|month| month.measure).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn of_measure(known: &Months, measure: MeasureKey) -> BTreeMap<Period, Arc<MonthFigures>> {
    let first = Period::FIRST;
    known
        .range((measure, first)..)
        .take_while(|((key, _), _)| *key == measure)
        .map(|((_, period), month)| (*period, Arc::clone(month)))
        .collect()
}

/// The known months that enter a measure's summary of `period`.
fn window_of(
    known: &Months,
    key: MeasureKey,
    measure: &Measure,
    period: Period,
) -> BTreeMap<Period, Arc<MonthFigures>> {
    let Some((first, last)) = measure.summary_window(period) else { return BTreeMap::new() };
    known.range((key, first)..=(key, last)).map(|((_, period), month)| (*period, Arc::clone(month))).collect()
}
