//! Searches over the hidden cells of a network: by how much they can change, and what lets them.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use super::{Arc, Cell, CellId, Changes, Closed, FREE, Network, Open, Showing, signed};

/// A flow over hidden arcs, by breadth-first search for one path after the other (Edmonds and Karp 1972).
pub(super) struct Flow<'a> {
    network: &'a Network,
    cells: &'a [Cell],
    closed: Closed<'a>,
    /// The arc that is looked at, which carries nothing itself.
    without: u32,
    pub(super) work: Work,
    /// Paths with less room are not taken.
    pub(super) narrowest: i64,
}

/// What a flow notes on its way. It goes from one flow over a network to the next, since most are very short.
#[derive(Clone, Debug, Default)]
pub(super) struct Work {
    /// What each arc carries, and the arcs that have carried something.
    pub(super) on: Vec<i64>,
    pub(super) used: Vec<u32>,
    /// In which round each node was seen, and by which arc.
    seen: Vec<u32>,
    by: Vec<u32>,
    /// In which round a node was found to be one step before the end, and by which arc.
    last_step: Vec<(u32, u32)>,
    round: u32,
    /// Nodes that are still to be looked at, with the room on the way there.
    queue: VecDeque<(u32, i64)>,
}

impl Drop for Flow<'_> {
    fn drop(&mut self) {
        self.reset();
        self.network.spare.replace(std::mem::take(&mut self.work));
    }
}

impl<'a> Flow<'a> {
    pub(super) fn new(network: &'a Network, cells: &'a [Cell], closed: Closed<'a>, without: u32) -> Self {
        let (arcs, nodes) = (network.arcs.len(), network.at.len());
        let mut work = network.spare.take();
        work.on.resize(arcs, 0);
        work.seen.resize(nodes, 0);
        work.by.resize(nodes, 0);
        work.last_step.resize(nodes, (0, 0));
        Self { network, cells, closed, without, work, narrowest: 1 }
    }

    pub(super) fn reset(&mut self) {
        let Work { on, used, .. } = &mut self.work;
        used.drain(..).for_each(|at| on[at as usize] = 0);
    }

    /// The largest change of the arc that is looked at, up or down, cut off at `need`.
    pub(super) fn turn(&mut self, up: bool, need: u64) -> u64 {
        let Arc { from, to, cell } = self.network.arcs[self.without as usize];
        let cell = self.cells[cell as usize];
        match up {
            true => self.maximum(to, from, cell.above().min(need)),
            false => self.maximum(from, to, cell.below().min(need)),
        }
    }

    /// The largest flow from one node to another, cut off at `need`.
    pub(super) fn maximum(&mut self, start: u32, end: u32, need: u64) -> u64 {
        let need = i64::try_from(need).unwrap_or(FREE).min(FREE);
        let mut total = 0;
        while total < need {
            let Some(room) = self.path(start, end) else { break };
            let room = room.min(need - total);
            let mut node = end;
            for at in self.arcs_of_path(start, end) {
                let arc = self.network.arcs[at as usize];
                let forward = arc.to == node;
                self.work.on[at as usize] += if forward { room } else { -room };
                self.work.used.push(at);
                node = if forward { arc.from } else { arc.to };
            }
            total += room;
        }
        u64::try_from(total).unwrap_or(0)
    }

    /// The arcs of the path found last, from its end.
    pub(super) fn arcs_of_path(&self, start: u32, end: u32) -> Vec<u32> {
        let mut arcs = Vec::new();
        let mut node = end;
        while node != start {
            let at = self.work.by[node as usize];
            let arc = self.network.arcs[at as usize];
            node = if arc.to == node { arc.from } else { arc.to };
            arcs.push(at);
        }
        arcs
    }

    /// The cells of the path found last, with the way that each goes.
    pub(super) fn steps_of_path(&self, start: u32, end: u32) -> Changes {
        let mut node = end;
        let arcs = self.arcs_of_path(start, end).into_iter().map(|at| self.network.arcs[at as usize]);
        arcs.map(|arc| {
            let forward = arc.to == node;
            node = if forward { arc.from } else { arc.to };
            (arc.cell, if forward { 1 } else { -1 })
        })
        .collect()
    }

