//! The order in which readers look up names, worked out once for all pages.

use crate::model::{AkasseKey, AreaKey, AreaKind, Publication};
use crate::text::messages::Messages;

/// The place of every fund and area in alphabetical order, as the language has it.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    akasser: Vec<usize>,
    areas: Vec<usize>,
}

impl Order {
    /// Sorts the publication's lists.
    pub(crate) fn of(publication: &Publication, say: &Messages) -> Self {
        let akasse_names: Vec<&str> = publication.akasser.iter().map(|akasse| akasse.short.as_str()).collect();
        let areas: Vec<(AreaKind, &str)> =
            publication.areas.iter().map(|area| (area.kind, area.short.as_str())).collect();
        Self {
            akasser: places(akasse_names.len(), |a, b| say.compare(akasse_names[a], akasse_names[b])),
            areas: places(areas.len(), |a, b| {
                areas[a].0.cmp(&areas[b].0).then_with(|| say.compare(areas[a].1, areas[b].1))
            }),
        }
    }

    /// Sorts funds by short name; all funds together come last.
    pub(crate) fn sort_akasser(&self, keys: &mut [Option<AkasseKey>]) {
        keys.sort_by_key(|key| key.map_or(usize::MAX, |key| self.akasser[usize::from(key.0)]));
    }

    /// Sorts areas by kind, largest first, and then by short name; no area at all comes first.
    pub(crate) fn sort_areas(&self, keys: &mut [Option<AreaKey>]) {
        keys.sort_by_key(|key| key.map_or(0, |key| self.areas[usize::from(key.0)] + 1));
    }

    /// Where a fund stands among all funds.
    pub(crate) fn of_akasse(&self, key: AkasseKey) -> usize {
        self.akasser[usize::from(key.0)]
    }

    /// Where an area stands among all areas.
    pub(crate) fn of_area(&self, key: AreaKey) -> usize {
        self.areas[usize::from(key.0)]
    }
}

fn places(length: usize, compare: impl Fn(usize, usize) -> std::cmp::Ordering) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..length).collect();
    sorted.sort_by(|a, b| compare(*a, *b).then(a.cmp(b)));
    let mut places = vec![0; length];
    for (place, at) in sorted.into_iter().enumerate() {
        places[at] = place;
    }
    places
}
