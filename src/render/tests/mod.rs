//! Pages of publications made by hand, held against what every page must be.

pub(crate) mod editions;
pub(crate) mod publication;

use std::collections::BTreeMap;

use super::{Renderer, Site};
use crate::disclosure::Cleared;
use crate::model::catalogue::{Catalogue, CatalogueEntry};
use crate::model::edition::Edition;
use crate::model::picture::Pictures;
use crate::model::{FileSet, Publication};

/// A catalogue of these editions, given newest first.
fn catalogue(editions: &[&Edition]) -> Catalogue {
    let entry = |edition: &&Edition| CatalogueEntry {
        release: edition.release.clone(),
        measures: edition.measures.iter().map(|measure| measure.measure).collect(),
        under_embargo: false,
    };
    Catalogue { entries: editions.iter().map(entry).collect() }
}

/// Everything that is drawn of the trial's two editions.
fn trial_pages(publication: &Publication) -> FileSet {
    let (trial, first) = (editions::trial(publication), editions::without_figures());
    let catalogue = catalogue(&[&trial, &first]);
    let site = Site { publication, catalogue: &catalogue, notes: &[], preview: false };
    let renderer = Renderer::new(publication, &BTreeMap::new()).unwrap();
    let pictures = Pictures::new();
    let mut files = super::assets::Assets::new().files();
    for edition in [trial, first] {
        let cleared = Cleared::for_tests(edition);
        files.append(renderer.edition(&site, &cleared, &pictures).unwrap());
        files.append(renderer.month_page(&site, &cleared, &pictures).unwrap());
    }
    files
}

/// Everything that is drawn of the synthetic country.
fn country_pages(publication: &Publication) -> FileSet {
    let edition = editions::country(publication, "2023-12", 24);
    let catalogue = catalogue(&[&edition]);
    let site = Site { publication, catalogue: &catalogue, notes: &[], preview: true };
    let renderer = Renderer::new(publication, &BTreeMap::new()).unwrap();
    let cleared = Cleared::for_tests(edition);
    let start = std::time::Instant::now();
    let files = renderer.edition(&site, &cleared, &Pictures::new()).unwrap();
    eprintln!("{} pages in {:?}", files.len(), start.elapsed());
    files
}

/// Writes pages to a folder to be looked at: `cargo test -- --ignored writes_pages`.
#[test]
#[ignore = "for people who want to look at the pages"]
#[allow(clippy::disallowed_methods)] // the archive's writer is another room; these pages are thrown away
fn writes_pages_to_look_at() {
    let out = std::env::temp_dir().join("noegletal-pages");
    for (name, files) in
        [("trial", trial_pages(&publication::trial())), ("country", country_pages(&publication::country(94, 24)))]
    {
        for (path, content) in files.iter() {
            let file = out.join(name).join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, content).unwrap();
        }
        eprintln!("{} files of {name} in {}", files.len(), out.display());
    }
}
