//! A delivery as read: observations with their places, and totals its sender published.

use std::collections::BTreeMap;

use super::code::{CellKey, MeasureKey};
use super::{Amount, Decimal, Flags, Grid, Period, Release};
use crate::diagnostic::{Diagnostic, Excerpt, Place};

/// All that one version of a month delivers, read and checked cell by cell.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// The version it is for.
    pub release: Release,
    /// Observations by measure and month, so one key per table.
    pub tables: BTreeMap<(MeasureKey, Period), Table>,
    /// Totals that the sender published; compared with ours, never used as data.
    pub totals: Vec<PublishedTotal>,
}

/// The observations of one measure in one month.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The cells that were given.
    pub cells: Grid<Observation>,
    /// Remarks on single cells.
    pub notes: BTreeMap<CellKey, String>,
}

impl Table {
    /// Adds the cells of an earlier delivery that this one does not hold.
    pub fn put_under(&mut self, earlier: &Self) {
        let cells = earlier.cells.iter().chain(self.cells.iter()).map(|(key, cell)| (key, cell.clone())).collect();
        self.cells = Grid::from_cells(cells);
        for (key, note) in &earlier.notes {
            self.notes.entry(*key).or_insert_with(|| note.clone());
        }
    }
}

impl Table {
    /// Replaces cells by what a later delivery says of them, where they may be replaced.
    pub fn put_over(&mut self, later: &Self, may_be_replaced: &dyn Fn(&Observation) -> bool) {
        for (key, cell) in later.cells.iter() {
            if self.cells.get(key).is_some_and(may_be_replaced) {
                self.cells.set(key, cell.clone());
                self.notes.remove(&key);
                self.notes.extend(later.notes.get(&key).map(|note| (key, note.clone())));
            }
        }
    }
}

/// One delivered cell.
#[derive(Clone, Debug)]
pub struct Observation {
    /// Value, or why there is none.
    pub amount: Amount,
    /// Marks.
    pub flags: Flags,
    /// Where it stands in the delivery.
    pub place: Place,
}

/// A total as its sender published it.
#[derive(Clone, Debug)]
pub struct PublishedTotal {
    /// Of which measure.
    pub measure: MeasureKey,
    /// Over what.
    pub over: TotalOver,
    /// The published number, in the measure's unit.
    pub value: Decimal,
    /// Where it stands in the delivery.
    pub place: Place,
    /// The line it stands in, for showing it to whoever has to look.
    pub excerpt: Option<Excerpt>,
}

impl PublishedTotal {
    /// Puts a problem where the total stands.
    #[must_use]
    pub fn locate(&self, problem: Diagnostic) -> Diagnostic {
        Diagnostic { excerpt: self.excerpt.clone(), ..problem.at(self.place.clone()) }
    }
}

/// What a published total sums up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TotalOver {
    /// All months of the release's summary, for one cell of the table.
    Months(CellKey),
    /// All funds (or areas) of one month; the key says of which cell of our own table it is the value.
    Cells(Period, CellKey),
}
