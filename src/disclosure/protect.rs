//! Secondary suppression: hiding what is needed so that hidden cells stay hidden.

use super::network::{Cell, CellId, Changes, Closed, Network, Showing};
use super::together::Together;

/// Tables with the same cells and the same pattern, such as numerators and what is left of the denominators; each has
/// values of its own and the same sums.
pub(super) struct Linked {
    /// The sums: one network for each hierarchy of areas.
    networks: Vec<Network>,
    /// The sums of all hierarchies.
    together: Together,
    /// The values, a list of cells for each table. What is shown of a cell is the same in all of them.
    pub(super) layers: Vec<Vec<Cell>>,
    /// The width that an attacker's interval must have at least.
    need: u64,
    /// Cells known to be safe, by network and layer. Hiding more never changes that.
    safe: Vec<Vec<bool>>,
    /// Cells known to be safe in all hierarchies at once, by layer.
    safe_together: Vec<Vec<bool>>,
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
        let safe_together = vec![vec![false; cells.len()]; layers.len()];
        Self { networks, together, layers, need, safe, safe_together }
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

    fn hidden_in_layers(&self) -> Vec<(CellId, usize)> {
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
            let cover = |way| at.cover(cell, cells, &|id| own == Some(id), way);
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
        let Some(circle) = self.networks[network].circle(cell, cells, &is_single(cells), self.need) else {
            return false;
        };
        let agree = self.together.agree(&circle, cells);
        // Whoever is a group of one knows all others of a circle that goes through him.
        let as_safe = if cells[cell as usize].is_one_person() { 1 } else { circle.len() };
        for (id, _) in circle.into_iter().take(as_safe) {
            self.safe[place][id as usize] = true;
            self.safe_together[layer][id as usize] |= agree;
        }
        true
    }

    /// Hides what lets a cell move in all hierarchies at once; whether anything was hidden for it.
    fn cover_together(&mut self, cell: CellId, layer: usize) -> Result<bool, Narrow> {
        if self.is_safe_together(cell, layer) {
            return Ok(false);
        }
        let width = self.reach(cell, layer, &|_| false, self.need);
        let single = self.finder(cell, layer);
        if width >= self.need && single.is_none() {
            self.safe_together[layer][cell as usize] = true;
            return Ok(false);
        }
        let lacking = self.need.saturating_sub(width).max(1);
        let closed = |id| single == Some(id);
        match [lacking, 1].into_iter().find_map(|shift| self.cheapest_together(cell, layer, &closed, shift)) {
            Some(found) => {
                found.into_iter().for_each(|id| self.hide(id));
                Ok(true)
            }
            None => Err(Narrow { cell, width: if single.is_some() { 0 } else { width } }),
        }
    }

    /// Whether a cell lies on a circle of cells that can all move far enough in all hierarchies at once.
    fn is_safe_together(&mut self, cell: CellId, layer: usize) -> bool {
        if self.safe_together[layer][cell as usize] || !self.networks.iter().any(|network| network.has(cell)) {
            return true;
        }
        let cells = &self.layers[layer];
        let single = is_single(cells);
        let circle = self.sides().find_map(|(network, mask)| {
            let closed = |id: CellId| mask[id as usize] || single(id);
            network.circle(cell, cells, &closed, self.need).filter(|circle| self.together.agree(circle, cells))
        });
        let as_safe = if cells[cell as usize].is_one_person() { 1 } else { usize::MAX };
        let circle = circle.into_iter().flatten().take(as_safe);
        circle.for_each(|(id, _)| self.safe_together[layer][id as usize] = true);
        self.safe_together[layer][cell as usize]
    }

    /// Each network with each side of the areas that cross it.
    fn sides(&self) -> impl Iterator<Item = (&Network, &Vec<bool>)> {
        self.networks.iter().flat_map(|network| self.together.masks().iter().map(move |mask| (network, mask)))
    }

    /// How far apart the least and the most are that a cell can be as far as was found, in all hierarchies at once.
    fn reach(&self, cell: CellId, layer: usize, closed: Closed<'_>, need: u64) -> u64 {
        let mut reach = 0;
        for up in [true, false] {
            let farthest = self.sides().scan(0, |most, side| {
                let reached = self.shift(cell, layer, (side, closed), (need - reach, up));
                *most = reached.first().map_or(0, |(_, by)| by.unsigned_abs()).max(*most);
                Some(*most)
            });
            let enough = need - reach;
            reach += first_or_last(farthest, |most| *most >= enough).unwrap_or(0);
            if reach >= need {
                break;
            }
        }
        reach
    }

