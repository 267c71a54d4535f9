//! The areas of a table in trees, each area below the smallest that holds it.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::figure::Figure;
use crate::model::measure::Rule;
use crate::model::{AreaKey, Grid, Measure, Period, Publication};

/// Areas that consist of the same delivered areas, so that their figures are the same: a jobcentre and its only
/// municipality, a region and its council.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Alike {
    /// The areas, ascending.
    pub(super) areas: Vec<Option<AreaKey>>,
    /// How many delivered areas it consists of.
    pub(super) size: usize,
    /// Which, as bits.
    parts: Vec<u64>,
}

/// One hierarchy: places in the list of [`Alike`], parts before wholes, each with its whole's place in the tree.
pub(super) type Tree = Vec<(usize, Option<usize>)>;

impl Alike {
    /// Whether all delivered areas of another are its own too.
    pub(super) fn holds(&self, other: &Self) -> bool {
        self.parts.iter().zip(&other.parts).all(|(own, other)| own & other == *other)
    }

    fn is_apart(&self, other: &Self) -> bool {
        self.parts.iter().zip(&other.parts).all(|(own, other)| own & other == 0)
    }

    /// Whether one lies within the other, or they have nothing in common.
    pub(super) fn nests_with(&self, other: &Self) -> bool {
        self.is_apart(other) || self.holds(other) || other.holds(self)
    }
}

/// The areas of a table, smallest first, and the trees they form. Hierarchies that do not nest in one another become
/// trees of their own over the same delivered areas.
pub(super) fn trees(
    figures: &Grid<Figure>,
    measure: &Measure,
    period: Period,
    publication: &Publication,
) -> (Vec<Alike>, Vec<Tree>) {
    let alike = alike(figures, measure, period, publication);
    let mut trees: Vec<Vec<usize>> = vec![(0..alike.len()).filter(|at| alike[*at].size == 1).collect()];
    let base = trees[0].clone();
    // Wholes from the largest down, so that the country stands in the first tree.
    for at in (0..alike.len()).rev().filter(|at| alike[*at].size > 1) {
        let mut placed = false;
        for tree in &mut trees {
            if tree.iter().all(|other| alike[at].nests_with(&alike[*other])) {
                tree.push(at);
                placed = true;
            }
        }
        if !placed {
            trees.push(base.iter().copied().chain([at]).collect());
        }
    }
    let trees = trees.into_iter().map(|tree| with_parents(tree, &alike)).collect();
    (alike, trees)
}

/// Orders a tree from parts to wholes, and finds for each the smallest whole above it.
fn with_parents(mut tree: Vec<usize>, alike: &[Alike]) -> Tree {
    // The list is sorted by size, so places are, too.
    tree.sort_unstable();
    let above = |at: usize| (at + 1..tree.len()).find(|other| alike[tree[*other]].holds(&alike[tree[at]]));
    (0..tree.len()).map(|at| (tree[at], above(at))).collect()
}

fn alike(figures: &Grid<Figure>, measure: &Measure, period: Period, publication: &Publication) -> Vec<Alike> {
    let delivered: Vec<Option<AreaKey>> = {
        let mut found: Vec<_> = figures.iter().filter(|(_, one)| !one.computed).map(|(key, _)| key.area).collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    let words = delivered.len().div_ceil(64).max(1);
    // An area of which nothing is known tells nothing, and consists of more than what was delivered of it.
    let known: BTreeSet<Option<AreaKey>> =
        figures.iter().filter(|(_, one)| one.amount.missing().is_none()).map(|(key, _)| key.area).collect();
    let mut parts: BTreeMap<Option<AreaKey>, Vec<u64>> = known.into_iter().map(|area| (area, vec![0; words])).collect();
    for (at, area) in delivered.iter().enumerate() {
        let ancestors = match area {
            Some(area) if measure.over_areas != Rule::None => publication.ancestors(*area, period),
            _ => Vec::new(),
        };
        for larger in ancestors.into_iter().map(Some).chain([*area]) {
            if let Some(parts) = parts.get_mut(&larger) {
                parts[at / 64] |= 1 << (at % 64);
            }
        }
    }
    let mut by_parts: BTreeMap<Vec<u64>, Vec<Option<AreaKey>>> = BTreeMap::new();
    for (area, parts) in parts {
        by_parts.entry(parts).or_default().push(area);
    }
    let mut alike: Vec<Alike> = by_parts
        .into_iter()
        .map(|(parts, areas)| Alike { areas, size: parts.iter().map(|word| word.count_ones() as usize).sum(), parts })
        .collect();
    alike.sort_by_key(|one| (one.size, one.areas.first().copied()));
    alike
}
