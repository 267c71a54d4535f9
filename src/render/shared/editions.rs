//! The list of all editions, and of all corrections.

use serde::Serialize;

use super::body;
use super::made_up::MARK;
use super::revisions;
use super::whole::Shared;
use crate::diagnostic::Diagnostic;
use crate::model::catalogue::CatalogueEntry;
use crate::model::{FileSet, ReleaseId};
use crate::render::address::{self, Here};
use crate::render::cell::Cell;
use crate::render::frame::{About, Link, Section};
use crate::render::html::Html;
use crate::render::newest;
use crate::render::press::Press;
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::words::{self, joined};
use crate::text::{date, version};

/// What `editions.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct EditionsView {
    /// Every edition and version, newest first.
    table: Option<Html>,
    /// The way to the corrections.
    corrections: Link,
    /// The way to what is announced.
    calendar: Link,
}

/// What `corrections.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct CorrectionsView {
    /// Versions that replaced others, newest first; none when there are none.
    table: Option<Html>,
    /// How each measure's figures were revised, with the way to its page; none without figures.
    revisions: Option<Html>,
    /// The publication's own text on corrections.
    body: Html,
}

/// Draws both lists.
pub(super) fn draw(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    editions(shared, files)?;
    corrections(shared, files)
}

fn editions(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    let press = shared.press;
    let here = Here::new("udgivelser/");
    let entries = &press.site.catalogue.entries;
    let mut table = Table::new("liste", "Udgivelser og udgaver, nyeste først", Sorting::Fixed);
    table.columns(&[
        Column::text("Måned"),
        Column::text("Udgave"),
        Column::text("Offentliggjort"),
        Column::text("Slags"),
        Column::text("Nøgletal"),
    ]);
    for entry in entries {
        let id = entry.release.id;
        let month = words::capital(&date::month(id.period));
        table.row(&Head::link(&month, here.page(&address::month(id.period))), cells(press, &here, entry));
    }
    let view = EditionsView {
        table: (!entries.is_empty()).then(|| table.finish()),
        corrections: Link::new(here.page("rettelser/"), "Rettelser"),
        calendar: Link::new(here.page("kalender/"), "Kalender"),
    };
    let about = About {
        title: "Udgivelser".into(),
        description: "Alle måneder og alle udgaver af dem, nyeste først.".into(),
        section: Section::Editions,
        way: Vec::new(),
        banners: newest::of_archive(press, &here, None),
        here,
    };
    press.print(files, "editions.html", about, &view)
}

fn cells(press: &Press<'_>, here: &Here, entry: &CatalogueEntry) -> [Cell; 4] {
    let release = &entry.release;
    let names: Vec<String> =
        entry.measures.iter().map(|key| press.site.publication.measure(*key).short.da.clone()).collect();
    let measures = if names.is_empty() { "ingen tal".to_owned() } else { joined(&names, 4) };
    [
        version_link(here, release.id),
        Cell::Text(published(press, entry).into()),
        Cell::Text(
            format!(
                "{}, {}{}",
                version::class(release.class),
                words::release_status(release.status).to_lowercase(),
                made_up(entry)
            )
            .into(),
        ),
        Cell::Text(measures.into()),
    ]
}

/// What a list adds to the kind of an edition that is made up.
pub(super) fn made_up(entry: &CatalogueEntry) -> String {
    if entry.release.synthetic { format!(", {MARK}") } else { String::new() }
}

fn version_link(here: &Here, id: ReleaseId) -> Cell {
    Cell::Link { href: here.page(&address::edition(id)), label: format!("Udgave {}", id.version) }
}

fn published(press: &Press<'_>, entry: &CatalogueEntry) -> String {
    let when = date::moment(entry.release.published, press.site.publication.time_zone);
    if entry.under_embargo { format!("{when} (under embargo)") } else { when }
}

fn corrections(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    let press = shared.press;
    let here = Here::new("rettelser/");
    let mut later = press.site.catalogue.entries.iter().filter(|entry| entry.release.id.version > 1).peekable();
    let any = later.peek().is_some();
    let mut table = Table::new("liste", "Udgaver, der har afløst en tidligere, nyeste først", Sorting::Fixed);
    table.columns(&[
        Column::text("Måned"),
        Column::text("Udgave"),
        Column::text("Offentliggjort"),
        Column::text("Slags"),
        Column::text("Hvorfor"),
    ]);
    for entry in later {
        let id = entry.release.id;
        let month = words::capital(&date::month(id.period));
        table.row(
            &Head::link(&month, here.page(&address::month(id.period))),
            [
                version_link(&here, id),
                Cell::Text(published(press, entry).into()),
                Cell::Text(format!("{}{}", version::class(entry.release.class), made_up(entry)).into()),
                Cell::Text(entry.release.reason.clone().into()),
            ],
        );
    }
    let body = match press.site.note("rettelser") {
        Some(note) => body::html(press, shared.history, &here, note)?,
        None => Html::default(),
    };
    let mut banners = newest::of_archive(press, &here, None);
    banners.extend(press.site.note("rettelser").map(|note| shared.banners_of(note)).unwrap_or_default());
    let revisions = revisions::overview(shared, &here);
    let view = CorrectionsView { table: any.then(|| table.finish()), revisions, body };
    let about = About {
        title: "Rettelser".into(),
        description: "Alle rettelser og revisioner, og hvorfor de kom.".into(),
        section: Section::Editions,
        way: vec![("Udgivelser".into(), "udgivelser/".into())],
        banners,
        here,
    };
    press.print(files, "corrections.html", about, &view)
}
