//! What is published about hidden numbers, as equations and inequalities in whole numbers.

/// No bound.
pub(super) const FREE: i64 = 4_000_000_000_000;

/// The node of a number that stands in no sum on that side; each table has its own.
pub(super) type Node = u32;
/// A hidden number.
pub(super) type Var = u32;

/// A hidden number between two sums: it counts for one and against the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    /// The smallest value.
    pub(super) lower: i64,
    /// The largest value.
    pub(super) upper: i64,
    /// The sum it counts for, and the sum it counts against; `None` = it stands in none, only in [`Side`]s.
    pub(super) ends: Option<(Node, Node)>,
}

/// An equation or inequality beside the sums that form a network.
#[derive(Clone, Debug)]
pub(super) struct Side {
    /// Numbers with their factors.
    pub(super) terms: Vec<(Var, i64)>,
    /// What the terms come to, or stay at or below.
    pub(super) rhs: i64,
    /// Whether they come to exactly that.
    pub(super) is_equal: bool,
    /// A number that stands nowhere else among sums and takes what the others give.
    pub(super) absorber: Option<(Var, i64)>,
}

/// Everything known about some hidden numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct System {
    pub(super) numbers: Vec<Number>,
    /// What each node's numbers come to: those that count for it minus those that count against it. `None` = anything.
    pub(super) supply: Vec<Option<i64>>,
    pub(super) sides: Vec<Side>,
    /// Sides by number, with the factor.
    pub(super) sides_of: Vec<Vec<(u32, i64)>>,
    /// Numbers by node, and whether the node is the one they count for.
    at_node: Vec<Vec<(Var, bool)>>,
}

impl System {
    pub(super) fn node(&mut self, supply: Option<i64>) -> Node {
        self.supply.push(supply);
        self.at_node.push(Vec::new());
        index(self.supply.len() - 1)
    }

    /// Lets a known value count in a sum: what the hidden numbers come to changes by it.
    pub(super) fn count(&mut self, node: Node, by: i64) {
        if let Some(supply) = &mut self.supply[node as usize] {
            *supply += by;
        }
    }

    pub(super) fn number(&mut self, number: Number) -> Var {
        let var = index(self.numbers.len());
        if let Some((from, to)) = number.ends.filter(|(from, to)| from != to) {
            self.at_node[from as usize].push((var, true));
            self.at_node[to as usize].push((var, false));
        }
        self.numbers.push(number);
        self.sides_of.push(Vec::new());
        var
    }

    /// Adds a side; one without terms says nothing.
    pub(super) fn side(&mut self, mut terms: Vec<(Var, i64)>, rhs: i64, is_equal: bool) {
        terms.sort_unstable();
        terms.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        terms.retain(|(_, factor)| *factor != 0);
        if let ([(var, factor)], false) = (terms.as_slice(), is_equal) {
            // An inequality of one number is a bound.
            let number = &mut self.numbers[*var as usize];
            match *factor > 0 {
                true => number.upper = number.upper.min(rhs.div_euclid(*factor)),
                false => number.lower = number.lower.max(-(rhs.div_euclid(-*factor))),
            }
            return;
        }
        if terms.is_empty() {
            return;
        }
        let place = index(self.sides.len());
        for (var, factor) in &terms {
            self.sides_of[*var as usize].push((place, *factor));
        }
        self.sides.push(Side { terms, rhs, is_equal, absorber: None });
    }

    /// Finds for each equation a number that takes what the others give.
    pub(super) fn find_absorbers(&mut self) {
        for at in 0..self.sides.len() {
            let side = &self.sides[at];
            let equations = |var: Var| {
                self.sides_of[var as usize].iter().filter(|(side, _)| self.sides[*side as usize].is_equal).count()
            };
            let takes = |(var, factor): &&(Var, i64)| {
                factor.abs() == 1 && self.numbers[*var as usize].ends.is_none() && equations(*var) == 1
            };
            if side.is_equal {
                self.sides[at].absorber = side.terms.iter().find(takes).copied();
            }
        }
    }

    pub(super) fn at(&self, node: Node) -> &[(Var, bool)] {
        &self.at_node[node as usize]
    }

    /// All numbers that have to do with one, through sums and sides, ascending.
    pub(super) fn connected(&self, var: Var) -> Vec<Var> {
        self.near(var, usize::MAX)
    }

    /// Those numbers that have most directly to do with one, and that one; at most so many, ascending.
    pub(super) fn near(&self, var: Var, most: usize) -> Vec<Var> {
        let mut seen = vec![false; self.numbers.len()];
        let mut seen_nodes = vec![false; self.supply.len()];
        let mut found = vec![var];
        seen[var as usize] = true;
        let mut at = 0;
        while let Some(next) = found.get(at).copied().filter(|_| found.len() < most) {
            at += 1;
            let mut reach = |other: Var| {
                if !std::mem::replace(&mut seen[other as usize], true) {
                    found.push(other);
                }
            };
            for (side, _) in &self.sides_of[next as usize] {
                self.sides[*side as usize].terms.iter().for_each(|(other, _)| reach(*other));
            }
            for node in self.numbers[next as usize].ends.into_iter().flat_map(|(from, to)| [from, to]) {
                let known = std::mem::replace(&mut seen_nodes[node as usize], true);
                if !known && self.supply[node as usize].is_some() {
                    self.at(node).iter().for_each(|(other, _)| reach(*other));
                }
            }
        }
        found.truncate(most);
        found.sort_unstable();
        found
    }
}

/// A place in a list as a small number; there are never so many.
pub(super) fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
