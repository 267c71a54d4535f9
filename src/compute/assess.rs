//! Targets met with those they bind: exact verdicts.

use super::change::Comparison;
use crate::model::code::{AreaKind, TargetKey};
use crate::model::edition::{Assessment, Reach, RequiredNext, Verdict, WhyNot};
use crate::model::figure::{Figure, Months, ShownFigures, Summary};
use crate::model::measure::Rule;
use crate::model::target::{JudgedOn, TargetRule};
use crate::model::{CellKey, Exact, Interval, Measure, MeasureKey, Period, Publication, Target};

/// Every target of the register against everyone it binds, in the register's order.
pub(super) fn assessments(shown: &ShownFigures, known: &Months, publication: &Publication) -> Vec<Assessment> {
    let bench = Bench { shown, known, publication, period: shown.release.id.period };
    publication.target_keys().flat_map(|key| bench.judge_all(key)).collect()
}

/// What a verdict is made from.
struct Bench<'a> {
    shown: &'a ShownFigures,
    known: &'a Months,
    publication: &'a Publication,
    period: Period,
}

/// The figure a target is judged on.
struct Judged {
    value: Exact,
    interval: Option<Interval>,
}

impl Bench<'_> {
    fn judge_all(&self, key: TargetKey) -> Vec<Assessment> {
        let target = self.publication.target(key);
        self.bound(target).into_iter().map(|cell| self.judge(key, target, cell)).collect()
    }

    /// The cells of those a target binds.
    fn bound(&self, target: &Target) -> Vec<CellKey> {
        let areas: Vec<_> = if target.areas.is_empty() {
            vec![self.whole_country(target)]
        } else {
            target.areas.iter().copied().map(Some).collect()
        };
        let akasser = if target.akasser.is_empty() { self.akasser_of(target) } else { self.named_akasser(target) };
        areas.iter().flat_map(|area| akasser.iter().map(|akasse| CellKey { area: *area, akasse: *akasse })).collect()
    }

    /// The country for a measure by area, nothing otherwise.
    fn whole_country(&self, target: &Target) -> Option<crate::model::AreaKey> {
        let measure = self.publication.measure(target.measure?);
        if measure.areas.is_empty() {
            return None;
        }
        let country = self.publication.areas.iter().find(|area| area.kind == AreaKind::Country)?;
        self.publication.area_by_id(&country.id)
    }

    fn named_akasser(&self, target: &Target) -> Vec<Option<crate::model::AkasseKey>> {
        target.akasser.iter().copied().map(Some).collect()
    }

    /// All funds together when the measure adds them up; otherwise every fund that has figures this month.
    fn akasser_of(&self, target: &Target) -> Vec<Option<crate::model::AkasseKey>> {
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

    fn judge(&self, key: TargetKey, target: &Target, cell: CellKey) -> Assessment {
        let blank = Assessment::blank(key, cell);
        if !target.in_force(self.period) {
            return Assessment { verdict: Verdict::NotInForce, ..blank };
        }
        if matches!(target.rule, TargetRule::Limit | TargetRule::Qualitative) {
            return Assessment { verdict: Verdict::NoNumericTarget, ..blank };
        }
        let Some(measure) = target.measure else { return blank };
        let Some(limit) = limit_of(target) else { return Assessment { verdict: Verdict::NoNumericTarget, ..blank } };
        let Some(judged) = self.judged(target, measure, cell, self.period) else { return blank };
        let (verdict, margin) = verdict(target.rule, &judged, &limit);
        Assessment {
            verdict,
            margin: Some(margin),
            required_next: self.required_next(target, measure, cell, &limit),
            before: self.before(target, measure, cell),
            value: Some(judged.value),
            interval: judged.interval,
            ..blank
        }
    }

    /// The judged figure, in the unit of the target's number.
    fn judged(&self, target: &Target, measure: MeasureKey, cell: CellKey, period: Period) -> Option<Judged> {
        match (target.rule, target.judged_on) {
            (TargetRule::ChangeAtMost, _) => {
                self.change_since(target.baseline?, measure, (cell, period), &change_in_percent)
            }
            (TargetRule::BelowLastYear, _) => {
                self.change_since(period.plus(-12), measure, (cell, period), &|now, then| Some(now - then))
            }
            (_, JudgedOn::Summary) => {
                let summary = self.summary(measure, cell)?;
                Some(Judged { value: summary.value.clone(), interval: summary.interval.clone() })
            }
            (_, JudgedOn::Month) => {
                let amount = self.figure(measure, cell, period)?.amount;
                Some(Judged { value: amount.exact()?, interval: amount.interval() })
            }
        }
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
        let compared = Comparison { publication, measure, cell, earlier, later: period };
        if matches!(compared.barrier(), Some(WhyNot::Break | WhyNot::FundsChanged)) {
            return None;
        }
        let now = self.figure(key, cell, period)?.amount.exact()?;
        let then = self.figure(key, cell, earlier)?.amount.exact()?;
        Some(Judged { value: of(&now, &then)?, interval: None })
    }

    fn figure(&self, measure: MeasureKey, cell: CellKey, period: Period) -> Option<&Figure> {
        self.known.get(&(measure, period))?.figures.get(cell)
    }

    fn summary(&self, measure: MeasureKey, cell: CellKey) -> Option<&Summary> {
        self.shown.summaries.iter().find(|summary| summary.measure == measure && summary.key == cell)
    }

    /// The judged figure without this month.
    fn before(&self, target: &Target, measure: MeasureKey, cell: CellKey) -> Option<Exact> {
        if target.judged_on == JudgedOn::Summary {
            let summary = self.summary(measure, cell).filter(|summary| summary.rule == Rule::MeanOfMonths)?;
            let now = self.figure(measure, cell, self.period)?.amount.exact()?;
            return (&summary.sum - &now).divided_by(&Exact::whole(i64::from(summary.months) - 1));
        }
        self.judged(target, measure, cell, self.period.plus(-1)).map(|judged| judged.value)
    }

    /// What next month must be for a mean of months to reach its target: `(months + 1) * target - sum`.
    fn required_next(&self, target: &Target, key: MeasureKey, cell: CellKey, limit: &Exact) -> Option<RequiredNext> {
        let measure: &Measure = self.publication.measure(key);
        let next = self.period.plus(1);
        if target.rule != TargetRule::AtLeast || measure.left_out(next).is_some() || !target.runs(next) {
            return None;
        }
        let summary = self.summary(key, cell)?;
        if target.judged_on != JudgedOn::Summary || summary.rule != Rule::MeanOfMonths {
            return None;
        }
        let months = Exact::whole(i64::from(summary.months));
        let whole = &(&months + &Exact::whole(1)) * limit;
        let interval = summary
            .interval
            .as_ref()
            .map(|mean| Interval { low: &whole - &(&mean.high * &months), high: &whole - &(&mean.low * &months) });
        let value = &whole - &summary.sum;
        let unreachable = measure.is_share() && value > Exact::whole(100);
        let reach = if unreachable { Reach::Impossible } else { Reach::Possible };
        Some(RequiredNext { value, interval, reach, soonest: None })
    }
}

