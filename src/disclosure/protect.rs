//! Secondary suppression: hiding what is needed so that hidden cells stay hidden.

use super::network::{Cell, CellId, Changes, Network, Showing};
use super::together::Together;
use super::witness::{Witnesses, scaled};

/// Tables with the same cells and the same pattern, such as numerators and what is left of the denominators; each has
/// values of its own and the same sums.
pub(super) struct Linked {
    /// The sums: one network for each hierarchy of areas.
    pub(super) networks: Vec<Network>,
    /// The sums of all hierarchies.
    pub(super) together: Together,
    /// The values, a list of cells for each table. What is shown of a cell is the same in all of them.
    pub(super) layers: Vec<Vec<Cell>>,
    /// The width that an attacker's interval must have at least.
    pub(super) need: u64,
    /// Cells known to be safe, by network and layer. Hiding more never changes that.
    safe: Vec<Vec<bool>>,
    /// What shows that a cell is safe in all hierarchies at once, by layer.
    pub(super) witnesses: Witnesses,
    /// Whether a cell is a group of one, by layer.
    pub(super) singles: Vec<Vec<bool>>,
}

/// A hidden cell that can be worked out more closely than it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Narrow {
    /// The cell.
    pub(super) cell: CellId,
    /// The width of the interval that is shown to be left to an attacker.
    pub(super) width: u64,
}

impl Linked {
    /// Tables of the same cells over the same sums.
    pub(super) fn new(mut networks: Vec<Network>, together: Together, layers: Vec<Vec<Cell>>, need: u64) -> Self {
        let cells = layers.first().map_or(&[][..], Vec::as_slice);
        for (id, _) in (0..).zip(cells).filter(|(_, cell)| cell.showing != Showing::Shown) {
            networks.iter_mut().for_each(|network| network.open(id));
        }
        let safe = vec![vec![false; cells.len()]; networks.len() * layers.len()];
        let witnesses = Witnesses::new(layers.len(), cells.len());
        let singles = layers.iter().map(|cells| cells.iter().map(|cell| cell.is_one_person()).collect()).collect();
        Self { networks, together, layers, need, safe, witnesses, singles }
    }

    /// Hides further cells until every hidden one can lie anywhere in an interval of the needed width.
    ///
    /// First in each hierarchy by itself: for each cell that can be worked out too closely the cheapest circle of cells
    /// through it is hidden; along a circle all of them can move without any shown sum changing. Then in all of them at
    /// once. Returns those that nothing can protect.
    pub(super) fn protect(&mut self) -> Vec<Narrow> {
        loop {
            let mut hidden_more = false;
            let mut narrow = Vec::new();
            for cell in self.hidden() {
                for network in 0..self.networks.len() {
                    for layer in 0..self.layers.len() {
                        match self.cover(cell, network, layer) {
                            Ok(more) => hidden_more |= more,
                            Err(left) => narrow.push(left),
                        }
                    }
                }
            }
            if !hidden_more {
                for (cell, layer) in self.hidden_in_layers() {
                    match self.cover_together(cell, layer) {
                        Ok(more) => hidden_more |= more,
                        Err(left) => narrow.push(left),
                    }
                }
            }
            if !hidden_more {
                narrow.dedup_by_key(|one| one.cell);
                return narrow;
            }
        }
    }

    /// Every hidden cell that an attacker gets more closely than he may, each looked at by itself in each hierarchy.
    #[cfg(test)]
    pub(super) fn narrow(&self) -> Vec<Narrow> {
        let mut narrow = Vec::new();
        for cell in self.hidden() {
            for (network, layer) in self.networks.iter().flat_map(|n| self.layers.iter().map(move |layer| (n, layer))) {
                if let Some((_, width, _)) = self.attack(cell, network, layer) {
                    narrow.push(Narrow { cell, width });
                }
            }
        }
        narrow
    }

    /// The cells that are hidden now, ascending.
    pub(super) fn hidden(&self) -> Vec<CellId> {
        let cells = self.layers.first().map_or(&[][..], Vec::as_slice);
        (0..).zip(cells).filter(|(_, cell)| cell.showing == Showing::Hidden).map(|(id, _)| id).collect()
    }

