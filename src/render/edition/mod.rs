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
use super::press::{Press, Take, side_by_side};
use crate::diagnostic::Diagnostic;
use crate::model::edition::Edition;
use crate::model::timetable::Timetable;
use crate::model::{AkasseKey, AreaKey, FileSet};
use embed::Kept;
use family::Families;
use pair::Pair;
use prepared::{Prepared, PreparedMeasure};

/// A page of an edition, or one that brings figures for other sites with it.
enum Page<'p, 'a> {
    Front,
    Akasse(AkasseKey),
    Area(AreaKey),
    Pair(Pair),
    Measure(&'p PreparedMeasure<'a>),
    FollowUp,
}

/// Draws every page below `<YYYY-MM>/v<N>/`, several at a time.
///
/// # Errors
/// When a template cannot be drawn.
pub(super) fn draw(press: &Press<'_>, edition: &Edition, take: &Take<'_>) -> Result<(), Diagnostic> {
    let prepared = Prepared::new(press, edition);
    let families = Families::of(&prepared);
    // Measures take longest, so they come first.
    let mut pages: Vec<Page<'_, '_>> = prepared.measures.iter().map(Page::Measure).collect();
    pages.extend(prepared.akasse_pages.iter().map(|key| Page::Akasse(*key)));
    pages.extend(prepared.area_pages.iter().map(|key| Page::Area(*key)));
    pages.extend(pair::of(&prepared, |_| true).into_iter().map(Page::Pair));
    pages.extend([Page::Front, Page::FollowUp]);
    side_by_side(&pages, take, |page, files| match page {
        Page::Front => front::draw(&prepared, files, press.here(prepared.folder.clone()), None),
        Page::Akasse(key) => akasse::draw(&prepared, files, *key),
        Page::Area(key) => area::draw(&prepared, files, *key, &families),
        Page::Pair(pair) => pair::draw(&prepared, files, *pair, &families),
        Page::Measure(measure) => {
            let figures = embed::draw(&prepared, files, measure, Kept::Frozen)?;
            measure::draw(&prepared, files, measure, &figures)
        }
        Page::FollowUp => follow_up::draw(&prepared, files),
    })
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
