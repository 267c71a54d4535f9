//! The newest figures of a fund or an area, to stand in pages of other sites.

use super::series::{self, Series};
use super::whole::Shared;
use crate::diagnostic::Diagnostic;
use crate::model::{FileSet, MeasureKey};
use crate::render::address::{self, Here};
use crate::render::edition::embed::party;
use crate::render::edition::prepared::{Prepared, PreparedMeasure};
use crate::render::edition::tables::{self, Whose};
use crate::render::html::Html;
use crate::text::messages::say;

/// Draws the figure that follows the newest month of the party with this page and name: the newest edition's table of
/// its measures, or all months of each measure where that edition has none of it.
///
/// # Errors
/// When a template cannot be drawn.
pub(super) fn draw(
    shared: &Shared<'_>,
    files: &mut FileSet,
    (page, name): (&str, &str),
    (newest, whose): (Option<&Prepared<'_>>, Whose),
    found: &[(MeasureKey, Series<'_>)],
) -> Result<(), Diagnostic> {
    let press = shared.press;
    let table = |here: &Here| {
        let newest = newest?;
        let link = |measure: &PreparedMeasure<'_>| here.page(&address::measure(&newest.folder, measure.measure));
        tables::overview(newest, whose, link)
    };
    let release = newest.filter(|_| table(&press.here(page)).is_some()).map(|newest| &newest.edition.release);
    let synthetic = match release {
        Some(release) => release.synthetic,
        None => series::shown(found.iter().copied()).any(|shown| shared.is_made_up(shown)),
    };
    party::draw_newest(press, files, (page, name), (release, synthetic), |here| {
        table(here).map_or_else(|| months(shared, name, found), |table| vec![table])
    })
}

/// All months of each measure.
fn months(shared: &Shared<'_>, name: &str, found: &[(MeasureKey, Series<'_>)]) -> Vec<Html> {
    let say = shared.press.say;
    let table = |(measure, series): &(MeasureKey, Series<'_>)| {
        let target = shared.press.site.publication.measure(*measure);
        let caption = say!(say, "shared-all-months", name = name, measure = say.of(&target.short));
        let column = (say.text("word-figure").into_owned(), *series);
        series::table(shared, *measure, (&format!("maaneder-{}", target.id), &caption), &[column])
    };
    found.iter().filter_map(table).collect()
}
