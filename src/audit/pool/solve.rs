//! The way to a first solution, and back to one when a move broke something.

use super::{Mode, Pool, Step};
use crate::audit::system::{FREE, Node, Side, Var, index};

impl Pool<'_> {
    pub(super) fn push_and_mend(&mut self, var: Var, up: bool, by: i64) -> bool {
        let before = (self.values.clone(), self.sums.clone());
        self.remembers = false;
        let moved = self.push(var, up, by, Mode::Loose);
        self.frozen[0] = Some(var);
        let mended = moved > 0 && self.mend(true);
        self.frozen[0] = None;
        self.remembers = true;
        if mended {
            self.see_all();
        } else {
            (self.values, self.sums) = before;
        }
        mended
    }

    pub(super) fn settle_all(&mut self) {
        for side in 0..index(self.system.sides.len()) {
            if let Some((var, _)) = self.settle(side) {
                // What cannot be taken is left to be mended.
                let number = &self.system.numbers[var as usize];
                let value = self.values[var as usize];
                self.add(var, value.clamp(number.lower, number.upper.max(number.lower)) - value);
            }
        }
    }

    /// What a node's numbers come to beyond what they should; 0 where they may come to anything.
    pub(super) fn excess(&self, node: Node) -> i64 {
        let Some(supply) = self.system.supply[node as usize] else { return 0 };
        let value = |(var, counts): &(Var, bool)| {
            let value = self.values[*var as usize];
            if *counts { value } else { -value }
        };
        self.system.at(node).iter().map(value).sum::<i64>() - supply
    }

    /// Brings every sum to what it should be; sides may be broken by it.
    pub(super) fn balance(&mut self) -> bool {
        let mut excess: Vec<i64> = (0..index(self.system.supply.len())).map(|node| self.excess(node)).collect();
        for sign in [-1, 1] {
            for node in 0..index(excess.len()) {
                while excess[node as usize] * sign > 0 {
                    let is_end = |other: Node| match self.system.supply[other as usize] {
                        None => true,
                        Some(_) => excess[other as usize] * sign < 0,
                    };
                    if self.system.at(node).is_empty() {
                        // The published numbers of this sum contradict each other, and no hidden one has part in it.
                        break;
                    }
                    let Some((steps, end)) = self.outlet(node, sign, is_end) else { return false };
                    let free = self.system.supply[end as usize].is_none();
                    let most = excess[node as usize].abs();
                    let most = if free { most } else { most.min(excess[end as usize].abs()) };
                    let room = steps.iter().map(|(var, up)| self.room(*var, *up, Mode::Loose, None)).min();
                    let by = room.unwrap_or(0).min(most);
                    for (var, up) in steps {
                        self.add(var, if up { by } else { -by });
                    }
                    excess[node as usize] -= sign * by;
                    if !free {
                        excess[end as usize] += sign * by;
                    }
                }
            }
        }
        true
    }

    /// Steps that take away from a node what it has too much of (or give what it lacks), and the node they end at.
    fn outlet(&mut self, node: Node, sign: i64, is_end: impl Fn(Node) -> bool) -> Option<(Vec<Step>, Node)> {
        // What a node lacks goes along numbers that count for it, as they grow; what it has too much of, the other way.
        let end = match sign {
            -1 => self.search(node, is_end, None, Mode::Loose)?,
            _ => self.search_back(node, is_end)?,
        };
        let steps = self.steps_to(node, end);
        Some((steps, end))
    }

    fn search_back(&mut self, start: Node, is_end: impl Fn(Node) -> bool) -> Option<Node> {
        self.round += 1;
        self.queue.clear();
        self.queue.push_back(start);
        self.reached[start as usize] = self.round;
        while let Some(node) = self.queue.pop_front() {
            for at in 0..self.system.at(node).len() {
                let (var, counts) = self.system.at(node)[at];
                let Some((from, to)) = self.system.numbers[var as usize].ends else { continue };
                let next = if counts { to } else { from };
                if self.reached[next as usize] == self.round || self.room(var, !counts, Mode::Loose, None) <= 0 {
                    continue;
                }
                self.reached[next as usize] = self.round;
                self.way[next as usize] = (var, !counts, node);
                if is_end(next) {
                    return Some(next);
                }
                self.queue.push_back(next);
            }
        }
        None
    }

    /// Moves numbers until every side holds; false when moves do not lead there.
    pub(super) fn mend(&mut self, solved: bool) -> bool {
        // Where there is no solution yet, nothing needs mending after a move elsewhere.
        let concerns = |side: &Side| !solved || side.terms.first().is_none_or(|(var, _)| self.solved[*var as usize]);
        let sides: Vec<u32> =
            (0..).zip(&self.system.sides).filter(|(_, side)| concerns(side)).map(|(at, _)| at).collect();
        for _ in 0..20 {
            let broken: Vec<u32> = sides.iter().copied().filter(|side| self.lack(*side) != 0).collect();
            if broken.is_empty() {
                return true;
            }
            let before: i128 = broken.iter().map(|side| self.lack(*side).abs()).sum();
            for side in broken {
                self.mend_side(side);
            }
            let after: i128 = sides.iter().map(|side| self.lack(*side).abs()).sum();
            if after >= before {
                return false;
            }
        }
        false
    }

    fn mend_side(&mut self, side: u32) {
        let system = self.system;
        for (var, factor) in &system.sides[side as usize].terms {
            let lack = self.lack(side);
            if lack == 0 {
                return;
            }
            let factor = i128::from(*factor);
            let by = (lack.abs() + factor.abs() - 1) / factor.abs();
            self.push(*var, (lack > 0) == (factor > 0), i64::try_from(by).unwrap_or(FREE), Mode::Strict);
        }
    }
}
