//! Shares beside how far chance alone carries them: what a funnel plot and its table are made from.

use super::chance::{Level, funnel_limits};
use crate::model::code::TargetKey;
use crate::model::edition::MeasureEdition;
use crate::model::target::TargetRule;
use crate::model::{Amount, AreaKey, CellKey, Exact, Interval, Measure, Period, Publication};

/// With fewer than this there is nothing to compare.
const FEWEST: usize = 5;

/// Whose shares are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Among {
    /// The funds, within the area that stands for the whole.
    Akasser,
    /// The areas that the measure is delivered by, all funds together.
    Areas,
}

/// Shares around a centre.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Funnel {
    /// The share that chance is thought to work around, in percent.
    pub centre: Exact,
    /// What the centre is.
    pub centre_is: Centre,
    /// The shares, in the order of their keys.
    pub spots: Vec<Spot>,
}

/// What a funnel's centre is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Centre {
    /// The number of the one numeric target in force.
    Target(TargetKey),
    /// The share of the whole.
    Whole,
    /// The share of all who are compared, taken together: the whole has no figure that may be shown.
    Together,
}

/// One share of a funnel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Whose.
    pub key: CellKey,
    /// All who are counted.
    pub denominator: u64,
    /// The share, in percent.
    pub value: Exact,
    /// Where 95 in 100 such shares lie by chance alone, in percent.
    pub limits: Interval,
    /// Where the share lies to its limits.
    pub place: Place,
}

/// Where a share lies to the limits of chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Within the 95 percent limits, ends included.
    Within,
    /// Outside the 95 percent limits, within those of 99.8 percent.
    Outside,
    /// Outside the 99.8 percent limits.
    FarOutside,
}

/// The funnel of a measure's reference month, `whole` being the area that stands for the whole.
///
/// `None` for a measure that is no share, and where fewer than five shares with counts may be shown. Shares that only
/// their percentage is known of have no place in it, nor have people without insurance.
#[must_use]
pub fn of(
    part: &MeasureEdition,
    whole: Option<AreaKey>,
    among: Among,
    publication: &Publication,
    period: Period,
) -> Option<Funnel> {
    let measure = publication.measure(part.measure);
    if !measure.is_share() {
        return None;
    }
    let counted: Vec<(CellKey, u64, u64)> = part
        .current
        .iter()
        .filter(|(key, _)| is_compared(*key, whole, among, measure, publication))
        .filter_map(|(key, figure)| counts(figure.figure.amount).map(|(n, d)| (key, n, d)))
        .collect();
    if counted.len() < FEWEST {
        return None;
    }
    let total = CellKey { area: whole, akasse: None };
    let of_whole = part.current.get(total).and_then(|figure| counts(figure.figure.amount));
    let (centre, centre_is) = match (common_target(part, publication, period), of_whole) {
        (Some((key, value)), _) => (value, Centre::Target(key)),
        (None, Some((numerator, denominator))) => (Exact::percent(numerator, denominator)?, Centre::Whole),
        (None, None) => {
            let sum = |of: fn(&(CellKey, u64, u64)) -> u64| {
                counted.iter().map(of).fold(0_u64, |sum, count| sum.saturating_add(count))
            };
            (Exact::percent(sum(|one| one.1), sum(|one| one.2))?, Centre::Together)
        }
    };
    let spots = counted.into_iter().filter_map(|(key, n, d)| spot(key, n, d, &centre)).collect();
    Some(Funnel { centre, centre_is, spots })
}

fn is_compared(
    key: CellKey,
    whole: Option<AreaKey>,
    among: Among,
    measure: &Measure,
    publication: &Publication,
) -> bool {
    match among {
        Among::Akasser => key.area == whole && key.akasse.is_some_and(|akasse| publication.akasse(akasse).insured),
        Among::Areas => {
            let kind = key.area.map(|area| publication.area(area).kind);
            key.akasse.is_none() && kind.is_some() && kind == measure.areas.first().copied()
        }
    }
}

fn counts(amount: Amount) -> Option<(u64, u64)> {
    match amount {
        Amount::Share { numerator, denominator } => Some((numerator, denominator)),
        _ => None,
    }
}

/// The numeric target on the share itself, when all that are in force agree on its number.
fn common_target(part: &MeasureEdition, publication: &Publication, period: Period) -> Option<(TargetKey, Exact)> {
    let mut found = publication.target_keys().filter_map(|key| {
        let target = publication.target(key);
        let numeric = matches!(target.rule, TargetRule::AtLeast | TargetRule::AtMost);
        let applies = target.measure == Some(part.measure) && numeric && target.in_force(period);
        Some((key, target.value.filter(|_| applies)?.exact()))
    });
    let first = found.next()?;
    found.all(|(_, value)| value == first.1).then_some(first)
}

fn spot(key: CellKey, numerator: u64, denominator: u64, centre: &Exact) -> Option<Spot> {
    let value = Exact::percent(numerator, denominator)?;
    let limits = funnel_limits(centre, denominator, Level::P95)?;
    let outer = funnel_limits(centre, denominator, Level::P998)?;
    let place = match (holds(&limits, &value), holds(&outer, &value)) {
        (true, _) => Place::Within,
        (false, true) => Place::Outside,
        (false, false) => Place::FarOutside,
    };
    Some(Spot { key, denominator, value, limits, place })
}

