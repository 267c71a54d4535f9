//! Whether differences between shares are larger than chance: the plot, how to read it, and every number in it.

use serde::Serialize;

use super::prepared::{Prepared, PreparedMeasure};
use super::tables;
use crate::compute::funnel::{self, Among, Centre, Funnel, Place, Spot};
use crate::model::picture::PictureKey;
use crate::model::{CellKey, Exact};
use crate::render::address::Here;
use crate::render::cell::Cell;
use crate::render::html::Html;
use crate::render::press::PictureView;
use crate::render::table::{Column, Sorting, Table};
use crate::text::messages::say;

/// Shares beside what chance alone could give.
#[derive(Debug, Serialize)]
pub(crate) struct FunnelView {
    /// The id of its heading.
    id: &'static str,
    /// Its heading, as a question.
    title: String,
    /// How to read the plot.
    reading: String,
    /// The plot.
    picture: Option<PictureView>,
    /// Every share with its number, its limits and where it lies.
    table: Html,
    /// Whether the table is long, and better opened on demand.
    long: bool,
}

/// More rows than this are opened on demand.
const MOST_ROWS: usize = 30;

/// The funnel of a measure's funds or areas; `None` where fewer than five shares with counts may be shown.
pub(crate) fn of(
    prepared: &Prepared<'_>,
    measure: &PreparedMeasure<'_>,
    here: &Here,
    among: Among,
) -> Option<FunnelView> {
    let publication = prepared.press.site.publication;
    let funnel = funnel::of(measure.figures, measure.whole.flatten(), among, publication, prepared.period())?;
    let (id, title, picture) = match among {
        Among::Akasser => ("tilfaeldet", "edition-funnel-title", PictureKey::Funnel(measure.key)),
        Among::Areas => ("tilfaeldet-omraader", "edition-funnel-areas-title", PictureKey::FunnelAreas(measure.key)),
    };
    Some(FunnelView {
        id,
        title: prepared.press.say.text(title).into_owned(),
        reading: reading(measure, &funnel, among),
        picture: prepared.press.picture(picture),
        table: table(prepared, measure, here, (&funnel, among)),
        long: funnel.spots.len() > MOST_ROWS,
    })
}

fn word(among: Among) -> &'static str {
    match among {
        Among::Akasser => "funds",
        Among::Areas => "areas",
    }
}

fn reading(measure: &PreparedMeasure<'_>, funnel: &Funnel, among: Among) -> String {
    let say = measure.say;
    let unit = measure.measure.unit;
    let (line, value) = match funnel.centre_is {
        Centre::Target(_) => ("target", say.with_unit(&say.at_most(&funnel.centre, 2), unit)),
        Centre::Whole => ("whole", percent(measure, &funnel.centre)),
        Centre::Together => ("together", percent(measure, &funnel.centre)),
    };
    say!(say, "edition-funnel-reading", among = word(among), line = line, value = value)
}

fn percent(measure: &PreparedMeasure<'_>, value: &Exact) -> String {
    let say = measure.say;
    say.with_unit(&say.value(value, measure.measure), measure.measure.unit)
}

fn table(
    prepared: &Prepared<'_>,
    measure: &PreparedMeasure<'_>,
    here: &Here,
    (funnel, among): (&Funnel, Among),
) -> Html {
    let say = prepared.press.say;
    let mut spots: Vec<&Spot> = funnel.spots.iter().collect();
    let order = prepared.press.order;
    spots.sort_by_key(|spot| match spot.key {
        CellKey { akasse: Some(akasse), .. } => order.of_akasse(akasse),
        CellKey { area: Some(area), .. } => order.of_area(area),
        CellKey { .. } => 0,
    });
    let name = say.of(&measure.measure.short);
    let caption = say!(say, "edition-funnel-table", measure = name, month = say.month(prepared.period()));
    let id = match among {
        Among::Akasser => "tilfaeldet-a-kasser",
        Among::Areas => "tilfaeldet-i-omraader",
    };
    let unit = say.unit_in_heading(measure.measure.unit);
    let mut table = Table::new(say, id, &caption, Sorting::Offered);
    table.columns(&[
        Column::text(say.text(if among == Among::Akasser { "word-akasse" } else { "word-place" })),
        Column::number(say.text("edition-funnel-number"), say.text("edition-funnel-in")),
        Column::number(say.text("word-kind-share"), unit.clone()),
        Column::number(say.text("edition-funnel-limits"), unit),
        Column::text(say.text("edition-funnel-place")),
    ]);
    for spot in spots {
        let head = match among {
            Among::Akasser => tables::akasse_head(prepared, here, spot.key.akasse),
            Among::Areas => tables::area_head(prepared, here, spot.key.area),
        };
        let end = |value: &Exact| say.number(value.round(measure.measure.decimals.max(1)));
        let limits = format!("{}–{}", end(&spot.limits.low), end(&spot.limits.high));
        let place = place(spot, &funnel.centre);
        let cells = [
            Cell::number(say.count(spot.denominator)),
            Cell::number(say.value(&spot.value, measure.measure)),
            Cell::number(limits),
            Cell::said(say, place),
        ];
        table.row(&head, cells);
    }
    table.finish()
}

fn place(spot: &Spot, centre: &Exact) -> &'static str {
    match (spot.place, spot.value > *centre) {
        (Place::Within, _) => "edition-funnel-within",
        (Place::Outside, true) => "edition-funnel-higher",
        (Place::Outside, false) => "edition-funnel-lower",
        (Place::FarOutside, true) => "edition-funnel-far-higher",
        (Place::FarOutside, false) => "edition-funnel-far-lower",
    }
}
