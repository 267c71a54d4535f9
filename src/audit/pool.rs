//! Whole-number solutions of a system: one is kept, and moved about; what was seen of each number is remembered.

use std::collections::VecDeque;

use super::system::{FREE, Node, System, Var, index};

/// A solution, and the smallest and largest value of each number among all solutions seen.
pub(super) struct Pool<'a> {
    system: &'a System,
    /// The solution.
    pub(super) values: Vec<i64>,
    /// What the terms of each side come to.
    sums: Vec<i128>,
    /// The smallest value seen.
    pub(super) low: Vec<i64>,
    /// The largest value seen.
    pub(super) high: Vec<i64>,
    /// Whether the values are a solution.
    is_solved: bool,
    /// A number that must stay as it is.
    frozen: Option<Var>,
    reached: Vec<u32>,
    /// Places of nodes among those reached.
    place: Vec<u32>,
    round: u32,
    way: Vec<(Var, bool, Node)>,
    queue: VecDeque<Node>,
}

/// How a move treats equations beside the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// It keeps them.
    Strict,
    /// It may break them; they are mended afterwards.
    Loose,
}

/// One step of a move: a number, and whether it grows.
type Step = (Var, bool);

impl<'a> Pool<'a> {
    /// Looks for a solution; `None` when none was found.
    pub(super) fn new(system: &'a System) -> Option<Self> {
        let mut pool = Self::unsolved(system);
        pool.balance().then_some(())?;
        pool.settle_all();
        pool.mend().then_some(())?;
        pool.start();
        Some(pool)
    }

    /// Begins to remember: the values are the first solution.
    fn start(&mut self) {
        self.is_solved = true;
        self.low.clone_from(&self.values);
        self.high.clone_from(&self.values);
    }

    fn unsolved(system: &'a System) -> Self {
        let values: Vec<i64> = system
            .numbers
            .iter()
            .map(|number| if number.lower > -FREE { number.lower } else { number.upper.min(0) })
            .collect();
        let sum = |side: &super::system::Side| {
            side.terms.iter().map(|(var, factor)| i128::from(values[*var as usize]) * i128::from(*factor)).sum()
        };
        let sums = system.sides.iter().map(sum).collect();
        Self {
            system,
            sums,
            low: values.clone(),
            high: values.clone(),
            values,
            is_solved: false,
            frozen: None,
            reached: vec![0; system.supply.len()],
            place: vec![0; system.supply.len()],
            round: 0,
            way: vec![(0, false, 0); system.supply.len()],
            queue: VecDeque::new(),
        }
    }

    /// Takes a solution found elsewhere, if it is one; `vars` are all numbers that it gives.
    pub(super) fn offer(&mut self, vars: &[Var], values: &[i64]) -> bool {
        let before = (self.values.clone(), self.sums.clone());
        for (var, value) in vars.iter().zip(values) {
            let by = value - self.values[*var as usize];
            self.add(*var, by);
        }
        let touched = vars.iter().copied();
        let is_solution = touched.clone().all(|var| self.is_within(var))
            && touched
                .clone()
                .flat_map(|var| self.system.sides_of[var as usize].iter())
                .all(|(side, _)| self.lack(*side) == 0)
            && touched
                .flat_map(|var| self.system.numbers[var as usize].ends)
                .all(|(from, to)| self.excess(from) == 0 && self.excess(to) == 0);
        if is_solution && self.is_solved {
            vars.iter().for_each(|var| self.see(*var));
        } else if is_solution {
            self.start();
        } else {
            (self.values, self.sums) = before;
        }
        is_solution
    }

    /// Whether there is a solution.
    pub(super) fn is_solved(&self) -> bool {
        self.is_solved
    }

    /// Whether a number has been seen far enough apart.
    pub(super) fn is_wide(&self, var: Var, need: i64) -> bool {
        self.is_solved && self.width(var) >= need
    }

