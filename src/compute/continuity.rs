//! Funds that took over others: what came before, as the sum of the parts, never silently joined with their own series.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::total::Sum;
use crate::model::code::{AkasseEvent, AkasseEventKind};
use crate::model::edition::Continuation;
use crate::model::figure::{Figure, MonthFigures};
use crate::model::measure::Rule;
use crate::model::{AkasseKey, Amount, AreaKey, CellKey, Flags, Measure, Missing, Period, Publication};

/// What a fund became of.
///
/// The parts are every fund that went into it, straight or by way of another, and the fund itself where it existed
/// before. A part counts in a month when its code is valid in it and it has not gone into another part yet.
struct Lineage {
    akasse: AkasseKey,
    /// Funds that went into it, each with the first month without it, in the order of keys.
    parts: BTreeMap<AkasseKey, Period>,
    /// The first month after the last merger into it.
    last: Period,
    /// Mergers into it or its parts, and moves of members to or from any of them: places in the publication's events.
    events: Vec<usize>,
}

impl Lineage {
    /// What a fund became of by mergers up to, and with, the month `newest`; `None` when nothing went into it.
    fn of(akasse: AkasseKey, newest: Period, publication: &Publication) -> Option<Self> {
        let happened = |event: &AkasseEvent| event.period().filter(|first| *first <= newest);
        let mut parts: BTreeMap<AkasseKey, Period> = BTreeMap::new();
        let mut events = BTreeSet::new();
        let mut last = None;
        let mut open = vec![(akasse, None)];
        while let Some((taker, ended)) = open.pop() {
            for (at, event) in publication.events.iter().enumerate() {
                let Some(first) = happened(event).filter(|_| event.kind == AkasseEventKind::Merger) else { continue };
                // What is said to have gone into a fund that had ended itself went elsewhere.
                if event.to != taker || ended.is_some_and(|ended| first > ended) {
                    continue;
                }
                events.insert(at);
                if taker == akasse {
                    last = last.max(Some(first));
                }
                for from in event.from.iter().filter(|from| **from != akasse) {
                    if parts.insert(*from, first).is_none() {
                        open.push((*from, Some(first)));
                    }
                }
            }
        }
        let ours = |key: &AkasseKey| *key == akasse || parts.contains_key(key);
        for (at, event) in publication.events.iter().enumerate() {
            let moved = event.kind == AkasseEventKind::PartialTransfer && happened(event).is_some();
            if moved && (ours(&event.to) || event.from.iter().any(ours)) {
                events.insert(at);
            }
        }
        Some(Self { akasse, last: last?, events: events.into_iter().collect(), parts })
    }

    /// The parts of a month before the last merger, in the order of keys.
    fn parts_in(&self, period: Period, publication: &Publication) -> impl Iterator<Item = AkasseKey> {
        let gone = self.parts.iter().map(|(part, first_without)| (*part, Some(*first_without)));
        let all = gone.chain([(self.akasse, None)]);
        all.filter(move |(part, first_without)| {
            first_without.is_none_or(|first| period < first) && publication.akasse(*part).valid.covers(period)
        })
        .map(|(part, _)| part)
    }

    /// The sum of a month's parts; `None` when none of those that went into the fund has a figure in it, or the rule
    /// gives no sum. A part that was there and has no figure makes it [`Missing::Incomplete`].
    fn sum<'f>(
        &self,
        period: Period,
        rule: Rule,
        publication: &Publication,
        figure: impl Fn(AkasseKey) -> Option<&'f Figure>,
    ) -> Option<Figure> {
        let mut sum = Sum::new(rule);
        let mut told = false;
        for part in self.parts_in(period, publication) {
            let found = figure(part);
            told |= found.is_some() && part != self.akasse;
            match found {
                Some(figure) => sum.add(figure),
                None => sum.add(&Figure::delivered(Amount::Missing(Missing::NotReceived), Flags::default())),
            }
        }
        sum.figure(0).filter(|_| told)
    }
}

/// The funds of a publication that took over others up to, and with, a month.
fn lineages(newest: Period, publication: &Publication) -> Vec<Lineage> {
    let mergers = publication.events.iter().filter(|event| event.kind == AkasseEventKind::Merger);
    let takers: BTreeSet<AkasseKey> = mergers.map(|event| event.to).collect();
    takers.into_iter().filter_map(|akasse| Lineage::of(akasse, newest, publication)).collect()
}

/// Whether a measure's funds can be added up at all.
fn adds_up(measure: &Measure) -> bool {
    measure.by_akasse && matches!(measure.over_akasser, Rule::Sum | Rule::RatioOfSums)
}

/// What came before in the months an edition knows, for each cell of a fund that took over others up to its month.
pub(super) fn of_edition(
    months: &BTreeMap<Period, Arc<MonthFigures>>,
    measure: &Measure,
    publication: &Publication,
    period: Period,
) -> BTreeMap<CellKey, Continuation> {
    let mut continued = BTreeMap::new();
    if !adds_up(measure) {
        return continued;
    }
    for lineage in lineages(period, publication) {
        for (period, month) in months.range(..lineage.last) {
            for area in month.figures.areas() {
                let at = |akasse| CellKey { area: *area, akasse: Some(akasse) };
                let sum = lineage.sum(*period, measure.over_akasser, publication, |part| month.figures.get(at(part)));
                if let Some(figure) = sum {
                    put(&mut continued, at(lineage.akasse), (*period, figure), &lineage);
                }
            }
        }
    }
    continued
}

/// What came before in a measure's newest series, for each of their areas.
///
/// Series are looked up by `series`; `newest` is the newest month of any, and decides which mergers have happened.
pub(super) fn of_series<'s>(
    series: impl Fn(CellKey) -> Option<&'s BTreeMap<Period, Figure>>,
    areas: &[Option<AreaKey>],
    measure: &Measure,
    publication: &Publication,
    newest: Period,
) -> BTreeMap<CellKey, Continuation> {
    let mut continued = BTreeMap::new();
    if !adds_up(measure) {
        return continued;
    }
    for lineage in lineages(newest, publication) {
        for area in areas {
            let of = |akasse: AkasseKey| series(CellKey { area: *area, akasse: Some(akasse) });
            let known = lineage.parts.keys().filter_map(|part| of(*part));
            let months: BTreeSet<Period> =
                known.flat_map(|months| months.range(..lineage.last).map(|(period, _)| *period)).collect();
            for period in months {
                let figure = |part| of(part).and_then(|months| months.get(&period));
                if let Some(figure) = lineage.sum(period, measure.over_akasser, publication, figure) {
                    let key = CellKey { area: *area, akasse: Some(lineage.akasse) };
                    put(&mut continued, key, (period, figure), &lineage);
                }
            }
        }
    }
    continued
}

fn put(
    continued: &mut BTreeMap<CellKey, Continuation>,
    key: CellKey,
    (period, figure): (Period, Figure),
    lineage: &Lineage,
) {
    let of_cell = continued
        .entry(key)
        .or_insert_with(|| Continuation { months: BTreeMap::new(), events: lineage.events.clone() });
    of_cell.months.insert(period, figure);
}
