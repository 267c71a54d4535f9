//! The attack from inside: a group of one knows itself, and must not find another.

use std::collections::BTreeMap;

use super::find::{Attack, Attacker, Outcome};
use super::published::Key;
use super::system::Var;
use super::tabled::Layer;

/// Where a hidden number stands: table, class, column.
type Placed = (Var, usize, usize, usize);

/// Looks for cells that a group of one finds exactly: by those that are one in truth, when these are known; otherwise it
/// counts the cells that would be found if another cell of its sums were one.
pub(super) fn attack(attack: &mut Attack<'_>, targets: &[Placed], outcome: &mut Outcome) {
    let places: BTreeMap<Var, Placed> = targets.iter().map(|target| (target.0, *target)).collect();
    // What anyone finds is no news to a group of one.
    let known: std::collections::BTreeSet<Var> = outcome.found.clone();
    let mut within_reach = std::collections::BTreeSet::new();
    for single in singles(attack, targets) {
        if !attack.pool.is_solved(single) || !attack.pool.bring(single, 1) {
            continue;
        }
        for var in attack.pool.fixed_beside(single) {
            let Some(place) = places.get(&var) else { continue };
            // Whoever finds a sum finds a group in it that was hidden from him, or has found nothing.
            if is_sum(attack, *place) || known.contains(&var) {
                continue;
            }
            if attack.group.truths.is_none() {
                within_reach.insert(var);
                continue;
            }
            let value = Some(attack.pool.values[var as usize]);
            let layer = layer_of(attack, *place);
            let (_, table, class, column) = *place;
            let found = attack.describe((table, class, column), layer, (value, value), Attacker::Contributor);
            outcome.narrow.push(found);
        }
    }
    outcome.within_reach_of_ones = within_reach.len();
}

/// The numbers that know themselves: the true ones, or every one that could be.
fn singles(attack: &Attack<'_>, targets: &[Placed]) -> Vec<Var> {
    let may_be_one = |var: Var| {
        let number = &attack.system.numbers[var as usize];
        number.lower <= 1 && number.upper >= 1
    };
    match attack.group.truths {
        None => targets.iter().map(|target| target.0).filter(|var| may_be_one(*var)).collect(),
        Some(truths) => {
            let mut found = Vec::new();
            for (at, (id, ..)) in attack.group.tables.iter().enumerate() {
                found.extend(of_table(attack, at, truths.get(id)));
            }
            found
        }
    }
}

fn of_table(attack: &Attack<'_>, at: usize, truths: Option<&Vec<Truth>>) -> Vec<Var> {
    let ones = truths.into_iter().flatten().filter(|truth| truth.is_group && truth.value == 1);
    let entry = |truth: &Truth| match attack.tabled[at].entry_of(truth.layer, truth.key)? {
        super::tabled::Entry::Hidden(var) => Some(var),
        super::tabled::Entry::Known(_) => None,
    };
    ones.filter_map(entry).collect()
}

fn is_sum(attack: &Attack<'_>, (_, table, class, column): Placed) -> bool {
    let structure = &attack.tabled[table].structure;
    structure.total == Some(column) || !structure.classes[class].children.is_empty()
}

fn layer_of(attack: &Attack<'_>, (var, table, class, column): Placed) -> Layer {
    match attack.tabled[table].entry(Layer::Part, class, column) {
        super::tabled::Entry::Hidden(part) if part == var => Layer::Part,
        _ => Layer::Rest,
    }
}

/// What a number is in truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Truth {
    /// The cell.
    pub key: Key,
    /// Which number of it.
    pub layer: Layer,
    /// Its value.
    pub value: i64,
    /// Whether it is the number of one group, and not a sum of others.
    pub is_group: bool,
}

/// What the cells are in truth, by table; for the build, which knows. An attack begins there, and groups of one attack.
pub type Truths = BTreeMap<(String, crate::model::Period), Vec<Truth>>;
