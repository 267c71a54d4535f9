//! Cells as found in a file, before it is known which sign the file uses for decimals.

use super::number::{DecimalSigns, Written};
use super::sheet::At;
use crate::model::code::{CellKey, MeasureKey};
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

/// A cell of a measure's table.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) measure: MeasureKey,
    pub(super) period: Period,
    pub(super) key: CellKey,
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
