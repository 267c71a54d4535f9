//! A measure's page in an edition: everything that was delivered for the month.

use serde::Serialize;

use super::akasse::way;
use super::embed::{self, OffersView};
use super::front::{FileRow, measure_files};
use super::funnel::{self, FunnelView};
use super::head::{self, EditionHead};
use super::headline::{self, Statement};
use super::months::{self, MonthColumn};
use super::prepared::{Prepared, PreparedMeasure};
use super::scoreboard::scoreboard;
use super::tables;
use crate::compute::funnel::Among;
use crate::diagnostic::Diagnostic;
use crate::model::picture::PictureKey;
use crate::model::{CellKey, FileSet, Period};
use crate::render::address::{self, Here};
use crate::render::cell::Cell;
use crate::render::facts::{self, Fact};
use crate::render::figure_key;
use crate::render::frame::{About, Section};
use crate::render::html::Html;
use crate::render::linked_data;
use crate::render::picture::map::{self, Numbers};
use crate::render::picture::shades::Shades;
use crate::render::picture::{PlateView, panels, slope};
use crate::render::press::PictureView;
use crate::render::table::Head;
use crate::text::messages::say;

/// What `edition_measure.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct MeasureView {
    /// The edition's head.
    head: EditionHead,
    /// The measure's full title.
    title: String,
    /// What it is.
    definition: String,
    /// What its figures say.
    statements: Vec<Statement>,
    /// Who stands where.
    scoreboard: Option<Html>,
    /// The chart of funds against the target.
    funds: Option<PictureView>,
    /// Each fund then and now: against the same month a year before, or the month before.
    slope: Option<PlateView>,
    /// The areas on the tile map.
    map: Option<PlateView>,
    /// The months of each fund, then of each area, as small lines on one scale.
    panels: Vec<PlateView>,
    /// Funds, then areas, beside what chance alone could give; empty where counts are not known or too few.
    funnels: Vec<FunnelView>,
    /// Why published results differ from the recomputed ones.
    reconciliations: Vec<Statement>,
    /// Months down, funds across; none where there are areas.
    months: Option<Html>,
    /// The chart of the total over months.
    history: Option<PictureView>,
    /// What the shades of the tables of areas and funds mean; none where they have none.
    heat: Option<HeatView>,
    /// Areas down, funds across, a table for each kind of area; empty where there are no areas.
    whole: Vec<Html>,
    /// Unit, direction, rules.
    facts: Vec<Fact>,
    /// The way to the measure's page outside editions.
    evergreen: String,
    /// The figures as files.
    files: Vec<FileRow>,
    /// The figures as search engines are told of them.
    dataset: Html,
    /// The tables and charts, to be shown on other sites.
    embeds: OffersView,
}

/// What the shades of a table mean.
#[derive(Debug, Serialize)]
pub(crate) struct HeatView {
    /// What is shaded, in a sentence.
    text: String,
    /// The classes with their limits.
    key: Html,
}

