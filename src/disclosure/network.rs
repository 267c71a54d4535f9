//! A table with margins as a flow network: cells are arcs, sums are nodes.
//!
//! Each cell stands in at most two sums, once as a part and once as the total or as a part of the other kind, so every
//! sum can be written as "what flows in flows out". What an attacker can work out of a hidden cell is then a question of
//! maximum flow: by how much can its arc change while every shown arc stays (Cox 1995, "Network models for complementary
//! cell suppression", JASA 90:1453-1462; Castro 2012, "Recent advances in optimization techniques for statistical
//! tabular data protection", EJOR 216:257-269). The answers are exact, since all capacities are whole numbers.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

/// Place of a cell in the list that all networks share.
pub(super) type CellId = u32;

/// What readers see of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Showing {
    /// Its value.
    Shown,
    /// That it is hidden.
    Hidden,
    /// That its value is not there: not even the publisher knows it.
    Unknown,
}

/// A cell of one or several linked tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    /// Its count.
    pub(super) value: u64,
    /// The smallest count that it can have as far as everyone knows, were it hidden: 1 where zeros are published, more
    /// where a coarser answer or another measure says so.
    pub(super) low: u64,
    /// The largest, likewise; `u64::MAX` when nothing is known.
    pub(super) high: u64,
    /// What readers see.
    pub(super) showing: Showing,
    /// Whether it is a sum of others in the same table.
    pub(super) is_sum: bool,
    /// What hiding it would lose, larger = worse; `None` = it cannot be hidden any more, since readers have it already.
    pub(super) cost: Option<u64>,
}

impl Cell {
    /// Whether it is a group of one, which that one knows.
    pub(super) fn is_one_person(self) -> bool {
        self.value == 1 && !self.is_sum
    }

    /// How far below its value it can be.
    pub(super) fn below(self) -> u64 {
        self.value.saturating_sub(self.low)
    }

    /// Whether it can change by so much.
    pub(super) fn has_room(self, by: i64) -> bool {
        by.unsigned_abs() <= if by > 0 { self.above() } else { self.below() }
    }

    /// How far above its value it can be.
    pub(super) fn above(self) -> u64 {
        self.high.saturating_sub(self.value)
    }
}

/// Hidden cells that stay as they are all the same, by cell: an attacker's own group, or those that other sums hold in
/// place. Cells beyond the end of the list are not among them.
pub(super) type Closed<'c> = &'c [bool];

/// Cells that change together, each by so much.
pub(super) type Changes = Vec<(CellId, i64)>;

/// How far a hidden cell can lie from its value, as an attacker sees it; each way cut off at what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slack {
    /// Below its value.
    pub(super) down: u64,
    /// Above it.
    pub(super) up: u64,
}

impl Slack {
    /// The width of the interval.
    pub(super) fn width(self) -> u64 {
        self.down.saturating_add(self.up)
    }
}

#[derive(Clone, Copy, Debug)]
struct Arc {
    from: u32,
    to: u32,
    cell: CellId,
}

/// An arc as its node sees it; most of a search is spent on looking at these.
#[derive(Clone, Copy, Debug)]
struct Open {
    arc: u32,
    cell: CellId,
    /// The node at its other end.
    other: u32,
    /// Whether it leads there.
    forward: bool,
}

/// The sums of one table, or of one hierarchy over it.
#[derive(Clone, Debug, Default)]
pub(super) struct Network {
    arcs: Vec<Arc>,
    /// Arcs at each node.
    at: Vec<Vec<u32>>,
    /// Those of them that are not shown: an attacker's flows go along these alone.
    open: Vec<Vec<Open>>,
    /// The arc of each cell that stands in a sum.
    of_cell: Vec<u32>,
    /// For the next flow.
    spare: RefCell<Work>,
}

/// The node that every cell without a second sum leads to.
pub(super) const GROUND: u32 = 0;

