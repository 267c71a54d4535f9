//! Measures that follow from others.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::Datelike;

use crate::model::code::AkasseEventKind;
use crate::model::figure::{Figure, MonthFigures, Months};
use crate::model::measure::Derived;
use crate::model::{Amount, CellKey, Flags, MeasureKey, Missing, Period, Publication};

/// The months of a derived measure that follow anew when these months of its source have come: the same months, and
/// all that are known when the baseline is among them.
///
/// A month before the baseline has no figures, and none has any before the baseline is known.
pub(super) fn months(
    key: MeasureKey,
    derived: Derived,
    come: &BTreeSet<Period>,
    known: &Months,
    publication: &Publication,
) -> Vec<MonthFigures> {
    let Some(then) = known.get(&(derived.of, derived.baseline)) else { return Vec::new() };
    let all = come.contains(&derived.baseline);
    known
        .range((derived.of, derived.baseline)..)
        .take_while(|((measure, _), _)| *measure == derived.of)
        .filter(|((_, period), _)| all || come.contains(period))
        .map(|(_, now)| Pair { key, derived, now, then, publication }.month())
        .collect()
}

/// Two months of the source.
struct Pair<'a> {
    key: MeasureKey,
    derived: Derived,
    now: &'a Arc<MonthFigures>,
    then: &'a Arc<MonthFigures>,
    publication: &'a Publication,
}

impl Pair<'_> {
    /// Totals follow from the source's totals, so counts are added and never percentages.
    fn month(&self) -> MonthFigures {
        let broken = self.is_broken();
        let left_out = self.publication.measure(self.key).left_out(self.now.period);
        let figures = self.now.figures.map(|cell, now| {
            let then = self.then.figures.get(cell);
            let amount = match left_out {
                Some(reason) => Amount::Missing(reason),
                None if broken || self.funds_changed(cell) => Amount::Missing(Missing::NotApplicable),
                None => self.change(cell, now.amount, then.map(|then| then.amount)),
            };
            let provisional = then.is_some_and(|then| then.flags.has(Flags::PROVISIONAL));
            let flags = if provisional { now.flags.with(Flags::PROVISIONAL) } else { now.flags };
            Figure { amount, flags, computed: now.computed }
        });
        MonthFigures { measure: self.key, period: self.now.period, figures, notes: BTreeMap::new() }
    }

    fn change(&self, cell: CellKey, now: Amount, then: Option<Amount>) -> Amount {
        match (now, then) {
            (Amount::Count(now), Some(Amount::Count(then))) => Amount::change(now, then),
            (Amount::Missing(reason), _) | (_, Some(Amount::Missing(reason))) => Amount::Missing(reason),
            (_, None) => Amount::Missing(self.why_not_then(cell)),
            // Sources are counts, which the configuration is checked for.
            _ => Amount::Missing(Missing::NotApplicable),
        }
    }

    /// Why the baseline has no such cell: the area's figures never came, or there was nobody and so no percentage.
    fn why_not_then(&self, cell: CellKey) -> Missing {
        let then = &self.then.figures;
        let known = then.akasser().iter().any(|akasse| then.get(CellKey { akasse: *akasse, ..cell }).is_some());
        let existed = cell.area.is_none_or(|area| self.publication.area(area).valid.covers(self.then.period));
        if existed && !known { Missing::NotReceived } else { Missing::NotApplicable }
    }

    /// Whether the source or the measure itself breaks after the baseline.
    fn is_broken(&self) -> bool {
        let between = |key| self.publication.measure(key).break_between(self.then.period, self.now.period).is_some();
        between(self.derived.of) || between(self.key)
    }

    /// Whether members came to or left a fund after the baseline.
    fn funds_changed(&self, cell: CellKey) -> bool {
        let Some(akasse) = cell.akasse else { return false };
        self.publication.events.iter().any(|event| {
            let at = Period::new(event.date.year(), event.date.month());
            event.kind != AkasseEventKind::Rename
                && (event.to == akasse || event.from.contains(&akasse))
                && at.is_some_and(|at| self.then.period < at && at <= self.now.period)
        })
    }
}
