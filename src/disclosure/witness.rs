//! What shows that a hidden cell is safe: whole numbers that all hidden cells could be instead.

use std::sync::Arc;

use super::corrected::Seen;
use super::network::{CellId, Changes, Closed, Network, Showing};
use super::protect::{Linked, Narrow, marks};

/// Changes of hidden cells that leave every shown cell as it is, in every hierarchy, and give one cell enough room; empty
/// when none have been looked for, or nothing tells of the cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Witness {
    changes: Vec<Arc<Changes>>,
    is_safe: bool,
}

impl Witness {
    /// Whether a cell is among those that change.
    fn moves(&self, cell: CellId) -> bool {
        self.changes.iter().any(|changes| changes.iter().any(|(id, _)| *id == cell))
    }

    /// Whether the changes leave a cell within bounds, given its value.
    fn keeps(&self, cell: CellId, value: u64, (low, high): (u64, u64)) -> bool {
        let of_cell = self.changes.iter().flat_map(|changes| changes.iter().filter(|(id, _)| *id == cell));
        of_cell
            .into_iter()
            .all(|(_, by)| value.checked_add_signed(*by).is_some_and(|moved| low <= moved && moved <= high))
    }
}

/// What shows each cell to be safe, by cell and layer.
#[derive(Clone, Debug)]
pub(super) struct Witnesses {
    /// By layer.
    of: Vec<Vec<Witness>>,
    /// By layer and cell, those that a change of it may show to be safe: looking through all of them for every cell that
    /// could be shown again took longer than everything else. Some have found another witness since.
    relying: Vec<Vec<Vec<CellId>>>,
}

impl Witnesses {
    /// None yet.
    pub(super) fn new(layers: usize, cells: usize) -> Self {
        Self { of: vec![vec![Witness::default(); cells]; layers], relying: vec![vec![Vec::new(); cells]; layers] }
    }

    fn get(&self, (cell, layer): (CellId, usize)) -> &Witness {
        &self.of[layer][cell as usize]
    }

    fn set(&mut self, (cell, layer): (CellId, usize), witness: Witness) {
        for (moved, _) in witness.changes.iter().flat_map(|changes| changes.iter()) {
            let relying = &mut self.relying[layer][*moved as usize];
            if relying.last() != Some(&cell) {
                relying.push(cell);
            }
        }
        self.of[layer][cell as usize] = witness;
    }

    fn take(&mut self, (cell, layer): (CellId, usize)) -> Witness {
        std::mem::take(&mut self.of[layer][cell as usize])
    }

    /// Cells with a witness that moves this one, ascending, each with its layer. None may have been taken out.
    fn relying_on(&mut self, cell: CellId) -> Vec<(CellId, usize)> {
        let mut all = Vec::new();
        for (layer, (of, relying)) in self.of.iter().zip(&mut self.relying).enumerate() {
            let relying = &mut relying[cell as usize];
            relying.retain(|other| of[*other as usize].moves(cell));
            relying.sort_unstable();
            relying.dedup();
            all.extend(relying.iter().map(|other| (*other, layer)));
        }
        all.sort_unstable();
        all
    }
}

/// What a search in one network found, held against all sums.
enum Around<T> {
    /// What was looked for.
    Found(T),
    /// That there is none in that network.
    Nothing,
    /// Sums of other networks, one after the other.
    InTheWay,
}

impl<T> Around<T> {
    fn found(self) -> Option<T> {
        match self {
            Self::Found(found) => Some(found),
            Self::Nothing | Self::InTheWay => None,
        }
    }
}

/// How often a search begins again when a sum of another network is in the way.
const TRIES: usize = 8;

/// A circle's steps, each by so much.
pub(super) fn scaled(circle: &Changes, by: u64) -> Changes {
    let by = i64::try_from(by).unwrap_or(i64::MAX);
    circle.iter().map(|(id, step)| (*id, step.saturating_mul(by))).collect()
}

impl Linked {
    /// Notes that changes along a free circle show a cell to be safe, and with it all others that change as far, unless the
    /// cell is a group of one: whoever that is knows all others of the circle.
    pub(super) fn witness(&mut self, cell: CellId, layer: usize, changes: Changes) {
        let alone = self.layers[layer][cell as usize].is_one_person();
        let changes = Arc::new(changes);
        for (id, by) in changes.iter() {
            let place = (*id, layer);
            if !self.witnesses.get(place).is_safe && by.unsigned_abs() >= self.need && (!alone || *id == cell) {
                self.witnesses.set(place, Witness { changes: vec![Arc::clone(&changes)], is_safe: true });
            }
        }
    }

