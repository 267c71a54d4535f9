//! Moves: numbers that go up and down together, so that no sum changes.

use super::{Mode, Pool, Step};
use crate::audit::system::{FREE, Node, Var};

impl Pool<'_> {
    /// Moves a number by at most `by`; returns by how much it moved.
    pub(super) fn push(&mut self, var: Var, up: bool, by: i64, mode: Mode) -> i64 {
        let mut moved = 0;
        if self.frozen.contains(&Some(var)) {
            return 0;
        }
        while moved < by {
            let most = self.room(var, up, mode, None).min(by - moved);
            if most <= 0 {
                break;
            }
            let done = match self.system.numbers[var as usize].ends {
                None => self.push_outside(var, up, most, mode),
                Some((from, to)) => {
                    let (start, end) = if up { (to, from) } else { (from, to) };
                    let Some(mut steps) = self.way(start, end, Some(var), mode) else { break };
                    steps.push((var, up));
                    self.walk(&steps, most, mode)
                }
            };
            if done == 0 {
                break;
            }
            moved += done;
        }
        moved
    }

    /// Moves a number that stands in no sum of the network: with what it is equal to.
    fn push_outside(&mut self, var: Var, up: bool, by: i64, mode: Mode) -> i64 {
        let equation = self.system.sides.iter().find(|side| side.absorber.is_some_and(|(taker, _)| taker == var));
        let Some(side) = equation else { return self.walk(&[(var, up)], by, mode) };
        let Some((_, own)) = side.absorber else { return 0 };
        let before = self.values[var as usize];
        for (other, factor) in side.terms.iter().filter(|(other, _)| *other != var) {
            let same_way = (own > 0) != (*factor > 0);
            self.push(*other, up == same_way, by, mode);
            let moved = (self.values[var as usize] - before).abs();
            if moved > 0 {
                return moved;
            }
        }
        0
    }

    /// Takes all steps by as much as all allow, at most `by`; nothing when that would break something.
    fn walk(&mut self, steps: &[Step], by: i64, mode: Mode) -> i64 {
        let room = steps.iter().map(|(var, up)| self.room(*var, *up, mode, None)).min().unwrap_or(0);
        for by in [room.min(by), 1] {
            if by <= 0 {
                break;
            }
            if self.try_walk(steps, by, mode) {
                return by;
            }
        }
        0
    }

    fn try_walk(&mut self, steps: &[Step], by: i64, mode: Mode) -> bool {
        let has_sides = |(var, _): &Step| !self.system.sides_of[*var as usize].is_empty();
        if !steps.iter().any(has_sides) {
            for (var, up) in steps {
                self.values[*var as usize] += if *up { by } else { -by };
                self.see(*var);
            }
            return true;
        }
        let mut touched: Vec<u32> = steps
            .iter()
            .flat_map(|(var, _)| self.system.sides_of[*var as usize].iter().map(|(side, _)| *side))
            .collect();
        touched.sort_unstable();
        touched.dedup();
        let lacks: Vec<i128> = touched.iter().map(|side| self.lack(*side).abs()).collect();
        for (var, up) in steps {
            self.add(*var, if *up { by } else { -by });
        }
        let mut takers = Vec::new();
        if mode == Mode::Strict {
            for side in &touched {
                takers.extend(self.settle(*side));
            }
        }
        let keeps = |pool: &Self| {
            let worse = touched.iter().zip(&lacks).any(|(side, before)| {
                let may_break = mode == Mode::Loose && pool.system.sides[*side as usize].is_equal;
                !may_break && pool.lack(*side).abs() > *before
            });
            let broken = takers.iter().any(|(var, _)| {
                !pool.is_within(*var)
                    || pool.system.sides_of[*var as usize]
                        .iter()
                        .any(|(s, _)| !touched.contains(s) && pool.lack(*s) != 0)
            });
            !worse && !broken
        };
        if keeps(self) {
            if mode == Mode::Strict {
                steps.iter().for_each(|(var, _)| self.see(*var));
                takers.iter().for_each(|(var, _)| self.see(*var));
            }
            return true;
        }
        for (var, by) in takers {
            self.add(var, -by);
        }
        for (var, up) in steps {
            self.add(*var, if *up { -by } else { by });
        }
        false
    }

    /// Lets a side's absorber take what is lacking; by how much it changed.
    pub(super) fn settle(&mut self, side: u32) -> Option<(Var, i64)> {
        let (var, factor) = self.system.sides[side as usize].absorber?;
        let by = i64::try_from(self.lack(side)).ok()? * factor;
        (by != 0).then(|| {
            self.add(var, by);
            (var, by)
        })
    }

    /// How far a number can go in one direction as things stand.
    pub(super) fn room(&self, var: Var, up: bool, mode: Mode, from: Option<u32>) -> i64 {
        let number = &self.system.numbers[var as usize];
        let value = self.values[var as usize];
        let mut room = if up { number.upper - value } else { value - number.lower };
        if room <= 0 || self.frozen.contains(&Some(var)) {
            return 0;
        }
        for (side, factor) in self.system.sides_of[var as usize].iter().filter(|(side, _)| Some(*side) != from) {
            room = room.min(self.room_of_side(*side, if up { *factor } else { -factor }, var, mode));
            if room <= 0 {
                return 0;
            }
        }
        room
    }

    fn room_of_side(&self, side: u32, effect: i64, var: Var, mode: Mode) -> i64 {
        let at = &self.system.sides[side as usize];
        let by = |lack: i128| i64::try_from(lack.abs() / i128::from(effect.abs())).unwrap_or(FREE).min(FREE);
        let lack = i128::from(at.rhs) - self.sums[side as usize];
        match (at.is_equal, at.absorber) {
            (false, _) if effect < 0 => FREE,
            (false, _) => by(lack.max(0)),
            (true, _) if mode == Mode::Loose => FREE,
            (true, _) if lack != 0 && (lack > 0) == (effect > 0) => by(lack),
            (true, Some((taker, factor))) if taker != var && lack == 0 => {
                let up = (effect > 0) != (factor > 0);
                self.room(taker, up, mode, Some(side)) / effect.abs()
            }
            (true, Some((taker, _))) if taker == var => FREE,
            (true, _) => 0,
        }
    }

    /// The shortest way of steps from one node to another.
    fn way(&mut self, start: Node, end: Node, without: Option<Var>, mode: Mode) -> Option<Vec<Step>> {
        if start == end {
            return Some(Vec::new());
        }
        self.search(start, |node| node == end, without, mode).map(|end| self.steps_to(start, end))
    }

    pub(super) fn search(
        &mut self,
        start: Node,
        is_end: impl Fn(Node) -> bool,
        without: Option<Var>,
        mode: Mode,
    ) -> Option<Node> {
        self.round += 1;
        self.queue.clear();
        self.queue.push_back(start);
        self.reached[start as usize] = self.round;
        while let Some(node) = self.queue.pop_front() {
            for at in 0..self.system.at(node).len() {
                let (var, up) = self.system.at(node)[at];
                let Some((from, to)) = self.system.numbers[var as usize].ends else { continue };
                let next = if up { to } else { from };
                if self.reached[next as usize] == self.round || without == Some(var) {
                    continue;
                }
                if self.room(var, up, mode, None) <= 0 {
                    continue;
                }
                self.reached[next as usize] = self.round;
                self.way[next as usize] = (var, up, node);
                if is_end(next) {
                    return Some(next);
                }
                self.queue.push_back(next);
            }
        }
        None
    }

    pub(super) fn steps_to(&self, start: Node, end: Node) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut node = end;
        while node != start {
            let (var, up, before) = self.way[node as usize];
            steps.push((var, up));
            node = before;
        }
        steps
    }

    /// Numbers that cannot move when one stays as it is: exactly those that the nested sums hold in place. Sums that stand
    /// across, and answers about shares, could hold more.
    pub(in crate::audit) fn fixed_beside(&mut self, single: Var) -> Vec<Var> {
        let Some((from, to)) = self.system.numbers[single as usize].ends else { return Vec::new() };
        let mut arcs = Vec::new();
        self.round += 1;
        self.queue.clear();
        let mut nodes: u32 = 0;
        for start in [from, to] {
            self.reached[start as usize] = self.round;
            self.place[start as usize] = nodes;
            nodes += 1;
            self.queue.push_back(start);
        }
        while let Some(node) = self.queue.pop_front() {
            for (var, counts) in self.system.at(node).iter().filter(|(var, _)| *var != single) {
                let Some((from, to)) = self.system.numbers[*var as usize].ends else { continue };
                let other = if *counts { to } else { from };
                if self.reached[other as usize] != self.round {
                    self.reached[other as usize] = self.round;
                    self.place[other as usize] = nodes;
                    nodes += 1;
                    self.queue.push_back(other);
                }
                // Each stands at two nodes and is taken at the one it counts for.
                if *counts {
                    let number = &self.system.numbers[*var as usize];
                    let value = self.values[*var as usize];
                    let (up, down) = (value < number.upper, value > number.lower);
                    let [from, to] = [from, to].map(|node| self.place[node as usize] as usize);
                    arcs.push(crate::audit::bridges::Arc { var: *var, from, to, up, down });
                }
            }
        }
        crate::audit::bridges::fixed(&arcs, nodes as usize)
    }
}
