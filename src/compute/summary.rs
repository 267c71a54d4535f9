//! Figures over months.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::code::CellKey;
use crate::model::figure::{Block, MonthFigures, Summary};
use crate::model::measure::Rule;
use crate::model::{Amount, Exact, Interval, Measure, MeasureKey, Period};

/// One figure per cell over the months of `window`, by the measure's rule; cells without a value in any included month
/// have none.
///
/// - `mean_of_months`: the unweighted mean of the included months that have a value. Months without one are left out;
///   they are never zero. Beside it stand the ratio of sums, where every month has counts, and the mean of each
///   included interval, where there are several.
/// - `ratio_of_sums`: numerators added, denominators added, divided.
/// - `sum`: only when every included month has a value; otherwise there is no honest sum.
pub(super) fn summaries(
    window: &BTreeMap<Period, Arc<MonthFigures>>,
    key: MeasureKey,
    measure: &Measure,
    period: Period,
) -> Vec<Summary> {
    let included: Vec<&MonthFigures> =
        window.values().map(Arc::as_ref).filter(|month| measure.left_out(month.period).is_none()).collect();
    let Some(newest) = window.get(&period) else { return Vec::new() };
    newest.figures.iter().filter_map(|(cell, _)| of_cell(&included, key, cell, measure)).collect()
}

/// The figure of one cell over months that all count, ascending; `None` when no month has a value or the rule gives none.
pub(super) fn of_cell(included: &[&MonthFigures], measure: MeasureKey, key: CellKey, of: &Measure) -> Option<Summary> {
    let amounts: Vec<(Period, Amount)> =
        included.iter().filter_map(|month| Some((month.period, month.figures.get(key)?.amount))).collect();
    let known: Vec<(Period, Amount, Exact)> =
        amounts.iter().filter_map(|(period, amount)| Some((*period, *amount, amount.exact()?))).collect();
    let (from, to) = (known.first()?.0, known.last()?.0);
    let months = u16::try_from(known.len()).ok()?;
    let sum: Exact = known.iter().map(|(_, _, value)| value.clone()).sum();
    let mut counts = None;
    let value = match of.over_months {
        Rule::MeanOfMonths => sum.divided_by(&Exact::whole(i64::from(months)))?,
        Rule::RatioOfSums => {
            let (numerator, denominator) = counts_of(&known)?;
            counts = Some((numerator, denominator));
            Exact::percent(numerator, denominator)?
        }
        Rule::Sum if known.len() == amounts.len() => sum.clone(),
        Rule::Sum | Rule::Last | Rule::None => return None,
    };
    let (mut interval, mut pooled, mut blocks) = (None, None, Vec::new());
    if of.over_months == Rule::MeanOfMonths {
        interval = mean_interval(&known);
        pooled = counts_of(&known).and_then(|(numerator, denominator)| Exact::percent(numerator, denominator));
        blocks = blocks_of(&known, of);
    }
    let (published, reconciles) = (None, None);
    Some(Summary {
        measure,
        key,
        rule: of.over_months,
        from,
        to,
        months,
        sum,
        value,
        interval,
        counts,
        pooled,
        blocks,
        published,
        reconciles,
    })
}

/// The counts behind all months; `None` when one was delivered without.
fn counts_of(known: &[(Period, Amount, Exact)]) -> Option<(u64, u64)> {
    known.iter().try_fold((0_u64, 0_u64), |(parts, wholes), (_, amount, _)| match amount {
        Amount::Share { numerator, denominator } => {
            Some((parts.checked_add(*numerator)?, wholes.checked_add(*denominator)?))
        }
        _ => None,
    })
}

/// The mean of each included interval that has a value; empty when there is but one, which is the mean itself.
fn blocks_of(known: &[(Period, Amount, Exact)], measure: &Measure) -> Vec<Block> {
    let start = |period: &Period| measure.interval(*period).map(|interval| interval.from);
    let runs = known.chunk_by(|(one, ..), (next, ..)| start(one) == start(next));
    let blocks: Vec<Block> = runs.filter_map(block).collect();
    if blocks.len() > 1 { blocks } else { Vec::new() }
}

fn block(run: &[(Period, Amount, Exact)]) -> Option<Block> {
    let months = u16::try_from(run.len()).ok()?;
    let sum: Exact = run.iter().map(|(_, _, value)| value.clone()).sum();
    let value = sum.divided_by(&Exact::whole(i64::from(months)))?;
    Some(Block { from: run.first()?.0, to: run.last()?.0, months, value })
}

/// Where the mean of the unrounded months lies: the mean of their lower and of their upper bounds. `None` when no month
/// was rounded before delivery.
fn mean_interval(known: &[(Period, Amount, Exact)]) -> Option<Interval> {
    known.iter().find(|(_, amount, _)| amount.interval().is_some())?;
    let months = Exact::whole(i64::try_from(known.len()).ok()?);
    let bounds = known.iter().map(|(_, amount, value)| {
        amount.interval().unwrap_or_else(|| Interval { low: value.clone(), high: value.clone() })
    });
    let (lows, highs): (Vec<Exact>, Vec<Exact>) = bounds.map(|interval| (interval.low, interval.high)).unzip();
    let mean = |values: Vec<Exact>| values.into_iter().sum::<Exact>().divided_by(&months);
    Some(Interval { low: mean(lows)?, high: mean(highs)? })
}
