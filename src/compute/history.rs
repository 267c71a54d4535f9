//! The newest series, for pages that stand outside editions, and the figures that texts name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{continuity, coverage, pages};
use crate::model::catalogue::{History, NamedFigure};
use crate::model::code::AreaKind;
use crate::model::edition::Whole;
use crate::model::figure::{Figure, MonthFigures, Summary};
use crate::model::note::{FigureRequest, WhichFigure};
use crate::model::release::ReleaseClass;
use crate::model::revision::{MethodChange, MethodChanges};
use crate::model::{CellKey, MeasureKey, Period, Publication, Release};

/// What one release adds to the history.
pub struct Addition {
    /// The release.
    pub release: Release,
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
    let measures: BTreeSet<MeasureKey> = addition.months.iter().map(|month| month.measure).collect();
    let reached: Vec<_> = measures.into_iter().map(|key| (key, newest_of(&history, key))).collect();
    note_method(&mut history.method_changes, addition);
    for month in &addition.months {
        let (id, synthetic) = (addition.release.id, addition.release.synthetic);
        mark(&mut history, (month.measure, month.period), synthetic);
        history.held.entry((id, month.measure)).or_default().add(month);
        history.revisions.add((month.measure, month.period), id, &month.figures);
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
    pages::note(&mut history, addition, &publication.pairs);
    for of in reached {
        carry_on(&mut history, addition, of, publication);
    }
    for request in wanted {
        if let Some(found) = find(request, addition) {
            history.named.insert(*request, found);
        }
    }
    history
}

/// Notes from when on a version that changes the method counts each of its measures anew: from the first month that it
/// delivers.
pub fn note_method(changes: &mut MethodChanges, addition: &Addition) {
    let release = &addition.release;
    if release.class != ReleaseClass::MethodChange {
        return;
    }
    let mut first: BTreeMap<MeasureKey, Period> = BTreeMap::new();
    for month in &addition.months {
        let at = first.entry(month.measure).or_insert(month.period);
        *at = month.period.min(*at);
    }
    for (measure, at) in first {
        changes.add(measure, MethodChange { at, release: release.id, reason: release.reason.clone() });
    }
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
        // What stood for the whole was that of the other kind of figures.
        history.wholes.retain(|measure, (period, _)| (*measure, *period) != month);
        history.named.retain(|request, _| (request.measure, request.period) != month);
        history.revisions.forget(month);
    }
}

/// Sums anew what came before funds that took over others, where this release can have changed it: it delivers a month
/// before the last change among the funds, or is the first to reach a later one. `reached` is the newest month before it.
fn carry_on(
    history: &mut History,
    addition: &Addition,
    (key, reached): (MeasureKey, Option<Period>),
    publication: &Publication,
) {
    let delivered = addition.months.iter().filter(|month| month.measure == key).map(|month| month.period);
    let Some((first, newest)) = delivered.clone().min().zip(delivered.max()) else { return };
    let newest = reached.map_or(newest, |reached| reached.max(newest));
    let last_change = |until: Period| {
        let changes = publication.events.iter().filter_map(|event| event.period());
        changes.filter(|first_after| *first_after <= until).max()
    };
    let last = last_change(newest);
    if reached.and_then(last_change) == last && last.is_none_or(|last| last <= first) {
        return;
    }
    let akasser = of_measure(history, key).filter(|(cell, _)| cell.akasse.is_some());
    let areas: BTreeSet<_> = akasser.map(|(cell, _)| cell.area).collect();
    let areas: Vec<_> = areas.into_iter().collect();
    let series = |cell| history.series.get(&(key, cell));
    let continued = continuity::of_series(series, &areas, publication.measure(key), publication, newest);
    history.continued.retain(|(of, _), _| *of != key);
    history.continued.extend(continued.into_iter().map(|(cell, continuation)| ((key, cell), continuation)));
}

