//! Attackers who have the sums and the shown cells, and nothing of the method: by trying whole numbers, and by linear
//! programming. Both look at all sums of all hierarchies together.

use std::collections::BTreeMap;

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOutcome, Variable};

use super::table::{Id, Policy, Table};

/// A cell that an attacker finds more closely than he may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) cell: Id,
    pub(super) layer: usize,
    /// How wide his interval is; 0 = he knows it.
    pub(super) width: u64,
    /// A group of one that he is himself.
    pub(super) own: Option<Id>,
}

/// A sum with the shown cells taken out: the cells left, each with its sign, and what they come to.
type Equation = (Vec<(usize, i64)>, i64);

/// Hidden cells that are tied to one another by sums, and to no others.
struct Tied {
    ids: Vec<Id>,
    truth: Vec<i64>,
    floor: i64,
    equations: Vec<Equation>,
}

/// What an attack can be: trying whole numbers is beyond doubt, and slow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Trying,
    Programming,
}

/// Every hidden cell that can be found too closely.
pub(super) fn all_found(table: &Table, hidden: &[bool], policy: Policy, way: Way) -> Vec<Found> {
    let layers = 0..table.values.len();
    layers.flat_map(|layer| found_in(table, hidden, (layer, policy), way)).collect()
}

fn found_in(table: &Table, hidden: &[bool], (layer, policy): (usize, Policy), way: Way) -> Vec<Found> {
    let mut found = Vec::new();
    for tied in tied(table, hidden, layer, policy.floor) {
        let need = i64::try_from(policy.need()).unwrap();
        let mut seen: Vec<(i64, i64)> = tied.truth.iter().map(|value| (*value, *value)).collect();
        for at in 0..tied.ids.len() {
            let width = tied.width(at, need, None, (&mut seen, way));
            if width < need {
                let width = u64::try_from(width).unwrap();
                found.push(Found { cell: tied.ids[at], layer, width, own: None });
            }
        }
        found.extend(found_by_singles(table, &tied, layer, way));
    }
    found
}

/// Groups that someone finds who is a group of one himself.
fn found_by_singles(table: &Table, tied: &Tied, layer: usize, way: Way) -> Vec<Found> {
    let is_inner = |at: &usize| !table.is_sum[tied.ids[*at]];
    let inner: Vec<usize> = (0..tied.ids.len()).filter(is_inner).collect();
    let mut found = Vec::new();
    for own in inner.iter().copied().filter(|at| tied.truth[*at] == 1) {
        let mut seen: Vec<(i64, i64)> = tied.truth.iter().map(|value| (*value, *value)).collect();
        for at in inner.iter().copied().filter(|at| *at != own) {
            if tied.width(at, 1, Some(own), (&mut seen, way)) < 1 {
                found.push(Found { cell: tied.ids[at], layer, width: 0, own: Some(tied.ids[own]) });
            }
        }
    }
    found
}