/// In place of an arc, for cells in no sum.
const NO_ARC: u32 = u32::MAX;

const FREE: i64 = i64::MAX / 4;

impl Network {
    /// An empty network with its ground.
    pub(super) fn new() -> Self {
        Self {
            arcs: Vec::new(),
            at: vec![Vec::new()],
            open: vec![Vec::new()],
            of_cell: Vec::new(),
            spare: RefCell::default(),
        }
    }

    /// A new sum.
    pub(super) fn node(&mut self) -> u32 {
        self.at.push(Vec::new());
        self.open.push(Vec::new());
        place(self.at.len() - 1)
    }

    /// Puts a cell between two sums. A cell in no sum (both ends the ground) is left out: nothing tells of it.
    pub(super) fn arc(&mut self, from: u32, to: u32, cell: CellId) {
        if from == to {
            return;
        }
        let arc = place(self.arcs.len());
        self.arcs.push(Arc { from, to, cell });
        self.at[from as usize].push(arc);
        self.at[to as usize].push(arc);
        let at = cell as usize;
        self.of_cell.resize(self.of_cell.len().max(at + 1), NO_ARC);
        self.of_cell[at] = arc;
    }

    /// Notes that a cell is not shown (any more).
    pub(super) fn open(&mut self, cell: CellId) {
        let Some(arc) = self.arc_of(cell) else { return };
        let Arc { from, to, .. } = self.arcs[arc as usize];
        for (node, other, forward) in [(from, to, true), (to, from, false)] {
            self.open[node as usize].push(Open { arc, cell, other, forward });
        }
    }

    fn arc_of(&self, cell: CellId) -> Option<u32> {
        self.of_cell.get(cell as usize).copied().filter(|arc| *arc != NO_ARC)
    }

    /// Whether a sum tells of a cell.
    pub(super) fn has(&self, cell: CellId) -> bool {
        self.arc_of(cell).is_some()
    }

