//! A table with margins as a flow network: cells are arcs, sums are nodes.
//!
//! Each cell stands in at most two sums, once as a part and once as the total or as a part of the other kind, so every
//! sum can be written as "what flows in flows out". What an attacker can work out of a hidden cell is then a question of
//! maximum flow: by how much can its arc change while every shown arc stays (Cox 1995, "Network models for complementary
//! cell suppression", JASA 90:1453-1462; Castro 2012, "Recent advances in optimization techniques for statistical
//! tabular data protection", EJOR 216:257-269). The answers are exact, since all capacities are whole numbers.

mod flow;

use std::cell::RefCell;

use flow::{Flow, Work};

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
