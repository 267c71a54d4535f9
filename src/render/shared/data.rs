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
use crate::render::files;
use crate::render::frame::{Link, Section};
use crate::render::html::Html;
use crate::render::press::Press;
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::words;
use crate::text::date;

/// The lists of codes, each with what it holds.
const CODES: [(&str, &str); 3] = [
    ("areas.json", "områder, og hvad de er en del af"),
    ("akasser.json", "a-kasser, og hvad der er sket med dem"),
    ("protection.json", "hvad der holdes tilbage"),
];

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
}

/// Draws the page.
pub(super) fn draw(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    let press = shared.press;
    let about = page("data/", "Data til udviklere", "Adresser på tallene som JSON og CSV.", Section::Other);
    let here = &about.here;
    let mut table = Table::new("filer", "Udgivelsernes filer, nyeste først", Sorting::Fixed);
    table.columns(&[Column::text("Udgave"), Column::text("Om udgivelsen"), Column::text("Nøgletal")]);
    for entry in &press.site.catalogue.entries {
        let id = entry.release.id;
        let folder = address::release_files(id);
        let month = words::capital(&date::month(id.period));
        let label = format!("{month}, udgave {}{}", id.version, made_up(entry));
        let release = Cell::Link { href: here.to(&format!("{folder}release.json")), label: "release.json".into() };
        table.row(&Head::text(&label), [release, measures(shared, here, &folder, &entry.measures)]);
    }
    let mut latest = Vec::new();
    if press.site.catalogue.newest().is_some() {
        latest.push(Link::noted(
            here.to("api/v1/latest/release.json"),
            "api/v1/latest/release.json",
            "nyeste udgave af nyeste måned",
        ));
        let others = files::of_edition(press.site.publication, here, "api/v1/latest/");
        latest.extend(others.into_iter().map(|link| {
            let label = link.href.trim_start_matches("../").to_owned();
            Link { label, note: format!("{}: {}", link.label, link.note), ..link }
        }));
        let cited = [("citation.bib", "BibTeX"), ("citation.ris", "RIS"), ("citation.csl.json", "CSL-JSON")];
        latest.extend(cited.map(|(name, kind)| {
            let path = format!("api/v1/latest/{name}");
            Link::noted(here.to(&path), path, format!("henvisning: {kind}"))
        }));
    }
    let view = DataView {
        catalogue: vec![
            Link::noted(here.to("catalog.ttl"), "catalog.ttl", "katalog til dataportaler (DCAT-AP), Turtle"),
            Link::noted(here.to("catalog.jsonld"), "catalog.jsonld", "det samme som JSON-LD"),
            Link::noted(here.to("feed/udgivelser.xml"), "feed/udgivelser.xml", "nye udgivelser (Atom)"),
            Link::noted(here.to("feed/udgivelser.json"), "feed/udgivelser.json", "det samme som JSON Feed"),
            Link::noted(here.to("feed/rettelser.xml"), "feed/rettelser.xml", "rettelser (Atom)"),
            Link::noted(here.to("feed/rettelser.json"), "feed/rettelser.json", "det samme som JSON Feed"),
        ],
        index: Link::noted(
            here.to("api/v1/index.json"),
            "api/v1/index.json",
            "alle udgivelser og udgaver, nyeste først",
        ),
        calendar: calendar(press, here),
        search: Link::noted(here.to(search::INDEX), search::INDEX, "navne, adresser og tekster, som søgningen leder i"),
        latest,
        table: (!press.site.catalogue.entries.is_empty()).then(|| table.finish()),
        parties: parties(shared, here),
        codes: CODES.map(|(name, note)| link(here, "api/v1/codes/", name, note)).into(),
        schemas: SCHEMAS.map(|name| link(here, "api/v1/schema/", name, "")).into(),
        seals: (!press.site.preview).then(|| link(here, "", "releases.lock", "segl på hver udgaves tal")),
        forms: [
            "api/v1/state.json (nyeste udgave af hver måned, og hvad der er ændret)",
            "api/v1/releases/<måned>/v<udgave>/<nøgletal>.json",
            "api/v1/releases/<måned>/v<udgave>/<nøgletal>.csv",
            "api/v1/releases/<måned>/v<udgave>/<nøgletal>.da.csv",
            "api/v1/releases/<måned>/v<udgave>/a-kasse/<a-kasse>.json",
            "api/v1/latest/… (de samme navne)",
            "api/v1/versions/<nøgletal>.json (først offentliggjort mod nu)",
            "api/v1/schema/… (JSON Schema for hver slags fil)",
        ]
        .map(String::from)
        .into(),
    };
    press.print(files, "data.html", about, &view)
}

fn calendar(press: &Press<'_>, here: &Here) -> Vec<Link> {
    let json = "api/v1/calendar.json";
    let mut links = vec![Link::noted(here.to(json), json, "annoncerede udgivelser, møder og punktlighed")];
    if !press.site.publication.calendar.is_blank() {
        links.push(Link::noted(here.to("kalender.ics"), "kalender.ics", "den samme kalender som iCalendar"));
    }
    links
}

fn measures(shared: &Shared<'_>, here: &Here, folder: &str, keys: &[crate::model::MeasureKey]) -> Cell {
    if keys.is_empty() {
        return Cell::Text("ingen tal".into());
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
