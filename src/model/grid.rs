//! A dense table of cells, areas down and funds across.

use super::code::{AkasseKey, AreaKey, CellKey};

/// Cells by area and fund. A cell that was never given is absent, which is not the same as missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid<T> {
    areas: Vec<Option<AreaKey>>,
    akasser: Vec<Option<AkasseKey>>,
    cells: Vec<Option<T>>,
}

impl<T> Default for Grid<T> {
    fn default() -> Self {
        Self { areas: Vec::new(), akasser: Vec::new(), cells: Vec::new() }
    }
}

impl<T> Grid<T> {
    /// An empty table for these areas and funds, in any order and with repeats.
    #[must_use]
    pub fn shaped(mut areas: Vec<Option<AreaKey>>, mut akasser: Vec<Option<AkasseKey>>) -> Self {
        areas.sort_unstable();
        areas.dedup();
        akasser.sort_unstable();
        akasser.dedup();
        let cells = std::iter::repeat_with(|| None).take(areas.len() * akasser.len()).collect();
        Self { areas, akasser, cells }
    }

    /// A table that holds exactly these cells; of two with the same key the later one counts.
    #[must_use]
    pub fn from_cells(cells: Vec<(CellKey, T)>) -> Self {
        let areas = cells.iter().map(|(key, _)| key.area).collect();
        let akasser = cells.iter().map(|(key, _)| key.akasse).collect();
        let mut grid = Self::shaped(areas, akasser);
        for (key, value) in cells {
            grid.set(key, value);
        }
        grid
    }

    fn position(&self, key: CellKey) -> Option<usize> {
        let area = self.areas.binary_search(&key.area).ok()?;
        let akasse = self.akasser.binary_search(&key.akasse).ok()?;
        Some(area * self.akasser.len() + akasse)
    }

    /// The cell, unless it is absent.
    #[must_use]
    pub fn get(&self, key: CellKey) -> Option<&T> {
        self.position(key).and_then(|position| self.cells[position].as_ref())
    }

    /// Puts a value into a cell; false when the table has no such row or column.
    pub fn set(&mut self, key: CellKey, value: T) -> bool {
        let position = self.position(key);
        if let Some(position) = position {
            self.cells[position] = Some(value);
        }
        position.is_some()
    }

    /// The areas, ascending; `None` first.
    #[must_use]
    pub fn areas(&self) -> &[Option<AreaKey>] {
        &self.areas
    }

    /// The funds, ascending; `None` (all funds) first.
    #[must_use]
    pub fn akasser(&self) -> &[Option<AkasseKey>] {
        &self.akasser
    }

    /// Every cell that is there, by area and then fund.
    pub fn iter(&self) -> impl Iterator<Item = (CellKey, &T)> {
        let width = self.akasser.len();
        self.cells.iter().enumerate().filter_map(move |(position, cell)| {
            let key = CellKey { area: self.areas[position / width], akasse: self.akasser[position % width] };
            cell.as_ref().map(|cell| (key, cell))
        })
    }

    /// The same table with each cell turned into another value.
    #[must_use]
    pub fn map<U>(&self, mut turn: impl FnMut(CellKey, &T) -> U) -> Grid<U> {
        let mut grid = Grid::shaped(self.areas.clone(), self.akasser.clone());
        for (key, cell) in self.iter() {
            let value = turn(key, cell);
            grid.set(key, value);
        }
        grid
    }

    /// Whether no cell is there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.iter().all(Option::is_none)
    }

    /// How many cells are there.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells.iter().flatten().count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(area: u16, akasse: Option<u16>) -> CellKey {
        CellKey { area: Some(AreaKey(area)), akasse: akasse.map(AkasseKey) }
    }

    #[test]
    fn keeps_absent_cells_apart_and_walks_in_order() {
        let grid = Grid::from_cells(vec![(key(2, Some(1)), 'b'), (key(1, None), 'a'), (key(2, Some(1)), 'c')]);
        assert_eq!(grid.get(key(2, Some(1))), Some(&'c'));
        assert_eq!(grid.get(key(1, Some(1))), None);
        assert_eq!(grid.get(key(9, None)), None);
        assert_eq!(grid.iter().collect::<Vec<_>>(), [(key(1, None), &'a'), (key(2, Some(1)), &'c')]);
        assert_eq!((grid.len(), grid.is_empty()), (2, false));
        assert!(Grid::<char>::default().is_empty());
        assert_eq!(Grid::<char>::default().iter().count(), 0);
    }
}
