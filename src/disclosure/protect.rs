//! Secondary suppression: hiding what is needed so that hidden cells stay hidden.

use super::network::{Cell, CellId, Knowledge, Network, Showing};

/// Tables with the same cells and the same pattern, such as numerators and what is left of the denominators; each has
/// values of its own and the same sums.
pub(super) struct Linked {
    /// The sums: one network for each hierarchy of areas.
    pub(super) networks: Vec<Network>,
    /// The values, a list of cells for each table. What is shown of a cell is the same in all of them.
    pub(super) layers: Vec<Vec<Cell>>,
    /// What attackers know besides.
    pub(super) known: Knowledge,
    /// The width that an attacker's interval must have at least.
    pub(super) need: u64,
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

    /// Every hidden cell that an attacker gets more closely than he may.
    pub(super) fn narrow(&self) -> Vec<Narrow> {
        let mut narrow = Vec::new();
        for cell in self.hidden() {
            for (network, layer) in self.networks.iter().flat_map(|n| self.layers.iter().map(move |layer| (n, layer))) {
                let slack = network.slack(cell, layer, self.known, self.need);
                if let Some(slack) = slack.filter(|slack| slack.width() < self.need) {
                    narrow.push(Narrow { cell, width: slack.width() });
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
        loop {
            let network = &self.networks[network];
            let cells = &self.layers[layer];
            let Some(slack) = network.slack(cell, cells, self.known, self.need) else { return Ok(hidden_more) };
            let width = slack.width();
            if width >= self.need {
                return Ok(hidden_more);
            }
            // One cycle wide enough by itself, else one that gives what is lacking, else as little as it may be.
            let ways = [
                (self.need - slack.down, true),
                (self.need - slack.up, false),
                (self.need - width, true),
                (self.need - width, false),
                (1, true),
                (1, false),
            ];
            let cover = |way| network.cover(cell, cells, self.known, way).filter(|found| !found.is_empty());
            let Some(found) = ways.into_iter().find_map(cover) else { return Err(Narrow { cell, width }) };
            for id in found {
                for layer in &mut self.layers {
                    layer[id as usize].showing = Showing::Hidden;
                }
            }
            hidden_more = true;
        }
    }
}
