//! What verdicts are made from: the figures a target is judged on, in any month that is known.

use super::verdict::Judged;
use crate::compute::change::{self, Comparison};
use crate::compute::summary;
use crate::compute::vintage::LOOKING_BACK;
use crate::compute::whole::area_of_month;
use crate::model::edition::{Verdict, WhyNot};
use crate::model::figure::{Figure, MonthFigures, Months, Summary};
use crate::model::measure::Rule;
use crate::model::target::{JudgedOn, TargetRule};
use crate::model::{
    AkasseKey, Amount, AreaKey, Bound, CellKey, Exact, Measure, MeasureKey, Missing, Period, Publication, Target,
};

/// What verdicts of one edition are made from.
pub(in crate::compute) struct Bench<'a> {
    /// Figures over months that the edition shows.
    pub(in crate::compute) summaries: &'a [Summary],
    /// Months known when it was published.
    pub(in crate::compute) known: &'a Months,
    pub(in crate::compute) publication: &'a Publication,
    /// The reference month.
    pub(in crate::compute) period: Period,
}

impl Bench<'_> {
    /// The cells of those a target binds.
    pub(in crate::compute) fn bound(&self, target: &Target) -> Vec<CellKey> {
        let areas: Vec<Option<AreaKey>> = if target.areas.is_empty() {
            let of_measure = |key| area_of_month(self.known, (key, self.period), self.publication);
            vec![target.measure.and_then(of_measure)]
        } else {
            target.areas.iter().copied().map(Some).collect()
        };
        let akasser = if target.akasser.is_empty() {
            self.akasser_of(target)
        } else {
            target.akasser.iter().copied().map(Some).collect()
        };
        areas.iter().flat_map(|area| akasser.iter().map(|akasse| CellKey { area: *area, akasse: *akasse })).collect()
    }

    /// All funds together when the measure adds them up; otherwise every fund that has figures this month.
    fn akasser_of(&self, target: &Target) -> Vec<Option<AkasseKey>> {
        let Some(key) = target.measure else { return vec![None] };
        let measure = self.publication.measure(key);
        if !measure.by_akasse || measure.over_akasser != Rule::None {
            return vec![None];
        }
        let current = self.known.get(&(key, self.period));
        let mut akasser: Vec<_> = current.map(|month| month.figures.akasser().to_vec()).unwrap_or_default();
        if akasser.is_empty() {
            akasser.push(None);
        }
        akasser
    }

    /// The figure a target is judged on in a month, in the unit of the target's number.
    pub(super) fn judged(&self, target: &Target, measure: MeasureKey, cell: CellKey, period: Period) -> Option<Judged> {
        match (target.rule, target.judged_on) {
            (TargetRule::ChangeAtMost, _) => {
                self.change_since(target.baseline?, measure, (cell, period), &change_in_percent)
            }
            (TargetRule::BelowLastYear, _) => {
                self.change_since(period.plus(-12), measure, (cell, period), &|now, then| Some(now - then))
            }
            (_, JudgedOn::Summary) => {
                let summary = self.summary_at(measure, cell, period)?;
                Some(Judged { value: summary.value, interval: summary.interval, counts: summary.counts })
            }
            (_, JudgedOn::Month) => {
                let amount = self.figure(measure, cell, period)?.amount;
                let counts = match amount {
                    Amount::Share { numerator, denominator } => Some((numerator, denominator)),
                    _ => None,
                };
                Some(Judged { value: amount.exact()?, interval: amount.interval(), counts })
            }
        }
    }

    /// The coarser answer about the month's share that a target is judged on; `None` when there is a value, when nothing
    /// is said, and when the target is judged on more than the month.
    pub(super) fn bound_of(&self, target: &Target, measure: MeasureKey, cell: CellKey) -> Option<Bound> {
        let of_month = target.judged_on == JudgedOn::Month;
        let of_value = !matches!(target.rule, TargetRule::ChangeAtMost | TargetRule::BelowLastYear);
        self.figure(measure, cell, self.period).filter(|_| of_month && of_value)?.amount.bound()
    }

    /// The judged figure and its verdict in a month; `None` when there is nothing to judge or the target did not bind.
    pub(in crate::compute) fn verdict_at(
        &self,
        target: &Target,
        cell: CellKey,
        period: Period,
    ) -> Option<(Exact, Exact, Verdict)> {
        let limit = super::verdict::limit_of(target)?;
        if target.consequence || !target.in_force(period) {
            return None;
        }
        let judged = self.judged(target, target.measure?, cell, period)?;
        let (verdict, margin) = super::verdict::verdict(target.rule, &judged, &limit);
        Some((judged.value, margin, verdict))
    }

    /// The month that was judged before `period`: for a figure over months the latest one that counts, since those left
    /// out do not move it; otherwise the month before.
    pub(in crate::compute) fn judged_before(&self, target: &Target, measure: MeasureKey, period: Period) -> Period {
        let before = period.plus(-1);
        if target.judged_on != JudgedOn::Summary {
            return before;
        }
        let rules = self.publication.measure(measure);
        let counted = period.plus(-LOOKING_BACK).through(before).rev().find(|month| rules.left_out(*month).is_none());
        counted.unwrap_or(before)
    }

    /// A change from an earlier month, unless the series breaks or the fund changes between them.
    fn change_since(
        &self,
        earlier: Period,
        key: MeasureKey,
        (cell, period): (CellKey, Period),
        of: &dyn Fn(&Exact, &Exact) -> Option<Exact>,
    ) -> Option<Judged> {
        let (publication, measure) = (self.publication, self.publication.measure(key));
        let marked = change::marked(self.known, key, cell, (earlier, period));
        let compared = Comparison { publication, measure, cell, earlier, later: period, marked };
        if matches!(compared.barrier(), Some(WhyNot::Break | WhyNot::FundsChanged)) {
            return None;
        }
        let now = self.figure(key, cell, period)?.amount.exact()?;
        let then = self.figure(key, cell, earlier)?.amount.exact()?;
        Some(Judged { value: of(&now, &then)?, interval: None, counts: None })
    }

    /// A figure that may be shown.
    pub(in crate::compute) fn figure(&self, measure: MeasureKey, cell: CellKey, period: Period) -> Option<&Figure> {
        self.known.get(&(measure, period))?.figures.get(cell)
    }

    /// The edition's own figure over months.
    pub(super) fn summary(&self, measure: MeasureKey, cell: CellKey) -> Option<&Summary> {
        self.summaries.iter().find(|summary| summary.measure == measure && summary.key == cell)
    }

    /// The figure over months as it was in a month.
    fn summary_at(&self, measure: MeasureKey, cell: CellKey, period: Period) -> Option<Summary> {
        if period == self.period {
            return self.summary(measure, cell).cloned();
        }
        summary::of_cell(&self.window(measure, cell, period)?, measure, cell, self.rules(measure))
    }

    /// The months that count towards the figure over months of `period`, ascending, as far as they are known; `None`
    /// when one of them is hidden or lies further back than an edition looks, so that the figure cannot be told.
    pub(super) fn window(&self, key: MeasureKey, cell: CellKey, period: Period) -> Option<Vec<&MonthFigures>> {
        let measure = self.rules(key);
        let (first, last) = measure.summary_window(period)?;
        if measure.summary_months.is_some() && first < self.period.plus(-LOOKING_BACK) {
            return None;
        }
        let months = self.known.range((key, first)..=(key, last)).map(|(_, month)| &**month);
        let counted: Vec<&MonthFigures> = months.filter(|month| measure.left_out(month.period).is_none()).collect();
        let hidden = |month: &&MonthFigures| {
            let figure = month.figures.get(cell);
            figure.is_some_and(|figure| figure.amount.missing() == Some(Missing::Suppressed))
        };
        (!counted.iter().any(hidden)).then_some(counted)
    }

    pub(super) fn rules(&self, measure: MeasureKey) -> &Measure {
        self.publication.measure(measure)
    }
}

fn change_in_percent(now: &Exact, then: &Exact) -> Option<Exact> {
    crate::compute::change::growth(&(now - then), then)
}
