//! Random tables, protected by the method and attacked.

use super::adapter;
use super::attack::{self, Way};
use super::random::{self, Dice, Kind};
use super::table::{Policy, Table};

const SMALL: Kind = Kind { rows: (2, 5), columns: (1, 3), crossing: false, shares: false };
const MIDDLE: Kind = Kind { rows: (6, 14), columns: (2, 6), crossing: false, shares: false };

/// How many tables of a kind are attacked.
#[expect(clippy::disallowed_methods, reason = "a test asks how long it may take")]
fn attacks(usual: u64) -> u64 {
    match std::env::var("NOEGLETAL_ATTACKS") {
        Ok(text) => text.parse().unwrap(),
        Err(_) => usual,
    }
}

/// Protects and attacks tables; says of each failure which seed makes it, and of how many tables.
fn attacked(kind: Kind, way: Way, count: u64) {
    let mut failures = Vec::new();
    let (mut hidden_cells, mut given_up) = (0, 0_u64);
    for seed in 0..count {
        let table = Table::new(&random::hard(seed, kind));
        let minimum = if seed % 3 == 0 { 3 } else { 5 };
        let policy = if kind.shares { Policy::shares(minimum) } else { Policy::counts(minimum) };
        let small = policy.small(&table);
        let outcome = adapter::protect(&table, &small, policy);
        assert!((0..table.len()).all(|id| outcome.hidden[id] || !small[id]), "seed {seed}: what is small is hidden");
        hidden_cells += outcome.hidden.iter().filter(|hidden| **hidden).count();
        // A table that cannot be protected is not published, and the method says so.
        if !outcome.failed.is_empty() {
            given_up += 1;
            continue;
        }
        let found = attack::all_found(&table, &outcome.hidden, policy, way);
        if !found.is_empty() {
            failures.push((seed, found));
        }
    }
    assert!(50 * given_up <= count, "{given_up} of {count} tables given up: nothing is tested that way");
    println!("{kind:?}: {count} tables, {hidden_cells} hidden cells, {given_up} given up, {} found", failures.len());
    assert!(failures.is_empty(), "{} of {count} tables: {:?}", failures.len(), &failures[..failures.len().min(3)]);
}

#[test]
fn trying_everything_finds_nothing_in_small_tables() {
    attacked(SMALL, Way::Trying, attacks(300));
}

/// Patterns that nobody chose: the method must call safe what is safe, and nothing else.
#[test]
fn the_method_and_the_attack_agree_on_any_pattern() {
    let (mut safe, mut unsafe_ones) = (0, 0);
    for seed in 0..attacks(300) {
        let table = Table::new(&random::hard(seed, SMALL));
        let policy = Policy::counts(3);
        let mut dice = Dice::new(seed + 1_000_000);
        let often = dice.between(1, 3);
        let is_positive = |id: usize| !table.unknown[id] && table.values[0][id] > 0;
        let hidden: Vec<bool> = (0..table.len()).map(|id| is_positive(id) && !dice.once_in(often + 1)).collect();
        let found = attack::all_found(&table, &hidden, policy, Way::Trying);
        assert_eq!(adapter::is_safe(&table, &hidden, policy), found.is_empty(), "seed {seed}: {found:?}");
        *if found.is_empty() { &mut safe } else { &mut unsafe_ones } += 1;
    }
    assert!(safe > 20 && unsafe_ones > 20, "{safe} safe, {unsafe_ones} not");
}

#[test]
fn trying_everything_finds_nothing_in_small_shares() {
    attacked(Kind { shares: true, ..SMALL }, Way::Trying, attacks(150));
}

#[test]
fn linear_programming_finds_nothing_in_larger_tables() {
    attacked(MIDDLE, Way::Programming, attacks(40));
}

#[test]
fn linear_programming_finds_nothing_in_larger_shares() {
    attacked(Kind { shares: true, ..MIDDLE }, Way::Programming, attacks(20));
}

#[test]
fn trying_everything_finds_nothing_in_small_tables_with_crossing_hierarchies() {
    attacked(Kind { crossing: true, rows: (3, 5), ..SMALL }, Way::Trying, attacks(200));
}

#[test]
fn linear_programming_finds_nothing_in_larger_tables_with_crossing_hierarchies() {
    attacked(Kind { crossing: true, ..MIDDLE }, Way::Programming, attacks(40));
}

#[test]
fn linear_programming_finds_nothing_in_larger_shares_with_crossing_hierarchies() {
    attacked(Kind { crossing: true, shares: true, ..MIDDLE }, Way::Programming, attacks(20));
}
