//! Which numbers cannot move at all: those on no circle of numbers that can.
//!
//! Numbers that can go both ways are edges, the others arcs. A number lies on a circle if both its ends are in one
//! strongly connected part, and it is no bridge there (Boesch and Tindell, 1980).

use super::system::Var;

/// A number as an arc: where it leads from and to when it grows, and whether it can grow and shrink.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arc {
    pub(super) var: Var,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) up: bool,
    pub(super) down: bool,
}

/// The numbers among these that cannot move. Nodes are counted from 0 and are fewer than `nodes`.
pub(super) fn fixed(arcs: &[Arc], nodes: usize) -> Vec<Var> {
    let ends: Vec<(usize, usize)> = arcs.iter().map(|arc| (arc.from, arc.to)).collect();
    let mut out: Vec<Vec<(usize, usize)>> = vec![Vec::new(); nodes];
    for (at, (arc, (from, to))) in arcs.iter().zip(&ends).enumerate() {
        if arc.up {
            out[*from].push((*to, at));
        }
        if arc.down {
            out[*to].push((*from, at));
        }
    }
    let part = walk(&out, false).part;
    let inside = |at: usize| (arcs[at].up || arcs[at].down) && part[ends[at].0] == part[ends[at].1];
    let mut edges: Vec<Vec<(usize, usize)>> = vec![Vec::new(); nodes];
    for (at, (from, to)) in ends.iter().enumerate().filter(|(at, _)| inside(*at)) {
        edges[*from].push((*to, at));
        edges[*to].push((*from, at));
    }
    let bridges = walk(&edges, true).bridges;
    let is_fixed = |at: &usize| ends[*at].0 != ends[*at].1 && (!inside(*at) || bridges.contains(at));
    (0..arcs.len()).filter(is_fixed).map(|at| arcs[at].var).collect()
}

struct Walked {
    /// The strongly connected part of each node.
    part: Vec<usize>,
    /// Edges without which the graph would fall apart.
    bridges: std::collections::BTreeSet<usize>,
}

/// Tarjan's walk, for parts of a directed graph or for bridges of an undirected one.
fn walk(out: &[Vec<(usize, usize)>], undirected: bool) -> Walked {
    const NEW: usize = usize::MAX;
    let (mut number, mut low) = (vec![NEW; out.len()], vec![NEW; out.len()]);
    let (mut part, mut bridges) = (vec![NEW; out.len()], std::collections::BTreeSet::new());
    let (mut open, mut next, mut parts) = (Vec::new(), 0, 0);
    for start in 0..out.len() {
        if number[start] != NEW {
            continue;
        }
        // Node, the edge it was reached by, and how many of its edges have been looked at.
        let mut path: Vec<(usize, usize, usize)> = vec![(start, NEW, 0)];
        (number[start], low[start]) = (next, next);
        next += 1;
        open.push(start);
        while let Some((node, by, seen)) = path.pop() {
            if let Some((other, edge)) = out[node].get(seen).copied() {
                path.push((node, by, seen + 1));
                if undirected && edge == by {
                    continue;
                }
                if number[other] == NEW {
                    (number[other], low[other]) = (next, next);
                    next += 1;
                    open.push(other);
                    path.push((other, edge, 0));
                } else if undirected || part[other] == NEW {
                    low[node] = low[node].min(number[other]);
                }
                continue;
            }
            if let Some((before, ..)) = path.last().copied() {
                low[before] = low[before].min(low[node]);
                if undirected && low[node] == number[node] {
                    bridges.insert(by);
                }
            }
            if low[node] == number[node] {
                while let Some(top) = open.pop() {
                    part[top] = parts;
                    if top == node {
                        break;
                    }
                }
                parts += 1;
            }
        }
    }
    Walked { part, bridges }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Whether a number lies on a circle, by trying every way.
    fn moves(arcs: &[Arc], at: usize) -> bool {
        let reach = |start: usize, end: usize| {
            let mut seen = vec![start];
            let mut open = vec![start];
            while let Some(node) = open.pop() {
                for (_, arc) in arcs.iter().enumerate().filter(|(other, _)| *other != at) {
                    for (from, to, can) in [(arc.from, arc.to, arc.up), (arc.to, arc.from, arc.down)] {
                        if can && from == node && !seen.contains(&to) {
                            seen.push(to);
                            open.push(to);
                        }
                    }
                }
            }
            seen.contains(&end)
        };
        let arc = arcs[at];
        arc.from == arc.to || (arc.up && reach(arc.to, arc.from)) || (arc.down && reach(arc.from, arc.to))
    }

    proptest! {
        #[test]
        fn finds_what_no_circle_passes(drawn in prop::collection::vec((0_usize..6, 0_usize..6, any::<bool>(), any::<bool>()), 1..14)) {
            let arcs: Vec<Arc> = drawn
                .iter()
                .zip(0..)
                .map(|((from, to, up, down), var)| Arc { var, from: *from, to: *to, up: *up, down: *down })
                .collect();
            let found = fixed(&arcs, 6);
            for at in 0..arcs.len() {
                prop_assert_eq!(found.contains(&arcs[at].var), !moves(&arcs, at), "{:?} in {:?}", arcs[at], arcs);
            }
        }
    }
}
