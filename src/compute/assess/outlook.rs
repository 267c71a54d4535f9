//! What it would take to meet a target on a mean of months, and how much hangs on each month.

use super::bench::Bench;
use super::verdict::{Judged, verdict};
use crate::compute::summary;
use crate::model::edition::{Reach, RequiredNext, Soonest, WithoutMonth};
use crate::model::figure::Summary;
use crate::model::measure::Rule;
use crate::model::target::{JudgedOn, TargetRule};
use crate::model::{CellKey, Exact, Interval, MeasureKey, Period, Target};

/// Further ahead than this no answer is of use.
const LOOKING_AHEAD: usize = 12;

/// What next month must be for a mean of months to reach its target: `(months + 1) · target − sum`.
///
/// `None` when next month does not count, or when the target has run out by then.
pub(super) fn required_next(
    bench: &Bench<'_>,
    target: &Target,
    of: (MeasureKey, CellKey),
    limit: &Exact,
) -> Option<RequiredNext> {
    let next = bench.period.plus(1);
    if target.rule != TargetRule::AtLeast || bench.rules(of.0).left_out(next).is_some() || !target.runs(next) {
        return None;
    }
    mean(bench, target, of)?;
    let (sum, months, bounds) = carried_to(bench, of, next)?;
    let whole = &(&months + &Exact::whole(1)) * limit;
    let interval =
        bounds.map(|mean| Interval { low: &whole - &(&mean.high * &months), high: &whole - &(&mean.low * &months) });
    let value = &whole - &sum;
    let unreachable = bench.rules(of.0).is_share() && value > Exact::whole(100);
    let reach = if unreachable { Reach::Impossible } else { Reach::Possible };
    let soonest = unreachable.then(|| soonest(bench, target, of, limit)).flatten();
    Some(RequiredNext { value, interval, reach, soonest })
}

/// The fewest coming months, each at most 100 percent, in which a mean can reach its target:
/// `((months + k) · target − sum) / k` for the first `k` that gives 100 or less. Months that do not count are passed
/// over; months after the target's last one are of no use.
fn soonest(bench: &Bench<'_>, target: &Target, of: (MeasureKey, CellKey), limit: &Exact) -> Option<Soonest> {
    let measure = bench.rules(of.0);
    let ahead = bench.period.plus(1).through(bench.period.plus(120));
    let counted = ahead.take_while(|month| target.runs(*month)).filter(|month| measure.left_out(*month).is_none());
    counted.take(LOOKING_AHEAD).zip(1_u16..).find_map(|(month, k)| {
        let (sum, months, _) = carried_to(bench, of, month)?;
        let coming = Exact::whole(i64::from(k));
        let average = (&(&(&months + &coming) * limit) - &sum).divided_by(&coming)?;
        (average <= Exact::whole(100)).then_some(Soonest { months: k, average })
    })
}

/// The mean without each of its months in turn, with the verdict that would give.
pub(super) fn without_month(
    bench: &Bench<'_>,
    target: &Target,
    of: (MeasureKey, CellKey),
    limit: &Exact,
) -> Vec<WithoutMonth> {
    let (measure, cell) = of;
    let Some(own) = mean(bench, target, of) else { return Vec::new() };
    let Some(window) = bench.window(measure, cell, bench.period) else { return Vec::new() };
    let has_value = |month: &&&crate::model::figure::MonthFigures| {
        month.figures.get(cell).is_some_and(|figure| figure.amount.exact().is_some())
    };
    let months: Vec<Period> = window.iter().filter(has_value).map(|month| month.period).collect();
    if months.len() != usize::from(own.months) {
        return Vec::new();
    }
    let without = |left_out: Period| {
        let others: Vec<_> = window.iter().copied().filter(|month| month.period != left_out).collect();
        let Summary { value, interval, .. } = summary::of_cell(&others, measure, cell, bench.rules(measure))?;
        let judged = Judged { value, interval, counts: None };
        let (verdict, _) = verdict(target.rule, &judged, limit);
        Some(WithoutMonth { period: left_out, value: judged.value, verdict })
    };
    months.into_iter().filter_map(without).collect()
}

/// The edition's mean of months, when the target is judged on one.
fn mean<'a>(bench: &'a Bench<'_>, target: &Target, (measure, cell): (MeasureKey, CellKey)) -> Option<&'a Summary> {
    let summary = bench.summary(measure, cell)?;
    (target.judged_on == JudgedOn::Summary && summary.rule == Rule::MeanOfMonths).then_some(summary)
}

/// What the months known now add to the mean of a coming month: their sum, how many they are, and where their true mean
/// lies. A rolling window has left the oldest of them behind by then.
fn carried_to(
    bench: &Bench<'_>,
    (measure, cell): (MeasureKey, CellKey),
    coming: Period,
) -> Option<(Exact, Exact, Option<Interval>)> {
    let summary = bench.summary(measure, cell)?;
    let of =
        |summary: &Summary| (summary.sum.clone(), Exact::whole(i64::from(summary.months)), summary.interval.clone());
    if bench.rules(measure).summary_months.is_none() {
        return Some(of(summary));
    }
    let window = bench.window(measure, cell, coming)?;
    let carried = summary::of_cell(&window, measure, cell, bench.rules(measure));
    Some(carried.as_ref().map_or_else(|| (Exact::whole(0), Exact::whole(0), None), of))
}
