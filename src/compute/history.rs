//! The newest series, for pages that stand outside editions, and the figures that texts name.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::coverage;
use crate::model::catalogue::{History, NamedFigure};
use crate::model::code::AreaKind;
use crate::model::edition::Whole;
use crate::model::figure::{MonthFigures, Summary};
use crate::model::note::{FigureRequest, WhichFigure};
use crate::model::{CellKey, Publication, ReleaseId};

/// What one release adds to the history.
pub struct Addition {
    /// The release.
    pub id: ReleaseId,
    /// The months it delivers.
    pub months: Vec<Arc<MonthFigures>>,
    /// Its figures over months.
    pub summaries: Vec<Summary>,
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
        let measure = publication.measure(month.measure);
        let both = measure.by_akasse && !measure.areas.is_empty();
        let whole = coverage::whole(month, publication);
        let newest = history.wholes.entry(month.measure).or_insert((month.period, whole));
        if newest.0 <= month.period {
            *newest = (month.period, whole);
        }
        let wholes = [whole, newest.1];
        for (key, figure) in month.figures.iter().filter(|(key, _)| !both || is_margin(*key, wholes, publication)) {
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

/// Whether a cell is a total over funds, or of a fund in what stands for the whole: of its month, of the newest month,
/// or the country, so that a series goes on when one month's whole is another.
fn is_margin(key: CellKey, wholes: [Whole; 2], publication: &Publication) -> bool {
    let is_whole = |area| wholes.iter().any(|whole| whole.area() == Some(Some(area)));
    key.akasse.is_none()
        || key.area.is_none_or(|area| is_whole(area) || publication.area(area).kind == AreaKind::Country)
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
