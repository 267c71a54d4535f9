//! Round scales: where an axis starts and ends and which marks it has.

use super::{Scale, Tick};
use crate::model::measure::Unit;
use crate::model::{Decimal, Exact, Measure};
use crate::text::number;

/// About how many steps an axis has.
const STEPS: i64 = 5;

/// The stretch of numbers an axis covers, in whole steps.
pub(super) struct Span {
    low: i64,
    high: i64,
    step: i64,
}

impl Span {
    /// The stretch for some values: 0-100 for percentages of a whole, otherwise from zero (or below it) in steps of
    /// 1, 2 or 5 times a power of ten.
    pub(super) fn of<'a>(values: impl Iterator<Item = &'a Exact>, measure: &Measure) -> Self {
        let (mut low, mut high) = (0_i64, 1_i64);
        for value in values {
            // Floor and ceiling through rounding to a whole number, one step wider than needed at the most.
            let whole = i64::try_from(value.round(0).scaled).unwrap_or(i64::MAX / 4).clamp(-(1 << 60), 1 << 60);
            low = low.min(if value < &Exact::whole(whole) { whole - 1 } else { whole });
            high = high.max(if value > &Exact::whole(whole) { whole + 1 } else { whole });
        }
        if measure.unit == Unit::Percent && low >= 0 && high <= 101 {
            return Self { low: 0, high: 100, step: 25 };
        }
        let step = round_step((high - low) / STEPS + 1);
        Self { low: low.div_euclid(step) * step, high: (high + step - 1).div_euclid(step) * step, step }
    }

    /// The axis with its marks.
    pub(super) fn scale(&self, measure: &Measure) -> Scale {
        let ticks = (0..).map(|at| self.low + at * self.step).take_while(|at| *at <= self.high).map(|at| {
            let digits = number::number(Decimal { scaled: at.into(), decimals: 0 });
            let percent = measure.unit == Unit::Percent && at == self.high;
            let text = if percent { number::with_unit(&digits, measure.unit) } else { digits };
            Tick { at: position(at), text }
        });
        Scale { from: position(self.low), to: position(self.high), ticks: ticks.collect() }
    }

    /// Where a value stands; bounds of rounding that reach past the axis stop at its end.
    pub(super) fn position(&self, value: &Exact) -> f64 {
        value.to_position().clamp(position(self.low), position(self.high))
    }
}

fn position(whole: i64) -> f64 {
    Exact::whole(whole).to_position()
}

/// The smallest of 1, 2, 5, 10, 20, 50 … that is not below `least`.
fn round_step(least: i64) -> i64 {
    let mut ten = 1_i64;
    loop {
        for part in [1, 2, 5] {
            if part * ten >= least {
                return part * ten;
            }
        }
        let Some(next) = ten.checked_mul(10) else { return least };
        ten = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round() {
        let steps: Vec<i64> = [1, 2, 3, 6, 11, 21, 99, 501].into_iter().map(round_step).collect();
        assert_eq!(steps, [1, 2, 5, 10, 20, 50, 100, 1000]);
    }
}
