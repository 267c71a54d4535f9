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
use crate::text::messages::{Messages, say};
use crate::text::version;

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
    /// Language of that text, where it is not the page's.
    body_lang: Option<&'static str>,
}

/// Draws both lists.
pub(super) fn draw(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    editions(shared, files)?;
    corrections(shared, files)
}

fn editions(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    let say = shared.press.say;
    let press = shared.press;
    let here = press.here("udgivelser/");
    let entries = &press.site.catalogue.entries;
    let mut table = Table::new(say, "liste", &say.text("list-editions"), Sorting::Fixed);
    table.columns(&[
        Column::text(say.text("word-a-month")),
        Column::text(say.text("list-version")),
        Column::text(say.text("list-published")),
        Column::text(say.text("judged-class")),
        Column::text(say.text("word-measure")),
    ]);
    for entry in entries {
        let id = entry.release.id;
        let month = words::capital(&say.month(id.period));
        table.row(&Head::link(&month, here.page(&address::month(id.period))), cells(press, &here, entry));
    }
    let view = EditionsView {
        table: (!entries.is_empty()).then(|| table.finish()),
        corrections: Link::new(here.page("rettelser/"), say.text("word-corrections")),
        calendar: Link::new(here.page("kalender/"), say.text("word-calendar")),
    };
    let about = About {
        title: say.text("word-releases").into_owned(),
        description: say.text("list-editions-about").into_owned(),
        section: Section::Editions,
        way: Vec::new(),
        banners: newest::of_archive(press, &here, None),
        here,
    };
    press.print(files, "editions.html", about, &view)
}

fn cells(press: &Press<'_>, here: &Here, entry: &CatalogueEntry) -> [Cell; 4] {
    let say = press.say;
    let release = &entry.release;
    let names: Vec<String> =
        entry.measures.iter().map(|key| say.of(&press.site.publication.measure(*key).short).into_owned()).collect();
    let measures = if names.is_empty() { say.text("word-no-figures").into_owned() } else { joined(say, &names, 4) };
    [
        version_link(say, here, release.id),
        Cell::Text(published(press, entry).into()),
        Cell::Text(
            format!(
                "{}, {}{}",
                version::class(say, release.class),
                words::release_status(say, release.status).to_lowercase(),
                made_up(say, entry)
            )
            .into(),
        ),
        Cell::Text(measures.into()),
    ]
}

/// What a list adds to the kind of an edition that is made up.
pub(super) fn made_up(say: &Messages, entry: &CatalogueEntry) -> String {
    if entry.release.synthetic { format!(", {}", say.text(MARK)) } else { String::new() }
}

fn version_link(say: &Messages, here: &Here, id: ReleaseId) -> Cell {
    Cell::Link { href: here.page(&address::edition(id)), label: say!(say, "word-version", version = id.version) }
}

fn published(press: &Press<'_>, entry: &CatalogueEntry) -> String {
    let say = press.say;
    let when = say.moment(entry.release.published, press.site.publication.time_zone);
    if entry.under_embargo { say!(say, "list-embargo", when = when) } else { when }
}

fn corrections(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    let say = shared.press.say;
    let press = shared.press;
    let here = press.here("rettelser/");
    let mut later = press.site.catalogue.entries.iter().filter(|entry| entry.release.id.version > 1).peekable();
    let any = later.peek().is_some();
    let mut table = Table::new(say, "liste", &say.text("list-corrections"), Sorting::Fixed);
    table.columns(&[
        Column::text(say.text("word-a-month")),
        Column::text(say.text("list-version")),
        Column::text(say.text("list-published")),
        Column::text(say.text("judged-class")),
        Column::text(say.text("word-why")),
    ]);
    for entry in later {
        let id = entry.release.id;
        let month = words::capital(&say.month(id.period));
        table.row(
            &Head::link(&month, here.page(&address::month(id.period))),
            [
                version_link(say, &here, id),
                Cell::Text(published(press, entry).into()),
                Cell::Text(format!("{}{}", version::class(say, entry.release.class), made_up(say, entry)).into()),
                Cell::Text(say.danish(&entry.release.reason).into_owned().into()),
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
    let body_lang = press.body_lang();
    let view = CorrectionsView { table: any.then(|| table.finish()), revisions, body, body_lang };
    let about = About {
        title: say.text("word-corrections").into_owned(),
        description: say.text("list-corrections-about").into_owned(),
        section: Section::Editions,
        way: vec![(say.text("word-releases").into_owned(), "udgivelser/".into())],
        banners,
        here,
    };
    press.print(files, "corrections.html", about, &view)
}
