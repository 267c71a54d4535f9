//! The newest series, for pages that stand outside editions, and the figures that texts name.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::catalogue::{History, NamedFigure};
use crate::model::code::AreaKind;
use crate::model::figure::{MonthFigures, Summary};
use crate::model::note::{FigureRequest, WhichFigure};
use crate::model::{CellKey, MeasureKey, Period, Publication, ReleaseId};

/// What one release adds to the history.
pub struct Addition {
    /// The release.
    pub id: ReleaseId,
    /// The months it delivers.
    pub months: Vec<Arc<MonthFigures>>,
    /// Its figures over months.
    pub summaries: Vec<Summary>,
    /// Whether its figures are made up.
    pub synthetic: bool,
}

/// Puts a release's figures over those published before it; what was published last counts.
///
/// Of a measure by area and fund only the margins are kept. `wanted` are the figures that texts name.
#[must_use]
pub fn absorb(
    mut history: History,
    addition: &Addition,
    wanted: &BTreeSet<FigureRequest>,
    publication: &Publication,
) -> History {
    for month in &addition.months {
        mark(&mut history, (month.measure, month.period), addition.synthetic);
        let measure = publication.measure(month.measure);
        let both = measure.by_akasse && !measure.areas.is_empty();
        for (key, figure) in month.figures.iter().filter(|(key, _)| !both || is_margin(*key, publication)) {
            history.series.entry((month.measure, key)).or_default().insert(month.period, *figure);
        }
    }
    for request in wanted {
        if let Some(found) = find(request, addition) {
            history.named.insert(*request, found);
        }
    }
    history
}

/// Notes whether a month's figures are made up. A real release leaves nothing of a made-up month behind, not even cells
/// that it does not deliver itself, and the other way round: a month is one or the other.
fn mark(history: &mut History, month: (MeasureKey, Period), synthetic: bool) {
    let changed = if synthetic { history.synthetic.insert(month) } else { history.synthetic.remove(&month) };
    if changed {
        for (_, series) in history.series.iter_mut().filter(|((measure, _), _)| *measure == month.0) {
            series.remove(&month.1);
        }
        history.series.retain(|_, series| !series.is_empty());
        history.named.retain(|request, _| (request.measure, request.period) != month);
    }
}

fn is_margin(key: CellKey, publication: &Publication) -> bool {
    key.akasse.is_none() || key.area.is_none_or(|area| publication.area(area).kind == AreaKind::Country)
}

fn find(request: &FigureRequest, addition: &Addition) -> Option<NamedFigure> {
    let of_edition = addition.id.period == request.period;
    let summary = || {
        let same = |summary: &&Summary| summary.measure == request.measure && summary.key == request.key;
        addition.summaries.iter().find(same).filter(|_| of_edition)
    };
    match request.which {
        WhichFigure::Month => {
            let same = |month: &&Arc<MonthFigures>| month.measure == request.measure && month.period == request.period;
            addition.months.iter().find(same)?.figures.get(request.key).copied().map(NamedFigure::Month)
        }
        WhichFigure::Summary => summary().map(|summary| NamedFigure::Summary(summary.value.clone())),
        WhichFigure::Published => summary()?.published.map(NamedFigure::Published),
    }
}