    /// Numbers that cannot move when one stays as it is, by moves that keep everything.
    pub(super) fn fixed_beside(&mut self, single: Var) -> Vec<Var> {
        let Some((from, to)) = self.system.numbers[single as usize].ends else { return Vec::new() };
        self.frozen = Some(single);
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
                    let (up, down) = (self.can(*var, true), self.can(*var, false));
                    let [from, to] = [from, to].map(|node| self.place[node as usize] as usize);
                    arcs.push(super::bridges::Arc { var: *var, from, to, up, down });
                }
            }
        }
        self.frozen = None;
        super::bridges::fixed(&arcs, nodes as usize)
    }

    fn can(&self, var: Var, up: bool) -> bool {
        self.room(var, up, Mode::Strict, None) > 0
    }

    /// A pool whose solution is still to be offered.
    pub(super) fn empty(system: &'a System) -> Self {
        Self::unsolved(system)
    }

    pub(super) fn width(&self, var: Var) -> i64 {
        self.high[var as usize] - self.low[var as usize]
    }

    /// Moves a number until it has been seen `need` apart, if moves lead there.
    pub(super) fn widen(&mut self, var: Var, need: i64) -> bool {
        for up in [true, false] {
            if self.width(var) >= need {
                return true;
            }
            let lacking = self.lacking(var, up, need);
            self.push(var, up, lacking, Mode::Strict);
        }
        if self.width(var) >= need || self.system.sides.is_empty() {
            return self.width(var) >= need;
        }
        for (up, all) in [(true, true), (false, true), (true, false), (false, false)] {
            while self.width(var) < need {
                let lacking = self.lacking(var, up, need);
                if !self.push_and_mend(var, up, if all { lacking } else { 1 }) {
                    break;
                }
            }
        }
        self.width(var) >= need
    }

    /// How far a number has to go to be seen `need` apart.
    fn lacking(&self, var: Var, up: bool, need: i64) -> i64 {
        let (value, low, high) = (self.values[var as usize], self.low[var as usize], self.high[var as usize]);
        if up { low.saturating_add(need).min(FREE) - value } else { value - high.saturating_sub(need).max(-FREE) }
    }

    /// Moves a number as far as strict moves go.
    pub(super) fn drive(&mut self, var: Var, up: bool) {
        self.push(var, up, FREE, Mode::Strict);
    }

    /// Moves a number to a value, if strict moves lead there.
    pub(super) fn bring(&mut self, var: Var, value: i64) -> bool {
        let by = value - self.values[var as usize];
        self.push(var, by > 0, by.abs(), Mode::Strict) == by.abs()
    }

    fn push_and_mend(&mut self, var: Var, up: bool, by: i64) -> bool {
        let before = (self.values.clone(), self.sums.clone());
        self.is_solved = false;
        let moved = self.push(var, up, by, Mode::Loose);
        self.frozen = Some(var);
        let mended = moved > 0 && self.mend();
        self.frozen = None;
        self.is_solved = true;
        if mended {
            self.see_all();
        } else {
            (self.values, self.sums) = before;
        }
        mended
    }

    /// Moves a number by at most `by`; returns by how much it moved.
    fn push(&mut self, var: Var, up: bool, by: i64, mode: Mode) -> i64 {
        let mut moved = 0;
        if self.frozen == Some(var) {
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

    fn add(&mut self, var: Var, by: i64) {
        self.values[var as usize] += by;
        for (side, factor) in &self.system.sides_of[var as usize] {
            self.sums[*side as usize] += i128::from(*factor) * i128::from(by);
        }
    }

    /// Lets a side's absorber take what is lacking; by how much it changed.
    fn settle(&mut self, side: u32) -> Option<(Var, i64)> {
        let (var, factor) = self.system.sides[side as usize].absorber?;
        let by = i64::try_from(self.lack(side)).ok()? * factor;
        (by != 0).then(|| {
            self.add(var, by);
            (var, by)
        })
    }

    fn settle_all(&mut self) {
        for side in 0..index(self.system.sides.len()) {
            if let Some((var, _)) = self.settle(side) {
                // What cannot be taken is left to be mended.
                let number = &self.system.numbers[var as usize];
                let value = self.values[var as usize];
                self.add(var, value.clamp(number.lower, number.upper.max(number.lower)) - value);
            }
        }
    }

    /// What a side lacks: right side minus left side; 0 for an inequality that holds.
    fn lack(&self, side: u32) -> i128 {
        let at = &self.system.sides[side as usize];
        let lack = i128::from(at.rhs) - self.sums[side as usize];
        if at.is_equal { lack } else { lack.min(0) }
    }

    fn is_within(&self, var: Var) -> bool {
        let number = &self.system.numbers[var as usize];
        (number.lower..=number.upper).contains(&self.values[var as usize])
    }

    fn see(&mut self, var: Var) {
        if !self.is_solved {
            return;
        }
        let at = var as usize;
        self.low[at] = self.low[at].min(self.values[at]);
        self.high[at] = self.high[at].max(self.values[at]);
    }

    fn see_all(&mut self) {
        (0..index(self.values.len())).for_each(|var| self.see(var));
    }

    /// How far a number can go in one direction as things stand.
    fn room(&self, var: Var, up: bool, mode: Mode, from: Option<u32>) -> i64 {
        let number = &self.system.numbers[var as usize];
        let value = self.values[var as usize];
        let mut room = if up { number.upper - value } else { value - number.lower };
        if room <= 0 || self.frozen == Some(var) {
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

    fn search(&mut self, start: Node, is_end: impl Fn(Node) -> bool, without: Option<Var>, mode: Mode) -> Option<Node> {
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

    fn steps_to(&self, start: Node, end: Node) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut node = end;
        while node != start {
            let (var, up, before) = self.way[node as usize];
            steps.push((var, up));
            node = before;
        }
        steps
    }

    /// What a node's numbers come to beyond what they should; 0 where they may come to anything.
    fn excess(&self, node: Node) -> i64 {
        let Some(supply) = self.system.supply[node as usize] else { return 0 };
        let value = |(var, counts): &(Var, bool)| {
            let value = self.values[*var as usize];
            if *counts { value } else { -value }
        };
        self.system.at(node).iter().map(value).sum::<i64>() - supply
    }

    /// Brings every sum to what it should be; sides may be broken by it.
    fn balance(&mut self) -> bool {
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
    fn mend(&mut self) -> bool {
        let sides = index(self.system.sides.len());
        for _ in 0..20 {
            let broken: Vec<u32> = (0..sides).filter(|side| self.lack(*side) != 0).collect();
            if broken.is_empty() {
                return true;
            }
            let before: i128 = broken.iter().map(|side| self.lack(*side).abs()).sum();
            for side in broken {
                self.mend_side(side);
            }
            let after: i128 = (0..sides).map(|side| self.lack(side).abs()).sum();
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