    fn shift(
        &self,
        cell: CellId,
        layer: usize,
        ((network, mask), closed): ((&Network, &Vec<bool>), Closed<'_>),
        way: (u64, bool),
    ) -> Changes {
        let cells = &self.layers[layer];
        let changes = network.shift(cell, cells, &|id| mask[id as usize] || closed(id), way);
        if self.together.agree(&changes, cells) { changes } else { Vec::new() }
    }

    /// A group of one that would find a cell; sums are nobody's group.
    fn finder(&self, cell: CellId, layer: usize) -> Option<CellId> {
        let cells = &self.layers[layer];
        if cells[cell as usize].is_sum {
            return None;
        }
        let ways = [(1, true), (1, false)];
        let moves = ways.into_iter().flat_map(|way| self.sides().map(move |side| (side, way)));
        let mut found = moves.map(|(side, way)| self.shift(cell, layer, (side, &|_| false), way));
        let changes = found.find(|changes| !changes.is_empty())?;
        let same = self.networks.iter().flat_map(|network| network.same_people(cell)).collect::<Vec<_>>();
        let singles = changes
            .into_iter()
            .map(|(id, _)| id)
            .filter(|id| *id != cell && cells[*id as usize].is_one_person() && !same.contains(id));
        singles.into_iter().find(|single| self.reach(cell, layer, &|id| id == *single, 1) == 0)
    }

    /// The cheapest cells to hide so that a cell can move by `shift` more in all hierarchies at once.
    fn cheapest_together(&self, cell: CellId, layer: usize, closed: Closed<'_>, shift: u64) -> Option<Vec<CellId>> {
        let cells = &self.layers[layer];
        let cover = |(network, mask): (&Network, &Vec<bool>)| {
            let closed = |id: CellId| mask[id as usize] || closed(id);
            let circles = [true, false].into_iter().filter_map(|up| network.cover(cell, cells, &closed, (shift, up)));
            let with_sums = circles.filter_map(|circle| {
                let sums = self.together.in_the_way(&circle, cells)?;
                Some(shown(&circle, cells).into_iter().chain(sums).collect::<Vec<_>>())
            });
            with_sums.filter(|found| !found.is_empty()).collect::<Vec<_>>()
        };
        let cost =
            |found: &Vec<CellId>| found.iter().filter_map(|id| cells[*id as usize].cost).fold(0, u64::saturating_add);
        self.sides().flat_map(cover).min_by_key(cost)
    }

    fn hide(&mut self, id: CellId) {
        for layer in &mut self.layers {
            layer[id as usize].showing = Showing::Hidden;
        }
        self.networks.iter_mut().for_each(|network| network.open(id));
    }

    /// The attacker who gets a cell too closely, by the cell that he knows, with the width of his interval and the width it
    /// should have; `None` when there is none. Everyone must be left with the needed width, and whoever knows a group of
    /// one, because he is the one, must not find another group.
    fn attack(&self, cell: CellId, network: &Network, cells: &[Cell]) -> Option<(Option<CellId>, u64, u64)> {
        let width = network.slack(cell, cells, &|_| false, self.need)?.width();
        if width < self.need {
            return Some((None, width, self.need));
        }
        if cells[cell as usize].is_sum {
            // Whoever finds a sum finds a group in it that was hidden from him, or has found nothing.
            return None;
        }
        network.singles_around(cell, cells).into_iter().find_map(|single| {
            let width = network.slack(cell, cells, &|id| id == single, 1)?.width();
            (width == 0).then_some((Some(single), 0, 1))
        })
    }
}

fn is_single(cells: &[Cell]) -> impl Fn(CellId) -> bool {
    |id| cells[id as usize].is_one_person()
}

/// The cells of a circle that are shown.
fn shown(circle: &Changes, cells: &[Cell]) -> Vec<CellId> {
    circle.iter().map(|(id, _)| *id).filter(|id| cells[*id as usize].showing == Showing::Shown).collect()
}

/// The first that is enough, or else the last.
fn first_or_last<T>(values: impl Iterator<Item = T>, enough: impl Fn(&T) -> bool) -> Option<T> {
    let mut last = None;
    for value in values {
        if enough(&value) {
            return Some(value);
        }
        last = Some(value);
    }
    last
}
