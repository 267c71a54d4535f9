//! Which changes are too large to pass without a look, as checked.

use super::checker::Checker;
use super::document::Located;
use super::raw::RawPlausibility;
use crate::model::measure::Plausibility;

/// Limits in percent of an earlier figure, which a count can exceed many times over.
const PERCENT: std::ops::RangeInclusive<u64> = 0..=100_000;
/// Limits in percentage points, and below which part of a mean a figure is low.
const POINTS: std::ops::RangeInclusive<u64> = 0..=100;
/// Smallest groups that can be asked for.
const AT_LEAST: std::ops::RangeInclusive<u64> = 0..=1_000_000_000;
/// Two levels must fit into the two years that a release looks back.
const LEVEL_MONTHS: std::ops::RangeInclusive<u64> = 2..=12;

/// Checks the table; without it nothing is limited.
pub(super) fn check(written: Option<Located<RawPlausibility>>, checker: &mut Checker<'_>) -> Plausibility {
    let Some(written) = written else { return Plausibility::default() };
    let RawPlausibility {
        month_percent,
        year_percent,
        month_points,
        year_points,
        at_least,
        level_shift_percent,
        level_shift_points,
        level_months,
        latest_low_percent,
    } = written.value;
    Plausibility {
        month_percent: checker.within(month_percent.as_ref(), PERCENT),
        year_percent: checker.within(year_percent.as_ref(), PERCENT),
        month_points: checker.within(month_points.as_ref(), POINTS),
        year_points: checker.within(year_points.as_ref(), POINTS),
        at_least: checker.within(at_least.as_ref(), AT_LEAST),
        level_shift_percent: checker.within(level_shift_percent.as_ref(), PERCENT),
        level_shift_points: checker.within(level_shift_points.as_ref(), POINTS),
        level_months: checker.within(level_months.as_ref(), LEVEL_MONTHS),
        latest_low_percent: checker.within(latest_low_percent.as_ref(), POINTS),
    }
}