    /// Hides what lets a cell move in all hierarchies at once; whether anything was hidden for it.
    pub(super) fn cover_together(&mut self, cell: CellId, layer: usize) -> Result<bool, Narrow> {
        let Err((width, single)) = self.is_safe_together(cell, layer) else { return Ok(false) };
        let lacking = self.need.saturating_sub(width).max(1);
        let closed = marks(single);
        let found = [lacking, 1].into_iter().find_map(|shift| self.cheapest_together(cell, layer, &closed, shift));
        // Where no single circle will do, a larger area is shown without figures.
        let found = found.unwrap_or_else(|| self.together.line_around(cell, &self.layers[layer]));
        if found.is_empty() {
            return Err(Narrow { cell, width: if single.is_some() { 0 } else { width } });
        }
        found.into_iter().for_each(|id| self.hide(id));
        Ok(true)
    }

    /// Narrows what a hidden cell can be to what a coarser answer about it would say, unless some hidden cell would no longer
    /// be safe; whether the answer can be given. The bounds stand for each layer.
    pub(super) fn give_answer(&mut self, cell: CellId, bounds: &[(u64, u64)]) -> bool {
        let before: Vec<(u64, u64)> =
            self.layers.iter().map(|cells| (cells[cell as usize].low, cells[cell as usize].high)).collect();
        self.bind(cell, bounds);
        let mut touched = self.relying_on(cell);
        touched.retain(|(other, layer)| {
            let value = self.layers[*layer][cell as usize].value;
            !self.witnesses.get((*other, *layer)).keeps(cell, value, bounds[*layer])
        });
        let safe = self.stay_safe(&touched);
        if !safe {
            self.bind(cell, &before);
        }
        safe
    }

    /// Shows hidden cells again, in this order, unless some hidden cell would no longer be safe: what was hidden for one cell
    /// is often no longer needed when others have been. `seen` is what readers have of an earlier version, if anything.
    pub(super) fn show_again(&mut self, cells: impl IntoIterator<Item = CellId>, seen: Option<&[Seen]>) {
        for cell in cells {
            let mut touched = self.relying_on(cell);
            touched.retain(|(other, _)| *other != cell);
            let own: Vec<Witness> = (0..self.layers.len()).map(|layer| self.witnesses.take((cell, layer))).collect();
            self.set_showing(cell, Showing::Shown);
            let told = seen.is_some_and(|seen| !self.told_by_earlier(seen).is_empty());
            if told || !self.stay_safe(&touched) {
                self.set_showing(cell, Showing::Hidden);
                for (layer, witness) in own.into_iter().enumerate() {
                    self.witnesses.set((cell, layer), witness);
                }
            }
        }
    }

    /// Looks again for what shows cells to be safe; whether all are. If not, what showed it before is kept.
    fn stay_safe(&mut self, touched: &[(CellId, usize)]) -> bool {
        let before: Vec<Witness> = touched.iter().map(|place| self.witnesses.take(*place)).collect();
        let is_wide = |(cell, layer): &(CellId, usize)| {
            self.networks.iter().all(|network| network.is_wide(*cell, &self.layers[*layer], self.need))
        };
        // What is too narrow in one hierarchy need not be looked for in all of them.
        let safe = touched.iter().all(is_wide)
            && touched.iter().all(|(cell, layer)| self.is_safe_together(*cell, *layer).is_ok());
        if !safe {
            for (place, witness) in touched.iter().zip(before) {
                self.witnesses.set(*place, witness);
            }
        }
        safe
    }

    /// Hidden cells that changes of this one show to be safe, ascending, each with its layer.
    fn relying_on(&mut self, cell: CellId) -> Vec<(CellId, usize)> {
        let mut relying = self.witnesses.relying_on(cell);
        relying.retain(|(other, layer)| self.layers[*layer][*other as usize].showing == Showing::Hidden);
        relying
    }

    fn set_showing(&mut self, cell: CellId, showing: Showing) {
        for cells in &mut self.layers {
            cells[cell as usize].showing = showing;
        }
    }

    fn bind(&mut self, cell: CellId, bounds: &[(u64, u64)]) {
        for (cells, (low, high)) in self.layers.iter_mut().zip(bounds) {
            (cells[cell as usize].low, cells[cell as usize].high) = (*low, *high);
        }
    }

