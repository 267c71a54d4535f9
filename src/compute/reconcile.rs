//! Totals as their sender published them, compared with ours.
//!
//! Messages are printed where others may read them, and a total may have to be hidden, or a part of it: they name the cell,
//! and the numbers stand in the detail.

use std::sync::Arc;

use super::total;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::model::delivery::{Delivery, PublishedTotal, TotalOver};
use crate::model::figure::{MonthFigures, Reconciliation, Summary};
use crate::model::{CellKey, Exact, Interval, Period, Publication};

/// Compares every published total with the recomputed one and notes it on the summaries.
///
/// A total equals ours when ours, rounded once to its decimals, is the same number. If it is not, but the months were
/// rounded before delivery and some unrounded months would give it, that is a warning. Otherwise it is an error.
/// A total that cannot be recomputed is a warning too, unless it lies outside its parts.
/// A published total over months also narrows where the true value lies.
pub(super) fn published_totals(
    delivery: &Delivery,
    months: &[Arc<MonthFigures>],
    summaries: &mut [Summary],
    publication: &Publication,
    report: &mut Report,
) {
    for total in &delivery.totals {
        match total.over {
            TotalOver::Months(key) => over_months(total, key, summaries, publication, report),
            TotalOver::Cells(period, key) => over_cells(total, (period, key), months, publication, report),
        }
    }
}

fn over_months(
    total: &PublishedTotal,
    key: CellKey,
    summaries: &mut [Summary],
    publication: &Publication,
    report: &mut Report,
) {
    let Some(summary) = summaries.iter_mut().find(|summary| summary.measure == total.measure && summary.key == key)
    else {
        report.push(not_ours(total, key, publication));
        return;
    };
    let rounded = total.value.interval();
    summary.published = Some(total.value);
    if summary.value.round(total.value.decimals) == total.value {
        summary.reconciles = Some(Reconciliation::Equal);
        summary.interval = summary.interval.as_ref().and_then(|own| own.intersect(&rounded));
        return;
    }
    match summary.interval.as_ref().and_then(|own| own.intersect(&rounded)) {
        Some(both) => {
            report.push(explained(total, &summary.value, &both, key, publication));
            summary.interval = Some(both);
            summary.reconciles = Some(Reconciliation::WithinRounding);
        }
        None => report.push(off(total, &summary.value, key, publication)),
    }
}

fn over_cells(
    published: &PublishedTotal,
    (period, key): (Period, CellKey),
    months: &[Arc<MonthFigures>],
    publication: &Publication,
    report: &mut Report,
) {
    let month = months.iter().find(|month| month.measure == published.measure && month.period == period);
    let Some(month) = month else {
        report.push(not_ours(published, key, publication));
        return;
    };
    let measure = publication.measure(published.measure);
    // A total without an area sums up the rows of this delivery, whichever part of the country they are.
    let ours = match month.figures.get(key) {
        None if key.area.is_none() && !measure.areas.is_empty() => total::over_table(month, key, publication),
        found => found.copied(),
    };
    match ours.and_then(|figure| figure.amount.exact()) {
        Some(ours) if ours.round(published.value.decimals) == published.value => {}
        Some(ours) => report.push(off(published, &ours, key, publication)),
        None => match bounds_of_parts(month, key) {
            // A share of a whole lies between the smallest and the largest share of its parts.
            Some(parts) if parts.intersect(&published.value.interval()).is_none() => {
                report.push(outside(published, &parts, key, publication));
            }
            _ => report.push(not_ours(published, key, publication)),
        },
    }
}

/// From the lowest to the highest that the parts of a total may truly be, for shares delivered without counts.
fn bounds_of_parts(month: &MonthFigures, key: CellKey) -> Option<Interval> {
    let is_part = |cell: &CellKey| {
        let same_akasse = key.akasse.is_none() || cell.akasse == key.akasse;
        let same_area = key.akasse.is_some() || cell.area == key.area;
        *cell != key && same_akasse && same_area
    };
    let parts = month.figures.iter().filter(|(cell, _)| is_part(cell)).map(|(_, figure)| figure.amount);
    let bounds: Vec<Interval> = parts.filter_map(|amount| amount.interval()).collect();
    let low = bounds.iter().map(|bound| &bound.low).min()?.clone();
    let high = bounds.iter().map(|bound| &bound.high).max()?.clone();
    Some(Interval { low, high })
}

fn explained(
    total: &PublishedTotal,
    ours: &Exact,
    both: &Interval,
    key: CellKey,
    publication: &Publication,
) -> Diagnostic {
    let message = format!(
        "the published total for {} is not what its months give, but their rounding explains it",
        cell_name(key, publication),
    );
    let found = format!("given {}, computed {}", total.value.plain(), plain(ours));
    let detail = format!("{found}; the true value lies from {} up to {}", plain(&both.low), plain(&both.high));
    let problem = Diagnostic::warning(Code::TotalDoesNotReconcile, message)
        .detail(detail)
        .hint("Both numbers are shown. Deliver unrounded months, or counts, to remove the doubt.");
    total.locate(problem)
}

fn off(total: &PublishedTotal, ours: &Exact, key: CellKey, publication: &Publication) -> Diagnostic {
    let message = format!(
        "the published total for {} does not follow from its parts; rounding cannot explain it",
        cell_name(key, publication),
    );
    let problem = Diagnostic::error(Code::TotalDoesNotReconcile, message)
        .detail(format!("given {}, computed {}", total.value.plain(), plain(ours)))
        .hint("Ask the sender which is wrong: the total, one of its parts, or the measure's rule.");
    total.locate(problem)
}

fn outside(total: &PublishedTotal, parts: &Interval, key: CellKey, publication: &Publication) -> Diagnostic {
    let message = format!("the published total for {} lies outside its parts", cell_name(key, publication));
    let range = format!("its parts go from {} to {}", plain(&parts.low), plain(&parts.high));
    let problem = Diagnostic::error(Code::TotalDoesNotReconcile, message)
        .detail(format!("given {}; {range}", total.value.plain()))
        .hint("Ask the sender which is wrong: the total or one of its parts.");
    total.locate(problem)
}

fn not_ours(total: &PublishedTotal, key: CellKey, publication: &Publication) -> Diagnostic {
    let message = format!(
        "the published total for {} cannot be checked: its parts have no counts or no values, or the measure has no rule for it",
        cell_name(key, publication),
    );
    let problem = Diagnostic::warning(Code::TotalDoesNotReconcile, message)
        .detail(format!("given {}", total.value.plain()))
        .hint("It is not shown. Deliver counts, or leave the total out of the delivery.");
    total.locate(problem)
}

/// A cell in words, for a message.
pub(super) fn cell_name(key: CellKey, publication: &Publication) -> String {
    let akasse = key.akasse.map(|akasse| publication.akasse(akasse).short.clone());
    let area = key.area.map(|area| publication.area(area).name.clone());
    let names: Vec<String> = akasse.into_iter().chain(area).collect();
    if names.is_empty() { "all".to_owned() } else { names.join(", ") }
}

/// Up to four decimals, for a message; the comparison itself is exact.
fn plain(value: &Exact) -> String {
    value.round(4).trimmed().plain()
}
