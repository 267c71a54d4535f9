//! A measure's figures on the tile map of municipalities: one shape for each area, shaded by class, with the regions of
//! the era outlined. Where only some regions have figures, their tiles are drawn large and the others left out.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::PlateView;
use super::shades::{Limit, Shades};
use super::sheet::{Face, Shape, Sheet};
use super::words::{self, Extremes};
use crate::model::{AkasseKey, AreaKey, AreaKind, CellKey, Exact, Missing};
use crate::render::address::{self, Here};
use crate::render::edition::prepared::{Prepared, PreparedMeasure};
use crate::render::edition::tables::{area_head, finest_areas};
use crate::render::figure_key;
use crate::render::html::{Html, escape};
use crate::render::table::{Column, Sorting, Table};
use crate::text::symbol;

/// Whether the numbers stand below the map, or in a table that the page has anyway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbers {
    /// In a table of the map's own.
    Below,
    /// In a table beside it.
    Beside,
}

/// The map of a measure for all funds together or one of them; `None` when it has no figures by area, or none of them
/// lies on the map. `link` gives the page of an area.
pub(crate) fn draw(
    prepared: &Prepared<'_>,
    measure: &PreparedMeasure<'_>,
    here: &Here,
    akasse: Option<AkasseKey>,
    (numbers, link): (Numbers, &dyn Fn(AreaKey) -> Option<String>),
) -> Option<PlateView> {
    let say = prepared.press.say;
    let publication = prepared.press.site.publication;
    let ground = prepared.press.atlas.in_month(publication, prepared.period());
    let areas = finest_areas(prepared, measure, akasse, |area| ground.covered.contains_key(&area));
    if areas.len() < 2 {
        return None;
    }
    let key = |area: AreaKey| CellKey { area: Some(area), akasse };
    let values: BTreeMap<AreaKey, Exact> =
        areas.iter().filter_map(|area| Some((*area, measure.drawn(key(*area))?))).collect();
    if values.is_empty() {
        return None;
    }
    let limit = areas.iter().find_map(|area| measure.limit(prepared, key(*area)));
    let shades = Shades::of(say, values.values(), measure.measure, limit);
    let shapes: Vec<Shape> = areas.iter().map(|area| shape(measure, key(*area), *area, &values, &shades)).collect();
    let id = match akasse {
        Some(fund) => format!("kort-{}-{}", measure.measure.id, publication.akasse(fund).id),
        None => format!("kort-{}", measure.measure.id),
    };
    let fund = akasse.map(|fund| publication.akasse(fund).short.as_str());
    let when = measure.when(prepared, areas.iter().map(|area| key(*area)));
    let sheet = Sheet { prepared, measure, ground: &ground, link };
    Some(PlateView {
        title: words::map_title(say, measure.measure, fund, &when),
        text: describe(&sheet, &shapes, &values, &shades),
        picture: sheet.picture(&id, &shapes),
        key: legend(&shades, &shapes, ground.regions.as_ref().map(|(kind, _)| *kind), measure),
        table: (numbers == Numbers::Below).then(|| table(prepared, measure, here, (&id, &when), (&areas, akasse))),
        kind: "map",
        id,
    })
}

/// The page of an area in the edition; `None` when it has none.
pub(crate) fn page(prepared: &Prepared<'_>, here: &Here, area: AreaKey) -> Option<String> {
    let found = prepared.area_pages.contains(&area);
    found.then(|| here.page(&address::area(&prepared.folder, prepared.press.site.publication.area(area))))
}

fn shape(
    measure: &PreparedMeasure<'_>,
    key: CellKey,
    area: AreaKey,
    values: &BTreeMap<AreaKey, Exact>,
    shades: &Shades,
) -> Shape {
    if let Some(value) = values.get(&area) {
        let met = shades.limit().map(|limit| limit.is_met(value));
        return Shape { area, face: Face::Shade(shades.class(value), measure.drawn_text(key)), met };
    }
    let amount = measure.figures.current.get(key).map(|current| current.figure.amount);
    let missing = amount.and_then(|amount| amount.missing()).unwrap_or(Missing::NotReceived);
    let told = amount.and_then(|amount| symbol::of_amount_in_words(measure.say, &amount)).unwrap_or_default();
    let face = match missing {
        Missing::Suppressed => Face::Hidden(told.into()),
        other => Face::Missing(symbol::of_missing(other).sign, told.into()),
    };
    Shape { area, face, met: None }
}

