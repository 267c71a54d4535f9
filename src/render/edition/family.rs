//! Which area of an edition holds which: worked out once for all its pages.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::prepared::Prepared;
use crate::model::{AreaKey, AreaKind};

/// The areas of an edition that have a page, with those that held them in its month.
#[derive(Debug)]
pub(crate) struct Families {
    /// By area: every larger area with a page, nearest kinds first and the country last.
    above: BTreeMap<AreaKey, Vec<AreaKey>>,
}

impl Families {
    /// Looks up every area of an edition.
    pub(crate) fn of(prepared: &Prepared<'_>) -> Self {
        let publication = prepared.press.site.publication;
        let above = prepared.area_pages.iter().map(|area| {
            let mut larger = publication.ancestors(*area, prepared.period());
            larger.retain(|key| prepared.area_pages.contains(key));
            larger.sort_by_key(|key| {
                let kind = publication.area(*key).kind;
                (kind == AreaKind::Country, Reverse(kind), prepared.press.order.of_area(*key))
            });
            (*area, larger)
        });
        Self { above: above.collect() }
    }

    /// Every larger area that held an area, nearest kinds first and the country last.
    pub(crate) fn above(&self, area: AreaKey) -> &[AreaKey] {
        self.above.get(&area).map(Vec::as_slice).unwrap_or_default()
    }

    /// Every smaller area that an area held, in the order of the edition's pages. Of the country only those that are part
    /// of it without another between, since it holds all.
    pub(crate) fn within(&self, prepared: &Prepared<'_>, area: AreaKey) -> Vec<AreaKey> {
        let publication = prepared.press.site.publication;
        let country = publication.area(area).kind == AreaKind::Country;
        let directly = |key: &AreaKey| {
            let parents = &publication.area(*key).parents;
            parents.iter().any(|membership| membership.parent == area && membership.valid.covers(prepared.period()))
        };
        let held = |key: &&AreaKey| if country { directly(key) } else { self.above(**key).contains(&area) };
        prepared.area_pages.iter().filter(held).copied().collect()
    }
}
