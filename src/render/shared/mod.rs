//! The pages that stand outside editions.

mod about;
mod akasse;
mod area;
mod body;
mod calendar;
pub(crate) mod compare;
mod data;
mod document;
mod editions;
mod embed;
mod made_up;
mod map;
mod measure;
mod members;
mod pair;
mod protection;
mod revisions;
pub(crate) mod search;
mod series;
mod timemap;
mod whole;

use std::sync::{Mutex, PoisonError};

use super::edition::{self, prepared::Prepared};
use super::frame::{About, Section};
use super::press::{Press, Take, side_by_side};
use super::site::Seen;
use super::templates::Templates;
use crate::diagnostic::Diagnostic;
use crate::model::FileSet;
use crate::model::catalogue::History;
use crate::model::edition::Edition;
use crate::model::timetable::Timetable;
use crate::text::messages::Messages;
use whole::Shared;

/// Draws every page of a language that stands outside editions, and says which folders a map should list.
///
/// # Errors
/// When a template cannot be drawn, or a text names what is not there.
pub(super) fn draw(
    press: &Press<'_>,
    timetable: &Timetable,
    (newest, history): (Option<&Edition>, &History),
    take: &Take<'_>,
) -> Result<Vec<String>, Diagnostic> {
    let prepared = newest.map(|edition| Prepared::new(press, edition));
    let shared = Shared { press, timetable, newest: prepared.as_ref(), history };
    let mut files = FileSet::default();
    match &prepared {
        Some(prepared) => edition::draw_root(prepared, timetable, &mut files)?,
        None => nothing_yet(press, &mut files)?,
    }
    let parts = [
        akasse::draw,
        area::draw,
        pair::draw,
        measure::draw,
        revisions::draw,
        document::draw,
        editions::draw,
        calendar::draw,
        about::draw,
        search::draw,
        compare::draw,
    ];
    // The parts are not kept, so their addresses are noted for the map as they go.
    let folders = Mutex::new(map::folders(&files));
    let note = |files: FileSet| {
        folders.lock().unwrap_or_else(PoisonError::into_inner).extend(map::folders(&files));
        take(files);
    };
    side_by_side(&parts, &note, |part, files| part(&shared, files))?;
    timemap::draw(&shared, &mut files);
    take(files);
    let mut folders = folders.into_inner().unwrap_or_else(PoisonError::into_inner);
    map::add_editions(&shared, &mut folders);
    Ok(folders)
}

/// What stands once for all languages: the map of `folders`, and the page for what is not there.
///
/// # Errors
/// When a template cannot be drawn.
pub(super) fn for_all(
    site: &Seen<'_>,
    tongues: (&Templates, &[(&Messages, &str)]),
    folders: Vec<String>,
) -> Result<FileSet, Diagnostic> {
    let mut files = FileSet::default();
    map::draw(site, folders, &mut files);
    about::not_found(site, tongues, &mut files)?;
    Ok(files)
}

/// The first page while nothing is published.
fn nothing_yet(press: &Press<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    let say = press.say;
    let title = &say.of(&press.site.publication.title);
    let view = akasse::ListView {
        heading: title.clone().into_owned(),
        lead: say.text("shared-nothing-yet").into_owned(),
        tables: Vec::new(),
    };
    let about = About {
        title: say.text("frame-front").into_owned(),
        description: format!("{title}."),
        section: Section::Newest,
        way: Vec::new(),
        banners: Vec::new(),
        here: press.here(""),
    };
    press.print(files, "list.html", about, &view)
}
