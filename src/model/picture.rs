//! Drawn charts.

use std::collections::BTreeMap;

use super::Language;
use super::code::{CellKey, MeasureKey};

/// A chart as a page carries it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Inline SVG with title and description, the same bytes for the same chart.
    pub svg: String,
    /// The chart's option as JSON, safe inside `<script type="application/json">`.
    pub option: String,
}

/// What draws the same charts in a reader's browser, when a reader asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charting {
    /// The library, byte for byte as its makers publish it.
    pub script: &'static str,
    /// What it is, whose it is, and its licence: the text that stands beside it.
    pub licence: &'static str,
    /// Its colours and type as JSON.
    pub theme: String,
}

/// Which chart of an edition (or of the evergreen pages) a picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PictureKey {
    /// A measure's funds against its target.
    Akasser(MeasureKey),
    /// A measure's funds beside what chance alone could give.
    Funnel(MeasureKey),
    /// The same of a measure's areas.
    FunnelAreas(MeasureKey),
    /// What was first published of a measure's total against what stands now.
    Revisions(MeasureKey),
    /// A series over months.
    History(MeasureKey, CellKey),
}

/// The charts of some pages, in every language of the pages.
pub type Pictures = BTreeMap<(Language, PictureKey), Picture>;