/// The series of a measure, by cell.
fn of_measure(history: &History, key: MeasureKey) -> impl Iterator<Item = (CellKey, &BTreeMap<Period, Figure>)> {
    let from = history.series.range((key, CellKey::default())..);
    from.take_while(move |((of, _), _)| *of == key).map(|((_, cell), months)| (*cell, months))
}

/// The newest month of a measure.
fn newest_of(history: &History, key: MeasureKey) -> Option<Period> {
    of_measure(history, key).filter_map(|(_, months)| months.keys().next_back().copied()).max()
}

/// Whether a cell is a total over funds, of a fund in what stands for the whole, or a pair that has pages of its own. The
/// whole is that of its month, of the newest month, or the country, so that a series goes on when one month's whole is
/// another.
fn is_margin(key: CellKey, wholes: [Whole; 2], publication: &Publication) -> bool {
    let asked = key.area.zip(key.akasse).is_some_and(|pair| publication.pairs.binary_search(&pair).is_ok());
    let is_whole = |area| wholes.iter().any(|whole| whole.area() == Some(Some(area)));
    asked
        || key.akasse.is_none()
        || key.area.is_none_or(|area| is_whole(area) || publication.area(area).kind == AreaKind::Country)
}

fn find(request: &FigureRequest, addition: &Addition) -> Option<NamedFigure> {
    let of_edition = addition.release.id.period == request.period;
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
    use crate::compute::tests::{measure, publication, release};
    use crate::model::catalogue::HeldBack;
    use crate::model::figure::Figure;
    use crate::model::measure::{MeasureKind, Rule};
    use crate::model::{
        AkasseKey, Amount, AreaKey, Bound, Flags, Grid, Measure, MeasureKey, Missing, Period, ReleaseId,
    };
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
        let addition = Addition { release: release("2021-09"), months: vec![Arc::new(month)], summaries: Vec::new() };
        let history = absorb(History::default(), &addition, &BTreeSet::new(), &publication);
        let kept: Vec<CellKey> = history.series.keys().map(|(_, key)| *key).collect();
        assert_eq!(kept, [cell(0, None), cell(0, Some(1)), cell(1, Some(0)), cell(2, Some(0))]);
    }

    #[test]
    fn counts_what_is_held_back_of_each_version_from_its_figures_alone() {
        let publication = publication(measure(MeasureKind::Share, Rule::RatioOfSums, Rule::RatioOfSums), Vec::new());
        let id = |version| ReleaseId { period: Period::new(2021, 9).unwrap(), version };
        let addition = |version, amounts: &[Amount]| {
            let cells = amounts.iter().zip(0..).map(|(amount, at)| {
                let key = CellKey { area: None, akasse: Some(AkasseKey(at)) };
                (key, Figure::delivered(*amount, Flags::default()))
            });
            let figures = Grid::from_cells(cells.collect());
            let month = MonthFigures { measure: MeasureKey(0), period: id(1).period, figures, notes: BTreeMap::new() };
            let release = Release { id: id(version), ..release("2021-09") };
            Addition { release, months: vec![Arc::new(month)], summaries: Vec::new() }
        };
        let share = Amount::Share { numerator: 9, denominator: 19 };
        let (hidden, answered) = (Amount::Missing(Missing::Suppressed), Amount::Bounded(Bound::AtLeast(95)));
        let first = addition(1, &[share, hidden, answered, Amount::Missing(Missing::NotReceived)]);
        let second = addition(2, &[share, share, share]);
        let history = [first, second]
            .iter()
            .fold(History::default(), |history, addition| absorb(history, addition, &BTreeSet::new(), &publication));
        let of = |version| history.held[&(id(version), MeasureKey(0))];
        assert_eq!(of(1), HeldBack { figures: 3, hidden: 2, answered: 1 });
        assert_eq!(of(2), HeldBack { figures: 3, hidden: 0, answered: 0 });
    }
}
