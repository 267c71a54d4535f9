//! Pages of publications made by hand, held against what every page must be.

mod announcements;
mod areas;
mod contract;
mod contrast;
pub(crate) mod editions;
mod english;
mod funnel;
mod glance;
mod news;
mod pages;
mod pictures;
pub(crate) mod publication;
mod scan;
mod search;

use std::collections::BTreeMap;
use std::sync::Mutex;

use super::{Frozen, Renderer, Site};
use crate::compute::timetable::timetable;
use crate::disclosure::Cleared;
use crate::model::catalogue::{Catalogue, CatalogueEntry, History};
use crate::model::edition::Edition;
use crate::model::picture::{Charting, Picture, PictureKey, Pictures};
use crate::model::publication::Lists;
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

/// The newest series of an edition, as the margins and the pairs are kept.
fn history(edition: &Edition, publication: &Publication) -> History {
    let mut history = History::default();
    for measure in &edition.measures {
        history.wholes.insert(measure.measure, (edition.release.id.period, measure.whole));
        for (period, month) in &measure.history {
            if edition.release.synthetic {
                history.synthetic.insert((measure.measure, *period));
            }
            for (key, figure) in month.figures.iter() {
                let pair = key.area.zip(key.akasse).is_some_and(|pair| publication.pairs.contains(&pair));
                if pair || key.akasse.is_none() || key.area.is_none_or(|area| area.0 == 0) {
                    history.series.entry((measure.measure, key)).or_default().insert(*period, *figure);
                }
            }
        }
    }
    history
}

/// In place of the library that draws charts in a browser.
fn charting() -> Charting {
    Charting { script: "var echarts = {};", licence: "A licence.\n", theme: "{}".into() }
}

/// Everything that is drawn of some editions, given newest first.
fn site(
    publication: &Publication,
    editions: Vec<Edition>,
    notes: &[crate::model::note::Note],
    preview: bool,
) -> FileSet {
    let catalogue = catalogue(&editions.iter().collect::<Vec<_>>());
    let timetable = timetable(&publication.calendar, &catalogue, publication.time_zone);
    let seals = BTreeMap::new();
    let site = Site { publication, catalogue: &catalogue, timetable: &timetable, notes, preview, seals: &seals };
    let renderer = Renderer::new(publication, &BTreeMap::new(), &charting()).unwrap();
    let picture = Picture { svg: "<svg role=\"img\"><title>Figur</title></svg>".into(), option: "{}".into() };
    let keys = publication.measure_keys().flat_map(|key| [PictureKey::Akasser(key), PictureKey::Funnel(key)]);
    let every = |key: PictureKey| publication.languages.iter().map(move |language| (*language, key));
    let pictures: Pictures = keys.flat_map(every).map(|key| (key, picture.clone())).collect();
    let mut history = editions.first().map(|edition| history(edition, publication)).unwrap_or_default();
    history.named = publication::named();
    let history = Cleared::for_tests(history);
    let editions: Vec<_> = editions.into_iter().map(Cleared::for_tests).collect();
    let files = Mutex::new(FileSet::default());
    let take = |part| files.lock().unwrap().append(part);
    renderer.shared(&site, editions.first(), (&history, &pictures), &take).unwrap();
    let lists = Lists::of(publication);
    for edition in &editions {
        let past = catalogue.as_of(&edition.get().release);
        let frozen = Frozen::new(&lists, &past, notes, preview);
        renderer.edition(&frozen, (edition, &pictures), &take).unwrap();
        if catalogue.is_newest_of_month(edition.get().release.id) {
            take(renderer.month_page(&site, edition, &pictures).unwrap());
        }
    }
    files.into_inner().unwrap()
}

/// Everything that is drawn of the trial: its month in two versions, and the first month without figures.
fn trial() -> FileSet {
    let publication = publication::trial();
    let first = editions::trial(&publication);
    let corrected = Edition { release: editions::release("2021-09", 2, "2022-01-20T08:00:00+01:00"), ..first.clone() };
    site(&publication, vec![corrected, first, editions::without_figures()], &publication::notes(), false)
}

/// Everything that is drawn of a synthetic country.
fn country(jobcentres: u16, akasser: u16) -> FileSet {
    let publication = publication::country(jobcentres, akasser);
    let edition = editions::country(&publication, "2023-12", 14);
    site(&publication, vec![edition], &[], true)
}
