//! The page for developers: where the files are, each reached by a link.

use serde::Serialize;

use super::about::page;
use super::editions::made_up;
use super::search;
use super::whole::Shared;
use crate::diagnostic::Diagnostic;
use crate::model::{AreaKind, FileSet};
use crate::render::address::{self, Here};
use crate::render::cell::Cell;
use crate::render::frame::{Link, Section};
use crate::render::html::Html;
use crate::render::press::Press;
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::words;
use crate::render::{cite, files};
use crate::text::messages::{Messages, say};

/// The lists of codes, each with what it holds.
const CODES: [(&str, &str); 3] =
    [("areas.json", "data-areas"), ("akasser.json", "data-funds"), ("protection.json", "data-protection")];

/// The schemas. A test follows all links and tells when one is missing.
const SCHEMAS: [&str; 11] = [
    "index.json",
    "state.json",
    "release.json",
    "measure.json",
    "party.json",
    "versions.json",
    "calendar.json",
    "areas.json",
    "akasser.json",
    "protection.json",
    "search.json",
];

/// What `data.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct DataView {
    /// Where machines begin.
    index: Link,
    /// The catalogue, and what there is to subscribe to.
    catalogue: Vec<Link>,
    /// The calendar for machines.
    calendar: Vec<Link>,
    /// What a search looks in.
    search: Link,
    /// The newest edition's files.
    latest: Vec<Link>,
    /// The addresses of every edition's files.
    table: Option<Html>,
    /// The newest edition's files of each fund and jobcentre that has a page in it; empty when there are none.
    parties: Vec<Link>,
    /// Lists of codes, and what is held back.
    codes: Vec<Link>,
    /// The schemas of the files.
    schemas: Vec<Link>,
    /// The seals of what was published; none in a preview.
    seals: Option<Link>,
    /// The form that addresses have.
    forms: Vec<String>,
    /// What the archive holds of others' work, with the licence.
    others: Vec<Link>,
}

/// Draws the page.
pub(super) fn draw(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    let say = shared.press.say;
    let press = shared.press;
    let about = page(press, "data/", (&say.text("frame-foot-data"), &say.text("data-about")), Section::Other);
    let here = &about.here;
    let mut table = Table::new(say, "filer", &say.text("data-files"), Sorting::Fixed);
    table.columns(&["list-version", "data-about-release", "word-measure"].map(|key| Column::text(say.text(key))));
    for entry in &press.site.catalogue.entries {
        let id = entry.release.id;
        let folder = address::release_files(id);
        let month = words::capital(&say.month(id.period));
        let label = say!(say, "word-month-version", month = month, version = id.version) + &made_up(say, entry);
        let release = Cell::Link { href: here.to(&format!("{folder}release.json")), label: "release.json".into() };
        table.row(&Head::text(&label), [release, measures(shared, here, &folder, &entry.measures)]);
    }
    let mut latest = Vec::new();
    if press.site.catalogue.newest().is_some() {
        let path = "api/v1/latest/release.json";
        latest.push(Link::noted(here.to(path), path, say.text("data-latest")));
        let others = files::of_edition(press, here, "api/v1/latest/");
        latest.extend(others.into_iter().map(|link| {
            let label = link.href.trim_start_matches("../").to_owned();
            Link { label, note: format!("{}: {}", link.label, link.note), ..link }
        }));
        latest.extend(cite::FILES.map(|(name, kind)| {
            let path = format!("api/v1/latest/{name}");
            Link::noted(here.to(&path), path, say!(say, "cite-reference", kind = kind))
        }));
    }
    let view = DataView {
        catalogue: catalogue(say, here),
        index: Link::noted(here.to("api/v1/index.json"), "api/v1/index.json", say.text("data-index")),
        calendar: calendar(press, here),
        search: Link::noted(
            here.to(search::index(say.language())),
            search::index(say.language()),
            say.text("data-search"),
        ),
        latest,
        table: (!press.site.catalogue.entries.is_empty()).then(|| table.finish()),
        parties: parties(shared, here),
        codes: CODES.map(|(name, note)| link(here, "api/v1/codes/", name, &say.text(note))).into(),
        schemas: SCHEMAS.map(|name| link(here, "api/v1/schema/", name, "")).into(),
        seals: (!press.site.preview).then(|| link(here, "", "releases.lock", &say.text("data-seals"))),
        forms: [
            "data-form-state",
            "data-form-measure",
            "data-form-csv",
            "data-form-excel",
            "data-form-fund",
            "data-form-newest",
            "data-form-versions",
            "data-form-schema",
        ]
        .map(|key| say.text(key).into_owned())
        .into(),
        others: vec![Link::noted(
            here.to(&press.assets.charting_licence),
            "Apache ECharts 5.5.1",
            press.say.text("data-echarts"),
        )],
    };
    press.print(files, "data.html", about, &view)
}

/// The catalogue for portals and the feeds, which are the same in every language.
fn catalogue(say: &Messages, here: &Here) -> Vec<Link> {
    [
        ("catalog.ttl", "cite-catalogue"),
        ("catalog.jsonld", "cite-catalogue-json"),
        ("feed/udgivelser.xml", "cite-feed-releases"),
        ("feed/udgivelser.json", "cite-feed-json"),
        ("feed/rettelser.xml", "cite-feed-corrections"),
        ("feed/rettelser.json", "cite-feed-json"),
    ]
    .map(|(path, note)| Link::noted(here.to(path), path, say.text(note)))
    .into()
}

fn calendar(press: &Press<'_>, here: &Here) -> Vec<Link> {
    let say = press.say;
    let json = "api/v1/calendar.json";
    let mut links = vec![Link::noted(here.to(json), json, say.text("data-calendar"))];
    if !press.site.publication.calendar.is_blank() {
        links.push(Link::noted(here.to("kalender.ics"), "kalender.ics", say.text("data-ical")));
    }
    links
}

fn measures(shared: &Shared<'_>, here: &Here, folder: &str, keys: &[crate::model::MeasureKey]) -> Cell {
    if keys.is_empty() {
        return Cell::said(shared.press.say, "word-no-figures");
    }
    // A list rather than lines, so that each link has room enough to be hit.
    let mut out = String::from("<ul class=\"links\">");
    for key in keys {
        let measure = shared.press.site.publication.measure(*key);
        out.push_str("<li>");
        crate::render::html::push_link(&mut out, &here.to(&format!("{folder}{}.json", measure.id)), &measure.id);
        out.push_str("</li>");
    }
    out.push_str("</ul>");
    Cell::Html(out)
}

fn link(here: &Here, folder: &str, name: &str, note: &str) -> Link {
    let path = format!("{folder}{name}");
    Link::noted(here.to(&path), path, note)
}

/// The newest edition's files of the parties that have a page in it.
fn parties(shared: &Shared<'_>, here: &Here) -> Vec<Link> {
    let Some(newest) = shared.newest else { return Vec::new() };
    let publication = shared.press.site.publication;
    let to = |path: String| here.to(&format!("api/v1/latest/{path}.json"));
    let akasser = newest.akasse_pages.iter().map(|key| publication.akasse(*key));
    let akasser = akasser.map(|akasse| Link::new(to(format!("a-kasse/{}", akasse.id)), akasse.short.clone()));
    let areas = newest.area_pages.iter().map(|key| publication.area(*key));
    let jobcentres = areas.filter(|area| area.kind == AreaKind::Jobcentre);
    let jobcentres = jobcentres.map(|area| Link::new(to(format!("jobcenter/{}", area.id)), area.short.clone()));
    akasser.chain(jobcentres).collect()
}