fn holds(limits: &Interval, value: &Exact) -> bool {
    limits.low <= *value && *value <= limits.high
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compute::tests::{at_least, measure, publication};
    use crate::model::code::AreaKind;
    use crate::model::edition::{Change, KeyFigure, WhyNot};
    use crate::model::figure::Figure;
    use crate::model::measure::{MeasureKind, Rule};
    use crate::model::target::JudgedOn;
    use crate::model::{AkasseKey, Flags, Grid, MeasureKey, Missing};

    fn share() -> Measure {
        measure(MeasureKind::Share, Rule::RatioOfSums, Rule::RatioOfSums)
    }

    fn part(amounts: &[(CellKey, Amount)]) -> MeasureEdition {
        let none = Change::NotComparable(WhyNot::NoValueBefore);
        let cells = amounts.iter().map(|(key, amount)| {
            let figure = Figure::delivered(*amount, Flags::default());
            (*key, KeyFigure { figure, on_month: none.clone(), on_year: none.clone(), on_baseline: None })
        });
        MeasureEdition { current: Grid::from_cells(cells.collect()), ..MeasureEdition::empty(MeasureKey(0)) }
    }

    fn fund(at: u16) -> CellKey {
        CellKey { area: None, akasse: Some(AkasseKey(at)) }
    }

    fn funds(amounts: &[Amount]) -> MeasureEdition {
        let cells: Vec<_> = amounts.iter().zip(0..).map(|(amount, at)| (fund(at), *amount)).collect();
        part(&cells)
    }

    fn of_funds(part: &MeasureEdition, publication: &Publication) -> Option<Funnel> {
        of(part, None, Among::Akasser, publication, Period::new(2021, 9).unwrap())
    }

    #[test]
    fn a_small_group_may_lie_far_off_and_still_be_within() {
        let publication = publication(share(), vec![at_least(80, JudgedOn::Month)]);
        let amounts = [(3, 6), (800, 1000), (770, 1000), (700, 1000), (16, 20)].map(|(n, d)| Amount::share(n, d));
        let funnel = of_funds(&funds(&amounts), &publication).unwrap();
        assert_eq!((funnel.centre, funnel.centre_is), (Exact::whole(80), Centre::Target(TargetKey(0))));
        let places: Vec<Place> = funnel.spots.iter().map(|spot| spot.place).collect();
        use Place::{FarOutside, Outside, Within};
        assert_eq!(places, [Within, Within, Outside, FarOutside, Within]);
    }

    #[test]
    fn fewer_than_five_shares_with_counts_give_nothing() {
        let publication = publication(share(), Vec::new());
        let rounded = Amount::Rounded(crate::model::Decimal { scaled: 80, decimals: 0 });
        let mut amounts = vec![Amount::share(8, 10); 4];
        amounts.extend([rounded, Amount::Missing(Missing::Suppressed)]);
        assert_eq!(of_funds(&funds(&amounts), &publication), None);
        amounts.push(Amount::share(8, 10));
        assert!(of_funds(&funds(&amounts), &publication).is_some());
        let counts =
            Publication { measures: vec![measure(MeasureKind::Stock, Rule::Last, Rule::Sum)], ..publication.clone() };
        assert_eq!(of_funds(&funds(&[Amount::Count(9); 6]), &counts), None, "a count is no share");
    }

    #[test]
    fn without_one_common_target_the_whole_is_the_centre() {
        let two = vec![at_least(80, JudgedOn::Month), at_least(90, JudgedOn::Month)];
        let publication = publication(share(), two);
        let mut part = funds(&[Amount::share(8, 10); 5]);
        let funnel = of_funds(&part, &publication).unwrap();
        assert_eq!((funnel.centre, funnel.centre_is), (Exact::whole(80), Centre::Together));
        let cells = part.current.iter().map(|(key, figure)| (key, figure.clone()));
        let whole = (
            CellKey::default(),
            KeyFigure {
                figure: Figure::delivered(Amount::share(3, 4), Flags::default()),
                ..part.current.get(fund(0)).unwrap().clone()
            },
        );
        part.current = Grid::from_cells(cells.chain([whole]).collect());
        let funnel = of_funds(&part, &publication).unwrap();
        assert_eq!((funnel.centre, funnel.centre_is), (Exact::whole(75), Centre::Whole));
    }

    #[test]
    fn areas_are_those_that_the_measure_is_delivered_by() {
        let by_area = Measure { areas: vec![AreaKind::Jobcentre], ..share() };
        let mut publication = publication(by_area, Vec::new());
        let jobcentre = publication.areas[0].clone();
        publication.areas.extend((0..4).map(|_| jobcentre.clone()));
        let at = |area| CellKey { area: Some(AreaKey(area)), akasse: None };
        // Areas 2 and 3 are the country and a region.
        let cells: Vec<_> = (0..8).map(|area| (at(area), Amount::share(8, 10))).collect();
        let period = Period::new(2021, 9).unwrap();
        let funnel = of(&part(&cells), Some(AreaKey(2)), Among::Areas, &publication, period).unwrap();
        let areas: Vec<u16> = funnel.spots.iter().filter_map(|spot| spot.key.area).map(|area| area.0).collect();
        assert_eq!(areas, [0, 1, 4, 5, 6, 7]);
    }
}
