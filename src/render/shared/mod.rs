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

use super::address::Here;
use super::edition::{self, prepared::Prepared};
use super::frame::{About, Section};
use super::press::Press;
use crate::diagnostic::Diagnostic;
use crate::model::FileSet;
use crate::model::catalogue::History;
use crate::model::edition::Edition;
use crate::model::timetable::Timetable;
use whole::Shared;

/// Draws every page that stands outside editions, and the files that all pages share.
///
/// # Errors
/// When a template cannot be drawn, or a text names what is not there.
pub(super) fn draw(
    press: &Press<'_>,
    timetable: &Timetable,
    (newest, history): (Option<&Edition>, &History),
    take: &mut dyn FnMut(FileSet),
) -> Result<(), Diagnostic> {
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
    let mut folders = Vec::new();
    for part in parts {
        part(&shared, &mut files)?;
        // The parts are not kept, so their addresses are noted for the map as they go.
        folders.extend(map::folders(&files));
        take(std::mem::take(&mut files));
    }
    map::draw(&shared, folders, &mut files);
    timemap::draw(&shared, &mut files);
    files.append(press.assets.files());
    take(files);
    Ok(())
}

/// The first page while nothing is published.
fn nothing_yet(press: &Press<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    let title = &press.site.publication.title.da;
    let view = akasse::ListView {
        heading: title.clone(),
        lead: "Der er endnu ikke udgivet noget. Kalenderen viser, hvad der er annonceret.".into(),
        tables: Vec::new(),
    };
    let about = About {
        title: "Forside".into(),
        description: format!("{title}."),
        section: Section::Newest,
        way: Vec::new(),
        banners: Vec::new(),
        here: Here::new(""),
    };
    press.print(files, "list.html", about, &view)
}