    /// The sums, each with its cells and the side that they stand on.
    pub(super) fn sums(&self) -> impl Iterator<Item = Vec<(CellId, i64)>> + '_ {
        (0..self.at.len()).map(place).filter(|node| *node != GROUND).map(|node| self.sum(node))
    }

    /// Those that a cell stands in.
    pub(super) fn sums_of(&self, cell: CellId) -> impl Iterator<Item = Vec<(CellId, i64)>> + '_ {
        let arc = self.arc_of(cell).map(|at| self.arcs[at as usize]);
        let nodes = arc.map(|arc| [arc.from, arc.to]).into_iter().flatten();
        nodes.filter(|node| *node != GROUND).map(|node| self.sum(node))
    }

    fn sum(&self, node: u32) -> Vec<(CellId, i64)> {
        let arcs = self.at[node as usize].iter().map(|at| self.arcs[*at as usize]);
        arcs.map(|arc| (arc.cell, if arc.from == node { 1 } else { -1 })).collect()
    }

    /// How far a hidden cell can lie from its value; `None` when no sum tells of it. Looks no further than `need`.
    pub(super) fn slack(&self, cell: CellId, cells: &[Cell], closed: Closed<'_>, need: u64) -> Option<Slack> {
        let arc = self.arc_of(cell)?;
        let mut flow = Flow::new(self, cells, closed, arc);
        let up = flow.turn(true, need);
        flow.reset();
        let down = flow.turn(false, need);
        Some(Slack { down, up })
    }

    /// Whether a hidden cell has an interval of this width in these sums by themselves, which is soon seen; so has every cell
    /// in no sum.
    pub(super) fn is_wide(&self, cell: CellId, cells: &[Cell], need: u64) -> bool {
        let Some(arc) = self.arc_of(cell) else { return true };
        let mut flow = Flow::new(self, cells, &[], arc);
        let up = flow.turn(true, need);
        flow.reset();
        up >= need || up + flow.turn(false, need - up) >= need
    }

    /// How far a hidden cell can be above its value (`up`), or below it, up to `need`; all of it when no sum tells of it.
    pub(super) fn far(&self, cell: CellId, cells: &[Cell], closed: Closed<'_>, (need, up): (u64, bool)) -> u64 {
        self.arc_of(cell).map_or(need, |arc| Flow::new(self, cells, closed, arc).turn(up, need))
    }

    /// How all cells can change so that one of them is further above its value (`up`), or below it, up to `need`; empty
    /// when none can.
    pub(super) fn shift(&self, cell: CellId, cells: &[Cell], closed: Closed<'_>, (need, up): (u64, bool)) -> Changes {
        let Some(arc) = self.arc_of(cell) else { return Vec::new() };
        let mut flow = Flow::new(self, cells, closed, arc);
        let by = signed(flow.turn(up, need));
        flow.work.used.sort_unstable();
        flow.work.used.dedup();
        let changes = flow.work.used.iter().map(|at| (self.arcs[*at as usize].cell, flow.work.on[*at as usize]));
        let changes = changes.filter(|(_, by)| *by != 0);
        let own = (cell, if up { by } else { -by });
        if by == 0 { Vec::new() } else { std::iter::once(own).chain(changes).collect() }
    }

    /// A circle of hidden cells through a hidden cell along which all of them can move by `shift` without any shown sum
    /// changing; the way that each goes. `None` when there is none.
    pub(super) fn circle(&self, cell: CellId, cells: &[Cell], closed: Closed<'_>, shift: u64) -> Option<Changes> {
        let arc = self.arc_of(cell)?;
        let Arc { from, to, .. } = self.arcs[arc as usize];
        let mut flow = Flow::new(self, cells, closed, arc);
        flow.narrowest = signed(shift).max(1);
        let ways = [(to, from, 1, cells[cell as usize].above()), (from, to, -1, cells[cell as usize].below())];
        let ways = ways.into_iter().filter(|(_, _, _, room)| *room >= shift);
        let (start, end, own, _) = ways.into_iter().find(|(start, end, _, _)| flow.path(*start, *end).is_some())?;
        Some(std::iter::once((cell, own)).chain(flow.steps_of_path(start, end)).collect())
    }

    /// The groups of one that stand between an attacker and a hidden cell: whoever is the one may find it. Empty when there is
    /// a way around them all.
    pub(super) fn singles_around(&self, cell: CellId, cells: &[Cell]) -> Vec<CellId> {
        let Some(arc) = self.arc_of(cell) else { return Vec::new() };
        let Arc { from, to, .. } = self.arcs[arc as usize];
        let [below, above] = [cells[cell as usize].below() > 0, cells[cell as usize].above() > 0];
        let ways = [(to, from, above), (from, to, below)];
        for (start, end, _) in ways.into_iter().filter(|(_, _, possible)| *possible) {
            let mut flow = Flow::new(self, cells, &[], arc);
            if flow.path(start, end).is_some() {
                let on = flow.arcs_of_path(start, end).into_iter().map(|at| self.arcs[at as usize].cell);
                let same = self.same_people(cell);
                return on.filter(|id| cells[*id as usize].is_one_person() && !same.contains(id)).collect();
            }
        }
        Vec::new()
    }

    /// Cells that hold the same people as an arc's cell, because a sum has nobody else: the only fund in an area and the
    /// area's total.
    pub(super) fn same_people(&self, cell: CellId) -> Vec<CellId> {
        let Some(arc) = self.arc_of(cell) else { return Vec::new() };
        let mut same = Vec::new();
        for end in [self.arcs[arc as usize].from, self.arcs[arc as usize].to] {
            let (mut node, mut last) = (end, arc);
            while let ([one, other], false) = (self.at[node as usize].as_slice(), node == GROUND) {
                last = if *one == last { *other } else { *one };
                let next = self.arcs[last as usize];
                // A circle of such sums comes back to where it began.
                if last == arc {
                    break;
                }
                same.push(next.cell);
                node = if next.from == node { next.to } else { next.from };
            }
        }
        same
    }

    /// The cheapest cells to hide so that a hidden cell can be further above its value (`up`), or below it, by `shift`
    /// more than now, and the way that each cell of the circle goes; `None` when no choice of cells can do it.
    pub(super) fn cover(
        &self,
        cell: CellId,
        cells: &[Cell],
        closed: Closed<'_>,
        (shift, up): (u64, bool),
    ) -> Option<Changes> {
        let arc = self.arc_of(cell)?;
        let Arc { from, to, .. } = self.arcs[arc as usize];
        let (start, end) = if up { (to, from) } else { (from, to) };
        let mut flow = Flow::new(self, cells, closed, arc);
        let now = flow.maximum(start, end, u64::MAX);
        let room = if up { cells[cell as usize].above() } else { cells[cell as usize].below() };
        if room < now.saturating_add(shift) {
            return None;
        }
        let by = flow.cheapest(start, end, i64::try_from(shift).ok()?)?;
        let mut found = vec![(cell, if up { 1 } else { -1 })];
        let mut node = end;
        while node != start {
            let step = self.arcs[by[node as usize]? as usize];
            let forward = step.to == node;
            found.push((step.cell, if forward { 1 } else { -1 }));
            node = if forward { step.from } else { step.to };
        }
        Some(found)
    }
}