    /// A short path with room, left in `by`; how much room it has.
    ///
    /// Nodes one step before the end are noted first: most circles are four cells, so the search is over two steps from
    /// its start.
    pub(super) fn path(&mut self, start: u32, end: u32) -> Option<i64> {
        if self.work.round == u32::MAX {
            self.work.seen.fill(0);
            self.work.last_step.fill((0, 0));
            self.work.round = 0;
        }
        self.work.round += 1;
        for step in &self.network.open[end as usize] {
            if step.arc != self.without && self.has_room(step.arc, step.cell, !step.forward).is_some() {
                self.work.last_step[step.other as usize] = (self.work.round, step.arc);
            }
        }
        self.work.queue.clear();
        self.work.queue.push_back((start, FREE));
        self.work.seen[start as usize] = self.work.round;
        while let Some((node, room)) = self.work.queue.pop_front() {
            let (round, last) = self.work.last_step[node as usize];
            if round == self.work.round {
                let arc = self.network.arcs[last as usize];
                let here = self.has_room(last, arc.cell, arc.to == end)?;
                self.work.by[end as usize] = last;
                return Some(room.min(here));
            }
            for Open { arc, cell, other, forward } in self.network.open[node as usize].iter().copied() {
                if self.work.seen[other as usize] == self.work.round || arc == self.without {
                    continue;
                }
                let Some(here) = self.has_room(arc, cell, forward) else { continue };
                self.work.seen[other as usize] = self.work.round;
                self.work.by[other as usize] = arc;
                let next = (other, room.min(here));
                if self.work.last_step[other as usize].0 == self.work.round {
                    // Nothing can come before it that is nearer.
                    self.work.queue.clear();
                    self.work.queue.push_back(next);
                    break;
                }
                self.work.queue.push_back(next);
            }
        }
        None
    }

    /// How much a cell can change in a direction; `None` when that is too little for this search.
    fn has_room(&self, arc: u32, cell: CellId, forward: bool) -> Option<i64> {
        let here = self.room(arc, cell, forward);
        (here >= self.narrowest).then_some(here)
    }

    /// The cheapest path that has room for `shift` once the shown cells on it are hidden: by which arc each node is
    /// reached (Dijkstra 1959).
    pub(super) fn cheapest(&self, start: u32, end: u32, shift: i64) -> Option<Vec<Option<u32>>> {
        let nodes = self.network.at.len();
        let mut best = vec![u64::MAX; nodes];
        let mut by = vec![None; nodes];
        let mut open = BinaryHeap::from([(Reverse(0_u64), start)]);
        best[start as usize] = 0;
        while let Some((Reverse(cost), node)) = open.pop() {
            if node == end {
                return Some(by);
            }
            if cost > best[node as usize] {
                continue;
            }
            for at in self.network.at[node as usize].iter().filter(|at| **at != self.without) {
                let arc = self.network.arcs[*at as usize];
                let forward = arc.from == node;
                let Some(price) = self.price(*at, arc, forward, shift) else { continue };
                let other = if forward { arc.to } else { arc.from };
                let total = cost.saturating_add(price);
                if total < best[other as usize] {
                    best[other as usize] = total;
                    by[other as usize] = Some(*at);
                    open.push((Reverse(total), other));
                }
            }
        }
        None
    }

    /// What it costs to let a cell change by `shift`; `None` when it cannot.
    fn price(&self, at: u32, arc: Arc, forward: bool, shift: i64) -> Option<u64> {
        // A step always costs something, so that of two ways the shorter is taken.
        const STEP: u64 = 1;
        let cell = self.cells[arc.cell as usize];
        if cell.showing != Showing::Shown {
            return (self.room(at, arc.cell, forward) >= shift).then_some(STEP);
        }
        // A zero that readers know of covers nothing, and nor does the attacker's own group.
        let covers = cell.value >= cell.low && !self.is_closed(arc.cell);
        let room = if forward { cell.above() } else { cell.below() };
        cell.cost.filter(|_| covers && signed(room) >= shift).map(|cost| STEP + cost)
    }

    fn is_closed(&self, cell: CellId) -> bool {
        self.closed.get(cell as usize).copied().unwrap_or(false)
    }

    fn room(&self, arc: u32, id: CellId, forward: bool) -> i64 {
        let cell = self.cells[id as usize];
        match cell.showing {
            Showing::Shown => 0,
            _ if self.is_closed(id) => 0,
            Showing::Unknown => FREE,
            Showing::Hidden => {
                let on = self.work.on[arc as usize];
                if forward { signed(cell.above()) - on } else { signed(cell.below()) + on }
            }
        }
    }
}
