//! The watch list: whom the next individual meetings should be with, by rules that are data.
//!
//! Made from figures that may be shown. Who cannot be looked at because a figure is missing or hidden is counted, never
//! guessed at.

use std::cmp::Reverse;

use super::assess::Bench;
use super::change::{self, Comparison};
use super::whole::area_of_month;
use crate::model::edition::{Verdict, WatchEntry, Watched};
use crate::model::measure::Direction;
use crate::model::watch::{WatchCase, WatchRule, Watching};
use crate::model::{Amount, CellKey, Exact, Measure, MeasureKey, Missing, Period, Target};

/// What looking at one gives.
enum Look {
    /// The rule points it out.
    Case(WatchEntry),
    /// The rule passes it over.
    Clear,
    /// A figure is missing or hidden.
    NotKnown,
}

/// What each rule gives, in the rules' order.
pub(super) fn watched(bench: &Bench<'_>) -> Vec<Watched> {
    bench.publication.watch_rules.iter().enumerate().map(|(place, rule)| of_rule(bench, place, rule)).collect()
}

fn of_rule(bench: &Bench<'_>, place: usize, rule: &WatchRule) -> Watched {
    let looks: Vec<Look> = match rule.looks_for {
        WatchCase::LargestGrowth { measure, over_months, from_at_least, in_percent } => {
            let growth = Growth {
                key: measure,
                measure: bench.publication.measure(measure),
                earlier: bench.period.plus(-i32::from(over_months)),
                from_at_least,
                in_percent,
            };
            candidates(bench, measure, rule.who).into_iter().map(|cell| growth.look(bench, cell)).collect()
        }
        WatchCase::MissedRunning { target, months } => {
            let target = bench.publication.target(target);
            let of_kind = |cell: &CellKey| match rule.who {
                Watching::Akasser => cell.akasse.is_some(),
                Watching::Areas => cell.akasse.is_none() && cell.area.is_some(),
            };
            bench.bound(target).into_iter().filter(of_kind).map(|cell| missed(bench, target, cell, months)).collect()
        }
    };
    let not_known = looks.iter().filter(|look| matches!(look, Look::NotKnown)).count();
    let cases = looks.into_iter().filter_map(|look| match look {
        Look::Case(entry) => Some(entry),
        Look::Clear | Look::NotKnown => None,
    });
    let mut entries: Vec<WatchEntry> = cases.collect();
    let by_percent = matches!(rule.looks_for, WatchCase::LargestGrowth { in_percent: true, .. });
    let strength = |entry: &WatchEntry| match (&entry.percent, by_percent) {
        (Some(percent), true) => percent.abs(),
        _ => entry.size.abs(),
    };
    // A stable sort: ties stay in the order of codes.
    entries.sort_by_key(|entry| Reverse(strength(entry)));
    if let Some(most) = rule.at_most {
        entries.truncate(usize::from(most));
    }
    Watched { rule: place, entries, not_known }
}

/// Funds in the cells of the whole, or the areas that the measure comes by with all their funds. Those without insurance
/// are no fund that one could meet.
fn candidates(bench: &Bench<'_>, key: MeasureKey, who: Watching) -> Vec<CellKey> {
    let measure = bench.publication.measure(key);
    let Some(month) = bench.known.get(&(key, bench.period)) else { return Vec::new() };
    match who {
        Watching::Akasser => {
            let area = area_of_month(bench.known, (key, bench.period), bench.publication);
            let insured = month.figures.akasser().iter().copied().flatten();
            let insured = insured.filter(|akasse| bench.publication.akasse(*akasse).insured);
            insured.map(|akasse| CellKey { area, akasse: Some(akasse) }).collect()
        }
        Watching::Areas => {
            let areas = month.figures.areas().iter().copied().flatten();
            let own = areas.filter(|area| Some(bench.publication.area(*area).kind) == measure.areas.first().copied());
            own.map(|area| CellKey { area: Some(area), akasse: None }).collect()
        }
    }
}

/// A rule about growth, ready to be held against one cell after the other.
struct Growth<'a> {
    key: MeasureKey,
    measure: &'a Measure,
    earlier: Period,
    from_at_least: u64,
    in_percent: bool,
}

impl Growth<'_> {
    fn look(&self, bench: &Bench<'_>, cell: CellKey) -> Look {
        let amount = |period| bench.figure(self.key, cell, period).map(|figure| figure.amount);
        let (now, then) = (amount(bench.period), amount(self.earlier));
        let nobody = |amount: Option<Amount>| amount == Some(Amount::Missing(Missing::NotApplicable));
        if nobody(now) || nobody(then) {
            return Look::Clear;
        }
        let (Some(now), Some(then)) = (now, then) else { return Look::NotKnown };
        let (Some(value), Some(before)) = (now.exact(), then.exact()) else { return Look::NotKnown };
        // Across a break or a merger there is no growth to speak of, only a difference.
        let (publication, measure, earlier, later) = (bench.publication, self.measure, self.earlier, bench.period);
        let marked = change::marked(bench.known, self.key, cell, (earlier, later));
        if (Comparison { publication, measure, cell, earlier, later, marked }).barrier().is_some() {
            return Look::NotKnown;
        }
        match size_of(then) {
            None if self.from_at_least > 0 => return Look::NotKnown,
            Some(size) if size < self.from_at_least => return Look::Clear,
            _ => {}
        }
        let size = &value - &before;
        let worse = match self.measure.direction {
            Direction::Lower => !size.is_negative() && !size.is_zero(),
            Direction::Higher => size.is_negative(),
        };
        let percent = if self.measure.is_share() { None } else { change::growth(&size, &before) };
        // From nothing there is no percentage to rank by.
        if !worse || (self.in_percent && percent.is_none() && !self.measure.is_share()) {
            return Look::Clear;
        }
        let series = vec![(self.earlier, before), (bench.period, value)];
        Look::Case(WatchEntry { key: cell, series, size, percent })
    }
}

/// How large a group is; `None` where only a percentage is known.
fn size_of(amount: Amount) -> Option<u64> {
    match amount {
        Amount::Count(count) | Amount::Share { denominator: count, .. } | Amount::Change { then: count, .. } => {
            Some(count)
        }
        Amount::Signed(_) | Amount::Rounded(_) | Amount::Bounded(_) | Amount::Missing(_) => None,
    }
}

/// Whether a target was missed in the reference month and the judged months before it.
fn missed(bench: &Bench<'_>, target: &Target, cell: CellKey, months: u16) -> Look {
    let Some(measure) = target.measure else { return Look::Clear };
    let mut series: Vec<(Period, Exact)> = Vec::new();
    let (mut period, mut size) = (bench.period, None);
    let mut not_known = false;
    for _ in 0..months {
        if target.consequence || !target.in_force(period) {
            return Look::Clear;
        }
        match bench.verdict_at(target, cell, period) {
            Some((value, margin, Verdict::NotMet)) => {
                series.push((period, value));
                size.get_or_insert(margin);
            }
            Some((_, _, Verdict::Met)) => return Look::Clear,
            _ => not_known = true,
        }
        period = bench.judged_before(target, measure, period);
    }
    series.reverse();
    match size.filter(|_| !not_known) {
        Some(size) => Look::Case(WatchEntry { key: cell, series, size, percent: None }),
        None => Look::NotKnown,
    }
}
