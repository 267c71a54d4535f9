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
