//! The tile map: where each municipality lies on it, and what larger areas cover in a month.

use std::collections::BTreeMap;

use crate::model::{AreaKey, AreaKind, Period, Publication};

/// Code, name, short label, column and row of each municipality since 2007.
const TILES: &str = include_str!("municipality_tiles.csv");

/// A place on the map, column and then row, counted from the north-west.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) col: i32,
    pub(crate) row: i32,
}

/// A municipality's tile.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    /// Where it lies.
    pub(crate) place: Place,
    /// Three letters that no other tile has.
    pub(crate) label: &'static str,
}

/// The municipalities of a publication that have a tile.
#[derive(Clone, Debug, Default)]
pub(crate) struct Atlas {
    spots: BTreeMap<AreaKey, Spot>,
}

impl Atlas {
    /// Finds the tile of each municipality by its official code.
    pub(crate) fn of(publication: &Publication) -> Self {
        let tiles: BTreeMap<&str, Spot> = TILES.lines().skip(1).filter_map(spot).collect();
        let areas = (0..).map(AreaKey).zip(&publication.areas);
        let municipalities = areas.filter(|(_, area)| area.kind == AreaKind::Municipality);
        let spots = municipalities
            .filter_map(|(key, area)| Some((key, tiles.get(area.code.trim_start_matches('0'))?.clone())))
            .collect();
        Self { spots }
    }

    /// What lies where in a month: municipalities of the time, and all that they belonged to.
    pub(crate) fn in_month(&self, publication: &Publication, period: Period) -> Ground {
        let mut ground = Ground::default();
        let mut of_kind: BTreeMap<AreaKind, BTreeMap<Place, AreaKey>> = BTreeMap::new();
        for (key, spot) in &self.spots {
            if !publication.area(*key).valid.covers(period) {
                continue;
            }
            ground.spots.insert(spot.place, (*key, spot.label));
            ground.covered.insert(*key, vec![spot.place]);
            for larger in publication.ancestors(*key, period) {
                let kind = publication.area(larger).kind;
                // A group to compare with is not a part of the country.
                if kind == AreaKind::Comparator {
                    continue;
                }
                ground.covered.entry(larger).or_default().push(spot.place);
                of_kind.entry(kind).or_default().insert(spot.place, larger);
            }
        }
        ground.covered.values_mut().for_each(|places| places.sort_unstable_by_key(|place| (place.row, place.col)));
        // Those who steered employment at the time come before the administrative regions.
        let eras = [AreaKind::EmploymentRegion, AreaKind::Rar, AreaKind::Rbr, AreaKind::Region];
        ground.regions = eras.into_iter().find_map(|kind| Some((kind, of_kind.remove(&kind)?)));
        ground
    }
}

fn spot(line: &'static str) -> Option<(&'static str, Spot)> {
    let mut fields = line.split(',');
    let (code, _, label) = (fields.next()?, fields.next()?, fields.next()?);
    let (col, row) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some((code, Spot { place: Place { col, row }, label }))
}

/// What lies where in a month.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ground {
    /// The municipality of each tile, with its label.
    pub(crate) spots: BTreeMap<Place, (AreaKey, &'static str)>,
    /// The tiles of each area, row by row.
    pub(crate) covered: BTreeMap<AreaKey, Vec<Place>>,
    /// The regions of the era and the region of each tile; none where the code lists have no regions.
    pub(crate) regions: Option<(AreaKind, BTreeMap<Place, AreaKey>)>,
}

impl Ground {
    /// The region of a tile.
    pub(crate) fn region(&self, place: Place) -> Option<AreaKey> {
        self.regions.as_ref().and_then(|(_, of)| of.get(&place)).copied()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_tile_has_a_place_and_a_label_of_its_own() {
        let tiles: Vec<(&str, Spot)> = TILES.lines().skip(1).filter_map(spot).collect();
        assert_eq!(tiles.len(), 98);
        let of = |pick: &dyn Fn(&(&'static str, Spot)) -> String| tiles.iter().map(pick).collect::<BTreeSet<_>>().len();
        assert_eq!(of(&|(code, _)| (*code).to_owned()), 98);
        assert_eq!(of(&|(_, spot)| format!("{:?}", spot.place)), 98);
        assert_eq!(of(&|(_, spot)| spot.label.to_owned()), 98);
    }
}