/// The hidden cells in heaps that no sum joins.
fn tied(table: &Table, hidden: &[bool], layer: usize, floor: u64) -> Vec<Tied> {
    let values = &table.values[layer];
    let is_open = |id: Id| hidden[id];
    let mut heap: Vec<usize> = (0..table.len()).collect();
    fn top(heap: &mut [usize], mut at: usize) -> usize {
        while heap[at] != at {
            heap[at] = heap[heap[at]];
            at = heap[at];
        }
        at
    }
    let mut equations: Vec<(Vec<(Id, i64)>, i64)> = Vec::new();
    for sum in table.sums() {
        // Whatever the other parts are, a sum with a part that nobody knows can be the sum of them.
        if sum.parts.iter().chain([&sum.whole]).any(|id| table.unknown[*id]) {
            continue;
        }
        let terms = sum.parts.iter().map(|part| (*part, 1)).chain([(sum.whole, -1)]);
        let (open, shown): (Vec<_>, Vec<_>) = terms.partition(|(id, _)| is_open(*id));
        let rest = -shown.iter().map(|(id, sign)| sign * i64::try_from(values[*id]).unwrap()).sum::<i64>();
        for pair in open.windows(2) {
            let (one, other) = (top(&mut heap, pair[0].0), top(&mut heap, pair[1].0));
            heap[one] = other;
        }
        if !open.is_empty() {
            equations.push((open, rest));
        }
    }
    let mut heaps: BTreeMap<usize, Vec<Id>> = BTreeMap::new();
    let in_a_sum = |id: &Id| equations.iter().any(|(terms, _)| terms.iter().any(|(other, _)| other == id));
    for id in (0..table.len()).filter(|id| is_open(*id)).filter(in_a_sum) {
        heaps.entry(top(&mut heap, id)).or_default().push(id);
    }
    let tie = |ids: Vec<Id>| {
        let place: BTreeMap<Id, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let own = equations.iter().filter(|(terms, _)| place.contains_key(&terms[0].0));
        let own = own.map(|(terms, rest)| (terms.iter().map(|(id, sign)| (place[id], *sign)).collect(), *rest));
        Tied {
            truth: ids.iter().map(|id| i64::try_from(values[*id]).unwrap()).collect(),
            floor: i64::try_from(floor).unwrap(),
            equations: own.collect(),
            ids,
        }
    };
    heaps.into_values().map(tie).collect()
}

impl Tied {
    /// How wide a cell's interval is, looking no further than is needed. `seen` keeps how far cells have moved in tables
    /// that were found already.
    fn width(&self, at: usize, need: i64, own: Option<usize>, (seen, way): (&mut [(i64, i64)], Way)) -> i64 {
        let wide = |seen: &[(i64, i64)]| seen[at].1 - seen[at].0;
        for up in [true, false] {
            if wide(seen) >= need {
                break;
            }
            match way {
                Way::Programming => self.program(at, up, (need, own), seen),
                // What takes too long to try is left to the other way.
                Way::Trying if self.tries(at, up, (need, own), seen).is_none() => {
                    self.program(at, up, (need, own), seen)
                }
                Way::Trying => {}
            }
        }
        wide(seen)
    }

    /// Moves a cell as far as linear programming can, up to what is needed.
    fn program(&self, at: usize, up: bool, (need, own): (i64, Option<usize>), seen: &mut [(i64, i64)]) {
        let direction = if up { OptimizationDirection::Maximize } else { OptimizationDirection::Minimize };
        let mut problem = Problem::new(direction);
        let number = |value: i64| f64::from(i32::try_from(value).unwrap());
        let variables: Vec<Variable> = (0..self.ids.len())
            .map(|cell| {
                let bounds = match cell {
                    _ if Some(cell) == own => (self.truth[cell], Some(self.truth[cell])),
                    _ if cell == at => (self.floor.max(self.truth[cell] - need), Some(self.truth[cell] + need)),
                    _ => (self.floor, None),
                };
                let bounds = (number(bounds.0), bounds.1.map_or(f64::INFINITY, number));
                problem.add_var(if cell == at { 1.0 } else { 0.0 }, bounds)
            })
            .collect();
        for (terms, rest) in &self.equations {
            let terms: Vec<(Variable, f64)> =
                terms.iter().map(|(cell, sign)| (variables[*cell], number(*sign))).collect();
            problem.add_constraint(&terms[..], ComparisonOp::Eq, number(*rest));
        }
        let Ok(SolveOutcome::Solution(solution)) = problem.solve() else {
            panic!("the program has a solution, since the table is one")
        };
        for (cell, seen) in seen.iter_mut().enumerate() {
            let (low, high) = whole_numbers(solution.var_value(variables[cell]));
            *seen = (seen.0.min(low), seen.1.max(high));
        }
    }

