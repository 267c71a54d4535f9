//! All hierarchies of a table at once: whether changes of hidden cells leave every shown sum of all of them as it is.
//!
//! Hierarchies that cross each other are no network, and a cell that is safe in each of them could still follow from all
//! together. So changes are looked for in one network, among the areas on one side of those that cross it, and then held
//! against all sums. What is found are whole numbers that the hidden cells could be instead, so the interval that they
//! show is left to every attacker.

use std::collections::BTreeMap;

use super::network::{Cell, CellId, Changes, Showing};

/// The cells of an area by column, funds first and their total last; `None` = none is published there.
pub(super) type Cells = Vec<Option<CellId>>;

/// A larger area.
#[derive(Clone, Debug, Default)]
pub(super) struct Whole {
    /// Its cells.
    pub(super) cells: Cells,
    /// The rows of the smallest areas in it, ascending.
    pub(super) rows: Vec<usize>,
    /// Whether it has areas in common with another larger one, and each has some that the other has not.
    pub(super) crosses: bool,
}

/// A table with all its sums.
#[derive(Clone, Debug, Default)]
pub(super) struct Together {
    /// Where the cells of the smallest areas stand, by row and column.
    places: BTreeMap<CellId, (usize, usize)>,
    /// The larger areas that each row lies in.
    above: Vec<Vec<usize>>,
    wholes: Vec<Whole>,
    /// Cells that are held in place when only the areas on one side of a crossing one may change, for each side.
    masks: Vec<Vec<bool>>,
}

impl Together {
    /// A table from the cells of its smallest areas, and of larger ones; there are so many cells in all.
    pub(super) fn new(rows: &[Cells], wholes: Vec<Whole>, cells: usize) -> Self {
        let mut above = vec![Vec::new(); rows.len()];
        for (at, whole) in wholes.iter().enumerate() {
            whole.rows.iter().for_each(|row| above[*row].push(at));
        }
        let mut places = BTreeMap::new();
        for (at, cells) in rows.iter().enumerate() {
            places.extend(cells.iter().enumerate().filter_map(|(column, cell)| Some(((*cell)?, (at, column)))));
        }
        let side = |whole: &Whole, inside: bool| {
            let mut closed = vec![false; cells];
            for (id, (row, _)) in &places {
                closed[*id as usize] = whole.rows.binary_search(row).is_ok() != inside;
            }
            closed
        };
        let crossing = wholes.iter().filter(|whole| whole.crosses);
        let sides = crossing.flat_map(|whole| [side(whole, false), side(whole, true)]);
        let masks = std::iter::once(vec![false; cells]).chain(sides).collect();
        Self { places, above, wholes, masks }
    }

    /// Cells to hold in place, one list after the other: none first, then for each side of each crossing area those of the
    /// other side.
    pub(super) fn masks(&self) -> &[Vec<bool>] {
        &self.masks
    }

    /// Whether cells can change like this, in the sums of one network, without any other shown sum changing, and without any
    /// hidden one leaving its bounds.
    pub(super) fn agree(&self, changes: &Changes, cells: &[Cell]) -> bool {
        self.in_the_way(changes, cells).is_some_and(|shown| shown.is_empty())
    }

    /// The shown sums of other networks that would change with cells; `None` when some cannot be hidden, or a hidden one
    /// would leave its bounds.
    pub(super) fn in_the_way(&self, changes: &Changes, cells: &[Cell]) -> Option<Vec<CellId>> {
        if self.masks.len() == 1 {
            return Some(Vec::new());
        }
        let mut sums: BTreeMap<CellId, i64> = BTreeMap::new();
        for (id, by) in changes {
            let Some((row, column)) = self.places.get(id) else { continue };
            for sum in self.above[*row].iter().filter_map(|whole| self.wholes[*whole].cells[*column]) {
                *sums.entry(sum).or_default() += by;
            }
        }
        let named = |sum: CellId| changes.iter().any(|(id, _)| *id == sum);
        let mut shown = Vec::new();
        for (sum, by) in sums.into_iter().filter(|(_, by)| *by != 0) {
            let cell = cells[sum as usize];
            let room = if by > 0 { cell.above() } else { cell.below() };
            match cell.showing {
                Showing::Unknown => {}
                Showing::Hidden if by.unsigned_abs() <= room => {}
                // A sum that is named changes, shown or not: it is to be hidden.
                Showing::Shown if named(sum) => {}
                Showing::Shown if cell.cost.is_some() && by.unsigned_abs() <= room => shown.push(sum),
                _ => return None,
            }
        }
        Some(shown)
    }
}
