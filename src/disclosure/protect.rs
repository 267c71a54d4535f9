//! Secondary suppression: hiding what is needed so that hidden cells stay hidden.

use super::network::{Cell, CellId, Knowledge, Network, Showing};

/// Tables with the same cells and the same pattern, such as numerators and what is left of the denominators; each has
/// values of its own and the same sums.
pub(super) struct Linked {
    /// The sums: one network for each hierarchy of areas.
    networks: Vec<Network>,
    /// The values, a list of cells for each table. What is shown of a cell is the same in all of them.
    pub(super) layers: Vec<Vec<Cell>>,
    /// What attackers know besides.
    known: Knowledge,
    /// The width that an attacker's interval must have at least.
    need: u64,
    /// Cells known to be safe, by network and layer. Hiding more never changes that.
    safe: Vec<Vec<bool>>,
}

/// A hidden cell that can be worked out more closely than it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Narrow {
    /// The cell.
    pub(super) cell: CellId,
    /// The width of the interval that an attacker gets.
    pub(super) width: u64,
}

impl Linked {
    /// Tables of the same cells over the same sums.
    pub(super) fn new(mut networks: Vec<Network>, layers: Vec<Vec<Cell>>, known: Knowledge, need: u64) -> Self {
        let cells = layers.first().map_or(&[][..], Vec::as_slice);
        for (id, _) in (0..).zip(cells).filter(|(_, cell)| cell.showing != Showing::Shown) {
            networks.iter_mut().for_each(|network| network.open(id));
        }
        let safe = vec![vec![false; cells.len()]; networks.len() * layers.len()];
        Self { networks, layers, known, need, safe }
    }

    /// Hides further cells until every hidden one can lie anywhere in an interval of the needed width.
    ///
    /// For each cell that can be worked out too closely the cheapest cycle of cells through it is hidden: along a cycle
    /// all of them can move without any shown sum changing. Returns those that nothing can protect.
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
                return narrow;
            }
        }
    }

    /// Every hidden cell that an attacker gets more closely than he may, each looked at by itself.
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

    /// Hides what covers a cell in one network and layer; whether anything was hidden for it.
    fn cover(&mut self, cell: CellId, network: usize, layer: usize) -> Result<bool, Narrow> {
        let mut hidden_more = false;
        if self.lies_on_a_free_circle(cell, network, layer) {
            return Ok(false);
        }
        loop {
            let (at, cells) = (&self.networks[network], &self.layers[layer]);
            let Some((known, width, need)) = self.attack(cell, at, cells) else {
                self.safe[network * self.layers.len() + layer][cell as usize] = true;
                return Ok(hidden_more);
            };
            // A cycle as wide as what is lacking if there is one, else as wide as it may be.
            let lacking = need - width;
            let ways = [(lacking, true), (lacking, false), (1, true), (1, false)];
            let cover = |way| at.cover(cell, cells, known, way).filter(|found| !found.is_empty());
            let Some(found) = ways.into_iter().find_map(cover) else { return Err(Narrow { cell, width }) };
            for id in found {
                self.hide(id);
            }
            hidden_more = true;
        }
    }

    /// Whether a cell is safe for the simplest of reasons, which holds for most and is soon seen.
    fn lies_on_a_free_circle(&mut self, cell: CellId, network: usize, layer: usize) -> bool {
        let place = network * self.layers.len() + layer;
        if self.safe[place][cell as usize] {
            return true;
        }
        let circle = self.networks[network].free_circle(cell, &self.layers[layer], self.known, self.need);
        for id in circle.iter().flatten() {
            self.safe[place][*id as usize] = true;
        }
        circle.is_some()
    }

    fn hide(&mut self, id: CellId) {
        for layer in &mut self.layers {
            layer[id as usize].showing = Showing::Hidden;
        }
        self.networks.iter_mut().for_each(|network| network.open(id));
    }

    /// The attacker who gets a cell too closely, with the width of his interval and the width it should have; `None`
    /// when there is none. Everyone must be left with the needed width, and whoever knows a group of one, because he is
    /// the one, must not find another group.
    fn attack(&self, cell: CellId, network: &Network, cells: &[Cell]) -> Option<(Knowledge, u64, u64)> {
        let width = network.slack(cell, cells, self.known, self.need)?.width();
        if width < self.need {
            return Some((self.known, width, self.need));
        }
        if cells[cell as usize].is_sum {
            // Whoever finds a sum finds a group in it that was hidden from him, or has found nothing.
            return None;
        }
        network.singles_around(cell, cells, self.known).into_iter().find_map(|single| {
            let known = Knowledge { own: Some(single), ..self.known };
            let width = network.slack(cell, cells, known, 1)?.width();
            (width == 0).then_some((known, 0, 1))
        })
    }
}
