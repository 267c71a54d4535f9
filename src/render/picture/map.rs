//! A measure's figures on the tile map of municipalities: one shape for each area, shaded by class, with the regions of
//! the era outlined. Where only some regions have figures, their tiles are drawn large and the others left out.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::PlateView;
use super::atlas::{Ground, Place};
use super::shades::{Limit, Shades};
use super::words::{self, Extremes};
use crate::model::{AkasseKey, AreaKey, AreaKind, CellKey, Exact, Missing};
use crate::render::address::{self, Here};
use crate::render::edition::prepared::{Prepared, PreparedMeasure};
use crate::render::edition::tables::{area_head, finest_areas};
use crate::render::figure_key;
use crate::render::html::{Html, escape};
use crate::render::table::{Column, Sorting, Table};
use crate::text::{number, symbol};

/// Side of a tile's square of the grid; the tile itself leaves a thin gap.
const UNIT: i32 = 40;
const TILE: i32 = UNIT - 2;
/// A map this wide or narrower has room for names and figures in its tiles, also on a phone.
const LARGE_COLUMNS: i32 = 9;
/// Letters of a name that fit a large tile.
const LETTERS: usize = 7;

/// Whether the numbers stand below the map, or in a table that the page has anyway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbers {
    /// In a table of the map's own.
    Below,
    /// In a table beside it.
    Beside,
}

