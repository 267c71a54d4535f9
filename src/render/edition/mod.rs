//! The pages of one edition.

mod akasse;
mod area;
mod beside;
mod coming;
pub(crate) mod comparisons;
pub(crate) mod embed;
mod family;
mod follow_up;
pub(crate) mod front;
mod funnel;
mod glance;
mod head;
pub(crate) mod headline;
mod improved;
mod measure;
pub(crate) mod months;
mod news;
mod pair;
pub(crate) mod prepared;
mod scoreboard;
pub(crate) mod standing;
pub(crate) mod tables;

use super::address;
use super::press::Press;
use crate::diagnostic::Diagnostic;
use crate::model::FileSet;
use crate::model::edition::Edition;
use crate::model::timetable::Timetable;
use embed::Kept;
use family::Families;
use prepared::Prepared;

/// Draws every page below `<YYYY-MM>/v<N>/`.
///
/// # Errors
/// When a template cannot be drawn.
pub(super) fn draw(press: &Press<'_>, edition: &Edition) -> Result<FileSet, Diagnostic> {
    let prepared = Prepared::new(press, edition);
    let mut files = FileSet::default();
    front::draw(&prepared, &mut files, press.here(prepared.folder.clone()), None)?;
    for key in &prepared.akasse_pages {
        akasse::draw(&prepared, &mut files, *key)?;
    }
    let families = Families::of(&prepared);
    for key in &prepared.area_pages {
        area::draw(&prepared, &mut files, *key, &families)?;
    }
    for pair in pair::of(&prepared, |_| true) {
        pair::draw(&prepared, &mut files, pair, &families)?;
    }
    for measure in &prepared.measures {
        let figures = embed::draw(&prepared, &mut files, measure, Kept::Frozen)?;
        measure::draw(&prepared, &mut files, measure, &figures)?;
    }
    follow_up::draw(&prepared, &mut files)?;
    Ok(files)
}

/// Draws an edition's first page once more, as the page of its month; and, where it is the newest that has a measure,
/// that measure's figures that follow the newest month.
///
/// # Errors
/// When a template cannot be drawn.
pub(super) fn draw_month(press: &Press<'_>, timetable: &Timetable, edition: &Edition) -> Result<FileSet, Diagnostic> {
    let mut files = FileSet::default();
    let here = press.here(address::month(edition.release.id.period));
    let prepared = Prepared::new(press, edition);
    front::draw(&prepared, &mut files, here, Some(timetable))?;
    for measure in embed::newest_here(&prepared) {
        embed::draw(&prepared, &mut files, measure, Kept::Updating)?;
    }
    Ok(files)
}

/// Draws an edition's first page as the first page of the archive.
///
/// # Errors
/// When a template cannot be drawn.
pub(super) fn draw_root(prepared: &Prepared<'_>, timetable: &Timetable, files: &mut FileSet) -> Result<(), Diagnostic> {
    front::draw(prepared, files, prepared.press.here(""), Some(timetable))
}
