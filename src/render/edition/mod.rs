//! The pages of one edition.

mod akasse;
mod front;
mod head;
mod headline;
mod months;
mod prepared;
mod scoreboard;
mod standing;
mod tables;

use super::address::{self, Here};
use super::press::Press;
use crate::diagnostic::Diagnostic;
use crate::model::FileSet;
use crate::model::edition::Edition;
use prepared::Prepared;

/// Draws every page below `<YYYY-MM>/v<N>/`.
///
/// # Errors
/// When a template cannot be drawn.
pub(super) fn draw(press: &Press<'_>, edition: &Edition) -> Result<FileSet, Diagnostic> {
    let prepared = Prepared::new(press, edition);
    let mut files = FileSet::default();
    front::draw(&prepared, &mut files, Here::new(prepared.folder.clone()))?;
    for key in prepared.akasser() {
        akasse::draw(&prepared, &mut files, key)?;
    }
    Ok(files)
}

/// Draws an edition's first page once more, as the page of its month.
///
/// # Errors
/// When a template cannot be drawn.
pub(super) fn draw_month(press: &Press<'_>, edition: &Edition) -> Result<FileSet, Diagnostic> {
    draw_front_at(press, edition, Here::new(address::month(edition.release.id.period)))
}

/// Draws an edition's first page once more, as the first page of the archive.
///
/// # Errors
/// When a template cannot be drawn.
pub(super) fn draw_root(press: &Press<'_>, edition: &Edition) -> Result<FileSet, Diagnostic> {
    draw_front_at(press, edition, Here::new(""))
}

fn draw_front_at(press: &Press<'_>, edition: &Edition, here: Here) -> Result<FileSet, Diagnostic> {
    let prepared = Prepared::new(press, edition);
    let mut files = FileSet::default();
    front::draw(&prepared, &mut files, here)?;
    Ok(files)
}
