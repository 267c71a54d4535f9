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
use crate::render::words;
use crate::text::{date, number};

/// Shares beside what chance alone could give.
#[derive(Debug, Serialize)]
pub(crate) struct FunnelView {
    /// The id of its heading.
    id: &'static str,
    /// Its heading, as a question.
    title: &'static str,
    /// How to read the plot.
    reading: String,
    /// The plot.
    picture: Option<PictureView>,
    /// Every share with its number, its limits and where it lies.
    table: Html,
    /// Whether the table is long, and better opened on demand.
    long: bool,
}

impl FunnelView {
    /// The plot and its table.
    pub(super) fn into_parts(self) -> (Option<PictureView>, Html) {
        (self.picture, self.table)
    }
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
        Among::Akasser => ("tilfaeldet", "Er forskellene større end tilfældet?", PictureKey::Funnel(measure.key)),
        Among::Areas => (
            "tilfaeldet-omraader",
            "Er forskellene mellem områderne større end tilfældet?",
            PictureKey::FunnelAreas(measure.key),
        ),
    };
    Some(FunnelView {
        id,
        title,
        reading: reading(measure, &funnel, among),
        picture: prepared.press.picture(picture),
        table: table(prepared, measure, here, (&funnel, among)),
        long: funnel.spots.len() > MOST_ROWS,
    })
}

fn noun(among: Among) -> &'static str {
    match among {
        Among::Akasser => "a-kasse",
        Among::Areas => "område",
    }
}

fn reading(measure: &PreparedMeasure<'_>, funnel: &Funnel, among: Among) -> String {
    let unit = measure.measure.unit;
    let line = match funnel.centre_is {
        Centre::Target(_) => format!("målet på {}", number::with_unit(&number::at_most(&funnel.centre, 2), unit)),
        Centre::Whole => format!("andelen for alle, {}", percent(measure, &funnel.centre)),
        Centre::Together => format!("andelen for de viste under ét, {}", percent(measure, &funnel.centre)),
    };
    let (noun, together) = match among {
        Among::Akasser => ("en a-kasse", "alle a-kasser"),
        Among::Areas => ("et område", "alle områder"),
    };
    format!(
        "Hvert mærke er {noun}: jo længere til højre, jo flere er andelen beregnet af. Linjen på tværs viser {line}; også \
         hvis {together} reelt lå på linjen, ville andelene svinge, og mest hvor der er få. Kurverne viser, hvor langt \
         tilfældet alene når i 95 og i 99,8 pct. af tilfældene. Uden for de inderste kurver ligger 1 af 20 alene ved et \
         tilfælde, så først længere ude er der god grund til at lede efter en forklaring. Inden for kurverne siger \
         rækkefølgen ikke, hvem der er bedst. Den lodrette akse viser kun det udsnit, andelene ligger i, og navne står \
         kun ved mærker uden for de inderste kurver, hvor der er plads; alle står i tabellen."
    )
}

fn percent(measure: &PreparedMeasure<'_>, value: &Exact) -> String {
    number::with_unit(&number::value(value, measure.measure), measure.measure.unit)
}

fn table(
    prepared: &Prepared<'_>,
    measure: &PreparedMeasure<'_>,
    here: &Here,
    (funnel, among): (&Funnel, Among),
) -> Html {
    let mut spots: Vec<&Spot> = funnel.spots.iter().collect();
    let order = prepared.press.order;
    spots.sort_by_key(|spot| match spot.key {
        CellKey { akasse: Some(akasse), .. } => order.of_akasse(akasse),
        CellKey { area: Some(area), .. } => order.of_area(area),
        CellKey { .. } => 0,
    });
    let name = &measure.measure.short.da;
    let caption = format!("{name}, {}: andel, antal og hvad tilfældet kan give", date::month(prepared.period()));
    let id = match among {
        Among::Akasser => "tilfaeldet-a-kasser",
        Among::Areas => "tilfaeldet-i-omraader",
    };
    let unit = number::unit_in_heading(measure.measure.unit);
    let mut table = Table::new(id, &caption, Sorting::Offered);
    table.columns(&[
        Column::text(words::capital(noun(among))),
        Column::number("Antal", "i nævneren"),
        Column::number("Andel", unit),
        Column::number("95 pct.-grænser ved det antal", unit),
        Column::text("I forhold til det forventede"),
    ]);
    for spot in spots {
        let head = match among {
            Among::Akasser => tables::akasse_head(prepared, here, spot.key.akasse),
            Among::Areas => tables::area_head(prepared, here, spot.key.area),
        };
        let end = |value: &Exact| number::number(value.round(measure.measure.decimals.max(1)));
        let limits = format!("{}–{}", end(&spot.limits.low), end(&spot.limits.high));
        let place = place(spot, &funnel.centre);
        let cells = [
            Cell::number(number::count(spot.denominator)),
            Cell::number(number::value(&spot.value, measure.measure)),
            Cell::number(limits),
            Cell::Text(place.into()),
        ];
        table.row(&head, cells);
    }
    table.finish()
}

fn place(spot: &Spot, centre: &Exact) -> &'static str {
    match (spot.place, spot.value > *centre) {
        (Place::Within, _) => "inden for",
        (Place::Outside, true) => "uden for: højere",
        (Place::Outside, false) => "uden for: lavere",
        (Place::FarOutside, true) => "langt uden for: højere",
        (Place::FarOutside, false) => "langt uden for: lavere",
    }
}