/// A place in a list; lists here are bounded by the number of areas times the number of funds, each 16 bits wide.
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn signed(room: u64) -> i64 {
    i64::try_from(room).unwrap_or(FREE).min(FREE)
}

/// A flow over hidden arcs, by breadth-first search for one path after the other (Edmonds and Karp 1972).
struct Flow<'a> {
    network: &'a Network,
    cells: &'a [Cell],
    closed: Closed<'a>,
    /// The arc that is looked at, which carries nothing itself.
    without: u32,
    work: Work,
    /// Paths with less room are not taken.
    narrowest: i64,
}

/// What a flow notes on its way. It goes from one flow over a network to the next, since most are very short.
#[derive(Clone, Debug, Default)]
struct Work {
    /// What each arc carries, and the arcs that have carried something.
    on: Vec<i64>,
    used: Vec<u32>,
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
    fn new(network: &'a Network, cells: &'a [Cell], closed: Closed<'a>, without: u32) -> Self {
        let (arcs, nodes) = (network.arcs.len(), network.at.len());
        let mut work = network.spare.take();
        work.on.resize(arcs, 0);
        work.seen.resize(nodes, 0);
        work.by.resize(nodes, 0);
        work.last_step.resize(nodes, (0, 0));
        Self { network, cells, closed, without, work, narrowest: 1 }
    }

    fn reset(&mut self) {
        let Work { on, used, .. } = &mut self.work;
        used.drain(..).for_each(|at| on[at as usize] = 0);
    }

    /// The largest change of the arc that is looked at, up or down, cut off at `need`.
    fn turn(&mut self, up: bool, need: u64) -> u64 {
        let Arc { from, to, cell } = self.network.arcs[self.without as usize];
        let cell = self.cells[cell as usize];
        match up {
            true => self.maximum(to, from, cell.above().min(need)),
            false => self.maximum(from, to, cell.below().min(need)),
        }
    }

    /// The largest flow from one node to another, cut off at `need`.
    fn maximum(&mut self, start: u32, end: u32, need: u64) -> u64 {
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
    fn arcs_of_path(&self, start: u32, end: u32) -> Vec<u32> {
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
    fn steps_of_path(&self, start: u32, end: u32) -> Changes {
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
    fn path(&mut self, start: u32, end: u32) -> Option<i64> {
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
    fn cheapest(&self, start: u32, end: u32, shift: i64) -> Option<Vec<Option<u32>>> {
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