/// What is drawn of an area.
enum Face {
    /// Its figure: class and text.
    Shade(&'static str, String),
    /// Held back, with the words for it.
    Hidden(String),
    /// No figure: sign and words.
    Missing(&'static str, String),
}

/// An area with a figure, or with the reason why it has none.
struct Shape {
    area: AreaKey,
    face: Face,
    met: Option<bool>,
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
    let shades = Shades::of(values.values(), measure.measure, limit);
    let shapes: Vec<Shape> = areas.iter().map(|area| shape(measure, key(*area), *area, &values, &shades)).collect();
    let id = match akasse {
        Some(fund) => format!("kort-{}-{}", measure.measure.id, publication.akasse(fund).id),
        None => format!("kort-{}", measure.measure.id),
    };
    let fund = akasse.map(|fund| publication.akasse(fund).short.as_str());
    let when = measure.when(prepared, areas.iter().map(|area| key(*area)));
    let sheet = Sheet { prepared, measure, ground: &ground, link };
    Some(PlateView {
        title: words::map_title(&measure.measure.short.da, fund, &when),
        text: describe(&sheet, &shapes, &values, &shades),
        picture: sheet.picture(&id, &shapes),
        key: legend(&shades, &shapes, ground.regions.as_ref().map(|(kind, _)| *kind), measure),
        table: (numbers == Numbers::Below).then(|| table(prepared, measure, here, &id, &areas, akasse, &when)),
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
    let told = amount.and_then(|amount| symbol::of_amount_in_words(&amount)).unwrap_or_default();
    let face = match missing {
        Missing::Suppressed => Face::Hidden(told.into()),
        other => Face::Missing(symbol::of_missing(other).sign, told.into()),
    };
    Shape { area, face, met: None }
}

/// What the drawing needs to look up.
struct Sheet<'a> {
    prepared: &'a Prepared<'a>,
    measure: &'a PreparedMeasure<'a>,
    ground: &'a Ground,
    link: &'a dyn Fn(AreaKey) -> Option<String>,
}

/// A stretch of the grid.
struct Frame {
    left: i32,
    top: i32,
    columns: i32,
    rows: i32,
}

impl Frame {
    fn around(places: &[Place]) -> Self {
        let columns = || places.iter().map(|place| place.col);
        let rows = || places.iter().map(|place| place.row);
        let (left, top) = (columns().min().unwrap_or(0), rows().min().unwrap_or(0));
        let (right, bottom) = (columns().max().unwrap_or(0), rows().max().unwrap_or(0));
        Self { left, top, columns: right - left + 1, rows: bottom - top + 1 }
    }

    /// The corner of a place, with room for half an outline around the map.
    fn corner(&self, place: Place) -> (i32, i32) {
        ((place.col - self.left) * UNIT + 2, (place.row - self.top) * UNIT + 2)
    }
}

impl Sheet<'_> {
    fn name(&self, area: AreaKey) -> &str {
        &self.prepared.press.site.publication.area(area).short
    }

    /// Every tile of the regions that have figures; all tiles where there are no regions.
    fn places(&self, shapes: &[Shape]) -> Vec<Place> {
        let places = |shape: &Shape| self.ground.covered.get(&shape.area).into_iter().flatten().copied();
        let own: Vec<Place> = shapes.iter().flat_map(places).collect();
        let regions: Vec<Option<AreaKey>> = own.iter().map(|place| self.ground.region(*place)).collect();
        let all = self.ground.spots.keys().copied();
        all.filter(|place| own.contains(place) || regions.contains(&self.ground.region(*place))).collect()
    }

    fn picture(&self, id: &str, shapes: &[Shape]) -> Html {
        let places = self.places(shapes);
        let frame = Frame::around(&places);
        let large = frame.columns <= LARGE_COLUMNS;
        let mut out = String::with_capacity(200 + 220 * places.len());
        let (width, height) = (frame.columns * UNIT + 4, frame.rows * UNIT + 4);
        let size = if large { "large" } else { "whole" };
        let _ = writeln!(
            out,
            "<svg class=\"map {size}\" viewBox=\"0 0 {width} {height}\" role=\"group\" aria-labelledby=\"{id}-t\" \
             aria-describedby=\"{id}-d\">"
        );
        let mut drawn: Vec<Place> = Vec::new();
        for shape in shapes {
            let tiles = self.ground.covered.get(&shape.area).map(Vec::as_slice).unwrap_or_default();
            drawn.extend(tiles);
            self.shape(&mut out, &frame, shape, tiles, large);
        }
        for place in places.iter().filter(|place| !drawn.contains(place)) {
            out.push_str("<g class=\"absent\"><path d=\"");
            square(&mut out, frame.corner(*place));
            out.push_str("\"/>");
            self.label(&mut out, &frame, *place, large);
            out.push_str("</g>\n");
        }
        out.push_str("<path class=\"border\" d=\"");
        self.borders(&mut out, &frame, &places);
        out.push_str("\"/>\n</svg>");
        Html::trusted(out)
    }

    /// An area as one shape: its tiles, joined where they touch.
    fn shape(&self, out: &mut String, frame: &Frame, shape: &Shape, tiles: &[Place], large: bool) {
        let (class, value, told) = match &shape.face {
            Face::Shade(class, value) => {
                let unit = number::with_unit(value, self.measure.measure.unit);
                (*class, value.as_str(), words::tile(self.name(shape.area), &unit, shape.met))
            }
            Face::Hidden(told) => {
                let sign = symbol::of_missing(Missing::Suppressed).sign;
                ("hid", sign, words::tile(self.name(shape.area), told, None))
            }
            Face::Missing(sign, told) => ("gap", *sign, words::tile(self.name(shape.area), told, None)),
        };
        let href = (self.link)(shape.area);
        match &href {
            // By keyboard, the same pages are reached through the table: a hundred stops on a map help nobody.
            Some(href) => {
                let _ = write!(out, "<a class=\"{class}\" tabindex=\"-1\" href=\"{href}\"><title>");
            }
            None => {
                let _ = write!(out, "<g class=\"{class}\"><title>");
            }
        }
        escape(out, &told);
        out.push_str("</title><path d=\"");
        tiles.iter().for_each(|place| square(out, frame.corner(*place)));
        bridges(out, frame, tiles);
        out.push_str("\"/>");
        if class == "hid" {
            out.push_str("<path class=\"hatch\" d=\"");
            tiles.iter().for_each(|place| hatch(out, frame.corner(*place)));
            out.push_str("\"/>");
        }
        if shape.met == Some(false) {
            out.push_str("<path class=\"corner\" d=\"");
            for place in tiles {
                let (x, y) = frame.corner(*place);
                let _ = write!(out, "M{} {y}h10v10z", x + TILE - 10);
            }
            out.push_str("\"/>");
        }
        tiles.iter().for_each(|place| self.label(out, frame, *place, large));
        if let Some((x, y)) = middle(frame, tiles) {
            let _ = write!(out, "<text class=\"v\" x=\"{x}\" y=\"{}\">", y + 32);
            escape(out, value);
            out.push_str("</text>");
        }
        out.push_str(if href.is_some() { "</a>\n" } else { "</g>\n" });
    }

    /// A tile's name.
    fn label(&self, out: &mut String, frame: &Frame, place: Place, large: bool) {
        let Some((municipality, label)) = self.ground.spots.get(&place) else { return };
        let (x, y) = frame.corner(place);
        let (x, name) = (x + TILE / 2, if large { short(self.name(*municipality)) } else { (*label).to_owned() });
        let _ = write!(out, "<text x=\"{x}\" y=\"{}\">", y + if large { 15 } else { 25 });
        escape(out, &name);
        out.push_str("</text>");
    }

    /// Lines between regions and around them, each as long as it runs straight.
    fn borders(&self, out: &mut String, frame: &Frame, places: &[Place]) {
        let region = |col: i32, row: i32| {
            let place = Place { col, row };
            places.contains(&place).then(|| self.ground.region(place))
        };
        let (right, bottom) = (frame.left + frame.columns, frame.top + frame.rows);
        for row in frame.top..=bottom {
            let level = |col: i32| region(col, row - 1) != region(col, row);
            runs(frame.left, right, level, |from, length| {
                let (x, y) = frame.corner(Place { col: from, row });
                let _ = write!(out, "M{} {}h{}", x - 1, y - 1, length * UNIT);
            });
        }
        for col in frame.left..=right {
            let upright = |row: i32| region(col - 1, row) != region(col, row);
            runs(frame.top, bottom, upright, |from, length| {
                let (x, y) = frame.corner(Place { col, row: from });
                let _ = write!(out, "M{} {}v{}", x - 1, y - 1, length * UNIT);
            });
        }
    }
}

/// Tells each run of places that hold: where it starts and how long it is.
fn runs(from: i32, to: i32, holds: impl Fn(i32) -> bool, mut tell: impl FnMut(i32, i32)) {
    let mut at = from;
    while at < to {
        let length = (at..to).take_while(|at| holds(*at)).fold(0, |length, _| length + 1);
        if length > 0 {
            tell(at, length);
        }
        at += length.max(1);
    }
}

/// Where the figure of an area stands: in the middle of its longest row of tiles, the first of equally long ones.
fn middle(frame: &Frame, tiles: &[Place]) -> Option<(i32, i32)> {
    let run = |place: &Place| {
        let beside = |step: &i32| tiles.contains(&Place { col: place.col + step, ..*place });
        (1..).take_while(beside).fold(0, |length, _| length + 1)
    };
    let first = tiles.iter().rev().max_by_key(|place| run(place))?;
    let (x, y) = frame.corner(*first);
    Some((x + TILE / 2 + run(first) * UNIT / 2, y))
}

fn square(out: &mut String, (x, y): (i32, i32)) {
    let _ = write!(out, "M{x} {y}h{TILE}v{TILE}h-{TILE}z");
}

/// Joins the tiles of one area: across the gap where they lie side by side, over the corner where only corners meet.
fn bridges(out: &mut String, frame: &Frame, tiles: &[Place]) {
    let has = |col: i32, row: i32| tiles.contains(&Place { col, row });
    for place in tiles {
        let (x, y) = frame.corner(*place);
        let (right, below) = (has(place.col + 1, place.row), has(place.col, place.row + 1));
        if right {
            let _ = write!(out, "M{} {y}h2v{TILE}h-2z", x + TILE);
        }
        if below {
            let _ = write!(out, "M{x} {}h{TILE}v2h-{TILE}z", y + TILE);
        }
        if has(place.col + 1, place.row + 1) && !right && !below {
            let _ = write!(out, "M{} {}l8 8 8-8-8-8z", x + TILE - 7, y + TILE + 1);
        }
        let left = has(place.col - 1, place.row);
        if has(place.col - 1, place.row + 1) && !left && !below {
            let _ = write!(out, "M{} {}l8 8 8-8-8-8z", x - 9, y + TILE + 1);
        }
    }
}

fn hatch(out: &mut String, (x, y): (i32, i32)) {
    let (right, bottom) = (x + TILE, y + TILE);
    for step in [12, 25, TILE] {
        let _ = write!(out, "M{x} {}l{step}-{step}", y + step);
    }
    for step in [13, 26] {
        let _ = write!(out, "M{} {bottom}L{right} {}", x + step, y + step);
    }
}

/// A name as it fits a large tile.
fn short(name: &str) -> String {
    if name.chars().count() <= LETTERS {
        return name.to_owned();
    }
    let start: String = name.chars().take(LETTERS - 1).collect();
    format!("{}.", start.trim_end_matches(['-', ' ', '/']))
}

fn describe(sheet: &Sheet<'_>, shapes: &[Shape], values: &BTreeMap<AreaKey, Exact>, shades: &Shades) -> String {
    let text = |shape: &Shape| match &shape.face {
        Face::Shade(_, text) => number::with_unit(text, sheet.measure.measure.unit),
        _ => String::new(),
    };
    let valued = || shapes.iter().filter_map(|shape| Some((values.get(&shape.area)?, shape)));
    let extremes = Extremes::of(valued().map(|(value, shape)| (value, sheet.name(shape.area), text(shape))));
    let missed = shapes.iter().filter(|shape| shape.met == Some(false)).count();
    let demand = shades.limit().map(|limit| words::demand(limit, sheet.measure.measure));
    let named = |hidden: bool| -> Vec<&str> {
        let of = |shape: &&Shape| match shape.face {
            Face::Hidden(_) => hidden,
            Face::Missing(..) => !hidden,
            Face::Shade(..) => false,
        };
        shapes.iter().filter(of).map(|shape| sheet.name(shape.area)).collect()
    };
    words::sentences([
        extremes.map(|extremes| extremes.told()),
        demand.map(|demand| words::missed(missed, values.len(), &demand, words::Whom::Areas)),
        words::hidden(&named(true), words::Whom::Areas),
        words::without(&named(false), words::Whom::Areas),
    ])
}

/// What the shades mean, with the limits of the classes in numbers.
fn legend(shades: &Shades, shapes: &[Shape], regions: Option<AreaKind>, measure: &PreparedMeasure<'_>) -> Html {
    let mut out = shade_items(shades, measure, words::Noun::Areas);
    let any = |of: fn(&Face) -> bool| shapes.iter().any(|shape| of(&shape.face));
    let sample = "M0 0h20v14H0z";
    if any(|face| matches!(face, Face::Hidden(_))) {
        let hatch = "<path class=\"hatch\" d=\"M0 7l7-7M0 14L14 0M6 14L20 0M13 14l7-7\"/>";
        let picture = format!("<g class=\"hid\"><path d=\"{sample}\"/>{hatch}</g>");
        let symbol = symbol::of_missing(Missing::Suppressed);
        item(&mut out, &picture, &format!("{} {}", symbol.sign, symbol.word));
    }
    if any(|face| matches!(face, Face::Missing(..))) {
        item(&mut out, &format!("<g class=\"gap\"><path d=\"{sample}\"/></g>"), words::NO_FIGURE);
    }
    if let Some(kind) = regions {
        item(&mut out, "<path class=\"border\" d=\"M1 1h18v12H1z\"/>", &words::outlined(kind));
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
        item(&mut out, &picture, &words::class(class, measure.measure.unit, noun));
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
    id: &str,
    areas: &[AreaKey],
    akasse: Option<AkasseKey>,
    when: &str,
) -> Html {
    let publication = prepared.press.site.publication;
    let whole = figure_key::of_cell(publication, CellKey { area: None, akasse });
    let key = format!("{} {whole}", figure_key::of_month_and_measure(prepared, measure));
    let caption = words::table_caption(&measure.measure.short.da, when);
    let mut table = Table::new(&format!("{id}-tal"), &caption, Sorting::Offered).key(key.trim_end());
    let unit = number::unit_in_heading(measure.measure.unit);
    let summaries = areas.iter().any(|area| measure.summaries.contains_key(&CellKey { area: Some(*area), akasse }));
    // A figure over months is no published figure of one month, and says nothing of one to programs.
    let figure = Column::number(words::FIGURE, unit);
    table.columns(&[Column::text(words::AREA), if summaries { figure } else { figure.key(String::new()) }]);
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