    pub(super) fn hidden_in_layers(&self) -> Vec<(CellId, usize)> {
        self.hidden().into_iter().flat_map(|cell| (0..self.layers.len()).map(move |layer| (cell, layer))).collect()
    }

    /// Hides what covers a cell in one network and layer; whether anything was hidden for it.
    fn cover(&mut self, cell: CellId, network: usize, layer: usize) -> Result<bool, Narrow> {
        let mut hidden_more = false;
        if self.lies_on_a_free_circle(cell, network, layer) {
            return Ok(false);
        }
        loop {
            let (at, cells) = (&self.networks[network], &self.layers[layer]);
            let Some((own, width, need)) = self.attack(cell, at, cells) else {
                self.safe[network * self.layers.len() + layer][cell as usize] = true;
                return Ok(hidden_more);
            };
            // A cycle as wide as what is lacking if there is one, else as wide as it may be.
            let lacking = need - width;
            let ways = [(lacking, true), (lacking, false), (1, true), (1, false)];
            let own = marks(own);
            let cover = |way| at.cover(cell, cells, &own, way);
            let found = ways.into_iter().filter_map(cover).map(|circle| shown(&circle, cells));
            let Some(found) = found.into_iter().find(|found| !found.is_empty()) else {
                return Err(Narrow { cell, width });
            };
            for id in found {
                self.hide(id);
            }
            hidden_more = true;
        }
    }

    /// Whether a cell is safe for the simplest of reasons, which holds for most and is soon seen: it lies on a circle of
    /// cells that can all move far enough, none of them a group of one.
    fn lies_on_a_free_circle(&mut self, cell: CellId, network: usize, layer: usize) -> bool {
        let place = network * self.layers.len() + layer;
        if self.safe[place][cell as usize] {
            return true;
        }
        let cells = &self.layers[layer];
        let Some(circle) = self.networks[network].circle(cell, cells, &self.singles[layer], self.need) else {
            return false;
        };
        let whole = self.together.whole(&scaled(&circle, self.need), cells);
        // Whoever is a group of one knows all others of a circle that goes through him.
        let as_safe = if cells[cell as usize].is_one_person() { 1 } else { circle.len() };
        for (id, _) in &circle[..as_safe] {
            self.safe[place][*id as usize] = true;
        }
        if let Ok(whole) = whole {
            self.witness(cell, layer, whole);
        }
        true
    }

    pub(super) fn hide(&mut self, id: CellId) {
        for layer in &mut self.layers {
            layer[id as usize].showing = Showing::Hidden;
        }
        self.networks.iter_mut().for_each(|network| network.open(id));
    }

    /// The attacker who gets a cell too closely, by the cell that he knows, with the width of his interval and the width it
    /// should have; `None` when there is none. Everyone must be left with the needed width, and whoever knows a group of
    /// one, because he is the one, must not find another group.
    fn attack(&self, cell: CellId, network: &Network, cells: &[Cell]) -> Option<(Option<CellId>, u64, u64)> {
        let width = network.slack(cell, cells, &[], self.need)?.width();
        if width < self.need {
            return Some((None, width, self.need));
        }
        if cells[cell as usize].is_sum {
            // Whoever finds a sum finds a group in it that was hidden from him, or has found nothing.
            return None;
        }
        network.singles_around(cell, cells).into_iter().find_map(|single| {
            let width = network.slack(cell, cells, &marks(Some(single)), 1)?.width();
            (width == 0).then_some((Some(single), 0, 1))
        })
    }
}

/// One cell held in place, or none.
pub(super) fn marks(cell: Option<CellId>) -> Vec<bool> {
    let mut marks = Vec::new();
    if let Some(cell) = cell {
        marks.resize(cell as usize + 1, false);
        marks[cell as usize] = true;
    }
    marks
}

/// The cells of a circle that are shown.
fn shown(circle: &Changes, cells: &[Cell]) -> Vec<CellId> {
    circle.iter().map(|(id, _)| *id).filter(|id| cells[*id as usize].showing == Showing::Shown).collect()
}
