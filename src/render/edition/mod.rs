//! The pages of one edition.

mod akasse;
mod area;
mod beside;
mod comparisons;
mod family;
mod follow_up;
pub(crate) mod front;
mod funnel;
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

use super::address::{self, Here};
use super::press::Press;
use crate::diagnostic::Diagnostic;
use crate::model::FileSet;
use crate::model::edition::Edition;
use family::Families;
use prepared::Prepared;

/// Draws every page below `<YYYY-MM>/v<N>/`.
///
/// # Errors
/// When a template cannot be drawn.
pub(super) fn draw(press: &Press<'_>, edition: &Edition) -> Result<FileSet, Diagnostic> {
    let prepared = Prepared::new(press, edition);
    let mut files = FileSet::default();
    front::draw(&prepared, &mut files, Here::new(prepared.folder.clone()))?;
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
        measure::draw(&prepared, &mut files, measure)?;
    }
    follow_up::draw(&prepared, &mut files)?;
    Ok(files)
}

/// Draws an edition's first page once more, as the page of its month.
///
/// # Errors
/// When a template cannot be drawn.
pub(super) fn draw_month(press: &Press<'_>, edition: &Edition) -> Result<FileSet, Diagnostic> {
    let mut files = FileSet::default();
    let here = Here::new(address::month(edition.release.id.period));
    front::draw(&Prepared::new(press, edition), &mut files, here)?;
    Ok(files)
}

/// Draws an edition's first page at another of its places.
///
/// # Errors
/// When a template cannot be drawn.
pub(super) fn draw_front_at(prepared: &Prepared<'_>, files: &mut FileSet, here: Here) -> Result<(), Diagnostic> {
    front::draw(prepared, files, here)
}
