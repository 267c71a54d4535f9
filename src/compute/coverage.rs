//! Which parts of which larger areas a table holds.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::edition::Whole;
use crate::model::figure::{Figure, MonthFigures};
use crate::model::measure::Rule;
use crate::model::{AreaKey, AreaKind, CellKey, Grid, Measure, Period, Publication};

/// The areas of one table against all that lie in the same larger areas in its month.
///
/// The units of a larger area are the areas of the measure's kinds that exist in the month, lie in it, and lie in no
/// other area of those kinds in it: jobcentres where jobcentres and municipalities may both be delivered. A unit is
/// there when a cell of it was delivered, or when all areas that it is made of are there.
pub(super) struct Coverage {
    delivered: BTreeSet<AreaKey>,
    /// Larger areas of each delivered area and of each area that could have been.
    larger: BTreeMap<AreaKey, Vec<AreaKey>>,
    /// Units of each larger area.
    units: BTreeMap<AreaKey, Vec<AreaKey>>,
    /// How many units of a larger area are not there; none of what is complete.
    missing: BTreeMap<AreaKey, u32>,
    /// Delivered areas that lie in other delivered ones, with those.
    nested: BTreeMap<AreaKey, Vec<AreaKey>>,
}

impl Coverage {
    /// What the delivered cells of a table cover; computed ones are passed over.
    pub(super) fn of(cells: &Grid<Figure>, measure: &Measure, period: Period, publication: &Publication) -> Self {
        let delivered: BTreeSet<AreaKey> =
            cells.iter().filter(|(_, figure)| !figure.computed).filter_map(|(key, _)| key.area).collect();
        let (larger, units, missing, nested) = Default::default();
        let mut found = Self { delivered, larger, units, missing, nested };
        if measure.areas.is_empty() || measure.over_areas == Rule::None {
            return found;
        }
        let accepted: BTreeSet<AreaKey> = (0..=u16::MAX)
            .zip(&publication.areas)
            .filter(|(_, area)| measure.areas.contains(&area.kind) && area.valid.covers(period))
            .map(|(key, _)| AreaKey(key))
            .collect();
        for area in accepted.union(&found.delivered) {
            found.larger.insert(*area, publication.ancestors(*area, period));
        }
        for area in &accepted {
            let larger = found.larger_than(*area).to_vec();
            let of_kind: Vec<AreaKey> = larger.iter().copied().filter(|area| accepted.contains(area)).collect();
            for larger in larger {
                if !of_kind.iter().any(|between| found.larger_than(*between).contains(&larger)) {
                    found.units.entry(larger).or_default().push(*area);
                }
            }
        }
        for area in &found.delivered {
            let mut around = found.larger_than(*area).to_vec();
            around.retain(|larger| found.delivered.contains(larger));
            if !around.is_empty() {
                found.nested.insert(*area, around);
            }
        }
        // A month that the measure leaves out has no figures that could be missing.
        if measure.left_out(period).is_none() {
            found.missing = found.count_missing();
        }
        found
    }

    fn count_missing(&self) -> BTreeMap<AreaKey, u32> {
        let mut known = BTreeMap::new();
        let of_delivered: BTreeSet<AreaKey> =
            self.delivered.iter().flat_map(|area| self.larger_than(*area)).copied().collect();
        let mut missing = BTreeMap::new();
        for larger in of_delivered.into_iter().filter(|larger| !self.delivered.contains(larger)) {
            let gone = self.units_of(larger).iter().filter(|unit| !self.is_there(**unit, &mut known)).count();
            if gone > 0 {
                missing.insert(larger, u32::try_from(gone).unwrap_or(u32::MAX));
            }
        }
        missing
    }

    fn is_there(&self, area: AreaKey, known: &mut BTreeMap<AreaKey, bool>) -> bool {
        if let Some(known) = known.get(&area) {
            return *known;
        }
        let parts = self.units_of(area);
        let there = self.delivered.contains(&area)
            || (!parts.is_empty() && parts.iter().all(|part| self.is_there(*part, known)));
        known.insert(area, there);
        there
    }

    /// Every larger area that holds an area in the month; none where areas do not add up.
    pub(super) fn larger_than(&self, area: AreaKey) -> &[AreaKey] {
        self.larger.get(&area).map_or(&[], Vec::as_slice)
    }

    /// The units that a larger area is made of.
    pub(super) fn units_of(&self, larger: AreaKey) -> &[AreaKey] {
        self.units.get(&larger).map_or(&[], Vec::as_slice)
    }

    /// How many units of an area are not there; 0 for one that was delivered itself.
    pub(super) fn missing_in(&self, area: Option<AreaKey>) -> u32 {
        area.and_then(|area| self.missing.get(&area)).copied().unwrap_or(0)
    }

    /// Whether an area has a delivered cell.
    pub(super) fn has(&self, area: AreaKey) -> bool {
        self.delivered.contains(&area)
    }

    /// Whether the persons of a delivered cell are counted in another one too: that of a larger area, same fund.
    pub(super) fn is_within_delivered(&self, key: CellKey, cells: &Grid<Figure>) -> bool {
        let around = key.area.and_then(|area| self.nested.get(&area));
        around.into_iter().flatten().any(|larger| {
            let cell = CellKey { area: Some(*larger), ..key };
            cells.get(cell).is_some_and(|figure| !figure.computed)
        })
    }
}

/// What stands for the whole of a month's table: no area where the measure has none; an area that is there alone; the
/// country when it was delivered or all its units are there; else the larger area all of whose units are there that has most of them, the
/// larger kind and then the earlier code first. An area of one unit is no whole of a table that has others, and a
/// group to compare with never is.
pub(super) fn whole(month: &MonthFigures, publication: &Publication) -> Whole {
    let measure = publication.measure(month.measure);
    if measure.areas.is_empty() {
        return Whole::NoAreas;
    }
    let coverage = Coverage::of(&month.figures, measure, month.period, publication);
    let kind = |area: AreaKey| publication.area(area).kind;
    let complete = |area: &AreaKey| {
        let kind = kind(*area);
        coverage.missing_in(Some(*area)) == 0
            && kind != AreaKind::Comparator
            && (kind == AreaKind::Country || coverage.units_of(*area).len() > 1)
            && !measure.areas.contains(&kind)
    };
    // A larger area without a total, as where shares came without counts, stands for nothing.
    let mut areas: Vec<AreaKey> = month.figures.iter().filter_map(|(key, _)| key.area).collect();
    areas.dedup();
    let largest = areas.iter().copied().filter(|area| !coverage.has(*area)).filter(complete).min_by_key(|area| {
        let units = coverage.units_of(*area).len();
        (kind(*area) != AreaKind::Country, std::cmp::Reverse(units), kind(*area), *area)
    });
    let country = coverage.delivered.iter().copied().find(|area| kind(*area) == AreaKind::Country);
    match (coverage.delivered.first(), country.or(largest)) {
        (_, Some(largest)) if kind(largest) == AreaKind::Country => Whole::Area(largest),
        (Some(only), _) if coverage.delivered.len() == 1 => Whole::Area(*only),
        (_, Some(largest)) => Whole::Area(largest),
        (_, None) => Whole::Unknown,
    }
}
