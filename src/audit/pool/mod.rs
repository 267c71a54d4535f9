//! Whole-number solutions of a system: one is kept, and moved about; what was seen of each number is remembered.

mod moves;
mod solve;

use std::collections::VecDeque;

use super::linear::whole;
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
    /// Whether a number's value is one of a solution of everything that has to do with it.
    solved: Vec<bool>,
    /// Whether values are remembered: not while a move is being mended.
    remembers: bool,
    /// Numbers that must stay as they are.
    frozen: [Option<Var>; 2],
    reached: Vec<u32>,
    /// Places of nodes among those reached.
    place: Vec<u32>,
    round: u32,
    way: Vec<(Var, bool, Node)>,
    queue: VecDeque<Node>,
}

/// Steps after which linear programming is the quicker way.
const STEPS: usize = 64;

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
    /// Looks for a solution, beginning with what some numbers are; `None` when none was found.
    pub(super) fn new(system: &'a System, start: &[Option<i64>]) -> Option<Self> {
        let mut pool = Self::unsolved(system);
        for (var, value) in (0..).zip(start) {
            if let Some(value) = value {
                pool.add(var, value - pool.values[var as usize]);
            }
        }
        pool.balance().then_some(())?;
        pool.settle_all();
        pool.mend(false).then_some(())?;
        pool.is_solution().then_some(())?;
        pool.start();
        Some(pool)
    }

    /// Whether the values satisfy everything. What it began with need not have been possible.
    fn is_solution(&self) -> bool {
        // Sums in which nothing is hidden are no matter of ours, whatever they come to.
        let nodes = (0..index(self.system.supply.len())).filter(|node| !self.system.at(*node).is_empty());
        (0..index(self.values.len())).all(|var| self.is_within(var))
            && (0..index(self.sums.len())).all(|side| self.lack(side) == 0)
            && nodes.map(|node| self.excess(node)).all(|excess| excess == 0)
    }

    /// Begins to remember: the values are the first solution.
    fn start(&mut self) {
        self.solved.fill(true);
        self.remembers = true;
        self.low.clone_from(&self.values);
        self.high.clone_from(&self.values);
    }

    fn unsolved(system: &'a System) -> Self {
        let values: Vec<i64> = system
            .numbers
            .iter()
            .map(|number| if number.lower > -FREE { number.lower } else { number.upper.min(0) })
            .collect();
        let sum = |side: &crate::audit::system::Side| {
            side.terms.iter().map(|(var, factor)| i128::from(values[*var as usize]) * i128::from(*factor)).sum()
        };
        let sums = system.sides.iter().map(sum).collect();
        Self {
            system,
            sums,
            low: values.clone(),
            high: values.clone(),
            values,
            solved: vec![false; system.numbers.len()],
            remembers: false,
            frozen: [None; 2],
            reached: vec![0; system.supply.len()],
            place: vec![0; system.supply.len()],
            round: 0,
            way: vec![(0, false, 0); system.supply.len()],
            queue: VecDeque::new(),
        }
    }

    /// Takes a solution found elsewhere, if it is one in whole numbers; `vars` are all numbers that it gives.
    pub(super) fn offer(&mut self, vars: &[Var], values: &[f64]) -> bool {
        let before = (self.values.clone(), self.sums.clone());
        for (var, value) in vars.iter().zip(values) {
            let by = whole(value.round()) - self.values[*var as usize];
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
        if is_solution {
            self.remembers = true;
            for var in vars {
                let at = *var as usize;
                if !std::mem::replace(&mut self.solved[at], true) {
                    (self.low[at], self.high[at]) = (self.values[at], self.values[at]);
                }
                self.see(*var);
            }
        } else {
            (self.values, self.sums) = before;
        }
        is_solution
    }

    /// Whether there is a solution of what has to do with a number.
    pub(super) fn is_solved(&self, var: Var) -> bool {
        self.solved[var as usize]
    }

    /// The smallest and largest value of a number among solutions seen; `None` while there is none.
    pub(super) fn seen(&self, var: Var) -> Option<(i64, i64)> {
        self.is_solved(var).then(|| (self.low[var as usize], self.high[var as usize]))
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
        for up in [true, false] {
            // As far as it has to go, or else half of that, and half again.
            let mut step = self.lacking(var, up, need);
            for _ in 0..STEPS {
                if step <= 0 || self.width(var) >= need {
                    break;
                }
                if self.push_and_mend(var, up, step) {
                    step = step.min(self.lacking(var, up, need));
                } else {
                    step /= 2;
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
        self.shift(var, up, FREE);
    }

    /// Moves a number by at most so much, as far as strict moves go.
    pub(super) fn shift(&mut self, var: Var, up: bool, by: i64) {
        self.push(var, up, by, Mode::Strict);
    }

    /// Moves a number to a value, if strict moves lead there.
    pub(super) fn bring(&mut self, var: Var, value: i64) -> bool {
        let by = value - self.values[var as usize];
        self.push(var, by > 0, by.abs(), Mode::Strict) == by.abs()
    }

    fn add(&mut self, var: Var, by: i64) {
        self.values[var as usize] += by;
        for (side, factor) in &self.system.sides_of[var as usize] {
            self.sums[*side as usize] += i128::from(*factor) * i128::from(by);
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
        if !self.remembers || !self.solved[var as usize] {
            return;
        }
        let at = var as usize;
        self.low[at] = self.low[at].min(self.values[at]);
        self.high[at] = self.high[at].max(self.values[at]);
    }

    fn see_all(&mut self) {
        (0..index(self.values.len())).for_each(|var| self.see(var));
    }
}