/// Draws a measure's page.
pub(crate) fn draw(
    prepared: &Prepared<'_>,
    files: &mut FileSet,
    measure: &PreparedMeasure<'_>,
    figures: &[embed::Figure],
) -> Result<(), Diagnostic> {
    let say = prepared.press.say;
    let press = prepared.press;
    let folder = address::measure(&prepared.folder, measure.measure);
    let here = press.here(folder.clone());
    let total = CellKey { area: measure.whole.flatten(), akasse: None };
    let shades = tables::shades_of_pairs(prepared, measure);
    let whole = whole(prepared, measure, &here, shades.as_ref());
    let view = MeasureView {
        head: EditionHead::new(prepared, &here, &folder),
        title: say.of(&measure.measure.title).into_owned(),
        definition: say.of(&measure.measure.definition).into_owned(),
        statements: headline::statements(prepared, measure),
        scoreboard: scoreboard(prepared, measure, &here),
        funds: press.picture(PictureKey::Akasser(measure.key)),
        slope: slope::draw(prepared, measure, &here),
        map: map::draw(prepared, measure, &here, None, (Numbers::Below, &|area| map::page(prepared, &here, area))),
        panels: [panels::of_funds, panels::of_areas]
            .into_iter()
            .filter_map(|of| of(prepared, measure, &here))
            .collect(),
        funnels: [Among::Akasser, Among::Areas]
            .into_iter()
            .filter_map(|among| funnel::of(prepared, measure, &here, among))
            .collect(),
        reconciliations: headline::reconciliations(prepared, measure),
        months: whole.is_empty().then(|| month_table(prepared, measure)).flatten(),
        history: press.picture(PictureKey::History(measure.key, total)),
        heat: shades.filter(|_| !whole.is_empty()).map(|shades| heat(&shades, measure)),
        whole,
        facts: facts::of_measure(press, &here, measure.measure),
        evergreen: here.page(&press.measure_folder(measure.key)),
        files: vec![measure_files(press, &here, &address::release_files(prepared.edition.release.id), measure.measure)],
        embeds: embed::offers(prepared, measure, (&here, figures)),
        dataset: linked_data::of_measure(prepared, measure.measure, &here),
    };
    let about = About {
        title: say.of(&measure.measure.short).into_owned(),
        description: format!("{} {}.", say.of(&measure.measure.definition), say.month(prepared.period())),
        section: Section::Editions,
        way: way(prepared),
        banners: head::banners(press, &prepared.edition.release, &here),
        here,
    };
    press.print(files, "edition_measure.html", about, &view)
}

/// The table of areas and funds, where it says more than the table of those that stand for the whole.
pub(super) fn whole(
    prepared: &Prepared<'_>,
    measure: &PreparedMeasure<'_>,
    here: &Here,
    shades: Option<&Shades>,
) -> Vec<Html> {
    let by_both = measure.measure.by_akasse && measure.cells.areas().iter().any(Option::is_some);
    if by_both { tables::whole_month(prepared, measure, here, shades) } else { Vec::new() }
}

fn heat(shades: &Shades, measure: &PreparedMeasure<'_>) -> HeatView {
    let cells: usize = shades.classes.iter().map(|class| class.count).sum();
    HeatView { text: say!(measure.say, "picture-heat", figures = cells), key: map::classes(shades, measure) }
}

/// Months down and the main rows across, as an office would set it up.
pub(super) fn month_table(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>) -> Option<Html> {
    let say = prepared.press.say;
    let rows = measure.main_rows(prepared.press);
    if rows.is_empty() {
        return None;
    }
    let columns: Vec<MonthColumn<'_>> = rows
        .iter()
        .map(|key| {
            let key = *key;
            let cell = move |period| months::figure_cell(say, measure.figure(key, period), measure.measure);
            let name = figure_key::of_cell(prepared.press.site.publication, key);
            (headline::name(prepared, key), Some(name), Box::new(cell) as Box<dyn Fn(Period) -> Cell>)
        })
        .collect();
    let caption = say!(say, "edition-month-by-month", measure = say.of(&measure.measure.short));
    let window = months::window(prepared, measure);
    let publication = prepared.press.site.publication;
    let edges = months::edges(say, publication, measure.with_methods(), rows.iter().filter_map(|key| key.akasse));
    let names = [figure_key::of_edition(prepared), figure_key::of_measure(measure.measure)];
    let mut table =
        months::table(say, ("maaneder", &caption), (measure.measure, &edges), window, &columns).key(&names.join(" "));
    if !measure.summaries.is_empty() {
        table.row(
            &Head::text(say.text("judged-recalculated")).total(),
            rows.iter().map(|key| measure.summary_number(*key)),
        );
    }
    if measure.summaries.values().any(|summary| summary.published.is_some()) {
        table.row(
            &Head::text(say.text("judged-published")).total(),
            rows.iter().map(|key| measure.published_cell(*key)),
        );
    }
    Some(table.finish())
}
