//! Secondary suppression by Gaussian elimination, to compare with: candidates are published in order of importance, unless a
//! cell that must be hidden would follow from what is published (Langsrud 2024, "Secondary Cell Suppression by Gaussian
//! Elimination: An Algorithm Suitable for Handling Issues with Zeros and Singletons", PSD 2024, LNCS 14915,
//! doi:10.1007/978-3-031-69651-0_6). It prevents exact disclosure only.
//!
//! Written from the description. Arithmetic is modulo the prime 2^61 - 1: what is dependent in whole numbers is dependent
//! there, and the reverse fails with a chance of about one in 10^18.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::table::{Id, Table};

const PRIME: u64 = (1 << 61) - 1;

/// A combination of inner cells, ascending, without zeros.
type Vector = BTreeMap<Id, u64>;

/// Which cells are hidden so that no cell that must be hidden follows from the others. Inner zeros are known to readers.
pub(super) fn suppress(table: &Table, must_hide: &[bool]) -> Vec<bool> {
    let inner = table.as_inner();
    let value = |id: Id| table.values.iter().map(|layer| layer[id]).sum::<u64>();
    let is_zero = |id: Id| value(id) == 0 && !must_hide[id] && !table.unknown[id];
    let vector =
        |id: Id| -> Vector { inner[id].iter().filter(|part| !is_zero(**part)).map(|part| (*part, 1)).collect() };
    let mut primary: Vec<(Id, Vector)> =
        (0..table.len()).filter(|id| must_hide[*id]).map(|id| (id, vector(id))).collect();
    let mut candidates: Vec<Id> = (0..table.len()).filter(|id| !must_hide[*id] && !table.unknown[*id]).collect();
    candidates.sort_by_key(|id| Reverse(value(*id)));
    let mut published = Published::default();
    let mut hidden = must_hide.to_vec();
    for id in candidates {
        let reduced = published.reduce(vector(id));
        if primary.iter().any(|(_, other)| is_multiple(other, &reduced)) {
            hidden[id] = true;
        } else if !reduced.is_empty() {
            // A pivot on a cell that is in few vectors keeps them short.
            let pivot =
                reduced.keys().copied().find(|cell| !must_hide[*cell]).unwrap_or(*reduced.keys().next().unwrap());
            for (_, other) in primary.iter_mut().filter(|(_, other)| other.contains_key(&pivot)) {
                subtract(other, &reduced, pivot);
            }
            published.add(pivot, reduced);
        }
    }
    hidden
}

/// What is published, as vectors in the order of adding, each with a cell that it takes out of all later ones.
#[derive(Default)]
struct Published {
    vectors: Vec<(Id, Vector)>,
    by_pivot: BTreeMap<Id, usize>,
}

impl Published {
    fn reduce(&self, mut vector: Vector) -> Vector {
        let mut open: BTreeSet<usize> = vector.keys().filter_map(|cell| self.by_pivot.get(cell).copied()).collect();
        while let Some(at) = open.pop_first() {
            let (pivot, by) = &self.vectors[at];
            if vector.contains_key(pivot) {
                subtract(&mut vector, by, *pivot);
                open.extend(by.keys().filter_map(|cell| self.by_pivot.get(cell).copied()).filter(|other| *other > at));
            }
        }
        vector
    }

    fn add(&mut self, pivot: Id, vector: Vector) {
        self.by_pivot.insert(pivot, self.vectors.len());
        self.vectors.push((pivot, vector));
    }
}

/// Takes a cell out of a vector by another that has it.
fn subtract(vector: &mut Vector, by: &Vector, pivot: Id) {
    let factor = times(vector[&pivot], inverse(by[&pivot]));
    for (cell, value) in by {
        let here = vector.entry(*cell).or_insert(0);
        *here = (*here + PRIME - times(factor, *value)) % PRIME;
        if *here == 0 {
            vector.remove(cell);
        }
    }
}

fn is_multiple(one: &Vector, other: &Vector) -> bool {
    let same_cells = one.len() == other.len() && !one.is_empty() && one.keys().eq(other.keys());
    same_cells && {
        let (first_one, first_other) = (one.values().next().unwrap(), other.values().next().unwrap());
        one.values().zip(other.values()).all(|(a, b)| times(*a, *first_other) == times(*b, *first_one))
    }
}

fn times(a: u64, b: u64) -> u64 {
    u64::try_from(u128::from(a) * u128::from(b) % u128::from(PRIME)).unwrap()
}

/// By Fermat: the power of the prime less two.
fn inverse(value: u64) -> u64 {
    let (mut result, mut base, mut exponent) = (1, value, PRIME - 2);
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = times(result, base);
        }
        base = times(base, base);
        exponent >>= 1;
    }
    result
}
