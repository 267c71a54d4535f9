//! Pictures drawn as SVG without any engine that are more than a line in a table: the tile map, small multiples, the
//! slope between two months, the ceilings of regions. Colours are the stylesheet's variables; coordinates are whole
//! numbers or tenths, so the same figures give the same bytes. Only shown figures come in, and what is hidden has no
//! place, no order and no part in any scale.

pub(crate) mod atlas;
pub(crate) mod ceilings;
pub(crate) mod map;
pub(crate) mod panels;
pub(crate) mod shades;
mod sheet;
pub(crate) mod slope;
pub(crate) mod words;

use serde::Serialize;

use crate::render::html::Html;

/// A picture with its words and its numbers, as `parts.plate` sets it.
#[derive(Debug, Serialize)]
pub(crate) struct PlateView {
    /// Its id; the ids of its title and text begin with it.
    id: String,
    /// Which kind of picture it is: `map`, `panels` or `slope`.
    kind: &'static str,
    /// What it shows, in a line.
    title: String,
    /// What there is to see, in sentences.
    text: String,
    /// The picture.
    picture: Html,
    /// What its shades and signs mean; empty when there are none.
    key: Html,
    /// Its numbers; none where they stand in a table beside it.
    table: Option<Html>,
}