    /// Looks for what shows that a cell is safe in all hierarchies at once.
    ///
    /// Errors: the width that was found, and the group of one, if any, that would find the cell.
    fn is_safe_together(&mut self, cell: CellId, layer: usize) -> Result<(), (u64, Option<CellId>)> {
        if self.witnesses.get((cell, layer)).is_safe || !self.networks.iter().any(|network| network.has(cell)) {
            return Ok(());
        }
        if let Some(changes) = self.free_circle(cell, layer) {
            self.witness(cell, layer, changes);
            return Ok(());
        }
        let (width, mut changes) = self.reach(cell, layer, &[], self.need);
        if width < self.need {
            return Err((width, None));
        }
        let around = self.around_singles(cell, layer, &changes).map_err(|single| (width, Some(single)))?;
        changes.extend(around);
        let changes = changes.into_iter().map(Arc::new).collect();
        self.witnesses.set((cell, layer), Witness { changes, is_safe: true });
        Ok(())
    }

    /// A circle of hidden cells, none of them a group of one, that can all move far enough in all hierarchies at once.
    fn free_circle(&self, cell: CellId, layer: usize) -> Option<Changes> {
        let cells = &self.layers[layer];
        self.sides().find_map(|(network, mask)| {
            self.around(both(mask, &self.singles[layer]), |closed| {
                let circle = network.circle(cell, cells, closed, self.need)?;
                Some(self.together.whole(&scaled(&circle, self.need), cells))
            })
            .found()
        })
    }

