//! The newest series, for pages that stand outside editions, and the figures that texts name.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::catalogue::{History, NamedFigure};
use crate::model::code::AreaKind;
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
/// Of a measure by area and fund only the margins are kept, and the pairs that have pages of their own. `wanted` are
/// the figures that texts name.
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

fn is_margin(key: CellKey, publication: &Publication) -> bool {
    let asked = key.area.zip(key.akasse).is_some_and(|pair| publication.pairs.binary_search(&pair).is_ok());
    asked || key.akasse.is_none() || key.area.is_none_or(|area| publication.area(area).kind == AreaKind::Country)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compute::tests::{measure, publication};
    use crate::model::figure::Figure;
    use crate::model::measure::{MeasureKind, Rule};
    use crate::model::{AkasseKey, Amount, AreaKey, Flags, Grid, Measure, MeasureKey, Period};
    use std::collections::BTreeMap;

    #[test]
    fn of_a_table_by_area_and_fund_the_margins_and_the_asked_pairs_are_kept() {
        let by_both =
            Measure { areas: vec![AreaKind::Jobcentre], ..measure(MeasureKind::Stock, Rule::Last, Rule::Sum) };
        let mut publication = publication(by_both, Vec::new());
        publication.pairs = vec![(AreaKey(0), AkasseKey(1)), (AreaKey(1), AkasseKey(0))];
        let cell = |area, akasse: Option<u16>| CellKey { area: Some(AreaKey(area)), akasse: akasse.map(AkasseKey) };
        let all = [cell(0, Some(0)), cell(0, Some(1)), cell(1, Some(0)), cell(0, None), cell(2, Some(0))];
        let figures = all.map(|key| (key, Figure::delivered(Amount::Count(9), Flags::default())));
        let period = Period::new(2021, 9).unwrap();
        let month = MonthFigures {
            measure: MeasureKey(0),
            period,
            figures: Grid::from_cells(figures.into()),
            notes: BTreeMap::new(),
        };
        let addition =
            Addition { id: ReleaseId { period, version: 1 }, months: vec![Arc::new(month)], summaries: Vec::new() };
        let history = absorb(History::default(), &addition, &BTreeSet::new(), &publication);
        let kept: Vec<CellKey> = history.series.keys().map(|(_, key)| *key).collect();
        assert_eq!(kept, [cell(0, None), cell(0, Some(1)), cell(1, Some(0)), cell(2, Some(0))]);
    }
}
