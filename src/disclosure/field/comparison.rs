//! The method beside Gaussian elimination, on the same tables.

use super::adapter;
use super::gauss;
use super::random;
use super::table::{Policy, Table};

/// What a pattern costs.
#[derive(Clone, Copy, Debug, Default)]
struct Cost {
    hidden: usize,
    secondary: usize,
    /// Hidden cells that are sums.
    totals: usize,
    /// People in hidden inner cells.
    people: u64,
    /// Hidden cells that are left with too narrow an interval in one hierarchy or another.
    narrow: usize,
}

fn cost(table: &Table, small: &[bool], hidden: &[bool], policy: Policy) -> Cost {
    let mut cost = Cost::default();
    for id in (0..table.len()).filter(|id| hidden[*id]) {
        cost.hidden += 1;
        cost.secondary += usize::from(!small[id]);
        cost.totals += usize::from(table.is_sum[id]);
        cost.people += if table.is_sum[id] { 0 } else { table.values[0][id] };
        let (low, high) = adapter::interval(table, hidden, (id, 0), policy.floor, policy.need());
        cost.narrow += usize::from(high - low < policy.need());
    }
    cost
}

/// Both on one table: ours, and by Gaussian elimination.
fn both(seed: u64, size: (usize, usize), crossing: bool, minimum: u64) -> (Cost, Cost, usize) {
    let table = Table::new(&random::national(seed, size, crossing));
    let policy = Policy::counts(minimum);
    let small = policy.small(&table);
    let ours = adapter::protect(&table, &small, policy);
    assert!(ours.failed.is_empty(), "seed {seed}");
    let theirs = gauss::suppress(&table, &small);
    (cost(&table, &small, &ours.hidden, policy), cost(&table, &small, &theirs, policy), table.len())
}

fn compare(seeds: std::ops::Range<u64>, size: (usize, usize), crossing: bool, minimum: u64) -> (usize, usize) {
    let (mut sum_ours, mut sum_theirs) = (0, 0);
    for seed in seeds {
        let (ours, theirs, cells) = both(seed, size, crossing, minimum);
        println!(
            "{}x{} {} limit {minimum} seed {seed}: of {cells} cells {} small; hidden {} against {} ({:.3}), secondary {} \
             against {}, totals {} against {}, people {} against {}, narrow {} against {}",
            size.0,
            size.1,
            if crossing { "crossing" } else { "nested" },
            ours.hidden - ours.secondary,
            ours.hidden,
            theirs.hidden,
            ours.hidden as f64 / theirs.hidden as f64,
            ours.secondary,
            theirs.secondary,
            ours.totals,
            theirs.totals,
            ours.people,
            theirs.people,
            ours.narrow,
            theirs.narrow,
        );
        assert_eq!(ours.narrow, 0, "seed {seed}");
        sum_ours += ours.hidden;
        sum_theirs += theirs.hidden;
    }
    println!("{}x{} {} limit {minimum}", size.0, size.1, if crossing { "crossing" } else { "nested" });
    println!("together {sum_ours} against {sum_theirs}: {:.3}", sum_ours as f64 / sum_theirs as f64);
    (sum_ours, sum_theirs)
}

fn at_most_two_fifths_more((ours, theirs): (usize, usize)) {
    assert!(5 * ours <= 7 * theirs, "{ours} hidden cells against {theirs}");
}

fn at_most_a_quarter_more((ours, theirs): (usize, usize)) {
    assert!(4 * ours <= 5 * theirs, "{ours} hidden cells against {theirs}");
}

#[test]
fn at_most_a_quarter_more_is_hidden_than_by_gaussian_elimination() {
    at_most_a_quarter_more(compare(0..2, (60, 16), false, 5));
    at_most_a_quarter_more(compare(0..2, (60, 16), false, 10));
}

#[test]
fn no_more_than_two_fifths_more_is_hidden_where_hierarchies_cross() {
    // Elimination leaves every third cell narrow here; what it costs to leave none is more than a quarter.
    at_most_two_fifths_more(compare(0..2, (60, 16), true, 5));
    at_most_two_fifths_more(compare(0..2, (60, 16), true, 10));
}

#[test]
fn at_most_a_quarter_more_is_hidden_in_small_tables() {
    at_most_a_quarter_more(compare(0..5, (20, 10), false, 5));
    at_most_two_fifths_more(compare(0..5, (30, 10), true, 5));
    at_most_a_quarter_more(compare(0..5, (20, 10), false, 10));
    at_most_two_fifths_more(compare(0..5, (30, 10), true, 10));
}

/// Prints the figures for national tables; `bench/protection.sh` runs it.
#[test]
#[ignore = "prints figures, and takes minutes"]
fn national_tables_beside_gaussian_elimination() {
    for minimum in [5, 10] {
        at_most_a_quarter_more(compare(0..3, (94, 24), false, minimum));
        // Where hierarchies cross, elimination leaves a third narrow, and what it takes to leave none is looked at by people.
        compare(0..3, (94, 24), true, minimum);
    }
}
