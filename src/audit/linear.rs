//! Bounds by linear programming, for what is no network.

use clarabel::algebra::CscMatrix;
use clarabel::solver::SupportedConeT::{NonnegativeConeT, ZeroConeT};
use clarabel::solver::{DefaultSettings, DefaultSettingsBuilder, DefaultSolver, IPSolver, SolverStatus};

use super::system::{FREE, System, Var};

/// How far a computed bound may lie beside the true one; intervals are judged as if it were that much wider.
pub(super) const TOLERANCE: f64 = 1e-2;

/// The numbers that have to do with each other, as a linear programme.
pub(super) struct Programme {
    /// The numbers, ascending.
    pub(super) vars: Vec<Var>,
    matrix: CscMatrix<f64>,
    right: Vec<f64>,
    equations: usize,
    /// How many programmes were solved.
    pub(super) solved: usize,
}

/// What a programme found.
pub(super) enum Found {
    /// The bound, rounded outwards to a whole number that can be reached, and the values there, which need not be whole.
    Bound(i64, Vec<f64>),
    /// There is none.
    Unbounded,
    /// Nothing satisfies everything that is published.
    Contradiction,
    /// The solver gave up.
    Failed,
}

impl Programme {
    /// The programme of everything that has to do with a number.
    pub(super) fn around(system: &System, var: Var) -> Self {
        Self::of(system, system.connected(var), &[])
    }

    /// The programme of some numbers while all others stay as they are in a solution. Whatever satisfies it, together with
    /// these others, satisfies everything.
    pub(super) fn beside(system: &System, vars: Vec<Var>, solution: &[f64]) -> Self {
        Self::of(system, vars, solution)
    }

    fn of(system: &System, vars: Vec<Var>, solution: &[f64]) -> Self {
        let mut rows = Rows::new(&vars, solution);
        let mut nodes: Vec<u32> = vars
            .iter()
            .filter_map(|var| system.numbers[*var as usize].ends)
            .flat_map(|(from, to)| [from, to])
            .filter(|node| system.supply[*node as usize].is_some())
            .collect();
        nodes.sort_unstable();
        nodes.dedup();
        for node in nodes {
            let terms: Vec<(Var, i64)> =
                system.at(node).iter().map(|(var, counts)| (*var, if *counts { 1 } else { -1 })).collect();
            rows.add(&terms, system.supply[node as usize].unwrap_or(0));
        }
        let mut sides: Vec<u32> =
            vars.iter().flat_map(|var| system.sides_of[*var as usize].iter().map(|(side, _)| *side)).collect();
        sides.sort_unstable();
        sides.dedup();
        let sides: Vec<_> = sides.iter().map(|side| &system.sides[*side as usize]).collect();
        sides.iter().filter(|side| side.is_equal).for_each(|side| rows.add(&side.terms, side.rhs));
        let equations = rows.right.len();
        sides.iter().filter(|side| !side.is_equal).for_each(|side| rows.add(&side.terms, side.rhs));
        for var in &vars {
            let number = &system.numbers[*var as usize];
            if number.lower > -FREE {
                rows.add(&[(*var, -1)], -number.lower);
            }
            if number.upper < FREE {
                rows.add(&[(*var, 1)], number.upper);
            }
        }
        let matrix = rows.matrix();
        Self { matrix, right: rows.right, equations, vars, solved: 0 }
    }

    /// The smallest or largest value of a number.
    pub(super) fn bound(&mut self, var: Var, largest: bool) -> Found {
        let Ok(place) = self.vars.binary_search(&var) else { return Found::Failed };
        let mut goal = vec![0.0; self.vars.len()];
        goal[place] = if largest { -1.0 } else { 1.0 };
        let plain = goal.clone();
        // A little of everything else leads to a corner, which is often whole; large numbers are better left without.
        for (at, goal) in goal.iter_mut().enumerate().filter(|(at, _)| *at != place) {
            *goal = 1e-7 * f64::from(u32::try_from((at * 7919 + 13) % 101).unwrap_or(0)) / 101.0;
        }
        match self.solve(&goal, (place, largest)) {
            Found::Failed => self.solve(&plain, (place, largest)),
            found => found,
        }
    }

    fn solve(&mut self, goal: &[f64], (place, largest): (usize, bool)) -> Found {
        self.solved += 1;
        let quadratic = CscMatrix::zeros((self.vars.len(), self.vars.len()));
        let cones = [ZeroConeT(self.equations), NonnegativeConeT(self.right.len() - self.equations)];
        let Ok(settings) = settings() else { return Found::Failed };
        let Ok(mut solver) = DefaultSolver::new(&quadratic, goal, &self.matrix, &self.right, &cones, settings) else {
            return Found::Failed;
        };
        solver.solve();
        match solver.solution.status {
            SolverStatus::Solved | SolverStatus::AlmostSolved => {
                let value = solver.solution.x[place];
                let bound = if largest { (value + TOLERANCE).floor() } else { (value - TOLERANCE).ceil() };
                Found::Bound(whole(bound), solver.solution.x)
            }
            SolverStatus::DualInfeasible | SolverStatus::AlmostDualInfeasible => Found::Unbounded,
            SolverStatus::PrimalInfeasible | SolverStatus::AlmostPrimalInfeasible => Found::Contradiction,
            _ => Found::Failed,
        }
    }
}

fn settings() -> Result<DefaultSettings<f64>, String> {
    DefaultSettingsBuilder::default()
        .verbose(false)
        .max_iter(400)
        .max_threads(1)
        .build()
        .map_err(|error| error.to_string())
}

/// The whole number that a value stands for.
#[expect(clippy::cast_possible_truncation, reason = "far below the bounds of whole numbers")]
pub(super) fn whole(value: f64) -> i64 {
    value.clamp(-1e15, 1e15) as i64
}

/// A matrix in the making, row by row.
struct Rows<'a> {
    vars: &'a [Var],
    /// What every number is that is not among them.
    others: &'a [f64],
    columns: Vec<Vec<(usize, f64)>>,
    right: Vec<f64>,
}

impl<'a> Rows<'a> {
    fn new(vars: &'a [Var], others: &'a [f64]) -> Self {
        Self { vars, others, columns: vec![Vec::new(); vars.len()], right: Vec::new() }
    }

    /// Adds a row, with factors of about one.
    #[expect(clippy::cast_precision_loss, reason = "linear programming is not exact; results are rounded outwards")]
    fn add(&mut self, terms: &[(Var, i64)], right: i64) {
        let scale = terms.iter().map(|(_, factor)| factor.unsigned_abs()).max().unwrap_or(1).max(1) as f64;
        let row = self.right.len();
        let mut right = right as f64;
        for (var, factor) in terms {
            match self.vars.binary_search(var) {
                Ok(place) => self.columns[place].push((row, *factor as f64 / scale)),
                Err(_) => {
                    right -= *factor as f64 * self.others.get(*var as usize).copied().unwrap_or(0.0);
                }
            }
        }
        self.right.push(right / scale);
    }

    fn matrix(&self) -> CscMatrix<f64> {
        let mut starts = vec![0];
        let (mut rows, mut values) = (Vec::new(), Vec::new());
        for column in &self.columns {
            rows.extend(column.iter().map(|(row, _)| *row));
            values.extend(column.iter().map(|(_, value)| *value));
            starts.push(rows.len());
        }
        CscMatrix::new(self.right.len(), self.columns.len(), starts, rows, values)
    }
}
