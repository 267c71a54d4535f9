//! The page for developers: every address, figures of this archive to try, lines to copy, and what is promised.

mod addresses;
mod example;
mod lists;
mod record;

use serde::Serialize;

use super::about::page;
use super::editions::made_up;
use super::whole::Shared;
use crate::diagnostic::Diagnostic;
use crate::model::{AreaKind, FileSet, MeasureKey};
use crate::render::address::{self, Here};
use crate::render::cell::Cell;
use crate::render::cite::Cite;
use crate::render::frame::{Link, Section};
use crate::render::html::Html;
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::{feeds, files, words};
use crate::text::messages::say;
use example::ExampleView;

/// The schemas. A test follows all links and tells when one is missing.
const SCHEMAS: [&str; 12] = [
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
    "manifest.json",
];

/// What `data.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct DataView {
    /// Where machines begin, and the newest edition's files.
    begin: Vec<Link>,
    /// The full address that all others begin with.
    base: String,
    /// Figures of the newest edition with the lines that read them; none while it has none.
    example: Option<ExampleView>,
    /// Every address with its form, in tables.
    addresses: Vec<Html>,
    /// The columns of the CSV, which are the keys of the JSON.
    columns: Html,
    /// The words that say why there is no value, and marks on a value.
    statuses: Html,
    /// The formats, and what each is good for.
    formats: Html,
    /// The schemas of the files.
    schemas: Vec<Link>,
    /// What there is to subscribe to about all figures.
    feeds: Vec<Link>,
    /// What there is to subscribe to about one fund or jobcentre.
    party_feeds: Vec<Link>,
    /// How to cite the newest edition; none while nothing is published.
    cite: Option<Cite>,
    /// The catalogue for portals.
    catalogue: Vec<Link>,
    /// The addresses of every edition's files.
    table: Option<Html>,
    /// The newest edition's files of each fund and jobcentre that has a page in it; empty when there are none.
    parties: Vec<Link>,
    /// What the archive holds of others' work, with the licence.
    others: Vec<Link>,
}

/// Draws the page.
pub(super) fn draw(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    let press = shared.press;
    let say = press.say;
    let about = page(press, "data/", (&say.text("frame-foot-data"), &say.text("data-about")), Section::Other);
    let here = &about.here;
    let noted = |path: &str, note: &str| Link::noted(here.to(path), path, say.text(note));
    let view = DataView {
        begin: begin(shared, here),
        base: press.site.publication.base_url.clone(),
        example: example::of(shared, here),
        addresses: addresses::tables(shared, here),
        columns: lists::columns(say),
        statuses: lists::statuses(say),
        formats: lists::formats(press),
        schemas: SCHEMAS.map(|name| Link::new(here.to(&format!("api/v1/schema/{name}")), name)).into(),
        feeds: vec![
            noted("feed/udgivelser.xml", "cite-feed-releases"),
            noted("feed/udgivelser.json", "cite-feed-json"),
            noted("feed/rettelser.xml", "cite-feed-corrections"),
            noted("feed/rettelser.json", "cite-feed-json"),
        ],
        party_feeds: feeds::of_parties(press, here, shared.history),
        cite: shared.newest.map(|newest| Cite::new(newest, here)),
        catalogue: vec![noted("catalog.ttl", "cite-catalogue"), noted("catalog.jsonld", "cite-catalogue-json")],
        table: (!press.site.catalogue.entries.is_empty()).then(|| editions(shared, here)),
        parties: parties(shared, here),
        others: vec![Link::noted(
            here.to(&press.assets.charting_licence),
            "Apache ECharts 5.5.1",
            say.text("data-echarts"),
        )],
    };
    press.print(files, "data.html", about, &view)
}

/// Where machines begin.
fn begin(shared: &Shared<'_>, here: &Here) -> Vec<Link> {
    let press = shared.press;
    let noted = |path: &str, note: &str| Link::noted(here.to(path), path, press.say.text(note));
    let mut begin = vec![noted("api/v1/index.json", "data-index"), noted("api/v1/state.json", "data-state")];
    if shared.newest.is_some() {
        begin.push(noted("api/v1/latest/release.json", "data-latest"));
        let whole = files::of_edition(press, here, "api/v1/latest/");
        begin.extend(whole.into_iter().map(|link| {
            let label = link.href.trim_start_matches("../").to_owned();
            Link { label, note: format!("{}: {}", link.label, link.note), ..link }
        }));
    }
    begin
}

/// The files of every edition, newest first.
fn editions(shared: &Shared<'_>, here: &Here) -> Html {
    let press = shared.press;
    let say = press.say;
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
    table.finish()
}

fn measures(shared: &Shared<'_>, here: &Here, folder: &str, keys: &[MeasureKey]) -> Cell {
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
