//! The TimeMaps of pages that are drawn anew: where each edition has the page as it was (RFC 7089).

use super::whole::Shared;
use crate::model::catalogue::{CatalogueEntry, EditionPages};
use crate::model::{AkasseKey, FileSet};
use crate::render::address;
use crate::text::timemap::{self, Memento};

/// Adds the TimeMaps of the first page and of the pages of months, funds, areas, pairs of both, and measures.
///
/// The first page has shown an edition that brought the newest month's newest version when it came out, and no other.
pub(super) fn draw(shared: &Shared<'_>, files: &mut FileSet) {
    let press = shared.press;
    let publication = press.site.publication;
    let catalogue = press.site.catalogue;
    let mut entries: Vec<&CatalogueEntry> = catalogue.entries.iter().collect();
    entries.sort_by_key(|entry| (entry.release.published, entry.release.id));
    let mut add = |folder: &str, inside: &str, has: &dyn Fn(&CatalogueEntry) -> bool| {
        let mementos: Vec<Memento> = entries
            .iter()
            .filter(|entry| has(entry))
            .map(|entry| Memento {
                folder: format!("{}{}{inside}", press.below, address::edition(entry.release.id)),
                published: entry.release.published,
            })
            .collect();
        let folder = format!("{}{folder}", press.below);
        let text = timemap::file(&publication.base_url, &folder, &mementos);
        files.add(format!("{folder}{}", timemap::NAME), text);
    };
    add("", "", &|entry| {
        let newest = catalogue.as_of(&entry.release);
        newest.catalogue().newest().is_some_and(|newest| newest.release.id == entry.release.id)
    });
    for month in catalogue.months() {
        add(&address::month(month), "", &|entry| entry.release.id.period == month);
    }
    let pages = |entry: &CatalogueEntry, has: &dyn Fn(&EditionPages) -> bool| {
        shared.history.pages.get(&entry.release.id).is_some_and(has)
    };
    for (at, akasse) in publication.akasser.iter().enumerate() {
        let folder = address::akasse("", akasse);
        let key = u16::try_from(at).map(AkasseKey);
        add(&folder, &folder, &|entry| {
            pages(entry, &|pages| key.is_ok_and(|key| pages.parties.akasser.contains(&key)))
        });
    }
    for key in &press.areas {
        let folder = address::area("", publication.area(*key));
        add(&folder, &folder, &|entry| pages(entry, &|pages| pages.parties.areas.contains(key)));
    }
    for pair in &publication.pairs {
        let Some(folder) = press.pair_folder(*pair) else { continue };
        add(&folder, &folder, &|entry| pages(entry, &|pages| pages.parties.pairs.contains(pair)));
    }
    for key in &press.measures {
        let folder = press.measure_folder(*key);
        add(&folder, &folder, &|entry| pages(entry, &|pages| pages.measures.contains(key)));
    }
}