/// The number a value is held against.
fn limit_of(target: &Target) -> Option<Exact> {
    match target.rule {
        TargetRule::BelowLastYear | TargetRule::AboveComparator => {
            Some(target.value.map_or_else(|| Exact::whole(0), crate::model::Decimal::exact))
        }
        _ => target.value.map(crate::model::Decimal::exact),
    }
}

fn change_in_percent(now: &Exact, then: &Exact) -> Option<Exact> {
    super::change::growth(&(now - then), then)
}

/// The verdict, and how far inside the target the value lies (negative = how far it misses).
///
/// Where only rounded values are known the verdict stands if it is the same for every value they may have been.
fn verdict(rule: TargetRule, judged: &Judged, limit: &Exact) -> (Verdict, Exact) {
    let meets: fn(&Exact, &Exact) -> bool = match rule {
        TargetRule::AtLeast => |value, limit| value >= limit,
        TargetRule::AboveComparator => |value, limit| value > limit,
        TargetRule::BelowLastYear => |value, limit| value < limit,
        _ => |value, limit| value <= limit,
    };
    let upward = matches!(rule, TargetRule::AtLeast | TargetRule::AboveComparator);
    let margin = if upward { &judged.value - limit } else { limit - &judged.value };
    let Some(Interval { low, high }) = &judged.interval else {
        let verdict = if meets(&judged.value, limit) { Verdict::Met } else { Verdict::NotMet };
        return (verdict, margin);
    };
    // The true value may be `low` and comes as near to `high` as one likes, without being it.
    let at_high = if upward { high > limit } else { high <= limit };
    let verdict = match (meets(low, limit), at_high) {
        (true, true) => Verdict::Met,
        (false, false) => Verdict::NotMet,
        _ => Verdict::Undecided,
    };
    (verdict, margin)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(low: i64, value: i64, high: i64) -> Judged {
        let tenth = |tenths| Exact::ratio(tenths, 10).unwrap();
        Judged { value: tenth(value), interval: Some(Interval { low: tenth(low), high: tenth(high) }) }
    }

    #[test]
    fn a_rounded_85_cannot_be_decided() {
        let limit = Exact::whole(85);
        let of = |judged: &Judged| verdict(TargetRule::AtLeast, judged, &limit).0;
        assert_eq!(of(&judged(845, 850, 855)), Verdict::Undecided);
        assert_eq!(of(&judged(850, 855, 860)), Verdict::Met);
        assert_eq!(of(&judged(840, 845, 850)), Verdict::NotMet, "it stays below 85");
        assert_eq!(verdict(TargetRule::AtLeast, &judged(840, 845, 850), &limit).1, Exact::ratio(-1, 2).unwrap());
    }

    #[test]
    fn ceilings_are_judged_from_below() {
        let limit = Exact::whole(10);
        let of = |judged: &Judged| verdict(TargetRule::ChangeAtMost, judged, &limit).0;
        assert_eq!(of(&judged(90, 95, 100)), Verdict::Met, "it stays below 10");
        assert_eq!(of(&judged(95, 100, 105)), Verdict::Undecided);
        assert_eq!(of(&judged(101, 105, 110)), Verdict::NotMet);
        assert_eq!(of(&judged(100, 105, 110)), Verdict::Undecided, "it may be exactly 10");
    }

    #[test]
    fn exact_values_at_the_limit() {
        let exact = |n: i64, d: i64| Judged { value: Exact::ratio(n, d).unwrap(), interval: None };
        let limit = Exact::whole(85);
        assert_eq!(verdict(TargetRule::AtLeast, &exact(85, 1), &limit).0, Verdict::Met);
        assert_eq!(verdict(TargetRule::AtLeast, &exact(8_499_999, 100_000), &limit).0, Verdict::NotMet);
        let zero = Exact::whole(0);
        assert_eq!(verdict(TargetRule::AboveComparator, &exact(0, 1), &zero).0, Verdict::NotMet);
        assert_eq!(verdict(TargetRule::BelowLastYear, &exact(0, 1), &zero).0, Verdict::NotMet);
        assert_eq!(verdict(TargetRule::AtMost, &exact(0, 1), &zero).0, Verdict::Met);
    }
}
