//! Round scales: where an axis starts and ends and which marks it has.

use super::{Scale, Tick};
use crate::model::measure::Unit;
use crate::model::{Decimal, Exact, Measure};
use crate::text::messages::Messages;

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
    pub(super) fn of<'a>(values: impl Iterator<Item = &'a Exact>, unit: Unit) -> Self {
        let (mut low, mut high) = (0_i64, 1_i64);
        for value in values {
            // Floor and ceiling through rounding to a whole number, one step wider than needed at the most.
            let whole = i64::try_from(value.round(0).scaled).unwrap_or(i64::MAX / 4).clamp(-(1 << 60), 1 << 60);
            low = low.min(if value < &Exact::whole(whole) { whole - 1 } else { whole });
            high = high.max(if value > &Exact::whole(whole) { whole + 1 } else { whole });
        }
        if unit == Unit::Percent && low >= 0 && high <= 101 {
            return Self { low: 0, high: 100, step: 25 };
        }
        let step = round_step((high - low) / STEPS + 1);
        Self { low: low.div_euclid(step) * step, high: (high + step - 1).div_euclid(step) * step, step }
    }

    /// The stretch for values that are drawn as dots, which may start anywhere: where all are percentages of a whole,
    /// as much of 0-100 as they need.
    pub(super) fn of_dots<'a>(values: impl Iterator<Item = &'a Exact> + Clone, unit: Unit) -> Self {
        let whole = Self::of(values.clone(), unit);
        if (whole.low, whole.high, unit) == (0, 100, Unit::Percent) { close_span(values) } else { whole }
    }

    /// The axis with its marks.
    pub(super) fn scale(&self, say: &Messages, measure: &Measure) -> Scale {
        let ticks = self.ticks(say, |last, digits| {
            let percent = measure.unit == Unit::Percent && last;
            if percent { say.with_unit(&digits, measure.unit) } else { digits }
        });
        Scale { from: position(self.low), to: position(self.high), ticks }
    }

    /// The marks; `text` makes their words from whether it is the last one, and its digits.
    fn ticks(&self, say: &Messages, text: impl Fn(bool, String) -> String) -> Vec<Tick> {
        let marks = (0..).map(|at| self.low + at * self.step).take_while(|at| *at <= self.high);
        marks
            .map(|at| {
                let digits = say.number(Decimal { scaled: at.into(), decimals: 0 });
                Tick { at: position(at), text: text(at == self.high, digits) }
            })
            .collect()
    }

    /// Where a value stands; bounds of rounding that reach past the axis stop at its end.
    pub(super) fn position(&self, value: &Exact) -> f64 {
        value.to_position().clamp(position(self.low), position(self.high))
    }
}

/// An axis of numbers from zero to at least the largest, in round steps.
pub(super) fn counting(say: &Messages, largest: u64) -> Scale {
    let largest = i64::try_from(largest).unwrap_or(i64::MAX / 4).clamp(1, 1 << 60);
    let step = round_step((largest - 1) / STEPS + 1);
    let span = Span { low: 0, high: (largest + step - 1) / step * step, step };
    Scale { from: 0.0, to: position(span.high), ticks: span.ticks(say, |_, digits| digits) }
}

/// An axis that holds some shares closely, in percent: where differences matter and nothing is drawn from zero.
pub(super) fn close<'a>(say: &Messages, shares: impl Iterator<Item = &'a Exact> + Clone) -> Scale {
    let span = close_span(shares);
    let named = |last: bool, digits: String| if last { say.with_unit(&digits, Unit::Percent) } else { digits };
    Scale { from: position(span.low), to: position(span.high), ticks: span.ticks(say, named) }
}

fn close_span<'a>(shares: impl Iterator<Item = &'a Exact> + Clone) -> Span {
    let floor = |value: &Exact| -> i64 {
        let whole = i64::try_from(value.round(0).scaled).unwrap_or(0).clamp(0, 100);
        if value < &Exact::whole(whole) { whole - 1 } else { whole }
    };
    let low = shares.clone().map(floor).min().unwrap_or(0).clamp(0, 99);
    let ceiling = |value: &Exact| -> i64 {
        let whole = i64::try_from(value.round(0).scaled).unwrap_or(0).clamp(0, 100);
        if value > &Exact::whole(whole) { whole + 1 } else { whole }
    };
    let high = shares.map(ceiling).max().unwrap_or(100).clamp(low + 1, 100);
    let step = [1, 2, 5, 10, 20].into_iter().find(|step| (high - low) / step < STEPS).unwrap_or(25);
    Span { low: low / step * step, high: ((high + step - 1) / step * step).min(100), step }
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
    use crate::text::messages::tests::danish;

    #[test]
    fn steps_are_round() {
        let steps: Vec<i64> = [1, 2, 3, 6, 11, 21, 99, 501].into_iter().map(round_step).collect();
        assert_eq!(steps, [1, 2, 5, 10, 20, 50, 100, 1000]);
    }

    #[test]
    fn dots_stand_where_their_differences_show_unless_the_measure_is_no_share() {
        let shares = [Exact::whole(87), Exact::whole(97)];
        let ends = |span: Span| (span.low, span.high);
        assert_eq!(ends(Span::of_dots(shares.iter(), Unit::Percent)), (85, 100));
        assert_eq!(ends(Span::of(shares.iter(), Unit::Percent)), (0, 100));
        assert_eq!(ends(Span::of_dots(shares.iter(), Unit::Persons)), (0, 100));
    }

    #[test]
    fn close_axes_hold_their_values_and_stay_between_0_and_100() {
        let marks = |shares: &[(i64, i64)]| -> Vec<String> {
            let shares: Vec<Exact> = shares.iter().map(|(n, d)| Exact::ratio(*n, *d).unwrap()).collect();
            close(&danish(), shares.iter()).ticks.into_iter().map(|tick| tick.text).collect()
        };
        assert_eq!(marks(&[(823, 10), (97, 1)]), ["80", "85", "90", "95", "100\u{a0}pct."]);
        assert_eq!(marks(&[(0, 1), (100, 1)]), ["0", "25", "50", "75", "100\u{a0}pct."]);
        assert_eq!(marks(&[(901, 10), (902, 10)]), ["90", "91\u{a0}pct."]);
        assert_eq!(marks(&[(100, 1)]), ["99", "100\u{a0}pct."]);
        let numbers: Vec<String> = counting(&danish(), 1_234).ticks.into_iter().map(|tick| tick.text).collect();
        assert_eq!(numbers, ["0", "500", "1.000", "1.500"]);
        assert_eq!(counting(&danish(), 0).ticks.len(), 2);
    }
}
