//! All hierarchies of a table at once: whether changes of hidden cells leave every shown sum of all of them as it is.
//!
//! Hierarchies that cross each other are no network, and a cell that is safe in each of them could still follow from all
//! together. So changes are looked for in one network, among the areas on one side of those that cross it, and then held
//! against all sums. What is found are whole numbers that the hidden cells could be instead, so the interval that they
//! show is left to every attacker.

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
    places: Vec<Option<(usize, usize)>>,
    /// The cells of each of the smallest areas.
    rows: Vec<Cells>,
    /// Which columns count in the last one.
    in_total: Vec<bool>,
    /// The larger areas that each row lies in.
    above: Vec<Vec<usize>>,
    wholes: Vec<Whole>,
    /// What each sum over areas consists of.
    parts: Vec<Vec<CellId>>,
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
        let mut places = vec![None; cells];
        for (at, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                cell.iter().for_each(|cell| places[*cell as usize] = Some((at, column)));
            }
        }
        let mut parts = vec![Vec::new(); cells];
        for whole in &wholes {
            for (column, sum) in whole.cells.iter().enumerate() {
                let of_rows = whole.rows.iter().filter_map(|row| rows[*row].get(column).copied().flatten());
                sum.iter().for_each(|sum| parts[*sum as usize] = of_rows.clone().collect());
            }
        }
        let side = |whole: &Whole, inside: bool| {
            let mut closed = vec![false; cells];
            for (closed, (row, _)) in
                closed.iter_mut().zip(&places).filter_map(|(closed, place)| Some((closed, (*place)?)))
            {
                *closed = whole.rows.binary_search(&row).is_ok() != inside;
            }
            closed
        };
        let crossing = wholes.iter().filter(|whole| whole.crosses);
        let sides = crossing.flat_map(|whole| [side(whole, false), side(whole, true)]);
        let masks = std::iter::once(vec![false; cells]).chain(sides).collect();
        Self { places, rows: rows.to_vec(), in_total: Vec::new(), above, wholes, parts, masks }
    }

    /// With the columns that the last one is the sum of.
    pub(super) fn with_totals(self, in_total: Vec<bool>) -> Self {
        Self { in_total, ..self }
    }

    /// Cells to hold in place, one list after the other: none first, then for each side of each crossing area those of the
    /// other side.
    pub(super) fn masks(&self) -> &[Vec<bool>] {
        &self.masks
    }

    /// Everything that changes when cells change like this in the sums of one network, sums of other networks among it.
    ///
    /// Errors: a cell in the way, which is shown or would leave its bounds.
    pub(super) fn whole(&self, changes: &Changes, cells: &[Cell]) -> Result<Changes, CellId> {
        let whole = self.with_sums(changes);
        let stays = |(id, by): &&(CellId, i64)| {
            let cell = cells[*id as usize];
            cell.showing == Showing::Unknown || (cell.showing == Showing::Hidden && cell.has_room(*by))
        };
        let in_the_way = whole.iter().find(|change| !stays(change)).map(|(id, _)| *id);
        in_the_way.map_or(Ok(whole), Err)
    }

    /// The shown cells that have to be hidden so that cells can change like this.
    ///
    /// Errors: one that cannot be, or a hidden one that would leave its bounds.
    pub(super) fn to_hide(&self, changes: &Changes, cells: &[Cell]) -> Result<Vec<CellId>, CellId> {
        let mut shown = Vec::new();
        for (id, by) in self.with_sums(changes) {
            let cell = cells[id as usize];
            match cell.showing {
                Showing::Unknown => {}
                Showing::Hidden if cell.has_room(by) => {}
                Showing::Shown if cell.cost.is_some() && cell.value >= cell.low && cell.has_room(by) => shown.push(id),
                _ => return Err(id),
            }
        }
        Ok(shown)
    }

    /// A line near a cell that still shows something: of the areas that cross others and have some of the cell's own area
    /// in them the smallest, then of its own smallest areas one after the other, then of all larger ones near it, and in the
    /// end of the smallest areas in these.
    pub(super) fn line_around(&self, cell: CellId, cells: &[Cell]) -> Vec<CellId> {
        let row = self.place(cell).map(|(row, _)| row);
        let own = self.wholes.iter().find(|whole| whole.cells.contains(&Some(cell)));
        let own_rows = || row.into_iter().chain(own.into_iter().flat_map(|own| own.rows.iter().copied()));
        let near = |whole: &&Whole| own_rows().any(|row| whole.rows.binary_search(&row).is_ok());
        let may_hide = |id: &CellId| {
            let cell = cells[*id as usize];
            cell.showing == Showing::Shown && cell.cost.is_some() && cell.value >= cell.low
        };
        let line = |of: &Cells| of.iter().copied().flatten().filter(may_hide).collect::<Vec<CellId>>();
        let wholes = self
            .wholes
            .iter()
            .filter(near)
            .map(|whole| ((if whole.crosses { 0 } else { 2 }, whole.rows.len()), line(&whole.cells)));
        let rows = own_rows().map(|row| ((1, 0), line(&self.rows[row])));
        let beside = self
            .wholes
            .iter()
            .filter(near)
            .flat_map(|whole| whole.rows.iter().map(move |row| ((3, whole.rows.len()), line(&self.rows[*row]))));
        let shown = wholes.chain(rows).chain(beside).filter(|(_, line)| !line.is_empty());
        shown.min_by_key(|(order, _)| *order).map(|(_, line)| line).unwrap_or_default()
    }

    /// The cells of the smallest areas that a sum over areas consists of; none for any other cell.
    pub(super) fn parts(&self, sum: CellId) -> &[CellId] {
        self.parts.get(sum as usize).map_or(&[], Vec::as_slice)
    }

    /// The sums over funds of larger areas, and over areas, each total as what the largest areas in it that do not overlap
    /// come to; the total counts for the sum, its parts against it.
    pub(super) fn sums(&self) -> Vec<Vec<(CellId, i64)>> {
        let mut by_size: Vec<&Whole> = self.wholes.iter().collect();
        by_size.sort_by_key(|whole| std::cmp::Reverse(whole.rows.len()));
        let mut sums = Vec::new();
        for whole in &self.wholes {
            let mut left = whole.rows.clone();
            let mut lines = Vec::new();
            for part in by_size.iter().filter(|part| part.rows.len() < whole.rows.len()) {
                if part.rows.iter().all(|row| left.binary_search(row).is_ok()) {
                    left.retain(|row| part.rows.binary_search(row).is_err());
                    lines.push(&part.cells);
                }
            }
            lines.extend(left.iter().map(|row| &self.rows[*row]));
            if let Some((Some(all), of_funds)) = whole.cells.split_last() {
                let parts = of_funds.iter().zip(&self.in_total).filter(|(_, inside)| **inside);
                let parts: Vec<(CellId, i64)> = parts.filter_map(|(cell, _)| Some(((*cell)?, -1))).collect();
                if !parts.is_empty() {
                    sums.push(std::iter::once((*all, 1)).chain(parts).collect());
                }
            }
            for (column, total) in whole.cells.iter().enumerate() {
                let Some(total) = total else { continue };
                let parts = lines.iter().filter_map(|line| line.get(column).copied().flatten());
                sums.push(std::iter::once((*total, 1)).chain(parts.map(|part| (part, -1))).collect());
            }
        }
        sums
    }

    /// Changes of cells with those of all sums that follow.
    fn with_sums(&self, changes: &Changes) -> Changes {
        let mut all = Changes::new();
        for (id, by) in changes {
            // Sums whose parts are not all here change with a network alone, unless a part of them does.
            let Some((row, column)) = self.place(*id) else { continue };
            let sums = self.above[row].iter().filter_map(|whole| self.wholes[*whole].cells[column]);
            all.extend(sums.chain([*id]).map(|id| (id, *by)));
        }
        all.sort_unstable_by_key(|(id, _)| *id);
        all.dedup_by(|one, before| {
            let same = one.0 == before.0;
            before.1 += if same { one.1 } else { 0 };
            same
        });
        let alone = changes.iter().filter(|(id, _)| self.place(*id).is_none());
        let alone: Changes =
            alone.filter(|(id, _)| all.binary_search_by_key(id, |(id, _)| *id).is_err()).copied().collect();
        all.extend(alone);
        all.retain(|(_, by)| *by != 0);
        all.sort_unstable_by_key(|(id, _)| *id);
        all
    }

    /// Where a cell of one of the smallest areas stands.
    fn place(&self, cell: CellId) -> Option<(usize, usize)> {
        self.places.get(cell as usize).copied().flatten()
    }
}
