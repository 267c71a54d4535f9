//! The drawing of a tile map: each area as one shape, its tiles' names, its figure, and the borders of regions.

use std::fmt::Write as _;

use super::atlas::{Ground, Place};
use super::words;
use crate::model::{AreaKey, Missing};
use crate::render::edition::prepared::{Prepared, PreparedMeasure};
use crate::render::html::{Html, escape};
use crate::text::symbol;

/// Side of a tile's square of the grid; the tile itself leaves a thin gap.
const UNIT: i32 = 40;
const TILE: i32 = UNIT - 2;
/// A map this wide or narrower has room for names and figures in its tiles, also on a phone.
const LARGE_COLUMNS: i32 = 9;
/// Letters of a name that fit a large tile.
const LETTERS: usize = 7;

/// What is drawn of an area.
pub(super) enum Face {
    /// Its figure: class and text.
    Shade(&'static str, String),
    /// Held back, with the words for it.
    Hidden(String),
    /// No figure: sign and words.
    Missing(&'static str, String),
}

/// An area with a figure, or with the reason why it has none.
pub(super) struct Shape {
    pub(super) area: AreaKey,
    pub(super) face: Face,
    /// Whether its figure meets the target; `None` without a figure or a target.
    pub(super) met: Option<bool>,
}

/// What the drawing needs to look up.
pub(super) struct Sheet<'a> {
    pub(super) prepared: &'a Prepared<'a>,
    pub(super) measure: &'a PreparedMeasure<'a>,
    pub(super) ground: &'a Ground,
    /// The page of an area.
    pub(super) link: &'a dyn Fn(AreaKey) -> Option<String>,
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
    /// An area's name for tables.
    pub(super) fn name(&self, area: AreaKey) -> &str {
        &self.prepared.press.site.publication.area(area).short
    }

    fn tiles(&self, shape: &Shape) -> &[Place] {
        self.ground.covered.get(&shape.area).map(Vec::as_slice).unwrap_or_default()
    }

    /// Every tile of the regions that have figures; all tiles where there are no regions.
    fn places(&self, shapes: &[Shape]) -> Vec<Place> {
        let own: Vec<Place> = shapes.iter().flat_map(|shape| self.tiles(shape)).copied().collect();
        let regions: Vec<Option<AreaKey>> = own.iter().map(|place| self.ground.region(*place)).collect();
        let all = self.ground.spots.keys().copied();
        all.filter(|place| own.contains(place) || regions.contains(&self.ground.region(*place))).collect()
    }

    /// The whole drawing; `id` is that of its figure.
    pub(super) fn picture(&self, id: &str, shapes: &[Shape]) -> Html {
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
            drawn.extend(self.tiles(shape));
            self.shape(&mut out, &frame, shape, large);
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
    fn shape(&self, out: &mut String, frame: &Frame, shape: &Shape, large: bool) {
        let say = self.measure.say;
        let tiles = self.tiles(shape);
        let (class, value, told) = match &shape.face {
            Face::Shade(class, value) => {
                let unit = say.with_unit(value, self.measure.measure.unit);
                (*class, value.as_str(), words::tile(say, self.name(shape.area), &unit, shape.met))
            }
            Face::Hidden(told) => {
                let sign = symbol::of_missing(Missing::Suppressed).sign;
                ("hid", sign, words::tile(say, self.name(shape.area), told, None))
            }
            Face::Missing(sign, told) => ("gap", *sign, words::tile(say, self.name(shape.area), told, None)),
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
