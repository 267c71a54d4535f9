//! Who improved most since the month before, as far as chance does not explain it.

use crate::model::edition::{Change, KeyFigure, MeasureEdition};
use crate::model::measure::Direction;
use crate::model::{Amount, CellKey, Exact, Measure};

/// An improvement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Improvement {
    /// Whose.
    pub key: CellKey,
    /// Now minus before, in the measure's unit of change.
    pub difference: Exact,
    /// In percent of the value before; `None` for shares and from zero.
    pub percent: Option<Exact>,
}

/// The largest improvements among some cells.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Improvements {
    /// The largest in the measure's unit.
    pub largest: Option<Improvement>,
    /// The largest in percent; `None` for shares.
    pub largest_in_percent: Option<Improvement>,
    /// How many improved by no more than chance could explain; they are not named.
    pub within_chance: usize,
}

/// The largest improvements of the reference month among `rows`, of equal ones the first.
///
/// A share counts as improved when the value before lies outside where chance alone could have put this month's
/// ([`MeasureEdition::chance`]), or when nothing is known of chance. A count does when its change is larger than 1.96
/// standard deviations of the difference between two counts of that size, the square root of their sum (the comparison of
/// two Poisson counts, as in Statistical Methods in Medical Research, fourth edition, 2002).
#[must_use]
pub fn improvements(part: &MeasureEdition, measure: &Measure, rows: &[CellKey]) -> Improvements {
    let mut found = Improvements::default();
    for key in rows {
        let Some(figure) = part.current.get(*key) else { continue };
        let Change::By { difference, percent } = &figure.on_month else { continue };
        let zero = Exact::whole(0);
        let better = match measure.direction {
            Direction::Higher => *difference > zero,
            Direction::Lower => *difference < zero,
        };
        if !better {
            continue;
        }
        if chance_explains(part, *key, figure, difference) {
            found.within_chance += 1;
            continue;
        }
        let one = || Improvement { key: *key, difference: difference.clone(), percent: percent.clone() };
        let beats = |best: &Option<Improvement>, size: &dyn Fn(&Improvement) -> Option<Exact>| {
            best.as_ref().is_none_or(|best| size(&one()) > size(best))
        };
        if beats(&found.largest, &|one| Some(one.difference.abs())) {
            found.largest = Some(one());
        }
        if percent.is_some() && beats(&found.largest_in_percent, &|one| one.percent.as_ref().map(Exact::abs)) {
            found.largest_in_percent = Some(one());
        }
    }
    found
}

fn chance_explains(part: &MeasureEdition, key: CellKey, figure: &KeyFigure, difference: &Exact) -> bool {
    let Some(now) = figure.figure.amount.exact() else { return true };
    let before = &now - difference;
    if let Some(interval) = part.chance.get(&key) {
        return interval.low <= before && before <= interval.high;
    }
    if !matches!(figure.figure.amount, Amount::Count(_)) {
        return false;
    }
    // 1.96² = 3.8416, in ten-thousandths.
    let squared = &(difference * difference) * &Exact::whole(10_000);
    squared <= &(&now + &before) * &Exact::whole(38_416)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compute::tests::measure;
    use crate::model::figure::Figure;
    use crate::model::measure::{MeasureKind, Rule};
    use crate::model::{AkasseKey, Flags, Grid, Interval, MeasureKey, Missing};

    fn fund(at: u16) -> CellKey {
        CellKey { area: None, akasse: Some(AkasseKey(at)) }
    }

    /// Funds with their amounts before and now.
    fn part(amounts: &[(Amount, Amount)]) -> (MeasureEdition, Vec<CellKey>) {
        let cells = amounts.iter().zip(0..).map(|((before, amount), at)| {
            let change = match (before.exact(), amount.exact()) {
                (Some(before), Some(now)) => {
                    let difference = &now - &before;
                    let growth = (&difference * &Exact::whole(100)).divided_by(&before);
                    let percent = growth.filter(|_| matches!(amount, Amount::Count(_)));
                    Change::By { difference, percent }
                }
                _ => Change::NotComparable(crate::model::edition::WhyNot::NoValueNow),
            };
            let figure = Figure::delivered(*amount, Flags::default());
            (fund(at), KeyFigure { figure, on_month: change.clone(), on_year: change, on_baseline: None })
        });
        let current = Grid::from_cells(cells.collect());
        let rows = current.iter().map(|(key, _)| key).collect();
        (MeasureEdition { current, ..MeasureEdition::empty(MeasureKey(0)) }, rows)
    }

    #[test]
    fn a_count_must_change_by_more_than_chance() {
        let measure = Measure { direction: Direction::Lower, ..measure(MeasureKind::Stock, Rule::Last, Rule::Sum) };
        let count = Amount::Count;
        // 6 to 3 is half, and nothing; 400 to 300 is large; 90 to 50 is the largest in percent; 10 to 90 is worse.
        let changes = [
            (count(6), count(3)),
            (count(400), count(300)),
            (count(90), count(50)),
            (count(10), count(90)),
            (count(5), Amount::Missing(Missing::Suppressed)),
        ];
        let (part, rows) = part(&changes);
        let found = improvements(&part, &measure, &rows);
        assert_eq!(found.largest.unwrap().key, fund(1));
        assert_eq!(found.largest_in_percent.unwrap().key, fund(2));
        assert_eq!(found.within_chance, 1);
    }

    #[test]
    fn a_share_must_have_left_the_interval_of_chance() {
        let measure = measure(MeasureKind::Share, Rule::RatioOfSums, Rule::RatioOfSums);
        let (mut part, rows) =
            part(&[(Amount::share(10, 20), Amount::share(18, 20)), (Amount::share(500, 900), Amount::share(600, 900))]);
        let best = |part: &MeasureEdition| improvements(part, &measure, &rows);
        assert_eq!(best(&part).largest.unwrap().key, fund(0), "nothing is known of chance");
        part.chance.insert(fund(0), Interval { low: Exact::whole(45), high: Exact::whole(99) });
        let found = best(&part);
        assert_eq!(found.largest.unwrap().key, fund(1));
        assert_eq!((found.largest_in_percent, found.within_chance), (None, 1));
    }
}
