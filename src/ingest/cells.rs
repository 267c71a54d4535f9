//! Cells as found in a file, before it is known which sign the file uses for decimals.

use std::collections::{BTreeMap, BTreeSet};

use super::number::{DecimalSigns, Written};
use super::sheet::At;
use crate::model::code::{AreaKey, CellKey, MeasureKey};
use crate::model::delivery::TotalOver;
use crate::model::{Flags, Missing, Period};

/// All cells of a file.
#[derive(Debug, Default)]
pub(super) struct Cells {
    /// Observations, in the order of the file.
    pub(super) found: Vec<Found>,
    /// Published totals, in the order of the file.
    pub(super) totals: Vec<FoundTotal>,
    /// What the numbers say of the decimal sign.
    pub(super) signs: DecimalSigns<At>,
}

/// An area as a text names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NamedArea {
    /// The area, of the kind that the measure names first.
    pub(super) key: AreaKey,
    /// A part of it, of another accepted kind, that has the name too.
    pub(super) part: Option<AreaKey>,
}

impl Cells {
    /// Where several parts of one area are named, as two municipalities that share a jobcentre, their names mean the
    /// parts: read as the whole they would be one cell given twice.
    pub(super) fn tell_parts_apart(&mut self) {
        let mut named: BTreeMap<(MeasureKey, AreaKey), BTreeSet<AreaKey>> = BTreeMap::new();
        for found in &self.found {
            if let (Some(whole), Some(part)) = (found.key.area, found.part) {
                named.entry((found.measure, whole)).or_default().insert(part);
            }
        }
        named.retain(|_, parts| parts.len() > 1);
        for found in self.found.iter_mut().filter(|_| !named.is_empty()) {
            if found.key.area.is_some_and(|whole| named.contains_key(&(found.measure, whole))) {
                found.key.area = found.part.or(found.key.area);
            }
        }
    }
}

/// A cell of a measure's table.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) measure: MeasureKey,
    pub(super) period: Period,
    pub(super) key: CellKey,
    /// The part of the area that the area's text means as well.
    pub(super) part: Option<AreaKey>,
    pub(super) content: Content,
    pub(super) flags: Flags,
    pub(super) note: Option<Box<str>>,
    /// The field of the value, or of the numerator.
    pub(super) at: At,
}

/// What stands in a cell.
#[derive(Clone, Copy, Debug)]
pub(super) enum Content {
    /// Nothing, and why.
    Missing(Missing),
    /// One number.
    Value(Written),
    /// Two counts.
    Counts {
        numerator: Written,
        denominator: Written,
        /// The field of the denominator.
        field: usize,
    },
}

/// A total that the sender published.
#[derive(Debug)]
pub(super) struct FoundTotal {
    pub(super) measure: MeasureKey,
    pub(super) over: TotalOver,
    /// A value or counts; a blank total is none.
    pub(super) content: Content,
    pub(super) at: At,
}
