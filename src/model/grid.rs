//! A dense table of cells, areas down and funds across.

use super::code::{AkasseKey, AreaKey, CellKey};

/// Cells by area and fund. A cell that was never given is absent, which is not the same as missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid<T> {
    areas: Vec<Option<AreaKey>>,
    akasser: Vec<Option<AkasseKey>>,
    rows: Places,
    columns: Places,
    cells: Vec<Option<T>>,
}

/// Where each key stands in an ascending list; keys count from 0, so a list of them tells, with no key first. It is
/// looked up for every cell of every page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Places(Vec<Option<u16>>);

impl Places {
    fn of(numbers: impl Iterator<Item = Option<u16>>) -> Self {
        let mut places = Vec::new();
        for (place, number) in (0..).zip(numbers) {
            places.resize(index(number), None);
            places.push(Some(place));
        }
        Self(places)
    }

    fn get(&self, number: Option<u16>) -> Option<usize> {
        Some(usize::from((*self.0.get(index(number))?)?))
    }
}

fn index(number: Option<u16>) -> usize {
    number.map_or(0, |number| usize::from(number) + 1)
}

impl<T> Default for Grid<T> {
    fn default() -> Self {
        Self::shaped(Vec::new(), Vec::new())
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
        let rows = Places::of(areas.iter().map(|key| key.map(|AreaKey(number)| number)));
        let columns = Places::of(akasser.iter().map(|key| key.map(|AkasseKey(number)| number)));
        Self { areas, akasser, rows, columns, cells }
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
        let row = self.rows.get(key.area.map(|AreaKey(number)| number))?;
        let column = self.columns.get(key.akasse.map(|AkasseKey(number)| number))?;
        Some(row * self.akasser.len() + column)
    }

    /// The cell, unless it is absent.
    #[must_use]
    pub fn get(&self, key: CellKey) -> Option<&T> {
        self.position(key).and_then(|position| self.cells[position].as_ref())
    }

    /// The cell to be changed, given a value first if it is absent; `None` when the table has no such row or column.
    pub fn get_or_insert_with(&mut self, key: CellKey, make: impl FnOnce() -> T) -> Option<&mut T> {
        self.position(key).map(|position| self.cells[position].get_or_insert_with(make))
    }

    /// Puts a value into a cell; false when the table has no such row or column.
    pub fn set(&mut self, key: CellKey, value: T) -> bool {
        let position = self.position(key);
        if let Some(position) = position {
            self.cells[position] = Some(value);
        }
        position.is_some()
    }

    /// Every cell that is there, by area and then fund, given away.
    pub fn into_cells(self) -> impl Iterator<Item = (CellKey, T)> {
        let keys: Vec<CellKey> = self.keys().collect();
        keys.into_iter().zip(self.cells).filter_map(|(key, cell)| Some((key, cell?)))
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
        self.keys().zip(&self.cells).filter_map(|(key, cell)| cell.as_ref().map(|cell| (key, cell)))
    }

    fn keys(&self) -> impl Iterator<Item = CellKey> {
        self.areas.iter().flat_map(|area| self.akasser.iter().map(|akasse| CellKey { area: *area, akasse: *akasse }))
    }

    /// The same table with each cell turned into another value.
    #[must_use]
    pub fn map<U>(&self, mut turn: impl FnMut(CellKey, &T) -> U) -> Grid<U> {
        let cells = self.keys().zip(&self.cells).map(|(key, cell)| cell.as_ref().map(|cell| turn(key, cell))).collect();
        Grid {
            areas: self.areas.clone(),
            akasser: self.akasser.clone(),
            rows: self.rows.clone(),
            columns: self.columns.clone(),
            cells,
        }
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
        let sizes = grid.map(|_, cell| u32::from(*cell));
        assert_eq!(sizes.into_cells().collect::<Vec<_>>(), [(key(1, None), 97), (key(2, Some(1)), 99)]);
        let mut sums = Grid::shaped(vec![Some(AreaKey(4)), None], vec![None, Some(AkasseKey(0))]);
        for (at, add) in [(key(4, Some(0)), 1), (key(4, Some(0)), 2), (key(3, None), 4), (key(4, Some(1)), 8)] {
            *sums.get_or_insert_with(at, || 100).unwrap_or(&mut 0) += add;
        }
        assert_eq!(sums.into_cells().collect::<Vec<_>>(), [(key(4, Some(0)), 103)]);
        assert!(Grid::<char>::default().is_empty());
        assert_eq!(Grid::<char>::default().iter().count(), 0);
    }
}
