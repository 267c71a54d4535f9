//! What stands at the top of every page of an edition.

use serde::Serialize;

use super::prepared::Prepared;
use crate::model::release::ReleaseClass;
use crate::model::{Release, ReleaseId};
use crate::render::address::{self, Here};
use crate::render::frame::{Banner, Link, MenuEntry};
use crate::render::press::Press;
use crate::render::words;
use crate::text::date;

/// The head of an edition's pages.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct EditionHead {
    /// The reference month: `September 2021`.
    pub(crate) month: String,
    /// Version, standing and class: `Udgave 1`, `Endelige tal`.
    pub(crate) marks: Vec<String>,
    /// When it was published, as a reader says it.
    pub(crate) published: String,
    /// When it was published, as a machine reads it.
    pub(crate) published_iso: String,
    /// Why this version replaces the one before; empty for the first.
    pub(crate) reason: String,
    /// The edition's own menu.
    pub(crate) tabs: Vec<Tab>,
    /// The month before, and the month after, when they have an edition.
    pub(crate) previous: Option<Link>,
    /// The month after.
    pub(crate) next: Option<Link>,
}

/// An entry of the edition's own menu.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Tab {
    /// What it says.
    pub(crate) label: String,
    /// Where it leads.
    pub(crate) href: String,
    /// Whether this is the page.
    pub(crate) current: bool,
}

impl From<MenuEntry> for Tab {
    fn from(entry: MenuEntry) -> Self {
        Self { label: entry.label.to_owned(), href: entry.href, current: entry.current }
    }
}

impl EditionHead {
    /// The head for a page; `current` is the folder of the tab that is open.
    pub(crate) fn new(prepared: &Prepared<'_>, here: &Here, current: &str) -> Self {
        let release = &prepared.edition.release;
        let site = &prepared.press.site;
        let (previous, next) = site.catalogue.neighbours(release.id.period);
        let neighbour = |period| {
            let month = words::capital(&date::month(period));
            // Whoever goes from real figures to made-up ones is told before.
            let made_up = site.catalogue.newest_of(period).is_some_and(|entry| entry.release.synthetic);
            let label = if made_up && !release.synthetic { format!("{month} (opdigtede tal)") } else { month };
            Link::new(here.page(&address::month(period)), label)
        };
        Self {
            month: words::capital(&date::month(release.id.period)),
            marks: marks(release),
            published: date::moment(release.published, site.publication.time_zone),
            published_iso: release.published.to_rfc3339(),
            reason: release.reason.clone(),
            tabs: tabs(prepared, here, current),
            previous: previous.map(neighbour),
            next: next.map(neighbour),
        }
    }
}

fn marks(release: &Release) -> Vec<String> {
    let mut marks = vec![version(release.id), words::release_status(release.status).to_owned()];
    if release.class != ReleaseClass::First {
        marks.push(words::release_class(release.class).to_owned());
    }
    marks
}

/// `Udgave 1`.
pub(crate) fn version(id: ReleaseId) -> String {
    format!("Udgave {}", id.version)
}

fn tabs(prepared: &Prepared<'_>, here: &Here, current: &str) -> Vec<Tab> {
    let id = prepared.edition.release.id;
    let mut tabs = vec![("Overblik".to_owned(), prepared.folder.clone())];
    tabs.push(("Opfølgning på mål".to_owned(), address::follow_up(id)));
    for measure in &prepared.measures {
        tabs.push((measure.measure.short.da.clone(), address::measure(&prepared.folder, measure.measure)));
    }
    tabs.into_iter()
        .map(|(label, folder)| Tab { label, href: here.page(&folder), current: folder == current })
        .collect()
}

/// What a reader must know about an edition before reading it: that it is made up, under embargo, or not the newest.
pub(crate) fn banners(press: &Press<'_>, release: &Release, here: &Here) -> Vec<Banner> {
    let mut banners = Vec::new();
    let catalogue = press.site.catalogue;
    let zone = press.site.publication.time_zone;
    if press.site.entry(release.id).is_some_and(|entry| entry.under_embargo) {
        let text = format!("Må ikke offentliggøres før {}.", date::moment(release.published, zone));
        banners.push(Banner { kind: "embargo", lead: "Under embargo.".into(), text, link: None });
    }
    if release.synthetic {
        let text = "Alle tal i denne udgivelse er opdigtede og kan ikke bruges.".into();
        banners.push(Banner { kind: "synthetic", lead: "Syntetiske tal.".into(), text, link: None });
    }
    if let Some(newer) = catalogue.newest_of(release.id.period).filter(|newer| newer.release.id != release.id) {
        let when = date::day_of(newer.release.published, zone);
        banners.push(Banner {
            kind: "corrected",
            lead: "Ændret siden.".into(),
            text: format!("Måneden blev udgivet igen {when}: {}", newer.release.reason),
            link: Some(Link::new(
                here.page(&address::edition(newer.release.id)),
                format!("Se udgave {}", newer.release.id.version),
            )),
        });
    } else if release.class != ReleaseClass::First {
        banners.push(Banner {
            kind: "correction",
            lead: format!("{}.", words::release_class(release.class)),
            text: release.reason.clone(),
            link: release.id.version.checked_sub(1).filter(|version| *version > 0).map(|version| {
                let before = ReleaseId { version, ..release.id };
                Link::new(here.page(&address::edition(before)), format!("Se udgave {version}"))
            }),
        });
    }
    if let Some(newest) = catalogue.newest().filter(|newest| newest.release.id.period != release.id.period) {
        let month = date::month(newest.release.id.period);
        banners.push(Banner {
            kind: "older",
            lead: "Ikke den nyeste måned.".into(),
            text: if newest.release.synthetic && !release.synthetic {
                format!("Der er tal for {month}, men de er opdigtede.")
            } else {
                format!("De nyeste tal er for {month}.")
            },
            link: Some(Link::new(here.page(&address::month(newest.release.id.period)), format!("Gå til {month}"))),
        });
    }
    banners
}
