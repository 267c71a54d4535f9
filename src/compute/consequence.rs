//! Targets that only follow from others: what a country's growth comes to when each of its parts grows as its own
//! target allows.
//!
//! The parts are weighted by their counts at the baseline, `Σ count · target / Σ count`. Percentages are never averaged:
//! while a single count is not there to be shown, nothing is computed.

use super::assess::Bench;
use crate::model::code::TargetKey;
use crate::model::edition::{Consequence, ConsequencePart};
use crate::model::target::TargetRule;
use crate::model::{Amount, CellKey, Decimal, Exact, MeasureKey, Period, Publication};

/// Every consequence of the register, in its order.
pub(super) fn consequences(bench: &Bench<'_>) -> Vec<Consequence> {
    of_register(bench.publication, &|measure, cell, period| bench.figure(measure, cell, period).map(|of| of.amount))
}

/// Every consequence of the register, in its order, with the counts that `base` gives for a month: figures that may be
/// shown and nothing else.
pub fn of_register(
    publication: &Publication,
    base: &dyn Fn(MeasureKey, CellKey, Period) -> Option<Amount>,
) -> Vec<Consequence> {
    let keys = publication.target_keys().filter(|key| publication.target(*key).consequence);
    keys.map(|key| consequence(publication, key, base)).collect()
}

fn consequence(
    publication: &Publication,
    key: TargetKey,
    base: &dyn Fn(MeasureKey, CellKey, Period) -> Option<Amount>,
) -> Consequence {
    let parts: Vec<ConsequencePart> =
        publication.target(key).follows_from.iter().flat_map(|part| parts_of(publication, *part, base)).collect();
    Consequence { target: key, computed: weighted(publication, &parts), parts }
}

/// Those a target binds, each with its count at the target's baseline.
fn parts_of(
    publication: &Publication,
    key: TargetKey,
    base: &dyn Fn(MeasureKey, CellKey, Period) -> Option<Amount>,
) -> Vec<ConsequencePart> {
    let target = publication.target(key);
    let akasser: Vec<_> =
        if target.akasser.is_empty() { vec![None] } else { target.akasser.iter().copied().map(Some).collect() };
    let areas: Vec<_> =
        if target.areas.is_empty() { vec![None] } else { target.areas.iter().copied().map(Some).collect() };
    let cells = areas.iter().flat_map(|area| akasser.iter().map(|akasse| CellKey { area: *area, akasse: *akasse }));
    let count = |cell: CellKey| match base(target.measure?, cell, target.baseline?)? {
        Amount::Count(count) => Some(count),
        _ => None,
    };
    cells.map(|cell| ConsequencePart { target: key, key: cell, base: count(cell) }).collect()
}

/// `Σ count · target / Σ count`; `None` without parts, and when a part has no count or no number.
fn weighted(publication: &Publication, parts: &[ConsequencePart]) -> Option<Exact> {
    let (mut growth, mut whole) = (Exact::whole(0), Exact::whole(0));
    for part in parts {
        let target = publication.target(part.target);
        if target.rule != TargetRule::ChangeAtMost {
            return None;
        }
        let base = Exact::count(part.base?);
        growth = &growth + &(&base * &target.value.map(Decimal::exact)?);
        whole = &whole + &base;
    }
    growth.divided_by(&whole)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::compute::tests::{at_least, measure, period, publication};
    use crate::model::measure::{MeasureKind, Rule};
    use crate::model::target::{JudgedOn, Target};
    use crate::model::{AreaKey, Missing};

    /// Two parts with these targets, and what follows from them.
    fn register(values: [i128; 2]) -> Publication {
        let part = |area: u16, value: i128| Target {
            rule: TargetRule::ChangeAtMost,
            areas: vec![AreaKey(area)],
            baseline: Some(period("2009-12")),
            ..at_least(value, JudgedOn::Month)
        };
        let whole = Target { consequence: true, follows_from: vec![TargetKey(0), TargetKey(1)], ..part(2, 0) };
        let targets = vec![part(0, values[0]), part(1, values[1]), whole];
        publication(measure(MeasureKind::Stock, Rule::Last, Rule::Sum), targets)
    }

    fn computed(values: [i128; 2], bases: [Amount; 2]) -> Consequence {
        let publication = register(values);
        let base = |_, cell: CellKey, at: Period| {
            assert_eq!((at, cell.akasse), (period("2009-12"), None), "all funds at the baseline");
            cell.area.and_then(|area| bases.get(usize::from(area.0)).copied())
        };
        let mut found = of_register(&publication, &base);
        assert_eq!(found.len(), 1, "targets that bind somebody follow from nothing");
        found.remove(0)
    }

    #[test]
    fn a_missing_or_hidden_count_leaves_nothing_to_compute() {
        let hidden = computed([10, 0], [Amount::Count(900), Amount::Missing(Missing::Suppressed)]);
        assert_eq!((hidden.computed, hidden.parts[1].base), (None, None));
        let nobody = computed([10, 0], [Amount::Count(0), Amount::Count(0)]);
        assert_eq!(nobody.computed, None, "no whole to be a part of");
        let known = computed([10, 0], [Amount::Count(900), Amount::Count(100)]);
        assert_eq!(known.computed, Some(Exact::whole(9)), "and not the mean of 10 and 0");
    }

    proptest! {
        #[test]
        fn it_lies_between_its_parts(one in -50_i128..50, other in -50_i128..50, base in 1_u64..1_000_000, rest in 1_u64..1_000_000) {
            let found = computed([one, other], [Amount::Count(base), Amount::Count(rest)]).computed.unwrap();
            let whole = |value: i128| Exact::whole(i64::try_from(value).unwrap());
            prop_assert!(whole(one.min(other)) <= found && found <= whole(one.max(other)));
            let turned = computed([other, one], [Amount::Count(rest), Amount::Count(base)]).computed.unwrap();
            prop_assert_eq!(found, turned);
        }
    }
}