    /// Looks for something in one network while some cells stay as they are, and when a sum of another is in the way, again
    /// without changing what that sum consists of.
    fn around<T>(
        &self,
        mut closed: Vec<bool>,
        mut look: impl FnMut(Closed<'_>) -> Option<Result<T, CellId>>,
    ) -> Around<T> {
        for at in 0..TRIES {
            match look(&closed) {
                None if at == 0 => return Around::Nothing,
                None => break,
                Some(Ok(found)) => return Around::Found(found),
                Some(Err(sum)) => {
                    let parts = self.together.parts(sum);
                    if parts.iter().all(|part| closed[*part as usize]) {
                        break;
                    }
                    parts.iter().for_each(|part| closed[*part as usize] = true);
                }
            }
        }
        Around::InTheWay
    }

    /// Each network with each side of the areas that cross it.
    fn sides(&self) -> impl Iterator<Item = (&Network, &Vec<bool>)> {
        self.networks.iter().flat_map(|network| self.together.masks().iter().map(move |mask| (network, mask)))
    }

    /// How far apart the least and the most are that a cell can be in all hierarchies at once, as far as was found, and the
    /// changes that go there.
    fn reach(&self, cell: CellId, layer: usize, closed: Closed<'_>, need: u64) -> (u64, Vec<Changes>) {
        let (mut reach, mut all) = (0, Vec::new());
        for up in [true, false] {
            // No farther than in any one network by itself.
            let cells = &self.layers[layer];
            let far = |network: &Network| network.far(cell, cells, closed, (need - reach, up));
            let enough = self.networks.iter().map(far).min().unwrap_or(0);
            let mut best = (0, Changes::new());
            for (probe, others) in self.probes(cell) {
                if best.0 < enough && (probe == cell || cells[probe as usize].showing == Showing::Hidden) {
                    let closed = self.all_but(probe, others, closed);
                    let found = self.farthest(cell, probe, (layer, &closed), (enough, up));
                    best = if found.0 > best.0 { found } else { best };
                }
            }
            if best.0 > 0 {
                reach += best.0;
                all.push(best.1);
            }
            if reach >= need {
                break;
            }
        }
        (reach, all)
    }

    /// Where a search for changes of a cell can begin: with itself, or with one of the cells that it is the sum of, while the
    /// others stay as they are.
    fn probes(&self, cell: CellId) -> impl Iterator<Item = (CellId, &[CellId])> {
        let parts = self.together.parts(cell);
        std::iter::once((cell, &[][..])).chain(parts.iter().map(move |part| (*part, parts)))
    }

    /// Cells that stay as they are when a search begins with one part of a sum: its other parts are among them.
    fn all_but(&self, probe: CellId, others: &[CellId], closed: Closed<'_>) -> Vec<bool> {
        let mut all = closed.to_vec();
        all.resize(self.layers[0].len(), false);
        others.iter().filter(|id| **id != probe).for_each(|id| all[*id as usize] = true);
        all
    }

    /// The farthest that a cell can be above its value (`up`), or below it, when a probe is changed, up to what is enough.
    fn farthest(
        &self,
        cell: CellId,
        probe: CellId,
        (layer, closed): (usize, Closed<'_>),
        (enough, up): (u64, bool),
    ) -> (u64, Changes) {
        let cells = &self.layers[layer];
        let mut best = (0, Changes::new());
        for (network, mask) in self.sides() {
            let closed = both(mask, closed);
            // Sums of other networks may not have room for all of it.
            let mut aim = enough;
            while aim > best.0 {
                let mut farthest = 0;
                let found = self.around(closed.clone(), |closed| {
                    let changes = network.shift(probe, cells, closed, (aim, up));
                    let far = changes.first().map_or(0, |(_, by)| by.unsigned_abs());
                    farthest = farthest.max(far);
                    let whole = |changes| {
                        let whole = self.together.whole(changes, cells)?;
                        let own = whole.iter().find(|(id, _)| *id == cell).map_or(0, |(_, by)| by.unsigned_abs());
                        Ok((own.min(far), whole))
                    };
                    (far > best.0).then(|| whole(&changes))
                });
                match found {
                    Around::Found(found) if found.0 > best.0 => best = found,
                    Around::Nothing => break,
                    Around::Found(_) | Around::InTheWay => {
                        aim /= 2;
                        // With any more the same would be found again.
                        while aim >= farthest && aim > 0 {
                            aim /= 2;
                        }
                    }
                }
            }
            if best.0 >= enough {
                break;
            }
        }
        best
    }

    /// Changes of a cell around each group of one that changes with it otherwise; sums are nobody's group.
    ///
    /// Errors: a group of one that would find the cell.
    fn around_singles(&self, cell: CellId, layer: usize, changes: &[Changes]) -> Result<Vec<Changes>, CellId> {
        let cells = &self.layers[layer];
        let Some(first) = changes.first().filter(|_| !cells[cell as usize].is_sum) else { return Ok(Vec::new()) };
        let same: Vec<CellId> = self.networks.iter().flat_map(|network| network.same_people(cell)).collect();
        let singles = first
            .iter()
            .map(|(id, _)| *id)
            .filter(|id| *id != cell && cells[*id as usize].is_one_person() && !same.contains(id));
        let around = |single: CellId| {
            let (width, found) = self.reach(cell, layer, &marks(Some(single)), 1);
            if width > 0 { Ok(found) } else { Err(single) }
        };
        let found: Result<Vec<Vec<Changes>>, CellId> = singles.map(around).collect();
        Ok(found?.into_iter().flatten().collect())
    }

    /// The cheapest cells to hide so that a cell can move by `shift` more in all hierarchies at once.
    fn cheapest_together(&self, cell: CellId, layer: usize, closed: Closed<'_>, shift: u64) -> Option<Vec<CellId>> {
        let cells = &self.layers[layer];
        let cover = |(network, mask): (&Network, &Vec<bool>), (probe, others): (CellId, &[CellId])| {
            let closed = both(mask, &self.all_but(probe, others, closed));
            let found = [true, false].into_iter().filter_map(|up| {
                self.around(closed.clone(), |closed| {
                    let circle = network.cover(probe, cells, closed, (shift, up))?;
                    Some(self.together.to_hide(&scaled(&circle, shift), cells))
                })
                .found()
            });
            found.filter(|found| !found.is_empty()).collect::<Vec<_>>()
        };
        let cost =
            |found: &Vec<CellId>| found.iter().filter_map(|id| cells[*id as usize].cost).fold(0, u64::saturating_add);
        // Beginning with the parts of a sum takes long, and is for sums that nothing covers by themselves.
        let with = |probe: (CellId, &[CellId])| self.sides().flat_map(|side| cover(side, probe)).min_by_key(cost);
        with((cell, &[])).or_else(|| self.probes(cell).skip(1).filter_map(with).min_by_key(cost))
    }
}

/// Cells that are in one list or the other; the first is at least as long.
fn both(one: &[bool], other: &[bool]) -> Vec<bool> {
    let mut both = one.to_vec();
    both.iter_mut().zip(other).for_each(|(one, other)| *one |= other);
    both
}