fn describe(sheet: &Sheet<'_>, shapes: &[Shape], values: &BTreeMap<AreaKey, Exact>, shades: &Shades) -> String {
    let say = sheet.measure.say;
    let text = |shape: &Shape| match &shape.face {
        Face::Shade(_, text) => say.with_unit(text, sheet.measure.measure.unit),
        _ => String::new(),
    };
    let valued = || shapes.iter().filter_map(|shape| Some((values.get(&shape.area)?, shape)));
    let extremes = Extremes::of(valued().map(|(value, shape)| (value, sheet.name(shape.area), text(shape))));
    let missed = shapes.iter().filter(|shape| shape.met == Some(false)).count();
    let demand = shades.limit().map(|limit| words::demand(say, limit, sheet.measure.measure));
    let named = |hidden: bool| -> Vec<&str> {
        let of = |shape: &&Shape| match shape.face {
            Face::Hidden(_) => hidden,
            Face::Missing(..) => !hidden,
            Face::Shade(..) => false,
        };
        shapes.iter().filter(of).map(|shape| sheet.name(shape.area)).collect()
    };
    words::sentences([
        extremes.map(|extremes| extremes.told(say)),
        demand.map(|demand| words::missed(say, missed, values.len(), &demand, words::Whom::Areas)),
        words::hidden(say, &named(true), words::Whom::Areas),
        words::without(say, &named(false), words::Whom::Areas),
    ])
}

/// What the shades mean, with the limits of the classes in numbers.
fn legend(shades: &Shades, shapes: &[Shape], regions: Option<AreaKind>, measure: &PreparedMeasure<'_>) -> Html {
    let say = measure.say;
    let mut out = shade_items(shades, measure, words::Noun::Areas);
    let any = |of: fn(&Face) -> bool| shapes.iter().any(|shape| of(&shape.face));
    let sample = "M0 0h20v14H0z";
    if any(|face| matches!(face, Face::Hidden(_))) {
        let hatch = "<path class=\"hatch\" d=\"M0 7l7-7M0 14L14 0M6 14L20 0M13 14l7-7\"/>";
        let picture = format!("<g class=\"hid\"><path d=\"{sample}\"/>{hatch}</g>");
        let symbol = symbol::of_missing(Missing::Suppressed);
        item(&mut out, &picture, &format!("{} {}", symbol.sign, say.text(symbol.word)));
    }
    if any(|face| matches!(face, Face::Missing(..))) {
        item(&mut out, &format!("<g class=\"gap\"><path d=\"{sample}\"/></g>"), &say.text("picture-no-figure"));
    }
    if let Some(kind) = regions {
        item(&mut out, "<path class=\"border\" d=\"M1 1h18v12H1z\"/>", &words::outlined(say, kind));
    }
    Html::trusted(format!("<ul class=\"key\">\n{out}</ul>\n"))
}

/// The classes of shade as a list.
pub(crate) fn classes(shades: &Shades, measure: &PreparedMeasure<'_>) -> Html {
    Html::trusted(format!("<ul class=\"key\">\n{}</ul>\n", shade_items(shades, measure, words::Noun::Figures)))
}

/// The classes of shade, each with a sample and its limits.
fn shade_items(shades: &Shades, measure: &PreparedMeasure<'_>, noun: words::Noun) -> String {
    let mut out = String::new();
    for class in &shades.classes {
        let corner = if class.met == Some(false) { "<path class=\"corner\" d=\"M12 0h8v8z\"/>" } else { "" };
        let picture = format!("<g class=\"{}\"><path d=\"M0 0h20v14H0z\"/>{corner}</g>", class.css);
        item(&mut out, &picture, &words::class(measure.say, class, measure.measure.unit, noun));
    }
    out
}

fn item(out: &mut String, picture: &str, words: &str) {
    let _ = write!(out, "<li><svg class=\"map\" viewBox=\"0 0 20 14\" aria-hidden=\"true\">{picture}</svg> ");
    escape(out, words);
    out.push_str("</li>\n");
}

fn table(
    prepared: &Prepared<'_>,
    measure: &PreparedMeasure<'_>,
    here: &Here,
    (id, when): (&str, &str),
    (areas, akasse): (&[AreaKey], Option<AkasseKey>),
) -> Html {
    let (say, publication) = (measure.say, prepared.press.site.publication);
    let whole = figure_key::of_cell(publication, CellKey { area: None, akasse });
    let key = format!("{} {whole}", figure_key::of_month_and_measure(prepared, measure));
    let caption = words::table_caption(say, measure.measure, when);
    let mut table = Table::new(say, &format!("{id}-tal"), &caption, Sorting::Offered).key(key.trim_end());
    let unit = say.unit_in_heading(measure.measure.unit);
    let summaries = areas.iter().any(|area| measure.summaries.contains_key(&CellKey { area: Some(*area), akasse }));
    // A figure over months is no published figure of one month, and says nothing of one to programs.
    let figure = Column::number(say.text("word-figure"), unit);
    table.columns(&[Column::text(say.text("word-place")), if summaries { figure } else { figure.key(String::new()) }]);
    for area in areas {
        let key = CellKey { area: Some(*area), akasse };
        let cell = measure.drawn_cell(key);
        table.row(&area_head(prepared, here, Some(*area)), [cell]);
    }
    table.finish()
}

/// The limit of a measure's target on a value of its own unit.
pub(crate) fn limit_of(target: &crate::model::Target) -> Option<Limit> {
    use crate::model::target::TargetRule;
    let at_least = match target.rule {
        TargetRule::AtLeast => true,
        TargetRule::AtMost => false,
        _ => return None,
    };
    Some(Limit { at: target.value?, at_least })
}