    /// Looks for a table in which a cell is as far from its value as is needed, or else less far; `None` when that takes
    /// too long.
    fn tries(&self, at: usize, up: bool, (need, own): (i64, Option<usize>), seen: &mut [(i64, i64)]) -> Option<()> {
        // Whether a table is found does not hang on how far other cells may move, beyond some point.
        let reach = 3 * need + 12;
        for step in (1..=need).rev() {
            let value = self.truth[at] + if up { step } else { -step };
            if value < self.floor {
                continue;
            }
            let bounds = |cell: usize| match cell {
                _ if Some(cell) == own => (self.truth[cell], self.truth[cell]),
                _ if cell == at => (value, value),
                _ => (self.floor.max(self.truth[cell] - reach), self.truth[cell] + reach),
            };
            let bounds: Vec<(i64, i64)> = (0..self.ids.len()).map(bounds).collect();
            let mut steps = 3_000;
            if let Some(table) = self.solve(bounds, &mut steps) {
                for (seen, value) in seen.iter_mut().zip(table) {
                    *seen = (seen.0.min(value), seen.1.max(value));
                }
                return Some(());
            }
            if steps == 0 {
                return None;
            }
        }
        Some(())
    }

    /// A table in whole numbers within bounds, found by narrowing bounds and trying, as long as there are steps left.
    fn solve(&self, mut bounds: Vec<(i64, i64)>, steps: &mut u32) -> Option<Vec<i64>> {
        *steps = steps.checked_sub(1)?;
        self.narrow(&mut bounds)?;
        let open = (0..bounds.len()).filter(|cell| bounds[*cell].0 < bounds[*cell].1);
        let Some(cell) = open.min_by_key(|cell| bounds[*cell].1 - bounds[*cell].0) else {
            return Some(bounds.into_iter().map(|(low, _)| low).collect());
        };
        let mut values: Vec<i64> = (bounds[cell].0..=bounds[cell].1).collect();
        values.sort_by_key(|value| (value - self.truth[cell]).abs());
        values.into_iter().find_map(|value| {
            let mut next = bounds.clone();
            next[cell] = (value, value);
            self.solve(next, steps)
        })
    }

    /// Narrows bounds until no sum says more; `None` when a sum cannot hold.
    fn narrow(&self, bounds: &mut [(i64, i64)]) -> Option<()> {
        loop {
            let mut changed = false;
            for (terms, rest) in &self.equations {
                let ends = |cell: usize, sign: i64, bounds: &[(i64, i64)]| match sign {
                    1 => bounds[cell],
                    _ => (-bounds[cell].1, -bounds[cell].0),
                };
                let low: i64 = terms.iter().map(|(cell, sign)| ends(*cell, *sign, bounds).0).sum();
                let high: i64 = terms.iter().map(|(cell, sign)| ends(*cell, *sign, bounds).1).sum();
                if low > *rest || high < *rest {
                    return None;
                }
                for (cell, sign) in terms {
                    let own = ends(*cell, *sign, bounds);
                    let most = (own.1).min(rest - (low - own.0));
                    let least = (own.0).max(rest - (high - own.1));
                    let next = if *sign == 1 { (least, most) } else { (-most, -least) };
                    if next.0 > next.1 {
                        return None;
                    }
                    if next != bounds[*cell] {
                        bounds[*cell] = next;
                        changed = true;
                        break;
                    }
                }
            }
            if !changed {
                return Some(());
            }
        }
    }
}

/// The end of an interval in whole numbers, from below and from above: never further than it truly can be.
#[expect(clippy::cast_possible_truncation, reason = "values are counts of small tables")]
fn whole_numbers(value: f64) -> (i64, i64) {
    const NEAR: f64 = 1e-6;
    ((value - NEAR).ceil() as i64, (value + NEAR).floor() as i64)
}

/// What an attacker gets of a hidden cell by linear programming, no further than `reach` from its value.
pub(super) fn interval(table: &Table, hidden: &[bool], cell: Id, floor: u64, reach: i64) -> (i64, i64) {
    for tied in tied(table, hidden, 0, floor) {
        if let Some(at) = tied.ids.iter().position(|id| *id == cell) {
            let mut seen: Vec<(i64, i64)> = tied.truth.iter().map(|value| (*value, *value)).collect();
            tied.program(at, true, (reach, None), &mut seen);
            tied.program(at, false, (reach, None), &mut seen);
            return seen[at];
        }
    }
    (i64::try_from(floor).unwrap(), i64::MAX)
}
